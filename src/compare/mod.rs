//! Comparison: what policies did, to whom, and what it cost, paired firm by firm.
//!
//! Arms of a comparison differ in shocks and policies alone. They share seeds, so that each firm meets the same luck in each, and the months
//! before they first differ are simulated once.
//!
//! | file | what it does |
//! | --- | --- |
//! | `arms.rs` | reads the arms, refuses what can't be compared |
//! | `fork.rs` | the first month in which arms differ |
//! | `follow.rs` | what became of each firm, and the money it got |
//! | `simulate.rs` | one replication of all arms |

pub mod follow;
pub mod fork;
pub mod simulate;
