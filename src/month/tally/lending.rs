//! Counting requests for loans.

use crate::money::Money;
use crate::month::tally::Tally;
use crate::month::tally::requests::{Applicant, LENDING_GROUPS, Lending, Refusal};

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
