//! What outputs are called on charts and in reports of sweeps, in the language of the page: what is measured,
//! when, in which unit, against what.

use super::folder::Sweep;
use crate::charts::hover;
use crate::charts::quantity::{self, Quantity, factors};
use crate::charts::words::{capital, words};
use crate::language::Language;
use crate::units::rounded;
use crate::{phrase, say};

/// A number that sweeps often keep.
struct Measure {
    name: &'static str,
    /// What it is.
    level: &'static str,
    /// What a difference from the same without policies is; empty where that is no gain by itself.
    kept: &'static str,
    /// The unit of a thousand of them; empty where the unit of the output says enough.
    unit: &'static str,
    /// Whether it adds up over months.
    sum: bool,
    /// Whether more of it is better; none where that is a matter of view.
    better: Option<bool>,
}

const fn measure(
    name: &'static str,
    level: &'static str,
    kept: &'static str,
    unit: &'static str,
    (sum, better): (bool, Option<bool>),
) -> Measure {
    Measure { name, level, kept, unit, sum, better }
}

const MEASURES: [Measure; 8] = [
    measure(
        "firms_alive",
        phrase!("firms in business"),
        phrase!("firms kept in business by policies"),
        phrase!("thousand firms"),
        (false, Some(true)),
    ),
    measure(
        "jobs",
        phrase!("jobs in small and medium firms"),
        phrase!("jobs kept by policies"),
        phrase!("thousand jobs"),
        (false, Some(true)),
    ),
    measure(
        "job_years",
        phrase!("job-years in small and medium firms"),
        phrase!("job-years kept by policies"),
        phrase!("thousand job-years"),
        (true, Some(true)),
    ),
    measure("failures", phrase!("business failures"), "", phrase!("thousand firms"), (true, Some(false))),
    measure("closures", phrase!("business closures"), "", phrase!("thousand firms"), (true, Some(false))),
    measure("births", phrase!("new firms"), "", phrase!("thousand firms"), (true, Some(true))),
    measure("public_cost", phrase!("public cost"), "", "", (true, None)),
    measure("output", phrase!("value added of small and medium firms"), "", "", (true, Some(true))),
];

/// The parts of an output as sweep files write it: `effect jobs{size=micro}@end`.
struct Written<'a> {
    name: &'a str,
    group: Option<&'a str>,
    when: &'a str,
}

fn written(text: &str) -> Option<Written<'_>> {
    let (head, when) = text.trim_start_matches("effect ").split_once('@')?;
    let (name, group) = match head.split_once('{') {
        Some((name, rest)) => (name, rest.trim_end_matches('}').split_once('=').map(|group| group.1)),
        None => (head, None),
    };
    Some(Written { name, group, when })
}

/// A moment in words: of a sum the end of its months.
fn moment(language: Language, when: &str, sum: bool) -> String {
    if let Some((from, to)) = when.split_once("..") {
        return say!(language, "from {from} to {to}", from = point(language, from), to = point(language, to));
    }
    match (when.strip_prefix('+'), when, sum) {
        (Some(count), _, true) => say!(language, "in the first {count} months", count = count),
        (Some(count), _, false) => say!(language, "after {count} months", count = count),
        (_, "end", true) => say!(language, "over all months").to_string(),
        (_, "end", false) => say!(language, "at the end").to_string(),
        (_, month, true) => say!(language, "up to {month}", month = month),
        (_, month, false) => say!(language, "in {month}", month = month),
    }
}

fn point(language: Language, when: &str) -> String {
    match when.strip_prefix('+') {
        Some(count) => say!(language, "month {count}", count = count),
        None if when == "end" => say!(language, "the end").to_string(),
        None => when.to_string(),
    }
}

