//! Every scenario that is shipped loads, and its resolved form loads to the same again.

use std::path::{Path, PathBuf};
use tideover::scenario::{Loaded, Overrides, load};

/// The scenarios: files directly in `scenarios/` (packs stand in folders below, sweeps have no `[scenario]` of their own).
fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let toml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let runs = |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|text| text.contains("[scenario]"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(toml).filter(runs).collect();
    paths.sort();
    paths
}

fn reload(loaded: &Loaded) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in &loaded.tables {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let path = folder.path().join("scenario.resolved.toml");
    std::fs::write(&path, &loaded.resolved).unwrap();
    load(&[path], &Overrides::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn shipped_scenarios_load_and_resolve() {
    for path in shipped() {
        let loaded = load(std::slice::from_ref(&path), &Overrides::default()).unwrap_or_else(|error| panic!("{error}"));
        let again = reload(&loaded);
        assert_eq!(again.canonical, loaded.canonical, "{}", path.display());
        assert_eq!(again.tables, loaded.tables, "{}", path.display());
        assert!(!loaded.scenario.source.is_empty(), "{} should say where its figures come from", path.display());
    }
}

#[test]
fn the_tests_own_economy_resolves_too() {
    let folder = tempfile::tempdir().unwrap();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny/economy.toml");
    let text = format!("[scenario]\nname = \"t\"\nextends = {:?}\nstart = \"2020-01\"\nmonths = 12\n", pack.display().to_string());
    std::fs::write(folder.path().join("t.toml"), text).unwrap();
    let loaded = load(&[folder.path().join("t.toml")], &Overrides { quick: true, ..Overrides::default() }).unwrap();
    assert_eq!(reload(&loaded).canonical, loaded.canonical);
}
