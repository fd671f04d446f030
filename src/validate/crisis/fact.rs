//! A published fact of a crisis, and how the model measures it.

use super::watch::Pair;
use crate::units::Month;

/// One number of a crisis.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name, as in `C01`.
    pub id: String,
    /// How the model measures it.
    pub measure: &'static Measure,
    /// What the source counts, in words.
    pub counts: String,
    /// Sectors counted, by number; all when empty.
    pub sectors: Vec<usize>,
    /// First and last month counted.
    pub months: [Month; 2],
    /// The age, sum or month that the measure asks for, in its own unit.
    pub at: f64,
    /// The published number, growth of a normal year taken off.
    pub value: f64,
    /// What still counts as met.
    pub band: [f64; 2],
    /// Whether the scenario was fed with it: then it tests the feed, and not how firms respond.
    pub fed: bool,
    /// Who published it.
    pub source: String,
}

/// A number that can be measured in a crisis.
pub struct Measure {
    /// Name in files of facts.
    pub name: &'static str,
    /// What is measured.
    pub definition: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What `at` means, if anything.
    pub at: &'static str,
    /// Measures it; `None` where the run holds nothing to measure.
    pub of: fn(&Pair, &Fact) -> Option<f64>,
}

impl std::fmt::Debug for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
