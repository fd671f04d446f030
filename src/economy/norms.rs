//! Norms: the numbers of a normal month, as data. What the pack and the parameters imply for them is computed
//! in `month/norms.rs`.

use super::tables::Tables;

/// Numbers of a normal month. Money is in minor units; vectors over sectors × regions run region fastest.
#[derive(Clone, Debug)]
pub struct Norms {
    /// Number of sectors.
    pub sectors: usize,
    /// Number of regions.
    pub regions: usize,
    /// Inputs a unit of output.
    pub material: Vec<f64>,
    /// Labour cost a unit of output.
    pub labour: Vec<f64>,
    /// Fixed cost a unit of normal output.
    pub fixed: Vec<f64>,
    /// `domestic[from * n + to]`: domestic input a unit of output of `to`.
    pub domestic: Vec<f64>,
    /// Imported input a unit of output.
    pub imported: Vec<f64>,
    /// Labour cost of one employee a month, sectors × regions.
    pub wage: Vec<f64>,
    /// Output of one employee a month at base prices, sectors × regions.
    pub productivity: Vec<f64>,
    /// Normal output of the whole sector a month in the simulated economy.
    pub output: Vec<f64>,
    /// Final demand a month by sector and channel in the simulated economy.
    pub final_demand: Vec<[f64; 4]>,
    /// Share of sales to others than households.
    pub business_share: Vec<f64>,
    /// Share of what is owed that falls due in a month, by selling sector; the last is for imports.
    pub due: Vec<f64>,
    /// Median cash aimed at over the mean of sectors.
    pub buffer_factor: Vec<f64>,
    /// Scale of efficiency by sector: share of value added over one half, the prototype's.
    pub efficiency_scale: Vec<f64>,
    /// What depends on age or headcount alone.
    pub tables: Tables,
    /// Share of the stock of firms by age in whole years, the last holding all older ones: the pack's, or
    /// those of a growing stock.
    pub age_shares: Vec<f64>,
    /// Real firms a simulated firm.
    pub weight: f64,
}

impl Norms {
    /// The index of a sector and region.
    #[inline]
    pub fn cell(&self, sector: usize, region: usize) -> usize {
        sector * self.regions + region
    }
}
