//! Foreign trade: which firms export, to which market, and how relationships with foreign customers begin and end.
//!
//! Each firm has a main foreign market and a part of its orders that would come from abroad, both drawn for life by its
//! identity; whether it exports is a flag that moves. Among exporters *specialists* sell abroad the largest part that
//! the sector's exports allow, the others any smaller part, evenly spread.
//!
//! An exporter loses its foreign customers with a hazard: most trade relationships are short, and a firm that sells
//! little abroad has few of them, while one that lives by exports keeps several. The hazard falls with the part sold
//! abroad, with size and age, and rises when demand of the firm's market falls. Then the firm's appeal falls by what
//! it sold abroad, and a part of what its foreign customers owe is never paid. Other firms begin to export at the rate at
//! which exporters like them stop, times the odds of being one: in normal times the share of exporters stays the pack's
//! for firms of every size and part. So those who begin sell a small part abroad. They pay a cost of entry out of cash
//! that their owner can spare ([`crate::month::upgrade`]).
//!
//! Orders are shared out by weight: what one firm loses or gains, others of its sector and region gain or lose; foreign
//! demand itself moves by shocks to its markets ([`crate::shocks::export`], [`crate::shocks::exchange_rate`]).
//!
//! Limits: one market a firm; no prices by market; the part sold abroad does not grow step by step, nor does a firm change
//! its market; losses on foreign customers come when a firm loses them all.

crate::parameters! {
    /// Parameters of foreign trade.
    pub struct ForeignTrade : "foreign_trade" {
        specialists = 0.33, 0.0 .. 1.0, "share of exporters", "exporters that sell the largest part of their output abroad that the exports of their sector allow; the others sell a smaller part, evenly spread", Assumed, "export intensity of exporters of China has two peaks, and many sell most of their output abroad (Defever and Riano 2017), about a third of them nine tenths or more (from memory); with 1 all exporters of a sector are alike; prior range 0.2-0.5";
        stop = 1.0, 0.0 .. 12.0, "per year", "hazard at which a firm of ten people, five years old, that sells next to nothing abroad, loses its foreign customers", Assumed, "the median time for which a country exports a product to the United States is two to four years (Besedes and Prusa 2003); most new exporters of Colombia, who begin very small, export no longer the year after, and a few large ones are stable (Eaton, Eslava, Kugler and Tybout 2007); with it about one exporter in nine stops a year; prior range 0.5-1.5";
        focus = 4.0, 0.0 .. 20.0, "exponent", "fall of that hazard with the part of sales made at home", Assumed, "trade relationships of larger value have lower hazards (Fugazza and Molina 2011); no source for the size; prior range 2-6";
        size = 0.15, 0.0 .. 1.0, "exponent", "fall of that hazard with size", Assumed, "large exporters stay longer; prior range 0.05-0.3";
        age = 0.2, 0.0 .. 2.0, "exponent", "fall of that hazard with age", Assumed, "old exporters stay longer; prior range 0-0.4";
        response = 1.5, 0.0 .. 5.0, "exponent", "rise of that hazard when demand of the firm's market falls, and fall of the chance to begin", Assumed, "no source for the size; prior range 0.5-3";
        entry_cost = 0.05, 0.0 .. 2.0, "share of yearly sales", "what it costs to begin to export, for a firm that will sell everything abroad; others pay by the part", Assumed, "sunk costs of market entry are large for small firms (Das, Roberts and Tybout 2007); no source for this size; prior range 0.02-0.15";
        able = 0.83, 0.05 .. 1.0, "share of firms", "firms that can pay that out of spare cash when they might begin: the chance is so much larger that the share of exporters stays", Assumed, "set so that the share of exporters stays at the pack's in normal times";
        unpaid = 0.3, 0.0 .. 1.0, "share of what is owed", "part of what foreign customers owe a firm that is never paid when it loses them", Assumed, "with it exporters lose about one thousandth of exports a year in normal times, against premiums of 0.7-0.8% (Sinosure 2004); no source for the size; prior range 0.1-0.6";
    }
}

