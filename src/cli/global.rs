//! Options as the commands read them.

use crate::language::Language;
use crate::scenario::Overrides;
use std::path::PathBuf;

/// The options of a command: those of all commands, and of the others those that it has.
#[derive(Debug, Default)]
pub(crate) struct Global {
    pub(super) threads: Option<u64>,
    pub(super) seed: Option<u64>,
    pub(super) firms: Option<u32>,
    pub(super) replications: Option<u32>,
    pub(super) set: Vec<String>,
    pub(super) output: Option<PathBuf>,
    pub(super) quick: bool,
    pub(super) regime: Option<String>,
    pub(super) force: bool,
    pub(super) json: bool,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    pub(super) lang: Option<Language>,
    pub(super) progress: String,
}

impl Global {
    /// Whether an option changes what is simulated.
    pub(super) fn changes_scenario(&self) -> bool {
        let Global { seed, firms, replications, set, quick, regime, .. } = self;
        seed.is_some()
            || firms.is_some()
            || replications.is_some()
            || !set.is_empty()
            || *quick
            || regime.is_some()
    }
    /// The language asked for, here or in the environment, or English.
    pub(super) fn language(&self) -> Language {
        self.lang.or_else(super::speak::environment).unwrap_or_default()
    }
    /// The language in which a folder is shown on the screen: the one asked for, else the folder's own.
    pub(super) fn reads(&self, own: Language) -> Language {
        self.lang.or_else(super::speak::environment).unwrap_or(own)
    }
    /// What the command line changes in a scenario.
    pub(super) fn overrides(&self) -> Overrides {
        Overrides {
            set: self.set.clone(),
            seed: self.seed,
            firms: self.firms,
            replications: self.replications,
            regime: self.regime.clone(),
            quick: self.quick,
            ..Overrides::default()
        }
    }
}
