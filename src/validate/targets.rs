//! Published facts: what the model must reproduce, read from the CSV file that the economy pack names.

use super::moments::MOMENTS;
use super::target::Target;
use crate::classes::SIZES;
use crate::diagnose::{Problems, did_you_mean, one_of};
use crate::economy::Economy;
use crate::economy::load::number::Number;
use crate::economy::load::table::Table;
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::{phrase, told};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads the targets of an economy.
///
/// # Errors
/// When the pack names no file, the file can't be read, or rows of it are wrong (all of them are listed).
pub fn read(economy: &Economy) -> Result<Vec<Target>> {
    let Some(path) = &economy.targets else {
        return Err(Error::Usage(told!(
            "the economy pack {economy} names no file of published facts; add targets = \"….csv\" to [economy]",
            economy = format!("{:?}", economy.name)
        )));
    };
    parsed(path, |bytes, problems| parse(economy, path, bytes, problems))
}

/// What a file of facts holds.
///
/// # Errors
/// The file can't be read, or something in it is wrong: all of it is listed.
pub(super) fn parsed<T>(path: &Path, parse: impl FnOnce(&[u8], &mut Problems) -> T) -> Result<T> {
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    let mut problems = Problems::new();
    let facts = parse(&bytes, &mut problems);
    if problems.is_empty() { Ok(facts) } else { Err(Error::Input(problems)) }
}

/// The published number of a row, and the band in which it is met.
pub(super) fn band(table: &mut Table, row: usize, who: &Told) -> (f64, [f64; 2]) {
    let value = table.number(row, number("target"), who);
    let band = [table.number(row, number("low"), who), table.number(row, number("high"), who)];
    if value < band[0] || value > band[1] {
        let message = told!(
            "{who}: the target {value} lies outside its own band, {low} to {high}",
            who = who.clone(),
            value = value,
            low = band[0],
            high = band[1]
        );
        table.problem(row, "target", message, None);
    }
    (value, band)
}

/// A column of numbers of any size.
pub(super) fn number(name: &'static str) -> Number {
    Number { name, min: f64::MIN, max: f64::MAX, unit: phrase!("number") }
}

fn parse(economy: &Economy, path: &Path, bytes: &[u8], problems: &mut Problems) -> Vec<Target> {
    let Some(mut table) = Table::read("targets", path, bytes, problems) else { return Vec::new() };
    let columns = [
        "id",
        "moment",
        "counts",
        "sectors",
        "sizes",
        "founders_from",
        "founders_to",
        "at",
        "target",
        "low",
        "high",
        "profile",
    ];
    table.columns(columns, &[]);
    table.sourced();
    let sectors: Vec<&str> = economy.sectors.iter().map(|sector| sector.id.as_str()).collect();
    let mut targets = Vec::new();
    let mut seen: BTreeMap<[String; 8], usize> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let id = table.text(row, "id");
        let who = told!("target {id}", id = format!("{id:?}"));
        let same = ["id", "moment", "sectors", "sizes", "founders_from", "founders_to", "at", "profile"]
            .map(|column| table.text(row, column));
        match seen.get(&same) {
            Some(line) => {
                let message = told!(
                    "{who}: the same number is listed twice, first in line {line}",
                    who = who.clone(),
                    line = line
                );
                table.problem(row, "id", message, None);
            }
            None => drop(seen.insert(same, table.rows[row].line)),
        }
        let name = table.text(row, "moment");
        let names: Vec<&str> = MOMENTS.iter().map(|moment| moment.name).collect();
        let moment = MOMENTS.iter().find(|moment| moment.name == name);
        if moment.is_none() {
            let message = told!(
                "{who}: the model measures no {name}{allowed}",
                who = who.clone(),
                name = format!("{name:?}"),
                allowed = one_of(names.iter().copied())
            );
            table.problem(row, "moment", message, did_you_mean(&name, names));
        }
        let (sectors, sizes) = (
            members(&mut table, row, "sectors", &who, &sectors),
            members(&mut table, row, "sizes", &who, &SIZES),
        );
        let (value, band) = band(&mut table, row, &who);
        let target = Target {
            counts: table.text(row, "counts"),
            founders: [
                table.number_or(row, number("founders_from"), &who, 0.0),
                table.number_or(row, number("founders_to"), &who, f64::INFINITY),
            ],
            at: table.number_or(row, number("at"), &who, 0.0),
            other_profile: Some(table.text(row, "profile")).filter(|profile| !profile.is_empty()),
            source: table.text(row, "source"),
            moment: moment.unwrap_or(&MOMENTS[0]),
            id,
            sectors,
            sizes,
            value,
            band,
        };
        targets.push(target);
    }
    table.close(problems);
    targets
}

/// The indices of names separated by blanks.
pub(super) fn members(table: &mut Table, row: usize, column: &str, who: &Told, known: &[&str]) -> Vec<usize> {
    let mut members = Vec::new();
    for name in table.text(row, column).split_whitespace() {
        match known.iter().position(|known| *known == name) {
            Some(index) => members.push(index),
            None => {
                let message = told!(
                    "{who}: {column} knows no {name}",
                    who = who.clone(),
                    column = column,
                    name = format!("{name:?}")
                );
                table.problem(row, column, message, did_you_mean(name, known.iter().copied()));
            }
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, load};

    #[test]
    fn a_number_that_is_listed_twice_is_refused_and_so_are_ragged_rows() {
        let baseline = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/baseline.toml");
        let economy = load(&[baseline], &Overrides::default()).unwrap().scenario.economy;
        let text = std::fs::read_to_string(economy.targets.as_ref().unwrap()).unwrap();
        let said = |text: &str| {
            let mut problems = Problems::new();
            parse(&economy, Path::new("targets.csv"), text.as_bytes(), &mut problems);
            problems.to_string()
        };
        assert!(said(&text).starts_with("0 problems"), "{}", said(&text));
        let (lines, second) = (text.lines().count(), text.lines().nth(1).unwrap());
        let twice = said(&format!("{text}{second}\n"));
        assert!(
            twice.contains(&format!("targets.csv:{}:1  target ", lines + 1))
                && twice.contains("is listed twice, first in line 2"),
            "{twice}"
        );
        let ragged = said(&format!("{text}x,1,5\n"));
        assert!(ragged.contains("the table targets: this row has 3 cells"), "{ragged}");
    }
}
