//! The recorder: turns what each month puts out into rows of the output tables.

mod checks;
mod digital;
mod fork;
mod kept;
mod ladder;
mod lending;
mod policies;

use super::columns::{
    FIDELITY_COLUMNS, GROUP_SERIES, LEDGER_COLUMNS, LENDING_COLUMNS, POLICY_COLUMNS, SERIES, Series, TRACE_BALANCES_COLUMNS, TRACE_COLUMNS,
};
use super::environment::{self, ENVIRONMENT_COLUMNS};
use super::scorecard::{self, SCORECARD_COLUMNS};
use super::table::{Cell, RunTables, Table, round};
use super::trace;
use crate::classes::AGE_NAMES;
use crate::classes::{SIZES, TIERS};
use crate::economy::norms::Norms;
use crate::money::Money;
use crate::month::model::Scenario;
use crate::month::out::Report;
use crate::month::out::Stock;
use crate::month::tally::{AGES, Count, Sums, Tally};
use crate::state::ledger::{ITEMS, Item};
use crate::state::{Anchor, State};
use crate::units::Month;
pub use kept::Kept;
use std::collections::VecDeque;

/// Writes the rows of one replication.
#[derive(Clone, Debug)]
pub struct Recorder<'a> {
    scenario: &'a Scenario,
    norms: &'a Norms,
    replication: u32,
    arm: String,
    tables: RunTables,
    /// Sales of the last twelve months.
    sales: VecDeque<f64>,
    founding: Vec<Vec<[u64; 2]>>,
    by_age: Vec<[u64; 2]>,
    names: Vec<(&'static str, Vec<String>)>,
}

/// No number: an empty cell. A share of nobody is neither zero nor one.
const NONE: f64 = f64::NAN;

/// A part over the whole, where there is one.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { round(part / whole) } else { NONE }
}

