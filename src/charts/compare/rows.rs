//! What charts with one row an arm share: labels at the left, plots side by side with one axis each.

use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::ticks::Ticks;
use crate::charts::{style, text};
use crate::language::Language;
use crate::say;

/// Arms that get a row at most; the others are in the table behind the chart.
pub const MOST: usize = 20;
/// Widest label before it is broken in two, on a paper of a width.
pub fn widest(paper: f64) -> f64 {
    (0.36 * paper).min(440.0)
}

/// Says how many arms were left out, for the note.
pub fn left_out(language: Language, count: usize) -> String {
    match count.saturating_sub(MOST) {
        0 => String::new(),
        more => say!(language, "Further arms, in the table behind the chart alone: {count}.", count = more),
    }
}

/// Width that the labels need on a paper of a width.
pub fn label_width<'a>(labels: impl Iterator<Item = &'a String>, paper: f64) -> f64 {
    labels.map(|label| text::width(label, style::SMALL, false)).fold(0.0, f64::max).min(widest(paper))
}

/// Lines that a label has at most.
const LINES: usize = 3;

/// Height that a label needs on a paper of a width.
pub fn label_height(words: &str, paper: f64) -> f64 {
    let lines = text::wrap(words, style::SMALL, false, widest(paper), LINES).len();
    style::SMALL * 1.08 * lines as f64
}

/// A label that ends at `right`, in a few lines around the height `middle`.
pub fn label(canvas: &mut Canvas, words: &str, right: f64, middle: f64) {
    let lines = text::wrap(words, style::SMALL, false, widest(canvas.width), LINES);
    let step = style::SMALL * 1.08;
    let first = middle + style::SMALL * 0.36 - step * (lines.len() as f64 - 1.0) / 2.0;
    for (k, line) in lines.iter().enumerate() {
        canvas.text((right, first + step * k as f64), line, Face::new(style::SMALL).anchor(Anchor::Right));
    }
}

/// Ticks that cover all values; where these end a little below zero, the axis does too.
pub fn ticks(values: impl Iterator<Item = f64>, count: usize, suffix: &str) -> Ticks {
    let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    let mut ticks = Ticks::cover(values.iter().copied(), count, true, suffix);
    let low = values.iter().copied().fold(0.0, f64::min);
    if low < 0.0 {
        ticks.low = ticks.low.max(low - 0.03 * (ticks.high - low));
        ticks.marks.retain(|mark| mark.0 >= ticks.low);
    }
    ticks
}

/// A horizontal axis.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Left and right end.
    pub ends: (f64, f64),
    /// Values.
    pub ticks: Ticks,
}

impl Axis {
    /// Horizontal place of a value; values beyond the axis stand at its ends.
    pub fn x(&self, value: f64) -> f64 {
        let part = (value - self.ticks.low) / (self.ticks.high - self.ticks.low);
        self.ends.0 + (self.ends.1 - self.ends.0) * part.clamp(0.0, 1.0)
    }
    /// Grid lines between two heights, numbers below them, zero as a strong line.
    pub fn draw(&self, canvas: &mut Canvas, top: f64, bottom: f64) {
        let face = Face::new(style::SMALL).color(style::QUIET).anchor(Anchor::Middle);
        let widest = self
            .ticks
            .marks
            .iter()
            .map(|(_, label)| text::width(label, style::SMALL, false))
            .fold(0.0, f64::max);
        let step = (self.ends.1 - self.ends.0) / (self.ticks.marks.len().max(2) - 1) as f64;
        let every = (((widest + 14.0) / step).ceil() as usize).max(1);
        // Counted from zero, so that it always has its number.
        let zero = self.ticks.marks.iter().position(|mark| mark.0.abs() < 1e-9).unwrap_or(0);
        for (at, (value, label)) in self.ticks.marks.iter().enumerate() {
            let x = self.x(*value);
            canvas.line(
                &[(x, top), (x, bottom)],
                style::HAIR,
                if at == zero { style::AXIS } else { style::GRID },
            );
            if at.abs_diff(zero) % every == 0 {
                canvas.text((x, bottom + 10.0 + style::SMALL), label, face);
            }
        }
    }
    /// An interval as a thin line, where it has ends.
    pub fn whisker(
        &self,
        canvas: &mut Canvas,
        (low, high): (f64, f64),
        y: f64,
        color: plotters::style::RGBAColor,
    ) {
        if low.is_finite() && high.is_finite() && high > low {
            canvas.line(&[(self.x(low), y), (self.x(high), y)], 3, color);
        }
    }
}

/// An entry of a key: draws its sample and writes its words; says where the next begins.
pub fn key(canvas: &mut Canvas, (x, y): Point, words: &str, sample: impl Fn(&mut Canvas, Point)) -> f64 {
    sample(canvas, (x + 13.0, y - 9.0));
    canvas.text((x + 38.0, y), words, Face::new(style::SMALL));
    x + key_width(words)
}

/// What an entry of a key takes, with the gap behind it.
pub fn key_width(words: &str) -> f64 {
    78.0 + text::width(words, style::SMALL, false)
}

/// Entries of a key beside one another, in as many rows as they need, from a height downwards; says where it ends,
/// also when it is only measured.
pub fn keys(
    mut canvas: Option<&mut Canvas>,
    (right, top): Point,
    entries: &[String],
    sample: impl Fn(&mut Canvas, Point, usize),
) -> f64 {
    let (mut x, mut y) = (style::MARGIN, top + 24.0);
    for (at, words) in entries.iter().enumerate() {
        let wide = key_width(words);
        // Behind the last entry of a row there is no gap.
        if x > style::MARGIN && x + wide - 40.0 > right {
            (x, y) = (style::MARGIN, y + 36.0);
        }
        if let Some(canvas) = canvas.as_deref_mut() {
            key(canvas, (x, y), words, |canvas, place| sample(canvas, place, at));
        }
        x += wide;
    }
    y + 8.0
}

/// A rectangle as a sample of a key.
pub fn patch(canvas: &mut Canvas, at: Point, color: plotters::style::RGBAColor) {
    canvas.rect((at.0 - 13.0, at.1 - 12.0), (at.0 + 13.0, at.1 + 12.0), color);
}
