//! Export credit insurance: a public insurer bears what foreign customers never pay.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{InsuranceOffer, Terms};
use crate::units::Grade;

/// Export credit insurance: a public insurer bears what foreign customers never pay.
pub struct ExportCreditInsurance;

crate::settings! {
    FIELDS;
    strength indemnity = 0.9, 0.0 .. 1.0, "share of the loss", "part of what foreign customers never pay that the insurer pays", Official, "Sinosure: up to 90% under the cover for small and medium firms; 90-95% said in 2004";
    setting premium = 0.0075, 0.0 .. 0.1, "share of exports", "premium for the exports of a month", Derived, "Sinosure in 2004 (China Daily): on average 0.7-0.8% of exports insured for less than a year, at least 0.4%";
    setting subsidy = 0.5, 0.0 .. 1.0, "share of the premium", "part of the premium that the state bears", Assumed, "provinces and cities bear half or all of it for small exporters; from memory, prior range 0.3-1";
}

impl Lever for ExportCreditInsurance {
    fn about(&self) -> &'static About {
        &About {
            kind: "export_credit_insurance",
            family: Family::Demand,
            audience: Audience::Firms,
            summary: "a public insurer pays exporters most of what foreign customers never pay, for a premium of which the state bears a part",
            acts_on: "losses of exporters on invoices of foreign customers; their cash, by the premium",
            cost: "claims less the premiums that firms pay",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: PAGE,
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [indemnity, premium, subsidy] = context.settings();
        if indemnity > 0.0 {
            terms.export_insurance.push(context.offer(InsuranceOffer { premium, subsidy, cover: indemnity }));
        }
    }
}

const PAGE: &str = "\
An exporter that qualifies, hears of it and files pays its part of the premium on the exports of each
month, if it has the cash. When it loses its foreign customers a part of what they owe is never paid
(src/month/foreign_trade.rs): without insurance the firm bears that, with it the insurer pays the
covered part at once. Who insures is reached in the same way as by other policies; firms do not
weigh the premium against the risk.

Cost: what the insurer pays for losses; premiums of firms count as money that came back. The part of
the premium that the state bears moves no money of its own: the insurer is public.

What it does here (China, 20,000 firms, 8 replications, three years, all exporters reached): exporters
lose 5.6 bn yuan a year in normal times, 0.1% of their exports; the insurer pays 4.6 bn for 20 bn of
premiums, as much of which the state bears again. Jobs change by -16 ± 10 thousand, in a slump as in
2008-09 by -17 ± 9 thousand; with the whole premium borne by the state by 3 ± 2 and 4 ± 3 thousand:
in the model it costs firms more than it gives; firms are as many within the interval.

Limits: the insurance does not make firms offer longer terms or seek new customers, which studies
find to matter more than the losses paid; so it shows less than it does.

Two of a kind: the larger indemnity counts.

Sources: Sinosure, pages on short-term export credit insurance; its assistant general manager in China
Daily, November 2004.";
