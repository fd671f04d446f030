//! The shocks: of size zero they change nothing; alone, each pushes the way one expects, in the months it
//! says.

mod common;

use common::model::{
    assert_same_economy, booked, burned, column, difference, grouped, month, rows, shipped, shock, simulate,
    sum, with_shock,
};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tideover::month::model::Scenario;
use tideover::shocks::chance::{Chance, Intensity};
use tideover::shocks::{KINDS, Path, Shock};
use tideover::simulation;
use tideover::simulation::Run;
use tideover::state::block::flag;
use tideover::state::slots::BLOCK;
use tideover::stats::run_tables::RunTables;
use tideover::table::Table;

/// Calm, small: months 2020-01 to 2021-12.
fn calm() -> &'static (Scenario, RunTables) {
    static CALM: OnceLock<(Scenario, RunTables)> = OnceLock::new();
    CALM.get_or_init(|| {
        let scenario = shipped(
            "baseline.toml",
            &[
                "scenario.months=24",
                "scenario.firms=6000",
                "parameters.population.burn_in_years=6",
                "parameters.population.burn_in_firms=6000",
            ],
        );
        let tables = simulate(&scenario);
        (scenario, tables)
    })
}

/// From the third month for six months at full strength.
fn half_year() -> Path {
    Path::Step { from: month("2020-03"), to: Some(month("2020-08")) }
}

fn alone(kind: &str, size: f64) -> RunTables {
    simulate(&with_shock(&calm().0, shock(&calm().0, kind, size, half_year())))
}

/// A series summed over the first months of the shock, over the same of the calm run.
fn ratio(tables: &RunTables, name: &str, months: std::ops::Range<usize>) -> f64 {
    let over = |tables: &RunTables| column(&tables.monthly, name)[months.clone()].iter().sum::<f64>();
    over(tables) / over(&calm().1)
}

const IN_FORCE: std::ops::Range<usize> = 2..8;
const ALL: std::ops::Range<usize> = 2..24;

#[track_caller]
fn assert_falls(tables: &RunTables, name: &str, months: std::ops::Range<usize>, below: f64) {
    let ratio = ratio(tables, name, months);
    assert!(ratio < below, "{name} is {ratio} of calm, not below {below}");
}

#[track_caller]
fn assert_rises(tables: &RunTables, name: &str, months: std::ops::Range<usize>, above: f64) {
    let ratio = ratio(tables, name, months);
    assert!(ratio > above, "{name} is {ratio} of calm, not above {above}");
}

#[test]
fn a_shock_of_zero_or_outside_the_window_changes_nothing() {
    let (scenario, none) = calm();
    for spec in KINDS {
        let strong = if spec.kind == "payment_delay" { 60.0 } else { 0.5 };
        let outside = [
            ("size 0", shock(scenario, spec.kind, 0.0, half_year())),
            ("after", shock(scenario, spec.kind, strong, Path::Step { from: month("2022-01"), to: None })),
            (
                "before",
                shock(
                    scenario,
                    spec.kind,
                    strong,
                    Path::Step { from: month("2019-01"), to: Some(month("2019-12")) },
                ),
            ),
            (
                "no region",
                Shock {
                    by_region: vec![0.0; scenario.economy.n_regions()],
                    ..shock(scenario, spec.kind, strong, half_year())
                },
            ),
        ];
        for (what, shock) in outside {
            assert_same_economy(
                &format!("{} {what}", spec.kind),
                none,
                &simulate(&with_shock(scenario, shock)),
            );
        }
        let felt = simulate(&with_shock(scenario, shock(scenario, spec.kind, strong, half_year())));
        assert!(difference(&none.monthly, &felt.monthly).is_some(), "{} does nothing at all", spec.kind);
        // Nothing is felt before it begins.
        let early =
            |tables: &RunTables| Table { rows: tables.monthly.rows[..2].to_vec(), ..tables.monthly.clone() };
        assert_eq!(difference(&early(none), &early(&felt)), None, "{} is felt before it begins", spec.kind);
    }
}

