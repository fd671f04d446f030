//! What a comparison found, in words: first what holds in every regime and what does not, then the numbers.

use super::arms::NO_SHOCK;
use super::follow::Fate;
use crate::error::Result;
use crate::export::csv::model_column;
use crate::export::read;
use crate::stats::table::Table;
use std::collections::BTreeMap;
use std::path::Path;

/// A number with its 95% interval, where it has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The effect.
    pub value: f64,
    /// Bounds.
    pub bounds: Option<[f64; 2]>,
}

impl Number {
    /// Plus or minus one when the interval leaves nought out on that side; nought otherwise.
    fn sign(&self) -> i8 {
        match self.bounds {
            Some([lower, _]) if lower > 0.0 => 1,
            Some([_, upper]) if upper < 0.0 => -1,
            _ => 0,
        }
    }
    fn times(self, factor: f64) -> Number {
        let bounds = self
            .bounds
            .map(|[lower, upper]| if factor < 0.0 { [upper * factor, lower * factor] } else { [lower * factor, upper * factor] });
        Number { value: self.value * factor, bounds }
    }
}

/// One arm in one regime at one horizon.
#[derive(Clone, Debug)]
pub struct Row {
    /// Behaviour regime.
    pub regime: String,
    /// Arm.
    pub arm: String,
    /// Months after the fork.
    pub horizon: i64,
    /// Effects on the whole economy by metric; `deadweight` is the share of money that went to firms alive either way.
    pub numbers: BTreeMap<String, Number>,
}

/// All findings of a folder.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// By regime, arm and horizon, in the order of the tables.
    pub rows: Vec<Row>,
}

/// Metrics on which regimes must agree: name, what to say when it rises, what when it falls.
const SAID: [(&str, &str, &str); 3] = [
    ("failures", "more failures", "fewer failures"),
    ("firms", "more firms", "fewer firms"),
    ("job_years", "more job-years", "fewer job-years"),
];

/// Reads `effects.csv` and `fates.csv` of a folder.
///
/// # Errors
/// A file that can't be read.
pub fn read(folder: &Path, unit: &str) -> Result<Findings> {
    let mut findings = Findings::default();
    let table = |name: &str| -> Result<Table> {
        let mut table = read::table(&folder.join(name))?;
        table.columns.iter_mut().for_each(|column| *column = model_column(column, unit).to_string());
        Ok(table)
    };
    findings.add_effects(&table("effects.csv")?);
    findings.add_deadweight(&table("fates.csv")?);
    Ok(findings)
}

/// The cells of a row by column name.
fn text<'a>(table: &Table, row: &'a [crate::stats::table::Cell], name: &str) -> std::borrow::Cow<'a, str> {
    table.column(name).map_or_else(|| "".into(), |column| row[column].text())
}

impl Findings {
    fn row(&mut self, regime: &str, arm: &str, horizon: i64) -> &mut Row {
        let place = self.rows.iter().position(|row| row.regime == regime && row.arm == arm && row.horizon == horizon);
        let place = place.unwrap_or_else(|| {
            self.rows.push(Row { regime: regime.into(), arm: arm.into(), horizon, numbers: BTreeMap::new() });
            self.rows.len() - 1
        });
        &mut self.rows[place]
    }

    fn add_effects(&mut self, table: &Table) {
        let number = |row: &[crate::stats::table::Cell], name: &str| table.column(name).and_then(|column| row[column].number());
        for row in table.rows.iter().filter(|row| text(table, row, "dimension") == "all") {
            let Some(value) = number(row, "effect") else { continue };
            let bounds = number(row, "lower").zip(number(row, "upper")).map(|(lower, upper)| [lower, upper]);
            let horizon = number(row, "horizon_months").unwrap_or(0.0) as i64;
            let (regime, arm, metric) = (text(table, row, "regime"), text(table, row, "arm"), text(table, row, "metric"));
            self.row(&regime, &arm, horizon).numbers.insert(metric.into_owned(), Number { value, bounds });
        }
    }

    fn add_deadweight(&mut self, table: &Table) {
        let safe = Fate::NAMES[Fate::Safe as usize];
        for row in table.rows.iter().filter(|row| text(table, row, "dimension") == "all" && text(table, row, "fate") == safe) {
            let number = |name: &str| table.column(name).and_then(|column| row[column].number());
            let (Some(value), Some(horizon)) = (number("share_of_money"), number("horizon_months")) else { continue };
            let (regime, arm) = (text(table, row, "regime"), text(table, row, "arm"));
            self.row(&regime, &arm, horizon as i64).numbers.insert("deadweight".into(), Number { value, bounds: None });
        }
    }

