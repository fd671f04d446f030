//! Cluster programme: shared services and exchange of knowledge for the members of clusters, and more
//! members.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{ClusterOffer, Terms};
use crate::units::Grade;

/// Cluster programme: shared services and knowledge for the members of clusters.
pub struct ClusterProgramme;

crate::settings! {
    FIELDS;
    strength services = 0.002, 0.0 .. 0.05, "share of sales", "input cost that shared services save a member while the programme runs", Assumed, "prior range 0-0.005";
    strength knowledge = 0.1, 0.0 .. 2.0, "ratio", "rise of the chance of an innovation of a member that does research", Assumed, "prior range 0-0.3";
    strength joining = 0.02, 0.0 .. 1.0, "chance a year", "a firm of the target that is no member joins", Assumed, "prior range 0-0.05";
    setting cost = 20000.0, 1000.0 .. 1e6, "currency a year", "what the programme costs the state for each member", Assumed, "platforms, test benches, staff; prior range 5-50 thousand yuan";
}

impl Lever for ClusterProgramme {
    fn about(&self) -> &'static About {
        &About {
            kind: "cluster_programme",
            family: Family::Digital,
            audience: Audience::Markets,
            summary: "shared services and exchange of knowledge for members of clusters, and more members",
            acts_on: "input cost and innovations of the members of clusters, and who is one",
            cost: "a sum for each member a year, whatever it gains",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
The members of the clusters in the target's sectors and regions are served without filing. Shared
services lower input cost while the programme runs; exchange makes an innovation more likely for
members that do research (src/month/innovation.rs).

Firms of the same sectors and regions join with a chance a year, save a little as shared suppliers
come with it, and share the common shocks of the cluster from then on. The state pays a sum for each
member. While it is phased out the sum falls as well.

What it does here (China, normal times, four years, defaults, 8 replications): 5 ± 2 thousand firms
kept after three years for 69 bn yuan, jobs 4 ± 15 thousand: what members save others sell less.
French clusters show no effect on jobs either (Martin, Mayer and Mayneris 2011), Bavarian ones five
points more innovators (Falck, Heblich and Kipar 2010).

Limits: a cluster is a sector in a region, nobody leaves, no firm moves there, and large firms of
the place are left out.

Two of a kind are both paid and both count.

Sources: Delgado, Porter and Stern 2010 on clusters and new firms; national clusters of small and
medium firms of China (industry ministry, since 2022); sizes are assumed.",
            fields: FIELDS,
        }
    }
    fn draws(&self) -> bool {
        true
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [services, knowledge, joining, cost] = context.settings();
        if services == 0.0 && knowledge == 0.0 && joining == 0.0 {
            return;
        }
        let mut cells = vec![false; context.norms.sectors * context.norms.regions];
        terms.cluster_services.resize(cells.len(), 0.0);
        terms.cluster_knowledge.resize(cells.len(), 0.0);
        for (sector, region) in context.cells() {
            let cell = context.norms.cell(sector, region);
            cells[cell] = true;
            terms.cluster_services[cell] += services;
            terms.cluster_knowledge[cell] += knowledge;
        }
        let cost = cost / 12.0 * context.minor() * context.policy.left(context.month);
        terms.clusters.push(context.offer(ClusterOffer { cells, joining, cost }));
    }
}