use crate::economy::ForeignMarket;
use crate::economy::norms::Norms;
use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::limit;
use crate::month::out::Out;
use crate::month::queue;
use crate::month::take_up::{reached, verdict_on};
use crate::month::upgrade::{Kind, Step};
use crate::rng::{Draws, Purpose, Stream};
use crate::state::State;
use crate::state::block::{Block, flag};
use crate::state::ledger::{Entries, Item};
use crate::state::market::{self, Final};
use crate::state::slots::BLOCK;
use crate::terms::rules::Verdict;
use crate::terms::{InsuranceOffer, Offer};

/// Bounds within which demand of a market moves hazards.
const FELT: [f64; 2] = [0.1, 3.0];

/// Largest part of an exporter's sales that goes abroad, at most nine tenths. What the sector exports, over its sales
/// and over the share of firms that share it, is the mean part; exporters that are no specialists sell half of the
/// largest on the mean. Where nine tenths bind, small firms export less than the sector as a whole.
pub fn abroad(norms: &Norms, sector: usize, exporter_share: f64, specialists: f64) -> f64 {
    const MOST: f64 = 0.9;
    let exported = norms.final_demand[sector][Final::Exports as usize] / norms.output[sector].max(1.0);
    let mean = specialists + 0.5 * (1.0 - specialists);
    if exporter_share > 0.0 { (exported / exporter_share / mean).min(MOST) } else { 0.0 }
}

/// The part that a firm sells abroad when it exports, by its draw.
fn part_of(specialists: f64, most: f64, draw: f64) -> f64 {
    if draw < specialists { most } else { most * (draw - specialists) / (1.0 - specialists) }
}

/// The part of its sales that a firm makes abroad when it exports.
pub fn part(id: u64, sector: usize, ctx: &Ctx) -> f64 {
    let draw = ctx.draws.stream(Purpose::ExportIntensity, 0).uniform(id);
    part_of(ctx.params.foreign_trade.specialists, ctx.sectors[sector].abroad, draw)
}

/// Exports of the month, minor units.
pub fn exports(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    if b.has(i, flag::EXPORTER) {
        f64::from(b.sales[i]) * part(b.id[i], usize::from(b.sector[i]), ctx)
    } else {
        0.0
    }
}

/// The main foreign market of a firm, for life.
fn market_of(id: u64, markets: &[ForeignMarket], draws: Draws) -> usize {
    let mut left = draws.stream(Purpose::ForeignMarket, 0).uniform(id);
    let found = markets.iter().position(|market| {
        left -= market.export_share;
        left < 0.0
    });
    found.unwrap_or(markets.len().saturating_sub(1))
}

/// Demand of a firm's foreign market over that of normal times.
fn demand(id: u64, cell: usize, ctx: &Ctx) -> f64 {
    let all = ctx.cells[cell].exports;
    if ctx.terms.foreign_demand.is_empty() {
        return all;
    }
    let markets = &ctx.scenario.economy.foreign_markets;
    all * ctx.terms.foreign_demand[cell * markets.len() + market_of(id, markets, ctx.draws)]
}

/// An exporter's orders over those of a firm that sells at home alone, when demand of its market is so many times
/// the normal: without that its part of the orders of all would move as little as anyone's.
fn exporter_tilt(part: f64, demand: f64) -> f64 {
    1.0 + part * (demand - 1.0)
}

/// Factor of the weight of a firm among those of its cell by what happens abroad.
#[inline]
pub fn tilt(b: &Block, i: usize, sector: usize, cell: usize, ctx: &Ctx) -> f64 {
    let moves = ctx.cells[cell].exports != 1.0 || !ctx.terms.foreign_demand.is_empty();
    if moves && b.has(i, flag::EXPORTER) {
        exporter_tilt(part(b.id[i], sector, ctx), demand(b.id[i], cell, ctx))
    } else {
        1.0
    }
}

