//! A published number, and how the model measures it.

use super::panel::Panel;

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
    /// Population and year, when it is another one than the pack simulates: then the fact is shown and not
    /// scored.
    pub other_profile: Option<String>,
    /// Who published it.
    pub source: String,
}

/// A number that can be measured.
pub struct Moment {
    /// Name in files of targets.
    pub name: &'static str,
    /// What is measured.
    pub definition: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What `at` means, if anything.
    pub at: &'static str,
    /// Measures it; `None` where the run holds nothing to measure.
    pub measure: fn(&Panel, &Target) -> Option<f64>,
}

/// Its name alone: the address of a function is another in each process, and this form counts in the names of
/// kept results.
impl std::fmt::Debug for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
