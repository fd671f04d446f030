//! Policy levers: one instrument a file, one trait, one list. Who qualifies and when is written once and shared.
//!
//! A lever never touches a firm. It shapes the month's [`crate::state::terms::Terms`], rebuilt from nothing every month.
//!
//! # How two policies of a kind combine
//!
//! Each lever says which of five rules holds ([`Combine`]), and no other exists: the larger counts, both count, strengths compound, the
//! first counts, or the later counts. Policies of different kinds never combine: each acts on its own line, and waivers come before what is put off.

pub mod about;
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

pub use about::{About, Audience, Combine, Family, Field, Lever, Put};

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
