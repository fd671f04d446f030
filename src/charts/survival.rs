//! Survival: the share of a cohort that is still there, by time since the start or by age.

use super::columns::Columns;
use super::figure::Head;
use super::panel::{Across, Line, Panel};
use super::run::{Run, keep};
use super::tidy::{Tidy, cell};
use super::words::{capital, words};
use super::{Chart, Sheet, grid, stack, style};
use crate::error::Result;
use plotters::style::RGBAColor;

/// The chart.
pub const BY_SIZE: Chart = Chart {
    name: "survival_by_size",
    title: "Survival of firms by size",
    reading: "Of the firms alive at the start, the share still open after each number of months. Where bands overlap, groups do not differ clearly.",
    needs: "survival curves since the start (survival.csv)",
    make: by_size,
};
/// The chart.
pub const BY_SECTOR: Chart = Chart {
    name: "survival_by_sector",
    title: "Survival of firms by sector",
    reading: "One panel per sector: the sector coloured, all sectors grey. A line below the grey one means more closures than average.",
    needs: "survival curves by sector since the start (survival.csv)",
    make: by_sector,
};
/// The chart.
pub const BY_AGE: Chart = Chart {
    name: "survival_by_age",
    title: "Survival of firms by age",
    reading: "The share of new firms that would reach each age at the closure rates of the simulated months.",
    needs: "survival curves by age (survival.csv)",
    make: by_age,
};

/// Years of age shown at most.
const OLDEST: f64 = 20.0;
/// By age, a curve ends where fewer firms are at risk: one closure would move the rest of it.
const FEWEST: f64 = 50.0;
const BAND: &str = "Kaplan–Meier estimates; pale bands: 95% confidence.";

struct Curves<'a> {
    run: &'a Run,
    table: Columns,
    clock: &'static str,
    numbers: Tidy,
}

