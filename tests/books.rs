//! The books under stress: whatever the parameters and the country, nothing panics, every month balances (the
//! program asserts it itself), no firm holds a negative amount, and what is claimed is owed.

mod common;

use common::model::{month, number, policy, shipped, shock, tiny};
use proptest::prelude::*;
use tideover::economy::{Economy, Region, Sector};
use tideover::levers::{self, Budgeting};
use tideover::month::model::Scenario;
use tideover::month::params::Params;
use tideover::shocks::chance::Chance;
use tideover::shocks::{KINDS, Path};
use tideover::simulation;
use tideover::simulation::Run;
use tideover::state::State;
use tideover::state::slots::{BLOCK, LARGE_FIRM, NOBODY};
use tideover::stats::recorder::Recorder;
use tideover::table::Cell;

/// Demands of every firm and large firm what must hold at the end of a month.
fn check(state: &State) {
    let now = state.now;
    let mut on_large = vec![0i64; state.large_firms.len()];
    for b in &state.blocks {
        let mut on_small = [0i64; BLOCK];
        let mut alive = 0;
        for i in (0..BLOCK).filter(|i| b.lives(*i)) {
            alive += 1;
            for (name, money) in [
                ("cash", b.cash[i]),
                ("invoices to the principal customer", b.due_from_principal[i]),
                ("payments under way", b.in_transit[i]),
                ("receivable", b.receivable[i]),
                ("payable", b.payable[i]),
                ("payable to linked suppliers", b.payable_principal[i]),
                ("working-capital loan", b.working_loan[i]),
                ("term loan", b.term_loan[i]),
                ("wage arrears", b.side.arrears(i).wages),
                ("tax arrears", b.side.arrears(i).taxes),
                ("rent arrears", b.side.arrears(i).rent),
                ("interest arrears", b.side.arrears(i).interest),
            ] {
                assert!(money.0 >= 0, "{now}: {name} of firm {:x} is {}", b.id[i], money.0);
            }
            for (name, real) in [
                ("price", b.price[i]),
                ("sales", b.sales[i]),
                ("normal sales", b.normal_sales[i]),
                ("inputs", b.inputs[i]),
                ("orders", b.order[i]),
                ("expected demand", b.expected[i]),
                ("fixed assets", b.fixed_assets[i]),
                ("private wealth", b.owner_wealth[i]),
            ] {
                assert!(real.is_finite() && real >= 0.0, "{now}: {name} of firm {:x} is {real}", b.id[i]);
            }
            assert!(
                b.price[i] > 0.0 && b.headcount[i] >= 1,
                "{now}: firm {:x} sells at {} with {} people",
                b.id[i],
                b.price[i],
                b.headcount[i]
            );
            assert!(b.appeal[i].is_finite() && b.efficiency[i].is_finite() && b.profit[i].is_finite());
            if b.customer[i] == NOBODY {
                assert_eq!(b.due_from_principal[i].0, 0, "{now}: firm {:x} claims from nobody", b.id[i]);
            } else if b.customer[i] & LARGE_FIRM != 0 {
                on_large[(b.customer[i] & !LARGE_FIRM) as usize] += b.due_from_principal[i].0;
            } else {
                on_small[b.customer[i] as usize] += b.due_from_principal[i].0;
            }
        }
        assert_eq!(alive, b.alive, "{now}: firms alive are counted wrong");
        for (i, claims) in on_small.iter().enumerate() {
            let owed = if b.lives(i) { b.payable_principal[i].0 } else { 0 };
            assert_eq!(*claims, owed, "{now}: linked suppliers of slot {i}");
        }
        for deferral in &b.side.deferrals {
            assert!(
                deferral.amount.0 > 0 && b.lives(usize::from(deferral.slot)),
                "{now}: a deferred sum without a debtor: {deferral:?}"
            );
        }
    }
    for (large_firm, claims) in state.large_firms.iter().zip(&on_large) {
        assert_eq!(large_firm.payable_principal.0, *claims, "{now}: claims on a large firm");
        for (name, money) in [
            ("loan", large_firm.loan),
            ("receivable", large_firm.receivable),
            ("payable", large_firm.payable),
        ] {
            assert!(
                money.0 >= 0,
                "{now}: {name} of a large firm of sector {} is {}",
                large_firm.sector,
                money.0
            );
        }
    }
    for claim in &state.settlement.claims {
        assert!(claim.0 >= 0, "{now}: a settlement account claims {}", claim.0);
    }
    for instrument in &state.positions {
        assert_eq!(
            instrument.iter().map(|m| m.0).sum::<i64>(),
            0,
            "{now}: an instrument does not sum to zero"
        );
    }
}

