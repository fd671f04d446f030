//! Founding: what it costs in money and in days before a new firm may trade.
//!
//! Fees, seals and agents are paid, and until the last permit is there premises are paid for and the founder earns
//! nothing. Every founder pays that out of what is paid in; what is left is the fitted starting cash. The higher the
//! cost, the fewer ideas are worth it: births fall with it by a constant elasticity, so that at the usual cost they
//! are what they are fitted to. Where policy lowers the cost ([`crate::levers::entry_facilitation`]), founders come
//! who would not have come before: they are told apart, since they are the next in line in each sector and region, and
//! start smaller and a little less able than the others. All founders keep what they save.

crate::parameters! {
    /// Parameters of what founding costs.
    pub struct Founding : "founding" {
        days = 9.0, 0.0 .. 365.0, "days", "time from the application until a new firm may trade", Assumed, "World Bank, Doing Business 2020, from memory: 9 days in China, over 30 some years before; prior range 4-20";
        money = 0.14, 0.0 .. 24.0, "months of pay", "fees, seals and agents of a founder", Assumed, "World Bank, Doing Business 2020, from memory: 1.1% of yearly income a head in China; prior range 0.05-0.5";
        elasticity = 0.32, 0.0 .. 3.0, "ratio", "fall of births with the cost of founding", Assumed, "fitted: the reform of registration of Guangdong 2012-14 raised entry by 25% in manufacturing (Barwick, Chen, Li and Zhang 2024, abstract); that it halved the cost is assumed; prior range 0.15-0.6";
        marginal_size = 0.7, 0.05 .. 2.0, "ratio", "size at the start of those who come only because founding has become cheaper, over that of others", Assumed, "no source; prior range 0.5-1";
        marginal_efficiency = -0.03, -0.2 .. 0.2, "share of sales", "their efficiency against that of other entrants", Assumed, "who comes only if it costs little expects less, so that exits rise; of the entrants of Guangdong as a whole productivity was 1.1% higher after the reform, by easier finance and more competition (Barwick and others 2024); prior range -0.1-0.01";
    }
}

use crate::economy::Economy;
use crate::economy::norms::Norms;
use crate::math;
use crate::month::rent;

/// The least that is left of the cost of founding, for births to stay finite.
const LEAST: f64 = 0.05;

/// What is left of the usual days and of the usual money under the rules of a month.
pub type Left = [f64; 2];

/// Nothing is spared.
pub const USUAL: Left = [1.0; 2];

/// What founding costs a firm with so much rent a month where an employee costs so much a month: the money, and while
/// it waits the rent and what the founder would earn.
pub fn cost(p: &Founding, [days, money]: Left, wage: f64, rent: f64) -> f64 {
    p.money * money * wage + p.days * days / 30.0 * (rent + wage)
}

/// Births over their usual number when founding costs so much of what is usual.
pub fn response(p: &Founding, cost: f64, usual: f64) -> f64 {
    if usual > 0.0 && cost != usual { math::pow((cost / usual).max(LEAST), -p.elasticity) } else { 1.0 }
}

/// The same in a sector and region, for founders who start alone.
pub fn births(p: &Founding, left: Left, economy: &Economy, norms: &Norms, cell: usize) -> f64 {
    if left == USUAL {
        return 1.0;
    }
    let fixed = economy.sectors[cell / norms.regions].fixed_share;
    let rent = rent::agreed(fixed, norms.productivity[cell]);
    let [now, usual] = [left, USUAL].map(|left| cost(p, left, norms.wage[cell], rent));
    response(p, now, usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn founding_worked_by_hand() {
        let p = Founding { days: 15.0, money: 0.2, elasticity: 0.32, ..Founding::default() };
        // A fifth of a month's pay of 6,000, and half a month of rent of 2,000 and of that pay.
        let usual = cost(&p, USUAL, 6_000.0, 2_000.0);
        assert!((usual - 5_200.0).abs() < 1e-9);
        // Ten days less and half the fees: 600 and a third of 4,000.
        assert!((cost(&p, [1.0 / 3.0, 0.5], 6_000.0, 2_000.0) - 1_933.333_333).abs() < 1e-6);
        // Half the cost: a quarter more founders, as in Guangdong.
        assert!((response(&p, 0.5 * usual, usual) - 1.25).abs() < 0.002);
        assert_eq!(response(&p, usual, usual), 1.0);
        // Free of all cost: 20 to the power 0.32, no more.
        assert!((response(&p, 0.0, usual) - 2.608).abs() < 0.001);
        assert_eq!(response(&p, 0.0, 0.0), 1.0);
    }
}
