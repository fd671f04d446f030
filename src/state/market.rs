//! Markets: demand by sector, region and buyer, prices, weights.

/// Groups of buyers that are not firms, after the two groups of each sector (small firms, large firms).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Final {
    Households,
    Government,
    Investment,
    Exports,
}

/// Number of groups of buyers in an economy with `n` sectors.
pub fn groups(n: usize) -> usize {
    2 * n + 4
}
/// The group of small firms of a sector.
pub fn small(sector: usize) -> usize {
    sector
}
/// The group of large firms of a sector.
pub fn large(n: usize, sector: usize) -> usize {
    n + sector
}
/// The group of a kind of final buyer.
pub fn last(n: usize, buyer: Final) -> usize {
    2 * n + buyer as usize
}

/// The state of the markets. Vectors over sectors × regions run region fastest.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Market {
    /// Share of each region in the small-firm sales of a sector, normal times.
    pub region_share: Vec<f64>,
    /// Share of small firms in the sales of a sector, normal times.
    pub small_share: Vec<f64>,
    /// Sum of the weights of the firms of a cell this month.
    pub weight: Vec<f64>,
    /// Weight that holds the whole of the small firms' part of the market.
    pub full_weight: Vec<f64>,
    /// Orders a unit of weight, sectors × regions, minor units.
    pub orders_per_weight: Vec<f64>,
    /// Orders of outsiders and of insiders over that, by cell; see [`crate::month::competition`].
    pub insiders: Vec<[f64; 2]>,
    /// What closed orders bring them beyond what they bring on the mean, share of sales, by cell.
    pub insider_gains: Vec<[f64; 2]>,
    /// Final demand over that of the norms, for its trend.
    pub trend: f64,
    /// Demand by selling sector and group of buyers, minor units.
    pub demand: Vec<f64>,
    /// Demand that goes to large firms, by sector.
    pub large_demand: Vec<f64>,
    /// Inputs ordered by the small firms of a sector for this month.
    pub small_orders: Vec<f64>,
    /// Inputs from abroad by using sector, minor units: what its small firms ordered for this month, and what a
    /// unit of output of its large ones takes, at base prices of output.
    pub imports: Vec<[f64; 2]>,
    /// Mean price of small firms, by sector.
    pub small_price: Vec<f64>,
    /// Price of large firms, by sector.
    pub large_price: Vec<f64>,
    /// Price of the inputs of a sector, this month.
    pub input_price: Vec<f64>,
    /// The same, last month: at which the deliveries of this month were ordered.
    pub input_price_before: Vec<f64>,
    /// Output of large firms a month, by sector, smoothed.
    pub large_sales: Vec<f64>,
    /// Sales that the large firms of a sector expect, at base prices; differs from those of the month under a
    /// restriction alone.
    pub large_expected: Vec<f64>,
    /// Their inputs in stock beyond need, counted in the sales that they serve, at base prices; below zero where
    /// too little was delivered.
    pub large_stock: Vec<f64>,
    /// What they got delivered this month, counted likewise.
    pub large_received: Vec<f64>,
    /// Their orders that wait since a restriction, at base prices.
    pub large_waiting: Vec<f64>,
    /// Inputs that large firms order over what that output calls for, by sector: below one when some cut.
    pub large_scale: Vec<f64>,
    /// What a group of small firms pays this month for a unit of input ordered from the settlement accounts.
    pub delivery: Vec<f64>,
    /// Share of a delivery that is paid at once.
    pub delivery_cash: Vec<f64>,
    /// Share of its invoices that a group of small firms must pay this month.
    pub payable_due: Vec<f64>,
    /// Share of a receivable that a settlement account pays this month, by selling sector.
    pub collection: Vec<f64>,
    /// Share of a receivable that is written off this month, by selling sector.
    pub write_off: Vec<f64>,
    /// Share of sales to other firms that is invoiced, of all sales: this month, by sector.
    pub credit_share: Vec<f64>,
    /// What small firms of a sector earned less than normal last month, share of normal sales.
    pub common_loss: Vec<f64>,
    /// Spread of changes of demand over its normal, by sector: wider in recessions.
    pub dispersion: Vec<f64>,
    /// Months for which a common shock has lasted in each sector; it runs down as fast when none does.
    pub shocked_months: Vec<f64>,
    /// Foreign orders that policies bring this month, by sector, minor units.
    pub foreign_orders: Vec<f64>,
    /// Paid and lost abroad in round 4.
    pub abroad: [crate::money::Money; 2],
    /// Share of sales that goes to the principal customer, by sector.
    pub principal_share: Vec<f64>,
    /// Share of deliveries that is missing this month, by producing sector; empty without a disruption, as
    /// the next three.
    pub missing: Vec<f64>,
    /// What users lack of a good this month, months of use, by producing and using sector.
    pub lack: Vec<f64>,
    /// Stock of a good with its users, months of use, by producing and using sector.
    pub cover: Vec<f64>,
    /// Part of its output that a sector can't make for lack of inputs.
    pub shortfall: Vec<f64>,
}

impl Market {
    /// Price of a sector's inputs over that of last month; rounding is no move.
    pub fn input_price_moved(&self, sector: usize) -> f64 {
        let moved = self.input_price[sector] / self.input_price_before[sector];
        if (moved - 1.0).abs() < 1e-12 { 1.0 } else { moved }
    }
}
