//! The scenarios of points, out of the bases.

use super::bases::{Bases, Given, value_text};
use super::factor::Factor;
use super::inputs;
use super::output::measure_all;
use super::points::{Point, Scenarios};
use super::submit::quote;
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::scenario::Loaded;
use crate::stats::run_tables::RunTables;

impl Scenarios for Bases {
    fn of(&self, point: &Point) -> Result<Loaded> {
        let combination = self.combination(point)?;
        let given: Vec<Given<'_>> = self
            .sweep
            .factors
            .iter()
            .zip(&point.values)
            .map(|(factor, value)| (factor, value, factor.place_of(value)))
            .collect();
        let variant = combination.variant(&given, self.without(point), true).map_err(Error::Input)?;
        Ok(combination.template.loaded(variant))
    }

    fn command(&self, point: &Point) -> String {
        let Ok(combination) = self.combination(point) else { return String::new() };
        let scenario = combination.scenario();
        let mut words = vec![
            "tideover".into(),
            "run".into(),
            quote(&self.sweep.bases[point.base].0.display().to_string()),
        ];
        let mut set = |text: String| words.extend(["--set".into(), quote(&text)]);
        if self.sweep.months.is_some() {
            set(format!("scenario.months={}", scenario.months));
        }
        self.overrides.set.iter().cloned().for_each(&mut set);
        let own = |path: &str| {
            self.sweep
                .factors
                .iter()
                .any(|factor| factor.paths.iter().any(|keys| keys.keys.join(".") == path))
        };
        for (factor, value) in self.sweep.factors.iter().zip(&point.values) {
            for path in &factor.paths {
                set(format!("{}={}", path.text, value_text(value)));
            }
        }
        let without = self.without(point);
        let names: Vec<&str> = match without {
            Some("policy") => scenario.policies.iter().map(|policy| policy.name.as_str()).collect(),
            Some(_) => scenario.shocks.iter().map(|shock| shock.name.as_str()).collect(),
            None => Vec::new(),
        };
        names
            .into_iter()
            .for_each(|name| set(format!("{}.\"{name}\".remove=true", without.unwrap_or_default())));
        words.extend(["--regime".into(), scenario.regime.clone()]);
        if !own("scenario.firms") {
            words.extend(["--firms".into(), scenario.firms.to_string()]);
        }
        words.extend(["--replications".into(), scenario.replications.to_string()]);
        if !own("replications.seed") {
            words.extend(["--seed".into(), scenario.seed.to_string()]);
        }
        if scenario.quick {
            words.push("--quick".into());
        }
        words.join(" ")
    }

    fn measure(&self, tables: &RunTables, scenario: &Scenario) -> std::result::Result<Vec<f64>, Told> {
        measure_all(self.sweep.outputs.iter().map(|(output, _)| output), tables, scenario)
            .into_iter()
            .collect()
    }

    fn inputs(&self) -> Result<Vec<(String, Vec<u8>)>> {
        inputs::of(self)
    }

    fn factors(&self) -> &[Factor] {
        &self.sweep.factors
    }

    fn notes(&self) -> Vec<Told> {
        self.notes.clone()
    }

    fn firm_months(&self, point: &Point) -> f64 {
        self.work.get(point.index).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sweep::entry::Value;

    #[test]
    fn words_survive_a_shell() {
        assert_eq!(quote("scenario.months=12"), "scenario.months=12");
        assert_eq!(quote("policy.\"wage support\".share=0.1"), "'policy.\"wage support\".share=0.1'");
        assert_eq!(quote("it's"), "'it'\\''s'");
        assert_eq!(value_text(&Value::Number(3.0)), "3.0");
        assert_eq!(value_text(&Value::Text("2020-06".into())), "\"2020-06\"");
    }
}
