//! A scenario and a simulation small enough for tests of running, stopping and continuing.

use crate::economy::{CashDaysOf, Economy, ForeignMarket, Frame, InputOutput, Region, Sector};
use crate::error::Result;
use crate::experiment::simulator::Simulator;
use crate::files::entries::ComparisonEntry;
use crate::files::manifest::Manifest;
use crate::month::model::Scenario;
use crate::month::params::Params;
use crate::scenario::Loaded;
use crate::simulation::Watch;
use crate::stats::run_tables::RunTables;
use crate::table::{Cell, Table};
use crate::units::Month;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// A scenario of that name: six months, four replications, one sector, one region.
pub(crate) fn loaded(name: &str) -> Loaded {
    let sector = Sector {
        id: "trade".into(),
        label: "Trade".into(),
        has_firms: true,
        thresholds: 0,
        firm_share: 1.0,
        mean_size: 8.0,
        max_size: 200.0,
        wage_year: 60_000.0,
        margin: 0.05,
        fixed_share: 0.1,
        vat_rate: 0.13,
        capital_ratio: 0.2,
        credit_share: 0.4,
        receivable_days: 40.0,
        cash_days: 40.0,
        pass_through: 0.5,
        commodity_share: 0.1,
        exporter_share: 0.1,
        volatility: 1.0,
        research: 0.0,
        closed_sales: 0.35,
        large_restriction: 0.5,
        orders_wait: 1.0,
        people: 0.0,
        self_employed: 0.0,
        public: 0.0,
        season: [1.0; 12],
        energy_share: 0.0,
        freight_share: 0.0,
        value_added_share: 1.0,
    };
    let economy = Economy {
        name: "test".into(),
        country: "Testland".into(),
        currency: "TST".into(),
        currency_unit: "yuan".into(),
        minor_per_major: 100.0,
        base_year: 2019,
        frame: Frame { name: "test".into(), description: "test".into(), firms: 1_000_000.0 },
        sectors: vec![sector],
        regions: vec![Region {
            id: "r".into(),
            label: "R".into(),
            firm_share: 1.0,
            wage_index: 1.0,
            fiscal: 1.0,
            tile: (0, 0),
        }],
        io: InputOutput {
            coefficients: vec![0.3],
            import_share: vec![0.1],
            output_share: vec![1.0],
            final_demand: vec![[0.7, 0.1, 0.1, 0.1]],
            total_output: 1e12,
        },
        thresholds: Vec::new(),
        banks: Vec::new(),
        cash_days_of: CashDaysOf::Outgo,
        age_shares: vec![1.0],
        optional: Vec::new(),
        left_out: Vec::new(),
        ladder: Vec::new(),
        foreign_markets: vec![ForeignMarket {
            id: "abroad".into(),
            label: "Abroad".into(),
            export_share: 1.0,
        }],
        targets: None,
        crisis_targets: None,
    };
    let scenario = Scenario {
        name: name.into(),
        title: format!("Test {name}"),
        question: "Does it come out again?".into(),
        source: "none".into(),
        start: Month::new(2020, 1),
        months: 6,
        firms: 1000,
        economy,
        params: Params::default(),
        shocks: Vec::new(),
        policies: Vec::new(),
        replications: 4,
        until: None,
        seed: 1,
        regime: "middle".into(),
        quick: false,
        trace: Vec::new(),
    };
    let text = format!("[scenario]\nname = \"{name}\"\n");
    let tables = vec![("economy/sectors.csv".to_string(), b"id\ntrade\n".to_vec())];
    Loaded {
        scenario,
        resolved: format!("# resolved\n{text}"),
        canonical: text,
        tables,
        path: format!("{name}.toml").into(),
        notes: Vec::new(),
    }
}

/// A simulation whose numbers follow from replication and month.
#[derive(Clone, Default)]
pub(crate) struct Toy {
    /// Replications give zero and one in turn, not their number.
    pub alternates: bool,
    /// Says that it is a comparison.
    pub compares: bool,
    /// Panics in this replication.
    pub panics_in: Option<u32>,
    /// Raises `stop` after so many months.
    pub stops_after: Option<u32>,
    /// Raised by `stops_after`; shared with the experiment.
    pub stop: Arc<AtomicBool>,
    /// Months simulated, burn-in included.
    pub months: Arc<AtomicU32>,
    /// Burn-ins simulated.
    pub burn_ins: Arc<AtomicU32>,
    /// Replications begun.
    pub replications: Arc<AtomicU32>,
}

