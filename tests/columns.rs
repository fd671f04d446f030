//! Names of columns: distinct and short enough for programs that cut names off.

use std::collections::BTreeSet;
use tideover::compare;
use tideover::files::csv::{NAME_LENGTH, file_column};
use tideover::stats::columns::{self, Described, is_share};
use tideover::stats::summary;
use tideover::stats::tables::{BY_GROUP, described_columns, exposure, monthly};

/// Columns of every table of a run, a comparison and the sensitivity of a sweep, as the model names them.
fn tables() -> Vec<(&'static str, Vec<&'static str>)> {
    let head = ["regime", "arm", "replication"];
    let mut all =
        vec![("exposure", head.into_iter().chain(columns::names(exposure::COLUMNS)).collect::<Vec<_>>())];
    let whole = |list: Vec<Described>| list.iter().map(|column| column.name).collect();
    all.extend(compare::tables::described_columns().into_iter().map(|(file, list)| (file, whole(list))));
    for (file, list) in described_columns() {
        let with = |keys: &[&'static str]| {
            let names = list.iter().map(|column| column.name);
            head.into_iter().chain(keys.iter().copied()).chain(names).collect::<Vec<_>>()
        };
        match file {
            "monthly.csv" => all.push((file, with(&["month"]))),
            BY_GROUP => all.extend(
                ["sector", "size", "region", "age", "tier"].map(|group| (group, with(&["month", group]))),
            ),
            // These lists hold their keys.
            "survival.csv" | "resilience_factors.csv" | "summary.csv" => all.push((file, whole(list))),
            _ => all.push((file, with(&[]))),
        }
    }
    all
}

#[test]
fn columns_of_every_table_are_distinct_in_their_first_32_characters() {
    // Units of the packs that come with the program, and longer ones of others.
    for unit in ["yuan", "dollars", "US dollar", "convertible marks"] {
        for (table, columns) in tables() {
            let names: Vec<String> = columns.iter().map(|name| file_column(name, unit)).collect();
            let cut: BTreeSet<String> =
                names.iter().map(|name| name.chars().take(NAME_LENGTH).collect()).collect();
            assert_eq!(
                cut.len(),
                names.len(),
                "{table} in {unit}: two columns are one when cut off: {names:?}"
            );
            let long: Vec<&String> =
                names.iter().filter(|name| name.len() > NAME_LENGTH && unit.len() <= 7).collect();
            assert!(long.is_empty(), "{table} in {unit}: cut off are {long:?}");
        }
    }
}

#[test]
fn metrics_have_names_that_fit() {
    for metric in summary::METRICS {
        assert!(
            metric.name.len() <= NAME_LENGTH - "_se".len(),
            "{} is cut off in the tables of sweeps",
            metric.name
        );
    }
}

#[test]
fn what_is_a_share_is_known_by_name() {
    let shares: Vec<&str> =
        columns::names(monthly::COLUMNS).into_iter().filter(|name| is_share(name)).collect();
    assert_eq!(
        shares,
        [
            "loss_making_share",
            "loss_month_share",
            "loss_quarter_share",
            "overdue_share",
            "late_payment_share",
            "illiquid_share",
            "insolvent_share",
            "illiquid_and_insolvent_share",
            "ever_short_share",
            "ever_helped_share",
            "cash_below_month_share",
            "bad_loan_ratio",
            "unemployment",
            "large_stress_share",
            "innovating_share",
            "digital_share",
            "certified_share",
            "trained_share",
            "cluster_share",
            "exporter_share",
        ]
    );
    assert!(!is_share("research_share") && !is_share("margin") && is_share("share_of_profit"));
}
