//! Comparisons: a forked arm is the arm simulated alone, fates are exhaustive, the same policy twice makes no
//! difference.

mod common;

use common::model::{
    assert_same_economy, burned, column, number, place, policy, rows, shipped, simulate, sum,
};
use tideover::catalogue::Fate;
use tideover::compare::arm::Arm;
use tideover::compare::effects::{Effects, Span};
use tideover::compare::fates::Fates;
use tideover::compare::shapley::Games;
use tideover::compare::shapley::table::Shares;
use tideover::compare::simulate::{months, replication, with_coalitions};
use tideover::month::model::Scenario;
use tideover::stats::pooled::Pooled;
use tideover::stats::run_tables::RunTables;
use tideover::stats::summary::Summary;
use tideover::table::{Cell, Table};

/// The crisis of 2020 without relief, small, with `months` months.
fn crisis(months: u32) -> Scenario {
    let months = format!("scenario.months={months}");
    let set = [
        months.as_str(),
        "scenario.firms=5000",
        "parameters.population.burn_in_years=3",
        "parameters.population.burn_in_firms=4000",
    ];
    shipped("covid-2020-no-policy.toml", &set)
}

fn with(scenario: &Scenario, policies: Vec<tideover::policy::Policy>) -> Scenario {
    Scenario { policies, ..scenario.clone() }
}

fn named(arms: &[Scenario]) -> Vec<Arm> {
    let arm = |(number, scenario): (usize, &Scenario)| Arm {
        name: format!("arm {number}"),
        scenario: scenario.clone(),
        to_failing: false,
    };
    arms.iter().enumerate().map(arm).collect()
}

fn compare(arms: &[Scenario]) -> RunTables {
    replication(&named(arms), &burned(&arms[0]), 0, &|_| true).unwrap()
}

/// The rows of an arm, under the name of a single run.
fn of_arm(table: &Table, arm: usize) -> Table {
    let at = place(table, "arm");
    let mut own = rows(table, "arm", &format!("arm {arm}"));
    own.rows.iter_mut().for_each(|row| row[at] = Cell::Text("base".into()));
    own
}

fn arm(tables: &RunTables, which: usize) -> RunTables {
    let by_group = tables.by_group.iter().map(|(name, table)| (*name, of_arm(table, which))).collect();
    RunTables {
        monthly: of_arm(&tables.monthly, which),
        by_group,
        exposure: of_arm(&tables.exposure, which),
        policies: of_arm(&tables.policies, which),
        ledger: of_arm(&tables.ledger, which),
        lending: of_arm(&tables.lending, which),
        fidelity: of_arm(&tables.fidelity, which),
        ..RunTables::default()
    }
}

#[test]
fn a_forked_arm_is_the_arm_simulated_alone() {
    let base = crisis(14);
    // A grant that all arms have from January, and what each has alone from March or April.
    let common = policy("liquidity_grant", "2020-01", "2020-12", &[("share", 0.1), ("every", 1.0)]);
    let deferral = policy("tax_deferral", "2020-03", "2020-08", &[("share", 0.6), ("months", 4.0)]);
    let guarantee = policy("loan_guarantee", "2020-04", "2020-12", &[("cover", 0.9), ("access", 0.5)]);
    let capped = tideover::policy::Policy {
        budget: Some(2e11),
        name: "capped".into(),
        ..policy("wage_subsidy", "2020-03", "2020-06", &[("share", 0.4)])
    };
    let arms = [
        with(&base, vec![common.clone()]),
        with(&base, vec![deferral.clone(), common.clone()]),
        with(&base, vec![guarantee, common, capped, deferral]),
    ];
    let norms = tideover::month::norms::of(&base.economy, &base.params, f64::from(base.firms));
    let fork = tideover::simulation::fork::first_difference(&arms, &norms);
    assert_eq!(fork.to_string(), "2020-03");
    let tables = compare(&arms);
    for (which, alone) in arms.iter().enumerate() {
        let alone = simulate(alone);
        let forked = arm(&tables, which);
        assert_same_economy(&format!("arm {which}"), &alone, &forked);
        assert_eq!(alone.policies, forked.policies, "arm {which}");
        assert_eq!(alone.ledger, forked.ledger, "arm {which}");
        assert_eq!(alone.lending, forked.lending, "arm {which}");
    }
    // Twelve settling months and two shared ones once, then twelve months of each arm.
    assert_eq!(months(&named(&arms), 2), 12 + 2 + 3 * 12);
}

