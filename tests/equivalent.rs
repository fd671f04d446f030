//! Descriptions that say the same give the same results: names and order, periods and targets in one piece or
//! in several, policies that concern nobody.

mod common;

use common::model::{
    assert_same_economy, column, difference, month, number, place, policy, shipped, shock, simulate, sum,
};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tideover::levers::{self, Audience, renewal};
use tideover::month::model::Scenario;
use tideover::policy::{Policy, Target};
use tideover::shocks::chance::{Chance, Intensity};
use tideover::shocks::{KINDS, Path, Shock};
use tideover::stats::run_tables::RunTables;

/// The crisis of 2020 with costly materials and energy, so that every lever finds something to act on; small,
/// for there are many levers.
fn storm() -> &'static (Scenario, RunTables) {
    static STORM: OnceLock<(Scenario, RunTables)> = OnceLock::new();
    STORM.get_or_init(|| {
        let set = [
            "scenario.months=14",
            "scenario.firms=1200",
            "parameters.population.burn_in_years=3",
            "parameters.population.burn_in_firms=2500",
        ];
        let mut scenario = shipped("covid-2020-no-policy.toml", &set);
        for kind in ["input_price", "energy"] {
            let path = Path::Step { from: month("2020-04"), to: Some(month("2020-09")) };
            let dear = Shock { name: kind.into(), ..shock(&scenario, kind, 0.2, path) };
            scenario.shocks.push(dear);
        }
        scenario.sort();
        let tables = simulate(&scenario);
        (scenario, tables)
    })
}

/// A policy with the default settings, or with some that make it do something, whose take-up follows from
/// awareness.
fn strong(kind: &str, from: &str, to: &str) -> Policy {
    let settings: &[(&str, f64)] = match kind {
        "lending_mechanism" => &[("dare", 1.3), ("margin_cut", 0.01), ("capital_bn", 300.0), ("growth", 1.2)],
        "loan_guarantee" => &[("payout_cap", 0.01)],
        "prompt_payment" => &[("enforcement", 0.3), ("late_interest", 0.05)],
        "energy_price_relief" => &[("rise", 0.3)],
        _ => &[],
    };
    let files = levers::ALL[levers::by_kind(kind).unwrap()].about().audience == Audience::Firms;
    let take_up = if files { None } else { Some(1.0) };
    Policy { take_up, ..policy(kind, from, to, settings) }
}

/// The scenario with these policies, in the order that a file would give them.
fn with(policies: Vec<Policy>) -> Scenario {
    let mut scenario = Scenario { policies, ..storm().0.clone() };
    scenario.sort();
    scenario
}

/// Policies called by their number.
fn named(policies: Vec<Policy>) -> Vec<Policy> {
    policies.into_iter().enumerate().map(|(n, policy)| Policy { name: format!("{n}"), ..policy }).collect()
}

/// What acts through other policies has one beside it.
fn beside(kind: &str) -> Vec<Policy> {
    match kind {
        "service_network" | "regional_execution" => {
            vec![Policy { name: "beside".into(), ..strong("tax_deferral", "2020-03", "2020-12") }]
        }
        _ => Vec::new(),
    }
}

/// The accounts of the policies month by month, summed over policies.
fn accounts(tables: &RunTables) -> BTreeMap<(String, String), f64> {
    let table = &tables.policies;
    let [at, first] = ["month", "eligible"].map(|name| place(table, name));
    let mut sums = BTreeMap::new();
    for row in &table.rows {
        for (name, cell) in table.columns.iter().zip(row).skip(first) {
            *sums.entry((row[at].text().into_owned(), name.clone())).or_insert(0.0) += number(cell);
        }
    }
    sums
}

/// Demands that two runs tell the same of the economy, and of the policies in sum.
#[track_caller]
fn assert_same(what: &str, left: &RunTables, right: &RunTables) {
    assert_same_economy(what, left, right);
    for ((key, left), (_, right)) in accounts(left).iter().zip(&accounts(right)) {
        // Counts are written in whole firms and money in whole units, each account rounded for itself. The
        // eligible are three counts: of one policy and of two that is nine roundings by half a firm.
        let rounding = match key.1.as_str() {
            "eligible" => 4.5,
            name if name.ends_with("_bn") => 1e-6 * left.abs().max(1.0),
            _ => 2.0,
        };
        assert!((left - right).abs() <= rounding, "{what}: {key:?} of all policies is {left}, and {right}");
    }
}

