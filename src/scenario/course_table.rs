//! Reads the course of a shock from a CSV file: a column `month`, and either `value` or a column for each sector.

use super::course::{Course, rows};
use super::files::read_text;
use super::reader::{Check, Section};
use super::values::one_line;
use crate::diagnose::{Place, Source, did_you_mean, one_of};
use crate::economy::Economy;
use crate::shocks::Path;
use crate::units::Month;
use std::sync::Arc;

/// A cell and where it stands.
struct Cell {
    text: String,
    place: Place,
}

/// Reads the table; every problem of it is reported with its own line.
pub(super) fn read(
    check: &mut Check,
    section: &Section<'_>,
    path: &std::path::Path,
    stated: &Place,
    economy: Option<&Economy>,
) -> Option<Course> {
    let text = match read_text(path, Some(stated), "table", &mut check.problems) {
        Ok(text) => text?,
        Err(error) => {
            check.problems.at(stated, format!("{}: the table can't be read: {error}", section.what), None);
            return None;
        }
    };
    check.came_from(format!("{}.values", section.path), format!("{}, {}", stated.file_line(), path.display()));
    let source = Arc::new(Source { path: path.to_path_buf(), text });
    let before = check.problems.len();
    let mut lines = split(&source).into_iter();
    let top = Place { source: source.clone(), span: 0..source.text.lines().next().map_or(0, str::len) };
    let Some(header) = lines.next() else {
        check.problems.at(&top, "the table is empty; its first line names the columns: month,value", None);
        return None;
    };
    if header.len() == 1 && header[0].text.contains([';', '\t']) {
        let hint = "save it as CSV with commas, and with points in decimal numbers".to_string();
        check.problems.at(&top, "the columns are not separated by commas", Some(hint));
        return None;
    }
    let columns = columns(check, &header, &top, economy);
    let lines: Vec<Vec<Cell>> = lines.collect();
    if lines.is_empty() {
        check.problems.at(&top, "the table has no months, only a header", None);
    }
    let from = months(check, &header, &lines);
    let mut numbers: Vec<(Option<usize>, Vec<f64>)> = Vec::new();
    for (column, sector) in &columns {
        let values = lines.iter().map(|line| value(check, line, &header[*column], *column)).collect();
        numbers.push((*sector, values));
    }
    if check.problems.len() > before {
        return None;
    }
    let by_sector = columns.iter().any(|(_, sector)| sector.is_some());
    Some(Course { path: Path::Table { from: from?, rows: rows(&numbers, lines.len(), economy?.n_sectors()) }, by_sector })
}

/// Which columns hold factors, and of which sector; `None` is for all.
fn columns(check: &mut Check, header: &[Cell], top: &Place, economy: Option<&Economy>) -> Vec<(usize, Option<usize>)> {
    let ids: Vec<&str> = economy.map_or(Vec::new(), |economy| economy.sectors.iter().map(|sector| sector.id.as_str()).collect());
    if !header.iter().any(|cell| cell.text == "month") {
        check.problems.at(top, "the table has no column month", Some("the first line should be: month,value".into()));
    }
    let single = header.iter().position(|cell| cell.text == "value");
    let mut columns = Vec::new();
    for (index, cell) in header.iter().enumerate().filter(|(_, cell)| cell.text != "month") {
        if header[..index].iter().any(|earlier| earlier.text == cell.text) {
            check.problems.at(&cell.place, format!("the table has two columns {:?}", cell.text), None);
        } else if single == Some(index) {
            columns.push((index, None));
        } else if single.is_some() {
            let message = format!("the table has a column value for all sectors, so {:?} has no meaning", cell.text);
            check.problems.at(&cell.place, message, Some("keep value, or one column for each sector".into()));
        } else if let Some(sector) = ids.iter().position(|id| *id == cell.text) {
            columns.push((index, Some(sector)));
        } else if economy.is_some() {
            let message = format!("{:?} is neither value nor a sector{}", cell.text, one_of(ids.iter().copied()));
            check.problems.at(&cell.place, message, did_you_mean(&cell.text, ids.iter().copied().chain(["value", "month"])));
        }
    }
    if columns.is_empty() && economy.is_some() && header.len() < 2 {
        check.problems.at(top, "the table has no numbers: a column value, or one for each sector, is missing", None);
    }
    columns
}

/// The first month; the others must follow one by one.
fn months(check: &mut Check, header: &[Cell], lines: &[Vec<Cell>]) -> Option<Month> {
    let column = header.iter().position(|cell| cell.text == "month")?;
    let mut first: Option<Month> = None;
    let mut expected: Option<Month> = None;
    for cell in lines.iter().filter_map(|line| line.get(column)) {
        match cell.text.parse::<Month>() {
            Ok(month) => {
                if let Some(expected) = expected.filter(|expected| *expected != month) {
                    let message = format!("month is {month}, but {expected} should follow: months must be consecutive");
                    check.problems.at(&cell.place, message, None);
                }
                first = first.or(Some(month));
                expected = Some(month.plus(1));
            }
            Err(error) => check.problems.at(&cell.place, error, None),
        }
    }
    first
}

fn value(check: &mut Check, line: &[Cell], column: &Cell, index: usize) -> f64 {
    let name = &column.text;
    let Some(cell) = line.get(index) else {
        if let Some(last) = line.last() {
            check.problems.at(&last.place, format!("the line ends before the column {name:?}"), None);
        }
        return 0.0;
    };
    match cell.text.parse::<f64>() {
        Ok(value) if value.is_finite() => value + 0.0,
        _ => {
            let message = format!("{name} is {:?}, but a number is wanted", one_line(&cell.text));
            let hint = cell.text.is_empty().then(|| "write 0 for no shock".to_string());
            check.problems.at(&cell.place, message, hint);
            0.0
        }
    }
}

/// Cuts a CSV text into lines of cells, empty lines left out. Quotes are taken off; a quoted cell stays on its line, since no
/// month and no number needs more.
fn split(source: &Arc<Source>) -> Vec<Vec<Cell>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let mut cells = Vec::new();
        let mut from = start;
        for piece in line.trim_end_matches(['\n', '\r']).split(',') {
            let text = piece.trim().trim_matches('"').trim().to_string();
            let lead = piece.len() - piece.trim_start().len();
            let span = from + lead..from + lead + piece.trim().len().max(1);
            cells.push(Cell { text, place: Place { source: source.clone(), span } });
            from += piece.len() + 1;
        }
        if cells.iter().any(|cell| !cell.text.is_empty()) {
            lines.push(cells);
        }
        start += line.len();
    }
    lines
}
