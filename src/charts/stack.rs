//! Plots above one another over a common axis, with the months of shocks shaded and those of policies as bars
//! below.

use super::canvas::{Anchor, Canvas, Face};
use super::figure::{Figure, Head};
use super::panel::{Across, Frame, Panel};
use super::run::{Run, Window};
use super::ticks::{Ticks, grouped};
use super::{style, text};

const ROW: f64 = 36.0;
const MOST_SHOCK_ROWS: usize = 4;
const MOST_POLICY_ROWS: usize = 7;

/// Draws plots above one another. `height` is that of the sheet without the bars of policies.
pub fn draw(run: &Run, head: &Head, across: &Across, lanes: &[Panel], height: f64) -> Canvas {
    let (shocks, policies) =
        if across.has_months() { (run.shocks(), run.policies()) } else { (Vec::new(), Vec::new()) };
    let wide = across.wide(run);
    let ticks: Vec<Ticks> =
        lanes.iter().map(|panel| panel.ticks(if lanes.len() == 1 { 6 } else { 4 })).collect();
    let left = style::MARGIN + ticks.iter().map(Ticks::width).fold(0.0, f64::max) + 12.0;
    let second =
        lanes.iter().zip(&ticks).map(|(panel, ticks)| second_width(panel, ticks)).fold(0.0, f64::max);
    let room = lanes.iter().map(Panel::label_room).fold(0.0, f64::max);
    let right = style::WIDTH - style::MARGIN - second - room.max(if second > 0.0 { 0.0 } else { 40.0 });
    let scale = |month: f64| left + (right - left) * month / wide;
    let edge = style::WIDTH - style::MARGIN;
    // The caption of a second axis stands beside the labels of shocks.
    let shock_edge = if second > 0.0 { right } else { edge };
    let shock_rows = rows(&shocks, &scale, shock_edge, MOST_SHOCK_ROWS);
    let policy_rows = rows(&policies, &scale, edge, MOST_POLICY_ROWS);
    let extra = ROW * (shock_rows.len().saturating_sub(1) + policy_rows.len()) as f64;
    let mut figure = Figure::new(run, head, height + extra);
    let axis = if matches!(across, Across::Calendar) { 24.0 + style::TICK } else { 34.0 + 2.0 * style::TICK };
    let foot = axis + if policy_rows.is_empty() { 8.0 } else { 14.0 + ROW * policy_rows.len() as f64 };
    let gap = 34.0;
    let heads: f64 = lanes.iter().map(head_height).sum();
    let shock_height = ROW * shock_rows.len() as f64;
    let free = figure.bottom - figure.top - heads - shock_height - foot - gap * (lanes.len() - 1) as f64;
    let each = free / lanes.len() as f64;
    let mut y = figure.top;
    for (at, (panel, ticks)) in lanes.iter().zip(ticks).enumerate() {
        y += head_height(panel);
        if !panel.title.is_empty() {
            figure.canvas.text((style::MARGIN, y - 26.0), &panel.title, Face::new(style::LABEL).bold());
        }
        let above = y - 4.0;
        if at == 0 {
            y += shock_height;
        }
        let frame = Frame { from: (left, y), to: (right, y + each), wide, ticks };
        frame.shade(&mut figure.canvas, &shocks);
        if at == 0 {
            shock_bars(&mut figure.canvas, &shocks, &shock_rows, &scale, right, shock_edge, above);
        }
        frame.vertical(&mut figure.canvas, true);
        frame.plot(&mut figure.canvas, panel);
        second_axis(&mut figure.canvas, &frame, panel, second);
        let last = at + 1 == lanes.len();
        let below = frame.horizontal(&mut figure.canvas, run, across, last);
        frame.labels(&mut figure.canvas, panel, second);
        if last {
            policy_bars(&mut figure.canvas, &policies, &policy_rows, &scale, right, edge, below + 14.0);
        }
        y += each + gap;
    }
    figure.canvas
}

fn head_height(panel: &Panel) -> f64 {
    if panel.title.is_empty() { 6.0 } else { style::LABEL + 34.0 }
}

/// Numbers of the second axis: the same places, other unit.
fn second_marks(panel: &Panel, ticks: &Ticks) -> Vec<(f64, String)> {
    let Some((factor, _)) = &panel.right else { return Vec::new() };
    let twin = Ticks::cover([ticks.low * factor, ticks.high * factor].into_iter(), 8, false, "");
    twin.marks
        .into_iter()
        .map(|(value, label)| (value / factor, label))
        .filter(|(at, _)| *at >= ticks.low && *at <= ticks.high)
        .collect()
}

fn second_width(panel: &Panel, ticks: &Ticks) -> f64 {
    let Some((_, caption)) = &panel.right else { return 0.0 };
    let numbers = second_marks(panel, ticks)
        .iter()
        .map(|(_, label)| text::width(label, style::TICK, false))
        .fold(0.0, f64::max);
    (numbers + 26.0).max(text::width(caption, style::SMALL, false) + 8.0)
}

