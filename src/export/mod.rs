//! What is written into a run folder beside its tables.
//!
//! | file | holds |
//! | --- | --- |
//! | `manifest.rs` | the manifest of a scenario that begins to run |
//! | `answer.rs` | the command that says what the policies of a run changed |
//! | `readme.rs` | `README.txt` of a run folder, in its language |
//! | `undrawn.rs` | names that the charts' font can't draw |
//! | `verify.rs` | whether a finished folder is as it was written |
//! | `describe.rs` | what each file and column of a run folder means |

pub mod answer;
pub mod describe;
pub mod manifest;
pub mod readme;
pub mod undrawn;
pub mod verify;