    /// The horizon that is printed: a year, or the first there is.
    pub fn horizon(&self) -> i64 {
        self.rows.iter().map(|row| row.horizon).min().unwrap_or(0)
    }

    fn at(&self, horizon: i64) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.horizon == horizon)
    }

    fn names(&self, of: fn(&Row) -> &String) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for row in &self.rows {
            if !names.contains(of(row)) {
                names.push(of(row).clone());
            }
        }
        names
    }

    /// What holds in every regime, and what does not: a line an arm in each, the arm without shocks left out.
    pub fn agreement(&self) -> Vec<String> {
        let (regimes, horizon) = (self.names(|row| &row.regime), self.horizon());
        let (mut holds, mut splits) = (Vec::new(), Vec::new());
        for arm in self.names(|row| &row.arm).into_iter().filter(|arm| arm != NO_SHOCK) {
            let rows: Vec<&Row> = self.at(horizon).filter(|row| row.arm == arm).collect();
            let (mut same, mut apart) = (Vec::new(), Vec::new());
            for (metric, more, fewer) in SAID {
                let signs: Vec<(i8, &str)> =
                    rows.iter().filter_map(|row| Some((row.numbers.get(metric)?.sign(), row.regime.as_str()))).collect();
                match shared(&signs) {
                    None if signs.is_empty() => {}
                    Some(1) => same.push(more.to_string()),
                    Some(-1) => same.push(fewer.to_string()),
                    Some(_) => apart.push(format!("no change of {} shows", metric.replace('_', "-"))),
                    None => apart.push(split(&signs, more, fewer)),
                }
            }
            for (list, said) in [(&mut holds, same), (&mut splits, apart)] {
                if !said.is_empty() {
                    list.push(format!("  {arm}: {}", said.join("; ")));
                }
            }
        }
        let everywhere = match &regimes[..] {
            [only] => format!("in the {only} regime"),
            all => format!("in all {} regimes", all.len()),
        };
        let mut lines = vec![format!("Holds {everywhere} after {horizon} months (95% intervals leave nought out):")];
        lines.extend(if holds.is_empty() { vec!["  nothing".to_string()] } else { holds });
        if !splits.is_empty() {
            lines.push(if regimes.len() > 1 { "Does not hold in all:".into() } else { "Does not show:".to_string() });
            lines.extend(splits);
        }
        lines
    }

    /// The lines of the table of arms, each in every regime: numbers with their intervals.
    pub fn lines(&self) -> Vec<Vec<String>> {
        self.table(shown)
    }

    /// The same for a screen: intervals, which lie evenly around an effect, as plus or minus.
    pub fn short_lines(&self) -> Vec<Vec<String>> {
        self.table(|number| match number.bounds {
            Some([lower, upper]) if (lower + upper - 2.0 * number.value).abs() <= 1e-6 * (upper - lower) => {
                let half = 0.5 * (upper - lower);
                let scale = number.value.abs().max(half);
                format!("{} ± {}", rounded(number.value, scale), rounded(half, scale))
            }
            _ => shown(number),
        })
    }

    fn table(&self, shown: impl Fn(Number) -> String) -> Vec<Vec<String>> {
        let horizon = self.horizon();
        let mut lines = Vec::new();
        for arm in self.names(|row| &row.arm) {
            for row in self.at(horizon).filter(|row| row.arm == arm) {
                let cell = |name: &str, factor: f64| row.numbers.get(name).map_or_else(String::new, |number| shown(number.times(factor)));
                let deadweight = row.numbers.get("deadweight").map_or_else(String::new, |share| format!("{:.0}%", 100.0 * share.value));
                let mut line = vec![arm.clone(), row.regime.clone(), cell("failures", -1.0)];
                line.extend(["firms", "jobs", "job_years", "public_cost", "cost_per_job_year"].map(|name| cell(name, 1.0)));
                line.push(deadweight);
                lines.push(line);
            }
        }
        lines
    }

    /// One sentence for each arm and regime that kept jobs at a cost.
    pub fn sentences(&self, unit: &str) -> Vec<String> {
        let horizon = self.horizon();
        let sentence = |row: &Row| {
            let (jobs, price) = (row.numbers.get("jobs")?, row.numbers.get("cost_per_job_year")?);
            let share = row.numbers.get("deadweight").map_or_else(String::new, |share| {
                format!("; {:.0}% of the money went to firms that would have survived anyway", 100.0 * share.value)
            });
            let people = jobs.times(1000.0);
            Some(format!(
                "{} ({}): kept {} jobs after {horizon} months, at {} {unit} a job-year{share}.",
                row.arm,
                row.regime,
                shown(people),
                shown(*price)
            ))
        };
        self.at(horizon).filter_map(sentence).collect()
    }
}

