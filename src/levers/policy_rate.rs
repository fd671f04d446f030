//! Policy rate: the prime rate is changed.

use super::about::setting;
use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::language::told::Told;
use crate::policy::Policy;
use crate::terms::{PrimeOffer, Terms};
use crate::told;
use crate::units::{Grade, Month};

/// Policy rate: the prime rate is changed.
pub struct PolicyRate;

/// Months after which a working-capital loan is priced anew.
const PRICED_FOR: i32 = 12;

crate::settings! {
    FIELDS;
    strength change = -0.003, -0.2 .. 0.2, "per year", "change of the prime rate, as a fraction (-0.003 is three tenths of a percentage point down)", Assumed, "one-year prime rate of China 4.15% to 3.85% from January to April 2020; from memory";
}

fn change(context: &PolicyContext<'_>, month: Month) -> f64 {
    if month < context.start || !context.policy.in_force(month) {
        return 0.0;
    }
    let [change] = PolicyContext { month, ..*context }.settings();
    change
}

impl Lever for PolicyRate {
    fn about(&self) -> &'static About {
        &About {
            kind: "policy_rate",
            family: Family::Credit,
            audience: Audience::Banks,
            summary: "the prime rate is changed, by which loans are priced",
            acts_on: "the rate on loans",
            cost: "none to the treasury; banks forgo the interest (gain it when the rate rises)",
            combine: Combine::Sum,
            evidence: Grade::Derived,
            page: "\
New loans are priced at the changed rate; working-capital loans follow when they are rolled over, up
or down by the change since they were priced a year before; term loans keep their rate; credit lines
of large firms follow at once. When the policy ends, the rate goes back in the same way. Banks judge
borrowers as before, and a lower rate lets fewer decline a loan as too costly.

Cost: the interest forgone over the life of new and rolled-over loans, told when they are made, and
that on large firms' lines month by month, borne by banks (negative when the rate rises).

Limits: deposits, bonds and demand of households do not follow the rate; a loan extended in between
follows a little late.

Sources: loan prime rate of China since August 2019.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [now, then] =
            [context.month, context.month.plus(-PRICED_FOR)].map(|month| change(context, month));
        if now != 0.0 || then != 0.0 {
            terms.prime.push(context.offer(PrimeOffer { now, then }));
        }
    }
    fn after_end(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        self.apply(context, terms);
    }
    fn objection(&self, policy: &Policy, all: &[Policy]) -> Option<Told> {
        let change = |of: &Policy| setting(of, "change");
        let against = |other: &&Policy| {
            other.lever == policy.lever
                && change(other) * change(policy) < 0.0
                && other.from <= policy.to
                && policy.from <= other.to
                && other.name != policy.name
        };
        let other = all.iter().find(against)?;
        Some(told!(
            "it and {name} move the prime rate against each other in the same months",
            name = format!("{:?}", other.name)
        ))
    }
}
