//! What a firm must pay this month: forecast in round 3, paid in round 4.

pub mod lines;

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::relief::{self, Forecast, Relief};
use crate::month::tax;
use crate::state::block::Block;
use lines::{Obligations, business, service};

/// What a firm will have to pay this month, as it looks ahead in round 3; in minor units, not rounded.
/// `OFFERS` as in [`compute`].
pub fn forecast<const OFFERS: bool>(b: &Block, i: usize, deferred_due: Money, ctx: &Ctx) -> f64 {
    let work = business(b, i, ctx);
    let loans = service(b, i, ctx);
    let mut relief = Relief::default();
    if OFFERS {
        relief::on_offer(&mut relief, &work, &loans, b, i, ctx);
    }
    let profit = work.surplus - loans.interest + relief.gain;
    let profit_tax = tax::profit_tax(
        &ctx.params.tax,
        profit,
        f64::from(b.profit[i]),
        ctx.scenario.economy.minor_per_major,
    );
    let suppliers =
        b.scratch.due_late[i].real() + b.payable_principal[i].real() * f64::from(b.scratch.means_to_pay[i]);
    let mut due = Forecast {
        vat: work.vat,
        profit_tax,
        contributions: work.contributions,
        fees: work.fees,
        rent: work.rent,
        interest: loans.interest,
        instalment: loans.instalment,
        maturing: loans.maturing,
    };
    if OFFERS {
        due = relief.foresee(due);
    }
    let public = due.vat + due.profit_tax + due.contributions + due.fees;
    let old = (deferred_due + b.side.arrears(i).total()).real();
    work.wages
        + due.rent
        + work.research
        + public
        + old
        + due.interest
        + (due.instalment + due.maturing)
        + suppliers
}

/// The obligations of a firm this month. `OFFERS`: something on offer acts on obligations. That is known
/// before the loop over firms, which is compiled for both cases: most months run without the baggage.
#[inline(always)]
pub fn compute<const OFFERS: bool>(b: &Block, i: usize, deferred_due: Money, ctx: &Ctx) -> Obligations {
    let work = business(b, i, ctx);
    let loans = service(b, i, ctx);
    let mut relief = Relief::default();
    if OFFERS {
        relief::on_offer(&mut relief, &work, &loans, b, i, ctx);
    }
    let profit = work.surplus - loans.interest + relief.gain;
    let profit_tax = tax::profit_tax(
        &ctx.params.tax,
        profit,
        f64::from(b.profit[i]),
        ctx.scenario.economy.minor_per_major,
    );
    let linked_due = f64::from(b.scratch.means_to_pay[i]);
    let mut obligations = Obligations {
        wages: Money::round(work.wages),
        contributions: Money::round(work.contributions),
        vat: Money::round(work.vat),
        profit_tax: Money::round(profit_tax),
        fees: Money::round(work.fees),
        rent: Money::round(work.rent),
        research: Money::round(work.research),
        interest: Money::round(loans.interest),
        instalment: Money::round(loans.instalment),
        maturing: Money::round(loans.maturing),
        rolled_over: loans.rolled_over,
        suppliers: b.scratch.due_late[i],
        linked_suppliers: b.payable_principal[i].times(linked_due),
        deferred_due,
        arrears: b.side.arrears(i),
        profit,
        inputs_used: work.inputs_used,
        normal_pay: work.normal_pay,
        ..Obligations::default()
    };
    if OFFERS {
        relief.lessen(&mut obligations);
    }
    obligations
}
