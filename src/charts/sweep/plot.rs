//! A plot of an output up against a factor across.

use super::axis::Axis;
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::style;
use crate::charts::ticks::Ticks;
use plotters::style::RGBAColor;

/// Where a plot stands, and its scales.
pub(super) struct Plot<'a> {
    /// Upper left corner.
    pub(super) from: Point,
    /// Lower right corner.
    pub(super) to: Point,
    /// The factor.
    pub(super) axis: &'a Axis,
    /// The output.
    pub(super) ticks: &'a Ticks,
}

/// A place on the factor's axis, a value, and the ends of its band or whisker (NaN for none).
pub(super) type Spot = [f64; 4];

impl Plot<'_> {
    /// Horizontal place.
    pub(super) fn x(&self, place: f64) -> f64 {
        let (low, high) = self.axis.ends();
        self.from.0 + (self.to.0 - self.from.0) * (place - low) / (high - low)
    }
    /// Vertical place.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.to.1 - (self.to.1 - self.from.1) * (value - self.ticks.low) / (self.ticks.high - self.ticks.low)
    }
    /// Grid lines with or without their numbers, zero as a strong line.
    pub(super) fn grid(&self, canvas: &mut Canvas, numbers: bool) {
        for (value, words) in &self.ticks.marks {
            let y = self.y(*value);
            let zero = value.abs() < 1e-12 && self.ticks.low < 0.0;
            canvas.line(
                &[(self.from.0, y), (self.to.0, y)],
                style::HAIR,
                if zero { style::AXIS } else { style::GRID },
            );
            if numbers {
                let face = Face::new(style::TICK).color(style::QUIET).anchor(Anchor::Right);
                canvas.text((self.from.0 - 10.0, y + style::TICK * 0.36), words, face);
            }
        }
    }
    /// A line with its band.
    pub(super) fn course(&self, canvas: &mut Canvas, spots: &[Spot], color: RGBAColor) {
        let at = |which: usize| -> Vec<Point> {
            spots.iter().map(|spot| (self.x(spot[0]), self.y(spot[which]))).collect()
        };
        canvas.band(&at(3), &at(2), style::veil(color, 0.2));
        canvas.line(&at(1), style::STROKE, color);
        // A point between two that failed has no part in line and band.
        let there =
            |at: Option<usize>| at.and_then(|at| spots.get(at)).is_some_and(|spot| spot[1].is_finite());
        let alone = |at: &usize| !there(at.checked_sub(1)) && !there(Some(at + 1));
        let left: Vec<Spot> = (0..spots.len()).filter(alone).map(|at| spots[at]).collect();
        self.whiskers(canvas, &left, 0.0, color);
    }
    /// Whiskers alone, for values that have no order.
    pub(super) fn whiskers(&self, canvas: &mut Canvas, spots: &[Spot], shift: f64, color: RGBAColor) {
        for [place, _, low, high] in spots {
            let x = self.x(*place) + shift;
            canvas.line(&[(x, self.y(*low)), (x, self.y(*high))], 4, style::veil(color, 0.7));
        }
    }
}
