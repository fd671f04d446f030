//! Refund of input credits: value-added tax paid on inputs in stock is paid back before they are sold on.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Refund of input credits: value-added tax paid on inputs in stock is paid back before they are sold on.
pub struct VatRefund;

crate::settings! {
    FIELDS;
    strength share = 1.0, 0.0 .. 1.0, "share of the credit", "share of the unused input credit that is refunded", Official, "China 2022: in full for small and micro firms and six trades, since April 2019 60% of the increase";
    setting every = 12.0, 1.0 .. 60.0, "months", "months between two refunds to one firm", Assumed, "a stock is refunded once, its growth yearly; prior range 1-12";
}

impl Lever for VatRefund {
    fn about(&self) -> &'static About {
        &About {
            kind: "vat_refund",
            family: Family::Tax,
            audience: Audience::Firms,
            summary: "unused input credits of value-added tax are refunded in cash",
            acts_on: "cash; value-added tax paid on inputs in stock",
            cost: "the refund",
            combine: Combine::Sum,
            evidence: Grade::Derived,
            page: "\
Acts on cash: a general taxpayer that qualifies, hears of it and files gets the share of the
value-added tax that it has paid on the inputs in its stock, which it could otherwise set off only
when it sells. The stock stays about the same in a going firm, so what is refunded is cash for good
and no later tax rises by it; when a firm closes the credit would have been lost, which the model
does not claw back.

Small-scale taxpayers have no input credit.

Limits: credits on equipment, the larger part of the Chinese refunds of 2022 (2.4 trillion yuan in
all), are not in it, since the model has no investment by taxpayers.

Sources: large-scale refunds of input credits, China 2022, finance ministry and tax administration.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, every] = context.settings();
        let what = Payment { share, every: every as i32, ..Payment::of(Basis::InputTax, Item::TaxRefund) };
        terms.payments.push(context.offer(what));
    }
}
