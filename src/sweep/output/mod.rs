//! What is kept of a run: `[effect ]NAME[{dimension=group}]@WHEN`, or a metric of `summary.csv` by its name
//! alone.
//!
//! | file | does |
//! | --- | --- |
//! | `kinds.rs` | an output as data |
//! | `names.rs` | which numbers there are, with their units |
//! | `parse.rs` | an output from its text |
//! | `measure.rs` | its value in one replication |
//!
//! WHEN is `end`, a month (`2021-12`), `+12` for the twelfth reported month, or two of them with two points
//! between (`2020-02..2020-12`): then it is the mean over these months, and of sums the sum over them.

mod kinds;
mod measure;
mod names;
mod parse;

pub use kinds::{Moment, Output, What, When};
pub use measure::measure_all;
pub use names::{ALIASES, Alias};
pub use parse::Fault;

use super::entry::OutputEntry;
use super::words::quoted;
use crate::diagnose::{did_you_mean, one_of};
use crate::files::csv::NAME_LENGTH;
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::told;

impl Output {
    /// Whether a scenario has it: its months, its group.
    ///
    /// # Errors
    /// What the scenario lacks.
    pub fn check(&self, scenario: &Scenario) -> std::result::Result<(), Told> {
        if let Some([dimension, group]) = &self.group {
            let groups = names::groups(dimension, scenario);
            if !groups.contains(&group.as_str()) {
                let near = did_you_mean(group, groups.iter().copied())
                    .map_or(Told::nothing(), |hint| told!("; {hint}", hint = hint));
                return Err(told!(
                    "there is no {dimension} {group}{allowed}{near}",
                    dimension = dimension,
                    group = quoted(group),
                    allowed = one_of(groups),
                    near = near
                ));
            }
        }
        match self.when {
            Some(_) => self.months(scenario).map(|_| ()),
            None => {
                let needed = if let What::Metric(index) = self.what {
                    crate::stats::summary::METRICS[index].months()
                } else {
                    1
                };
                if needed <= scenario.months {
                    return Ok(());
                }
                Err(told!(
                    "{name} needs {needed} months, and the scenario has {months}",
                    name = &self.name,
                    needed = needed,
                    months = scenario.months
                ))
            }
        }
    }

    /// What a plan's folder tells of it. `unit` is the currency's.
    pub fn entry(&self, currency_unit: &str) -> OutputEntry {
        OutputEntry {
            name: self.column(),
            text: self.text.clone(),
            label: self.label(),
            unit: names::unit(self).replace("{unit}", currency_unit),
            effect: self.effect,
        }
    }

    /// The name of its column: `failures_2021_12_effect`; at most so long that `_se` still fits behind it.
    pub fn column(&self) -> String {
        let mut name = self.name.clone();
        for word in self.group.iter().flatten() {
            name += &format!("_{word}");
        }
        name += &match self.when {
            None => String::new(),
            Some(When::At(moment)) => format!("_{}", moment.words("month_")),
            Some(When::Over(from, to)) => format!("_{}_to_{}", from.words("month_"), to.words("month_")),
        };
        if self.effect {
            name += "_effect";
        }
        // A name of letters, digits and _ needs no quotes anywhere. Ages as in 20+ and 2 must not fall
        // together.
        fitting(
            name.replace('+', "_plus").chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect(),
        )
    }

    /// What it is called on charts: `jobs of size micro, effect at the end`.
    fn label(&self) -> String {
        let mut label = names::label(self);
        if let Some([dimension, group]) = &self.group {
            label += &format!(", {dimension} {group}");
        }
        label += &match self.when {
            None => String::new(),
            Some(When::At(Moment::End)) => ", end".into(),
            Some(When::At(moment)) => format!(", {}", moment.words("month ")),
            Some(When::Over(from, to)) => format!(", {} to {}", from.words("month "), to.words("month ")),
        };
        if self.effect { format!("effect on {label}") } else { label }
    }
}

/// A name that stays distinct where programs cut names off ([`NAME_LENGTH`]), with `_se` behind it too: of a
/// longer one the beginning, and a mark made of the whole. The sweep's README.txt says which output it is.
fn fitting(name: String) -> String {
    const MOST: usize = NAME_LENGTH - "_se".len();
    const MARK: usize = 8;
    if name.chars().count() <= MOST {
        return name;
    }
    let mark = blake3::hash(name.as_bytes()).to_hex();
    let beginning: String = name.chars().take(MOST - MARK - 1).collect();
    format!("{}_{}", beginning.trim_end_matches('_'), &mark[..MARK])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_stay_distinct_where_they_are_cut_off() {
        let column = |text: &str| Output::parse(text).unwrap().column();
        assert_eq!(column("effect failures@2021-12"), "failures_2021_12_effect");
        let long: Vec<String> = [
            "illiquid_and_insolvent_share@2020-02",
            "illiquid_and_insolvent_share@2020-03",
            "effect illiquid_and_insolvent_share@2020-03",
            "deaths_insolvent_thousand{sector=manufacturing}@2020-02..2020-12",
            "deaths_insolvent_thousand{sector=manufacturing}@2020-02..2020-11",
        ]
        .map(column)
        .to_vec();
        for (index, name) in long.iter().enumerate() {
            assert!(
                name.len() <= NAME_LENGTH - 3
                    && name
                        .starts_with(["illiquid_and_insolv", "deaths_insolvent_th"][usize::from(index > 2)]),
                "{name}"
            );
            assert!(!long[..index].contains(name), "{long:?}");
        }
    }
}
