//! Research subsidy: the state bears part of what research costs, as by a deduction of more than the cost
//! from the tax on profit.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::math;
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Research subsidy: the state bears part of what research costs.
pub struct RdSubsidy;

crate::settings! {
    FIELDS;
    strength share = 0.1, 0.0 .. 0.9, "share of research", "part of research spending that the state bears", Derived, "China: 75% of the cost deducted once more (2018-22) is 0.19 at the profit tax of 25% and 0.04 at the 5% of small low-profit firms; prior range 0.04-0.25";
    setting elasticity = 1.0, 0.0 .. 5.0, "ratio", "fall of research with its cost to the firm", Assumed, "about one unit of research for one unit of tax forgone: Hall and Van Reenen 2000; later work on small firms finds more (Dechezlepretre and others 2023), from memory; prior range 0.5-3";
}

/// Research over normal research when the state bears a share.
pub fn rise(share: f64, elasticity: f64) -> f64 {
    math::pow(1.0 - share, -elasticity)
}

/// A payment of this share of research, with what it makes firms spend.
pub(super) fn payment(basis: Basis, share: f64, elasticity: f64) -> Payment {
    let rise = rise(share, elasticity);
    let spends = if share > 0.0 { (rise - 1.0) / (share * rise) } else { 0.0 };
    Payment { share: share * rise, spends, research: true, ..Payment::of(basis, Item::Grant) }
}

impl Lever for RdSubsidy {
    fn about(&self) -> &'static About {
        &About {
            kind: "rd_subsidy",
            family: Family::Innovation,
            audience: Audience::Firms,
            summary: "the state bears part of what research costs",
            acts_on: "what a firm spends on research, and through knowledge its efficiency and appeal",
            cost: "the share of all research of the firms reached, most of which they would have done anyway",
            combine: Combine::Sum,
            evidence: Grade::Derived,
            page: "\
Research rises as its cost to the firm falls: by the factor (1 - share) to the power of minus the
elasticity. The state pays the share of all of it, and the firm spends what it does more, out of its
cash, on staff and services; with an elasticity of one its own money stays what it was.

What is done more becomes knowledge, which fades by 15% a year, and knowledge makes innovations more
likely that lower input cost and draw customers from rivals, until these have caught up
(src/month/innovation.rs). Who does no research, or none this month for lack of cash, gets nothing.
Paid by the month, though a deduction comes once a year.

Limits: no new firm begins to do research because of it, and none calls other cost research. What
one firm finds gets to others without a gain of theirs: rivals catch up, customers pay no less.

Two of a kind are both paid.

Sources: Hall and Van Reenen 2000; tax administration of China 2018, 2021.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, elasticity] = context.settings();
        terms.payments.push(context.offer(payment(Basis::Research, share, elasticity)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn research_and_its_cost_worked_by_hand() {
        // A fifth borne, elasticity one: research rises by a quarter, and what the state pays is what is done
        // more.
        assert!((rise(0.2, 1.0) - 1.25).abs() < 1e-12);
        let what = payment(Basis::Research, 0.2, 1.0);
        assert!((what.share - 0.25).abs() < 1e-12 && (what.spends - 1.0).abs() < 1e-12);
        // Elasticity two: research rises by 9/16, the state pays 5/16 and the firm spends 9/16.
        let what = payment(Basis::Research, 0.2, 2.0);
        assert!((what.share - 0.3125).abs() < 1e-12 && (what.share * what.spends - 0.5625).abs() < 1e-12);
        // Nobody does more: the whole subsidy is a gift.
        assert_eq!(payment(Basis::Research, 0.2, 0.0).spends, 0.0);
    }
}
