//! Tables for papers as CSV: the numbers that the other files show, without commas, ends of intervals in
//! columns of their own. The unit stands in its column, or in the names of columns where each has its own.

use super::data::{Figure, Headline, Row, plain};
use crate::diagnose::inert;
use crate::files::csv::text;
use crate::files::owned::MARK;

/// The bytes of a table, behind the mark of UTF-8 where that is asked for.
pub(super) fn bytes(table: &Headline, marked: bool) -> Vec<u8> {
    let mut bytes = if marked { MARK.to_vec() } else { Vec::new() };
    bytes.extend(plain_bytes(table));
    bytes
}

fn plain_bytes(table: &Headline) -> Vec<u8> {
    let mut header: Vec<String> = ["panel", "row", "unit"].map(String::from).to_vec();
    for head in &table.heads {
        header.extend([head.key.clone(), format!("{}_lower", head.key), format!("{}_upper", head.key)]);
    }
    let mut panel = String::new();
    let mut rows = Vec::new();
    for row in &table.rows {
        match row {
            Row::Panel(name) => panel.clone_from(name),
            Row::Line { label, unit, cells } => {
                let mut line = [panel.clone(), label.clone(), unit.clone()].map(inert).to_vec();
                line.extend(cells.iter().flat_map(numbers));
                rows.push(line);
            }
        }
    }
    text(&header, rows.into_iter())
}

/// A number and the ends of its interval, empty where there is none.
fn numbers(cell: &Option<Figure>) -> [String; 3] {
    let Some(figure) = cell else { return [const { String::new() }; 3] };
    let ends = figure.interval.as_ref().map(|[lower, upper]| [plain(lower), plain(upper)]);
    let [lower, upper] = ends.unwrap_or_default();
    [plain(&figure.value), lower, upper]
}