#[test]
fn less_demand_costs_sales_jobs_and_firms() {
    let fall = alone("demand", -0.2);
    assert_falls(&fall, "sales_bn", IN_FORCE, 0.9);
    assert_falls(&fall, "jobs_million", 4..12, 0.99);
    assert_falls(&fall, "profit_bn", IN_FORCE, 0.9);
    // Closures of so few firms are rare: four replications of them.
    let closures = |scenario: &Scenario| -> f64 {
        let of =
            |replication| simulation::simulate(scenario, &burned(scenario), replication, &|_| true).unwrap();
        (0..4).map(|replication| sum(&of(replication).monthly, "deaths_illiquid_thousand")).sum()
    };
    let struck = with_shock(&calm().0, shock(&calm().0, "demand", -0.2, half_year()));
    let rise = closures(&struck) / closures(&calm().0);
    assert!(rise > 1.1, "{rise}");
    let rise = alone("demand", 0.1);
    assert_rises(&rise, "sales_bn", IN_FORCE, 1.02);
    // One channel alone is felt less than all of them.
    let mut household = shock(&calm().0, "demand", -0.2, half_year());
    household.channels = [true, false, false, false];
    let household = simulate(&with_shock(&calm().0, household));
    assert_falls(&household, "sales_bn", IN_FORCE, 0.985);
    assert!(ratio(&household, "sales_bn", IN_FORCE) > ratio(&fall, "sales_bn", IN_FORCE));
    let exports = alone("export", -0.4);
    assert_falls(&exports, "sales_bn", IN_FORCE, 0.98);
    let sector = |name: &str, tables: &RunTables| {
        column(&rows(grouped(tables, "sector"), "sector", name), "sales_bn")[3]
    };
    let fall = |name: &str| sector(name, &exports) / sector(name, &calm().1);
    assert!(
        fall("equipment") < 0.95 && fall("equipment") < fall("social_personal"),
        "{} {}",
        fall("equipment"),
        fall("social_personal")
    );
}

#[test]
fn a_sector_or_region_named_feels_it_most() {
    let (scenario, none) = calm();
    let hit = |dimension: &'static str, name: &str, tables: &RunTables| {
        let over = |tables: &RunTables| {
            column(&rows(grouped(tables, dimension), dimension, name), "sales_bn")[IN_FORCE]
                .iter()
                .sum::<f64>()
        };
        over(tables) / over(none)
    };
    let at = scenario.economy.sectors.iter().position(|s| s.id == "accommodation_catering").unwrap();
    let mut one = shock(scenario, "demand", 0.0, half_year());
    one.by_sector[at] = -0.5;
    let tables = simulate(&with_shock(scenario, one));
    let (there, elsewhere) =
        (hit("sector", "accommodation_catering", &tables), hit("sector", "construction", &tables));
    assert!(there < 0.8 && elsewhere > 0.95, "{there} there, {elsewhere} elsewhere");
    let region = scenario.economy.regions[0].id.clone();
    let mut one = shock(scenario, "demand", -0.5, half_year());
    one.by_region.iter_mut().skip(1).for_each(|factor| *factor = 0.0);
    let tables = simulate(&with_shock(scenario, one));
    let (there, elsewhere) =
        (hit("region", &region, &tables), hit("region", &scenario.economy.regions[1].id, &tables));
    assert!(there < 0.85 && elsewhere > there + 0.1, "{there} there, {elsewhere} elsewhere");
}

#[test]
fn attendance_closes_the_share_stated_and_each_firm_reopens_once() {
    let scenario = &calm().0;
    let path = Path::Recover { from: month("2020-03"), to: month("2020-05"), back: month("2020-11") };
    let scenario = with_shock(scenario, shock(scenario, "attendance", 0.6, path.clone()));
    let burned = burned(&scenario);
    let mut run = Run::new(&scenario, &burned, 0);
    (0..simulation::settling_months(&scenario)).for_each(|_| drop(run.settle()));
    run.begin(false);
    let standing_still = |run: &Run| -> BTreeMap<u64, bool> {
        let firms = run.state.blocks.iter().flat_map(|b| {
            (0..BLOCK).filter(|i| b.lives(*i)).map(move |i| (b.id[i], b.has(i, flag::SUSPENDED)))
        });
        firms.collect()
    };
    let mut reopened = BTreeMap::new();
    let mut before: BTreeMap<u64, bool> = BTreeMap::new();
    for _ in 0..12 {
        run.month();
        let now = run.state.now;
        let closed = 0.6 * path.at(now, 0);
        let firms = standing_still(&run);
        // Entrants of the month have not yet been at work.
        let met: Vec<(&u64, &bool)> = firms.iter().filter(|(id, _)| before.contains_key(id)).collect();
        if !met.is_empty() {
            let share = met.iter().filter(|(_, still)| **still).count() as f64 / met.len() as f64;
            assert!((share - closed).abs() < 0.03, "{now}: {share} of firms closed, {closed} stated");
        }
        for (id, still) in met {
            if before[id] && !still {
                *reopened.entry(*id).or_insert(0) += 1;
            }
        }
        before = firms;
    }
    assert!(reopened.len() > 2000, "{} firms reopened", reopened.len());
    let twice = reopened.values().filter(|times| **times > 1).count();
    assert!(twice < reopened.len() / 20, "{twice} of {} firms reopened more than once", reopened.len());

    let tables = simulate(&scenario);
    let suspended = column(&tables.monthly, "suspended_million");
    let firms = column(&tables.monthly, "firms_million");
    assert!(suspended[3] / firms[3] > 0.55 && suspended[1] / firms[1] < 0.1);
    // Of a sector of which six in ten firms are closed the others serve so much, by what closed ones sell and
    // as far as orders go over to open ones.
    let mut scenario = scenario;
    scenario.params.set("closure", "diversion", 0.0);
    let tables = simulate(&scenario);
    let (mut served, mut all) = (0.0, 0.0);
    for sector in scenario.economy.sectors.iter().filter(|sector| sector.has_firms) {
        let calm = rows(grouped(&calm().1, "sector"), "sector", &sector.id);
        let sales: f64 = column(&calm, "sales_bn")[2..5].iter().sum();
        served += sales * (1.0 - 0.6 * (1.0 - sector.closed_sales));
        all += sales;
    }
    let ratio = column(&tables.monthly, "sales_bn")[2..5].iter().sum::<f64>() / all;
    assert!((ratio - served / all).abs() < 0.04, "{ratio} of sales, {} by hand", served / all);
    assert_rises(&tables, "lost_sales_bn", 2..5, 2.0);
    assert_rises(&tables, "deaths_illiquid_thousand", ALL, 1.2);
    assert_rises(&tables, "furloughed_million", 2..5, 2.0);
}

