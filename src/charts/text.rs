//! Text: the embedded font, widths, line breaks.

use crate::glyphs;
use plotters::style::{FontDesc, FontFamily, FontStyle};
use std::sync::Once;

/// The font and what a viewer may use in its place. The whole list is the name under which the font is
/// registered, so that SVG files carry it.
pub const FAMILY: &str = "DejaVu Sans Condensed, Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif";

/// plotters' bitmap font size, as a multiple of the em: DejaVu's ascent plus descent is 2384/2048 em.
pub const BITMAP_SIZE: f64 = 2384.0 / 2048.0;
/// plotters' SVG font size, as a multiple of the em (it writes the size over 1.24).
pub const SVG_SIZE: f64 = 1.24;

/// The same with fonts that have Chinese letters: of these a viewer takes what the first ones lack.
pub const FAMILY_CHINESE: &str = "DejaVu Sans Condensed, Arial, Helvetica, Liberation Sans, DejaVu Sans, Noto Sans CJK SC, Noto Sans SC, \
Source Han Sans SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif";

static FONT: Once = Once::new();

/// Registers the embedded font. Without it no chart can be drawn.
pub fn register() {
    FONT.call_once(|| {
        // The bytes are compiled in, so that registering can't fail.
        for family in [FAMILY, FAMILY_CHINESE] {
            let faces = [dejavu::sans_condensed::regular(), dejavu::sans_condensed::bold()];
            for (style, bytes) in [FontStyle::Normal, FontStyle::Bold].into_iter().zip(faces) {
                let _ = plotters::style::register_font(family, style, bytes);
            }
        }
    });
}

/// Whether this machine has a font for Chinese letters, which PNG and PDF files are then drawn with.
pub fn has_chinese() -> bool {
    glyphs::installed().is_some()
}

fn style(bold: bool) -> FontStyle {
    if bold { FontStyle::Bold } else { FontStyle::Normal }
}

/// The font at a size in plotters' terms.
pub fn font(size: f64, bold: bool) -> FontDesc<'static> {
    FontDesc::new(FontFamily::Name(FAMILY), size, style(bold))
}

/// The font at a size for a text of an SVG file.
pub fn font_of(text: &str, size: f64, bold: bool) -> FontDesc<'static> {
    let family = if glyphs::lacks(text) { FAMILY_CHINESE } else { FAMILY };
    FontDesc::new(FontFamily::Name(family), size, style(bold))
}

/// A text in parts that the font has and parts that it lacks, each with its place from the left and whether
/// the font lacks it.
pub fn runs(text: &str, em: f64, bold: bool) -> Vec<(f64, bool, String)> {
    let mut runs: Vec<(f64, bool, String)> = Vec::new();
    for sign in text.chars() {
        let lacks = glyphs::lacks_sign(sign);
        match runs.last_mut() {
            Some((_, other, run)) if *other == lacks => run.push(sign),
            _ => runs.push((0.0, lacks, sign.to_string())),
        }
    }
    let mut at = 0.0;
    for (from, lacks, run) in &mut runs {
        *from = at;
        at += if *lacks { em * run.chars().count() as f64 } else { measured(run, em, bold) };
    }
    runs
}

/// Width in dots of `text` at an em size. Letters that the font lacks are as wide as high, as Chinese ones
/// are: so a layout is the same with and without a font for them.
pub fn width(text: &str, em: f64, bold: bool) -> f64 {
    if !glyphs::lacks(text) {
        return measured(text, em, bold);
    }
    let runs = runs(text, em, bold);
    runs.last().map_or(0.0, |(from, lacks, run)| {
        from + if *lacks { em * run.chars().count() as f64 } else { measured(run, em, bold) }
    })
}

fn measured(text: &str, em: f64, bold: bool) -> f64 {
    register();
    // Measured large, because plotters rounds down to whole dots.
    let measured = font(em * BITMAP_SIZE * 16.0, bold).box_size(text).map_or(0, |size| size.0);
    f64::from(measured) / 16.0
}

/// Cuts `text` with an ellipsis so that it is at most `room` wide.
pub fn shorten(text: &str, em: f64, bold: bool, room: f64) -> String {
    if width(text, em, bold) <= room {
        return text.to_string();
    }
    let mut chars: Vec<char> = text.chars().collect();
    while !chars.is_empty() {
        chars.pop();
        let cut = format!("{}…", chars.iter().collect::<String>().trim_end());
        if width(&cut, em, bold) <= room {
            return cut;
        }
    }
    String::new()
}

