//! Job change by region on a tile map: one square a region, laid out roughly as on the map. On narrow paper the
//! regions stand in rows.

use super::canvas::{Anchor, Canvas, Face};
use super::figure::{Figure, Head};
use super::region_changes::{self, Region, scale_end};
use super::run::Run;
use super::ticks::grouped;
use super::{Chart, Sheet, hover, ranked, style, text};
use crate::error::Result;
use crate::say;
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "regions",
    title: "Change in jobs by region",
    reading: "One tile per region, laid out roughly as on the map; on narrow paper one row per region. Shown are the month with the fewest jobs nationwide and the last month.",
    needs: "two regions with a place on the map and jobs (monthly_by_region.csv)",
    make,
};

/// Dots of paper on which two maps have room side by side.
const MAP: f64 = 1850.0;

/// A region with a place on the map.
struct Tile<'a> {
    region: &'a Region,
    at: [i32; 2],
}

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let shown = region_changes::shown(run)?;
    let Some((regions, numbers)) = region_changes::read(run, &shown)? else { return Ok(None) };
    let tiles: Vec<Tile> =
        regions.iter().filter_map(|region| Some(Tile { region, at: region.at? })).collect();
    if tiles.len() < 2 {
        return Ok(None);
    }
    let language = run.page.language;
    let measure = say!(
        language,
        "Headcount of small and medium firms, change against {month}, %",
        month = run.month_label(0)
    );
    let head = Head::of(run, chart.title, measure, say!(language, "Means over replications.").to_string());
    // Tiles of a narrow map would have no room for their words.
    let canvas = match run.page.wide < MAP {
        true => list(run, &head, &regions, &shown),
        false => draw(run, &head, &tiles, &shown),
    };
    Ok(Some(Sheet { canvas, numbers }))
}

/// The regions in rows, those that lost most in the first month shown at the top.
fn list(run: &Run, head: &Head, regions: &[Region], shown: &[usize]) -> Canvas {
    let mut regions: Vec<&Region> = regions.iter().collect();
    regions.sort_by(|a, b| a.change[0].total_cmp(&b.change[0]));
    let row = |region: &&Region| ranked::Row {
        label: region.label.clone(),
        dots: region.change.iter().map(|change| [*change, f64::NAN, f64::NAN]).collect(),
    };
    let keys: Vec<String> = shown.iter().map(|month| run.month_label(*month)).collect();
    ranked::draw(run, head, &regions.iter().map(row).collect::<Vec<_>>(), &keys, true)
}

/// Orange below zero, white at zero, blue above: distinguished with every kind of colour blindness.
pub fn tone(change: f64, widest: f64) -> RGBAColor {
    let part = (change / widest).clamp(-1.0, 1.0);
    let end = if part < 0.0 { (179.0, 88.0, 6.0) } else { (5.0, 97.0, 150.0) };
    let mix = |to: f64| (247.0 + (to - 247.0) * part.abs()).round() as u8;
    style::solid(mix(end.0), mix(end.1), mix(end.2))
}

fn draw(run: &Run, head: &Head, tiles: &[Tile], shown: &[usize]) -> Canvas {
    let (mut low, mut high) = ([i32::MAX; 2], [i32::MIN; 2]);
    for tile in tiles {
        for axis in 0..2 {
            low[axis] = low[axis].min(tile.at[axis]);
            high[axis] = high[axis].max(tile.at[axis]);
        }
    }
    let (columns, lines) = (f64::from(high[0] - low[0] + 1), f64::from(high[1] - low[1] + 1));
    let count = shown.len() as f64;
    let gap = 50.0;
    let room = (run.page.wide - 2.0 * style::MARGIN - gap * (count - 1.0)) / count;
    let side = (room / columns).min(150.0);
    let mut figure = Figure::new(run, head, 120.0 + side * lines);
    let largest =
        tiles.iter().flat_map(|tile| &tile.region.change).fold(0.0, |most: f64, one| most.max(one.abs()));
    let widest = scale_end(largest);
    let places = if widest < 1.0 { 2 } else { usize::from(widest.fract() != 0.0) };
    let end = format!("{}%", grouped(widest, places));
    let canvas = &mut figure.canvas;
    for (at, month) in shown.iter().enumerate() {
        let left = style::MARGIN + (room + gap) * at as f64 + (room - side * columns) / 2.0;
        let y = figure.top + 30.0;
        canvas.text((left, y), &run.month_label(*month), Face::new(style::LABEL).bold());
        for tile in tiles {
            let x = left + side * f64::from(tile.at[0] - low[0]);
            let top = y + 18.0 + side * f64::from(tile.at[1] - low[1]);
            one(canvas, tile, at, (x, top), side, widest);
            let said = (String::new(), format!("{}%", signed(tile.region.change[at])), style::QUIET);
            let head = format!("{} · {}", tile.region.label, run.month_label(*month));
            hover::mark(canvas, ((x, top), (x + side, top + side)), &head, &[said]);
        }
    }
    scale(canvas, figure.bottom - 26.0, &end);
    figure.canvas
}

fn one(canvas: &mut Canvas, tile: &Tile, at: usize, (x, y): (f64, f64), side: f64, widest: f64) {
    let change = tile.region.change[at];
    let color = tone(change, widest);
    canvas.rect((x + 2.0, y + 2.0), (x + side - 2.0, y + side - 2.0), color);
    let ink_color = if change.abs() > 0.75 * widest { style::PAPER } else { style::INK };
    let em = (side * 0.21).clamp(15.0, style::SMALL);
    let face = Face::new(em).color(ink_color).anchor(Anchor::Middle);
    let middle = x + side / 2.0;
    let room = side - 10.0;
    let (small, lines) = fitted(&tile.region.label, em * 0.9, room);
    let mut line_y = y + side * 0.5 - em * 0.25 - small * 1.1 * (lines.len() as f64 - 1.0) * 0.6;
    for line in &lines {
        canvas.text((middle, line_y), line, Face { em: small, ..face });
        line_y += small * 1.1;
    }
    canvas.text((middle, line_y + em * 0.2), &signed(change), face.bold());
}

/// A label in one line as large as it fits, or in two.
fn fitted(label: &str, em: f64, room: f64) -> (f64, Vec<String>) {
    let wide = text::width(label, em, false);
    if wide <= room {
        return (em, vec![label.to_string()]);
    }
    let shrunk = em * room / wide;
    if shrunk >= em * 0.78 || !label.contains(' ') {
        let em = shrunk.max(em * 0.7);
        return (em, vec![text::shorten(label, em, false, room)]);
    }
    (em * 0.9, text::wrap(label, em * 0.9, false, room, 2))
}

fn signed(change: f64) -> String {
    let text = grouped(change, 1);
    if change > 0.05 { format!("+{text}") } else { text }
}

/// The colour scale at the bottom.
fn scale(canvas: &mut Canvas, y: f64, end: &str) {
    let (left, width) = (style::MARGIN + 90.0, 640.0);
    let steps = 64;
    for step in 0..steps {
        let part = |k: f64| left + width * k / f64::from(steps);
        let value = (f64::from(step) + 0.5) / f64::from(steps) * 2.0 - 1.0;
        canvas.rect(
            (part(f64::from(step)), y - 24.0),
            (part(f64::from(step + 1)) + 1.0, y),
            tone(value, 1.0),
        );
    }
    let face = Face::new(style::TICK).color(style::QUIET);
    canvas.text((left - 12.0, y - 3.0), &format!("−{end}"), face.anchor(Anchor::Right));
    canvas.text((left + width + 12.0, y - 3.0), &format!("+{end}"), face);
}
