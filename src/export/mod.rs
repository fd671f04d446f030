//! Files: written whole or not at all, read back through one door.
//!
//! | file | holds |
//! | --- | --- |
//! | `csv.rs` | tables as CSV; the names of columns in files |
//! | `manifest.rs` | `manifest.json`: what was run, with what, what came out |
//! | `answer.rs` | the command that says what the policies of a run changed |
//! | `readme.rs` | `README.txt` of a run folder |
//! | `undrawn.rs` | names that the charts' font can't draw |
//! | `verify.rs` | whether a finished folder is as it was written |
//! | `until.rs` | what is said of a half-width that was to be met |
//! | `describe.rs` | what each file and column of a run folder means |
//! | `read.rs` | the only door back in |

pub mod answer;
pub mod csv;
pub mod describe;
pub mod manifest;
pub mod read;
pub mod readme;
pub mod undrawn;
pub mod until;
pub mod verify;
