//! Signs in texts of users that other programs would obey: a terminal, a browser, a spreadsheet program.

use crate::language::told::Told;
use crate::told;

/// The characters of a text that steer a terminal, turn the direction of writing or can't stand in SVG and
/// HTML, with their places: none belongs in a name or a title.
pub fn settling(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    text.char_indices().filter(|(_, sign)| steers(*sign))
}

fn steers(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// Such a character by a name that can be shown.
pub fn named(sign: char) -> Told {
    match sign {
        '\n' => told!("a line break"),
        '\r' => told!("a carriage return"),
        '\t' => told!("a tab"),
        _ => told!("the control character U+{code}", code = format!("{:04X}", u32::from(sign))),
    }
}

/// A text that is safe to write to a terminal, an SVG or HTML file: lines and tabs stay, other characters
/// that steer become �.
pub fn tame(text: &str) -> std::borrow::Cow<'_, str> {
    let wild = |sign: char| steers(sign) && sign != '\n' && sign != '\t';
    if text.contains(wild) { text.replace(wild, "\u{fffd}").into() } else { text.into() }
}

/// Whether a spreadsheet program would take a text cell for a formula.
pub fn formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@'])
}

/// A cell of a table as spreadsheet programs show it and don't carry it out: a text that begins like a
/// formula gets an apostrophe before it, numbers stay. Names can't begin so; messages and commands may.
pub fn inert(cell: String) -> String {
    let harmless = cell.len() < 2 || !formula(&cell) || cell.parse::<f64>().is_ok();
    if harmless { cell } else { format!("'{cell}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_begin_like_formulas_are_text_and_numbers_stay_numbers() {
        let cell = |text: &str| inert(text.to_string());
        assert_eq!(
            ["-0.5", "+3", "-", "", "a=b", "-1e-9"].map(cell),
            ["-0.5", "+3", "-", "", "a=b", "-1e-9"]
        );
        assert_eq!(
            ["=1+1", "-x", "@SUM(A1)", " +y", "+1+1"].map(cell),
            ["'=1+1", "'-x", "'@SUM(A1)", "' +y", "'+1+1"]
        );
    }
}
