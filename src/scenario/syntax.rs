//! What the parser of TOML says of a mistake, in phrases of which files of phrases have most; the others stay as the
//! parser says them.

use crate::language::told::Told;
use crate::{phrase, told};

/// What may be wrong, and what the parser expected in its place.
const OF_PARSER: &[&str] = &[
    phrase!("`_` may only go between digits"),
    phrase!("carriage return must be followed by newline"),
    phrase!("duplicate key"),
    phrase!("extra `=`"),
    phrase!("extra assignment between key-value pairs"),
    phrase!("extra comma in array"),
    phrase!("extra comma in inline table"),
    phrase!("invalid comment character"),
    phrase!("invalid basic string"),
    phrase!("invalid boolean"),
    phrase!("invalid date"),
    phrase!("invalid date-time"),
    phrase!("invalid datetime"),
    phrase!("invalid float"),
    phrase!("invalid fraction"),
    phrase!("invalid inline table element"),
    phrase!("invalid integer number"),
    phrase!("invalid key-value pair"),
    phrase!("invalid literal string"),
    phrase!("invalid string"),
    phrase!("invalid time"),
    phrase!("invalid unquoted key"),
    phrase!("invalid value"),
    phrase!("key with no value"),
    phrase!("keys cannot be multi-line basic strings"),
    phrase!("keys cannot be multi-line literal strings"),
    phrase!("missing assignment between key-value pairs"),
    phrase!("missing comma between array elements"),
    phrase!("missing comma between key-value pairs"),
    phrase!("missing escaped value"),
    phrase!("missing key for inline table element"),
    phrase!("missing opening quote"),
    phrase!("missing value"),
    phrase!("missing value for key"),
    phrase!("redundant numeric sign"),
    phrase!("string values must be quoted"),
    phrase!("too few unicode value digits"),
    phrase!("unclosed array"),
    phrase!("unclosed array table"),
    phrase!("unclosed inline table"),
    phrase!("unclosed table"),
    phrase!("unexpected `=` in array"),
    phrase!("unexpected content"),
    phrase!("unexpected content between comment and newline"),
    phrase!("unexpected key or value"),
    phrase!("unexpected leading zero"),
    phrase!("unquoted keys cannot be empty"),
    phrase!("a four-digit year (YYYY)"),
    phrase!("a two-digit day (DD)"),
    phrase!("a two-digit month (MM)"),
    phrase!("basic string"),
    phrase!("characters"),
    phrase!("digits"),
    phrase!("key"),
    phrase!("letters"),
    phrase!("literal string"),
    phrase!("month between 01 and 12"),
    phrase!("multi-line basic string"),
    phrase!("non-double-quote visible characters"),
    phrase!("non-single-quote characters"),
    phrase!("non-single-quote visible characters"),
    phrase!("newline"),
    phrase!("numbers"),
    phrase!("printable characters"),
    phrase!("unicode hexadecimal value"),
    phrase!("value"),
    phrase!("year or hour"),
];

/// A message of the parser: what is wrong, and behind a comma what may stand there.
pub(super) fn told(message: &str) -> Told {
    let Some((what, expected)) = message.split_once(", expected ") else { return known(message) };
    if expected == "nothing" {
        return told!("{what}, expected nothing", what = known(what));
    }
    let either = |all: Told, one: &str| told!("{one}, {other}", one = all, other = known(one));
    let mut expected = expected.split(", ");
    let first = known(expected.next().unwrap_or_default());
    told!("{what}, expected {expected}", what = known(what), expected = expected.fold(first, either))
}

fn known(part: &str) -> Told {
    OF_PARSER
        .iter()
        .find(|phrase| **phrase == part)
        .map_or_else(|| Told::words(part), |phrase| Told::phrase(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn what_is_known_is_said_in_the_language_and_english_stays_as_it_was() {
        let message = "missing opening quote, expected `\"`, literal string, a new word";
        assert_eq!(told(message).english(), message);
        assert_eq!(
            told(message).said(Language::Chinese),
            "缺少起始引号，此处可写 `\"`、单引号字符串、a new word"
        );
        let message = "unexpected leading zero, expected nothing";
        assert_eq!(told(message).english(), message);
        assert_eq!(told(message).said(Language::Chinese), "数字不能以零开头");
        assert_eq!(told("news").said(Language::Chinese), "news");
    }
}
