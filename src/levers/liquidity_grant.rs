//! Liquidity grant: cash that need not be paid back.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Liquidity grant: cash that need not be paid back.
pub struct LiquidityGrant;

crate::settings! {
    FIELDS;
    strength share = 0.5, 0.0 .. 12.0, "share of monthly cost", "share of one month of fixed cost and pay that is granted", Assumed, "bridging aid 2020: 40-80% of fixed cost";
    strength flat = 0.0, 0.0 .. 1e7, "currency", "flat sum for each firm", Assumed, "none";
    setting every = 12.0, 1.0 .. 60.0, "months", "months between two grants to one firm", Assumed, "once a year";
}

impl Lever for LiquidityGrant {
    fn about(&self) -> &'static About {
        &About {
            kind: "liquidity_grant",
            family: Family::Grants,
            audience: Audience::Firms,
            summary: "a grant of so many months of fixed cost, or a flat sum, paid once in each spell of months",
            acts_on: "cash",
            cost: "the grant",
            combine: Combine::Sum,
            evidence: Grade::Derived,
            page: "\
Acts on cash: a firm that qualifies, hears of it and files gets the flat sum plus the share of its
monthly fixed cost (rent and wages of one month), at most once in every so many months.

Cost: what is paid.

Two of a kind are both paid.

Sources: bridging aid of Germany 2020, small business grant fund of England 2020.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, flat, every] = context.settings();
        let what = Payment {
            share,
            flat: flat * context.minor(),
            every: every as i32,
            ..Payment::of(Basis::PayAndFixed, Item::Grant)
        };
        terms.payments.push(context.offer(what));
    }
}
