//! A plan as data: its points, and what it asks of whoever makes their scenarios.

use super::entry::{PlanEntry, Value, levels};
use super::factor::Factor;
use crate::error::Result;
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::scenario::Loaded;
use crate::stats::run_tables::RunTables;

/// A design point: one scenario, simulated in each replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its place in the plan, from zero. Reference points come after all others.
    pub index: usize,
    /// 32 hex digits: a hash of everything that its results depend on, number of replications, names and
    /// titles left out.
    pub id: String,
    /// A hash of the same with shocks and policies left out: points that share it share burn-in and settling
    /// months.
    pub history: String,
    /// Which base, by index.
    pub base: usize,
    /// Which regime, by index.
    pub regime: usize,
    /// A value of each factor; of a reference point those of the first point that it serves.
    pub values: Vec<Value>,
    /// The point it is held against, by index, when effects are wanted.
    pub against: Option<usize>,
}

/// A plan: the points in order, and how to get the scenario of each.
#[derive(Debug)]
pub struct Plan {
    /// What the folder tells.
    pub entry: PlanEntry,
    /// The points, then the reference points.
    pub points: Vec<Point>,
    /// The scenario of a point.
    pub scenarios: Box<dyn Scenarios>,
}

/// Where the scenarios of points come from.
pub trait Scenarios: std::fmt::Debug + Sync + Send {
    /// The checked scenario of a point.
    ///
    /// # Errors
    /// The values make no valid scenario.
    fn of(&self, point: &Point) -> Result<Loaded>;
    /// The outputs of a run, from its tables, in the plan's order; effects are measured as levels.
    ///
    /// # Errors
    /// What can't be measured, in words.
    fn measure(&self, tables: &RunTables, scenario: &Scenario) -> std::result::Result<Vec<f64>, Told>;
    /// The command that runs a point alone: `tideover run BASE --set …`.
    fn command(&self, point: &Point) -> String;
    /// Copies of everything that the plan is made of, by path below `inputs/`: planning them again gives the
    /// same plan.
    ///
    /// # Errors
    /// A file can't be read any more.
    fn inputs(&self) -> Result<Vec<(String, Vec<u8>)>> {
        Ok(Vec::new())
    }
    /// What a user may not expect of the plan.
    fn notes(&self) -> Vec<Told> {
        Vec::new()
    }
    /// The factors as the sweep file states them; none where nobody asks.
    fn factors(&self) -> &[Factor] {
        &[]
    }
    /// Firm-months of one replication of a point, settling months counted in; zero when that is not known.
    fn firm_months(&self, _point: &Point) -> f64 {
        0.0
    }
}

/// The outputs of a plan as the names of journals know them.
pub(super) fn outputs(plan: &Plan) -> String {
    levels(&plan.entry.outputs).join("\n")
}
