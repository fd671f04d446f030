//! The monthly series of a replication by regime, arm and group, as effects and resilience need them.

use crate::table::Table;
use std::collections::BTreeMap;

/// Monthly series by name.
pub(crate) type Columns = BTreeMap<String, Vec<f64>>;

/// The series of a table by regime, arm and group.
#[derive(Debug, Default)]
pub(crate) struct Series {
    pub runs: BTreeMap<(String, String, String), Columns>,
}

impl Series {
    /// The series of the whole economy, what some metrics need of the ledger among them.
    pub fn of_whole(monthly: &Table, ledger: &Table) -> Series {
        let mut whole = Series::of(monthly, None);
        whole.add_ledger(
            ledger,
            &["guarantee_fees", "fund_claims_paid", "fund_dividends", "fund_stakes_sold"],
        );
        whole
    }

    /// The series of a table; of one group `all` when it has no dimension.
    pub fn of(table: &Table, dimension: Option<&str>) -> Series {
        let mut series = Series::default();
        let place = |name: &str| table.column(name);
        let (Some(regime), Some(arm)) = (place("regime"), place("arm")) else { return series };
        let group = dimension.and_then(place);
        let keys: Vec<usize> = [Some(regime), Some(arm), group, place("replication"), place("month")]
            .into_iter()
            .flatten()
            .collect();
        for row in &table.rows {
            let name = group.map_or_else(|| "all".to_string(), |group| row[group].text().into_owned());
            let key = (row[regime].text().into_owned(), row[arm].text().into_owned(), name);
            let columns = series.runs.entry(key).or_default();
            for (at, column) in table.columns.iter().enumerate().filter(|(at, _)| !keys.contains(at)) {
                columns.entry(column.clone()).or_default().push(row[at].number().unwrap_or(f64::NAN));
            }
        }
        series
    }

    /// Adds items of the ledger as series of their own.
    fn add_ledger(&mut self, ledger: &Table, items: &[&str]) {
        let at = |name: &str| ledger.column(name);
        let (Some(regime), Some(arm), Some(month), Some(item), Some(amount)) =
            (at("regime"), at("arm"), at("month"), at("item"), at("amount_bn"))
        else {
            return;
        };
        let mut months: Vec<String> = ledger.rows.iter().map(|row| row[month].text().into_owned()).collect();
        months.sort();
        months.dedup();
        for row in ledger.rows.iter().filter(|row| items.contains(&row[item].text().as_ref())) {
            let key = (row[regime].text().into_owned(), row[arm].text().into_owned(), "all".to_string());
            let (Some(columns), Ok(place)) =
                (self.runs.get_mut(&key), months.binary_search(&row[month].text().into_owned()))
            else {
                continue;
            };
            let series =
                columns.entry(row[item].text().into_owned()).or_insert_with(|| vec![0.0; months.len()]);
            series[place] += row[amount].number().unwrap_or(0.0);
        }
    }
}