/// The rows of the policies without their names.
fn nameless(tables: &RunTables) -> Vec<String> {
    let at = place(&tables.policies, "policy");
    tables.policies.rows.iter().map(|row| format!("{:?}", [&row[..at], &row[at + 1..]].concat())).collect()
}

#[test]
fn names_and_order_decide_nothing() {
    // One policy of each lever that reaches some firms, one of a kind beside another, and shocks of several
    // kinds.
    let mut policies: Vec<Policy> =
        levers::ALL.iter().map(|lever| strong(lever.kind(), "2020-03", "2020-10")).collect();
    let second = strong("wage_subsidy", "2020-05", "2020-12");
    policies.push(Policy { settings: vec![0.1, 0.0], take_up: Some(0.5), name: "second".into(), ..second });
    let scenario = with(policies.clone());
    let tables = simulate(&scenario);
    let renamed = |name: String| {
        format!("{:x}", name.bytes().fold(7u64, |sum, byte| sum.wrapping_mul(31) ^ u64::from(byte)))
    };
    policies.reverse();
    policies.rotate_left(17);
    policies.iter_mut().for_each(|policy| policy.name = renamed(policy.name.clone()));
    let mut other = with(policies);
    other.shocks.reverse();
    other.shocks.iter_mut().for_each(|shock| shock.name = renamed(shock.name.clone()));
    other.sort();
    let again = simulate(&other);
    assert_same_economy("other names in another order", &tables, &again);
    assert_eq!(nameless(&tables), nameless(&again));
    assert!(difference(&tables.monthly, &storm().1.monthly).is_some());
}

#[test]
fn a_period_in_two_pieces_is_the_period() {
    for lever in levers::ALL {
        let kind = lever.kind();
        let whole = simulate(&with([vec![strong(kind, "2020-03", "2020-11")], beside(kind)].concat()));
        assert!(
            kind == "cultivation_ladder" || difference(&whole.monthly, &storm().1.monthly).is_some(),
            "{kind} does nothing"
        );
        let mut pieces = named(vec![strong(kind, "2020-07", "2020-11"), strong(kind, "2020-03", "2020-06")]);
        renewal::announce(&mut pieces, &[false, false]);
        assert_same(kind, &whole, &simulate(&with([pieces, beside(kind)].concat())));
    }
}

/// Parts of a set of so many, as two lists.
fn halves(n: usize) -> [Vec<usize>; 2] {
    [(0..n).filter(|i| i % 3 != 1).collect(), (0..n).filter(|i| i % 3 == 1).collect()]
}

/// The same, but that what public purchases cost more is a sum over sectors which each policy rounds for
/// itself: no money moves by it.
#[track_caller]
fn assert_same_but_for_rounding(what: &str, kind: &str, left: &RunTables, right: &RunTables) {
    if kind != "procurement_set_aside" {
        return assert_same(what, left, right);
    }
    let same = |tables: &RunTables, name: &str| column(&tables.monthly, name);
    for name in ["firms_million", "jobs_million", "sales_bn", "wages_bn"] {
        assert_eq!(same(left, name), same(right, name), "{what}: {name}");
    }
    let paid = |tables: &RunTables| sum(&tables.policies, "paid_out_bn");
    assert!((paid(left) / paid(right) - 1.0).abs() < 1e-6, "{what}: {} and {}", paid(left), paid(right));
}

/// Rules on markets of which a target in two parts costs or does more than the whole, as the key `target` and
/// their pages say: a sum for the whole country each, or places of one ladder. Rules that hold all over the
/// country or in all trades take no such target.
const NOT_IN_PARTS: [&str; 6] = [
    "consumption_voucher",
    "service_network",
    "regional_execution",
    "fair_competition",
    "entry_facilitation",
    "cultivation_ladder",
];

