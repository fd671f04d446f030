//! Money against need: how much of it went to the poorest firms, and how many of the failures are theirs.

use super::found::{Compared, Fates};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::figure::{Figure, Head};
use crate::charts::panel::{Across, Frame, Line, Panel};
use crate::charts::run::Run;
use crate::charts::ticks::{Ticks, grouped};
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Chart, Sheet, hover, style, text};
use crate::error::Result;
use crate::language::Language;
use crate::say;
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "concentration",
    title: "How much of the money goes to firms short of cash",
    reading: "Firms stand in order from the least cash to the most. A line tells which share of the money the firms up to a point get: the further it runs above the thin line, the more goes to firms short of cash. The thick grey line does the same for the firms that close without the policy: the closer the line of an arm is to it, the better its money meets need.",
    needs: "comparison whose main arm has both closures and recipients to rank by need",
    make,
};

/// Curves of money at most.
const MOST: usize = 6;

struct Curve {
    arm: String,
    label: String,
    color: RGBAColor,
    /// Cumulated per cent of firms and of what is shared out.
    points: Vec<[f64; 2]>,
}

/// Cumulates shares over the tenths from the poorest; nothing when there is nothing to share out.
fn cumulated(tenths: &[&Fates], of: impl Fn(&Fates) -> f64) -> Option<Vec<[f64; 2]>> {
    let mut sorted: Vec<(i64, &Fates)> =
        tenths.iter().filter_map(|tenth| Some((tenth.group.parse().ok()?, *tenth))).collect();
    sorted.sort_by_key(|tenth| tenth.0);
    let firms: f64 = sorted.iter().map(|(_, tenth)| tenth.all()).sum();
    let whole: f64 = sorted.iter().map(|(_, tenth)| of(tenth)).sum();
    if firms <= 0.0 || whole <= 0.0 {
        return None;
    }
    let mut points = vec![[0.0, 0.0]];
    let mut so_far = [0.0, 0.0];
    for (_, tenth) in sorted {
        so_far = [so_far[0] + 100.0 * tenth.all() / firms, so_far[1] + 100.0 * of(tenth) / whole];
        points.push(so_far);
    }
    Some(points)
}

/// The height of a curve at a share of firms.
fn height(points: &[[f64; 2]], at: f64) -> f64 {
    let within = points.windows(2).find(|pair| pair[1][0] >= at - 1e-9);
    within.map_or(100.0, |pair| {
        pair[0][1] + (pair[1][1] - pair[0][1]) * (at - pair[0][0]) / (pair[1][0] - pair[0][0]).max(1e-9)
    })
}

/// The arms with most money, those that were named before the others.
fn arms(compared: &Compared) -> Vec<(&String, Vec<[f64; 2]>)> {
    let tenths = |arm: &str| compared.fates(arm, compared.first(), "need");
    let mut paid: Vec<(bool, f64, &String, Vec<[f64; 2]>)> = Vec::new();
    for arm in &compared.arms {
        let tenths = tenths(arm);
        if let Some(points) = cumulated(&tenths, Fates::money) {
            paid.push((
                compared.named.contains(arm),
                tenths.iter().map(|tenth| tenth.money()).sum(),
                arm,
                points,
            ));
        }
    }
    paid.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    paid.truncate(MOST);
    paid.into_iter().map(|(_, _, arm, points)| (arm, points)).collect()
}

fn make(run: &Run, _: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = &run.compared else { return Ok(None) };
    let Some(main) = compared.main() else { return Ok(None) };
    let Some(failures) = cumulated(&compared.fates(main, compared.first(), "need"), Fates::lost_in_base)
    else {
        return Ok(None);
    };
    let language = run.page.language;
    let mut curves = vec![Curve {
        arm: compared.base.clone(),
        label: say!(language, "Firms that close in “{base}”", base = run.arm(&compared.base)),
        color: style::BASE,
        points: failures,
    }];
    for (arm, points) in arms(compared) {
        let label = say!(language, "Money of “{arm}”", arm = run.arm(arm));
        curves.push(Curve { arm: arm.clone(), label, color: compared.color(arm), points });
    }
    if curves.len() < 2 {
        return Ok(None);
    }
    let mut numbers = Tidy::new(&[
        "regime",
        "arm",
        "horizon_months",
        "share_of",
        "firms_percent_from_poorest",
        "cumulated_percent",
    ]);
    for (at, curve) in curves.iter().enumerate() {
        for point in &curve.points {
            let what = if at == 0 { "closures" } else { "money" };
            let names =
                [&compared.regime, &curve.arm, &compared.first().to_string(), what].map(str::to_string);
            numbers.row(names.into_iter().chain(point.map(cell)).collect());
        }
    }
    Ok(Some(Sheet { canvas: draw(run, compared, &curves), numbers }))
}

/// What the chart says of the main arm, as an example of how it is read.
fn example(run: &Run, compared: &Compared, curves: &[Curve]) -> String {
    let main = compared.main().and_then(|arm| curves.iter().find(|curve| curve.arm == *arm));
    let Some(main) = main.or(curves.get(1)) else { return String::new() };
    say!(
        run.page.language,
        "How to read: the 30% of firms with the least cash get {money}% of the money of “{arm}”; of the firms that close in “{base}”, {closed}% are among them.",
        money = grouped(height(&main.points, 30.0), 0),
        arm = run.arm(&main.arm),
        base = run.arm(&compared.base),
        closed = grouped(height(&curves[0].points, 30.0), 0)
    )
}

