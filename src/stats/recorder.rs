//! The recorder: turns what each month puts out into rows of the output tables.

mod checks;
mod digital;
mod factors;
mod fork;
pub mod kept;
mod ladder;
mod lending;
mod policies;

use super::columns::{self, Column};
use super::last_year::LastYear;
use super::run_tables::RunTables;
use super::tables::exposure::{self, ExposureNumbers};
use super::tables::fidelity::{self, FidelityNumbers};
use super::tables::groups::{self, GroupNumbers};
use super::tables::ledger::{self, LedgerNumbers};
use super::tables::monthly::{self, MonthNumbers};
use super::tables::scale::Scale;
use super::tables::trace::{self, EntryNumbers};
use super::tables::{environment, scorecard};
use crate::classes::AGE_NAMES;
use crate::classes::{SIZES, TIERS};
use crate::economy::norms::Norms;
use crate::month::model::Scenario;
use crate::month::out::Report;
use crate::month::tally::{AGES, Count, Tally};
use crate::state::State;
use crate::state::ledger::ITEMS;
use crate::table::{Cell, Table, round};

/// Writes the rows of one replication.
#[derive(Clone, Debug)]
pub struct Recorder<'a> {
    scenario: &'a Scenario,
    norms: &'a Norms,
    replication: u32,
    arm: String,
    tables: RunTables,
    last_year: LastYear,
    founding: Vec<Vec<[u64; 2]>>,
    by_age: Vec<[u64; 2]>,
    names: Vec<(&'static str, Vec<String>)>,
}

/// Dimensions of the grouped tables.
const DIMENSIONS: [&str; 5] = ["sector", "size", "region", "age", "tier"];