#[test]
fn arms_with_credit_policies_part() {
    let base = crisis(14);
    let central = policy("relending", "2020-01", "2020-07", &[("quota_bn", 500.0)]);
    let dare = policy(
        "lending_mechanism",
        "2020-01",
        "2020-12",
        &[("dare", 2.0), ("loss_share", 0.5), ("incentive", 0.01)],
    );
    let prime = policy("policy_rate", "2020-03", "2020-08", &[("change", -0.01)]);
    let fund = tideover::policy::Policy {
        budget: Some(1e10),
        ..policy("loan_guarantee", "2020-01", "2020-12", &[("leverage", 5.0), ("payout_cap", 0.01)])
    };
    let platform = policy("credit_information_platform", "2020-04", "2020-12", &[]);
    let arms = [
        with(&base, vec![central.clone(), dare.clone(), fund.clone()]),
        with(
            &base,
            vec![prime, fund, dare, central, platform, policy("fair_credit", "2020-05", "2020-12", &[])],
        ),
    ];
    let tables = compare(&arms);
    for (which, alone) in arms.iter().enumerate() {
        let (alone, forked) = (simulate(alone), arm(&tables, which));
        assert_same_economy(&format!("arm {which}"), &alone, &forked);
        assert_eq!(alone.policies, forked.policies, "arm {which}");
    }
    assert_eq!(months(&named(&arms), 2), 12 + 2 + 2 * 12);
}

/// The rows of `fates` for the whole economy at a horizon.
fn whole(fates: &Table, arm: &str, horizon: i64) -> Table {
    let own = rows(&rows(fates, "arm", arm), "dimension", "all");
    let at = place(&own, "horizon_months");
    Table {
        columns: own.columns.clone(),
        rows: own.rows.into_iter().filter(|row| row[at] == Cell::Int(horizon)).collect(),
    }
}

#[test]
fn fates_are_exhaustive_and_the_same_policy_twice_makes_no_difference() {
    let base = crisis(26);
    let grant = policy("liquidity_grant", "2020-03", "2020-08", &[("share", 0.8), ("every", 2.0)]);
    let arms = [base.clone(), with(&base, vec![grant.clone()]), base.clone()];
    let tables = compare(&arms);
    let cohort = sum(&whole(&tables.fates, "arm 1", 12), "firms_thousand");
    for (name, horizon) in [("arm 1", 12), ("arm 1", 24), ("arm 2", 12), ("arm 2", 24)] {
        let fates = whole(&tables.fates, name, horizon);
        assert_eq!(fates.rows.len(), Fate::ALL.len());
        assert!((sum(&fates, "firms_thousand") - cohort).abs() < 1e-9 * cohort);
        // Every dimension adds up to the whole.
        for dimension in ["sector", "size", "region", "age", "tier", "need", "sector_size"] {
            let part = rows(&rows(&tables.fates, "arm", name), "dimension", dimension);
            let at = place(&part, "horizon_months");
            let here = part.rows.iter().filter(|row| row[at] == Cell::Int(horizon));
            let firms: f64 = here.map(|row| number(&row[place(&part, "firms_thousand")])).sum();
            assert!((firms - cohort).abs() < 1e-9 * cohort, "{dimension}");
        }
    }
    // The grant saves firms; the money that firms got is the money that was paid.
    let fates = whole(&tables.fates, "arm 1", 24);
    let of = |fate: &str, what: &str| sum(&rows(&fates, "fate", fate), what);
    assert!(of("saved", "firms_thousand") > 3.0 * of("harmed", "firms_thousand"));
    let paid = sum(&rows(&tables.policies, "arm", "arm 1"), "paid_out_bn");
    let got = sum(&fates, "money_bn");
    assert!(
        got > 0.9 * paid && got <= paid * (1.0 + 1e-9),
        "{got} of {paid} went to the cohort, the rest to firms born later"
    );
    // No difference where nothing differs.
    for fate in ["saved", "only_delayed", "hastened", "harmed"] {
        assert_eq!(
            sum(&rows(&whole(&tables.fates, "arm 2", 24), "fate", fate), "firms_thousand"),
            0.0,
            "{fate}"
        );
    }
    let monthly = |arm: &str| column(&rows(&tables.monthly, "arm", arm), "jobs_million");
    assert_eq!(monthly("arm 0"), monthly("arm 2"));
    assert_ne!(monthly("arm 0"), monthly("arm 1"));
}

/// The rows of a table with one value in a column of whole numbers.
fn at(table: &Table, name: &str, value: i64) -> Table {
    let place = place(table, name);
    Table {
        columns: table.columns.clone(),
        rows: table.rows.iter().filter(|row| row[place] == Cell::Int(value)).cloned().collect(),
    }
}

