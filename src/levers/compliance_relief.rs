//! Compliance relief: less paperwork, fewer inspections and permits.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::PaperworkOffer;
use crate::terms::Terms;
use crate::units::Grade;

/// Compliance relief: less paperwork, fewer inspections and permits.
pub struct ComplianceRelief;

crate::settings! {
    FIELDS;
    strength share = 0.25, 0.0 .. 1.0, "share of hours", "part of the hours of paperwork that is spared", Assumed, "the programme of the EU of 2007-12 aimed at a quarter of administrative burdens (European Commission, from memory); prior range 0.1-0.4";
    setting cost = 0.1, 0.0 .. 1.0, "share of what is spared", "cost of offices that join their data in the place of asking firms for it", Assumed, "prior range 0.02-0.3";
}

impl Lever for ComplianceRelief {
    fn about(&self) -> &'static About {
        &About {
            kind: "compliance_relief",
            family: Family::Environment,
            audience: Audience::Firms,
            summary: "firms spend less on paperwork, permits and inspections",
            acts_on: "hours of staff spent on paperwork, part of fixed cost",
            cost: "offices that join their data; who sold the paperwork loses the income",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
Paperwork takes hours of staff, as many of a small firm as of a large one (parameters paperwork.*).
This spares a share of them, at the firm's pay: the same sum for every firm of a sector and region,
which is much for a micro firm and little for a medium one. It comes off the fixed cost of the
month, after any relief of rent, and is never more than what is left of it. What firms no longer
spend was income of others (staff, accountants, agents): it is shown as borne by others, and
households spend less of it. Relief by law reaches every firm of the target: give take_up = 1.

Cost: the offices' own, a share of what firms are spared. Beside a relief of rent with a budget of
its own, the budget of this one keeps money back for the firms that the other may turn away.

What a run shows (normal times, three years, 20,000 firms, eight replications, 95% intervals): a
quarter of the hours spared keeps 60 thousand firms (54-66) of 18.6 million, nearly all of them
micro, 60 thousand jobs in small firms (48-72) and 58 thousand in the country (47-70), for 5.6
billion yuan of the state's: 54,000 yuan (51,000-58,000) a job-year in the country. Nine tenths of
it go to firms that would have lived on anyway.

Limits: hours spared are saved as pay, not used to make more.

Sources: 138 hours a year for taxes in China (World Bank, Doing Business 2020, from memory); action
programme for reducing administrative burdens, European Commission 2007-12; licence and permit
reform of China since 2015.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, cost] = context.settings();
        terms.paperwork.push(context.offer(PaperworkOffer { share, cost }));
    }
}
