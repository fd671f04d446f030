//! Money against need: how much of it went to the poorest firms, and how many of the failures are theirs.

use super::found::{Compared, Fates, label};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::figure::{Figure, Head};
use crate::charts::panel::{Across, Frame, Line, Panel};
use crate::charts::run::Run;
use crate::charts::ticks::{Ticks, grouped};
use crate::charts::tidy::{Tidy, cell};
use crate::charts::words::words;
use crate::charts::{Chart, Sheet, style, text};
use crate::error::Result;
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "concentration",
    title: "Money against need",
    reading: "Firms are ordered from least to most cash (a concentration curve). The grey line shows which firms fail in the base; the closer the curve of an arm is to it, the better its money is targeted on need. On the diagonal, money is spread evenly; below it, it goes to firms with more cash.",
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

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = &run.compared else { return Ok(None) };
    let Some(main) = compared.main() else { return Ok(None) };
    let Some(failures) = cumulated(&compared.fates(main, compared.first(), "need"), Fates::lost_in_base)
    else {
        return Ok(None);
    };
    let mut curves = vec![Curve {
        arm: compared.base.clone(),
        label: "Firms that close in the base".to_string(),
        color: style::GREY,
        points: failures,
    }];
    for (at, (arm, points)) in arms(compared).into_iter().enumerate() {
        curves.push(Curve { arm: arm.clone(), label: label(arm), color: style::LINES[at], points });
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
    Ok(Some(Sheet { canvas: draw(run, chart, compared, &curves), numbers }))
}

fn draw(run: &Run, chart: &Chart, compared: &Compared, curves: &[Curve]) -> Canvas {
    let head = Head {
        title: format!("{}, first {} months", chart.title, compared.first()),
        measure: "Right: firms from least to most cash (over monthly sales, when arms diverge). Up: their share of the money"
            .to_string(),
        note: format!(
            "Means over {:.0} replications; tenths of firms. Grey: share of the firms that close in the base ({}). Thin: equal shares for all.",
            run.replications(),
            words(&compared.base)
        ),
        every: true,
    };
    let mut figure = Figure::new(run, &head, 980.0);
    let ticks = Ticks::cover([0.0, 100.0].into_iter(), 5, true, "%");
    let left = style::MARGIN + ticks.width() + 16.0;
    let (top, bottom) = (figure.top + 14.0, figure.bottom - 92.0);
    // Names of the curves stand beside the plot.
    let wide = ((bottom - top) * 1.15).min(0.56 * figure.canvas.width);
    let frame = Frame { from: (left, top), to: (left + wide, bottom), wide: 100.0, ticks };
    let canvas = &mut figure.canvas;
    frame.vertical(canvas, true);
    frame.horizontal(canvas, run, &Across::Share, true);
    let caption = Face::new(style::TICK).color(style::QUIET).anchor(Anchor::Right);
    canvas.text(
        (frame.to.0, bottom + 22.0 + 2.0 * style::TICK),
        "share of firms, from the poorest in cash",
        caption,
    );
    canvas.line(&[(frame.x(0.0), frame.y(0.0)), (frame.x(100.0), frame.y(100.0))], style::HAIR, style::AXIS);
    // The reference is drawn first and widest; arms after the sixth would need dashes, there are none.
    let line = |(at, curve): (usize, &Curve)| {
        let points = curve.points.iter().map(|point| [point[0], point[1], f64::NAN, f64::NAN]).collect();
        Line {
            label: String::new(),
            color: curve.color,
            points,
            dashed: false,
            width: if at == 0 { 12 } else { style::STROKE },
        }
    };
    let lines = curves.iter().enumerate().map(line).collect();
    frame.plot(canvas, &Panel { lines, ..Panel::default() });
    beside(canvas, (frame.to.0 + 50.0, top + 20.0), curves);
    figure.canvas
}

/// Names of the curves in the order in which they stand above one another, with what the poorest got.
fn beside(canvas: &mut Canvas, (x, mut y): Point, curves: &[Curve]) {
    let room = canvas.width - style::MARGIN - x - 66.0;
    let mut order: Vec<&Curve> = curves.iter().collect();
    order.sort_by(|a, b| height(&b.points, 30.0).total_cmp(&height(&a.points, 30.0)));
    let quiet = Face::new(style::SMALL).color(style::QUIET);
    for line in
        text::wrap("Share of the poorest tenth and the poorest 30%", style::SMALL, false, room + 66.0, 2)
    {
        canvas.text((x, y), &line, quiet);
        y += style::SMALL * 1.25;
    }
    y += 16.0;
    for curve in order {
        let wide = if curve.color == style::GREY { 12 } else { style::STROKE };
        canvas.line(&[(x, y - 9.0), (x + 50.0, y - 9.0)], wide, curve.color);
        for line in text::wrap(&curve.label, style::TICK, false, room, 3) {
            canvas.text((x + 66.0, y), &line, Face::new(style::TICK).color(style::dark(curve.color)));
            y += style::TICK * 1.2;
        }
        let [tenth, thirty] = [10.0, 30.0].map(|at| grouped(height(&curve.points, at), 0));
        canvas.text((x + 66.0, y), &format!("{tenth}% and {thirty}%"), quiet);
        y += style::SMALL + 34.0;
    }
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
