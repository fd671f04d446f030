//! The moments: how each published number is measured in the model, by its source's own definition.

use super::flows;
use super::panel::{Panel, Seen, ratio};
use super::target::{Moment, Target};
use crate::math;
use crate::stats::survival::kaplan_meier;

const fn moment(
    name: &'static str,
    definition: &'static str,
    unit: &'static str,
    at: &'static str,
    measure: fn(&Panel, &Target) -> Option<f64>,
) -> Moment {
    Moment { name, definition, unit, at, measure }
}

/// Every moment.
#[rustfmt::skip]
pub const MOMENTS: &[Moment] = &[
    moment("share_of_firms", "small and medium firms over all firms", "share", "", |panel, _| {
        let firms = last(panel)?.len() as f64;
        Some(firms / (firms + panel.large_people.iter().map(|large| large[1]).sum::<f64>()))
    }),
    moment("share_of_sales", "sales of small and medium firms over those of all firms in their sectors, a year", "share", "", |panel, _| {
        let small: f64 = panel.by_sector.iter().map(|sums| sums[0]).sum();
        ratio(small, small + panel.large_sales)
    }),
    moment("share_of_jobs", "people in small and medium firms over those in all firms of their sectors", "share", "", |panel, target| {
        let small: f64 = counted(panel, target).iter().map(|firm| firm.people).sum();
        ratio(small, small + large(panel, target)[0])
    }),
    moment("mean_people", "people over firms, large ones left out where size classes are named", "people", "", |panel, target| {
        let firms = counted(panel, target);
        let [people, count] = if target.sizes.is_empty() { large(panel, target) } else { [0.0; 2] };
        ratio(firms.iter().map(|firm| firm.people).sum::<f64>() + people, firms.len() as f64 + count)
    }),
    moment("exit_rate", "closures a year over firms, mean of all years", "per year", "", |panel, _| {
        let [at_risk, exits] = panel.by_age.iter().fold([0, 0], |sum, cell| [sum[0] + cell[0], sum[1] + cell[1]]);
        ratio(12.0 * exits as f64, at_risk as f64)
    }),
    moment("entry_rate", "firms founded in a year over firms, mean of all years", "per year", "", |panel, _| flows::entry_rate(panel)),
    moment("exit_by_size", "firms of one count that are gone at the next a year later, over firms of the later count, by mean headcount of the two counts (zero when gone)", "share", "least headcount of the size class: 1, 5, 10, 20 or 100", |panel, target| {
        flows::exit_by_size(panel, target.at)
    }),
    moment("job_creation", "jobs added in a year by firms that grow or start, over mean jobs of the two counts", "per year", "", |panel, _| flows::jobs(panel).map(|jobs| jobs[0])),
    moment("job_destruction", "jobs dropped in a year by firms that shrink or close, over mean jobs of the two counts", "per year", "", |panel, _| flows::jobs(panel).map(|jobs| jobs[1])),
    moment("exit_in_year", "closures in a year of life over firms that reach it", "share", "year of life, from 1", |panel, target| {
        let curve = survival(panel);
        let year = target.at as i64;
        Some(1.0 - at(&curve, 12 * year)? / at(&curve, 12 * (year - 1))?)
    }),
    moment("survival", "newly founded firms alive at an age", "share", "years", |panel, target| {
        if target.founders == [0.0, f64::INFINITY] {
            return at(&survival(panel), (12.0 * target.at) as i64);
        }
        at(&founders(panel, target.founders), (12.0 * target.at) as i64)
    }),
    moment("median_life", "age to which half of new firms live", "years", "", |panel, _| {
        survival(panel).iter().find(|point| point.1 <= 0.5).map(|point| point.0 as f64 / 12.0)
    }),
    moment("median_age_at_exit", "median age of the firms that close among those followed from founding for a time", "years", "years followed", |panel, target| {
        let curve = survival(panel);
        let half = 0.5 * (1.0 + at(&curve, (12.0 * target.at) as i64)?);
        curve.iter().find(|point| point.1 <= half).map(|point| point.0 as f64 / 12.0)
    }),
    moment("younger_than", "firms below an age over all firms", "share", "years", |panel, target| {
        share(panel, target, |firm| f64::from(firm.age) < 12.0 * target.at)
    }),
    moment("share_below_people", "firms below a headcount over all firms, large ones counted in", "share", "people", |panel, target| {
        let firms = counted(panel, target);
        ratio(firms.iter().filter(|firm| firm.people < target.at).count() as f64, firms.len() as f64 + large(panel, target)[1])
    }),
    moment("late_payment", "invoices of suppliers that small firms do not pay in the month in which they fall due, over all that fall due, by value", "share", "", |panel, _| {
        ratio(panel.late[0], panel.late[1])
    }),
    moment("cash_below_days", "firms whose cash is below so many days of all outflows, materials counted in", "share", "days", |panel, target| {
        share(panel, target, |firm| firm.cash_days < target.at)
    }),
    moment("cash_survival_below_days", "firms whose cash is below so many days of unavoidable outgo: pay, contributions, contract rent, interest", "share", "days", |panel, target| {
        share(panel, target, |firm| firm.survival_days < target.at)
    }),
    moment("receivable_days", "unpaid invoices at the year's end over the year's sales", "days", "", |panel, target| {
        let receivables = counted(panel, target).iter().map(|firm| firm.receivables).sum::<f64>();
        ratio(365.0 * receivables, sums(panel, target)[0])
    }),
    moment("margin", "profit before tax on profit over sales, a year", "share of sales", "", |panel, target| {
        let [sales, profit] = sums(panel, target);
        ratio(profit, sales)
    }),
    moment("liabilities", "debts over assets at book value, all firms together", "share of assets", "", |panel, target| {
        let firms = counted(panel, target);
        ratio(firms.iter().map(|firm| firm.liabilities).sum(), firms.iter().map(|firm| firm.assets).sum())
    }),
    moment("loan_rate", "yearly rate of new loans, weighted by amount", "per year", "", |panel, _| Some(panel.loan_rate)),
    moment("bad_loans", "loans overdue for three months, extended because they could not be repaid, or in estates, over all loans", "share of loans", "", |panel, _| Some(panel.bad_loans)),
    moment("debt", "bank loans over a year's sales", "share of sales", "", |panel, _| Some(panel.debt_to_sales)),
    moment("growth_shape", "yearly growth of sales: mean deviation over standard deviation, of firms of like size (Laplace .707, normal .798)", "ratio", "", |panel, _| {
        let all: Vec<f64> = by_size(panel).iter().flat_map(|(_, growth)| {
            let sd = sd(growth);
            growth.iter().map(move |g| g / sd).collect::<Vec<f64>>()
        }).collect();
        ratio(all.iter().map(|g| g.abs()).sum::<f64>() / all.len().max(1) as f64, sd(&all))
    }),
    moment("growth_by_size", "fall of the standard deviation of yearly growth with size: slope of logs", "exponent", "", |panel, _| {
        let points: Vec<(f64, f64)> = by_size(panel).iter().map(|(people, growth)| (math::ln(*people), math::ln(sd(growth)))).collect();
        slope(&points).map(|slope| -slope)
    }),
    moment("size_tail", "slope of the log of the share of firms above a headcount, 10 to 200 people", "exponent", "", |panel, target| {
        let firms = counted(panel, target);
        let above = |people: f64| firms.iter().filter(|firm| firm.people >= people).count() as f64;
        let points: Vec<(f64, f64)> = [10.0, 20.0, 50.0, 100.0, 200.0].iter().map(|n| (math::ln(*n), above(*n)))
            .filter(|point| point.1 >= 20.0).map(|(x, count)| (x, math::ln(count))).collect();
        slope(&points).map(|slope| -slope)
    }),
];

