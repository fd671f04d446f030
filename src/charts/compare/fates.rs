//! What became of firms under each arm, and which firms the money went to.

use super::found::{Compared, DELAYED, FATES, Fates, HARMED, HASTENED, LOST, SAFE, SAVED, label};
use super::rows::{self, Axis};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::figure::{Figure, Head};
use crate::charts::run::Run;
use crate::charts::ticks::{Ticks, grouped};
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Chart, Sheet, style, text};
use crate::error::Result;
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "fates",
    title: "What became of firms, and where the money went",
    reading: "Firms alive when the arms diverge. Right of zero: saved (closed without the policy, alive with it) and only delayed (closed in both, later with it). Left: hastened (closed in both, earlier with it) and harmed (alive without it, closed with it). On the far right, the share of the money that went to each group; money for firms that are safe anyway is deadweight: it saves no firm.",
    needs: "arms to hold against a base: only comparisons have them",
    make,
};

/// Room between the rows of one block and the title of the next.
const BETWEEN: f64 = 150.0;
const ROW: f64 = 56.0;

/// Fate, label and colour, in the order in which money is stacked.
const STYLES: [(usize, &str, RGBAColor); 6] = [
    (SAVED, "Saved", style::BLUE),
    (DELAYED, "Only delayed", style::SKY),
    (HASTENED, "Hastened", style::ORANGE),
    (HARMED, "Harmed", style::VERMILION),
    (LOST, "Lost anyway", style::PURPLE),
    (SAFE, "Safe anyway", style::GRID),
];

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = &run.compared else { return Ok(None) };
    let mut horizons = vec![compared.first()];
    if compared.last() != compared.first() {
        horizons.push(compared.last());
    }
    let mut numbers =
        Tidy::new(&["regime", "arm", "horizon_months", "fate", "firms_thousand", "share_of_money"]);
    let mut blocks = Vec::new();
    for horizon in horizons {
        let mut block: Vec<(String, &Fates)> = Vec::new();
        for arm in &compared.arms {
            let Some(fates) = compared.fates(arm, horizon, "all").first().copied() else { continue };
            for (which, name) in FATES.iter().enumerate() {
                let names = [&compared.regime, arm, &horizon.to_string(), *name].map(str::to_string);
                numbers.row(
                    names.into_iter().chain([cell(fates.firms[which]), cell(share(fates, which))]).collect(),
                );
            }
            block.push((label(arm), fates));
        }
        block.truncate(rows::MOST);
        blocks.push((horizon, block));
    }
    if numbers.is_empty() {
        return Ok(None);
    }
    Ok(Some(Sheet { canvas: draw(run, chart, compared, &blocks), numbers }))
}

/// The share of the money that firms of a fate got; none when nobody got any.
fn share(fates: &Fates, which: usize) -> f64 {
    if fates.money() > 0.0 { fates.money[which] / fates.money() } else { f64::NAN }
}

fn draw(run: &Run, chart: &Chart, compared: &Compared, blocks: &[(i64, Vec<(String, &Fates)>)]) -> Canvas {
    let head = Head {
        title: chart.title.to_string(),
        measure: format!(
            "Firms alive when arms diverge, by their fate relative to the base ({})",
            crate::charts::words::words(&compared.base)
        ),
        note: format!(
            "Means over {:.0} replications. Money: paid out or waived, including guarantees called, by the horizon; arms without any have no bar.{}{}",
            run.replications(),
            compared.rests(run.replications()),
            rows::left_out(compared.arms.len())
        ),
        every: true,
    };
    let high: f64 = blocks.iter().map(|(_, rows)| ROW * rows.len() as f64 + BETWEEN).sum();
    let mut figure = Figure::new(run, &head, 66.0 + high - BETWEEN + 70.0 + 2.0 * style::TICK);
    key(&mut figure.canvas, (style::MARGIN, figure.top + 24.0));
    let mut y = figure.top + 66.0;
    for (horizon, rows) in blocks {
        block(&mut figure.canvas, y, *horizon, rows);
        y += ROW * rows.len() as f64 + BETWEEN;
    }
    figure.canvas
}

fn key(canvas: &mut Canvas, at: Point) {
    let mut x = at.0;
    for (_, words, color) in STYLES {
        x = rows::key(canvas, (x, at.1), words, |canvas, at| rows::patch(canvas, at, color));
    }
}