#[test]
fn a_target_in_parts_is_the_target() {
    let (sectors, regions) = (storm().0.economy.n_sectors(), storm().0.economy.n_regions());
    let by = |sectors: Option<Vec<usize>>, regions: Option<Vec<usize>>, sizes: Option<Vec<usize>>| Target {
        sectors,
        regions,
        sizes,
        ..Target::default()
    };
    let with_firms = |list: Vec<usize>| {
        list.into_iter().filter(|s| storm().0.economy.sectors[*s].has_firms).collect::<Vec<_>>()
    };
    for lever in levers::ALL
        .iter()
        .filter(|lever| matches!(lever.about().audience, Audience::Firms | Audience::Markets))
    {
        let kind = lever.kind();
        let own = strong(kind, "2020-03", "2020-11");
        let whole = simulate(&with([vec![own.clone()], beside(kind)].concat()));
        let mut ways = vec![
            ("sectors", halves(sectors).map(|list| by(Some(with_firms(list)), None, None))),
            ("regions", halves(regions).map(|list| by(None, Some(list), None))),
        ];
        ways.retain(|(what, _)| lever.places().contains(what));
        if lever.about().audience == Audience::Firms {
            ways.push(("sizes", [by(None, None, Some(vec![0])), by(None, None, Some(vec![1, 2]))]));
        }
        for (what, targets) in ways {
            let parts = targets.map(|target| Policy { target, ..own.clone() });
            let parts = simulate(&with([named(parts.to_vec()), beside(kind)].concat()));
            if NOT_IN_PARTS.contains(&kind) {
                assert!(
                    accounts(&whole) != accounts(&parts),
                    "{kind} by {what} is the same in parts: the key target says otherwise"
                );
            } else {
                assert_same_but_for_rounding(&format!("{kind} by {what}"), kind, &whole, &parts);
            }
        }
    }
}

#[test]
fn pieces_of_a_grant_by_time_and_size_pay_once() {
    // Most firms change their size class at some time: what they have had of one part counts under the other.
    let grant = |from: &str, to: &str| Policy { take_up: Some(1.0), ..strong("liquidity_grant", from, to) };
    let whole = simulate(&with(vec![grant("2020-02", "2021-01")]));
    let of = |sizes: &[usize], from: &str, to: &str| {
        let target = Target { sizes: Some(sizes.to_vec()), ..Target::default() };
        Policy { target, ..grant(from, to) }
    };
    let pieces = named(vec![
        of(&[0], "2020-02", "2020-05"),
        of(&[1, 2], "2020-02", "2020-08"),
        of(&[0], "2020-06", "2020-08"),
        grant("2020-09", "2021-01"),
    ]);
    assert_same("a grant", &whole, &simulate(&with(pieces)));
    // A month without it makes it another round, and so does another word: both are paid once more.
    let paid = |tables: &RunTables| sum(&tables.policies, "paid_out_bn");
    let gap = simulate(&with(named(vec![grant("2020-02", "2020-05"), grant("2020-07", "2021-01")])));
    let word = simulate(&with(named(vec![
        grant("2020-02", "2020-05"),
        Policy { draw: "second".into(), ..grant("2020-06", "2021-01") },
    ])));
    for (what, other) in [("a gap", gap), ("another draw", word)] {
        assert!(paid(&other) > 1.7 * paid(&whole), "{what}: {} against {}", paid(&other), paid(&whole));
    }
}

#[test]
fn support_that_is_renewed_does_not_end() {
    let subsidy = |from: &str, to: &str| Policy { take_up: Some(1.0), ..strong("wage_subsidy", from, to) };
    // A deep cliff and more firms: of few a month earlier or later moves a handful of hires.
    let jobs = |policies: Vec<Policy>| {
        let mut scenario = with(named(policies));
        scenario.params.expectations.cliff = 0.6;
        scenario.firms = 6000;
        column(&simulate(&scenario).monthly, "jobs_million")
    };
    let (first, second) = (subsidy("2020-03", "2020-05"), subsidy("2020-06", "2020-11"));
    let whole = jobs(vec![subsidy("2020-03", "2020-11")]);
    // June 2020 is the sixth month. Known in time by its default, in time for part of the cliff, in the month
    // itself.
    let renewed =
        |announced: &str| jobs(vec![first.clone(), Policy { announced: month(announced), ..second.clone() }]);
    assert_eq!(renewed("2020-03"), whole);
    let (late, surprise) = (renewed("2020-05"), renewed("2020-06"));
    assert!(surprise[4] < late[4] && late[4] < whole[4], "{} {} {}", surprise[4], late[4], whole[4]);
    // What a surprise costs is what the end costs, until it is no end.
    let ends = jobs(vec![first.clone()]);
    assert_eq!(surprise[..5], ends[..5]);
    // With more support no cliff, and what it will bring beyond counts before it comes; with less a smaller cliff;
    // another lever does as well.
    let after = |settings: Vec<f64>| {
        jobs(vec![first.clone(), Policy { settings, announced: month("2020-03"), ..second.clone() }])
    };
    let more = after(vec![0.5, 0.0]);
    assert!(more[4] > whole[4] && more[4] < 1.002 * whole[4], "{} {}", more[4], whole[4]);
    let less = after(vec![0.1, 0.0]);
    assert!(ends[4] < less[4] && less[4] < whole[4], "{} {} {}", ends[4], less[4], whole[4]);
    let other = policy("short_time_work", "2020-06", "2020-11", &[("share", 0.3)]);
    assert_eq!(jobs(vec![first.clone(), Policy { announced: month("2020-03"), ..other }])[..5], whole[..5]);
    // A month without it is an end; for some firms only, an end for the others.
    let gap =
        jobs(vec![first.clone(), Policy { announced: month("2020-03"), ..subsidy("2020-07", "2020-11") }]);
    assert_eq!(gap[..5], ends[..5]);
    let somewhere = Policy {
        target: Target { regions: Some((0..26).collect()), ..Target::default() },
        announced: month("2020-03"),
        ..second
    };
    let some = jobs(vec![first, somewhere]);
    assert!(ends[4] < some[4] && some[4] < whole[4], "{} {} {}", ends[4], some[4], whole[4]);
}

