//! A policy as data: a lever with its dates, its target, its queue and its settings. When it is in force
//! follows from its dates.

use crate::units::Month;

/// A policy: a lever with its dates, its target and its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The user's name for it.
    pub name: String,
    /// The index of the lever in [`crate::levers::ALL`].
    pub lever: usize,
    /// What keeps its random draws apart from those of others of its kind; empty for all that say nothing.
    pub draw: String,
    /// First month in force.
    pub from: Month,
    /// Last month in force.
    pub to: Month,
    /// Month in which it became known (at the latest `from`); see [`crate::levers::renewal`] for what a
    /// policy that states none is taken to say.
    pub announced: Month,
    /// Who may have it.
    pub target: Target,
    /// Share of the eligible that use it; when absent it follows from awareness and filing by size.
    pub take_up: Option<f64>,
    /// Months between filing and payment.
    pub delay: u32,
    /// Most that may be spent, in major currency units for the whole country; no cap when absent.
    pub budget: Option<f64>,
    /// Who is served first when the budget does not suffice for all.
    pub queue: Queue,
    /// Share of its cost that regions bear.
    pub regional_share: f64,
    /// Months after `to` over which its strength falls to nothing.
    pub phase_out: u32,
    /// The lever's own settings, in the order of its declared fields.
    pub settings: Vec<f64>,
}

impl Policy {
    /// Whether it is in force in a month: payments come `delay` months after its dates, and a phase-out
    /// follows.
    pub fn in_force(&self, month: Month) -> bool {
        let delay = self.delay as i32;
        month >= self.from.plus(delay) && month <= self.to.plus(delay + self.phase_out as i32)
    }
    /// How much of its strength is left in a month: all to its last month, then less by equal steps until the
    /// phase-out is over.
    pub fn left(&self, month: Month) -> f64 {
        let past = (month.0 - self.to.0 - self.delay as i32).max(0);
        (1.0 - f64::from(past) / f64::from(self.phase_out + 1)).max(0.0)
    }
}

/// Who is served first when a budget does not suffice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Queue {
    /// A random draw made anew each month.
    #[default]
    Lottery,
    /// Who files first; larger firms file sooner.
    FirstCome,
    /// Whose sales have fallen most.
    Need,
    /// Whose lasting efficiency is highest.
    Score,
}

/// Names of the queues in files, by index.
pub const QUEUES: [&str; 4] = ["lottery", "first_come", "need", "score"];

impl Queue {
    /// The queues by index.
    pub const ALL: [Queue; 4] = [Queue::Lottery, Queue::FirstCome, Queue::Need, Queue::Score];
}

/// A filter of firms. Every condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    /// Sectors, by index.
    pub sectors: Option<Vec<usize>>,
    /// Regions, by index.
    pub regions: Option<Vec<usize>>,
    /// Size classes: 0 micro, 1 small, 2 medium.
    pub sizes: Option<Vec<usize>>,
    /// Tiers of the ladder: 0 none, 1 innovative, 2 specialised (SRDI), 3 little giant, 4 single champion.
    pub tiers: Option<Vec<usize>>,
    /// Least age in years.
    pub age_at_least: Option<f64>,
    /// Greatest age in years (exclusive).
    pub age_below: Option<f64>,
    /// Exporters only (true) or non-exporters only (false).
    pub exporters: Option<bool>,
    /// Firms that pay social insurance only (true), or only the others (false).
    pub formal: Option<bool>,
    /// This month's sales have fallen by at least this share below normal sales.
    pub revenue_drop_at_least: Option<f64>,
    /// Solvent firms only (true): assets cover debts.
    pub viable: Option<bool>,
    /// Cash below this many months of unavoidable outgo.
    pub cash_below_months: Option<f64>,
    /// Members of clusters only (true), or only the others (false).
    pub cluster: Option<bool>,
    /// Least digital level.
    pub digital_at_least: Option<f64>,
    /// Staff of at least this share of the staff that normal sales call for.
    pub headcount_kept_at_least: Option<f64>,
    /// Headcount at most.
    pub headcount_at_most: Option<f64>,
    /// These firms alone, by identity, in ascending order: no file can say so, a benchmark with perfect
    /// information can.
    pub firms: Option<std::sync::Arc<[u64]>>,
}

impl Target {
    /// Whether a sector and region is within it.
    pub fn covers(&self, sector: usize, region: usize) -> bool {
        let among =
            |list: &Option<Vec<usize>>, value: usize| list.as_ref().is_none_or(|list| list.contains(&value));
        among(&self.sectors, sector) && among(&self.regions, region)
    }
}

/// What a target asks of a firm in numbers.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Facts {
    pub age_years: f64,
    /// This month's sales over normal sales.
    pub sales_ratio: f64,
    /// Cash over a month's cost.
    pub cash_months: f64,
    pub headcount: f64,
    /// Headcount over what normal sales call for.
    pub headcount_kept: f64,
    pub digital: f64,
}

impl Target {
    /// Whether it asks for numbers.
    pub fn asks_numbers(&self) -> bool {
        let numbers = [
            self.age_at_least,
            self.age_below,
            self.revenue_drop_at_least,
            self.cash_below_months,
            self.headcount_at_most,
            self.headcount_kept_at_least,
            self.digital_at_least,
        ];
        numbers.iter().any(Option::is_some)
    }
    /// Whether a firm with these facts is within its numbers.
    #[inline]
    pub fn admits(&self, facts: &Facts) -> bool {
        self.age_at_least.is_none_or(|age| facts.age_years >= age)
            && self.age_below.is_none_or(|age| facts.age_years < age)
            && self.revenue_drop_at_least.is_none_or(|drop| facts.sales_ratio <= 1.0 - drop)
            && self.cash_below_months.is_none_or(|months| facts.cash_months < months)
            && self.headcount_at_most.is_none_or(|most| facts.headcount <= most)
            && self.digital_at_least.is_none_or(|level| facts.digital >= level)
            && self.headcount_kept_at_least.is_none_or(|share| facts.headcount_kept >= share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRM: Facts = Facts {
        age_years: 4.0,
        sales_ratio: 0.75,
        cash_months: 0.5,
        headcount: 6.0,
        headcount_kept: 0.95,
        digital: 1.0,
    };

    #[test]
    fn each_number_can_refuse() {
        assert!(!Target { sizes: Some(vec![2]), viable: Some(true), ..Target::default() }.asks_numbers());
        assert!(Target::default().admits(&FIRM));
        let refuses = |target: Target| {
            assert!(target.asks_numbers());
            assert!(!target.admits(&FIRM), "{target:?}");
        };
        refuses(Target { revenue_drop_at_least: Some(0.3), ..Target::default() });
        refuses(Target { age_at_least: Some(5.0), ..Target::default() });
        refuses(Target { age_below: Some(4.0), ..Target::default() });
        refuses(Target { cash_below_months: Some(0.3), ..Target::default() });
        refuses(Target { headcount_at_most: Some(5.0), ..Target::default() });
        refuses(Target { digital_at_least: Some(2.0), ..Target::default() });
        refuses(Target { headcount_kept_at_least: Some(0.97), ..Target::default() });
        assert!(
            Target { revenue_drop_at_least: Some(0.2), age_at_least: Some(4.0), ..Target::default() }
                .admits(&FIRM)
        );
    }
}
