//! What the folder of a comparison keeps of its arms: each as a scenario that runs by itself, with take-up and
//! targets of its policies.

use crate::charts::run::Run;
use std::path::{Path, PathBuf};

/// A policy of an arm.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Policy {
    pub(super) name: String,
    /// Share of those entitled that ask for it; none where the lever has no such setting.
    pub(super) take_up: Option<f64>,
    /// Sectors it is for; empty for all.
    pub(super) sectors: Vec<String>,
    /// Regions it is for; empty for all.
    pub(super) regions: Vec<String>,
}

/// The file of an arm in a regime, below the folder; none where it was not kept, as of arms that were derived.
pub(super) fn file(folder: &Path, arm: &str, regime: &str) -> Option<PathBuf> {
    let ending = format!("-{regime}.toml");
    let entries = std::fs::read_dir(folder.join("arms")).ok()?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().find(|path| {
        let named = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(&ending));
        named && read(path).is_some_and(|file| name(&file) == Some(arm))
    })
}

/// The policies of an arm, in the order of its file.
pub(super) fn policies(run: &Run, arm: &str) -> Vec<Policy> {
    let file = file(&run.folder, arm, &run.main.regime).and_then(|path| read(&path));
    file.map_or_else(Vec::new, |file| of(&file))
}

fn read(path: &Path) -> Option<toml::Table> {
    std::fs::read_to_string(path).ok()?.parse().ok()
}

fn name(file: &toml::Table) -> Option<&str> {
    file.get("scenario")?.get("name")?.as_str()
}

fn of(file: &toml::Table) -> Vec<Policy> {
    let one = |policy: &toml::Value| {
        let list = |key: &str| -> Vec<String> {
            let target = policy.get("target").and_then(|target| target.get(key)?.as_array());
            let words = target.into_iter().flatten().filter_map(|word| word.as_str());
            words.map(str::to_string).collect()
        };
        Policy {
            name: policy.get("name").and_then(toml::Value::as_str).unwrap_or_default().to_string(),
            take_up: policy.get("take_up").and_then(|share| match share {
                toml::Value::Float(share) => Some(*share),
                toml::Value::Integer(share) => Some(*share as f64),
                _ => None,
            }),
            sectors: list("sectors"),
            regions: list("regions"),
        }
    };
    let policies = file.get("policy").and_then(toml::Value::as_array);
    policies.into_iter().flatten().map(one).collect()
}

/// The command that makes the folder again out of what is in it, to be given inside it.
pub(super) fn command(run: &Run) -> Option<String> {
    let Some(compared) = &run.manifest.comparison else {
        let quick = if run.manifest.quick { " --quick" } else { "" };
        let there = run.folder.join("scenario.resolved.toml").is_file();
        return there.then(|| format!("tideover run scenario.resolved.toml{quick} -o ../again"));
    };
    let regime = &run.main.regime;
    let mut words = vec!["tideover compare".to_string()];
    for arm in &compared.named {
        let path = file(&run.folder, arm, regime)?;
        let name = path.file_name()?.to_string_lossy().into_owned();
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        words.push(if plain { format!("arms/{name}") } else { format!("\"arms/{name}\"") });
    }
    words.push(format!("--regime {regime}"));
    let options = [
        (compared.no_shock.is_some(), "--no-shock"),
        (compared.each, "--each"),
        (compared.frontier, "--frontier"),
        (compared.shapley, "--shapley"),
        (run.manifest.quick, "--quick"),
    ];
    words.extend(options.iter().filter(|option| option.0).map(|option| option.1.to_string()));
    words.push("-o ../again".to_string());
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn take_up_and_targets_are_read_from_the_file_of_the_arm() {
        let text = "[scenario]\nname = \"relief\"\n[[policy]]\nname = \"grant\"\ntake_up = 0.05\n[policy.target]\nregions = [\"hubei\"]\n\
                    [[policy]]\nname = \"cut\"\n";
        let file: toml::Table = text.parse().unwrap();
        assert_eq!(name(&file), Some("relief"));
        let grant = Policy {
            name: "grant".into(),
            take_up: Some(0.05),
            regions: vec!["hubei".into()],
            ..Policy::default()
        };
        assert_eq!(of(&file), [grant, Policy { name: "cut".into(), ..Policy::default() }]);
    }
}
