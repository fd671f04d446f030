//! The input-output table and the channels of final demand.

use super::number::Number;
use super::sectors::Listed;
use super::table::{Table, round};
use crate::classes::CHANNELS;
use crate::diagnose::{Problems, did_you_mean};
use crate::language::told::Told;
use crate::{phrase, told};

/// What the table `input_output` holds.
pub(super) struct Flows {
    /// By input sector, then by using sector.
    pub coefficients: Vec<f64>,
    /// By using sector.
    pub import_share: Vec<f64>,
    /// By sector.
    pub output_share: Vec<f64>,
}

const COEFFICIENT: Number =
    Number { name: "coefficient", min: 0.0, max: 1.0, unit: phrase!("input for one unit of output") };
const IMPORT_SHARE: Number =
    Number { name: "import_share", min: 0.0, max: 1.0, unit: phrase!("share of inputs") };
const OUTPUT_SHARE: Number =
    Number { name: "output_share", min: 0.0, max: 1.0, unit: phrase!("share of total output") };

/// Rows of the table that are not inputs.
const EXTRA: [&str; 2] = ["import_share", "output_share"];

/// Finds the row of each of `names`; unknown, missing and repeated ones are problems.
fn rows(table: &mut Table, names: &[&str]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; names.len()];
    for row in 0..table.rows.len() {
        let Some(cell) = table.cell(row, "sector") else { continue };
        match names.iter().position(|name| *name == cell.text) {
            None => {
                let free =
                    names.iter().copied().zip(&found).filter(|(_, row)| row.is_none()).map(|(name, _)| name);
                let hint = did_you_mean(&cell.text, free);
                let message = told!(
                    "the table {table} has a row \"{row}\", which is no sector of the table sectors",
                    table = &table.name,
                    row = cell.text
                );
                table.problem(row, "sector", message, hint);
            }
            Some(at) => match found[at] {
                Some(first) => {
                    let line = table.rows[first].line;
                    let message = told!(
                        "\"{name}\" is listed twice, first in line {line}",
                        name = cell.text,
                        line = line
                    );
                    table.problem(row, "sector", message, None);
                }
                None => found[at] = Some(row),
            },
        }
    }
    if table.has("sector") {
        for (name, _) in names.iter().zip(&found).filter(|(_, row)| row.is_none()) {
            let message = told!("the table {table} lacks the row \"{row}\"", table = &table.name, row = name);
            table.problem_at_top(message, None);
        }
    }
    found
}

/// Reads the input-output table.
pub(super) fn input_output(mut table: Table, sectors: &[Listed], problems: &mut Problems) -> Flows {
    let ids: Vec<&str> = sectors.iter().map(|l| l.sector.id.as_str()).collect();
    let n = ids.len();
    table.columns(std::iter::once("sector").chain(ids.iter().copied()), &[]);
    let names: Vec<&str> = ids.iter().copied().chain(EXTRA).collect();
    let found = rows(&mut table, &names);

    let mut line = |row: Option<usize>, column: Number, name: &str| -> Vec<f64> {
        let of_sector = || told!("input of \"{sector}\"", sector = name);
        let who = if EXTRA.contains(&name) { Told::words(name) } else { of_sector() };
        let Some(row) = row else { return vec![f64::NAN; n] };
        ids.iter().map(|to| table.number_named(row, to, column, &who)).collect()
    };
    let coefficients: Vec<f64> = (0..n).flat_map(|from| line(found[from], COEFFICIENT, ids[from])).collect();
    let import_share = line(found[n], IMPORT_SHARE, EXTRA[0]);
    let mut output_share = line(found[n + 1], OUTPUT_SHARE, EXTRA[1]);
    table.shares(phrase!("the row output_share"), output_share.iter_mut().collect());

    for (to, listed) in sectors.iter().enumerate() {
        let inputs: f64 = (0..n).map(|from| coefficients[from * n + to]).sum();
        let sector = &listed.sector;
        let id = sector.id.as_str();
        if inputs >= 1.0 {
            let message = told!(
                "inputs of \"{sector}\" cost {share} of its output; the column must stay below 1",
                sector = id,
                share = round(inputs)
            );
            let cell = table.header.iter().find(|cell| cell.text == id).cloned();
            match cell {
                Some(cell) => table.problem_at(&cell.place, message, None),
                None => table.problem_at_top(message, None),
            }
        } else if sector.has_firms && inputs + sector.margin + sector.fixed_share >= 1.0 {
            let message = told!(
                "sector \"{sector}\": inputs {inputs}, margin {margin} and fixed cost {fixed} leave nothing of the output for pay",
                sector = id,
                inputs = round(inputs),
                margin = sector.margin,
                fixed = sector.fixed_share
            );
            table.problem_at(&listed.place, message, Some(told!("lower margin or fixed_share")));
        }
    }
    for from in 0..n {
        let made = output_share[from];
        let used: f64 =
            (0..n).map(|to| coefficients[from * n + to] * (1.0 - import_share[to]) * output_share[to]).sum();
        if used > made * (1.0 + SLACK) {
            let message = told!(
                "other sectors would use {share} of what \"{sector}\" makes; nothing is left for final demand",
                share = round(used / made),
                sector = ids[from]
            );
            let hint = told!(
                "if this sector is mostly imported, give domestic coefficients over (1 - import_share)"
            );
            if let Some(row) = found[from] {
                table.problem(row, "sector", message, Some(hint));
            }
        }
    }
    table.sourced();
    table.close(problems);
    Flows { coefficients, import_share, output_share }
}

/// Rounding that is allowed before inputs count as more than what is made.
const SLACK: f64 = 0.01;

/// Reads the channels of final demand.
pub(super) fn final_demand(mut table: Table, sectors: &[Listed], problems: &mut Problems) -> Vec<[f64; 4]> {
    table.columns(std::iter::once("sector").chain(CHANNELS), &[]);
    let ids: Vec<&str> = sectors.iter().map(|l| l.sector.id.as_str()).collect();
    let found = rows(&mut table, &ids);
    let mut demand = Vec::new();
    for (id, row) in ids.iter().zip(found) {
        let Some(row) = row else { continue };
        let who = told!("sector \"{id}\"", id = id);
        let mut shares = CHANNELS.map(|name| {
            table.number(
                row,
                Number { name, min: 0.0, max: 1.0, unit: phrase!("share of final demand") },
                &who,
            )
        });
        let sum: f64 = shares.iter().sum();
        if (sum - 1.0).abs() > super::table::SHARE_TOLERANCE {
            let message = told!(
                "{who}: the shares of final demand add up to {sum}, not to 1",
                who = who,
                sum = round(sum)
            );
            table.problem(row, "sector", message, None);
        }
        shares.iter_mut().for_each(|share| *share /= sum);
        demand.push(shares);
    }
    table.sourced();
    table.close(problems);
    demand
}
