//! `problem.json`: the factors as SALib reads them, and as black-it does.
//!
//! | distribution | SALib | bounds |
//! | --- | --- | --- |
//! | range, uniform | `unif` | least, greatest |
//! | range even in logarithms, loguniform | `logunif` | least, greatest |
//! | triangular | `triang` | least, greatest, place of the mode between them as a share |
//! | normal | `norm`; cut `truncnorm` | mean, sd; cut least, greatest, mean, sd |
//! | lognormal | `lognorm` | mean and sd of the logarithm; SALib knows no cut ones: the ends stand in `parameters_bounds` alone |
//!
//! Listed values stand as `unif` between the least and the greatest; of texts between the first and the last
//! index.

use super::entry::{Design, FactorEntry, Value};
use super::factor::{Course, Factor, Spread};
use super::points::Plan;
use crate::math::ln;
use serde::Serialize;

/// What the file holds.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    num_vars: usize,
    names: Vec<String>,
    bounds: Vec<Vec<f64>>,
    groups: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dists: Option<Vec<&'static str>>,
    parameters_bounds: [Vec<f64>; 2],
    parameters_precision: Vec<f64>,
    /// Values of the factors that take texts, in the order of their indices.
    texts: std::collections::BTreeMap<String, Vec<String>>,
}

/// How a factor ranges for SALib: its distribution and bounds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawn {
    pub dist: &'static str,
    pub bounds: Vec<f64>,
}

/// The name and bounds that SALib has for a distribution.
pub(super) fn drawn(course: &Course) -> Option<Drawn> {
    let drawn = |dist, bounds: &[f64]| Some(Drawn { dist, bounds: bounds.to_vec() });
    match *course {
        Course::Range { low, high, log, .. } => drawn(if log { "logunif" } else { "unif" }, &[low, high]),
        Course::Spread(ref spread) => match *spread {
            Spread::Uniform { min, max } => drawn("unif", &[min, max]),
            Spread::LogUniform { min, max } => drawn("logunif", &[min, max]),
            Spread::Triangular { min, mode, max } => drawn("triang", &[min, max, (mode - min) / (max - min)]),
            Spread::Normal { mean, sd, min: None, max: None } => drawn("norm", &[mean, sd]),
            Spread::Normal { mean, sd, min, max } => {
                // A side without a cut lies where nothing is left of the tail.
                let (low, high) = (min.unwrap_or(mean - 10.0 * sd), max.unwrap_or(mean + 10.0 * sd));
                drawn("truncnorm", &[low, high, mean, sd])
            }
            Spread::LogNormal { median, sd_log, .. } => drawn("lognorm", &[ln(median), sd_log]),
        },
        _ => None,
    }
}

/// The problem of a plan.
pub(super) fn of(plan: &Plan) -> Problem {
    let entry = &plan.entry;
    let known = plan.scenarios.factors();
    let drawn: Vec<Drawn> =
        entry.factors.iter().enumerate().map(|(index, recorded)| one(recorded, known.get(index))).collect();
    let ends: Vec<[f64; 2]> = entry.factors.iter().map(ends).collect();
    let plain = drawn.iter().all(|drawn| drawn.dist == "unif");
    Problem {
        num_vars: entry.factors.len(),
        names: entry.factors.iter().map(|factor| factor.name.clone()).collect(),
        groups: None,
        dists: (!plain).then(|| drawn.iter().map(|drawn| drawn.dist).collect()),
        bounds: drawn.into_iter().map(|drawn| drawn.bounds).collect(),
        parameters_bounds: [
            ends.iter().map(|ends| ends[0]).collect(),
            ends.iter().map(|ends| ends[1]).collect(),
        ],
        parameters_precision: entry
            .factors
            .iter()
            .zip(&ends)
            .map(|(factor, ends)| precision(factor, entry.design, *ends))
            .collect(),
        texts: entry
            .factors
            .iter()
            .filter_map(|factor| Some((factor.name.clone(), texts(factor)?)))
            .collect(),
    }
}

fn one(recorded: &FactorEntry, factor: Option<&Factor>) -> Drawn {
    let known = factor.and_then(|factor| drawn(&factor.course));
    known.unwrap_or_else(|| Drawn { dist: "unif", bounds: ends(recorded).to_vec() })
}

/// The listed values when one of them is a text.
fn texts(factor: &FactorEntry) -> Option<Vec<String>> {
    let any = factor.values.iter().any(|value| matches!(value, Value::Text(_)));
    any.then(|| factor.values.iter().map(super::read::shown).collect())
}

fn numbers(factor: &FactorEntry) -> Vec<f64> {
    let number = |value: &Value| if let Value::Number(x) = value { Some(*x) } else { None };
    let numbers: Option<Vec<f64>> = factor.values.iter().map(number).collect();
    // Texts count by their place in the list.
    let mut numbers = numbers.unwrap_or_else(|| (0..factor.values.len()).map(|index| index as f64).collect());
    numbers.sort_by(f64::total_cmp);
    numbers
}

/// The least and the greatest value.
fn ends(factor: &FactorEntry) -> [f64; 2] {
    let numbers = numbers(factor);
    match (factor.range, numbers.as_slice()) {
        (Some(range), _) => range,
        (None, [low, .., high]) => [*low, *high],
        // One value makes no range; SALib wants one all the same.
        (None, [only]) => [*only, only + 1.0],
        (None, []) => [0.0, 1.0],
    }
}

/// The step in which the factor is looked at: the least distance of listed values, else a thousandth of the
/// range.
fn precision(factor: &FactorEntry, design: Design, [low, high]: [f64; 2]) -> f64 {
    let numbers = numbers(factor);
    let listed = design == Design::Grid || factor.range.is_none();
    let least = numbers.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    let step = if listed && least.is_finite() { least } else { (high - low) / 1000.0 };
    crate::table::round(step)
}
