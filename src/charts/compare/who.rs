//! Who is hit and who is saved: sectors by sizes.

use super::found::{Compared, Fates, HARMED, SAVED};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::figure::{Figure, Head};
use crate::charts::regions::tone;
use crate::charts::run::Run;
use crate::charts::ticks::grouped;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::words::{capital, words};
use crate::charts::{Chart, Sheet, hover, style, text};
use crate::error::Result;
use crate::say;
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "who",
    title: "Who is hit and who is saved, by sector and size",
    reading: "First map: firms that close without the policy, per 1,000 of their sector and size. Second map: firms that the policy saves, less those it harms, in the same colours. Where relief reaches those that are hit, both maps are dark in the same cells. Hatched cells rest on too few simulated firms for a verdict.",
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

fn make(run: &Run, _: &Chart) -> Result<Option<Sheet>> {
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
    Ok(Some(Sheet { canvas: draw(run, compared, arm, &cells), numbers }))
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

/// Lower ends of the classes in which numbers per thousand are coloured, one scale for both maps: what is saved is
/// a tenth of what is hit, so that equal steps would leave one of them white.
const CLASSES: [f64; 6] = [0.0, 1.0, 3.0, 10.0, 30.0, 100.0];

/// The class of a number by its size.
fn class(value: f64) -> usize {
    CLASSES.iter().rposition(|low| value.abs() >= *low).unwrap_or(0)
}

/// The colour of a class: blue, or orange of numbers below zero.
fn shade(class: usize, negative: bool) -> RGBAColor {
    let part = (class as f64 + 0.4) / (CLASSES.len() as f64 - 0.6);
    tone(if negative { -part } else { part }, 1.0)
}

fn head(run: &Run, compared: &Compared, arm: &str) -> Head {
    let language = run.page.language;
    Head {
        title: say!(
            language,
            "Who is hit and who is saved, after {months} months",
            months = compared.first()
        ),
        measure: say!(
            language,
            "Firms per 1,000 of a sector and size: “{arm}” against “{base}”",
            arm = run.arm(arm),
            base = run.arm(&compared.base)
        ),
        note: say!(
            language,
            "Means over {count} replications. Hatched: fewer than {fewest} simulated firms a replication, or saved less harmed within two standard errors of zero.",
            count = run.replications(),
            fewest = FEWEST
        ),
        every: true,
    }
}

/// A map: its title, and the value of a cell where it has one to show.
struct Map<'a> {
    title: String,
    value: &'a dyn Fn(&Cell) -> Option<f64>,
}

/// Where maps stand.
struct Layout<'a> {
    sectors: Vec<(&'a str, String)>,
    sizes: Vec<&'a str>,
    left: f64,
    wide: f64,
    /// Lines of the longest label of a sector.
    row: f64,
}

/// Room above the cells of a map, for its title of so many lines and the sizes.
fn above(lines: usize) -> f64 {
    58.0 + 34.0 * lines as f64
}

