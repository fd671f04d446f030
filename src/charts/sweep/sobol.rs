//! Shares of an output's variance: of each factor alone, and with all its interactions.

use super::folder::{History, Sweep};
use super::legend::{self, Labels};
use super::tornado::left_out;
use super::{Kind, Named, each, figure};
use crate::charts::canvas::{Canvas, Face};
use crate::charts::compare::rows;
use crate::charts::figure::Head;
use crate::charts::ticks::grouped;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Sheet, hover, style, text};
use crate::{phrase, say};

/// The chart.
pub(super) const KIND: Kind = Kind {
    name: "sobol",
    title: phrase!("Shares of variance"),
    reading: phrase!(
        "The dark bar is the share of the output's variance that would vanish if the factor were known; the pale bar adds its interactions with other factors. A pale bar much longer than the dark one means strong interactions. A factor without a pale bar has no effect."
    ),
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
        let head = head(sweep, output, &shares);
        let canvas = draw(sweep, way, &shares, &head);
        Some((head.title, Sheet { canvas, numbers }))
    })
}

fn head(sweep: &Sweep, output: usize, shares: &[Share]) -> Head {
    let language = sweep.language();
    let alone: f64 = shares.iter().map(|share| share.first[0]).filter(|first| first.is_finite()).sum();
    let mut note = vec![
        say!(language, "Thin lines: intervals; estimates may lie a little below 0 or above 1.").to_string(),
        say!(
            language,
            "Factors alone make up {share}% of the variance; total indices count interactions once for each factor and may add up to more than 1.",
            share = format!("{:.0}", 100.0 * alone)
        ),
    ];
    if shares.len() > legend::most(sweep) {
        note.push(left_out(sweep, shares.len() - legend::most(sweep)));
    }
    Head {
        title: say!(language, "{output}: where its variance comes from", output = sweep.output(output)),
        measure: say!(language, "Sobol indices: share of the variance over all points").to_string(),
        note: language.sentences(&note),
        every: true,
    }
}

const COLORS: [plotters::style::RGBAColor; 2] = [style::BLUE, style::SKY];

fn draw(sweep: &Sweep, way: &History, shares: &[Share], head: &Head) -> Canvas {
    let language = sweep.language();
    let shown = &shares[..shares.len().min(legend::most(sweep))];
    let labels = shown.iter().map(|share| sweep.plan.factors[share.factor].called()).collect();
    let (labels, half, row) = (Labels::of(sweep, labels), 24.0, 66.0);
    let words = [say!(language, "alone (first order)"), say!(language, "with all its interactions (total)")];
    let (words, across) = (words.map(str::to_string), sweep.page.wide - 2.0 * style::MARGIN);
    let key = legend::height(&words, across) + 14.0;
    let high = key + row * shown.len() as f64 + labels.all_above() + 50.0;
    let mut figure = figure(sweep, Some(way), head, high);
    let canvas = &mut figure.canvas;
    let pad = text::width("0.00", style::SMALL, false) + 24.0;
    let values = shown.iter().flat_map(|share| share.first.into_iter().chain(share.total));
    let left = labels.left + 8.0;
    let axis =
        rows::Axis { ends: (left, canvas.width - style::MARGIN - pad), ticks: rows::ticks(values, 5, "") };
    legend::draw(canvas, (style::MARGIN, figure.top), across, &words, |canvas, at, k| {
        rows::patch(canvas, at, COLORS[k]);
    });
    let (mut top, bottom) = (figure.top + key, figure.top + high - 50.0);
    axis.draw(canvas, top, bottom);
    for (at, share) in shown.iter().enumerate() {
        let middle = top + labels.above(at) + row / 2.0;
        labels.draw(canvas, at, top, middle);
        for (k, [value, lower, upper]) in [share.first, share.total].into_iter().enumerate() {
            if !value.is_finite() {
                continue;
            }
            let y = middle + half * (k as f64 - 1.0);
            let (zero, tip) = (axis.x(0.0), axis.x(value));
            canvas.rect((zero.min(tip), y + 1.0), (zero.max(tip), y + half - 1.0), COLORS[k]);
            axis.whisker(canvas, (lower, upper), y + half / 2.0, style::INK);
            let end = tip.max(zero).max(if upper.is_finite() { axis.x(upper) } else { zero });
            let place = (end + 10.0, y + half / 2.0 + style::SMALL * 0.36);
            canvas.text(place, &grouped(value, 2), Face::new(style::SMALL).color(style::QUIET));
        }
        let indices = words.iter().zip([share.first, share.total]).zip(COLORS);
        let said: Vec<_> = indices
            .filter(|((_, index), _)| index[0].is_finite())
            .map(|((name, index), color)| (name.clone(), hover::between(language, index, 1.0, ""), color))
            .collect();
        let corners = ((style::MARGIN, top), (canvas.width - style::MARGIN, middle + row / 2.0));
        hover::mark(canvas, corners, &sweep.plan.factors[share.factor].called(), &said);
        top += labels.above(at) + row;
    }
    figure.canvas
}
