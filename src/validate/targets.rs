//! Published facts: what the model must reproduce, read from the CSV file that the economy pack names.

use super::moments::{MOMENTS, Moment};
use crate::diagnose::{Problems, did_you_mean, one_of};
use crate::economy::Economy;
use crate::economy::load::table::{Number, Table};
use crate::error::{Error, Result};
use crate::scenario::SIZES;
use std::path::Path;

/// One number of a published fact; a fact with several has several rows.
#[derive(Clone, Debug)]
pub struct Target {
    /// Name of the fact.
    pub id: String,
    /// How the model measures it.
    pub moment: &'static Moment,
    /// What the source counts, in words.
    pub counts: String,
    /// Sectors counted; all when empty.
    pub sectors: Vec<usize>,
    /// Size classes counted; all when empty.
    pub sizes: Vec<usize>,
    /// Founders' headcount counted, from and to.
    pub founders: [f64; 2],
    /// The age, year or limit the number is for, in the moment's own unit.
    pub at: f64,
    /// The published number.
    pub value: f64,
    /// What still counts as met.
    pub band: [f64; 2],
    /// Population and year, when it is another one than the pack simulates: then the fact is shown and not scored.
    pub other_profile: Option<String>,
    /// Who published it.
    pub source: String,
}

/// Reads the targets of an economy.
///
/// # Errors
/// When the pack names no file, the file can't be read, or rows of it are wrong (all of them are listed).
pub fn read(economy: &Economy) -> Result<Vec<Target>> {
    let Some(path) = &economy.targets else {
        let message = format!("the economy pack {:?} names no file of published facts; add targets = \"….csv\" to [economy]", economy.name);
        return Err(Error::Usage(message));
    };
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    let mut problems = Problems::new();
    let targets = parse(economy, path, &bytes, &mut problems);
    if problems.is_empty() { Ok(targets) } else { Err(Error::Input(problems)) }
}

fn parse(economy: &Economy, path: &Path, bytes: &[u8], problems: &mut Problems) -> Vec<Target> {
    let number = |name| Number { name, min: f64::MIN, max: f64::MAX, unit: "number" };
    let Some(mut table) = Table::read("targets", path, bytes, problems) else { return Vec::new() };
    let columns = ["id", "moment", "counts", "sectors", "sizes", "founders_from", "founders_to", "at", "target", "low", "high", "profile"];
    table.columns(columns, &[]);
    table.sourced();
    let sectors: Vec<&str> = economy.sectors.iter().map(|sector| sector.id.as_str()).collect();
    let mut targets = Vec::new();
    for row in 0..table.rows.len() {
        let id = table.text(row, "id");
        let who = format!("target {id:?}");
        let name = table.text(row, "moment");
        let names: Vec<&str> = MOMENTS.iter().map(|moment| moment.name).collect();
        let moment = MOMENTS.iter().find(|moment| moment.name == name);
        if moment.is_none() {
            let message = format!("{who}: the model measures no {name:?}{}", one_of(names.iter().copied()));
            table.problem(row, "moment", message, did_you_mean(&name, names));
        }
        let (sectors, sizes) = (members(&mut table, row, "sectors", &who, &sectors), members(&mut table, row, "sizes", &who, &SIZES));
        let value = table.number(row, number("target"), &who);
        let band = [table.number(row, number("low"), &who), table.number(row, number("high"), &who)];
        if value < band[0] || value > band[1] {
            let message = format!("{who}: the target {value} lies outside its own band, {} to {}", band[0], band[1]);
            table.problem(row, "target", message, None);
        }
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
fn members(table: &mut Table, row: usize, column: &str, who: &str, known: &[&str]) -> Vec<usize> {
    let mut members = Vec::new();
    for name in table.text(row, column).split_whitespace() {
        match known.iter().position(|known| *known == name) {
            Some(index) => members.push(index),
            None => {
                let message = format!("{who}: {column} knows no {name:?}");
                table.problem(row, column, message, did_you_mean(name, known.iter().copied()));
            }
        }
    }
    members
}
