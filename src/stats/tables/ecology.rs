//! Columns of `monthly.csv` on diversity: how evenly firms and jobs spread over kinds, and from how many sides small
//! firms get orders and inputs.

use super::numbers::{MonthNumbers, Monthly};
use crate::month::tally::Count;
use crate::state::market;
use crate::stats::columns::{PLAIN, column};
use crate::stats::diversity::{mean_shannon, shannon};

/// The columns, after all others.
pub(super) const COLUMNS: &[Monthly] = &[
    column(
        "diversity",
        PLAIN,
        "Shannon index of firms over sector, size class and tier together, in natural units: zero where all are of one kind, the logarithm of the number of kinds where they spread evenly; its exponential is the number of equally common kinds",
        |m| m.diversity(0),
    ),
    column("diversity_of_jobs", PLAIN, "the same of jobs", |m| m.diversity(1)),
    column(
        "customer_variety",
        PLAIN,
        "Shannon index of where the orders of a sector come from: firms of each sector, and households, government, investment and exports; mean of sectors weighted by sales of small and medium firms",
        |m| m.customer_variety(),
    ),
    column(
        "supplier_variety",
        PLAIN,
        "Shannon index of the sectors from which the small and medium firms of a sector buy inputs at home; mean of sectors weighted by their sales",
        |m| m.supplier_variety(),
    ),
];

impl MonthNumbers<'_> {
    /// Of firms (0) or jobs (1).
    fn diversity(&self, of: usize) -> f64 {
        shannon(self.report.tally.kinds().iter().map(|kind| kind[of] as f64))
    }

    fn sales_by_sector(&self) -> impl Iterator<Item = (usize, f64)> {
        let groups = self.report.tally.dimension("sector").into_iter().enumerate();
        groups.map(|(sector, counts)| (sector, counts[Count::Sales as usize] as f64))
    }

    fn customer_variety(&self) -> f64 {
        let demand = &self.state.market.demand;
        let n = self.state.market.small_price.len();
        let buyers = |sector: usize| {
            let of = &demand[sector * market::groups(n)..(sector + 1) * market::groups(n)];
            // Small and large firms of a sector are one kind of customer.
            let firms = (0..n).map(|j| of[market::small(j)] + of[market::large(n, j)]);
            firms.chain(of[2 * n..].iter().copied()).collect()
        };
        mean_shannon(self.sales_by_sector().map(|(sector, sales)| (sales, buyers(sector))))
    }

    fn supplier_variety(&self) -> f64 {
        let demand = &self.state.market.demand;
        let n = self.state.market.small_price.len();
        let sellers =
            |buyer: usize| (0..n).map(|s| demand[s * market::groups(n) + market::small(buyer)]).collect();
        mean_shannon(self.sales_by_sector().map(|(sector, sales)| (sales, sellers(sector))))
    }
}
