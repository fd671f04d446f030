//! What depends on age or on headcount alone, computed once before a run: a look-up in place of an
//! exponential for every firm and month.

/// Ages in months that the table knows; an older firm counts as one of a hundred years.
const AGES: usize = 1201;
/// Headcounts that the table knows; a larger firm counts as one of 4,095.
const SIZES: usize = 4096;

/// What a firm's age implies.
#[derive(Clone, Copy, Debug)]
pub struct ByAge {
    /// Power of age that the volatility of demand falls with.
    pub volatility: f64,
    /// Extra growth of the young, a year.
    pub growth: f64,
    /// Spread of the passing part of efficiency, over that of a five-year-old firm.
    pub noise: f64,
    /// Power of age that the background hazard falls with.
    pub background: f64,
    /// How far the owner can judge the business.
    pub judges: f64,
    /// Age band of the statistics.
    pub band: u8,
}

/// What a firm's headcount implies.
#[derive(Clone, Copy, Debug)]
pub struct BySize {
    /// Power of size that the volatility of demand falls with.
    pub volatility: f64,
    /// Power of size that the background hazard falls with.
    pub background: f64,
    /// Spread of efficiency, over that of a firm of one person.
    pub noise: f64,
    /// Chance of a bank relationship.
    pub relationship: f64,
}

/// Both tables.
#[derive(Clone, Debug)]
pub struct Tables {
    ages: Vec<ByAge>,
    sizes: Vec<BySize>,
}

impl Tables {
    /// The tables of what an age in months and a headcount imply.
    pub fn new(age: impl Fn(usize) -> ByAge, size: impl Fn(usize) -> BySize) -> Tables {
        Tables { ages: (0..AGES).map(age).collect(), sizes: (0..SIZES).map(size).collect() }
    }

    /// What an age in months implies.
    #[inline]
    pub fn at_age(&self, months: i32) -> &ByAge {
        &self.ages[(months.max(0) as usize).min(AGES - 1)]
    }

    /// What a headcount implies.
    #[inline]
    pub fn at_size(&self, people: u32) -> &BySize {
        &self.sizes[(people as usize).min(SIZES - 1)]
    }
}
