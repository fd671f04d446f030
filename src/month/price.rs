//! Cost and price: what a unit costs, and how much of a cost rise is passed on.

crate::parameters! {
    /// Parameters of price setting.
    pub struct Price : "price" {
        repricing = 0.2, 0.01 .. 1.0, "per month", "chance that a firm reviews its price in a month", Assumed, "price spells of 4-8 months in micro price studies; prior range 0.1-0.3";
        import_pass_through = 0.6, 0.0 .. 1.5, "ratio", "part of a loss of value of the home currency by which imports become expensive in it", Assumed, "mean of OECD countries 0.46 within a quarter, 0.64 in the long run (Campa and Goldberg 2005, from memory); prior range 0.4-0.9";
        pass_through_factor = 1.0, 0.0 .. 20.0, "ratio", "pricing power over that of the pack; no firm passes on more than all", Assumed, "the pack's own figures; to ask what pricing power is worth";
        power_by_size = 0.1, 0.0 .. 1.0, "log", "rise of a firm's pass-through with the log of its size over ten people", Assumed, "larger and specialised firms pass on more; prior range 0-0.2";
    }
}

use crate::math;
use crate::month::basket;
use crate::month::ctx::{Ctx, Setting};
use crate::month::ladder;
use crate::month::{strengths, take_up};
use crate::rng::Purpose;
use crate::state::State;
use crate::state::block::Block;
use crate::state::slots::BLOCK;
use crate::terms::Terms;

/// Cost of a unit of output over its normal cost: inputs and labour at this month's prices, the rest
/// unchanged.
pub fn unit_cost(material: f64, labour: f64, input_price: f64, pay: f64) -> f64 {
    1.0 + material * (input_price - 1.0) + labour * (pay - 1.0)
}

/// Lowest price of goods and of inputs, base one: the largest falls that a scenario may ask for would add up
/// to prices below zero.
const LEAST_PRICE: f64 = 0.2;

/// The price a firm would set: the normal one plus the passed-on part of the rise in cost.
pub fn target(cost: f64, pass_through: f64) -> f64 {
    (1.0 + pass_through * (cost - 1.0)).max(LEAST_PRICE)
}

/// By how much firms' customers accept a higher price than that of others: the largest of the premiums that
/// each has, by slot; empty where no policy acts on it.
pub struct Premiums(Vec<f64>);

impl Premiums {
    /// Those of a block.
    pub fn of(b: &Block, ctx: &Ctx) -> Premiums {
        let offers = &ctx.terms.premiums;
        let mut most = vec![0.0f64; if offers.is_empty() { 0 } else { BLOCK }];
        for offer in offers {
            let paid = take_up::had_since(offer.policy, ctx.now - 13, b, ctx);
            for (i, most) in most.iter_mut().enumerate() {
                let has = offer.what.from_tier.map_or_else(|| paid[i], |tier| b.tier_of(i) >= tier);
                *most = if has { most.max(offer.what.premium) } else { *most };
            }
        }
        Premiums(most)
    }
    /// That of a firm.
    #[inline]
    pub fn of_firm(&self, i: usize) -> f64 {
        self.0.get(i).copied().unwrap_or(0.0)
    }
}

/// What a premium adds to the log of a firm's weight at a price: customers buy as much at the higher price as
/// others' at theirs. A firm that has not yet raised its price gains nothing.
pub fn accepted(elasticity: f64, premium: f64, price: f64, log_price: f64) -> f64 {
    let more = premium.min(price - 1.0);
    if more <= 0.0 {
        return 0.0;
    }
    // Logarithms are slow, and most firms with a premium have put all of it on their price.
    let factor = 1.0 + more;
    elasticity * if factor == price { log_price } else { math::ln(factor) }
}

