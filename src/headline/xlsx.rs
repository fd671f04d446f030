//! Tables for papers as one workbook: a sheet a table, cells that are numbers and look as in the other files.

use super::data::{Headline, NONE, Row, plain};
use crate::diagnose::tame;
use crate::error::{Error, Result};
use crate::{say, told};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Signs a name of a sheet may have at most.
const NAME: usize = 31;
/// Widths of the first column and of the others, in signs.
const WIDTHS: (f64, f64) = (46.0, 13.0);
/// Height of a line, in points.
const LINE: f64 = 15.0;

/// The bytes of the workbook, the same for the same tables.
///
/// # Errors
/// A table that is larger than a sheet.
pub(super) fn bytes(tables: &[Headline], title: &str) -> Result<Vec<u8>> {
    book(tables, title).map_err(|error| Error::Picture {
        what: told!("workbook {file}", file = "tables.xlsx"),
        source: error.into(),
    })
}

fn book(tables: &[Headline], title: &str) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The time of writing would make other bytes of the same numbers.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(tame(title)).set_author("tideover");
    book.set_properties(&properties.set_creation_datetime(&date));
    for table in tables {
        let name: String = table.name.chars().take(NAME).collect();
        fill(book.add_worksheet().set_name(name)?, table)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Headline) -> std::result::Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let italic = Format::new().set_italic();
    let head = Format::new().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin);
    let right = head.clone().set_align(FormatAlign::Right);
    let none = Format::new().set_align(FormatAlign::Right);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, WIDTHS.0)?;
    sheet.write_string_with_format(0, 0, tame(&table.caption()), &bold)?;
    sheet.write_string_with_format(2, 0, table.stub.as_str(), &head)?;
    let mut column = 1;
    for of in &table.heads {
        let [lower, upper] = [say!(table.language, "lower"), say!(table.language, "upper")];
        let heads = [table.head(of), lower.to_string(), upper.to_string()];
        for text in heads {
            sheet.set_column_width(column, WIDTHS.1)?;
            sheet.write_string_with_format(2, column, tame(&text), &right)?;
            column += 1;
        }
    }
    let heads = table.heads.iter().map(|of| lines(&table.head(of), WIDTHS.1)).fold(1.0, f64::max);
    sheet.set_row_height(2, LINE * heads)?;
    let last = column - 1;
    sheet.set_freeze_panes(3, 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let mut at = 3;
    for row in &table.rows {
        match row {
            Row::Panel(name) => {
                sheet.write_string_with_format(at, 0, tame(name), &italic)?;
            }
            Row::Line { label, unit, cells } => {
                sheet.write_string(at, 0, tame(&table.with_unit(label, unit)))?;
                let mut column = 1;
                for cell in cells {
                    match cell {
                        None => {
                            sheet.write_string_with_format(at, column, NONE, &none)?;
                        }
                        Some(figure) => {
                            number(sheet, at, column, &figure.value)?;
                            for (beside, end) in (1..).zip(figure.interval.iter().flatten()) {
                                number(sheet, at, column + beside, end)?;
                            }
                        }
                    }
                    column += 3;
                }
            }
        }
        at += 1;
    }
    for note in &table.notes {
        at += 1;
        sheet.merge_range(at, 0, at, last, &tame(note), &wrapped)?;
        sheet.set_row_height(at, LINE * lines(note, WIDTHS.0 + f64::from(last) * WIDTHS.1))?;
    }
    Ok(())
}

/// Lines that a text takes in cells of a width, in signs; programs fit the height of no merged cells themselves.
fn lines(text: &str, wide: f64) -> f64 {
    // A sign of Chinese takes two; a tenth is left for words that don't fit at the end of a line.
    let signs = text.chars().map(|sign| if sign.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>();
    (1.1 * signs / wide).ceil().max(1.0)
}

/// A number with as many decimals as it is shown with.
fn number(sheet: &mut Worksheet, row: u32, column: u16, shown: &str) -> std::result::Result<(), XlsxError> {
    let written = plain(shown);
    let Ok(value) = written.parse::<f64>() else {
        sheet.write_string(row, column, shown)?;
        return Ok(());
    };
    let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let look = if decimals == 0 { "#,##0".to_string() } else { format!("#,##0.{}", "0".repeat(decimals)) };
    sheet.write_number_with_format(row, column, value, &Format::new().set_num_format(look))?;
    Ok(())
}