/// The chance a month that an exporter loses its foreign customers in normal times.
fn hazard(p: &ForeignTrade, part: f64, people: f64, age_years: f64) -> f64 {
    p.stop / 12.0
        * math::pow(1.0 - part, p.focus)
        * math::pow(people.max(1.0) / 10.0, -p.size)
        * math::pow((1.0 + age_years.max(0.0)) / 6.0, -p.age)
}

/// The largest that it can be.
fn most_hazard(p: &ForeignTrade) -> f64 {
    p.stop / 12.0 * math::pow(10.0, p.size) * math::pow(6.0, p.age)
}

/// The factor of hazards by demand of the market: its power, within bounds.
fn felt(demand: f64, exponent: f64) -> f64 {
    if demand == 1.0 { 1.0 } else { math::pow(demand.clamp(FELT[0], FELT[1]), exponent) }
}

/// Exporters for each firm that is none, where so large a share exports: at these odds those who begin make up for
/// those who stop. None begin where all export.
fn odds(exporter_share: f64) -> f64 {
    if exporter_share < 1.0 { exporter_share / (1.0 - exporter_share) } else { 0.0 }
}

/// What happens to firms in a month.
struct Month<'a> {
    lots: Stream,
    starts: Kind<'a>,
    /// By sector: the chance to begin over the hazard to stop.
    odds: Vec<f64>,
    /// By sector: above this draw no firm begins.
    reach: Vec<f64>,
    /// Above this draw no firm stops.
    reach_of_stops: f64,
}

