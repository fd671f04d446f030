//! The rows of a design as values of factors, less those that break a condition.

use super::design;
use super::entry::{Design, Value};
use super::factor::{Course, Factor};
use super::file::{Sweep, place_of};
use super::read::shown;
use super::words::quoted;
use crate::diagnose::{Place, Problems, Source, did_you_mean, one_of};
use crate::error::Result;
use crate::scenario::files::read_text;
use crate::sheet::{self, Cell, number_hint};
use crate::{phrase, told};
use std::sync::Arc;

/// Most rows of a design, before conditions drop any.
const MOST: usize = 1_000_000;
/// Most points of a sweep, over all bases and regimes: each is read, checked and named as a scenario of its
/// own, which takes some tenths of a millisecond, so that a hundred thousand take about half a minute of one
/// core.
pub(super) const MOST_POINTS: usize = 100_000;

/// Rows of values.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The values of each factor, row by row.
    pub values: Vec<Vec<Value>>,
    /// Where the values of a list stand, row by row; empty in other designs.
    pub places: Vec<Vec<Place>>,
    /// Rows that broke a condition.
    pub dropped: usize,
    /// The text of the list.
    pub list: Option<String>,
}

impl Rows {
    /// Where a value stands.
    pub fn place<'a>(&'a self, row: usize, index: usize, factor: &'a Factor) -> &'a Place {
        self.places
            .get(row)
            .map_or_else(|| factor.place_of(&self.values[row][index]), |places| &places[index])
    }
}

/// The rows of a sweep's design; what is in the way is reported.
pub(super) fn rows(sweep: &Sweep, problems: &mut Problems) -> Result<Rows> {
    let before = problems.len();
    let mut rows = match sweep.design {
        Design::List => listed(sweep, problems)?,
        Design::Grid => Rows { values: grid(sweep, problems), ..Rows::default() },
        _ => Rows { values: drawn(sweep, problems), ..Rows::default() },
    };
    if problems.len() == before {
        keep_only(sweep, &mut rows, problems);
    }
    Ok(rows)
}

fn grid(sweep: &Sweep, problems: &mut Problems) -> Vec<Vec<Value>> {
    let levels: Vec<usize> = sweep.factors.iter().map(Factor::levels).collect();
    let points =
        levels.iter().try_fold(1usize, |product, n| product.checked_mul(*n)).filter(|points| *points <= MOST);
    if points.is_none() {
        let counts: Vec<String> = levels.iter().map(usize::to_string).collect();
        let message =
            told!("a grid of {counts} points is more than {most}", counts = counts.join(" × "), most = MOST);
        let hint = told!("take fewer values, or a design such as sobol");
        problems.at(&sweep.design_place, message, Some(hint));
        return Vec::new();
    }
    let value =
        |row: Vec<usize>| sweep.factors.iter().zip(row).map(|(factor, level)| factor.level(level)).collect();
    design::grid(&levels).into_iter().map(value).collect()
}

fn drawn(sweep: &Sweep, problems: &mut Problems) -> Vec<Vec<Value>> {
    let (samples, factors, seed) = (sweep.samples, sweep.factors.len(), sweep.seed);
    let rows = match sweep.design {
        Design::LatinHypercube => Ok(design::latin_hypercube(samples, factors, seed)),
        Design::Sobol => design::sobol(samples, factors, seed),
        Design::Morris => design::morris(samples, factors, sweep.levels, seed),
        Design::Saltelli => design::saltelli(samples, factors, sweep.second_order, seed),
        _ => Ok(design::one_at_a_time(factors)),
    };
    let rows = rows.unwrap_or_else(|why| {
        problems.at(&sweep.design_place, told!("sweep: {why}", why = why), None);
        Vec::new()
    });
    if rows.len() > MOST {
        let message = told!("sweep: {points} points are more than {most}", points = rows.len(), most = MOST);
        problems.at(place_of(sweep, "samples"), message, None);
    }
    let value = |row: Vec<f64>| sweep.factors.iter().zip(row).map(|(factor, u)| factor.at(u)).collect();
    rows.into_iter().map(value).collect()
}

