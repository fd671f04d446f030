//! What a policy offers to pay to a firm: a share of something, a flat sum, a sum per worker.

use crate::money::Money;
use crate::state::ledger::Item;

/// What a payment is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The pay that falls due this month, furlough counted in. All payments on it come to no more than that
    /// pay.
    Pay,
    /// Of that pay, what goes to staff without work.
    IdlePay,
    /// A month's pay of the whole staff in full hours.
    NormalPay,
    /// A month's normal pay and fixed cost.
    PayAndFixed,
    /// The pay of a year on which contributions are computed; nothing where none are paid.
    InsuredPayOfAYear,
    /// People by whom staff grew last month.
    Hires,
    /// Value-added tax paid on the inputs in stock, of general taxpayers.
    InputTax,
    /// The month's normal research; see [`crate::month::innovation`].
    Research,
    /// That of firms from this tier of the ladder on.
    ResearchFromTier(u8),
    /// The month's sales of firms that do research and whose principal customer is a large firm.
    LinkedResearchers,
    /// The energy bill of the month.
    EnergyBill,
    /// What a rise of energy prices adds to it.
    EnergyRise,
    /// The freight bill of the month.
    Freight,
    /// Exports of the month.
    Exports,
    /// Nothing: the payment is a flat sum or one per worker.
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

/// What is paid is a debt that may be forgiven, see [`crate::month::forgivable_loans`].
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
    /// A sum per worker, minor units.
    pub per_worker: f64,
    /// Most per worker, minor units; infinite without a cap.
    pub cap: f64,
    /// Months between two payments to a firm; 1 for every month.
    pub every: i32,
    /// The share of pay that the owner counts as borne by others when deciding on layoffs.
    pub retention: f64,
    /// Staff that must be there.
    pub kept: Option<Kept>,
    /// It is a debt that may be forgiven.
    pub forgiven: Option<Forgiven>,
    /// The entry in the books.
    pub item: Item,
    /// What the firm must spend in turn, over what it is paid; see [`crate::month::innovation::spend`].
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
        let [share, flat, per_worker, retention, spends, access] = [0.0; 6];
        let (kept, forgiven, research) = (None, None, false);
        Payment {
            basis,
            share,
            flat,
            per_worker,
            cap,
            every: 1,
            retention,
            kept,
            forgiven,
            item,
            spends,
            research,
            access,
        }
    }
    /// What is paid when the basis comes to so much.
    pub fn amount(&self, basis: f64, people: f64) -> Money {
        Money::round((self.share * basis + self.flat + self.per_worker * people).min(self.cap * people))
    }
    /// Whether it is part of the pay bill, which all payments of the kind can't exceed.
    pub fn of_bill(&self) -> bool {
        matches!(self.basis, Basis::Pay | Basis::IdlePay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_that_must_be_kept_worked_by_hand() {
        // Normal sales call for 100 people: 94 are too few for a firm that may lose 5.5%. Of 20 a small firm
        // may lose four.
        let kept = Kept { at_least: 0.945, at_least_small: 0.8, small: 30.0 };
        assert!(!kept.met(94.0, 100.0) && kept.met(95.0, 100.0));
        assert!(!kept.met(15.0, 20.0) && kept.met(16.0, 20.0));
    }

    #[test]
    fn amounts_worked_by_hand() {
        let what =
            Payment { share: 0.5, flat: 1000.0, every: 12, ..Payment::of(Basis::PayAndFixed, Item::Grant) };
        assert_eq!(what.amount(8000.0, 4.0), Money(5000));
        let half = Payment { share: 0.6, ..Payment::of(Basis::Pay, Item::WageSubsidy) };
        assert_eq!(half.amount(10_000.0, 4.0), Money(6000));
        assert_eq!(Payment { cap: 1000.0, ..half }.amount(10_000.0, 4.0), Money(4000));
        assert_eq!(
            Payment { per_worker: 300.0, ..Payment::of(Basis::Nothing, Item::Grant) }.amount(0.0, 4.0),
            Money(1200)
        );
    }
}