/// An empty table: the keys of all tables, those of this one, and its columns.
fn table<F>(keys: &[&'static str], list: &[Column<F>]) -> Table {
    Table::new(
        ["regime", "arm", "replication"]
            .iter()
            .copied()
            .chain(keys.iter().copied())
            .chain(columns::names(list)),
    )
}

impl<'a> Recorder<'a> {
    /// A recorder for a replication.
    pub fn new(scenario: &'a Scenario, norms: &'a Norms, replication: u32, arm: &str) -> Recorder<'a> {
        let economy = &scenario.economy;
        let names: Vec<(&'static str, Vec<String>)> = vec![
            ("sector", economy.sectors.iter().map(|s| s.id.clone()).collect()),
            ("size", SIZES.map(String::from).to_vec()),
            ("region", economy.regions.iter().map(|r| r.id.clone()).collect()),
            ("age", AGE_NAMES.map(String::from).to_vec()),
            ("tier", TIERS.map(String::from).to_vec()),
        ];
        let by_group = DIMENSIONS
            .iter()
            .map(|dimension| (*dimension, table(&["month", dimension], groups::COLUMNS)))
            .collect();
        let groups = 4 + norms.sectors;
        Recorder {
            scenario,
            norms,
            replication,
            arm: arm.to_string(),
            tables: RunTables {
                monthly: table(&["month"], monthly::COLUMNS),
                by_group,
                exposure: table(&[], exposure::COLUMNS),
                factors: table(&[], super::tables::factors::COUNTS),
                policies: table(&[], super::tables::policies::COLUMNS),
                ledger: table(&[], ledger::COLUMNS),
                lending: table(&[], super::tables::lending::COLUMNS),
                trace: table(&[], trace::COLUMNS),
                trace_balances: table(&[], trace::BALANCES),
                fidelity: table(&[], fidelity::COLUMNS),
                scorecard: table(&[], scorecard::COLUMNS),
                environment: table(&[], environment::COLUMNS),
                ladder: ladder::table(scenario),
                digital: digital::table(scenario),
                ..RunTables::default()
            },
            last_year: LastYear::default(),
            founding: vec![Vec::new(); groups],
            by_age: vec![[0; 2]; groups * AGES],
            names,
        }
    }

    fn head(&self) -> Vec<Cell> {
        vec![
            Cell::Text(self.scenario.regime.clone()),
            Cell::Text(self.arm.clone()),
            Cell::Int(i64::from(self.replication)),
        ]
    }

    fn scale(&self) -> Scale {
        Scale { weight: self.norms.weight, minor_per_major: self.scenario.economy.minor_per_major }
    }
    /// A row: who it is of, and what is reported of it.
    fn row(&self, cells: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
        self.head().into_iter().chain(cells).collect()
    }

    /// A month before the reported ones, for sums of a year.
    pub fn warm(&mut self, tally: &Tally) {
        self.last_year.push(tally);
    }

    /// One line of the fidelity table.
    pub fn fidelity(&mut self, table: &str, group: &str, target: f64, drawn: f64) {
        let row = self.row(FidelityNumbers { table, group, target, drawn }.row());
        self.tables.fidelity.rows.push(row);
    }

    /// Records a month.
    pub fn month(&mut self, state: &State, report: &Report) {
        let tally = &report.tally;
        self.last_year.push(tally);
        let month = Cell::Text(state.now.to_string());
        let numbers =
            MonthNumbers::new(self.scenario, self.norms, self.scale(), state, report, &self.last_year);
        let row = self.row(std::iter::once(month.clone()).chain(numbers.row()));
        self.tables.monthly.rows.push(row);
        for (index, (dimension, names)) in self.names.clone().iter().enumerate() {
            for (group, name) in tally.dimension(dimension).iter().zip(names) {
                if *dimension == "sector"
                    && !self.scenario.economy.sectors.iter().any(|s| s.id == *name && s.has_firms)
                {
                    continue;
                }
                let numbers = GroupNumbers { scale: self.scale(), counts: group };
                let row =
                    self.row([month.clone(), Cell::Text(name.clone())].into_iter().chain(numbers.row()));
                self.tables.by_group[index].1.rows.push(row);
            }
        }
        self.policies(&month, report);
        self.ledger(&month, report);
        self.lending(&month, tally);
        self.ladder(state.now, tally);
        self.digital(state.now, tally);
        self.factors(state);
        self.balances(state);
        self.expose(tally);
        self.tables.firm_months += tally.total(Count::Firms) as u64;
        self.check(state.now, report);
    }

    fn ledger(&mut self, month: &Cell, report: &Report) {
        let (scale, minor_per_major) = (self.scale(), self.scenario.economy.minor_per_major);
        for item in ITEMS {
            let amount = report.entries.of(*item);
            if !amount.is_zero() {
                let row = self.row(LedgerNumbers { scale, month, item: *item, amount }.row());
                self.tables.ledger.rows.push(row);
            }
        }
        for entry in &report.trace {
            let row = self.row(EntryNumbers { entry, month, minor_per_major }.row());
            self.tables.trace.rows.push(row);
        }
    }

    /// Records the balances of traced firms: before the first reported month, and at the end of each.
    pub fn balances(&mut self, state: &State) {
        if !self.scenario.trace.is_empty() {
            let head = self.head();
            trace::balances(&mut self.tables.trace_balances, &head, state, &self.scenario.economy);
        }
    }

    fn expose(&mut self, tally: &Tally) {
        for (series, now) in self.founding.iter_mut().zip(tally.founding()) {
            series.push(now);
        }
        for (sum, now) in self.by_age.iter_mut().zip(tally.by_age()) {
            sum[0] += now[0];
            sum[1] += now[1];
        }
    }

    /// The tables of the replication.
    pub fn finish(mut self, burn_in_firm_months: u64, bytes: [u64; 3]) -> RunTables {
        let groups: Vec<(&str, String)> = std::iter::once(("all", "all".to_string()))
            .chain(SIZES.iter().map(|size| ("size", (*size).to_string())))
            .chain(self.scenario.economy.sectors.iter().map(|s| ("sector", s.id.clone())))
            .collect();
        let mut rows = Vec::new();
        for (index, (dimension, group)) in groups.iter().enumerate() {
            let months = self.founding[index]
                .iter()
                .enumerate()
                .map(|(month, counts)| ("since_start", month, *counts));
            // A firm in its m-th month of life has completed m − 1 months.
            let ages = (1..AGES - 1).map(|age| ("age", age - 1, self.by_age[index * AGES + age]));
            for (clock, month, [at_risk, exits]) in months.chain(ages) {
                if at_risk > 0 {
                    rows.push(
                        self.row(ExposureNumbers { clock, dimension, group, month, at_risk, exits }.row()),
                    );
                }
            }
        }
        self.tables.exposure.rows = rows;
        self.tables.scorecard.rows = scorecard::rows(&self.tables.monthly, &self.tables.ledger, round);
        if let Some((_, by_region)) =
            self.tables.by_group.iter().find(|(dimension, _)| *dimension == "region")
        {
            self.tables.environment.rows = environment::rows(by_region, round);
        }
        self.tables.burn_in_firm_months = burn_in_firm_months;
        self.tables.bytes = bytes;
        self.tables
    }
}