fn second_axis(canvas: &mut Canvas, frame: &Frame, panel: &Panel, wide: f64) {
    let Some((_, caption)) = &panel.right else { return };
    let face = Face::new(style::TICK).color(style::QUIET);
    for (value, label) in second_marks(panel, &frame.ticks) {
        let y = frame.y(value);
        canvas.line(&[(frame.to.0, y), (frame.to.0 + 8.0, y)], style::HAIR, style::AXIS);
        canvas.text((frame.to.0 + 16.0, y + style::TICK * 0.36), &label, face);
    }
    let at = (frame.to.0 + wide, frame.from.1 - 18.0);
    canvas.text(at, caption, Face::new(style::SMALL).color(style::QUIET).anchor(Anchor::Right));
}

/// A label's extent: at the window's begin, or pushed left so that it ends at the sheet's edge.
fn extent(window: &Window, scale: &impl Fn(f64) -> f64, edge: f64) -> (f64, f64, String) {
    let (begin, end) = (scale(window.from), scale(window.back));
    let label = text::shorten(&window.name, style::SMALL, false, edge - style::MARGIN - 200.0);
    let wide = text::width(&label, style::SMALL, false) + 12.0;
    let from = begin.min(edge - wide);
    (from, (from + wide).max(end), label)
}

/// Puts windows into rows so that neither bars nor labels touch; windows beyond the last row are left to it
/// as "and N more".
fn rows(windows: &[Window], scale: &impl Fn(f64) -> f64, edge: f64, most: usize) -> Vec<Vec<usize>> {
    let mut rows: Vec<(f64, Vec<usize>)> = Vec::new();
    let mut order: Vec<usize> = (0..windows.len()).collect();
    order.sort_by(|a, b| windows[*a].from.total_cmp(&windows[*b].from));
    for index in order {
        let (from, to, _) = extent(&windows[index], scale, edge);
        let from = from.min(scale(windows[index].from));
        if let Some(row) = rows.iter_mut().find(|row| row.0 + 16.0 <= from) {
            row.0 = to;
            row.1.push(index);
        } else {
            rows.push((to, vec![index]));
        }
    }
    let over: usize = rows.iter().skip(most).map(|row| row.1.len()).sum();
    rows.truncate(most);
    if over > 0 {
        // The last row makes room for the count of those left out.
        rows[most - 1].1 = vec![usize::MAX - (over + rows[most - 1].1.len())];
    }
    rows.into_iter().map(|row| row.1).collect()
}

fn more(index: usize, what: &str) -> Option<String> {
    (index > usize::MAX / 2).then(|| format!("and {} more {what}", grouped((usize::MAX - index) as f64, 0)))
}

fn shock_bars(
    canvas: &mut Canvas,
    windows: &[Window],
    rows: &[Vec<usize>],
    scale: &impl Fn(f64) -> f64,
    right: f64,
    edge: f64,
    top: f64,
) {
    let face = Face::new(style::SMALL).color(style::SHOCK_TEXT);
    for (row, indices) in rows.iter().enumerate() {
        let (y, base) = (top + ROW * row as f64, top + ROW * (row as f64 + 0.7));
        for index in indices {
            if let Some(words) = more(*index, "shocks") {
                canvas.text((right, base), &words, face.anchor(Anchor::Right));
                continue;
            }
            let window = &windows[*index];
            let (from, _, label) = extent(window, scale, edge);
            canvas.rect((scale(window.from), y + 2.0), (scale(window.to), y + ROW - 3.0), style::SHOCK_BAR);
            if window.back > window.to {
                canvas.rect(
                    (scale(window.to), y + 2.0),
                    (scale(window.back), y + ROW - 3.0),
                    style::FADING_BAR,
                );
            }
            canvas.text((from + 6.0, base), &label, face);
        }
    }
}

fn policy_bars(
    canvas: &mut Canvas,
    windows: &[Window],
    rows: &[Vec<usize>],
    scale: &impl Fn(f64) -> f64,
    right: f64,
    edge: f64,
    top: f64,
) {
    let face = Face::new(style::SMALL).color(style::POLICY_TEXT);
    for (row, indices) in rows.iter().enumerate() {
        let y = top + ROW * row as f64;
        for index in indices {
            if let Some(words) = more(*index, "policies") {
                canvas.text((right, y + ROW * 0.7), &words, face.anchor(Anchor::Right));
                continue;
            }
            let window = &windows[*index];
            let (from, _, label) = extent(window, scale, edge);
            canvas.rect((scale(window.from), y + 2.0), (scale(window.back), y + ROW - 3.0), style::POLICY);
            canvas.text((from + 6.0, y + ROW * 0.7), &label, face);
        }
    }
}
