//! Credit information platform: banks read a firm's tax, invoice and digital records.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{PlatformOffer, Terms};
use crate::units::Grade;

/// Credit information platform: banks read a firm's tax, invoice and digital records.
pub struct CreditInformationPlatform;

crate::settings! {
    FIELDS;
    factor noise = 0.7, 0.0 .. 1.0, "ratio", "error of the bank in judging a firm on the platform, over the usual one", Assumed, "credit scores on transaction data predict failures better than bureau data alone; prior range 0.5-0.95";
    factor cost = 0.8, 0.0 .. 1.0, "ratio", "cost of making and keeping its loan, over the usual one", Assumed, "online loans on tax records need no visit; prior range 0.5-1";
    strength access = 0.15, 0.0 .. 1.0, "share", "chance that a firm without a bank relationship gets one", Assumed, "no source at hand; prior range 0-0.4";
    strength fee = 100.0, 0.0 .. 1e6, "currency", "what the state pays the operator for each loan so granted", Assumed, "no source at hand; prior range 20-500 yuan";
    strength programme_bn = 0.0, 0.0 .. 1e5, "billion a year", "what the platform costs the state whoever uses it, billions of the currency a year, whole country", Assumed, "no source at hand; off, prior range 0-5 for China";
}

impl Lever for CreditInformationPlatform {
    fn about(&self) -> &'static About {
        &About {
            kind: "credit_information_platform",
            family: Family::Credit,
            audience: Audience::Firms,
            summary: "banks judge a firm by its tax, invoice and digital records",
            acts_on: "what a bank sees of a firm that looks for a loan",
            cost: "a fee for each loan, and what the platform costs",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
A firm that looks for a loan and consents is judged with less error, at less cost, and may find a
bank though none knew it. Good firms are refused less often and bad ones served less often; the mean
firm gains little by the score itself. Maturing loans are judged as before.

Cost: a fee for each loan granted, and a yearly sum that is paid while the policy is in force,
whoever uses it. Where less than a month of it is left of the budget, the fees of the month are paid
first and then what is left, and what the platform does to judgement, cost and access shrinks in the
proportion of what is left to that sum.

Two of a kind: the one with less error counts; a firm that the budget can't serve is judged as
usual.

Limits: records of firms do not differ in how much they tell; what the firm pays is nothing.

Sources: tax-and-bank interaction and credit information platforms of China since 2015; sizes are
guesses.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [noise, cost, access, fee, programme] = context.settings();
        terms.platforms.push(context.offer(PlatformOffer {
            noise,
            cost,
            access,
            fee: fee * context.minor(),
        }));
        if programme > 0.0 {
            terms.outlays.push(context.offer(context.monthly(programme)));
        }
    }
}