fn last(panel: &Panel) -> Option<&std::collections::BTreeMap<u64, Seen>> {
    panel.years.last()
}

/// The firms at the end that a target counts.
fn counted<'a>(panel: &'a Panel, target: &Target) -> Vec<&'a Seen> {
    let wanted = |list: &[usize], value: usize| list.is_empty() || list.contains(&value);
    let firms = last(panel).into_iter().flat_map(|firms| firms.values());
    firms.filter(|firm| wanted(&target.sectors, firm.sector) && wanted(&target.sizes, firm.class)).collect()
}

/// `[people, firms]` of the large firms in the sectors that a target counts.
fn large(panel: &Panel, target: &Target) -> [f64; 2] {
    let wanted = panel
        .large_people
        .iter()
        .enumerate()
        .filter(|(s, _)| target.sectors.is_empty() || target.sectors.contains(s));
    wanted.fold([0.0; 2], |sum, (_, large)| [sum[0] + large[0], sum[1] + large[1]])
}

fn share(panel: &Panel, target: &Target, is: impl Fn(&Seen) -> bool) -> Option<f64> {
    let firms = counted(panel, target);
    ratio(firms.iter().filter(|firm| is(firm)).count() as f64, firms.len() as f64)
}

/// Sums of the last year over the sectors that a target counts.
fn sums(panel: &Panel, target: &Target) -> [f64; 2] {
    let wanted = panel
        .by_sector
        .iter()
        .enumerate()
        .filter(|(s, _)| target.sectors.is_empty() || target.sectors.contains(s));
    wanted.fold([0.0; 2], |sum, (_, now)| [sum[0] + now[0], sum[1] + now[1]])
}

