//! Quality and brand: firms get certified, and customers accept a higher price.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::payment::{Basis, Payment};
use crate::terms::{PremiumOffer, Terms};
use crate::units::Grade;

/// Quality and brand: a certificate for which customers pay more.
pub struct QualityBrand;

crate::settings! {
    FIELDS;
    strength cost = 0.004, 0.0 .. 0.2, "share of sales", "yearly cost of standards, tests and certificates", Assumed, "quality systems of small manufacturers cost some thousandths of sales; prior range 0.002-0.01";
    setting state_share = 0.5, 0.01 .. 1.0, "share", "part of that cost that the state bears", Assumed, "subsidies of provinces for certificates: 0.3-1 of fees";
    strength premium = 0.01, 0.0 .. 0.5, "share of the price", "by how much customers accept a higher price", Assumed, "wages and sales rise by some per cent with a quality certificate (Levine and Toffel 2010, from memory), part of it chosen firms; prior range 0-0.02";
}

impl Lever for QualityBrand {
    fn about(&self) -> &'static About {
        &About {
            kind: "quality_brand",
            family: Family::Innovation,
            audience: Audience::Firms,
            summary: "standards, quality and brands: certified firms can ask a higher price",
            acts_on: "the price that a firm can ask without losing customers",
            cost: "its share of the certificates; the firms bear the rest, and customers pay the higher price",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
Once a year a firm that is reached pays for standards, tests and a certificate; the state bears a
part. For the year that follows its customers buy as much at a price higher by the premium as they
buy from others at theirs: at its next review of prices the firm asks for it (src/month/price.rs).
What it gains others pay: buyers' input cost and real final demand follow prices as ever.

When a certificate runs out the price comes down at the next review.

Limits: no quality improves by itself, and a premium does not wear off as more firms have one.

Two of a kind: both are paid, the larger premium counts.

Sources: quality and brand programmes of the industry ministry of China; sizes are assumed.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [cost, state_share, premium] = context.settings();
        let paid = Payment {
            share: cost * state_share,
            spends: 1.0 / state_share,
            every: 12,
            ..Payment::of(Basis::YearlySales, Item::Grant)
        };
        terms.payments.push(context.offer(paid));
        if premium > 0.0 {
            terms.premiums.push(context.offer(PremiumOffer { premium, from_tier: None }));
        }
    }
}
