//! A bar of firms or of money: its segments, their numbers, and what is written within the last.

use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::compare::found::{DELAYED, HARMED, HASTENED, LOST, SAFE, SAVED};
use crate::charts::compare::rows::Axis;
use crate::charts::{style, text};
use crate::language::Language;
use crate::phrase;
use crate::units::rounded;
use plotters::style::RGBAColor;

/// Height of a bar.
pub(super) const BAR: f64 = 36.0;
/// Fate, label and colour, in the order in which money is stacked.
pub(super) const STYLES: [(usize, &str, RGBAColor); 6] = [
    (SAVED, phrase!("Saved"), style::BLUE),
    (DELAYED, phrase!("Only delayed"), style::SKY),
    (HASTENED, phrase!("Hastened"), style::ORANGE),
    (HARMED, phrase!("Harmed"), style::VERMILION),
    (LOST, phrase!("Lost anyway"), style::PURPLE),
    (SAFE, phrase!("Safe anyway"), style::GRID),
];

/// A segment of a bar.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) fate: usize,
    pub(super) size: f64,
    /// Its number in words; empty where it is not written.
    pub(super) words: String,
}

/// Segments right and left of zero, and what is written at the right end within the last one.
#[derive(Default)]
pub(super) struct Bar {
    pub(super) right: Vec<Part>,
    pub(super) left: Vec<Part>,
    /// From long to short.
    pub(super) within: Vec<String>,
}

/// The last of what may be written within a bar.
pub(super) const SHORTEST: usize = 2;

/// What segments add up to.
pub(super) fn sum(parts: &[Part]) -> f64 {
    parts.iter().map(|part| part.size).sum()
}

/// Width of words in small letters.
pub(super) fn width(words: &str) -> f64 {
    text::width(words, style::SMALL, false)
}

fn color(fate: usize) -> RGBAColor {
    STYLES.iter().find(|entry| entry.0 == fate).map_or(style::GREY, |entry| entry.2)
}

impl Bar {
    /// Its segments in words.
    pub(super) fn said(&self, language: Language, suffix: &str) -> Vec<(String, String, RGBAColor)> {
        let name = |fate: usize| STYLES.iter().find(|entry| entry.0 == fate).map_or("", |entry| entry.1);
        let one = |part: &Part| {
            let value = format!("{}{suffix}", rounded(part.size, part.size.max(0.1)));
            (language.of(name(part.fate)).to_string(), value, color(part.fate))
        };
        self.right.iter().chain(&self.left).map(one).collect()
    }
    /// Whether its last segment has room for what is written within it.
    pub(super) fn fits(&self, axis: &Axis, level: usize) -> bool {
        let (Some(last), Some(words)) = (self.right.last(), self.within.get(level)) else { return true };
        let whole = sum(&self.right);
        width(words) + 24.0 <= axis.x(whole) - axis.x(whole - last.size)
    }
}

/// Segments that follow one another from zero to a side; with their numbers, in them or beyond the end.
pub(super) fn stack(
    canvas: &mut Canvas,
    axis: &Axis,
    (from, middle): Point,
    (parts, sign): (&[Part], f64),
    beyond: bool,
) {
    let base = middle + style::SMALL * 0.36;
    let mut so_far = 0.0;
    let mut outside = Vec::new();
    for Part { fate, size, words } in parts {
        let color = color(*fate);
        let (a, b) = (axis.x(sign * so_far), axis.x(sign * (so_far + size)));
        so_far += size;
        if (b - a).abs() >= 0.5 {
            canvas.rect((a.min(b), from), (a.max(b), from + BAR), color);
        }
        if !words.is_empty() && width(words) + 12.0 <= (b - a).abs() {
            let ink = if [SAVED, HARMED].contains(fate) { style::PAPER } else { style::INK };
            let face = Face::new(style::SMALL).color(ink).anchor(Anchor::Middle);
            canvas.text(((a + b) / 2.0, base), words, face);
        } else if beyond && !words.is_empty() {
            outside.push((words, style::dark(color)));
        }
    }
    let mut x = axis.x(sign * so_far) + sign * 10.0;
    for (words, color) in outside {
        let anchor = if sign > 0.0 { Anchor::Left } else { Anchor::Right };
        canvas.text((x, base), words, Face::new(style::SMALL).color(color).anchor(anchor));
        x += sign * (width(words) + 14.0);
    }
}
