//! Small multiples: many small plots with one scale.

use super::canvas::{Canvas, Face};
use super::figure::{Figure, Head};
use super::panel::{Across, Frame, Panel};
use super::run::Run;
use super::ticks::Ticks;
use super::{hover, key, style, text};

/// How many columns show `count` plots best.
fn columns(count: usize) -> usize {
    match count {
        0..=2 => count.max(1),
        3 => 3,
        4 => 2,
        5..=6 => 3,
        7..=12 => 4,
        13..=15 => 5,
        16 => 4,
        _ => 5,
    }
}

/// How many columns a paper has room for: a plot is no narrower than its months need, nor its title.
fn fitting(wide: f64) -> usize {
    ((wide / 370.0).floor() as usize).clamp(1, 5)
}

/// How the plots share their vertical axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// One for all.
    Shared,
    /// One each.
    Own,
}

/// What a line of plots takes at least on a slide.
const LEAST: f64 = 190.0;
/// Em size of the titles of plots.
const TITLE: f64 = 25.0;

/// Draws the plots side by side and below one another, on one scale or each on its own.
pub fn draw(run: &Run, head: &Head, across: &Across, lanes: &[Panel], scale: Scale) -> Canvas {
    let count = columns(lanes.len()).min(fitting(run.page.wide));
    let lines = lanes.len().div_ceil(count);
    let cell = match lines {
        // Many below one another on narrow paper would be higher than a page.
        5.. if run.page.narrow() => 235.0,
        1 => 780.0,
        2 => 480.0,
        3 => 370.0,
        4 => 320.0,
        _ => 300.0,
    };
    let steps = if lines == 1 { 5 } else { 3 };
    let all: Vec<f64> = lanes.iter().flat_map(Panel::values).collect();
    let (zero, suffix) = lanes.first().map_or((true, ""), |panel| (panel.zero, panel.suffix));
    let ticks: Vec<Ticks> = match scale {
        Scale::Shared => vec![Ticks::cover(all.into_iter(), steps, zero, suffix); lanes.len()],
        Scale::Own => lanes.iter().map(|panel| panel.ticks(steps)).collect(),
    };
    let numbers = ticks.iter().map(Ticks::width).fold(0.0, f64::max) + 14.0;
    // What the horizontal axis counts is said once, by the measure, not under every plot.
    let across = match across {
        Across::Count { high, from_start, .. } => {
            Across::Count { high: *high, caption: String::new(), from_start: *from_start }
        }
        other => other.clone(),
    };
    let (left, right) = (style::MARGIN, run.page.wide - style::MARGIN - 14.0);
    let own = scale == Scale::Own;
    let gap = if own { numbers + 20.0 } else { 52.0 };
    let width = (right - left - numbers - gap * (count - 1) as f64) / count as f64;
    let titles: Vec<Vec<String>> =
        lanes.iter().map(|panel| text::wrap(&panel.title, TITLE, true, width + gap * 0.5, 3)).collect();
    let title_lines = titles.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let extra = TITLE * 1.15 * (title_lines - 1.0) * lines as f64;
    let keys = key::entries(lanes);
    let room = right - left;
    let around = extra + key::height(&keys, room);
    let mut figure = Figure::filling(run, head, cell * lines as f64 + around, LEAST * lines as f64 + around);
    key::draw(&mut figure.canvas, (left, figure.top), room, &keys);
    let top = figure.top + key::height(&keys, room);
    let height = (figure.bottom - top) / lines as f64;
    let wide = across.wide(run);
    let shocks = if across.has_months() { run.shocks() } else { Vec::new() };
    for (at, (panel, ticks)) in lanes.iter().zip(ticks).enumerate() {
        let (column, line) = (at % count, at / count);
        let from = (
            left + numbers + (width + gap) * column as f64,
            top + height * line as f64 + TITLE * (0.45 + 1.15 * title_lines),
        );
        let to = (from.0 + width, top + height * (line + 1) as f64 - style::TICK - 30.0);
        let frame = Frame { from, to, wide, ticks };
        for (k, words) in titles[at].iter().rev().enumerate() {
            figure.canvas.text(
                (from.0, from.1 - 14.0 - TITLE * 1.15 * k as f64),
                words,
                Face::new(TITLE).bold(),
            );
        }
        frame.shade(&mut figure.canvas, &shocks);
        frame.vertical(&mut figure.canvas, own || column == 0);
        frame.plot(&mut figure.canvas, panel);
        hover::panel(&mut figure.canvas, run, &across, &frame, panel);
        frame.horizontal(&mut figure.canvas, run, &across, true);
    }
    figure.canvas
}
