//! A quick reader of the shipped file of phrases, which every command in Chinese waits for: it borrows from the text what
//! has nothing to unescape. The library reads the same in tests, with all checks.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Phrases that stand in the program.
pub(super) type Shipped = BTreeMap<Cow<'static, str>, Cow<'static, str>>;

/// Reads entries of `msgid` and `msgstr`; strings go on in lines that are quoted alone.
pub(super) fn phrases(text: &'static str) -> Shipped {
    let mut entries: Vec<[Cow<'static, str>; 2]> = Vec::new();
    let mut part = 0;
    for line in text.lines() {
        if let Some(quoted) = line.strip_prefix("msgid ") {
            part = 0;
            entries.push([unquoted(quoted), Cow::Borrowed("")]);
        } else if let (Some(quoted), Some(entry)) = (line.strip_prefix("msgstr "), entries.last_mut()) {
            part = 1;
            entry[part] = unquoted(quoted);
        } else if let (true, Some(entry)) = (line.starts_with('"'), entries.last_mut()) {
            entry[part].to_mut().push_str(&unquoted(line));
        }
    }
    // The head is the entry of an empty phrase.
    entries
        .into_iter()
        .filter(|[english, _]| !english.is_empty())
        .map(|[english, words]| (english, words))
        .collect()
}

fn unquoted(quoted: &'static str) -> Cow<'static, str> {
    let inner = quoted.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut text = String::with_capacity(inner.len());
    let mut signs = inner.chars();
    while let Some(sign) = signs.next() {
        let escaped = if sign == '\\' { signs.next() } else { None };
        text.push(match escaped {
            Some('n') => '\n',
            Some('t') => '\t',
            Some(other) => other,
            None => sign,
        });
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_what_the_library_reads() {
        let library = crate::language::read(crate::language::CHINESE).unwrap();
        let quick = phrases(crate::language::CHINESE);
        assert!(library.len() > 2000 && library.len() == quick.len());
        for (english, words) in &library {
            assert_eq!(quick.get(english.as_str()).map(|words| &**words), Some(words.as_str()), "{english}");
        }
    }

    #[test]
    fn what_is_escaped_and_goes_on_is_read() {
        let text = "# a remark\nmsgid \"\"\nmsgstr \"head\\n\"\n\nmsgid \"\"\n\"a \\\"b\\\"\\n\"\n\"c\"\nmsgstr \"d\\\\e\"\n";
        let read = phrases(text);
        assert_eq!(read.into_iter().collect::<Vec<_>>(), [("a \"b\"\nc".into(), "d\\e".into())]);
    }
}
