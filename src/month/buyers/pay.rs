//! Large firms and public bodies pay what falls due by habit or rule, as far as money goes.

use super::{Shares, Stress, late_interest, next_scale, own_obligations, rules, small_part, way_out};
use crate::money::Money;
use crate::month::accounts::Accounts;
use crate::month::ctx::Setting;
use crate::month::large_firm_failure;
use crate::month::paying;
use crate::state::ledger::{Entries, Item};
use crate::state::market::{self, Final};
use crate::state::{LargeFirm, Producer, State};
use crate::terms::{Offer, PromptOffer, Terms};

/// What falls due by habit this month, by selling sector; the last is abroad.
#[derive(Clone, Copy, Debug)]
pub struct Habit<'a> {
    /// Share of the debts that falls due.
    pub due: &'a [f64],
    /// The part of small firms in what is sold on invoice.
    pub small: &'a [f64],
}

/// What all large firms of a month have in common when they pay.
struct Payer<'a> {
    setting: &'a Setting<'a>,
    terms: &'a Terms,
    habit: Habit<'a>,
    /// Share of sales that is invoiced, by sector.
    credit_share: &'a [f64],
    /// Sales of this month over those of the year's mean month in normal times, by sector: a seasonal low is no
    /// slump.
    season: &'a [f64],
    /// Days by which a shock delays payment: the selling sectors' mean, as a principal customer buys from
    /// all.
    delay: f64,
}

/// What a large firm is asked for by its suppliers.
struct Asked {
    /// Its part in the debts of the large firms of its sector through settlement accounts.
    part: f64,
    /// Of those debts by selling sector.
    books: Vec<Shares>,
    /// Of its debts to principal suppliers.
    principal: Shares,
}

impl Payer<'_> {
    /// What suppliers ask of a large firm under a rule (zero for none), `column` being the debts through
    /// settlement accounts of its sector and `owed` their sum. What its small sellers get sooner than by
    /// habit is added to `sooner`; what buyers so lose in credit is noted under the policy.
    fn asked(
        &self,
        large_firm: &LargeFirm,
        (rule, policy): (f64, usize),
        (column, owed): (&[Money], f64),
        sooner: &mut [f64],
        accounts: &mut Accounts,
    ) -> Asked {
        let params = &self.setting.scenario.params;
        let (late_days, prime) = (params.buyers.late_days, params.credit.policy_rate);
        let part = large_firm.payable.real() / owed;
        let books = (0..column.len()).map(|s| {
            let due = self.habit.due[s];
            let usual = Shares::of(due, 0.0, late_days);
            if s == sooner.len() || rule == 0.0 {
                return usual;
            }
            let ruled = Shares::of(due, rule, late_days);
            let to_small = small_part(self.habit.small[s], ruled.full, usual.full);
            sooner[s] += part * column[s].real() * to_small * (ruled.full - usual.full);
            accounts.credit_withdrawn(
                policy,
                part * column[s].real() * to_small,
                ruled.full,
                usual.full,
                prime,
            );
            ruled.mixed(usual, to_small)
        });
        let books = books.collect();
        let days = if large_firm.state_owned {
            params.anchors.pay_days_state
        } else {
            params.anchors.pay_days_private
        };
        let usual = (30.0 / (days + self.delay).max(30.0)).min(1.0);
        accounts.credit_withdrawn(policy, large_firm.payable_principal.real(), rule, usual, prime);
        Asked { part, books, principal: Shares::of(usual, rule, late_days) }
    }

    /// What a large firm expects to be paid this month: sales at once, and of its invoices what falls due.
    fn receipts(&self, large_firm: &LargeFirm) -> f64 {
        let s = large_firm.sector;
        let at_once = large_firm.sales.real() * (1.0 - self.credit_share[s]);
        at_once + large_firm.receivable.real() * self.habit.due[s]
    }

    /// The part of what can wait that it holds back although it could pay.
    fn held_back(&self, large_firm: &LargeFirm) -> f64 {
        if large_firm.kind == Producer::PublicUnit {
            return 0.0;
        }
        paying::held_back_by_large(
            &self.setting.scenario.params.paying,
            large_firm.sales.real(),
            large_firm.usual * self.season[large_firm.sector],
        )
    }

    /// What a large firm has to pay with, and what is asked of it in all.
    fn stress(&self, large_firm: &LargeFirm, asked: &Asked, column: &[Money]) -> Stress {
        let p = &self.setting.scenario.params.buyers;
        let norms = self.setting.norms;
        let Asked { part, books, principal } = asked;
        let sum = |share: fn(&Shares) -> f64| {
            books.iter().zip(column).map(|(book, claim)| share(book) * claim.real()).sum::<f64>()
        };
        let linked = large_firm.payable_principal.real();
        let own: Money =
            own_obligations(large_firm, self.setting, self.terms).iter().map(|(_, amount)| *amount).sum();
        let line = large_firm.usual * p.line_months * large_firm.liquidity;
        let manned = large_firm.sales.real() / large_firm.output;
        Stress {
            means: large_firm.cash.real() + self.receipts(large_firm) + line - large_firm.loan.real(),
            own: own.real(),
            suppliers: part * sum(|book| book.full) + linked * principal.full,
            least: part * sum(|book| book.least) + linked * principal.least,
            business: manned * (norms.material[large_firm.sector] + norms.labour[large_firm.sector]),
        }
    }
}

