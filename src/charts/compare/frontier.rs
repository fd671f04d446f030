//! Public cost against job-years kept, one point an arm.

use super::found::{Compared, label};
use super::place::Room;
use super::rows;
use super::shapes::{self, Shape};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::figure::{Figure, Head};
use crate::charts::run::Run;
use crate::charts::ticks::grouped;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Chart, Sheet, style, text};
use crate::error::Result;

/// The chart.
pub const CHART: Chart = Chart {
    name: "cost_frontier",
    title: "Public cost and job-years kept",
    reading: "The higher, the more job-years were kept; the further right, the more it cost. Along a dashed ray the cost per job-year is the same; arms above it cost less per job-year. Arms on the left axis cost nothing, or brought in money.",
    needs: "comparison of arms that cost anything",
    make,
};

struct Arm {
    name: String,
    named: bool,
    cost: [f64; 3],
    kept: [f64; 3],
}

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = &run.compared else { return Ok(None) };
    let at = |arm: &str, metric: &str| compared.effect(&compared.regime, arm, compared.last(), metric);
    let mut arms = Vec::new();
    let unit = run.unit();
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
        arms.push(Arm { name: label(name), named: compared.named.contains(name), cost, kept });
    }
    if arms.iter().all(|arm| arm.cost[0] == 0.0) {
        return Ok(None);
    }
    Ok(Some(Sheet { canvas: draw(run, chart, compared, &arms), numbers }))
}

/// One of the two scales. A package and its parts differ by a factor of hundreds; roots keep both apart from
/// zero, and a ray of equal cost for a job-year is straight on them too.
#[derive(Clone, Debug)]
pub(in crate::charts) struct Scale {
    root: bool,
    /// Ends, as values.
    pub(in crate::charts) low: f64,
    pub(in crate::charts) high: f64,
    pub(in crate::charts) marks: Vec<(f64, String)>,
}

impl Scale {
    pub(in crate::charts) fn of(values: &[f64], root: bool) -> Scale {
        let plain = rows::ticks(values.iter().copied(), 6, "");
        let high = values.iter().copied().filter(|value| value.is_finite()).fold(0.0, f64::max) * 1.06;
        let mut scale = Scale { root, low: plain.low, high: plain.high, marks: plain.marks };
        if root && high > 0.0 {
            scale.high = high;
            scale.low = values.iter().copied().fold(0.0, f64::min) * 1.3;
            let steps = (-4..1)
                .flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10_f64.powi(power) * decade(high)));
            let mut last = 0.0;
            let mut marks = vec![(0.0, "0".to_string())];
            for value in steps.filter(|value| *value <= high) {
                // A root below a twelfth of the whole would put two numbers into one place.
                if value.sqrt() - last >= high.sqrt() / 12.0 {
                    last = value.sqrt();
                    marks.push((value, if value < 1.0 { format!("{value}") } else { grouped(value, 0) }));
                }
            }
            scale.marks = marks;
        }
        scale
    }
    fn place(&self, value: f64) -> f64 {
        if self.root { value.signum() * value.abs().sqrt() } else { value }
    }
    /// Where a value stands between the two ends, as a share.
    pub(in crate::charts) fn part(&self, value: f64) -> f64 {
        let (low, high) = (self.place(self.low), self.place(self.high));
        ((self.place(value) - low) / (high - low)).clamp(0.0, 1.0)
    }
}

/// The plot: its corners and both scales.
struct Plot {
    from: Point,
    to: Point,
    across: Scale,
    up: Scale,
}

impl Plot {
    fn x(&self, value: f64) -> f64 {
        self.from.0 + (self.to.0 - self.from.0) * self.across.part(value)
    }
    fn y(&self, value: f64) -> f64 {
        self.to.1 - (self.to.1 - self.from.1) * self.up.part(value)
    }
}

/// Whether the most expensive arm would press most of the others into one place.
fn spread_out(arms: &[Arm]) -> bool {
    let mut costs: Vec<f64> = arms.iter().map(|arm| arm.cost[0]).filter(|cost| *cost > 0.0).collect();
    costs.sort_by(f64::total_cmp);
    costs.last().is_some_and(|dearest| *dearest > 10.0 * costs[costs.len() / 2])
}

