//! What policies took off the obligations of a firm, and what that costs whom.

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::state::block::Block;
use crate::state::ledger::Item;

/// A sum that a policy takes off a due.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cut {
    /// Index of the policy; of no meaning when the sum is zero.
    pub policy: u16,
    /// The sum.
    pub amount: Money,
}

/// What policies took off the obligations of a firm.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct Waived {
    pub vat: Cut,
    pub profit_tax: Cut,
    pub fees: Cut,
    pub contributions: Cut,
    pub rent: Cut,
    /// Nobody makes it up to those who sold it.
    pub paperwork: Cut,
    pub interest: Cut,
    /// Part of the waived rent that the state pays to landlords.
    pub rent_borne: Money,
    /// What sparing paperwork costs offices.
    pub paperwork_cost: Money,
    /// The same if the rent were not waived.
    pub paperwork_alone: Money,
}

impl Waived {
    /// What each costs the state. Landlords bear the rent that the state does not make up.
    pub fn costs(&self) -> [Cut; 7] {
        let rent = Cut { amount: self.rent_borne, ..self.rent };
        let paperwork = Cut { amount: self.paperwork_cost, ..self.paperwork };
        [self.vat, self.profit_tax, self.fees, self.contributions, rent, paperwork, self.interest]
    }
    /// The taxes and contributions in it that policies with a budget waive, and that fall due after all when
    /// a budget does not suffice.
    pub fn may_fall_due(&self, ctx: &Ctx) -> Money {
        let capped = |cut: &&Cut| ctx.terms.budget_left[usize::from(cut.policy)].is_some();
        [self.vat, self.profit_tax, self.contributions].iter().filter(capped).map(|cut| cut.amount).sum()
    }
}

/// Books what waivers cost, and what the state pays to landlords and banks in the place of a firm.
pub fn book(b: &mut Block, i: usize, waived: &Waived, out: &mut Out) {
    let costs = waived.costs();
    if [waived.rent, waived.paperwork].iter().chain(&costs).all(|cut| cut.amount.is_zero()) {
        return;
    }
    for cut in costs {
        out.policies[usize::from(cut.policy)].paid += cut.amount;
        b.side.receive(i, usize::from(cut.policy), [cut.amount, Money::ZERO]);
    }
    out.policies[usize::from(waived.rent.policy)].borne += waived.rent.amount - waived.rent_borne;
    out.policies[usize::from(waived.paperwork.policy)].borne += waived.paperwork.amount;
    out.entries.post(Item::RentBorne, waived.rent_borne);
    out.entries.post(Item::Programmes, waived.paperwork_cost);
    out.entries.post(Item::InterestBorne, waived.interest.amount);
    out.bank_income[usize::from(b.bank[i])] += waived.interest.amount;
}
