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
    let mut at = 0;
    while at < pieces.len() && lines.len() < most {
        if lines.len() + 1 == most {
            lines.push(shorten(&join(&pieces[at..]), em, bold, room));
            break;
        }
        let mut end = at + 1;
        while end < pieces.len() && width(&join(&pieces[at..=end]), em, bold) <= room {
            end += 1;
        }
        lines.push(shorten(&join(&pieces[at..end]), em, bold, room));
        at = end;
    }
    lines
}

/// What a text can be broken into, each with whether a space stands before it.
fn pieces(text: &str) -> Vec<(bool, String)> {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for word in text.split_whitespace() {
        let mut begins = true;
        let mut joins = false;
        for sign in word.chars() {
            let lacks = glyphs::lacks_sign(sign);
            // A mark that ends a sentence or clause stays with what is before it.
            let stays = "，。；：、！？）》”".contains(sign);
            // One that opens a bracket or quotation stays with what is behind it.
            let opened = |piece: &str| piece.ends_with(['（', '《', '“']);
            match pieces.last_mut() {
                Some((_, piece)) if !begins && (stays || opened(piece) || (joins && !lacks)) => {
                    piece.push(sign);
                }
                _ => pieces.push((begins, sign.to_string())),
            }
            (begins, joins) = (false, !lacks);
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
