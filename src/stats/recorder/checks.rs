//! Rows are checked as they are made: shares are shares, parts are parts, and groups add up to the whole.
//!
//! A row that fails is a fault of the program, like books that do not balance: the replication ends and says
//! what is wrong.

use super::{DIMENSIONS, Recorder};
use crate::month::out::Report;
use crate::month::tally::{COUNTS, Count, LENDING_GROUPS, Lending, Tally, lending_names};
use crate::stats::columns::is_share;
use crate::table::{Cell, Table};
use crate::units::Month;

/// What a number may be beyond its bound because it was rounded to twelve digits.
const ROUNDED: f64 = 1e-9;

impl Recorder<'_> {
    /// Checks the rows of a month, and the counts that they were made of.
    ///
    /// # Panics
    /// When a share is below zero or above one, or groups do not add up.
    pub(super) fn check(&self, now: Month, report: &Report) {
        let tally = &report.tally;
        for dimension in DIMENSIONS {
            let mut sums = [0i64; COUNTS];
            tally
                .dimension(dimension)
                .iter()
                .for_each(|group| sums.iter_mut().zip(group).for_each(|(sum, count)| *sum += count));
            for (what, sum) in sums.iter().enumerate() {
                let whole = tally.whole(what);
                assert!(
                    *sum == whole,
                    "{now}: count {what} of firms by {dimension} adds up to {sum}, of all it is {whole}"
                );
            }
        }
        let total = |what: Count| tally.total(what);
        let subset = |part: i64, whole: i64, words: &str| {
            assert!((0..=whole).contains(&part), "{now}: {part} of {whole} {words}")
        };
        let trading = total(Count::Firms) - total(Count::Dormant);
        subset(total(Count::Dormant), total(Count::Firms), "firms are dormant");
        subset(total(Count::Suspended), trading, "trading firms are suspended");
        subset(total(Count::AreIlliquid), trading, "trading firms are illiquid");
        subset(total(Count::AreInsolvent), trading, "trading firms are insolvent");
        // Who was idle has stayed, or has left in the month.
        subset(
            tally.sums.furloughed as i64,
            total(Count::Jobs) + tally.sums.layoffs as i64,
            "jobs of the month were furloughed",
        );
        for group in tally.dimension("tier") {
            subset(group[Count::Firms as usize], total(Count::Firms), "firms are on a step of the ladder");
        }
        if !self.tables.digital.columns.is_empty() {
            assert!(
                tally.digital.firms() == trading,
                "{now}: {} firms by digital level of {trading}",
                tally.digital.firms()
            );
        }
        lending(tally, now);
        for (policy, count) in self.scenario.policies.iter().zip(&report.policies) {
            let heard = count.reached + count.not_aware + count.not_filed;
            assert!(
                count.eligible == heard,
                "{now}: {} firms are eligible for {}, {heard} by what they heard",
                count.eligible,
                policy.name
            );
            subset(count.eligible_micro, count.eligible, "firms that are eligible are micro");
            subset(count.reached_micro, count.reached.min(count.eligible_micro), "micro firms are reached");
        }
        let tables = [&self.tables.monthly, &self.tables.lending, &self.tables.digital, &self.tables.ladder];
        tables
            .into_iter()
            .chain(self.tables.by_group.iter().map(|(_, table)| table))
            .for_each(|table| shares(table, now));
    }
}

/// The rows of this month: every share is empty or within zero and one.
fn shares(table: &Table, now: Month) {
    let places: Vec<usize> = (0..table.columns.len()).filter(|at| is_share(&table.columns[*at])).collect();
    let Some(last) = table.rows.last() else { return };
    let Some(month) = table.columns.iter().position(|name| name == "month") else { return };
    for row in table.rows.iter().rev().take_while(|row| row[month] == last[month]) {
        for at in &places {
            let share = row[*at].number().unwrap_or(0.0);
            assert!(
                (-ROUNDED..=1.0 + ROUNDED).contains(&share),
                "{now}: {} is {share}, which is no share",
                table.columns[*at]
            );
        }
    }
    debug_assert!(last[month] == Cell::Text(now.to_string()), "the rows of this month are checked");
}

/// Firms that look for a loan by size, by age and by riskiness are all of them.
fn lending(tally: &Tally, now: Month) {
    if tally.lending.is_empty() {
        return;
    }
    let names = lending_names();
    let numbers = |sums: &Lending| {
        let money = [sums.applied, sums.granted].into_iter().chain(sums.refused);
        [sums.applications, sums.grants, sums.refusals].into_iter().chain(money).collect::<Vec<f64>>()
    };
    let all = numbers(&tally.lending[0]);
    let s = &tally.sums;
    assert!(
        [s.applications, s.grants] == all[..2],
        "{now}: {} applications, {} by group",
        s.applications,
        all[0]
    );
    for dimension in ["size", "age", "risk"] {
        let mut sums = vec![0.0; all.len()];
        for group in (0..LENDING_GROUPS).filter(|group| names[*group].0 == dimension) {
            sums.iter_mut().zip(numbers(&tally.lending[group])).for_each(|(sum, number)| *sum += number);
        }
        for (sum, whole) in sums.iter().zip(&all) {
            assert!(
                (sum - whole).abs() <= ROUNDED * whole.abs(),
                "{now}: lending by {dimension} adds up to {sum}, of all it is {whole}"
            );
        }
    }
}
