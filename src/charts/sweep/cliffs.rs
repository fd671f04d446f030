//! Cliffs: edges between neighbouring cells of a map where an output changes far more than it usually does.

/// Times the usual change between neighbours along the same axis that a cliff exceeds. Of normal noise
/// without any structure one edge in 20,000 does.
pub const TIMES: f64 = 6.0;
/// Standard errors of the difference that it exceeds.
pub const ERRORS: f64 = 3.0;
/// Share of the whole range of the map that it exceeds: where nearly all is flat, the usual change is zero.
pub const SHARE: f64 = 0.1;
/// Edges along an axis below which nothing is usual.
const FEWEST: usize = 4;

/// The rule in words, for notes.
pub const RULE: &str = crate::phrase!(
    "the change between neighbours is more than 6 times the median change along that axis, 10% of the map's range and 3 standard errors"
);

/// An edge at which there is a cliff.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Column of the cell before it.
    pub column: usize,
    /// Row of the cell before it.
    pub row: usize,
    /// Whether the next cell is that of the next row, not of the next column.
    pub up: bool,
    /// Value of the next cell less that of the cell before.
    pub change: f64,
}

impl Edge {
    /// Whether it is a side of the square whose lower left corner is the centre of a cell: between two cells
    /// of it.
    pub fn of_square(&self, column: usize, row: usize) -> bool {
        let beside = |at: usize, from: usize| at == from || at == from + 1;
        if self.up {
            self.row == row && beside(self.column, column)
        } else {
            self.column == column && beside(self.row, row)
        }
    }
}

/// The cliffs of a map `value[row][column]`, the largest change first. Cells that are NaN have no edges.
/// `error` gives the standard error of the difference between two cells, each by row and column; one that is
/// NaN counts as zero.
pub fn cliffs(value: &[Vec<f64>], error: impl Fn([usize; 2], [usize; 2]) -> f64) -> Vec<Edge> {
    let all = || value.iter().flatten().copied().filter(|value| value.is_finite());
    let range = all().fold(f64::NEG_INFINITY, f64::max) - all().fold(f64::INFINITY, f64::min);
    let mut found = Vec::new();
    for up in [false, true] {
        let edges = edges(value, up);
        let usual = usual(&edges);
        let far = |edge: &&Edge| {
            let (row, column) =
                if edge.up { (edge.row + 1, edge.column) } else { (edge.row, edge.column + 1) };
            let noise = Some(error([edge.row, edge.column], [row, column]))
                .filter(|error| error.is_finite())
                .unwrap_or(0.0);
            let size = edge.change.abs();
            size > TIMES * usual && size > ERRORS * noise && size > SHARE * range
        };
        if edges.len() >= FEWEST {
            found.extend(edges.iter().filter(far).copied());
        }
    }
    found.sort_by(|a, b| b.change.abs().total_cmp(&a.change.abs()));
    found
}

/// Every edge along an axis between two cells that have values.
fn edges(value: &[Vec<f64>], up: bool) -> Vec<Edge> {
    let mut found = Vec::new();
    for row in 0..value.len() {
        for column in 0..value[row].len() {
            let next = if up {
                value.get(row + 1).and_then(|row| row.get(column))
            } else {
                value[row].get(column + 1)
            };
            let change = next.copied().unwrap_or(f64::NAN) - value[row][column];
            if change.is_finite() {
                found.push(Edge { column, row, up, change });
            }
        }
    }
    found
}

/// The median size of changes; of an even number the lower of the two in the middle, so that a cliff through
/// half of all lines of a small map is not its own yardstick.
fn usual(edges: &[Edge]) -> f64 {
    let mut sizes: Vec<f64> = edges.iter().map(|edge| edge.change.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    if sizes.is_empty() { 0.0 } else { sizes[(sizes.len() - 1) / 2] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(size: usize, formula: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
        (0..size).map(|row| (0..size).map(|column| formula(row, column)).collect()).collect()
    }
    fn flat(size: usize, value: f64) -> Vec<Vec<f64>> {
        map(size, |_, _| value)
    }
    /// The same error of every difference: two cells of this error without shared random draws.
    fn each(value: f64) -> impl Fn([usize; 2], [usize; 2]) -> f64 {
        move |_, _| (2.0 * value * value).sqrt()
    }

    #[test]
    fn a_step_has_exactly_its_edge() {
        let step = map(5, |_, column| if column > 2 { 10.0 } else { 0.0 });
        let found = cliffs(&step, each(f64::NAN));
        let expected: Vec<Edge> =
            (0..5).map(|row| Edge { column: 2, row, up: false, change: 10.0 }).collect();
        assert_eq!(found, expected);
        // The same on a slope, downwards, and one row high only.
        let slope =
            map(5, |row, column| (row + column) as f64 + if row == 3 && column > 0 { -20.0 } else { 0.0 });
        let found = cliffs(&slope, each(0.1));
        assert_eq!(found[0], Edge { column: 1, row: 3, up: true, change: 21.0 });
        assert!(
            found.iter().any(|edge| !edge.up && edge.row == 3 && edge.column == 0 && edge.change == -19.0)
        );
        assert_eq!(found.len(), 1 + 4 + 4);
    }

    #[test]
    fn a_plane_has_none() {
        assert_eq!(cliffs(&map(6, |row, column| 3.0 * row as f64 - 0.5 * column as f64), each(0.0)), []);
        assert_eq!(cliffs(&flat(6, 7.0), each(0.0)), []);
    }

    #[test]
    fn noise_has_none() {
        // Twenty maps of 12 by 12 of sums of hashed bits: nearly normal, the same on every machine.
        let draw = |seed: u64| {
            let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            (0..8).fold(0.0, |sum, _| {
                x ^= x >> 31;
                x = x.wrapping_mul(0xD6E8_FEB8_6659_FD93);
                x ^= x >> 29;
                sum + (x >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
            })
        };
        let found = (0..20_u64).map(|n| {
            cliffs(&map(12, |row, column| draw(1 + n * 144 + (row * 12 + column) as u64)), each(0.8)).len()
        });
        assert_eq!(found.sum::<usize>(), 0);
    }

    #[test]
    fn a_step_within_the_noise_is_none_and_failed_cells_have_no_edge() {
        let step = map(5, |_, column| if column > 2 { 10.0 } else { 0.0 });
        // Three standard errors of the difference: 3 · √2 · 2.4 = 10.2.
        assert_eq!(cliffs(&step, each(2.4)), []);
        assert_eq!(cliffs(&step, each(2.3)).len(), 5);
        let mut broken = step;
        broken[1][3] = f64::NAN;
        assert_eq!(cliffs(&broken, each(0.0)).iter().map(|edge| edge.row).collect::<Vec<_>>(), [0, 2, 3, 4]);
    }

    #[test]
    fn three_by_three_shows_a_cliff_and_two_by_two_can_not() {
        let step = |size: usize| map(size, |row, _| if row > 0 { -8.0 } else { 0.0 });
        assert_eq!(cliffs(&step(3), each(0.0)).len(), 3);
        assert_eq!(cliffs(&step(2), each(0.0)), []);
    }
}
