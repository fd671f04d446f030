//! Tables of a run: what is printed after it, levels a year, two and three years after the start, survival by
//! age and size.

use super::data::{Figure, Head, Headline, Row};
use super::notes::notes;
use super::words::{called, regime, replications, unit, unit_of};
use crate::charts::columns::Columns;
use crate::charts::compare::names;
use crate::charts::run::{Run, keep};
use crate::error::Result;
use crate::stats::summary::spread::spread;
use crate::{phrase, say};

/// Months after the start at which levels are shown, as far as the run goes.
const MONTHS: [usize; 5] = [12, 24, 36, 60, 120];
/// Ages in months at which survival is shown.
const AGES: [usize; 5] = [12, 24, 36, 60, 120];

/// Rows of the summary: metric of `summary.csv`, label.
const SUMMARY: [(&str, &str); 9] = [
    ("firms_change_end", phrase!("Firms, change by the last month")),
    ("exits_12_months", phrase!("Firms that closed within twelve months")),
    ("jobs_change_lowest", phrase!("Jobs, change at the lowest point")),
    ("jobs_change_end", phrase!("Jobs, change by the last month")),
    ("illiquid_share_peak", phrase!("Firms with overdue obligations, at the peak")),
    ("lost_sales_share", phrase!("Orders that could not be filled")),
    ("policy_outlay_total", phrase!("Outlay of policies: grants, subsidies, charges waived")),
    ("policy_loss_total", phrase!("Losses of policies: guarantees called, deferred sums never paid")),
    ("policy_deferred_end", phrase!("Deferred or guaranteed, outstanding in the last month")),
];

/// Levels: column of `monthly.csv`, label, unit and factor to it; `{unit}` is the currency's.
const LEVELS: [(&str, &str, &str, f64); 13] = [
    ("firms_million", phrase!("Firms"), "million", 1.0),
    ("jobs_million", phrase!("Jobs in small and medium firms"), "million", 1.0),
    ("jobs_all_million", phrase!("Jobs in the whole country"), "million", 1.0),
    ("unemployment", phrase!("Unemployment in the whole country"), "percent", 100.0),
    ("value_added_bn", phrase!("Output of the month, sales less inputs"), "billion {unit}", 1.0),
    ("illiquid_share", phrase!("Firms with overdue obligations"), "percent", 100.0),
    ("loss_month_share", phrase!("Firms with a loss in the month"), "percent", 100.0),
    ("cash_days_p50", phrase!("Cash of the median firm"), "days", 1.0),
    ("receivable_days", phrase!("Receivables"), "days of sales", 1.0),
    ("debt_bn", phrase!("Debt to banks"), "billion {unit}", 1.0),
    ("bad_loan_ratio", phrase!("Bad loans"), "percent of loans", 100.0),
    ("loan_rate", phrase!("Interest on new loans"), "percent", 100.0),
    ("policy_deferred_bn", phrase!("Deferred or guaranteed, outstanding"), "billion {unit}", 1.0),
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
    let language = run.page.language;
    for (metric, label) in SUMMARY {
        let found = kept.iter().copied().find(|row| names.at(*row) == metric && groups.at(*row) == "all");
        let Some(row) = found else { continue };
        rows.push(Row::Line {
            label: language.of(label).to_string(),
            unit: unit_of(run, units.at(row)),
            cells: vec![Figure::of(mean[row], Some([lower[row], upper[row]]))],
        });
    }
    let own = say!(
        language,
        "Means over {replications}, in brackets 95% intervals of Student's t over replications. Small and medium firms; {from} to {to}, regime {regime}.",
        replications = replications(run),
        from = run.month(0),
        to = run.month(run.months.saturating_sub(1)),
        regime = regime(language, &run.main.regime)
    );
    let head = Head::plain("mean", say!(language, "Mean"));
    let (title, stub) = (phrase!("Summary of the run"), phrase!("Metric"));
    Ok(some(run, "summary", title, stub, vec![head], rows, own))
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
        title: run.page.language.of(what).to_string(),
        of: names::title(&run.manifest, run.page.language),
        stub: run.page.language.of(stub).to_string(),
        heads,
        rows,
        notes,
        language: run.page.language,
    })
}

fn levels(run: &Run) -> Result<Option<Headline>> {
    let mut months: Vec<usize> = MONTHS.into_iter().filter(|month| *month <= run.months).collect();
    if months.is_empty() && run.months > 0 {
        months.push(run.months);
    }
    let mut rows = Vec::new();
    let language = run.page.language;
    for (column, label, of, factor) in LEVELS {
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
            rows.push(Row::Line { label: language.of(label).to_string(), unit: unit(run, of), cells });
        }
    }
    let heads = months
        .iter()
        .map(|month| {
            let text =
                say!(language, "Month {month}, {calendar}", month = month, calendar = run.month(month - 1));
            Head::plain(format!("month_{month}"), text)
        })
        .collect();
    let own = say!(
        language,
        "Means over {replications}, in brackets 95% intervals of Student's t over replications. Small and medium firms where nothing else is said; regime {regime}; month 1 is {first}.",
        replications = replications(run),
        regime = regime(language, &run.main.regime),
        first = run.month(0)
    );
    Ok(some(run, "levels", phrase!("Levels of the month"), phrase!("Level"), heads, rows, own))
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
    let language = run.page.language;
    let heads = groups.distinct.iter().map(|group| {
        let text = match group.as_str() {
            "all" => say!(language, "All firms").to_string(),
            "micro" => say!(language, "Micro").to_string(),
            "small" => say!(language, "Small").to_string(),
            "medium" => say!(language, "Medium").to_string(),
            other => called(language, other),
        };
        Head::of(&format!("{group}_percent"), &text, unit(run, "percent"))
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
            let label = match age / 12 {
                1 => say!(language, "1 year").to_string(),
                years => say!(language, "{years} years", years = years),
            };
            rows.push(Row::Line { label, unit: String::new(), cells });
        }
    }
    let own = say!(
        language,
        "Share of firms that reach an age, estimated from those seen from {from} to {to} (Kaplan and Meier, with delayed entry), in brackets 95% intervals (Greenwood) of the firms of {replications} pooled, not of the country's firms; regime {regime}.",
        from = run.month(0),
        to = run.month(run.months.saturating_sub(1)),
        replications = replications(run),
        regime = regime(language, &run.main.regime)
    );
    let (title, stub) = (phrase!("Survival by age and size"), phrase!("Age"));
    Ok(some(run, "survival", title, stub, heads.collect(), rows, own))
}
