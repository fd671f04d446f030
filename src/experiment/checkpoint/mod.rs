//! Checkpoints: all replications of a scenario at the end of a month, in one file, from which runs go on or
//! part.
//!
//! | file | does |
//! | --- | --- |
//! | `continued.rs` | the model as it goes on from the file |
//! | `format.rs` | the file: its head, chunks and digest |
//! | `save.rs` | simulates until a month and writes the file |
//! | `fits.rs` | whether a scenario may go on from it, and what differs when it may not |
//!
//! What goes on from a checkpoint gives the same bytes as the scenario simulated from its start.

mod continued;
mod fits;
mod format;
mod save;

pub(crate) use continued::Continued;
pub use save::{Written, save};
