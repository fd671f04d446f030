//! Survival: the share of a cohort that is still there, by time since the start or by age.

use super::canvas::Canvas;
use super::columns::Columns;
use super::dimension::Dimension;
use super::figure::Head;
use super::panel::{Across, Line, Panel};
use super::run::{Run, keep};
use super::tidy::{Tidy, cell};
use super::{Chart, Sheet, grid, lanes, ranked, stack, style};
use crate::error::Result;
use crate::{phrase, say};
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
    reading: "One panel per sector: the sector coloured, all sectors grey; on narrow paper one row per sector, with the shares after a year and at the end. A line below the grey one means more closures than average.",
    needs: "survival curves by sector since the start (survival.csv)",
    make: by_sector,
};
/// The chart.
pub const BY_AGE: Chart = Chart {
    name: "survival_by_age",
    title: "Survival to age, by size",
    reading: "The share of new firms that would reach each age at the closure rates of the simulated months, one line a size. Where bands overlap, sizes do not differ clearly.",
    needs: "survival curves by age (survival.csv)",
    make: by_age,
};

/// Months of the first dot of a row.
const YEAR: f64 = 12.0;
/// Years of age shown at most.
const OLDEST: f64 = 20.0;
/// By age, a curve ends where fewer firms are at risk: one closure would move the rest of it.
const FEWEST: f64 = 50.0;
const BAND: &str = phrase!("Kaplan–Meier estimates; pale bands: 95% confidence.");

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

    /// The groups of a dimension in the table, in order.
    fn groups(&self, dimension: Dimension) -> Result<Vec<String>> {
        let mut found = self.found(dimension.name())?;
        dimension.sort(self.run, &mut found);
        Ok(found)
    }
    fn found(&self, dimension: &str) -> Result<Vec<String>> {
        let (clocks, dimensions, groups) =
            (self.table.names("clock")?, self.table.names("dimension")?, self.table.names("group")?);
        let has = |group: &usize| {
            (0..self.table.rows).any(|row| {
                groups.code[row] == *group && clocks.at(row) == self.clock && dimensions.at(row) == dimension
            })
        };
        let found = (0..groups.distinct.len()).filter(has);
        Ok(found.map(|group| groups.distinct[group].clone()).collect())
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
        caption: say!(run.page.language, "months since the start of {month}", month = run.month_label(0)),
        from_start: true,
    }
}

fn lines_by_size(curves: &mut Curves, per_month: f64, last: f64) -> Result<Option<Panel>> {
    let mut panel = Panel { suffix: "%", ..Panel::default() };
    let run = curves.run;
    let all = say!(run.page.language, "All firms");
    if curves.found("all")?.iter().any(|group| group == "all") {
        panel.lines.push(curves.line("all", "all", all, style::GREY, per_month, last)?.dashed());
    }
    for (at, group) in curves.groups(Dimension::Size)?.into_iter().enumerate() {
        let color = SIZES.get(at).copied().unwrap_or(style::PURPLE);
        panel.lines.push(curves.line("size", &group, &run.label("size", &group), color, per_month, last)?);
    }
    panel.lines.retain(|line| line.points.len() > 1);
    Ok((!panel.lines.is_empty()).then_some(panel))
}

/// Survival since the start by any group that the table has, under a title: sizes as lines of one plot, others
/// in a plot each.
pub fn by(run: &Run, dimension: Dimension, title: &str) -> Result<Option<Sheet>> {
    match dimension {
        Dimension::Size => sizes(run, title),
        other => plots(run, other, title),
    }
}

fn by_size(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    sizes(run, run.page.language.of(chart.title))
}

fn by_sector(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    plots(run, Dimension::Sector, run.page.language.of(chart.title))
}

fn sizes(run: &Run, title: &str) -> Result<Option<Sheet>> {
    let Some(mut curves) = Curves::open(run, "since_start")? else { return Ok(None) };
    let Some(panel) = lines_by_size(&mut curves, 1.0, f64::INFINITY)? else { return Ok(None) };
    let language = run.page.language;
    let measure = say!(
        language,
        "Share of the firms alive at the start of {month} that are still open",
        month = run.month_label(0)
    );
    let head = Head { title: title.to_string(), measure, note: language.of(BAND).to_string(), every: false };
    let plots = [panel];
    let canvas = stack::draw(run, &head, &since_start(run, &plots), &plots, 1220.0);
    Ok(Some(Sheet { canvas, numbers: curves.numbers }))
}

