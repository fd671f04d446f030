//! What each arm did against the base, in every regime: dots with their intervals.

use super::found::{Compared, label};
use super::rows::{self, Axis};
use super::shapes;
use crate::charts::canvas::{Canvas, Face, Point};
use crate::charts::figure::{Figure, Head};
use crate::charts::hover;
use crate::charts::run::Run;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::words::words;
use crate::charts::{Chart, Sheet, style};
use crate::error::Result;
use crate::units::rounded;

/// The chart.
pub const CHART: Chart = Chart {
    name: "effects",
    title: "What each arm changed, regime by regime",
    reading: "One row per arm, one mark per regime: right of zero, the arm kept more than the base. Where the line crosses zero, the difference is not significant. What holds in only one regime is not a robust finding.",
    needs: "arms to hold against a base: only comparisons have them",
    make,
};

/// Metric, sign with which more is better, title, unit.
const PANELS: [(&str, f64, &str, &str); 5] = [
    ("failures", -1.0, "Failures avoided", "thousand"),
    ("firms", 1.0, "Firms kept", "thousand"),
    ("jobs", 1.0, "Jobs kept", "thousand"),
    ("job_years", 1.0, "Job-years kept", "thousand"),
    ("output", 1.0, "Output, billion", "billion"),
];

/// Narrowest plot in which an axis has three numbers.
const NARROWEST: f64 = 190.0;
/// Height of the mark of one regime.
const STEP: f64 = 21.0;

/// An effect with the sign of the panel.
fn number(compared: &Compared, regime: &str, arm: &str, horizon: i64, panel: usize) -> Option<[f64; 3]> {
    let (metric, sign, ..) = PANELS[panel];
    let [value, low, high] = compared.effect(regime, arm, horizon, metric)?;
    Some(if sign < 0.0 { [-value, -high, -low] } else { [value, low, high] })
}

fn make(run: &Run, _: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = run.compared.as_ref().filter(|compared| !compared.arms.is_empty()) else {
        return Ok(None);
    };
    let mut numbers =
        Tidy::new(&["regime", "arm", "horizon_months", "measure", "unit", "effect", "lower", "upper"]);
    for arm in &compared.arms {
        for (panel, (_, _, title, unit)) in PANELS.iter().enumerate() {
            for regime in &compared.regimes {
                let Some(value) = number(compared, regime, arm, compared.first(), panel) else { continue };
                let names = [regime, arm, &compared.first().to_string(), *title, *unit].map(str::to_string);
                numbers.row(names.into_iter().chain(value.map(cell)).collect());
            }
        }
    }
    Ok(Some(Sheet { canvas: draw(run, compared), numbers }))
}

fn draw(run: &Run, compared: &Compared) -> Canvas {
    let arms = &compared.arms[..compared.arms.len().min(rows::MOST)];
    let head = Head {
        title: format!("What each arm changed after {} months", compared.first()),
        measure: format!(
            "Difference from the base ({}), thousand but for output; each on its own scale",
            words(&compared.base)
        ),
        note: format!(
            "Lines: 95% intervals over {:.0} paired replications{}; a mark without a line is the same in all, or has one replication.{}{}",
            run.replications(),
            if compared.regimes.len() > 1 { " of each regime" } else { "" },
            compared.rests(run.replications()),
            rows::left_out(compared.arms.len())
        ),
        every: true,
    };
    // All regimes are shown; a single one is named.
    let several = compared.regimes.len() > 1;
    let shown = if several { String::new() } else { format!(" ({} regime)", words(&compared.regime)) };
    let row =
        STEP * compared.regimes.len() as f64 + 24.0_f64.max(62.0 - STEP * compared.regimes.len() as f64);
    let labels: Vec<String> = arms.iter().map(|arm| label(arm)).collect();
    let left = style::MARGIN + rows::label_width(labels.iter(), run.page.wide) + 28.0;
    let (right, gap) = (run.page.wide - style::MARGIN, 62.0);
    // Side by side as many as the paper has room for, in lines of about as many.
    let fitting = (((right - left) / (NARROWEST + gap)) as usize).clamp(1, PANELS.len());
    let down = PANELS.len().div_ceil(fitting);
    let across = PANELS.len().div_ceil(down);
    let width = (right - 30.0 - left - gap * (across - 1) as f64) / across as f64;
    // A single regime needs no key.
    let key_height = if several { key(None, (right, 0.0), &compared.regimes) + 14.0 } else { 8.0 };
    let high = row * arms.len() as f64;
    let block = 50.0 + high + style::SMALL + 24.0;
    let mut figure = Figure::of(run, &head, &shown, key_height + block * down as f64);
    let canvas = &mut figure.canvas;
    key(Some(canvas), (right, figure.top), &compared.regimes);
    for line in 0..down {
        let top = figure.top + key_height + 50.0 + block * line as f64;
        for at in (0..arms.len()).step_by(2) {
            let (from, to) = (top + row * at as f64, top + row * (at + 1) as f64);
            canvas.rect((style::MARGIN, from), (right, to), style::FADING);
        }
        for (at, words) in labels.iter().enumerate() {
            rows::label(canvas, words, left - 16.0, top + row * (at as f64 + 0.5));
        }
        for panel in (line * across..PANELS.len()).take(across) {
            let from = left + (width + gap) * (panel - line * across) as f64;
            one(canvas, compared, arms, panel, ((from, top), (from + width, top + high)));
        }
    }
    figure.canvas
}

