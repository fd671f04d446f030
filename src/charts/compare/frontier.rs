//! Public cost against job-years kept, one point an arm.

use super::found::Compared;
use super::place::Room;
use super::prices::{price, prices};
use super::rows;
pub(in crate::charts) use super::scale::Scale;
use super::shapes::{self, Shape};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::figure::{Figure, Head};
use crate::charts::quantity::{self, Factors};
use crate::charts::run::Run;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Chart, Sheet, hover, style, text};
use crate::error::Result;
use crate::say;
use crate::units::rounded;
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "cost_frontier",
    title: "What policies cost, and the job-years they keep",
    reading: "Each point is an arm: the higher, the more job-years it keeps; the further right, the more it costs. Along a dashed line every job-year costs the same; arms above the line keep one for less. Arms at the left edge cost nothing, or bring in money.",
    needs: "comparison of arms that cost anything",
    make,
};

struct Arm {
    name: String,
    color: RGBAColor,
    cost: [f64; 3],
    kept: [f64; 3],
}

impl Arm {
    /// In the units of a language.
    fn in_units(&self, factors: Factors) -> Arm {
        Arm {
            name: self.name.clone(),
            color: self.color,
            cost: self.cost.map(|value| value * factors.billion),
            kept: self.kept.map(|value| value * factors.thousand),
        }
    }
}

fn make(run: &Run, _: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = &run.compared else { return Ok(None) };
    let at = |arm: &str, metric: &str| compared.effect(&compared.regime, arm, compared.last(), metric);
    let mut arms = Vec::new();
    let unit = &run.manifest.currency_unit;
    let unit = if unit.is_empty() { "currency units" } else { unit };
    let mut numbers = Tidy::new(&[
        "regime",
        "arm",
        "horizon_months",
        &format!("public_cost_bn_{}", unit.replace(' ', "_")),
        "cost_lower",
        "cost_upper",
        "job_years_thousand",
        "job_years_lower",
        "job_years_upper",
    ]);
    for name in &compared.arms {
        let (Some(cost), Some(kept)) = (at(name, "public_cost"), at(name, "job_years")) else { continue };
        let names = [&compared.regime, name, &compared.last().to_string()].map(String::clone);
        numbers.row(names.into_iter().chain(cost.into_iter().chain(kept).map(cell)).collect());
        arms.push(Arm { name: run.arm(name), color: compared.color(name), cost, kept });
    }
    if arms.iter().all(|arm| arm.cost[0] == 0.0) {
        return Ok(None);
    }
    Ok(Some(Sheet { canvas: draw(run, compared, &arms), numbers }))
}

/// The plot: its corners and both scales.
struct Plot {
    from: Point,
    to: Point,
    across: Scale,
    up: Scale,
    /// Cost for one job-year in units of both scales, by the currency.
    ratio: f64,
}

impl Plot {
    fn x(&self, value: f64) -> f64 {
        self.from.0 + (self.to.0 - self.from.0) * self.across.part(value)
    }
    fn y(&self, value: f64) -> f64 {
        self.to.1 - (self.to.1 - self.from.1) * self.up.part(value)
    }
    /// Where an arm stands; one that brings in money as one that costs nothing.
    fn at(&self, arm: &Arm) -> Point {
        (self.x(arm.cost[0].max(0.0)), self.y(arm.kept[0]))
    }
}

/// Whether plain scales would press most of the arms into one place.
fn spread_out(arms: &[Arm]) -> bool {
    let mut costs: Vec<f64> = arms.iter().map(|arm| arm.cost[0]).filter(|cost| *cost > 0.0).collect();
    costs.sort_by(f64::total_cmp);
    costs.last().is_some_and(|dearest| *dearest > 10.0 * costs[costs.len() / 2])
}

/// Both scales.
fn scales(arms: &[Arm]) -> (Scale, Scale) {
    let costs: Vec<f64> = arms.iter().flat_map(|arm| [arm.cost[0].max(0.0), arm.cost[2]]).collect();
    let kept: Vec<f64> = arms.iter().flat_map(|arm| arm.kept).collect();
    if spread_out(arms) {
        let points = |of: fn(&Arm) -> f64| arms.iter().map(of).collect::<Vec<f64>>();
        return (
            Scale::log(&points(|arm| arm.cost[0]), &costs),
            Scale::log(&points(|arm| arm.kept[0]), &points(|arm| arm.kept[2])),
        );
    }
    let mut across = Scale::of(&costs, false);
    across.low = 0.0;
    (across, Scale::of(&kept, false))
}

