//! The numbers that answer first: a few metrics of `summary.csv`, after a run and when one is shown.

use super::print;
use crate::error::{Error, Result};
use crate::files::read::Rows;
use crate::language::Language;
use crate::report::words::{HEADLINE, PRINTED};
use crate::units::grouped;
use crate::{phrase, say};
use std::path::Path;

/// A line of the headline table.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    regime: String,
    arm: String,
    metric: String,
    unit: String,
    mean: f64,
    lower: Option<f64>,
    upper: Option<f64>,
}

impl Row {
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "regime": self.regime, "arm": self.arm, "metric": self.metric, "unit": self.unit,
            "mean": self.mean, "lower": self.lower, "upper": self.upper,
        })
    }
}

/// Reads the headline metrics out of `summary.csv`; none when there is no such file.
pub(super) fn headline(path: &Path) -> Result<Vec<Row>> {
    match std::fs::read(path) {
        Ok(bytes) => headline_of(path, &bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::file(path)(error)),
    }
}

fn headline_of(path: &Path, bytes: &[u8]) -> Result<Vec<Row>> {
    let mut table = Rows::of(path, bytes)?;
    let header = table.header.clone();
    let mut found: Vec<(usize, Row)> = Vec::new();
    while let Some((cells, _)) = table.row()? {
        let place = |column: &str| header.iter().position(|known| known == column);
        let get = |column: &str| place(column).and_then(|at| cells.get(at)).unwrap_or("");
        let headline = PRINTED.iter().position(|name| *name == get("metric"));
        let (Some(at), Ok(mean)) = (headline, get("mean").parse()) else { continue };
        if !matches!(get("group"), "" | "all") {
            continue;
        }
        let row = Row {
            regime: get("regime").into(),
            arm: get("arm").into(),
            metric: get("metric").into(),
            unit: get("unit").into(),
            mean,
            lower: get("lower").parse().ok(),
            upper: get("upper").parse().ok(),
        };
        found.push((at, row));
    }
    found.sort_by_key(|(at, _)| *at);
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

/// The headline table; regime and arm are shown where there are several.
pub(super) fn table(rows: &[Row], currency: &str, language: Language) -> String {
    let several = |get: fn(&Row) -> &String| rows.iter().any(|row| get(row) != get(&rows[0]));
    let (regimes, arms) = (several(|row| &row.regime), several(|row| &row.arm));
    let cells = |row: &Row| {
        let unit = row.unit.replace("{unit}", currency);
        let (unit, factor) = language.unit(&unit);
        let short = |x: f64| grouped(x * factor, 2);
        let mut name = words(&row.metric, language);
        for (shown, part) in [(regimes, &row.regime), (arms, &row.arm)] {
            if shown {
                name += &format!(", {part}");
            }
        }
        let interval = match (row.lower, row.upper) {
            (Some(lower), Some(upper)) => {
                say!(language, "{lower} to {upper}", lower = short(lower), upper = short(upper))
            }
            _ => String::new(),
        };
        let mut cells = vec![name, short(row.mean), interval, unit];
        if !language.is_english() {
            cells.push(row.metric.clone());
        }
        cells
    };
    let mut header = HEADER.map(|title| language.of(title)).to_vec();
    if !language.is_english() {
        header.push(say!(language, "name in summary.csv"));
    }
    print::table(&header, &[1], rows.iter().map(cells))
}

/// Titles of the headline table.
const HEADER: [&str; 4] = [phrase!("metric"), phrase!("mean"), phrase!("interval"), phrase!("unit")];

/// A metric as it is printed: in English by the name it has in files, in other languages in words.
fn words(metric: &str, language: Language) -> String {
    let known = HEADLINE.iter().find(|words| words.metric == metric && words.group == "all");
    match known.filter(|_| !language.is_english()) {
        Some(words) => language.of(words.text).to_string(),
        None => metric.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUMMARY: &str = "regime,arm,metric,group,unit,replications,mean,sd,lower,upper\n\
        middle,policy,jobs_change_end,all,percent,2,-3.5,0.1,-4.4,-2.6\n\
        middle,policy,firms_start,all,million,2,25,0,25,25\n\
        middle,policy,exits_12_months,size=micro,percent,2,9,0,,\n\
        middle,policy,exits_12_months,all,percent,2,8,0,,\n";

    #[test]
    fn the_headline_table_picks_whole_economy_metrics_in_order() {
        let rows = headline_of(Path::new("summary.csv"), SUMMARY.as_bytes()).unwrap();
        let names: Vec<_> = rows.iter().map(|row| (row.metric.as_str(), row.mean, row.lower)).collect();
        assert_eq!(names, [("exits_12_months", 8.0, None), ("jobs_change_end", -3.5, Some(-4.4))]);
        let text = table(&rows, "yuan", Language::English);
        assert!(text.contains("jobs_change_end") && text.contains("−4.40 to −2.60"), "{text}");
    }

    #[test]
    fn no_summary_is_no_error() {
        assert_eq!(headline(Path::new("no/such/summary.csv")).unwrap(), []);
        assert_eq!(headline_of(Path::new("summary.csv"), b"").unwrap(), []);
    }
}
