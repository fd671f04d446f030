//! Firms and jobs that come and go between two yearly counts, by the rules of the statistics that publish
//! them.

use super::panel::{Panel, Seen, ratio};
use std::collections::BTreeMap;

/// Least headcounts of the size classes of the US Business Dynamics Statistics below 500 employees, and where
/// the last of them ends. Means of two counts need not be whole: a class goes up to the next one's least, and
/// the first takes in what is below one.
const CLASSES: [f64; 6] = [1.0, 5.0, 10.0, 20.0, 100.0, 500.0];

/// A firm at two successive counts: headcount at each, zero where it does not exist.
fn pairs(panel: &Panel) -> impl Iterator<Item = [f64; 2]> + '_ {
    let people = |firms: &BTreeMap<u64, Seen>, id: &u64| firms.get(id).map_or(0.0, |firm| firm.people);
    panel.years.windows(2).flat_map(move |two| {
        let stayed_or_went = two[0].iter().map(move |(id, firm)| [firm.people, people(&two[1], id)]);
        let came =
            two[1].iter().filter(|(id, _)| !two[0].contains_key(id)).map(|(_, firm)| [0.0, firm.people]);
        stayed_or_went.chain(came)
    })
}

/// Firms founded a year over firms.
pub fn entry_rate(panel: &Panel) -> Option<f64> {
    let firm_months: u64 = panel.by_age.iter().map(|cell| cell[0]).sum();
    ratio(12.0 * panel.founders.len() as f64, firm_months as f64)
}

/// Share of firms that close in a year, by the rule of the Business Dynamics Statistics: a firm belongs to
/// the class of its mean headcount at two counts, which for one that closed is half its last; closures of a
/// class are set over its firms at the later count. Who starts and closes between two counts is not seen.
/// `least` is the least headcount of the class.
pub fn exit_by_size(panel: &Panel, least: f64) -> Option<f64> {
    let index = CLASSES[..CLASSES.len() - 1].iter().position(|bound| *bound == least)?;
    let class = (if index == 0 { 0.0 } else { least })..CLASSES[index + 1];
    let (mut closed, mut alive) = (0.0, 0.0);
    for [before, after] in pairs(panel).filter(|[before, after]| class.contains(&(0.5 * (before + after)))) {
        if after > 0.0 {
            alive += 1.0
        } else if before > 0.0 {
            closed += 1.0
        }
    }
    ratio(closed, alive)
}

/// `[created, destroyed]`: jobs that firms add and drop from one count to the next, over the mean of the jobs
/// at both.
pub fn jobs(panel: &Panel) -> Option<[f64; 2]> {
    let mut sums = [0.0; 3];
    for [before, after] in pairs(panel) {
        sums[0] += (after - before).max(0.0);
        sums[1] += (before - after).max(0.0);
        sums[2] += 0.5 * (before + after);
    }
    Some([ratio(sums[0], sums[2])?, ratio(sums[1], sums[2])?])
}

#[cfg(test)]
mod tests {
    use super::super::moments::tests::{SEEN, panel};
    use super::super::panel::Founder;
    use super::*;

    fn count(firms: &[(u64, f64)]) -> BTreeMap<u64, Seen> {
        firms.iter().map(|(id, people)| (*id, Seen { people: *people, ..SEEN })).collect()
    }

    #[test]
    fn firms_and_jobs_that_come_and_go_worked_by_hand() {
        let mut panel = panel(Vec::new(), Vec::new());
        panel.years = vec![
            count(&[(1, 2.0), (2, 4.0), (3, 6.0), (4, 8.0), (5, 30.0)]),
            count(&[(1, 2.0), (2, 9.0), (4, 8.0), (5, 50.0), (6, 1.0)]),
        ];
        // Firm 3 closed with six people, a mean of three: it belongs to the smallest, beside firm 1 and the
        // newborn 6 with its half.
        assert_eq!(exit_by_size(&panel, 1.0), Some(0.5));
        // Firms 2 (6.5) and 4 (8) have five to nine; none of them closed. Nobody has ten to nineteen.
        assert_eq!(exit_by_size(&panel, 5.0), Some(0.0));
        assert_eq!(exit_by_size(&panel, 10.0), None);
        assert_eq!(exit_by_size(&panel, 20.0), Some(0.0));
        // That is no bound of a class.
        assert_eq!(exit_by_size(&panel, 7.0), None);
        // Fifty jobs, then seventy: 5 + 20 + 1 more, 6 less, over sixty.
        assert_eq!(jobs(&panel), Some([26.0 / 60.0, 0.1]));
        // One year alone shows nothing.
        panel.years.truncate(1);
        assert_eq!(jobs(&panel), None);
    }

    #[test]
    fn entry_worked_by_hand() {
        let born = Founder { people: 1.0, born: 90, last: 100 };
        // Two are born while ten firms live for twelve months.
        assert_eq!(entry_rate(&panel(vec![born, born], vec![[120, 3]])), Some(0.2));
    }
}
