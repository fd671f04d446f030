//! One factor: the output along it, one line a base and regime.

use super::axis::{Axis, Spacing};
use super::folder::{History, Row, Sweep};
use super::plot::{Plot, Spot};
use super::{Kind, Named, figure, legend, named};
use crate::charts::canvas::Canvas;
use crate::charts::compare::shapes;
use crate::charts::figure::Head;
use crate::charts::hover::Place;
use crate::charts::ticks::Ticks;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::track::quantile;
use crate::charts::words::{capital, words};
use crate::charts::{Sheet, ends, hover, style};
use crate::{phrase, say};

/// The chart.
pub(super) const KIND: Kind = Kind {
    name: "line",
    title: phrase!("One factor"),
    reading: phrase!(
        "Each dot is a design point; lines join them. Bands show how far Monte Carlo variation alone moves the output. A cross at the bottom marks a point that failed."
    ),
    make,
};

/// Replications from which on the middle 80% of them are shown.
const FEWEST: usize = 5;

/// The points of a base and regime along the axis.
struct Course<'a> {
    way: History,
    rows: Vec<&'a Row>,
    spots: Vec<Spot>,
}

fn make(sweep: &Sweep, kind: &Kind) -> Vec<Named> {
    let [factor] = sweep.varying()[..] else { return Vec::new() };
    if !["grid", "list"].contains(&sweep.plan.design.as_str()) {
        return Vec::new();
    }
    let axis = Axis::of(&sweep.plan.factors[factor], sweep.rows.iter().map(|row| &row.levels[factor]));
    let mut found = Vec::new();
    for output in 0..sweep.plan.outputs.len() {
        let many = sweep
            .rows
            .iter()
            .filter(|row| !row.failed)
            .all(|row| replications(sweep, row, output).len() >= FEWEST);
        let courses: Vec<Course> =
            sweep.ways().iter().map(|way| course(sweep, way, output, factor, &axis, many)).collect();
        if courses.iter().all(|course| course.spots.iter().all(|spot| spot[1].is_nan())) {
            continue;
        }
        // As many lines as there are colours in one chart; each its own beyond.
        if courses.len() <= style::LINES.len() {
            found.push(named(sweep, kind, output, None, sheet(sweep, output, factor, &axis, &courses, many)));
        } else {
            for course in &courses {
                let sheet = sheet(sweep, output, factor, &axis, std::slice::from_ref(course), many);
                found.push(named(sweep, kind, output, Some(&course.way), sheet));
            }
        }
    }
    found
}

/// The values of a point, replication by replication.
fn replications<'a>(sweep: &'a Sweep, row: &Row, output: usize) -> &'a [f64] {
    sweep.runs.get(&row.point).map_or(&[], |outputs| outputs[output].as_slice())
}

fn course<'a>(
    sweep: &'a Sweep,
    way: &History,
    output: usize,
    factor: usize,
    axis: &Axis,
    many: bool,
) -> Course<'a> {
    let mut rows: Vec<&Row> = sweep.rows.iter().filter(|row| row.way == *way).collect();
    rows.sort_by(|a, b| axis.place(&a.levels[factor]).total_cmp(&axis.place(&b.levels[factor])));
    let spot = |row: &&Row| {
        let (place, value, error) = (axis.place(&row.levels[factor]), row.values[output], row.errors[output]);
        let mut runs = replications(sweep, row, output).to_vec();
        runs.sort_by(f64::total_cmp);
        let [low, high] = if many {
            [0.1, 0.9].map(|share| quantile(&runs, share))
        } else {
            [value - 2.0 * error, value + 2.0 * error]
        };
        if row.failed { [place, f64::NAN, f64::NAN, f64::NAN] } else { [place, value, low, high] }
    };
    Course { way: way.clone(), spots: rows.iter().map(spot).collect(), rows }
}

fn sheet(
    sweep: &Sweep,
    output: usize,
    factor: usize,
    axis: &Axis,
    courses: &[Course],
    many: bool,
) -> (String, Sheet) {
    let (entry, given) = (&sweep.plan.outputs[output], &sweep.plan.factors[factor]);
    let columns =
        ["base", "regime", "output", "unit", given.name.as_str(), "value", "se", "lower", "upper", "status"];
    let mut numbers = Tidy::new(&columns);
    for course in courses {
        for (row, spot) in course.rows.iter().zip(&course.spots) {
            let mut cells =
                [&course.way.base, &course.way.regime, &entry.name, &entry.unit].map(String::clone).to_vec();
            cells.push(row.levels[factor].cell());
            cells.extend([spot[1], row.errors[output], spot[2], spot[3]].map(cell));
            cells.push(if row.failed { "failed" } else { "ok" }.to_string());
            numbers.row(cells);
        }
    }
    let head = head(sweep, output, factor, axis, courses, many);
    let canvas = draw(sweep, output, axis, courses, &head);
    (head.title, Sheet { canvas, numbers })
}

