//! Research, knowledge and the ladder of specialised firms: what is chosen, what treatment does, who pays.

mod common;

use common::model::{
    assert_same_economy, booked, burned, column, difference, grouped, month, policy, rows, shipped, simulate,
    sum, with_policy, without_tiers,
};
use std::sync::OnceLock;
use tideover::month::model::Scenario;
use tideover::policy::Policy;
use tideover::scenario::{Overrides, load};
use tideover::simulation::{Run, settling_months};
use tideover::state::slots::BLOCK;
use tideover::stats::run_tables::RunTables;

/// Normal times, small.
fn base() -> &'static (Scenario, RunTables) {
    static BASE: OnceLock<(Scenario, RunTables)> = OnceLock::new();
    BASE.get_or_init(|| {
        let scenario = shipped(
            "baseline.toml",
            &[
                "scenario.months=60",
                "scenario.firms=6000",
                "parameters.population.burn_in_years=6",
                "parameters.population.burn_in_firms=6000",
                "parameters.dormancy.share=0",
            ],
        );
        let tables = simulate(&scenario);
        (scenario, tables)
    })
}

/// In force for the whole run.
fn lever(kind: &str, settings: &[(&str, f64)]) -> Policy {
    policy(kind, "2020-01", "2024-12", settings)
}

fn run(policy: Policy) -> RunTables {
    simulate(&with_policy(&base().0, policy))
}

/// Certificates without treatment. A simulated firm stands for some three thousand: places are many, so that
/// there is something to see.
const ALONE: [(&str, f64); 11] = [
    ("innovative", 1e5),
    ("specialised", 1e5),
    ("little_giant", 3e4),
    ("award_specialised", 0.0),
    ("award_giant", 0.0),
    ("award_champion", 0.0),
    ("research", 0.0),
    ("premium", 0.0),
    ("power", 0.0),
    ("know_how", 0.0),
    ("talent", 0.0),
];

fn ladder(change: &[(&str, f64)]) -> Policy {
    let settings: Vec<(&str, f64)> = ALONE
        .iter()
        .filter(|(name, _)| change.iter().all(|(other, _)| other != name))
        .chain(change)
        .copied()
        .collect();
    lever("cultivation_ladder", &settings)
}

#[test]
fn certificates_alone_change_nothing_but_who_holds_them() {
    let none = &base().1;
    let alone = run(ladder(&[]));
    assert!(sum(&rows(&alone.ladder, "tier", "specialised"), "new") > 0.0, "nobody was chosen");
    assert!(sum(&rows(&alone.ladder, "tier", "innovative"), "new") > 0.0);
    // All tables are the same, but for the one that groups firms by tier.
    let mut untold = alone.clone();
    for ((dimension, table), (_, same)) in untold.by_group.iter_mut().zip(&none.by_group) {
        if *dimension == "tier" {
            assert!(difference(table, same).is_some());
            table.clone_from(same);
        }
    }
    untold.monthly = without_tiers(&untold.monthly);
    let none_untold = RunTables { monthly: without_tiers(&none.monthly), ..none.clone() };
    assert_same_economy("certificates alone", &none_untold, &untold);
    assert_eq!(sum(&alone.policies, "paid_out_bn"), 0.0);
    assert!(none.ladder.columns.is_empty(), "a run without a ladder has no table of it");
    // Tiers add up to all firms.
    let firms = column(&none.monthly, "firms_million");
    let tiers = column(grouped(&alone, "tier"), "firms_thousand");
    assert!((tiers[..5].iter().sum::<f64>() - 1e3 * firms[0]).abs() < 1e-6);
}

#[test]
fn treatment_acts_on_the_firms_that_choice_alone_takes() {
    let alone = run(ladder(&[]));
    let treated = run(ladder(&[("award_specialised", 2e6), ("research", 0.3)]));
    // The first round, in July 2020, is the same: treatment begins after it.
    let first = |tables: &RunTables| rows(&rows(&tables.ladder, "month", "2020-07"), "tier", "specialised");
    assert_eq!(column(&first(&alone), "firms"), column(&first(&treated), "firms"));
    assert!(difference(&first(&alone), &first(&treated)).is_none());
    // Awards and research money are all that is paid, and both are grants.
    let new = sum(&rows(&treated.ladder, "tier", "specialised"), "new");
    let paid = sum(&treated.policies, "paid_out_bn");
    assert!((paid - booked(&treated, "grants")).abs() < 1e-9 * paid);
    let july = rows(&treated.policies, "month", "2020-07");
    let award = sum(&first(&treated), "new") * 2e6 / 1e9;
    assert!(
        (sum(&july, "paid_out_bn") / award - 1.0).abs() < 0.01,
        "{} bn for awards of {award}",
        sum(&july, "paid_out_bn")
    );
    assert!(new * 2e6 / 1e9 < paid, "nothing was paid for research");
    // With an elasticity of one the research money is spent on research.
    let research = paid - new * 2e6 / 1e9;
    assert!((booked(&treated, "research_and_projects") / research - 1.0).abs() < 0.05);
    assert_eq!(booked(&alone, "research_and_projects"), 0.0);
}

