//! The key of a chart of a sweep: entries side by side, on further rows where the paper is narrow.

use crate::charts::canvas::{Canvas, Point};
use crate::charts::compare::rows;
use crate::charts::sweep::folder::Sweep;
use crate::charts::{style, text};

/// Height of a row.
const ROW: f64 = 40.0;
/// Height of a line of a label above its bars.
const LINE: f64 = 1.15 * style::SMALL;

/// Where each entry begins: row and place from the left.
fn places(words: &[String], room: f64) -> Vec<(usize, f64)> {
    let (mut row, mut x) = (0, 0.0);
    let mut places = Vec::new();
    for words in words {
        let wide = rows::key_width(words);
        if x > 0.0 && x + wide - 40.0 > room {
            (row, x) = (row + 1, 0.0);
        }
        places.push((row, x));
        x += wide;
    }
    places
}

/// Room that entries need.
pub(super) fn height(words: &[String], room: f64) -> f64 {
    places(words, room).last().map_or(0.0, |last| ROW * (last.0 + 1) as f64)
}

/// Draws entries, each with its sample, below a point.
pub(super) fn draw(
    canvas: &mut Canvas,
    from: Point,
    room: f64,
    words: &[String],
    sample: impl Fn(&mut Canvas, Point, usize),
) {
    for (at, (row, x)) in places(words, room).into_iter().enumerate() {
        let place = (from.0 + x, from.1 + ROW * row as f64 + 28.0);
        let words = text::shorten(&words[at], style::SMALL, false, room - 40.0);
        rows::key(canvas, place, &words, |canvas, point| sample(canvas, point, at));
    }
}

/// Rows that are shown at most: fewer on narrow paper, so that the sheet stays within a page.
pub(super) fn most(sweep: &Sweep) -> usize {
    if sweep.page.narrow() { rows::MOST / 2 } else { rows::MOST }
}

/// Labels of rows: beside the bars, or above them where the paper is narrow.
pub(super) struct Labels {
    narrow: bool,
    lines: Vec<Vec<String>>,
    /// Where bars may begin.
    pub(super) left: f64,
    labels: Vec<String>,
}

impl Labels {
    /// Labels of a sweep's rows.
    pub(super) fn of(sweep: &Sweep, labels: Vec<String>) -> Labels {
        let (wide, narrow) = (sweep.page.wide, sweep.page.narrow());
        let room = wide - 2.0 * style::MARGIN;
        let lines = |label: &String| text::wrap(label, style::SMALL, false, room, 2);
        let lines = if narrow { labels.iter().map(lines).collect() } else { Vec::new() };
        let beside = if narrow { 0.0 } else { rows::label_width(labels.iter(), wide) + 22.0 };
        Labels { narrow, lines, left: style::MARGIN + beside, labels }
    }
    /// What the label of a row needs above its bars.
    pub(super) fn above(&self, at: usize) -> f64 {
        if self.narrow { LINE * self.lines[at].len() as f64 + 4.0 } else { 0.0 }
    }
    /// The same of all rows.
    pub(super) fn all_above(&self) -> f64 {
        (0..self.labels.len()).map(|at| self.above(at)).sum()
    }
    /// Draws the label of a row whose bars stand around the height `middle`, below `top`.
    pub(super) fn draw(&self, canvas: &mut Canvas, at: usize, top: f64, middle: f64) {
        if !self.narrow {
            rows::label(canvas, &self.labels[at], self.left - 12.0, middle);
            return;
        }
        for (k, line) in self.lines[at].iter().enumerate() {
            let place = (style::MARGIN, top + LINE * (k as f64 + 0.85));
            // Grid lines pass behind the words.
            let end = place.0 + text::width(line, style::SMALL, false) + 4.0;
            let (upper, lower) = (place.1 - style::SMALL, place.1 + 0.25 * style::SMALL);
            canvas.rect((place.0 - 4.0, upper), (end, lower), style::PAPER);
            canvas.text(place, line, crate::charts::canvas::Face::new(style::SMALL));
        }
    }
}
