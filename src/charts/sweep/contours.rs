//! Lines of equal value through the centres of a map's cells, by marching squares.

/// A point in columns and rows; a cell's centre has whole numbers.
pub type Place = (f64, f64);

/// The lines on which a map `value[row][column]` has the value `level`, interpolated between centres of
/// cells. Squares with a corner that is NaN have none, nor have those that `broken` names by the column and
/// row of their lower left cell. Cells of exactly the level count as above it.
pub fn lines(value: &[Vec<f64>], level: f64, broken: impl Fn(usize, usize) -> bool) -> Vec<Vec<Place>> {
    let mut pieces = Vec::new();
    for row in 1..value.len() {
        for column in 1..value[row].len() {
            if !broken(column - 1, row - 1) {
                square(value, level, (column - 1, row - 1), &mut pieces);
            }
        }
    }
    joined(pieces)
}

/// The pieces within the square whose lower left corner is a cell.
fn square(value: &[Vec<f64>], level: f64, (column, row): (usize, usize), pieces: &mut Vec<[Place; 2]>) {
    // Around: lower left, lower right, upper right, upper left.
    let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
    let at = |corner: usize| value[corners[corner % 4].1][corners[corner % 4].0];
    if (0..4).any(|corner| !at(corner).is_finite()) {
        return;
    }
    let above = |corner: usize| at(corner) >= level;
    // The side after each corner is crossed where its ends lie on different sides.
    let crossed: Vec<usize> = (0..4).filter(|side| above(*side) != above(side + 1)).collect();
    let place = |side: usize| between(value, level, corners[side], corners[(side + 1) % 4]);
    match crossed.as_slice() {
        [a, b] => pieces.push([place(*a), place(*b)]),
        [..] if crossed.len() == 4 => {
            // A saddle: the middle belongs to the corners on its own side of the level.
            let middle = (0..4).map(at).sum::<f64>() / 4.0 >= level;
            let pairs = if middle == above(0) { [(0, 1), (2, 3)] } else { [(3, 0), (1, 2)] };
            pieces.extend(pairs.map(|(a, b)| [place(a), place(b)]));
        }
        _ => {}
    }
}

/// Where a side has the level, the same bits from both squares that share it.
fn between(value: &[Vec<f64>], level: f64, a: (usize, usize), b: (usize, usize)) -> Place {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let (first, last) = (value[a.1][a.0], value[b.1][b.0]);
    let part = (level - first) / (last - first);
    (a.0 as f64 + (b.0 as f64 - a.0 as f64) * part, a.1 as f64 + (b.1 as f64 - a.1 as f64) * part)
}

/// Pieces that share ends as lines.
fn joined(pieces: Vec<[Place; 2]>) -> Vec<Vec<Place>> {
    let mut left: Vec<[Place; 2]> = pieces.into_iter().filter(|piece| piece[0] != piece[1]).collect();
    let mut lines = Vec::new();
    while let Some([a, b]) = left.pop() {
        let mut line = vec![a, b];
        for _ in 0..2 {
            while let Some(at) = left.iter().position(|piece| piece.contains(&line[line.len() - 1])) {
                let [c, d] = left.swap_remove(at);
                let next = if c == line[line.len() - 1] { d } else { c };
                line.push(next);
            }
            line.reverse();
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_has_one_straight_line() {
        let plane: Vec<Vec<f64>> = (0..4).map(|_| vec![0.0, 10.0, 20.0]).collect();
        let mut found = lines(&plane, 5.0, |_, _| false);
        assert_eq!(found.len(), 1);
        found[0].sort_by(|a, b| a.1.total_cmp(&b.1));
        assert_eq!(found[0], [(0.5, 0.0), (0.5, 1.0), (0.5, 2.0), (0.5, 3.0)]);
        assert_eq!(lines(&plane, 25.0, |_, _| false), Vec::<Vec<Place>>::new());
    }

    #[test]
    fn a_hill_has_a_closed_line_and_a_saddle_two() {
        let hill = vec![vec![0.0; 3], vec![0.0, 8.0, 0.0], vec![0.0; 3]];
        let found = lines(&hill, 4.0, |_, _| false);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].len(), found[0][0]), (5, found[0][4]));
        assert!(found[0].contains(&(1.0, 0.5)) && found[0].contains(&(1.5, 1.0)));
        let saddle = vec![vec![8.0, 0.0], vec![0.0, 8.0]];
        assert_eq!(lines(&saddle, 3.0, |_, _| false).len(), 2);
    }

    #[test]
    fn a_missing_cell_breaks_the_line() {
        let mut plane: Vec<Vec<f64>> = (0..5).map(|_| vec![0.0, 10.0]).collect();
        plane[2][1] = f64::NAN;
        assert_eq!(lines(&plane, 5.0, |_, _| false).len(), 2);
        plane[2][1] = 10.0;
        assert_eq!(lines(&plane, 5.0, |_, row| row == 0)[0].len(), 4);
    }
}
