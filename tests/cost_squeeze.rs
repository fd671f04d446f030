//! What the shipped cost squeeze does to prices, against the published ones it is fed with: what industry pays
//! for all it buys, also from firms of the model, and what consumer goods cost.

mod common;

use common::model::{burned, shipped};
use tideover::month::basket;
use tideover::simulation::Run;

/// The five sectors of industry.
const INDUSTRY: [&str; 5] = ["mining", "consumer_goods", "materials", "equipment", "utilities"];

#[test]
fn industry_pays_as_much_more_as_was_published() {
    let small = ["parameters.population.burn_in_years=10", "parameters.population.burn_in_firms=4000"];
    let scenario = shipped("cost-squeeze-2021.toml", &[&small[..], &["scenario.firms=4000"]].concat());
    let sectors = &scenario.economy.sectors;
    let mut run = Run::new(&scenario, &burned(&scenario), 0);
    while run.state.now.plus(1) < scenario.start {
        run.settle();
    }
    run.begin(false);
    let weights: Vec<(usize, f64)> = INDUSTRY
        .map(|id| sectors.iter().position(|sector| sector.id == id).unwrap())
        .map(|s| (s, run.norms().output[s] * run.norms().material[s]))
        .to_vec();
    let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let at = |id: &str| sectors.iter().position(|sector| sector.id == id).unwrap();
    let mut bought = Vec::new();
    let mut sold = [("mining", vec![]), ("materials", vec![]), ("consumer_goods", vec![])];
    for _ in 0..10 {
        run.month();
        let m = &run.state.market;
        let price: f64 = weights.iter().map(|&(s, weight)| weight * m.input_price[s]).sum::<f64>() / all;
        bought.push(100.0 * (price - 1.0));
        sold.iter_mut().for_each(|(id, rises)| rises.push(100.0 * (basket::price(m, at(id)) - 1.0)));
    }
    // Fed, statistical bureau: prices of mines +66.5% in October 2021 on a year before, of raw-material
    // industry +25.7%, of what industry buys +17.1%.
    assert!((sold[0].1[9] - 66.5).abs() < 1.0, "{sold:.1?}");
    assert!((sold[1].1[9] - 25.7).abs() < 1.0, "{sold:.1?}");
    assert!((bought[9] - 17.1).abs() < 0.5, "{bought:.1?}");
    // Not fed: +14.3% in September, +9.3% in the mean of January to September; consumer goods +0.6% in October.
    assert!((bought[8] - 14.3).abs() < 1.0, "{bought:.1?}");
    assert!((bought[..9].iter().sum::<f64>() / 9.0 - 9.3).abs() < 2.0, "{bought:.1?}");
    assert!((sold[2].1[9] - 0.6).abs() < 0.4, "{sold:.1?}");
}