#[test]
fn dispersion_takes_from_some_what_it_gives_to_others() {
    let wide = alone("dispersion", 1.0);
    // At first as much is ordered as before; but those who win orders lack the staff for them, so that some
    // are lost.
    let orders = |tables: &RunTables| {
        column(&tables.monthly, "sales_bn")[2] + column(&tables.monthly, "lost_sales_bn")[2]
    };
    let ratio_of_orders = orders(&wide) / orders(&calm().1);
    assert!((ratio_of_orders - 1.0).abs() < 0.01, "orders are {ratio_of_orders} of calm");
    assert_rises(&wide, "lost_sales_bn", IN_FORCE, 1.5);
    assert_falls(&wide, "sales_bn", IN_FORCE, 0.99);
    assert_rises(&wide, "layoffs_thousand", IN_FORCE, 1.15);
    assert_rises(&wide, "hires_thousand", IN_FORCE, 1.1);
    assert_rises(&wide, "loss_making_share", 4..12, 1.02);
    let narrow = alone("dispersion", -0.5);
    assert_falls(&narrow, "layoffs_thousand", IN_FORCE, 0.95);
    // Spread of a year's growth of normal sales between the same firms.
    let spread = |size: f64| {
        let scenario = with_shock(
            &calm().0,
            shock(&calm().0, "dispersion", size, Path::Step { from: month("2020-01"), to: None }),
        );
        let burned = burned(&scenario);
        let mut run = Run::new(&scenario, &burned, 0);
        (0..simulation::settling_months(&scenario)).for_each(|_| drop(run.settle()));
        let sales = |run: &Run| -> BTreeMap<u64, f64> {
            let firms = run.state.blocks.iter().flat_map(|b| {
                (0..BLOCK).filter(|i| b.lives(*i)).map(move |i| (b.id[i], f64::from(b.appeal[i])))
            });
            firms.collect()
        };
        let before = sales(&run);
        (0..12).for_each(|_| drop(run.month()));
        let growth: Vec<f64> =
            sales(&run).iter().filter_map(|(id, now)| before.get(id).map(|then| now - then)).collect();
        let mean = growth.iter().sum::<f64>() / growth.len() as f64;
        (growth.iter().map(|g| (g - mean) * (g - mean)).sum::<f64>() / growth.len() as f64).sqrt()
    };
    let ratio = spread(1.0) / spread(0.0);
    assert!((ratio - 2.0).abs() < 0.15, "twice the dispersion spreads appeal {ratio} times as much");
}

#[test]
fn late_payment_fills_receivables_and_drains_cash() {
    let late = alone("payment_delay", 60.0);
    assert_rises(&late, "receivable_days", 4..8, 1.05);
    assert_falls(&late, "cash_bn", 3..8, 0.99);
    let short = alone("payment_delay", 20.0);
    assert!(ratio(&short, "receivable_days", 4..8) < ratio(&late, "receivable_days", 4..8));
    // What was paid late is paid in the end.
    let days = ratio(&late, "receivable_days", 20..24);
    assert!(days < 1.03, "a year after the end receivables are still {days} of calm");
}

