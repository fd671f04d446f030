//! What each file and column of a run folder means: for `README.txt` and the report.

use crate::files::csv::{file_column, model_column};

use crate::stats::tables::{BY_GROUP, described_columns};

/// What a table holds, by its file name.
pub fn file(name: &str) -> &'static str {
    match name {
        "monthly.csv" => "every series of the economy, one row a regime, arm, replication and month",
        "policies.csv" => "each policy by month: whom it reached, whom not and why, money out and back",
        "ledger.csv" => "who paid whom for what, by month: the flow of funds, which sums to zero",
        "lending.csv" => {
            "who looks for a loan and what becomes of it, by size, age and riskiness of the firm and by reason of refusal"
        }
        "trace.csv" => "every entry in the books of the traced firms, first replication",
        "trace_balances.csv" => {
            "balances of the traced firms at the end of each month: with trace.csv a firm's year can be followed by hand"
        }
        "fidelity.csv" => "how well the starting population meets the published figures it is drawn from",
        "scorecard.csv" => {
            "the six stabilities and six protections by month, each by one indicator and as an index, 100 in the first month"
        }
        "environment.csv" => "regions by year: five marks and their mean, 100 is the country",
        "digital.csv" => "digital levels and members of clusters by month and region",
        "ladder.csv" => {
            "the ladder of specialised firms by month and tier: who is on it, who came, who kept a certificate, what part of firms it is"
        }
        "survival.csv" => "Kaplan-Meier survival of firms by group, replications pooled",
        "summary.csv" => "metrics of the run: mean over replications, spread, interval",
        "effects.csv" => {
            "what each arm changed against the base, replication by replication (both use common random numbers): the whole economy, and groups of firms"
        }
        "fates.csv" => {
            "what became of the firms alive when the arms part, each held against itself in the base, and the money they got"
        }
        "fates_by_replication.csv" => "the same for each replication",
        "resilience.csv" => "depth, recovery and scar of each arm, held against the arm without shocks",
        "shapley.csv" => {
            "the share of each policy in what a package of several does against its own world without them: what it adds, averaged over the orders \
             in which policies could come one by one (Shapley value); shares add up to the package"
        }
        "coalitions_by_replication.csv" => {
            "what coalitions of a package's policies came to in each replication: shares are made of it"
        }
        _ if name.starts_with("monthly_by_") => "the main series by group",
        _ => "",
    }
}

/// Key columns, common to all tables.
const KEYS: &[(&str, &str)] = &[
    ("regime", "behaviour regime of the firms: resilient, middle or strict"),
    ("arm", "policy arm"),
    ("replication", "number of the replication, from zero; each has its own draws"),
    ("month", "calendar month (2020-02)"),
];

/// Key columns of the tables of a comparison.
const HORIZON: (&str, &str) = (
    "horizon_months",
    "months since the arms part; effects and fates are reported after 12, 24 and 36, of a shorter run at its end",
);
const FATE_GROUP: (&str, &str) = (
    "group",
    "the group; need runs from 1, the tenth of firms with least cash, to 10; sector_size is named as construction/micro; of policies those \
     firms alone that got something from it",
);
const FATE: (&str, &str) = (
    "fate",
    "saved: closed in the base, alive in the arm; only_delayed: closed in both, later in the arm; safe_anyway: alive in both; lost_anyway: \
     closed in both in the same month; hastened: closed in both, earlier in the arm; harmed: alive in the base, closed in the arm",
);
const DORMANT: (&str, &str) =
    ("dormant_thousand", "of the firms, those that lie dormant in the arm at the horizon");
const SUPPORT: (&str, &str) = (
    "support_bn",
    "help that is no money: sums deferred, loans guaranteed, debts prolonged, by the horizon, billion {unit}",
);

