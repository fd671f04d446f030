//! A finished run folder as the charts see it.

use super::columns::Columns;
use super::compare::found::Compared;
use super::compare::names;
use super::dates;
use super::page::Page;
use super::track::{Course, TrackPanel};
use super::words::{capital, words};
use crate::error::{Error, Result};
use crate::files::entries::Place;
use crate::files::manifest::Manifest;
use crate::language::Language;
use crate::language::told::Told;
use crate::units::{Month, NoMonth};
use crate::{phrase, say, told};
use std::path::{Path, PathBuf};

/// One of the simulated histories: a regime and an arm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Behaviour regime.
    pub regime: String,
    /// Arm.
    pub arm: String,
}

/// A window of time in months since the start: `from` up to `to`, then fading until `back`.
#[derive(Clone, Debug)]
pub struct Window {
    /// What it is called.
    pub name: String,
    /// Begin.
    pub from: f64,
    /// End.
    pub to: f64,
    /// End of the fading; at least `to`.
    pub back: f64,
}

/// A run folder.
#[derive(Debug)]
pub struct Run {
    /// Where it is.
    pub folder: PathBuf,
    /// Its manifest.
    pub manifest: Manifest,
    /// First month.
    pub start: Month,
    /// Number of months.
    pub months: usize,
    /// `monthly.csv`.
    pub monthly: Columns,
    /// Histories, in order of appearance; in a comparison those alone that charts of monthly series show.
    pub ways: Vec<History>,
    /// The history that charts of one history show.
    pub main: History,
    /// What a comparison found; none in a run of one arm.
    pub compared: Option<Compared>,
    /// The paper its charts are drawn for.
    pub page: Page,
}

const KEYS: &[&str] = &["regime", "arm", "month"];

impl Run {
    /// Opens a folder.
    ///
    /// # Errors
    /// A file that is missing, can't be read, or is not what it should be.
    pub fn open(folder: &Path) -> Result<Run> {
        let manifest = Manifest::open(folder)?;
        let path = folder.join("monthly.csv");
        let shown = manifest
            .comparison
            .as_ref()
            .map(|compared| (compared.regime(&manifest.regime), compared.shown()));
        let accept = |column: &str, cell: &str| match (&shown, column) {
            (Some((regime, _)), "regime") => cell == regime,
            (Some((_, arms)), "arm") => arms.iter().any(|arm| arm == cell),
            _ => true,
        };
        let monthly = Columns::read_where(&path, KEYS, |_| true, accept)?
            .ok_or_else(|| Error::content(&path, told!("there are no results in this folder")))?;
        let (regimes, arms) = (monthly.names("regime")?, monthly.names("arm")?);
        let mut ways: Vec<History> = Vec::new();
        for row in 0..monthly.rows {
            let new = ways.last().is_none_or(|way| way.regime != regimes.at(row) || way.arm != arms.at(row));
            let way = History { regime: regimes.at(row).to_string(), arm: arms.at(row).to_string() };
            if new && !ways.contains(&way) {
                ways.push(way);
            }
        }
        // The history with the policies: the last arm of the first regime, since a counterfactual comes
        // before what it is a base for.
        let regime = ways.iter().find(|way| way.regime == manifest.regime).unwrap_or(&ways[0]).regime.clone();
        let named =
            |way: &&History| manifest.comparison.as_ref().is_some_and(|compared| way.arm == compared.main());
        let last = || ways.iter().rev().find(|way| way.regime == regime);
        let main = ways.iter().find(named).or_else(last).unwrap_or(&ways[0]).clone();
        let first = monthly.names("month")?.distinct.iter().min().cloned().unwrap_or_default();
        let start = manifest
            .start
            .parse()
            .or_else(|_| first.parse())
            .map_err(|why: NoMonth| Error::Month(Told::from(why)))?;
        let months = monthly.names("month")?.distinct.len();
        let compared = Compared::read(folder, &manifest)?;
        let page = Page::default().in_language(manifest.language);
        Ok(Run { folder: folder.to_path_buf(), manifest, start, months, monthly, ways, main, compared, page })
    }
    /// The same, its charts drawn for a paper.
    pub fn on(self, page: Page) -> Run {
        Run { page, ..self }
    }