#[test]
fn costly_inputs_squeeze_most_where_little_is_passed_on() {
    let (scenario, none) = calm();
    let dear = alone("input_price", 0.3);
    assert_rises(&dear, "input_price_index", IN_FORCE, 1.03);
    assert_rises(&dear, "price_index", 4..8, 1.002);
    assert!(ratio(&dear, "price_index", 4..8) < ratio(&dear, "input_price_index", 4..8));
    assert_falls(&dear, "profit_bn", IN_FORCE, 0.9);
    assert_rises(&alone("input_price", 0.8), "deaths_illiquid_thousand", ALL, 1.04);
    // One sector, two habits: where it passes nothing on, its margin falls by more. (Were no sector to pass
    // anything on, inputs would be cheaper for all, so the sector must be alone in its habit.)
    let at = scenario.economy.sectors.iter().position(|s| s.id == "consumer_goods").unwrap();
    let start = burned(scenario);
    let margin = |tables: &RunTables| {
        let sector = rows(grouped(tables, "sector"), "sector", "consumer_goods");
        let over = |name: &str| column(&sector, name)[IN_FORCE].iter().sum::<f64>();
        over("profit_bn") / over("sales_bn")
    };
    let habit = |pass_through: f64| {
        let mut scenario = with_shock(scenario, shock(scenario, "input_price", 0.3, half_year()));
        scenario.economy.sectors[at].pass_through = pass_through;
        margin(&simulation::simulate(&scenario, &start, 0, &|_| true).unwrap())
    };
    let (bold, timid, calm_margin) = (habit(1.0), habit(0.0), margin(none));
    assert!(
        timid < bold - 0.005 && bold < calm_margin,
        "margins: {timid} timid, {bold} bold, {calm_margin} calm"
    );
    // And back: a year and more after the end inputs cost what they did.
    let after = ratio(&dear, "input_price_index", 22..24);
    assert!((after - 1.0).abs() < 0.01, "{after}");
}

#[test]
fn costly_suppliers_earn_what_their_customers_pay() {
    // Quantities are held, so that what is seen is who gains and who loses.
    let mut scenario = calm().0.clone();
    scenario.params.demand.final_elasticity = 0.0;
    let start = burned(&scenario);
    let run = |scenario: &Scenario| simulation::simulate(scenario, &start, 0, &|_| true).unwrap();
    let none = run(&scenario);
    let at = scenario.economy.sectors.iter().position(|s| s.id == "materials").unwrap();
    let mut rise = shock(&scenario, "producer_price", 0.2, half_year());
    rise.by_sector.iter_mut().enumerate().for_each(|(s, size)| *size = if s == at { 0.2 } else { 0.0 });
    let costly = run(&with_shock(&scenario, rise));
    let over = |tables: &RunTables, id: &str, name: &str, months: std::ops::Range<usize>| {
        column(&rows(grouped(tables, "sector"), "sector", id), name)[months].iter().sum::<f64>()
    };
    let change = |id: &str, name: &str| over(&costly, id, name, IN_FORCE) / over(&none, id, name, IN_FORCE);
    // Prices are quoted: all of the rise at once, on the same quantities, so that sales rise by a fifth.
    let sales = change("materials", "sales_bn");
    assert!((sales - 1.2).abs() < 0.04, "{sales}");
    assert!(change("materials", "profit_bn") > 1.5, "{}", change("materials", "profit_bn"));
    for user in ["construction", "equipment"] {
        let (sales, profit) = (change(user, "sales_bn"), change(user, "profit_bn"));
        assert!(profit < 0.8 && sales > 0.97, "{user}: profit {profit}, sales {sales}");
    }
    let after = over(&costly, "materials", "sales_bn", 20..24) / over(&none, "materials", "sales_bn", 20..24);
    assert!((after - 1.0).abs() < 0.05, "a year after its end {after}");
}

#[test]
fn costly_labour_lowers_profit_and_raises_prices() {
    let dear = alone("wage", 0.1);
    assert_rises(&dear, "wage_index", IN_FORCE, 1.09);
    assert_rises(&dear, "price_index", 4..8, 1.001);
    assert_falls(&dear, "profit_bn", IN_FORCE, 0.98);
    let wage = column(&dear.monthly, "wage_index");
    let usual = column(&calm().1.monthly, "wage_index");
    assert!(
        (wage[9] / usual[9] - 1.0).abs() < 0.02,
        "wages stay high after the end: {} against {}",
        wage[9],
        usual[9]
    );
}

#[test]
fn tight_banks_lend_less_to_fewer_at_a_higher_price() {
    let tight = alone("credit_tightening", 0.8);
    assert_falls(&tight, "credit_granted_bn", IN_FORCE, 0.8);
    assert_falls(&tight, "loan_grants_thousand", IN_FORCE, 0.8);
    assert_rises(&tight, "credit_refused_risk_bn", IN_FORCE, 1.5);
    assert_rises(&tight, "credit_refused_limit_bn", IN_FORCE, 1.2);
    assert_rises(&tight, "loan_rate", IN_FORCE, 1.05);
    let full_stop = alone("credit_tightening", 1.0);
    assert_eq!(
        sum(
            &Table { rows: full_stop.monthly.rows[IN_FORCE].to_vec(), ..full_stop.monthly.clone() },
            "credit_granted_bn"
        ),
        0.0
    );
}