/// Columns of tables that are not in `stats::tables`.
const COLUMNS: &[(&str, &[(&str, &str)])] = &[
    (
        "survival.csv",
        &[
            (
                "clock",
                "since_start: months since the first month, all firms alive then; age: age of the firm in months, firms join late",
            ),
            ("dimension", "what firms are grouped by"),
            ("group", "the group"),
            ("month", "months completed on the clock at the end of this month; at month 0 survival is one"),
            ("at_risk", "simulated firms alive and observed at the beginning of the month, all replications"),
            ("exits", "of these, firms that closed in the month"),
            (
                "survival",
                "share alive at the end of the month: product of 1 - exits/at_risk over the months so far",
            ),
            ("standard_error", "Greenwood's standard error of survival, for the pooled firms"),
            ("hazard", "exits over at_risk: the chance to close in the month"),
            ("lower", "lower end of the 95% interval, log-log scale"),
            ("upper", "upper end of the 95% interval, log-log scale"),
        ],
    ),
    (
        "summary.csv",
        &[
            ("metric", "name of the metric; the list is below"),
            (
                "group",
                "all, or one size (size=micro), sector (sector=construction) or cause (cause=illiquid)",
            ),
            ("unit", "unit of the metric"),
            (
                "replications",
                "replications that have it: a rate of a group that had no firm at the start is none, not zero",
            ),
            ("mean", "mean over replications"),
            ("sd", "standard deviation over replications"),
            (
                "monte_carlo_error",
                "sd over the root of the number of replications: what more replications would still move",
            ),
            ("lower", "lower end of the 95% t-interval of the mean"),
            ("upper", "upper end of the 95% t-interval of the mean"),
            ("p10", "tenth percentile of replications"),
            ("p50", "median of replications"),
            ("p90", "ninetieth percentile of replications"),
        ],
    ),
    (
        "effects.csv",
        &[
            HORIZON,
            ("metric", "what is compared; the list is below"),
            ("dimension", "what firms are grouped by: all, sector, size, region, age, tier"),
            ("group", "the group"),
            ("unit", "unit of the metric"),
            ("replications", "replications in which both arms have it"),
            (
                "simulated_firms",
                "simulated firms of the group in the base at the horizon, all replications together",
            ),
            ("base_mean", "mean over replications in the base"),
            ("arm_mean", "mean over replications in the arm"),
            (
                "effect",
                "mean over replications of arm less base; of a ratio, the ratio of the two mean effects",
            ),
            ("sd", "standard deviation of the difference over replications"),
            ("monte_carlo_error", "sd over the root of the number of replications"),
            (
                "lower",
                "lower end of the 95% interval of the effect; of a ratio by Fieller, empty when what it is divided by may be zero",
            ),
            ("upper", "upper end of the 95% interval of the effect"),
            (
                "variance_ratio",
                "variance that independent draws would give the difference, over the one it has: how many times as many replications \
                 it would take without common random numbers",
            ),
        ],
    ),
    (
        "fates.csv",
        &[
            HORIZON,
            (
                "dimension",
                "what firms are grouped by: all, sector, size, region, age, tier, need, sector_size, policy",
            ),
            FATE_GROUP,
            FATE,
            (
                "replications",
                "replications that means are over; one in which the group has no firm counts as zero",
            ),
            (
                "simulated_firms",
                "simulated firms of that fate, all replications together: what the row rests on",
            ),
            ("firms_thousand", "firms of that fate, mean over replications"),
            ("firms_lower", "lower end of its 95% interval"),
            ("firms_upper", "upper end of its 95% interval"),
            ("share_of_firms", "share of the firms of the group"),
            ("jobs_thousand", "jobs they had when the arms part, mean over replications"),
            ("jobs_lower", "lower end of its 95% interval"),
            ("jobs_upper", "upper end of its 95% interval"),
            DORMANT,
            (
                "money_bn",
                "money they got from policies by the horizon, billion {unit}, mean over replications",
            ),
            ("money_lower", "lower end of its 95% interval"),
            ("money_upper", "upper end of its 95% interval"),
            ("share_of_money", "share of the money of the group; of safe_anyway it is the deadweight"),
            SUPPORT,
        ],
    ),
    (
        "fates_by_replication.csv",
        &[
            HORIZON,
            (
                "dimension",
                "what firms are grouped by: all, sector, size, region, age, tier, need, sector_size, policy",
            ),
            FATE_GROUP,
            FATE,
            ("firms_thousand", "firms of that fate"),
            ("jobs_thousand", "jobs they had when the arms part"),
            DORMANT,
            ("money_bn", "money they got from policies by the horizon, billion {unit}"),
            SUPPORT,
        ],
    ),
    (
        "shapley.csv",
        &[
            HORIZON,
            ("policy", "the policy, by its name in the scenario"),
            (
                "metric",
                "what is shared out: failures avoided, firms, jobs and job-years kept (of effects.csv, failures with the sign turned round), and \
                 public cost",
            ),
            ("unit", "unit of the metric"),
            (
                "orders",
                "orders in which the policies were let in one by one: all of up to 5 policies, drawn pairs (an order and its reverse) of more",
            ),
            ("replications", "replications behind the row"),
            ("share", "mean over replications of what the policy adds, averaged over orders"),
            ("sd", "standard deviation of the share over replications"),
            ("monte_carlo_error", "sd over the root of the number of replications"),
            (
                "order_error",
                "standard error from drawing orders: by the spread over pairs of orders of what the policy adds; zero where all orders count",
            ),
            ("lower", "lower end of the 95% interval of the share, for both errors together"),
            ("upper", "upper end of the 95% interval of the share, for both errors together"),
            (
                "package",
                "what the package does, mean over replications: the sum of the shares of its policies",
            ),
            (
                "share_of_package",
                "share over package; above one or below zero where policies work against one another",
            ),
        ],
    ),
    (
        "coalitions_by_replication.csv",
        &[
            HORIZON,
            (
                "coalition",
                "the policies in force, by their numbers in the scenario from one (1+3), none without any",
            ),
            ("metric", "what is shared out, as in shapley.csv"),
            ("value", "what the economy came to with these policies"),
        ],
    ),
    (
        "resilience.csv",
        &[
            ("series", "series of monthly.csv that is held against the arm without shocks"),
            (
                "measure",
                "depth: largest shortfall; depth_month: its month, counted from one; months_to_95_percent, months_to_99_percent: month from \
                 which the series is back at that level after its lowest point, zero when it never was below; area_lost: shortfalls \
                 summed over months; scar_at_end: shortfall in the last month",
            ),
            ("unit", "unit of the measure"),
            ("replications", "replications behind the row"),
            ("reached_in", "replications in which it was reached; mean and interval are of these alone"),
            ("mean", "mean over replications"),
            ("sd", "standard deviation over replications"),
            ("monte_carlo_error", "sd over the root of the number of replications"),
            ("lower", "lower end of the 95% t-interval of the mean"),
            ("upper", "upper end of the 95% t-interval of the mean"),
        ],
    ),
];

