//! Tables of a run: what is printed after it, levels a year, two and three years after the start, survival by
//! age and size.

use super::data::{Figure, Head, Headline, Row};
use super::notes::{OVER_REPLICATIONS, notes, replications};
use crate::charts::columns::Columns;
use crate::charts::run::{Run, keep};
use crate::charts::words::{capital, words};
use crate::error::Result;
use crate::report::words::{self as report_words, HEADLINE, PRINTED};
use crate::stats::summary::spread::spread;

/// Months after the start at which levels are shown, as far as the run goes.
const MONTHS: [usize; 5] = [12, 24, 36, 60, 120];
/// Ages in months at which survival is shown.
const AGES: [usize; 5] = [12, 24, 36, 60, 120];

/// Levels: column of `monthly.csv`, label, unit and factor to it; `{unit}` is the currency's.
const LEVELS: [(&str, &str, &str, f64); 13] = [
    ("firms_million", "Firms", "million", 1.0),
    ("jobs_million", "Jobs in small and medium firms", "million", 1.0),
    ("jobs_all_million", "Jobs in the whole country", "million", 1.0),
    ("unemployment", "Unemployment in the whole country", "percent", 100.0),
    ("value_added_bn", "Output of the month, sales less inputs", "billion {unit}", 1.0),
    ("illiquid_share", "Firms with overdue obligations", "percent", 100.0),
    ("loss_month_share", "Firms with a loss in the month", "percent", 100.0),
    ("cash_days_p50", "Cash of the median firm", "days", 1.0),
    ("receivable_days", "Receivables", "days of sales", 1.0),
    ("debt_bn", "Debt to banks", "billion {unit}", 1.0),
    ("bad_loan_ratio", "Bad loans", "percent of loans", 100.0),
    ("loan_rate", "Interest on new loans", "percent", 100.0),
    ("policy_deferred_bn", "Deferred or guaranteed, outstanding", "billion {unit}", 1.0),
];

/// The tables that the folder has data for.
pub(super) fn tables(run: &Run) -> Result<Vec<Headline>> {
    Ok([summary(run)?, levels(run)?, survival(run)?].into_iter().flatten().collect())
}

fn summary(run: &Run) -> Result<Option<Headline>> {
    let path = run.folder.join("summary.csv");
    let Some(table) = Columns::read(&path, &["regime", "arm", "metric", "group", "unit"], |_| true)? else {
        return Ok(None);
    };
    let (names, groups, units) = (table.names("metric")?, table.names("group")?, table.names("unit")?);
    let [mean, lower, upper] = ["mean", "lower", "upper"].map(|column| table.numbers(column));
    let (mean, lower, upper) = (mean?, lower?, upper?);
    let kept = keep(&table, &run.main, None)?;
    let mut rows = Vec::new();
    for metric in PRINTED {
        let found = kept.iter().copied().find(|row| names.at(*row) == metric && groups.at(*row) == "all");
        let Some(row) = found else { continue };
        let said = HEADLINE.iter().find(|words| words.metric == metric && words.group == "all");
        let month =
            report_words::months(metric).map_or_else(String::new, |month| run.month(month.max(1) - 1));
        let label = said.map_or_else(|| capital(&words(metric)), |said| said.text.replace("{month}", &month));
        let figure = Figure::of(mean[row], Some([lower[row], upper[row]]));
        rows.push(Row::Line {
            label,
            unit: units.at(row).replace("{unit}", run.unit()),
            cells: vec![figure],
        });
    }
    let own = format!(
        "Means over {}, {OVER_REPLICATIONS}. Small and medium firms; {}, regime {}.",
        replications(run),
        span(run),
        words(&run.main.regime)
    );
    Ok(some(run, "summary", "Summary of the run", "Metric", vec![Head::plain("mean", "Mean")], rows, own))
}

fn span(run: &Run) -> String {
    format!("{} to {}", run.month(0), run.month(run.months.saturating_sub(1)))
}