#[test]
fn courses_begin_and_end_when_they_say() {
    let scenario = &calm().0;
    // Wages follow their path without any lag, so the index shows its course.
    let index = |path: Path| {
        let tables = simulate(&with_shock(scenario, shock(scenario, "wage", 0.2, path)));
        let usual = column(&calm().1.monthly, "wage_index");
        column(&tables.monthly, "wage_index")
            .iter()
            .zip(usual)
            .map(|(now, usual)| now / usual - 1.0)
            .collect::<Vec<f64>>()
    };
    let near = |value: f64, wanted: f64| (value - wanted).abs() < 0.03;
    let step = index(half_year());
    assert!(
        step[..2].iter().all(|x| *x == 0.0) && step[2..8].iter().all(|x| near(*x, 0.2)) && near(step[8], 0.0),
        "{step:?}"
    );
    let pulse = index(Path::Pulse { at: month("2020-05") });
    assert!(pulse[..4].iter().all(|x| *x == 0.0) && near(pulse[4], 0.2) && near(pulse[5], 0.0), "{pulse:?}");
    let ramp = index(Path::Ramp { from: month("2020-03"), to: month("2020-06") });
    assert!(ramp[1] == 0.0 && near(ramp[3], 0.1) && near(ramp[5], 0.2) && near(ramp[12], 0.2), "{ramp:?}");
    let back = index(Path::Recover { from: month("2020-02"), to: month("2020-04"), back: month("2020-12") });
    assert!(back[0] == 0.0 && near(back[1], 0.2) && near(back[7], 0.1) && near(back[11], 0.0), "{back:?}");
    let sectors = scenario.economy.n_sectors();
    let table =
        index(Path::Table { from: month("2020-03"), rows: vec![vec![1.0; sectors], vec![0.5; sectors]] });
    assert!(
        table[1] == 0.0 && near(table[2], 0.2) && near(table[3], 0.1) && near(table[4], 0.0),
        "{table:?}"
    );
}

/// A shock in one sector alone.
fn in_sector(kind: &str, sector: &str, size: f64) -> Shock {
    let scenario = &calm().0;
    let at = scenario.economy.sectors.iter().position(|s| s.id == sector).unwrap();
    let mut shock = shock(scenario, kind, 0.0, half_year());
    shock.by_sector[at] = size;
    shock
}

/// A series of a sector summed over months, over the same of the calm run.
fn sector_ratio(tables: &RunTables, sector: &str, name: &str, months: std::ops::Range<usize>) -> f64 {
    let over = |tables: &RunTables| {
        column(&rows(grouped(tables, "sector"), "sector", sector), name)[months.clone()].iter().sum::<f64>()
    };
    over(tables) / over(&calm().1)
}

#[test]
fn missing_deliveries_stop_users_once_their_stocks_are_gone() {
    let tables = simulate(&with_shock(&calm().0, in_sector("supply_disruption", "utilities", 0.5)));
    let near = |sector: &str, months: std::ops::Range<usize>, wanted: f64, by: f64| {
        let ratio = sector_ratio(&tables, sector, "sales_bn", months);
        assert!((ratio - wanted).abs() < by, "{sector}: {ratio} of calm, {wanted} expected");
    };
    // Half of what the producers deliver is missing.
    near("utilities", 2..4, 0.5, 0.06);
    // A month of use in stock lasts for two months at half of deliveries: then half of mining's firms (8% of
    // output is power) make half as much less.
    near("mining", 2..4, 1.0, 0.06);
    // Its other suppliers lack power too, so that more is lost.
    let late = sector_ratio(&tables, "mining", "sales_bn", 5..8);
    assert!(late > 0.35 && late < 0.8, "mining makes {late} of calm when stocks are gone");
    // Real estate buys hardly any power, and nobody there stops for it.
    assert!(sector_ratio(&tables, "real_estate", "sales_bn", 5..8) > late + 0.05);
    // What is not delivered is not paid for.
    let bought = |tables: &RunTables| {
        booked(tables, "purchases_on_invoice") + booked(tables, "purchases_paid_at_once")
    };
    assert!(bought(&tables) < 0.995 * bought(&calm().1));
    // And back: a year after the end output is what it was.
    near("mining", 20..24, 1.0, 0.08);
}

