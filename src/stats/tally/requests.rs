//! Requests for loans in the tally: asked for, granted, refused and why.

use super::Tally;
use crate::money::Money;

impl Tally {
    /// A loan is asked for.
    pub fn applied(&mut self, amount: Money) {
        self.sums.applications += 1.0;
        self.sums.applied += amount.real();
    }
    /// A loan is granted at a rate.
    pub fn granted(&mut self, amount: Money, rate: f64) {
        self.sums.grants += 1.0;
        self.sums.granted += amount.real();
        self.sums.granted_rate += amount.real() * rate;
    }
    /// The bank does not dare.
    pub fn refused_risk(&mut self, amount: Money) {
        self.sums.refused_risk += amount.real();
    }
    /// No relationship.
    pub fn refused_access(&mut self, amount: Money) {
        self.sums.refused_access += amount.real();
    }
    /// Too dear.
    pub fn refused_price(&mut self, amount: Money) {
        self.sums.refused_price += amount.real();
    }
    /// The bank can't.
    pub fn refused_capacity(&mut self, amount: Money) {
        self.sums.refused_capacity += amount.real();
    }
}
