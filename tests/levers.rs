//! The levers: without strength they change nothing; with strength they push the way they should, cost what
//! they pay, and stop at their budget.

mod common;

use common::model::{
    assert_same_economy, booked, burned, column, difference, grouped, month, number, place, policy, rows,
    shipped, shock, simulate, sum, with_policy,
};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tideover::levers;
use tideover::month::model::Scenario;
use tideover::month::out::Report;
use tideover::policy::{Policy, Target};
use tideover::shocks::{Path, Shock};
use tideover::simulation::Run;
use tideover::state::ledger::Item;
use tideover::state::slots::BLOCK;
use tideover::stats::run_tables::RunTables;
use tideover::table::Table;

/// The crisis of 2020 without relief, small.
fn base() -> &'static (Scenario, RunTables) {
    static BASE: OnceLock<(Scenario, RunTables)> = OnceLock::new();
    BASE.get_or_init(|| {
        let scenario = shipped(
            "covid-2020-no-policy.toml",
            &[
                "scenario.months=24",
                "scenario.firms=6000",
                "parameters.population.burn_in_years=6",
                "parameters.population.burn_in_firms=6000",
                // What levers do to firms in business: none reaches a dormant one.
                "parameters.dormancy.share=0",
            ],
        );
        let tables = simulate(&scenario);
        (scenario, tables)
    })
}

fn run(policy: Policy) -> RunTables {
    simulate(&with_policy(&base().0, policy))
}

/// In force from March to December 2020.
fn lever(kind: &str, settings: &[(&str, f64)]) -> Policy {
    policy(kind, "2020-03", "2020-12", settings)
}

/// The rows of the months from one to another.
fn between(table: &Table, from: &str, to: &str) -> Table {
    let at = place(table, "month");
    let inside = |row: &Vec<tideover::table::Cell>| {
        let now = month(&row[at].text());
        month(from) <= now && now <= month(to)
    };
    Table {
        columns: table.columns.clone(),
        rows: table.rows.iter().filter(|row| inside(row)).cloned().collect(),
    }
}

/// Failures for lack of cash or with debts above assets.
fn failures(tables: &RunTables) -> f64 {
    ["deaths_illiquid_thousand", "deaths_insolvent_thousand", "deaths_chain_thousand"]
        .iter()
        .map(|name| sum(&tables.monthly, name))
        .sum()
}

fn mean(table: &Table, name: &str) -> f64 {
    sum(table, name) / table.rows.len() as f64
}

/// The same crisis with costly materials and energy, so that every lever finds something to act on; short,
/// for there are many levers.
fn storm() -> (Scenario, RunTables) {
    let mut scenario = shipped(
        "covid-2020-no-policy.toml",
        &[
            "scenario.months=14",
            "scenario.firms=3000",
            "parameters.population.burn_in_years=6",
            "parameters.population.burn_in_firms=6000",
            "parameters.dormancy.share=0",
        ],
    );
    for kind in ["input_price", "energy"] {
        let path = Path::Step { from: month("2020-04"), to: Some(month("2020-09")) };
        let dear = Shock { name: kind.into(), ..shock(&scenario, kind, 0.2, path) };
        scenario.shocks.push(dear);
    }
    let tables = simulate(&scenario);
    (scenario, tables)
}

#[test]
fn a_lever_without_strength_changes_nothing() {
    let (scenario, none) = storm();
    let run = |policy: Policy| simulate(&with_policy(&scenario, policy));
    let neutral = |about: &levers::About| -> Policy {
        let settings: Vec<(&str, f64)> =
            about.fields.iter().filter_map(|field| Some((field.name, field.neutral?))).collect();
        assert!(!settings.is_empty(), "{} has no strength", about.kind);
        lever(about.kind, &settings)
    };
    for about in levers::ALL.iter().map(|lever| lever.about()) {
        let kind = about.kind;
        // Its four channels are off until one is asked for.
        let strong = lever(
            kind,
            if kind == "lending_mechanism" { &[("dare", 1.3), ("margin_cut", 0.01)] } else { &[] },
        );
        let mut weak = vec![
            ("no strength", neutral(about)),
            ("after the window", Policy { from: month("2022-01"), to: month("2022-12"), ..strong.clone() }),
            ("before the window", Policy { from: month("2019-01"), to: month("2019-12"), ..strong.clone() }),
        ];
        // No firm applies for a rule on buyers, banks or markets, and no file may ask for it.
        if about.audience.rule_on().is_none() {
            weak.extend([
                ("nobody hears of it", Policy { take_up: Some(0.0), ..strong.clone() }),
                ("no budget", Policy { budget: Some(0.0), ..strong.clone() }),
                (
                    "nobody qualifies",
                    Policy {
                        target: Target { headcount_at_most: Some(0.0), ..Target::default() },
                        ..strong.clone()
                    },
                ),
            ]);
        }
        for (what, rule) in weak {
            assert_same_economy(&format!("{kind}, {what}"), &none, &run(rule));
        }
        // And the same lever with strength does change something, or this test could not fail; and somebody
        // bears a cost. What acts through other policies is held against one of them alone.
        let (none, tables) = match kind {
            "service_network" | "regional_execution" => {
                let grant = Policy { name: "grant".into(), take_up: None, ..lever("liquidity_grant", &[]) };
                let with = |policies: Vec<Policy>| simulate(&Scenario { policies, ..scenario.clone() });
                (with(vec![grant.clone()]), with(vec![strong, grant]))
            }
            _ => (none.clone(), run(strong)),
        };
        assert!(difference(&none.monthly, &tables.monthly).is_some(), "{kind} does nothing at all");
        let bears =
            ["paid_out_bn", "lost_bn", "newly_deferred_bn", "newly_guaranteed_bn", "borne_by_others_bn"];
        assert!(
            bears.iter().any(|column| sum(&tables.policies, column) > 0.0),
            "{kind} moves the economy at no cost to anybody"
        );
    }
    // All of them side by side.
    let mut scenario = scenario.clone();
    scenario.policies = levers::ALL.iter().map(|lever| neutral(lever.about())).collect();
    assert_same_economy("all levers without strength", &none, &simulate(&scenario));
}

