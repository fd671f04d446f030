//! Plots above one another over a common axis, with the months of shocks shaded and those of policies as a strip
//! below.

use super::canvas::{Anchor, Canvas, Face};
use super::figure::{Figure, Head};
use super::key::{self, Entry};
use super::lanes::{self, Lane};
use super::panel::{Across, Frame, Panel};
use super::run::Run;
use super::ticks::Ticks;
use super::{hover, style, text};

/// What a sheet of usual height holds besides its plots.
const AROUND: f64 = 340.0;
/// What a plot takes at least on a slide, with its title and axis.
const LEAST: f64 = 260.0;

/// Draws plots above one another. `height` is that of the usual sheet, with surroundings of few lines and
/// without lines on shocks and policies.
pub fn draw(run: &Run, head: &Head, across: &Across, panels: &[Panel], height: f64) -> Canvas {
    let page = &run.page;
    let (shocks, mut policies) =
        if across.has_months() { (run.shocks(), run.policies()) } else { (Vec::new(), Vec::new()) };
    if head.every && run.compared.as_ref().is_some_and(|compared| compared.named.len() > 1) {
        // Bars of one arm would stand below lines of several.
        policies.clear();
    }
    let wide = across.wide(run);
    let ticks: Vec<Ticks> =
        panels.iter().map(|panel| panel.ticks(if panels.len() == 1 { 6 } else { 4 })).collect();
    let left = style::MARGIN + ticks.iter().map(Ticks::width).fold(0.0, f64::max) + 12.0;
    let second =
        panels.iter().zip(&ticks).map(|(panel, ticks)| second_width(panel, ticks)).fold(0.0, f64::max);
    // On narrow paper labels stand above the plots, not beside them.
    let room = if page.narrow() { 0.0 } else { panels.iter().map(Panel::label_room).fold(0.0, f64::max) };
    let right = page.wide - style::MARGIN - second - room.max(if second > 0.0 { 0.0 } else { 40.0 });
    let scale = |month: f64| left + (right - left) * month / wide;
    let edge = page.wide - style::MARGIN;
    // The caption of a second axis stands beside the labels of shocks.
    let language = page.language;
    let shock_room = if second > 0.0 { right } else { edge } - left;
    let told = [
        lanes::told(language, true, &shocks, |at| run.month_label(at)),
        lanes::told(language, false, &policies, |at| run.month_label(at)),
    ];
    let shaded = shocks.clone();
    let shock_lane = Lane::shocks(language, shocks, shock_room);
    let policy_lane = Lane::policies(language, policies, edge - left);
    let head = &head.noting(language, &[shock_lane.others.clone(), policy_lane.others.clone()]);
    let key_room = edge - style::MARGIN;
    let keys: Vec<Vec<Entry>> = panels
        .iter()
        .map(|panel| if page.narrow() { key::entries(std::slice::from_ref(panel)) } else { Vec::new() })
        .collect();
    let key_heights: Vec<f64> = keys.iter().map(|entries| key::height(entries, key_room)).collect();
    let keys_height: f64 = key_heights.iter().sum();
    let titles: Vec<Vec<String>> = panels
        .iter()
        .map(|panel| text::wrap(&panel.title, style::LABEL, true, key_room, usize::MAX))
        .collect();
    let heads: Vec<f64> = titles.iter().map(|lines| head_height(lines.len())).collect();
    let more_titles: f64 = titles.iter().map(|lines| head_height(lines.len()) - head_height(1)).sum::<f64>();
    let bars = shock_lane.height() + policy_lane.height();
    let high = (height - AROUND) * page.tall() + bars + keys_height + more_titles.max(0.0);
    let least = LEAST * panels.len() as f64 + bars + keys_height + more_titles.max(0.0);
    let mut figure = Figure::filling(run, head, high, least);
    let axis = if matches!(across, Across::Calendar) { 24.0 + style::TICK } else { 34.0 + 2.0 * style::TICK };
    let foot = axis + if policy_lane.height() > 0.0 { 14.0 + policy_lane.height() } else { 8.0 };
    let gap = 34.0;
    let free = figure.bottom
        - figure.top
        - heads.iter().sum::<f64>()
        - keys_height
        - shock_lane.height()
        - foot
        - gap * (panels.len() - 1) as f64;
    let each = free / panels.len() as f64;
    let mut y = figure.top;
    for (at, (panel, ticks)) in panels.iter().zip(ticks).enumerate() {
        y += heads[at];
        for (k, line) in titles[at].iter().rev().enumerate() {
            let base = y - 26.0 - style::LABEL * 1.2 * k as f64;
            figure.canvas.text((style::MARGIN, base), line, Face::new(style::LABEL).bold());
        }
        key::draw(&mut figure.canvas, (style::MARGIN, y - 4.0), key_room, &keys[at]);
        y += key_heights[at];
        let above = y;
        if at == 0 {
            y += shock_lane.height();
        }
        let frame = Frame { from: (left, y), to: (right, y + each), wide, ticks };
        frame.shade(&mut figure.canvas, &shaded);
        if at == 0 {
            shock_lane.draw(&mut figure.canvas, (left, above), &scale);
        }
        frame.vertical(&mut figure.canvas, true);
        frame.plot(&mut figure.canvas, panel);
        hover::panel(&mut figure.canvas, run, across, &frame, panel);
        second_axis(&mut figure.canvas, &frame, panel, second);
        let last = at + 1 == panels.len();
        let below = frame.horizontal(&mut figure.canvas, run, across, last);
        if !page.narrow() {
            frame.labels(&mut figure.canvas, panel, second);
        }
        if last {
            policy_lane.draw(&mut figure.canvas, (left, below + 14.0), &scale);
        }
        y += each + gap;
    }
    figure.canvas.told = told.into_iter().flatten().collect();
    figure.canvas
}

fn head_height(lines: usize) -> f64 {
    if lines == 0 { 6.0 } else { style::LABEL * (1.2 * lines as f64 - 0.2) + 34.0 }
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
