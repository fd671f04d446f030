//! Re-lending: central-bank money below the prime rate for loans to small firms.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{RelendingOffer, Terms};
use crate::units::Grade;

/// Re-lending: central-bank money below the prime rate for loans to small firms.
pub struct Relending;

crate::settings! {
    FIELDS;
    strength quota_bn = 1000.0, 0.0 .. 1e6, "billion a year", "most that banks may draw anew in a year, billions of the currency, whole country", Official, "China 2020: quotas of re-lending and rediscount raised by 1,000 bn yuan (also 1,760 bn of re-lending to small firms in June 2023)";
    setting rate = 0.0175, 0.0 .. 0.2, "per year", "rate that banks pay the central bank", Assumed, "China, end of 2021 on: 1.75%; 2020: 2.5%; from memory, prior range 0.0175-0.0275";
    setting pass_through = 0.5, 0.0 .. 1.0, "share", "part of the gap to the prime rate by which loans so funded are cheaper", Assumed, "loans on the quota of 2021 were made at about 5.5%, as others; prior range 0.2-0.9";
    setting months = 12.0, 1.0 .. 60.0, "months", "time over which it is paid back", Official, "China: one year, may be extended";
}

impl Lever for Relending {
    fn about(&self) -> &'static About {
        &About {
            kind: "relending",
            family: Family::Credit,
            audience: Audience::Banks,
            summary: "the central bank lends to banks below the prime rate for loans to small firms",
            acts_on: "what banks can lend, and the margin they ask",
            cost: "none to the treasury; the central bank forgoes the gap to the prime rate on what is outstanding",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
Each month banks draw a twelfth of the yearly quota, shared out by their part of lending, at most
what small firms drew. It funds loans beside the growth of banks' own books and beyond what a
tightening leaves, and the part of new loans so funded is cheaper by a share of the gap between the
prime rate and the central bank's. Paid back in equal shares of what is outstanding.

Cost: the gap on what is outstanding, borne by the central bank; the interest that banks pay is in
the books.

Limits: capital binds as before; what banks save on other funding is not booked, for they have no
market funding here; no quotas of deposits; loans that are rolled over keep their rate.

Sources: People's Bank of China: re-lending and rediscount quotas of 2020, re-lending to small firms
2021 and 2023.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [quota, rate, pass_through, months] = context.settings();
        if quota > 0.0 {
            terms.relending.push(context.offer(RelendingOffer {
                monthly: context.monthly(quota),
                rate,
                pass_through,
                months,
            }));
        }
    }
}
