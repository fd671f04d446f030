//! Bank credit: who asks, at what interest rate banks lend and whom they refuse, through four channels: risk
//! tolerance (dare), incentives (willing), capacity (can), screening (know how). The interest rate of a loan is
//! put together in `lending.rs` (`quote`) and granted in `credit/applications.rs`.

pub mod applications;

crate::parameters! {
    /// Parameters of bank lending.
    pub struct Credit : "credit" {
        policy_rate = 0.0415, 0.0 .. 0.5, "per year", "one-year prime rate at which good loans are priced", Derived, "China LPR, end of 2019";
        deposit_rate = 0.004, 0.0 .. 0.5, "per year", "interest on deposits", Assumed, "China demand deposits 0.3-0.5%";
        relationship = 0.30, 0.0 .. 1.0, "share of one-person firms", "firms with a bank relationship, for a firm of one person", Assumed, "World Bank Enterprise Survey: 25% of firms have a loan; prior range 0.2-0.4";
        relationship_size = 0.25, 0.0 .. 1.0, "exponent", "rise of the relationship share with size", Assumed, "prototype";
        need_share = 0.63, 0.0 .. 1.0, "share of firms", "firms with any need for outside funds (the rest never apply)", Official, "OSOME: 37% no need, 2022 Q1";
        leverage = 0.28, 0.0 .. 2.0, "share of yearly sales", "debt that a firm with a relationship and a need carries in normal times", Derived, "gives bank debt of 0.17-0.19 of sales";
        working_share = 0.6, 0.0 .. 1.0, "share of debt", "working-capital part of that debt, repaid at the end", Assumed, "prior range 0.5-0.8";
        working_months = 12.0, 1.0 .. 60.0, "months", "maturity of a working-capital loan", Official, "China: one year as a rule";
        term_months = 36.0, 6.0 .. 240.0, "months", "maturity of a term loan with instalments", Assumed, "prior range 24-60";
        limit = 0.45, 0.0 .. 3.0, "share of yearly sales", "most debt that a bank allows", Assumed, "prototype 0.25 above a smaller base; prior range 0.3-0.6";
        pd_constant = -2.3, -10.0 .. 5.0, "log odds", "yearly default odds of a sound debt-free one-person new firm", Assumed, "with it banks judge one request in ten too risky and the mean odds are near the bad-loan ratio of mid-2019 (3.75%)";
        pd_debt = 2.0, 0.0 .. 20.0, "log odds", "effect of debt over yearly sales", Assumed, "prototype";
        pd_profit = -8.0, -40.0 .. 0.0, "log odds", "effect of the profit margin", Assumed, "prototype";
        pd_size = -0.25, -2.0 .. 0.0, "log odds", "effect of log headcount", Assumed, "prototype";
        pd_age = -0.25, -2.0 .. 0.0, "log odds", "effect of log age", Assumed, "prototype";
        pd_illiquid = 1.0, 0.0 .. 5.0, "log odds", "effect of overdue obligations", Assumed, "prototype";
        loss_given_default = 0.6, 0.0 .. 1.0, "share of the loan", "part of a defaulted unsecured loan that is lost", Assumed, "prior range 0.45-0.75";
        collateral_share = 0.5, 0.0 .. 1.0, "share of fixed assets", "value at which fixed assets count as collateral", Assumed, "haircut of 50%; World Bank: collateral worth twice the loan";
        rollover_margin = 2.4, 1.0 .. 5.0, "ratio", "how much worse than a new borrower a present one may look and still be rolled over", Assumed, "prototype 1.6; with 2.4 bad loans are near the published share; prior range 1.3-3";
        extension_months = 3.0, 1.0 .. 24.0, "months", "time given to a firm that can't repay a loan that is not rolled over", Assumed, "prototype";
        most_rate = 0.18, 0.0 .. 1.0, "per year", "rate above which a firm does not take a loan", Assumed, "judicial ceiling four times the prime rate (August 2020)";
        minimum_months = 0.3, 0.0 .. 6.0, "share of target buffer", "forecast cash below which a firm asks for a loan", Assumed, "prototype";
        capital_requirement = 0.08, 0.01 .. 0.5, "share of loans", "capital a bank must keep against its loans", Official, "Basel III, 8% of assets at full weight";
        growth_limit = 0.05, 0.0 .. 1.0, "per month", "most a bank's book may grow in a month", Assumed, "window guidance; prior range 0.02-0.1";
        dividend = 0.3, 0.0 .. 1.0, "per month", "part of the capital above its aim that a bank pays out", Assumed, "keeps capital near its aim";
    }
}

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
    /// Obligations unpaid.
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

/// The yearly rate a bank asks: prime rate, its margin and cost, and the loss it expects and is not covered
/// for.
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

/// Whether a firm with this draw has a bank relationship, given the chance.
pub fn has_relationship(draw: u8, chance: f64) -> bool {
    (f64::from(draw) + 0.5) / 256.0 < chance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_odds_and_rate_worked_by_hand() {
        let p = Credit {
            pd_constant: -2.2,
            pd_debt: 2.0,
            pd_profit: -8.0,
            pd_size: -0.25,
            pd_age: -0.25,
            pd_illiquid: 1.0,
            ..Credit::default()
        };
        let firm = Borrower { debt: 0.3, margin: 0.06, people: 1.0, age: 0.0, illiquid: false };
        // −2.2 + 2·0.3 − 8·0.06 = −2.08.
        assert!((log_odds(&p, firm) + 2.08).abs() < 1e-12);
        assert!((log_odds(&p, Borrower { illiquid: true, ..firm }) + 1.08).abs() < 1e-12);
        // 4.15% + 1% + 0.5% + 4% × 60% × 20% = 6.13%.
        assert!((rate(0.0415, 0.01, 0.005, 0.04, 0.6, 0.8) - 0.0613).abs() < 1e-12);
    }

    #[test]
    fn a_safer_borrower_is_in_a_better_class() {
        assert!(class(0.01) < class(0.1));
    }
}
