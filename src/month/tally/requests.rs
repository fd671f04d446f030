//! Requests for loans in the tally: asked for, granted, refused and why; by size, age and riskiness of the
//! firm.

use crate::classes::{AGE_BANDS, AGE_NAMES, SIZES};
use crate::month::ctx::Ctx;
use crate::state::block::Block;

/// Upper bounds of the true default probability of all but the last class of riskiness.
const RISKS: [f64; 2] = [0.02, 0.06];
/// Groups of the table of lending: all, by size, by age, by riskiness.
pub const LENDING_GROUPS: usize = 1 + SIZES.len() + AGE_BANDS.len() + RISKS.len() + 1;

/// Why there is no loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No bank knows the firm.
    Access,
    /// The bank does not dare.
    Risk,
    /// Too costly.
    Price,
    /// The bank can't.
    Capacity,
}

/// Sums of a group of firms that look for a loan: counts, or minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Lending {
    pub applications: f64,
    pub grants: f64,
    pub refusals: f64,
    pub applied: f64,
    pub granted: f64,
    /// By [`Refusal`].
    pub refused: [f64; 4],
    /// Rate times sum of what was granted.
    pub rate: f64,
    /// Default probability times sum of what was asked for.
    pub default_applied: f64,
    /// Default probability times sum of what was granted.
    pub default_granted: f64,
}

impl Lending {
    /// The sums of another part are added.
    pub fn add(&mut self, other: &Lending) {
        self.applications += other.applications;
        self.grants += other.grants;
        self.refusals += other.refusals;
        self.applied += other.applied;
        self.granted += other.granted;
        (0..4).for_each(|why| self.refused[why] += other.refused[why]);
        self.rate += other.rate;
        self.default_applied += other.default_applied;
        self.default_granted += other.default_granted;
    }
}

/// A firm that looks for a loan: the groups it belongs to, and how likely its default is.
#[derive(Clone, Copy, Debug)]
pub struct Applicant {
    /// Places among [`names`].
    pub groups: [u8; 4],
    /// Probability of default.
    pub default: f64,
}

impl Applicant {
    /// The firm of a slot, whose default is so likely.
    pub fn of(b: &Block, i: usize, default: f64, ctx: &Ctx) -> Applicant {
        let size = 1 + usize::from(b.class[i]).min(SIZES.len() - 1);
        let age = 1 + SIZES.len() + usize::from(ctx.norms.tables.at_age(b.age(i, ctx.now)).band);
        let risk = 1 + SIZES.len() + AGE_BANDS.len() + risk(default);
        Applicant { groups: [0, size as u8, age as u8, risk as u8], default }
    }
}

/// The class of riskiness of a default probability.
fn risk(default: f64) -> usize {
    RISKS.iter().filter(|bound| default >= **bound).count()
}

/// Dimension and name of each group.
pub fn names() -> Vec<(&'static str, &'static str)> {
    let of = |dimension: &'static str, names: &[&'static str]| {
        names.iter().map(|name| (dimension, *name)).collect::<Vec<_>>()
    };
    [of("all", &["all"]), of("size", &SIZES), of("age", &AGE_NAMES), of("risk", &["low", "middle", "high"])]
        .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_for_each_group_and_classes_of_riskiness() {
        assert_eq!(names().len(), LENDING_GROUPS);
        assert_eq!([0.01, 0.02, 0.059, 0.5].map(risk), [0, 1, 1, 2]);
    }
}
