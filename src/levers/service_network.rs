//! Service network: public service for small firms at four levels, and one-stop windows.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::Terms;
use crate::units::Grade;

/// Service network: public service for small firms at four levels, and one-stop windows.
pub struct ServiceNetwork;

crate::settings! {
    FIELDS;
    strength national = 0.5, 0.0 .. 1.0, "share", "how far the national service is built up beyond what there is", Assumed, "one platform for all since 2024; prior range 0-1";
    strength province = 0.5, 0.0 .. 1.0, "share", "how far services of provinces are built up beyond what there is", Assumed, "prior range 0-1";
    strength city = 0.5, 0.0 .. 1.0, "share", "how far services of cities are built up beyond what there is", Assumed, "prior range 0-1";
    strength county = 0.5, 0.0 .. 1.0, "share", "how far services of counties are built up beyond what there is", Assumed, "some 1,800 public service bodies for 2,800 counties; prior range 0-1";
    strength one_stop = 0.5, 0.0 .. 1.0, "share", "of firms that hear of a policy and can't file, those that can with one window and forms filled in advance", Assumed, "policies that reach firms without an application, China since 2021; prior range 0.2-0.8";
    setting cost_bn_year = 8.0, 0.0 .. 1000.0, "billion currency a year", "cost of all four levels and of windows, fully built up, whole country", Assumed, "some 40 thousand staff at 200 thousand yuan; prior range 3-20";
}

impl Lever for ServiceNetwork {
    fn about(&self) -> &'static About {
        &About {
            kind: "service_network",
            family: Family::Environment,
            audience: Audience::Markets,
            summary: "more firms hear of policies and can file",
            acts_on: "awareness and filing of every policy",
            cost: "staff and windows, as far as they are built up",
            combine: Combine::Compound,
            evidence: Grade::Assumed,
            page: "\
Acts on take-up (src/month/take_up.rs): of firms of the target's regions that would not have heard
of a policy, each level reaches a part when fully built up (national 2%, province 4%, city 8%,
county 16%: the nearer, the more), and of those that hear and can't file the one-stop share can.
Every policy for firms reaches more, pays more and does more: alone it does nothing. Compare a
package with and without it.

Cost: staff and windows, by what is built up.

Sources: service system for small firms of four levels, industry ministry of China 2023; two thirds
of micro firms reached by no policy (survey of micro firms 2022).",
            fields: FIELDS,
        }
    }
    fn places(&self) -> &'static [&'static str] {
        &["regions"]
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [national, province, city, county, one_stop, cost] = context.settings();
        let levels = [(national, 0.02), (province, 0.04), (city, 0.08), (county, 0.16)];
        let missed: f64 = levels.iter().map(|(built, part)| 1.0 - built * part).product();
        let built = (national + province + city + county + one_stop) / 5.0;
        if built > 0.0 {
            for r in context.regions() {
                terms.services[r].missed *= missed;
                terms.services[r].stuck *= 1.0 - one_stop;
            }
            terms.outlays.push(context.offer(context.monthly(cost * built)));
        }
    }
}