#[test]
fn costly_energy_is_felt_by_what_a_sector_burns() {
    let mut scenario = with_shock(&calm().0, shock(&calm().0, "energy", 0.5, half_year()));
    let tables = simulate(&scenario);
    assert_rises(&tables, "input_price_index", IN_FORCE, 1.01);
    assert_falls(&tables, "profit_bn", IN_FORCE, 0.95);
    let margin = |tables: &RunTables, name: &str| {
        let sector = rows(grouped(tables, "sector"), "sector", name);
        let over = |name: &str| column(&sector, name)[IN_FORCE].iter().sum::<f64>();
        over("profit_bn") / over("sales_bn")
    };
    let fall = |name: &str| margin(&calm().1, name) - margin(&tables, name);
    // Transport burns 15% of its output, business services 1.5%.
    let (burns, spares) = (fall("transport_storage"), fall("business_research"));
    assert!(burns > 0.02 && burns > 3.0 * spares.max(0.0), "margins fall by {burns} and {spares}");
    // Where the pack knows of no energy nothing happens, but for what owners look through and firms that
    // hesitate.
    scenario.economy.sectors.iter_mut().for_each(|sector| sector.energy_share = 0.0);
    scenario.params.owner.look_through = 0.0;
    scenario.params.expectations.hesitation = 0.0;
    let quiet = Scenario { shocks: Vec::new(), ..scenario.clone() };
    let start = burned(&quiet);
    let run = |scenario: &Scenario| simulation::simulate(scenario, &start, 0, &|_| true).unwrap();
    assert_same_economy("no energy", &run(&quiet), &run(&scenario));
}

#[test]
fn a_weak_currency_makes_imports_costly_and_exports_easy() {
    let weak = alone("exchange_rate", 0.2);
    assert_rises(&weak, "input_price_index", IN_FORCE, 1.005);
    let equipment = sector_ratio(&weak, "equipment", "sales_bn", IN_FORCE);
    assert!(equipment > 1.01, "equipment sells {equipment} of calm");
    let strong = alone("exchange_rate", -0.2);
    assert!(sector_ratio(&strong, "equipment", "sales_bn", IN_FORCE) < 0.995);
    assert!(ratio(&strong, "input_price_index", IN_FORCE) < 1.0);
    // Without pass-through and elasticity it is no shock at all, but for what owners look through and firms
    // that hesitate.
    let mut scenario = with_shock(&calm().0, shock(&calm().0, "exchange_rate", 0.2, half_year()));
    scenario.params.price.import_pass_through = 0.0;
    scenario.params.demand.export_elasticity = 0.0;
    scenario.params.owner.look_through = 0.0;
    scenario.params.expectations.hesitation = 0.0;
    let quiet = Scenario { shocks: Vec::new(), ..scenario.clone() };
    assert_same_economy("no pass-through", &simulate(&quiet), &simulate(&scenario));
}

#[test]
fn doubt_lowers_spending_and_hiring() {
    let doubt = alone("confidence", -0.1);
    let mut calm = calm().0.clone();
    calm.params.expectations.hesitation = 0.0;
    assert_falls(&doubt, "sales_bn", IN_FORCE, 0.985);
    let mut spending = shock(&calm, "demand", -0.1, half_year());
    spending.channels = [true, false, false, false];
    let spending = simulate(&with_shock(&calm, spending));
    // Beyond the fall of spending itself firms hire more slowly, by a tenth.
    let hires = |tables: &RunTables| ratio(tables, "hires_thousand", IN_FORCE);
    assert!(hires(&doubt) < hires(&spending) - 0.02, "{} and {}", hires(&doubt), hires(&spending));
    assert_rises(&alone("confidence", 0.1), "sales_bn", IN_FORCE, 1.005);
}

