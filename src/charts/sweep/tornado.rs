//! Which factors move an output most: each at its ends alone, or coefficients of a regression on all.

use super::axis::Axis;
use super::folder::{History, Level, Row, Sweep};
use super::legend::{self, Labels};
use super::{Kind, Named, each, figure};
use crate::charts::canvas::{Anchor, Canvas, Face};
use crate::charts::compare::rows;
use crate::charts::figure::Head;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Sheet, hover, style, text};
use crate::units::rounded;
use crate::{phrase, say};
use plotters::style::RGBAColor;
use std::collections::BTreeMap;

/// The chart.
pub(super) const KIND: Kind = Kind {
    name: "tornado",
    title: phrase!("What moves an output most"),
    reading: phrase!(
        "The longer the bar, the more the factor moves the output; bars to the left lower it, bars to the right raise it. Where factors are changed one at a time, each bar shows the value that the factor took; bars on the same side mean that both ends move the output in the same direction. For a regression, bars are standardised coefficients: the change in the output, in standard deviations, for a change of one standard deviation in the factor."
    ),
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

impl Sweep {
    /// The point of a base and regime from which every other differs in one factor alone.
    pub fn middle<'a>(&'a self, way: &'a History) -> Option<&'a Row> {
        middle(&self.of(way).collect::<Vec<&Row>>())
    }
}

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

fn ends(sweep: &Sweep, way: &History, output: usize) -> Option<(String, Sheet)> {
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
    let head = head(sweep, output, &swings, middle.values[output]);
    let canvas = draw_ends(sweep, way, output, &swings, &head);
    Some((head.title, Sheet { canvas, numbers }))
}

/// The low and the high end of a factor; blue and orange would say better and worse.
const ENDS: [RGBAColor; 2] = [style::SKY, style::BLUE];
/// Widest label of an end.
const WIDEST: f64 = 210.0;
/// Height of a bar.
const HALF: f64 = 29.0;
/// What stands below the numbers of the axis: which way the output goes.
const BELOW: f64 = 84.0;

fn head(sweep: &Sweep, output: usize, swings: &[Swing], middle: f64) -> Head {
    let language = sweep.language();
    let change = say!(
        language,
        "change when one factor moves to an end of its range; with all in the middle: {value}",
        value = sweep.measured(output, &rounded(middle, middle))
    );
    let measure = [sweep.measure(output), change];
    let measure: Vec<String> = measure.into_iter().filter(|part| !part.is_empty()).collect();
    let mut note = vec![sweep.replications()];
    note.push(
        say!(
            language,
            "Thin lines: two standard errors of the change, paired by replication. Numbers at bars: values of the factor."
        )
        .to_string(),
    );
    if swings.iter().any(|swing| swing.ends.iter().any(Option::is_none)) {
        note.push(
            say!(
                language,
                "A factor with one bar has one end that differs from the middle and did not fail."
            )
            .to_string(),
        );
    }
    if swings.len() > legend::most(sweep) {
        note.push(left_out(sweep, swings.len() - legend::most(sweep)));
    }
    Head {
        title: most(sweep, output),
        measure: measure.join(language.semicolon()),
        note: language.sentences(&note),
        every: true,
    }
}

/// `Business failures: what moves them most`.
fn most(sweep: &Sweep, output: usize) -> String {
    say!(sweep.language(), "{output}: which factors matter most", output = sweep.output(output))
}

fn draw_ends(sweep: &Sweep, way: &History, output: usize, swings: &[Swing], head: &Head) -> Canvas {
    let language = sweep.language();
    let shown = &swings[..swings.len().min(legend::most(sweep))];
    let factor = |swing: &Swing| &sweep.plan.factors[swing.factor];
    let labels = Labels::of(sweep, shown.iter().map(|swing| factor(swing).caption()).collect());
    let words = [say!(language, "factor at its low end"), say!(language, "factor at its high end")];
    let (words, across) = (words.map(str::to_string), sweep.page.wide - 2.0 * style::MARGIN);
    let key = legend::height(&words, across) + 14.0;
    let row = 2.0 * HALF + 14.0;
    let high = key + row * shown.len() as f64 + labels.all_above() + BELOW;
    let mut figure = figure(sweep, Some(way), head, high);
    let canvas = &mut figure.canvas;
    let most = WIDEST.min(0.17 * canvas.width);
    let value_text = |swing: &Swing, end: &End| {
        text::shorten(&factor(swing).value_text(&end.level), style::SMALL, false, most)
    };
    let all = || shown.iter().flat_map(|swing| swing.ends.iter().flatten().map(move |end| (swing, end)));
    let wide = |(swing, end)| text::width(&value_text(swing, end), style::SMALL, false);
    let widest = all().map(wide).fold(0.0, f64::max) + 24.0;
    let values =
        all().flat_map(|(_, end)| [end.change - 2.0 * end.error, end.change + 2.0 * end.error, end.change]);
    let axis = rows::Axis {
        ends: (labels.left + widest, canvas.width - style::MARGIN - widest),
        ticks: rows::ticks(values, if sweep.page.narrow() { 4 } else { 6 }, ""),
    };
    legend::draw(canvas, (style::MARGIN, figure.top), across, &words, |canvas, at, k| {
        rows::patch(canvas, at, ENDS[k]);
    });
    let mut top = figure.top + key;
    let bottom = figure.top + high - BELOW;
    axis.draw(canvas, top, bottom);
    directions(sweep, canvas, &axis, bottom);
    for (at, swing) in shown.iter().enumerate() {
        let middle = top + labels.above(at) + row / 2.0;
        labels.draw(canvas, at, top, middle);
        for (side, end) in swing.ends.iter().enumerate() {
            let Some(end) = end else { continue };
            // The low end above the high one, so that both can be read where they point the same way.
            let y = middle + HALF * (side as f64 - 1.0);
            let (zero, tip) = (axis.x(0.0), axis.x(end.change));
            canvas.rect((zero.min(tip), y + 1.0), (zero.max(tip), y + HALF - 1.0), ENDS[side]);
            let reach = [end.change - 2.0 * end.error, end.change + 2.0 * end.error];
            axis.whisker(canvas, (reach[0], reach[1]), y + HALF / 2.0, style::INK);
            beside(canvas, &axis, end.change, reach, y + HALF / 2.0, &value_text(swing, end));
        }
        let corners = ((style::MARGIN, top), (canvas.width - style::MARGIN, middle + row / 2.0));
        let size = shown[0].size();
        hover::mark(canvas, corners, &factor(swing).caption(), &said(sweep, output, swing, size));
        top += labels.above(at) + row;
    }
    figure.canvas
}

/// What a factor does to an output at either end, to three digits of a size.
fn said(sweep: &Sweep, output: usize, swing: &Swing, size: f64) -> Vec<(String, String, RGBAColor)> {
    let factor = &sweep.plan.factors[swing.factor];
    let ends = swing.ends.iter().zip(ENDS).filter_map(|(end, color)| Some((end.as_ref()?, color)));
    ends.map(|(end, color)| {
        let at = say!(sweep.language(), "change at {value}", value = factor.value_text(&end.level));
        let change = [end.change, end.change - 2.0 * end.error, end.change + 2.0 * end.error];
        (at, sweep.valued(output, change, size), color)
    })
    .collect()
}

/// Words outside of a bar and its interval.
fn beside(canvas: &mut Canvas, axis: &rows::Axis, value: f64, reach: [f64; 2], y: f64, words: &str) {
    let (tip, zero) = (axis.x(value), axis.x(0.0));
    let far = |end: f64, pick: fn(f64, f64) -> f64| {
        if end.is_finite() { pick(axis.x(end), pick(tip, zero)) } else { pick(tip, zero) }
    };
    let (y, face) = (y + style::SMALL * 0.36, Face::new(style::SMALL));
    if value < 0.0 {
        canvas.text((far(reach[0], f64::min) - 10.0, y), words, face.anchor(Anchor::Right));
    } else {
        canvas.text((far(reach[1], f64::max) + 10.0, y), words, face);
    }
}

/// Which way the output goes, at both ends below an axis.
fn directions(sweep: &Sweep, canvas: &mut Canvas, axis: &rows::Axis, bottom: f64) {
    let language = sweep.language();
    let (lower, higher) = (say!(language, "← lowers it"), say!(language, "raises it →"));
    let face = Face::new(style::SMALL).color(style::QUIET);
    let y = bottom + 18.0 + 2.2 * style::SMALL;
    if axis.ticks.low < 0.0 {
        canvas.text((axis.ends.0, y), lower, face);
    }
    if axis.ticks.high > 0.0 {
        canvas.text((axis.ends.1, y), higher, face.anchor(Anchor::Right));
    }
}

/// A tornado of standardised regression coefficients.
fn src(sweep: &Sweep, way: &History, output: usize) -> Option<(String, Sheet)> {
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
    let head = src_head(sweep, way, output, bars.len());
    let canvas = draw_src(sweep, way, &bars, &head);
    Some((head.title, Sheet { canvas, numbers }))
}

/// What lowers the output and what raises it.
const SIGNS: [RGBAColor; 2] = [style::ORANGE, style::BLUE];

fn src_head(sweep: &Sweep, way: &History, output: usize, count: usize) -> Head {
    let language = sweep.language();
    let mut note = vec![say!(language, "Thin lines: intervals of the coefficients.").to_string()];
    note.extend(sweep.whole(way, output, "r2").map(|r2| {
        say!(
            language,
            "The regression explains {share}% of the variance.",
            share = format!("{:.0}", 100.0 * r2)
        )
    }));
    if count > legend::most(sweep) {
        note.push(left_out(sweep, count - legend::most(sweep)));
    }
    Head {
        title: most(sweep, output),
        measure: say!(
            language,
            "Standardised regression coefficients: standard deviations by which the output moves with one standard deviation of the factor"
        )
        .to_string(),
        note: language.sentences(&note),
        every: true,
    }
}

fn draw_src(sweep: &Sweep, way: &History, bars: &[(usize, [f64; 3])], head: &Head) -> Canvas {
    let shown = &bars[..bars.len().min(legend::most(sweep))];
    let labels = shown.iter().map(|(factor, _)| sweep.plan.factors[*factor].called()).collect();
    let (labels, row) = (Labels::of(sweep, labels), 52.0);
    let high = 30.0 + row * shown.len() as f64 + labels.all_above() + BELOW;
    let mut figure = figure(sweep, Some(way), head, high);
    let canvas = &mut figure.canvas;
    let pad = text::width("−0.00", style::SMALL, false) + 24.0;
    let count = if sweep.page.narrow() { 4 } else { 6 };
    let ticks = rows::ticks(shown.iter().flat_map(|(_, value)| *value), count, "");
    let axis = rows::Axis { ends: (labels.left + pad, canvas.width - style::MARGIN - pad), ticks };
    let (mut top, bottom) = (figure.top + 30.0, figure.top + high - BELOW);
    axis.draw(canvas, top, bottom);
    directions(sweep, canvas, &axis, bottom);
    let coefficient = say!(sweep.language(), "standardised coefficient");
    for (at, (factor, [value, lower, upper])) in shown.iter().enumerate() {
        let y = top + labels.above(at) + row / 2.0;
        labels.draw(canvas, at, top, y);
        let (zero, tip) = (axis.x(0.0), axis.x(*value));
        let color = SIGNS[usize::from(*value > 0.0)];
        canvas.rect((zero.min(tip), y - 16.0), (zero.max(tip), y + 16.0), color);
        axis.whisker(canvas, (*lower, *upper), y, style::INK);
        let words = crate::charts::ticks::grouped(*value, 2);
        beside(canvas, &axis, *value, [*lower, *upper], y, &words);
        let said = hover::between(sweep.language(), [*value, *lower, *upper], 1.0, "");
        let corners = ((style::MARGIN, top), (canvas.width - style::MARGIN, y + row / 2.0));
        let called = sweep.plan.factors[*factor].called();
        hover::mark(canvas, corners, &called, &[(coefficient.to_string(), said, color)]);
        top += labels.above(at) + row;
    }
    figure.canvas
}

/// Says how many factors were left out, for the note.
pub(super) fn left_out(sweep: &Sweep, count: usize) -> String {
    say!(sweep.language(), "{count} more factors are in the table behind the chart.", count = count)
}
