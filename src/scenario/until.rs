//! Replications until a half-width is met: `[replications] until = { … }`.

use super::check::Check;
use super::reader::Section;
use super::writer::{quoted, real};
use crate::diagnose::did_you_mean;
use crate::month::model::{Scenario, Until};
use crate::stats::interim;
use crate::stats::summary::METRICS;

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
    pub fn how_often(&self) -> String {
        let Some(until) = &self.until else { return self.replications.to_string() };
        let unit = until.unit(&self.economy.currency_unit);
        format!(
            "{} to {}, until the half-width of {} is {} {unit}",
            until.min, until.max, until.metric, until.half_width
        )
    }
}

/// Names of the metrics of a command, and what they are called together.
fn metrics(command: Use) -> (Vec<&'static str>, &'static str) {
    let run = METRICS.iter().map(|metric| metric.name);
    let compare = crate::catalogue::METRICS.iter().map(|metric| metric.name);
    match command {
        Use::Run => (run.collect(), "run"),
        Use::Compare => (compare.collect(), "compare"),
        Use::Any => (run.chain(compare).collect(), "run or compare"),
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
        let message =
            format!("replications: until and count are both given, count at {}", count.place.file_line());
        check.problems.at(
            &place,
            message,
            Some("leave one of them out: count fixes their number, until lets a half-width decide".into()),
        );
    }
    let what = "replications, until";
    let section = Section::open(check, what, "replications.until", "replications.until", (table, place), &[]);
    let whole = |check: &mut Check, name: &str, default: u32| {
        let found = section.whole(check, name);
        (found.as_ref().map_or(default, |found| found.value as u32), found.map(|found| found.place.clone()))
    };
    let ((min, at_min), (max, at_max)) = (whole(check, "min", 10), whole(check, "max", 200));
    if let Some(place) = at_max.or(at_min).filter(|_| max < min) {
        check.problems.at(&place, format!("{what}: max is {max}, below min, which is {min}"), None);
    }
    let half_width = section.number(check, "half_width");
    if let Some(found) = half_width.as_ref().filter(|found| found.value == 0.0) {
        section.problem(check, found, "half_width is 0, which no number of replications meets", None);
    }
    let metric = section.text(check, "metric")?;
    let (known, of) = metrics(command);
    if !known.contains(&metric.value) {
        let allowed = format!("{of} has {}", known.join(", "));
        let hint = match metrics(Use::Any).0.contains(&metric.value) {
            true => format!(
                "it is a metric of {}; {allowed}",
                if command == Use::Run { "compare" } else { "run" }
            ),
            false => did_you_mean(metric.value, known.iter().copied())
                .map_or(allowed.clone(), |hint| hint.english()),
        };
        section.problem(check, &metric, format!("{of} has no metric {:?}", metric.value), Some(hint.into()));
    }
    let needed = METRICS.iter().find(|known| known.name == metric.value).map_or(1, |metric| metric.months());
    if let Some(months) = months.filter(|months| *months < needed) {
        section.problem(
            check,
            &metric,
            format!("{} needs {needed} months, and the scenario has {months}", metric.value),
            None,
        );
    }
    Some(Until { metric: metric.value.to_string(), half_width: half_width?.value, min, max })
}
