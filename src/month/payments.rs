//! What a policy pays to a firm: a share of something, a flat sum, a sum a head.

use super::Ctx;
use crate::money::Money;
use crate::state::block::Block;
use crate::state::ledger::Item;

/// What a payment is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The pay that falls due this month, furlough counted in. All payments on it come to no more than that pay.
    Pay,
    /// Of that pay, what goes to staff without work.
    IdlePay,
    /// A month's normal pay and fixed cost.
    PayAndFixed,
    /// Value-added tax paid on the inputs in stock, of general taxpayers.
    InputTax,
    /// Nothing: the payment is a flat sum or one a head.
    Nothing,
}

/// A payment to a firm.
#[derive(Clone, Copy, Debug)]
pub struct Payment {
    /// What it is a share of.
    pub basis: Basis,
    /// The share.
    pub share: f64,
    /// A flat sum, minor units.
    pub flat: f64,
    /// A sum a head, minor units.
    pub per_head: f64,
    /// Most a head, minor units; infinite without a cap.
    pub cap: f64,
    /// Months between two payments to a firm; 1 for every month.
    pub every: i32,
    /// The share of pay that the owner counts as borne by others when deciding on lay-offs.
    pub retention: f64,
    /// The entry in the books.
    pub item: Item,
}

impl Payment {
    /// A payment of nothing, every month.
    pub fn of(basis: Basis, item: Item) -> Payment {
        Payment { basis, share: 0.0, flat: 0.0, per_head: 0.0, cap: f64::INFINITY, every: 1, retention: 0.0, item }
    }
    /// What is paid when the basis comes to so much.
    pub fn amount(&self, basis: f64, people: f64) -> Money {
        Money::round((self.share * basis + self.flat + self.per_head * people).min(self.cap * people))
    }
    /// Whether it is part of the pay bill, which all payments of the kind can't exceed.
    pub fn of_bill(&self) -> bool {
        matches!(self.basis, Basis::Pay | Basis::IdlePay)
    }
    /// What a firm may claim this month.
    pub fn due(&self, policy: usize, b: &Block, i: usize, ctx: &Ctx) -> Money {
        if self.every > 1 {
            let last = b.side.grants.get(&(i as u16, policy as u16));
            if last.is_some_and(|last| ctx.now - last < self.every) {
                return Money::ZERO;
            }
        }
        self.amount(if self.share == 0.0 { 0.0 } else { basis(self.basis, b, i, ctx) }, f64::from(b.headcount[i]))
    }
}

/// The pay that falls due this month, furlough counted in, minor units.
pub fn pay_bill(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
    f64::from(b.headcount[i]) * ctx.cells[cell].wage * ctx.cells[cell].pay * f64::from(b.scratch.weight[i])
}

fn basis(basis: Basis, b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let s = usize::from(b.sector[i]);
    let sector = &ctx.sectors[s];
    let cell = &ctx.cells[ctx.norms.cell(s, usize::from(b.region[i]))];
    match basis {
        Basis::Pay => pay_bill(b, i, ctx),
        Basis::IdlePay => {
            let made = f64::from(b.sales[i]) / f64::from(b.price[i]);
            idle_pay(pay_bill(b, i, ctx), made / (f64::from(b.headcount[i]) * cell.productivity).max(1.0), ctx)
        }
        Basis::PayAndFixed => f64::from(b.headcount[i]) * cell.wage + sector.fixed * f64::from(b.normal_sales[i]),
        Basis::InputTax => {
            let small = super::tax::small_scale(&ctx.params.tax, 12.0 * f64::from(b.normal_sales[i]), ctx.scenario.economy.minor_per_major);
            if small { 0.0 } else { sector.vat_rate * f64::from(b.inputs[i]) * sector.input_price }
        }
        Basis::Nothing => 0.0,
    }
}

/// Of a pay bill, what goes to staff without work when so much of normal output is made: staff within the threshold is not counted as idle.
fn idle_pay(bill: f64, made: f64, ctx: &Ctx) -> f64 {
    let w = &ctx.params.work;
    let idle = (1.0 - made - w.idle_threshold).clamp(0.0, 1.0) * w.idle_pay;
    bill * idle / super::work::paid_share(w, (1.0 - made).clamp(0.0, 1.0)).max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_worked_by_hand() {
        let what = Payment { share: 0.5, flat: 1000.0, every: 12, ..Payment::of(Basis::PayAndFixed, Item::Grant) };
        assert_eq!(what.amount(8000.0, 4.0), Money(5000));
        let half = Payment { share: 0.6, ..Payment::of(Basis::Pay, Item::WageSubsidy) };
        assert_eq!(half.amount(10_000.0, 4.0), Money(6000));
        assert_eq!(Payment { cap: 1000.0, ..half }.amount(10_000.0, 4.0), Money(4000));
        assert_eq!(Payment { per_head: 300.0, ..Payment::of(Basis::Nothing, Item::Grant) }.amount(0.0, 4.0), Money(1200));
    }
}