/// The power of ten at or below a value above zero; 1 of what has none, such as the price of a job-year where
/// no arm keeps one.
fn decade(value: f64) -> f64 {
    let mut power = 1.0;
    if !value.is_finite() {
        return power;
    }
    while power * 10.0 <= value {
        power *= 10.0;
    }
    while power > value && power > 1e-12 {
        power /= 10.0;
    }
    power
}

/// Four prices of a job-year, 1, 2 or 5 times a power of ten, around the one that runs into the upper right
/// corner.
fn prices(middle: f64) -> Vec<f64> {
    let series = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0].map(|step| step * decade(middle));
    let first = series.iter().position(|price| *price > middle).unwrap_or(4).saturating_sub(2);
    series[first..(first + 4).min(series.len())].to_vec()
}

/// A price in the currency's unit, short.
fn price(value: f64, unit: &str) -> String {
    match value {
        v if v >= 1e6 => format!("{} m {unit}", grouped(v / 1e6, usize::from(v < 1e7 && v % 1e6 != 0.0))),
        v if v < 1.0 => format!("{v} {unit}"),
        v => format!("{} {unit}", grouped(v, 0)),
    }
}

fn draw(run: &Run, chart: &Chart, compared: &Compared, arms: &[Arm]) -> Canvas {
    let root = spread_out(arms);
    let scales = if root { " (root scales)" } else { "" };
    let head = Head {
        title: format!("{} after {} months", chart.title, compared.last()),
        measure: format!(
            "Up: job-years kept against the base ({}), thousand. Right: public cost, billion {}{scales}",
            crate::charts::words::words(&compared.base),
            run.unit()
        ),
        note: format!(
            "Both are sums over these months. Bars: 95% intervals over {:.0} replications. Cost: outlay and losses less fees and what guarantee funds got back; sums deferred \
             cost nothing until they are lost. Dashed: the same cost for each job-year kept. Diamonds: arms that were named.",
            run.replications()
        ),
        every: true,
    };
    let mut figure = Figure::new(run, &head, 980.0);
    let up = Scale::of(&arms.iter().flat_map(|arm| arm.kept).collect::<Vec<f64>>(), root);
    let across = Scale {
        low: 0.0,
        ..Scale::of(
            &arms.iter().flat_map(|arm| [arm.cost[0].max(0.0), arm.cost[2]]).collect::<Vec<f64>>(),
            root,
        )
    };
    let numbers =
        up.marks.iter().map(|(_, words)| text::width(words, style::TICK, false)).fold(0.0, f64::max);
    let (from, to) = (
        (style::MARGIN + numbers + 16.0, figure.top + 64.0),
        (figure.canvas.width - style::MARGIN - 190.0, figure.bottom - 92.0),
    );
    let plot = Plot { from, to, across, up };
    let canvas = &mut figure.canvas;
    let quiet = Face::new(style::TICK).color(style::QUIET);
    for (value, words) in &plot.up.marks {
        let y = plot.y(*value);
        canvas.line(
            &[(from.0, y), (to.0, y)],
            style::HAIR,
            if *value == 0.0 { style::AXIS } else { style::GRID },
        );
        canvas.text((from.0 - 10.0, y + style::TICK * 0.36), words, quiet.anchor(Anchor::Right));
    }
    for (value, words) in &plot.across.marks {
        let x = plot.x(*value);
        canvas.line(&[(x, to.1), (x, to.1 + 10.0)], style::HAIR, style::AXIS);
        canvas.text((x, to.1 + 16.0 + style::TICK), words, quiet.anchor(Anchor::Middle));
    }
    canvas.text(
        (to.0, to.1 + 22.0 + 2.0 * style::TICK),
        &format!("public cost, billion {}", run.unit()),
        quiet.anchor(Anchor::Right),
    );
    canvas.line(&[from, (from.0, to.1)], style::HAIR, style::AXIS);
    rays(canvas, &plot, run.unit());
    points(canvas, &plot, arms);
    figure.canvas
}

