//! What a comparison found, as its folder has it: first what holds in every regime and what does not, then
//! the numbers. No word stands here that its numbers do not carry: fewer than five replications, or a
//! difference without any spread, give no verdict.

use crate::catalogue::Fate;
use crate::catalogue::NO_SHOCK;
use crate::error::Result;
use crate::files::csv::model_column;
use crate::files::manifest::Manifest;
use crate::files::read;
use crate::report::outcome::Row;
use crate::report::said;
pub use crate::report::verdict::{FEWEST, Number, Verdict, digits, shown};
use crate::table::{Cell, Table};
use crate::units::rounded;
use std::collections::BTreeMap;
use std::path::Path;

/// All findings of a folder.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// By regime, arm and horizon, in the order of the tables.
    pub rows: Vec<Row>,
    /// Regimes that the economy pack does not tell from one that was run; they were not.
    pub alike: Vec<String>,
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
    let compared = Manifest::read(folder)?.and_then(|manifest| manifest.comparison);
    let mut findings =
        Findings { alike: compared.map_or_else(Vec::new, |compared| compared.alike), ..Findings::default() };
    let table = |name: &str| -> Result<Table> {
        let mut table = read::table(&folder.join(name))?;
        table.columns.iter_mut().for_each(|column| *column = model_column(column, unit).to_string());
        Ok(table)
    };
    findings.add_effects(&table("effects.csv")?);
    findings.add_fates(&table("fates.csv")?);
    Ok(findings)
}

/// The cells of a row by column name.
fn text<'a>(table: &Table, row: &'a [Cell], name: &str) -> std::borrow::Cow<'a, str> {
    table.column(name).map_or_else(|| "".into(), |column| row[column].text())
}

fn number(table: &Table, row: &[Cell], name: &str) -> Option<f64> {
    table.column(name).and_then(|column| row[column].number())
}

impl Findings {
    fn row(&mut self, table: &Table, row: &[Cell]) -> &mut Row {
        let (regime, arm) = (text(table, row, "regime"), text(table, row, "arm"));
        let horizon = number(table, row, "horizon_months").unwrap_or(0.0) as i64;
        let place =
            self.rows.iter().position(|row| row.regime == regime && row.arm == arm && row.horizon == horizon);
        let place = place.unwrap_or_else(|| {
            self.rows.push(Row { regime: regime.into(), arm: arm.into(), horizon, ..Row::default() });
            self.rows.len() - 1
        });
        &mut self.rows[place]
    }

    fn add_effects(&mut self, table: &Table) {
        for row in table.rows.iter().filter(|row| text(table, row, "dimension") == "all") {
            let Some(value) = number(table, row, "effect") else { continue };
            let bounds = number(table, row, "lower")
                .zip(number(table, row, "upper"))
                .map(|(lower, upper)| [lower, upper]);
            let replications = number(table, row, "replications").unwrap_or(0.0) as usize;
            let metric = text(table, row, "metric").into_owned();
            self.row(table, row).numbers.insert(metric, Number { value, bounds, replications });
        }
    }

    fn add_fates(&mut self, table: &Table) {
        // What was deferred or guaranteed, with the safe and with all.
        let mut support: BTreeMap<(String, String, i64), [f64; 2]> = BTreeMap::new();
        for row in table.rows.iter().filter(|row| text(table, row, "dimension") == "all") {
            let fate =
                Fate::ALL.into_iter().find(|fate| Fate::NAMES[*fate as usize] == text(table, row, "fate"));
            let of = |name: &str| number(table, row, name).unwrap_or(0.0);
            let (share, firms, replications) =
                (number(table, row, "share_of_money"), of("simulated_firms") as i64, of("replications"));
            let found = self.row(table, row);
            found.followed += firms;
            if !matches!(fate, Some(Fate::Safe | Fate::Lost)) {
                found.differ += firms;
            }
            let sums = support.entry((found.regime.clone(), found.arm.clone(), found.horizon)).or_default();
            sums[1] += of("support_bn");
            if fate == Some(Fate::Safe) {
                sums[0] += of("support_bn");
                let deadweight =
                    share.map(|value| Number { value, bounds: None, replications: replications as usize });
                found.numbers.extend(deadweight.map(|share| ("deadweight".to_string(), share)));
            }
        }
        for row in &mut self.rows {
            let sums = support.get(&(row.regime.clone(), row.arm.clone(), row.horizon));
            row.behind_safe = sums.filter(|[_, all]| *all > 0.0).map(|[safe, all]| safe / all);
        }
    }

