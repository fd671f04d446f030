//! Supply: what is missing of each good, how long stocks last, and who stops for lack of an input.
//!
//! When part of a sector's deliveries is missing (shock `supply_disruption`), its producers sell so much
//! less, and what all its buyers get and pay for falls in the same proportion, through the clearing of goods
//! ([`super::trade_credit`]). Users of the good hold a stock of it, counted for each pair of a supplying and
//! a using sector in months of use, and live on that first: it starts at `production.input_months` and falls
//! each month by what is missing. What neither deliveries nor stock cover is lacking. To a share of firms
//! (`production.essential_share`, drawn firm by firm for each supplying sector) the good is essential: they
//! make so much less. The others work around it. This is the partly binding Leontief function of Pichler,
//! Pangallo, del Rio-Chanona, Lafond and Farmer (2022), who find that it fits the output of 2020 far better
//! than one in which all inputs bind, with firms in the place of a rating for each pair of industries. Goods
//! of which little is needed (`supply.least_input`) stop nobody.
//!
//! A sector that makes less for lack of inputs delivers less itself a month later; so a shortage travels down
//! the chain. Afterwards stocks fill up again at the speed at which firms fill theirs
//! (`production.input_adjustment`).

crate::parameters! {
    /// Parameters of a shortage of goods.
    pub struct Supply : "supply" {
        least_input = 0.01, 0.0 .. 1.0, "share of output", "inputs of a good for a unit of output, below which a lack of it stops nobody", Assumed, "small inputs are rarely rated critical by the analysts asked in Pichler et al. 2022; prior range 0.005-0.03";
    }
}

use crate::month::ctx::{Ctx, Setting};
use crate::rng::Purpose;
use crate::state::State;
use crate::terms::Terms;

/// Stock at the end of the month and what is lacking, in months of use: deliveries come in, one month of use
/// goes out.
pub fn live_on(stock: f64, delivered: f64) -> [f64; 2] {
    let there = stock + delivered;
    [(there - 1.0).max(0.0), (1.0 - there).max(0.0)]
}

/// ⟂ What is missing of each good this month, what users still have in stock, and what is lacking. Without a
/// disruption, present or just past, nothing is touched.
pub fn deliver(state: &mut State, setting: &Setting, terms: &Terms) {
    /// So near to full that nobody would see the difference.
    const FULL: f64 = 0.999;
    let norms = setting.norms;
    let p = &setting.scenario.params.production;
    let economy = &setting.scenario.economy;
    let (n, regions) = (norms.sectors, norms.regions);
    let m = &mut state.market;
    let hit = terms.missing.iter().any(|missing| *missing > 0.0);
    m.missing.clear();
    m.lack.clear();
    if !hit && m.cover.is_empty() {
        return;
    }
    if m.cover.is_empty() {
        m.cover = vec![p.input_months; n * n];
        m.shortfall = vec![0.0; n];
    }
    m.missing.extend((0..n).map(|s| {
        (0..regions).map(|r| m.region_share[norms.cell(s, r)] * terms.missing[norms.cell(s, r)]).sum::<f64>()
    }));
    m.lack.resize(n * n, 0.0);
    let mut shortfall = vec![0.0f64; n];
    for s in 0..n {
        // What the supplier's own lack of inputs last month costs its buyers now.
        let gone = 1.0 - (1.0 - m.missing[s]) * (1.0 - m.shortfall[s]);
        for j in 0..n {
            let used = economy.input(s, j);
            if used <= 0.0 {
                continue;
            }
            let pair = s * n + j;
            if gone > 0.0 {
                // What is imported of the good still comes.
                let delivered = 1.0 - gone * (norms.domestic[pair] / used).min(1.0);
                [m.cover[pair], m.lack[pair]] = live_on(m.cover[pair], delivered);
            } else {
                m.cover[pair] += p.input_adjustment * (p.input_months - m.cover[pair]);
            }
            if used >= setting.scenario.params.supply.least_input {
                shortfall[j] = shortfall[j].max(p.essential_share * m.lack[pair]);
            }
        }
    }
    // What a trifle of a shortfall passes on from sector to sector is not worth a memory.
    shortfall.iter_mut().for_each(|share| *share = if *share < 1.0 - FULL { 0.0 } else { *share });
    let calm = !hit && shortfall.iter().all(|share| *share == 0.0);
    m.shortfall = shortfall;
    if calm && m.cover.iter().all(|cover| *cover >= FULL * p.input_months) {
        m.cover.clear();
        m.shortfall.clear();
        m.lack.clear();
        m.missing.clear();
    }
}

/// The part of what it would make otherwise that a firm can make with the inputs there are: the scarcest
/// essential one binds.
pub fn limit(id: u64, sector: usize, ctx: &Ctx) -> f64 {
    let n = ctx.norms.sectors;
    let p = &ctx.params;
    let mut least = 1.0f64;
    for s in 0..n {
        let lack = ctx.market.lack[s * n + sector];
        if lack > 0.0
            && ctx.scenario.economy.input(s, sector) >= p.supply.least_input
            && ctx.draws.stream(Purpose::Essential, s as i64).uniform(id) < p.production.essential_share
        {
            least = least.min(1.0 - lack);
        }
    }
    least.max(0.0)
}

/// The part of what is ordered from the large firms of a sector that they can make and deliver.
pub fn large_firms_make(state: &State, sector: usize) -> f64 {
    let m = &state.market;
    if m.lack.is_empty() { 1.0 } else { (1.0 - m.missing[sector]) * (1.0 - m.shortfall[sector]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stock_lasts_as_long_as_it_lasts() {
        // A month of use in stock and six tenths delivered: 0.6 left, then 0.2, then 0.2 + 0.6 covers 0.8 of
        // a month and a fifth is lacking.
        let [first, none] = live_on(1.0, 0.6);
        assert!((first - 0.6).abs() < 1e-12 && none == 0.0);
        let [second, none] = live_on(first, 0.6);
        assert!((second - 0.2).abs() < 1e-12 && none == 0.0);
        let [third, lack] = live_on(second, 0.6);
        assert!(third == 0.0 && (lack - 0.2).abs() < 1e-12);
        assert!((live_on(third, 0.6)[1] - 0.4).abs() < 1e-12);
    }
}
