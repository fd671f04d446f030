//! Reads the course of a shock from a CSV file: a column `month`, and either `value` or a column for each
//! sector.

use super::check::Check;
use super::course_rows::{Course, rows};
use super::files::read_text;
use super::reader::Section;
use super::values::one_line;
use crate::diagnose::{Place, Source, did_you_mean, one_of};
use crate::economy::Economy;
use crate::error::Error;
use crate::language::known;
use crate::language::told::Told;
use crate::sheet::{self, Cell, Row, number_hint};
use crate::shocks::Path;
use crate::units::Month;
use crate::{phrase, told};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads the table; every problem of it is reported with its own line.
pub(super) fn read(
    check: &mut Check,
    section: &Section<'_>,
    path: &std::path::Path,
    stated: &Place,
    economy: Option<&Economy>,
) -> Option<Course> {
    let text = match read_text(path, Some(stated), phrase!("table"), &mut check.problems) {
        Ok(text) => text?,
        Err(error) => {
            let why = match &error {
                Error::File { path, source } => {
                    told!("{what}: {why}", what = path.display(), why = known::of_system(source))
                }
                other => Told::known(other.to_string()),
            };
            let why = told!("the table can't be read: {why}", why = why);
            check.problems.at(stated, section.says(why), None);
            return None;
        }
    };
    check
        .came_from(format!("{}.values", section.path), format!("{}, {}", stated.file_line(), path.display()));
    let source = Arc::new(Source { path: path.to_path_buf(), text });
    let before = check.problems.len();
    let sheet::Sheet { header, rows: lines } =
        sheet::read_text(&told!("the table"), &source, &mut check.problems)?;
    let top = header[0].place.clone();
    let columns = columns(check, &header, &top, economy);
    if lines.is_empty() {
        check.problems.at(&top, told!("the table has no months, only a header"), None);
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
    Some(Course {
        path: Path::Table { from: from?, rows: rows(&numbers, lines.len(), economy?.n_sectors()) },
        by_sector,
    })
}

/// Which columns hold factors, and of which sector; `None` is for all.
fn columns(
    check: &mut Check,
    header: &[Cell],
    top: &Place,
    economy: Option<&Economy>,
) -> Vec<(usize, Option<usize>)> {
    let ids: Vec<&str> = economy
        .map_or(Vec::new(), |economy| economy.sectors.iter().map(|sector| sector.id.as_str()).collect());
    if !header.iter().any(|cell| cell.text == "month") {
        let hint = told!("the first line should be: {code}", code = "month,value");
        check.problems.at(top, told!("the table has no column month"), Some(hint));
    }
    let single = header.iter().position(|cell| cell.text == "value");
    let mut columns = Vec::new();
    for (index, cell) in header.iter().enumerate().filter(|(_, cell)| cell.text != "month") {
        if cell.text.is_empty() || header[..index].iter().any(|earlier| earlier.text == cell.text) {
            continue; // reported by the reader of tables
        }
        if single == Some(index) {
            columns.push((index, None));
        } else if single.is_some() {
            let message = told!(
                "the table has a column value for all sectors, so {column} has no meaning",
                column = format!("{:?}", cell.text)
            );
            let hint = told!("keep value, or one column for each sector");
            check.problems.at(&cell.place, message, Some(hint));
        } else if let Some(sector) = ids.iter().position(|id| *id == cell.text) {
            columns.push((index, Some(sector)));
        } else if economy.is_some() {
            let message = told!(
                "{column} is neither value nor a sector{allowed}",
                column = format!("{:?}", cell.text),
                allowed = one_of(ids.iter().copied())
            );
            check.problems.at(
                &cell.place,
                message,
                did_you_mean(&cell.text, ids.iter().copied().chain(["value", "month"])),
            );
        }
    }
    if columns.is_empty() && economy.is_some() && header.len() < 2 {
        let message = told!("the table has no numbers: a column value, or one for each sector, is missing");
        check.problems.at(top, message, None);
    }
    columns
}

/// The first month; the others must follow one by one.
fn months(check: &mut Check, header: &[Cell], lines: &[Row]) -> Option<Month> {
    let column = header.iter().position(|cell| cell.text == "month")?;
    let mut lines_of: BTreeMap<Month, usize> = BTreeMap::new();
    let mut first: Option<Month> = None;
    let mut expected: Option<Month> = None;
    for line in lines.iter().filter(|line| !line.ragged || column == 0) {
        let cell = &line.cells[column];
        let month = match cell.text.parse::<Month>() {
            Ok(month) => month,
            Err(error) => {
                check.problems.at(&cell.place, error, None);
                expected = expected.map(|expected| expected.plus(1));
                continue;
            }
        };
        if let Some(earlier) = lines_of.get(&month) {
            let message =
                told!("month {month} is listed twice, first in line {line}", month = month, line = earlier);
            check.problems.at(&cell.place, message, None);
            continue;
        }
        lines_of.insert(month, line.line);
        if let Some(expected) = expected.filter(|expected| *expected != month) {
            let message = told!(
                "month is {month}, but {expected} should follow: months must be consecutive",
                month = month,
                expected = expected
            );
            check.problems.at(&cell.place, message, None);
        }
        first = first.or(Some(month));
        expected = Some(month.plus(1));
    }
    first
}

fn value(check: &mut Check, line: &Row, column: &Cell, index: usize) -> f64 {
    let Some(cell) = line.cells.get(index).filter(|_| !line.ragged) else { return 0.0 };
    match cell.text.parse::<f64>() {
        Ok(value) if value.is_finite() => value + 0.0,
        _ => {
            let message = told!(
                "{column} is {text}, but a number is wanted",
                column = &column.text,
                text = format!("{:?}", one_line(&cell.text))
            );
            let hint = if cell.text.is_empty() {
                Some(told!("write 0 for no shock"))
            } else {
                number_hint(&cell.text)
            };
            check.problems.at(&cell.place, message, hint);
            0.0
        }
    }
}
