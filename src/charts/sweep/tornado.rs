//! Which factors move an output most: each at its ends alone, or coefficients of a regression on all.

use super::axis::Axis;
use super::folder::{History, Level, Row, Sweep, short};
use super::{Kind, Named, each, figure};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::compare::rows;
use crate::charts::figure::Head;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Sheet, style, text};
use std::collections::BTreeMap;

/// The chart.
pub(super) const KIND: Kind = Kind {
    name: "tornado",
    title: "What moves an output most",
    reading: "The longer the bar, the more the factor moves the output. Where factors are changed one at a time, each bar shows the value that the factor took; bars on the same side mean that both ends move the output in the same direction. For a regression, bars are standardised coefficients: the change in the output, in standard deviations, for a change of one standard deviation in the factor.",
    make,
};

fn make(sweep: &Sweep, kind: &Kind) -> Vec<Named> {
    each(sweep, kind, |way, output| {
        if sweep.plan.design == "one_at_a_time" { ends(sweep, way, output) } else { src(sweep, way, output) }
    })
}

/// An end of a factor and what it changed.
struct End {
    level: Level,
    value: f64,
    change: f64,
    error: f64,
}

/// A factor with its two ends; a missing one failed or is the middle itself.
struct Swing {
    factor: usize,
    ends: [Option<End>; 2],
}

impl Swing {
    fn size(&self) -> f64 {
        self.ends.iter().flatten().map(|end| end.change.abs()).fold(0.0, f64::max)
    }
}

/// The point from which every other differs in one factor alone.
fn middle<'a>(rows: &[&'a Row]) -> Option<&'a Row> {
    let apart = |a: &Row, b: &Row| a.levels.iter().zip(&b.levels).filter(|(a, b)| a != b).count();
    rows.iter().copied().find(|row| rows.iter().all(|other| apart(row, other) <= 1))
}

fn swings(sweep: &Sweep, rows: &[&Row], middle: &Row, axes: &[Axis], output: usize) -> Vec<Swing> {
    let mut found: BTreeMap<usize, Swing> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.failed) {
        let Some(factor) = (0..axes.len()).find(|factor| row.levels[*factor] != middle.levels[*factor])
        else {
            continue;
        };
        let place = |row: &Row| axes[factor].place(&row.levels[factor]);
        let side = usize::from(place(row) > place(middle));
        let (value, level) = (row.values[output], row.levels[factor].clone());
        let error = sweep.error_of_difference(row, middle, output);
        let swing = found.entry(factor).or_insert_with(|| Swing { factor, ends: [None, None] });
        // A middle that is itself an end leaves both others on one side.
        let side = if swing.ends[side].is_some() { 1 - side } else { side };
        swing.ends[side] = Some(End { level, value, change: value - middle.values[output], error });
    }
    let mut swings: Vec<Swing> = found.into_values().collect();
    swings.sort_by(|a, b| b.size().total_cmp(&a.size()));
    swings
}

fn ends(sweep: &Sweep, way: &History, output: usize) -> Option<Sheet> {
    let rows: Vec<&Row> = sweep.of(way).collect();
    let middle = middle(&rows).filter(|row| row.values[output].is_finite())?;
    let factors = &sweep.plan.factors;
    let axes: Vec<Axis> = factors
        .iter()
        .enumerate()
        .map(|(at, factor)| Axis::of(factor, rows.iter().map(|row| &row.levels[at])))
        .collect();
    let swings = swings(sweep, &rows, middle, &axes, output);
    if swings.is_empty() {
        return None;
    }
    let entry = &sweep.plan.outputs[output];
    let mut numbers = Tidy::new(&[
        "base",
        "regime",
        "output",
        "unit",
        "factor",
        "end",
        "factor_value",
        "value",
        "change",
        "se_of_change",
    ]);
    for swing in &swings {
        for (side, end) in ["low", "high"].iter().zip(&swing.ends) {
            let Some(end) = end else { continue };
            let name = &factors[swing.factor].name;
            let mut cells = [&way.base, &way.regime, &entry.name, &entry.unit, name, &(*side).to_string()]
                .map(String::clone)
                .to_vec();
            cells.push(end.level.cell());
            cells.extend([end.value, end.change, end.error].map(cell));
            numbers.row(cells);
        }
    }
    Some(Sheet { canvas: draw_ends(sweep, way, output, &swings, middle.values[output]), numbers })
}

