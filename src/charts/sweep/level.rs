//! A value of a factor, as it stands in a table of a sweep.

use crate::charts::ticks::grouped;
use crate::charts::words::words;
use crate::units::Month;
use serde::Deserialize;

/// A value of a factor.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Level {
    /// A number.
    Number(f64),
    /// A month, a name, a switch.
    Text(String),
}

impl Level {
    /// From a cell of a table.
    pub fn of(cell: &str) -> Level {
        match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => Level::Number(number),
            _ => Level::Text(cell.to_string()),
        }
    }
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        if let Level::Number(number) = self { Some(*number) } else { None }
    }
    /// The month, if it is one.
    pub fn month(&self) -> Option<Month> {
        if let Level::Text(text) = self { text.parse().ok() } else { None }
    }
    /// As it stands on charts.
    pub fn words(&self) -> String {
        match self {
            Level::Number(number) => short(*number),
            Level::Text(text) => words(text),
        }
    }
    /// As it stands in tables.
    pub fn cell(&self) -> String {
        match self {
            Level::Number(number) => format!("{number}"),
            Level::Text(text) => text.clone(),
        }
    }
}

/// A number in as few characters as four significant digits need; whole from a thousand on.
pub fn short(value: f64) -> String {
    if value.abs() >= 1000.0 || !value.is_finite() {
        return grouped(value, 0);
    }
    let rounded: f64 = format!("{value:.3e}").parse().unwrap_or(value);
    let places = format!("{rounded}").split_once('.').map_or(0, |(_, decimals)| decimals.len());
    grouped(rounded, places)
}
