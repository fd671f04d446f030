//! What must hold in `policies.csv` of any run.

use super::grid::{Complaints, Grid, same};
use tideover::levers;
use tideover::month::model::Scenario;
use tideover::policy::Policy;
use tideover::units::Month;

/// Applicants add up, money adds up, budgets are kept, and nothing happens before a policy is in force.
pub fn policies(scenario: &Scenario, monthly: &Grid, grid: &Grid, c: &mut Complaints) {
    let months = monthly.texts("month");
    let month = grid.texts("month");
    for (column, series) in [
        ("paid_out_bn", "policy_outlay_bn"),
        ("recovered_bn", "policy_recovered_bn"),
        ("lost_bn", "policy_loss_bn"),
        ("deferred_bn", "policy_deferred_bn"),
    ] {
        let (values, whole) = (grid.numbers(column), monthly.numbers(series));
        for (now, whole) in months.iter().zip(whole) {
            let parts = values.iter().zip(&month).filter(|(_, of)| *of == now).map(|(value, _)| *value);
            let (sum, size) =
                parts.fold((0.0, 0.0), |(sum, size), part: f64| (sum + part, size + part.abs()));
            c.unless(same(sum, whole, size), "money of policies adds up", || {
                format!("{now} {column}: {sum}, whole {whole}")
            });
        }
    }
    applicants(scenario, monthly, grid, c);
    let rows = grid.groups("policy");
    let empty = grid.table.rows.is_empty();
    c.unless(empty || rows.len() == scenario.policies.len(), "a row a policy and month", || {
        format!("{} policies", rows.len())
    });
    for ((name, rows), policy) in rows.iter().zip(&scenario.policies) {
        c.unless(*name == policy.name && rows.len() == months.len(), "a row a policy and month", || {
            format!("{name}: {} rows", rows.len())
        });
        dates(policy, grid, rows, &month, c);
        budget(scenario, policy, grid, rows, c);
    }
}

/// Each eligible firm is reached, or refused for a reason. Counts are rounded one by one, each to a whole
/// firm.
fn applicants(scenario: &Scenario, monthly: &Grid, grid: &Grid, c: &mut Complaints) {
    let of = |name: &str| grid.numbers(name);
    let (eligible, reached) = (of("eligible"), of("reached"));
    let (unaware, unfiled) = (of("refused_not_aware"), of("refused_not_filed"));
    // What is borne by others may be a gain of theirs.
    let money = [
        "paid_out_bn",
        "recovered_bn",
        "lost_bn",
        "deferred_bn",
        "newly_deferred_bn",
        "newly_guaranteed_bn",
        "substituted_bn",
    ];
    for name in money.iter().chain(&[
        "eligible",
        "reached",
        "eligible_micro",
        "reached_micro",
        "refused_not_aware",
        "refused_not_filed",
        "refused_budget",
        "refused_lender",
    ]) {
        for (k, value) in of(name).into_iter().enumerate() {
            c.unless(value >= 0.0, "what policies do is not negative", || {
                format!("{}: {name} is {value}", grid.row(k))
            });
        }
    }
    let weight = scenario.economy.frame.firms / f64::from(scenario.firms);
    let firms: Vec<f64> = monthly.numbers("firms_million");
    let deaths: Vec<f64> = monthly.numbers("deaths_thousand");
    let months = monthly.texts("month");
    let month = grid.texts("month");
    for k in 0..eligible.len() {
        let t = months.iter().position(|now| *now == month[k]).unwrap();
        // Firms that close in the month could still apply in it.
        let most = firms[t] * 1e6 + deaths[t] * 1e3;
        c.unless(
            eligible[k] <= most + 2.0 + 1e-9 * most,
            "no more firms are eligible than there are",
            || format!("{}: {} eligible of {most}, {} simulated", grid.row(k), eligible[k], most / weight),
        );
        let sum = reached[k] + unaware[k] + unfiled[k];
        c.unless((eligible[k] - sum).abs() <= 2.0, "the eligible are reached or refused", || {
            format!("{}: {} eligible, {sum}", grid.row(k), eligible[k])
        });
        for (part, whole) in [
            ("eligible_micro", "eligible"),
            ("reached_micro", "reached"),
            ("refused_budget", "reached"),
            ("refused_lender", "reached"),
        ] {
            let (a, b) = (of(part)[k], of(whole)[k]);
            c.unless(a <= b + 1.0, "parts of applicants are no more than the whole", || {
                format!("{}: {part} {a}, {whole} {b}", grid.row(k))
            });
        }
        let (new, same_without) = (of("newly_guaranteed_bn")[k], of("substituted_bn")[k]);
        c.unless(
            same_without <= new * (1.0 + 1e-9),
            "parts of applicants are no more than the whole",
            || format!("{}: substituted {same_without}, guaranteed {new}", grid.row(k)),
        );
    }
}

/// Nothing happens before a policy is in force, and nothing is given any more when it is over.
fn dates(policy: &Policy, grid: &Grid, rows: &[usize], month: &[&str], c: &mut Complaints) {
    let end = policy.to.plus(policy.delay as i32 + policy.phase_out as i32);
    let given = ["eligible", "reached", "newly_deferred_bn", "newly_guaranteed_bn"];
    for name in
        given.iter().chain(&["paid_out_bn", "recovered_bn", "lost_bn", "deferred_bn", "borne_by_others_bn"])
    {
        let values = grid.numbers(name);
        for k in rows {
            let now: Month = month[*k].parse().unwrap();
            let over = now > end && given.contains(name);
            c.unless(
                values[*k] == 0.0 || !(now < policy.from || over),
                "policies act in their months only",
                || {
                    format!(
                        "{} ({}): {name} is {}, in force {} to {end}",
                        grid.row(*k),
                        levers::ALL[policy.lever].kind(),
                        values[*k],
                        policy.from
                    )
                },
            );
        }
    }
}

/// Levers whose budget limits what is deferred and outstanding too.
const PUT_OFF: [&str; 3] = ["tax_deferral", "contribution_deferral", "forgivable_loan"];

/// What was paid and lost never exceeds the budget; nor does it together with what is deferred. What a fund
/// guarantees may: it pays up to its budget and no more.
fn budget(scenario: &Scenario, policy: &Policy, grid: &Grid, rows: &[usize], c: &mut Complaints) {
    let Some(budget) = policy.budget else { return };
    let budget = budget / 1e9;
    let kind = levers::ALL[policy.lever].kind();
    let (paid, lost, outstanding) =
        (grid.numbers("paid_out_bn"), grid.numbers("lost_bn"), grid.numbers("deferred_bn"));
    // A minor unit for each firm: amounts are whole units.
    let most = budget * (1.0 + 1e-9) + scenario.economy.frame.firms / scenario.economy.minor_per_major / 1e9;
    let mut spent = 0.0;
    for k in rows {
        spent += paid[*k] + lost[*k];
        c.unless(spent <= most, "budgets are kept", || {
            format!("{} ({kind}): {spent} bn spent of {budget}", grid.row(*k))
        });
        let all = spent + if PUT_OFF.contains(&kind) { outstanding[*k] } else { 0.0 };
        c.unless(all <= most, "budgets are kept by what is deferred", || {
            format!(
                "{} ({kind}): {spent} bn spent, {} outstanding, of {budget}",
                grid.row(*k),
                outstanding[*k]
            )
        });
    }
}
