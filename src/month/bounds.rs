//! Bounds: an economy that leaves them explodes, and its replication ends with a reason.
//!
//! Within their ranges parameters can be combined to economies that no country has: where households spend
//! more than one for one of what they earn more, where each entrant makes the next one likelier, or where
//! prices raise one another. Such an economy grows without end. Its numbers mean nothing long before they
//! can't be counted any more, so no table is made of them: at the end of each month a few totals are held
//! against the level at which the replication started. What grows by parameter (`entry.growth`,
//! `demand.trend`) takes its bound along. Nothing is bounded from below: an economy may die out, and its
//! tables then say zero.

use crate::month::ctx::Setting;
use crate::month::out::Report;
use crate::month::tally::Count;
use crate::state::State;
use crate::stop;

/// Times its level at the start that a total may reach. Recorded booms and busts stay far below; even a stock
/// of firms that doubles every year needs seven years for it.
pub const MOST: f64 = 100.0;
/// Months of the sales of the whole economy at the start that a stock of money may reach: a century.
pub const MOST_MONTHS: f64 = 1200.0;

/// A total and the level it is held against.
#[derive(Clone, Copy, Debug)]
pub struct Total {
    /// What it is.
    pub name: &'static str,
    /// Its value now.
    pub now: f64,
    /// Its level at the start, grown with what grows by parameter.
    pub start: f64,
}

/// The first total that is beyond `most` times its start, in words; a number that is none is beyond all
/// bounds.
pub fn beyond(totals: &[Total], most: f64) -> Option<String> {
    let total = totals.iter().find(|total| total.now.is_nan() || total.now > most * total.start.max(1.0))?;
    if !total.now.is_finite() {
        return Some(format!("{} can't be counted any more ({})", total.name, total.now));
    }
    Some(format!(
        "{} reached {:.0} times their level at the start",
        total.name,
        total.now / total.start.max(1.0)
    ))
}

/// Totals of flows and heads, and stocks of money against the sales of a month.
fn totals(state: &State, setting: &Setting, report: &Report) -> (Vec<Total>, Vec<Total>) {
    let norms = setting.norms;
    let m = &state.market;
    let (mut small, mut jobs, mut wages) = (0.0, 0.0, 0.0);
    for s in 0..norms.sectors {
        let sales = norms.output[s] * m.small_share[s];
        small += sales;
        wages += sales * norms.labour[s];
        for cell in s * norms.regions..(s + 1) * norms.regions {
            jobs += sales * m.region_share[cell] / norms.productivity[cell];
        }
    }
    let all: f64 = norms.output.iter().sum::<f64>() * m.trend;
    let firms: f64 = state.entry.stock.iter().sum();
    let tally = &report.tally;
    let count = |what: Count| tally.total(what) as f64;
    let large: f64 = state.large_firms.iter().map(|large_firm| large_firm.sales.real()).sum();
    let highest = |prices: &[f64]| {
        prices
            .iter()
            .copied()
            .fold(0.0, |most: f64, price| if price.is_nan() { price } else { most.max(price) })
    };
    let flows = [
        // A firm has one worker at least.
        ("jobs", count(Count::Jobs), (jobs * m.trend).max(firms)),
        ("firms", count(Count::Firms), firms),
        ("sales of small firms", count(Count::Sales), small * m.trend),
        ("sales of large firms", large, all - small * m.trend),
        ("wages", tally.sums.wages, wages * m.trend),
        ("prices of small firms", highest(&m.small_price), 1.0),
        ("prices of large firms", highest(&m.large_price), 1.0),
        ("prices of inputs", highest(&m.input_price), 1.0),
    ];
    let stocks = [
        ("cash of small firms", count(Count::Cash).abs()),
        ("debts of small firms", count(Count::Debt)),
        ("deposits of households", state.households.deposits.real().abs()),
        ("debts of the state", state.treasury.debt.real().abs()),
    ];
    (
        flows.map(|(name, now, start)| Total { name, now, start }).to_vec(),
        stocks.map(|(name, now)| Total { name, now, start: all }).to_vec(),
    )
}

/// ⟂ Last of a month: an economy beyond its bounds ends, see [`stop::replication`].
pub fn check(state: &State, setting: &Setting, report: &Report) {
    let (flows, stocks) = totals(state, setting, report);
    let of_stocks = || {
        beyond(&stocks, MOST_MONTHS)
            .map(|words| words.replace("their level at the start", "the sales of a month at the start"))
    };
    if let Some(what) = beyond(&flows, MOST).or_else(of_stocks) {
        stop::replication(format!(
            "{what} in {}: the economy explodes under these parameters, shocks and policies; bring those that were changed closer to their defaults \
             (`tideover params`)",
            state.now
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_worked_by_hand() {
        let jobs = |now: f64| [Total { name: "jobs", now, start: 200.0 }];
        assert_eq!(beyond(&jobs(20_000.0), 100.0), None);
        assert_eq!(
            beyond(&jobs(26_000.0), 100.0),
            Some("jobs reached 130 times their level at the start".to_string())
        );
        assert_eq!(beyond(&jobs(0.0), 100.0), None);
        assert_eq!(beyond(&jobs(f64::NAN), 100.0), Some("jobs can't be counted any more (NaN)".to_string()));
        assert_eq!(
            beyond(&jobs(f64::INFINITY), 100.0),
            Some("jobs can't be counted any more (inf)".to_string())
        );
    }
}