/// The sums of the policies' accounts over all months, in minor units of the simulated economy.
struct Accounts {
    deferred: i64,
    recovered: i64,
    lost: i64,
    outstanding: i64,
    paid: i64,
}

fn accounts(scenario: &Scenario) -> Accounts {
    let burned = burned(scenario);
    let mut run = Run::new(scenario, &burned, 0);
    for _ in 0..tideover::simulation::settling_months(scenario) {
        run.settle();
    }
    run.begin(false);
    let mut sums = Accounts { deferred: 0, recovered: 0, lost: 0, outstanding: 0, paid: 0 };
    for _ in 0..scenario.months {
        for count in run.month().policies {
            sums.deferred += count.deferred.0;
            sums.recovered += count.recovered.0;
            sums.lost += count.lost.0;
            sums.paid += count.paid.0;
            sums.outstanding = count.outstanding.0;
        }
    }
    sums
}

#[test]
fn deferred_taxes_help_at_first_and_are_paid_or_lost() {
    let none = &base().1;
    let rule = lever("tax_deferral", &[("share", 1.0), ("months", 8.0), ("contributions", 1.0)]);
    let deferred = run(rule.clone());
    let first = |tables: &RunTables| mean(&between(&tables.monthly, "2020-03", "2020-09"), "illiquid_share");
    assert!(first(&deferred) < first(none), "{} against {}", first(&deferred), first(none));
    // Before it is due only closing firms pay; then most comes back.
    let back = |from: &str, to: &str| sum(&between(&deferred.policies, from, to), "recovered_bn");
    let (early, late) = (back("2020-03", "2020-10"), back("2020-11", "2021-08"));
    assert!(
        early < 0.2 * late,
        "{early} bn came back before the first month in which anything was due, {late} after"
    );
    let (new, back) = (booked(&deferred, "taxes_deferred"), booked(&deferred, "deferred_taxes_paid"));
    assert!(new > 0.0 && back > 0.5 * new, "of {new} bn deferred {back} came back");
    let exact = accounts(&with_policy(&base().0, rule));
    assert!(exact.deferred > 0);
    assert_eq!(exact.deferred, exact.recovered + exact.lost + exact.outstanding);
    assert_eq!(exact.paid, 0);
}

#[test]
fn a_deferral_still_runs_when_the_window_ends() {
    // Sixty months to pay: at the end what was not lost is outstanding, to the unit.
    let exact = accounts(&with_policy(&base().0, lever("tax_deferral", &[("share", 0.5), ("months", 60.0)])));
    assert!(
        exact.outstanding > 0 && exact.recovered > 0,
        "{} {} {}",
        exact.outstanding,
        exact.recovered,
        exact.lost
    );
    assert_eq!(exact.deferred, exact.recovered + exact.lost + exact.outstanding);
    // Where estates are worth nothing the treasury loses, and that is booked as well, once they are wound up.
    let mut worthless = base().0.clone();
    assert!(worthless.params.set("estate", "months", 6.0));
    for haircut in ["fixed_haircut", "claims_haircut", "stock_haircut"] {
        assert!(worthless.params.set("estate", haircut, 1.0));
    }
    let exact =
        accounts(&with_policy(&worthless, lever("tax_deferral", &[("share", 1.0), ("months", 60.0)])));
    assert!(exact.lost > 0, "no firm with deferred taxes failed without means");
    assert_eq!(exact.deferred, exact.recovered + exact.lost + exact.outstanding);
}

#[test]
fn a_wage_subsidy_keeps_jobs_and_firms_and_pays_its_share() {
    let none = &base().1;
    let subsidy = run(lever("wage_subsidy", &[("share", 0.5)]));
    let jobs = |tables: &RunTables| mean(&between(&tables.monthly, "2020-06", "2021-02"), "jobs_million");
    assert!(jobs(&subsidy) > jobs(none) * 1.005, "{} against {}", jobs(&subsidy), jobs(none));
    assert!(failures(&subsidy) < 0.95 * failures(none), "{} against {}", failures(&subsidy), failures(none));
    // Everyone qualifies: half of the wage bill, contributions included, that fell due in the months in
    // force.
    let bill = sum(&between(&subsidy.monthly, "2020-03", "2020-12"), "wages_bn");
    let paid = sum(&subsidy.policies, "paid_out_bn");
    assert!((paid / bill - 0.5).abs() < 0.01, "paid {paid} of {bill}");
    assert!(paid > 0.0 && (paid - booked(&subsidy, "wage_subsidies")).abs() < 1e-9 * paid);
    // A cap per worker binds.
    let capped =
        sum(&run(lever("wage_subsidy", &[("share", 0.5), ("cap_month", 500.0)])).policies, "paid_out_bn");
    let heads = sum(&between(&subsidy.monthly, "2020-03", "2020-12"), "jobs_million") * 1e6;
    assert!(
        capped < 0.5 * paid && capped * 1e9 < 500.0 * heads * 1.05,
        "{capped} bn for {heads} head-months"
    );
}

