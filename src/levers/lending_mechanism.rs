//! Lending mechanism: banks that dare, are willing, can and know how to lend to small firms.

use super::{About, Audience, Combine, Family, Lever, PolicyContext, renewal};
use crate::terms::{Injection, LendingOffer, Terms};
use crate::units::Grade;

/// Lending mechanism: banks that dare, are willing, can and know how to lend to small firms.
pub struct LendingMechanism;

crate::settings! {
    FIELDS;
    factor dare = 1.0, 0.2 .. 10.0, "ratio", "dare: default probability that an officer accepts, over the usual one (tolerance of bad loans, exemption from liability)", Assumed, "China tolerates a bad-loan ratio of small firms 3 points above the overall one, near twice it; size of the effect on officers unknown, prior range 1-2";
    setting loss_share = 0.0, 0.0 .. 1.0, "share of the loss", "dare: share of what banks lose on loans that they would not have made otherwise which the state bears", Assumed, "local risk-compensation funds of China, from memory: 0.2-0.8; off";
    strength margin_cut = 0.0, 0.0 .. 0.1, "per year", "willing: points that banks take off their margin on new loans by internal pricing, unpaid", Assumed, "internal transfer prices of large banks cut by 0.5 points and more, from memory; prior range 0-0.015";
    strength incentive = 0.0, 0.0 .. 0.2, "share of the sum lent", "willing: what the state pays banks for each new loan", Assumed, "incentive for inclusive loans 2021-23: 1-2% of the increase; from memory, prior range 0-0.03";
    setting pass_through = 0.7, 0.0 .. 1.0, "share", "willing: part of the incentive that banks pass on in the rate", Assumed, "prior range 0.4-1";
    strength capital_bn = 0.0, 0.0 .. 1e6, "billion a programme", "can: capital that the state puts into banks in the first month, billions of the currency, whole country", Assumed, "special local bonds for capital of small banks, China 2020: 200 bn, from memory";
    factor requirement = 1.0, 0.1 .. 1.0, "ratio", "can: capital that banks must keep against loans to small firms, over the usual one", Assumed, "risk weight of 75% for small firms (Basel III) against 100%; prior range 0.6-1";
    factor growth = 1.0, 1.0 .. 20.0, "ratio", "can: most by which banks' books may grow, over the usual rate", Assumed, "growth targets of 30-40% for small firms, large banks 2019-20; prior range 1-3";
    factor noise = 1.0, 0.0 .. 1.0, "ratio", "know-how: error of banks in judging a borrower, over the usual one", Assumed, "digital credit scores against officers; prior range 0.5-1";
    factor cost = 1.0, 0.0 .. 1.0, "ratio", "know-how: cost of making and keeping a loan, over the usual one", Assumed, "prior range 0.6-1";
    strength programme_bn = 0.0, 0.0 .. 1e5, "billion a year", "know-how: what training, systems and data cost the state, billions of the currency a year, whole country", Assumed, "no source at hand; prior range 0.5-10 for China";
    setting small_banks_only = 0.0, 0.0 .. 1.0, "0 or 1", "only types of bank that prefer firms below the mean size", Assumed, "choice of the user";
}

impl Lever for LendingMechanism {
    fn about(&self) -> &'static About {
        &About {
            kind: "lending_mechanism",
            family: Family::Credit,
            audience: Audience::Banks,
            summary: "banks dare, are willing, can and know how to lend: four channels, each usable alone; without settings it does nothing",
            acts_on: "what banks accept, ask, can lend and see",
            cost: "incentives, capital, programmes and the state's share of losses; banks bear the margin they forgo and the other losses",
            combine: Combine::Compound,
            evidence: Grade::Assumed,
            page: "\
Dare: an officer accepts likelier defaults of new and of maturing loans, so riskier firms get one;
what is lost on loans that the usual rules would have refused is reported as borne by banks, less
the share that the state pays them when the loan is lost.

Willing: banks take points off the margin of new loans, by their own rules or passing on what the
state pays for each new loan; what they forgo over the life of the loan beyond what they are paid is
borne by banks.

Can: capital put in by the state in the first month, which is not paid out again and carries as many
loans as the requirement allows, also beyond what a tightening leaves; a lower requirement, so that
the same capital carries more, in a tightening too; faster growth of the book, which helps where
growth binds and not against a tightening.

It does nothing where banks are not rationed; the losses expected on what is lent beyond the usual
rules are borne by banks, and what the state put in is paid once and not valued afterwards.
Know-how: banks err less in judging borrowers, so fewer good ones are refused and fewer bad ones
served, and a loan costs less; the programme is paid whoever uses it.

Limits: loans that are rolled over keep their rate; which officer is exempt is not distinguished;
capital is not paid back.

Sources: policy of China since 2019 on banks that dare, are willing, are able and know how to lend
to small firms; Basel III; settings as told.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [
            dare,
            loss_share,
            margin_cut,
            incentive,
            pass_through,
            capital,
            requirement,
            growth,
            noise,
            cost,
            programme,
            small,
        ] = context.settings();
        let small_banks = small > 0.5;
        let what = LendingOffer {
            dare,
            loss_share,
            margin_cut,
            incentive,
            pass_through,
            requirement,
            growth,
            noise,
            cost,
            small_banks,
        };
        terms.lending.push(context.offer(what));
        // What renews a programme does not put the capital in once more.
        let (begins, _) = renewal::span(context.policies, context.policy, |_| true);
        if context.month == begins && capital > 0.0 {
            terms
                .injections
                .push(context.offer(Injection { sum: 12.0 * context.monthly(capital), small_banks }));
        }
        if programme > 0.0 {
            terms.outlays.push(context.offer(context.monthly(programme)));
        }
    }
}
