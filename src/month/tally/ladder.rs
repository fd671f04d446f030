//! Sums over the ladder of specialised firms, by tier.

use crate::classes::TIERS;

macro_rules! counts {
    ($( $(#[$doc:meta])* $name:ident : $type:ty; )*) => {
        /// Sums of a month by tier.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct LadderTally { $( $(#[$doc])* pub $name: [$type; TIERS.len()], )* }
    };
}
counts! {
    /// Certificates given.
    new: i64;
    /// Of these, to firms that held a lower one.
    promoted: i64;
    /// Certificates renewed.
    passed: i64;
    /// Certificates that ran out and were not renewed.
    failed: i64;
    /// Yearly research over twelve, minor units.
    research: i64;
    /// Normal sales of a month, minor units.
    normal_sales: i64;
    /// Micro and small firms.
    small: i64;
    /// Firms whose principal customer is a large firm.
    suppliers: i64;
    /// Of firms of some size in sectors that do research: firms, sales, profit, jobs.
    at_scale: [i64; 4];
}

impl LadderTally {
    /// Adds another tally.
    pub fn add(&mut self, other: &LadderTally) {
        for tier in 0..TIERS.len() {
            for (sum, more) in [
                (&mut self.new, &other.new),
                (&mut self.promoted, &other.promoted),
                (&mut self.passed, &other.passed),
                (&mut self.failed, &other.failed),
                (&mut self.research, &other.research),
                (&mut self.normal_sales, &other.normal_sales),
                (&mut self.small, &other.small),
                (&mut self.suppliers, &other.suppliers),
            ] {
                sum[tier] += more[tier];
            }
            self.at_scale[tier].iter_mut().zip(&other.at_scale[tier]).for_each(|(sum, more)| *sum += more);
        }
    }
}