fn head(run: &Run, compared: &Compared, log: bool) -> Head {
    let language = run.page.language;
    let scales = if log {
        say!(language, "On both axes each step is ten times the one before (logarithmic scales).")
    } else {
        ""
    };
    Head {
        title: say!(
            language,
            "What policies cost, and the job-years they keep, over {months} months",
            months = compared.last()
        ),
        measure: say!(language, "Difference from “{base}”", base = run.arm(&compared.base)),
        note: language.sentences(&[
            scales,
            &say!(
                language,
                "Thin bars: 95% intervals over {count} replications. Cost: outlay and losses less fees and what guarantee funds got back; sums deferred cost nothing until they are lost. Dashed: the same cost for each job-year kept.",
                count = run.replications()
            ),
        ]),
        every: true,
    }
}

fn draw(run: &Run, compared: &Compared, arms: &[Arm]) -> Canvas {
    let narrow = run.page.narrow();
    // Where labels have no room points have numbers, and a list below says what they are.
    let listed = narrow || arms.len() > MOST_LABELS;
    let factors = quantity::factors(run.page.language);
    let arms: Vec<Arm> = arms.iter().map(|arm| arm.in_units(factors)).collect();
    let arms = arms.as_slice();
    // Billions over thousands: a millionth for each of the currency.
    let ratio = factors.billion / factors.thousand / 1e6;
    let (across, up) = scales(arms);
    let head = head(run, compared, across.is_log());
    let below = if listed { list(run, None, arms, 0.0) + 24.0 } else { 0.0 };
    let high = if narrow { 640.0 } else { 900.0 };
    let mut figure = Figure::new(run, &head, high + 60.0 + 2.0 * style::TICK + below);
    let numbers =
        up.marks.iter().map(|(_, words)| text::width(words, style::TICK, false)).fold(0.0, f64::max);
    let (from, to) = (
        (style::MARGIN + numbers + 16.0, figure.top + 100.0),
        (figure.canvas.width - style::MARGIN - if narrow { 24.0 } else { 190.0 }, figure.top + high - 40.0),
    );
    let plot = Plot { from, to, across, up, ratio };
    let canvas = &mut figure.canvas;
    axes(canvas, &plot, run);
    let mut room = Room::new((plot.from, (canvas.width - 10.0, plot.to.1)));
    rays(canvas, &plot, run, &mut room);
    bars(canvas, &plot, arms, &mut room);
    labels(canvas, &plot, arms, (&mut room, listed));
    told(canvas, &plot, arms, run);
    if listed {
        list(run, Some(canvas), arms, to.1 + 48.0 + 2.0 * style::TICK);
    }
    figure.canvas
}

/// Grid lines, numbers, and what the axes are, in words.
fn axes(canvas: &mut Canvas, plot: &Plot, run: &Run) {
    let (from, to, language) = (plot.from, plot.to, run.page.language);
    let quiet = Face::new(style::TICK).color(style::QUIET);
    for (value, words) in &plot.up.marks {
        let y = plot.y(*value);
        let color = if *value == 0.0 { style::AXIS } else { style::GRID };
        canvas.line(&[(from.0, y), (to.0, y)], style::HAIR, color);
        canvas.text((from.0 - 10.0, y + style::TICK * 0.36), words, quiet.anchor(Anchor::Right));
    }
    let mut last = f64::NEG_INFINITY;
    for (value, words) in &plot.across.marks {
        let (x, half) = (plot.x(*value), text::width(words, style::TICK, false) / 2.0);
        canvas.line(&[(x, to.1), (x, to.1 + 10.0)], style::HAIR, style::AXIS);
        if x - half > last + 12.0 {
            canvas.text((x, to.1 + 16.0 + style::TICK), words, quiet.anchor(Anchor::Middle));
            last = x + half;
        }
    }
    let title = Face::new(style::TICK).bold();
    canvas.text((style::MARGIN, from.1 - 64.0), say!(language, "↑ Job-years kept, thousand"), title);
    let cost = say!(language, "Public cost, billion {unit} →", unit = run.unit());
    canvas.text((to.0, to.1 + 24.0 + 2.0 * style::TICK), &cost, title.anchor(Anchor::Right));
    canvas.line(&[from, (from.0, to.1)], style::HAIR, style::AXIS);
    canvas.line(&[(from.0, to.1), to], style::HAIR, style::AXIS);
}

