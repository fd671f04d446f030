//! Marks that are distinguished by shape as well as colour.

use crate::charts::canvas::{Canvas, Point};
use crate::charts::style;
use plotters::style::RGBAColor;

/// A shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
}

/// Shape and colour of the n-th of several kinds of marks.
pub fn kind(at: usize) -> (Shape, RGBAColor) {
    const KINDS: [(Shape, RGBAColor); 4] = [
        (Shape::Circle, style::BLUE),
        (Shape::Square, style::INK),
        (Shape::Triangle, style::VERMILION),
        (Shape::Diamond, style::GREEN),
    ];
    KINDS[at % KINDS.len()]
}

/// Draws a mark about `radius` large.
pub fn draw(canvas: &mut Canvas, shape: Shape, (x, y): Point, radius: f64, color: RGBAColor) {
    let r = radius;
    match shape {
        Shape::Square => canvas.rect((x - 0.85 * r, y - 0.85 * r), (x + 0.85 * r, y + 0.85 * r), color),
        Shape::Diamond => {
            let side = [(x - 1.2 * r, y), (x, y - 1.2 * r), (x + 1.2 * r, y)];
            canvas.band(&side, &side.map(|(px, py)| (px, 2.0 * y - py)), color);
        }
        Shape::Triangle => {
            let low = y + 0.75 * r;
            canvas.band(
                &[(x - 1.1 * r, low), (x, y - 1.15 * r), (x + 1.1 * r, low)],
                &[(x - 1.1 * r, low), (x, low), (x + 1.1 * r, low)],
                color,
            );
        }
        Shape::Circle => {
            let arc = |sign: f64| -> Vec<Point> {
                let part = |k: i32| -1.0 + f64::from(k) / 8.0;
                (0..=16)
                    .map(|k| (x + r * part(k), y + sign * r * (1.0 - part(k) * part(k)).max(0.0).sqrt()))
                    .collect()
            };
            canvas.band(&arc(-1.0), &arc(1.0), color);
        }
    }
}