/// Dimensions of the grouped tables.
const DIMENSIONS: [&str; 5] = ["sector", "size", "region", "age", "tier"];
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
        let with = |columns: &[&str]| Table::new(["regime", "arm", "replication"].iter().chain(columns).copied());
        let listed = |list: &[Series]| with(&list.iter().map(|series| series.name).collect::<Vec<_>>());
        let mut series = vec!["month"];
        series.extend(SERIES.iter().map(|s| s.name));
        let by_group = DIMENSIONS
            .iter()
            .map(|dimension| {
                let mut columns = vec!["month", dimension];
                columns.extend(GROUP_SERIES.iter().map(|s| s.name));
                (*dimension, with(&columns))
            })
            .collect();
        let groups = 4 + norms.sectors;
        Recorder {
            scenario,
            norms,
            replication,
            arm: arm.to_string(),
            tables: RunTables {
                monthly: with(&series),
                by_group,
                exposure: with(&["clock", "dimension", "group", "month", "at_risk", "exits"]),
                policies: listed(POLICY_COLUMNS),
                ledger: listed(LEDGER_COLUMNS),
                lending: listed(LENDING_COLUMNS),
                trace: listed(TRACE_COLUMNS),
                trace_balances: listed(TRACE_BALANCES_COLUMNS),
                fidelity: listed(FIDELITY_COLUMNS),
                scorecard: listed(SCORECARD_COLUMNS),
                environment: listed(ENVIRONMENT_COLUMNS),
                ladder: ladder::table(scenario),
                digital: digital::table(scenario),
                ..RunTables::default()
            },
            sales: VecDeque::new(),
            founding: vec![Vec::new(); groups],
            by_age: vec![[0; 2]; groups * AGES],
            names,
        }
    }

    fn head(&self) -> Vec<Cell> {
        vec![Cell::Text(self.scenario.regime.clone()), Cell::Text(self.arm.clone()), Cell::Int(i64::from(self.replication))]
    }

    /// Minor units of the simulated economy in billions of major units of the whole country.
    fn billions(&self, minor: f64) -> f64 {
        round(minor * self.norms.weight / self.scenario.economy.minor_per_major / 1e9)
    }
    fn thousands(&self, count: f64) -> f64 {
        round(count * self.norms.weight / 1e3)
    }

    /// The sales of a month before the reported ones, for trailing sums.
    pub fn warm(&mut self, tally: &Tally) {
        self.push_sales(tally.total(Count::Sales) as f64);
    }
    fn push_sales(&mut self, sales: f64) {
        self.sales.push_back(sales);
        if self.sales.len() > 12 {
            self.sales.pop_front();
        }
    }

    /// One line of the fidelity table.
    pub fn fidelity(&mut self, table: &str, group: &str, target: f64, drawn: f64) {
        let mut row = self.head();
        row.extend([Cell::Text(table.into()), Cell::Text(group.into())]);
        row.extend([target, drawn, drawn - target].map(|x| if x.is_nan() { Cell::Empty } else { Cell::Real(round(x)) }));
        self.tables.fidelity.rows.push(row);
    }

    /// Records a month.
    pub fn month(&mut self, state: &State, report: &Report) {
        let tally = &report.tally;
        self.push_sales(tally.total(Count::Sales) as f64);
        let month = Cell::Text(state.now.to_string());
        let mut row = self.head();
        row.push(month.clone());
        row.extend(self.series(state, report).into_iter().map(Cell::known));
        self.tables.monthly.rows.push(row);
        for (index, (dimension, names)) in self.names.clone().iter().enumerate() {
            for (group, name) in tally.dimension(dimension).iter().zip(names) {
                if *dimension == "sector" && !self.scenario.economy.sectors.iter().any(|s| s.id == *name && s.has_firms) {
                    continue;
                }
                let mut row = self.head();
                row.extend([month.clone(), Cell::Text(name.clone())]);
                row.extend(self.group_series(group).into_iter().map(Cell::known));
                self.tables.by_group[index].1.rows.push(row);
            }
        }
        self.policies(state.now, report);
        self.ledger(state.now, report);
        self.lending(state.now, tally);
        self.ladder(state.now, tally);
        self.digital(state.now, tally);
        self.balances(state);
        self.expose(tally);
        self.tables.firm_months += tally.total(Count::Firms) as u64;
        self.check(state.now, report);
    }

    fn series(&self, state: &State, report: &Report) -> Vec<f64> {
        let tally = &report.tally;
        let s: &Sums = &tally.sums;
        let total = |what: Count| tally.total(what) as f64;
        let firms = total(Count::Firms);
        let trading = firms - total(Count::Dormant);
        let sales = total(Count::Sales);
        let trailing: f64 = self.sales.iter().sum::<f64>() / self.sales.len().max(1) as f64 * 12.0;
        let days = |share: f64| if trading > 0.0 { round(tally.cash_days.quantile(share)) } else { NONE };
        let stock = |which: Stock| report.stocks[which as usize].real();
        let deaths = [Count::Illiquid, Count::Insolvent, Count::Chain, Count::Orderly, Count::Other].map(total);
        let receivables = total(Count::Receivables);
        let payables = stock(Stock::Payable) + stock(Stock::PayablePrincipal);
        let arrears = [Stock::WageArrears, Stock::TaxArrears, Stock::RentArrears, Stock::InterestArrears].map(stock).iter().sum::<f64>();
        let m = &state.market;
        let weighted = |values: &[f64]| {
            let (mut sum, mut weight) = (0.0, 0.0);
            for (value, group) in values.iter().zip(tally.dimension("sector")) {
                sum += value * group[Count::Sales as usize] as f64;
                weight += group[Count::Sales as usize] as f64;
            }
            share(sum, weight)
        };
        let debt = total(Count::Debt);
        let loans: f64 = state.banks.iter().map(|b| b.loans.real()).sum();
        let bad: f64 = state.banks.iter().map(|b| b.bad_loans.real()).sum();
        let capital: f64 = state.banks.iter().map(|b| b.capital.real()).sum();
        let u0 = self.scenario.params.households.unemployment;
        let labour_force = state.households.normal_jobs / (1.0 - u0).max(0.01);
        let at_work = total(Count::Jobs).min(labour_force);
        let policy = |get: fn(&crate::month::out::PolicyCount) -> Money| report.policies.iter().map(get).sum::<Money>().real();
        let revenue: f64 =
            [Item::Contributions, Item::ValueAddedTax, Item::ProfitTax, Item::LocalFees, Item::TaxesSettled, Item::DeferredPaid]
                .iter()
                .map(|item| report.entries.of(*item).real())
                .sum();
        let income: f64 =
            [Item::Wages, Item::WagesSettled, Item::Rent, Item::OwnerDraw].iter().map(|item| report.entries.of(*item).real()).sum();
        let gap = mean_gap(&state.entry.margin, &state.entry.normal_margin, &state.entry.sales);
        let large = |get: fn(&Anchor) -> Money| state.anchors.iter().map(get).sum::<Money>().real();
        let entry = |item: Item| report.entries.of(item).real();
        let paid = entry(Item::PrincipalPaidAnchor);
        let b = |minor: f64| self.billions(minor);
        let t = |count: f64| self.thousands(count);
        vec![
            round(t(firms) / 1e3),
            round(t(total(Count::Suspended)) / 1e3),
            round(t(total(Count::Dormant)) / 1e3),
            round(t(total(Count::Jobs)) / 1e3),
            round(t(s.furloughed) / 1e3),
            t(total(Count::Births)),
            t(deaths.iter().sum()),
            t(deaths[0]),
            t(deaths[1]),
            t(deaths[2]),
            t(deaths[3]),
            t(deaths[4]),
            t(s.hires),
            t(s.layoffs),
            b(sales),
            b(total(Count::Lost)),
            b(s.late_sales),
            b(sales - s.inputs_used),
            b(s.wages),
            b(total(Count::Profit)),
            share(total(Count::Profit), sales),
            share(s.loss_making, trading),
            weighted(&m.small_price),
            weighted(&m.input_price),
            share(s.wages_of_trading, s.normal_pay),
            b(total(Count::Cash)),
            b(debt),
            share(debt, trailing),
            b(receivables),
            b(payables),
            share(s.overdue, s.owed_to_suppliers),
            share(360.0 * receivables, trailing),
            b(arrears),
            b(stock(Stock::Informal)),
            t(state.blocks.iter().map(|b| b.side.estates.len()).sum::<usize>() as f64),
            share(total(Count::AreIlliquid), firms),
            share(total(Count::AreInsolvent), firms),
            share(s.illiquid_and_insolvent, firms),
            days(0.10),
            days(0.25),
            days(0.50),
            days(0.75),
            days(0.90),
            t(s.applications),
            t(s.grants),
            b(s.applied),
            b(s.granted),
            b(s.refused_risk),
            b(s.refused_access),
            b(s.refused_price),
            b(s.refused_capacity),
            share(s.granted_rate, s.granted),
            share(bad, loans),
            share(capital, loans),
            share(labour_force - at_work, labour_force),
            b(income),
            b(report.entries.of(Item::Consumption).real()),
            b(revenue),
            b(policy(|p| p.paid)),
            b(policy(|p| p.recovered)),
            b(policy(|p| p.lost)),
            b(policy(|p| p.outstanding)),
            round(gap),
            b(large(|a| a.cash)),
            b(large(|a| a.loan)),
            b(large(|a| a.receivable)),
            b(large(|a| a.payable + a.payable_principal)),
            b(large(|a| a.sales)),
            b([Item::AnchorPurchaseInvoiced, Item::AnchorPurchaseCash, Item::PrincipalInvoicedAnchor].map(entry).iter().sum()),
            share(30.0 * (large(|a| a.payable_principal) + paid), paid),
            share(large(|a| if a.stressed() { a.sales } else { Money::ZERO }), large(|a| a.sales)),
        ]
    }

    fn group_series(&self, group: &[i64]) -> Vec<f64> {
        let value = |what: Count| group[what as usize] as f64;
        let firms = value(Count::Firms);
        let share = |part: f64| share(part, firms);
        let deaths = [Count::Illiquid, Count::Insolvent, Count::Chain, Count::Orderly, Count::Other].map(value);
        let (b, t) = (|minor: f64| self.billions(minor), |count: f64| self.thousands(count));
        vec![
            t(firms),
            t(value(Count::Jobs)),
            t(value(Count::Births)),
            t(deaths.iter().sum()),
            t(deaths[0]),
            t(deaths[1]),
            t(deaths[2]),
            t(deaths[3]),
            t(deaths[4]),
            b(value(Count::Sales)),
            b(value(Count::Lost)),
            b(value(Count::Profit)),
            b(value(Count::Cash)),
            b(value(Count::Debt)),
            b(value(Count::Receivables)),
            share(value(Count::AreIlliquid)),
            share(value(Count::AreInsolvent)),
            t(value(Count::Suspended)),
            t(value(Count::Dormant)),
        ]
    }

    fn ledger(&mut self, month: Month, report: &Report) {
        for item in ITEMS {
            let amount = report.entries.of(*item);
            if !amount.is_zero() {
                let mut row = self.head();
                row.push(Cell::Text(month.to_string()));
                row.extend([item.from().name(), item.to().name(), item.name()].map(|name| Cell::Text(name.into())));
                row.push(Cell::Real(self.billions(amount.real())));
                self.tables.ledger.rows.push(row);
            }
        }
        let minor = self.scenario.economy.minor_per_major;
        let month = Cell::Text(month.to_string());
        for traced in &report.trace {
            let mut row = self.head();
            row.extend(trace::entry(traced, &month, minor));
            self.tables.trace.rows.push(row);
        }
    }

    /// Records the balances of traced firms: before the first reported month, and at the end of each.
    pub fn balances(&mut self, state: &State) {
        if !self.scenario.trace.is_empty() {
            let head = self.head();
            trace::balances(&mut self.tables.trace_balances, &head, state, self.scenario.economy.minor_per_major);
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
            let months = self.founding[index].iter().enumerate().map(|(month, counts)| ("since_start", month, *counts));
            // A firm in its m-th month of life has completed m − 1 months.
            let ages = (1..AGES - 1).map(|age| ("age", age - 1, self.by_age[index * AGES + age]));
            for (clock, month, [at_risk, exits]) in months.chain(ages) {
                if at_risk > 0 {
                    let mut row = self.head();
                    row.extend([clock, dimension, group.as_str()].map(|text| Cell::Text(text.into())));
                    row.extend([month as i64, at_risk as i64, exits as i64].map(Cell::Int));
                    rows.push(row);
                }
            }
        }
        self.tables.exposure.rows = rows;
        self.tables.scorecard.rows = scorecard::rows(&self.tables.monthly, &self.tables.ledger, round);
        if let Some((_, by_region)) = self.tables.by_group.iter().find(|(dimension, _)| *dimension == "region") {
            self.tables.environment.rows = environment::rows(by_region, round);
        }
        self.tables.burn_in_firm_months = burn_in_firm_months;
        self.tables.bytes = bytes;
        self.tables
    }
}

fn mean_gap(margin: &[f64], normal: &[f64], sales: &[f64]) -> f64 {
    let weight: f64 = sales.iter().sum();
    if weight <= 0.0 {
        return NONE;
    }
    margin.iter().zip(normal).zip(sales).map(|((m, n), s)| (m - n) * s).sum::<f64>() / weight
}
