//! Text: the embedded font, widths, line breaks.

use plotters::style::{FontDesc, FontFamily, FontStyle};
use std::sync::Once;

/// The font and what a viewer may use in its place. The whole list is the name under which the font is
/// registered, so that SVG files carry it.
pub const FAMILY: &str = "DejaVu Sans Condensed, Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif";

/// plotters' bitmap font size, as a multiple of the em: DejaVu's ascent plus descent is 2384/2048 em.
pub const BITMAP_SIZE: f64 = 2384.0 / 2048.0;
/// plotters' SVG font size, as a multiple of the em (it writes the size over 1.24).
pub const SVG_SIZE: f64 = 1.24;

static FONT: Once = Once::new();

/// Registers the embedded font. Without it no chart can be drawn.
pub fn register() {
    FONT.call_once(|| {
        // The bytes are compiled in, so that registering can't fail.
        let _ = plotters::style::register_font(FAMILY, FontStyle::Normal, dejavu::sans_condensed::regular());
        let _ = plotters::style::register_font(FAMILY, FontStyle::Bold, dejavu::sans_condensed::bold());
    });
}

fn style(bold: bool) -> FontStyle {
    if bold { FontStyle::Bold } else { FontStyle::Normal }
}

/// The font at a size in plotters' terms.
pub fn font(size: f64, bold: bool) -> FontDesc<'static> {
    FontDesc::new(FontFamily::Name(FAMILY), size, style(bold))
}

/// Width in dots of `text` at an em size.
pub fn width(text: &str, em: f64, bold: bool) -> f64 {
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

/// Breaks `text` at spaces into lines at most `room` wide, at most `most` of them; the last is cut if need
/// be.
pub fn wrap(text: &str, em: f64, bold: bool, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut at = 0;
    while at < words.len() && lines.len() < most {
        if lines.len() + 1 == most {
            lines.push(shorten(&words[at..].join(" "), em, bold, room));
            break;
        }
        let mut end = at + 1;
        while end < words.len() && width(&words[at..=end].join(" "), em, bold) <= room {
            end += 1;
        }
        lines.push(shorten(&words[at..end].join(" "), em, bold, room));
        at = end;
    }
    lines
}
