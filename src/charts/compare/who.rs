//! Who is hit and who is saved: sectors by sizes.

use super::found::{Compared, Fates, HARMED, SAVED, label};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::figure::{Figure, Head};
use crate::charts::regions::tone;
use crate::charts::run::Run;
use crate::charts::ticks::grouped;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::words::{capital, words};
use crate::charts::{Chart, Sheet, style, text};
use crate::error::Result;
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "who",
    title: "Who is hit, who is saved",
    reading: "Left: firms that close without the policy, per 1,000 of their sector and size. Right: firms that the policy saves, net of those it harms. Where relief reaches those that are hit, both maps are dark in the same cells. Hatched cells rest on too few simulated firms for a verdict.",
    needs: "comparison with enough firms whose fate differs, by sector and size",
    make,
};

/// Simulated firms of a replication below which a cell says nothing: one firm would move it by fifty in a
/// thousand.
const FEWEST: f64 = 20.0;
const HIGH: f64 = 52.0;

struct Cell<'a> {
    sector: &'a str,
    size: &'a str,
    hit: f64,
    saved: f64,
    simulated: f64,
    /// Simulated firms that were saved and harmed, all replications together.
    moved: [f64; 2],
}

impl<'a> Cell<'a> {
    fn of(run: &Run, fates: &'a Fates) -> Option<Cell<'a>> {
        let (sector, size) = fates.group.split_once('/')?;
        let all = fates.all();
        let per_thousand = |firms: f64| if all > 0.0 { 1000.0 * firms / all } else { f64::NAN };
        Some(Cell {
            sector,
            size,
            hit: per_thousand(fates.lost_in_base()),
            saved: per_thousand(fates.firms[SAVED] - fates.firms[HARMED]),
            simulated: 1000.0 * all / run.manifest.weight.max(1e-9),
            moved: [fates.simulated[SAVED], fates.simulated[HARMED]],
        })
    }
    fn thin(&self) -> bool {
        self.simulated < FEWEST
    }
    /// Whether saved less harmed is within two standard errors of zero. Each firm that moves does so by
    /// itself: the variance of the difference of two such counts is their sum.
    fn open(&self) -> bool {
        let [saved, harmed] = self.moved;
        saved + harmed > 0.0 && (saved - harmed).abs() < 2.0 * (saved + harmed).sqrt()
    }
}

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = &run.compared else { return Ok(None) };
    let Some(arm) = compared.main() else { return Ok(None) };
    let fates = compared.fates(arm, compared.first(), "sector_size");
    let cells: Vec<Cell> = fates.into_iter().filter_map(|fates| Cell::of(run, fates)).collect();
    if cells.iter().all(Cell::thin) {
        return Ok(None);
    }
    let columns = [
        "regime",
        "arm",
        "horizon_months",
        "sector",
        "size",
        "simulated_firms",
        "closed_in_base_per_1000",
        "saved_less_harmed_per_1000",
    ];
    let mut numbers = Tidy::new(&columns);
    for one in &cells {
        let names =
            [&compared.regime, arm, &compared.first().to_string(), one.sector, one.size].map(str::to_string);
        numbers.row(names.into_iter().chain([one.simulated, one.hit, one.saved].map(cell)).collect());
    }
    Ok(Some(Sheet { canvas: draw(run, chart, compared, arm, &cells), numbers }))
}

