//! Export: foreign buyers order less, or more.
//!
//! Enters the month where demand is shared out ([`crate::month::demand`]): export demand of the cell is
//! multiplied by one plus the size, and firms that export bear it: their part of the cell's orders moves with
//! the part of their sales that goes abroad. With a `market` it is the demand of that market alone, and the firms
//! whose main market it is bear it ([`crate::month::foreign_trade`]).

use super::{Here, ShockSpec};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "export",
    description: "export demand changes by this share; firms that export bear more of it than others",
    unit: "share",
    min: -1.0,
    max: 3.0,
    channels: false,
    common: true,
    local: feel,
    national: None,
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    multiply(terms, here, (1.0 + here.size).max(0.0));
}

/// Foreign demand in its cell becomes so many times as much: all of it, or that of its market.
pub fn multiply(terms: &mut Terms, here: &Here<'_>, factor: f64) {
    /// The channel of exports.
    const EXPORTS: usize = 3;
    let Some(market) = here.market else {
        terms.demand[here.cell][EXPORTS] *= factor;
        return;
    };
    let n = here.markets.len();
    if terms.foreign_demand.is_empty() {
        terms.foreign_demand = vec![1.0; terms.demand.len() * n];
    }
    let of_cell = &mut terms.foreign_demand[here.cell * n..(here.cell + 1) * n];
    // By market over that of all: what hits all markets alike leaves it as it is.
    let mean = 1.0 + here.markets[market] * of_cell[market] * (factor - 1.0);
    of_cell[market] *= factor;
    terms.demand[here.cell][EXPORTS] *= mean;
    of_cell.iter_mut().for_each(|of| *of /= mean.max(f64::MIN_POSITIVE));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shocks::Elasticities;

    #[test]
    fn demand_of_one_market_worked_by_hand() {
        // Of two markets the first takes three quarters of exports. Its demand falls by four fifths, then that of both by
        // a half: exports are 0.4 and 0.2 of normal, demand of the first a half of all and that of the second two and a half.
        let markets = [0.75, 0.25];
        let here = |market: Option<usize>| Here {
            channels: [true; 4],
            elasticities: &Elasticities { exports: 0.5, import_prices: 0.5 },
            markets: &markets,
            market,
            sector: 0,
            cell: 0,
            size: 0.0,
        };
        let mut terms = Terms { demand: vec![[1.0; 4]], ..Terms::default() };
        multiply(&mut terms, &here(Some(0)), 0.2);
        assert!((terms.demand[0][3] - 0.4).abs() < 1e-12);
        multiply(&mut terms, &here(None), 0.5);
        assert!((terms.demand[0][3] - 0.2).abs() < 1e-12);
        assert!((terms.foreign_demand[0] - 0.5).abs() < 1e-12, "{:?}", terms.foreign_demand);
        assert!((terms.foreign_demand[1] - 2.5).abs() < 1e-12);
        // Demand by market is that of all times these: 0.1 and 0.5, as the shocks say.
        assert_eq!(terms.demand[0][..3], [1.0; 3]);
    }
}
