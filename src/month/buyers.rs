//! Large firms as buyers: when they pay whom, and what they do when money is short.
//!
//! A large firm pays by habit: invoices of its principal suppliers after the days of its kind of owner, other
//! invoices after those of the seller's sector, a shock to payment habits added. Where it complies with a
//! rule on payment it pays what it owes to small firms within the days of the rule. What it pays sooner is
//! money it no longer has: cash falls, dividends stop until it is made up, and where cash is not enough the
//! credit line is drawn.
//!
//! A large firm whose sales fall below the usual holds back part of what can wait although it could pay
//! ([`crate::month::paying`]): those who depend on its orders do not sue.
//!
//! Stress begins when cash and the unused part of the line fall short of what the month asks for (pay, taxes,
//! interest, invoices due). Then, in this order:
//!
//! 1. Suppliers wait: what is missing is paid later, up to a bound in days. A rule that the firm complies
//!    with stands before that bound.
//! 2. What is still missing is cut from next month's orders of inputs and staff, up to a stated share. What
//!    is not ordered and not manned is not made: a month later the firm sells less by the same share.
//! 3. The bank lends the rest beyond the line, since large firms do not fail here; the debt keeps them short
//!    until it is worked off.
//!
//! Meanwhile owners get nothing. When money suffices again suppliers are paid as before at once, and orders
//! and staff return step by step. Late payment as the first way out follows surveys of trade credit (Coface
//! and Atradius: a lack of liquidity is the first reason given for paying late).

crate::parameters! {
    /// Parameters of large firms as buyers.
    pub struct Buyers : "buyers" {
        line_months = 1.0, 0.0 .. 60.0, "months of usual sales", "most that a large firm may owe its banks: its credit line, beside the debt that it never repays and that is not modelled", Assumed, "unused lines of listed firms near a tenth of assets (Sufi 2009, from memory); prior range 0.5-2";
        usual_months = 12.0, 1.0 .. 60.0, "months", "time over which a large firm's usual sales follow its sales", Assumed, "credit lines are reviewed once a year";
        staff_months = 12.0, 1.0 .. 60.0, "months", "time over which the staff of a large firm follows its orders; more slowly while firms of its sector are closed by a restriction", Assumed, "above-scale industry of China cut staff by less than a tenth in 2020, when its sales fell by a quarter for two months; prior range 6-24";
        late_days = 90.0, 0.0 .. 720.0, "days", "most that a large firm under stress, or holding back in a slump, pays its suppliers later than it is used to", Assumed, "Coface 2019: a quarter of firms wait for over six months on a tenth of turnover; prior range 30-120";
        cut = 0.2, 0.0 .. 0.9, "share of orders and staff", "most that a large firm under stress cuts from its orders and staff", Assumed, "above-scale industry cut staff by less than a tenth in 2020; prior range 0.1-0.3";
        return_months = 3.0, 1.0 .. 36.0, "months", "time in which orders and staff return after stress", Assumed, "prior range 2-6";
    }
}

pub mod pay;

use crate::money::Money;
use crate::month::ctx::Setting;
use crate::month::large_outlook;
use crate::month::producers;
use crate::rng::Purpose;
use crate::state::ledger::Item;
use crate::state::{LargeFirm, Producer, State};
use crate::terms::{Offer, PromptOffer, Terms};

/// Parts of an invoice book that are paid in a month: in good times, and by a firm that lets suppliers wait
/// as long as it can.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shares {
    full: f64,
    least: f64,
}

impl Shares {
    /// By habit `due` of the book falls due in a month; a rule asks for `rule` (zero: none).
    fn of(due: f64, rule: f64, late_days: f64) -> Shares {
        let full = due.max(rule);
        Shares { full, least: due_share(due, late_days).max(rule).min(full) }
    }
    /// What is paid when `wait` of what can wait does.
    fn paid(self, wait: f64) -> f64 {
        self.full - wait * (self.full - self.least)
    }
    /// Two parts of a book.
    fn mixed(self, other: Shares, part: f64) -> Shares {
        let mix = |a: f64, b: f64| part * a + (1.0 - part) * b;
        Shares { full: mix(self.full, other.full), least: mix(self.least, other.least) }
    }
}

/// The share of an invoice book that is paid in a month when large buyers and public bodies pay `delay` days
/// later than in normal times.
pub fn due_share(normal: f64, delay: f64) -> f64 {
    30.0 / (30.0 / normal + delay)
}

/// The part of its debts that a buyer owes to small sellers when it pays them faster than large ones, given
/// their part in what is sold: debts are what is bought a month over the share paid a month.
fn small_part(sold: f64, to_small: f64, to_large: f64) -> f64 {
    if sold <= 0.0 { 0.0 } else { sold / to_small / (sold / to_small + (1.0 - sold) / to_large) }
}

