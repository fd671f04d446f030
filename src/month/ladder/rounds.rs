//! Rounds of the ladder: firms file, a committee decides, certificates are awarded, renewed or lost.

use crate::classes::{CHAMPION, INNOVATIVE, SPECIALISED};
use crate::money::Money;
use crate::month::ctx::{Ctx, Setting};
use crate::month::innovation;
use crate::month::ladder::Ladder;
use crate::month::ladder::marks::{File, growth, meets, score};
use crate::month::limit;
use crate::month::out::Candidate;
use crate::month::out::Out;
use crate::month::take_up::verdict_on;
use crate::rng::{Draws, Purpose};
use crate::state::State;
use crate::state::block::{Block, flag};
use crate::state::ledger::Item;
use crate::state::slots::BLOCK;
use crate::terms::rules::Verdict;
use crate::terms::{LadderOffer, Offer, Terms};
use std::collections::BTreeSet;

fn stream(draws: Draws) -> [crate::rng::Stream; 3] {
    [Purpose::Niche, Purpose::MainProduct, Purpose::Leader].map(|purpose| draws.stream(purpose, 0))
}

/// A firm's file.
pub fn file_of(b: &Block, i: usize, ctx: &Ctx) -> File {
    let [niche, product, leader] = stream(ctx.draws).map(|draw| draw.uniform(b.id[i]));
    let normal = f64::from(b.normal_sales[i]);
    let inputs = f64::from(b.inputs[i]);
    let owed = b.side.arrears(i).total() + b.side.informal_debt(i);
    let debts = (b.debt(i) + b.payable[i] + b.payable_principal[i] + owed).real();
    let assets = b.equity(i, inputs, owed) + debts;
    File {
        years: f64::from(b.age(i, ctx.now)) / 12.0 * (0.5 + 0.5 * niche),
        revenue: 12.0 * normal / ctx.scenario.economy.minor_per_major,
        research: innovation::with_added(b, i, ctx),
        main_product: 0.5 + 0.5 * product,
        growth: growth(f64::from(b.expected[i]) * f64::from(b.price[i]), normal)
            + ctx.params.ladder.unseen_growth,
        debt: debts / assets.max(1.0),
        leads: leader < ctx.params.ladder.champion_lead,
        supplies_large: b.supplies_large(i),
    }
}

/// The tiers for which a firm of a tier may file: one step up, and specialised firms need not have been
/// innovative ones before.
fn steps(from: usize) -> std::ops::RangeInclusive<usize> {
    if from == 0 { INNOVATIVE..=SPECIALISED } else { from + 1..=(from + 1).min(CHAMPION) }
}

/// The round of this month, if there is one and its policy has money left.
fn round<'a>(ctx: &Ctx<'a>) -> Option<&'a Offer<LadderOffer>> {
    ctx.terms.ladder.as_ref().filter(|offer| offer.what.round && !ctx.terms.spent_out[offer.policy])
}

/// ROUND 3. In the month of the round certificates that have run out are looked at again, and firms file for
/// the next step.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let Some(offer) = round(ctx) else { return };
    let p = &ctx.params.ladder;
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let held = b.tier_of(i);
        if held == 0 && innovation::with_added(b, i, ctx) == 0.0 {
            continue;
        }
        let f = file_of(b, i, ctx);
        if held > 0 {
            renew(b, i, &f, &offer.what, p, out);
            out.tiers[b.tier_of(i)] += 1;
        }
        let now = b.tier_of(i);
        let mut files = false;
        for tier in steps(now).filter(|tier| now >= held && meets(p, *tier, &f, 0.0)) {
            if verdict_on(offer.policy, b, i) == Verdict::Reached {
                out.candidates.push(Candidate { firm: b.id[i], tier, score: score(p, tier, &f) });
            }
            files = true;
        }
        if files {
            out.hear(offer.policy, verdict_on(offer.policy, b, i), b.class[i] == 0);
        }
    }
}

/// Another round has passed for a certificate; one that has run out is renewed, or the firm steps down.
fn renew(b: &mut Block, i: usize, f: &File, offer: &LadderOffer, p: &Ladder, out: &mut Out) {
    let held = b.tier_of(i);
    let rounds = b.rounds_certified(i) + 1;
    if rounds < offer.valid {
        return b.certify(i, held, rounds);
    }
    let keeps = (0..=held).rev().find(|tier| meets(p, *tier, f, offer.slack)).unwrap_or(0);
    b.certify(i, keeps, 0);
    if keeps == held {
        out.tally.ladder.passed[held] += 1;
    } else {
        out.tally.ladder.failed[held] += 1;
    }
}

/// Places of a tier this round, a real number: its quota, or what the published path asks for beyond those
/// who stand on it or above.
fn places(offer: &LadderOffer, tier: usize, published: Option<f64>, standing: f64, weight: f64) -> f64 {
    match published.filter(|_| offer.follow) {
        Some(firms) => (firms / weight - standing).max(0.0),
        None => offer.quotas[tier] / weight,
    }
}

/// A round aims at the published path so many months on, so that the stock, which moves once a year, lies on
/// the path in the mean.
const HALF_A_YEAR: i32 = 6;

/// Firms behind the files of a round: who has no certificate may file for two tiers, and is one applicant.
fn applicants(files: &[Candidate]) -> i64 {
    files.iter().map(|file| file.firm).collect::<BTreeSet<u64>>().len() as i64
}