/// A few dozen firms in 17 sectors, 31 regions and three sizes: most groups have no firm in most
/// replications.
#[test]
fn groups_add_up_to_the_whole_where_most_of_them_are_empty_in_some_replication() {
    let base = Scenario { firms: 25, ..crisis(14) };
    let grant = policy("liquidity_grant", "2020-03", "2020-08", &[("share", 0.8), ("every", 2.0)]);
    let subsidy = policy("wage_subsidy", "2020-03", "2020-06", &[("share", 0.3)]);
    let arms = named(&[base.clone(), with(&base, vec![grant, subsidy])]);
    let start = burned(&base);
    let (mut fates, mut effects) = (Fates::default(), Effects::default());
    let (mut summary, mut survival) = (Summary::default(), Pooled::default());
    let (mut shared, mut empty) = (0, false);
    for number in 0..3 {
        let tables = replication(&arms, &start, number, &|_| true).unwrap();
        shared = column(&rows(&tables.monthly, "arm", "arm 0"), "jobs_million").len() - 12;
        let span = Span { base: "arm 0".into(), shared, horizons: vec![12] };
        effects.add(&span, &tables.monthly, &tables.ledger, &tables.by_group);
        summary.add(
            &tables.monthly,
            &tables.by_group.iter().map(|(name, table)| (*name, table)).collect::<Vec<_>>(),
        );
        survival.add(&tables.exposure);
        empty |= rows(&tables.fates, "dimension", "sector_size").rows.len() < 6 * 3 * 15;
        fates.add(&tables.fates);
    }
    assert!(empty && shared == 2);
    let weight = base.economy.frame.firms / 25.0;
    let (fates, effects) = (fates.table(weight), effects.table("yuan", weight));
    let near = |what: &str, part: f64, whole: f64| {
        // Levels of some hundred thousand carry twelve digits.
        assert!((part - whole).abs() <= 1e-6 * (1.0 + whole.abs()), "{what}: {part} of {whole}")
    };
    // Every fate: firms, jobs and money; money alone by policy, since a firm may get it from several.
    for fate in Fate::NAMES {
        let of = |dimension: &str, what: &str| {
            sum(&rows(&rows(&fates, "fate", fate), "dimension", dimension), what)
        };
        for what in ["firms_thousand", "jobs_thousand", "money_bn", "support_bn", "simulated_firms"] {
            for dimension in ["sector", "size", "region", "age", "tier", "need", "sector_size"] {
                near(&format!("{fate}, {what} by {dimension}"), of(dimension, what), of("all", what));
            }
        }
        near(&format!("{fate}, money by policy"), of("policy", "money_bn"), of("all", "money_bn"));
    }
    assert_eq!(
        sum(&rows(&fates, "dimension", "all"), "simulated_firms"),
        sum(&rows(&fates, "dimension", "need"), "simulated_firms")
    );
    assert!(fates.rows.len() > 200 && at(&fates, "replications", 3).rows.len() == fates.rows.len());
    for metric in ["firms", "jobs", "closures", "failures", "job_years"] {
        for side in ["base_mean", "arm_mean", "effect", "simulated_firms"] {
            let of =
                |dimension: &str| sum(&rows(&rows(&effects, "metric", metric), "dimension", dimension), side);
            for dimension in ["sector", "size", "region", "age", "tier"] {
                near(&format!("{side} of {metric} by {dimension}"), of(dimension), of("all"));
            }
        }
    }
    // Closures by cause are all closures; firms at risk and their exits are those of sizes and of sectors.
    let exits = rows(&rows(&summary.table("yuan"), "metric", "exits_12_months"), "arm", "arm 1");
    let causes = ["illiquid", "insolvent", "chain", "orderly", "other"]
        .map(|cause| sum(&rows(&exits, "group", &format!("cause={cause}")), "mean"));
    near("closures by cause", causes.iter().sum(), sum(&rows(&exits, "group", "all"), "mean"));
    let survival = rows(&rows(&survival.table(), "arm", "arm 1"), "clock", "since_start");
    for month in 1..=14 {
        for what in ["at_risk", "exits"] {
            let of =
                |dimension: &str| sum(&at(&rows(&survival, "dimension", dimension), "month", month), what);
            ["size", "sector"]
                .iter()
                .for_each(|dimension| near(&format!("{what} by {dimension}"), of(dimension), of("all")));
        }
    }
}

#[test]
fn a_benchmark_with_perfect_information_helps_who_would_fail_and_no_other() {
    let base = crisis(26);
    let grant = policy("liquidity_grant", "2020-02", "2020-12", &[("share", 1.0), ("every", 1.0)]);
    let mut arms = named(&[base.clone(), with(&base, vec![grant.clone()]), with(&base, vec![grant])]);
    arms[2].to_failing = true;
    let tables = replication(&arms, &burned(&base), 0, &|_| true).unwrap();
    let failures = |arm: &str| -> f64 {
        let own = rows(&tables.monthly, "arm", arm);
        ["deaths_illiquid_thousand", "deaths_insolvent_thousand", "deaths_chain_thousand"]
            .iter()
            .map(|name| sum(&own, name))
            .sum()
    };
    let paid = |arm: &str| sum(&rows(&tables.policies, "arm", arm), "paid_out_bn");
    assert!(
        paid("arm 2") > 0.0 && paid("arm 2") < 0.1 * paid("arm 1"),
        "{} against {}",
        paid("arm 2"),
        paid("arm 1")
    );
    let per_failure = |arm: &str| paid(arm) / (failures("arm 0") - failures(arm));
    assert!(failures("arm 2") < failures("arm 0") && per_failure("arm 2") < 0.2 * per_failure("arm 1"));
    // Whoever got money would have failed within two years.
    let fates = whole(&tables.fates, "arm 2", 24);
    let money = |fate: &str| sum(&rows(&fates, "fate", fate), "money_bn");
    assert_eq!(money("safe_anyway") + money("harmed"), 0.0);
}

