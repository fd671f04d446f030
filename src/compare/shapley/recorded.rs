//! The shares of a finished folder, read again and put into lines.

use crate::error::Result;
use crate::files::read;
use crate::language::Language;
use crate::report::findings::{Number, shown_in};
use crate::table::Cell;
use crate::{phrase, say};
use std::path::Path;

/// A row of `shapley.csv`.
#[derive(Clone, Debug)]
pub struct Share {
    /// Behaviour regime.
    pub regime: String,
    /// The alternative.
    pub arm: String,
    /// The policy.
    pub policy: String,
    /// Months after the fork.
    pub horizon: i64,
    /// What is shared out.
    pub metric: String,
    /// The policy's share.
    pub number: Number,
    /// What the package does.
    pub package: f64,
}

/// What is printed, of what is shared out.
const PRINTED: [&str; 3] = ["failures_avoided", "jobs_kept", COST];
const COST: &str = "public_cost";
/// Headers of the printed table.
pub const HEADER: [&str; 4] =
    [phrase!("policy"), phrase!("failures avoided"), phrase!("jobs kept"), phrase!("cost")];

/// The shares of a folder; none when they were not asked for.
///
/// # Errors
/// A file that can't be read.
pub fn read(folder: &Path) -> Result<Vec<Share>> {
    let path = folder.join("shapley.csv");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let table = read::table(&path)?;
    let place = |name: &str| table.column(name);
    let text = |row: &[Cell], name: &str| {
        place(name).map_or_else(String::new, |column| row[column].text().into_owned())
    };
    let number = |row: &[Cell], name: &str| place(name).and_then(|column| row[column].number());
    let share = |row: &Vec<Cell>| {
        let bounds = number(row, "lower").zip(number(row, "upper")).map(|(lower, upper)| [lower, upper]);
        Some(Share {
            regime: text(row, "regime"),
            arm: text(row, "arm"),
            policy: text(row, "policy"),
            horizon: number(row, "horizon_months")? as i64,
            metric: text(row, "metric"),
            number: Number {
                value: number(row, "share")?,
                bounds,
                replications: number(row, "replications").unwrap_or(0.0) as usize,
            },
            package: number(row, "package")?,
        })
    };
    Ok(table.rows.iter().filter_map(share).collect())
}

/// The regime that is printed: the middle one, or the first there is.
pub fn regime(shares: &[Share]) -> &str {
    let middle = shares.iter().find(|share| share.regime == "middle").or(shares.first());
    middle.map_or("", |share| &share.regime)
}

/// The printed tables, one an alternative: its name, and a line a policy, then one for the package.
pub fn lines(shares: &[Share], horizon: i64, language: Language) -> Vec<(String, Vec<Vec<String>>)> {
    let regime = regime(shares);
    let shown = |metric: &str, number: Number| {
        let factor = if metric == COST { language.billions("").1 } else { language.thousands().1 };
        shown_in(language, number.times(factor))
    };
    let mut tables: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    let here: Vec<&Share> =
        shares.iter().filter(|share| share.regime == regime && share.horizon == horizon).collect();
    for share in &here {
        if !tables.iter().any(|(arm, _)| *arm == share.arm) {
            tables.push((share.arm.clone(), Vec::new()));
        }
        let lines = &mut tables.iter_mut().find(|(arm, _)| *arm == share.arm).expect("just put there").1;
        if !lines.iter().any(|line| line[0] == language.of(&share.policy)) {
            let of = |metric: &&str| {
                here.iter().find(|s| s.arm == share.arm && s.policy == share.policy && s.metric == **metric)
            };
            let cells = PRINTED.iter().map(|metric| {
                of(metric).map_or_else(String::new, |share| shown(&share.metric, share.number))
            });
            lines.push(std::iter::once(language.of(&share.policy).to_string()).chain(cells).collect());
        }
    }
    for (arm, lines) in &mut tables {
        let of = |metric: &&str| here.iter().find(|share| share.arm == *arm && share.metric == **metric);
        let whole = |share: &&Share| {
            shown(&share.metric, Number { value: share.package, bounds: None, ..share.number })
        };
        let cells = PRINTED.iter().map(|metric| of(metric).map_or_else(String::new, whole));
        lines.push(std::iter::once(say!(language, "the package").to_string()).chain(cells).collect());
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_a_policy_and_one_for_the_package() {
        let share = |regime: &str, policy: &str, value: f64| Share {
            regime: regime.into(),
            arm: "relief".into(),
            policy: policy.into(),
            horizon: 12,
            metric: "jobs_kept".into(),
            number: Number { value, bounds: None, replications: 6 },
            package: 3.0,
        };
        let shares = [
            share("resilient", "grant", 9.0),
            share("middle", "grant", 2.0),
            share("middle", "deferral", 1.0),
        ];
        let tables = lines(&shares, 12, Language::English);
        assert_eq!((regime(&shares), tables.len(), tables[0].0.as_str()), ("middle", 1, "relief"));
        let jobs: Vec<[&str; 2]> =
            tables[0].1.iter().map(|line| [line[0].as_str(), line[2].as_str()]).collect();
        assert_eq!(jobs, [["grant", "2.00"], ["deferral", "1.00"], ["the package", "3.00"]]);
        assert!(lines(&shares, 24, Language::English).is_empty() && regime(&[]).is_empty());
    }
}