fn head(sweep: &Sweep, output: usize, factor: usize, axis: &Axis, courses: &[Course], many: bool) -> Head {
    let language = sweep.language();
    let mut note = vec![sweep.replications()];
    let mut put = |phrase: &str| note.push(language.of(phrase).to_string());
    if courses.iter().flat_map(|course| &course.spots).any(|spot| spot[2].is_finite()) {
        put(match (axis.spacing == Spacing::Names, many) {
            (true, true) => phrase!("Whiskers: the middle 80% of replications."),
            (true, false) => phrase!("Whiskers: two standard errors to either side."),
            (false, true) => phrase!("Pale bands: the middle 80% of replications."),
            (false, false) => phrase!("Pale bands: two standard errors to either side."),
        });
    }
    if courses.iter().any(|course| course.rows.iter().any(|row| row.failed)) {
        put(phrase!("Crosses: points that failed."));
    }
    if axis.has_base() {
        put(phrase!("Bold: value of the base scenario."));
    }
    let given = &sweep.plan.factors[factor];
    Head {
        title: say!(language, "{output}, by {factor}", output = sweep.output(output), factor = given.brief()),
        measure: sweep.measure(output),
        note: language.sentences(&note),
        every: true,
    }
}

fn draw(sweep: &Sweep, output: usize, axis: &Axis, courses: &[Course], head: &Head) -> Canvas {
    let spots = || courses.iter().flat_map(|course| &course.spots);
    let way = if courses.len() == 1 { Some(&courses[0].way) } else { None };
    let labels: Vec<String> = courses.iter().map(|course| label(sweep, &course.way)).collect();
    let several = courses.len() > 1;
    // On narrow paper a key above the plot stands for labels at the ends of lines.
    let beside = several && !sweep.page.narrow();
    let across = sweep.page.wide - 2.0 * style::MARGIN;
    let key = if several && !beside { legend::height(&labels, across) } else { 0.0 };
    let high = 920.0 * sweep.page.tall() + key;
    let mut figure = figure(sweep, way, head, high);
    let ticks = Ticks::cover(spots().flat_map(|spot| [spot[1], spot[2], spot[3]]), 6, false, "");
    let room = if beside { ends::room(labels.iter().map(String::as_str)) } else { 0.0 };
    let from = (style::MARGIN + ticks.width() + 14.0, figure.top + key + 24.0);
    let names = axis.spacing == Spacing::Names;
    let below = if names { 3.0 } else { 2.0 } * style::TICK + 40.0;
    let to = (sweep.page.wide - style::MARGIN - room.max(20.0), figure.top + high - below);
    let plot = Plot { from, to, axis, ticks: &ticks };
    let canvas = &mut figure.canvas;
    if key > 0.0 {
        legend::draw(canvas, (style::MARGIN, figure.top), across, &labels, |canvas, at, k| {
            shapes::draw(canvas, shapes::kind(k).0, at, 11.0, style::LINES[k]);
        });
    }
    plot.grid(canvas, true);
    axis.draw(canvas, (from.0, to.0), to.1);
    axis.caption(canvas, to.0, to.0 - from.0, to.1);
    let mut named = Vec::new();
    for (at, course) in courses.iter().enumerate() {
        let color = style::LINES[at];
        // Values without an order are not joined; several of them stand side by side.
        let shift = if names { (at as f64 - (courses.len() - 1) as f64 / 2.0) * 26.0 } else { 0.0 };
        if names {
            plot.whiskers(canvas, &course.spots, shift, color);
        } else {
            plot.course(canvas, &course.spots, color);
        }
        for spot in course.spots.iter().filter(|spot| spot[1].is_finite()) {
            shapes::draw(canvas, shapes::kind(at).0, (plot.x(spot[0]) + shift, plot.y(spot[1])), 11.0, color);
        }
        for spot in course.spots.iter().filter(|spot| spot[1].is_nan()) {
            let (x, y) = (plot.x(spot[0]) + shift, to.1 - 18.0);
            canvas.line(&[(x - 10.0, y - 10.0), (x + 10.0, y + 10.0)], 4, color);
            canvas.line(&[(x - 10.0, y + 10.0), (x + 10.0, y - 10.0)], 4, color);
        }
        if let Some(last) = course.spots.iter().rev().find(|spot| beside && spot[1].is_finite()) {
            named.push((plot.y(last[1]), labels[at].clone(), style::dark(color)));
        }
    }
    ends::draw(canvas, to.0, 0.0, (from.1, to.1), named);
    let names = if several { labels } else { vec![sweep.output(output)] };
    let series: Vec<_> = names.into_iter().zip(style::LINES).collect();
    hover::plot(canvas, (from, to), &series, places(sweep, output, &plot, courses));
    figure.canvas
}

/// The values of every course at each value of the factor.
fn places(sweep: &Sweep, output: usize, plot: &Plot, courses: &[Course]) -> Vec<Place> {
    let language = sweep.language();
    let size = plot.ticks.high - plot.ticks.low;
    let said = |spot: &Spot| match spot[1].is_finite() {
        true => sweep.valued(output, [spot[1], spot[2], spot[3]], size),
        false => say!(language, "failed").to_string(),
    };
    let at = |place: f64| {
        let of =
            |course: &Course| course.spots.iter().find(|spot| spot[0] == place).map_or(String::new(), said);
        (plot.x(place), plot.axis.place_text(language, place), courses.iter().map(of).collect())
    };
    plot.axis.levels.iter().map(|level| at(plot.axis.place(level))).collect()
}

/// What tells a base and regime from the others.
fn label(sweep: &Sweep, way: &History) -> String {
    let parts: Vec<String> = sweep.history_text(way).iter().map(|part| words(part)).collect();
    capital(&sweep.language().list(&parts))
}