#[test]
fn a_policy_that_concerns_nobody_changes_nothing() {
    let own = Policy { name: "own".into(), ..strong("wage_subsidy", "2020-03", "2020-08") };
    let alone = simulate(&with(vec![own.clone()]));
    let nobody = Target { headcount_at_most: Some(0.5), ..Target::default() };
    let mut others: Vec<Policy> = Vec::new();
    for lever in levers::ALL.iter().filter(|lever| lever.about().audience == Audience::Firms) {
        let kind = lever.kind();
        others.push(Policy {
            name: format!("{kind}: nobody uses it"),
            take_up: Some(0.0),
            ..strong(kind, "2020-02", "2020-12")
        });
        others.push(Policy {
            name: format!("{kind}: nobody is eligible"),
            target: nobody.clone(),
            ..strong(kind, "2020-02", "2020-12")
        });
    }
    // The same as the policy itself, before and after: of no use to anybody, it is no renewal that anybody
    // counts on.
    assert_same_economy("beside many", &alone, &simulate(&with([vec![own], others].concat())));
}

#[test]
fn two_of_a_kind_meet_the_same_firms_unless_the_file_says_otherwise() {
    let of = |share: f64, draw: &str| {
        let own = policy("wage_subsidy", "2020-03", "2020-08", &[("share", share)]);
        Policy { take_up: Some(0.3), draw: draw.into(), ..own }
    };
    let reached = |tables: &RunTables| sum(&tables.policies, "reached");
    let paid = |tables: &RunTables| sum(&tables.policies, "paid_out_bn");
    let one = simulate(&with(vec![of(0.6, "")]));
    let same = simulate(&with(named(vec![of(0.3, ""), of(0.3, "")])));
    let apart = simulate(&with(named(vec![of(0.3, ""), of(0.3, "b")])));
    // Twice the same three firms in ten, each by half: what one policy of the whole does, but for the
    // rounding of each payment.
    assert!((paid(&same) / paid(&one) - 1.0).abs() < 0.01, "{} against {}", paid(&same), paid(&one));
    assert!(difference(&same.monthly, &apart.monthly).is_some());
    assert!((reached(&apart) / reached(&same) - 1.0).abs() < 0.05);
    // By another name, or among others: the same firms.
    let beside = simulate(&with(named(vec![strong("prompt_payment", "2020-03", "2020-08"), of(0.6, "b")])));
    let other = simulate(&with(vec![
        strong("prompt_payment", "2020-03", "2020-08"),
        Policy { name: "x".into(), ..of(0.6, "b") },
    ]));
    assert_same_economy("another name", &beside, &other);
}

/// A shock of a kind of a size that it may have.
fn of_kind(kind: &str, path: Path) -> Shock {
    let size = match kind {
        "payment_delay" => 30.0,
        "demand" | "export" | "confidence" => -0.2,
        _ => 0.2,
    };
    Shock { name: "whole".into(), ..shock(&storm().0, kind, size, path) }
}

fn shaken(shocks: Vec<Shock>) -> RunTables {
    let mut scenario = Scenario { shocks, ..storm().0.clone() };
    scenario.sort();
    simulate(&scenario)
}