/// ROUND 1. Some firms review their prices; larger ones pass on more. What a policy has made them save they pass on
/// as well; by what they saved before prices are normal.
pub fn review(b: &mut Block, ctx: &Ctx) {
    let p = &ctx.params.price;
    let reviews = ctx.draws.stream(Purpose::Reprice, i64::from(ctx.now));
    let sectors = &ctx.scenario.economy.sectors;
    let premiums = Premiums::of(b, ctx);
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let s = usize::from(b.sector[i]);
        let markup = ctx.terms.producer_price[s];
        // Where prices are quoted all firms review theirs.
        if reviews.uniform(b.id[i]) >= p.repricing && markup == 1.0 {
            continue;
        }
        let cell = ctx.norms.cell(s, usize::from(b.region[i]));
        let (sector, pay) = (&ctx.sectors[s], ctx.cells[cell].pay);
        let cost = unit_cost(sector.material, sector.labour, sector.input_price, pay)
            - strengths::brought_forward(b, i, ctx.params);
        let wanted = if cost == 1.0 {
            1.0
        } else {
            let power =
                1.0 + p.power_by_size * math::ln(f64::from(b.headcount[i]) / 10.0) + ladder::power(b, i, ctx);
            target(cost, (sectors[s].pass_through * p.pass_through_factor * power).clamp(0.0, 1.0))
        };
        b.price[i] = (wanted * markup * (1.0 + premiums.of_firm(i))) as f32;
    }
}

/// ⟂ Prices of large firms and of inputs. An input-price shock raises the price of what comes from outside
/// the country's firms (raw materials, imports, energy), a weak currency that of imports, costly energy that
/// of what is burnt; the country's own prices follow by pass-through.
pub fn large_firms(state: &mut State, setting: &Setting, terms: &Terms) {
    let norms = setting.norms;
    let p = &setting.scenario.params.price;
    let n = norms.sectors;
    let m = &mut state.market;
    m.input_price_before.copy_from_slice(&m.input_price);
    for j in 0..n {
        let sector = &setting.scenario.economy.sectors[j];
        let pay = (0..norms.regions).map(|r| terms.pay[norms.cell(j, r)]).sum::<f64>() / norms.regions as f64;
        let cost = unit_cost(norms.material[j], norms.labour[j], m.input_price[j], pay);
        let wanted = target(
            cost,
            (sector.pass_through * p.pass_through_factor * (1.0 + p.power_by_size * 4.0)).min(1.0),
        );
        let markup = terms.producer_price[j];
        let reviewed = if markup == 1.0 { p.repricing } else { 1.0 };
        m.large_price[j] += reviewed * (wanted * markup - m.large_price[j]);
    }
    let price: Vec<f64> = (0..n).map(|s| basket::price(m, s)).collect();
    for j in 0..n {
        if norms.material[j] <= 0.0 {
            continue;
        }
        let domestic: f64 = (0..n).map(|s| norms.domestic[s * n + j] * price[s]).sum();
        let outside = basket::outside(&setting.scenario.economy, norms, terms, j);
        m.input_price[j] = ((domestic + norms.imported[j]) / norms.material[j] + outside).max(LEAST_PRICE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_rise_worked_by_hand() {
        // Inputs are 80% of output and rise by 17%: unit cost +13.6%; a firm that passes on a quarter raises
        // its price by 3.4%.
        let cost = unit_cost(0.8, 0.1, 1.17, 1.0);
        assert!((cost - 1.136).abs() < 1e-12);
        assert!((target(cost, 0.25) - 1.034).abs() < 1e-12);
        assert_eq!(target(1.0, 0.25), 1.0);
    }

    #[test]
    fn a_premium_keeps_what_is_sold() {
        // Weight is in money: at a price of 1.03 and elasticity three it is 1.03^−2, and with the premium
        // 1.03^−2 · 1.03³ = 1.03: the same pieces.
        let weight = |premium: f64, price: f64| {
            math::exp(-2.0 * math::ln(price) + accepted(3.0, premium, price, math::ln(price)))
        };
        assert!((weight(0.03, 1.03) - 1.03).abs() < 1e-12);
        assert!((weight(0.0, 1.03) - 1.03_f64.powi(-2)).abs() < 1e-12);
        assert_eq!(weight(0.03, 1.0), 1.0);
    }
}
