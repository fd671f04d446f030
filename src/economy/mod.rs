//! The economy pack: a country as tables, each value with unit, source and grade. Nothing in the code knows a
//! country.

pub mod columns;
pub mod load;
pub mod norms;
pub mod tables;

use crate::units::Month;

/// A country: sectors, regions, input-output table, size classes, banks.
#[derive(Clone, Debug)]
pub struct Economy {
    /// Name of the pack, as in `china-2019`.
    pub name: String,
    /// Country name.
    pub country: String,
    /// ISO code of the currency (`CNY`).
    pub currency: String,
    /// Name of the major unit (`yuan`), used in column names.
    pub currency_unit: String,
    /// Minor units in a major unit (100).
    pub minor_per_major: f64,
    /// The year the figures stand for.
    pub base_year: i32,
    /// What one simulated firm stands for.
    pub frame: Frame,
    /// Sectors of the input-output table, with or without firm agents.
    pub sectors: Vec<Sector>,
    /// Regions.
    pub regions: Vec<Region>,
    /// Input-output table.
    pub io: InputOutput,
    /// Legal size thresholds, by group named in [`Sector::thresholds`].
    pub thresholds: Vec<Thresholds>,
    /// Bank types.
    pub banks: Vec<BankType>,
    /// What the days of cash in the table of sectors are days of.
    pub cash_days_of: CashDaysOf,
    /// Share of the stock of firms by age in whole years; the last entry holds all older ones.
    pub age_shares: Vec<f64>,
    /// Which tables of [`load::OPTIONAL`] the pack has.
    pub optional: Vec<&'static str>,
    /// Columns of the table of sectors that the pack leaves out, so that each sector has the usual value.
    pub left_out: Vec<&'static str>,
    /// The published path of the ladder of specialised firms; empty where the pack has none.
    pub ladder: Vec<LadderPoint>,
    /// Where exports go; one market where the pack lists none.
    pub foreign_markets: Vec<ForeignMarket>,
    /// File of published facts, for [`crate::validate`]; no result depends on it.
    pub targets: Option<std::path::PathBuf>,
    /// File of published facts of a crisis, likewise.
    pub crisis_targets: Option<std::path::PathBuf>,
}

/// What days of cash are days of: sources differ, and so does the figure, by a factor of two to five.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CashDaysOf {
    /// Unavoidable outgo: pay, contributions, contract rent and interest. How long a firm can survive.
    #[default]
    Outgo,
    /// All outflows, payments for materials counted in.
    Outflows,
}

impl CashDaysOf {
    /// Names in packs.
    pub const NAMES: [&'static str; 2] = ["outgo", "outflows"];
    /// All of them, in the order of their names.
    pub const ALL: [CashDaysOf; 2] = [CashDaysOf::Outgo, CashDaysOf::Outflows];
}

/// A population frame.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Name, as in `census-2018`.
    pub name: String,
    /// What it counts.
    pub description: String,
    /// Real small and medium firms of the frame.
    pub firms: f64,
}

/// A sector.
#[derive(Clone, Debug)]
pub struct Sector {
    /// Name in files.
    pub id: String,
    /// Name on charts.
    pub label: String,
    /// Whether small and medium firms of this sector are agents; the others are passive suppliers.
    pub has_firms: bool,
    /// Index in [`Economy::thresholds`].
    pub thresholds: usize,
    /// Share of the frame's firms; sums to one over sectors with firms.
    pub firm_share: f64,
    /// Mean headcount of small and medium firms.
    pub mean_size: f64,
    /// Largest headcount of a small or medium firm.
    pub max_size: f64,
    /// Yearly labour cost of one employee, major units.
    pub wage_year: f64,
    /// Pre-tax profit margin, share of output.
    pub margin: f64,
    /// Rent, leases and other fixed cost, share of normal output.
    pub fixed_share: f64,
    /// Value-added tax rate of general taxpayers.
    pub vat_rate: f64,
    /// Fixed assets over yearly output.
    pub capital_ratio: f64,
    /// Share of sales to other firms, government and abroad that is invoiced on credit.
    pub credit_share: f64,
    /// Receivables over sales, in days.
    pub receivable_days: f64,
    /// Median cash, days of what [`Economy::cash_days_of`] says.
    pub cash_days: f64,
    /// Share of a cost rise that prices follow.
    pub pass_through: f64,
    /// Share of the sector's inputs whose price follows an `input_price` shock (raw materials, imports,
    /// energy).
    pub commodity_share: f64,
    /// Spending on energy (electricity, gas, fuel), share of output; part of its inputs. Zero where the pack
    /// does not say.
    pub energy_share: f64,
    /// Spending on freight, share of output; part of its inputs. Zero where the pack does not say.
    pub freight_share: f64,
    /// Share of firms that export.
    pub exporter_share: f64,
    /// Factor of the growth and efficiency volatility of its firms.
    pub volatility: f64,
    /// Share of medium firms that do research and development; other sizes have a part of it.
    pub research: f64,
    /// What a firm closed by restriction still sells, share of what it could make: from stock, on line, from
    /// home.
    pub closed_sales: f64,
    /// Part of a restriction of attendance that large firms of the sector feel.
    pub large_restriction: f64,
    /// People at work in the sector, millions, all kinds of employers and the self-employed; zero: not said.
    pub people: f64,
    /// Of these, self-employed people and those who work with them, millions.
    pub self_employed: f64,
    /// Of these, in public units, millions.
    pub public: f64,
    /// Part of the orders of firms, the state, investors and exporters that can wait while the seller is
    /// closed: one for goods and buildings, zero for meals and haircuts.
    pub orders_wait: f64,
    /// Seasonal factors of demand, January to December, mean one.
    pub season: [f64; 12],
    /// Real value added of the sector over total, used for reporting only.
    pub value_added_share: f64,
}

