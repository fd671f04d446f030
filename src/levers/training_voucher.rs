//! Training voucher: the state pays part of courses for staff.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Training voucher: the state pays part of courses for staff.
pub struct TrainingVoucher;

crate::settings! {
    FIELDS;
    strength share = 0.8, 0.0 .. 1.0, "share of the cost", "share of the cost of a course that the voucher pays", Assumed, "training subsidies of China 2019-21 500-800 yuan per worker; prior range 0.5-1";
    setting course = 800.0, 0.0 .. 1e6, "currency per worker", "cost of a course for one person", Assumed, "prior range 300-3,000";
    setting every = 12.0, 1.0 .. 60.0, "months", "months between two courses in one firm", Assumed, "once a year";
    setting gain = 0.001, 0.0 .. 0.1, "share of sales", "rise of lasting efficiency by a course for all staff", Assumed, "one point more of staff trained goes with 0.6% more output per worker (Dearden, Reed, Van Reenen 2006), far more than programmes without selection find; prior range 0-0.004";
}

impl Lever for TrainingVoucher {
    fn about(&self) -> &'static About {
        &About {
            kind: "training_voucher",
            family: Family::Jobs,
            audience: Audience::Firms,
            summary: "part of the cost of courses for staff is paid; staff gets better at its work",
            acts_on: "cash, lasting efficiency",
            cost: "the vouchers",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
Acts on efficiency: a firm that qualifies, hears of it and files sends all staff to a course, pays
for it, and gets the share of the voucher back in the same month; its input cost falls for good by
the gain. Where the voucher is small the firm bears the rest. Who would have trained anyway is not
known to the model: all gain counts as due to the voucher, so choose the gain with care.

Sources: skills campaign of China 2019-21 (from the unemployment fund); Dearden, Reed and Van Reenen
2006; Schwerdt and others 2012 on vouchers, who find little.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, course, every, gain] = context.settings();
        if share > 0.0 {
            let course = course * context.minor();
            let own = Payment {
                per_worker: share * course,
                spends: 1.0 / share,
                gain,
                ..Payment::of(Basis::Nothing, Item::Grant)
            };
            terms.payments.push(context.offer(Payment { every: every as i32, ..own }));
        }
    }
}
