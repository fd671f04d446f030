//! Policy levers: one instrument a file, one trait, one list. Who qualifies and when is written once and shared.
//!
//! A lever never touches a firm. It shapes the month's [`crate::state::terms::Terms`], rebuilt from nothing every month.

pub mod contribution_relief;
pub mod interest_subsidy;
pub mod liquidity_grant;
pub mod loan_guarantee;
pub mod loan_moratorium;
pub mod prompt_payment;
pub mod rent_relief;
pub mod rollover_without_repayment;
pub mod target;
pub mod tax_deferral;
pub mod tax_relief;
pub mod wage_subsidy;

use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::Terms;
use crate::units::Grade;

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
    /// Where the default comes from.
    pub source: &'static str,
    /// How well it is founded.
    pub grade: Grade,
}

/// A policy instrument.
pub trait Lever: Sync {
    /// Name in files (`kind = "…"`).
    fn kind(&self) -> &'static str;
    /// One line: what it does.
    fn summary(&self) -> &'static str;
    /// Its page: the cash-flow line it acts on, what it costs, how two of a kind combine, sources.
    fn page(&self) -> &'static str;
    /// Its own settings.
    fn fields(&self) -> &'static [Field];
    /// Whether it is a rule on buyers, whom no firm asks for anything: then a target, take-up, delay or budget means nothing.
    fn on_buyers(&self) -> bool {
        false
    }
    /// Puts its offer into the rules of the month. `index` is the policy's place in the scenario.
    fn shape(&self, index: usize, policy: &Policy, economy: &Economy, terms: &mut Terms);
}

/// Every lever.
pub const ALL: &[&dyn Lever] = &[
    &tax_deferral::TaxDeferral,
    &wage_subsidy::WageSubsidy,
    &liquidity_grant::LiquidityGrant,
    &loan_guarantee::LoanGuarantee,
    &loan_moratorium::LoanMoratorium,
    &prompt_payment::PromptPayment,
    &tax_relief::TaxRelief,
    &contribution_relief::ContributionRelief,
    &rent_relief::RentRelief,
    &interest_subsidy::InterestSubsidy,
    &rollover_without_repayment::RolloverWithoutRepayment,
];

/// The index of the lever of that name.
pub fn by_kind(kind: &str) -> Option<usize> {
    ALL.iter().position(|lever| lever.kind() == kind)
}

/// The settings of a policy as an array: a lever names its fields in the order in which it declares them.
///
/// # Panics
/// When the number of settings is not the number of fields; the loader of scenarios makes sure that it is.
pub(crate) fn settings<const N: usize>(policy: &Policy) -> [f64; N] {
    policy.settings[..].try_into().expect("one setting for each field of the lever")
}