    /// A column of `monthly.csv` in one history: all replications.
    ///
    /// # Errors
    /// When there is no such column, or a month is none.
    pub fn panel(&self, way: &History, column: &str) -> Result<TrackPanel> {
        let keep = keep(&self.monthly, way, None)?;
        TrackPanel::gather((self.start, self.months), &self.monthly, &keep, self.monthly.numbers(column)?)
    }
    /// The same, summed up over replications.
    ///
    /// # Errors
    /// As [`Run::panel`].
    pub fn course(&self, way: &History, column: &str) -> Result<Course> {
        Ok(self.panel(way, column)?.course())
    }

    /// `monthly_by_DIMENSION.csv` with the named number columns, of the main history.
    ///
    /// # Errors
    /// A table that can't be read.
    pub fn by(&self, dimension: &str, columns: &[&str]) -> Result<Option<Columns>> {
        let path = self.folder.join(format!("monthly_by_{dimension}.csv"));
        let text = ["regime", "arm", "month", dimension];
        Columns::read_where(
            &path,
            &text,
            |name| name == "replication" || columns.contains(&name),
            |column, cell| self.is_main(column, cell),
        )
    }
    /// Whether a cell of a column of names may belong to the main history.
    pub fn is_main(&self, column: &str, cell: &str) -> bool {
        match column {
            "regime" => cell == self.main.regime,
            "arm" => cell == self.main.arm,
            _ => true,
        }
    }
    /// Replications of each history.
    pub fn replications(&self) -> f64 {
        let compared = self.manifest.comparison.as_ref();
        f64::from(compared.map_or(self.manifest.replications, |compared| compared.replications))
    }
    /// Which regime a comparison shows, as `middle regime`; nothing in a run of one arm, whose regime is said
    /// elsewhere.
    pub fn regime_label(&self) -> String {
        if self.manifest.comparison.is_some() {
            let (id, language) = (&self.main.regime, self.page.language);
            say!(language, "{regime} regime", regime = names::regime(id, language))
        } else {
            String::new()
        }
    }
    /// A column of such a table for one group in the main history.
    ///
    /// # Errors
    /// As [`Run::panel`].
    pub fn group(&self, table: &Columns, dimension: &str, group: &str, column: &str) -> Result<TrackPanel> {
        let keep = keep(table, &self.main, Some((dimension, group)))?;
        TrackPanel::gather((self.start, self.months), table, &keep, table.numbers(column)?)
    }

    /// Months since the start of a calendar month.
    pub fn since(&self, month: &str) -> Option<f64> {
        Some(f64::from(month.parse::<Month>().ok()?.since(self.start)))
    }
    /// The calendar month that is `months` after the start.
    pub fn month(&self, months: usize) -> String {
        self.start.plus(months as i32).to_string()
    }
    /// The same as readers of the language of the paper write it.
    pub fn month_label(&self, months: usize) -> String {
        dates::month(self.page.language, self.start.plus(months as i32))
    }
    /// Whether what these arms have is drawn: in a comparison what the arm has that charts of one history
    /// show.
    pub fn of_main(&self, arms: &[String]) -> bool {
        arms.is_empty() || arms.contains(&self.main.arm)
    }
    /// The months of every shock that fall in the run.
    pub fn shocks(&self) -> Vec<Window> {
        let shocks = self.manifest.shocks.iter().filter(|shock| self.of_main(&shock.arms));
        let windows =
            shocks.map(|shock| (&shock.name, &shock.kind, &shock.from, &shock.to, shock.back.as_ref()));
        self.windows(windows.collect())
    }
    /// The months of every policy that fall in the run.
    pub fn policies(&self) -> Vec<Window> {
        let policies = self.manifest.policies.iter().filter(|policy| self.of_main(&policy.arms));
        let windows = policies.map(|policy| (&policy.name, &policy.lever, &policy.from, &policy.to, None));
        self.windows(windows.collect())
    }
    fn windows(&self, given: Vec<(&String, &String, &String, &String, Option<&String>)>) -> Vec<Window> {
        let mut windows: Vec<Window> = Vec::new();
        let end = self.months as f64;
        for (name, kind, from, to, back) in given {
            let from = self.since(from).unwrap_or(0.0).clamp(0.0, end);
            let to = self.since(to).map_or(end, |to| to + 1.0).clamp(from, end);
            let back = back.and_then(|month| self.since(month)).unwrap_or(to).clamp(to, end);
            if back <= from {
                continue;
            }
            let name = if name.is_empty() { words(kind) } else { words(name) };
            let name = self.page.language.of(&name).to_string();
            windows.push(Window { name, from, to, back });
        }
        windows
    }

