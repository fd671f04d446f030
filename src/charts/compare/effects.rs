//! What each arm did against the base, in every regime: dots with their intervals.

use super::arms;
use super::found::Compared;
use super::names;
use super::numbered;
use super::rows::{self, Axis};
use super::shapes;
use crate::charts::canvas::{Canvas, Face, Point};
use crate::charts::figure::{Figure, Head};
use crate::charts::hover;
use crate::charts::quantity;
use crate::charts::run::Run;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Chart, Sheet, style, text};
use crate::error::Result;
use crate::language::Language;
use crate::units::rounded;
use crate::{phrase, say};

/// The chart.
pub const CHART: Chart = Chart {
    name: "effects",
    title: "What each policy changed",
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

/// Title of a panel, with its unit.
fn title(run: &Run, panel: usize) -> String {
    let language = run.page.language;
    let words = match PANELS[panel].0 {
        "failures" => phrase!("Failures avoided, thousand"),
        "firms" => phrase!("Firms kept, thousand"),
        "jobs" => phrase!("Jobs kept, thousand"),
        "job_years" => phrase!("Job-years kept, thousand"),
        _ => return say!(language, "Output, billion {unit}", unit = run.unit()),
    };
    language.of(words).to_string()
}

/// Lengths of a layout.
struct Spacing {
    /// Narrowest plot in which an axis has three numbers.
    plot: f64,
    /// Between plots: room for half of the last number of one axis and half of the first of the next.
    gap: f64,
    /// Height of the mark of one regime.
    step: f64,
    /// What a row has beyond its marks, and the height of a row at least.
    row: f64,
    least: f64,
}
/// With names beside rows.
const WIDE: Spacing = Spacing { plot: 220.0, gap: 84.0, step: 21.0, row: 24.0, least: 62.0 };
/// With numbers on narrow paper, where axes have two numbers.
const CLOSE: Spacing = Spacing { plot: 150.0, gap: 56.0, step: 17.0, row: 9.0, least: 40.0 };

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

/// What stands around the plots.
fn head(run: &Run, compared: &Compared) -> Head {
    let language = run.page.language;
    let several = compared.regimes.len() > 1;
    let count = run.replications();
    let intervals = if several {
        say!(language, "Lines: 95% intervals over {count} paired replications of each regime.", count = count)
    } else {
        say!(language, "Lines: 95% intervals over {count} paired replications.", count = count)
    };
    Head {
        title: say!(language, "What each policy changed, after {months} months", months = compared.first()),
        measure: say!(
            language,
            "Difference from “{base}”; every measure has its own scale",
            base = run.arm(&compared.base)
        ),
        note: language.sentences(&[
            intervals.as_str(),
            say!(language, "A mark without a line is the same in all, or has one replication."),
            &arms::rests(run, compared),
            &rows::left_out(language, compared.arms.len()),
        ]),
        every: true,
    }
}

fn draw(run: &Run, compared: &Compared) -> Canvas {
    let language = run.page.language;
    let factors = quantity::factors(language);
    let arms = &compared.arms[..compared.arms.len().min(rows::MOST)];
    // All regimes are shown; a single one is named.
    let several = compared.regimes.len() > 1;
    let shown = if several { String::new() } else { language.bracketed(&run.regime_label()) };
    let called: Vec<String> = arms.iter().map(|arm| run.arm(arm)).collect();
    let numbered = numbered::numbered(&run.page, arms.len());
    let labels = match numbered {
        true => (0..arms.len()).map(numbered::number).collect(),
        false => called.clone(),
    };
    let tallest = labels.iter().map(|words| rows::label_height(words, run.page.wide)).fold(0.0, f64::max);
    let spacing = if numbered { CLOSE } else { WIDE };
    let marks = spacing.step * compared.regimes.len() as f64;
    let row = (marks + spacing.row).max(spacing.least).max(tallest + 14.0);
    let left = style::MARGIN + rows::label_width(labels.iter(), run.page.wide) + 28.0;
    let (right, gap) = (run.page.wide - style::MARGIN, spacing.gap);
    // Side by side as many as the paper has room for, in lines of about as many.
    let room = (right - left + if numbered { gap - 34.0 } else { 0.0 }) / (spacing.plot + gap);
    let fitting = (room as usize).clamp(1, PANELS.len());
    let down = PANELS.len().div_ceil(fitting);
    let across = PANELS.len().div_ceil(down);
    let width = (right - 34.0 - left - gap * (across - 1) as f64) / across as f64;
    let titles: Vec<Vec<String>> = (0..PANELS.len())
        .map(|panel| text::wrap(&title(run, panel), style::TICK, true, width + gap * 0.7, 3))
        .collect();
    let heading = 24.0 + 30.0 * titles.iter().map(Vec::len).max().unwrap_or(1) as f64;
    // A single regime needs no key.
    let names = regimes(language, compared);
    let key = |canvas: Option<&mut Canvas>, top: f64| {
        rows::keys(canvas, (right, top), &names, |canvas, at, k| {
            canvas.line(&[(at.0 - 18.0, at.1), (at.0 + 18.0, at.1)], 3, style::QUIET);
            shapes::draw(canvas, shapes::kind(k).0, at, 9.0, style::QUIET);
        })
    };
    let list = |canvas: Option<&mut Canvas>, top: f64| match numbered {
        true => numbered::list(canvas, &run.page, top, &called, |at| compared.color(&arms[at])) + 14.0,
        false => top,
    };
    let regimes_height = if several { key(None, 0.0) + 14.0 } else { 8.0 };
    let key_height = list(None, regimes_height);
    let high = row * arms.len() as f64;
    let block = heading + high + style::SMALL + 24.0;
    let head = head(run, compared);
    let mut figure = Figure::of(run, &head, &shown, key_height + block * down as f64);
    let canvas = &mut figure.canvas;
    if several {
        key(Some(canvas), figure.top);
    }
    list(Some(canvas), figure.top + regimes_height);
    for line in 0..down {
        let top = figure.top + key_height + heading + block * line as f64;
        for at in (0..arms.len()).step_by(2) {
            let (from, to) = (top + row * at as f64, top + row * (at + 1) as f64);
            canvas.rect((style::MARGIN, from), (right, to), style::FADING);
        }
        for (at, words) in labels.iter().enumerate() {
            rows::label(canvas, words, left - 16.0, top + row * (at as f64 + 0.5));
        }
        for panel in (line * across..PANELS.len()).take(across) {
            let from = left + (width + gap) * (panel - line * across) as f64;
            for (k, words) in titles[panel].iter().rev().enumerate() {
                canvas.text((from, top - 16.0 - 30.0 * k as f64), words, Face::new(style::TICK).bold());
            }
            let factor = if panel + 1 == PANELS.len() { factors.billion } else { factors.thousand };
            let title = &titles[panel].join(" ");
            let shown = Shown { language, labels: &called, title, panel, factor, step: spacing.step };
            one(canvas, (compared, arms), &shown, ((from, top), (from + width, top + high)));
        }
    }
    figure.canvas
}

/// What the marks of several regimes are called.
fn regimes(language: Language, compared: &Compared) -> Vec<String> {
    let name = |regime: &String| say!(language, "{regime} regime", regime = names::regime(regime, language));
    compared.regimes.iter().map(name).collect()
}

/// One measure: which, its title and the factor of its unit; and the labels of the arms, for the pointer.
struct Shown<'a> {
    language: Language,
    labels: &'a [String],
    title: &'a str,
    panel: usize,
    factor: f64,
    /// Height of the mark of one regime.
    step: f64,
}

