//! Applications for loans, the decisions of banks on them, credit rationing, and the loans paid out.

use crate::money::Money;
use crate::month::credit::{Credit, has_relationship};
use crate::month::ctx::{Ctx, Setting};
use crate::month::lending::{self, Help, quote};
use crate::month::limit;
use crate::month::obligations;
use crate::month::obligations::lines::Deferred;
use crate::month::out::{CLASSES, Out};
use crate::month::relending;
use crate::month::take_up::verdict_on;
use crate::month::tally::{Applicant, Refusal};
use crate::month::work;
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::ledger::Item;
use crate::state::request::RequestClass;
use crate::state::slots::BLOCK;
use crate::state::{Bank, State};
use crate::terms::Terms;
use crate::terms::rules::Verdict;

/// Months over which a bank's normal lending is smoothed.
const USUAL_MONTHS: f64 = 12.0;

/// What a firm looks for, minor units; zero where it does not.
struct Need {
    /// What it lacks to its least cash, by its forecast of the month.
    lacks: f64,
    /// What it lacks to pay the people whom it would hire, until customers pay for what these make.
    grows: f64,
    /// What its debt lacks to the usual share of sales.
    tops_up: f64,
}

impl Need {
    /// The sum that it asks for.
    fn sum(&self) -> f64 {
        self.lacks.max(self.grows).max(self.tops_up)
    }
}

/// Cash ahead is cash less the obligations of the month; the target is the buffer of the owner. Below
/// `minimum_months` of the target a firm looks for the whole gap to it. Who would hire looks for what the new
/// people must be paid until customers pay. Whoever is below three quarters of
/// the usual debt (`leverage` times a year of sales) takes what is missing.
fn need(b: &Block, i: usize, deferred_due: Money, ctx: &Ctx) -> Need {
    let p = &ctx.params.credit;
    let obligations = if ctx.terms.acts_on_obligations {
        obligations::forecast::<true>(b, i, deferred_due, ctx)
    } else {
        obligations::forecast::<false>(b, i, deferred_due, ctx)
    };
    let target = f64::from(b.buffer_days[i]) / 30.0 * f64::from(b.scratch.outgo[i]);
    let ahead = b.cash[i].real() - obligations;
    let yearly = 12.0 * f64::from(b.normal_sales[i]);
    let usual = p.leverage * yearly - b.debt(i).real();
    let sector = usize::from(b.sector[i]);
    let cell = &ctx.cells[ctx.norms.cell(sector, usize::from(b.region[i]))];
    let hires = ctx.params.work.hiring_speed
        * (f64::from(b.expected[i]) / cell.productivity - f64::from(b.headcount[i])).max(0.0);
    let ahead_pay = hires * cell.wage * cell.pay * work::months_ahead(sector, ctx);
    let open = hires > 0.0 && !b.has(i, flag::SUSPENDED | flag::ILLIQUID | flag::DORMANT);
    Need {
        grows: if open { (ahead_pay - ahead.max(0.0)).max(0.0) } else { 0.0 },
        lacks: if ahead < p.minimum_months * target { target - ahead } else { 0.0 },
        tops_up: if usual > 0.25 * p.leverage * yearly && !b.has(i, flag::ILLIQUID) { usual } else { 0.0 },
    }
}

/// ROUND 3. Firms look ahead: receipts are in, obligations are known; who would fall below its least cash, lacks
/// what growth takes, or carries less debt than usual, asks for a loan, if it has a need and a bank.
pub fn apply(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.credit;
    let deferred = Deferred::until(b, ctx.now);
    let admissions = ctx.draws.stream(Purpose::Permission, 0);
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        b.scratch.request[i] = Money::ZERO;
        let id = b.id[i];
        if !b.has(i, flag::USES_CREDIT) {
            continue;
        }
        let need = need(b, i, deferred.of(i), ctx);
        let needs = need.lacks.max(need.grows) > 0.0;
        if need.sum() <= 0.0 {
            continue;
        }
        for (policy, least) in lending::offers(b, i, ctx) {
            let verdict = verdict_on(policy, b, i);
            out.hear(policy, verdict, b.class[i] == 0);
            let short = ctx.terms.spent_out[policy] || !limit::could_pay(policy, least, ctx);
            out.policies[policy].no_budget += i64::from(verdict == Verdict::Reached && short);
        }
        let help = Help::of(b, i, ctx);
        let mut knows_bank = b.has(i, flag::ADMITTED)
            || has_relationship(b.bank_draw[i], ctx.norms.tables.at_size(b.headcount[i]).relationship);
        if !knows_bank && (help.guarantee.is_some() || help.platform.is_some()) {
            knows_bank = admissions.uniform(id) < help.access();
            b.mark(i, flag::ADMITTED, knows_bank);
        }
        let yearly = 12.0 * f64::from(b.normal_sales[i]);
        let limit = p.limit * help.guarantee.map_or(1.0, |(_, offer)| offer.limit_factor) * yearly
            + help.pledged
            - b.debt(i).real();
        let amount = Money::round(need.sum().min(limit));
        if amount.real() < lending::least_loan(b, i) {
            continue;
        }
        if !knows_bank && !needs {
            continue;
        }
        let who = Applicant::of(b, i, lending::true_default(b, i, ctx), ctx);
        if !knows_bank {
            out.tally.refused(who, Refusal::Access, amount);
            continue;
        }
        out.tally.applied(who, amount);
        file(b, i, (amount, needs), who, &help, ctx, out);
    }
}

