//! The ladder of specialised firms: yearly rounds of certificates, and what a certificate brings.

use super::about::setting;
use super::rd_subsidy::payment;
use super::{About, Audience, Combine, Family, Lever, PolicyContext, renewal};
use crate::classes::TIERS;
use crate::classes::{CHAMPION, GIANT, INNOVATIVE, SPECIALISED};
use crate::policy::Policy;
use crate::terms::payment::Basis;
use crate::terms::{LadderOffer, PremiumOffer, Terms};
use crate::units::Grade;

/// The ladder of specialised firms.
pub struct CultivationLadder;

crate::settings! {
    FIELDS;
    setting month = 7.0, 1.0 .. 12.0, "month of the year", "month of the yearly round", Official, "China: lists of little giants come out in summer";
    setting follow_published = 0.0, 0.0 .. 1.0, "0 or 1", "whether places follow the published path of the pack, where it has one for the tier", Assumed, "a choice";
    strength innovative = 60000.0, 0.0 .. 1e7, "firms a year", "new innovative firms a round in the whole country", Assumed, "some two hundred thousand in the first three years, from memory; prior range 40-100 thousand";
    strength specialised = 25000.0, 0.0 .. 1e7, "firms a year", "new specialised firms a round", Derived, "from more than 40 to more than 140 thousand in two and a half years, less those who left";
    strength little_giant = 3000.0, 0.0 .. 1e6, "firms a year", "new little giants a round", Derived, "from 4,762 in 2021 to 17,600 in 2025";
    strength champion = 150.0, 0.0 .. 1e6, "firms a year", "new single champions a round", Assumed, "some 200 a round since 2021, from memory; large firms among them; prior range 50-250";
    setting valid = 3.0, 1.0 .. 30.0, "rounds", "rounds for which a certificate holds", Official, "China: three years";
    setting slack = 0.25, 0.0 .. 1.0, "share of the mark", "what renewal overlooks: by so much of each mark", Assumed, "chosen so that near nine little giants in ten are renewed; 87% in China in 2025; prior range 0-0.4";
    strength award_specialised = 200000.0, 0.0 .. 1e9, "currency", "paid once for a certificate of a specialised firm", Assumed, "provinces and cities pay 0.1-0.5 m yuan";
    strength award_giant = 500000.0, 0.0 .. 1e9, "currency", "paid once to a new little giant", Assumed, "provinces and cities pay 0.3-1 m yuan; ten billion yuan of central money in 2021-25 for some thousands of them besides";
    strength award_champion = 1000000.0, 0.0 .. 1e9, "currency", "paid once to a new single champion", Assumed, "provinces and cities pay 0.5-3 m yuan";
    strength research = 0.05, 0.0 .. 0.9, "share of research", "part of the research of specialised firms and above that the state bears", Assumed, "central money for key little giants and vouchers of provinces; prior range 0-0.15";
    strength premium = 0.0, 0.0 .. 0.2, "share of the price", "by how much customers of specialised firms and above accept a higher price", Assumed, "margins of little giants were 11.2%, six points above those of small firms of their kind (2023), which is choice: studies of listed firms find better finance, more innovation and higher productivity by the title, none a higher price; prior range 0-0.01";
    strength power = 0.2, 0.0 .. 5.0, "ratio", "rise of the share of a cost rise that they pass on", Assumed, "specialised suppliers are hard to replace; prior range 0-0.5";
    strength know_how = 0.3, 0.0 .. 1.0, "share", "part of the error in judging them that banks are rid of", Assumed, "banks take the list as a sign; more than 70% of little giants have loans (2021); prior range 0-0.6";
    strength talent = 0.2, 0.0 .. 1.0, "share", "fall of what leaves with people of the skill of specialised firms and above", Assumed, "cities give staff of certified firms homes, residence and schools; no source for the size; prior range 0-0.4";
    setting large_customer = 0.6, 0.0 .. 1.0, "chance", "chance that a certified firm in need of a principal customer finds a large one, where it is above the usual", Assumed, "over 90% of little giants supply large firms, most of them before; prior range 0.35-0.9";
}