/// ⟂ The committee takes the best, from the top tier down; and no more than the budget has awards for.
pub fn decide(state: &State, setting: &Setting, terms: &mut Terms, money: &mut Out) {
    terms.promoted.clear();
    let Some(offer) =
        terms.ladder.as_ref().filter(|offer| offer.what.round && !terms.spent_out[offer.policy])
    else {
        return;
    };
    let policy = offer.policy;
    let mut left = limit::left_over(terms, policy, terms.reserved[policy]);
    let mut taken: Vec<(u64, u8)> = Vec::new();
    for tier in (INNOVATIVE..=CHAMPION).rev() {
        let standing: i64 = money.tiers[tier..].iter().sum();
        let published = setting.scenario.economy.published_ladder(tier, state.now.plus(HALF_A_YEAR));
        let places = places(&offer.what, tier, published, standing as f64, setting.norms.weight);
        // A fraction of a place is a place with that chance.
        let draw = setting.draws.stream(Purpose::Committee, i64::from(state.now.0)).uniform(tier as u64);
        let whole = (places + draw).min(1e15) as usize;
        let mut files: Vec<&Candidate> = money.candidates.iter().filter(|c| c.tier == tier).collect();
        files.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.firm.cmp(&b.firm)));
        if tier == INNOVATIVE {
            // Who has been taken as a specialised firm does not take a place here.
            taken.sort_unstable();
            files.retain(|c| taken.binary_search_by_key(&c.firm, |taken| taken.0).is_err());
        }
        let award = Money::round(offer.what.awards[tier]);
        for candidate in files.into_iter().take(whole) {
            // A place whose award can't be paid is not given.
            if award <= left {
                left -= award;
                taken.push((candidate.firm, tier as u8));
            }
        }
    }
    taken.sort_unstable();
    money.policies[policy].no_budget += applicants(&money.candidates) - taken.len() as i64;
    terms.promoted = taken;
}

/// ROUND 4. Certificates are handed over, with the award.
pub fn award(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let Some(offer) = round(ctx).filter(|_| !ctx.terms.promoted.is_empty()) else { return };
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let Ok(place) = ctx.terms.promoted.binary_search_by_key(&b.id[i], |promoted| promoted.0) else {
            continue;
        };
        let tier = usize::from(ctx.terms.promoted[place].1);
        out.tally.ladder.new[tier] += 1;
        out.tally.ladder.promoted[tier] += i64::from(b.tier_of(i) > 0);
        b.certify(i, tier, 0);
        let amount = Money::round(offer.what.awards[tier]);
        if !amount.is_zero() {
            b.cash[i] += amount;
            out.post(b, i, Item::Grant, amount);
            out.policies[offer.policy].paid += amount;
            b.side.receive(i, offer.policy, [amount, Money::ZERO]);
        }
    }
}

/// ROUND 4, last: what is reported of the tiers. Where no policy has a ladder nothing is counted; where one
/// has ended, its certificates still are.
pub fn count(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if !crate::levers::used(&ctx.scenario.policies, "cultivation_ladder") {
        return;
    }
    let p = &ctx.params.ladder;
    let at_scale = p.at_scale * ctx.scenario.economy.minor_per_major / 12.0;
    let tally = &mut out.tally.ladder;
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let tier = b.tier_of(i);
        if tier > 0 {
            let sales = f64::from(b.normal_sales[i]);
            tally.research[tier] += Money::towards_zero(innovation::with_added(b, i, ctx) * sales).0;
            tally.normal_sales[tier] += sales as i64;
            tally.small[tier] += i64::from(b.class[i] < 2);
            tally.suppliers[tier] += i64::from(b.supplies_large(i));
        }
        let research = ctx.scenario.economy.sectors[usize::from(b.sector[i])].research;
        let counts =
            f64::from(b.normal_sales[i]) >= at_scale && research >= p.at_scale_research && research > 0.0;
        if counts && !b.has(i, flag::DORMANT) {
            let of_firm = [1, b.sales[i] as i64, b.scratch.profit[i].0, i64::from(b.headcount[i])];
            tally.at_scale[tier].iter_mut().zip(of_firm).for_each(|(sum, value)| *sum += value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_with_two_files_is_one_applicant() {
        let files = [(7, 1), (7, 2), (9, 1)].map(|(firm, tier)| Candidate { firm, tier, score: 0.0 });
        assert_eq!(applicants(&files), 2);
    }

    #[test]
    fn places_worked_by_hand() {
        let offer = LadderOffer {
            round: true,
            quotas: [0.0, 0.0, 0.0, 900.0, 0.0],
            follow: true,
            valid: 3,
            slack: 0.0,
            awards: [0.0; 5],
            power: 0.0,
            know_how: 0.0,
            talent: 0.0,
            large_customer: 0.0,
        };
        // Nine thousand are published and a simulated firm stands for ninety: a hundred, of which eighty
        // stand.
        assert_eq!(places(&offer, 3, Some(9000.0), 80.0, 90.0), 20.0);
        assert_eq!(places(&offer, 3, Some(9000.0), 120.0, 90.0), 0.0);
        assert_eq!(places(&offer, 3, None, 120.0, 90.0), 10.0);
        assert_eq!(places(&LadderOffer { follow: false, ..offer }, 3, Some(9000.0), 0.0, 90.0), 10.0);
        assert_eq!(steps(0).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(steps(2).collect::<Vec<_>>(), [3]);
        assert_eq!(steps(4).count(), 0);
    }
}
