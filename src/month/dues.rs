//! What a firm must pay this month: forecast in round 3, paid in round 4.

use super::Ctx;
use crate::levers::target::{Verdict, facts, hears, qualifies};
use crate::money::Money;
use crate::month::credit;
use crate::month::production::input_need;
use crate::month::tax;
use crate::state::block::{BLOCK, Block, flag};
use crate::state::side::Arrears;

/// The dues of a firm, and the profit of its month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dues {
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
    /// Deferred dues that have fallen due.
    pub deferred_due: Money,
    /// Taxes put off this month.
    pub put_off_taxes: Money,
    /// Contributions put off this month.
    pub put_off_contributions: Money,
    /// The policy under which they are put off, and in how many months they fall due.
    pub put_off_by: Option<(usize, i32)>,
    /// Unpaid dues of earlier months.
    pub arrears: Arrears,
    /// Profit before tax on profit.
    pub profit: f64,
    /// Value of the inputs used.
    pub inputs_used: f64,
    /// Pay of the staff at normal wages and full hours.
    pub normal_pay: f64,
}

impl Dues {
    /// All that must be paid this month.
    pub fn total(&self) -> Money {
        self.first() + self.interest + self.instalment + self.maturing + self.suppliers + self.linked_suppliers
    }
    /// What comes before banks and suppliers: pay, taxes, rent, with arrears of all kinds.
    pub fn first(&self) -> Money {
        self.wages + self.contributions + self.vat + self.profit_tax + self.fees + self.rent + self.deferred_due + self.arrears.total()
    }
}

/// Deferred dues of the firms of a block, and what of them has fallen due.
#[derive(Clone, Debug)]
pub struct Deferred {
    /// All.
    pub all: [Money; BLOCK],
    /// Fallen due.
    pub due: [Money; BLOCK],
}

impl Deferred {
    /// Reads the side table of a block.
    pub fn of(b: &Block, now: i32) -> Deferred {
        let mut deferred = Deferred { all: [Money::ZERO; BLOCK], due: [Money::ZERO; BLOCK] };
        b.side.deferred_by_slot(now, &mut deferred.all, &mut deferred.due);
        deferred
    }
}

/// What a month costs a firm in normal times: the yardstick of buffers and arrears.
#[inline]
pub fn monthly_cost(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    f64::from(b.normal_sales[i]) * (1.0 - ctx.scenario.economy.sectors[usize::from(b.sector[i])].margin)
}

/// Whether an offer reaches a firm: eligible, aware, able to file. The same answer in every round of a month and, for those who stay
/// eligible, in every month.
#[inline]
pub fn verdict(policy: usize, b: &Block, i: usize, ctx: &Ctx) -> Verdict {
    if eligible(policy, b, i, ctx) { hears(b, i, policy, ctx) } else { Verdict::NotEligible }
}

/// Whether an offer reaches a firm: [`verdict`] where only this matters.
#[inline]
pub fn reached(policy: usize, b: &Block, i: usize, ctx: &Ctx) -> bool {
    hears(b, i, policy, ctx) == Verdict::Reached && eligible(policy, b, i, ctx)
}

fn eligible(policy: usize, b: &Block, i: usize, ctx: &Ctx) -> bool {
    qualifies(&ctx.scenario.policies[policy].target, &facts(b, i, ctx))
}

/// The dues of a firm this month.
pub fn reckon(b: &Block, i: usize, deferred_due: Money, ctx: &Ctx) -> Dues {
    let p = ctx.params;
    let minor = ctx.scenario.economy.minor_per_major;
    let s = usize::from(b.sector[i]);
    let cell = ctx.norms.cell(s, usize::from(b.region[i]));
    let sales = f64::from(b.sales[i]);
    let normal = f64::from(b.normal_sales[i]);
    let dormant = b.has(i, flag::DORMANT);
    let need = input_need(ctx.norms.material[s], f64::from(b.efficiency[i] + b.noise[i]), ctx.norms.efficiency_scale[s]);
    let inputs_used = need * sales / f64::from(b.price[i]) * ctx.market.input_price[s];
    let people = f64::from(b.headcount[i]);
    let bill = people * ctx.norms.wage[cell] * ctx.terms.pay[cell] * f64::from(b.scratch.weight[i]);
    let (pay, contributions) = tax::pay_and_contributions(&p.tax, bill, b.has(i, flag::FORMAL));
    let fixed = ctx.norms.fixed[s] * normal * if dormant { p.owner.closure_fixed } else { 1.0 };
    let taxpayer = tax::Taxpayer {
        sales,
        yearly_sales: normal * 12.0,
        inputs: inputs_used,
        vat_rate: ctx.scenario.economy.sectors[s].vat_rate,
        minor,
    };
    let vat = tax::value_added_tax(&p.tax, taxpayer);
    let fees = p.tax.local_fee_rate * sales;
    let debt = b.debt(i);
    let interest = debt.times(f64::from(b.rate[i]) / 10_000.0 / 12.0);
    let profit = sales - inputs_used - bill - fixed - vat - fees - interest.real();
    let profit_tax = tax::profit_tax(&p.tax, profit, f64::from(b.profit[i]), minor);

    let due = ctx.market.payable_due[s];
    let mut dues = Dues {
        wages: Money::round(pay),
        contributions: Money::round(contributions),
        vat: Money::round(vat),
        profit_tax: Money::round(profit_tax),
        fees: Money::round(fees),
        rent: Money::round(fixed),
        interest,
        instalment: if b.term_left[i] > 0 { b.term_loan[i].times(1.0 / f64::from(b.term_left[i])) } else { b.term_loan[i] },
        suppliers: b.payable[i].times(due),
        linked_suppliers: b.payable_principal[i].times(due),
        deferred_due,
        arrears: b.side.arrears(i),
        profit,
        inputs_used,
        normal_pay: people * ctx.norms.wage[cell],
        ..Dues::default()
    };
    if b.working_loan[i].0 > 0 && b.working_left[i] <= 1 {
        if credit::rolls_over(b, i, ctx) {
            dues.rolled_over = true;
        } else {
            dues.maturing = b.working_loan[i];
        }
    }
    put_off(&mut dues, b, i, ctx);
    dues
}

/// Levers that put dues off: moratoria and tax deferrals. A firm uses the first moratorium and the largest deferral that it gets.
fn put_off(dues: &mut Dues, b: &Block, i: usize, ctx: &Ctx) {
    if dues.interest.0 > 0 || dues.instalment.0 > 0 || dues.maturing.0 > 0 {
        let offer = ctx.terms.moratoria.iter().find(|offer| reached(offer.policy, b, i, ctx));
        if let Some(offer) = offer {
            if offer.what.principal {
                dues.instalment = Money::ZERO;
                dues.maturing = Money::ZERO;
            }
            if offer.what.interest {
                dues.interest_added = std::mem::take(&mut dues.interest);
            }
        }
    }
    let mut best = 0.0;
    for offer in &ctx.terms.deferrals {
        if offer.what.share > best && reached(offer.policy, b, i, ctx) {
            best = offer.what.share;
            dues.put_off_by = Some((offer.policy, offer.what.months));
            dues.put_off_taxes = (dues.vat + dues.profit_tax).share(best);
            dues.put_off_contributions = if offer.what.contributions { dues.contributions.share(best) } else { Money::ZERO };
        }
    }
    if dues.put_off_by.is_some() {
        dues.contributions -= dues.put_off_contributions;
        let from_vat = dues.put_off_taxes.min(dues.vat);
        dues.vat -= from_vat;
        dues.profit_tax -= dues.put_off_taxes - from_vat;
    }
}
