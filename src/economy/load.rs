//! Reads an economy pack: the header from the scenario tree, the tables from CSV files.

use super::{Economy, Frame};
use crate::diagnose::{Place, Problems};
use std::path::PathBuf;

/// The scalar part of a pack, read from `[economy]`.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Header {
    pub name: String,
    pub country: String,
    pub currency: String,
    pub currency_unit: String,
    pub minor_per_major: f64,
    pub base_year: i32,
    pub frame: Frame,
    /// Total yearly output, major units.
    pub total_output: f64,
}

/// A table named in `[economy.tables]`: which one (`sectors`, `regions`, `input_output`, `final_demand`, `thresholds`, `banks`, `ages`), its path, where it was named.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct TableFile {
    pub name: String,
    pub path: PathBuf,
    pub place: Option<Place>,
}

/// The names of the tables a pack must have.
pub const TABLES: [&str; 7] = ["sectors", "regions", "input_output", "final_demand", "thresholds", "banks", "ages"];

/// Reads the tables and checks them; all problems are added to `problems`, each with file, line and column.
/// Gives the economy, and the bytes of each table as read (in the order of [`TABLES`]), when there are no problems.
pub fn load(_header: Header, _tables: &[TableFile], _problems: &mut Problems) -> Option<(Economy, Vec<Vec<u8>>)> {
    None
}
