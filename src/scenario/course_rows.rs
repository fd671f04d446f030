//! A course as rows of one size a sector, by month.

use crate::shocks::Path;

/// A course, and whether it has its own sizes for each sector.
#[derive(Debug)]
pub(super) struct Course {
    pub path: Path,
    pub by_sector: bool,
}

/// Columns as rows of one factor a sector; a column without a sector counts for all.
pub(super) fn rows(columns: &[(Option<usize>, Vec<f64>)], months: usize, n_sectors: usize) -> Vec<Vec<f64>> {
    let mut rows = vec![vec![0.0; n_sectors]; months];
    for (sector, column) in columns {
        for (row, value) in rows.iter_mut().zip(column) {
            match sector {
                Some(sector) => row[*sector] = *value,
                None => row.fill(*value),
            }
        }
    }
    rows
}
