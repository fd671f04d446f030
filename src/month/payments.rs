//! What a policy pays to a firm: a share of something, a flat sum, a sum a head.

use super::Ctx;
use crate::money::Money;
use crate::month::innovation;
use crate::state::block::{Block, flag};
use crate::state::ledger::Item;

/// What a payment is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The pay that falls due this month, furlough counted in. All payments on it come to no more than that pay.
    Pay,
    /// Of that pay, what goes to staff without work.
    IdlePay,
    /// A month's pay of the whole staff in full hours.
    NormalPay,
    /// A month's normal pay and fixed cost.
    PayAndFixed,
    /// The pay of a year on which contributions are reckoned; nothing where none are paid.
    InsuredPayOfAYear,
    /// People by whom staff grew last month.
    Hires,
    /// Value-added tax paid on the inputs in stock, of general taxpayers.
    InputTax,
    /// The month's normal research; see [`super::innovation`].
    Research,
    /// That of firms from this tier of the ladder on.
    ResearchFromTier(u8),
    /// The month's sales of firms that do research and whose principal customer is a large firm.
    LinkedResearchers,
    /// A year's normal sales.
    YearlySales,
    /// The energy bill of the month.
    EnergyBill,
    /// What a rise of energy prices adds to it.
    EnergyRise,
    /// The freight bill of the month.
    Freight,
    /// Exports of the month.
    Exports,
    /// Nothing: the payment is a flat sum or one a head.
    Nothing,
}

/// Staff that must be there: of what normal sales call for.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Share of the staff.
    pub at_least: f64,
    /// The same in firms of few people.
    pub at_least_small: f64,
    /// Most people of such a firm.
    pub small: f64,
}

impl Kept {
    /// Whether a firm meets it.
    pub fn met(&self, people: f64, called_for: f64) -> bool {
        people >= called_for * if people <= self.small { self.at_least_small } else { self.at_least }
    }
}

/// What is paid is a debt that may be forgiven, see [`crate::month::promises`].
#[derive(Clone, Copy, Debug)]
pub struct Forgiven {
    /// Months until it is decided.
    pub after: i32,
    /// Share of the staff that must have been kept until then.
    pub keep: f64,
    /// Months more until what is not forgiven falls due.
    pub repay: i32,
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
    /// Staff that must be there.
    pub kept: Option<Kept>,
    /// Rise of lasting efficiency, share of sales.
    pub gain: f64,
    /// It is a debt that may be forgiven.
    pub forgiven: Option<Forgiven>,
    /// The entry in the books.
    pub item: Item,
    /// What the firm must spend in turn, over what it is paid; see [`super::innovation::spend`].
    pub spends: f64,
    /// Whether it spends that on research.
    pub research: bool,
    /// Foreign orders that it brings, over the firm's exports.
    pub access: f64,
}

impl Payment {
    /// A payment of nothing, every month.
    pub fn of(basis: Basis, item: Item) -> Payment {
        let cap = f64::INFINITY;
        let [share, flat, per_head, retention, gain, spends, access] = [0.0; 7];
        let (kept, forgiven, research) = (None, None, false);
        Payment { basis, share, flat, per_head, cap, every: 1, retention, kept, gain, forgiven, item, spends, research, access }
    }
    /// What is paid when the basis comes to so much.
    pub fn amount(&self, basis: f64, people: f64) -> Money {
        Money::round((self.share * basis + self.flat + self.per_head * people).min(self.cap * people))
    }
    /// Whether it is part of the pay bill, which all payments of the kind can't exceed.
    pub fn of_bill(&self) -> bool {
        matches!(self.basis, Basis::Pay | Basis::IdlePay)
    }
    /// Whether a firm has the staff that is asked for.
    #[inline]
    pub fn staff_kept(&self, b: &Block, i: usize, ctx: &Ctx) -> bool {
        self.kept.is_none_or(|kept| {
            let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
            kept.met(f64::from(b.headcount[i]), f64::from(b.normal_sales[i]) / ctx.cells[cell].productivity)
        })
    }
    /// What a firm may claim this month, if it is its turn; `hires` are the people by whom its staff grew last month.
    #[inline]
    pub fn due(&self, b: &Block, i: usize, hires: u32, ctx: &Ctx) -> Money {
        if !self.staff_kept(b, i, ctx) {
            return Money::ZERO;
        }
        self.amount(if self.share == 0.0 { 0.0 } else { basis(self.basis, b, i, hires, ctx) }, f64::from(b.headcount[i]))
    }
}

/// The pay that falls due this month, furlough counted in, minor units.
pub fn pay_bill(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
    f64::from(b.headcount[i]) * ctx.cells[cell].wage * ctx.cells[cell].pay * f64::from(b.scratch.weight[i])
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
            idle_pay(pay_bill(b, i, ctx), made / (f64::from(b.headcount[i]) * cell.productivity).max(1.0), ctx)
        }
        Basis::NormalPay => f64::from(b.headcount[i]) * cell.wage,
        Basis::InsuredPayOfAYear if b.has(i, flag::FORMAL) => {
            12.0 * f64::from(b.headcount[i]) * cell.wage * ctx.params.tax.contribution_base
        }
        Basis::InsuredPayOfAYear => 0.0,
        Basis::Hires => f64::from(hires),
        Basis::PayAndFixed => f64::from(b.headcount[i]) * cell.wage + sector.fixed * f64::from(b.normal_sales[i]),
        Basis::InputTax => {
            let small = super::tax::small_scale(&ctx.params.tax, 12.0 * f64::from(b.normal_sales[i]), ctx.scenario.economy.minor_per_major);
            if small { 0.0 } else { sector.vat_rate * f64::from(b.inputs[i]) * sector.input_price }
        }
        Basis::Research => innovation::intensity(b, i, ctx) * f64::from(b.sales[i]),
        Basis::ResearchFromTier(tier) if b.tier_of(i) < usize::from(tier) => 0.0,
        Basis::ResearchFromTier(_) => innovation::intensity(b, i, ctx) * f64::from(b.sales[i]),
        Basis::LinkedResearchers if b.supplies_large(i) && innovation::intensity(b, i, ctx) > 0.0 => f64::from(b.sales[i]),
        Basis::LinkedResearchers => 0.0,
        Basis::YearlySales => 12.0 * f64::from(b.normal_sales[i]),
        Basis::EnergyBill => made(b, i) * economy.energy_share * (1.0 + ctx.terms.energy_price[s]).max(0.0),
        Basis::EnergyRise => made(b, i) * economy.energy_share * ctx.terms.energy_price[s].max(0.0),
        Basis::Freight => made(b, i) * economy.freight_share,
        Basis::Exports => exports(b, i, ctx),
        Basis::Nothing => 0.0,
    }
}

/// Output of the month at base prices, minor units.
fn made(b: &Block, i: usize) -> f64 {
    f64::from(b.sales[i]) / f64::from(b.price[i])
}

/// Exports of the month, minor units.
pub fn exports(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    if b.has(i, flag::EXPORTER) { f64::from(b.sales[i]) * ctx.sectors[usize::from(b.sector[i])].abroad } else { 0.0 }
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
    fn staff_that_must_be_kept_worked_by_hand() {
        // Normal sales call for 100 people: 94 are too few for a firm that may lose 5.5%. Of 20 a small firm may lose four.
        let kept = Kept { at_least: 0.945, at_least_small: 0.8, small: 30.0 };
        assert!(!kept.met(94.0, 100.0) && kept.met(95.0, 100.0));
        assert!(!kept.met(15.0, 20.0) && kept.met(16.0, 20.0));
    }

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
