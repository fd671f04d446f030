//! Shocks: what the scenario does to the economy, by kind, target and path in time.

use crate::units::Month;

/// A kind of shock: its name in files and what its size means.
#[derive(Debug)]
pub struct ShockSpec {
    /// Name in files.
    pub kind: &'static str,
    /// What it does.
    pub description: &'static str,
    /// Unit of its size.
    pub unit: &'static str,
    /// Smallest size.
    pub min: f64,
    /// Largest size.
    pub max: f64,
    /// Whether `channel` may be given (`household`, `government`, `investment`, `export`).
    pub channels: bool,
}

/// Kinds of shock, in the order of [`KINDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ShockKind {
    Demand,
    Attendance,
    InputPrice,
    Wage,
    Export,
    CreditTightening,
    PaymentDelay,
    Dispersion,
}

impl ShockKind {
    /// All kinds, in the order of [`KINDS`].
    pub const ALL: [ShockKind; KINDS.len()] = [
        ShockKind::Demand,
        ShockKind::Attendance,
        ShockKind::InputPrice,
        ShockKind::Wage,
        ShockKind::Export,
        ShockKind::CreditTightening,
        ShockKind::PaymentDelay,
        ShockKind::Dispersion,
    ];
}

/// All kinds of shock, in the order of [`ShockKind`].
pub const KINDS: &[ShockSpec] = &[
    ShockSpec {
        kind: "demand",
        description: "final demand for a sector's goods changes by this share",
        unit: "share, -0.2 is a fall by a fifth",
        min: -1.0,
        max: 3.0,
        channels: true,
    },
    ShockSpec {
        kind: "attendance",
        description: "share of firms whose staff may not come to work; each firm has its own date of reopening",
        unit: "share of firms closed",
        min: 0.0,
        max: 1.0,
        channels: false,
    },
    ShockSpec {
        kind: "input_price",
        description: "price of inputs from outside the modelled firms (raw materials, imports) rises by this share",
        unit: "share, 0.17 is a rise by 17%",
        min: -0.9,
        max: 5.0,
        channels: false,
    },
    ShockSpec {
        kind: "wage",
        description: "wages rise by this share over their normal path",
        unit: "share",
        min: -0.9,
        max: 5.0,
        channels: false,
    },
    ShockSpec { kind: "export", description: "export demand changes by this share", unit: "share", min: -1.0, max: 3.0, channels: false },
    ShockSpec {
        kind: "credit_tightening",
        description: "banks can lend less, accept less risk and ask more, in proportion to this",
        unit: "0 none, 1 a full stop of new loans",
        min: 0.0,
        max: 1.0,
        channels: false,
    },
    ShockSpec {
        kind: "payment_delay",
        description: "large buyers and public bodies pay this many days later",
        unit: "days",
        min: 0.0,
        max: 720.0,
        channels: false,
    },
    ShockSpec {
        kind: "dispersion",
        description: "demand moves between firms more than usual, as in recessions: its standard deviation rises by this share",
        unit: "share, 0.5 is half as much again",
        min: -1.0,
        max: 3.0,
        channels: false,
    },
];

/// Channels of final demand, by index.
pub const CHANNELS: [&str; 4] = ["household", "government", "investment", "export"];

/// A shock of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Shock {
    /// The user's name for it.
    pub name: String,
    /// Its kind.
    pub kind: ShockKind,
    /// Size by sector (one number each; the scenario's `size` where a sector is not named).
    pub by_sector: Vec<f64>,
    /// Factor by region (1 where a region is not named; 0 for regions left out by a list).
    pub by_region: Vec<f64>,
    /// Channels of final demand it acts on (all when none is given; only `demand` uses it).
    pub channels: [bool; 4],
    /// Its course in time.
    pub path: Path,
}

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

impl Shock {
    /// The size of this shock for a sector and region in a month.
    pub fn size(&self, month: Month, sector: usize, region: usize) -> f64 {
        self.by_sector[sector] * self.by_region[region] * self.path.at(month, sector)
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