#[test]
fn certificates_run_out_and_slack_renews_them() {
    let of = |slack: f64| {
        let tables = run(ladder(&[("slack", slack)]));
        let tier = rows(&tables.ladder, "tier", "specialised");
        (sum(&tier, "renewed"), sum(&tier, "not_renewed"), tables)
    };
    let (renewed, not, _) = of(0.0);
    assert!(renewed > 0.0 && not > 0.0, "{renewed} renewed, {not} not");
    let (_, none, tables) = of(1.0);
    assert_eq!(none, 0.0, "all marks are overlooked");
    // The first certificates are of July 2020 and hold for three rounds.
    for early in ["2020-07", "2021-07", "2022-07", "2024-06"] {
        assert_eq!(sum(&rows(&tables.ladder, "month", early), "renewed"), 0.0, "{early}");
    }
    assert!(sum(&rows(&tables.ladder, "month", "2023-07"), "renewed") > 0.0);
}

#[test]
fn a_budget_bounds_awards_and_the_path_bounds_places() {
    let whole = sum(&run(ladder(&[("award_specialised", 2e6)])).policies, "paid_out_bn");
    let capped = run(Policy { budget: Some(0.3 * whole * 1e9), ..ladder(&[("award_specialised", 2e6)]) });
    let paid = sum(&capped.policies, "paid_out_bn");
    assert!(paid > 0.0 && paid <= 0.3 * whole * (1.0 + 1e-9), "{paid} bn of a budget of {}", 0.3 * whole);
    // The published path: 20,000 in December 2020, 140,000 in June 2024, here some 46 simulated firms.
    let mut scenario = with_policy(&base().0, ladder(&[("follow_published", 1.0)]));
    scenario.firms = 6000;
    let tables = simulate(&scenario);
    let last = rows(&rows(&tables.ladder, "month", "2024-07"), "tier", "specialised");
    let (stock, published) = (column(&last, "firms_or_above")[0], column(&last, "published")[0]);
    assert_eq!(published, 140_000.0);
    assert!(stock > 0.5 * published && stock < 1.1 * published, "{stock} against {published}");
}

#[test]
fn marks_that_nobody_can_meet_are_refused() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/ladder-ten-years.toml");
    let overrides =
        Overrides { set: vec!["parameters.ladder.giant_revenue=1e11".into()], ..Overrides::default() };
    let error = load(&[path], &overrides).unwrap_err().to_string();
    assert!(error.contains("little_giant has places that nobody can fill"), "{error}");
}

/// Sums over the firms that live at the end: innovations ahead of rivals, sales, knowledge beyond normal.
fn end(scenario: &Scenario, months: usize) -> [f64; 3] {
    let burned = burned(scenario);
    let mut run = Run::new(scenario, &burned, 0);
    (0..settling_months(scenario)).for_each(|_| drop(run.settle()));
    (0..months).for_each(|_| drop(run.month()));
    let mut sums = [0.0; 3];
    for b in &run.state.blocks {
        for i in (0..BLOCK).filter(|i| b.lives(*i)) {
            let sales = f64::from(b.normal_sales[i]);
            let of_firm = [f64::from(b.innovations(i)), sales, f64::from(b.knowledge[i])];
            sums.iter_mut().zip(of_firm).for_each(|(sum, value)| *sum += value);
        }
    }
    sums
}

#[test]
fn a_research_subsidy_buys_as_much_research_as_it_costs() {
    let subsidy = run(lever("rd_subsidy", &[("share", 0.4)]));
    let (paid, spent) = (sum(&subsidy.policies, "paid_out_bn"), booked(&subsidy, "research_and_projects"));
    assert!(paid > 0.0 && (spent / paid - 1.0).abs() < 1e-3, "{paid} bn paid, {spent} bn more research");
    // Twice the elasticity: research rises by 1.78 in place of 0.67 of the normal, and the state bears two
    // fifths of all of it.
    let twice = run(lever("rd_subsidy", &[("share", 0.4), ("elasticity", 2.0)]));
    let ratio = booked(&twice, "research_and_projects") / spent;
    assert!((ratio / (1.777_777 / 0.666_667) - 1.0).abs() < 0.1, "{ratio}");
    // Knowledge and innovations rise; where no sector does research nothing is paid.
    let with =
        |share: f64| with_policy(&base().0, lever("rd_subsidy", &[("share", share), ("elasticity", 3.0)]));
    let (none, much) = (end(&with(0.0), 60), end(&with(0.5), 60));
    assert_eq!(none[2], 0.0);
    assert!(much[2] > 0.0 && much[0] > 1.05 * none[0], "{much:?} against {none:?}");
    let mut dull = with(0.5);
    dull.economy.sectors.iter_mut().for_each(|sector| sector.research = 0.0);
    assert_eq!(sum(&simulate(&dull).policies, "paid_out_bn"), 0.0);
}

