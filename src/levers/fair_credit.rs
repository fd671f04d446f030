//! Fair credit: banks treat private firms as they treat state-owned ones of the same risk.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::Terms;
use crate::units::Grade;

/// Fair credit: banks treat private firms as they treat state-owned ones of the same risk.
pub struct FairCredit;

crate::settings! {
    FIELDS;
    strength share = 1.0, 0.0 .. 1.0, "share", "part of the bias against private firms that is ended", Assumed, "choice of the user; rules of the private-economy law of 2025 have no measured effect yet, prior range 0.1-0.6 for what comes about";
    strength programme_bn = 0.2, 0.0 .. 1e4, "billion a year", "what supervision and audits cost the state, billions of the currency a year, whole country", Assumed, "no source at hand; prior range 0.05-1 for China";
}

impl Lever for FairCredit {
    fn about(&self) -> &'static About {
        &About {
            kind: "fair_credit",
            family: Family::Credit,
            audience: Audience::Banks,
            summary: "banks ask of private firms what they ask of state-owned ones of the same risk",
            acts_on: "the margin that banks ask and the odds that they see",
            cost: "supervision; banks forgo the margin",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
What banks ask of private firms beyond state-owned ones of the same risk is part of the margin and
of the odds of default in normal times (parameters lending.ownership_margin and
lending.ownership_odds); this takes off a share of both, on new loans and, for the odds, on maturing
ones too. Firms of this model are private, so all of them gain.

Two of a kind: both count, at most the whole bias.

Cost: supervision, paid whoever gains; banks forgo the margin over the life of each new loan.

Limits: credit that large and state-owned firms lose is not told: their lines are not rationed here;
where banks have reached what they can lend, firms crowd out one another.

Sources: Brandt and Li 2003, Cull and Xu 2003, on loans of Chinese banks by ownership; sizes are
guesses.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, programme] = context.settings();
        terms.fair.push(context.offer(share));
        if programme > 0.0 {
            terms.outlays.push(context.offer(context.monthly(programme)));
        }
    }
}