#[test]
fn pairing_takes_most_of_the_noise_out_of_an_effect() {
    let base = crisis(14);
    let subsidy = policy("wage_subsidy", "2020-03", "2020-08", &[("share", 0.5)]);
    let arms = named(&[base.clone(), with(&base, vec![subsidy])]);
    let start = burned(&base);
    let jobs = |replication: u32| {
        let tables = tideover::compare::simulate::replication(&arms, &start, replication, &|_| true).unwrap();
        let last = |arm: &str| *column(&rows(&tables.monthly, "arm", arm), "jobs_million").last().unwrap();
        [last("arm 0"), last("arm 1")]
    };
    let found: Vec<[f64; 2]> = (0..8).map(jobs).collect();
    let variance = |of: &dyn Fn(&[f64; 2]) -> f64| {
        let mean = found.iter().map(of).sum::<f64>() / found.len() as f64;
        found.iter().map(|pair| (of(pair) - mean) * (of(pair) - mean)).sum::<f64>() / (found.len() - 1) as f64
    };
    let ratio = (variance(&|pair| pair[0]) + variance(&|pair| pair[1])) / variance(&|pair| pair[1] - pair[0]);
    assert!(ratio > 5.0, "pairing divides the variance of the effect on jobs by {ratio} only");
}

#[test]
fn shares_of_policies_add_up_to_the_package() {
    let base = crisis(14);
    let grant = policy("liquidity_grant", "2020-03", "2020-08", &[("share", 0.8), ("every", 2.0)]);
    let deferral = policy("tax_deferral", "2020-03", "2020-08", &[("share", 0.6), ("months", 4.0)]);
    let never = policy("wage_subsidy", "2030-01", "2030-06", &[("share", 0.4)]);
    let arms =
        named(&[base.clone(), with(&base, vec![grant.clone(), deferral, never]), with(&base, vec![grant])]);
    // The grant alone is an arm, as is nobody and everybody; what is never in force needs no coalition of its
    // own.
    let games = Games::of(&arms, 2).unwrap();
    assert_eq!((games.games.len(), games.games[0].places.len(), games.extra.len()), (1, 8, 1));
    assert_eq!(
        games.announced(),
        ["shapley: 3 policies, all 6 orders, 8 coalitions, 1 to simulate beside the arms"]
    );
    let tables = with_coalitions(&arms, &games, &burned(&base), 0, &|_| true).unwrap();
    let mut shares = Shares::new([("middle", &games)].into_iter());
    shares.add(&tables.coalitions);
    let table = shares.table("yuan");
    let share = |policy: &str, metric: &str, column: &str| {
        sum(&rows(&rows(&table, "policy", policy), "metric", metric), column)
    };
    for metric in ["failures_avoided", "firms_kept", "jobs_kept", "job_years_kept", "public_cost"] {
        let own =
            ["liquidity_grant", "tax_deferral", "wage_subsidy"].map(|policy| share(policy, metric, "share"));
        let package = share("liquidity_grant", metric, "package");
        assert!(
            (own.iter().sum::<f64>() - package).abs() <= 1e-8 * package.abs().max(1.0),
            "{metric}: {own:?} of {package}"
        );
        assert_eq!(own[2], 0.0, "{metric}: out of its window");
        assert!(own[0] != 0.0, "{metric}");
    }
    // The package is the arm less the base, as effects have it: jobs in the thirteenth month, twelve after
    // the fork.
    let jobs = |arm: &str| column(&rows(&tables.monthly, "arm", arm), "jobs_million")[13] * 1000.0;
    assert!((share("tax_deferral", "jobs_kept", "package") - (jobs("arm 1") - jobs("arm 0"))).abs() < 1e-6);
    // Coalitions stand in no other table, and change nothing in them.
    let plain = replication(&arms, &burned(&base), 0, &|_| true).unwrap();
    assert_eq!(
        (&plain.monthly, &plain.fates, &plain.policies),
        (&tables.monthly, &tables.fates, &tables.policies)
    );
    assert!(plain.coalitions.rows.is_empty() && tables.firm_months > plain.firm_months);
}
