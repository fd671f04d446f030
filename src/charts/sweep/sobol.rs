//! Shares of an output's variance: of each factor alone, and with all its interactions.

use super::folder::{History, Sweep};
use super::tornado::{left_out, lower};
use super::{Kind, Named, each, figure};
use crate::charts::canvas::{Canvas, Face, Point};
use crate::charts::compare::rows;
use crate::charts::figure::Head;
use crate::charts::ticks::grouped;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Sheet, style, text};

/// The chart.
pub(super) const KIND: Kind = Kind {
    name: "sobol",
    title: "Shares of variance",
    reading: "The dark bar is the share of the output's variance that would vanish if the factor were known; the pale bar adds its interactions with other factors. A pale bar much longer than the dark one means strong interactions. A factor without a pale bar has no effect.",
    make,
};

/// A factor with its index of first order and its total one, each with its interval.
struct Share {
    factor: usize,
    first: [f64; 3],
    total: [f64; 3],
}

fn make(sweep: &Sweep, kind: &Kind) -> Vec<Named> {
    each(sweep, kind, |way, output| {
        let (first, total) = (sweep.indices(way, output, "first"), sweep.indices(way, output, "total"));
        let share = |(factor, total): (&usize, &[f64; 3])| Share {
            factor: *factor,
            first: first.get(factor).copied().unwrap_or([f64::NAN; 3]),
            total: *total,
        };
        let mut shares: Vec<Share> = total.iter().map(share).collect();
        if shares.is_empty() {
            return None;
        }
        shares.sort_by(|a, b| b.total[0].total_cmp(&a.total[0]));
        let mut numbers = Tidy::new(&[
            "base",
            "regime",
            "output",
            "factor",
            "first",
            "first_lower",
            "first_upper",
            "total",
            "total_lower",
            "total_upper",
        ]);
        for share in &shares {
            let names = [
                &way.base,
                &way.regime,
                &sweep.plan.outputs[output].name,
                &sweep.plan.factors[share.factor].name,
            ];
            numbers.row(
                names
                    .into_iter()
                    .cloned()
                    .chain(share.first.into_iter().chain(share.total).map(cell))
                    .collect(),
            );
        }
        Some(Sheet { canvas: draw(sweep, way, output, &shares), numbers })
    })
}

fn draw(sweep: &Sweep, way: &History, output: usize, shares: &[Share]) -> Canvas {
    let shown = &shares[..shares.len().min(rows::MOST)];
    let alone: f64 = shares.iter().map(|share| share.first[0]).filter(|first| first.is_finite()).sum();
    let head = Head {
        title: format!("What the variance of {} comes from", lower(&sweep.output(output))),
        measure: "Sobol indices: share of the variance over all points".to_string(),
        note: format!(
            "Thin lines: intervals; estimates may lie a little below 0 or above 1. Factors alone make up {:.0}% of the variance; total \
             indices count interactions once for each factor and may add up to more than 1.{}",
            100.0 * alone,
            left_out(shares.len())
        ),
        every: true,
    };
    let (half, row) = (24.0, 66.0);
    let mut figure = figure(sweep, Some(way), &head, 66.0 + row * shown.len() as f64 + 50.0);
    let canvas = &mut figure.canvas;
    let labels: Vec<String> = shown.iter().map(|share| sweep.plan.factors[share.factor].called()).collect();
    let left = style::MARGIN + rows::label_width(labels.iter(), canvas.width) + 28.0;
    let pad = text::width("0.00", style::SMALL, false) + 24.0;
    let values = shown.iter().flat_map(|share| share.first.into_iter().chain(share.total));
    let axis =
        rows::Axis { ends: (left, canvas.width - style::MARGIN - pad), ticks: rows::ticks(values, 5, "") };
    let key = (left, figure.top + 30.0);
    let looks = [(style::BLUE, "alone (first order)"), (style::SKY, "with all its interactions (total)")];
    let mut x = key.0;
    for (color, words) in looks {
        x = rows::key(canvas, (x, key.1), words, |canvas, at: Point| rows::patch(canvas, at, color));
    }
    let (top, bottom) = (figure.top + 66.0, figure.top + 66.0 + row * shown.len() as f64);
    axis.draw(canvas, top, bottom);
    for (at, share) in shown.iter().enumerate() {
        let middle = top + row * (at as f64 + 0.5);
        rows::label(canvas, &labels[at], left - 14.0, middle);
        for (k, ([value, lower, upper], (color, _))) in
            [share.first, share.total].into_iter().zip(looks).enumerate()
        {
            if !value.is_finite() {
                continue;
            }
            let y = middle + half * (k as f64 - 1.0);
            let (zero, tip) = (axis.x(0.0), axis.x(value));
            canvas.rect((zero.min(tip), y + 1.0), (zero.max(tip), y + half - 1.0), color);
            axis.whisker(canvas, (lower, upper), y + half / 2.0, style::INK);
            let end = tip.max(zero).max(if upper.is_finite() { axis.x(upper) } else { zero });
            canvas.text(
                (end + 10.0, y + half / 2.0 + style::SMALL * 0.36),
                &grouped(value, 2),
                Face::new(style::SMALL - 1.0).color(style::QUIET),
            );
        }
    }
    figure.canvas
}
