//! Training voucher: the state pays part of courses for staff.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{Terms, UpgradeOffer};
use crate::units::Grade;

/// Training voucher: the state pays part of courses for staff.
pub struct TrainingVoucher;

crate::settings! {
    FIELDS;
    strength share = 0.6, 0.0 .. 0.95, "share of the cost", "share of the cost of a course, working time counted in, that the voucher pays", Assumed, "training subsidies of China 2019-21 500-800 yuan a worker where a course costs about 1,000; prior range 0.3-0.9";
    setting elasticity = 0.4, 0.0 .. 10.0, "ratio", "fall of the chance of a course with what it costs the firm", Derived, "a voucher of 1,000 euros raised participation from 0.45 to 0.65 in two years (Hidalgo, Oosterbeek and Webbink 2014): 1.44 times, by three fifths of the cost borne; prior range 0-1";
}

impl Lever for TrainingVoucher {
    fn about(&self) -> &'static About {
        &About {
            kind: "training_voucher",
            family: Family::Jobs,
            audience: Audience::Firms,
            summary: "part of the cost of courses for staff is paid; more firms train, and staff gets better at its work",
            acts_on: "the chance of a course, and by it the skill of the staff, which lowers cost",
            cost: "the vouchers, seven in ten of them for courses that firms would have held anyway; firms bear the rest",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
A firm that qualifies, hears of it and files gets part of what a course for its staff costs. Firms
train as many times as often as what it costs them falls, to the power of minus the elasticity
(src/month/skills.rs) until those that the voucher brought forward would have come by themselves; who
would have trained anyway is paid as well (deadweight), seven in ten with the defaults. What was
learnt goes as people leave.

What it does here (China, normal times, four years, defaults, 8 replications): no change in firms or
jobs beyond the interval, for 54 bn yuan in three years. With nine tenths borne and an elasticity of
one 0.5% more firms after four years.

Sources: skills campaign of China 2019-21 (100 bn yuan from the unemployment fund for 50 million
courses); Hidalgo, Oosterbeek and Webbink 2014; Schwerdt and others 2012, who find nothing; Martins
2021, who finds 5% more jobs.

Limits: pay does not rise with skill, and the next employer has nothing of what people learnt.

Two of a kind: the one that makes a course likelier counts.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, elasticity] = context.settings();
        if share > 0.0 {
            terms.courses.push(context.offer(UpgradeOffer { share, price: 1.0, elasticity }));
        }
    }
}