const COLORS: [plotters::style::RGBAColor; 2] = [style::ORANGE, style::BLUE];
/// Widest label of an end.
const WIDEST: f64 = 210.0;

fn draw_ends(sweep: &Sweep, way: &History, output: usize, swings: &[Swing], middle: f64) -> Canvas {
    let shown = &swings[..swings.len().min(rows::MOST)];
    let mut measure = sweep.measure(output);
    if !measure.is_empty() {
        measure += "; ";
    }
    let alone = swings.iter().filter(|swing| swing.ends.iter().any(Option::is_none)).count();
    let head = Head {
        title: format!("What moves {} most", lower(&sweep.output(output))),
        measure: format!(
            "{measure}change when a single factor moves from the middle, where the value is {}",
            short(middle)
        ),
        note: format!(
            "{} Thin lines: two standard errors of the change, paired by replication. Numbers at bars: values of the factor.{}{}",
            sweep.replications(),
            if alone > 0 {
                " A factor with one bar has one end that differs from the middle and did not fail."
            } else {
                ""
            },
            left_out(swings.len())
        ),
        every: true,
    };
    let half = 29.0;
    let row = 2.0 * half + 14.0;
    let high = 66.0 + row * shown.len() as f64 + 50.0;
    let mut figure = figure(sweep, Some(way), &head, high);
    let canvas = &mut figure.canvas;
    let labels: Vec<String> = shown.iter().map(|swing| sweep.plan.factors[swing.factor].caption()).collect();
    let left = style::MARGIN + rows::label_width(labels.iter(), canvas.width) + 20.0;
    let value_text = |swing: &Swing, end: &End| {
        text::shorten(&sweep.plan.factors[swing.factor].value_text(&end.level), style::SMALL, false, WIDEST)
    };
    let all = || shown.iter().flat_map(|swing| swing.ends.iter().flatten().map(move |end| (swing, end)));
    let widest = all()
        .map(|(swing, end)| text::width(&value_text(swing, end), style::SMALL, false))
        .fold(0.0, f64::max)
        + 24.0;
    let values =
        all().flat_map(|(_, end)| [end.change - 2.0 * end.error, end.change + 2.0 * end.error, end.change]);
    let axis = rows::Axis {
        ends: (left + widest, canvas.width - style::MARGIN - widest),
        ticks: rows::ticks(values, 6, ""),
    };
    let (top, key) = (figure.top + 66.0, (left, figure.top + 30.0));
    let sample = |color| move |canvas: &mut Canvas, at: Point| rows::patch(canvas, at, color);
    let x = rows::key(canvas, key, "factor at its low end", sample(COLORS[0]));
    rows::key(canvas, (x, key.1), "factor at its high end", sample(COLORS[1]));
    let bottom = top + row * shown.len() as f64;
    axis.draw(canvas, top, bottom);
    for (at, swing) in shown.iter().enumerate() {
        let middle = top + row * (at as f64 + 0.5);
        rows::label(canvas, &labels[at], left - 8.0, middle);
        for (side, end) in swing.ends.iter().enumerate() {
            let Some(end) = end else { continue };
            // The low end above the high one, so that both can be read where they point the same way.
            let y = middle + half * (side as f64 - 1.0);
            let (zero, tip) = (axis.x(0.0), axis.x(end.change));
            canvas.rect((zero.min(tip), y + 1.0), (zero.max(tip), y + half - 1.0), COLORS[side]);
            let reach = [end.change - 2.0 * end.error, end.change + 2.0 * end.error];
            axis.whisker(canvas, (reach[0], reach[1]), y + half / 2.0, style::INK);
            let words = value_text(swing, end);
            let face = Face::new(style::SMALL);
            if end.change < 0.0 {
                let x = axis.x(reach[0]) - 10.0;
                canvas.text((x, y + half / 2.0 + style::SMALL * 0.36), &words, face.anchor(Anchor::Right));
            } else {
                canvas.text((axis.x(reach[1]) + 10.0, y + half / 2.0 + style::SMALL * 0.36), &words, face);
            }
        }
    }
    figure.canvas
}