/// Where a line of equal cost for a job-year, `each` in the currency, enters and leaves the plot: cost and job-years.
fn ray(plot: &Plot, each: f64) -> Option<[Point; 2]> {
    let ratio = each * plot.ratio;
    let least = if plot.across.is_log() { plot.across.low.max(plot.up.low * ratio) } else { 0.0 };
    let most = plot.across.high.min(plot.up.high * ratio);
    (least < most).then(|| [(least, least / ratio), (most, most / ratio)])
}

/// Lines of equal cost for a job-year, named where they leave the plot.
fn rays(canvas: &mut Canvas, plot: &Plot, run: &Run, room: &mut Room) {
    let narrow = run.page.narrow();
    let (right, top) = (plot.across.high, plot.up.high);
    if top <= 0.0 {
        // No arm keeps anything: what a job-year costs has no meaning.
        return;
    }
    let language = run.page.language;
    let face = Face::new(style::SMALL).color(style::QUIET);
    let first = say!(language, "A job-year costs");
    canvas.text((plot.from.0, plot.from.1 - 14.0), first, face);
    let mut last = plot.from.0 + text::width(first, style::SMALL, false);
    for each in prices(right / top / plot.ratio, plot.across.is_log()) {
        let Some(ends) = ray(plot, each) else { continue };
        let [begin, end] = ends.map(|(cost, kept)| (plot.x(cost), plot.y(kept)));
        let words = price(language, each, run.unit());
        let wide = text::width(&words, style::SMALL, false);
        let aside = end.1 > plot.from.1 + 20.0;
        if aside && narrow {
            // No room at the right: inside, above the end of the line.
            canvas.dashes(&[begin, end], style::HAIR, style::GREY, 12.0, 10.0);
            canvas.text((end.0 - 4.0, end.1 - 10.0), &words, face.anchor(Anchor::Right));
            room.take(((end.0 - 4.0 - wide, end.1 - 10.0 - style::SMALL), (end.0 - 4.0, end.1 - 6.0)));
        } else if aside {
            canvas.dashes(&[begin, end], style::HAIR, style::GREY, 12.0, 10.0);
            canvas.text((end.0 + 10.0, end.1 + style::SMALL * 0.36), &words, face);
            let high = style::SMALL * 0.7;
            room.take(((end.0 + 6.0, end.1 - high), (end.0 + 14.0 + wide, end.1 + high)));
        } else {
            // Moved aside where the one before it stands, within the paper.
            let middle = end.0.max(last + wide / 2.0 + 16.0).min(canvas.width - 10.0 - wide / 2.0);
            if middle - wide / 2.0 > last + 8.0 && middle - end.0 < wide {
                canvas.dashes(&[begin, end], style::HAIR, style::GREY, 12.0, 10.0);
                canvas.text((middle, plot.from.1 - 14.0), &words, face.anchor(Anchor::Middle));
                last = middle + wide / 2.0;
            }
        }
    }
}

/// The intervals of an arm, as rectangles that they take.
fn intervals(plot: &Plot, arm: &Arm) -> Vec<(Point, Point)> {
    let (x, y) = plot.at(arm);
    let mut found = Vec::new();
    if arm.kept[1].is_finite() {
        found.push(((x - 2.0, plot.y(arm.kept[2])), (x + 2.0, plot.y(arm.kept[1]))));
    }
    if arm.cost[1].is_finite() {
        found.push(((plot.x(arm.cost[1].max(0.0)), y - 2.0), (plot.x(arm.cost[2]), y + 2.0)));
    }
    found
}

const RADIUS: f64 = 12.0;

/// Arms with a label in the plot at most.
const MOST_LABELS: usize = 6;

/// Intervals; they and the points are taken for labels.
fn bars(canvas: &mut Canvas, plot: &Plot, arms: &[Arm], room: &mut Room) {
    for arm in arms {
        for (from, to) in intervals(plot, arm) {
            canvas.rect(from, to, style::veil(arm.color, 0.55));
            room.take((from, to));
        }
        let (x, y) = plot.at(arm);
        room.take(((x - RADIUS, y - RADIUS), (x + RADIUS, y + RADIUS)));
    }
}