/// Months and survival of all firms by age, firms entering at the age at which they are first seen.
fn survival(panel: &Panel) -> Vec<(i64, f64)> {
    // Ages beyond the last are counted in one cell, which is no age.
    let ages = &panel.by_age[..panel.by_age.len() - 1];
    let points = kaplan_meier(
        ages.iter().enumerate().map(|(age, [at_risk, exits])| (age as i64, *at_risk as i64, *exits as i64)),
    );
    points.iter().map(|point| (point.month + 1, point.survival)).collect()
}

/// Months and survival of the firms founded with a headcount within bounds, from included, to not.
fn founders(panel: &Panel, [from, to]: [f64; 2]) -> Vec<(i64, f64)> {
    let months =
        panel.founders.iter().map(|founder| panel.end - founder.born).max().unwrap_or(0).max(0) as usize;
    let mut counts = vec![[0i64; 2]; months + 1];
    for founder in panel.founders.iter().filter(|founder| (from..to).contains(&founder.people)) {
        let lived = (founder.last - founder.born) as usize;
        let closed = founder.last < panel.end;
        (0..lived).for_each(|month| counts[month][0] += 1);
        if closed {
            counts[lived][0] += 1;
            counts[lived][1] += 1;
        }
    }
    let points =
        kaplan_meier(counts.iter().enumerate().map(|(age, [at_risk, exits])| (age as i64, *at_risk, *exits)));
    points.iter().map(|point| (point.month + 1, point.survival)).collect()
}

/// Survival at a month; one at month zero.
fn at(curve: &[(i64, f64)], month: i64) -> Option<f64> {
    if month == 0 {
        return Some(1.0);
    }
    curve
        .iter()
        .rev()
        .find(|point| point.0 <= month)
        .filter(|_| curve.last().is_some_and(|last| last.0 >= month))
        .map(|point| point.1)
}

/// Yearly growth of log normal sales of firms alive two years running and at least two years old, less the
/// mean of their size, by size (mean headcount of the bin).
fn by_size(panel: &Panel) -> Vec<(f64, Vec<f64>)> {
    const BOUNDS: [f64; 7] = [2.0, 5.0, 10.0, 20.0, 50.0, 100.0, f64::INFINITY];
    let mut bins: Vec<(f64, Vec<f64>)> = vec![(0.0, Vec::new()); BOUNDS.len() - 1];
    for pair in panel.years.windows(2) {
        for (id, before) in &pair[0] {
            let Some(after) = pair[1].get(id) else { continue };
            let Some(bin) = BOUNDS.windows(2).position(|b| (b[0]..b[1]).contains(&before.people)) else {
                continue;
            };
            if before.age >= 24 && before.sales > 0.0 && after.sales > 0.0 {
                bins[bin].0 += before.people;
                bins[bin].1.push(math::ln(after.sales / before.sales));
            }
        }
    }
    bins.retain(|(_, growth)| growth.len() >= 100);
    for (people, growth) in &mut bins {
        *people /= growth.len() as f64;
        let mean = growth.iter().sum::<f64>() / growth.len() as f64;
        growth.iter_mut().for_each(|g| *g -= mean);
    }
    bins
}

/// Standard deviation around zero.
fn sd(values: &[f64]) -> f64 {
    (values.iter().map(|value| value * value).sum::<f64>() / values.len().max(1) as f64).sqrt()
}

