//! How banks lend under policy: what an officer sees, accepts and asks, how it is changed, and who bears what
//! that costs.
//!
//! Four channels are kept apart, as policy keeps them: banks that *dare* accept likelier defaults, banks that
//! are *willing* ask a lower margin, banks that *can* have capital and room to grow, banks that *know how*
//! err less in telling good borrowers from bad, at less cost a loan. A policy may act on one alone.
//!
//! Banks see private firms with a bias: beyond what a state-owned firm of the same risk is asked for, a private one
//! pays a higher margin, and its score (log odds of default) is worse by a constant. The score to which banks are
//! fitted has that in it; true odds do not. State-owned firms are no agents here; `fair_credit` takes off a share
//! of the bias (Brandt and Li 2003 and Cull and Xu 2003 on Chinese banks, from memory).

crate::parameters! {
    /// Parameters of how banks treat private firms.
    pub struct Lending : "lending" {
        ownership_margin = 0.006, 0.0 .. 0.1, "per year", "part of the margin that banks ask of private firms beyond state-owned ones of the same risk", Assumed, "with ownership_odds about a point in all, of which studies of China find nothing to three: one to two points against firms that had been state-owned, 1998-2013 (Harrison and others 2019, NBER digest), not all of it for the same risk; prior range 0-0.02";
        ownership_odds = 0.3, 0.0 .. 2.0, "log odds", "bias of banks' scores: log odds of default that they see in private firms beyond the true ones", Assumed, "no source for odds; at a default of 3% it adds 0.4 points to the rate without collateral; prior range 0-0.6";
    }
}

mod guarantee;

pub use guarantee::{fund_takes, guarantee, guaranteed_more};

use crate::math;
use crate::money::Money;
use crate::month::credit::{Borrower, class};
use crate::month::credit::{has_relationship, log_odds, rate};
use crate::month::ctx::Ctx;
use crate::month::limit;
use crate::month::out::Out;
use crate::month::take_up::reached;
use crate::month::{digital, innovation, ladder, relending};
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::debts::Dared;
use crate::state::ledger::Item;
use crate::terms::{GuaranteeOffer, PlatformOffer};

/// What policies change of how a bank lends.
struct Change {
    /// Factor of the default probability that it accepts.
    dare: f64,
    /// Points off its margin.
    points: f64,
    /// Factor of the error of its judgement.
    noise: f64,
    /// Factor of the cost of a loan.
    cost: f64,
    /// Log odds of its bias that are taken off.
    bias: f64,
}

/// What policies change of how a firm's bank lends.
fn change(bank: usize, ctx: &Ctx) -> Change {
    let mut change = Change { dare: 1.0, points: 0.0, noise: 1.0, cost: 1.0, bias: 0.0 };
    if !ctx.terms.acts_on_banks {
        return change;
    }
    let kind = &ctx.scenario.economy.banks[ctx.banks[bank].kind];
    for offer in ctx.terms.lending.iter().map(|offer| &offer.what).filter(|offer| offer.covers(kind)) {
        change.dare *= offer.dare;
        change.points += offer.points();
        change.noise *= offer.noise;
        change.cost *= offer.cost;
    }
    // Two policies that end the bias can't take off more than all of it.
    let fair = ctx.terms.fair.iter().map(|offer| offer.what).sum::<f64>().min(1.0);
    change.points +=
        fair * ctx.params.lending.ownership_margin + relending::points(&ctx.banks[bank], kind, ctx);
    change.bias = fair * ctx.params.lending.ownership_odds;
    change
}

/// What a bank can see of a firm.
pub fn borrower(b: &Block, i: usize, now: i32) -> Borrower {
    let normal = f64::from(b.normal_sales[i]).max(1.0);
    Borrower {
        debt: b.debt(i).real() / (12.0 * normal),
        margin: f64::from(b.profit[i]) / normal,
        people: f64::from(b.headcount[i]),
        age: f64::from(b.age(i, now)) / 12.0,
        illiquid: b.has(i, flag::ILLIQUID),
    }
}

/// True log odds of default out of a bank's score, which has its bias in it.
fn unbiased(p: &Lending, score: f64) -> f64 {
    score - p.ownership_odds
}

/// The score that a bank gives: with its error, and less the part of its bias that policy has ended.
fn seen(score: f64, error: f64, ended: f64) -> f64 {
    score + error - ended
}

