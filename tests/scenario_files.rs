//! Every scenario that is shipped loads, and its resolved form loads to the same again.

use std::path::{Path, PathBuf};
use tideover::scenario::{Loaded, Overrides, load};

/// The scenarios: files directly in `scenarios/` (packs stand in folders below, sweeps have no `[scenario]`
/// of their own).
fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let toml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let runs = |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|text| text.contains("[scenario]"));
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(toml).filter(runs).collect();
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
        let loaded = load(std::slice::from_ref(&path), &Overrides::default())
            .unwrap_or_else(|error| panic!("{error}"));
        let again = reload(&loaded);
        assert_eq!(again.canonical, loaded.canonical, "{}", path.display());
        assert_eq!(again.tables, loaded.tables, "{}", path.display());
        assert!(
            !loaded.scenario.source.is_empty(),
            "{} should say where its figures come from",
            path.display()
        );
    }
}

#[test]
fn the_tests_own_economy_resolves_too() {
    let folder = tempfile::tempdir().unwrap();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny/economy.toml");
    let text = format!(
        "[scenario]\nname = \"t\"\nextends = {:?}\nstart = \"2020-01\"\nmonths = 12\n",
        pack.display().to_string()
    );
    std::fs::write(folder.path().join("t.toml"), text).unwrap();
    let loaded =
        load(&[folder.path().join("t.toml")], &Overrides { quick: true, ..Overrides::default() }).unwrap();
    assert_eq!(reload(&loaded).canonical, loaded.canonical);
}

/// A scenario on the tests' own economy with this text behind its head.
fn told(text: &str) -> Result<Loaded, String> {
    let folder = tempfile::tempdir().unwrap();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny/economy.toml");
    let head = format!(
        "[scenario]\nname = \"t\"\nextends = {:?}\nstart = \"2020-01\"\nmonths = 24\n",
        pack.display().to_string()
    );
    std::fs::write(folder.path().join("t.toml"), format!("{head}{text}")).unwrap();
    load(&[folder.path().join("t.toml")], &Overrides::default()).map_err(|error| error.to_string())
}

const GRANT: &str = "[[policy]]\nname = \"b\"\nkind = \"liquidity_grant\"\nfrom = \"2020-03\"\nto = \"2020-05\"\nannounced = \"2020-02\"\n";
const MORE: &str =
    "[[policy]]\nname = \"a\"\nkind = \"liquidity_grant\"\nfrom = \"2020-06\"\nto = \"2020-08\"\n";
const RELIEF: &str =
    "[[policy]]\nname = \"c\"\nkind = \"rent_relief\"\nfrom = \"2020-02\"\nto = \"2020-05\"\nshare = 0.4\n";
const FLOOD: &str = "[[shock]]\nname = \"flood\"\nkind = \"disaster\"\nsize = 0.2\npath = { from = \"2020-02\", to = \"2020-03\" }\n";
const SLUMP: &str =
    "[[shock]]\nname = \"a slump\"\nkind = \"demand\"\nsize = -0.2\npath = { from = \"2020-04\" }\n";

#[test]
fn files_that_list_the_same_in_another_order_are_the_same_scenario() {
    let one = told(&[RELIEF, SLUMP, MORE, FLOOD, GRANT].concat()).unwrap();
    let other = told(&[FLOOD, GRANT, RELIEF, MORE, SLUMP].concat()).unwrap();
    assert_eq!(one.canonical, other.canonical);
    let names = |loaded: &Loaded| {
        loaded.scenario.policies.iter().map(|policy| policy.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&one), ["b", "a", "c"]);
    // Where a value came from goes with it: five lines of head, and the share in the sixth that follows.
    assert!(
        one.resolved.lines().any(|line| line.starts_with("share = 0.4  # ") && line.ends_with("t.toml:11")),
        "{}",
        one.resolved
    );
    assert_eq!(reload(&one).canonical, one.canonical);
    // Names come last: others give the same order, and the same text but for them.
    let swapped = |text: &str| text.replace("name = \"a\"", "name = \"z\"");
    let renamed = told(&[RELIEF, SLUMP, &swapped(MORE), FLOOD, GRANT].concat()).unwrap();
    assert_eq!(renamed.canonical, swapped(&one.canonical));
}

#[test]
fn a_renewal_is_known_when_what_it_renews_is() {
    let announced = |text: &str| {
        let loaded = told(text).unwrap();
        loaded.scenario.policies.iter().map(|policy| policy.announced.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(announced(&[MORE, GRANT].concat()), ["2020-02", "2020-02"]);
    assert_eq!(announced(&[MORE, "announced = \"2020-05\"\n", GRANT].concat()), ["2020-02", "2020-05"]);
    // Other settings, another draw, a month between: no renewal.
    assert_eq!(announced(&[MORE, "share = 0.4\n", GRANT].concat()), ["2020-06", "2020-02"]);
    assert_eq!(announced(&[MORE, "draw = \"x\"\n", GRANT].concat()), ["2020-02", "2020-06"]);
    assert_eq!(announced(&[&MORE.replace("2020-06", "2020-07"), GRANT].concat()), ["2020-02", "2020-07"]);
}

#[test]
fn the_file_says_which_shocks_share_their_draws() {
    let chance = "probability = 0.1\nmonths = 2\n";
    let storm = SLUMP.replace("a slump", "storm");
    let of = |first: &str, second: &str| told(&[SLUMP, chance, first, &storm, chance, second].concat());
    let said = of("", "").unwrap_err();
    let message = "shock \"storm\": chance decides on it and on \"a slump\", both of kind demand, and neither has a draw";
    assert!(said.contains(message) && said.contains("as in draw = \"b\""), "{said}");
    for draws in
        [("", "draw = \"b\"\n"), ("draw = \"a\"\n", "draw = \"b\"\n"), ("draw = \"a\"\n", "draw = \"a\"\n")]
    {
        let loaded = of(draws.0, draws.1).unwrap();
        assert_eq!(reload(&loaded).canonical, loaded.canonical);
    }
    // A word that names no random draws: nothing is drawn of this shock, and no firm files for that policy.
    let said = told(&[SLUMP, "draw = \"b\"\n"].concat()).unwrap_err();
    assert!(
        said.contains("shock \"a slump\": draw has no meaning here: nothing of this shock is left to chance"),
        "{said}"
    );
    let rule = "[[policy]]\nname = \"c\"\nkind = \"policy_rate\"\nfrom = \"2020-02\"\nto = \"2020-05\"\ndraw = \"b\"\n";
    let said = told(rule).unwrap_err();
    assert!(
        said.contains("policy_rate is a rule on banks, which firms do not apply for; it takes no draw"),
        "{said}"
    );
    let said = told(&[MORE, "draw = \"\"\n"].concat()).unwrap_err();
    assert!(said.contains("draw must be one line of 1 to 120 characters"), "{said}");
}