#[test]
fn a_shock_in_pieces_is_the_shock() {
    let step = |from: &str, to: &str| Path::Step { from: month(from), to: Some(month(to)) };
    let base = &storm().0;
    for kind in KINDS.iter().map(|spec| spec.kind) {
        let whole = of_kind(kind, step("2020-03", "2020-08"));
        let tables = shaken(vec![whole.clone()]);
        assert!(difference(&tables.monthly, &shaken(Vec::new()).monthly).is_some(), "{kind} does nothing");
        let pieces = ["b", "a"].into_iter().zip([step("2020-03", "2020-05"), step("2020-06", "2020-08")]);
        let pieces = pieces.map(|(name, path)| Shock { name: name.into(), path, ..whole.clone() }).collect();
        assert_same_economy(&format!("{kind} by months"), &tables, &shaken(pieces));
        // By sector and region: three parts of a whole.
        let part = |keep: &dyn Fn(usize) -> bool, list: &[f64]| -> Vec<f64> {
            list.iter().enumerate().map(|(at, size)| if keep(at) { *size } else { 0.0 }).collect()
        };
        let [even, odd] = [0, 1].map(|rest| move |at: usize| at % 2 == rest);
        let some = Shock { by_sector: part(&even, &whole.by_sector), ..whole.clone() };
        let parts = vec![
            Shock { name: "1".into(), by_sector: part(&odd, &whole.by_sector), ..whole.clone() },
            Shock { name: "2".into(), by_region: part(&even, &whole.by_region), ..some.clone() },
            Shock { name: "3".into(), by_region: part(&odd, &whole.by_region), ..some },
        ];
        assert_eq!(base.economy.n_regions(), whole.by_region.len());
        assert_same_economy(&format!("{kind} by sector and region"), &tables, &shaken(parts));
    }
}

#[test]
fn what_chance_decides_has_the_draws_that_the_file_gives_it() {
    let whole = Shock {
        chance: Some(Chance { probability: 0.2, months: 3 }),
        intensity: Some(Intensity::Between { min: -0.4, max: -0.1 }),
        by_sector: vec![1.0; storm().0.economy.n_sectors()],
        ..of_kind("demand", Path::Step { from: month("2020-01"), to: None })
    };
    let tables = shaken(vec![whole.clone()]);
    let renamed = Shock { name: "other".into(), ..whole.clone() };
    assert_same_economy("another name", &tables, &shaken(vec![renamed.clone()]));
    let of_region = |rest: usize| {
        whole
            .by_region
            .iter()
            .enumerate()
            .map(|(at, size)| if at % 2 == rest { *size } else { 0.0 })
            .collect()
    };
    let halves = |draws: [&str; 2]| {
        let half = |(rest, draw): (usize, &str)| Shock {
            name: draw.into(),
            draw: draw.into(),
            by_region: of_region(rest),
            ..whole.clone()
        };
        shaken(draws.into_iter().enumerate().map(half).collect())
    };
    assert_same_economy("two halves with the same draws", &tables, &halves(["", ""]));
    assert!(difference(&tables.monthly, &halves(["", "b"]).monthly).is_some());
}

#[test]
fn arms_part_where_firms_feel_it() {
    use tideover::simulation::fork::first_apart;
    let norms = tideover::month::norms::of(&storm().0.economy, &storm().0.params, 1200.0);
    let end = storm().0.start.plus(14);
    let apart = |one: Vec<Policy>, other: Vec<Policy>| {
        first_apart(&with(one), &with(other), &norms, end).map(|month| month.to_string())
    };
    let own = |kind: &str, to: &str| strong(kind, "2020-03", to);
    // Firms see the end of what bears their pay three months ahead; of another policy not before it has come.
    assert_eq!(
        apart(vec![own("wage_subsidy", "2020-08")], vec![own("wage_subsidy", "2020-12")]).as_deref(),
        Some("2020-06")
    );
    assert_eq!(
        apart(vec![own("tax_relief", "2020-08")], vec![own("tax_relief", "2020-12")]).as_deref(),
        Some("2020-09")
    );
    // A renewal is felt in the last months of what it renews, once it is known.
    let renewal = |announced: &str| Policy {
        name: "more".into(),
        announced: month(announced),
        ..strong("wage_subsidy", "2020-09", "2020-12")
    };
    let renewed = |announced: &str| {
        apart(vec![own("wage_subsidy", "2020-08")], vec![own("wage_subsidy", "2020-08"), renewal(announced)])
    };
    assert_eq!(renewed("2020-02").as_deref(), Some("2020-06"));
    assert_eq!(renewed("2020-08").as_deref(), Some("2020-08"));
    assert_eq!(renewed("2020-09").as_deref(), Some("2020-09"));
}