/// A tornado of standardised regression coefficients.
fn src(sweep: &Sweep, way: &History, output: usize) -> Option<Sheet> {
    let mut bars: Vec<(usize, [f64; 3])> = sweep.indices(way, output, "src").into_iter().collect();
    if bars.is_empty() {
        return None;
    }
    bars.sort_by(|a, b| b.1[0].abs().total_cmp(&a.1[0].abs()));
    let name = &sweep.plan.outputs[output].name;
    let mut numbers = Tidy::new(&["base", "regime", "output", "factor", "src", "lower", "upper"]);
    for (factor, value) in &bars {
        let names = [&way.base, &way.regime, name, &sweep.plan.factors[*factor].name].map(String::clone);
        numbers.row(names.into_iter().chain(value.map(cell)).collect());
    }
    let shown = &bars[..bars.len().min(rows::MOST)];
    let fit = sweep.whole(way, output, "r2").map_or_else(String::new, |r2| {
        format!(" The regression explains {:.0}% of the variance.", 100.0 * r2)
    });
    let head = Head {
        title: format!("What moves {} most", lower(&sweep.output(output))),
        measure: "Standardised regression coefficients: change in output, in SD, per SD of the factor"
            .to_string(),
        note: format!("Thin lines: intervals of the coefficients.{fit}{}", left_out(bars.len())),
        every: true,
    };
    let row = 52.0;
    let mut figure = figure(sweep, Some(way), &head, 40.0 + row * shown.len() as f64 + 50.0);
    let canvas = &mut figure.canvas;
    let labels: Vec<String> = shown.iter().map(|(factor, _)| sweep.plan.factors[*factor].called()).collect();
    let left = style::MARGIN + rows::label_width(labels.iter(), canvas.width) + 20.0;
    let pad = text::width("−0.00", style::SMALL, false) + 24.0;
    let ticks = rows::ticks(shown.iter().flat_map(|(_, value)| *value), 6, "");
    let axis = rows::Axis { ends: (left + pad, canvas.width - style::MARGIN - pad), ticks };
    let (top, bottom) = (figure.top + 30.0, figure.top + 30.0 + row * shown.len() as f64);
    axis.draw(canvas, top, bottom);
    for (at, (_, [value, lower, upper])) in shown.iter().enumerate() {
        let y = top + row * (at as f64 + 0.5);
        rows::label(canvas, &labels[at], left - 8.0, y);
        let (zero, tip) = (axis.x(0.0), axis.x(*value));
        let color = COLORS[usize::from(*value > 0.0)];
        canvas.rect((zero.min(tip), y - 16.0), (zero.max(tip), y + 16.0), color);
        axis.whisker(canvas, (*lower, *upper), y, style::INK);
        let (words, face) = (crate::charts::ticks::grouped(*value, 2), Face::new(style::SMALL));
        // Outside of bar and interval.
        let far = |end: f64, pick: fn(f64, f64) -> f64| {
            if end.is_finite() { pick(axis.x(end), pick(tip, zero)) } else { pick(tip, zero) }
        };
        if *value < 0.0 {
            canvas.text(
                (far(*lower, f64::min) - 10.0, y + style::SMALL * 0.36),
                &words,
                face.anchor(Anchor::Right),
            );
        } else {
            canvas.text((far(*upper, f64::max) + 10.0, y + style::SMALL * 0.36), &words, face);
        }
    }
    Some(Sheet { canvas: figure.canvas, numbers })
}

/// Says how many factors were left out, for the note.
pub(super) fn left_out(count: usize) -> String {
    if count > rows::MOST {
        format!(" {} more factors are in the table behind the chart.", count - rows::MOST)
    } else {
        String::new()
    }
}

/// With a small first letter, but for words in capitals.
pub(super) fn lower(words: &str) -> String {
    let factor = super::folder::Factor { label: words.to_string(), ..Default::default() };
    factor.inside()
}
