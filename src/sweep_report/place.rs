//! A design point in words: the values of its parameters.

use super::findings::Findings;
use crate::charts::sweep::folder::Row;
use crate::say;

/// Parameters of which a point's values are given.
const MOST_FACTORS: usize = 4;
/// The same where there are more.
const NAMED: usize = 3;

impl Findings {
    /// The values of a point: of parameters that vary; where they move one at a time, of the one that moved; of
    /// many, of those that move the output most, and the point's number in the design.
    pub(super) fn place(&self, row: &Row, output: usize) -> String {
        let (language, varying) = (self.language(), self.sweep.varying());
        if let Some(middle) = self.middle(row) {
            let moved = |factor: &usize| row.levels[*factor] != middle.levels[*factor];
            let moved: Vec<usize> = varying.into_iter().filter(moved).collect();
            return match moved.is_empty() {
                true => say!(language, "the middle of all parameters").to_string(),
                false => self.values(row, &moved),
            };
        }
        if varying.len() <= MOST_FACTORS {
            return self.values(row, &varying);
        }
        let order = self.order(output);
        let first = if order.is_empty() { &varying } else { &order };
        say!(
            language,
            "{values} and {count} other parameters (design point {number})",
            values = self.values(row, &first[..NAMED.min(first.len())]),
            count = varying.len().saturating_sub(NAMED),
            number = row.point
        )
    }

    /// The point in the middle of a design that moves one parameter at a time; none of other designs.
    fn middle<'a>(&'a self, row: &'a Row) -> Option<&'a Row> {
        let alone = self.sweep.plan.design == "one_at_a_time";
        self.sweep.middle(&row.way).filter(|_| alone)
    }

    fn values(&self, row: &Row, factors: &[usize]) -> String {
        let value = |factor: &usize| {
            let known = &self.sweep.plan.factors[*factor];
            say!(
                self.language(),
                "{factor} {value}",
                factor = known.brief(),
                value = known.value_text(&row.levels[*factor])
            )
        };
        self.language().list(&factors.iter().map(value).collect::<Vec<_>>())
    }
}
