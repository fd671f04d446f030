//! The cells of a map over two factors, and where they come from.

use super::axis::{Axis, Spacing};
use super::cliffs::{Edge, cliffs};
use super::folder::{History, Level, Row, Sweep};
use crate::math::student_975;
use crate::say;
use crate::units::rounded;

/// What is known of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell {
    /// The value.
    Value(f64),
    /// Its runs failed.
    Failed,
    /// There is no such point: a constraint left it out.
    Absent,
}

/// One map: all points that have one value of the third factor.
#[derive(Clone, Debug)]
pub(super) struct Map {
    /// The value of the third factor, if there is one.
    pub(super) third: Option<Level>,
    /// Cells by row and column.
    pub(super) cells: Vec<Vec<Cell>>,
    /// Values alone; NaN elsewhere.
    pub(super) value: Vec<Vec<f64>>,
    /// Values in words, empty elsewhere.
    pub(super) shown: Vec<Vec<String>>,
    /// Standard errors.
    pub(super) error: Vec<Vec<f64>>,
    /// Effects that can't be distinguished from zero.
    pub(super) open: Vec<Vec<bool>>,
    /// Cliffs, the largest first.
    pub(super) cliffs: Vec<Edge>,
}

/// The maps of a base and regime.
#[derive(Clone, Debug)]
pub(super) struct Maps {
    /// Which factors: across, up and, if there are more, the third.
    pub(super) factors: Vec<usize>,
    /// Axes of the first two.
    pub(super) axes: [Axis; 2],
    /// The maps.
    pub(super) maps: Vec<Map>,
    /// Factors held at one value, as words.
    pub(super) held: Vec<String>,
    /// How many values of the third factor are not shown.
    pub(super) left_out: usize,
}

/// Standard errors below which an effect may be none.
const TWO: f64 = 2.0;
/// Replications below which a standard error says little.
const FEWEST: f64 = 5.0;

/// Whether an effect can't be distinguished from zero: it is below two standard errors, or its spread was not
/// measured. One of exactly zero in every replication is none.
pub(super) fn may_be_zero(value: f64, error: f64) -> bool {
    let none = value == 0.0 && error == 0.0;
    let significant = error > 0.0 && value.abs() >= TWO * error;
    !(none || significant)
}

/// A value as tables of the report have it: to three digits of the largest of it and the ends of its interval.
pub(super) fn digits(value: f64, error: f64, replications: f64) -> String {
    let measured = error.is_finite() && replications > 1.0;
    let half = if measured { student_975(replications as usize - 1) * error } else { 0.0 };
    rounded(value, value.abs() + half)
}

impl Sweep {
    /// Whether there are too few replications for a verdict on effects.
    pub fn few(&self) -> bool {
        self.plan.replications < FEWEST
    }
    /// Whether an effect can't be distinguished from zero, by its standard error or for want of replications.
    pub fn undecided(&self, row: &Row, output: usize) -> bool {
        let (value, error) = (row.values[output], row.errors[output]);
        may_be_zero(value, error) || (self.few() && value != 0.0)
    }
}

/// Maps that are shown at most.
const MOST: usize = 9;

impl Maps {
    /// The maps of an output; `None` when the design is no grid of two factors or more.
    pub(super) fn of(sweep: &Sweep, way: &History, output: usize) -> Option<Maps> {
        let varying = sweep.varying();
        if !is_grid(sweep, way) || varying.len() < 2 {
            return None;
        }
        let axis = |factor: usize| {
            Axis::of(&sweep.plan.factors[factor], sweep.of(way).map(|row| &row.levels[factor]))
        };
        let axes = [axis(varying[0]), axis(varying[1])];
        let mut rows: Vec<&Row> = sweep.of(way).collect();
        let mut held = Vec::new();
        for other in varying.iter().skip(3) {
            let factor = &sweep.plan.factors[*other];
            let first = factor.values.first().cloned().unwrap_or_else(|| axis(*other).levels[0].clone());
            rows.retain(|row| row.levels[*other] == first);
            held.push(say!(
                sweep.language(),
                "{factor} {value}",
                factor = factor.called(),
                value = factor.value_text(&first)
            ));
        }
        let thirds: Vec<Option<Level>> = match varying.get(2) {
            Some(third) => axis(*third).levels.into_iter().map(Some).collect(),
            None => vec![None],
        };
        let shown: Vec<Option<Level>> =
            spread(thirds.len(), MOST).into_iter().map(|at| thirds[at].clone()).collect();
        let map = |third: &Option<Level>| {
            let of_map = |row: &&&Row| third.as_ref().is_none_or(|third| row.levels[varying[2]] == *third);
            Map::of(
                sweep,
                (&axes, &varying),
                &rows.iter().filter(of_map).copied().collect::<Vec<&Row>>(),
                output,
                third.clone(),
            )
        };
        let maps: Vec<Map> = shown.iter().map(map).collect();
        let empty = maps.iter().all(|map| map.value.iter().flatten().all(|value| value.is_nan()));
        let left_out = thirds.len() - shown.len();
        (!empty).then(|| Maps { factors: varying.into_iter().take(3).collect(), axes, maps, held, left_out })
    }
}

