//! Samples: the output against each factor in turn, all others varying too.

use super::axis::{Axis, Spacing};
use super::folder::{History, Row, Sweep};
use super::map::is_grid;
use super::plot::{Plot, Spot};
use super::tornado::left_out;
use super::{Kind, Named, each, figure};
use crate::charts::canvas::{Canvas, Face};
use crate::charts::compare::shapes::{self, Shape};
use crate::charts::figure::Head;
use crate::charts::hover::Place;
use crate::charts::ticks::Ticks;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Sheet, hover, style, text};
use crate::{phrase, say};
use std::collections::BTreeMap;

/// The chart.
pub(super) const KIND: Kind = Kind {
    name: "slices",
    title: phrase!("The output along each factor"),
    reading: phrase!(
        "Each dot is a design point; the line is the mean of the points nearby, whatever the other factors were. A line that rises or falls by more than the width of its band shows an effect; dots far from the line reflect the other factors."
    ),
    make,
};

/// Factors that are shown at most.
const MOST: usize = 12;
/// The same by the paper.
fn most(sweep: &Sweep) -> usize {
    if sweep.page.narrow() { MOST / 2 } else { MOST }
}
/// Points that are drawn at most in each plot; means are of all.
const DOTS: usize = 500;
/// Points of a mean at least.
const FEWEST: usize = 3;
/// Values of a factor up to which each has its own mean.
const FEW: usize = 8;

/// A factor: its axis and the means along it.
struct Slice {
    factor: usize,
    axis: Axis,
    /// Place, mean and two standard errors to either side; and how many points.
    means: Vec<(Spot, usize)>,
}

fn make(sweep: &Sweep, kind: &Kind) -> Vec<Named> {
    if !["latin_hypercube", "sobol", "list", "saltelli"].contains(&sweep.plan.design.as_str())
        || sweep.varying().len() < 2
    {
        return Vec::new();
    }
    each(sweep, kind, |way, output| {
        if sweep.plan.design == "list" && is_grid(sweep, way) {
            return None;
        }
        let rows: Vec<&Row> =
            sweep.of(way).filter(|row| !row.failed && row.values[output].is_finite()).collect();
        if rows.len() < FEWEST {
            return None;
        }
        let slices: Vec<Slice> =
            order(sweep, way, output).into_iter().map(|factor| slice(sweep, &rows, output, factor)).collect();
        let head = head(sweep, way, output, &rows, &slices);
        let canvas = draw(sweep, way, output, &rows, &slices, &head);
        Some((head.title, Sheet { canvas, numbers: numbers(sweep, way, output, &rows, &slices) }))
    })
}

/// The factors, the most important first, if anything is known of that.
fn order(sweep: &Sweep, way: &History, output: usize) -> Vec<usize> {
    let mut factors = sweep.varying();
    let weight: BTreeMap<usize, [f64; 3]> = match sweep.indices(way, output, "total") {
        total if total.is_empty() => sweep.indices(way, output, "src"),
        total => total,
    };
    let of = |factor: &usize| weight.get(factor).map_or(0.0, |value| value[0].abs());
    factors.sort_by(|a, b| of(b).total_cmp(&of(a)));
    factors
}

fn slice(sweep: &Sweep, rows: &[&Row], output: usize, factor: usize) -> Slice {
    let axis = Axis::of(&sweep.plan.factors[factor], rows.iter().map(|row| &row.levels[factor]));
    let points: Vec<(f64, f64)> =
        rows.iter().map(|row| (axis.place(&row.levels[factor]), row.values[output])).collect();
    let each = axis.spacing == Spacing::Names || axis.levels.len() <= FEW;
    let (low, high) = points
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (x, _)| (low.min(*x), high.max(*x)));
    let bins = (rows.len() / 12).clamp(3, 10);
    let bin = |x: f64| match axis.levels.iter().position(|level| axis.place(level) == x) {
        Some(at) if each => at,
        _ => (((x - low) / (high - low).max(1e-300) * bins as f64) as usize).min(bins - 1),
    };
    let mut groups: BTreeMap<usize, Vec<(f64, f64)>> = BTreeMap::new();
    for point in points {
        groups.entry(bin(point.0)).or_default().push(point);
    }
    let means = groups
        .into_values()
        .filter(|group| group.len() >= FEWEST)
        .map(|group| (mean(&group), group.len()))
        .collect();
    Slice { factor, axis, means }
}

