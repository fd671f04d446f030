//! The numbers of a plot by their place on the sheet, which a page shows under the pointer. They are taken where
//! the plot is drawn, so that they have its scales and its words.

use super::canvas::{Canvas, Hover, Point};
use super::panel::{Across, Frame, Line, Panel};
use super::run::Run;
use super::style::{self, veil};
use crate::language::Language;
use crate::say;
use crate::units::rounded;
use plotters::style::RGBAColor;
use std::collections::BTreeMap;

/// Notes the numbers of a plot over a common axis: at each place on it the value of every line and area.
pub fn panel(canvas: &mut Canvas, run: &Run, across: &Across, frame: &Frame, panel: &Panel) {
    // Three digits of what the axis spans: an index around 100 is told by its decimals.
    let values = || panel.values().into_iter().filter(|value| value.is_finite());
    let (low, high) =
        values().fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    let span =
        if high > low { high - low } else { values().fold(0.0, |most: f64, value| most.max(value.abs())) };
    // A second axis has the same places in another unit.
    let twin = |value: f64| match &panel.right {
        Some((factor, caption)) => format!(" · {} {caption}", rounded(value * factor, span * factor)),
        None => String::new(),
    };
    // Thin lines without a name are levels to compare with, no series.
    let is_series = |line: &&Line| !(line.label.is_empty() && line.width == style::HAIR);
    let series_lines: Vec<&Line> = panel.lines.iter().filter(is_series).collect();
    let lines = series_lines.len();
    // Places as bits of a positive number, which are in its order.
    let mut at: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    let count = lines + panel.areas.len();
    let mut note = |place: f64, series: usize, said: String| {
        let said_at = at.entry(place.max(0.0).to_bits()).or_insert_with(|| vec![String::new(); count]);
        said_at[series] = said;
    };
    for (series, line) in series_lines.iter().enumerate() {
        for [place, value, low, high] in line.points.iter().copied().filter(|point| point[1].is_finite()) {
            let said = between(run.page.language, [value, low, high], span, panel.suffix);
            note(place, series, said + &twin(value));
        }
    }
    for (series, area) in panel.areas.iter().enumerate() {
        for [place, low, high] in area.points.iter().copied().filter(|point| point[1].is_finite()) {
            note(place, lines + series, format!("{}{}", rounded(high - low, span), panel.suffix));
        }
    }
    let names = series_lines.iter().map(|line| (line.label.clone(), line.color));
    let names = names.chain(panel.areas.iter().map(|area| (area.label.clone(), area.color)));
    let place = |(bits, said): (u64, Vec<String>)| {
        let place = f64::from_bits(bits);
        (frame.x(place), head(run, across, place), said)
    };
    canvas.hover.push(Hover {
        from: frame.from,
        to: frame.to,
        series: names.map(|(name, color)| (name, hex(color))).collect(),
        places: at.into_iter().map(place).collect(),
    });
}

/// A value with its interval, where it has one, to three digits of a size.
pub fn between(language: Language, [value, low, high]: [f64; 3], size: f64, suffix: &str) -> String {
    format!("{}{suffix}{}", rounded(value, size), interval(language, [low, high], size, suffix))
}

/// An interval behind its value, in brackets; empty where there is none.
pub fn interval(language: Language, [low, high]: [f64; 2], size: f64, suffix: &str) -> String {
    if !(low.is_finite() && high.is_finite() && high > low) {
        return String::new();
    }
    let number = |value: f64| format!("{}{suffix}", rounded(value, size));
    language.bracketed(&say!(language, "{lower} to {upper}", lower = number(low), upper = number(high)))
}

/// A place of a plot: where it stands across, what it is called, and the number of each series there.
pub type Place = (f64, String, Vec<String>);

/// Notes the numbers of a plot between two corners at places of an axis of its own.
pub fn plot(
    canvas: &mut Canvas,
    (from, to): (Point, Point),
    series: &[(String, RGBAColor)],
    places: Vec<Place>,
) {
    let series = series.iter().map(|(name, color)| (name.clone(), hex(*color))).collect();
    canvas.hover.push(Hover { from, to, series, places });
}

/// Notes what a mark between two corners stands for.
pub fn mark(
    canvas: &mut Canvas,
    (from, to): (Point, Point),
    head: &str,
    said: &[(String, String, RGBAColor)],
) {
    canvas.hover.push(Hover {
        from,
        to,
        series: said.iter().map(|(name, _, color)| (name.clone(), hex(*color))).collect(),
        places: vec![(
            (from.0 + to.0) / 2.0,
            head.to_string(),
            said.iter().map(|(_, value, _)| value.clone()).collect(),
        )],
    });
}

/// What a place on the axis is called.
fn head(run: &Run, across: &Across, place: f64) -> String {
    match across {
        Across::Calendar => run.month_label(place as usize),
        Across::Count { caption, .. } if !caption.is_empty() => format!("{place} · {caption}"),
        Across::Count { .. } => format!("{place}"),
        Across::Share => format!("{}%", rounded(place, 100.0)),
    }
}

fn hex(color: RGBAColor) -> String {
    let RGBAColor(r, g, b, _) = veil(color, 1.0);
    format!("#{r:02x}{g:02x}{b:02x}")
}
