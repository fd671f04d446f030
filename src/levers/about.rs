//! What a lever says about itself, and how it puts its offer into the rules of a month.

use super::renewal;
use crate::economy::Economy;
use crate::economy::norms::Norms;
use crate::language::told::Told;
use crate::phrase;
use crate::policy::{Policy, Target};
use crate::terms::{Offer, Terms};
use crate::units::{Grade, Month};

/// A setting of a lever.
#[derive(Debug)]
pub struct Field {
    /// Name in files.
    pub name: &'static str,
    /// What it means.
    pub description: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// Value when not given.
    pub default: f64,
    /// The value at which it does nothing, towards which a phase-out takes it; none for a setting that is no
    /// strength.
    pub neutral: Option<f64>,
    /// Where the default comes from.
    pub source: &'static str,
    /// How well it is founded.
    pub grade: Grade,
}

impl Field {
    /// The value when so much of the policy is left, from zero to one.
    pub fn faded(&self, value: f64, left: f64) -> f64 {
        self.neutral
            .map_or(value, |neutral| if left == 1.0 { value } else { neutral + left * (value - neutral) })
    }
}

/// Declares the settings of a lever. A `strength` does nothing at 0, a `factor` at 1; a `setting` says how,
/// not how much.
#[macro_export]
macro_rules! settings {
    (@neutral strength) => { Some(0.0) };
    (@neutral factor) => { Some(1.0) };
    (@neutral setting) => { None };
    ($fields:ident; $( $role:ident $name:ident = $default:expr, $min:literal .. $max:literal, $unit:literal, $description:literal, $grade:ident, $source:literal; )*) => {
        const $fields: &[$crate::levers::Field] = &[ $( $crate::levers::Field {
            name: stringify!($name), description: $description, unit: $unit, min: $min, max: $max, default: $default,
            neutral: $crate::settings!(@neutral $role), source: $source, grade: $crate::units::Grade::$grade,
        }, )* ];
    };
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $( $variant:ident = $word:literal, )* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum $name { $( $variant, )* }
        impl $name {
            /// In words.
            pub fn word(self) -> &'static str { match self { $( $name::$variant => $word, )* } }
            /// All of them, in order.
            pub const ALL: &[$name] = &[ $( $name::$variant, )* ];
        }
    };
}

words! {
    /// The family a lever belongs to.
    Family {
        Tax = "tax and fees",
        Cost = "cost",
        Jobs = "jobs",
        Grants = "cash grants",
        Credit = "credit",
        Equity = "equity",
        Payment = "payment and rights",
        Demand = "demand",
        Innovation = "innovation",
        Digital = "digital and place",
        Environment = "environment",
        Continuity = "continuity",
    }
}

words! {
    /// How two policies of a kind combine for whom both reach.
    Combine {
        Largest = "the larger counts",
        Sum = "both count",
        Compound = "strengths compound",
        First = "the one that began first counts",
        Latest = "the one that ends later counts",
    }
}

words! {
    /// What the budget of a policy limits.
    Budgeting {
        Spending = "limits what is paid, or waived at the cost of the state; money that comes back does not refill it",
        PutOff = "limits what is deferred and outstanding with what was forgiven or lost; what is paid back can be deferred anew",
        Fund = "is the size of the fund: new guarantees are given up to it, less what it has paid, times its leverage, less what is outstanding; it never pays more, and what is called beyond banks bear",
        Nothing = "limits nothing, since it costs the state nothing; a budget of zero shuts it",
        Refused = "none can be given: firms do not apply for it",
    }
}

/// Whom a lever concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Firms, which must qualify, hear of it and file.
    Firms,
    /// Large firms and public bodies as buyers.
    Buyers,
    /// Banks.
    Banks,
    /// Markets and offices: sectors and regions, without anybody who files.
    Markets,
}

impl Audience {
    /// What a rule is on, for a message; none when firms file for it.
    pub fn rule_on(self) -> Option<&'static str> {
        match self {
            Audience::Firms => None,
            Audience::Buyers => Some(phrase!("buyers")),
            Audience::Banks => Some(phrase!("banks")),
            Audience::Markets => Some(phrase!("markets and offices")),
        }
    }
}

/// What a lever says about itself.
#[derive(Debug)]
pub struct About {
    /// Name in files (`kind = "…"`).
    pub kind: &'static str,
    /// Its family.
    pub family: Family,
    /// Whom it concerns.
    pub audience: Audience,
    /// One line: what it does.
    pub summary: &'static str,
    /// The cash-flow line or number that it acts on.
    pub acts_on: &'static str,
    /// What it costs the public, and whom else.
    pub cost: &'static str,
    /// How two of a kind combine.
    pub combine: Combine,
    /// How well its effect is founded.
    pub evidence: Grade,
    /// Its page: mechanism, cost, limits, sources.
    pub page: &'static str,
    /// Its own settings.
    pub fields: &'static [Field],
}

/// A policy in force in a month, as a lever sees it.
#[derive(Clone, Copy, Debug)]
pub struct PolicyContext<'a> {
    /// Its place in the scenario.
    pub index: usize,
    /// The policy.
    pub policy: &'a Policy,
    /// All policies of the scenario.
    pub policies: &'a [Policy],
    /// The economy.
    pub economy: &'a Economy,
    /// Its norms.
    pub norms: &'a Norms,
    /// The month.
    pub month: Month,
    /// The first month of the scenario, before which nothing was in force.
    pub start: Month,
}