#[test]
fn a_grant_saves_firms_and_costs_what_firms_get() {
    let none = &base().1;
    let grant = run(lever("liquidity_grant", &[("share", 2.0), ("every", 12.0)]));
    assert!(failures(&grant) < 0.95 * failures(none), "{} against {}", failures(&grant), failures(none));
    let (paid, got) = (sum(&grant.policies, "paid_out_bn"), booked(&grant, "grants"));
    assert!(paid > 0.0 && (paid - got).abs() < 1e-9 * paid, "{paid} paid, {got} received");
    assert!((sum(&grant.monthly, "policy_outlay_bn") - paid).abs() < 1e-9 * paid);
    // Once a year: everyone in March, afterwards only firms born since.
    let reached = column(&grant.policies, "reached");
    let march = reached[2];
    assert!(
        march > 0.9 * 1e6 * column(&grant.monthly, "firms_million")[2] && reached[3] < 0.05 * march,
        "{reached:?}"
    );
}

#[test]
fn a_guarantee_widens_credit_and_books_losses() {
    let none = &base().1;
    let rule = [("cover", 0.9), ("fee", 0.01), ("access", 0.6), ("limit_factor", 1.5)];
    let guaranteed = run(lever("loan_guarantee", &rule));
    let in_force =
        |tables: &RunTables, name: &str| sum(&between(&tables.monthly, "2020-03", "2020-12"), name);
    assert!(in_force(&guaranteed, "credit_granted_bn") > 1.05 * in_force(none, "credit_granted_bn"));
    assert!(in_force(&guaranteed, "loan_grants_thousand") > 1.05 * in_force(none, "loan_grants_thousand"));
    let refused = |tables: &RunTables| {
        (in_force(tables, "credit_refused_risk_bn") + in_force(tables, "credit_refused_access_bn"))
            / in_force(tables, "credit_applied_bn")
    };
    assert!(refused(&guaranteed) < 0.9 * refused(none), "{} against {}", refused(&guaranteed), refused(none));
    let called = booked(&guaranteed, "guarantees_called");
    assert!(
        called > 0.0 && (called - sum(&guaranteed.policies, "lost_bn")).abs() < 1e-9 * called,
        "{called}"
    );
    // Of what is lost in the end the fund bears at most what it covers; estates are wound up soon, to see it.
    let mut soon = base().0.clone();
    assert!(soon.params.set("estate", "months", 4.0));
    let ended = simulate(&with_policy(&soon, lever("loan_guarantee", &rule)));
    let (fund, banks) = (booked(&ended, "fund_claims_lost"), booked(&ended, "loans_lost"));
    assert!(fund > 0.0 && fund < 0.9 * (fund + banks), "the fund lost {fund}, the banks {banks}");
    assert!(booked(&guaranteed, "guarantee_fees") > 0.0 && booked(none, "guarantee_fees") == 0.0);
    // Cheaper than uncovered loans of the same month.
    assert!(
        mean(&between(&guaranteed.monthly, "2020-03", "2020-12"), "loan_rate")
            < mean(&between(&none.monthly, "2020-03", "2020-12"), "loan_rate")
    );
}

#[test]
fn a_moratorium_puts_repayment_off() {
    let none = &base().1;
    let moratorium = run(lever("loan_moratorium", &[("principal", 1.0), ("interest", 1.0)]));
    let repaid = |tables: &RunTables, from: &str, to: &str| {
        sum(&between(&rows(&tables.ledger, "item", "loans_repaid"), from, to), "amount_bn")
    };
    let (during, before) = (repaid(&moratorium, "2020-03", "2020-12"), repaid(none, "2020-03", "2020-12"));
    assert!(during < 0.75 * before, "{during} against {before} while in force: only estates repay");
    let (after, usual) = (repaid(&moratorium, "2021-01", "2021-06"), repaid(none, "2021-01", "2021-06"));
    assert!(after > 1.1 * usual, "{after} against {usual} afterwards");
    assert!(booked(&moratorium, "interest_added_to_loan") > 0.0);
    let interest = |tables: &RunTables| {
        sum(&between(&rows(&tables.ledger, "item", "interest"), "2020-03", "2020-12"), "amount_bn")
    };
    assert!(interest(&moratorium) < 0.01 * interest(none), "interest was paid in spite of the moratorium");
    let illiquid =
        |tables: &RunTables| mean(&between(&tables.monthly, "2020-03", "2020-12"), "illiquid_share");
    assert!(illiquid(&moratorium) < illiquid(none), "{} against {}", illiquid(&moratorium), illiquid(none));
    // Principal alone: interest goes on.
    let principal = run(lever("loan_moratorium", &[("principal", 1.0), ("interest", 0.0)]));
    assert_eq!(booked(&principal, "interest_added_to_loan"), 0.0);
    assert!(interest(&principal) > 0.9 * interest(none));
}

