//! Short-time work (furlough): the state pays staff for hours without work, which `month/work/hours.rs` cuts.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Short-time work: the state pays staff for hours without work.
pub struct ShortTimeWork;

crate::settings! {
    FIELDS;
    strength share = 0.6, 0.0 .. 1.0, "share of idle pay", "share of the pay of staff without work that the state bears", Official, "Germany: 60% of the lost net pay (67% with children), 2020 up to 80%";
    setting cap_month = 0.0, 0.0 .. 1e6, "currency per worker and month", "most a month and head of staff, 0 for no cap", Assumed, "none";
}

impl Lever for ShortTimeWork {
    fn about(&self) -> &'static About {
        &About {
            kind: "short_time_work",
            family: Family::Jobs,
            audience: Audience::Firms,
            summary: "the state bears part of the pay of staff that is kept without work",
            acts_on: "pay of idle staff, layoffs",
            cost: "the pay borne",
            combine: Combine::Sum,
            evidence: Grade::Derived,
            page: "\
Acts on cash: the treasury pays a share of what the firm pays to staff without work (the model's
furlough: idle beyond a threshold, on reduced pay), in the month in which it is due; and on
layoffs: to keep someone idle costs the owner so much less. Unlike wage_subsidy nothing is paid for
staff that works. Firms can't overstate idleness here: fraud is left out.

Sources: Kurzarbeit in Germany 2009 and 2020; Balleer and others 2016, Giupponi and Landais 2023 on
jobs saved and on deadweight.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, cap] = context.settings();
        let cap = if cap > 0.0 { cap * context.minor() } else { f64::INFINITY };
        let what = Payment { share, cap, retention: share, ..Payment::of(Basis::IdlePay, Item::WageSubsidy) };
        terms.payments.push(context.offer(what));
    }
}