/// Rays of equal cost for a job-year, named where they leave the plot.
fn rays(canvas: &mut Canvas, plot: &Plot, unit: &str) {
    let (right, top) = (plot.across.high, plot.up.high);
    if top <= 0.0 {
        // No arm keeps anything: what a job-year costs has no meaning.
        return;
    }
    let face = Face::new(style::SMALL).color(style::QUIET);
    let first = "a job-year at";
    canvas.text((plot.from.0, plot.from.1 - 14.0), first, face);
    let mut last_right = plot.from.0 + text::width(first, style::SMALL, false);
    // Billions over thousands: a million of the unit for each.
    for each in prices(1e6 * right / top) {
        let (x, y) =
            if each / 1e6 * top <= right { (each / 1e6 * top, top) } else { (right, right * 1e6 / each) };
        let end = (plot.x(x), plot.y(y));
        canvas.dashes(&[(plot.from.0, plot.y(0.0)), end], style::HAIR, style::GREY, 12.0, 10.0);
        let words = price(each, unit);
        let wide = text::width(&words, style::SMALL, false);
        let middle = end.0.max(last_right + wide / 2.0 + 16.0);
        if y < top {
            canvas.text((end.0 + 10.0, end.1 + style::SMALL * 0.36), &words, face);
        } else if middle - end.0 < wide / 2.0 {
            canvas.text((middle, end.1 - 14.0), &words, face.anchor(Anchor::Middle));
            last_right = middle + wide / 2.0;
        }
    }
}

/// Points with their intervals, and their names where there is room.
fn points(canvas: &mut Canvas, plot: &Plot, arms: &[Arm]) {
    let mut room = Room::new((plot.from, (plot.to.0 + 180.0, plot.to.1)));
    let at = |arm: &Arm| (plot.x(arm.cost[0].max(0.0)), plot.y(arm.kept[0]));
    let color = |arm: &Arm| if arm.named { style::VERMILION } else { style::BLUE };
    for arm in arms {
        let (x, y) = at(arm);
        let radius = if arm.named { 13.0 } else { 9.0 };
        if arm.kept[1].is_finite() {
            let (high, low) = (plot.y(arm.kept[2]), plot.y(arm.kept[1]));
            canvas.line(&[(x, high), (x, low)], 3, style::veil(color(arm), 0.55));
            room.take(((x - 4.0, high), (x + 4.0, low)));
        }
        if arm.cost[1].is_finite() {
            let (low, high) = (plot.x(arm.cost[1].max(0.0)), plot.x(arm.cost[2]));
            canvas.line(&[(low, y), (high, y)], 3, style::veil(color(arm), 0.55));
            room.take(((low, y - 4.0), (high, y + 4.0)));
        }
        room.take(((x - radius, y - radius), (x + radius, y + radius)));
    }
    // From above, so that labels of a crowd near zero climb away from the axis.
    let mut order: Vec<&Arm> = arms.iter().collect();
    order.sort_by(|a, b| b.kept[0].total_cmp(&a.kept[0]));
    for arm in &order {
        room.label(canvas, at(arm), &arm.name, style::SMALL, style::dark(color(arm)));
    }
    for arm in order {
        let shape = if arm.named { Shape::Diamond } else { Shape::Circle };
        shapes::draw(canvas, shape, at(arm), if arm.named { 13.0 } else { 9.0 }, color(arm));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An arm that keeps no job-years once sent this chart round and round.
    #[test]
    fn what_has_no_price_ends() {
        assert_eq!(decade(f64::INFINITY), 1.0);
        assert_eq!(decade(f64::NAN), 1.0);
        assert_eq!((decade(999.0), decade(0.02)), (100.0, 0.01));
    }

    #[test]
    fn prices_are_round_and_around_the_middle() {
        assert_eq!(prices(700_000.0), [200_000.0, 500_000.0, 1_000_000.0, 2_000_000.0]);
        assert_eq!(price(2_000_000.0, "yuan"), "2 m yuan");
        assert_eq!(price(1_500_000.0, "yuan"), "1.5 m yuan");
        assert_eq!(price(50_000.0, "yuan"), "50,000 yuan");
    }
}
