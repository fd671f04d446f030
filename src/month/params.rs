//! All parameters of the model: the groups, each declared in the file of its mechanism.

use crate::month::buyers;
use crate::month::take_up;
use crate::params::Spec;

crate::parameters! {
    /// Parameters of the starting population.
    pub struct Population : "population" {
        burn_in_years = 20.0, 0.0 .. 60.0, "years", "years simulated from a crude start before records are drawn", Derived, "prototype: at least ten; with ten the debt of firms still fell by 1% a year afterwards, with twenty by 0.3%";
        burn_in_firms = 30000.0, 1000.0 .. 1000000.0, "firms", "firms at the end of the burn-in", Assumed, "enough records in each sector";
        size_tail = 1.05, 0.5 .. 3.0, "exponent", "exponent of the upper tail of firm size", Derived, "US SUSB 2022: 0.97-1.03";
        settle_months = 12.0, 0.0 .. 60.0, "months", "months run after resampling and before the first reported one", Assumed, "lets links and order books settle";
    }
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
    competition: crate::month::competition::Competition,
    production: crate::month::production::Production,
    supply: crate::month::supply::Supply,
    disaster: crate::month::disaster::Disaster,
    closure: crate::month::closure::Closure,
    backlog: crate::month::backlog::Backlog,
    expectations: crate::month::expectations::Expectations,
    credibility: crate::month::credibility::Credibility,
    price: crate::month::price::Price,
    trade_credit: crate::month::trade_credit::TradeCredit,
    paying: crate::month::paying::Paying,
    work: crate::month::work::Work,
    tax: crate::month::tax::Tax,
    credit: crate::month::credit::Credit,
    lending: crate::month::lending::Lending,
    owner: crate::month::owner::Owner,
    rent: crate::month::rent::Rent,
    paperwork: crate::month::paperwork::Paperwork,
    failure: crate::month::failure::Failure,
    dormancy: crate::month::dormancy::Dormancy,
    estate: crate::month::estate::Estate,
    informal: crate::month::informal::Informal,
    entry: crate::month::entry::Entry,
    founding: crate::month::founding::Founding,
    take_up: take_up::TakeUp,
    uncertainty: crate::month::uncertainty::Uncertainty,
    households: crate::month::households::Households,
    budget: crate::month::budget::Budget,
    anchors: crate::month::large_firms::LargeFirms,
    producers: crate::month::producers::Producers,
    buyers: buyers::Buyers,
    standstill: crate::month::large_firm_failure::LargeFirmFailure,
    innovation: crate::month::innovation::Innovation,
    ladder: crate::month::ladder::Ladder,
    digital: crate::month::digital::Digital,
    cluster: crate::month::cluster::Cluster,
    quality: crate::month::quality::Quality,
    skills: crate::month::skills::Skills,
    upgrade: crate::month::upgrade::Upgrade,
    foreign_trade: crate::month::foreign_trade::ForeignTrade,
    foreign_investment: crate::month::foreign_investment::ForeignInvestment,
    population: crate::month::params::Population,
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
            assert_eq!(
                defaults.get(spec.group, spec.name),
                Some(spec.default),
                "{key} is not reachable by name"
            );
        }
        let mut keys: Vec<_> = specs.iter().map(|s| s.key()).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), specs.len(), "two parameters of one name");
    }
}