/// What a column of a table means, as it is named in files; `None` when nothing is known of it.
pub fn column(file: &str, column: &str, currency_unit: &str) -> Option<String> {
    let of_table = COLUMNS.iter().find(|(name, _)| *name == file).map_or(&[][..], |(_, columns)| columns);
    let plain = model_column(column, currency_unit);
    let find = |list: &[(&'static str, &'static str)]| {
        list.iter().find(|(name, _)| *name == plain).map(|(_, text)| text.replace("{unit}", currency_unit))
    };
    if let Some(text) = find(of_table).or_else(|| find(KEYS)) {
        return Some(text);
    }
    if let Some(dimension) = file.strip_prefix("monthly_by_").and_then(|rest| rest.strip_suffix(".csv")) {
        if column == dimension {
            return Some("the group".to_string());
        }
        return declared(BY_GROUP, column, currency_unit);
    }
    declared(file, column, currency_unit)
}

/// What a column means by the list from which the table is made.
fn declared(file: &str, column: &str, currency_unit: &str) -> Option<String> {
    let (_, list) = described_columns().into_iter().find(|(name, _)| *name == file)?;
    let found = list.into_iter().find(|entry| file_column(entry.name, currency_unit) == column);
    found.map(|entry| entry.description.replace("{unit}", currency_unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{effects, fates, follow, resilience, shapley};
    use crate::stats::{summary, survival};

    #[test]
    fn every_column_is_described() {
        let in_full = |file| if file == BY_GROUP { "monthly_by_size.csv" } else { file };
        let declared = described_columns().into_iter();
        let declared =
            declared.flat_map(|(file, list)| list.into_iter().map(move |entry| (in_full(file), entry.name)));
        let survival = survival::COLUMNS.map(|name| ("survival.csv", name));
        let summary = summary::COLUMNS.map(|name| ("summary.csv", name));
        let compared = effects::COLUMNS.map(|name| ("effects.csv", name)).into_iter();
        let compared = compared.chain(fates::COLUMNS.map(|name| ("fates.csv", name)));
        let compared = compared.chain(follow::COLUMNS.map(|name| ("fates_by_replication.csv", name)));
        let compared = compared.chain(resilience::COLUMNS.map(|name| ("resilience.csv", name)));
        let compared = compared.chain(shapley::table::COLUMNS.map(|name| ("shapley.csv", name)));
        let compared = compared.chain(shapley::COLUMNS.map(|name| ("coalitions_by_replication.csv", name)));
        let size = [("monthly_by_size.csv", "size")];
        for (file, name) in declared.chain(survival).chain(summary).chain(size).chain(compared) {
            assert!(!super::file(file).is_empty(), "{file}");
            let written = file_column(name, "yuan");
            let text = column(file, &written, "yuan").unwrap_or_default();
            assert!(!text.is_empty() && !text.contains('{'), "{file}: {written}");
        }
        assert_eq!(column("monthly.csv", "nonsense", "yuan"), None);
    }
}
