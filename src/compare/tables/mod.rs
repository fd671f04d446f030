//! The tables of a comparison, a file for each: what a row is made of, and one list of columns, each with the
//! function that computes it.

// A list of columns is a list of functions of the table's numbers: that type is long and says what it is.
#![allow(clippy::type_complexity)]

pub mod coalitions;
pub mod effects;
pub mod fates;
pub mod fates_by_replication;
pub mod recipients;
pub mod resilience;
pub mod shapley;

use crate::stats::columns::{Described, described};

/// What `horizon_months` is in all of them.
const HORIZON: &str = "months since the arms part; effects and fates are reported after 12, 24 and 36, of a shorter run at its end";
/// What the groups of firms are by whose fates are reported.
const FATE_DIMENSION: &str =
    "what firms are grouped by: all, sector, size, region, age, tier, need, sector_size, policy";
/// What `group` is in tables of fates.
const FATE_GROUP: &str = "the group; need runs from 1, the tenth of firms with least cash, to 10; sector_size is named as construction/micro; \
     of policies those firms alone that got something from it";
/// What `fate` is.
const FATE: &str = "saved: closed in the base, alive in the arm; only_delayed: closed in both, later in the arm; safe_anyway: alive in \
     both; lost_anyway: closed in both in the same month; hastened: closed in both, earlier in the arm; harmed: alive in the base, closed \
     in the arm";
/// What `dormant_thousand` is.
const DORMANT: &str = "of the firms, those that lie dormant in the arm at the horizon";
/// What `support_bn` is.
const SUPPORT: &str =
    "help that is no money: sums deferred, loans guaranteed, debts prolonged, by the horizon, billion {unit}";
/// What `monte_carlo_error` is.
const MONTE_CARLO_ERROR: &str = "sd over the root of the number of replications";

/// What readers read about the columns of each file.
pub fn described_columns() -> Vec<(&'static str, Vec<Described>)> {
    vec![
        ("effects.csv", described(effects::COLUMNS)),
        ("fates.csv", described(fates::COLUMNS)),
        ("fates_by_replication.csv", described(fates_by_replication::COLUMNS)),
        ("recipients.csv", described(recipients::COLUMNS)),
        ("resilience.csv", described(resilience::COLUMNS)),
        ("shapley.csv", described(shapley::COLUMNS)),
        ("coalitions_by_replication.csv", described(coalitions::COLUMNS)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::describe;
    use crate::language::Language;

    #[test]
    fn every_column_is_described() {
        let all = described_columns();
        for (file, columns) in &all {
            assert!(!describe::file(file).is_empty(), "{file}");
            for column in columns {
                let written = crate::files::csv::file_column(column.name, "yuan");
                let text =
                    describe::column(&all, file, &written, "yuan", Language::English).unwrap_or_default();
                assert!(!text.is_empty() && !text.contains('{'), "{file}: {written}");
            }
        }
    }
}