/// True yearly default probability of a firm, as the model has it.
pub fn true_default(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let score = log_odds(&ctx.params.credit, borrower(b, i, ctx.now));
    math::logistic(unbiased(&ctx.params.lending, score))
}

/// The help that a firm's request has: a guarantee and a platform, each with its policy.
#[derive(Clone, Copy, Debug, Default)]
pub struct Help {
    /// The guarantee.
    pub guarantee: Option<(usize, GuaranteeOffer)>,
    /// The platform.
    pub platform: Option<(usize, PlatformOffer)>,
    /// What a bank takes of the firm's knowledge as collateral under the guarantee, minor units.
    pub pledged: f64,
}

/// Whether a firm has what an offer asks for: a pledge of knowledge is for firms that have some.
pub fn open_to(offer: &GuaranteeOffer, b: &Block, i: usize, ctx: &Ctx) -> bool {
    offer.pledge == 0.0 || innovation::with_added(b, i, ctx) > 0.0
}

impl Help {
    /// The help that reaches a firm: the guarantee with the highest cover, the platform with the least error.
    pub fn of(b: &Block, i: usize, ctx: &Ctx) -> Help {
        let mut help = Help::default();
        let open = |policy: usize, least: f64| {
            !ctx.terms.spent_out[policy] && reached(policy, b, i) && limit::could_pay(policy, least, ctx)
        };
        let least = least_loan(b, i);
        for offer in &ctx.terms.guarantees {
            let better = help.guarantee.is_none_or(|(_, held)| offer.what.cover > held.cover);
            if better
                && offer.what.cover > 0.0
                && open(offer.policy, least * offer.what.cover)
                && open_to(&offer.what, b, i, ctx)
            {
                help.guarantee = Some((offer.policy, offer.what));
            }
        }
        help.pledged = help.guarantee.map_or(0.0, |(_, offer)| {
            if offer.pledge > 0.0 { offer.pledge * innovation::stock(b, i, ctx) } else { 0.0 }
        });
        for offer in &ctx.terms.platforms {
            let better = help.platform.is_none_or(|(_, held)| offer.what.noise < held.noise);
            if better && open(offer.policy, offer.what.fee) {
                help.platform = Some((offer.policy, offer.what));
            }
        }
        help
    }
    /// The chance that it opens a bank to a firm that none knows.
    pub fn access(&self) -> f64 {
        let of_platform = self.platform.map_or(0.0, |(_, offer)| offer.access);
        self.guarantee.map_or(0.0, |(_, offer)| offer.access).max(of_platform)
    }
    /// The guarantee, where the sum is not too large for it.
    pub fn up_to_cap(mut self, amount: Money) -> Help {
        self.guarantee = self.guarantee.filter(|(_, offer)| amount.real() <= offer.cap);
        self
    }
    /// The policies that help.
    pub fn policies(&self) -> impl Iterator<Item = usize> {
        [self.guarantee.map(|(policy, _)| policy), self.platform.map(|(policy, _)| policy)]
            .into_iter()
            .flatten()
    }
    /// Share of the loan that a fund covers.
    pub fn cover(&self) -> f64 {
        self.guarantee.map_or(0.0, |(_, offer)| offer.cover)
    }
}

/// The terms on which a bank would lend to a firm.
pub struct Quote {
    /// Default probability as the bank sees it.
    pub default: f64,
    /// What it asks, per year.
    pub rate: f64,
    /// Share of the loan that a fund covers.
    pub cover: f64,
    /// Default probability that it accepts.
    pub accepts: f64,
    /// The same by its usual rules.
    pub usually: f64,
    /// Share of a defaulted loan that is lost.
    pub loss: f64,
}

impl Quote {
    /// What the bank fears that no fund covers.
    pub fn risk(&self) -> f64 {
        self.default * (1.0 - self.cover)
    }
    /// Whether the bank does not dare.
    pub fn too_risky(&self) -> bool {
        self.risk() >= self.accepts
    }
    /// Whether it lends only because a policy lets it dare.
    fn dared(&self) -> bool {
        self.risk() >= self.usually
    }
    /// Its class in the queue for what the bank can lend.
    pub fn class(&self) -> usize {
        class(self.risk())
    }
}

