//! What a policy owes a firm: a share of something, a flat sum, a sum per worker. It is paid in `budget.rs`.

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::foreign_trade;
use crate::month::tax;
use crate::month::work::hours;
use crate::state::block::{Block, flag};
use crate::terms::payment::{Basis, Payment};

/// Whether a firm has the staff that a payment asks for.
#[inline]
pub fn staff_kept(payment: &Payment, b: &Block, i: usize, ctx: &Ctx) -> bool {
    payment.kept.is_none_or(|kept| {
        let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
        kept.met(f64::from(b.headcount[i]), f64::from(b.normal_sales[i]) / ctx.cells[cell].productivity)
    })
}

/// What a firm may claim of a payment this month, if it is its turn; `hires` are the people by whom its staff
/// grew last month.
#[inline]
pub fn due(payment: &Payment, b: &Block, i: usize, hires: u32, ctx: &Ctx) -> Money {
    if !staff_kept(payment, b, i, ctx) {
        return Money::ZERO;
    }
    let whole = if payment.share == 0.0 { 0.0 } else { basis(payment.basis, b, i, hires, ctx) };
    payment.amount(whole, f64::from(b.headcount[i]))
}

/// The pay that falls due this month, furlough counted in, minor units.
pub fn pay_bill(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
    f64::from(b.headcount[i])
        * ctx.cells[cell].wage
        * ctx.cells[cell].pay
        * f64::from(b.scratch.paid_share[i])
}

#[inline]
fn basis(basis: Basis, b: &Block, i: usize, hires: u32, ctx: &Ctx) -> f64 {
    let s = usize::from(b.sector[i]);
    let (sector, economy) = (&ctx.sectors[s], &ctx.scenario.economy.sectors[s]);
    let cell = &ctx.cells[ctx.norms.cell(s, usize::from(b.region[i]))];
    match basis {
        Basis::Pay => pay_bill(b, i, ctx),
        Basis::IdlePay => {
            let made = f64::from(b.sales[i]) / f64::from(b.price[i]);
            idle_pay(
                pay_bill(b, i, ctx),
                made / (f64::from(b.headcount[i]) * cell.productivity).max(1.0),
                ctx,
            )
        }
        Basis::NormalPay => f64::from(b.headcount[i]) * cell.wage,
        Basis::InsuredPayOfAYear if b.has(i, flag::FORMAL) => {
            12.0 * f64::from(b.headcount[i]) * cell.wage * ctx.params.tax.contribution_base
        }
        Basis::InsuredPayOfAYear => 0.0,
        Basis::Hires => f64::from(hires),
        Basis::PayAndFixed => f64::from(b.headcount[i]) * cell.wage + f64::from(b.rent[i]),
        Basis::InputTax => {
            if tax::is_small_scale(b, i, ctx) {
                0.0
            } else {
                sector.vat_rate * f64::from(b.inputs[i]) * sector.input_price
            }
        }
        Basis::Research => f64::from(b.scratch.research[i]),
        Basis::ResearchFromTier(tier) if b.tier_of(i) < usize::from(tier) => 0.0,
        Basis::ResearchFromTier(_) => f64::from(b.scratch.research[i]),
        Basis::LinkedResearchers if b.supplies_large(i) && b.scratch.research[i] > 0.0 => {
            f64::from(b.sales[i])
        }
        Basis::LinkedResearchers => 0.0,
        Basis::EnergyBill => made(b, i) * economy.energy_share * (1.0 + ctx.terms.energy_price[s]).max(0.0),
        Basis::EnergyRise => made(b, i) * economy.energy_share * ctx.terms.energy_price[s].max(0.0),
        Basis::Freight => made(b, i) * economy.freight_share,
        Basis::Exports => foreign_trade::exports(b, i, ctx),
        Basis::Nothing => 0.0,
    }
}

/// Output of the month at base prices, minor units.
fn made(b: &Block, i: usize) -> f64 {
    f64::from(b.sales[i]) / f64::from(b.price[i])
}

/// Of a pay bill, what goes to staff without work when so much of normal output is made: staff within the
/// threshold is not counted as idle.
fn idle_pay(bill: f64, made: f64, ctx: &Ctx) -> f64 {
    let w = &ctx.params.work;
    let idle = (1.0 - made - w.idle_threshold).clamp(0.0, 1.0) * w.idle_pay;
    bill * idle / hours::paid_share((1.0 - made).clamp(0.0, 1.0), w.idle_threshold, w.idle_pay).max(1e-9)
}
