//! What a page shows of a map under the pointer: where a cell stands, and its value.

use super::super::map::{Cell, Map, Maps};
use crate::charts::canvas::{Hover, Point};
use crate::charts::sweep::axis::Axis;
use crate::charts::sweep::folder::Sweep;
use crate::say;

/// A row of cells each, from the lowest up.
pub(super) fn rows(
    sweep: &Sweep,
    output: usize,
    (maps, map): (&Maps, &Map),
    (from, to): (Point, Point),
) -> Vec<Hover> {
    let language = sweep.language();
    let bounds = maps.axes.each_ref().map(Axis::bounds);
    let x = |part: f64| from.0 + (to.0 - from.0) * part;
    let y = |part: f64| to.1 - (to.1 - from.1) * part;
    let level = |n: usize, at: usize| {
        let factor = &sweep.plan.factors[maps.factors[n]];
        factor.valued(language, &factor.value_text(&maps.axes[n].levels[at]))
    };
    let open = if sweep.few() { say!(language, "no verdict") } else { say!(language, "includes zero") };
    let said = |row: usize, column: usize| match map.cells[row][column] {
        Cell::Value(_) => {
            let said = sweep.measured(output, &map.shown[row][column]);
            match map.open[row][column] {
                true => said + &language.bracketed(open),
                false => said,
            }
        }
        Cell::Failed => say!(language, "failed").to_string(),
        Cell::Absent => String::new(),
    };
    (0..map.cells.len())
        .map(|row| Hover {
            from: (from.0, y(bounds[1][row + 1])),
            to: (to.0, y(bounds[1][row])),
            series: vec![(sweep.output(output), "transparent".to_string())],
            places: (0..map.cells[row].len())
                .filter(|column| !matches!(map.cells[row][*column], Cell::Absent))
                .map(|column| {
                    let middle = (bounds[0][column] + bounds[0][column + 1]) / 2.0;
                    let head = language.list(&[level(0, column), level(1, row)]);
                    (x(middle), head, vec![said(row, column)])
                })
                .collect(),
        })
        .collect()
}