/// A table with its notes; none without rows.
fn some(
    run: &Run,
    name: &str,
    what: &str,
    stub: &str,
    heads: Vec<Head>,
    rows: Vec<Row>,
    own: String,
) -> Option<Headline> {
    let notes = notes(run, &[own]);
    (!rows.is_empty() && !heads.is_empty()).then(|| Headline {
        name: name.into(),
        title: what.into(),
        of: run.manifest.title().to_string(),
        stub: stub.into(),
        heads,
        rows,
        notes,
    })
}

fn levels(run: &Run) -> Result<Option<Headline>> {
    let mut months: Vec<usize> = MONTHS.into_iter().filter(|month| *month <= run.months).collect();
    if months.is_empty() && run.months > 0 {
        months.push(run.months);
    }
    let mut rows = Vec::new();
    for (column, label, unit, factor) in LEVELS {
        // Folders of older versions lack some columns.
        if run.monthly.numbers(column).is_err() {
            continue;
        }
        let panel = run.panel(&run.main, column)?;
        let cell = |month: &usize| {
            let series = panel.values.iter().filter_map(|series| series.get(month - 1));
            let values: Vec<f64> =
                series.filter(|value| value.is_finite()).map(|value| value * factor).collect();
            let spread = spread(&values)?;
            Figure::of(spread.mean, spread.error.map(|[_, _, lower, upper]| [lower, upper]))
        };
        let cells: Vec<_> = months.iter().map(cell).collect();
        if cells.iter().any(Option::is_some) {
            rows.push(Row::Line { label: label.into(), unit: unit.replace("{unit}", run.unit()), cells });
        }
    }
    let heads = months
        .iter()
        .map(|month| {
            Head::plain(format!("month_{month}"), format!("Month {month}, {}", run.month(month - 1)))
        })
        .collect();
    let own = format!(
        "Means over {}, {OVER_REPLICATIONS}. Small and medium firms where nothing else is said; regime {}; month 1 is {}.",
        replications(run),
        words(&run.main.regime),
        run.month(0)
    );
    Ok(some(run, "levels", "Levels of the month", "Level", heads, rows, own))
}

fn survival(run: &Run) -> Result<Option<Headline>> {
    let text = ["regime", "arm", "clock", "dimension", "group"];
    let accept = |column: &str, cell: &str| match column {
        "clock" => cell == "age",
        "dimension" => cell == "size" || cell == "all",
        _ => run.is_main(column, cell),
    };
    let wanted = |name: &str| ["month", "survival", "lower", "upper"].contains(&name);
    let Some(table) = Columns::read_where(&run.folder.join("survival.csv"), &text, wanted, accept)? else {
        return Ok(None);
    };
    let groups = table.names("group")?;
    let [month, value, lower, upper] =
        ["month", "survival", "lower", "upper"].map(|column| table.numbers(column));
    let (month, value, lower, upper) = (month?, value?, lower?, upper?);
    let heads = groups.distinct.iter().map(|group| {
        let text = if group == "all" { "All firms".to_string() } else { capital(&words(group)) };
        Head::of(&format!("{group}_percent"), &text, "percent")
    });
    let mut rows = Vec::new();
    for age in AGES {
        let cell = |group: &String| {
            let here = |row: &usize| month[*row] == age as f64 && groups.at(*row) == group;
            let row = (0..table.rows).find(here)?;
            Figure::of(100.0 * value[row], Some([100.0 * lower[row], 100.0 * upper[row]]))
        };
        let cells: Vec<_> = groups.distinct.iter().map(cell).collect();
        if cells.iter().any(Option::is_some) {
            let years = age / 12;
            let label = format!("{years} year{}", if years == 1 { "" } else { "s" });
            rows.push(Row::Line { label, unit: String::new(), cells });
        }
    }
    let own = format!(
        "Share of firms that reach an age, estimated from those seen from {} (Kaplan and Meier, with delayed entry), in brackets 95% intervals \
         (Greenwood) of the firms of {} pooled, not of the country's firms; regime {}.",
        span(run),
        replications(run),
        words(&run.main.regime)
    );
    Ok(some(run, "survival", "Survival by age and size", "Age", heads.collect(), rows, own))
}
