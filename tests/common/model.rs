//! Economies small enough for a test: scenarios read from files, burned in once, simulated, and their tables
//! read by name.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tideover::levers;
use tideover::month::model::Scenario;
use tideover::policy::{Policy, Queue, Target};
use tideover::scenario::{Overrides, load};
use tideover::shocks::{self, Path as Course, Shock, ShockKind};
use tideover::simulation;
use tideover::simulation::BurnInInput;
use tideover::simulation::population::BurnedIn;
use tideover::stats::run_tables::RunTables;
use tideover::table::{Cell, Table};
use tideover::units::Month;

/// A scenario of `scenarios/`, with what `--set` would change.
pub fn shipped(name: &str, set: &[&str]) -> Scenario {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name), set)
}

/// A scenario on the tiny economy of `tests/packs`.
pub fn tiny(text: &str) -> Scenario {
    let folder = super::folder(&[("t.toml", &format!("{}{text}", super::HEAD))]);
    read(&folder.path().join("t.toml"), &[])
}

fn read(path: &Path, set: &[&str]) -> Scenario {
    let overrides = Overrides { set: set.iter().map(|s| (*s).to_string()).collect(), ..Overrides::default() };
    load(&[path.to_path_buf()], &overrides).unwrap_or_else(|error| panic!("{error}")).scenario
}

/// The burned-in population of a scenario; burned in once for all scenarios that need the same.
pub fn burned(scenario: &Scenario) -> Arc<BurnedIn> {
    static DONE: Mutex<BTreeMap<String, Arc<BurnedIn>>> = Mutex::new(BTreeMap::new());
    let mut done = DONE.lock().unwrap();
    let input = BurnInInput::of(scenario);
    done.entry(input.key()).or_insert_with(|| Arc::new(input.burn_in(&|_| true).unwrap())).clone()
}

/// The first replication.
pub fn simulate(scenario: &Scenario) -> RunTables {
    simulation::simulate(scenario, &burned(scenario), 0, &|_| true).unwrap()
}

/// A month from its text.
pub fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// A policy in force from `from` to `to` that every firm of the target hears of. Settings not named have
/// their defaults.
pub fn policy(kind: &str, from: &str, to: &str, settings: &[(&str, f64)]) -> Policy {
    let lever = levers::by_kind(kind).unwrap();
    let fields = levers::ALL[lever].fields();
    for (name, _) in settings {
        assert!(fields.iter().any(|field| field.name == *name), "{kind} has no setting {name}");
    }
    let value = |name: &str| settings.iter().find(|(given, _)| *given == name).map(|(_, value)| *value);
    Policy {
        name: kind.to_string(),
        lever,
        draw: String::new(),
        from: month(from),
        to: month(to),
        announced: month(from),
        target: Target::default(),
        take_up: Some(1.0),
        delay: 0,
        budget: None,
        queue: Queue::default(),
        regional_share: 0.0,
        phase_out: 0,
        settings: fields.iter().map(|field| value(field.name).unwrap_or(field.default)).collect(),
    }
}

/// A shock of one size everywhere.
pub fn shock(scenario: &Scenario, kind: &str, size: f64, path: Course) -> Shock {
    let kind = ShockKind::ALL[shocks::KINDS.iter().position(|spec| spec.kind == kind).unwrap()];
    Shock {
        name: "shock".into(),
        kind,
        draw: String::new(),
        by_sector: vec![size; scenario.economy.n_sectors()],
        by_region: vec![1.0; scenario.economy.n_regions()],
        channels: [true; 4],
        market: None,
        path,
        chance: None,
        intensity: None,
    }
}

/// The scenario with this policy alone.
pub fn with_policy(scenario: &Scenario, policy: Policy) -> Scenario {
    Scenario { policies: vec![policy], ..scenario.clone() }
}

/// The scenario with this shock alone.
pub fn with_shock(scenario: &Scenario, shock: Shock) -> Scenario {
    Scenario { shocks: vec![shock], ..scenario.clone() }
}

/// A number of a table.
pub fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Int(value) => *value as f64,
        Cell::Real(value) => *value,
        other => panic!("{other:?} is no number"),
    }
}

/// The place of a column.
#[track_caller]
pub fn place(table: &Table, name: &str) -> usize {
    table
        .columns
        .iter()
        .position(|column| column == name)
        .unwrap_or_else(|| panic!("no column {name} in {:?}", table.columns))
}

/// A column of numbers.
#[track_caller]
pub fn column(table: &Table, name: &str) -> Vec<f64> {
    let at = place(table, name);
    table.rows.iter().map(|row| number(&row[at])).collect()
}

/// The sum of a column.
#[track_caller]
pub fn sum(table: &Table, name: &str) -> f64 {
    column(table, name).iter().sum()
}

/// The rows in which a column has this text.
#[track_caller]
pub fn rows(table: &Table, name: &str, text: &str) -> Table {
    let at = place(table, name);
    let rows = table.rows.iter().filter(|row| row[at] == Cell::Text(text.into())).cloned().collect();
    Table { columns: table.columns.clone(), rows }
}

/// What was booked under an item, by month (months without such an entry are left out).
pub fn booked(tables: &RunTables, item: &str) -> f64 {
    sum(&rows(&tables.ledger, "item", item), "amount_bn")
}

/// The grouped table of a dimension.
pub fn grouped<'a>(tables: &'a RunTables, dimension: &str) -> &'a Table {
    &tables.by_group.iter().find(|(name, _)| *name == dimension).unwrap().1
}

/// A monthly table without the columns that count who holds a certificate of the ladder.
pub fn without_tiers(table: &Table) -> Table {
    let mut table = table.clone();
    for name in ["diversity", "diversity_of_jobs"] {
        let place = table.columns.iter().position(|column| column == name).unwrap();
        table.columns.remove(place);
        table.rows.iter_mut().for_each(|row| drop(row.remove(place)));
    }
    table
}

/// The first place in which two tables differ, in words; `None` when they are the same.
pub fn difference(left: &Table, right: &Table) -> Option<String> {
    if left.columns != right.columns || left.rows.len() != right.rows.len() {
        return Some(format!(
            "{} rows of {:?}, and {} of {:?}",
            left.rows.len(),
            left.columns,
            right.rows.len(),
            right.columns
        ));
    }
    for (row, (a, b)) in left.rows.iter().zip(&right.rows).enumerate() {
        for (column, (a, b)) in a.iter().zip(b).enumerate() {
            if a != b {
                return Some(format!(
                    "row {row} {:?}, column {}: {a:?} and {b:?}",
                    &left.rows[row][..5],
                    left.columns[column]
                ));
            }
        }
    }
    None
}

/// Demands that two runs tell the same of the economy: monthly, by group, survival and ledger.
#[track_caller]
pub fn assert_same_economy(what: &str, left: &RunTables, right: &RunTables) {
    let groups = |tables: &RunTables| tables.by_group.clone();
    let mut pairs = vec![
        ("monthly", left.monthly.clone(), right.monthly.clone()),
        ("exposure", left.exposure.clone(), right.exposure.clone()),
        ("ledger", left.ledger.clone(), right.ledger.clone()),
        ("lending", left.lending.clone(), right.lending.clone()),
    ];
    for ((name, a), (_, b)) in groups(left).into_iter().zip(groups(right)) {
        pairs.push((name, a, b));
    }
    for (name, a, b) in pairs {
        if let Some(place) = difference(&a, &b) {
            panic!("{what}: table {name} differs: {place}");
        }
    }
}