/// The sign that all regimes share.
fn shared(signs: &[(i8, &str)]) -> Option<i8> {
    let (first, rest) = signs.split_first()?;
    rest.iter().all(|sign| sign.0 == first.0).then_some(first.0)
}

/// In which regimes there is more, fewer, or nothing that shows.
fn split(signs: &[(i8, &str)], more: &str, fewer: &str) -> String {
    let of = |sign: i8| signs.iter().filter(|found| found.0 == sign).map(|found| found.1).collect::<Vec<_>>().join(", ");
    let parts = [(1, more), (-1, fewer), (0, "nothing that shows")].map(|(sign, word)| (of(sign), word));
    parts.iter().filter(|part| !part.0.is_empty()).map(|(regimes, word)| format!("{word} in {regimes}")).collect::<Vec<_>>().join(", ")
}

/// A number with its interval, to three digits: `48 000 [46 000, 50 500]`.
pub(super) fn shown(number: Number) -> String {
    // The digits of the largest of the three, so that an interval reads at one glance.
    let largest = number.bounds.map_or(number.value.abs(), |[lower, upper]| number.value.abs().max(lower.abs()).max(upper.abs()));
    let short = |x: f64| rounded(x, largest);
    match number.bounds {
        Some([lower, upper]) => format!("{} [{}, {}]", short(number.value), short(lower), short(upper)),
        None => short(number.value),
    }
}

/// A number with the decimals that three digits of `scale` leave, thousands apart.
fn rounded(x: f64, scale: f64) -> String {
    if scale == 0.0 {
        return "0".into();
    }
    let power = if scale >= 1e-3 { crate::math::log10(scale).floor() as i32 } else { -3 };
    let decimals = (2 - power).max(0) as usize;
    let step = 10f64.powi(power - 2);
    let text = if power > 2 { format!("{:.0}", (x / step).round() * step) } else { format!("{x:.decimals$}") };
    // No minus before nothing.
    let text = if text.trim_start_matches(['-', '0', '.']).is_empty() { text.trim_start_matches('-').to_string() } else { text };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').map_or((digits, String::new()), |(whole, part)| (whole, format!(".{part}")));
    let groups: Vec<String> = whole.as_bytes().rchunks(3).rev().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    format!("{sign}{}{part}", groups.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(regime: &str, jobs: [f64; 3]) -> Row {
        let number = Number { value: jobs[0], bounds: Some([jobs[1], jobs[2]]) };
        let numbers = [("job_years".to_string(), number), ("jobs".to_string(), number)];
        Row { regime: regime.into(), arm: "relief".into(), horizon: 12, numbers: numbers.into() }
    }

    #[test]
    fn what_holds_in_all_regimes_comes_first() {
        let same = Findings { rows: vec![row("middle", [3.0, 1.0, 5.0]), row("strict", [2.0, 1.0, 3.0])] };
        assert_eq!(same.agreement()[1], "  relief: more job-years");
        let mixed = Findings { rows: vec![row("middle", [3.0, 1.0, 5.0]), row("strict", [2.0, -1.0, 5.0])] };
        assert_eq!(
            mixed.agreement()[1..],
            ["  nothing", "Does not hold in all:", "  relief: more job-years in middle, nothing that shows in strict"]
        );
    }

    #[test]
    fn on_a_screen_even_intervals_are_short() {
        let found = Findings { rows: vec![row("middle", [3.0, 1.0, 5.0]), row("strict", [2.0, 1.0, 4.0])] };
        let jobs: Vec<String> = found.short_lines().into_iter().map(|line| line[4].clone()).collect();
        assert_eq!(jobs, ["3.00 ± 2.00", "2.00 [1.00, 4.00]"]);
    }

    #[test]
    fn numbers_are_shown_to_three_digits() {
        assert_eq!(shown(Number { value: 48_123.0, bounds: Some([46_049.0, 50_451.0]) }), "48 100 [46 000, 50 500]");
        assert_eq!(shown(Number { value: -0.012_34, bounds: None }), "-0.0123");
        assert_eq!(shown(Number { value: 0.4, bounds: Some([-0.04, 12.0]) }), "0.4 [0.0, 12.0]");
        assert_eq!(shown(Number { value: 1.5, bounds: None }.times(-2.0)), "-3.00");
    }
}