/// How a bank sees a firm this month: default probability (the true odds with its bias and the error of its
/// screening), the one that it accepts, and the one that it accepts by its usual rules.
fn judge(b: &Block, i: usize, noise: f64, change: &Change, ctx: &Ctx) -> [f64; 3] {
    let bank = &ctx.scenario.economy.banks[ctx.banks[usize::from(b.bank[i])].kind];
    let known = if ctx.terms.ladder.is_some() { ladder::known(b, i, ctx) } else { 0.0 };
    let noise = bank.noise * noise * change.noise * (1.0 - known) * (1.0 - digital::known(b, i, ctx));
    let error = ctx.draws.stream(Purpose::Screening, i64::from(ctx.now)).normal(b.id[i]) * noise;
    let score = log_odds(&ctx.params.credit, borrower(b, i, ctx.now));
    let default = math::logistic(seen(score, error, change.bias));
    let usually = bank.tolerance * (1.0 - 0.5 * ctx.terms.tightening[usize::from(b.sector[i])]);
    [default, usually * change.dare, usually]
}

/// The terms on which a firm's bank would lend it a sum.
pub fn quote(b: &Block, i: usize, amount: Money, help: &Help, ctx: &Ctx) -> Quote {
    let p = &ctx.params.credit;
    let at = usize::from(b.bank[i]);
    let bank = &ctx.scenario.economy.banks[ctx.banks[at].kind];
    let change = change(at, ctx);
    let (noise, cost) = help.platform.map_or((1.0, 1.0), |(_, offer)| (offer.noise, offer.cost));
    let [default, accepts, usually] = judge(b, i, noise, &change, ctx);
    let collateral = p.collateral_share * f64::from(b.fixed_assets[i]) + help.pledged;
    let secured = (collateral / (amount + b.debt(i)).real().max(1.0)).min(1.0);
    let loss = p.loss_given_default * (1.0 - secured);
    let tight = ctx.terms.tightening[usize::from(b.sector[i])];
    let margin = bank.margin - change.points + 0.02 * tight;
    let prime = p.policy_rate + ctx.terms.prime_change();
    let cover = help.cover();
    let asked = rate(prime, margin, bank.cost * cost * change.cost, default, loss, cover).max(0.0);
    let bolder = help.guarantee.map_or(1.0, |(_, offer)| offer.risk_taking);
    Quote { default, rate: asked, cover, accepts: accepts * bolder, usually: usually * bolder, loss }
}

/// Whether a maturing working-capital loan is rolled over.
pub fn rolls_over(b: &Block, i: usize, ctx: &Ctx) -> bool {
    let [default, accepts, _] = judge(b, i, 1.0, &change(usize::from(b.bank[i]), ctx), ctx);
    default * (1.0 - f64::from(b.guaranteed[i]) / 100.0) < accepts * ctx.params.credit.rollover_margin
}

/// Whether a bank would lend a sum without any guarantee: it knows the firm, the sum is within the usual
/// limit, and neither risk nor rate are too high.
pub fn would_lend_anyway(b: &Block, i: usize, amount: Money, help: &Help, ctx: &Ctx) -> bool {
    let p = &ctx.params.credit;
    let bare = quote(b, i, amount, &Help { guarantee: None, pledged: 0.0, ..*help }, ctx);
    let known = has_relationship(b.bank_draw[i], ctx.norms.tables.at_size(b.headcount[i]).relationship);
    let within = (amount + b.debt(i)).real() <= p.limit * 12.0 * f64::from(b.normal_sales[i]);
    known && within && !bare.too_risky() && bare.rate <= p.most_rate
}

/// The smallest loan that a firm asks for, minor units.
pub fn least_loan(b: &Block, i: usize) -> f64 {
    0.02 * f64::from(b.normal_sales[i])
}

/// Offers of help to a firm that looks for a loan: the policy of each, and what it takes of a budget at
/// least.
pub fn offers<'a>(b: &'a Block, i: usize, ctx: &'a Ctx) -> impl Iterator<Item = (usize, f64)> + 'a {
    let guarantees = ctx.terms.guarantees.iter().filter(move |offer| open_to(&offer.what, b, i, ctx));
    let covered = guarantees.map(move |offer| (offer.policy, least_loan(b, i) * offer.what.cover));
    covered.chain(ctx.terms.platforms.iter().map(|offer| (offer.policy, offer.what.fee)))
}