/// A firm that asks for `amount` at its bank is refused at once for its risk or the rate, or its request
/// waits for the bank to share out what it can lend; what help covers asks for its part of a budget.
fn file(
    b: &mut Block,
    i: usize,
    (amount, needs): (Money, bool),
    who: Applicant,
    help: &Help,
    ctx: &Ctx,
    out: &mut Out,
) {
    let covered = help.up_to_cap(amount);
    let quote = quote(b, i, amount, &covered, ctx);
    if quote.too_risky() {
        out.tally.refused(who, Refusal::Risk, amount);
        for policy in help.policies() {
            out.policies[policy].refused_by_lender += 1;
        }
        return;
    }
    if quote.rate > ctx.params.credit.most_rate {
        out.tally.refused(who, Refusal::Price, amount);
        return;
    }
    let class = quote.class();
    b.scratch.request[i] = amount;
    b.scratch.request_class[i] = RequestClass::new(class, needs);
    out.requests[usize::from(b.bank[i]) * CLASSES + class] += amount.real();
    if let Some((policy, rise)) = lending::guaranteed_more(b, i, amount, covered.guarantee) {
        limit::ask(policy, b, i, rise, rise.real(), ctx, out);
    }
    if let Some((policy, offer)) = covered.platform {
        limit::ask(policy, b, i, Money::round(offer.fee), Money::round(offer.fee).real(), ctx, out);
    }
}

/// ⟂ Banks ration what they *can* lend: the safest first, up to what capital and the growth of the book
/// allow.
pub fn decide(state: &mut State, setting: &Setting, terms: &Terms, money: &Out) {
    let p = &setting.scenario.params.credit;
    let tight = terms.tightening.iter().sum::<f64>() / terms.tightening.len().max(1) as f64;
    for (index, bank) in state.banks.iter_mut().enumerate() {
        let kind = &setting.scenario.economy.banks[bank.kind];
        let requests = &money.requests[index * CLASSES..(index + 1) * CLASSES];
        let asked: f64 = requests.iter().sum();
        let offers = terms.lending.iter().map(|offer| offer.what).filter(|offer| offer.covers(kind));
        let (requirement, growth) =
            offers.fold((1.0, 1.0), |(r, g), offer| (r * offer.requirement, g * offer.growth));
        let funded = relending::quota(kind, terms);
        bank.capacity = capacity(p, bank, tight, requirement, growth, funded);
        bank.beyond = 0.0;
        if terms.acts_on_banks && asked > 0.0 {
            let usual = capacity(p, bank, tight, 1.0, 1.0, funded).min(asked);
            let lent = bank.capacity.min(asked);
            bank.beyond = if lent > 0.0 { (1.0 - usual / lent).max(0.0) } else { 0.0 };
        }
        if tight > 0.0 {
            let used = bank.capacity.min(asked) - (bank.capacity - bank.room);
            bank.room -= used.clamp(0.0, bank.room);
        } else {
            let lent = bank.capacity.min(asked);
            bank.usual += (lent - bank.usual) / if bank.usual > 0.0 { USUAL_MONTHS } else { 1.0 };
        }
        (bank.cut, bank.cut_share) = cut_off(requests, bank.capacity);
    }
}