/// One measure of all arms, between two corners, in the unit of its title.
fn one(
    canvas: &mut Canvas,
    (compared, arms): (&Compared, &[String]),
    shown: &Shown<'_>,
    (from, to): (Point, Point),
) {
    let row = (to.1 - from.1) / arms.len() as f64;
    let of = |regime: &String, arm: &String| {
        number(compared, regime, arm, compared.first(), shown.panel)
            .map(|value| value.map(|part| shown.factor * part))
    };
    let all = |regime: &String| -> Vec<[f64; 3]> { arms.iter().filter_map(|arm| of(regime, arm)).collect() };
    let values: Vec<f64> = compared.regimes.iter().flat_map(all).flatten().collect();
    let axis = Axis { ends: (from.0, to.0), ticks: rows::ticks(values.into_iter(), 3, "") };
    axis.draw(canvas, from.1, to.1);
    for (at, arm) in arms.iter().enumerate() {
        let mut said = Vec::new();
        for (k, regime) in compared.regimes.iter().enumerate() {
            let Some([value, low, high]) = of(regime, arm) else { continue };
            let beside = shown.step * (k as f64 - (compared.regimes.len() as f64 - 1.0) / 2.0);
            let y = from.1 + row * (at as f64 + 0.5) + beside;
            let color = compared.color(arm);
            axis.whisker(canvas, (low, high), y, color);
            shapes::draw(canvas, shapes::kind(k).0, (axis.x(value), y), 8.0, color);
            let scale = value.abs().max(low.abs()).max(high.abs());
            let ends = format!("[{}, {}]", rounded(low, scale), rounded(high, scale));
            let ends = if high > low { ends } else { String::new() };
            said.push((
                names::regime(regime, shown.language),
                format!("{} {ends}", rounded(value, scale)),
                color,
            ));
        }
        let (top, low) = (from.1 + row * at as f64, from.1 + row * (at + 1) as f64);
        let head = format!("{} · {}", shown.labels[at], shown.title);
        hover::mark(canvas, ((from.0, top), (to.0, low)), &head, &said);
    }
}
