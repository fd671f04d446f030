//! Digital subsidy: pilot cities pay part of what a step up in digital level costs, and packages make it
//! cheaper.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{Terms, UpgradeOffer};
use crate::units::Grade;

/// Digital subsidy: part of the cost of a digital step is paid, and packages make it cheaper.
pub struct DigitalSubsidy;

crate::settings! {
    FIELDS;
    strength share = 0.3, 0.0 .. 0.9, "share of the cost", "part of what a step costs that is paid", Assumed, "pilot cities of China bear a part by vouchers and grants after the event; prior range 0.2-0.5";
    factor price = 0.85, 0.1 .. 1.0, "ratio", "price of a step in the programme's packages, over the usual one", Assumed, "small, fast, light, accurate products asked for by the industry ministry; prior range 0.7-1";
    setting elasticity = 2.0, 0.0 .. 10.0, "ratio", "fall of the chance of a step with its cost to the firm", Assumed, "prior range 0.5-3";
}

impl Lever for DigitalSubsidy {
    fn about(&self) -> &'static About {
        &About {
            kind: "digital_subsidy",
            family: Family::Digital,
            audience: Audience::Firms,
            summary: "part of what a step up in digital level costs is paid, and packages make it cheaper",
            acts_on: "the chance of a step, and by it input cost (first up, then down), what banks know, output under restriction",
            cost: "the share of the cost of every step of a firm reached, some of which would have been taken anyway; firms bear the rest",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
A step is as many times as likely as what it costs the firm falls, to the power of minus the
elasticity (src/month/upgrade.rs, src/month/digital.rs). The subsidy goes to every firm reached that
takes a step, so also to those that would have taken it without: they keep the money, and nothing
else changes.

A firm that steps early because of it pays the rest out of cash that its owner can spare, is worse
by the dip for some months and better by the gain afterwards. When the month comes in which it would
have stepped by itself, the lead is gone, since its trade is there as well. Others of the sector see
the lead and follow, also outside the target. Pilot cities are a target by region. What firms save
by a lead they pass on in part (src/month/price.rs). What packages are cheaper by is borne by their
makers.

What it does here (China, normal times, four years, defaults, 8 replications): no firms kept within
the interval; jobs 40 ± 13 thousand after one year, while makers of the steps are paid, -35 ± 15
after three, since what firms save others sell less; 1 to 4 m yuan a job-year, 99% of the money to
firms that would have lived anyway. With four fifths borne 1.4% more firms and 0.8% fewer jobs. In a
lockdown firms on a level close less: see resilience_factors.csv.

Limits: no firm steps back, no level is worth more than another, services without money are left
out, and the rate at which firms step without policy is assumed.

Two of a kind: the one that makes the step likelier counts.

Sources: Brynjolfsson, Rock and Syverson 2021 on the J-curve; pilot cities of China for small and
medium firms 2023-25 (finance and industry ministries), from memory; sizes are assumed.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, price, elasticity] = context.settings();
        if share > 0.0 || price < 1.0 {
            terms.digital.push(context.offer(UpgradeOffer { share, price, elasticity }));
        }
    }
}