/// Slope of the least-squares line.
fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let n = points.len() as f64;
    let (mx, my) = (points.iter().map(|p| p.0).sum::<f64>() / n, points.iter().map(|p| p.1).sum::<f64>() / n);
    let sxx: f64 = points.iter().map(|p| (p.0 - mx) * (p.0 - mx)).sum();
    ratio(points.iter().map(|p| (p.0 - mx) * (p.1 - my)).sum(), sxx)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::panel::Founder;
    use super::*;

    pub(in super::super) fn panel(founders: Vec<Founder>, by_age: Vec<[u64; 2]>) -> Panel {
        Panel {
            years: Vec::new(),
            founders,
            end: 100,
            by_age,
            by_sector: Vec::new(),
            late: [0.0; 2],
            large_sales: 0.0,
            large_people: Vec::new(),
            bad_loans: 0.0,
            loan_rate: 0.0,
            debt_to_sales: 0.0,
        }
    }

    pub(in super::super) const SEEN: Seen = Seen {
        sector: 0,
        class: 0,
        people: 0.0,
        age: 0,
        sales: 0.0,
        cash_days: 0.0,
        survival_days: 0.0,
        liabilities: 0.0,
        assets: 0.0,
        receivables: 0.0,
    };

    #[test]
    fn founders_are_followed_until_they_close_or_the_run_ends() {
        let born = |born: i32, last: i32| Founder { people: 5.0, born, last };
        // Four born in month 88: one closes after two months, one after eight; two live on. Another kind of
        // founder does not count.
        let mut all = vec![born(88, 90), born(88, 96), born(88, 100), born(88, 100)];
        all.push(Founder { people: 50.0, born: 88, last: 89 });
        let curve = founders(&panel(all, vec![[0; 2]; 3]), [3.0, 10.0]);
        assert_eq!(
            (at(&curve, 0), at(&curve, 2), at(&curve, 3), at(&curve, 9)),
            (Some(1.0), Some(1.0), Some(0.75), Some(0.5))
        );
        assert_eq!(at(&curve, 13), None);
    }

    #[test]
    fn life_tables_worked_by_hand() {
        // Of 100 a tenth closes in the first month, a third of the 90 in the second, the rest in the third.
        let ages = panel(Vec::new(), vec![[100, 10], [90, 30], [60, 60], [7, 7]]);
        let curve = survival(&ages);
        assert!((at(&curve, 1).unwrap() - 0.9).abs() < 1e-12 && (at(&curve, 2).unwrap() - 0.6).abs() < 1e-12);
        let measure = |name: &str| {
            let moment = MOMENTS.iter().find(|m| m.name == name).unwrap();
            (moment.measure)(&ages, &super::super::tests::target(moment))
        };
        // A hundred exits in 257 firm-months, times twelve.
        assert_eq!(measure("exit_rate"), Some(12.0 * 107.0 / 257.0));
        assert_eq!(measure("median_life"), Some(3.0 / 12.0));
        // Followed for two months, 40 of 100 close: half of them by the end of the second.
        let moment = MOMENTS.iter().find(|m| m.name == "median_age_at_exit").unwrap();
        let target = Target { at: 2.0 / 12.0, ..super::super::tests::target(moment) };
        assert_eq!((moment.measure)(&ages, &target), Some(2.0 / 12.0));
    }

    #[test]
    fn payment_and_small_firms_worked_by_hand() {
        let mut watched = panel(Vec::new(), Vec::new());
        watched.late = [3.0, 12.0];
        watched.large_people = vec![[900.0, 1.0]];
        let firm = |people: f64| Seen { people, ..SEEN };
        watched.years = vec![[(1, firm(4.0)), (2, firm(19.0)), (3, firm(20.0))].into()];
        let measure = |name: &str, at: f64| {
            let moment = MOMENTS.iter().find(|m| m.name == name).unwrap();
            (moment.measure)(&watched, &Target { at, ..super::super::tests::target(moment) })
        };
        assert_eq!(measure("late_payment", 0.0), Some(0.25));
        // Two of three small firms and a large one.
        assert_eq!(measure("share_below_people", 20.0), Some(0.5));
    }

    #[test]
    fn a_line_through_points() {
        assert_eq!(slope(&[(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)]), Some(2.0));
        assert_eq!(slope(&[(1.0, 1.0)]), None);
    }
}
