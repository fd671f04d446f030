//! The lines of a month's obligations, as data, and what the month's business and loans cost before any
//! relief.

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::lending;
use crate::month::production::input_need;
use crate::month::relief::waived::Waived;
use crate::month::rent;
use crate::month::strengths;
use crate::month::tax;
use crate::state::block::{Block, flag};
use crate::state::debts::Arrears;
use crate::state::slots::BLOCK;

/// The obligations of a firm, and the profit of its month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Obligations {
    /// Pay.
    pub wages: Money,
    /// Employer contributions.
    pub contributions: Money,
    /// Value-added tax.
    pub vat: Money,
    /// Tax on profit.
    pub profit_tax: Money,
    /// Local fees.
    pub fees: Money,
    /// Rent and other fixed cost.
    pub rent: Money,
    /// Research.
    pub research: Money,
    /// Interest.
    pub interest: Money,
    /// Interest that a moratorium adds to the loan instead.
    pub interest_added: Money,
    /// Instalment of the term loan.
    pub instalment: Money,
    /// Working-capital loan that matures and is not rolled over.
    pub maturing: Money,
    /// The working-capital loan matures and is rolled over.
    pub rolled_over: bool,
    /// Invoices of suppliers that fall due, to the settlement accounts.
    pub suppliers: Money,
    /// Invoices that fall due to suppliers whose principal customer the firm is.
    pub linked_suppliers: Money,
    /// Deferred obligations that have fallen due.
    pub deferred_due: Money,
    /// Taxes deferred this month.
    pub deferred_taxes: Money,
    /// Contributions deferred this month.
    pub deferred_contributions: Money,
    /// The policies under which taxes and contributions are deferred, and in how many months they fall due.
    pub deferred_by: [Option<(usize, i32)>; 2],
    /// The policy under which a maturing loan is extended without repayment, and the months.
    pub extended_by: Option<(usize, u8)>,
    /// What policies took off the obligations above; none when nothing on offer acts on obligations.
    pub waived: Option<Waived>,
    /// Overdue obligations of earlier months.
    pub arrears: Arrears,
    /// Profit before tax on profit.
    pub profit: f64,
    /// Value of the inputs used.
    pub inputs_used: f64,
    /// Pay of the staff at normal wages and full hours.
    pub normal_pay: f64,
}

impl Obligations {
    /// What is deferred, by policy, and in how many months it falls due.
    pub fn deferrals(&self) -> impl Iterator<Item = (usize, i32, Money)> {
        self.sums_put_off()
            .into_iter()
            .flatten()
            .map(|((policy, months), amount)| (policy, months, amount))
            .filter(|sum| sum.2.0 > 0)
    }
    /// The same, with policies under which nothing is deferred as yet: what is waived may fall due after all.
    pub fn deferrable(&self) -> impl Iterator<Item = (usize, Money)> {
        self.sums_put_off().into_iter().flatten().map(|((policy, _), amount)| (policy, amount))
    }
    /// One sum for taxes and one for contributions, or one for both where one policy defers both.
    fn sums_put_off(&self) -> [Option<((usize, i32), Money)>; 2] {
        let [taxes, contributions] = self.deferred_by;
        if taxes == contributions {
            return [taxes.map(|by| (by, self.deferred_taxes + self.deferred_contributions)), None];
        }
        [taxes.map(|by| (by, self.deferred_taxes)), contributions.map(|by| (by, self.deferred_contributions))]
    }
    /// All that must be paid this month.
    #[inline(always)]
    pub fn total(&self) -> Money {
        self.first()
            + self.interest
            + self.instalment
            + self.maturing
            + self.suppliers
            + self.linked_suppliers
    }
    /// What comes before banks and suppliers: pay, taxes, rent, with arrears of all kinds.
    #[inline(always)]
    pub fn first(&self) -> Money {
        self.wages
            + self.contributions
            + self.vat
            + self.profit_tax
            + self.fees
            + self.rent
            + self.research
            + self.deferred_due
            + self.arrears.total()
    }
    /// Nobody waits for the sake of research: what the other obligations leave no cash for is not done. Gives
    /// what is. Few firms do any: obligations come by value and out of line, as in
    /// [`who_waits`](crate::month::pay::who_waits).
    #[inline(never)]
    pub fn affords_of_research(self, cash: Money) -> Money {
        self.research.min((cash - (self.total() - self.research)).positive())
    }
    /// Less is spent on research, and kept as profit.
    #[inline]
    pub fn cut_research_to(&mut self, done: Money) {
        self.profit += (self.research - done).real();
        self.research = done;
    }
}

/// Deferred obligations of the firms of a block by slot; empty where nobody has any.
#[derive(Clone, Debug, Default)]
pub struct Deferred(Vec<Money>);