fn draw(run: &Run, compared: &Compared, arm: &str, cells: &[Cell]) -> Canvas {
    let (language, narrow) = (run.page.language, run.page.narrow());
    let (sectors, sizes) =
        (distinct(cells.iter().map(|cell| cell.sector)), distinct(cells.iter().map(|cell| cell.size)));
    let sectors: Vec<(&str, String)> = sectors.iter().map(|id| (*id, run.label("sector", id))).collect();
    // On narrow paper the maps stand above one another, and labels have two lines.
    let widest = if narrow { 0.42 * run.page.wide } else { 460.0 };
    let label = |words: &str| text::width(words, style::TICK, false);
    let labels = sectors.iter().map(|sector| label(&sector.1)).fold(0.0, f64::max).min(widest);
    let two = narrow && sectors.iter().any(|sector| label(&sector.1) > widest);
    let left = style::MARGIN + labels + 20.0;
    let room = run.page.wide - style::MARGIN - left;
    let gap = 60.0;
    let wide = if narrow { room } else { ((room - gap) / 2.0).min(900.0) };
    let row = if two { HIGH + 16.0 } else { HIGH };
    let layout = Layout { sectors, sizes, left, wide, row };
    let hit = |cell: &Cell| (!cell.thin()).then_some(cell.hit);
    let saved = |cell: &Cell| (!cell.thin() && !cell.open()).then_some(cell.saved);
    let maps = [
        Map { title: say!(language, "Close without the policy").to_string(), value: &hit },
        Map { title: say!(language, "Saved less harmed by the policy").to_string(), value: &saved },
    ];
    let titles: Vec<Vec<String>> =
        maps.iter().map(|map| text::wrap(&map.title, style::TICK, true, wide, 2)).collect();
    let lines = titles.iter().map(Vec::len).max().unwrap_or(1);
    let high = above(lines) + row * layout.sectors.len() as f64;
    let all = if narrow { 2.0 * high + 24.0 } else { high };
    let mut figure = Figure::new(run, &head(run, compared, arm), KEY + all);
    let canvas = &mut figure.canvas;
    let shown: Vec<f64> = maps.iter().flat_map(|map| cells.iter().filter_map(map.value)).collect();
    key(canvas, run, &shown, figure.top);
    for (at, (map, lines)) in maps.iter().zip(&titles).enumerate() {
        let (x, y) =
            if narrow { (left, (high + 24.0) * at as f64) } else { (left + (wide + gap) * at as f64, 0.0) };
        let top = figure.top + KEY + y + high - row * layout.sectors.len() as f64;
        for (k, line) in lines.iter().rev().enumerate() {
            canvas.text((x, top - 56.0 - 34.0 * k as f64), line, Face::new(style::TICK).bold());
        }
        if narrow || at == 0 {
            sector_labels(canvas, &layout, top);
        }
        one(canvas, run, &layout, (x, top), map, cells);
    }
    figure.canvas
}

fn sector_labels(canvas: &mut Canvas, layout: &Layout, top: f64) {
    let room = layout.left - style::MARGIN - 16.0;
    for (at, (_, words)) in layout.sectors.iter().enumerate() {
        let most = if layout.row > HIGH { 2 } else { 1 };
        let lines = text::wrap(words, style::TICK, false, room, most);
        let middle = top + layout.row * (at as f64 + 0.5) + style::TICK * 0.36;
        let first = middle - 14.0 * (lines.len() as f64 - 1.0);
        for (k, line) in lines.iter().enumerate() {
            let face = Face::new(style::TICK).anchor(Anchor::Right);
            canvas.text((layout.left - 14.0, first + 28.0 * k as f64), line, face);
        }
    }
}

/// The cells of a map from a corner.
fn one(canvas: &mut Canvas, run: &Run, layout: &Layout, (left, top): Point, map: &Map, cells: &[Cell]) {
    let wide = layout.wide / layout.sizes.len() as f64;
    for (column, size) in layout.sizes.iter().enumerate() {
        let x = left + wide * column as f64;
        let face = Face::new(style::SMALL).color(style::QUIET).anchor(Anchor::Middle);
        let full = run.page.language.of(&capital(&words(size))).to_string();
        let name = text::shorten(&full, style::SMALL, false, wide - 6.0);
        canvas.text((x + wide / 2.0, top - 14.0), &name, face);
        for cell in cells.iter().filter(|cell| cell.size == *size) {
            let row = layout.sectors.iter().position(|sector| sector.0 == cell.sector).unwrap_or(0);
            let corner = (x + 2.0, top + layout.row * row as f64 + 2.0);
            let other = (x + wide - 2.0, top + layout.row * (row + 1) as f64 - 2.0);
            let shown = (map.value)(cell).filter(|value| value.is_finite());
            let sector = layout.sectors.get(row).map_or("", |sector| sector.1.as_str());
            told(canvas, run, (corner, other), (&format!("{sector} · {full}"), map), (cell, shown));
            match shown {
                Some(value) => filled(canvas, corner, other, value),
                None => canvas.hatch(corner, other, style::GRID),
            }
        }
    }
}