impl Toy {
    fn month(&self, watch: Watch, month: u32) -> bool {
        let done = self.months.fetch_add(1, Ordering::SeqCst) + 1;
        if self.stops_after.is_some_and(|limit| done >= limit) {
            self.stop.store(true, Ordering::SeqCst);
        }
        watch(month)
    }
}

/// What the toy's start depends on, and the toy, to count.
pub(crate) struct ToyInput {
    seed: u64,
    toy: Toy,
}

impl std::fmt::Debug for ToyInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.seed)
    }
}

fn keys(replication: u32, month: i32) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_string());
    vec![
        text("middle"),
        text("base"),
        Cell::Int(replication.into()),
        Cell::Text(Month::new(2020, month).to_string()),
    ]
}

impl Simulator for Toy {
    type Start = u64;
    type Input = ToyInput;
    fn input(&self, scenario: &Scenario) -> ToyInput {
        ToyInput { seed: scenario.seed, toy: self.clone() }
    }
    fn burn_in_months(&self, _scenario: &Scenario) -> u32 {
        2
    }
    fn replication_months(&self, scenario: &Scenario) -> u32 {
        scenario.months
    }
    fn burn_in(input: &ToyInput, watch: Watch) -> Option<u64> {
        input.toy.burn_ins.fetch_add(1, Ordering::SeqCst);
        (1..=2).all(|month| input.toy.month(watch, month)).then_some(input.seed + 41)
    }
    fn encode(&self, start: &u64) -> Vec<u8> {
        start.to_le_bytes().to_vec()
    }
    fn decode(&self, bytes: &[u8]) -> Option<u64> {
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    }
    fn simulate(
        &self,
        scenario: &Scenario,
        start: &u64,
        replication: u32,
        watch: Watch,
    ) -> Option<RunTables> {
        self.replications.fetch_add(1, Ordering::SeqCst);
        let head = ["regime", "arm", "replication", "month"];
        let mut tables = RunTables {
            firm_months: 6000,
            burn_in_firm_months: 2000,
            bytes: [100, 5, 200_000],
            ..RunTables::default()
        };
        tables.monthly = Table::new(head.into_iter().chain([
            "firms_million",
            "births_thousand",
            "deaths_thousand",
            "jobs_million",
            "sales_bn",
        ]));
        let mut by_size = Table::new(head.into_iter().chain(["size", "firms_thousand"]));
        tables.exposure = Table::new([
            "regime",
            "arm",
            "replication",
            "clock",
            "dimension",
            "group",
            "month",
            "at_risk",
            "exits",
        ]);
        tables.policies = Table::new(head.into_iter().chain(["policy", "lever", "paid_out"]));
        for month in 1..=scenario.months {
            assert!(
                self.panics_in != Some(replication) || month < 3,
                "the books of month {month} do not balance"
            );
            let draw = if self.alternates { replication % 2 } else { replication };
            let value = *start as f64 / 7.0 + f64::from(draw) + f64::from(month) / 10.0;
            let mut row = keys(replication, month as i32);
            row.extend([value, 1.0, 2.0, value * 10.0, value / 3.0].map(Cell::Real));
            tables.monthly.rows.push(row);
            for size in ["micro", "small"] {
                let mut row = keys(replication, month as i32);
                row.extend([Cell::Text(size.to_string()), Cell::Real(value)]);
                by_size.rows.push(row);
            }
            let mut row = keys(replication, 1);
            row.truncate(3);
            row.extend(["since_start", "all", "all"].map(|text| Cell::Text(text.to_string())));
            row.extend([i64::from(month) - 1, 100 - i64::from(month), 1].map(Cell::Int));
            tables.exposure.rows.push(row);
            if !self.month(watch, month) {
                return None;
            }
        }
        tables.by_group.push(("size", by_size));
        Some(tables)
    }
    fn describe(&self, manifest: &mut Manifest) {
        manifest.comparison = self.compares.then(|| ComparisonEntry {
            base: "a".into(),
            arms: vec!["a".into()],
            titles: vec!["a".into()],
            no_shock: None,
            named: vec!["a".into()],
            each: false,
            frontier: false,
            shapley: false,
            regimes: vec!["middle".into()],
            alike: Vec::new(),
            replications: 4,
            shared_months: vec![0],
            fork: "2020-01".into(),
            horizons: Vec::new(),
        });
    }
    fn present(&self, folder: &Path) -> Result<Vec<String>> {
        let charts = folder.join("charts");
        crate::atomic::make_folder(&charts)?;
        crate::atomic::write(&charts.join("jobs.svg"), b"<svg/>")?;
        crate::atomic::write(&folder.join("report.html"), b"<html/>").map(|_| Vec::new())
    }
}
