//! An output as data.

use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::told;
use crate::units::Month;

/// A number that is kept of each replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// As it stands in the file, without doubled spaces.
    pub text: String,
    /// Whether its difference against the reference point is wanted.
    pub effect: bool,
    /// What it is of each month.
    pub what: What,
    /// The name of that, as it stands in the file.
    pub name: String,
    /// A group of firms: dimension and name.
    pub group: Option<[String; 2]>,
    /// When; nothing for a metric of the summary, which says so itself.
    pub when: Option<When>,
}

/// What an output is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// A column of `monthly.csv`, or of `monthly_by_*.csv` for a group.
    Column(&'static str),
    /// One of `ALIASES` of `names.rs`, by index.
    Alias(usize),
    /// A metric of `summary.csv`, by its index in [`crate::stats::summary::METRICS`].
    Metric(usize),
}

/// A reported month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment {
    /// The last one.
    End,
    /// That of the calendar.
    Month(Month),
    /// By its number, from one.
    Number(u32),
}

/// The months of an output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    /// One month.
    At(Moment),
    /// All from one to another.
    Over(Moment, Moment),
}

impl Moment {
    pub(super) fn words(self, month: &str) -> String {
        match self {
            Moment::End => "end".into(),
            Moment::Month(calendar) => calendar.to_string(),
            Moment::Number(n) => format!("{month}{n}"),
        }
    }
}

impl Output {
    /// Its first and last month, counted from zero.
    pub(super) fn months(&self, scenario: &Scenario) -> std::result::Result<[usize; 2], Told> {
        let last = scenario.months as usize - 1;
        let place = |moment: Moment| match moment {
            Moment::End => Ok(last),
            Moment::Number(n) => (n as usize)
                .checked_sub(1)
                .filter(|n| *n <= last)
                .ok_or_else(|| told!("the scenario has {months} months", months = last + 1)),
            Moment::Month(month) => {
                usize::try_from(month.since(scenario.start)).ok().filter(|n| *n <= last).ok_or_else(|| {
                    told!(
                        "{month} is not among the scenario's months, {first} to {last}",
                        month = month,
                        first = scenario.start,
                        last = scenario.start.plus(last as i32)
                    )
                })
            }
        };
        match self.when.unwrap_or(When::At(Moment::End)) {
            When::At(moment) => place(moment).map(|month| [month, month]),
            When::Over(from, to) => {
                let (from, to) = (place(from)?, place(to)?);
                if from > to { Err(told!("the first month comes after the last")) } else { Ok([from, to]) }
            }
        }
    }
}
