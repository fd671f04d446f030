//! The course of a shock in time.

use crate::units::Month;

/// The course of a shock: a factor for each month, 1 at full strength.
#[derive(Clone, Debug, PartialEq)]
pub enum Path {
    /// Full strength from a month to a month (or to the end).
    Step {
        /// First month.
        from: Month,
        /// Last month; none: for good.
        to: Option<Month>,
    },
    /// Full strength in one month.
    Pulse {
        /// The month.
        at: Month,
    },
    /// Rises in equal steps to full strength at `to`, then stays.
    Ramp {
        /// Month of the first step.
        from: Month,
        /// First month at full strength.
        to: Month,
    },
    /// Full strength from `from` to `to`, then back in equal steps, gone at `back`.
    Recover {
        /// First month.
        from: Month,
        /// Last month at full strength.
        to: Month,
        /// First month without it.
        back: Month,
    },
    /// Factors read from a table: the first month, and for each month one factor a sector; zero outside.
    Table {
        /// Month of the first row.
        from: Month,
        /// One row a month, one factor a sector.
        rows: Vec<Vec<f64>>,
    },
}

impl Path {
    /// The month in which it begins.
    pub fn first(&self) -> Month {
        match self {
            Path::Step { from, .. }
            | Path::Ramp { from, .. }
            | Path::Recover { from, .. }
            | Path::Table { from, .. } => *from,
            Path::Pulse { at } => *at,
        }
    }

    /// The factor of a sector in a month.
    pub fn at(&self, month: Month, sector: usize) -> f64 {
        match self {
            Path::Step { from, to } => f64::from(u8::from(month >= *from && to.is_none_or(|to| month <= to))),
            Path::Pulse { at } => f64::from(u8::from(month == *at)),
            Path::Ramp { from, to } => {
                let steps = to.since(*from) + 1;
                (f64::from(month.since(*from) + 1) / f64::from(steps.max(1))).clamp(0.0, 1.0)
            }
            Path::Recover { from, to, back } => {
                if month < *from || month >= *back {
                    0.0
                } else if month <= *to {
                    1.0
                } else {
                    f64::from(back.since(month)) / f64::from(back.since(*to))
                }
            }
            Path::Table { from, rows } => {
                let row = month.since(*from);
                usize::try_from(row).ok().and_then(|row| rows.get(row)).map_or(0.0, |row| row[sector])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn paths_worked_by_hand() {
        let recover = Path::Recover { from: month("2020-02"), to: month("2020-04"), back: month("2020-12") };
        assert_eq!(recover.at(month("2020-01"), 0), 0.0);
        assert_eq!(recover.at(month("2020-04"), 0), 1.0);
        assert_eq!(recover.at(month("2020-08"), 0), 0.5); // four of eight months to go
        assert_eq!(recover.at(month("2020-12"), 0), 0.0);
        let ramp = Path::Ramp { from: month("2021-01"), to: month("2021-04") };
        assert_eq!(ramp.at(month("2021-02"), 0), 0.5);
        assert_eq!(ramp.at(month("2022-01"), 0), 1.0);
        assert_eq!(ramp.at(month("2020-12"), 0), 0.0);
        let pulse = Path::Pulse { at: month("2021-03") };
        assert_eq!(pulse.at(month("2021-03"), 0) + pulse.at(month("2021-04"), 0), 1.0);
        let table = Path::Table { from: month("2021-01"), rows: vec![vec![0.1, 0.2], vec![0.3, 0.4]] };
        assert_eq!(table.at(month("2021-02"), 1), 0.4);
        assert_eq!(table.at(month("2021-03"), 1), 0.0);
    }
}
