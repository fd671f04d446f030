//! Taxes and contributions, by who really pays them.

crate::parameters! {
    /// Parameters of taxes and contributions.
    pub struct Tax : "tax" {
        vat_small_rate = 0.03, 0.0 .. 0.5, "share of sales", "value-added tax of small-scale taxpayers", Official, "China, to February 2020";
        vat_small_threshold_year = 5000000.0, 0.0 .. 1e9, "currency a year", "sales below which a firm is a small-scale taxpayer", Official, "China since May 2018";
        vat_exempt_month = 100000.0, 0.0 .. 1e7, "currency a month", "monthly sales up to which a small-scale taxpayer owes no value-added tax", Official, "China 2019";
        vat_surcharge = 0.12, 0.0 .. 0.5, "share of the tax", "surcharges on value-added tax (city construction, education)", Official, "China: 7% + 3% + 2%, city";
        profit_rate = 0.25, 0.0 .. 0.6, "share of profit", "tax on profit", Official, "China";
        profit_small_rate = 0.05, 0.0 .. 0.6, "share of profit", "effective tax on profit of small low-profit firms, first band", Official, "China 2019-22";
        profit_small_limit_year = 3000000.0, 0.0 .. 1e9, "currency a year", "profit up to which the small rate applies", Official, "China 2019";
        contribution_rate = 0.245, 0.0 .. 0.6, "share of pay", "employer social insurance: pension, health, unemployment, injury", Derived, "China after May 2019, 0.24-0.26";
        contribution_base = 0.7, 0.0 .. 1.0, "share of pay", "part of pay on which contributions are really assessed", Assumed, "most firms insure at the lower bound; prior range 0.6-1";
        formal_micro = 0.17, 0.0 .. 1.0, "share of firms", "micro firms that pay contributions", Official, "OSOME survey, China 2022 Q1";
        formal_small = 0.5, 0.0 .. 1.0, "share of firms", "small firms that pay contributions", Assumed, "prior range 0.35-0.7";
        formal_medium = 0.85, 0.0 .. 1.0, "share of firms", "medium firms that pay contributions", Assumed, "prior range 0.75-0.95";
        local_fee_rate = 0.003, 0.0 .. 0.05, "share of sales", "local fees and small levies", Assumed, "prior range 0.001-0.006";
    }
}

use crate::math;
use crate::month::ctx::Ctx;
use crate::state::block::Block;

/// What a taxpayer's month looks like; all amounts in minor units, thresholds already turned into minor
/// units.
#[derive(Clone, Copy, Debug)]
pub struct Taxpayer {
    /// Sales of the month.
    pub sales: f64,
    /// Normal sales of a year.
    pub yearly_sales: f64,
    /// Inputs used in the month.
    pub inputs: f64,
    /// General value-added tax rate of the sector.
    pub vat_rate: f64,
    /// Minor units in a major unit, in which thresholds are declared.
    pub minor: f64,
}

/// Whether sales of a year make a small-scale taxpayer of value-added tax.
#[inline]
pub fn small_scale(p: &Tax, yearly_sales: f64, minor: f64) -> bool {
    yearly_sales < p.vat_small_threshold_year * minor
}

/// Whether a firm is one by its normal sales.
#[inline]
pub fn is_small_scale(b: &Block, i: usize, ctx: &Ctx) -> bool {
    let yearly_sales = 12.0 * f64::from(b.normal_sales[i]);
    small_scale(&ctx.params.tax, yearly_sales, ctx.scenario.economy.minor_per_major)
}

/// Value-added tax with surcharges: small-scale taxpayers pay on sales, or nothing below the monthly
/// threshold; general taxpayers pay on sales less inputs.
#[inline]
pub fn value_added_tax(p: &Tax, t: Taxpayer) -> f64 {
    // Who is small or exempt differs from firm to firm as by chance: both taxes are computed and one is kept,
    // which is quicker than a guess.
    let exempt = t.sales <= p.vat_exempt_month * t.minor;
    let small = math::one_if(!exempt) * p.vat_small_rate * t.sales;
    let general = t.vat_rate * (t.sales - t.inputs).max(0.0);
    let is_small = math::one_if(small_scale(p, t.yearly_sales, t.minor));
    (is_small * small + (1.0 - is_small) * general) * (1.0 + p.vat_surcharge)
}

/// Tax on a month's profit: the small rate for firms whose yearly profit stays in the first band; nothing on
/// losses, and nothing for firms that have been making a loss.
pub fn profit_tax(p: &Tax, profit: f64, smoothed: f64, minor: f64) -> f64 {
    let pays = math::one_if(profit > 0.0 && smoothed > 0.0);
    let large = math::one_if(smoothed * 12.0 > p.profit_small_limit_year * minor);
    pays * profit * (p.profit_small_rate + large * (p.profit_rate - p.profit_small_rate))
}

/// Splits a labour bill into pay and employer contributions. Contributions come out of the labour cost that
/// the labour market sets: firms that pay them pay lower wages for the same cost (full incidence on wages, as
/// most estimates find in the long run).
pub fn pay_and_contributions(p: &Tax, bill: f64, formal: bool) -> (f64, f64) {
    let rate = math::one_if(formal) * p.contribution_rate * p.contribution_base;
    let pay = bill / (1.0 + rate);
    (pay, bill - pay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taxes_worked_by_hand() {
        let p = Tax::default();
        let t = Taxpayer {
            sales: 9_000_000.0,
            yearly_sales: 100_000_000.0,
            inputs: 7_000_000.0,
            vat_rate: 0.13,
            minor: 100.0,
        };
        // 90,000 yuan a month, a million a year: small-scale and below the monthly threshold.
        assert_eq!(value_added_tax(&p, t), 0.0);
        // 200,000 yuan a month: 3% and 12% of that.
        assert!((value_added_tax(&p, Taxpayer { sales: 20_000_000.0, ..t }) - 672_000.0).abs() < 1e-6);
        // Ten million yuan a year: 13% of the 20,000 yuan of value added, and surcharges.
        assert!((value_added_tax(&p, Taxpayer { yearly_sales: 1e9, ..t }) - 291_200.0).abs() < 1e-6);
        assert_eq!(profit_tax(&p, 1000.0, 1000.0, 100.0), 50.0);
        assert_eq!(profit_tax(&p, 1000.0, 1e9, 100.0), 250.0);
        assert_eq!(profit_tax(&p, 1000.0, -1.0, 100.0), 0.0);
        let (pay, contributions) = pay_and_contributions(&p, 117_150.0, true);
        assert!((pay - 100_000.0).abs() < 1e-6 && (contributions - 17_150.0).abs() < 1e-6);
    }
}
