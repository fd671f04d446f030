//! What a finished sweep says: its answer in sentences with numbers, what would change that, which parameters
//! matter, what a job-year kept costs. As `report.html` in its folder, and for the terminal.
//!
//! | file | does |
//! | --- | --- |
//! | `findings.rs` | the folder, and what sentences are about |
//! | `number.rs` | a value with its interval, and what may be said of it |
//! | `cost.rs` | public cost of a job-year kept |
//! | `answer.rs`, `crossing.rs` | lowest and highest effect, where it changes sign, what a job-year costs |
//! | `matter.rs` | which parameters matter, by the indices of the design |
//! | `leading.rs` | those that matter most, as a table for a screen |
//! | `place.rs` | a design point in words |
//! | `turns.rs` | what would change the answer |
//! | `tables.rs` | points, outputs and factors as tables |
//! | `page.rs`, `data.rs` | the page; the same for programs |

pub mod cost;
pub mod number;

mod answer;
mod crossing;
mod data;
mod findings;
mod leading;
mod matter;
mod page;
mod place;
mod tables;
mod turns;

pub use findings::Findings;
pub use page::{FILE, write, write_to};
pub use tables::Grid;
