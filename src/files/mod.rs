//! Files of a finished folder as data: the one manifest type, the one writer of tables and the one reader. The
//! rooms that run and those that draw share them.
//!
//! | file | holds |
//! | --- | --- |
//! | `manifest.rs` | `manifest.json`: what was run, with what, what came out |
//! | `entries.rs` | what a manifest lists: shocks, policies, arms, places |
//! | `until.rs` | what it says of a half-width that was to be met |
//! | `csv.rs` | tables as CSV; the names of columns in files |
//! | `read.rs` | the only door back in |
//! | `listed.rs` | folders of results: what each is |
//! | `outcomes.rs` | what came out: metrics of summaries, in pairs |
//! | `owned.rs` | a folder of the user's that results are written into, of which nothing of others is overwritten |
//! | `settings.rs` | what was set: the resolved scenario as keys |

pub mod csv;
pub mod entries;
pub mod listed;
pub mod manifest;
pub mod outcomes;
pub mod owned;
pub mod read;
pub mod settings;
pub mod until;
