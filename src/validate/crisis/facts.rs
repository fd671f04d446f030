//! Published facts of a crisis, read from the CSV file that the economy pack names under `crisis_targets`.

use super::fact::Fact;
use super::measures::MEASURES;
use crate::diagnose::{Problems, did_you_mean, one_of};
use crate::economy::Economy;
use crate::economy::load::table::Table;
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::told;
use crate::units::{Month, NoMonth};
use crate::validate::targets::{band, members, number, parsed};
use std::collections::BTreeMap;
use std::path::Path;

const COLUMNS: [&str; 13] = [
    "id",
    "measure",
    "counts",
    "scenario",
    "sectors",
    "from",
    "to",
    "at",
    "published",
    "growth",
    "target",
    "low",
    "high",
];

/// Reads the facts about a scenario.
///
/// # Errors
/// When the pack names no file, the file can't be read, rows of it are wrong (all of them are listed), or none
/// is about the scenario.
pub fn read(economy: &Economy, scenario: &str) -> Result<Vec<Fact>> {
    let Some(path) = &economy.crisis_targets else {
        return Err(Error::Usage(told!(
            "the economy pack {economy} names no file of published facts of a crisis; add crisis_targets = \"….csv\" to [economy]",
            economy = format!("{:?}", economy.name)
        )));
    };
    let facts = parsed(path, |bytes, problems| parse(economy, path, bytes, problems))?;
    let mut about: Vec<&str> = facts.iter().map(|(about, _)| about.as_str()).collect();
    about.dedup();
    if !about.contains(&scenario) {
        return Err(Error::Usage(told!(
            "the facts of {path} are about the scenario {known}, not {scenario}; --crisis needs a file that extends it",
            path = path.display(),
            known = about.join(", "),
            scenario = format!("{scenario:?}")
        )));
    }
    Ok(facts.into_iter().filter(|(about, _)| about == scenario).map(|(_, fact)| fact).collect())
}

/// The facts of a file, each with the scenario that it is about.
fn parse(economy: &Economy, path: &Path, bytes: &[u8], problems: &mut Problems) -> Vec<(String, Fact)> {
    let Some(mut table) = Table::read("crisis_targets", path, bytes, problems) else { return Vec::new() };
    table.columns(COLUMNS, &["fed"]);
    table.sourced();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let (id, line) = (table.text(row, "id"), table.rows[row].line);
        if let Some(first) = seen.get(&id) {
            let message = told!(
                "fact {id} is listed twice, first in line {line}",
                id = format!("{id:?}"),
                line = first
            );
            table.problem(row, "id", message, None);
        }
        seen.entry(id).or_insert(line);
    }
    let sectors: Vec<&str> = economy.sectors.iter().map(|sector| sector.id.as_str()).collect();
    let facts = (0..table.rows.len()).filter_map(|row| one(&mut table, row, &sectors)).collect();
    table.close(problems);
    facts
}

/// The fact of a row; `None` where something without which there is none is wrong.
fn one(table: &mut Table, row: usize, sectors: &[&str]) -> Option<(String, Fact)> {
    let id = table.text(row, "id");
    let who = told!("fact {id}", id = format!("{id:?}"));
    let name = table.text(row, "measure");
    let names = || MEASURES.iter().map(|measure| measure.name);
    let measure = MEASURES.iter().find(|measure| measure.name == name);
    if measure.is_none() {
        let message = told!(
            "{who}: the model measures no {name}{allowed}",
            who = who.clone(),
            name = format!("{name:?}"),
            allowed = one_of(names())
        );
        table.problem(row, "measure", message, did_you_mean(&name, names()));
    }
    let months = [month(table, row, "from", &who), month(table, row, "to", &who)];
    if let [Some(from), Some(to)] = months
        && to < from
    {
        let message = told!("{who}: it ends in {month}, before it begins", who = who.clone(), month = to);
        table.problem(row, "to", message, None);
    }
    let members = members(table, row, "sectors", &who, sectors);
    let at = table.number_or(row, number("at"), &who, 0.0);
    let (value, band) = band(table, row, &who);
    without_growth(table, row, value, &who);
    let fed = match table.text(row, "fed").as_str() {
        "true" => true,
        "false" | "" => false,
        other => {
            let message =
                told!("{who}: fed is true or false, not {text}", who = who, text = format!("{other:?}"));
            table.problem(row, "fed", message, None);
            false
        }
    };
    let (counts, source) = (table.text(row, "counts"), table.text(row, "source"));
    let months = [months[0]?, months[1]?];
    let fact = Fact { id, measure: measure?, counts, sectors: members, months, at, value, band, fed, source };
    Some((table.text(row, "scenario"), fact))
}

/// A month of a row.
fn month(table: &mut Table, row: usize, column: &str, who: &Told) -> Option<Month> {
    match table.text(row, column).parse() {
        Ok(month) => Some(month),
        Err(why) => {
            let why: NoMonth = why;
            let message = told!("{what}: {key}: {why}", what = who.clone(), key = column, why = why);
            table.problem(row, column, message, None);
            None
        }
    }
}

/// A change on a year before holds the growth of a normal year, which the target leaves out: a row that states
/// both must say the target that follows from them.
fn without_growth(table: &mut Table, row: usize, target: f64, who: &Told) {
    if table.text(row, "growth").is_empty() {
        return;
    }
    let published = table.number(row, number("published"), who);
    let growth = table.number(row, number("growth"), who);
    let follows = net_of_growth(published, growth);
    if (follows - target).abs() > 0.06 {
        let message = told!(
            "{who}: {published}% on a year before, with {growth}% a year in normal times, make {follows}%, and the target says {target}",
            who = who.clone(),
            published = published,
            growth = growth,
            follows = format!("{follows:.1}"),
            target = target
        );
        table.problem(row, "target", message, None);
    }
}

/// A change on a year before less the growth of a normal year, percent.
fn net_of_growth(published: f64, growth: f64) -> f64 {
    100.0 * ((1.0 + published / 100.0) / (1.0 + growth / 100.0) - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, load};

    fn economy() -> Economy {
        let baseline = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/baseline.toml");
        load(&[baseline], &Overrides::default()).unwrap().scenario.economy
    }

    fn said(text: &str) -> String {
        let mut problems = Problems::new();
        parse(&economy(), Path::new("facts.csv"), text.as_bytes(), &mut problems);
        problems.to_string()
    }

    #[test]
    fn growth_is_taken_off_worked_by_hand() {
        // 0.569 / 1.094 = 0.5201.
        assert!((net_of_growth(-43.1, 9.4) + 47.99).abs() < 0.005);
    }

    #[test]
    fn what_is_wrong_with_a_row_is_said() {
        let path = economy().crisis_targets.unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        assert!(said(&text).starts_with("0 problems"), "{}", said(&text));
        let row = text.lines().nth(1).unwrap();
        let wrong = row.replace("sales_change", "sale_change").replace("2020-01", "2020-13");
        let wrong = said(&text.replace(row, &wrong));
        assert!(
            wrong.contains("the model measures no \"sale_change\"") && wrong.contains("2020-13"),
            "{wrong}"
        );
        let wrong = said(&text.replace("-43.1,9.4,-48", "-43.1,9.4,-45"));
        assert!(wrong.contains("make -48.0%, and the target says -45"), "{wrong}");
    }
}