/// The ladder that counts this month: the one that began first, with what it renews counted in.
fn first(context: &PolicyContext<'_>) -> usize {
    let ladders = context
        .policies
        .iter()
        .enumerate()
        .filter(|(_, other)| other.lever == context.policy.lever && other.in_force(context.month));
    let begins =
        |other: &Policy| renewal::span(context.policies, other, |piece| piece.target == other.target).0;
    ladders.min_by_key(|(index, other)| (begins(other), *index)).map_or(context.index, |(index, _)| index)
}

impl Lever for CultivationLadder {
    fn about(&self) -> &'static About {
        &About {
            kind: "cultivation_ladder",
            family: Family::Innovation,
            audience: Audience::Firms,
            summary: "yearly rounds of certificates: innovative, specialised, little giant, single champion",
            acts_on: "the tier of a firm; by its own settings awards, research, price, staff, and what banks know",
            cost: "awards and the share of research borne",
            combine: Combine::First,
            evidence: Grade::Assumed,
            page: "\
Once a year firms that are reached file for the next tier whose published marks they meet
(parameters of the group ladder); a committee takes the best for as many places as the round has, or
as the published path of the pack asks for, and no more than the budget has awards for. A
certificate holds for three rounds; then the marks are looked at again with some slack, and who
misses them steps down.

Treatment begins the month after the certificate, for specialised firms and above: an award once,
part of research borne (as by rd_subsidy with an elasticity of one), more of a cost rise passed on,
better judged by banks, less skill that leaves with people, and a large principal customer more
likely; if asked for a premium on the
price. Studies of listed firms find better finance, more innovation and productivity by the title,
none an effect on jobs or closures. Of the first rounds of little giants 57 to 83% passed review
after three years, of later ones 87%.

What it does here (China, published places, six years, 6 replications): jobs 4 ± 8 thousand after
three years for 3.6 bn yuan, 97% of it to firms that would have lived anyway: what sets certified
firms apart is choice.

With awards, research, premium, power, know_how, talent and large_customer at zero certificates are still
given and change nothing else: that arm shows how chosen firms fare, and an arm with treatment
beside it what the treatment does to them.

Limits: what the model lacks (share of the main product, place in the niche) are random draws;
listing and procurement are left out. Two ladders: the one that began first counts; a ladder for
each half of the firms is not one for all.

Sources: industry ministry of China, rules of June 2022 and published counts of 2019-25.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [
            month,
            follow,
            innovative,
            specialised,
            giant,
            champion,
            valid,
            slack,
            award_specialised,
            award_giant,
            award_champion,
            research,
            premium,
            power,
            know_how,
            talent,
            large_customer,
        ] = context.settings();
        if first(context) != context.index {
            return;
        }
        let minor = context.minor();
        let mut awards = [0.0; TIERS.len()];
        (awards[SPECIALISED], awards[GIANT], awards[CHAMPION]) =
            (award_specialised * minor, award_giant * minor, award_champion * minor);
        let mut quotas = [0.0; TIERS.len()];
        (quotas[INNOVATIVE], quotas[SPECIALISED], quotas[GIANT], quotas[CHAMPION]) =
            (innovative, specialised, giant, champion);
        terms.ladder = Some(context.offer(LadderOffer {
            round: f64::from(context.month.month()) == month.round(),
            quotas,
            follow: follow == 1.0,
            valid: valid as u8,
            slack,
            awards,
            power,
            know_how,
            talent,
            large_customer,
        }));
        if research > 0.0 {
            terms.payments.push(context.offer(payment(
                Basis::ResearchFromTier(SPECIALISED as u8),
                research,
                1.0,
            )));
        }
        if premium > 0.0 {
            terms.premiums.push(context.offer(PremiumOffer { premium, from_tier: Some(SPECIALISED) }));
        }
    }
}

/// The places that a ladder has a year, by the names of its settings and the numbers of their tiers.
pub fn places(policy: &Policy) -> [(&'static str, usize, f64); 4] {
    let of = |name: &str| setting(policy, name);
    [
        ("innovative", INNOVATIVE),
        ("specialised", SPECIALISED),
        ("little_giant", GIANT),
        ("champion", CHAMPION),
    ]
    .map(|(name, tier)| (name, tier, of(name)))
}
