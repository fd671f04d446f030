//! What lines and areas mean, in rows above a plot: for paper too narrow for labels beside it, and for many
//! plots with the same lines.

use super::canvas::Canvas;
use super::canvas::Face;
use super::panel::Panel;
use super::{style, text};
use plotters::style::RGBAColor;

/// Height of a row.
const ROW: f64 = 40.0;
const SAMPLE: f64 = 50.0;
const GAP: f64 = 36.0;

/// A line or an area with its name.
#[derive(Clone, Debug)]
pub struct Entry {
    label: String,
    color: RGBAColor,
    dashed: bool,
    /// Stroke width; none of an area.
    width: Option<u32>,
}

/// The lines and areas of plots that have a name and points, each name once.
pub fn entries(panels: &[Panel]) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let lines = panels.iter().flat_map(|panel| &panel.lines).filter(|line| !line.points.is_empty());
    let areas = panels.iter().flat_map(|panel| &panel.areas).filter(|area| !area.points.is_empty());
    let lines = lines.map(|line| Entry {
        label: line.label.clone(),
        color: line.color,
        dashed: line.dashed,
        width: Some(line.width),
    });
    let areas =
        areas.map(|area| Entry { label: area.label.clone(), color: area.color, dashed: false, width: None });
    for entry in lines.chain(areas) {
        if !entry.label.is_empty() && found.iter().all(|known| known.label != entry.label) {
            found.push(entry);
        }
    }
    found
}

/// Where each entry stands in `room`: row and left end.
fn places(entries: &[Entry], room: f64) -> Vec<(usize, f64)> {
    let (mut row, mut x) = (0, 0.0);
    let mut places = Vec::new();
    for entry in entries {
        let wide = SAMPLE + 12.0 + text::width(&entry.label, style::TICK, false);
        if x > 0.0 && x + wide > room {
            (row, x) = (row + 1, 0.0);
        }
        places.push((row, x));
        x += wide + GAP;
    }
    places
}

/// Room that entries need within a width.
pub fn height(entries: &[Entry], room: f64) -> f64 {
    places(entries, room).last().map_or(0.0, |(row, _)| ROW * (row + 1) as f64 + 10.0)
}

/// Draws entries below `top` within a width.
pub fn draw(canvas: &mut Canvas, (left, top): (f64, f64), room: f64, entries: &[Entry]) {
    for (entry, (row, x)) in entries.iter().zip(places(entries, room)) {
        let (x, y) = (left + x, top + ROW * row as f64 + 22.0);
        let points = [(x, y - 9.0), (x + SAMPLE, y - 9.0)];
        match entry.width {
            Some(width) if entry.dashed => canvas.dashes(&points, width, entry.color, 18.0, 10.0),
            Some(width) => canvas.line(&points, width, entry.color),
            None => canvas.rect((x, y - 20.0), (x + SAMPLE, y + 2.0), entry.color),
        }
        let words = text::shorten_at_word(&entry.label, style::TICK, false, room - SAMPLE - 12.0);
        canvas.text((x + SAMPLE + 12.0, y), &words, Face::new(style::TICK).color(style::dark(entry.color)));
    }
}