/// Names in order of appearance.
fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn draw(run: &Run, chart: &Chart, compared: &Compared, arm: &str, cells: &[Cell]) -> Canvas {
    let head = Head {
        title: format!("{} after {} months", chart.title, compared.first()),
        measure: format!(
            "Firms per 1,000 alive when arms diverge: {} against {}",
            words(arm),
            words(&compared.base)
        ),
        note: format!(
            "Means over {:.0} replications. Each map has its own colours: blue for more, orange below zero. Hatched: fewer than {FEWEST} \
             simulated firms a replication; at the right also saved less harmed within two standard errors of zero.",
            run.replications()
        ),
        every: true,
    };
    let (sectors, sizes) =
        (distinct(cells.iter().map(|cell| cell.sector)), distinct(cells.iter().map(|cell| cell.size)));
    let mut figure = Figure::new(run, &head, 150.0 + HIGH * sectors.len() as f64);
    let canvas = &mut figure.canvas;
    let labels: Vec<String> = sectors.iter().map(|sector| run.label("sector", sector)).collect();
    let left = style::MARGIN
        + labels.iter().map(|label| text::width(label, style::TICK, false)).fold(0.0, f64::max).min(460.0)
        + 20.0;
    let gap = 60.0;
    let width = ((canvas.width - style::MARGIN - left - gap) / 2.0).min(900.0);
    let top = figure.top + 92.0;
    for (at, words) in labels.iter().enumerate() {
        let words = text::shorten(words, style::TICK, false, 460.0);
        let y = top + HIGH * (at as f64 + 0.5) + style::TICK * 0.36;
        canvas.text((left - 14.0, y), &words, Face::new(style::TICK).anchor(Anchor::Right));
    }
    let hit: fn(&Cell) -> f64 = |cell| cell.hit;
    let saved: fn(&Cell) -> f64 = |cell| cell.saved;
    for (map, (value, title)) in
        [(hit, "Close without the policy".to_string()), (saved, format!("Saved less harmed: {}", label(arm)))]
            .into_iter()
            .enumerate()
    {
        let from = left + (width + gap) * map as f64;
        let title = text::shorten(&title, style::TICK, true, width);
        canvas.text((from, top - 60.0), &title, Face::new(style::TICK).bold());
        let shown = cells
            .iter()
            .filter(|cell| !(cell.thin() || (map == 1 && cell.open())))
            .map(value)
            .filter(|value| value.is_finite());
        let widest = shown.map(f64::abs).fold(0.0, f64::max).max(1e-9);
        let wide = width / sizes.len() as f64;
        for (column, size) in sizes.iter().enumerate() {
            let x = from + wide * column as f64;
            let face = Face::new(style::TICK).color(style::QUIET).anchor(Anchor::Middle);
            canvas.text((x + wide / 2.0, top - 14.0), &capital(&words(size)), face);
            for cell in cells.iter().filter(|cell| cell.size == *size) {
                let row = sectors.iter().position(|sector| *sector == cell.sector).unwrap_or(0);
                let corner = (x + 2.0, top + HIGH * row as f64 + 2.0);
                let other = (x + wide - 2.0, top + HIGH * (row + 1) as f64 - 2.0);
                if cell.thin() || (map == 1 && cell.open()) {
                    canvas.hatch(corner, other, style::GRID);
                } else {
                    filled(canvas, corner, other, value(cell), widest);
                }
            }
        }
    }
    figure.canvas
}

fn filled(canvas: &mut Canvas, from: Point, to: Point, value: f64, widest: f64) {
    let color: RGBAColor = tone(value, widest);
    canvas.rect(from, to, color);
    let dark = value.abs() > 0.6 * widest;
    let face =
        Face::new(style::TICK).color(if dark { style::PAPER } else { style::INK }).anchor(Anchor::Middle);
    let places = usize::from(widest < 100.0);
    canvas.text(
        ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0 + style::TICK * 0.36),
        &grouped(value, places),
        face,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_of_few_firms_is_open() {
        let open = |moved: [f64; 2]| {
            Cell { sector: "trade", size: "micro", hit: 0.0, saved: 0.0, simulated: 100.0, moved }.open()
        };
        // One saved; three to one; four saved: 4 is two standard errors of 4. Nobody moved: nothing differs.
        assert_eq!([[1.0, 0.0], [3.0, 1.0], [4.0, 0.0], [0.0, 0.0]].map(open), [true, true, false, false]);
    }
}