fn plots(run: &Run, dimension: Dimension, title: &str) -> Result<Option<Sheet>> {
    let Some(mut curves) = Curves::open(run, "since_start")? else { return Ok(None) };
    let language = run.page.language;
    let [this, all] = dimension.lines(language);
    let all = curves.line("all", "all", all, style::GREY, 1.0, f64::INFINITY)?.bare();
    let mut plots = Vec::new();
    for group in curves.groups(dimension)? {
        let line = curves.line(dimension.name(), &group, this, style::BLUE, 1.0, f64::INFINITY)?;
        if line.points.len() > 1 {
            plots.push(Panel {
                title: run.label(dimension.name(), &group),
                lines: vec![all.clone(), line],
                suffix: "%",
                ..Panel::default()
            });
        }
    }
    if plots.is_empty() {
        return Ok(None);
    }
    let measure = say!(
        language,
        "Share of the firms alive at the start of {month} that are still open, by months since then",
        month = run.month_label(0)
    );
    let note = language.sentences(&[language.of(BAND), &shade_note(run)]);
    let head = Head { title: title.to_string(), measure, note, every: false };
    let canvas = match run.page.narrow() {
        true => list(run, &head, &plots),
        false => grid::draw(run, &head, &since_start(run, &plots), &plots, grid::Scale::Shared),
    };
    Ok(Some(Sheet { canvas, numbers: curves.numbers }))
}

/// On narrow paper: the shares after a year and at the end in a row each, the lowest first, all firms on top.
fn list(run: &Run, head: &Head, plots: &[Panel]) -> Canvas {
    let last = furthest(plots);
    let months: Vec<f64> = if last > YEAR { vec![YEAR, last] } else { vec![last] };
    let at = |line: &Line, month: f64| {
        let point = line.points.iter().rev().find(|point| point[0] <= month);
        point.map_or([f64::NAN; 3], |point| [point[1], point[2], point[3]])
    };
    let row = |label: &str, line: &Line| ranked::Row {
        label: label.to_string(),
        dots: months.iter().map(|month| at(line, *month)).collect(),
    };
    let end = |row: &ranked::Row| row.dots.last().map_or(0.0, |dot| dot[0]);
    let mut rows: Vec<ranked::Row> = plots.iter().map(|plot| row(&plot.title, &plot.lines[1])).collect();
    rows.sort_by(|a, b| end(a).total_cmp(&end(b)));
    if let Some(plot) = plots.first() {
        rows.insert(0, row(&plot.lines[0].label, &plot.lines[0]));
    }
    let language = run.page.language;
    let keys: Vec<String> =
        months.iter().map(|month| say!(language, "After {months} months", months = month)).collect();
    let note = say!(language, "Kaplan–Meier estimates; lines: 95% confidence at the end.").to_string();
    ranked::draw(run, &Head { note, ..head.clone() }, &rows, &keys, false)
}

/// Says what shaded months are, where plots are too small for a label.
pub fn shade_note(run: &Run) -> String {
    let (language, shocks) = (run.page.language, run.shocks());
    let names: Vec<&str> = shocks.iter().map(|shock| shock.name.as_str()).collect();
    if names.is_empty() {
        return String::new();
    }
    say!(language, "Shaded months: {names}.", names = lanes::listed(language, &names))
}

fn by_age(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(mut curves) = Curves::open(run, "age")? else { return Ok(None) };
    let Some(mut panel) = lines_by_size(&mut curves, 1.0 / 12.0, OLDEST)? else { return Ok(None) };
    panel.zero = true;
    let language = run.page.language;
    let measure = say!(
        language,
        "Share of new firms that reach an age, at the closure rates of the simulated months, by size"
    );
    let count = say!(
        language,
        "Firms enter the count at the age at which they are first seen. Curves end where fewer than {count} simulated firms are at risk; groups without young firms are left out.",
        count = FEWEST
    );
    let note = language.sentences(&[language.of(BAND), &count]);
    let head = Head::of(run, chart.title, measure.to_string(), note);
    let plots = [panel];
    let caption = say!(language, "age in years").to_string();
    let across = Across::Count { high: furthest(&plots), caption, from_start: false };
    let canvas = stack::draw(run, &head, &across, &plots, 1180.0);
    Ok(Some(Sheet { canvas, numbers: curves.numbers }))
}
