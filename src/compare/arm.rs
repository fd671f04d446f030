//! An arm of a comparison.

use crate::month::model::Scenario;

/// An arm: its name, and what it runs.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Name in tables.
    pub name: String,
    /// The scenario.
    pub scenario: Scenario,
    /// Its grants go to the firms that fail in the base and to no other.
    pub to_failing: bool,
}
