//! Small multiples: many small plots with one scale.

use super::canvas::{Canvas, Face};
use super::figure::{Figure, Head};
use super::lane::{Across, Frame, Lane};
use super::run::Run;
use super::ticks::Ticks;
use super::{ink, text};

/// How many columns show `count` plots best.
fn columns(count: usize) -> usize {
    match count {
        0..=2 => count.max(1),
        3 => 3,
        4 => 2,
        5..=6 => 3,
        7..=20 => 4,
        _ => 5,
    }
}

/// How the plots share their vertical axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// One for all.
    Shared,
    /// One each.
    Own,
}

/// Draws the plots side by side and below one another, on one scale or each on its own.
pub fn draw(run: &Run, head: &Head, across: &Across, lanes: &[Lane], scale: Scale) -> Canvas {
    let count = columns(lanes.len());
    let lines = lanes.len().div_ceil(count);
    let cell = match lines {
        1 => 780.0,
        2 => 480.0,
        3 => 370.0,
        4 => 320.0,
        _ => 285.0,
    };
    let steps = if lines == 1 { 5 } else { 3 };
    let all: Vec<f64> = lanes.iter().flat_map(Lane::values).collect();
    let (zero, suffix) = lanes.first().map_or((true, ""), |lane| (lane.zero, lane.suffix));
    let ticks: Vec<Ticks> = match scale {
        Scale::Shared => vec![Ticks::cover(all.into_iter(), steps, zero, suffix); lanes.len()],
        Scale::Own => lanes.iter().map(|lane| lane.ticks(steps)).collect(),
    };
    let caption = if matches!(across, Across::Calendar) { 0.0 } else { ink::TICK + 12.0 };
    let mut figure = Figure::new(run, head, 380.0 + caption + cell * lines as f64 + key_height(&lanes[0]));
    let top = key(&mut figure, &lanes[0]);
    let height = (figure.bottom - top) / lines as f64;
    let numbers = ticks.iter().map(Ticks::width).fold(0.0, f64::max) + 14.0;
    let wide = match across {
        Across::Calendar => run.months as f64,
        Across::Count { high, .. } => *high,
    };
    let shocks = if matches!(across, Across::Count { caption, .. } if !caption.contains("since")) { Vec::new() } else { run.shocks() };
    let (left, right) = (ink::MARGIN, ink::WIDTH - ink::MARGIN - 14.0);
    let own = scale == Scale::Own;
    let gap = if own { numbers + 16.0 } else { 30.0 };
    let width = (right - left - numbers - gap * (count - 1) as f64) / count as f64;
    for (at, (lane, ticks)) in lanes.iter().zip(ticks).enumerate() {
        let (column, line) = (at % count, at / count);
        let from = (left + numbers + (width + gap) * column as f64, top + height * line as f64 + ink::LABEL * 1.5);
        let to = (from.0 + width, top + height * (line + 1) as f64 - ink::TICK - 26.0 - caption);
        let frame = Frame { from, to, wide, ticks };
        let title = text::shorten(&lane.title, ink::TICK, true, width + 8.0);
        figure.canvas.text((from.0, from.1 - 14.0), &title, Face::new(ink::TICK).bold());
        frame.shade(&mut figure.canvas, &shocks, from.1);
        frame.vertical(&mut figure.canvas, own || column == 0);
        frame.plot(&mut figure.canvas, lane);
        let lowest = at + count >= lanes.len();
        match across {
            Across::Count { high, .. } if !lowest => {
                let plain = Across::Count { high: *high, caption: String::new() };
                frame.horizontal(&mut figure.canvas, run, &plain, true);
            }
            _ => {
                frame.horizontal(&mut figure.canvas, run, across, true);
            }
        }
    }
    figure.canvas
}

fn key_height(lane: &Lane) -> f64 {
    if lane.lines.iter().any(|line| !line.label.is_empty()) { 50.0 } else { 0.0 }
}

/// What the lines mean, once for all plots; says where the plots begin.
fn key(figure: &mut Figure, lane: &Lane) -> f64 {
    let mut x = ink::MARGIN;
    let y = figure.top + 22.0;
    for line in lane.lines.iter().filter(|line| !line.label.is_empty()) {
        let points = [(x, y - 9.0), (x + 60.0, y - 9.0)];
        if line.dashed {
            figure.canvas.dashes(&points, line.width, line.color, 18.0, 10.0);
        } else {
            figure.canvas.line(&points, line.width, line.color);
        }
        figure.canvas.text((x + 72.0, y), &line.label, Face::new(ink::TICK).color(ink::dark(line.color)));
        x += 72.0 + text::width(&line.label, ink::TICK, false) + 50.0;
    }
    figure.top + key_height(lane)
}
