//! Tax deferral: taxes fall due now but may be paid later.

use super::about::{setting, waived_for_all};
use super::{About, Audience, Budgeting, Combine, Family, Lever, PolicyContext};
use crate::language::told::Told;
use crate::policy::Policy;
use crate::terms::{DeferralOffer, Terms};
use crate::told;
use crate::units::Grade;

/// Tax deferral: taxes fall due now but may be paid later.
pub struct TaxDeferral;

crate::settings! {
    FIELDS;
    strength share = 1.0, 0.0 .. 1.0, "share of the tax due", "share of the taxes that may be deferred", Official, "full deferral of the tax due, China 2021-22: medium 50%, small 100%";
    setting months = 6.0, 1.0 .. 60.0, "months", "months until the deferred sum falls due", Official, "China 2021-22: three, then six months";
    setting contributions = 0.0, 0.0 .. 1.0, "0 or 1", "whether employer contributions may be deferred too: 0 no, 1 yes", Official, "pension, unemployment and injury in China 2020 and 2022";
}

impl Lever for TaxDeferral {
    fn about(&self) -> &'static About {
        &About {
            kind: "tax_deferral",
            family: Family::Tax,
            audience: Audience::Firms,
            summary: "taxes (and, if asked, contributions) due now may be paid months later",
            acts_on: "taxes and contributions of the month",
            cost: "nothing but the time value of money, and what closed firms never pay",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on the obligations of the month: the share of taxes (and of contributions) that falls due while
the policy is in force is set aside and falls due, without interest, after the months of deferral.

Cost: none at first; what firms that close never pay is booked as a loss when their estates are
settled.

Two of a kind: a firm uses the one with the larger share.

Sources: State Taxation Administration of China 2020-22; OECD Tax Policy Reforms 2021.",
            fields: FIELDS,
        }
    }
    fn budgeting(&self) -> Budgeting {
        Budgeting::PutOff
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, months, contributions] = context.settings();
        terms.deferrals.push(context.offer(DeferralOffer {
            taxes: share,
            contributions: if contributions > 0.5 { share } else { 0.0 },
            months: months as i32,
        }));
    }
    fn objection(&self, policy: &Policy, all: &[Policy]) -> Option<Told> {
        let nothing_left = |other: &Policy| ["vat", "profit"].iter().all(|tax| setting(other, tax) >= 1.0);
        waived_for_all(policy, all, "tax_relief", nothing_left).map(|name| {
            told!(
                "{name} waives value-added tax and profit tax in full for all firms in these months: nothing is left to defer",
                name = format!("{name:?}")
            )
        })
    }
}
