//! Writes the course of a shock into the resolved scenario; a course read from a table is written out in
//! full.

use super::writer::{Writer, list, real};
use crate::economy::Economy;
use crate::shocks::Path;
use crate::units::Month;

/// Writes the keys of `path`.
pub(super) fn write(writer: &mut Writer<'_>, path: &Path, economy: &Economy) {
    let mut month = |key: &str, month: Month| writer.text(key, &month.to_string());
    match path {
        Path::Step { from, to } => {
            month("from", *from);
            if let Some(to) = to {
                month("to", *to);
            }
            writer.text("profile", "step");
        }
        Path::Pulse { at } => {
            month("from", *at);
            writer.text("profile", "pulse");
        }
        Path::Ramp { from, to } => {
            month("from", *from);
            month("to", *to);
            writer.text("profile", "ramp");
        }
        Path::Recover { from, to, back } => {
            month("from", *from);
            month("to", *to);
            month("recover", *back);
            writer.text("profile", "recover");
        }
        Path::Table { from, rows } => {
            month("from", *from);
            let column = |sector: usize| list(rows.iter().map(|row| real(row[sector])));
            if rows.iter().all(|row| row.iter().all(|factor| *factor == row[0])) {
                writer.put("values", column(0));
            } else {
                let columns = economy
                    .sectors
                    .iter()
                    .enumerate()
                    .map(|(index, sector)| format!("{} = {}", sector.id, column(index)));
                writer.put("values", format!("{{ {} }}", columns.collect::<Vec<_>>().join(", ")));
            }
        }
    }
}