impl<'a> Curves<'a> {
    fn open(run: &'a Run, clock: &'static str) -> Result<Option<Curves<'a>>> {
        let wanted = ["month", "at_risk", "survival", "lower", "upper"];
        let path = run.folder.join("survival.csv");
        let text = ["regime", "arm", "clock", "dimension", "group"];
        let Some(table) = Columns::read_where(
            &path,
            &text,
            |name| wanted.contains(&name),
            |column, cell| run.is_main(column, cell),
        )?
        else {
            return Ok(None);
        };
        let numbers = Tidy::new(&[
            "regime",
            "arm",
            "clock",
            "dimension",
            "group",
            "month",
            "survival",
            "lower",
            "upper",
        ]);
        Ok(Some(Curves { run, table, clock, numbers }))
    }

    /// The groups of a dimension, in the manifest's order where it has one.
    fn groups(&self, dimension: &str) -> Result<Vec<String>> {
        let (clocks, dimensions, groups) =
            (self.table.names("clock")?, self.table.names("dimension")?, self.table.names("group")?);
        let has = |group: usize| {
            (0..self.table.rows).any(|row| {
                groups.code[row] == group && clocks.at(row) == self.clock && dimensions.at(row) == dimension
            })
        };
        let mut found: Vec<String> = (0..groups.distinct.len())
            .filter(|group| has(*group))
            .map(|group| groups.distinct[group].clone())
            .collect();
        let known: Vec<&str> = match dimension {
            "sector" => self.run.manifest.sectors.iter().map(|sector| sector.id.as_str()).collect(),
            "size" => crate::classes::SIZES.to_vec(),
            _ => Vec::new(),
        };
        found.sort_by_key(|group| known.iter().position(|id| id == group).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// One curve in per cent; places in months times `per_month`, up to `last`.
    fn line(
        &mut self,
        dimension: &str,
        group: &str,
        label: &str,
        color: RGBAColor,
        per_month: f64,
        last: f64,
    ) -> Result<Line> {
        let table = &self.table;
        let (clocks, dimensions) = (table.names("clock")?, table.names("dimension")?);
        let mut rows = keep(table, &self.run.main, Some(("group", group)))?;
        rows.retain(|row| clocks.at(*row) == self.clock && dimensions.at(*row) == dimension);
        let month = table.numbers("month")?;
        rows.sort_by(|a, b| month[*a].total_cmp(&month[*b]));
        let at_risk = table.numbers("at_risk")?;
        let (survival, lower, upper) =
            (table.numbers("survival")?, table.numbers("lower")?, table.numbers("upper")?);
        let mut points = Vec::new();
        let by_age = self.clock == "age";
        let mut enough = !by_age || rows.first().is_some_and(|row| month[*row] <= 1.0);
        if rows.first().is_some_and(|row| month[*row] > 0.0) {
            points.push([0.0, 100.0, 100.0, 100.0]);
        }
        for row in rows {
            let at = month[row] * per_month;
            let mut cells =
                vec![self.run.main.regime.clone(), self.run.main.arm.clone(), self.clock.to_string()];
            cells.extend([dimension.to_string(), group.to_string()]);
            cells.extend([month[row], survival[row], lower[row], upper[row]].map(cell));
            self.numbers.row(cells);
            enough &= !by_age || at_risk[row] >= FEWEST;
            if at <= last && enough {
                points.push([at, survival[row] * 100.0, lower[row] * 100.0, upper[row] * 100.0]);
            }
        }
        Ok(Line { label: label.to_string(), color, points, dashed: false, width: style::STROKE })
    }
}

const SIZES: [RGBAColor; 3] = [style::VERMILION, style::BLUE, style::GREEN];

fn furthest(lanes: &[Panel]) -> f64 {
    lanes
        .iter()
        .flat_map(|panel| &panel.lines)
        .flat_map(|line| &line.points)
        .map(|point| point[0])
        .fold(0.0, f64::max)
}

fn since_start(run: &Run, lanes: &[Panel]) -> Across {
    Across::Count {
        high: furthest(lanes),
        caption: format!("months since the start of {}", run.month(0)),
        from_start: true,
    }
}

fn lines_by_size(curves: &mut Curves, per_month: f64, last: f64) -> Result<Option<Panel>> {
    let mut panel = Panel { suffix: "%", ..Panel::default() };
    if curves.groups("all")?.iter().any(|group| group == "all") {
        panel.lines.push(curves.line("all", "all", "All firms", style::GREY, per_month, last)?.dashed());
    }
    for (at, group) in curves.groups("size")?.into_iter().enumerate() {
        let color = SIZES.get(at).copied().unwrap_or(style::PURPLE);
        panel.lines.push(curves.line("size", &group, &capital(&words(&group)), color, per_month, last)?);
    }
    panel.lines.retain(|line| line.points.len() > 1);
    Ok((!panel.lines.is_empty()).then_some(panel))
}

fn by_size(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(mut curves) = Curves::open(run, "since_start")? else { return Ok(None) };
    let Some(panel) = lines_by_size(&mut curves, 1.0, f64::INFINITY)? else { return Ok(None) };
    let head = Head {
        title: chart.title.to_string(),
        measure: format!("Share of the firms alive at the start of {} that are still open", run.month(0)),
        note: BAND.to_string(),
        every: false,
    };
    let lanes = [panel];
    let canvas = stack::draw(run, &head, &since_start(run, &lanes), &lanes, 1220.0);
    Ok(Some(Sheet { canvas, numbers: curves.numbers }))
}

fn by_sector(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(mut curves) = Curves::open(run, "since_start")? else { return Ok(None) };
    let all = curves.line("all", "all", "All sectors", style::GREY, 1.0, f64::INFINITY)?.bare();
    let mut lanes = Vec::new();
    for group in curves.groups("sector")? {
        let line = curves.line("sector", &group, "This sector", style::BLUE, 1.0, f64::INFINITY)?;
        if line.points.len() > 1 {
            lanes.push(Panel {
                title: run.label("sector", &group),
                lines: vec![all.clone(), line],
                suffix: "%",
                ..Panel::default()
            });
        }
    }
    if lanes.is_empty() {
        return Ok(None);
    }
    let head = Head {
        title: chart.title.to_string(),
        measure: format!(
            "Share of the firms alive at the start of {} that are still open, by months since then",
            run.month(0)
        ),
        note: format!("{BAND}{}", shade_note(run)),
        every: false,
    };
    let canvas = grid::draw(run, &head, &since_start(run, &lanes), &lanes, grid::Scale::Shared);
    Ok(Some(Sheet { canvas, numbers: curves.numbers }))
}

/// Says what shaded months are, where plots are too small for a label.
pub fn shade_note(run: &Run) -> String {
    let names: Vec<String> = run.shocks().into_iter().map(|shock| shock.name).collect();
    if names.is_empty() { String::new() } else { format!(" Shaded months: {}.", names.join("; ")) }
}

fn by_age(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(mut curves) = Curves::open(run, "age")? else { return Ok(None) };
    let Some(mut panel) = lines_by_size(&mut curves, 1.0 / 12.0, OLDEST)? else { return Ok(None) };
    panel.zero = true;
    let head = Head {
        title: chart.title.to_string(),
        measure: "Share of new firms that reach an age, at the closure rates of the simulated months"
            .to_string(),
        note: format!(
            "{BAND} Firms enter the count at the age at which they are first seen. Curves end where fewer than {FEWEST} simulated firms \
             are at risk; groups without young firms are left out."
        ),
        every: false,
    };
    let lanes = [panel];
    let across =
        Across::Count { high: furthest(&lanes), caption: "age in years".to_string(), from_start: false };
    let canvas = stack::draw(run, &head, &across, &lanes, 1180.0);
    Ok(Some(Sheet { canvas, numbers: curves.numbers }))
}