fn head(run: &Run, compared: &Compared, curves: &[Curve]) -> Head {
    let language = run.page.language;
    Head {
        title: say!(
            language,
            "How much of the money goes to firms short of cash, first {months} months",
            months = compared.first()
        ),
        measure: say!(
            language,
            "Firms in order from the least cash to the most (over monthly sales, when arms diverge), and their share of the money"
        )
        .to_string(),
        note: language.sentences(&[
            example(run, compared, curves).as_str(),
            &say!(
                language,
                "Means over {count} replications, by tenths of firms. Thin line: the same for every firm.",
                count = run.replications()
            ),
        ]),
        every: true,
    }
}

fn draw(run: &Run, compared: &Compared, curves: &[Curve]) -> Canvas {
    let (language, narrow) = (run.page.language, run.page.narrow());
    // Names of the curves stand beside the plot, on narrow paper below it.
    let below = if narrow { list(run, None, (style::MARGIN, 0.0), curves) + 44.0 } else { 0.0 };
    let plot = if narrow { 690.0 } else { 960.0 };
    let mut figure = Figure::new(run, &head(run, compared, curves), plot + below);
    let ticks = Ticks::cover([0.0, 100.0].into_iter(), 5, true, "%");
    let left = style::MARGIN + ticks.width() + 16.0;
    let (top, bottom) = (figure.top + 60.0, figure.top + plot - 100.0);
    let edge = figure.canvas.width - style::MARGIN;
    let right =
        if narrow { edge - 34.0 } else { left + ((bottom - top) * 1.15).min(0.54 * figure.canvas.width) };
    let frame = Frame { from: (left, top), to: (right, bottom), wide: 100.0, ticks };
    let canvas = &mut figure.canvas;
    frame.vertical(canvas, true);
    frame.horizontal(canvas, run, &Across::Share, true);
    let caption = Face::new(style::TICK).bold();
    canvas.text((style::MARGIN, top - 30.0), say!(language, "↑ Share of the money, or of closures"), caption);
    let across = say!(language, "Share of firms, the least cash first →");
    canvas.text((frame.to.0, bottom + 24.0 + 2.0 * style::TICK), across, caption.anchor(Anchor::Right));
    canvas.line(&[(frame.x(0.0), frame.y(0.0)), (frame.x(100.0), frame.y(100.0))], style::HAIR, style::AXIS);
    // The reference is drawn first and widest; arms after the sixth would need dashes, there are none.
    let line = |(at, curve): (usize, &Curve)| {
        // Places that differ by rounding alone are one place under the pointer.
        let place = |share: f64| (100.0 * share).round() / 100.0;
        let points =
            curve.points.iter().map(|point| [place(point[0]), point[1], f64::NAN, f64::NAN]).collect();
        let width = if at == 0 { THICK } else { style::STROKE };
        Line { label: curve.label.clone(), color: tint(at, curve), points, dashed: false, width }
    };
    let lines = curves.iter().enumerate().map(line).collect();
    let panel = Panel { lines, suffix: "%", ..Panel::default() };
    frame.plot(canvas, &panel);
    hover::panel(canvas, run, &Across::Share, &frame, &panel);
    let place =
        if narrow { (style::MARGIN, figure.top + plot + 34.0) } else { (frame.to.0 + 50.0, top + 20.0) };
    list(run, Some(canvas), place, curves);
    figure.canvas
}

/// Width of the line of closures.
const THICK: u32 = 12;

/// The colour of a curve: closures in a pale tone of the base, so that lines of arms stand out.
fn tint(at: usize, curve: &Curve) -> RGBAColor {
    if at == 0 { style::GREY } else { curve.color }
}

/// Names of the curves in the order in which they stand above one another, with what the firms of least cash have;
/// says how high it is, also when it is only measured.
fn list(run: &Run, mut canvas: Option<&mut Canvas>, (x, top): Point, curves: &[Curve]) -> f64 {
    let language = run.page.language;
    let room = run.page.wide - style::MARGIN - x - 66.0;
    let mut order: Vec<(usize, &Curve)> = curves.iter().enumerate().collect();
    order.sort_by(|a, b| height(&b.1.points, 30.0).total_cmp(&height(&a.1.points, 30.0)));
    let quiet = Face::new(style::SMALL).color(style::QUIET);
    let mut y = top;
    let mut put = |at: Point, words: &str, face: Face, sample: Option<(u32, RGBAColor)>| {
        let Some(canvas) = canvas.as_deref_mut() else { return };
        if let Some((width, color)) = sample {
            canvas.line(&[(x, at.1 - 9.0), (x + 50.0, at.1 - 9.0)], width, color);
        }
        canvas.text(at, words, face);
    };
    for (at, curve) in order {
        let width = if at == 0 { THICK } else { style::STROKE };
        for (k, line) in text::wrap(&curve.label, style::TICK, false, room, 3).iter().enumerate() {
            let face = Face::new(style::TICK).color(style::dark(curve.color));
            put((x + 66.0, y), line, face, (k == 0).then_some((width, tint(at, curve))));
            y += style::TICK * 1.2;
        }
        for line in text::wrap(&figures(language, curve), style::SMALL, false, room, 3) {
            put((x + 66.0, y), &line, quiet, None);
            y += style::SMALL * 1.25;
        }
        y += 24.0;
    }
    y - top
}

/// The share of the firms of least cash, in words.
fn figures(language: Language, curve: &Curve) -> String {
    let [tenth, thirty] = [10.0, 30.0].map(|at| grouped(height(&curve.points, at), 0));
    say!(
        language,
        "{tenth}% at the 10% of firms with the least cash, {thirty}% at the 30%",
        tenth = tenth,
        thirty = thirty
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_lie_between_the_tenths() {
        let points = [[0.0, 0.0], [10.0, 40.0], [20.0, 50.0]];
        assert_eq!(height(&points, 10.0), 40.0);
        assert_eq!(height(&points, 15.0), 45.0);
        assert_eq!(height(&points, 90.0), 100.0);
    }
}
