//! Hiring subsidy: a sum for each person by which staff grows.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::HiringOffer;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Hiring subsidy: a sum for each person by which staff grows.
pub struct HiringSubsidy;

crate::settings! {
    FIELDS;
    strength per_worker = 1500.0, 0.0 .. 1e5, "currency", "sum for each person taken on beyond who leaves", Official, "China 2022-24: up to 1,500 yuan for each graduate or long unemployed taken on";
    setting response = 1.0, 0.0 .. 10.0, "ratio", "rise of the hiring speed when the sum is a year's labour cost", Assumed, "elasticity of labour demand to its cost near 0.5-1; subsidies limited to net hiring do better (Cahuc, Carcillo, Le Barbanchon 2019); prior range 0.3-2";
}

impl Lever for HiringSubsidy {
    fn about(&self) -> &'static About {
        &About {
            kind: "hiring_subsidy",
            family: Family::Jobs,
            audience: Audience::Firms,
            summary: "a sum for each person by which staff grows",
            acts_on: "hiring; cash a month later",
            cost: "the sums paid",
            combine: Combine::Sum,
            evidence: Grade::Derived,
            page: "\
Acts on hiring: a firm that qualifies, hears of it and files closes the gap to the staff it wants
faster, in proportion to the sum over a year's labour cost; and on cash: a month later it gets the
sum for each person by which its staff grew, at most once in a year, so that ups and downs of a few
people are not paid again and again. Nobody counts on a budget that could not pay for one person.

Most of the hires would have been made anyway: that part is deadweight, and a comparison shows it.

Sources: one-off hiring subsidies of China 2020 and 2022, labour ministry; zero charges for new
hires in very small firms, France 2009 (Cahuc, Carcillo and Le Barbanchon 2019).",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [per_worker, response] = context.settings();
        if per_worker > 0.0 {
            let per_worker = per_worker * context.minor();
            terms.hiring.push(context.offer(HiringOffer { per_worker, response }));
            terms.payments.push(context.offer(Payment {
                share: per_worker,
                every: 12,
                ..Payment::of(Basis::Hires, Item::WageSubsidy)
            }));
        }
    }
}
