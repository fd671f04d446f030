//! Wage subsidy: the state bears a share of pay.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Wage subsidy: the state bears a share of pay.
pub struct WageSubsidy;

crate::settings! {
    FIELDS;
    strength share = 0.3, 0.0 .. 1.0, "share of pay", "share of the wage bill that the state pays", Assumed, "middle of schemes of 2020, 0.2-0.8";
    setting cap_month = 0.0, 0.0 .. 1e6, "currency a month", "most that is paid for one employee a month, 0 for no cap", Assumed, "no cap";
}

impl Lever for WageSubsidy {
    fn about(&self) -> &'static About {
        &About {
            kind: "wage_subsidy",
            family: Family::Jobs,
            audience: Audience::Firms,
            summary: "the state pays a share of the wages of firms that qualify",
            acts_on: "the pay of the month",
            cost: "the share of pay that the state bears",
            combine: Combine::Sum,
            evidence: Grade::Derived,
            page: "\
Acts on cash: the treasury pays the share of the month's wage bill (after furlough, up to the cap
per worker) in the month in which it is due; a delay moves all payments by so many months; and on
layoffs: the subsidised share slows them.

Cost: what is paid. For all firms it keeps few jobs for its money, by arithmetic: a third of all pay is
paid, and a crisis costs a few per cent of all jobs, so that even with every job saved a job-year costs
many yearly pays; for firms whose sales fell far it costs much less.

Two of a kind add up to at most the whole wage.

Sources: Kurzarbeit and Coronavirus Job Retention Scheme evaluations; unemployment-insurance refunds
of China 2020.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, cap] = context.settings();
        let cap = if cap > 0.0 { cap * context.minor() } else { f64::INFINITY };
        let what = Payment { share, cap, retention: share, ..Payment::of(Basis::Pay, Item::WageSubsidy) };
        terms.payments.push(context.offer(what));
    }
}