/// The rows of a CSV file, whose header names the factors.
fn listed(sweep: &Sweep, problems: &mut Problems) -> Result<Rows> {
    let Some((path, stated)) = &sweep.list else { return Ok(Rows::default()) };
    let Some(text) = read_text(path, Some(stated), phrase!("list of points"), problems)? else {
        return Ok(Rows::default());
    };
    let source = Arc::new(Source { path: path.clone(), text: text.clone() });
    let mut rows = Rows { list: Some(text), ..Rows::default() };
    let before = problems.len();
    let Some(sheet) = sheet::read_text(&told!("the list of points"), &source, problems) else {
        return Ok(rows);
    };
    let Some(order) = header(sweep, &sheet.header, problems) else { return Ok(rows) };
    for row in sheet.rows.iter().filter(|row| !row.ragged) {
        let mut values = Vec::with_capacity(order.len());
        for (column, factor) in order.iter().zip(&sweep.factors) {
            let cell = &row.cells[*column];
            if cell.text.is_empty() {
                let message = told!("{factor} is empty in this row", factor = &factor.name);
                problems.at(&cell.place, message, None);
            } else if let (Err(_), Some(hint)) = (cell.text.parse::<f64>(), number_hint(&cell.text)) {
                let message = told!(
                    "{factor} is {value}, which is not a number",
                    factor = &factor.name,
                    value = quoted(&cell.text)
                );
                problems.at(&cell.place, message, Some(hint));
            }
            values.push(value(&cell.text));
        }
        rows.values.push(values);
        rows.places.push(order.iter().map(|column| row.cells[*column].place.clone()).collect());
    }
    if rows.values.is_empty() && problems.len() == before {
        problems.at(stated, told!("{file} lists no points", file = path.display()), None);
    }
    Ok(rows)
}

/// The column of each factor; `None` when the header does not fit the factors, which has been reported.
fn header(sweep: &Sweep, header: &[Cell], problems: &mut Problems) -> Option<Vec<usize>> {
    let before = problems.len();
    let names = || sweep.factors.iter().map(|factor| factor.name.as_str());
    for cell in
        header.iter().filter(|cell| !cell.text.is_empty() && !names().any(|factor| factor == cell.text))
    {
        let message =
            told!("there is no factor {name}{allowed}", name = quoted(&cell.text), allowed = one_of(names()));
        problems.at(&cell.place, message, did_you_mean(&cell.text, names()));
    }
    let column = |name: &str| header.iter().position(|cell| cell.text == name);
    for name in names().filter(|name| column(name).is_none()) {
        problems.at(&header[0].place, told!("the factor {name} has no column", name = name), None);
    }
    if problems.len() > before { None } else { names().map(column).collect() }
}

/// The value of a cell.
fn value(text: &str) -> Value {
    match text.parse::<f64>() {
        Ok(x) if x.is_finite() => Value::Number(x + 0.0),
        _ => Value::Text(text.to_string()),
    }
}

/// Drops the rows that break a condition, or says why none may be dropped.
fn keep_only(sweep: &Sweep, rows: &mut Rows, problems: &mut Problems) {
    let before = rows.values.len();
    let mut kept = vec![true; before];
    for (constraint, place) in &sweep.conditions {
        let mut breaks = 0;
        for (row, values) in rows.values.iter().enumerate() {
            match constraint.holds(values) {
                Ok(true) => {}
                Ok(false) => {
                    breaks += 1;
                    kept[row] = false;
                }
                Err(index) => {
                    let (name, value) = (&sweep.factors[index].name, shown(&values[index]));
                    let message = told!(
                        "where {text}: {name} takes {value}, which is neither a number nor a month",
                        text = quoted(&constraint.text),
                        name = name,
                        value = quoted(&value)
                    );
                    return problems.at(place, message, None);
                }
            }
        }
        if breaks == before {
            let message =
                told!("where {text}: no point of the design meets it", text = quoted(&constraint.text));
            problems.at(place, message, None);
            return;
        }
        let whole = match sweep.design {
            Design::Morris => told!("the rows of a trajectory belong together"),
            Design::Saltelli => told!("the rows of a sample belong together"),
            Design::OneAtATime => told!("every factor has both its ends"),
            _ => continue,
        };
        if breaks > 0 {
            let message = told!(
                "where {text}: {breaks} of {all} points break it, but in this design {whole}",
                text = quoted(&constraint.text),
                breaks = breaks,
                all = before,
                whole = whole
            );
            let hint = told!("narrow the factors, or take a design that can spare points, such as sobol");
            problems.at(place, message, Some(hint));
        }
    }
    if !kept.iter().any(|kept| *kept) && before > 0 {
        let message = told!("no point of the design meets all conditions");
        return problems.at(place_of(sweep, "where"), message, None);
    }
    rows.dropped = kept.iter().filter(|kept| !**kept).count();
    let mut keep = kept.iter();
    rows.values.retain(|_| *keep.next().unwrap_or(&true));
    let mut keep = kept.iter();
    rows.places.retain(|_| *keep.next().unwrap_or(&true));
}

/// A first value of each factor, for looking whether its keys exist when the design can't be made.
pub(super) fn first_values(factors: &[Factor]) -> Vec<Option<Value>> {
    factors.iter().map(|factor| (!matches!(factor.course, Course::Open)).then(|| factor.at(0.0))).collect()
}
