//! Effects of each arm with all horizons side by side, in the regime that charts show.

use crate::catalogue::NO_SHOCK;
use crate::report::findings::Findings;
use crate::report::outcome::Row;
use crate::report::said::percent;
use crate::report::verdict::{Number, Verdict, shown};
use crate::units::{rounded, unbroken};
use serde::Serialize;

/// An arm and its effects.
#[derive(Debug, Serialize)]
pub(super) struct Arm {
    arm: String,
    lines: Vec<Line>,
}

/// A measure at each horizon.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Line {
    what: String,
    cells: Vec<Cell>,
}

/// A number, its interval, and whether this includes zero.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Cell {
    pub(super) number: String,
    pub(super) interval: String,
    pub(super) zero: bool,
}

/// Measures: name in the tables, factor with which more is better, what it is.
const MEASURES: [(&str, f64, &str); 5] = [
    ("failures", -1.0, "Failures avoided, thousand"),
    ("firms", 1.0, "Firms kept, thousand"),
    ("jobs", 1.0, "Jobs kept, thousand"),
    ("job_years", 1.0, "Job-years kept, thousand"),
    ("public_cost", 1.0, "Public cost, billion"),
];

/// The cell of a number.
pub(super) fn cell(number: Option<Number>) -> Cell {
    let Some(number) = number else { return Cell { number: "–".to_string(), ..Cell::default() } };
    let text = shown(number);
    let (value, interval) = text.split_once(" (").unwrap_or((&text, ""));
    let zero = number.verdict() == Verdict::NoneShows && !interval.is_empty();
    Cell { number: value.to_string(), interval: unbroken(interval.trim_end_matches(')')), zero }
}

/// All arms in a regime, that without shocks last; `unit` is the currency's.
pub(super) fn arms(found: &Findings, regime: &str, unit: &str) -> Vec<Arm> {
    let mut names: Vec<&String> = Vec::new();
    for row in found.rows.iter().filter(|row| row.regime == regime) {
        if !names.contains(&&row.arm) {
            names.push(&row.arm);
        }
    }
    names.sort_by_key(|name| *name == NO_SHOCK);
    let one = |arm: &String| Arm { arm: arm.clone(), lines: lines(found, arm, regime, unit) };
    names.into_iter().map(one).collect()
}

fn lines(found: &Findings, arm: &str, regime: &str, unit: &str) -> Vec<Line> {
    let horizons = found.every_horizon();
    let course = found.course(arm, regime);
    let at = |horizon: i64| course.iter().find(|row| row.horizon == horizon).copied();
    let line = |what: String, of: &dyn Fn(&Row) -> Cell| Line {
        what,
        cells: horizons.iter().map(|horizon| at(*horizon).map_or_else(Cell::default, of)).collect(),
    };
    let mut lines = Vec::new();
    for (metric, sign, what) in MEASURES {
        if course.iter().any(|row| row.numbers.contains_key(metric)) {
            let what = if metric == "public_cost" { format!("{what} {unit}") } else { what.to_string() };
            lines.push(line(what, &|row| cell(row.numbers.get(metric).map(|number| number.times(sign)))));
        }
    }
    if arm == NO_SHOCK {
        lines.retain(|line| !line.what.starts_with("Public cost"));
        return lines;
    }
    let price = |row: &Row| {
        let price = row.price();
        let short = |number: Number| rounded(number.value, number.value);
        Cell { number: price.map_or_else(|| "–".to_string(), short), ..cell(price) }
    };
    lines.push(line(format!("Cost per job-year, whole country, {unit}"), &price));
    lines.push(line("Money that went to firms that would have survived anyway".to_string(), &|row| Cell {
        number: row.deadweight().map_or_else(|| "–".to_string(), percent),
        ..Cell::default()
    }));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::reply::tests::found;

    #[test]
    fn horizons_stand_side_by_side_and_zero_is_marked() {
        let found = found(&[
            (12, &[("failures", [-70.0, -81.0, -58.0]), ("jobs", [5.0, 4.0, 6.0])]),
            (24, &[("jobs", [1.0, -2.0, 4.0])]),
        ]);
        let lines = lines(&found, "relief", "middle", "yuan");
        let texts = |line: &Line| {
            line.cells
                .iter()
                .map(|cell| format!("{}|{}|{}", cell.number, cell.interval, cell.zero))
                .collect::<Vec<_>>()
        };
        assert_eq!(lines[0].what, "Failures avoided, thousand");
        assert_eq!(texts(&lines[0]), ["70.0|58.0\u{a0}to 81.0|false", "–||false"]);
        assert_eq!(texts(&lines[1]), ["5.00|4.00\u{a0}to 6.00|false", "1.00|−2.00\u{a0}to 4.00|true"]);
    }
}