#[test]
fn under_a_moratorium_no_living_firm_repays() {
    let debts = |run: &Run| -> BTreeMap<u64, i64> {
        let firms = run
            .state
            .blocks
            .iter()
            .flat_map(|b| (0..BLOCK).filter(|i| b.lives(*i)).map(move |i| (b.id[i], b.debt(i).0)));
        firms.collect()
    };
    let falls = |scenario: &Scenario| {
        let burned = burned(scenario);
        let mut run = Run::new(scenario, &burned, 0);
        (0..tideover::simulation::settling_months(scenario)).for_each(|_| drop(run.settle()));
        (0..2).for_each(|_| drop(run.month()));
        let before = debts(&run);
        run.month();
        assert_eq!(run.state.now, month("2020-03"));
        debts(&run).iter().filter(|(id, debt)| before.get(id).is_some_and(|old| *debt < old)).count()
    };
    assert_eq!(falls(&with_policy(&base().0, lever("loan_moratorium", &[]))), 0);
    assert!(falls(&base().0) > 100);
}

#[test]
fn a_budget_is_never_exceeded() {
    let strong: [(&str, &[(&str, f64)]); 8] = [
        ("wage_subsidy", &[("share", 0.8)]),
        ("liquidity_grant", &[("share", 2.0), ("every", 1.0)]),
        ("tax_deferral", &[("share", 1.0), ("months", 24.0), ("contributions", 1.0)]),
        ("loan_guarantee", &[("cover", 0.9), ("access", 1.0)]),
        ("tax_relief", &[("vat", 1.0), ("profit", 1.0), ("fees", 1.0), ("small_taxpayers_only", 0.0)]),
        ("contribution_relief", &[("share", 1.0)]),
        ("rent_relief", &[("share", 0.5), ("state_bears", 1.0)]),
        ("interest_subsidy", &[("share", 1.0)]),
    ];
    for (kind, settings) in strong {
        let used = |tables: &RunTables| {
            let spent: Vec<f64> = column(&tables.policies, "paid_out_bn")
                .iter()
                .zip(column(&tables.policies, "lost_bn"))
                .scan(0.0, |sum, (paid, lost)| {
                    *sum += paid + lost;
                    Some(*sum)
                })
                .zip(column(&tables.policies, "deferred_bn"))
                .map(|(spent, outstanding)| spent + outstanding)
                .collect();
            spent.into_iter().fold(0.0, f64::max)
        };
        let whole = used(&run(lever(kind, settings)));
        let budget = 0.3 * whole;
        let capped = run(Policy { budget: Some(budget * 1e9), ..lever(kind, settings) });
        let spent = used(&capped);
        // Losses of guarantees already given can't be refused; everything else stops at the budget.
        let slack = if kind == "loan_guarantee" { 1.01 } else { 1.0 + 1e-9 };
        assert!(spent <= budget * slack, "{kind}: {spent} bn of a budget of {budget}");
        assert!(spent > 0.9 * budget, "{kind}: {spent} bn of a budget of {budget}: the queue stops too soon");
        assert!(
            sum(&capped.policies, "refused_budget") > 0.0,
            "{kind}: nobody was told that the budget is spent"
        );
    }
}

#[test]
fn a_target_limits_whom_a_lever_reaches() {
    let none = &base().1;
    let march = |tables: &RunTables| between(&tables.policies, "2020-03", "2020-03");
    let reached = |target: Target| {
        let tables = run(Policy { target, ..lever("liquidity_grant", &[("share", 1.0), ("every", 60.0)]) });
        number(&march(&tables).rows[0][place(&tables.policies, "reached")])
    };
    // Firms at the end of February, before the grant.
    let in_february = |dimension: &'static str, name: &str| {
        let table = rows(grouped(none, dimension), dimension, name);
        number(&between(&table, "2020-02", "2020-02").rows[0][place(&table, "firms_thousand")]) * 1e3
    };
    let all = reached(Target::default());
    let micro = reached(Target { sizes: Some(vec![0]), ..Target::default() });
    let firms = in_february("size", "micro");
    assert!(micro <= firms + 1.0 && micro > 0.95 * firms, "{micro} of {firms} micro firms");
    assert!(micro < all);
    let sector = base().0.economy.sectors.iter().position(|s| s.id == "construction").unwrap();
    let construction = reached(Target { sectors: Some(vec![sector]), ..Target::default() });
    let firms = in_february("sector", "construction");
    assert!(
        construction <= firms + 1.0 && construction > 0.95 * firms,
        "{construction} of {firms} construction firms"
    );
    let formal = reached(Target { formal: Some(true), ..Target::default() });
    let informal = reached(Target { formal: Some(false), ..Target::default() });
    assert!(
        (formal + informal - all).abs() <= 2.0 && formal > 0.0 && informal > formal,
        "{formal} + {informal} = {all}"
    );
    let few = reached(Target { cash_below_months: Some(0.5), ..Target::default() });
    assert!(few > 0.0 && few < 0.5 * all, "{few} of {all} firms lack cash");
    let half =
        run(Policy { take_up: Some(0.5), ..lever("liquidity_grant", &[("share", 1.0), ("every", 60.0)]) });
    let heard = number(&march(&half).rows[0][place(&half.policies, "reached")]);
    assert!((heard / all - 0.5).abs() < 0.03, "{heard} of {all}");
}