/// ⟂ Large firms see what they have and what is asked of them, and pay what they can to the settlement
/// accounts; they say which part of their debts to principal suppliers they pay this month.
pub fn pay(
    state: &mut State,
    setting: &Setting,
    terms: &Terms,
    habit: Habit,
    entries: &mut Entries,
    accounts: &mut Accounts,
) {
    let norms = setting.norms;
    let p = &setting.scenario.params.buyers;
    let n = norms.sectors;
    let groups = market::groups(n);
    let rules = rules(&state.large_firms, setting, terms);
    let delay =
        habit.due.iter().zip(&norms.due).take(n).map(|(now, normal)| 30.0 / now - 30.0 / normal).sum::<f64>()
            / n as f64;
    let credit_share = state.market.credit_share.clone();
    let month = (state.now.month() - 1) as usize;
    let season: Vec<f64> =
        setting.scenario.economy.sectors.iter().map(|sector| sector.season[month]).collect();
    let payer = Payer { setting, terms, habit, credit_share: &credit_share, season: &season, delay };
    for j in 0..n {
        let group = market::large(n, j);
        let column = state.settlement.column(groups, group);
        let owed = column.iter().map(|claim| claim.real()).sum::<f64>().max(1.0);
        let mut weights = vec![0.0; n + 1];
        let mut sooner = vec![0.0; n];
        let mut total = Money::ZERO;
        for (large_firm, rule) in state.large_firms.iter_mut().zip(&rules).filter(|(a, _)| a.sector == j) {
            let asked = payer.asked(large_firm, *rule, (&column, owed), &mut sooner, accounts);
            let [forced, cut] = if large_firm.kind.cuts() {
                way_out(payer.stress(large_firm, &asked, &column), p.cut)
            } else {
                [0.0; 2]
            };
            let wait = forced.max(payer.held_back(large_firm));
            large_firm.wait = forced;
            large_firm.pays = asked.principal.paid(wait);
            large_firm.late_interest = late_interest(large_firm, rule.0, terms);
            large_firm.next_scale =
                next_scale(large_firm.scale, cut, p.return_months).min(large_firm_failure::most(large_firm));
            let share: f64 = asked
                .books
                .iter()
                .zip(&column)
                .map(|(book, claim)| book.paid(wait) * claim.real())
                .sum::<f64>()
                / owed;
            for ((weight, book), claim) in weights.iter_mut().zip(&asked.books).zip(&column) {
                *weight += asked.part * claim.real() * book.paid(wait);
            }
            let paid = large_firm.payable.times(share.min(1.0));
            large_firm.payable -= paid;
            large_firm.cash -= paid;
            total += paid;
        }
        let taken = state.settlement.draw(groups, group, &weights, total);
        for ((small, sooner), taken) in state.settlement.to_small.iter_mut().zip(&sooner).zip(&taken) {
            *small += Money::towards_zero(*sooner).min(*taken);
        }
        entries.post(Item::LargeFirmSuppliersPaid, total);
        entries.post(Item::ImportsCollected, taken[n]);
    }
}

/// ⟂ Public bodies pay what falls due by habit; those that comply with a rule pay small firms within its
/// days.
pub fn public_bodies_pay(
    state: &mut State,
    setting: &Setting,
    terms: &Terms,
    habit: Habit,
    entries: &mut Entries,
    accounts: &mut Accounts,
) {
    let Habit { due, small } = habit;
    let n = setting.norms.sectors;
    let groups = market::groups(n);
    let group = market::last(n, Final::Government);
    for s in 0..n {
        let sooner = |compliance: f64, rule: f64| {
            compliance * small_part(small[s], rule.max(due[s]), due[s]) * (rule - due[s]).max(0.0)
        };
        let strictest = |held: (f64, usize), offer: &Offer<PromptOffer>| {
            let share = sooner(offer.what.compliance, offer.what.share(true));
            if share > held.0 { (share, offer.policy) } else { held }
        };
        let (sooner, policy) = terms.prompt.iter().fold((0.0, 0), strictest);
        let claim = &mut state.settlement.claims[s * groups + group];
        let early = claim.times(sooner);
        if sooner > 0.0 {
            let prime = setting.scenario.params.credit.policy_rate;
            accounts.credit_withdrawn(policy, claim.real() * small[s], due[s] + sooner, due[s], prime);
        }
        let paid = (claim.times(due[s]) + early).min(*claim);
        *claim -= paid;
        state.settlement.cash[s] += paid;
        state.settlement.to_small[s] += early;
        entries.post(Item::GovernmentPays, paid);
    }
}