/// What a large firm has to pay this month with, and what is asked of it. Minor units.
#[derive(Clone, Copy, Debug)]
struct Stress {
    /// Cash and the unused part of the credit line; negative when it owes more than the line.
    means: f64,
    /// Pay, taxes and interest.
    own: f64,
    /// Invoices due, by habit and rule.
    suppliers: f64,
    /// Of these, what can't wait.
    least: f64,
    /// Orders of inputs and pay of a month, uncut: what can be cut.
    business: f64,
}

/// How it gets through: the part of what can wait that does, and the share of orders and staff that is cut.
fn way_out(stress: Stress, most: f64) -> [f64; 2] {
    let Stress { means, own, suppliers, least, business } = stress;
    let short = (own + suppliers - means).max(0.0);
    let can_wait = suppliers - least;
    let waits = short.min(can_wait);
    let cut = if business > 0.0 { ((short - waits) / business).min(most) } else { 0.0 };
    [if can_wait > 0.0 { waits / can_wait } else { 0.0 }, cut]
}

/// The scale of next month's orders and staff: down at once, back step by step.
fn next_scale(scale: f64, cut: f64, return_months: f64) -> f64 {
    /// So near to whole that nobody would see the difference.
    const WHOLE: f64 = 0.999;
    let back = scale + (1.0 - scale) / return_months;
    (1.0 - cut).min(if back > WHOLE { 1.0 } else { back })
}

/// Pay, taxes and interest of a large firm this month.
pub fn own_obligations(large_firm: &LargeFirm, setting: &Setting, terms: &Terms) -> [(Item, Money); 3] {
    let norms = setting.norms;
    let p = &setting.scenario.params;
    let sector = &setting.scenario.economy.sectors[large_firm.sector];
    let sales = large_firm.sales.real();
    let value_added = 1.0 - norms.material[large_firm.sector];
    let manned = producers::manned(large_firm);
    let taxes = Money::round(
        sales
            * (producers::value_added_tax(sector.vat_rate, value_added)
                + p.tax.profit_rate * sector.margin.max(0.0)),
    );
    [
        (
            Item::LargeFirmWages,
            Money::round(manned * (norms.labour[large_firm.sector] + norms.fixed[large_firm.sector])),
        ),
        (Item::LargeFirmTaxes, taxes),
        (
            Item::LargeFirmInterest,
            large_firm.loan.times((p.credit.policy_rate + terms.prime_change()).max(0.0) / 12.0),
        ),
    ]
}

/// Whether a rule on payment binds a buyer whose draw is `draw`: self-employed people are no large buyers.
fn complies(buyer: &LargeFirm, offer: &Offer<PromptOffer>, draw: f64) -> bool {
    buyer.kind != Producer::SelfEmployed && draw < offer.what.compliance
}

/// The share of its debts to small firms that each large firm must pay this month under the rules that it
/// complies with, and the policy that asks for it; zero without. The same firms comply in every month and
/// arm, and those that comply with a weak rule also comply where more do.
fn rules(large_firms: &[LargeFirm], setting: &Setting, terms: &Terms) -> Vec<(f64, usize)> {
    let stream = setting.draws.stream(Purpose::Compliance, 0);
    let rule = |(index, large_firm): (usize, &LargeFirm)| {
        let complied =
            terms.prompt.iter().filter(|offer| complies(large_firm, offer, stream.uniform(index as u64)));
        let strictest = |held: (f64, usize), offer: &Offer<PromptOffer>| {
            let share = offer.what.share(large_firm.state_owned);
            if share > held.0 { (share, offer.policy) } else { held }
        };
        complied.fold((0.0, 0), strictest)
    };
    large_firms.iter().enumerate().map(rule).collect()
}

/// The interest of a month on the debts of a large firm to principal suppliers, as a share of them: on what
/// is older than a rule allows that it does not keep to. Of a book of which `pays` is paid a month, one paid
/// at `rule` a month is the part pays / rule.
fn late_interest(large_firm: &LargeFirm, kept: f64, terms: &Terms) -> f64 {
    let owed = |what: &PromptOffer| {
        let rule = what.share(large_firm.state_owned);
        if what.late_interest > 0.0 && kept < rule {
            what.late_interest / 12.0 * (1.0 - large_firm.pays / rule).max(0.0)
        } else {
            0.0
        }
    };
    terms.prompt.iter().map(|offer| owed(&offer.what)).fold(0.0, f64::max)
}