impl Map {
    fn of(
        sweep: &Sweep,
        (axes, factors): (&[Axis; 2], &[usize]),
        rows: &[&Row],
        output: usize,
        third: Option<Level>,
    ) -> Map {
        let (wide, high) = (axes[0].levels.len(), axes[1].levels.len());
        let mut cells = vec![vec![Cell::Absent; wide]; high];
        let (mut value, mut error) = (vec![vec![f64::NAN; wide]; high], vec![vec![f64::NAN; wide]; high]);
        let mut places: Vec<Vec<Option<&Row>>> = vec![vec![None; wide]; high];
        for row in rows {
            let at = |axis: usize| axes[axis].find(&row.levels[factors[axis]]);
            let (Some(x), Some(y)) = (at(0), at(1)) else { continue };
            if row.failed || !row.values[output].is_finite() {
                cells[y][x] = Cell::Failed;
            } else {
                cells[y][x] = Cell::Value(row.values[output]);
                (value[y][x], error[y][x]) = (row.values[output], row.errors[output]);
                places[y][x] = Some(row);
            }
        }
        let effect = sweep.plan.outputs[output].effect;
        let is_open = |y: usize, x: usize| {
            effect
                && matches!(cells[y][x], Cell::Value(_))
                && places[y][x].is_some_and(|row| sweep.undecided(row, output))
        };
        let open = (0..high).map(|y| (0..wide).map(|x| is_open(y, x)).collect()).collect();
        let between =
            |[y, x]: [usize; 2], [above, beside]: [usize; 2]| match (places[y][x], places[above][beside]) {
                (Some(one), Some(other)) => sweep.error_of_difference(one, other, output),
                _ => f64::NAN,
            };
        let mut cliffs = cliffs(&value, between);
        // From one name to the next is no small step.
        cliffs.retain(|edge| axes[usize::from(edge.up)].spacing != Spacing::Names);
        // Where effects have no verdict, neither have steps between them.
        cliffs.retain(|_| !(effect && sweep.few()));
        let words = |y: usize, x: usize| match cells[y][x] {
            Cell::Value(value) => digits(value, error[y][x], sweep.plan.replications),
            _ => String::new(),
        };
        let shown = (0..high).map(|y| (0..wide).map(|x| words(y, x)).collect()).collect();
        Map { third, cells, value, shown, error, open, cliffs }
    }
    /// The values that can be distinguished from zero; NaN elsewhere.
    pub(super) fn decided(&self) -> Vec<Vec<f64>> {
        let row = |(value, open): (&Vec<f64>, &Vec<bool>)| {
            value.iter().zip(open).map(|(value, open)| if *open { f64::NAN } else { *value }).collect()
        };
        self.value.iter().zip(&self.open).map(row).collect()
    }
    /// Whether any cell is such.
    pub(super) fn any(&self, cell: Cell) -> bool {
        self.cells.iter().flatten().any(|one| *one == cell)
    }
}

/// Whether the points of a base and regime are every combination of their factors' values: a grid, whose
/// points may be left out by constraints, or a list that happens to be a whole one.
pub(super) fn is_grid(sweep: &Sweep, way: &History) -> bool {
    let whole = || {
        let counts = (0..sweep.plan.factors.len()).map(|factor| {
            let axis = Axis::of(&sweep.plan.factors[factor], sweep.of(way).map(|row| &row.levels[factor]));
            axis.levels.len()
        });
        sweep.of(way).count() == counts.product::<usize>()
    };
    sweep.plan.design == "grid" || (sweep.plan.design == "list" && whole())
}

/// At most `most` of `count` places, spread over all, both ends among them.
fn spread(count: usize, most: usize) -> Vec<usize> {
    if count <= most {
        (0..count).collect()
    } else {
        (0..most).map(|at| (at * (count - 1) + (most - 1) / 2) / (most - 1)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_below_two_standard_errors_may_be_none() {
        let pairs = [
            (1.0, 1.0),
            (-1.9, 1.0),
            (2.0, 1.0),
            (-2.0, 1.0),
            (0.0, 1.0),
            (0.0, 0.0),
            (54.2, 0.0),
            (54.2, f64::NAN),
        ];
        let open = pairs.map(|(value, error)| may_be_zero(value, error));
        assert_eq!(open, [true, true, false, false, true, false, true, true]);
    }

    #[test]
    fn a_value_has_the_digits_of_tables() {
        let shown = [(2_259.0, 1.0), (1_286.6, f64::NAN), (-402.4, 13.5), (99.6, 1.0), (0.0, 0.0)];
        let shown = shown.map(|(value, error)| digits(value, error, 2.0));
        // One degree of freedom: 99.6 ± 12.7 reaches beyond a hundred.
        assert_eq!(shown, ["2,260", "1,290", "−402", "100", "0"]);
    }

    #[test]
    fn maps_are_spread_over_all_values() {
        assert_eq!(spread(4, 9), [0, 1, 2, 3]);
        assert_eq!(spread(17, 9), [0, 2, 4, 6, 8, 10, 12, 14, 16]);
        assert_eq!((spread(12, 9)[0], spread(12, 9)[8]), (0, 11));
    }
}
