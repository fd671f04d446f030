//! The value of an output in one replication.

use super::kinds::{Output, What, When};
use super::names::ALIASES;
use crate::catalogue::Formula;
use crate::compare::effects::{Columns, Series};
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::stats::run_tables::RunTables;
use crate::stats::summary::{METRICS, Summary};
use crate::told;
use std::collections::BTreeMap;

/// The values of outputs in one replication, in order: series and summary are made of the tables once for
/// all.
pub fn measure_all<'a>(
    outputs: impl IntoIterator<Item = &'a Output>,
    tables: &RunTables,
    scenario: &Scenario,
) -> Vec<Result<f64, Told>> {
    let mut sources = Sources::default();
    let value = |output: &Output| {
        let value = sources.value(output, tables, scenario)?;
        if value.is_finite() {
            Ok(value)
        } else {
            Err(told!("{output} is not a number in this run", output = &output.text))
        }
    };
    outputs.into_iter().map(value).collect()
}

/// Series of the tables by dimension (empty for all firms), and the summary, as far as they were asked for.
#[derive(Default)]
struct Sources {
    series: BTreeMap<String, Series>,
    summary: Option<crate::table::Table>,
}

impl Sources {
    fn value(&mut self, output: &Output, tables: &RunTables, scenario: &Scenario) -> Result<f64, Told> {
        if let What::Metric(index) = output.what {
            return self.metric(METRICS[index].name, output.group.as_ref(), tables);
        }
        let [from, to] = output.months(scenario)?;
        let columns = self.columns(output.group.as_ref(), tables)?;
        let over = matches!(output.when, Some(When::Over(..)));
        let (formula, from) = match output.what {
            What::Alias(index) => {
                match ALIASES[index].formula(output.group.is_some()).expect("checked when it was read") {
                    Formula::Level(name, factor) if over => (Formula::Mean(name, factor), from),
                    level @ Formula::Level(..) => (level, 0),
                    // Sums count from the first month, but where both ends are said.
                    other => (other, if over { from } else { 0 }),
                }
            }
            What::Column(name) if over => (Formula::Mean(name, 1.0), from),
            What::Column(name) => (Formula::Level(name, 1.0), 0),
            What::Metric(_) => unreachable!("answered above"),
        };
        formula.value(columns, from, to + 1 - from).ok_or_else(|| nothing(output))
    }

    fn columns(&mut self, group: Option<&[String; 2]>, tables: &RunTables) -> Result<&Columns, Told> {
        let dimension = group.map_or("", |[dimension, _]| dimension);
        if !self.series.contains_key(dimension) {
            let series = match group {
                None => Series::of_whole(&tables.monthly, &tables.ledger),
                Some(_) => {
                    let table = tables.by_group.iter().find(|(name, _)| *name == dimension);
                    let lacking = || told!("this run has no table by {dimension}", dimension = dimension);
                    let (_, table) = table.ok_or_else(lacking)?;
                    Series::of(table, Some(dimension))
                }
            };
            self.series.insert(dimension.to_string(), series);
        }
        let name = group.map_or("all", |[_, group]| group);
        let found = self.series[dimension].runs.iter().find(|((_, _, group), _)| group == name);
        found
            .map(|(_, columns)| columns)
            .ok_or_else(|| told!("this run has no {dimension} {name}", dimension = dimension, name = name))
    }

    fn metric(&mut self, metric: &str, group: Option<&[String; 2]>, tables: &RunTables) -> Result<f64, Told> {
        let table = self.summary.get_or_insert_with(|| {
            let mut summary = Summary::default();
            let by_group: Vec<_> = tables.by_group.iter().map(|(name, table)| (*name, table)).collect();
            summary.add(&tables.monthly, &by_group);
            summary.table("")
        });
        let name =
            group.map_or_else(|| "all".to_string(), |[dimension, group]| format!("{dimension}={group}"));
        let place = |column: &str| table.column(column).expect("a column of the summary");
        let [metrics, groups, mean] = ["metric", "group", "mean"].map(place);
        let row = table.rows.iter().find(|row| row[metrics].text() == metric && row[groups].text() == name);
        row.and_then(|row| row[mean].number())
            .ok_or_else(|| told!("{metric} of {name} is not known in this run", metric = metric, name = name))
    }
}

fn nothing(output: &Output) -> Told {
    told!("{output} is empty in this run: there is nothing to measure it on", output = &output.text)
}