/// ⟂ The end of the month: what was ordered becomes what can be sold, and next month's orders and staff are
/// what was decided.
pub fn turn(state: &mut State, setting: &Setting, terms: &Terms) {
    let p = &setting.scenario.params.buyers;
    let sectors = setting.norms.sectors;
    let paces: Vec<f64> = (0..sectors).map(|j| large_outlook::pace(state, setting, terms, j)).collect();
    for (j, pace) in paces.iter().enumerate() {
        let of_sector = state.large_firms.iter().filter(|a| a.sector == j);
        let (ordered, made) = of_sector.fold((0.0, 0.0), |(ordered, made), a| {
            (ordered + a.share * a.next_scale, made + a.share * a.output)
        });
        let ahead = large_outlook::look_ahead(state, setting, j, *pace);
        state.market.large_scale[j] = if made > 0.0 { ordered / made * ahead } else { 1.0 };
        for large_firm in state.large_firms.iter_mut().filter(|a| a.sector == j) {
            large_firm.order = setting.norms.material[j] * large_firm.sales.real() * large_firm.next_scale
                / large_firm.output
                * ahead;
        }
    }
    for large_firm in &mut state.large_firms {
        let sales = large_firm.sales.real();
        large_firm.usual += (sales - large_firm.usual) / p.usual_months;
        let speed = paces[large_firm.sector] / p.staff_months;
        if large_firm.kind != Producer::PublicUnit {
            large_firm.staffed += speed * (sales / large_firm.output - large_firm.staffed);
        }
        large_firm.output = large_firm.scale;
        large_firm.scale = large_firm.next_scale;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stress_worked_by_hand() {
        // Cash 30 and 20 left on the line; pay, taxes and interest 25; invoices of 40 due, of which 24 can't
        // wait; a month's business is 100.
        let stress = Stress { means: 50.0, own: 25.0, suppliers: 40.0, least: 24.0, business: 100.0 };
        // 15 is missing and 16 can wait: fifteen sixteenths of it do, nothing is cut.
        assert_eq!(way_out(stress, 0.2), [15.0 / 16.0, 0.0]);
        // With 40 in place of 50, 25 is missing: 16 waits and the other 9 are cut from a business of 100.
        assert_eq!(way_out(Stress { means: 40.0, ..stress }, 0.2), [1.0, 0.09]);
        // Deep in debt the cut stops at its bound; the bank lends the rest.
        assert_eq!(way_out(Stress { means: -60.0, ..stress }, 0.2), [1.0, 0.2]);
        // With 65 nothing is missing.
        assert_eq!(way_out(Stress { means: 65.0, ..stress }, 0.2), [0.0, 0.0]);
        // A rule that leaves nothing to wait: the first 15 are cut.
        assert_eq!(way_out(Stress { least: 40.0, ..stress }, 0.2), [0.0, 0.15]);
    }

    #[test]
    fn a_cut_comes_at_once_and_leaves_by_thirds() {
        let cut = next_scale(1.0, 0.09, 3.0);
        assert!((cut - 0.91).abs() < 1e-12);
        let back = next_scale(cut, 0.0, 3.0);
        assert!((back - 0.94).abs() < 1e-12); // 0.91 + 0.09 / 3
        assert!((next_scale(back, 0.05, 3.0) - 0.95).abs() < 1e-12); // a cut of a twentieth holds back no further than 0.95
        assert_eq!(next_scale(0.9986, 0.0, 3.0), 1.0);
        assert_eq!(next_scale(1.0, 0.0, 3.0), 1.0);
    }

    #[test]
    fn days_of_habit_rule_and_stress() {
        // Habit 75 days, a rule of 60, up to 45 days later under stress (120 days): four tenths, a half, a
        // quarter a month.
        let close = |a: Shares, full: f64, least: f64| {
            (a.full - full).abs() < 1e-12 && (a.least - least).abs() < 1e-12
        };
        assert!(close(Shares::of(0.4, 0.0, 45.0), 0.4, 0.25));
        assert!(close(Shares::of(0.4, 0.5, 45.0), 0.5, 0.5));
        // A rule of 100 days does not hurry a payer of 75 days, but bounds how late it may pay under stress.
        assert!(close(Shares::of(0.4, 0.3, 45.0), 0.4, 0.3));
        assert!((Shares::of(0.4, 0.0, 45.0).paid(0.5) - 0.325).abs() < 1e-12);
    }

    #[test]
    fn a_buyer_that_pays_small_firms_faster_owes_them_a_smaller_part() {
        // Half of 100 a month from small firms: paid at a half a month 100 is owed, the other half at a
        // quarter a month 200.
        assert!((small_part(0.5, 0.5, 0.25) - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(small_part(0.0, 0.5, 0.25), 0.0);
        assert_eq!(small_part(1.0, 0.5, 0.25), 1.0);
    }
}