#[test]
fn a_disaster_destroys_once_and_closes_while_it_lasts() {
    let scenario = &calm().0;
    let mut flood = shock(scenario, "disaster", 0.5, half_year());
    flood.by_region.iter_mut().skip(1).for_each(|factor| *factor = 0.0);
    let scenario = with_shock(scenario, flood);
    // Fixed assets of the region's firms, with and without.
    let assets = |scenario: &Scenario| -> Vec<[f64; 2]> {
        let burned = burned(scenario);
        let mut run = Run::new(scenario, &burned, 0);
        (0..simulation::settling_months(scenario)).for_each(|_| drop(run.settle()));
        let mut sums = Vec::new();
        for _ in 0..4 {
            run.month();
            let mut sum = [0.0; 2];
            for b in &run.state.blocks {
                for i in (0..BLOCK).filter(|i| b.lives(*i)) {
                    sum[usize::from(b.region[i] != 0)] += f64::from(b.fixed_assets[i]);
                }
            }
            sums.push(sum);
        }
        sums
    };
    let (hit, spared) = (assets(&scenario), assets(&calm().0));
    let ratio_in = |month: usize, place: usize| hit[month][place] / spared[month][place];
    assert_eq!(hit[1], spared[1]);
    // Half of the firms lose four tenths: a fifth of all, more or less as large firms are struck or not; and
    // no more in the next month.
    assert!((ratio_in(2, 0) - 0.8).abs() < 0.08, "{}", ratio_in(2, 0));
    assert!((ratio_in(3, 0) - ratio_in(2, 0)).abs() < 0.02);
    assert!((ratio_in(3, 1) - 1.0).abs() < 0.01);
    let tables = simulate(&scenario);
    let name = &scenario.economy.regions[0].id;
    let sales = |tables: &RunTables, months: std::ops::Range<usize>| {
        column(&rows(grouped(tables, "region"), "region", name), "sales_bn")[months].iter().sum::<f64>()
    };
    // Those struck (they have lost four tenths) are closed and sell a third of what they would.
    let in_force = sales(&tables, 2..5) / sales(&calm().1, 2..5);
    let struck = (1.0 - ratio_in(2, 0)) / 0.4;
    assert!((in_force - (1.0 - struck * 2.0 / 3.0)).abs() < 0.1, "{in_force}, struck {struck}");
    assert!(sales(&tables, 9..12) / sales(&calm().1, 9..12) > in_force + 0.1);
}

#[test]
fn a_large_firm_that_fails_leaves_its_suppliers_unpaid() {
    let fails = simulate(&with_shock(&calm().0, in_sector("anchor_failure", "equipment", 1.0)));
    let spared = sector_ratio(&fails, "equipment", "jobs_thousand", IN_FORCE);
    assert!(spared < 1.0, "small firms that supply the sector's own large ones keep {spared} of their jobs");
    assert_falls(&fails, "sales_bn", IN_FORCE, 0.99);
    let lost = |tables: &RunTables| {
        [
            booked(tables, "invoices_to_principal_large_lost"),
            booked(tables, "large_firms_suppliers_unpaid_for_good"),
        ]
    };
    assert_eq!(lost(&calm().1), [0.0, 0.0]);
    let [principal, accounts] = lost(&fails);
    assert!(principal > 0.0 && accounts > principal, "{principal} and {accounts}");
    // Four fifths of the debts are lost; with full recovery nothing is.
    let mut scenario = with_shock(&calm().0, in_sector("anchor_failure", "equipment", 1.0));
    scenario.params.standstill.recovery = 0.6;
    let half = lost(&simulate(&scenario));
    assert!(
        (half[0] / principal - 0.5).abs() < 0.01 && (half[1] / accounts - 0.5).abs() < 0.01,
        "{half:?} of {principal}, {accounts}"
    );
    scenario.params.standstill.recovery = 1.0;
    assert_eq!(lost(&simulate(&scenario)), [0.0, 0.0]);
    // Half of the large firms' sales is half of the debts, near enough (debts follow sales), whichever firms
    // that are.
    let part = lost(&simulate(&with_shock(&calm().0, in_sector("anchor_failure", "equipment", 0.5))));
    assert!((part[1] / accounts - 0.5).abs() < 0.2, "{part:?}");
    // And back, by degrees, after the end.
    let after = ratio(&fails, "sales_bn", 20..24);
    assert!(after > 0.97, "{after}");
}

#[test]
fn exporters_bear_an_export_shock() {
    let scenario = &calm().0;
    let sales = |scenario: &Scenario| -> [f64; 2] {
        let burned = burned(scenario);
        let mut run = Run::new(scenario, &burned, 0);
        (0..simulation::settling_months(scenario)).for_each(|_| drop(run.settle()));
        (0..4).for_each(|_| drop(run.month()));
        let at = scenario.economy.sectors.iter().position(|s| s.id == "equipment").unwrap();
        let mut sum = [0.0; 2];
        for b in &run.state.blocks {
            for i in (0..BLOCK).filter(|i| b.lives(*i) && usize::from(b.sector[*i]) == at) {
                sum[usize::from(b.has(i, flag::EXPORTER))] += f64::from(b.sales[i]);
            }
        }
        sum
    };
    let (before, after) =
        (sales(scenario), sales(&with_shock(scenario, shock(scenario, "export", -0.4, half_year()))));
    let [home, abroad] = [0, 1].map(|which| after[which] / before[which]);
    assert!(abroad < 0.8 && home > abroad + 0.1, "exporters sell {abroad} of calm, others {home}");
}

/// Half a year in which it may begin.
fn window(probability: f64, months: i32) -> Shock {
    let scenario = &calm().0;
    Shock { chance: Some(Chance { probability, months }), ..shock(scenario, "demand", -0.2, half_year()) }
}

