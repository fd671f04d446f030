//! What each file and column of a run folder means: for `README.txt` and the report.

use crate::files::csv::file_column;
use crate::language::Language;
use crate::stats::columns::{ARM, Described, MONTH, REGIME, REPLICATION};
use crate::stats::tables::BY_GROUP;
use crate::{phrase, say};

/// What a table holds, by its file name.
pub fn file(name: &str) -> &'static str {
    match name {
        "monthly.csv" => phrase!("every series of the economy, one row a regime, arm, replication and month"),
        "policies.csv" => {
            phrase!("each policy by month: whom it reached, whom not and why, money out and back")
        }
        "ledger.csv" => phrase!("who paid whom for what, by month: the flow of funds, which sums to zero"),
        "lending.csv" => {
            phrase!(
                "who looks for a loan and what becomes of it, by size, age and riskiness of the firm and by reason of refusal"
            )
        }
        "trace.csv" => phrase!("every entry in the books of the traced firms, first replication"),
        "trace_balances.csv" => {
            phrase!(
                "balances of the traced firms at the end of each month: with trace.csv a firm's year can be followed by hand"
            )
        }
        "fidelity.csv" => {
            phrase!("how well the starting population meets the published figures it is drawn from")
        }
        "scorecard.csv" => {
            phrase!(
                "the six stabilities and six protections by month, each by one indicator with its definition, beside the base path, and as an index, 100 in the first month"
            )
        }
        "environment.csv" => phrase!("regions by year: five marks and their mean, 100 is the country"),
        "digital.csv" => phrase!("digital levels and members of clusters by month and region"),
        "ladder.csv" => {
            phrase!(
                "the ladder of specialised firms by month and tier: who is on it, who came, who kept a certificate, what part of firms it is"
            )
        }
        "survival.csv" => phrase!("Kaplan-Meier survival of firms by group, replications pooled"),
        "resilience_factors.csv" => {
            phrase!(
                "who closed within one, two and three years, by what firms had at the start: hazard ratios, all factors held side by side"
            )
        }
        "summary.csv" => phrase!("metrics of the run: mean over replications, spread, interval"),
        "effects.csv" => {
            phrase!(
                "what each arm changed against the base, replication by replication (both use common random numbers): the whole economy, and groups of firms"
            )
        }
        "fates.csv" => {
            phrase!(
                "what became of the firms alive when the arms part, each held against itself in the base, and the money they got"
            )
        }
        "recipients.csv" => {
            phrase!(
                "what a policy did to those who got it: the same firms in both arms, alive, employing, short of cash"
            )
        }
        "fates_by_replication.csv" => phrase!("the same for each replication"),
        "resilience.csv" => {
            phrase!("depth, recovery and scar of each arm, held against the arm without shocks")
        }
        "shapley.csv" => {
            phrase!(
                "the share of each policy in what a package of several does against its own world without them: what it adds, averaged over the orders \
             in which policies could come one by one (Shapley value); shares add up to the package"
            )
        }
        "coalitions_by_replication.csv" => {
            phrase!(
                "what coalitions of a package's policies came to in each replication: shares are made of it"
            )
        }
        _ if name.starts_with("monthly_by_") => phrase!("the main series by group"),
        _ => "",
    }
}

/// Key columns, common to all tables.
const KEYS: &[(&str, &str)] =
    &[("regime", REGIME), ("arm", ARM), ("replication", REPLICATION), ("month", MONTH)];

/// What readers read about the columns of files: name of the file, and its list.
pub type Lists = [(&'static str, Vec<Described>)];

/// What a column of a table means, as it is named in files, by the lists from which the tables are made; `None`
/// when nothing is known of it.
pub fn column(
    lists: &Lists,
    file: &str,
    column: &str,
    currency_unit: &str,
    language: Language,
) -> Option<String> {
    let declared = |list| declared(lists, list, column, currency_unit, language);
    let key = || KEYS.iter().find(|(name, _)| *name == column).map(|(_, text)| language.of(text).to_string());
    if let Some(dimension) = file.strip_prefix("monthly_by_").and_then(|rest| rest.strip_suffix(".csv")) {
        if column == dimension {
            return Some(say!(language, "the group").to_string());
        }
        return declared(BY_GROUP).or_else(key);
    }
    declared(file).or_else(key)
}

/// What a column means by the list from which the table is made.
fn declared(
    lists: &Lists,
    file: &str,
    column: &str,
    currency_unit: &str,
    language: Language,
) -> Option<String> {
    let (_, list) = lists.iter().find(|(name, _)| *name == file)?;
    let found = list.iter().find(|entry| file_column(entry.name, currency_unit) == column);
    found.map(|entry| language.of(entry.description).replace("{unit}", language.of(currency_unit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tables::described_columns;

    #[test]
    fn every_column_is_described() {
        let all = described_columns();
        let size = [("monthly_by_size.csv", "size")];
        let in_full = |file| if file == BY_GROUP { "monthly_by_size.csv" } else { file };
        let columns =
            all.iter().flat_map(|(file, list)| list.iter().map(|entry| (in_full(*file), entry.name)));
        for (file, name) in columns.chain(size) {
            assert!(!super::file(file).is_empty(), "{file}");
            let written = file_column(name, "yuan");
            let text = column(&all, file, &written, "yuan", Language::English).unwrap_or_default();
            assert!(!text.is_empty() && !text.contains('{'), "{file}: {written}");
        }
        assert_eq!(column(&all, "monthly.csv", "nonsense", "yuan", Language::English), None);
    }
}