/// Mean place and value of points, with two standard errors of the mean to either side.
fn mean(points: &[(f64, f64)]) -> Spot {
    let count = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let variance = points.iter().map(|point| (point.1 - y) * (point.1 - y)).sum::<f64>() / (count - 1.0);
    let error = (variance / count).sqrt();
    [x, y, y - 2.0 * error, y + 2.0 * error]
}

/// Points and means: a row a factor and point or mean.
fn numbers(sweep: &Sweep, way: &History, output: usize, rows: &[&Row], slices: &[Slice]) -> Tidy {
    let entry = &sweep.plan.outputs[output];
    let mut numbers = Tidy::new(&[
        "base",
        "regime",
        "output",
        "unit",
        "factor",
        "kind",
        "factor_value",
        "value",
        "lower",
        "upper",
        "points",
    ]);
    for slice in slices {
        let name = &sweep.plan.factors[slice.factor].name;
        let mut row = |kind: &str, at: String, values: [f64; 3], points: usize| {
            let names =
                [&way.base, &way.regime, &entry.name, &entry.unit, name].map(String::clone).into_iter();
            numbers.row(
                names
                    .chain([kind.to_string(), at])
                    .chain(values.map(cell))
                    .chain([points.to_string()])
                    .collect(),
            );
        };
        for point in rows {
            row("point", point.levels[slice.factor].cell(), [point.values[output], f64::NAN, f64::NAN], 1);
        }
        for (spot, points) in &slice.means {
            row("mean", slice.axis.value_text(spot[0]), [spot[1], spot[2], spot[3]], *points);
        }
    }
    numbers
}

fn head(sweep: &Sweep, way: &History, output: usize, rows: &[&Row], slices: &[Slice]) -> Head {
    let language = sweep.language();
    let mut note = vec![sweep.replications()];
    note.push(
        say!(language, "Lines: means of points nearby, with two standard errors of the mean.").to_string(),
    );
    let every = rows.len().div_ceil(DOTS);
    if every > 1 {
        note.push(say!(
            language,
            "One point of {every} is drawn; means are of all {count}.",
            every = every,
            count = rows.len()
        ));
    }
    let failed = sweep.of(way).filter(|row| row.failed).count();
    if failed > 0 {
        note.push(say!(language, "Points that failed: {count}.", count = failed));
    }
    if slices.len() > most(sweep) {
        note.push(left_out(sweep, slices.len() - most(sweep)));
    }
    let first = match ordered(sweep, way, output) {
        true => say!(language, "factors that matter most come first"),
        false => "",
    };
    let measure = [sweep.measure(output), first.to_string()];
    let measure: Vec<String> = measure.into_iter().filter(|part| !part.is_empty()).collect();
    Head {
        title: say!(language, "{output}, along each factor", output = sweep.output(output)),
        measure: measure.join(language.semicolon()),
        note: language.sentences(&note),
        every: true,
    }
}