/// What a bank can lend anew this month: what its free capital carries and its book may grow, with what
/// central-bank money funds. A tightening stops its share of what the bank lends in a normal month, whatever
/// room its capital leaves and however many ask again because they were turned away; a lower requirement lets
/// the same capital carry more of it, capital put in by the state carries its own, and central-bank money
/// funds its own.
fn capacity(p: &Credit, bank: &Bank, tight: f64, requirement: f64, growth: f64, funded: f64) -> f64 {
    let loans = bank.loans.real();
    let by_capital = bank.free_capital().real() / (p.capital_requirement * requirement) - loans;
    let by_growth = (p.growth_limit * growth + 2.0 / p.term_months + 0.5 / p.working_months) * loans + funded;
    let most = by_capital.min(by_growth).max(0.0);
    if tight > 0.0 {
        most.min(bank.usual * ((1.0 - tight) / requirement).min(1.0) + bank.room + funded)
    } else {
        most
    }
}

/// The class up to which requests can be met in full, and the share of the next class that can still be met.
pub fn cut_off(requests: &[f64], capacity: f64) -> (usize, f64) {
    let mut left = capacity;
    for (class, asked) in requests.iter().enumerate() {
        if *asked > left {
            return (class, left / asked);
        }
        left -= asked;
    }
    (requests.len(), 1.0)
}

/// ROUND 4. Loans that were granted are paid out; ties in the class at the cut-off are broken by a keyed
/// draw.
pub fn disburse(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.credit;
    let ties = ctx.draws.stream(Purpose::Tie, i64::from(ctx.now));
    for i in 0..BLOCK {
        let amount = b.scratch.request[i];
        if !b.lives(i) || amount.is_zero() {
            continue;
        }
        let bank = &ctx.banks[usize::from(b.bank[i])];
        let (class, in_need) = (b.scratch.request_class[i].class(), b.scratch.request_class[i].in_need());
        let who = Applicant::of(b, i, lending::true_default(b, i, ctx), ctx);
        if class > bank.cut || (class == bank.cut && ties.uniform(b.id[i]) >= bank.cut_share) {
            out.tally.refused(who, Refusal::Capacity, amount);
            continue;
        }
        let wanted = Help::of(b, i, ctx).up_to_cap(amount);
        let help = Help {
            guarantee: wanted.guarantee.filter(|offer| lending::fund_takes(b, i, amount, Some(*offer), ctx)),
            platform: wanted
                .platform
                .filter(|(policy, offer)| limit::allows(*policy, b, i, Money::round(offer.fee), ctx)),
            pledged: wanted.pledged,
        };
        let help = if help.guarantee.is_none() { Help { pledged: 0.0, ..help } } else { help };
        let quote = quote(b, i, amount, &help, ctx);
        let unserved = wanted.policies().filter(|policy| !help.policies().any(|served| served == *policy));
        let mut alone = false;
        for policy in unserved {
            out.policies[policy].no_budget += 1;
            alone = true;
        }
        if alone {
            // The budget is spent: the bank looks again, without that help.
            if quote.too_risky() {
                out.tally.refused(who, Refusal::Risk, amount);
                continue;
            } else if quote.rate > p.most_rate {
                out.tally.refused(who, Refusal::Price, amount);
                continue;
            }
        }
        if let Some((policy, offer)) =
            help.guarantee.filter(|_| lending::would_lend_anyway(b, i, amount, &help, ctx))
        {
            out.policies[policy].substituted += amount.times(offer.cover);
        }
        if let Some((policy, offer)) = help.platform {
            let fee = Money::round(offer.fee);
            out.entries.post(Item::Programmes, fee);
            out.policies[policy].paid += fee;
        }
        let rises = help.guarantee.is_some() || lending::fund_takes(b, i, amount, None, ctx);
        let before = b.debt(i);
        let working = if in_need { amount } else { amount.share(p.working_share) };
        let term = amount - working;
        if working.0 > 0 {
            b.working_loan[i] += working;
            b.working_left[i] = p.working_months as u8;
        }
        if term.0 > 0 {
            b.term_loan[i] += term;
            b.term_left[i] = p.term_months as u8;
        }
        b.cash[i] += amount;
        let weighted = (before.real() * f64::from(b.rate[i]) + amount.real() * quote.rate * 10_000.0)
            / (before + amount).real();
        b.rate[i] = weighted.clamp(0.0, 60_000.0) as u16;
        out.post(b, i, Item::LoanDrawn, amount);
        out.tally.granted(who, amount, quote.rate);
        lending::book(b, i, working, term, &quote, ctx, out);
        lending::guarantee(b, i, amount, help.guarantee, rises, ctx, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_safest_come_first() {
        // 60 can be lent: 50 in class 0, then 10 of the 20 in class 1.
        assert_eq!(cut_off(&[50.0, 20.0, 30.0], 60.0), (1, 0.5));
        assert_eq!(cut_off(&[50.0, 20.0], 100.0), (2, 1.0));
    }
}
