//! Job retention refund: unemployment insurance is paid back to firms that dismiss few.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::Kept;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Job retention refund: unemployment insurance is paid back to firms that dismiss few.
pub struct JobRetentionRefund;

crate::settings! {
    FIELDS;
    strength share = 0.9, 0.0 .. 2.0, "share of a year's premiums", "share of the unemployment premiums of the last year that is refunded", Official, "China 2022-23: small firms 60%, up to 90% where the fund is rich; 2020: 100% for small firms";
    setting premium = 0.01, 0.0 .. 0.1, "share of insured pay", "unemployment premium of employer and employee", Official, "China: 1% in all since 2019";
    setting layoffs = 0.055, 0.0 .. 1.0, "share of staff", "most that staff may have fallen short of normal", Official, "China 2020: layoffs at most 5.5%, the aim for unemployment";
    setting layoffs_small = 0.2, 0.0 .. 1.0, "share of staff", "the same for firms of few people", Official, "China 2020: 20% in firms of at most 30 insured";
    setting small = 30.0, 0.0 .. 1000.0, "people", "firms of few people have at most so many", Official, "China 2020";
}

impl Lever for JobRetentionRefund {
    fn about(&self) -> &'static About {
        &About {
            kind: "job_retention_refund",
            family: Family::Jobs,
            audience: Audience::Firms,
            summary: "unemployment premiums of a year are refunded to insured firms whose staff has hardly shrunk",
            acts_on: "cash, layoffs",
            cost: "the refund",
            combine: Combine::Sum,
            evidence: Grade::Official,
            page: "\
Acts on cash once a year: an insured firm whose staff is at least (1 - layoffs) of what its normal
sales call for gets the share of the unemployment premiums on its insured pay of a year, and on
layoffs: owners count the refund as pay that others bear, which slows layoffs by as much as any
subsidy of that size.

It is small (about half a per cent of pay) and goes to firms that kept their staff anyway, so most
of it is deadweight; only who pays contributions can have it. The condition looks at staff against
normal sales, not at a register of layoffs.

Sources: refunds for stable jobs, China 2015, 2020 and 2022, labour ministry.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, premium, layoffs, layoffs_small, small] = context.settings();
        let kept = Some(Kept { at_least: 1.0 - layoffs, at_least_small: 1.0 - layoffs_small, small });
        let retention = share * premium * terms.contribution_base;
        let what = Payment {
            share: share * premium,
            every: 12,
            kept,
            retention,
            ..Payment::of(Basis::InsuredPayOfAYear, Item::WageSubsidy)
        };
        terms.payments.push(context.offer(what));
    }
}
