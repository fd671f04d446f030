//! The starting population: whole records of burned-in firms, resampled; the size tail drawn.

crate::parameters! {
    /// Parameters of the starting population.
    pub struct Population : "population" {
        burn_in_years = 10.0, 0.0 .. 60.0, "years", "years simulated from a crude start before records are drawn", Derived, "prototype: a crude start needs eight to ten years";
        burn_in_firms = 30000.0, 1000.0 .. 1000000.0, "firms", "firms in the burn-in", Assumed, "enough records in each sector";
        size_tail = 1.05, 0.5 .. 3.0, "exponent", "exponent of the upper tail of firm size", Derived, "US SUSB 2022: 0.97-1.03";
        settle_months = 12.0, 0.0 .. 60.0, "months", "months run after resampling and before the first reported one", Assumed, "lets links and order books settle";
    }
}

/// A burned-in population, from which starting populations are drawn.
#[derive(Clone, Debug, Default)]
pub struct BurnedIn {}

impl BurnedIn {
    /// A hash of everything that the burn-in depends on; names the cached file.
    pub fn key(_scenario: &crate::scenario::Scenario) -> String {
        String::new()
    }
    /// The bytes to keep in a cache.
    pub fn to_bytes(&self) -> Vec<u8> {
        Vec::new()
    }
    /// Reads them back; `None` when they are not whole.
    pub fn from_bytes(_bytes: &[u8]) -> Option<BurnedIn> {
        Some(BurnedIn::default())
    }
}