/// One measure of all arms, between two corners.
fn one(canvas: &mut Canvas, compared: &Compared, arms: &[String], panel: usize, (from, to): (Point, Point)) {
    let row = (to.1 - from.1) / arms.len() as f64;
    let all = |regime: &String| -> Vec<[f64; 3]> {
        arms.iter().filter_map(|arm| number(compared, regime, arm, compared.first(), panel)).collect()
    };
    let values: Vec<f64> = compared.regimes.iter().flat_map(all).flatten().collect();
    let axis = Axis { ends: (from.0, to.0), ticks: rows::ticks(values.into_iter(), 3, "") };
    canvas.text((from.0, from.1 - 16.0), PANELS[panel].2, Face::new(style::TICK).bold());
    axis.draw(canvas, from.1, to.1);
    for (at, arm) in arms.iter().enumerate() {
        let mut said = Vec::new();
        for (k, regime) in compared.regimes.iter().enumerate() {
            let Some([value, low, high]) = number(compared, regime, arm, compared.first(), panel) else {
                continue;
            };
            let beside = STEP * (k as f64 - (compared.regimes.len() as f64 - 1.0) / 2.0);
            let y = from.1 + row * (at as f64 + 0.5) + beside;
            let (shape, color) = shapes::kind(k);
            axis.whisker(canvas, (low, high), y, color);
            shapes::draw(canvas, shape, (axis.x(value), y), 8.0, color);
            let scale = value.abs().max(low.abs()).max(high.abs());
            let ends = format!("[{}, {}]", rounded(low, scale), rounded(high, scale));
            let ends = if high > low { ends } else { String::new() };
            said.push((words(regime), format!("{} {ends}", rounded(value, scale)), color));
        }
        let (top, low) = (from.1 + row * at as f64, from.1 + row * (at + 1) as f64);
        let head = format!("{} · {}", label(arm), PANELS[panel].2);
        hover::mark(canvas, ((from.0, top), (to.0, low)), &head, &said);
    }
}

/// Which mark is which regime, from a height downwards; says where it ends, also when it is only measured.
/// Nothing to tell when there is one.
fn key(mut canvas: Option<&mut Canvas>, (right, top): Point, regimes: &[String]) -> f64 {
    let (mut x, mut y) = (style::MARGIN, top + 24.0);
    for (k, regime) in regimes.iter().enumerate().filter(|_| regimes.len() > 1) {
        let (shape, color) = shapes::kind(k);
        let words = format!("{} regime", words(regime));
        let wide = rows::key_width(&words);
        if x > style::MARGIN && x + wide > right {
            (x, y) = (style::MARGIN, y + 36.0);
        }
        let sample = |canvas: &mut Canvas, at: Point| {
            canvas.line(&[(at.0 - 18.0, at.1), (at.0 + 18.0, at.1)], 3, color);
            shapes::draw(canvas, shape, at, 9.0, color);
        };
        if let Some(canvas) = canvas.as_deref_mut() {
            rows::key(canvas, (x, y), &words, sample);
        }
        x += wide;
    }
    y + 8.0
}
