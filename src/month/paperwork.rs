//! Paperwork: hours of staff that taxes, permits and inspections take of a firm.
//!
//! A firm of one person fills in the forms that a firm of a hundred fills in: so paperwork costs hours at the firm's
//! pay, however small it is, and weighs on micro firms. It is part of the fixed cost to which firms are fitted, done by
//! staff or bought from agents; what a firm pays of that bounds what it can be spared
//! ([`crate::levers::compliance_relief`]). Dormant firms have nothing to file.

crate::parameters! {
    /// Parameters of paperwork.
    pub struct Paperwork : "paperwork" {
        hours = 138.0, 0.0 .. 2000.0, "hours a year", "staff hours of paperwork a year, of a firm of any size", Assumed, "World Bank, Doing Business 2020, from memory: 138 hours a year for taxes alone in China; permits and inspections come on top, while the smallest file less often; prior range 60-400";
        year = 2000.0, 500.0 .. 4000.0, "hours a year", "hours that an employee works a year", Assumed, "250 days of eight hours; prior range 1,900-2,400";
    }
}

use crate::month::ctx::Ctx;
use crate::state::block::{Block, flag};

/// What paperwork costs a month where an employee costs so much a month.
pub fn cost(p: &Paperwork, pay: f64) -> f64 {
    pay * p.hours / p.year
}

/// What paperwork costs a firm this month, minor units.
pub fn of_firm(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    if b.has(i, flag::DORMANT) {
        return 0.0;
    }
    let cell = &ctx.cells[ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]))];
    cost(&ctx.params.paperwork, cell.wage * cell.pay)
}

/// The share of what is due that sparing so much takes off: no more than all of it.
pub fn share(spared: f64, due: f64) -> f64 {
    if due > 0.0 { (spared / due).min(1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_cost_pay_however_small_a_firm_is() {
        // 138 of 2,000 hours at 6,000 a month: 414 a month, of one firm as of another.
        let spared = 0.25 * cost(&Paperwork { hours: 138.0, year: 2000.0 }, 6_000.0);
        assert!((spared - 103.5).abs() < 1e-9);
        // A quarter spared is a tenth of the fixed cost of a small firm, a thousandth of that of a large one.
        assert!(
            (share(spared, 1_035.0) - 0.1).abs() < 1e-12 && (share(spared, 103_500.0) - 0.001).abs() < 1e-12
        );
        assert_eq!((share(spared, 50.0), share(spared, 0.0)), (1.0, 0.0));
    }
}