/// A unit of thousands; its name in a language says how many that language counts.
fn thousand(language: Language, name: &str) -> Quantity {
    let factor = if name.is_empty() { 1.0 } else { factors(language).thousand };
    // The phrases themselves are of tables, which count in thousands in Chinese too.
    let name = match (language, name) {
        (Language::Chinese, "thousand firms") => "万户",
        (Language::Chinese, "thousand jobs") => "万个",
        (Language::Chinese, "thousand job-years") => "万人年",
        _ => language.of(name),
    };
    Quantity { factor, name: name.to_string() }
}

impl Sweep {
    /// The language of what is said.
    pub fn language(&self) -> Language {
        self.page.language
    }
    fn written(&self, output: usize) -> Option<Written<'_>> {
        written(&self.plan.outputs[output].text)
    }
    fn known(&self, output: usize) -> Option<&'static Measure> {
        let name = self.written(output)?.name;
        MEASURES.iter().find(|measure| measure.name == name)
    }
    /// Name of the number, without group and month: `jobs`.
    pub fn number_name(&self, output: usize) -> &str {
        self.written(output).map_or(self.plan.outputs[output].name.as_str(), |written| written.name)
    }
    /// When it is measured, as sweep files write it; empty where the output does not say.
    pub fn moment_name(&self, output: usize) -> &str {
        self.written(output).map_or("", |written| written.when)
    }
    /// Whether it is of a group of firms alone.
    pub fn of_group(&self, output: usize) -> bool {
        self.written(output).is_some_and(|written| written.group.is_some())
    }
    /// What is measured, without its month: `jobs kept by policies`.
    pub fn what(&self, output: usize) -> String {
        let (language, entry) = (self.language(), &self.plan.outputs[output]);
        let known = self.known(output);
        let level = match (known, self.written(output)) {
            (Some(known), _) => language.of(known.level).to_string(),
            (None, Some(written)) => words(written.name),
            (None, None) if entry.label.is_empty() => words(&entry.name),
            (None, None) => entry.label.trim_start_matches("effect on ").to_string(),
        };
        let kept = known.map_or("", |known| known.kept);
        let what = match (entry.effect, self.plan.against.as_str()) {
            (false, _) => level,
            (true, "no_policy") if !kept.is_empty() => language.of(kept).to_string(),
            (true, "no_policy") => say!(language, "effect of policies on {what}", what = level),
            (true, "no_shock") => say!(language, "effect of the shock on {what}", what = level),
            (true, _) => say!(language, "effect on {what}", what = level),
        };
        match self.written(output).and_then(|written| written.group) {
            Some(group) => what + &language.bracketed(&words(group)),
            None => what,
        }
    }
    /// When it is measured, in words; empty where the output does not say.
    pub fn when(&self, output: usize) -> String {
        let sum = self.known(output).is_some_and(|known| known.sum);
        self.written(output).map_or_else(String::new, |written| moment(self.language(), written.when, sum))
    }
    /// What an output is called: `Jobs kept by policies in 2021-12`.
    pub fn output(&self, output: usize) -> String {
        capital(&self.output_inside(output))
    }
    /// The same within a sentence.
    pub fn output_inside(&self, output: usize) -> String {
        let (what, when) = (self.what(output), self.when(output));
        match when.is_empty() {
            true => what,
            false => say!(self.language(), "{what} {when}", what = what, when = when),
        }
    }
    /// Its unit: `thousand jobs`, `billion yuan`.
    pub fn unit(&self, output: usize) -> String {
        self.quantity(output).name
    }
    /// What its numbers in the folder are multiplied by to be in that unit.
    pub fn scale(&self, output: usize) -> f64 {
        self.quantity(output).factor
    }
    fn quantity(&self, output: usize) -> Quantity {
        let (language, unit) = (self.language(), self.plan.outputs[output].unit.as_str());
        let known = self.known(output).map_or("", |known| known.unit);
        let same = |name: &str| Quantity { factor: 1.0, name: name.to_string() };
        match (unit, unit.strip_prefix("billion ")) {
            (_, Some(currency)) => quantity::billion(language, language.of(currency)),
            ("thousand", _) if known.is_empty() => {
                let (name, factor) = language.thousands();
                Quantity { factor, name: name.to_string() }
            }
            ("thousand", _) => thousand(language, known),
            (unit, _) if MEASURES.iter().any(|measure| measure.unit == unit) => thousand(language, unit),
            (unit, _) => same(language.of(unit)),
        }
    }
    /// A number with the output's unit behind it, where it has one.
    pub fn measured(&self, output: usize, number: &str) -> String {
        match self.unit(output) {
            unit if unit.is_empty() => number.to_string(),
            unit => say!(self.language(), "{number} {unit}", number = number, unit = unit),
        }
    }
    /// A value of an output or a change of it, with its interval and unit, to three digits of a size.
    pub fn valued(&self, output: usize, [value, low, high]: [f64; 3], size: f64) -> String {
        let number = self.measured(output, &rounded(value, size));
        number + &hover::interval(self.language(), [low, high], size, "")
    }
    /// An output's unit and what it is held against.
    pub fn measure(&self, output: usize) -> String {
        let language = self.language();
        let entry = &self.plan.outputs[output];
        let against = match (entry.effect, self.plan.against.as_str()) {
            (false, _) | (_, "") => String::new(),
            (_, "no_policy") => say!(language, "difference from the same without policies").to_string(),
            (_, "no_shock") => say!(language, "difference from the same without shocks").to_string(),
            (_, other) => say!(language, "difference from {other}", other = words(other)),
        };
        let parts = [self.unit(output), against];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        capital(&parts.join(language.comma()))
    }
    /// Whether a larger value is better; none where that is a matter of view.
    pub fn better(&self, output: usize) -> Option<bool> {
        self.known(output).and_then(|known| known.better)
    }
    /// Outputs that are the same number at other months: they have one scale of colours.
    pub fn siblings(&self, output: usize) -> Vec<usize> {
        let same = |other: &usize| {
            self.number_name(*other) == self.number_name(output)
                && self.plan.outputs[*other].effect == self.plan.outputs[output].effect
                && self.of_group(*other) == self.of_group(output)
        };
        (0..self.plan.outputs.len()).filter(same).collect()
    }
    /// Says of how many replications values are means.
    pub fn replications(&self) -> String {
        match self.plan.replications > 1.5 {
            true => say!(
                self.language(),
                "Each value is the mean of {count} replications.",
                count = format!("{:.0}", self.plan.replications)
            ),
            false => say!(self.language(), "One replication.").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::page::Page;
    use crate::charts::sweep::folder::{Output, Plan};
    use std::collections::BTreeMap;

    fn said(text: &str, against: &str, language: Language) -> [String; 2] {
        let output = Output {
            name: "x".into(),
            text: text.into(),
            label: "effect on x".into(),
            unit: "thousand".into(),
            effect: text.starts_with("effect "),
        };
        let plan = Plan { outputs: vec![output], against: against.into(), ..Plan::default() };
        let page = Page::default().in_language(language);
        let sweep = Sweep { plan, rows: vec![], runs: BTreeMap::new(), indices: vec![], page };
        [sweep.output(0), sweep.measure(0)]
    }

    #[test]
    fn outputs_are_said_in_plain_words() {
        let english = |text: &str, against: &str| said(text, against, Language::English);
        assert_eq!(
            english("effect jobs@2021-12", "no_policy"),
            ["Jobs kept by policies in 2021-12", "Thousand jobs, difference from the same without policies"]
        );
        assert_eq!(
            english("effect failures@+12", "no_shock")[0],
            "Effect of the shock on business failures in the first 12 months"
        );
        assert_eq!(english("firms_alive{size=micro}@end", "")[0], "Firms in business (micro) at the end");
        assert_eq!(english("cash_bn@2020-02..+6", "")[0], "Cash bn from 2020-02 to month 6");
        assert_eq!(english("exits_12_months", "")[0], "X");
        let chinese = said("effect jobs@2021-12", "no_policy", Language::Chinese);
        assert!(chinese[0].contains("2021-12") && !chinese[0].contains("jobs"), "{chinese:?}");
    }
}