/// Points with their names where there is room, or with numbers.
fn labels(canvas: &mut Canvas, plot: &Plot, arms: &[Arm], (room, numbered): (&mut Room, bool)) {
    // From above, so that labels of a crowd near zero climb away from the axis.
    let mut order: Vec<(usize, &Arm)> = arms.iter().enumerate().collect();
    order.sort_by(|a, b| b.1.kept[0].total_cmp(&a.1.kept[0]));
    for (at, arm) in order {
        let words = match numbered {
            true => (at + 1).to_string(),
            false => text::shorten_at_word(&arm.name, style::SMALL, false, 0.36 * canvas.width),
        };
        room.label(canvas, plot.at(arm), &words, style::SMALL, style::dark(arm.color));
    }
    for arm in arms {
        shapes::draw(canvas, Shape::Circle, plot.at(arm), RADIUS, arm.color);
    }
}

/// What is said of a point under the pointer.
fn told(canvas: &mut Canvas, plot: &Plot, arms: &[Arm], run: &Run) {
    let language = run.page.language;
    let cost = say!(language, "Public cost, billion {unit}", unit = run.unit());
    let kept = say!(language, "Job-years kept, thousand").to_string();
    for arm in arms {
        let (x, y) = plot.at(arm);
        let around = 1.5 * RADIUS;
        let value = |[value, low, high]: [f64; 3]| {
            let size = [value, low, high].into_iter().map(f64::abs).fold(0.0, f64::max);
            hover::between(language, [value, low, high], size, "")
        };
        let said = [(cost.clone(), value(arm.cost), arm.color), (kept.clone(), value(arm.kept), arm.color)];
        hover::mark(canvas, ((x - around, y - around), (x + around, y + around)), &arm.name, &said);
    }
}

/// The list of arms with their numbers below a height, on wide paper in two columns; says how high it is.
fn list(run: &Run, mut canvas: Option<&mut Canvas>, arms: &[Arm], top: f64) -> f64 {
    let columns = if run.page.narrow() { 1 } else { 2 };
    let wide = (run.page.wide - 2.0 * style::MARGIN) / columns as f64;
    let down = arms.len().min(rows::MOST).div_ceil(columns);
    let mut lowest = top;
    for column in 0..columns {
        let (left, mut y) = (style::MARGIN + wide * column as f64, top);
        for (at, arm) in arms.iter().enumerate().take(rows::MOST).skip(down * column).take(down) {
            if let Some(canvas) = canvas.as_deref_mut() {
                shapes::draw(canvas, Shape::Circle, (left + 14.0, y + 16.0), RADIUS, arm.color);
                let number = Face::new(style::SMALL).bold().color(style::dark(arm.color));
                canvas.text((left + 34.0, y + 24.0), &(at + 1).to_string(), number);
            }
            let room = wide - 90.0;
            let name = text::wrap(&arm.name, style::SMALL, false, room, 2);
            let figures = text::wrap(&figures(run, arm), style::SMALL, false, room, 2);
            let faces = [style::INK, style::QUIET].map(|color| Face::new(style::SMALL).color(color));
            for (lines, face) in [name, figures].iter().zip(faces) {
                for line in lines {
                    if let Some(canvas) = canvas.as_deref_mut() {
                        canvas.text((left + 72.0, y + 24.0), line, face);
                    }
                    y += style::SMALL * 1.25;
                }
            }
            y += 12.0;
        }
        lowest = lowest.max(y);
    }
    lowest - top
}

/// Cost and job-years of an arm in words.
fn figures(run: &Run, arm: &Arm) -> String {
    let [cost, kept] = [arm.cost[0], arm.kept[0]].map(|value| rounded(value, value));
    say!(
        run.page.language,
        "{cost} billion {unit}, {kept} thousand job-years",
        cost = cost,
        unit = run.unit(),
        kept = kept
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_equal_cost_stays_within_the_plot() {
        let plot = |log: bool| Plot {
            from: (0.0, 0.0),
            to: (100.0, 100.0),
            across: if log { Scale::log(&[1.0], &[100.0]) } else { Scale::of(&[100.0], false) },
            ratio: 1e-6,
            up: if log { Scale::log(&[10.0], &[1000.0]) } else { Scale::of(&[1000.0], false) },
        };
        let near = |found: [Point; 2], wanted: [Point; 2]| {
            let same = |(a, b): (Point, Point)| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9;
            found.into_iter().zip(wanted).all(same)
        };
        // 100 billion for 1,000 thousand job-years: 100,000 each, from corner to corner.
        assert!(near(ray(&plot(false), 1e5).unwrap(), [(0.0, 0.0), (100.0, 1000.0)]));
        assert!(near(ray(&plot(true), 1e6).unwrap(), [(10.0, 10.0), (100.0, 100.0)]));
        assert!(ray(&plot(true), 1e9).is_none());
    }
}