impl<'a> Month<'a> {
    fn of(ctx: &Ctx<'a>) -> Month<'a> {
        let p = &ctx.params.foreign_trade;
        let able = |sector: &crate::economy::Sector| odds(sector.exporter_share) / p.able;
        let odds: Vec<f64> = ctx.scenario.economy.sectors.iter().map(able).collect();
        let by_market = !ctx.terms.foreign_demand.is_empty();
        let [least, most] = ctx.extremes.exports;
        let (bad, good) = (by_market || least < 1.0, by_market || most > 1.0);
        let usual = most_hazard(p);
        let most = usual * if good { felt(FELT[1], p.response) } else { 1.0 };
        let reach_of_stops = usual * if bad { felt(FELT[0], -p.response) } else { 1.0 };
        let starts = Kind { offers: &ctx.terms.export_starts, item: Item::ExportEntry };
        let helped = !starts.offers.is_empty();
        let reach = |odds: &f64| match (*odds > 0.0, helped) {
            (false, _) => 0.0,
            (true, true) => 1.0,
            (true, false) => most * odds,
        };
        let reach = odds.iter().map(reach).collect();
        let lots = ctx.draws.stream(Purpose::ForeignTrade, i64::from(ctx.now));
        Month { lots, starts, odds, reach, reach_of_stops }
    }
    /// The step abroad that a firm might take this month; none for those whose draw is too large.
    #[inline]
    fn start(&self, b: &Block, i: usize, ctx: &Ctx) -> Option<(Step, f64)> {
        let draw = self.lots.uniform(b.id[i]);
        if draw < self.reach[usize::from(b.sector[i])] { Some(self.step(b, i, draw, ctx)) } else { None }
    }
    /// Few come so far: out of the line of those who do not.
    #[inline(never)]
    fn step(&self, b: &Block, i: usize, draw: f64, ctx: &Ctx) -> (Step, f64) {
        let sector = usize::from(b.sector[i]);
        let part = part(b.id[i], sector, ctx);
        let p = &ctx.params.foreign_trade;
        let cell = ctx.norms.cell(sector, usize::from(b.region[i]));
        let chance =
            usual(b, i, part, ctx) * self.odds[sector] * felt(demand(b.id[i], cell, ctx), p.response);
        let cost = p.entry_cost * part * 12.0 * f64::from(b.normal_sales[i]);
        (Step { draw, usual: chance, chance, cost }, part)
    }
    /// The part that an exporter sold abroad, if it loses its foreign customers this month; `kept` is the fall of the
    /// chance of that by policy.
    fn stop(&self, b: &Block, i: usize, kept: f64, ctx: &Ctx) -> Option<f64> {
        let draw = self.lots.uniform(b.id[i]);
        if draw >= self.reach_of_stops {
            return None;
        }
        let sector = usize::from(b.sector[i]);
        let part = part(b.id[i], sector, ctx);
        let cell = ctx.norms.cell(sector, usize::from(b.region[i]));
        let falls = felt(demand(b.id[i], cell, ctx), -ctx.params.foreign_trade.response);
        let chance = usual(b, i, part, ctx) * falls * (1.0 - kept).max(0.0);
        (draw < chance).then_some(part)
    }
}

/// By how much policies lower the chance that a firm loses its foreign customers.
fn kept(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let helps = |policy: usize| reached(policy, b, i) && queue::served(policy, b, i, ctx);
    ctx.terms.export_keeping.iter().filter(|offer| helps(offer.policy)).map(|offer| offer.what).sum()
}

/// The hazard of a firm in normal times, of an exporter or one like it.
fn usual(b: &Block, i: usize, part: f64, ctx: &Ctx) -> f64 {
    let years = f64::from(b.age(i, ctx.now)) / 12.0;
    hazard(&ctx.params.foreign_trade, part, f64::from(b.headcount[i]), years)
}

/// What an exporter's foreign customers never pay when it loses them: out of open invoices, by the part sold abroad.
fn unpaid(p: &ForeignTrade, receivable: Money, part: f64) -> Money {
    Money::towards_zero(receivable.positive().real() * part * p.unpaid)
}

/// The insurance that covers a firm, of several the one that pays most. Nobody insures with a fund that could not pay
/// the claim.
fn insured<'a>(b: &Block, i: usize, ctx: &Ctx<'a>) -> Option<&'a Offer<InsuranceOffer>> {
    let part = part(b.id[i], usize::from(b.sector[i]), ctx);
    let most = unpaid(&ctx.params.foreign_trade, b.receivable[i], part);
    let open = |offer: &&Offer<InsuranceOffer>| {
        let claim = most.times(offer.what.cover);
        reached(offer.policy, b, i)
            && !ctx.terms.spent_out[offer.policy]
            && claim.0 > 0
            && limit::could_pay(offer.policy, claim.real(), ctx)
    };
    let offers = ctx.terms.export_insurance.iter().filter(open);
    offers.fold(None, |best: Option<&Offer<InsuranceOffer>>, offer| {
        if best.is_some_and(|best| best.what.cover >= offer.what.cover) { best } else { Some(offer) }
    })
}

fn trades(b: &Block, i: usize) -> bool {
    b.lives(i) && !b.has(i, flag::DORMANT)
}

/// ROUND 3. Firms that mean to begin, and insured ones that lose their customers, file where a budget is to be shared
/// out.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let limited = |policy: usize| ctx.terms.budget_left[policy].is_some();
    let of_loss = ctx.terms.export_insurance.iter().any(|offer| limited(offer.policy));
    let starts = ctx.terms.export_starts.iter().any(|offer| limited(offer.policy));
    if !starts && !of_loss {
        return;
    }
    let month = Month::of(ctx);
    for i in 0..BLOCK {
        if !trades(b, i) {
            continue;
        }
        if !b.has(i, flag::EXPORTER) {
            if let Some((step, _)) = month.start(b, i, ctx).filter(|_| starts) {
                month.starts.file(b, i, step, false, ctx, out);
            }
        } else if let Some(offer) = insured(b, i, ctx).filter(|offer| limited(offer.policy))
            && let Some(part) = month.stop(b, i, 0.0, ctx)
        {
            // Policies that keep customers may be short of money: the most that can be lost is asked for.
            let claim = unpaid(&ctx.params.foreign_trade, b.receivable[i], part).times(offer.what.cover);
            limit::ask(offer.policy, b, i, claim, claim.real(), ctx, out);
        }
    }
}

