//! Finds English in messages that should be in another language. What stays as it is in every language is no
//! English: code in backticks, text in quotes, keys, paths, options, names in a list.

/// Runs of at least two English words in a message, as `the range` in `超出 the range`.
pub fn english(message: &str) -> Vec<String> {
    let (mut found, mut run, mut token) = (Vec::new(), Vec::new(), String::new());
    // A blank parts two words of a sentence; any other sign that is not of a word ends it.
    for sign in without_quotes(message).chars().chain(['\n']) {
        if sign.is_ascii_graphic() && !",;:?!()[]{}".contains(sign) {
            token.push(sign);
            continue;
        }
        let last = token.trim_end_matches('.').len() < token.len();
        let word = std::mem::take(&mut token).trim_end_matches('.').to_string();
        let plain = is_word(&word);
        if plain {
            run.push(word);
        }
        if !plain || last || sign != ' ' {
            if run.len() > 1 {
                found.push(run.join(" "));
            }
            run.clear();
        }
    }
    found
}

/// Whether a piece of text is a word of plain English: no key of several words, no option, no number.
fn is_word(piece: &str) -> bool {
    let mut signs = piece.chars();
    signs.next().is_some_and(|first| first.is_ascii_alphabetic())
        && signs.all(|sign| sign.is_ascii_lowercase() || matches!(sign, '\'' | '-'))
}

/// A text without what stands in quotes or backticks; of quotes within quotes only the outer ones are seen.
fn without_quotes(text: &str) -> String {
    let (mut plain, mut close) = (String::new(), None);
    for sign in text.chars() {
        match (close, sign) {
            (Some(end), sign) if sign == end => close = None,
            (Some(_), _) => {}
            (None, '"' | '`') => close = Some(sign),
            (None, '“') => close = Some('”'),
            (None, sign) => plain.push(sign),
        }
    }
    plain
}

/// Whether a text holds a character of Chinese.
pub fn chinese(text: &str) -> bool {
    text.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign))
}

#[test]
fn english_is_found_and_code_is_not() {
    assert_eq!(english("政策：outside the range，请改 it or so."), ["outside the range", "it or so"]);
    assert_eq!(english("No such file: take one. Leave it"), ["No such file", "take one", "Leave it"]);
    for sound in [
        "政策 \"wage subsidy\"：没有名为 “a b” 的行业（可选：name, title, question）",
        "写法见 `tideover explain flood`；例如 months = 6",
        "--quick 只做 2 次重复模拟，取代情景中的 until",
        "run 的指标有 firms_end, job_years；size 和 size_sd",
    ] {
        assert_eq!(english(sound), Vec::<String>::new(), "{sound}");
    }
}
