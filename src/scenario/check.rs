//! What reading a scenario gathers: problems, and where each value came from.

use crate::diagnose::{Place, Problems};
use std::collections::BTreeMap;

/// What reading gathers: problems, and the origin of each value by its path in the resolved scenario.
#[derive(Debug, Default)]
pub(super) struct Check {
    pub problems: Problems,
    /// Nobody asks where values came from: finding out the lines takes most of the time of reading.
    no_origins: bool,
    origins: BTreeMap<String, String>,
}

impl Check {
    /// One that does not note where values came from.
    pub fn without_origins() -> Check {
        Check { no_origins: true, ..Check::default() }
    }
    /// Notes where the value at a path came from.
    pub fn came_from(&mut self, path: String, origin: String) {
        if !self.no_origins {
            self.origins.insert(path, origin);
        }
    }
    /// The entries of a list stand in another order now: where each stood before.
    pub fn reorder(&mut self, kind: &str, order: &[usize]) {
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(now, before)| place[*before] = now);
        let moved = |path: &str| {
            let rest = path.strip_prefix(kind).and_then(|rest| rest.strip_prefix('['));
            let (index, rest) = rest.and_then(|rest| rest.split_once(']'))?;
            Some(format!("{kind}[{}]{rest}", place.get(index.parse::<usize>().ok()?)?))
        };
        let origins = std::mem::take(&mut self.origins);
        self.origins =
            origins.into_iter().map(|(path, origin)| (moved(&path).unwrap_or(path), origin)).collect();
    }
    /// `file:line` of a value, if anybody asks.
    pub fn line(&self, place: &Place) -> String {
        if self.no_origins { String::new() } else { place.file_line() }
    }
    /// Where the value at a path came from, if it was written anywhere.
    pub fn origin(&self, path: &str) -> Option<&str> {
        self.origins.get(path).map(String::as_str)
    }
}
