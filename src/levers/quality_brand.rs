//! Quality and brand: the state bears part of what a certificate of quality costs.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{Terms, UpgradeOffer};
use crate::units::Grade;

/// Quality and brand: part of what a certificate costs is paid.
pub struct QualityBrand;

crate::settings! {
    FIELDS;
    strength share = 0.5, 0.0 .. 0.9, "share of the cost", "part of what a certificate costs that is paid", Assumed, "no source opened: provinces subsidise fees; prior range 0.3-0.9";
    setting elasticity = 1.0, 0.0 .. 10.0, "ratio", "fall of the chance of getting certified with what it costs the firm", Assumed, "no source; prior range 0.2-3";
}

impl Lever for QualityBrand {
    fn about(&self) -> &'static About {
        &About {
            kind: "quality_brand",
            family: Family::Innovation,
            audience: Audience::Firms,
            summary: "standards, quality and brands: part of what a certificate of quality costs is paid",
            acts_on: "the chance of a certificate, and by it what customers see of quality, and quality itself",
            cost: "the share of the cost of every certificate of a firm reached, also of those that would have got one anyway; firms bear the rest",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
A certificate shows customers what a firm's goods are worth, and who prepares for one may get better
(src/month/quality.rs). Firms get certified as many times as often as what it costs them falls, to
the power of minus the elasticity. Who would have got one anyway is paid as well.

What a certified firm sells more the others of its sector and region sell less: firms that hold a
certificate have 1% more jobs and sales after four years than were quality seen without, and the
country none. What it does here (China, normal times, four years, defaults, 8 replications): 4 ± 2
thousand firms fewer after three years, no change in jobs beyond the interval, for 17 bn yuan.

Limits: certificates do not open foreign markets or public purchases here, and do not raise pay.

Two of a kind: the one that makes a certificate likelier counts.

Sources: Levine and Toffel 2010 on certified firms (its abstract); quality and brand programmes of the industry
ministry of China; sizes are assumed.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, elasticity] = context.settings();
        if share > 0.0 {
            terms.certificates.push(context.offer(UpgradeOffer { share, price: 1.0, elasticity }));
        }
    }
}
