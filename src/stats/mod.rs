//! Statistics: reads the state, writes rows; never the other way.

pub mod columns;
pub mod recorder;
pub mod table;
pub mod tally;