/// Runs a scenario month by month from its own burn-in and checks each month; the tables must hold finite
/// numbers only.
fn run_and_check(scenario: &Scenario) {
    let burned = simulation::burn_in(scenario, &|_| true).unwrap();
    let mut run = Run::new(scenario, &burned, 0);
    check(&run.state);
    for _ in 0..simulation::settling_months(scenario) {
        run.settle();
        check(&run.state);
    }
    let norms = tideover::month::norms::of(&scenario.economy, &scenario.params, f64::from(scenario.firms));
    let mut recorder = Recorder::new(scenario, &norms, 0, "base");
    run.begin(true);
    for _ in 0..scenario.months {
        let report = run.month();
        if run.state.firms() > 20 * u64::from(scenario.firms) {
            return; // entry near the ends of its ranges: right as far as it goes, but slow
        }
        check(&run.state);
        recorder.month(&run.state, &report);
    }
    let tables = recorder.finish(0, [0; 3]);
    for (table, first) in [(&tables.monthly, 4), (&tables.policies, 6)] {
        for row in &table.rows {
            // A share of nothing is an empty cell, and no other number is missing.
            for (name, cell) in
                table.columns.iter().zip(row).skip(first).filter(|(_, cell)| **cell != Cell::Empty)
            {
                assert!(number(cell).is_finite(), "{name} is {cell:?}");
            }
        }
    }
}

/// Little of everything: a short burn-in and few months.
fn small(mut scenario: Scenario, firms: u32, months: u32) -> Scenario {
    scenario.firms = firms;
    scenario.months = months;
    scenario.params.population.burn_in_firms = 1000.0;
    scenario.params.population.burn_in_years = 1.0;
    scenario.params.population.settle_months = 3.0;
    scenario
}

/// Every lever and every shock at once.
fn everything(mut scenario: Scenario, pick: &[f64]) -> Scenario {
    let from = scenario.start.plus(2).to_string();
    let to = scenario.start.plus(7).to_string();
    let mut pick = pick.iter().copied().cycle();
    let mut next = move || pick.next().unwrap();
    for spec in KINDS {
        let size = spec.min.max(-0.9) + next() * (spec.max.min(1.0) - spec.min.max(-0.9)) * 0.6;
        let size = if spec.kind == "payment_delay" { 120.0 * next() } else { size };
        let path =
            Path::Recover { from: month(&from), to: scenario.start.plus(5), back: scenario.start.plus(9) };
        let mut shock = shock(&scenario, spec.kind, size, path);
        shock.name = spec.kind.into();
        if next() < 0.3 {
            shock.chance = Some(Chance { probability: next(), months: 1 + (4.0 * next()) as i32 });
            shock.path = Path::Step { from: month(&from), to: None };
        }
        scenario.shocks.push(shock);
    }
    for lever in levers::ALL {
        let settings: Vec<(&str, f64)> = lever
            .fields()
            .iter()
            .map(|field| {
                let value = field.min + next() * (field.max.min(field.default.max(1.0) * 3.0) - field.min);
                (
                    field.name,
                    if field.unit == "0 or 1" || field.unit == "months" { value.round() } else { value },
                )
            })
            .collect();
        let mut rule = policy(lever.kind(), &from, &to, &settings);
        rule.take_up = Some(next());
        // No file can give a budget to a lever that takes none.
        rule.budget =
            (next() < 0.5).then(|| 1e9 * next()).filter(|_| lever.budgeting() != Budgeting::Refused);
        scenario.policies.push(rule);
    }
    scenario
}

/// Parameters between their defaults and a random place in their ranges: `far` of the way.
fn stray(scenario: &mut Scenario, places: &[f64], far: f64) {
    for (spec, place) in Params::specs().into_iter().zip(places.iter().cycle()) {
        if spec.group == "population" && spec.name != "size_tail" {
            continue;
        }
        let old = scenario.params.get(spec.group, spec.name).unwrap();
        let wild = spec.min + place * (spec.max - spec.min);
        assert!(scenario.params.set(spec.group, spec.name, old + far * (wild - old)));
    }
}