/// Years for which a new loan is outstanding on the mean, over its sum: a working-capital loan until it
/// matures, a term loan half its time.
pub fn years(working: f64, term: f64, working_months: f64, term_months: f64) -> f64 {
    let sum = working + term;
    if sum > 0.0 { (working * working_months + term * 0.5 * (term_months + 1.0)) / (12.0 * sum) } else { 0.0 }
}

/// ROUND 4. Books what a new loan costs under the policies that act on banks: incentives paid, interest
/// forgone, losses dared.
pub fn book(b: &mut Block, i: usize, working: Money, term: Money, quote: &Quote, ctx: &Ctx, out: &mut Out) {
    if !ctx.terms.acts_on_banks {
        return;
    }
    let p = &ctx.params.credit;
    let amount = working + term;
    let forgone = amount.real() * years(working.real(), term.real(), p.working_months, p.term_months);
    let bank = usize::from(b.bank[i]);
    let kind = &ctx.scenario.economy.banks[ctx.banks[bank].kind];
    let mut dared = quote.dared();
    for offer in ctx.terms.lending.iter().filter(|offer| offer.what.covers(kind)) {
        let what = offer.what;
        if dared && what.dare > 1.0 {
            b.side.dare(i, offer.policy, amount, what.loss_share);
            dared = false;
        }
        let paid = amount.times(what.incentive);
        out.post(b, i, Item::LendingIncentive, paid);
        out.bank_income[bank] += paid;
        let policy = &mut out.policies[offer.policy];
        policy.paid += paid;
        // What banks forgo beyond what they are paid for it; less than nothing when they keep some of it.
        policy.borne += Money::round(forgone * what.points()) - paid;
        if what.requirement < 1.0 || what.growth > 1.0 {
            let beyond = amount.real() * ctx.banks[bank].beyond;
            policy.borne += Money::round(beyond * quote.risk() * quote.loss);
        }
    }
    for offer in &ctx.terms.fair {
        out.policies[offer.policy].borne +=
            Money::round(forgone * offer.what * ctx.params.lending.ownership_margin);
    }
    for offer in &ctx.terms.prime {
        out.policies[offer.policy].borne -= Money::round(forgone * offer.what.now);
    }
}

/// ROUND 4. A working-capital loan is rolled over: it follows the prime rate, and its bank may have dared.
pub fn renew(b: &mut Block, i: usize, ctx: &Ctx, out: &mut Out) {
    let working = b.working_loan[i];
    if !ctx.terms.prime.is_empty() {
        let change: f64 = ctx.terms.prime.iter().map(|offer| offer.what.now - offer.what.then).sum();
        let points = change * working.real() / b.debt(i).real();
        b.rate[i] = (f64::from(b.rate[i]) + 10_000.0 * points).round().clamp(0.0, 60_000.0) as u16;
    }
    for offer in &ctx.terms.prime {
        out.policies[offer.policy].borne -=
            Money::round(working.real() * ctx.params.credit.working_months / 12.0 * offer.what.now);
    }
    let bank = usize::from(b.bank[i]);
    let kind = &ctx.scenario.economy.banks[ctx.banks[bank].kind];
    let daring = ctx.terms.lending.iter().find(|offer| offer.what.dare > 1.0 && offer.what.covers(kind));
    if let Some(offer) = daring {
        let [default, _, usually] = judge(b, i, 1.0, &change(bank, ctx), ctx);
        let uncovered = 1.0 - f64::from(b.guaranteed[i]) / 100.0;
        if default * uncovered >= usually * ctx.params.credit.rollover_margin
            && !b.side.dared.contains_key(&(i as u16))
        {
            b.side.dare(i, offer.policy, working, offer.what.loss_share);
        }
    }
}

/// The part of a loss that falls on loans dared, and what the state bears of it.
pub fn shared_loss(dared: Money, loan: Money, lost: Money, share: f64) -> [Money; 2] {
    let part = lost.times((dared.real() / loan.real().max(1.0)).min(1.0));
    [part, part.times(share)]
}

/// An estate could not pay its loan: the state bears its share of what the bank dared, the bank the rest.
pub fn share_loss(dared: Dared, loan: Money, lost: Money, bank: usize, out: &mut Out) {
    let [part, borne] = shared_loss(dared.amount, loan, lost, dared.loss_share);
    out.entries.post(Item::LossShared, borne);
    out.bank_income[bank] += borne;
    let policy = &mut out.policies[usize::from(dared.policy)];
    policy.paid += borne;
    policy.borne += part - borne;
}

#[cfg(test)]
mod tests;
