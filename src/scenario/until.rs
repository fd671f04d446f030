//! Replications until a half-width is met: `[replications] until = { … }`.

use super::check::Check;
use super::reader::Section;
use super::writer::{quoted, real};
use crate::diagnose::did_you_mean;
use crate::language::told::{self, Told};
use crate::month::model::{Scenario, Until};
use crate::stats::interim;
use crate::stats::summary::METRICS;
use crate::told;

/// The command that reads a scenario: metrics of one are not those of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Use {
    /// Whichever.
    #[default]
    Any,
    /// `run`.
    Run,
    /// `compare`.
    Compare,
}

impl Until {
    /// The numbers of replications at which there is an interim analysis.
    pub fn analyses(&self) -> Vec<u32> {
        interim::schedule(self.min, self.max)
    }

    /// The metric's unit, with the currency's name in it.
    pub fn unit(&self, currency_unit: &str) -> String {
        let units = METRICS.iter().map(|metric| (metric.name, metric.unit));
        let mut units =
            units.chain(crate::catalogue::METRICS.iter().map(|metric| (metric.name, metric.unit)));
        units
            .find(|(name, _)| *name == self.metric)
            .map_or("", |(_, unit)| unit)
            .replace("{unit}", currency_unit)
    }

    /// As TOML.
    pub(super) fn text(&self) -> String {
        let (metric, half_width) = (quoted(&self.metric), real(self.half_width));
        format!("{{ metric = {metric}, half_width = {half_width}, min = {}, max = {} }}", self.min, self.max)
    }
}

impl Scenario {
    /// The number of replications in words: `20`, or `10 to 200, until …`.
    pub fn how_often(&self) -> Told {
        let Some(until) = &self.until else { return Told::words(self.replications.to_string()) };
        told!(
            "{least} to {most}, until the half-width of {metric} is {half_width} {unit}",
            least = until.min,
            most = until.max,
            metric = &until.metric,
            half_width = until.half_width,
            unit = Told::known(until.unit(&self.economy.currency_unit))
        )
    }
}

/// Names of the metrics of a command, and what they are called together.
fn metrics(command: Use) -> (Vec<&'static str>, told::Value) {
    let run = METRICS.iter().map(|metric| metric.name);
    let compare = crate::catalogue::METRICS.iter().map(|metric| metric.name);
    match command {
        Use::Run => (run.collect(), "run".into()),
        Use::Compare => (compare.collect(), "compare".into()),
        Use::Any => (run.chain(compare).collect(), told!("run or compare").into()),
    }
}

/// Reads `until`, if it is given.
pub(super) fn read(
    check: &mut Check,
    outer: &Section<'_>,
    months: Option<u32>,
    command: Use,
) -> Option<Until> {
    let (table, place) = outer.table(check, "until")?;
    check.came_from("replications.until".into(), place.file_line());
    if let Some(count) = outer.table.get("count") {
        let why = told!("until and count are both given, count at {place}", place = count.place.file_line());
        let hint = told!("leave one of them out: count fixes their number, until lets a half-width decide");
        check.problems.at(&place, outer.says(why), Some(hint));
    }
    let what = told!("{what}, until", what = outer.what.clone());
    let section = Section::open(check, what, "replications.until", "replications.until", (table, place), &[]);
    let whole = |check: &mut Check, name: &str, default: u32| {
        let found = section.whole(check, name);
        (found.as_ref().map_or(default, |found| found.value as u32), found.map(|found| found.place.clone()))
    };
    let ((min, at_min), (max, at_max)) = (whole(check, "min", 10), whole(check, "max", 200));
    if let Some(place) = at_max.or(at_min).filter(|_| max < min) {
        let why = told!("max is {most}, below min, which is {least}", most = max, least = min);
        check.problems.at(&place, section.says(why), None);
    }
    let half_width = section.number(check, "half_width");
    if let Some(found) = half_width.as_ref().filter(|found| found.value == 0.0) {
        section.problem(check, found, told!("half_width is 0, which no number of replications meets"), None);
    }
    let metric = section.text(check, "metric")?;
    let (known, of) = metrics(command);
    if !known.contains(&metric.value) {
        let allowed = || told!("{command} has {metrics}", command = of.clone(), metrics = known.join(", "));
        let hint = match metrics(Use::Any).0.contains(&metric.value) {
            true => told!(
                "it is a metric of {command}; {allowed}",
                command = if command == Use::Run { "compare" } else { "run" },
                allowed = allowed()
            ),
            false => did_you_mean(metric.value, known.iter().copied()).unwrap_or_else(allowed),
        };
        let message = told!(
            "{command} has no metric {name}",
            command = of.clone(),
            name = format!("{:?}", metric.value)
        );
        section.problem(check, &metric, message, Some(hint));
    }
    let needed = METRICS.iter().find(|known| known.name == metric.value).map_or(1, |metric| metric.months());
    if let Some(months) = months.filter(|months| *months < needed) {
        let message = told!(
            "{metric} needs {needed} months, and the scenario has {months}",
            metric = metric.value,
            needed = needed,
            months = months
        );
        section.problem(check, &metric, message, None);
    }
    Some(Until { metric: metric.value.to_string(), half_width: half_width?.value, min, max })
}