#[test]
fn money_comes_after_the_delay() {
    let late = run(Policy { delay: 2, ..lever("liquidity_grant", &[("share", 1.0)]) });
    let paid = column(&late.policies, "paid_out_bn");
    assert_eq!(paid[..4], [0.0; 4], "nothing before May 2020");
    assert!(paid[4] > 0.0, "{paid:?}");
}

/// Two policies of one kind, side by side under two names.
fn both(first: Policy, second: Policy) -> RunTables {
    let mut scenario = base().0.clone();
    scenario.policies =
        vec![Policy { name: "first".into(), ..first }, Policy { name: "second".into(), ..second }];
    simulate(&scenario)
}

fn money_of(tables: &RunTables, name: &str, what: &str) -> f64 {
    sum(&rows(&tables.policies, "policy", name), what)
}

#[test]
fn two_of_a_kind_combine_as_their_page_says() {
    // Tax deferral: the larger share counts.
    let one = run(lever("tax_deferral", &[("share", 0.8)]));
    let two = both(lever("tax_deferral", &[("share", 0.3)]), lever("tax_deferral", &[("share", 0.8)]));
    assert_same_economy("two deferrals", &one, &two);
    assert_eq!(money_of(&two, "first", "newly_deferred_bn"), 0.0);
    // Wage subsidies add up, to the whole wage at most.
    let one = run(lever("wage_subsidy", &[("share", 0.5)]));
    let two = both(lever("wage_subsidy", &[("share", 0.3)]), lever("wage_subsidy", &[("share", 0.2)]));
    let (of_one, of_two) = (sum(&one.policies, "paid_out_bn"), sum(&two.policies, "paid_out_bn"));
    assert!((of_two / of_one - 1.0).abs() < 1e-3, "{of_two} against {of_one}");
    let two = both(lever("wage_subsidy", &[("share", 0.7)]), lever("wage_subsidy", &[("share", 0.7)]));
    let bill = sum(&between(&two.monthly, "2020-03", "2020-12"), "wages_bn");
    let paid = sum(&two.policies, "paid_out_bn");
    assert!(paid <= bill * 1.001 && paid > 0.99 * bill, "{paid} of a wage bill of {bill}");
    // Grants are both paid.
    let grant = |share: f64| lever("liquidity_grant", &[("share", share), ("every", 60.0)]);
    let two = both(grant(0.4), grant(0.6));
    let (first, second) = (money_of(&two, "first", "paid_out_bn"), money_of(&two, "second", "paid_out_bn"));
    assert!(first > 0.0 && (second / first - 1.5).abs() < 1e-3, "{first} and {second}");
    // Guarantees: the higher cover counts.
    let rule = |cover: f64| lever("loan_guarantee", &[("cover", cover), ("access", 0.3)]);
    assert_same_economy("two guarantees", &run(rule(0.9)), &both(rule(0.5), rule(0.9)));
    // Waivers and subsidies of interest: the larger share counts; rollovers: the longer extension.
    for (kind, weak, strong) in [
        ("tax_relief", [("vat", 0.3), ("fees", 0.0)], [("vat", 0.8), ("fees", 0.5)]),
        ("contribution_relief", [("share", 0.2); 2], [("share", 0.9); 2]),
        ("rent_relief", [("share", 0.2), ("state_bears", 1.0)], [("share", 0.5), ("state_bears", 0.5)]),
        ("interest_subsidy", [("share", 0.2), ("points", 0.0)], [("share", 0.2), ("points", 0.01)]),
        (
            "rollover_without_repayment",
            [("months", 3.0), ("viable_only", 1.0)],
            [("months", 12.0), ("viable_only", 0.0)],
        ),
    ] {
        let two = both(lever(kind, &weak), lever(kind, &strong));
        assert_same_economy(kind, &run(lever(kind, &strong)), &two);
        assert_eq!(money_of(&two, "first", "paid_out_bn"), 0.0, "{kind}");
    }
    // Moratoria: what one of them defers is deferred, in any order.
    let rule = |principal: f64, interest: f64| {
        lever("loan_moratorium", &[("principal", principal), ("interest", interest)])
    };
    let whole = run(rule(1.0, 1.0));
    for (first, second) in [([1.0, 0.0], [1.0, 1.0]), ([1.0, 1.0], [1.0, 0.0]), ([1.0, 0.0], [0.0, 1.0])] {
        let two = both(rule(first[0], first[1]), rule(second[0], second[1]));
        assert_same_economy("two moratoria", &whole, &two);
        assert_eq!(sum(&two.policies, "newly_deferred_bn"), sum(&whole.policies, "newly_deferred_bn"));
    }
}

/// Large firms after the month given, counted from the first reported one.
fn large_firms(scenario: &Scenario, months: usize) -> Vec<tideover::state::LargeFirm> {
    let burned = burned(scenario);
    let mut run = Run::new(scenario, &burned, 0);
    (0..tideover::simulation::settling_months(scenario)).for_each(|_| drop(run.settle()));
    (0..months).for_each(|_| drop(run.month()));
    run.state.large_firms
}

