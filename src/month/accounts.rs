//! What policies on markets and offices cost in a month: no firm applies for them, so no firm books them.

use crate::money::Money;
use crate::month::ctx::Setting;
use crate::month::limit;
use crate::month::out::{Out, PolicyCount};
use crate::month::tally::Count;
use crate::state::State;
use crate::state::ledger::{Entries, Item};
use crate::terms::Terms;

/// Accounts of the policies, and sums that are not yet whole units.
#[derive(Clone, Debug)]
pub struct Accounts {
    /// By policy.
    pub policies: Vec<PolicyCount>,
    /// What public bodies pay more for, and what large firms earn less, by policy, minor units.
    moved: Vec<[f64; 2]>,
    /// What buyers pay for money that suppliers used to lend them, by policy, minor units.
    financed: Vec<f64>,
}

impl Accounts {
    /// Nothing yet.
    pub fn new(policies: usize) -> Accounts {
        Accounts {
            policies: vec![PolicyCount::default(); policies],
            moved: vec![[0.0; 2]; policies],
            financed: vec![0.0; policies],
        }
    }

    /// Counts what moves from large firms, who have the share `large` of `public` purchases of a sector in a
    /// region, at its `margin`.
    pub fn moved(&mut self, terms: &Terms, sector: usize, public: f64, large: f64, margin: f64) {
        for offer in terms.set_asides.iter().filter(|offer| offer.what.sectors[sector]) {
            let bought = large * offer.what.share * public;
            let [costlier, lost] = &mut self.moved[offer.policy];
            *costlier += bought * offer.what.premium / (1.0 + offer.what.premium);
            *lost += bought * margin;
        }
    }

    /// Counts what the opening of closed orders of a cell costs large firms, by policy as what each opens.
    pub fn opened(&mut self, terms: &Terms, cell: usize, lost: f64) {
        let offers = || terms.opened.iter().filter(|offer| offer.what.cells[cell]);
        let all: f64 = offers().map(|offer| offer.what.share).sum();
        for offer in offers().filter(|offer| offer.what.share > 0.0) {
            self.moved[offer.policy][1] += lost * offer.what.share / all;
        }
    }

    /// What it costs buyers to hold less credit of suppliers: they owe `owed`, of which they pay `rule` a
    /// month in the place of `habit`, and would owe so much more if they paid by habit. They find that money
    /// at the prime rate.
    pub fn credit_withdrawn(&mut self, policy: usize, owed: f64, rule: f64, habit: f64, prime: f64) {
        if habit > 0.0 && rule > habit {
            self.financed[policy] += owed * (rule / habit - 1.0) * prime / 12.0;
        }
    }

    /// ⟂ Books the cost of the month. Dearer purchases are part of what public bodies pay anyway.
    pub fn book(
        &mut self,
        state: &State,
        setting: &Setting,
        terms: &Terms,
        fate: &Out,
        entries: &mut Entries,
    ) {
        let births = births(&fate.tally);
        let policies = &mut self.policies;
        let mut pay = |policy: usize, item: Option<Item>, amount: Money| {
            if let Some(item) = item {
                entries.post(item, amount);
            }
            policies[policy].paid += amount;
        };
        for offer in terms.outlays.iter().filter(|offer| !terms.spent_out[offer.policy]) {
            // What a budget has left once firms have been paid; the programme did a part of its work, see
            // [`crate::month::limit::open`].
            let left = limit::left_over(terms, offer.policy, fate.policies[offer.policy].paid);
            pay(offer.policy, Some(Item::Programmes), Money::round(offer.what).min(left));
        }
        for offer in &terms.vouchers {
            pay(offer.policy, Some(Item::Vouchers), Money::round(offer.what));
        }
        for offer in &terms.entry_costs {
            pay(offer.policy, Some(Item::Programmes), Money::round(births * offer.what));
        }
        for (policy, sector, gap) in &terms.price_gaps {
            let m = &state.market;
            let bought = m.small_orders[*sector] / m.input_price_before[*sector]
                + setting.norms.material[*sector] * m.large_sales[*sector] * m.large_scale[*sector];
            pay(*policy, Some(Item::PriceGap), Money::round(gap * bought));
        }
        for (policy, [costlier, _]) in self.moved.iter().enumerate() {
            pay(policy, None, Money::round(*costlier));
        }
        for (policy, ([_, lost], financed)) in self.moved.iter().zip(&self.financed).enumerate() {
            policies[policy].borne += Money::round(lost + financed);
        }
    }

    /// What offices no longer take in local fees, given what they took; shared by policy as what each
    /// stopped.
    pub fn fees(&mut self, terms: &Terms, taken: Money) {
        let stopped: f64 = terms.fees_stopped.iter().map(|offer| offer.what).sum();
        if stopped > 0.0 && terms.fees > 0.0 {
            for offer in &terms.fees_stopped {
                self.policies[offer.policy].paid +=
                    Money::round(taken.real() * (1.0 / terms.fees - 1.0) * offer.what / stopped);
            }
        }
    }
}

/// Births of the month.
fn births(tally: &crate::month::tally::Tally) -> f64 {
    tally.total(Count::Births) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{Offer, Opening, SetAside};

    #[test]
    fn what_moves_worked_by_hand() {
        // Public bodies buy for 1,100, four tenths of it from large firms; a quarter of that moves and is a
        // tenth more expensive: 110, of which 10 are the premium.
        let what = SetAside { share: 0.25, premium: 0.1, sectors: vec![true] };
        let terms = Terms { set_asides: vec![Offer { policy: 0, what }], ..Terms::default() };
        let mut accounts = Accounts::new(1);
        accounts.moved(&terms, 0, 1100.0, 0.4, 0.05);
        assert!((accounts.moved[0][0] - 10.0).abs() < 1e-9);
        assert!((accounts.moved[0][1] - 5.5).abs() < 1e-9);
    }

    #[test]
    fn openings_share_what_large_firms_lose_worked_by_hand() {
        // One policy opens three tenths of the closed orders, the other one tenth: of 4 lost by large firms three
        // quarters are the first one's.
        let of = |policy, share| Offer { policy, what: Opening { share, cells: vec![true] } };
        let terms = Terms { opened: vec![of(0, 0.3), of(1, 0.1)], ..Terms::default() };
        let mut accounts = Accounts::new(2);
        accounts.opened(&terms, 0, 4.0);
        let lost = [accounts.moved[0][1], accounts.moved[1][1]];
        assert!(lost.iter().zip([3.0, 1.0]).all(|(is, due)| (is - due).abs() < 1e-12));
    }

    #[test]
    fn credit_withdrawn_worked_by_hand() {
        // A third of 90 is paid a month by habit; paid at a half a month the same purchases make a book of
        // 60: 30 must be found at 4% a year.
        let mut accounts = Accounts::new(1);
        accounts.credit_withdrawn(0, 60.0, 0.5, 1.0 / 3.0, 0.04);
        assert!((accounts.financed[0] - 0.1).abs() < 1e-9);
        accounts.credit_withdrawn(0, 60.0, 0.2, 0.3, 0.04);
        assert!((accounts.financed[0] - 0.1).abs() < 1e-9);
    }

    #[test]
    fn fees_worked_by_hand() {
        // A quarter is stopped: who took 75 would have taken 100.
        let terms =
            Terms { fees_stopped: vec![Offer { policy: 0, what: 0.25 }], fees: 0.75, ..Terms::default() };
        let mut accounts = Accounts::new(1);
        accounts.fees(&terms, Money(75));
        assert_eq!(accounts.policies[0].paid, Money(25));
    }
}