    /// The horizons that are printed: a year, or the first there is, and the last, on which the chart of
    /// costs stands.
    pub fn horizons(&self) -> Vec<i64> {
        let all = || self.rows.iter().map(|row| row.horizon);
        let (first, last) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
        if first == last { vec![first] } else { vec![first, last] }
    }
    /// The first of them.
    pub fn horizon(&self) -> i64 {
        self.horizons()[0]
    }

    /// The one on which what is said rests: the first, and in a comparison over five years and more the last.
    pub fn verdict_horizon(&self) -> i64 {
        const LONG: i64 = 60;
        let horizons = self.horizons();
        horizons.last().copied().filter(|last| *last >= LONG).unwrap_or(horizons[0])
    }

    /// All horizons, in order.
    pub(super) fn every_horizon(&self) -> Vec<i64> {
        let mut all: Vec<i64> = self.rows.iter().map(|row| row.horizon).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
    /// The regimes that were run.
    pub(super) fn regimes(&self) -> Vec<String> {
        self.names(|row| &row.regime)
    }
    /// An arm in a regime, horizon by horizon.
    pub(super) fn course(&self, arm: &str, regime: &str) -> Vec<&Row> {
        let mut rows: Vec<&Row> =
            self.rows.iter().filter(|row| row.arm == arm && row.regime == regime).collect();
        rows.sort_by_key(|row| row.horizon);
        rows
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
        let (regimes, horizon) = (self.names(|row| &row.regime), self.verdict_horizon());
        let mut lines = Vec::new();
        if !self.alike.is_empty() {
            let (alike, run) = (self.alike.join(" and "), regimes.join(", "));
            let one = if regimes.len() == 1 { "regime: only one. " } else { "" };
            lines.push(format!("{one}The settings of the scenarios and their economy pack are the same in {alike} as in what was run ({run})."));
        }
        let most = self
            .at(horizon)
            .flat_map(|row| row.numbers.values())
            .map(|number| number.replications)
            .max()
            .unwrap_or(0);
        if most < FEWEST {
            let replications =
                if most == 1 { "1 replication".to_string() } else { format!("{most} replications") };
            let each = if regimes.len() > 1 { " of each regime" } else { "" };
            lines
                .push(format!("No verdict after {horizon} months: {replications}{each}; it takes {FEWEST} to tell an effect from chance."));
            return lines;
        }
        let (mut holds, mut splits) = (Vec::new(), Vec::new());
        for arm in self.names(|row| &row.arm).into_iter().filter(|arm| arm != NO_SHOCK) {
            let rows: Vec<&Row> = self.at(horizon).filter(|row| row.arm == arm).collect();
            let (mut same, mut apart) = (Vec::new(), Vec::new());
            for (metric, more, fewer) in SAID {
                let verdicts: Vec<(Verdict, &str)> =
                    rows.iter().filter_map(|row| Some((row.verdict(metric)?, row.regime.as_str()))).collect();
                let what = metric.replace('_', "-");
                match shared(&verdicts) {
                    None if verdicts.is_empty() => {}
                    Some(Verdict::More) => same.push(more.to_string()),
                    Some(Verdict::Fewer) => same.push(fewer.to_string()),
                    Some(Verdict::NoneShows) => apart.push(format!("no significant change in {what}")),
                    Some(Verdict::Same) => apart.push(format!("no change in {what} at all")),
                    Some(Verdict::NoSpread | Verdict::TooFew) => {
                        apart.push(format!("no verdict on {what}, as replications do not differ"))
                    }
                    None if verdicts
                        .iter()
                        .any(|(verdict, _)| matches!(verdict, Verdict::More | Verdict::Fewer)) =>
                    {
                        apart.push(split(&verdicts, more, fewer));
                    }
                    None => apart.push(format!("{what}: {}", split(&verdicts, more, fewer))),
                }
            }
            for (list, said) in [(&mut holds, same), (&mut splits, apart)] {
                if !said.is_empty() {
                    list.push(format!("  {arm}: {}", said.join("; ")));
                }
            }
        }
        let several = regimes.len() > 1;
        let everywhere = match &regimes[..] {
            [only] => format!("Significant in the one regime that was run ({only})"),
            all => format!("Holds in all {} regimes", all.len()),
        };
        lines.push(format!("{everywhere} after {horizon} months (95% confidence intervals exclude zero):"));
        lines.extend(if holds.is_empty() { vec!["  nothing".to_string()] } else { holds });
        if !splits.is_empty() {
            lines.push(if several {
                "Does not hold in all regimes:".into()
            } else {
                "No effect established:".to_string()
            });
            lines.extend(splits);
        }
        lines
    }

    /// The lines of the table of arms at a horizon, each in every regime: numbers with their intervals.
    pub fn lines(&self, horizon: i64) -> Vec<Vec<String>> {
        self.table(horizon, shown, shown)
    }

    /// The same for a screen: intervals, which lie evenly around an effect, as plus or minus, with no break
    /// but before these; that of a price, which is uneven and long, is left to the sentences.
    pub fn short_lines(&self, horizon: i64) -> Vec<Vec<String>> {
        let short = |number: Number| match number.bounds {
            Some([lower, upper])
                if number.width() > 0.0
                    && (lower + upper - 2.0 * number.value).abs() <= 1e-6 * (upper - lower) =>
            {
                let half = 0.5 * (upper - lower);
                let scale = number.value.abs().max(half);
                format!("{} ± {}", rounded(number.value, scale), rounded(half, scale))
            }
            _ => shown(number),
        };
        let kept = |number: Number| short(number).replace("± ", "±\u{a0}").replace(" to ", "\u{a0}to\u{a0}");
        self.table(horizon, kept, |price| rounded(price.value, price.value))
    }

    fn table(
        &self,
        horizon: i64,
        shown: impl Fn(Number) -> String,
        priced: impl Fn(Number) -> String,
    ) -> Vec<Vec<String>> {
        let mut lines = Vec::new();
        for arm in self.names(|row| &row.arm) {
            for row in self.at(horizon).filter(|row| row.arm == arm) {
                let cell = |name: &str, factor: f64| {
                    row.numbers.get(name).map_or_else(String::new, |number| shown(number.times(factor)))
                };
                let mut line = vec![arm.clone(), row.regime.clone(), cell("failures", -1.0)];
                line.extend(["firms", "jobs", "job_years", "public_cost"].map(|name| cell(name, 1.0)));
                line.push(row.price().map_or_else(|| "–".to_string(), &priced));
                line.push(row.deadweight().map_or_else(|| "–".to_string(), said::percent));
                lines.push(line);
            }
        }
        lines
    }

    /// A sentence or two for each arm and regime: jobs, cost, price of a job-year, deadweight, and how many
    /// firms they rest on.
    pub fn sentences(&self, unit: &str) -> Vec<String> {
        let horizon = self.verdict_horizon();
        let policies = self.at(horizon).filter(|row| row.arm != NO_SHOCK);
        // Never the price of one horizon alone: it falls with time.
        let later = |row: &Row| {
            let mut rows: Vec<&Row> = (self.rows.iter())
                .filter(|other| other.regime == row.regime && other.arm == row.arm)
                .filter(|other| other.horizon != row.horizon)
                .collect();
            rows.sort_by_key(|other| other.horizon);
            rows
        };
        policies.filter_map(|row| said::sentence(row, &later(row), unit)).collect()
    }
}

/// The verdict that all regimes share.
pub(super) fn shared(verdicts: &[(Verdict, &str)]) -> Option<Verdict> {
    let (first, rest) = verdicts.split_first()?;
    rest.iter().all(|verdict| verdict.0 == first.0).then_some(first.0)
}

/// In which regimes there is more, fewer, or no significant change.
pub(super) fn split(verdicts: &[(Verdict, &str)], more: &str, fewer: &str) -> String {
    let of = |wanted: Verdict| {
        verdicts.iter().filter(|found| found.0 == wanted).map(|found| found.1).collect::<Vec<_>>().join(", ")
    };
    let words = [
        (Verdict::More, more),
        (Verdict::Fewer, fewer),
        (Verdict::NoneShows, "no significant change"),
        (Verdict::Same, "no change at all"),
        (Verdict::NoSpread, "no verdict, as replications do not differ,"),
        (Verdict::TooFew, "no verdict, too few replications,"),
    ];
    let parts = words.map(|(verdict, word)| (of(verdict), word));
    parts
        .iter()
        .filter(|part| !part.0.is_empty())
        .map(|(regimes, word)| format!("{word} in {regimes}"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests;
