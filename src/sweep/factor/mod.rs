//! What varies: a factor sets one key of the scenario, or several that move together.
//!
//! | file | does |
//! | --- | --- |
//! | `kinds.rs` | a factor, its values |
//! | `read.rs` | a `[[factor]]` of the sweep file |
//! | `spread.rs` | distributions, by their inverse |
//! | `normal.rs` | the normal distribution and its inverse |

mod kinds;
mod normal;
mod read;
mod spread;

pub use kinds::{Course, Factor, Keys};
pub(super) use read::{MOST, read};
pub(super) use spread::KINDS;
pub use spread::Spread;
