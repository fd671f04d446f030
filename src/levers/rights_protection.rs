//! Protection of rights: invoices can be enforced, arbitrary fees are stopped.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::Terms;
use crate::units::Grade;

/// Protection of rights: invoices can be enforced, arbitrary fees are stopped.
pub struct RightsProtection;

crate::settings! {
    FIELDS;
    strength enforced = 0.3, 0.0 .. 1.0, "share", "part of the delay that debtors may force on suppliers which courts and registers stop", Assumed, "no source; prior range 0.1-0.5";
    strength fees = 0.3, 0.0 .. 1.0, "share of local fees", "local fees and small levies without ground in law that are stopped", Assumed, "no source; special campaigns against arbitrary charges in China since 2019; prior range 0.1-0.5";
    setting cost_bn_year = 3.0, 0.0 .. 1000.0, "billion currency a year", "cost of courts, registers and mediation, whole country", Assumed, "prior range 1-10";
}

impl Lever for RightsProtection {
    fn about(&self) -> &'static About {
        &About {
            kind: "rights_protection",
            family: Family::Payment,
            audience: Audience::Markets,
            summary: "debtors can make suppliers wait less, and fees without ground are stopped",
            acts_on: "overdue invoices that suppliers bear; local fees",
            cost: "courts and registers; the fees that offices no longer take",
            combine: Combine::Compound,
            evidence: Grade::Assumed,
            page: "\
Acts on trade credit: what a firm short of money may let its suppliers wait for beyond the usual
term falls by the share, for all debtors: suppliers are paid sooner, and a debtor that has not got
the money is in arrears sooner, so that a weak court helps those who owe and a strong one those who
are owed.

And on local fees, which all firms pay less by the share; offices lose that revenue, and it counts
as the cost of the policy. Firms do not apply.

Limits: recovery out of estates is the law's and stays as it is.

Sources: chapter on protection of rights of the law on small and medium firms, China 2017;
Ponticelli and Alencar 2016 and Chemin 2012 on courts and firms.",
            fields: FIELDS,
        }
    }
    fn places(&self) -> &'static [&'static str] {
        &[]
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [enforced, fees, cost] = context.settings();
        if enforced > 0.0 || fees > 0.0 {
            terms.waiting *= 1.0 - enforced;
            terms.fees_stopped.push(context.offer(fees));
            terms.outlays.push(context.offer(context.monthly(cost)));
        }
    }
}
