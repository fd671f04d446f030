//! How likely an eligible firm is to use a policy, by size class and region, and how well offices serve small
//! firms.

use crate::classes::SIZES;

/// The chances of an eligible firm, by size class and region.
#[derive(Clone, Debug)]
pub struct Chances {
    /// To hear of a policy.
    pub aware: [Vec<f64>; SIZES.len()],
    /// To hear of it and file.
    pub files: [Vec<f64>; SIZES.len()],
}

/// How well the offices of a region serve small firms.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// Of firms that would not have heard of a policy, those that still do not.
    pub missed: f64,
    /// Of firms that hear of it and could not file, those that still can't.
    pub stuck: f64,
    /// Share of the gap to a fiscally self-sufficient region that remains.
    pub gap: f64,
}

impl Default for Service {
    /// As things are.
    fn default() -> Service {
        Service { missed: 1.0, stuck: 1.0, gap: 1.0 }
    }
}

impl Chances {
    /// Their bits, to distinguish them from others.
    pub fn bits(&self) -> impl Iterator<Item = i64> {
        self.aware.iter().chain(&self.files).flatten().map(|chance| chance.to_bits() as i64)
    }
}
