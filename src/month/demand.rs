//! Demand: how much of each market there is, and which firm gets it.

crate::parameters! {
    /// Parameters of the demand for a firm's goods.
    pub struct Demand : "demand" {
        price_elasticity = 3.0, 1.0 .. 10.0, "ratio", "elasticity of a firm's market share to its relative price (epsilon)", Assumed, "mark-ups of 1.3-1.5 imply 3-4; prior range 2-6";
        volatility = 0.311, 0.0 .. 2.0, "per year", "standard deviation of the yearly change of log appeal of a firm of ten people, five years old", Derived, "prototype fit to job creation and exits, US BDS 2010-19";
        volatility_size = 0.126, 0.0 .. 0.5, "exponent", "fall of that standard deviation with size (beta)", Derived, "prototype fit; 0.14-0.22 in Stanley et al. 1996 and later work on China";
        volatility_age = 0.193, 0.0 .. 1.0, "exponent", "fall of that standard deviation with age (nu)", Derived, "prototype fit to BDS job creation by age";
        volatility_floor = 0.06, 0.0 .. 1.0, "per year", "smallest standard deviation of the yearly change of log appeal", Assumed, "large old firms still vary; prior range 0.02-0.1";
        jumps_a_year = 2.0, 0.1 .. 12.0, "per year", "how often appeal jumps; few jumps keep yearly growth tent-shaped (Laplace)", Derived, "excess kurtosis of yearly growth about 3 = 6 / jumps";
        young_growth = 0.2, -1.0 .. 1.0, "per year", "extra growth of log appeal at birth", Derived, "prototype fit: cohort jobs after five years 0.90, BDS";
        young_years = 3.83, 0.1 .. 30.0, "years", "time over which the extra growth of the young fades", Derived, "prototype fit, BDS";
        transient_sd = 0.15, 0.0 .. 1.0, "log", "standard deviation of the passing part of demand, firm of ten people", Assumed, "month-to-month noise of small firms' receipts; prior range 0.1-0.3";
        transient_memory = 0.75, 0.0 .. 0.99, "per month", "autocorrelation of the passing part of demand", Assumed, "prior range 0.5-0.9";
        recapture = 0.5, 0.0 .. 1.0, "share", "part of a dead small firm's demand that other small firms take over at once; the rest goes to large firms and comes back slowly", Assumed, "prior range 0.3-0.8";
        recapture_months = 24.0, 1.0 .. 240.0, "months", "time in which the lost part of the market returns to small firms", Assumed, "prior range 12-36";
        local_share = 0.6, 0.0 .. 1.0, "share", "part of household demand for services that follows the income of the region itself", Assumed, "prior range 0.4-0.8";
    }
}
