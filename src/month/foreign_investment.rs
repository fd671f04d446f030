//! Foreign investment: some firms are founded by foreign owners, whose capital comes from abroad.
//!
//! Whether the founder of a firm is foreign is a draw by its identity. What such a firm is founded with, and what its
//! owner puts in later in need, is paid by the world and not by households. So the inflow moves with births and with
//! need. Limits: what foreign owners draw stays with households; large firms, to which most foreign capital goes, and
//! what foreign firms put in out of profits are left out, so that the flow is far below the published one.

crate::parameters! {
    /// Parameters of foreign investment.
    pub struct ForeignInvestment : "foreign_investment" {
        founders = 0.01, 0.0 .. 1.0, "share of firms", "firms whose founder is foreign", Assumed, "China 2019: 59,800 new foreign-invested firms and 627,000 in all (report on the business environment, as quoted by a law firm), over 7.4 m new firms and 38 m on the register, which were not looked up: 0.8 and 1.6%; their capital is larger than that of others; prior range 0.005-0.02";
    }
}

use crate::rng::{Draws, Purpose};
use crate::state::ledger::Item;

/// Whether the founder of a firm is foreign.
fn is_foreign(p: &ForeignInvestment, id: u64, draws: Draws) -> bool {
    p.founders > 0.0 && draws.stream(Purpose::ForeignFounder, 0).uniform(id) < p.founders
}

/// The item under which capital of a new firm is paid in.
pub fn paid_in(p: &ForeignInvestment, id: u64, draws: Draws) -> Item {
    if is_foreign(p, id, draws) { Item::ForeignPaidIn } else { Item::PaidIn }
}

/// The item under which an owner puts money in.
pub fn injected(p: &ForeignInvestment, id: u64, draws: Draws) -> Item {
    if is_foreign(p, id, draws) { Item::ForeignInjection } else { Item::OwnerInjection }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::ledger::{Entries, Holder, Instrument};

    #[test]
    fn founders_follow_their_share() {
        let p = ForeignInvestment { founders: 0.1 };
        let foreign = (0..10_000).filter(|id| is_foreign(&p, *id, Draws::new(1, 0))).count();
        // The standard deviation is 30.
        assert!((870..1130).contains(&foreign), "{foreign}");
        let none = ForeignInvestment { founders: 0.0 };
        assert!((0..10_000).all(|id| paid_in(&none, id, Draws::new(1, 0)) == Item::PaidIn));
    }

    #[test]
    fn capital_from_abroad_worked_by_hand() {
        let mut entries = Entries::default();
        entries.0[Item::ForeignPaidIn as usize] = crate::money::Money(70);
        let deposits = entries.changes()[Instrument::Deposits as usize];
        assert_eq!(deposits[Holder::World as usize].0, -70);
        assert_eq!(deposits[Holder::Smes as usize].0, 70);
        assert_eq!(deposits[Holder::Households as usize].0, 0);
    }
}
