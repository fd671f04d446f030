//! The ladder of specialised firms: who files, who is chosen, what a certificate does, who keeps it.
//!
//! Once a year, in the month that the lever says, firms file for the tiers whose published marks they meet; a
//! committee ranks them by how far they are above the marks and takes as many as the round has places. A
//! certificate holds for some rounds; then the same marks are looked at again, and who misses them steps down
//! to the tier whose marks it still meets, or off the ladder. Firms climb one step a round: little giants are
//! chosen among specialised firms, champions among little giants.
//!
//! Two marks look at what the model has not got, and are random draws that a firm keeps for life: the share
//! of its main product in its revenue (evenly spread from 0.5 to 1) and whether it leads its niche. A firm
//! has been in its niche for a part of its age (evenly spread from a half to all). Growth a year is read off
//! two memories of sales: orders remembered over three months against sales remembered over eleven, and what
//! the whole economy grows by is added.
//!
//! Choosing and treating are apart. Without treatment a certificate changes nothing but the record of who
//! holds it, so an arm with certificates alone shows how firms fare that are chosen, and an arm with
//! treatment beside it, what the treatment does to the same firms. Comparing certified firms with others
//! mixes the two.

crate::parameters! {
    /// Marks of the tiers, and how a committee ranks.
    pub struct Ladder : "ladder" {
        innovative_research = 0.02, 0.0 .. 1.0, "share of sales", "least research of an innovative firm", Assumed, "rules of 2022 score innovation, growth and specialisation out of 100 and ask for 60; prior range 0.01-0.05";
        innovative_revenue = 2e6, 0.0 .. 1e12, "currency a year", "least revenue of an innovative firm", Assumed, "no mark is published; prior range 1-5 m yuan";
        specialised_years = 2.0, 0.0 .. 100.0, "years", "least time in the niche of a specialised firm", Official, "China, industry ministry, rules of June 2022";
        specialised_research = 0.03, 0.0 .. 1.0, "share of sales", "least research of a specialised firm", Official, "rules of June 2022";
        specialised_research_sum = 1e6, 0.0 .. 1e12, "currency a year", "the same as a sum", Official, "rules of June 2022: 1 m yuan";
        specialised_revenue = 1e7, 0.0 .. 1e12, "currency a year", "least revenue of a specialised firm", Official, "rules of June 2022: 10 m yuan (or new equity of 20 m, left out)";
        giant_years = 3.0, 0.0 .. 100.0, "years", "least time in the niche of a little giant", Official, "rules of June 2022";
        giant_main_product = 0.7, 0.0 .. 1.0, "share of revenue", "least share of the main product of a little giant", Official, "rules of June 2022";
        giant_growth = 0.05, -1.0 .. 1.0, "per year", "least growth of a little giant", Official, "rules of June 2022: mean of two years";
        giant_debt = 0.7, 0.0 .. 5.0, "share of assets", "most debt of a little giant", Official, "rules of June 2022";
        giant_research = 0.03, 0.0 .. 1.0, "share of sales", "least research of a little giant", Official, "rules of June 2022";
        giant_research_small = 0.06, 0.0 .. 1.0, "share of sales", "the same below the revenue of the next line", Official, "rules of June 2022";
        giant_revenue_full = 1e8, 0.0 .. 1e12, "currency a year", "revenue from which the lower mark of research holds", Official, "rules of June 2022: 100 m yuan";
        giant_revenue = 5e7, 0.0 .. 1e12, "currency a year", "least revenue of a little giant", Official, "rules of June 2022: 50 m yuan (below it with new equity, left out)";
        champion_years = 10.0, 0.0 .. 100.0, "years", "least time in the niche of a single champion", Official, "rules for champions in manufacturing: ten years, or three in new fields";
        champion_research = 0.03, 0.0 .. 1.0, "share of sales", "least research of a single champion", Assumed, "rules ask for more than the mean of the trade; prior range 0.03-0.05";
        champion_revenue = 4e8, 0.0 .. 1e12, "currency a year", "least revenue of a single champion", Official, "rules for champions in manufacturing: 400 m yuan";
        champion_lead = 0.2, 0.0 .. 1.0, "share of firms", "firms that lead their niche by market share", Assumed, "rules ask for a place among the first three of the world; prior range 0.05-0.3";
        rank_supplier = 1.0, 0.0 .. 10.0, "points", "what a committee gives a firm whose principal customer is a large firm", Assumed, "rules ask for firms that fill gaps in the chains of large ones; a point is worth as much as research at twice the mark";
        unseen_growth = 0.07, -0.2 .. 0.5, "per year", "growth of the whole economy in money that the model leaves out, added to a firm's growth before it is held against its mark", Derived, "product of China in money, 2016-24: some 7% a year; the model is stationary unless demand.trend says otherwise, of which this should be less";
        at_scale = 2e7, 0.0 .. 1e12, "currency a year", "revenue from which firms count when shares of the tiers are reported", Official, "China: industry above designated size, 20 m yuan";
        at_scale_research = 0.15, 0.0 .. 1.0, "share of medium firms", "firms that do research in a sector whose firms count then", Assumed, "leaves industry and software in, trade and most services out";
    }
}

pub mod marks;
pub mod places;
pub mod rounds;

use crate::classes::SPECIALISED;
use crate::month::ctx::Ctx;
use crate::state::block::Block;
use crate::terms::LadderOffer;

/// From which tier on a certificate is worth something to buyers, suppliers and banks.
const TREATED: usize = SPECIALISED;

fn treated<'a>(b: &Block, i: usize, ctx: &Ctx<'a>) -> Option<&'a LadderOffer> {
    ctx.terms.ladder.as_ref().filter(|_| b.tier_of(i) >= TREATED).map(|offer| &offer.what)
}

/// Rise of the share of a cost rise that a firm passes on.
#[inline]
pub fn power(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    treated(b, i, ctx).map_or(0.0, |offer| offer.power)
}

/// Part of the error in judging a borrower that its bank is rid of.
#[inline]
pub fn known(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    treated(b, i, ctx).map_or(0.0, |offer| offer.know_how)
}

/// Part of the skill that would leave with people and stays.
#[inline]
pub fn talent(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    treated(b, i, ctx).map_or(0.0, |offer| offer.talent)
}

/// Chance that a firm in need of a principal customer finds a large one, by its certificate.
#[inline]
pub fn large_customer(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    treated(b, i, ctx).map_or(0.0, |offer| offer.large_customer)
}