#[test]
fn knowledge_fades_when_the_subsidy_ends() {
    let until = |to: &str| {
        with_policy(&base().0, policy("rd_subsidy", "2020-01", to, &[("share", 0.5), ("elasticity", 3.0)]))
    };
    let (at_end, later) = (end(&until("2021-12"), 24)[2], end(&until("2021-12"), 60)[2]);
    // Three years at 15% a year leave e^−0.45 of it; firms that close take theirs along.
    assert!(later > 0.35 * at_end && later < 0.7 * at_end, "{later} of {at_end}");
}

#[test]
fn joint_projects_are_paid_by_both_sides() {
    let tables = run(lever("joint_innovation", &[("project", 0.02), ("state_share", 0.4)]));
    let (paid, spent) = (sum(&tables.policies, "paid_out_bn"), booked(&tables, "research_and_projects"));
    let borne = sum(&tables.policies, "borne_by_others_bn");
    // A firm without cash spends less than it should.
    assert!(paid > 0.0 && spent < 2.5 * paid * 1.001 && spent > 2.3 * paid, "{paid} bn paid, {spent} spent");
    assert!((borne + paid - spent).abs() < 0.05 * spent, "{borne} bn borne by firms");
}

#[test]
fn a_pledge_widens_credit_for_firms_that_do_research() {
    let none = &base().1;
    let pledge = run(lever("patent_pledge", &[("cover", 0.5), ("value", 1.0)]));
    assert!(sum(&pledge.monthly, "credit_granted_bn") > sum(&none.monthly, "credit_granted_bn"));
    assert!(sum(&pledge.policies, "newly_guaranteed_bn") > 0.0 && booked(&pledge, "guarantee_fees") > 0.0);
    let eligible = sum(&pledge.policies, "eligible");
    let guaranteed = sum(&run(lever("loan_guarantee", &[])).policies, "eligible");
    assert!(
        eligible > 0.0 && eligible < 0.3 * guaranteed,
        "{eligible} of {guaranteed} firms that look for a loan do research"
    );
}

#[test]
fn a_ladder_that_is_split_is_the_ladder() {
    use tideover::simulation::split::{Origin, Saved, simulate_until};
    let settings = [
        ("award_specialised", 2e6),
        ("research", 0.3),
        ("premium", 0.01),
        ("know_how", 0.3),
        ("large_customer", 0.9),
    ];
    let mut scenario = with_policy(&base().0, ladder(&settings));
    scenario.months = 24;
    scenario.policies.push(lever("quality_brand", &[]));
    let whole = simulate(&scenario);
    let mut chunks: Vec<Vec<u8>> = Vec::new();
    let start = burned(&scenario);
    simulate_until(
        &scenario,
        Origin::Start(&start),
        0,
        month("2021-02"),
        &|_| true,
        |run, recorder, before| {
            let mut put = |bytes: &[u8]| {
                chunks.push(bytes.to_vec());
                Ok::<(), ()>(())
            };
            run.save(&recorder.kept(), before, &mut put).unwrap();
        },
    );
    let mut chunks = chunks.into_iter();
    let saved = Saved::read(&mut || chunks.next()).unwrap();
    let rest =
        tideover::simulation::split::finish(&scenario, Origin::Saved(Box::new(saved), &scenario), 0, &|_| {
            true
        })
        .unwrap();
    assert_same_economy("split in February 2021", &whole, &rest);
    assert!(difference(&whole.ladder, &rest.ladder).is_none());
    assert!(sum(&whole.ladder, "new") > 0.0);
}

#[test]
fn an_arm_with_a_ladder_can_stand_beside_one_without() {
    let mut none = base().1.clone();
    let rows = none.ladder.rows.len();
    let alone = run(ladder(&[]));
    let more = alone.ladder.rows.len();
    none.append(alone);
    assert_eq!((rows, none.ladder.rows.len()), (0, more));
    assert!(!none.ladder.columns.is_empty());
}
