//! The marks of the ladder: what a committee asks of a firm on each tier, and how it ranks those that meet
//! them.

use super::Ladder;
use crate::classes::{CHAMPION, GIANT, INNOVATIVE, SPECIALISED};
use crate::math;

/// What a committee reads in a firm's file; money in major units a year.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct File {
    pub years: f64,
    pub revenue: f64,
    /// Share of sales.
    pub research: f64,
    pub main_product: f64,
    pub growth: f64,
    /// Debts over assets.
    pub debt: f64,
    pub leads: bool,
    pub supplies_large: bool,
}

/// Least research of a little giant of this revenue.
fn giant_research(p: &Ladder, revenue: f64) -> f64 {
    if revenue < p.giant_revenue_full { p.giant_research_small } else { p.giant_research }
}

/// Whether a file meets the marks of a tier; `slack` overlooks so much of each mark, of growth and debt so
/// many points.
pub fn meets(p: &Ladder, tier: usize, f: &File, slack: f64) -> bool {
    let of = |mark: f64| mark * (1.0 - slack);
    let specialised = f.years >= of(p.specialised_years)
        && f.research >= of(p.specialised_research)
        && f.research * f.revenue >= of(p.specialised_research_sum)
        && f.revenue >= of(p.specialised_revenue);
    match tier {
        INNOVATIVE => f.research >= of(p.innovative_research) && f.revenue >= of(p.innovative_revenue),
        SPECIALISED => specialised,
        GIANT => {
            specialised
                && f.years >= of(p.giant_years)
                && f.main_product >= of(p.giant_main_product)
                && f.growth >= p.giant_growth - slack
                && f.debt <= p.giant_debt + slack
                && f.research >= of(giant_research(p, f.revenue))
                && f.revenue >= of(p.giant_revenue)
        }
        CHAMPION => {
            f.years >= of(p.champion_years)
                && f.research >= of(p.champion_research)
                && f.revenue >= of(p.champion_revenue)
                && (f.leads || slack > 0.0)
        }
        _ => true,
    }
}

/// The points of a committee: research and revenue over the marks of the tier, growth in fives of a hundred,
/// and whether a large firm is supplied.
pub fn score(p: &Ladder, tier: usize, f: &File) -> f64 {
    let (research, revenue) = match tier {
        INNOVATIVE => (p.innovative_research, p.innovative_revenue),
        SPECIALISED => (p.specialised_research, p.specialised_revenue),
        GIANT => (giant_research(p, f.revenue), p.giant_revenue),
        _ => (p.champion_research, p.champion_revenue),
    };
    (f.research / research.max(1e-9)).min(3.0)
        + (f.growth / 0.05).clamp(-2.0, 3.0)
        + math::ln((f.revenue / revenue.max(1.0)).max(1e-9)).clamp(0.0, 2.0)
        + if f.supplies_large { p.rank_supplier } else { 0.0 }
}

/// Growth a year out of orders remembered over three months and sales remembered over eleven: eight months
/// lie between.
pub(super) fn growth(recent: f64, year: f64) -> f64 {
    (recent / year.max(1.0) - 1.0) * 12.0 / 8.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: File = File {
        years: 12.0,
        revenue: 1.2e8,
        research: 0.06,
        main_product: 0.8,
        growth: 0.1,
        debt: 0.5,
        leads: true,
        supplies_large: false,
    };

    #[test]
    fn each_mark_can_refuse() {
        let p = Ladder::default();
        assert!([INNOVATIVE, SPECIALISED, GIANT].iter().all(|tier| meets(&p, *tier, &GOOD, 0.0)));
        for worse in [
            File { years: 2.9, ..GOOD },
            File { main_product: 0.69, ..GOOD },
            File { growth: 0.04, ..GOOD },
            File { debt: 0.71, ..GOOD },
            File { research: 0.029, ..GOOD },
            File { revenue: 4.9e7, ..GOOD },
            File { revenue: 0.99e8, research: 0.059, ..GOOD },
        ] {
            assert!(!meets(&p, GIANT, &worse, 0.0), "{worse:?}");
            assert!(meets(&p, GIANT, &worse, 0.05), "{worse:?}");
        }
        // Three per cent of 20 m is not one million.
        assert!(!meets(&p, SPECIALISED, &File { revenue: 2e7, research: 0.03, ..GOOD }, 0.0));
        assert!(!meets(&p, CHAMPION, &GOOD, 0.0) && meets(&p, CHAMPION, &File { revenue: 4e8, ..GOOD }, 0.0));
        assert!(!meets(&p, CHAMPION, &File { revenue: 4e8, leads: false, ..GOOD }, 0.0));
    }

    #[test]
    fn points_and_growth_worked_by_hand() {
        let p = Ladder { rank_supplier: 1.0, ..Ladder::default() };
        // Twice the mark of research, twice the mark of growth, 2.4 times the mark of revenue: 2 + 2 + ln
        // 2.4.
        assert!((score(&p, GIANT, &GOOD) - (4.0 + 0.875_468_737)).abs() < 1e-8);
        assert!(
            (score(&p, GIANT, &File { supplies_large: true, ..GOOD }) - score(&p, GIANT, &GOOD) - 1.0).abs()
                < 1e-12
        );
        // Orders of late are four per cent above the mean of the year: six per cent a year.
        assert!((growth(104.0, 100.0) - 0.06).abs() < 1e-12);
    }
}
