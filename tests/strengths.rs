//! Strengths of firms: digital level, quality, skill, cluster: who has them lives longer or sells more, rivals pay
//! for it, and where nobody has any nothing moves.

mod common;

use common::hazard::{exposed, ratio};
use common::model::{assert_same_economy, policy, shipped, simulate, with_policy};
use common::paired::{effect, those};
use tideover::month::model::Scenario;
use tideover::state::block::{Block, flag};

fn economy(name: &str, set: &[&str]) -> Scenario {
    let small = [
        "scenario.firms=40000",
        "scenario.months=60",
        "parameters.population.burn_in_years=15",
        "parameters.population.burn_in_firms=20000",
    ];
    shipped(name, &[&small[..], set].concat())
}

/// Nobody has any strength, and nobody gets any.
const NONE: [&str; 14] = [
    "parameters.digital.micro=0",
    "parameters.digital.small=0",
    "parameters.digital.medium=0",
    "parameters.digital.adoption_micro=0",
    "parameters.digital.adoption_small=0",
    "parameters.digital.adoption_medium=0",
    "parameters.quality.good=0",
    "parameters.quality.certify_micro=0",
    "parameters.quality.certify_small=0",
    "parameters.quality.certify_medium=0",
    "parameters.skills.train_micro=0",
    "parameters.skills.train_small=0",
    "parameters.skills.train_medium=0",
    "parameters.cluster.share=0",
];

#[test]
fn where_nobody_has_strengths_what_they_are_worth_moves_nothing() {
    let small = ["scenario.firms=1500", "scenario.months=12", "parameters.population.burn_in_years=3"];
    let with =
        |set: &[&str]| simulate(&shipped("covid-2020-no-policy.toml", &[&small[..], &NONE, set].concat()));
    let worth = [
        "parameters.digital.gain=0.1",
        "parameters.digital.closed_output=0.3",
        "parameters.digital.known=0.2",
        "parameters.quality.value=0.5",
        "parameters.quality.saving=0.02",
        "parameters.skills.gain=0.05",
        "parameters.cluster.saving=0.05",
        "parameters.cluster.shock_sd=0.3",
        "parameters.innovation.cluster=1",
    ];
    assert_same_economy("no strengths", &with(&[]), &with(&worth));
}

/// Hazard of the firms that have something over that of the others, where it is worth something and where it is
/// worth nothing: what it does, and who has it.
fn hazards(
    name: &str,
    worthless: &[&str],
    months: u32,
    has: impl Fn(&Block, usize) -> bool + Copy,
) -> [f64; 2] {
    [&[][..], worthless].map(|set| {
        let exposure = exposed(&economy(name, set), 0.0, months, |b, i| u8::from(has(b, i)));
        let (ratio, closed) = ratio(&exposure, &[1], &[0]);
        assert!(closed > 300.0, "{closed} closures");
        ratio
    })
}

fn digital(b: &Block, i: usize) -> bool {
    b.digital_level(i) > 0
}

#[test]
fn digital_firms_come_through_a_lockdown_better() {
    let worthless =
        ["gain", "closed_output", "known", "dip"].map(|name| format!("parameters.digital.{name}=0"));
    let worthless: Vec<&str> = worthless.iter().map(String::as_str).collect();
    let [crisis, chosen] = hazards("covid-2020-no-policy.toml", &worthless, 15, digital);
    eprintln!("2020, digital firms over others: {crisis:.2}; were it worth nothing: {chosen:.2}");
    // Published for firms of China that sell on line: 3.0 to 3.4 points more alive where 19% closed, 0.83 times.
    assert!(crisis < chosen - 0.05 && (0.6..0.95).contains(&crisis), "{crisis} against {chosen}");
}