#[test]
fn prompt_payment_moves_money_from_buyers_to_suppliers() {
    let none = &base().1;
    let rule =
        run(lever("prompt_payment", &[("days_large", 30.0), ("days_state", 30.0), ("compliance", 1.0)]));
    let at = |tables: &RunTables, when: &str, name: &str| sum(&between(&tables.monthly, when, when), name);
    let change = |when: &str, name: &str| at(&rule, when, name) - at(none, when, name);
    for when in ["2020-04", "2020-06", "2020-12"] {
        assert!(change(when, "receivable_days") < -3.0, "{when}: {}", change(when, "receivable_days"));
        // Later they owe banks less, and draw more.
        let gained = change(when, "cash_bn") - change(when, "debt_bn");
        assert!(gained > 0.0, "{when}: {gained}");
        let lost = change(when, "large_loans_bn") - change(when, "large_cash_bn");
        assert!(lost > 0.0, "{when}: large firms have {} bn more", -lost);
    }
    // In the first months owners have drawn little of it: small firms have what large firms and public bodies
    // lack.
    let gained = change("2020-04", "cash_bn") - change("2020-04", "debt_bn");
    let lost = change("2020-04", "large_loans_bn") - change("2020-04", "large_cash_bn");
    assert!(
        gained > 0.5 * lost && gained < 2.0 * lost,
        "small firms gained {gained}, large ones lost {lost}"
    );
    // What large firms no longer owe in the month of the change is cash gone, debt made, and dividends that
    // owners did not get; what others of them were paid of it came back.
    let owed = -change("2020-03", "large_payables_bn");
    let dividends = |tables: &RunTables| {
        sum(
            &between(&rows(&tables.ledger, "item", "large_firms_dividends"), "2020-03", "2020-03"),
            "amount_bn",
        )
    };
    let found = change("2020-03", "large_loans_bn") - change("2020-03", "large_cash_bn") + dividends(none)
        - dividends(&rule)
        - change("2020-03", "large_receivables_bn");
    assert!(owed > 0.0 && (found - owed).abs() < 1e-3 * owed, "{owed} bn less owed, {found} bn found");
    assert!((at(&rule, "2020-06", "large_payment_days") - 30.0).abs() < 1.0);
    // No public money: the account of the policy is empty.
    for name in ["paid_out_bn", "recovered_bn", "lost_bn", "deferred_bn"] {
        assert_eq!(sum(&rule.policies, name), 0.0, "{name}");
    }
    // After its end buyers pay as they are used to.
    assert!(at(&rule, "2021-06", "large_payment_days") > 60.0);
}

#[test]
fn the_same_buyers_comply_in_every_month_and_the_others_pay_as_before() {
    // What large buyers hold back goes by their sales, which other buyers' payments move.
    let mut steady = base().0.clone();
    steady.params.paying.large_hold = 0.0;
    let rule = |compliance: f64| {
        with_policy(
            &steady,
            lever(
                "prompt_payment",
                &[("days_large", 30.0), ("days_state", 45.0), ("compliance", compliance)],
            ),
        )
    };
    let habit = large_firms(&steady, 4);
    let complying = |firms: &[tideover::state::LargeFirm]| -> Vec<bool> {
        let asked = |firm: &tideover::state::LargeFirm| if firm.state_owned { 30.0 / 45.0 } else { 1.0 };
        firms.iter().map(|firm| (firm.pays - asked(firm)).abs() < 1e-12).collect()
    };
    let (march, april) = (large_firms(&rule(0.5), 3), large_firms(&rule(0.5), 4));
    let who = complying(&april);
    assert_eq!(complying(&march), who);
    assert!(who.contains(&true) && who.contains(&false), "{who:?}");
    for (index, complies) in who.iter().enumerate() {
        if !complies {
            assert_eq!(april[index].pays, habit[index].pays, "large firm {index}");
        }
    }
    // Who keeps a weak rule keeps it where more do.
    let more = complying(&large_firms(&rule(0.8), 4));
    assert!(who.iter().zip(&more).all(|(few, many)| *many || !few));
    // A rule of more days than habit changes nothing for them.
    let lax = lever("prompt_payment", &[("days_large", 720.0), ("days_state", 720.0), ("compliance", 1.0)]);
    assert_same_economy("a rule that nobody breaks", &base().1, &run(lax));
}

#[test]
fn a_rule_bounds_a_shock_to_payment_habits() {
    let late = |compliance: f64| {
        let mut scenario = with_policy(&base().0, lever("prompt_payment", &[("compliance", compliance)]));
        let path = tideover::shocks::Path::Step { from: month("2020-03"), to: Some(month("2020-12")) };
        scenario.shocks = vec![common::model::shock(&scenario, "payment_delay", 60.0, path)];
        sum(&between(&simulate(&scenario).monthly, "2020-06", "2020-06"), "large_payment_days")
    };
    let (free, bound) = (late(0.0), late(1.0));
    assert!(free > 120.0, "{free} days");
    assert!((bound - 60.0).abs() < 1.0, "{bound} days under a rule of 60");
}

