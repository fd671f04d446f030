//! Labels beside points, put where they touch neither one another nor what is drawn.

use crate::charts::canvas::{Canvas, Face, Point};
use crate::charts::{style, text};
use plotters::style::RGBAColor;

/// A rectangle: upper left and lower right corner.
pub type Box = (Point, Point);

/// Rectangles that are taken, within limits.
#[derive(Clone, Debug)]
pub struct Room {
    limits: Box,
    taken: Vec<Box>,
    /// Labels alone: a line to another label must not run through them.
    labels: Vec<Box>,
}

fn touch(a: &Box, b: &Box) -> bool {
    a.0.0 < b.1.0 && b.0.0 < a.1.0 && a.0.1 < b.1.1 && b.0.1 < a.1.1
}

impl Room {
    /// An empty room.
    pub fn new(limits: Box) -> Room {
        Room { limits, taken: Vec::new(), labels: Vec::new() }
    }
    /// Takes a rectangle.
    pub fn take(&mut self, taken: Box) {
        self.taken.push(taken);
    }
    /// Whether a rectangle lies within the limits and touches nothing that is taken.
    pub fn free(&self, wanted: &Box) -> bool {
        let ((left, top), (right, bottom)) = self.limits;
        let inside = wanted.0.0 >= left && wanted.1.0 <= right && wanted.0.1 >= top && wanted.1.1 <= bottom;
        inside && !self.taken.iter().any(|taken| touch(taken, wanted))
    }

    /// Writes a label as near to a point as there is room, with a thin line to it when it stands far off.
    pub fn label(&mut self, canvas: &mut Canvas, at: Point, words: &str, em: f64, color: RGBAColor) {
        let (wide, high) = (text::width(words, em, false), em * 1.12);
        let corner =
            |dx: f64, dy: f64| (if dx < 0.0 { at.0 + dx - wide } else { at.0 + dx }, at.1 + dy - high / 2.0);
        let mut tries: Vec<(f64, f64)> = vec![(18.0, 0.0), (-18.0, 0.0)];
        for step in 1..40 {
            let dy = f64::from(step) * high * 0.5;
            for dx in [18.0, -18.0, 50.0, -50.0, 110.0, -110.0] {
                tries.extend([(dx, -dy), (dx, dy)]);
            }
        }
        let length = |(dx, dy): &(f64, f64)| dx.abs() + 1.6 * dy.abs();
        tries.sort_by(|a, b| length(a).total_cmp(&length(b)));
        let found = tries.into_iter().find(|(dx, dy)| {
            let from = corner(*dx, *dy);
            let clear = || {
                leader(at, *dx, from, (wide, high))
                    .iter()
                    .all(|step| self.labels.iter().all(|label| !touch(label, step)))
            };
            self.free(&(from, (from.0 + wide, from.1 + high))) && clear()
        });
        // Without any room the label is left to the table behind the chart.
        let Some((dx, dy)) = found else { return };
        let from = corner(dx, dy);
        let own = (from, (from.0 + wide, from.1 + high));
        self.take(own);
        self.labels.push(own);
        // What lies behind must not strike the words through.
        canvas.rect((own.0.0 - 3.0, own.0.1), (own.1.0 + 3.0, own.1.1), style::veil(style::PAPER, 0.8));
        if dy.abs() > high * 0.6 || dx.abs() > 20.0 {
            let steps = leader(at, dx, from, (wide, high));
            let end = steps.last().map_or(at, |last| last.0);
            self.taken.extend(steps);
            canvas.line(&[at, end], style::HAIR, style::veil(color, 0.55));
        }
        canvas.text((from.0, from.1 + high * 0.78), words, Face::new(em).color(color));
    }
}

/// The line from a point to its label, in steps.
fn leader(at: Point, dx: f64, from: Point, (wide, high): (f64, f64)) -> Vec<Box> {
    let end = (if dx < 0.0 { from.0 + wide + 5.0 } else { from.0 - 5.0 }, from.1 + high / 2.0);
    let step = |k: i32| {
        let part = f64::from(k) / 16.0;
        let here = (at.0 + (end.0 - at.0) * part, at.1 + (end.1 - at.1) * part);
        (here, (here.0 + 1.0, here.1 + 1.0))
    };
    (1..=16).map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::canvas::Mark;
    use crate::charts::page::Page;

    #[test]
    fn labels_of_one_point_do_not_touch() {
        let mut canvas = Canvas::new(&Page::default(), 600.0);
        let mut room = Room::new(((0.0, 0.0), (800.0, 600.0)));
        for name in ["deferral of taxes", "grants", "guarantee funds", "rent"] {
            room.label(&mut canvas, (100.0, 300.0), name, style::SMALL, style::INK);
        }
        let texts = canvas.marks.iter().filter(|mark| matches!(mark, Mark::Text { .. })).count();
        assert_eq!(texts, 4);
        for (at, a) in room.taken.iter().enumerate() {
            assert!(room.taken[at + 1..].iter().all(|b| !touch(a, b)));
        }
    }
}
