//! Arrears clearing: a campaign in which public bodies and state-owned firms pay what is overdue.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::PromptOffer;
use crate::terms::Terms;
use crate::units::Grade;

/// Arrears clearing: a campaign in which public bodies and state-owned firms pay what is overdue.
pub struct ArrearsClearing;

crate::settings! {
    FIELDS;
    strength share = 0.8, 0.0 .. 1.0, "share of public bodies", "public bodies and state-owned large firms that take part", Assumed, "campaigns of China 2018-20 cleared most of what was registered; prior range 0.4-0.95";
    setting older_than = 30.0, 30.0 .. 720.0, "days", "what is older than so many days is paid", Assumed, "what is past its term; prior range 30-90";
    setting cost_bn_year = 0.5, 0.0 .. 100.0, "billion currency a year", "cost of registers and inspection, whole country", Assumed, "prior range 0.1-2";
}

impl Lever for ArrearsClearing {
    fn about(&self) -> &'static About {
        &About {
            kind: "arrears_clearing",
            family: Family::Payment,
            audience: Audience::Buyers,
            summary: "public bodies and state-owned large firms pay off what they owe small firms for longer than so many days",
            acts_on: "when public bodies and state-owned large firms pay",
            cost: "registers and inspection; buyers pay interest on the money that suppliers no longer lend them",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on buyers while it lasts: those that take part pay small firms all invoices older than the
days; private large firms go on as before. It is the rule of prompt_payment for the public side
alone and for a time: when the campaign ends they pay by habit again and debts build up anew, which
a run shows.

Cost: registers and inspection; what is paid sooner is the buyers' cash and debt, once.

With prompt_payment the fewer days count.

Sources: campaigns of the State Council to clear arrears to private and small firms, China 2018 to
2020 and since 2023.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, days_state, cost] = context.settings();
        if share > 0.0 {
            terms.prompt.push(context.offer(PromptOffer {
                days_large: f64::INFINITY,
                days_state,
                compliance: share,
                late_interest: 0.0,
            }));
            terms.outlays.push(context.offer(context.monthly(cost)));
        }
    }
}
