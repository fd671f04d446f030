//! What firms buy for production, at this month's prices: quantities in the fixed proportions of the
//! input-output table (Leontief), money in proportion to quantities times prices.
//!
//! A sector whose suppliers charge more pays more to those suppliers and as much as before to the others; what
//! comes from outside the country's firms (imports, and the rise of raw materials and energy that the terms of
//! the month put on them) is paid abroad. So a cost rise takes nothing from the quantities that suppliers
//! sell: customers lose margin, not goods.

use crate::economy::Economy;
use crate::economy::norms::Norms;
use crate::state::market::Market;
use crate::terms::Terms;

/// Prices of this month and what inputs cost at them, over normal.
pub struct Baskets<'a> {
    domestic: &'a [f64],
    imported: &'a [f64],
    material: &'a [f64],
    price: Vec<f64>,
    outside: Vec<f64>,
    whole: Vec<f64>,
}

/// What the goods of a sector cost, small and large firms together, over normal.
pub fn price(m: &Market, s: usize) -> f64 {
    m.small_price[s] * m.small_share[s] + m.large_price[s] * (1.0 - m.small_share[s])
}

/// Rise of the price of all inputs when a part of them, both over output, grows costly.
fn rise(part: f64, material: f64, price: f64) -> f64 {
    part.min(material) / material * price
}

/// What the rise of prices outside the country's firms adds to a using sector's inputs, share of inputs.
pub fn outside(economy: &Economy, norms: &Norms, terms: &Terms, j: usize) -> f64 {
    let (sector, material) = (&economy.sectors[j], norms.material[j]);
    if material <= 0.0 {
        return 0.0;
    }
    let rise = sector.commodity_share * terms.input_price[j]
        + rise(norms.imported[j], material, terms.import_price[j])
        + rise(sector.energy_share, material, terms.energy_price[j]);
    // What comes from abroad cannot cost less than nothing; raw materials of the country are among its goods.
    rise.max(-norms.imported[j] / material)
}

impl<'a> Baskets<'a> {
    /// Those of a month. Where all prices are normal the whole is exactly one.
    pub fn of(economy: &Economy, norms: &'a Norms, market: &Market, terms: &Terms) -> Baskets<'a> {
        let n = norms.sectors;
        let Norms { domestic, imported, material, .. } = norms;
        let price: Vec<f64> = (0..n).map(|s| price(market, s)).collect();
        let outside: Vec<f64> = (0..n).map(|j| outside(economy, norms, terms, j)).collect();
        let whole = (0..n)
            .map(|j| {
                let rise: f64 = (0..n).map(|s| domestic[s * n + j] * (price[s] - 1.0)).sum();
                1.0 + rise / material[j].max(1e-9) + outside[j]
            })
            .collect();
        Baskets { domestic, imported, material, price, outside, whole }
    }
    /// Of the money that sector `j` spends on inputs, the part that goes to sector `s`.
    pub fn part(&self, s: usize, j: usize) -> f64 {
        let usual = self.domestic[s * self.price.len() + j] / self.material[j].max(1e-9);
        usual * self.price[s] / self.whole[j]
    }
    /// The part that goes abroad.
    pub fn part_abroad(&self, j: usize) -> f64 {
        (self.imported[j] / self.material[j].max(1e-9) + self.outside[j]) / self.whole[j]
    }
    /// What a unit of output of sector `j`, at base prices, takes from sector `s`.
    pub fn cost(&self, s: usize, j: usize) -> f64 {
        self.domestic[s * self.price.len() + j] * self.price[s]
    }
    /// What it takes from abroad.
    pub fn cost_abroad(&self, j: usize) -> f64 {
        self.imported[j] + self.material[j] * self.outside[j]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_costly_supplier_worked_by_hand() {
        // A sector takes 0.3 from itself, 0.3 from another that costs 20% more, and 0.2 from abroad, with raw
        // materials that add 5% to all inputs: 0.3 + 0.36 + 0.2 + 0.04 = 0.9 instead of 0.8.
        let b = Baskets {
            domestic: &[0.3, 0.0, 0.3, 0.0],
            imported: &[0.2, 0.0],
            material: &[0.8, 0.0],
            price: vec![1.0, 1.2],
            outside: vec![0.05, 0.0],
            whole: vec![0.9 / 0.8, 1.0],
        };
        assert!((b.part(0, 0) - 0.3 / 0.9).abs() < 1e-12);
        assert!((b.part(1, 0) - 0.36 / 0.9).abs() < 1e-12);
        assert!((b.part_abroad(0) - 0.24 / 0.9).abs() < 1e-12);
        assert!((b.cost(1, 0) - 0.36).abs() < 1e-12);
        assert!((b.cost_abroad(0) - 0.24).abs() < 1e-12);
        // Energy is 6% of output and inputs are 80%: energy half as costly again raises the price of inputs
        // by 3.75%.
        assert!((rise(0.06, 0.8, 0.5) - 0.0375).abs() < 1e-12);
    }
}
