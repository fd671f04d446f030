//! The identity of a run: a hash of everything that its results depend on.

use crate::scenario::Loaded;

/// The version of the model's results: goes up whenever the same scenario gives other numbers than before.
pub const MODEL_VERSION: u32 = 15;

/// A run's identity: 128 bits as 32 hex digits. The same identity means the same results, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity(String);

impl Identity {
    /// The identity of a loaded scenario: of its resolved text, its tables with their names, and the version
    /// of the model.
    pub fn of(loaded: &Loaded) -> Identity {
        let mut hasher = blake3::Hasher::new();
        // Each part is led by its length, so that no two lists of parts run together to the same bytes.
        let mut part = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        part(b"tideover run");
        part(&MODEL_VERSION.to_le_bytes());
        part(env!("CARGO_PKG_VERSION").as_bytes());
        part(loaded.canonical.as_bytes());
        for (name, bytes) in &loaded.tables {
            part(name.as_bytes());
            part(bytes);
        }
        let hash = hasher.finalize();
        Identity(hash.to_hex().as_str()[..32].to_string())
    }

    /// All 32 hex digits.
    pub fn full(&self) -> &str {
        &self.0
    }

    /// The first eight hex digits, shown in names.
    pub fn short(&self) -> &str {
        &self.0[..8]
    }

    /// The name of the run's folder: scenario name and short identity. Signs that don't belong in a file name
    /// become dashes.
    pub fn folder_name(&self, scenario: &str) -> String {
        let keep = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
        let name: String = scenario.chars().map(keep).collect();
        let name = name.trim_start_matches('.');
        format!("{}-{}", if name.is_empty() { "run" } else { name }, self.short())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixtures::loaded;

    #[test]
    fn every_input_counts() {
        let base = loaded("a");
        let mut others = [base.clone(), base.clone(), base.clone(), base.clone()];
        others[1].canonical.push('#');
        others[2].tables[0].0.push('x');
        others[3].tables[0].1.push(b'x');
        let mut ids: Vec<_> = others.iter().map(|loaded| Identity::of(loaded).0).collect();
        assert_eq!(ids[0].len(), 32);
        assert_eq!(ids[0], Identity::of(&base).0);
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 4);
    }

    #[test]
    fn what_is_only_shown_does_not_count() {
        let base = loaded("a");
        let mut commented = base.clone();
        commented.resolved = format!("# a comment\n{}", base.resolved);
        assert_eq!(Identity::of(&base), Identity::of(&commented));
    }

    #[test]
    fn folder_names_are_safe() {
        let id = Identity::of(&loaded("a"));
        assert_eq!(id.folder_name("../up and away"), format!("-up-and-away-{}", id.short()));
        assert_eq!(id.folder_name("covid-2020"), format!("covid-2020-{}", id.short()));
    }
}
