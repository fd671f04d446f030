//! The rules in force this month, rebuilt from nothing every month.

/// The rules in force this month.
#[derive(Clone, Debug, Default)]
pub struct Terms {}
