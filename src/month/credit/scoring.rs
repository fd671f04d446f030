//! How a bank sees a borrower: default risk, interest rate, risk class, relationship.

use super::Credit;
use crate::math;
use crate::month::out::CLASSES;

/// What a bank can see of a borrower.
#[derive(Clone, Copy, Debug)]
pub struct Borrower {
    /// Debt over yearly sales.
    pub debt: f64,
    /// Smoothed profit over sales.
    pub margin: f64,
    /// Staff.
    pub people: f64,
    /// Age in years.
    pub age: f64,
    /// Dues unpaid.
    pub illiquid: bool,
}

/// Log odds of default within a year.
pub fn log_odds(p: &Credit, w: Borrower) -> f64 {
    p.pd_constant
        + p.pd_debt * w.debt
        + p.pd_profit * w.margin.clamp(-0.5, 0.5)
        + p.pd_size * math::ln(w.people.max(1.0))
        + p.pd_age * math::ln(1.0 + w.age)
        + if w.illiquid { p.pd_illiquid } else { 0.0 }
}

/// The yearly rate a bank asks: prime rate, its margin and cost, and the loss it expects and is not covered for.
pub fn rate(prime: f64, margin: f64, cost: f64, default: f64, loss: f64, cover: f64) -> f64 {
    prime + margin + cost + default * loss * (1.0 - cover)
}

/// The risk class of a default probability, as banks rank requests: log odds from −8 to 0 in equal steps.
pub fn class(default: f64) -> usize {
    let odds = math::ln((default / (1.0 - default).max(1e-9)).max(1e-12));
    (((odds + 8.0) / 8.0 * CLASSES as f64).max(0.0) as usize).min(CLASSES - 1)
}

/// The chance that a firm of this size has a bank relationship.
pub fn relationship(p: &Credit, people: f64) -> f64 {
    (p.relationship * math::pow(people, p.relationship_size)).min(0.95)
}

/// Whether a firm of this luck has one, given the chance.
pub fn has_relationship(luck: u8, chance: f64) -> bool {
    (f64::from(luck) + 0.5) / 256.0 < chance
}
