//! What depends on age or on headcount alone, worked out once before a run: a look-up in place of an exponential for every firm and
//! month.

use crate::classes::AGE_BANDS;
use crate::math;
use crate::month::{credit, demand, entry, failure};
use crate::params::Params;

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
    /// Works out the tables for these parameters.
    pub fn new(p: &Params) -> Tables {
        let age = |months: usize| {
            let years = months as f64 / 12.0;
            ByAge {
                volatility: demand::age_power(&p.demand, years),
                growth: demand::young_growth(&p.demand, years),
                noise: entry::noise_by_age(&p.entry, years),
                background: failure::age_power(&p.failure, years),
                judges: failure::judges(&p.failure, months as f64),
                band: AGE_BANDS.iter().rposition(|from| years >= *from).unwrap_or(0) as u8,
            }
        };
        let size = |people: usize| {
            let people = people.max(1) as f64;
            BySize {
                volatility: math::pow(people / 10.0, -p.demand.volatility_size),
                background: math::pow(people, -p.failure.background_size),
                noise: entry::spread_by_size(&p.entry, people),
                relationship: credit::relationship(&p.credit, people),
            }
        };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_of_one_person_and_five_years_is_the_norm() {
        let tables = Tables::new(&Params::default());
        let age = tables.at_age(60);
        assert!([age.volatility, age.noise, age.background].iter().all(|power| (power - 1.0).abs() < 1e-12));
        assert_eq!(AGE_BANDS[usize::from(age.band)], 5.0);
        assert_eq!(tables.at_size(1).background, 1.0);
        assert!((tables.at_size(10).volatility - 1.0).abs() < 1e-12);
        assert_eq!(tables.at_age(-1).judges, 0.0);
        assert_eq!(tables.at_age(99_999).band, 6);
    }
}