/// Cuts `text` behind a word with an ellipsis so that it is at most `room` wide; within a word where not even
/// the first has room.
pub fn shorten_at_word(text: &str, em: f64, bold: bool, room: f64) -> String {
    if width(text, em, bold) <= room {
        return text.to_string();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let cut = |count: usize| format!("{}…", words[..count].join(" ").trim_end_matches([',', ';', ':']));
    (1..words.len())
        .rev()
        .map(cut)
        .find(|cut| width(cut, em, bold) <= room)
        .unwrap_or_else(|| shorten(text, em, bold, room))
}

/// Breaks `text` at spaces, and between letters that the font lacks (Chinese has no spaces), into lines at most
/// `room` wide, at most `most` of them; the last is cut if need be.
pub fn wrap(text: &str, em: f64, bold: bool, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let pieces = pieces(text);
    let join = |pieces: &[(bool, String)]| -> String {
        let mut line = String::new();
        for (at, (space, piece)) in pieces.iter().enumerate() {
            if *space && at > 0 {
                line.push(' ');
            }
            line.push_str(piece);
        }
        line
    };
    // Where each line ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < pieces.len() && ends.len() < most {
        let mut end = at + 1;
        let last = ends.len() + 1 == most;
        while end < pieces.len() && (last || width(&join(&pieces[at..=end]), em, bold) <= room) {
            end += 1;
        }
        ends.push(end);
        at = end;
    }
    company(&pieces, &mut ends);
    let mut from = 0;
    for end in ends {
        lines.push(shorten(&join(&pieces[from..end]), em, bold, room));
        from = end;
    }
    lines
}

/// No letter of Chinese stands alone in the last line: one of the line above comes down to it.
fn company(pieces: &[(bool, String)], ends: &mut [usize]) {
    let [.., before, above, last] = ends else {
        let [above, last] = ends else { return };
        return down(pieces, 0, above, *last);
    };
    down(pieces, *before, above, *last);
}

fn down(pieces: &[(bool, String)], before: usize, above: &mut usize, last: usize) {
    let alone = last == *above + 1 && !pieces[*above].0 && pieces[*above].1.chars().count() <= 2;
    if alone && *above > before + 2 && !pieces[*above - 1].0 {
        *above -= 1;
    }
}

/// Marks that no line begins with, and marks that none ends with.
const CLOSING: &str = "，。；：、！？）》〉」』】”’…—％%·,.;:!?)]";
const OPENING: &str = "（《〈「『【“‘([";

/// Whether a line may end between two letters of a word: where either is Chinese, but not before a mark that
/// closes, behind one that opens, or between a number and its unit.
fn parts(before: char, sign: char) -> bool {
    let chinese = glyphs::lacks_sign(before) || glyphs::lacks_sign(sign);
    chinese && !CLOSING.contains(sign) && !OPENING.contains(before) && !before.is_ascii_digit()
}

/// What a text can be broken into, each with whether a space stands before it.
fn pieces(text: &str) -> Vec<(bool, String)> {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for word in text.split_whitespace() {
        let mut before = None;
        for sign in word.chars() {
            match (before, pieces.last_mut()) {
                (Some(before), Some((_, piece))) if !parts(before, sign) => piece.push(sign),
                (before, _) => pieces.push((before.is_none(), sign.to_string())),
            }
            before = Some(sign);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_between_chinese_letters() {
        assert_eq!(wrap("one two three", 20.0, false, 110.0, 9), ["one two", "three"]);
        let lines = wrap("2020年中国疫情对小微企业的影响，以及政策", 20.0, false, 120.0, 9);
        assert!(lines.len() > 2 && lines.iter().all(|line| width(line, 20.0, false) <= 140.0), "{lines:?}");
        assert_eq!(lines.concat(), "2020年中国疫情对小微企业的影响，以及政策");
        assert!(lines.iter().all(|line| !line.starts_with('，')), "{lines:?}");
        assert_eq!(wrap("工业利润（天）", 20.0, false, 105.0, 9), ["工业利润", "（天）"]);
    }

    #[test]
    fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        let words = "专精特新“小巨人”企业（含单项冠军），获得2020年3月起的8.5%贷款贴息：共12个月、300亿元；《条例》实施后——到期…再议。";
        for room in 2..40 {
            let lines = wrap(words, 20.0, false, 20.0 * f64::from(room), 99);
            for line in &lines {
                let (first, last) = (line.chars().next().unwrap(), line.chars().last().unwrap());
                assert!(!"，。；：、）”》…—%".contains(first), "{room}: {lines:?}");
                assert!(!"（“《".contains(last), "{room}: {lines:?}");
            }
            let whole = lines.concat();
            assert!(room < 7 || whole == words, "{room}: {whole}");
        }
        assert_eq!(wrap("银行贷款的申请与批复", 20.0, false, 180.0, 9), ["银行贷款的申请与", "批复"]);
        let lines = wrap("就业岗位减少12个月", 20.0, false, 160.0, 9);
        assert!(lines.iter().all(|line| !line.ends_with("12")), "{lines:?}");
    }

    #[test]
    fn a_letter_that_the_font_lacks_is_as_wide_as_high() {
        assert_eq!(width("中国", 30.0, false), 60.0);
        assert_eq!(width("中国a", 30.0, false), 60.0 + width("a", 30.0, false));
    }

    #[test]
    fn words_are_cut_behind_a_word() {
        let cut = shorten_at_word("household demand beyond closures", 20.0, false, 200.0);
        assert_eq!(cut, "household demand…");
    }
}