fn draw(sweep: &Sweep, way: &History, output: usize, rows: &[&Row], slices: &[Slice], head: &Head) -> Canvas {
    let shown = &slices[..slices.len().min(most(sweep))];
    let every = rows.len().div_ceil(DOTS);
    let across = [1, 1, 2, 3, 2, 3, 3, 4, 4, 3, 4, 4, 4][shown.len()];
    let across = if sweep.page.narrow() { across.min(2) } else { across };
    let down = shown.len().div_ceil(across);
    let cell = [760.0, 520.0, 430.0, 400.0][down.min(4) - 1];
    let mut figure = figure(sweep, Some(way), head, cell * down as f64 + 10.0);
    let values = || rows.iter().map(|row| row.values[output]);
    let ticks = Ticks::cover(values(), if down > 1 { 3 } else { 5 }, false, "");
    let (gap, left) = (64.0, style::MARGIN + ticks.width() + 14.0);
    let wide = (sweep.page.wide - style::MARGIN - 10.0 - left - gap * (across - 1) as f64) / across as f64;
    let canvas = &mut figure.canvas;
    for (at, slice) in shown.iter().enumerate() {
        let (column, line) = (at % across, at / across);
        let corner = (left + (wide + gap) * column as f64, figure.top + cell * line as f64);
        let title =
            text::wrap(&sweep.plan.factors[slice.factor].caption(), style::SMALL, true, wide + 24.0, 2);
        for (k, words) in title.iter().rev().enumerate() {
            canvas.text((corner.0, corner.1 + 62.0 - 28.0 * k as f64), words, Face::new(style::SMALL).bold());
        }
        let (from, to) =
            ((corner.0, corner.1 + 76.0), (corner.0 + wide, corner.1 + cell - style::TICK - 34.0));
        let plot = Plot { from, to, axis: &slice.axis, ticks: &ticks };
        plot.grid(canvas, column == 0);
        slice.axis.draw(canvas, (from.0, to.0), to.1);
        for (k, row) in rows.iter().step_by(every).enumerate() {
            // Points of a name would lie on one another.
            let aside = if slice.axis.spacing == Spacing::Names {
                ((k * 29 % 41) as f64 / 40.0 - 0.5) * 0.5
            } else {
                0.0
            };
            let (x, y) =
                (plot.x(slice.axis.place(&row.levels[slice.factor]) + aside), plot.y(row.values[output]));
            canvas.rect((x - 3.0, y - 3.0), (x + 3.0, y + 3.0), style::veil(style::INK, 0.28));
        }
        let means: Vec<Spot> = slice.means.iter().map(|(spot, _)| *spot).collect();
        if slice.axis.spacing == Spacing::Names {
            plot.whiskers(canvas, &means, 0.0, style::BLUE);
            for spot in &means {
                shapes::draw(canvas, Shape::Circle, (plot.x(spot[0]), plot.y(spot[1])), 10.0, style::BLUE);
            }
        } else {
            plot.course(canvas, &means, style::BLUE);
        }
        let series = [
            (say!(sweep.language(), "mean of the points nearby").to_string(), style::BLUE),
            (say!(sweep.language(), "number of these points").to_string(), style::GREY),
        ];
        hover::plot(canvas, (from, to), &series, places(sweep, output, rows, &plot, slice));
    }
    figure.canvas
}

/// The means along a factor, each with how many points it is of; of points too few for means the points themselves.
fn places(sweep: &Sweep, output: usize, rows: &[&Row], plot: &Plot, slice: &Slice) -> Vec<Place> {
    let size = plot.ticks.high - plot.ticks.low;
    let at = |[place, value, low, high]: Spot, points: usize| {
        let said = sweep.valued(output, [value, low, high], size);
        (plot.x(place), plot.axis.place_text(sweep.language(), place), vec![said, points.to_string()])
    };
    if !slice.means.is_empty() {
        return slice.means.iter().map(|(spot, points)| at(*spot, *points)).collect();
    }
    let mut spots: Vec<Spot> = rows
        .iter()
        .map(|row| [slice.axis.place(&row.levels[slice.factor]), row.values[output], f64::NAN, f64::NAN])
        .collect();
    spots.sort_by(|a, b| a[0].total_cmp(&b[0]));
    spots.into_iter().map(|spot| at(spot, 1)).collect()
}

/// Whether anything is known of the factors' importance.
fn ordered(sweep: &Sweep, way: &History, output: usize) -> bool {
    ["total", "src"].iter().any(|index| !sweep.indices(way, output, index).is_empty())
}
