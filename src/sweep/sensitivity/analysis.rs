//! The indices that suit the design of a sweep, for each output, base and regime; and the file they are
//! written to.

use super::estimate::{Estimate, constant};
use super::folder::{self, Group};
use super::morris::{Effects, morris};
use super::regression::{Slopes, regression};
use super::sobol::{Shares, sobol};
use super::swings::{Swing, swings};
use crate::atomic;
use crate::error::{Error, Result};
use crate::files::csv;
use crate::language::told::Told;
use crate::sweep::entry::{Design, OutputEntry, PlanEntry};
use crate::table::{Cell, Table, round};
use crate::told;
use std::path::Path;

/// The file of indices in the folder of a sweep.
pub const FILE: &str = "sensitivity.csv";
/// Its columns.
const COLUMNS: [&str; 9] = ["base", "regime", "output", "factor", "index", "value", "lower", "upper", "unit"];
/// Units of indices that are not in those of the output.
const VARIANCE: &str = "share of variance";
const DEVIATIONS: &str = "standard deviations";
const DEVIATIONS_OF_RANKS: &str = "standard deviations of ranks";

/// The indices of an output: one a factor, in the order of the plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Indices {
    /// Of a Morris design.
    Effects(Vec<Effects>),
    /// Of a Saltelli design.
    Shares(Vec<Shares>),
    /// Of points that fill the cube, or of a list.
    Slopes(Slopes),
    /// Of one factor at a time.
    Swings(Vec<Swing>),
}

/// The indices of an output in a base and a regime.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Name of the base.
    pub base: String,
    /// The regime.
    pub regime: String,
    /// The output.
    pub output: OutputEntry,
    /// Its indices.
    pub indices: Indices,
}

/// What a sweep says of its factors.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The plan of the folder.
    pub plan: PlanEntry,
    /// Indices, by base and regime, then by output.
    pub found: Vec<Found>,
    /// Outputs that have no indices, and why; a sentence each.
    pub notes: Vec<Told>,
}

/// Whether there are indices for a design: for all but grids.
pub fn suits(design: Design) -> bool {
    design != Design::Grid
}

/// The indices of a merged sweep. Outputs without indices (they do not vary, or have no value at a point) are
/// left out with a note.
///
/// # Errors
/// The design gives no indices or the folder holds no sweep ([`Error::Usage`]); points are missing or have
/// failed ([`Error::Incomplete`]); the tables do not fit the plan; a file can't be read.
pub fn analyse(folder: &Path) -> Result<Analysis> {
    let plan = crate::sweep::folder::entry(folder)?;
    if !suits(plan.design) {
        return Err(Error::Usage(told!(
            "{folder}: a grid gives no indices of sensitivity: its levels are picked by hand. Designs that do: morris, saltelli, \
             one_at_a_time, latin_hypercube, sobol, list.",
            folder = folder.display()
        )));
    }
    let (mut found, mut notes) = (Vec::new(), Vec::new());
    for group in folder::groups(folder, &plan)? {
        for (output, values) in plan.outputs.iter().zip(&group.outputs) {
            match whole(values, &group).and_then(|values| indices(&plan, &group, &values)) {
                Ok(indices) => {
                    found.push(Found {
                        base: group.base.clone(),
                        regime: group.regime.clone(),
                        output: output.clone(),
                        indices,
                    });
                }
                Err(why) => {
                    notes.push(told!(
                        "no indices for {output} (base {base}, regime {regime}): {why}",
                        output = &output.name,
                        base = &group.base,
                        regime = &group.regime,
                        why = why
                    ));
                }
            }
        }
    }
    Ok(Analysis { plan, found, notes })
}

/// The same, written into the folder as [`FILE`]; nothing is written when no output has indices.
///
/// # Errors
/// Those of [`analyse`], or the file can't be written.
pub fn write(folder: &Path) -> Result<Analysis> {
    let analysis = analyse(folder)?;
    if !analysis.found.is_empty() {
        atomic::write(&folder.join(FILE), &csv::bytes(&analysis.table(), ""))?;
    }
    Ok(analysis)
}

/// The values of an output, when it has one at each point.
fn whole(values: &[Option<f64>], group: &Group) -> std::result::Result<Vec<f64>, Told> {
    let holes: Vec<&str> = group
        .ids
        .iter()
        .zip(values)
        .filter(|(_, value)| value.is_none())
        .map(|(id, _)| id.as_str())
        .collect();
    match holes.first() {
        Some(first) => Err(told!(
            "it has no value at {count} of {all} points ({first} is the first)",
            count = holes.len(),
            all = values.len(),
            first = first
        )),
        None => Ok(values.iter().flatten().copied().collect()),
    }
}

