//! Households: income, consumption with a lag, deposits.

crate::parameters! {
    /// Parameters of households.
    pub struct Households : "households" {
        income_share = 0.8, 0.0 .. 1.0, "share", "part of consumption that moves with income earned from small firms (theta)", Assumed, "prototype: product with the propensity below one";
        propensity = 0.6, 0.0 .. 2.0, "ratio", "response of that part to income, both relative to normal (psi)", Assumed, "prototype 0.5-1.3";
        habit = 0.333, 0.01 .. 1.0, "per month", "weight of last month's income in the income households reckon with", Assumed, "prototype one third";
        unemployment = 0.052, 0.0 .. 0.5, "share of labour force", "unemployment in normal times", Official, "China, surveyed urban rate, December 2019";
    }
}