/// A region.
#[derive(Clone, Debug)]
pub struct Region {
    /// Name in files.
    pub id: String,
    /// Name on charts.
    pub label: String,
    /// Share of the frame's firms.
    pub firm_share: f64,
    /// Wage level, national mean one.
    pub wage_index: f64,
    /// Revenue of its own over what it spends: one where the pack does not say.
    pub fiscal: f64,
    /// Column and row of its tile on a tile map.
    pub tile: (i32, i32),
}

/// An input-output table at base prices.
#[derive(Clone, Debug)]
pub struct InputOutput {
    /// `coefficients[from * n + to]`: domestic and imported input of `from` for one unit of output of `to`.
    pub coefficients: Vec<f64>,
    /// Share of a sector's inputs that is imported.
    pub import_share: Vec<f64>,
    /// Share of each sector in total output; sums to one.
    pub output_share: Vec<f64>,
    /// Final demand for each sector's output by channel (`crate::classes::CHANNELS`), as share of final
    /// demand for it.
    pub final_demand: Vec<[f64; 4]>,
    /// Total yearly output of the economy, major units.
    pub total_output: f64,
}

/// Legal size thresholds: a firm is of a class when it reaches the class's lower bounds on both counts.
#[derive(Clone, Debug)]
pub struct Thresholds {
    /// Name of the group, as in `industry`.
    pub id: String,
    /// Least employees of a small, a medium and a large firm; `None` where the law does not look at
    /// employees.
    pub employees: Option<[f64; 3]>,
    /// Least yearly revenue of a small, a medium and a large firm, major units.
    pub revenue: Option<[f64; 3]>,
}

/// A published number of firms on a step of the ladder of specialised firms, or above it.
#[derive(Clone, Debug, PartialEq)]
pub struct LadderPoint {
    /// Tier, index in `crate::classes::TIERS`.
    pub tier: usize,
    /// Month at whose end it stood.
    pub month: Month,
    /// Firms of the whole country.
    pub firms: f64,
}

/// A market abroad.
#[derive(Clone, Debug)]
pub struct ForeignMarket {
    /// Name in files.
    pub id: String,
    /// Name on charts.
    pub label: String,
    /// Share of the country's exports.
    pub export_share: f64,
}

/// A type of bank.
#[derive(Clone, Debug)]
pub struct BankType {
    /// Name in files.
    pub id: String,
    /// Name on charts.
    pub label: String,
    /// Number of banks.
    pub count: u32,
    /// Share of loans to small and medium firms.
    pub loan_share: f64,
    /// Margin over the prime rate asked of a sound borrower (*willing*), per year.
    pub margin: f64,
    /// Yearly default probability an officer accepts (*dare*).
    pub tolerance: f64,
    /// Capital over loans (*can*).
    pub capital_ratio: f64,
    /// Standard deviation of the error in log odds when judging a borrower (*know-how*).
    pub noise: f64,
    /// Cost of making and keeping a loan, per year, share of the loan.
    pub cost: f64,
    /// Bad loans over loans at the start.
    pub bad_loans: f64,
    /// Preference for firms above the mean size: exponent of headcount in the choice of bank.
    pub size_taste: f64,
}

impl Economy {
    /// Number of sectors.
    pub fn n_sectors(&self) -> usize {
        self.sectors.len()
    }
    /// The published number of firms on a tier of the ladder, or above it: straight lines between the points,
    /// nothing before the first, the last number after it. `None` where the pack says nothing of the tier.
    pub fn published_ladder(&self, tier: usize, month: Month) -> Option<f64> {
        let mut before: Option<&LadderPoint> = None;
        for point in self.ladder.iter().filter(|point| point.tier == tier) {
            if point.month > month {
                let Some(from) = before else { return Some(0.0) };
                let gone = f64::from(month.since(from.month)) / f64::from(point.month.since(from.month));
                return Some(from.firms + gone * (point.firms - from.firms));
            }
            before = Some(point);
        }
        before.map(|point| point.firms)
    }
    /// Number of regions.
    pub fn n_regions(&self) -> usize {
        self.regions.len()
    }
    /// The input of `from` for one unit of output of `to`.
    pub fn input(&self, from: usize, to: usize) -> f64 {
        self.io.coefficients[from * self.sectors.len() + to]
    }
    /// Inputs of all kinds for one unit of output of a sector.
    pub fn material_share(&self, to: usize) -> f64 {
        (0..self.sectors.len()).map(|from| self.input(from, to)).sum()
    }
    /// The legal size class of a firm: 0 micro, 1 small, 2 medium, 3 large. `yearly_revenue` is in major
    /// units. A firm that misses one bound of a class belongs to the class below.
    pub fn size_class(&self, sector: usize, headcount: f64, yearly_revenue: f64) -> usize {
        let rule = &self.thresholds[self.sectors[sector].thresholds];
        let mut class = 0;
        for level in 0..3 {
            let enough_people = rule.employees.is_none_or(|bounds| headcount >= bounds[level]);
            let enough_revenue = rule.revenue.is_none_or(|bounds| yearly_revenue >= bounds[level]);
            if enough_people && enough_revenue {
                class = level + 1;
            }
        }
        class
    }
}
