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
Banks are biased against private firms in normal times: they ask a higher margin
(lending.ownership_margin) and score them as riskier than they are (lending.ownership_odds, log odds
in the score, not in true odds). This takes off a share of both, on new loans and, for the score, on
maturing ones too. Firms of this model are private, so all of them gain.

Two of a kind: both count, at most the whole bias.

Cost: supervision, paid whoever gains; banks forgo the margin over the life of each new loan.

What a run shows (normal times, three years, 20,000 firms, eight replications, 95% intervals): the
whole bias ended makes new loans 0.8 points cheaper (studies of China find 0 to 3 between private
and state-owned firms, not all of it for the same risk), avoids 43 thousand failures (36-51), keeps
35 thousand firms (31-39) of 18.6 million, 143 thousand jobs in small firms (92-193) and 138
thousand in the country (87-190), for 0.6 billion yuan. Sums lent move by no more than their
interval: firms want little more, and are refused less.

Limits: credit that large and state-owned firms lose is not told: their lines are not rationed here;
where banks have reached what they can lend, firms crowd out one another.

Sources: Brandt and Li 2003, Cull and Xu 2003, on loans of Chinese banks by ownership, from memory;
Harrison and others 2019 (NBER digest): private firms paid one to two points more than firms that
had been state-owned, 1998-2013. The size of the bias is a guess within that.",
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
