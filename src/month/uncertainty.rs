//! Recessions are uncertain times: fortunes of firms spread out when the sales of their sector fall.
//!
//! What firms of a sector lose together says little about each: in a recession some lose much more and some
//! gain. Bloom and others (2018, "Really Uncertain Business Cycles") find that the variance of shocks to
//! establishments rose by three quarters in the recession of 2007-09, their standard deviation by a third. Here
//! the standard deviation of changes of demand rises with the part of its normal sales that a sector has lost,
//! as a mean of some three months, beyond what chance moves, and up to the deepest fall that the estimate knows.
//! What a scenario adds by a shock of kind `dispersion` comes on top.

crate::parameters! {
    /// Parameters of uncertainty in recessions.
    pub struct Uncertainty : "uncertainty" {
        response = 1.7, 0.0 .. 5.0, "ratio", "rise of the standard deviation of changes of demand, share, over the part of its normal sales that the sector has lost", Assumed, "variance of shocks to establishments 76% higher in the recession of 2007-09 (Bloom and others 2018), standard deviation 33%; manufacturing then fell by about a fifth, which was not looked up; prior range 0.5-3";
        from = 0.02, 0.0 .. 0.5, "share of normal sales", "loss of a sector's sales below which nothing changes", Assumed, "chance moves most sectors by less in a population of 20,000 firms; where a sector has under a hundred, as mining, it adds one per cent to the dispersion of a calm year; prior range 0.01-0.05";
        most = 0.2, 0.0 .. 1.0, "share of normal sales", "loss beyond which it rises no further", Assumed, "the deepest fall that the estimate knows; prior range 0.1-0.4";
    }
}

use crate::state::State;

/// The standard deviation of changes of demand over its normal when a sector sells `ratio` of its normal sales.
pub fn dispersion(p: &Uncertainty, ratio: f64) -> f64 {
    1.0 + p.response * (1.0 - ratio - p.from).clamp(0.0, (p.most - p.from).max(0.0))
}

/// ⟂ The end of the month: how uncertain next month is in each sector.
pub fn judge(state: &mut State, p: &Uncertainty) {
    let State { entry, market, .. } = state;
    for (s, dispersion_now) in market.dispersion.iter_mut().enumerate() {
        let ratio = if entry.normal_sales[s] > 0.0 { entry.sales[s] / entry.normal_sales[s] } else { 1.0 };
        *dispersion_now = dispersion(p, ratio);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recession_spreads_fortunes_worked_by_hand() {
        let p = Uncertainty { response: 2.0, from: 0.02, most: 0.2 };
        assert_eq!([dispersion(&p, 1.1), dispersion(&p, 0.99)], [1.0, 1.0]);
        // Twelve per cent lost, ten beyond what chance moves: a fifth more.
        assert!((dispersion(&p, 0.88) - 1.2).abs() < 1e-12);
        // No further than at a fifth: 1 + 2 · 0.18.
        assert!((dispersion(&p, 0.3) - 1.36).abs() < 1e-12);
    }
}