#[test]
fn chance_goes_by_kind_draw_and_replication_and_by_nothing_else() {
    let scenario = &calm().0;
    let same = |what: &str, left: &Scenario, right: &Scenario| {
        assert_same_economy(what, &simulate(left), &simulate(right))
    };
    // Certain to begin in the first month of its window, for six months: the same as a step.
    same(
        "certain",
        &with_shock(scenario, window(1.0, 6)),
        &with_shock(scenario, shock(scenario, "demand", -0.2, half_year())),
    );
    same("never", &with_shock(scenario, window(0.0, 6)), scenario);
    // Drawn between two equal bounds, or with no spread: the size itself.
    let flat = |intensity: Intensity| Shock {
        intensity: Some(intensity),
        by_sector: vec![1.0; scenario.economy.n_sectors()],
        ..shock(scenario, "demand", 1.0, half_year())
    };
    let step = with_shock(scenario, shock(scenario, "demand", -0.2, half_year()));
    same("no spread", &with_shock(scenario, flat(Intensity::Normal { mean: -0.2, sd: 0.0 })), &step);
    same("one point", &with_shock(scenario, flat(Intensity::Between { min: -0.2, max: -0.2 })), &step);
    // The order of shocks does not matter, nor what else there is, nor the name; what the file gives under
    // draw does, and so does the replication.
    let draws = |scenario: &Scenario, replication: u64| -> Vec<bool> {
        let norms = tideover::month::norms::of(&scenario.economy, &scenario.params, 6000.0);
        let draws = tideover::rng::Draws::new(scenario.seed, replication);
        let terms = |month| tideover::month::in_force::of(scenario, &norms, month, Some(draws));
        (0..24).map(|n| terms(scenario.start.plus(n)).demand[0][0] < 1.0).collect()
    };
    let long = |draw: &str| Shock {
        draw: draw.into(),
        path: Path::Step { from: month("2020-01"), to: None },
        chance: Some(Chance { probability: 0.1, months: 2 }),
        ..window(0.1, 2)
    };
    let wage = Shock { name: "wage".into(), ..shock(scenario, "wage", 0.1, half_year()) };
    let alone = draws(&with_shock(scenario, long("flood")), 0);
    let among = |shocks: Vec<Shock>| draws(&Scenario { shocks, ..scenario.clone() }, 0);
    assert_eq!(alone, among(vec![wage.clone(), long("flood")]));
    assert_eq!(alone, among(vec![long("flood"), wage]));
    assert_ne!(alone, among(vec![long("storm")]));
    assert_eq!(alone, among(vec![Shock { name: "another name".into(), ..long("flood") }]));
    let months = (0..400)
        .map(|r| draws(&with_shock(scenario, long("flood")), r).iter().filter(|on| **on).count())
        .sum::<usize>();
    // A wait of ten months on average (nine of them calm), then two months: 2 / 11 of the time, less the calm
    // of the first months.
    let share = months as f64 / (400.0 * 24.0);
    assert!((share - 0.175).abs() < 0.02, "it runs in {share} of the months");
}

#[test]
fn arms_part_where_chance_may_part_them() {
    use tideover::simulation::fork::first_apart;
    let scenario = &calm().0;
    let norms = tideover::month::norms::of(&scenario.economy, &scenario.params, 6000.0);
    let end = scenario.start.plus(24);
    let apart = |one: &Shock, other: &Shock| {
        first_apart(&with_shock(scenario, one.clone()), &with_shock(scenario, other.clone()), &norms, end)
            .map(|month| month.to_string())
    };
    let may = window(0.1, 3);
    assert_eq!(apart(&may, &may), None);
    // Against no shock, or one of another chance: from the first month in which it may begin.
    assert_eq!(
        first_apart(scenario, &with_shock(scenario, may.clone()), &norms, end),
        Some(month("2020-03"))
    );
    assert_eq!(apart(&may, &window(0.2, 3)).as_deref(), Some("2020-03"));
    // The same but for the end of the window: from the month after the earlier end.
    let longer =
        Shock { path: Path::Step { from: month("2020-03"), to: Some(month("2020-12")) }, ..may.clone() };
    assert_eq!(apart(&may, &longer).as_deref(), Some("2020-09"));
    // A drawn size with a course of its own: where the courses part.
    let drawn = |to: &str| Shock {
        path: Path::Step { from: month("2020-03"), to: Some(month(to)) },
        chance: None,
        intensity: Some(Intensity::Between { min: 0.5, max: 1.5 }),
        ..may.clone()
    };
    assert_eq!(apart(&drawn("2020-08"), &drawn("2020-08")), None);
    assert_eq!(apart(&drawn("2020-08"), &drawn("2020-10")).as_deref(), Some("2020-09"));
}
