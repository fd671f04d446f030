//! tideover: which policies tide firms over?

pub mod charts;
pub mod cli;
pub mod diagnose;
pub mod economy;
pub mod error;
pub mod experiment;
pub mod export;
pub mod levers;
pub mod math;
pub mod money;
pub mod month;
pub mod params;
pub mod report;
pub mod rng;
pub mod scenario;
pub mod shocks;
pub mod state;
pub mod stats;
pub mod units;

/// The version of the program, part of every run's identity.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