/// What is said of a cell under the pointer.
fn told(
    canvas: &mut Canvas,
    run: &Run,
    corners: (Point, Point),
    (head, map): (&str, &Map),
    (cell, shown): (&Cell, Option<f64>),
) {
    let language = run.page.language;
    let value = shown.map_or_else(|| say!(language, "no verdict").to_string(), |value| grouped(value, 1));
    let color = shown.map_or(style::GRID, |value| shade(class(value), value < 0.0));
    let simulated = say!(language, "Simulated firms a replication").to_string();
    let said = [(map.title.clone(), value, color), (simulated, grouped(cell.simulated, 0), style::QUIET)];
    hover::mark(canvas, corners, head, &said);
}

/// Height of the key.
const KEY: f64 = 84.0;

/// The classes that occur, each with its colour and its lower end.
fn key(canvas: &mut Canvas, run: &Run, shown: &[f64], top: f64) {
    let occurs = |class_: usize, negative: bool| {
        shown.iter().any(|value| class(*value) == class_ && (*value < 0.0) == negative)
    };
    let below = (0..CLASSES.len()).rev().filter(|class| occurs(*class, true)).map(|class| (class, true));
    let from = |class: usize| CLASSES[class];
    let above = (0..CLASSES.len()).filter(|class| occurs(*class, false)).map(|class| (class, false));
    let classes: Vec<(usize, bool)> = below.chain(above).collect();
    let title = say!(run.page.language, "Firms per 1,000, both maps");
    canvas.text((style::MARGIN, top + 22.0), title, Face::new(style::SMALL).color(style::QUIET));
    let room = canvas.width - 2.0 * style::MARGIN;
    let wide = (room / classes.len().max(1) as f64).min(150.0);
    for (at, (class, negative)) in classes.into_iter().enumerate() {
        let x = style::MARGIN + wide * at as f64;
        canvas.rect((x, top + 34.0), (x + wide - 3.0, top + 72.0), shade(class, negative));
        let sign = if negative { "−" } else { "" };
        let words = match CLASSES.get(class + 1) {
            Some(to) => format!("{sign}{}–{sign}{to}", from(class)),
            None => format!("{sign}{}+", from(class)),
        };
        let face = Face::new(style::SMALL).color(ink(class)).anchor(Anchor::Middle);
        canvas.text((x + wide / 2.0, top + 61.0), &words, face);
    }
}

/// Text that can be read on a class.
fn ink(class: usize) -> RGBAColor {
    if class >= 4 { style::PAPER } else { style::INK }
}

fn filled(canvas: &mut Canvas, from: Point, to: Point, value: f64) {
    canvas.rect(from, to, shade(class(value), value < 0.0));
    let face = Face::new(style::TICK).color(ink(class(value))).anchor(Anchor::Middle);
    canvas.text(
        ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0 + style::TICK * 0.36),
        &grouped(value, usize::from(value.abs() < 9.95)),
        face,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_scale_of_classes_grows_about_threefold_and_knows_signs() {
        assert_eq!([0.0, 0.9, 1.0, -4.0, 99.0, 250.0].map(class), [0, 0, 1, 2, 4, 5]);
        assert_ne!(shade(2, true), shade(2, false));
        assert_ne!(shade(0, false), shade(1, false));
    }

    #[test]
    fn a_difference_of_few_firms_is_open() {
        let open = |moved: [f64; 2]| {
            Cell { sector: "trade", size: "micro", hit: 0.0, saved: 0.0, simulated: 100.0, moved }.open()
        };
        // One saved; three to one; four saved: 4 is two standard errors of 4. Nobody moved: nothing differs.
        assert_eq!([[1.0, 0.0], [3.0, 1.0], [4.0, 0.0], [0.0, 0.0]].map(open), [true, true, false, false]);
    }
}
