//! Effects of each arm with all horizons side by side, in the regime that charts show.

use crate::catalogue::NO_SHOCK;
use crate::language::Language;
use crate::report::findings::Findings;
use crate::report::outcome::Row;
use crate::report::verdict::{Number, Verdict, apart, percent};
use crate::units::{rounded, unbroken};
use crate::{phrase, say};
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

/// Measures: name in the tables, factor with which more is better, what it is. All but the last count thousands.
const MEASURES: [(&str, f64, &str); 5] = [
    ("failures", -1.0, phrase!("Failures avoided, {unit}")),
    ("firms", 1.0, phrase!("Firms kept, {unit}")),
    ("jobs", 1.0, phrase!("Jobs kept, {unit}")),
    ("job_years", 1.0, phrase!("Job-years kept, {unit}")),
    (COST, 1.0, phrase!("Public cost, {unit}")),
];
const COST: &str = "public_cost";

/// The cell of a number.
pub(super) fn cell(language: Language, number: Option<Number>) -> Cell {
    let Some(number) = number else { return Cell { number: "–".to_string(), ..Cell::default() } };
    let (value, interval) = apart(language, number);
    let zero = number.verdict() == Verdict::NoneShows && !interval.is_empty();
    Cell { number: value, interval: unbroken(&interval), zero }
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
    let one = |arm: &String| Arm { arm: found.arm(arm).to_string(), lines: lines(found, arm, regime, unit) };
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
    let language = found.language;
    let (thousands, thousand) = language.thousands();
    let (billions, billion) = language.billions(unit);
    let mut lines = Vec::new();
    for (metric, sign, what) in MEASURES {
        let money = metric == COST;
        if (money && arm == NO_SHOCK) || course.iter().all(|row| !row.numbers.contains_key(metric)) {
            continue;
        }
        let (unit, factor) = if money { (billions.as_str(), billion) } else { (thousands, thousand) };
        let what = language.fill(what, &[("unit", &unit)]);
        let of = |row: &Row| row.numbers.get(metric).map(|number| number.times(sign * factor));
        lines.push(line(what, &|row| cell(language, of(row))));
    }
    if arm == NO_SHOCK {
        return lines;
    }
    let (priced, scale) = language.prices(unit);
    let price = |row: &Row| {
        let price = row.price().map(|price| price.times(scale));
        let short = |number: Number| rounded(number.value, number.value);
        Cell { number: price.map_or_else(|| "–".to_string(), short), ..cell(language, price) }
    };
    lines.push(line(say!(language, "Cost per job-year, whole country, {unit}", unit = priced), &price));
    let anyway = say!(language, "Money that went to firms that would have survived anyway").to_string();
    lines.push(line(anyway, &|row| Cell {
        number: row.deadweight().map_or_else(|| "–".to_string(), |share| percent(language, share)),
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