/// A country drawn at random: so many sectors and regions, with the bounds that the loader of packs demands.
fn country(base: &Economy, sectors: usize, regions: usize, pick: &[f64]) -> Economy {
    let mut pick = pick.iter().copied().cycle();
    let mut next = move || pick.next().unwrap();
    let mut economy = base.clone();
    let with_firms = base.sectors.iter().position(|s| s.has_firms).unwrap();
    economy.sectors = (0..sectors)
        .map(|s| Sector {
            id: format!("s{s}"),
            has_firms: s == 0 || next() < 0.8,
            mean_size: 1.5 + 30.0 * next(),
            max_size: 200.0 + 800.0 * next(),
            wage_year: 1000.0 + 1e5 * next(),
            margin: 0.12 * next(),
            fixed_share: 0.12 * next(),
            vat_rate: 0.2 * next(),
            capital_ratio: next(),
            credit_share: next(),
            receivable_days: 5.0 + 150.0 * next(),
            cash_days: 5.0 + 100.0 * next(),
            pass_through: next(),
            commodity_share: next(),
            exporter_share: next(),
            volatility: 0.5 + next(),
            firm_share: 0.1 + next(),
            ..base.sectors[with_firms].clone()
        })
        .collect();
    let shares: f64 = economy.sectors.iter().filter(|s| s.has_firms).map(|s| s.firm_share).sum();
    economy
        .sectors
        .iter_mut()
        .for_each(|s| s.firm_share = if s.has_firms { s.firm_share / shares } else { 0.0 });
    economy.regions = (0..regions)
        .map(|r| Region {
            id: format!("r{r}"),
            firm_share: 0.1 + next(),
            wage_index: 0.5 + next(),
            ..base.regions[0].clone()
        })
        .collect();
    let shares: f64 = economy.regions.iter().map(|r| r.firm_share).sum();
    economy.regions.iter_mut().for_each(|r| r.firm_share /= shares);
    let output: Vec<f64> = (0..sectors).map(|_| 0.1 + next()).collect();
    let total: f64 = output.iter().sum();
    economy.io.output_share = output.iter().map(|x| x / total).collect();
    economy.io.import_share = (0..sectors).map(|_| 0.6 * next()).collect();
    economy.io.final_demand = (0..sectors)
        .map(|_| {
            let shares = [0.02 + next(), next(), next(), next()];
            let sum: f64 = shares.iter().sum();
            shares.map(|share| share / sum)
        })
        .collect();
    // Columns leave room for pay, rows for final demand.
    let mut io = vec![0.0; sectors * sectors];
    for to in 0..sectors {
        let column: Vec<f64> = (0..sectors).map(|_| next()).collect();
        let whole = (0.05 + 0.65 * next()) / column.iter().sum::<f64>();
        for from in 0..sectors {
            io[from * sectors + to] = column[from] * whole;
        }
    }
    for from in 0..sectors {
        let share = &economy.io.output_share;
        let used: f64 = (0..sectors)
            .map(|to| io[from * sectors + to] * (1.0 - economy.io.import_share[to]) * share[to])
            .sum();
        if used > 0.95 * share[from] {
            let scale = 0.95 * share[from] / used;
            io[from * sectors..(from + 1) * sectors].iter_mut().for_each(|x| *x *= scale);
        }
    }
    economy.io.coefficients = io;
    economy
}

#[test]
fn the_shipped_country_balances_in_calm_and_in_crisis() {
    for name in ["baseline.toml", "covid-2020.toml"] {
        for (firms, seed) in [(900, 1), (2500, 2)] {
            let mut scenario = small(shipped(name, &[]), firms, 15);
            scenario.seed = seed;
            scenario.trace = (0..20).collect();
            run_and_check(&scenario);
        }
    }
}

/// Near the ends of the ranges an economy may end with a reason (it explodes): its books balanced as far as
/// it went. A broken check is a panic and still fails.
fn run_and_check_while_it_lasts(scenario: &Scenario) {
    if let Err(reason) = tideover::stop::ended(|| run_and_check(scenario)) {
        assert!(reason.contains("explodes"), "{reason}");
    }
}

fn cases(cases: u32) -> ProptestConfig {
    let cases = std::env::var("BOOKS").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn any_parameters_within_their_ranges_balance(
        places in prop::collection::vec(0.0f64..=1.0, 150),
        far in prop::sample::select(vec![0.1, 0.5, 1.0]),
        pick in prop::collection::vec(0.0f64..1.0, 60),
        seed in any::<u64>(),
    ) {
        let mut scenario = small(tiny(""), 900, 12);
        scenario.seed = seed;
        stray(&mut scenario, &places, far);
        run_and_check_while_it_lasts(&everything(scenario, &pick));
    }

    #[test]
    fn any_country_balances(
        sectors in 1usize..7,
        regions in 1usize..6,
        pick in prop::collection::vec(0.0f64..1.0, 200),
        seed in any::<u64>(),
    ) {
        let mut scenario = small(tiny(""), 900, 12);
        scenario.seed = seed;
        scenario.economy = country(&scenario.economy, sectors, regions, &pick);
        run_and_check_while_it_lasts(&everything(scenario, &pick));
    }
}
