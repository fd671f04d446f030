//! What must hold in the tables beside the main ones: lending, survival, digital levels, the ladder, traced
//! firms, regions, the start.

use super::grid::{Complaints, Grid, same};
use super::identities;
use std::collections::BTreeMap;
use tideover::stats::run_tables::RunTables;
use tideover::stats::survival::kaplan_meier;

/// Each dimension of lending adds up to all, and all is what `monthly` says.
pub fn lending(monthly: &Grid, lending: &Grid, c: &mut Complaints) {
    let (month, dimension) = (lending.texts("month"), lending.texts("dimension"));
    let columns = [
        ("applications_thousand", Some("loan_applications_thousand")),
        ("grants_thousand", Some("loan_grants_thousand")),
        ("refused_thousand", None),
        ("applied_bn", Some("credit_applied_bn")),
        ("granted_bn", Some("credit_granted_bn")),
        ("refused_risk_bn", Some("credit_refused_risk_bn")),
        ("refused_access_bn", Some("credit_refused_access_bn")),
        ("refused_price_bn", Some("credit_refused_price_bn")),
        (
            "refused_capacity_bn",
            Some(if identities::last_reason(monthly) == "limit" {
                "credit_refused_limit_bn"
            } else {
                "credit_refused_capacity_bn"
            }),
        ),
    ];
    for (column, series) in columns {
        let values = lending.numbers(column);
        for (t, now) in monthly.texts("month").iter().enumerate() {
            let sum = |of: &str| -> f64 {
                (0..values.len())
                    .filter(|k| month[*k] == *now && dimension[*k] == of)
                    .map(|k| values[k])
                    .sum()
            };
            let all = sum("all");
            let whole = series.map_or(all, |series| monthly.numbers(series)[t]);
            for of in ["all", "size", "age", "risk"] {
                let part = sum(of);
                c.unless(same(part, whole, 0.0), "lending adds up", || {
                    format!("{now} {column} by {of}: {part}, whole {whole}")
                });
            }
        }
    }
    for column in ["loan_rate", "default_applied", "default_granted"] {
        let of = if column == "default_applied" { "applied_bn" } else { "granted_bn" };
        for (k, (value, of)) in lending.column(column).into_iter().zip(lending.numbers(of)).enumerate() {
            c.unless(value.is_some() == (of > 0.0), "means are empty where nothing is", || {
                format!("{}: {column}", lending.row(k))
            });
            let fits = value
                .is_none_or(|value| (0.0..=1.0).contains(&value) || column == "loan_rate" && value >= 0.0);
            c.unless(fits, "means of odds lie between 0 and 1", || {
                format!("{}: {column} is {}", lending.row(k), value.unwrap())
            });
        }
    }
}

/// Month, firms at risk, exits.
type Curve = Vec<(i64, i64, i64)>;

/// Founding firms at risk are those of the month before less exits; curves exist and fall from one.
pub fn survival(exposure: &Grid, c: &mut Complaints) {
    let (clock, dimension, group) =
        (exposure.texts("clock"), exposure.texts("dimension"), exposure.texts("group"));
    let (month, at_risk, exits) =
        (exposure.numbers("month"), exposure.numbers("at_risk"), exposure.numbers("exits"));
    let mut curves: BTreeMap<(&str, &str, &str), Curve> = BTreeMap::new();
    for k in 0..clock.len() {
        c.unless(0.0 <= exits[k] && exits[k] <= at_risk[k], "exits are of those at risk", || exposure.row(k));
        let curve = curves.entry((clock[k], dimension[k], group[k])).or_default();
        curve.push((month[k] as i64, at_risk[k] as i64, exits[k] as i64));
    }
    for (key, curve) in &curves {
        for pair in curve.windows(2).filter(|_| key.0 == "since_start") {
            c.unless(pair[1].1 == pair[0].1 - pair[0].2, "founding firms leave by exits only", || {
                format!("{key:?} month {}", pair[1].0)
            });
        }
        for point in kaplan_meier(curve.iter().copied()) {
            let fits = [Some(point.survival), point.lower, point.upper]
                .into_iter()
                .flatten()
                .all(|value| (0.0..=1.0).contains(&value));
            c.unless(fits, "survival lies between 0 and 1", || {
                format!("{key:?} month {}: {point:?}", point.month)
            });
        }
    }
    for clock in ["since_start", "age"] {
        let all = curves.get(&(clock, "all", "all"));
        for (now, risk, exits) in all.into_iter().flatten() {
            for of in ["size", "sector"] {
                let members = curves
                    .iter()
                    .filter(|(key, _)| key.0 == clock && key.1 == of)
                    .flat_map(|(_, curve)| curve);
                let sum = members
                    .filter(|point| point.0 == *now)
                    .fold((0, 0), |sum, point| (sum.0 + point.1, sum.1 + point.2));
                c.unless(sum == (*risk, *exits), "exposure adds up", || {
                    format!("{clock} month {now} by {of}: {sum:?}, whole {:?}", (risk, exits))
                });
            }
        }
    }
}

