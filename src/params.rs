//! Parameters: each declared once, in the file of its mechanism, with description, unit, range, default, source, grade.
//!
//! The macro [`parameters!`](crate::parameters) makes of a declaration a plain struct of numbers and a table of [`Spec`]s. The table feeds
//! `tideover params` and `explain`, the check of scenario files, and the resolved scenario.

use crate::units::Grade;

/// What is known of one parameter.
#[derive(Debug)]
pub struct Spec {
    /// The mechanism it belongs to, as written in `[parameters.GROUP]`.
    pub group: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub description: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// The smallest value allowed.
    pub min: f64,
    /// The largest value allowed.
    pub max: f64,
    /// The value when neither the economy pack nor the scenario gives one.
    pub default: f64,
    /// Where the default comes from.
    pub source: &'static str,
    /// How well it is founded.
    pub grade: Grade,
}

impl Spec {
    /// `group.name`.
    pub fn key(&self) -> String {
        format!("{}.{}", self.group, self.name)
    }
}

/// Declares the parameters of a mechanism. Line: `name = default, min..max, "unit", "description", Grade, "source";`
#[macro_export]
macro_rules! parameters {
    (
        $(#[$doc:meta])*
        pub struct $Name:ident : $group:literal {
            $( $field:ident = $default:literal, $min:literal .. $max:literal, $unit:literal, $desc:literal, $grade:ident, $source:literal; )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $Name {
            $( #[doc = $desc] #[doc = concat!("(", $unit, ")")] pub $field: f64, )*
        }
        impl Default for $Name {
            fn default() -> Self {
                $Name { $( $field: $default as f64, )* }
            }
        }
        impl $Name {
            /// The table of these parameters.
            pub const SPECS: &'static [$crate::params::Spec] = &[
                $( $crate::params::Spec {
                    group: $group, name: stringify!($field), description: $desc, unit: $unit,
                    min: $min as f64, max: $max as f64, default: $default as f64, source: $source, grade: $crate::units::Grade::$grade,
                }, )*
            ];
            pub(crate) fn slot(&mut self, name: &str) -> Option<&mut f64> {
                match name { $( stringify!($field) => Some(&mut self.$field), )* _ => None }
            }
            pub(crate) fn value(&self, name: &str) -> Option<f64> {
                match name { $( stringify!($field) => Some(self.$field), )* _ => None }
            }
        }
    };
}

macro_rules! groups {
    ($( $field:ident : $path:path ),* $(,)?) => {
        /// All parameters of the model, by mechanism.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Params {
            $( #[doc = concat!("`[parameters.", stringify!($field), "]`")] pub $field: $path, )*
        }
        impl Params {
            /// Every parameter, in the order of the mechanisms.
            pub fn specs() -> Vec<&'static Spec> {
                let mut all: Vec<&'static Spec> = Vec::new();
                $( all.extend(<$path>::SPECS.iter()); )*
                all
            }
            /// The names of the groups.
            pub const GROUPS: &'static [&'static str] = &[ $( stringify!($field) ),* ];
            /// The value of a parameter.
            pub fn get(&self, group: &str, name: &str) -> Option<f64> {
                match group { $( stringify!($field) => self.$field.value(name), )* _ => None }
            }
            /// Sets a parameter; false when there is none of that name. Ranges are the caller's to check.
            pub fn set(&mut self, group: &str, name: &str, value: f64) -> bool {
                let slot = match group { $( stringify!($field) => self.$field.slot(name), )* _ => None };
                match slot { Some(slot) => { *slot = value; true } None => false }
            }
        }
    };
}

groups! {
    demand: crate::month::demand::Demand,
    production: crate::month::production::Production,
    supply: crate::month::supply::Supply,
    disaster: crate::month::disaster::Disaster,
    backlog: crate::month::backlog::Backlog,
    expectations: crate::month::expectations::Expectations,
    price: crate::month::price::Price,
    trade_credit: crate::month::trade_credit::TradeCredit,
    work: crate::month::work::Work,
    tax: crate::month::tax::Tax,
    credit: crate::month::credit::Credit,
    lending: crate::month::lending::Lending,
    owner: crate::month::owner::Owner,
    failure: crate::month::failure::Failure,
    dormancy: crate::month::dormancy::Dormancy,
    estate: crate::month::estate::Estate,
    informal: crate::month::informal::Informal,
    entry: crate::month::entry::Entry,
    take_up: crate::month::take_up::TakeUp,
    households: crate::month::households::Households,
    budget: crate::month::budget::Budget,
    anchors: crate::month::anchors::Anchors,
    buyers: crate::month::buyers::Buyers,
    standstill: crate::month::standstill::Standstill,
    innovation: crate::month::innovation::Innovation,
    ladder: crate::month::ladder::Ladder,
    digital: crate::month::digital::Digital,
    cluster: crate::month::cluster::Cluster,
    population: crate::economy::population::Population,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_is_described_sourced_and_within_its_range() {
        let specs = Params::specs();
        let defaults = Params::default();
        for spec in &specs {
            let key = spec.key();
            assert!(spec.description.len() > 10, "{key} needs a description");
            assert!(!spec.unit.is_empty() && !spec.source.is_empty(), "{key} needs a unit and a source");
            assert!(spec.min <= spec.default && spec.default <= spec.max, "{key}: default outside its range");
            assert_eq!(defaults.get(spec.group, spec.name), Some(spec.default), "{key} is not reachable by name");
        }
        let mut keys: Vec<_> = specs.iter().map(|s| s.key()).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), specs.len(), "two parameters of one name");
    }
}