#[test]
fn large_firms_short_of_money_pay_late_cut_orders_and_recover() {
    // Little cash. Without a credit line a strict rule in the crisis takes large firms to the end of their
    // money; with one they borrow.
    let rule = lever("prompt_payment", &[("days_large", 30.0), ("days_state", 30.0), ("compliance", 1.0)]);
    let run = |line: f64, policy: Option<&Policy>| {
        let mut scenario = base().0.clone();
        scenario.policies = policy.into_iter().cloned().collect();
        scenario.months = 36;
        assert!(scenario.params.set("buyers", "line_months", line));
        assert!(scenario.params.set("anchors", "cash_months", 0.2));
        simulate(&scenario)
    };
    let of = |tables: &RunTables, from: &str, to: &str, name: &str| {
        mean(&between(&tables.monthly, from, to), name)
    };
    let (poor, strict) = (run(0.0, None), run(0.0, Some(&rule)));
    let stress = |tables: &RunTables, from: &str, to: &str| of(tables, from, to, "large_stress_share");
    assert!(stress(&strict, "2020-03", "2020-03") > stress(&poor, "2020-03", "2020-03") + 0.05);
    let orders = |tables: &RunTables| of(tables, "2020-04", "2020-06", "large_orders_bn");
    assert!(orders(&strict) < orders(&poor), "{} against {}", orders(&strict), orders(&poor));
    // Two years after the rule has ended no more of them are short of money than without it: staff takes a
    // year to follow orders.
    let end = |tables: &RunTables| stress(tables, "2022-10", "2022-12");
    assert!(end(&strict) < end(&poor) + 0.02, "{} against {}", end(&strict), end(&poor));
    let (rich, prompt) = (run(5.0, None), run(5.0, Some(&rule)));
    assert_eq!(stress(&prompt, "2020-01", "2021-12"), 0.0);
    let loans = |tables: &RunTables| of(tables, "2020-03", "2020-06", "large_loans_bn");
    assert!(loans(&prompt) > loans(&rich), "{} against {}", loans(&prompt), loans(&rich));
}

/// March 2020, the first month in which policies are in force, of a scenario with these policies.
fn march(scenario: &Scenario, policies: &[Policy]) -> Report {
    let scenario = Scenario { policies: policies.to_vec(), ..scenario.clone() };
    let burned = burned(&scenario);
    let mut run = Run::new(&scenario, &burned, 0);
    (0..tideover::simulation::settling_months(&scenario)).for_each(|_| drop(run.settle()));
    (0..2).for_each(|_| drop(run.month()));
    let report = run.month();
    assert_eq!(run.state.now, month("2020-03"));
    report
}

/// What falls due of a kind to be paid by firms: paid or owed from now on.
fn due(report: &Report, paid: Item, owed: Item) -> i64 {
    (report.entries.of(paid) + report.entries.of(owed)).0
}

/// More than rounding can make of a sum over the firms of the small economy.
const ROUNDING: i64 = 6000;

#[test]
fn waivers_cost_the_revenue_forgone_to_the_unit() {
    // Without tax on profit a deferral of all taxes tells what value-added tax and contributions fall due.
    let mut scenario = base().0.clone();
    for rate in ["profit_rate", "profit_small_rate"] {
        assert!(scenario.params.set("tax", rate, 0.0));
    }
    let deferred_part = |contributions: f64| {
        let rule =
            lever("tax_deferral", &[("share", 1.0), ("months", 60.0), ("contributions", contributions)]);
        march(&scenario, &[rule]).policies[0].deferred.0
    };
    let (vat, both) = (deferred_part(0.0), deferred_part(1.0));
    let relief = |share: f64, small: f64| {
        march(&scenario, &[lever("tax_relief", &[("vat", share), ("small_taxpayers_only", small)])])
    };
    let all = relief(1.0, 0.0);
    assert!(vat > 0);
    assert_eq!(all.policies[0].paid.0, vat);
    assert_eq!(all.entries.of(Item::ValueAddedTax).0, 0);
    let part = relief(2.0 / 3.0, 0.0).policies[0].paid.0;
    assert!((part - vat * 2 / 3).abs() < ROUNDING, "{part} of {vat}");
    let small = relief(1.0, 1.0);
    assert!(
        small.policies[0].paid.0 > 0
            && small.policies[0].paid.0 < vat
            && small.policies[0].reached < all.policies[0].reached
    );
    // Contributions: only formal firms have any.
    let whole = march(&scenario, &[lever("contribution_relief", &[("share", 1.0)])]);
    assert_eq!(whole.policies[0].paid.0, both - vat);
    assert_eq!(whole.entries.of(Item::Contributions).0, 0);
    let target = |formal: bool| Target { formal: Some(formal), ..Target::default() };
    let of = |formal: bool| {
        march(
            &scenario,
            &[Policy { target: target(formal), ..lever("contribution_relief", &[("share", 1.0)]) }],
        )
    };
    let (formal, informal) = (of(true), of(false));
    assert_eq!(
        (formal.policies[0].reached, formal.policies[0].paid),
        (whole.policies[0].reached, whole.policies[0].paid)
    );
    assert_eq!((informal.policies[0].reached, informal.policies[0].paid.0), (0, 0));
}