/// Digital levels by region and tiers of the ladder add up and agree with the main tables; balances of traced
/// firms follow their entries.
pub fn places(monthly: &Grid, tables: &RunTables, c: &mut Complaints) {
    let digital = Grid { name: "digital", table: &tables.digital };
    if digital.has("region") {
        let (month, region) = (digital.texts("month"), digital.texts("region"));
        for column in ["simulated", "firms_thousand", "normal_steps_thousand", "early_steps_thousand"] {
            let values = digital.numbers(column);
            for (t, now) in monthly.texts("month").iter().enumerate() {
                let sum = |all: bool| -> f64 {
                    (0..values.len())
                        .filter(|k| month[*k] == *now && (region[*k] == "all") == all)
                        .map(|k| values[k])
                        .sum()
                };
                c.unless(same(sum(true), sum(false), 0.0), "digital levels add up", || {
                    format!("{now} {column}: {}, whole {}", sum(false), sum(true))
                });
                let trading =
                    (monthly.numbers("firms_million")[t] - monthly.numbers("dormant_million")[t]) * 1e3;
                let agrees = column != "firms_thousand" || same(sum(true), trading, trading);
                c.unless(agrees, "digital levels agree with the main table", || {
                    format!("{now}: {}, {trading}", sum(true))
                });
            }
        }
        let levels =
            ["digital_share", "level_two_share", "level_three_share"].map(|level| digital.column(level));
        for k in 0..month.len() {
            let falling =
                levels.windows(2).all(|pair| pair[1][k].unwrap_or(0.0) <= pair[0][k].unwrap_or(0.0) + 1e-12);
            c.unless(falling, "higher digital levels are rarer", || digital.row(k));
        }
    }
    let ladder = Grid { name: "ladder", table: &tables.ladder };
    if ladder.has("tier") {
        let by_tier = Grid {
            name: "tier",
            table: &tables.by_group.iter().find(|(name, _)| *name == "tier").unwrap().1,
        };
        let (keys, firms) =
            ((by_tier.texts("month"), by_tier.texts("tier")), by_tier.numbers("firms_thousand"));
        for (k, own) in ladder.numbers("firms").into_iter().enumerate() {
            let here =
                |j: &usize| keys.0[*j] == ladder.texts("month")[k] && keys.1[*j] == ladder.texts("tier")[k];
            let other = (0..firms.len()).find(here).map_or(f64::NAN, |j| firms[j] * 1e3);
            c.unless((own - other).abs() <= 1.0, "the ladder agrees with the main table", || {
                format!("{}: {own}, {other}", ladder.row(k))
            });
        }
    }
    let (trace, balances) = (
        Grid { name: "trace", table: &tables.trace },
        Grid { name: "trace_balances", table: &tables.trace_balances },
    );
    let mut cash: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    let changes = trace.numbers("cash_change");
    for (k, (firm, month)) in trace.texts("firm").into_iter().zip(trace.texts("month")).enumerate() {
        *cash.entry((firm, month)).or_default() += changes[k];
    }
    let (firms, held) = (balances.texts("firm"), balances.numbers("cash"));
    let month = balances.texts("month");
    for k in 0..firms.len() {
        let Some(before) = (0..k).rev().find(|j| firms[*j] == firms[k]) else { continue };
        let expected: f64 = held[before] + cash.get(&(firms[k], month[k])).copied().unwrap_or(0.0);
        c.unless(
            (held[k] - expected).abs() <= 1e-4 + 1e-9 * held[before].abs(),
            "cash of a traced firm moves by its entries",
            || format!("{}: firm {} holds {}, by its entries {expected}", month[k], firms[k], held[k]),
        );
    }
}

/// The index of a region is the mean of its marks.
pub fn environment(grid: &Grid, c: &mut Complaints) {
    let marks = ["entry", "survival", "payment", "liquidity", "profit"].map(|mark| grid.numbers(mark));
    for (k, index) in grid.numbers("index").into_iter().enumerate() {
        let mean = marks.iter().map(|mark| mark[k]).sum::<f64>() / 5.0;
        c.unless(same(index, mean, 0.0), "an index is the mean of its marks", || {
            format!("{}: {index}, marks {mean}", grid.row(k))
        });
    }
}

/// Shares of the starting population add up to one, and differences are what they say.
pub fn fidelity(grid: &Grid, c: &mut Complaints) {
    let drawn = grid.numbers("drawn");
    for (table, rows) in
        grid.groups("table").into_iter().filter(|(table, _)| table.starts_with("share of firms"))
    {
        let sum: f64 = rows.iter().map(|k| drawn[*k]).sum();
        c.unless(same(sum, 1.0, 0.0), "shares of the starting population add up", || {
            format!("{table}: {sum}")
        });
    }
    let told = grid.column("target").into_iter().zip(grid.column("difference")).zip(&drawn);
    for (k, ((target, difference), drawn)) in told.enumerate() {
        let fits = target
            .zip(difference)
            .is_none_or(|(target, difference)| same(difference, drawn - target, target + drawn));
        c.unless(fits, "differences are drawn less target", || grid.row(k));
    }
}