    /// The label of a group of a dimension.
    pub fn label(&self, dimension: &str, id: &str) -> String {
        if dimension == "age" {
            return age(self.page.language, id);
        }
        let places: &[Place] = match dimension {
            "sector" => &self.manifest.sectors,
            "region" => &self.manifest.regions,
            _ => &[],
        };
        let known = places.iter().find(|place| place.id == id && !place.label.is_empty());
        let label = known.map_or_else(|| capital(&words(id)), |place| place.label.clone());
        self.page.language.of(&label).to_string()
    }
    /// The currency's major unit, as `yuan`, in the language of the paper.
    pub fn unit(&self) -> &str {
        self.page.language.of(self.manifest_unit())
    }
    /// The same as tables name it.
    pub fn manifest_unit(&self) -> &str {
        let unit = &self.manifest.currency_unit;
        if unit.is_empty() { phrase!("currency units") } else { unit }
    }
    /// What an arm is called.
    pub fn arm(&self, arm: &str) -> String {
        names::arm(&self.manifest, arm, self.page.language)
    }
    /// What a line of a history is called when several are drawn; empty when there is only one.
    pub fn way_label(&self, way: &History) -> String {
        let arms = self.ways.iter().any(|other| other.arm != way.arm);
        let regimes = self.ways.iter().any(|other| other.regime != way.regime);

        match (arms, regimes) {
            (false, false) => String::new(),
            (true, false) => self.arm(&way.arm),
            (false, true) => names::regime(&way.regime, self.page.language),
            (true, true) => {
                let regime = names::regime(&way.regime, self.page.language);
                self.page.language.list(&[self.arm(&way.arm), regime])
            }
        }
    }
}

/// A band of ages, as `3-4` or `20+`.
fn age(language: Language, id: &str) -> String {
    match id.strip_suffix('+') {
        _ if id == "0" => say!(language, "Below one year of age").to_string(),
        Some(years) => say!(language, "Age {years} and over", years = years),
        None => say!(language, "Age {years}", years = id.replace('-', "–")),
    }
}

/// Rows of one history, and of one group if given.
///
/// # Errors
/// When a column is missing.
pub fn keep(table: &Columns, way: &History, group: Option<(&str, &str)>) -> Result<Vec<usize>> {
    let (regimes, arms) = (table.names("regime")?, table.names("arm")?);
    let (Some(regime), Some(arm)) = (regimes.find(&way.regime), arms.find(&way.arm)) else {
        return Ok(Vec::new());
    };
    let mut rows: Vec<usize> =
        (0..table.rows).filter(|row| regimes.code[*row] == regime && arms.code[*row] == arm).collect();
    if let Some((column, name)) = group {
        let names = table.names(column)?;
        let code = names.find(name);
        rows.retain(|row| Some(names.code[*row]) == code);
    }
    Ok(rows)
}
