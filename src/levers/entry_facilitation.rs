//! Entry facilitation: founding a firm takes less time and money.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::Terms;
use crate::units::Grade;

/// Entry facilitation: founding a firm takes less time and money.
pub struct EntryFacilitation;

crate::settings! {
    FIELDS;
    strength days = 0.5, 0.0 .. 1.0, "share", "part of the days of waiting that founders are spared", Assumed, "one-stop registration; China went from over 30 days to 9 (World Bank, Doing Business, from memory), in a decade; prior range 0.2-0.7";
    strength money = 0.5, 0.0 .. 1.0, "share", "part of fees and agents that founders are spared", Assumed, "prior range 0-1";
    setting cost_per_firm = 2000.0, 0.0 .. 1e6, "currency", "cost of windows and of fees forgone for each new firm", Assumed, "prior range 500-5,000";
}

impl Lever for EntryFacilitation {
    fn about(&self) -> &'static About {
        &About {
            kind: "entry_facilitation",
            family: Family::Environment,
            audience: Audience::Markets,
            summary: "founding a firm takes fewer days and less money",
            acts_on: "the cost of founding",
            cost: "windows and fees forgone, for every new firm",
            combine: Combine::Compound,
            evidence: Grade::Assumed,
            page: "\
Founders pay fees and agents, and wait: meanwhile rent is due and they earn nothing (parameters
founding.*). This spares them a part of both in the target's sectors and regions. What they save
they keep as cash; births rise with an elasticity to the cost. Who comes only because of that starts
smaller and a little less able (founding.marginal_size, founding.marginal_efficiency). More firms
share the same demand, so closures rise too: the run shows how much of the entry lasts. Firms do not
apply.

Cost: for every new firm, those that would have been founded anyway counted in.

What a run shows (normal times, three years, 20,000 firms, eight replications, 95% intervals): half
the days and half the money bring 24% more births and 3% more closures, 0.11 for each firm more that
is born; over five years 6% and 0.23. In Guangdong, where births are many in a stock of firms, it
was 25% and 8.7%, about 0.17 if births are twice as many as closures. There are 702 thousand firms more (675-729), 564 thousand jobs
in small firms (488-639) and 482 thousand in the country (405-560), for 8.2 billion yuan: 6,600 yuan
(6,100-7,200) a job-year in the country. Who is founded anyway is paid for too.

Sources: Barwick, Chen, Li and Zhang 2024: registration reform of Guangdong 2012-14, entry of
manufacturers 25% and exit 8.7% up. Smaller effects elsewhere: 4-5% in Mexico (Bruhn 2011), 17% in
Portugal (Branstetter, Lima, Taylor and Venancio 2014), both from memory.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [days, money, per_firm] = context.settings();
        if days > 0.0 || money > 0.0 {
            for (s, r) in context.cells() {
                let left = &mut terms.founding[context.norms.cell(s, r)];
                left[0] *= 1.0 - days;
                left[1] *= 1.0 - money;
            }
            terms.entry_costs.push(context.offer(per_firm * context.minor()));
        }
    }
}