impl Output {
    /// Its value in one replication, from the tables as the simulation gives them. Of an effect too it is the
    /// value itself: the difference is taken when the reference point is there.
    ///
    /// # Errors
    /// A month, a group or a column is missing, or the value is not a number.
    pub fn measure(&self, tables: &RunTables, scenario: &Scenario) -> std::result::Result<f64, Told> {
        measure_all(std::slice::from_ref(self), tables, scenario).remove(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixtures::loaded;
    use crate::table::{Cell, Table};

    /// Four months from 2020-01: jobs 100, 101, 102, 103 million; each cause of failure one thousand a month;
    /// outlay 2, fees 0.5 billion a month.
    fn tables() -> RunTables {
        let mut monthly = Table::new([
            "regime",
            "arm",
            "replication",
            "month",
            "jobs_million",
            "deaths_illiquid_thousand",
            "deaths_insolvent_thousand",
            "deaths_chain_thousand",
            "deaths_thousand",
            "policy_outlay_bn",
            "policy_loss_bn",
            "value_added_bn",
            "loan_rate",
        ]);
        let mut by_size =
            Table::new(["regime", "arm", "replication", "month", "size", "jobs_thousand", "deaths_thousand"]);
        let mut ledger =
            Table::new(["regime", "arm", "replication", "month", "from", "to", "item", "amount_bn"]);
        for month in 0..4 {
            let head = ["middle", "base", "0", &format!("2020-{:02}", month + 1)]
                .map(|text| Cell::Text(text.to_string()))
                .to_vec();
            let numbers = [100.0 + f64::from(month), 1.0, 1.0, 1.0, 5.0, 2.0, 0.0, 10.0].map(Cell::Real);
            let rate = if month == 0 { Cell::Empty } else { Cell::Real(0.05) };
            monthly.rows.push(head.iter().cloned().chain(numbers).chain([rate]).collect());
            for (size, jobs) in [("micro", 10.0), ("small", 20.0)] {
                let cells =
                    [Cell::Text(size.into()), Cell::Real(jobs * f64::from(month + 1)), Cell::Real(1.0)];
                by_size.rows.push(head.iter().cloned().chain(cells).collect());
            }
            let entry = ["smes", "government", "guarantee_fees"].map(|text| Cell::Text(text.into()));
            ledger.rows.push(head.into_iter().chain(entry).chain([Cell::Real(0.5)]).collect());
        }
        RunTables { monthly, by_group: vec![("size", by_size)], ledger, ..RunTables::default() }
    }

    fn value(text: &str) -> Result<f64, String> {
        let mut scenario = loaded("a").scenario;
        (scenario.start, scenario.months) = ("2020-01".parse().unwrap(), 4);
        let output = Output::parse(text).unwrap();
        output.measure(&tables(), &scenario).map_err(|why| why.english())
    }

    #[test]
    fn values_worked_by_hand() {
        for (text, wanted) in [
            ("jobs@end", 103_000.0),
            ("jobs_million@2020-02", 101.0),
            ("jobs@+1", 100_000.0),
            ("jobs@2020-02..2020-03", 101_500.0),
            ("jobs_million@+2..end", 102.0),
            ("failures@2020-02", 6.0),
            ("failures@end", 12.0),
            ("failures@2020-02..2020-04", 9.0),
            ("deaths_thousand@end", 5.0),
            ("closures@end", 20.0),
            ("public_cost@end", 6.0),
            ("public_cost@+1", 1.5),
            ("output@+2", 20.0),
            // 100 + 101 + 102 + 103 million months.
            ("job_years@end", 406_000.0 / 12.0),
            ("jobs{size=micro}@end", 40.0),
            ("jobs_thousand{size=small}@2020-02", 40.0),
            ("closures{size=small}@+3", 3.0),
            ("job_years{size=micro}@+2", 30.0 / 12.0),
            ("effect jobs@end", 103_000.0),
            ("jobs_end", 103.0),
        ] {
            let value = value(text).unwrap_or_else(|why| panic!("{text}: {why}"));
            assert!((value - wanted).abs() < 1e-9 * wanted, "{text}: {value}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        assert_eq!(
            value("loan_rate@+1"),
            Err("loan_rate@+1 is empty in this run: there is nothing to measure it on".into())
        );
        assert_eq!(
            value("jobs@2021-01"),
            Err("2021-01 is not among the scenario's months, 2020-01 to 2020-04".into())
        );
        assert_eq!(value("jobs@+5"), Err("the scenario has 4 months".into()));
        assert_eq!(value("jobs{size=medium}@end"), Err("this run has no size medium".into()));
        assert_eq!(value("jobs{region=north}@end"), Err("this run has no table by region".into()));
        assert_eq!(value("exits_12_months"), Err("exits_12_months of all is not known in this run".into()));
    }
}
