//! How often a scenario is repeated: a count, or until a half-width is met.

use super::*;

fn with(text: &str, overrides: Overrides) -> Loaded {
    load_text(text, &overrides).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn until_is_read_and_written_and_counts_for_the_run() {
    let first = with(&format!("{HEAD}{UNTIL}"), Overrides::default());
    let until = Until { metric: "firms_end".into(), half_width: 0.02, min: 8, max: 200 };
    assert_eq!((first.scenario.until.as_ref(), first.scenario.replications), (Some(&until), 200));
    assert_eq!(first.scenario.how_often(), "8 to 200, until the half-width of firms_end is 0.02 million");
    let line = "until = { metric = \"firms_end\", half_width = 0.02, min = 8, max = 200 }";
    assert!(first.canonical.contains(&format!("{line}\n")) && !first.canonical.contains("count = "));
    assert!(
        first
            .resolved
            .lines()
            .any(|said| said.starts_with(&format!("{line}  # ")) && said.ends_with("t.toml:7"))
    );
    assert_eq!(reload(&first).canonical, first.canonical);
    assert_eq!(reload(&first).scenario.until, Some(until));
    let other = with(
        &format!("{HEAD}{UNTIL}"),
        Overrides { set: vec!["replications.until.half_width=0.01".into()], ..Overrides::default() },
    );
    assert_ne!(other.canonical, first.canonical);
    assert_eq!(other.scenario.until.unwrap().half_width, 0.01);
}

#[test]
fn what_says_how_often_later_replaces_what_said_so_before() {
    let files = folder(&[
        ("t.toml", &format!("{HEAD}{UNTIL}")),
        ("c.toml", "[replications]\ncount = 5\n"),
        ("u.toml", UNTIL),
    ]);
    let stacked = |names: &[&str]| {
        let paths: Vec<_> = names.iter().map(|name| files.path().join(name)).collect();
        let scenario = load(&paths, &Overrides::default()).unwrap_or_else(|error| panic!("{error}")).scenario;
        (scenario.replications, scenario.until.is_some())
    };
    assert_eq!(
        (stacked(&["t.toml", "c.toml"]), stacked(&["t.toml", "c.toml", "u.toml"])),
        ((5, false), (200, true))
    );
    let text = format!("{HEAD}{UNTIL}");
    for (overrides, count, note) in [
        (
            Overrides { replications: Some(7), ..Overrides::default() },
            7,
            "note: --replications 7 replaces the scenario's until",
        ),
        (Overrides { quick: true, ..Overrides::default() }, 2, "note: --quick makes 2 replications"),
    ] {
        let loaded = with(&text, overrides);
        assert_eq!(
            (loaded.scenario.replications, loaded.scenario.until.is_some(), loaded.notes.len()),
            (count, false, 1)
        );
        assert!(loaded.notes[0].english().starts_with(note), "{:?}", loaded.notes);
    }
    let set = |text: &str| {
        with(&format!("{HEAD}{UNTIL}"), Overrides { set: vec![text.into()], ..Overrides::default() })
    };
    let counted = set("replications.count=3");
    assert_eq!((counted.scenario.replications, counted.scenario.until.is_some()), (3, false));
    assert!(with(HEAD, Overrides { replications: Some(7), ..Overrides::default() }).notes.is_empty());
}

#[test]
fn a_metric_must_be_one_of_the_command() {
    let text = |metric: &str| {
        format!("{HEAD}[replications]\nuntil = {{ metric = \"{metric}\", half_width = 0.02 }}\n")
    };
    let said = |metric: &str, command: Use| {
        load_text(&text(metric), &Overrides { command, ..Overrides::default() })
            .map_or_else(|error| error.to_string(), |_| String::new())
    };
    for (metric, command) in [
        ("firms_end", Use::Any),
        ("firms_end", Use::Run),
        ("job_years", Use::Any),
        ("job_years", Use::Compare),
    ] {
        assert_eq!(said(metric, command), "");
    }
    assert!(said("firms_end", Use::Compare).contains("compare has no metric \"firms_end\""));
    assert!(said("firms_end", Use::Compare).contains("it is a metric of run; compare has firms, closures, "));
    assert!(said("job_years", Use::Run).contains("it is a metric of compare; run has firms_start, "));
    assert!(said("zebra", Use::Compare).contains("compare has firms, closures, "));
    assert!(said("firms_ende", Use::Run).contains("did you mean firms_end?"));
}