impl Deferred {
    /// All that is deferred.
    pub fn all(b: &Block) -> Deferred {
        Deferred::until(b, i32::MAX)
    }
    /// What has fallen due by a month.
    pub fn until(b: &Block, month: i32) -> Deferred {
        let mut sums = Vec::new();
        // What may yet be forgiven is not counted.
        for deferral in
            b.side.deferrals.iter().filter(|deferral| deferral.due <= month && deferral.promise.is_none())
        {
            if sums.is_empty() {
                sums.resize(BLOCK, Money::ZERO);
            }
            sums[usize::from(deferral.slot)] += deferral.amount;
        }
        Deferred(sums)
    }
    /// That of a firm.
    #[inline]
    pub fn of(&self, i: usize) -> Money {
        self.0.get(i).copied().unwrap_or_default()
    }
    /// So much of it stays unpaid.
    #[inline]
    pub fn leave(&mut self, i: usize, unpaid: Money) {
        if let Some(due) = self.0.get_mut(i) {
            *due -= unpaid;
        }
    }
    /// That of each slot; empty where nobody has any.
    pub fn by_slot(&mut self) -> &mut [Money] {
        &mut self.0
    }
}

/// What of a firm's obligations stays unpaid, by creditor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Unpaid {
    /// Suppliers, within what they bear.
    pub stretched: Money,
    /// Suppliers, beyond that.
    pub suppliers: Money,
    /// Instalment and maturing loan: the bank gives more time.
    pub principal: Money,
    /// Interest of the month and of earlier ones.
    pub interest: Money,
    /// Rent.
    pub rent: Money,
    /// Taxes and contributions.
    pub taxes: Money,
    /// Deferred obligations that have fallen due.
    pub deferred: Money,
    /// Pay.
    pub wages: Money,
}

/// What a month's business costs, before loans, in minor units: the same in the forecast of round 3 and in
/// round 4.
pub(in crate::month) struct Business {
    pub wages: f64,
    pub contributions: f64,
    pub vat: f64,
    pub fees: f64,
    pub rent: f64,
    pub research: f64,
    pub normal_pay: f64,
    pub inputs_used: f64,
    /// Sales less all of these.
    pub surplus: f64,
}

#[inline(always)]
pub(in crate::month) fn business(b: &Block, i: usize, ctx: &Ctx) -> Business {
    let p = ctx.params;
    let s = usize::from(b.sector[i]);
    let sector = &ctx.sectors[s];
    let cell = &ctx.cells[ctx.norms.cell(s, usize::from(b.region[i]))];
    let sales = f64::from(b.sales[i]);
    let normal = f64::from(b.normal_sales[i]);
    let need = input_need(sector.material, strengths::efficiency(b, i, ctx), sector.efficiency_scale);
    let inputs_used = need * sales / f64::from(b.price[i]) * sector.input_price;
    let normal_pay = f64::from(b.headcount[i]) * cell.wage;
    let bill = normal_pay * cell.pay * f64::from(b.scratch.paid_share[i]);
    let (wages, contributions) = tax::pay_and_contributions(&p.tax, bill, b.has(i, flag::FORMAL));
    let rent = rent::due(b, i, ctx);
    let research = f64::from(b.scratch.research[i]);
    let minor = ctx.scenario.economy.minor_per_major;
    let taxpayer = tax::Taxpayer {
        sales,
        yearly_sales: normal * 12.0,
        inputs: inputs_used,
        vat_rate: sector.vat_rate,
        minor,
    };
    let vat = tax::value_added_tax(&p.tax, taxpayer);
    let fees = p.tax.local_fee_rate * ctx.terms.fees * sales;
    Business {
        wages,
        contributions,
        vat,
        fees,
        rent,
        research,
        normal_pay,
        inputs_used,
        surplus: sales - inputs_used - bill - rent - vat - fees - research,
    }
}

/// Value-added tax of a firm of whose inputs none are used, minor units: no less than it can be.
pub(in crate::month) fn vat_without_inputs(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let (sales, yearly_sales) = (f64::from(b.sales[i]), f64::from(b.normal_sales[i]) * 12.0);
    let vat_rate = ctx.sectors[usize::from(b.sector[i])].vat_rate;
    let minor = ctx.scenario.economy.minor_per_major;
    tax::value_added_tax(&ctx.params.tax, tax::Taxpayer { sales, yearly_sales, inputs: 0.0, vat_rate, minor })
}

/// What falls due on loans, before any relief, in minor units.
pub(in crate::month) struct Service {
    pub interest: f64,
    pub instalment: f64,
    pub maturing: f64,
    pub rolled_over: bool,
}

#[inline(always)]
pub(in crate::month) fn service(b: &Block, i: usize, ctx: &Ctx) -> Service {
    let debt = b.debt(i);
    let matures = b.working_loan[i].0 > 0 && b.working_left[i] <= 1;
    let rolled_over = matures && lending::rolls_over(b, i, ctx);
    Service {
        interest: debt.real() * f64::from(b.rate[i]) * (1.0 / 120_000.0),
        instalment: b.term_loan[i].real() / f64::from(b.term_left[i].max(1)),
        maturing: if matures && !rolled_over { b.working_loan[i].real() } else { 0.0 },
        rolled_over,
    }
}
