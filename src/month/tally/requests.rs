//! Requests for loans in the tally: asked for, granted, refused and why; by size, age and riskiness of the
//! firm.

use crate::classes::SIZES;
use crate::classes::{AGE_BANDS, AGE_NAMES};
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::tally::{CLASSES, Tally};
use crate::state::block::Block;

/// Upper bounds of the true default probability of all but the last class of riskiness.
const RISKS: [f64; 2] = [0.02, 0.06];
/// Groups of the table of lending: all, by size, by age, by riskiness.
pub const LENDING_GROUPS: usize = 1 + CLASSES + AGE_BANDS.len() + RISKS.len() + 1;

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
    fn add(&mut self, other: &Lending) {
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
    groups: [u8; 4],
    default: f64,
}

impl Applicant {
    /// The firm of a slot, whose default is so likely.
    pub fn of(b: &Block, i: usize, default: f64, ctx: &Ctx) -> Applicant {
        let size = 1 + usize::from(b.class[i]).min(CLASSES - 1);
        let age = 1 + CLASSES + usize::from(ctx.norms.tables.at_age(b.age(i, ctx.now)).band);
        let risk = 1 + CLASSES + AGE_BANDS.len() + risk(default);
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

impl Tally {
    fn each_group(&mut self, who: Applicant, add: impl Fn(&mut Lending)) {
        if self.lending.is_empty() {
            self.lending.resize(LENDING_GROUPS, Lending::default());
        }
        who.groups.iter().for_each(|group| add(&mut self.lending[usize::from(*group)]));
    }
    pub(super) fn add_lending(&mut self, other: &[Lending]) {
        if self.lending.len() < other.len() {
            self.lending.resize(other.len(), Lending::default());
        }
        self.lending.iter_mut().zip(other).for_each(|(sum, more)| sum.add(more));
    }
    /// A loan is asked for.
    pub fn applied(&mut self, who: Applicant, amount: Money) {
        let amount = amount.real();
        self.sums.applications += 1.0;
        self.sums.applied += amount;
        self.each_group(who, |sums| {
            sums.applications += 1.0;
            sums.applied += amount;
            sums.default_applied += amount * who.default;
        });
    }
    /// A loan is granted at a rate.
    pub fn granted(&mut self, who: Applicant, amount: Money, rate: f64) {
        let amount = amount.real();
        self.sums.grants += 1.0;
        self.sums.granted += amount;
        self.sums.granted_rate += amount * rate;
        self.each_group(who, |sums| {
            sums.grants += 1.0;
            sums.granted += amount;
            sums.rate += amount * rate;
            sums.default_granted += amount * who.default;
        });
    }
    /// There is no loan.
    pub fn refused(&mut self, who: Applicant, why: Refusal, amount: Money) {
        let amount = amount.real();
        match why {
            Refusal::Access => self.sums.refused_access += amount,
            Refusal::Risk => self.sums.refused_risk += amount,
            Refusal::Price => self.sums.refused_price += amount,
            Refusal::Capacity => self.sums.refused_capacity += amount,
        }
        self.each_group(who, |sums| {
            sums.refusals += f64::from(u8::from(why != Refusal::Access));
            sums.refused[why as usize] += amount;
        });
    }
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