#[test]
fn the_state_pays_its_part_of_interest_and_rent() {
    let scenario = &base().0;
    let half = march(scenario, &[lever("interest_subsidy", &[("share", 0.5)])]);
    let borne = half.entries.of(Item::InterestBorne).0;
    assert!(borne > 100 * ROUNDING);
    assert_eq!(half.policies[0].paid.0, borne);
    assert!((borne - due(&half, Item::Interest, Item::InterestOwed)).abs() < ROUNDING, "{borne}");
    let whole = march(scenario, &[lever("interest_subsidy", &[("share", 0.5), ("points", 0.2)])]);
    assert_eq!(due(&whole, Item::Interest, Item::InterestOwed), 0);
    assert!((whole.entries.of(Item::InterestBorne).0 - 2 * borne).abs() < borne / 50);
    // Beside a moratorium the state pays its half and the other half is added to the loan.
    let later =
        march(scenario, &[lever("interest_subsidy", &[("share", 0.5)]), lever("loan_moratorium", &[])]);
    let added = later.entries.of(Item::InterestAdded).0;
    assert!((later.policies[0].paid.0 - added).abs() < ROUNDING && added > 0);

    let rent = march(scenario, &[lever("rent_relief", &[("share", 0.5), ("state_bears", 0.4)])]);
    let left = due(&rent, Item::Rent, Item::RentOwed);
    let borne = rent.entries.of(Item::RentBorne).0;
    assert_eq!(rent.policies[0].paid.0, borne);
    assert!(
        (borne - left * 2 / 5).abs() < ROUNDING,
        "{borne} for {left} that firms pay, as much as is waived"
    );
    let before = due(&march(scenario, &[]), Item::Rent, Item::RentOwed);
    assert!((2 * left - before).abs() < ROUNDING, "{left} of {before}");
    let landlords = march(scenario, &[lever("rent_relief", &[("share", 0.5)])]);
    assert_eq!((landlords.policies[0].paid.0, landlords.entries.of(Item::RentBorne).0), (0, 0));
}

#[test]
fn a_rollover_puts_repayment_off_at_no_public_cost() {
    // Banks roll fewer loans over by themselves, so that firms of all kinds have one to repay this month.
    let mut strict = base().0.clone();
    strict.params.credit.rollover_margin = 1.0;
    strict.params.credit.pd_constant = -1.7;
    let scenario = &strict;
    let none = march(scenario, &[]);
    let of =
        |viable: f64| march(scenario, &[lever("rollover_without_repayment", &[("viable_only", viable)])]);
    let (viable, all) = (of(1.0), of(0.0));
    let repaid = |report: &Report| report.entries.of(Item::LoanRepaid).0;
    assert!(repaid(&viable) < repaid(&none), "{} against {}", repaid(&viable), repaid(&none));
    assert!(viable.policies[0].deferred.0 > 0 && all.policies[0].deferred > viable.policies[0].deferred);
    assert_eq!((all.policies[0].paid.0, all.policies[0].lost.0, all.policies[0].outstanding.0), (0, 0, 0));
}

#[test]
fn relief_keeps_firms() {
    // Some of these help few firms: several replications, or random draws among the others would hide it.
    // While they are in force: loans that were extended must be repaid when a window closes.
    let failures = |scenario: &Scenario| -> f64 {
        let start = burned(scenario);
        let one = |replication| {
            let tables = tideover::simulation::simulate(scenario, &start, replication, &|_| true).unwrap();
            failures(&RunTables { monthly: between(&tables.monthly, "2020-03", "2020-12"), ..tables })
        };
        (0..6).map(one).sum()
    };
    let none = failures(&base().0);
    for (kind, settings) in [
        ("tax_relief", &[("vat", 1.0), ("profit", 1.0), ("fees", 1.0), ("small_taxpayers_only", 0.0)][..]),
        ("rent_relief", &[("share", 1.0), ("state_bears", 1.0)]),
        ("interest_subsidy", &[("share", 1.0)]),
        ("contribution_relief", &[("share", 1.0)]),
        ("rollover_without_repayment", &[("viable_only", 0.0)]),
    ] {
        let helped = failures(&with_policy(&base().0, lever(kind, settings)));
        assert!(helped < none, "{kind}: {helped} failures against {none}");
    }
}

#[test]
fn a_deferral_beside_a_waiver_keeps_within_its_budget() {
    // What a budget of the waiver refuses falls due, and the deferral would put it off.
    let waiver = lever("tax_relief", &[("vat", 1.0), ("profit", 1.0), ("small_taxpayers_only", 0.0)]);
    let deferral = lever("tax_deferral", &[("share", 1.0), ("months", 24.0), ("contributions", 1.0)]);
    let tables = both(waiver.clone(), deferral.clone());
    let used = |tables: &RunTables| {
        let stock = column(&rows(&tables.policies, "policy", "second"), "deferred_bn");
        [money_of(tables, "first", "paid_out_bn"), stock.into_iter().fold(0.0, f64::max)]
    };
    let [waived, deferred] = used(&tables);
    assert!(waived > 0.0 && deferred > 0.0);
    let budgets = [0.3 * waived, 0.5 * deferred];
    let capped = |rule: Policy, billion: f64| Policy { budget: Some(billion * 1e9), ..rule };
    let [waived, deferred] = used(&both(capped(waiver, budgets[0]), capped(deferral, budgets[1])));
    assert!(waived <= budgets[0] * (1.0 + 1e-9) && waived > 0.9 * budgets[0], "{waived} of {}", budgets[0]);
    assert!(deferred <= budgets[1] * (1.0 + 1e-9), "{deferred} of {}", budgets[1]);
}