/// The arms at one horizon: bars of firms, how many were safe and lost anyway in figures, bars of money.
fn block(canvas: &mut Canvas, y: f64, horizon: i64, arms: &[(String, &Fates)]) {
    let left = style::MARGIN + rows::label_width(arms.iter().map(|arm| &arm.0), canvas.width) + 24.0;
    let (cells, money) = (250.0, 500.0);
    let right = canvas.width - style::MARGIN;
    let (top, bottom) = (y + 70.0, y + 70.0 + ROW * arms.len() as f64);
    let values = arms.iter().flat_map(|(_, fates)| {
        [-fates.firms[HASTENED] - fates.firms[HARMED], fates.firms[SAVED] + fates.firms[DELAYED]]
    });
    let firms = Axis { ends: (left, right - money - cells - 60.0), ticks: rows::ticks(values, 4, "") };
    let shares = Axis {
        ends: (right - money, right - 20.0),
        ticks: Ticks::cover([0.0, 100.0].into_iter(), 4, true, "%"),
    };
    let title = Face::new(style::TICK).bold();
    canvas.text(
        (style::MARGIN, y + 20.0),
        &format!("After {horizon} months"),
        Face::new(style::LABEL).bold(),
    );
    canvas.text((firms.ends.0, y + 54.0), "Thousand firms", title);
    canvas.text((shares.ends.0, y + 54.0), "Share of the money", title);
    let columns = [(SAFE, "safe anyway", 150.0), (LOST, "lost anyway", 10.0)];
    let small = Face::new(style::SMALL).color(style::QUIET).anchor(Anchor::Right);
    for (_, words, from_money) in columns {
        let x = shares.ends.0 - 20.0 - from_money;
        let (first, second) = words.split_once(' ').unwrap_or((words, ""));
        canvas.text((x, y + 8.0), first, small);
        canvas.text((x, y + 8.0 + style::SMALL * 1.1), second, small);
        canvas.text((x, y + 8.0 + style::SMALL * 2.2), "million", small);
    }
    firms.draw(canvas, top, bottom);
    shares.draw(canvas, top, bottom);
    for (at, (words, fates)) in arms.iter().enumerate() {
        let (from, to) = (top + ROW * at as f64 + 10.0, top + ROW * (at + 1) as f64 - 10.0);
        let middle = (from + to) / 2.0;
        rows::label(canvas, words, left - 14.0, middle);
        for stack in [[(SAVED, 1.0), (DELAYED, 1.0)], [(HASTENED, -1.0), (HARMED, -1.0)]] {
            let parts = stack.map(|(which, sign)| (which, sign * fates.firms[which]));
            bar(canvas, &firms, (from, to), &parts);
            counts(canvas, &firms, middle, &parts);
        }
        for (which, _, from_money) in columns {
            let million = grouped(fates.firms[which] / 1000.0, 2);
            canvas.text(
                (shares.ends.0 - 20.0 - from_money, middle + style::SMALL * 0.36),
                &million,
                Face::new(style::SMALL).anchor(Anchor::Right),
            );
        }
        if fates.money() > 0.0 {
            bar(
                canvas,
                &shares,
                (from, to),
                &STYLES.map(|(which, _, _)| (which, 100.0 * share(fates, which))),
            );
            inside(canvas, &shares, middle, fates);
        }
    }
}

/// Segments that follow one another from zero.
fn bar(canvas: &mut Canvas, axis: &Axis, (from, to): (f64, f64), parts: &[(usize, f64)]) {
    let mut so_far = 0.0;
    for (which, size) in parts {
        let color = STYLES.iter().find(|entry| entry.0 == *which).map_or(style::GREY, |entry| entry.2);
        let (a, b) = (axis.x(so_far), axis.x(so_far + size));
        if (b - a).abs() >= 0.5 {
            canvas.rect((a.min(b), from), (a.max(b), to), color);
        }
        so_far += size;
    }
}

/// Thousand firms of each segment, written into it where there is room.
fn counts(canvas: &mut Canvas, axis: &Axis, middle: f64, parts: &[(usize, f64)]) {
    let mut so_far = 0.0;
    for (which, size) in parts {
        let (a, b) = (axis.x(so_far), axis.x(so_far + size));
        so_far += size;
        let words = grouped(size.abs(), 0);
        if text::width(&words, style::SMALL, false) + 12.0 <= (b - a).abs() {
            let ink = if [SAVED, HARMED].contains(which) { style::PAPER } else { style::INK };
            let face = Face::new(style::SMALL).color(ink).anchor(Anchor::Middle);
            canvas.text(((a + b) / 2.0, middle + style::SMALL * 0.36), &words, face);
        }
    }
}

/// The share of the safe, written into its part of the bar.
fn inside(canvas: &mut Canvas, axis: &Axis, middle: f64, fates: &Fates) {
    let safe = 100.0 * share(fates, SAFE);
    let words = format!("{}% to firms safe anyway", grouped(safe, 1));
    let short = format!("{}%", grouped(safe, 1));
    let (from, to) = (axis.x(100.0 - safe), axis.x(100.0));
    let room = to - from - 24.0;
    if let Some(words) =
        [words, short].into_iter().find(|words| text::width(words, style::SMALL, false) <= room)
    {
        canvas.text(
            (to - 12.0, middle + style::SMALL * 0.36),
            &words,
            Face::new(style::SMALL).anchor(Anchor::Right),
        );
    }
}