/// What a strength is worth: to the firms that have it at the start, and to all firms, in per cent of firms, jobs and
/// sales after four years, against the same economy in which it is worth nothing.
fn worth(worthless: &str, has: impl Fn(&Block, usize) -> bool + Copy) -> [[(f64, f64); 3]; 2] {
    let economy = |set: &[&str]| economy("baseline.toml", &[&["scenario.firms=20000"], set].concat());
    let (usual, other) = (economy(&[]), economy(&[worthless]));
    let own = effect(&usual, &other, 48, 4, |replication| Some(those(&other, replication, has)));
    let all = effect(&usual, &other, 48, 4, |_| None);
    eprintln!("{worthless}: firms, jobs, sales of those who have it {own:.1?}, of all {all:.1?}");
    // What one gains its rivals lose.
    assert!(all.iter().all(|(mean, half_width)| mean.abs() < 0.8 && *half_width < 0.6), "{all:?}");
    [own, all]
}

#[test]
fn a_digital_level_keeps_firms_and_jobs_at_the_cost_of_rivals() {
    let [[firms, jobs, sales], _] = worth("parameters.digital.gain=0", digital);
    for (what, (mean, half_width)) in [("firms", firms), ("jobs", jobs), ("sales", sales)] {
        assert!(mean > half_width && mean < 8.0, "{what}: {mean} ± {half_width}");
    }
}

#[test]
fn certified_firms_sell_more_and_employ_more() {
    let certified = |b: &Block, i: usize| b.certified(i) > 0;
    // Better goods, and the certificate that shows it. Levine and Toffel 2010: more sales and jobs, no size opened; others
    // find nothing on survival.
    let [[firms, jobs, sales], _] = worth("parameters.quality.value=0", certified);
    assert!(jobs.0 > jobs.1 && (2.0..12.0).contains(&sales.0) && firms.0.abs() < 2.5, "{sales:?} {firms:?}");
    // The certificate alone: were all quality seen without. Two in five have let it lapse by then.
    let [[_, jobs, sales], _] = worth("parameters.quality.seen=1", certified);
    assert!(jobs.0 > jobs.1 && sales.0 > sales.1 && sales.0 < 5.0, "{jobs:?} {sales:?}");
}

#[test]
fn skilled_staff_keeps_firms() {
    let [[firms, _, _], _] = worth("parameters.skills.gain=0", |b, i| b.skill(i) > 0);
    assert!(firms.0 > firms.1 && firms.0 < 3.0, "{firms:?}");
}

#[test]
fn members_of_clusters_do_no_worse_and_little_better() {
    let [[firms, _, _], _] = worth("parameters.cluster.saving=0", |b, i| b.has(i, flag::CLUSTER));
    // Contested in studies: no loss, and no more than a little.
    assert!((-0.5..2.0).contains(&firms.0) && firms.1 < 1.0, "{firms:?}");
}

#[test]
fn levers_that_help_firms_up_keep_firms_and_move_jobs() {
    let base = economy("baseline.toml", &["scenario.firms=20000"]);
    let of = |kind: &str, settings: &[(&str, f64)]| {
        let with = with_policy(&base, policy(kind, "2020-01", "2023-12", settings));
        let effects = effect(&with, &base, 48, 4, |_| None);
        eprintln!("{kind}: firms, jobs, sales of all {effects:.2?}");
        effects
    };
    // What firms save, others sell less, and not all of it is spent again: firms are kept, jobs are not.
    let [firms, jobs, _] = of("digital_subsidy", &[("share", 0.8)]);
    assert!(firms.0 > firms.1 && firms.0 < 3.0 && jobs.0.abs() < 1.5, "{firms:?} {jobs:?}");
    let [firms, jobs, _] = of("training_voucher", &[("share", 0.9), ("elasticity", 1.0)]);
    assert!(firms.0 > firms.1 && firms.0 < 1.5 && jobs.0.abs() < 0.5, "{firms:?} {jobs:?}");
    let [firms, jobs, _] = of("cluster_programme", &[("joining", 0.1), ("services", 0.005)]);
    assert!(firms.0 > firms.1 && firms.0 < 1.0 && jobs.0.abs() < 0.3, "{firms:?} {jobs:?}");
    // Certificates move sales between firms, and cost them.
    let [firms, jobs, _] = of("quality_brand", &[("share", 0.9), ("elasticity", 2.0)]);
    assert!(firms.0.abs() < 1.5 && jobs.0.abs() < 0.3 && jobs.1 < 0.3, "{firms:?} {jobs:?}");
}