fn indices(plan: &PlanEntry, group: &Group, outputs: &[f64]) -> std::result::Result<Indices, Told> {
    let (factors, seed) = (plan.factors.len(), plan.design_seed);
    match plan.design {
        Design::Morris => morris(&group.points, outputs, plan.levels, seed).map(Indices::Effects),
        Design::Saltelli => sobol(outputs, factors, plan.second_order, seed).map(Indices::Shares),
        Design::OneAtATime => swings(outputs, factors).map(Indices::Swings),
        Design::LatinHypercube | Design::Sobol | Design::List => {
            let still =
                |factor: &usize| constant(&group.points.iter().map(|row| row[*factor]).collect::<Vec<_>>());
            match (0..factors).find(still) {
                Some(factor) => Err(told!(
                    "the factor {factor} has the same value at all points",
                    factor = &plan.factors[factor].name
                )),
                None => regression(&group.points, outputs, seed).map(Indices::Slopes),
            }
        }
        Design::Grid => Err(told!("a grid gives none")),
    }
}

impl Indices {
    /// How much each factor matters: what tables are sorted by.
    pub fn importance(&self) -> Vec<f64> {
        match self {
            Indices::Effects(effects) => effects.iter().map(|effects| effects.mu_star.value).collect(),
            Indices::Shares(shares) => shares.iter().map(|shares| shares.total.value).collect(),
            Indices::Slopes(slopes) => slopes.src.iter().map(|slope| slope.value.abs()).collect(),
            Indices::Swings(swings) => swings.iter().map(|swing| swing.size()).collect(),
        }
    }
    /// Factors by importance, the greatest first, as places in the plan.
    pub fn order(&self) -> Vec<usize> {
        let importance = self.importance();
        let mut order: Vec<usize> = (0..importance.len()).collect();
        order.sort_by(|a, b| importance[*b].total_cmp(&importance[*a]).then(a.cmp(b)));
        order
    }
    /// Names, numbers and units of a factor's indices. An empty unit stands for that of the output.
    fn of_factor(&self, factor: usize) -> Vec<(&'static str, Estimate, &'static str)> {
        let plain = |value| Estimate { value, bounds: None };
        match self {
            Indices::Effects(effects) => {
                let effects = effects[factor];
                vec![
                    ("mu", plain(effects.mu), ""),
                    ("mu_star", effects.mu_star, ""),
                    ("sigma", plain(effects.sigma), ""),
                ]
            }
            Indices::Shares(shares) => {
                vec![("first", shares[factor].first, VARIANCE), ("total", shares[factor].total, VARIANCE)]
            }
            Indices::Slopes(slopes) => {
                vec![
                    ("src", slopes.src[factor], DEVIATIONS),
                    ("srrc", slopes.srrc[factor], DEVIATIONS_OF_RANKS),
                ]
            }
            Indices::Swings(swings) => {
                let swing = swings[factor];
                vec![
                    ("low", plain(swing.low), ""),
                    ("middle", plain(swing.middle), ""),
                    ("high", plain(swing.high), ""),
                ]
            }
        }
    }
}

impl Analysis {
    /// All indices as the rows of [`FILE`]: factors in the order of the plan, then, with an empty factor, the
    /// share that a regression explains.
    pub fn table(&self) -> Table {
        let mut table = Table::new(COLUMNS);
        for found in &self.found {
            let mut put = |factor: &str, index: &str, estimate: Estimate, unit: &str| {
                let bound = |side: usize| {
                    estimate.bounds.map_or(Cell::Empty, |bounds| Cell::Real(round(bounds[side])))
                };
                let unit = if unit.is_empty() { &found.output.unit } else { unit };
                let [base, regime, output, factor, index, unit] =
                    [&found.base, &found.regime, &found.output.name, factor, index, unit]
                        .map(|text: &str| Cell::Text(text.to_string()));
                table.rows.push(vec![
                    base,
                    regime,
                    output,
                    factor,
                    index,
                    Cell::Real(round(estimate.value)),
                    bound(0),
                    bound(1),
                    unit,
                ]);
            };
            for (k, factor) in self.plan.factors.iter().enumerate() {
                for (index, estimate, unit) in found.indices.of_factor(k) {
                    put(&factor.name, index, estimate, unit);
                }
            }
            if let Indices::Slopes(slopes) = &found.indices {
                put("", "r2", Estimate { value: slopes.r2, bounds: None }, VARIANCE);
            }
        }
        table
    }
}