/// ROUND 4. Exporters insure what they are owed, and some lose their foreign customers; other firms begin.
pub fn change(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.params.foreign_trade.stop == 0.0 && ctx.terms.export_insurance.is_empty() {
        return;
    }
    let month = Month::of(ctx);
    for i in 0..BLOCK {
        if !trades(b, i) {
            continue;
        }
        if b.has(i, flag::EXPORTER) {
            let insurance = insure(b, i, ctx, out);
            if let Some(part) = month.stop(b, i, kept(b, i, ctx), ctx) {
                lose(b, i, part, insurance, ctx, out);
            }
        } else if let Some((step, part)) = month.start(b, i, ctx)
            && part < 1.0
            && month.starts.decide(b, i, step, ctx, out).is_some()
        {
            b.mark(i, flag::EXPORTER, true);
            b.appeal[i] -= math::ln(1.0 - part) as f32;
        }
    }
}

/// An exporter that an insurance reaches pays its premium, if it has the cash.
fn insure<'a>(b: &mut Block, i: usize, ctx: &Ctx<'a>, out: &mut Out) -> Option<&'a Offer<InsuranceOffer>> {
    if ctx.terms.export_insurance.is_empty() {
        return None;
    }
    for offer in &ctx.terms.export_insurance {
        if verdict_on(offer.policy, b, i) != Verdict::NotEligible {
            out.hear(offer.policy, verdict_on(offer.policy, b, i), b.class[i] == 0);
        }
    }
    let offer = insured(b, i, ctx)?;
    let InsuranceOffer { premium, subsidy, .. } = offer.what;
    let own = Money::round(exports(b, i, ctx) * premium * (1.0 - subsidy));
    if own > b.cash[i] {
        return None;
    }
    b.cash[i] -= own;
    out.post(b, i, Item::ExportPremium, own);
    out.policies[offer.policy].recovered += own;
    Some(offer)
}

/// A firm loses its foreign customers, and a part of what they owe; insurance pays a part of that.
fn lose(
    b: &mut Block,
    i: usize,
    part: f64,
    insurance: Option<&Offer<InsuranceOffer>>,
    ctx: &Ctx,
    out: &mut Out,
) {
    b.mark(i, flag::EXPORTER, false);
    b.appeal[i] += math::ln((1.0 - part).max(1e-6)) as f32;
    let lost = unpaid(&ctx.params.foreign_trade, b.receivable[i], part);
    b.receivable[i] -= lost;
    out.post(b, i, Item::InvoiceLost, lost);
    out.foreign_lost[usize::from(b.sector[i])] += lost;
    let Some(offer) = insurance else { return };
    let claim = lost.times(offer.what.cover);
    if limit::allows(offer.policy, b, i, claim, ctx) {
        b.cash[i] += claim;
        out.post(b, i, Item::ExportClaim, claim);
        out.policies[offer.policy].paid += claim;
        b.side.receive(i, offer.policy, [claim, Money::ZERO]);
    } else {
        out.policies[offer.policy].no_budget += 1;
    }
}

/// ⟂ The end of the month: what foreign customers did not pay is gone from what they owe the accounts of the sectors.
pub fn book(state: &mut State, sectors: usize, lost: &[Money], entries: &mut Entries) {
    let groups = market::groups(sectors);
    for (s, lost) in lost.iter().enumerate() {
        let claim = &mut state.settlement.claims[s * groups + market::last(sectors, Final::Exports)];
        let gone = (*lost).min(claim.positive());
        *claim -= gone;
        entries.post(Item::ExportsLost, gone);
        // Where foreign customers as a whole owe less than that, later losses of the account are smaller.
        state.settlement.losses[s] -= *lost - gone;
    }
}

#[cfg(test)]
mod tests;
