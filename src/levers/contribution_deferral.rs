//! Contribution deferral: employer contributions fall due now but may be paid later.

use super::about::{setting, waived_for_all};
use super::{About, Audience, Budgeting, Combine, Family, Lever, PolicyContext};
use crate::language::told::Told;
use crate::policy::Policy;
use crate::terms::DeferralOffer;
use crate::terms::Terms;
use crate::told;
use crate::units::Grade;

/// Contribution deferral: employer contributions fall due now but may be paid later.
pub struct ContributionDeferral;

crate::settings! {
    FIELDS;
    strength share = 1.0, 0.0 .. 1.0, "share of the contributions due", "share of the employer contributions that may be deferred", Official, "China 2022: pension, unemployment and injury insurance of firms in distress deferred in full";
    setting months = 6.0, 1.0 .. 60.0, "months", "months until the deferred sum falls due", Official, "China 2022: to the end of the year, without late fees";
}

impl Lever for ContributionDeferral {
    fn about(&self) -> &'static About {
        &About {
            kind: "contribution_deferral",
            family: Family::Tax,
            audience: Audience::Firms,
            summary: "employer contributions due now may be paid months later, without interest",
            acts_on: "employer contributions of the month",
            cost: "nothing but the time value of money, and what closed firms never pay",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on the obligations of the month as tax_deferral does, on contributions alone: firms that pay
none (five micro firms of six in China) gain nothing. A policy that defers taxes too (tax_deferral
with contributions) and this one do not add up: of contributions the larger share counts.

Sources: deferral of contributions in China in 2020 and 2022, labour ministry.",
            fields: FIELDS,
        }
    }
    fn budgeting(&self) -> Budgeting {
        Budgeting::PutOff
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, months] = context.settings();
        terms.deferrals.push(context.offer(DeferralOffer {
            taxes: 0.0,
            contributions: share,
            months: months as i32,
        }));
    }
    fn objection(&self, policy: &Policy, all: &[Policy]) -> Option<Told> {
        waived_for_all(policy, all, "contribution_relief", |other| setting(other, "share") >= 1.0).map(
            |name| {
                told!(
                    "{name} waives all contributions of all firms in these months: nothing is left to defer",
                    name = format!("{name:?}")
                )
            },
        )
    }
}
