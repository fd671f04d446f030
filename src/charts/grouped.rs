//! Charts that have a form by group: one small plot a sector, region, size, age or tier.

use super::dimension::Dimension;
use super::figure::{Head, replications_note};
use super::panel::{Across, Line, Panel};
use super::run::Run;
use super::survival::{self, shade_note};
use super::{Sheet, failure_rate, grid, series, style};
use crate::error::Result;
use crate::language::Language;
use crate::{phrase, say};

/// A family of charts: the same measure by any group.
#[derive(Debug)]
pub struct Family {
    /// What users call it.
    pub name: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// Charts of one history that show the same measure: their names choose the family too.
    pub like: &'static [&'static str],
    /// The file it is drawn from, with `GROUP` in place of the dimension.
    pub table: &'static str,
    make: fn(&Run, Dimension, &str) -> Result<Option<Sheet>>,
}

/// All families.
pub const FAMILIES: [Family; 4] = [
    Family {
        name: "survival",
        title: phrase!("Survival of firms"),
        like: &["survival_by_size", "survival_by_sector"],
        table: "survival.csv",
        make: survival::by,
    },
    Family {
        name: "employment",
        title: phrase!("Jobs in small and medium firms"),
        like: &["employment"],
        table: "monthly_by_GROUP.csv",
        make: jobs,
    },
    Family {
        name: "firms",
        title: phrase!("Number of small and medium firms"),
        like: &["firms"],
        table: "monthly_by_GROUP.csv",
        make: firms,
    },
    Family {
        name: "failure_rate",
        title: phrase!("Closure rate of firms"),
        like: &["failure_rate_by_sector"],
        table: "monthly_by_GROUP.csv",
        make: failure_rate::by,
    },
];

/// The family that a name chooses: its own, that of a chart like it, or that of its file by a dimension.
pub fn family(name: &str, dimension: Dimension) -> Option<&'static Family> {
    FAMILIES
        .iter()
        .find(|family| family.name == name || family.like.contains(&name) || family.file(dimension) == name)
}

impl Family {
    /// The name of its file for a dimension.
    pub fn file(&self, dimension: Dimension) -> String {
        format!("{}_by_{}", self.name, dimension.name())
    }
    /// Its title for a dimension.
    pub fn title(&self, language: Language, dimension: Dimension) -> String {
        let (what, group) = (language.of(self.title), dimension.words(language));
        say!(language, "{what}, by {group}", what = what, group = group)
    }
    /// What a folder lacks that has no such chart.
    pub fn lacking(&self, language: Language, dimension: Dimension) -> String {
        let (table, group) = (self.table.replace("GROUP", dimension.name()), dimension.words(language));
        say!(language, "this folder has no numbers by {group} for it ({table})", group = group, table = table)
    }
    /// Draws it; `None` when the run has no data for it.
    ///
    /// # Errors
    /// A table that can't be read.
    pub fn draw(&self, run: &Run, dimension: Dimension) -> Result<Option<Sheet>> {
        (self.make)(run, dimension, &self.title(run.page.language, dimension))
    }
}

fn jobs(run: &Run, dimension: Dimension, title: &str) -> Result<Option<Sheet>> {
    let language = run.page.language;
    let measure =
        say!(language, "Headcount at the end of the month, {month} = 100", month = run.month_label(0));
    index(run, dimension, ["jobs_thousand", "jobs_million"], title, measure)
}

fn firms(run: &Run, dimension: Dimension, title: &str) -> Result<Option<Sheet>> {
    let language = run.page.language;
    let measure = say!(
        language,
        "Firms alive at the end of the month, dormant ones included, {month} = 100",
        month = run.month_label(0)
    );
    index(run, dimension, ["firms_thousand", "firms_million"], title, measure)
}

/// A column of the groups, and that of all firms, against the first month.
fn index(
    run: &Run,
    dimension: Dimension,
    [column, of_all]: [&str; 2],
    title: &str,
    measure: String,
) -> Result<Option<Sheet>> {
    let Some(table) = run.by(dimension.name(), &[column])? else { return Ok(None) };
    let language = run.page.language;
    let [this, all] = dimension.lines(language);
    let mut numbers = series::tidy();
    let first = |values: &[f64]| values.first().copied().filter(|base| base.is_finite() && *base > 0.0);
    let whole = run.course(&run.main, of_all)?;
    let Some(base) = first(&whole.mean) else { return Ok(None) };
    let whole = whole.times(100.0 / base);
    series::note(run, &mut numbers, &run.main, "all", "first month = 100", &whole);
    let mut plots = Vec::new();
    for group in dimension.groups(run, &table)? {
        let course = run.group(&table, dimension.name(), &group, column)?.course();
        let Some(base) = first(&course.mean) else { continue };
        let course = course.times(100.0 / base);
        series::note(run, &mut numbers, &run.main, &group, "first month = 100", &course);
        plots.push(Panel {
            title: run.label(dimension.name(), &group),
            lines: vec![
                Line::course(all, style::GREY, &whole).bare(),
                Line::course(this, style::BLUE, &course).width(5),
            ],
            ..Panel::default()
        });
    }
    if plots.len() < 2 {
        return Ok(None);
    }
    let mut note = vec![replications_note(run), shade_note(run)];
    if bands_hide(&plots) {
        plots.iter_mut().flat_map(|plot| &mut plot.lines).for_each(|line| *line = line.clone().bare());
        note[0] = say!(language, "Lines: mean of {count} replications.", count = run.replications());
        note.push(
            say!(language, "Bands are left out: some are so wide that they would hide the lines.").into(),
        );
    }
    let note = language.sentences(&note);
    let head = Head { title: title.to_string(), measure, note, every: false };
    let canvas = grid::draw(run, &head, &Across::Calendar, &plots, grid::Scale::Shared);
    Ok(Some(Sheet { canvas, numbers }))
}

/// Whether bands need several times the room of the lines: groups of few simulated firms have such bands.
fn bands_hide(plots: &[Panel]) -> bool {
    let range = |places: &[usize]| {
        let points = plots.iter().flat_map(|plot| &plot.lines).flat_map(|line| &line.points);
        let values = points.flat_map(|point| places.iter().map(|place| point[*place]));
        let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
        values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
            - values.iter().copied().fold(f64::INFINITY, f64::min)
    };
    range(&[1, 2, 3]) > 3.0 * range(&[1])
}
