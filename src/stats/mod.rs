//! Statistics: reads the state, writes rows; never the other way.

pub mod access;
pub mod columns;
pub mod diversity;
pub mod factors;
pub mod interim;
pub mod last_year;
pub mod pooled;
pub mod recorder;
pub mod resilience;
pub mod run_tables;
pub mod summary;
pub mod survival;
pub mod tables;