impl PolicyContext<'_> {
    /// The settings this month, in the order in which the lever declares them: while a policy is phased out,
    /// strengths fall.
    ///
    /// # Panics
    /// When the number of settings is not the number of fields; the loader of scenarios makes sure that it
    /// is.
    pub fn settings<const N: usize>(&self) -> [f64; N] {
        let fields = super::ALL[self.policy.lever].fields();
        let left = self.policy.left(self.month);
        let values: Vec<f64> = fields
            .iter()
            .zip(&self.policy.settings)
            .map(|(field, value)| field.faded(*value, left))
            .collect();
        values[..].try_into().expect("one setting for each field of the lever")
    }
    /// Minor units in a major unit.
    pub fn minor(&self) -> f64 {
        self.economy.minor_per_major
    }
    /// Billions of a year for the whole country as minor units of a month for the simulated economy.
    pub fn monthly(&self, billions_a_year: f64) -> f64 {
        billions_a_year * 1e9 * self.minor() / self.norms.weight / 12.0
    }
    /// The regions of its target.
    pub fn regions(&self) -> impl Iterator<Item = usize> {
        (0..self.norms.regions)
            .filter(|r| self.policy.target.regions.as_ref().is_none_or(|list| list.contains(r)))
    }
    /// The sectors with firms and the regions of its target.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize)> {
        let sectors = (0..self.norms.sectors).filter(|s| self.economy.sectors[*s].has_firms);
        let cells = sectors.flat_map(|s| (0..self.norms.regions).map(move |r| (s, r)));
        cells.filter(|(s, r)| self.policy.target.covers(*s, *r))
    }
    /// An offer of this policy.
    pub fn offer<T>(&self, what: T) -> Offer<T> {
        Offer { policy: self.index, what }
    }
}

/// A setting of a policy by the name under which its lever declares it.
///
/// # Panics
/// The lever has no such setting.
pub(super) fn setting(policy: &Policy, name: &str) -> f64 {
    let fields = super::ALL[policy.lever].fields();
    let place = fields.iter().position(|field| field.name == name);
    policy.settings
        [place.unwrap_or_else(|| panic!("{} has no setting {name}", super::ALL[policy.lever].kind()))]
}

/// The name of a policy of a kind that waives in full, for all firms and for all months of another, what that
/// one acts on; none when there is none.
pub(super) fn waived_for_all(
    policy: &Policy,
    all: &[Policy],
    kind: &str,
    in_full: impl Fn(&Policy) -> bool,
) -> Option<String> {
    let covers = |other: &Policy| {
        let whole = |other: &Policy| {
            other.target == Target::default() && other.take_up == Some(1.0) && other.budget.is_none()
        };
        let (from, to) = renewal::span(all, other, whole);
        super::ALL[other.lever].kind() == kind
            && whole(other)
            && from <= policy.from
            && to >= policy.to
            && in_full(other)
    };
    all.iter().find(|other| covers(other)).map(|other| other.name.clone())
}

/// A policy instrument.
pub trait Lever: Sync {
    /// What it says about itself.
    fn about(&self) -> &'static About;
    /// Puts its offer into the rules of the month.
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms);
    /// What a policy that is not in force any more still does to the rules of the month.
    fn after_end(&self, _put: &PolicyContext<'_>, _terms: &mut Terms) {}
    /// Why a policy can't stand among all those of a scenario, if it can't for a reason that no single
    /// setting shows.
    fn objection(&self, _policy: &Policy, _all: &[Policy]) -> Option<Told> {
        None
    }
    /// Whether anything about it is drawn at random, so that a file may give it a `draw`.
    fn draws(&self) -> bool {
        self.about().audience == Audience::Firms
    }
    /// What a budget limits.
    fn budgeting(&self) -> Budgeting {
        if self.about().audience.rule_on().is_some() { Budgeting::Refused } else { Budgeting::Spending }
    }
    /// What the target of a rule on markets may name; one that holds all over the country takes no regions.
    fn places(&self) -> &'static [&'static str] {
        &["sectors", "regions"]
    }
    /// Name in files.
    fn kind(&self) -> &'static str {
        self.about().kind
    }
    /// Its own settings.
    fn fields(&self) -> &'static [Field] {
        self.about().fields
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_phase_out_takes_strengths_to_nothing_and_leaves_settings() {
        crate::settings! {
            FIELDS;
            strength share = 0.5, 0.0 .. 1.0, "share", "a share", Assumed, "none";
            factor limit = 1.4, 1.0 .. 5.0, "ratio", "a factor", Assumed, "none";
            setting months = 6.0, 1.0 .. 60.0, "months", "a time", Assumed, "none";
        }
        let faded =
            |left: f64| -> Vec<f64> { FIELDS.iter().map(|field| field.faded(field.default, left)).collect() };
        assert_eq!(faded(1.0), [0.5, 1.4, 6.0]);
        assert_eq!(faded(0.5), [0.25, 1.2, 6.0]);
        assert_eq!(faded(0.0), [0.0, 1.0, 6.0]);
    }
}
