//! Tests of loading as a whole, on the tiny pack.

mod until;

use super::*;
use crate::language::told::Told;
use crate::month::params::Params;
use crate::shocks::Path as Course;
use crate::units::Month;
use std::path::Path;

const HEAD: &str =
    "[scenario]\nname = \"t\"\nextends = \"tiny/economy.toml\"\nstart = \"2020-01\"\nmonths = 24\n";

/// A folder with the tiny pack in `tiny/`, and the files given.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny");
    std::fs::create_dir(folder.path().join("tiny")).unwrap();
    for entry in std::fs::read_dir(pack).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join("tiny").join(path.file_name().unwrap())).unwrap();
    }
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn load_text(text: &str, overrides: &Overrides) -> Result<Loaded> {
    let folder = folder(&[("t.toml", text)]);
    load(&[folder.path().join("t.toml")], overrides)
}

fn loaded(body: &str) -> Scenario {
    load_text(&format!("{HEAD}{body}"), &Overrides::default())
        .unwrap_or_else(|error| panic!("{error}"))
        .scenario
}

/// The messages and hints of a scenario that must be refused.
fn refused(body: &str) -> Vec<String> {
    match load_text(&format!("{HEAD}{body}"), &Overrides::default()) {
        Err(Error::Input(problems)) => problems
            .iter()
            .map(|problem| {
                format!(
                    "{} | {}",
                    problem.message.english(),
                    problem.hint.as_ref().map_or(String::new(), Told::english)
                )
            })
            .collect(),
        other => panic!("should have been refused: {other:?}"),
    }
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

#[test]
fn a_baseline_without_policies_has_all_defaults() {
    let scenario = loaded("");
    assert_eq!((scenario.firms, scenario.replications, scenario.regime.as_str()), (20_000, 20, "middle"));
    assert_eq!(scenario.title, "t");
    assert_eq!(scenario.params, Params::default());
    assert_eq!(scenario.economy.frame.name, "all");
    assert!(scenario.shocks.is_empty() && scenario.policies.is_empty() && !scenario.quick);
}

#[test]
fn shocks_take_sizes_by_sector_and_region() {
    let scenario = loaded(
        "[[shock]]\nname = \"a\"\nkind = \"demand\"\nsize = -0.1\nsectors = { making = -0.4 }\nregions = { south = 0.5 }\nchannel = \"household\"\npath = { from = \"2020-02\", to = \"2020-04\", recover = \"2020-12\" }\n\
         [[shock]]\nname = \"b\"\nkind = \"attendance\"\nsize = 0.3\nsectors = [\"serving\"]\nregions = [\"north\"]\npath = { from = \"2020-03\", profile = \"pulse\" }\n\
         [[shock]]\nname = \"c\"\nkind = \"wage\"\nsize = 0.1\npath = { from = \"2020-03\", to = \"2020-06\", profile = \"ramp\" }\n",
    );
    let [a, b, c] = scenario.shocks.as_slice() else { panic!("three shocks") };
    assert_eq!(
        (a.by_sector.as_slice(), a.by_region.as_slice()),
        ([-0.1, -0.4, -0.1].as_slice(), [1.0, 0.5].as_slice())
    );
    assert_eq!(a.channels, [true, false, false, false]);
    assert_eq!(
        a.path,
        Course::Recover { from: month("2020-02"), to: month("2020-04"), back: month("2020-12") }
    );
    assert_eq!(
        (b.by_sector.as_slice(), b.by_region.as_slice()),
        ([0.0, 0.0, 0.3].as_slice(), [1.0, 0.0].as_slice())
    );
    assert_eq!(b.path, Course::Pulse { at: month("2020-03") });
    assert_eq!(c.path, Course::Ramp { from: month("2020-03"), to: month("2020-06") });
}

#[test]
fn a_course_may_come_from_a_table() {
    let shock = |rest: &str| {
        format!(
            "{HEAD}[[shock]]\nname = \"s\"\nkind = \"demand\"\n{rest}path = {{ table = \"course.csv\" }}\n"
        )
    };
    let read = |text: &str, table: &str| {
        let folder = folder(&[("t.toml", text), ("course.csv", table)]);
        load(&[folder.path().join("t.toml")], &Overrides::default())
    };
    let by_sector =
        read(&shock(""), "\"month\",\"making\"\r\n\"2020-02\",-0.5\r\n2020-03,-0.25\r\n").unwrap().scenario;
    assert_eq!(by_sector.shocks[0].by_sector, [1.0; 3]);
    assert_eq!(by_sector.shocks[0].size(month("2020-03"), 1, 0), -0.25);
    assert_eq!(by_sector.shocks[0].size(month("2020-03"), 2, 0), 0.0);
    let single = read(&shock("size = -0.2\n"), "month,value\n2020-02,1\n2020-03,0.5\n").unwrap().scenario;
    assert_eq!(single.shocks[0].size(month("2020-03"), 2, 0), -0.1);

    let problems = read(&shock(""), "month,makin\n2020-02,x\n2020-04,\n").unwrap_err().to_string();
    for wanted in [
        "course.csv:1:7  \"makin\" is neither value nor a sector (one of farming, making, serving)",
        "did you mean making?",
        "course.csv:3:1  month is 2020-04, but 2020-03 should follow",
    ] {
        assert!(problems.contains(wanted), "{wanted} in\n{problems}");
    }
    let problems = read(&shock(""), "month,making\n2020-02,0,5\n2020-03,x\n").unwrap_err().to_string();
    assert!(
        problems.contains("course.csv:2:9  the table: this row has 3 cells, the header names 2 columns"),
        "{problems}"
    );
    assert!(problems.contains("course.csv:3:9  making is \"x\", but a number is wanted"), "{problems}");
    let problems = read(&shock(""), "month;making\n2020-02;0,5\n").unwrap_err().to_string();
    assert!(
        problems.contains("the columns of the table are not separated by commas but by semicolons"),
        "{problems}"
    );
}

#[test]
fn policies_take_dates_targets_and_settings() {
    let scenario = loaded(
        "[[policy]]\nname = \"p\"\nkind = \"loan_moratorium\"\nfrom = \"2020-03\"\nto = \"2021-03\"\nannounced = \"2020-02\"\ntake_up = 0.6\ndelay = 1\nbudget_bn = 12\ninterest = false\n\
         target = { sizes = [\"small\", \"micro\"], sectors = \"making\", regions = [\"south\"], revenue_drop_at_least = 0.2, exporters = true }\n",
    );
    let policy = &scenario.policies[0];
    assert_eq!(policy.lever, crate::levers::by_kind("loan_moratorium").unwrap());
    assert_eq!((policy.take_up, policy.delay, policy.budget), (Some(0.6), 1, Some(12e9)));
    assert_eq!(policy.settings, [1.0, 0.0]);
    assert_eq!((policy.announced, policy.from), (month("2020-02"), month("2020-03")));
    assert_eq!(
        (policy.target.sizes.clone(), policy.target.sectors.clone()),
        (Some(vec![0, 1]), Some(vec![1]))
    );
    assert_eq!((policy.target.revenue_drop_at_least, policy.target.exporters), (Some(0.2), Some(true)));
}

#[test]
fn frames_are_chosen_by_name() {
    let scenario = loaded("[economy]\nframe = \"half\"\n");
    assert_eq!(scenario.economy.frame.firms, 5000.0);
    let said = refused("[economy]\nframe = \"haf\"\n");
    assert_eq!(
        said,
        ["economy: there is no frame \"haf\" in [economy.frames] (one of all, half) | did you mean half?"]
    );
}

#[test]
fn all_problems_are_found_at_once() {
    let said = refused(
        "firm = 5\n[[shock]]\nname = \"s\"\nkind = \"demnd\"\nsize = 0.1\npath = { from = \"2020-05\", to = \"2020-04\" }\n\
         [[policy]]\nname = \"p\"\nkind = \"loan_guarantee\"\nfrom = \"2030-01\"\nto = \"2030-02\"\ncover = 80\ntarget = { sectors = [\"farming\"] }\n\
         [parameters.owner]\nlook_trough = 0.3\n",
    );
    let text = said.join("\n");
    for wanted in [
        "firm is not a key here",
        "there is no kind of shock \"demnd\"",
        "to is 2020-04, before from, which is 2020-05",
        "never in force: 2030-01 to 2030-02 is outside the simulated months 2020-01 to 2021-12",
        "cover is 80, outside 0..=1 (share of the loan that the fund bears) | did you mean 0.80?",
        "sector \"farming\" has no small firms",
        "did you mean look_through?",
    ] {
        assert!(text.contains(wanted), "{wanted} in\n{text}");
    }
    assert_eq!(said.len(), 7, "{text}");
}

#[test]
fn a_shock_may_not_add_up_to_more_than_all_demand() {
    let said = refused(
        "[[shock]]\nname = \"s\"\nkind = \"demand\"\nsize = -0.6\nregions = { north = 2 }\npath = { from = \"2020-02\" }\n",
    );
    assert!(
        said[0].contains("in sector \"farming\", region \"north\" it adds up to -1.2, outside -1..=3"),
        "{said:?}"
    );
}

#[test]
fn files_stack_and_the_later_one_counts() {
    let folder = folder(&[("t.toml", HEAD), ("longer.toml", "[scenario]\nmonths = 36\nname = \"longer\"\n")]);
    let loaded =
        load(&[folder.path().join("t.toml"), folder.path().join("longer.toml")], &Overrides::default())
            .unwrap();
    assert_eq!((loaded.scenario.months, loaded.scenario.name.as_str()), (36, "longer"));
    assert!(loaded.path.ends_with("t.toml"));
}

#[test]
fn what_the_command_line_sets_is_checked_and_shown_as_typed() {
    let set = |text: &str| load_text(HEAD, &Overrides { set: vec![text.into()], ..Overrides::default() });
    assert_eq!(set("replications.count=3").unwrap().scenario.replications, 3);
    assert!(
        set("scenario.months=12").unwrap().resolved.contains("months = 12  # --set scenario.months=12\n")
    );
    let said = set("parameters.owner.look_through=3").unwrap_err().to_string();
    assert!(
        said.starts_with(
            "--set parameters.owner.look_through=3  parameters.owner: look_through is 3, outside 0..=1"
        ),
        "{said}"
    );
    let overrides = Overrides { firms: Some(3), seed: Some(u64::MAX), ..Overrides::default() };
    let said = load_text(HEAD, &overrides).unwrap_err().to_string();
    assert!(said.starts_with("--firms 3  scenario: firms is 3, outside 10..=100000000"), "{said}");
}

const REGIMES: &str = "[regime.strict.owner]\nlook_through = 0.2\ninjection_chance = 0.1\n[regime.resilient.owner]\nlook_through = 0.9\n\
    [parameters.owner]\ninjection_chance = 0.3\n";

#[test]
fn a_regime_sets_parameters_and_what_is_stated_goes_first() {
    let owner = |regime: &str| {
        let overrides = Overrides { regime: Some(regime.into()), ..Overrides::default() };
        let loaded = load_text(&format!("{HEAD}{REGIMES}"), &overrides).unwrap();
        // Resolved, the run stands on its own feet.
        assert_eq!(reload(&loaded).scenario.params, loaded.scenario.params);
        assert_eq!(loaded.scenario.regime, regime);
        (
            loaded.scenario.params.owner.look_through,
            loaded.scenario.params.owner.injection_chance,
            loaded.resolved,
        )
    };
    let default = Params::default().owner.look_through;
    let (strict, middle, resilient) = (owner("strict"), owner("middle"), owner("resilient"));
    assert_eq!((strict.0, middle.0, resilient.0), (0.2, default, 0.9));
    assert_eq!((strict.1, middle.1, resilient.1), (0.3, 0.3, 0.3));
    let said = strict.2.lines().find(|line| line.starts_with("look_through = ")).unwrap();
    assert!(said.starts_with("look_through = 0.2  # ") && said.ends_with("t.toml:7"), "{said}");
}

#[test]
fn every_regime_is_checked_whichever_is_run() {
    let said = refused(
        "[regime.strict.owner]\nlook_through = 3\n[regime.strickt.work]\nidle_pay = 0.8\n[regime.resilient]\nowners = 3\n\
         [regime.resilient.work]\nidle_pey = 0.8\n",
    );
    let text = said.join("\n");
    for wanted in [
        "regime.strict.owner: look_through is 3, outside 0..=1",
        "there is no regime \"strickt\" (one of resilient, middle, strict) | did you mean strict?",
        "there is no mechanism \"owners\" in regime.resilient",
        "regime.resilient.work: there is no parameter \"idle_pey\"",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing in\n{text}");
    }
    assert_eq!(said.len(), 4, "{text}");
}

/// Writes a loaded scenario out as a run folder would, and loads it from there.
fn reload(loaded: &Loaded) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("economy")).unwrap();
    for (path, bytes) in &loaded.tables {
        std::fs::write(folder.path().join(path), bytes).unwrap();
    }
    let path = folder.path().join("scenario.resolved.toml");
    std::fs::write(&path, &loaded.resolved).unwrap();
    load(&[path], &Overrides::default()).unwrap_or_else(|error| panic!("{error}\n{}", loaded.resolved))
}

const FULL: &str = "question = \"Ünïcode \\\"quoted\\\"\\nand on two lines?\"\nfirms = 1234\nregime = \"middle\"\n\
    [[shock]]\nname = \"by table\"\nkind = \"demand\"\nchannel = [\"export\", \"household\"]\npath = { table = \"course.csv\" }\n\
    [[shock]]\nname = \"steady\"\nkind = \"wage\"\nsize = 0.1\nregions = [\"south\"]\npath = { from = \"2020-02\" }\n\
    [[shock]]\nname = \"once\"\nkind = \"payment_delay\"\nsize = 30\npath = { from = \"2020-02\", profile = \"pulse\" }\n\
    [[shock]]\nname = \"list\"\nkind = \"export\"\nsize = -0.3\npath = { from = \"2020-02\", values = [1, 0.5, 0.1] }\n\
    [[shock]]\nname = \"fades\"\nkind = \"input_price\"\nsectors = { making = 0.17 }\npath = { from = \"2020-02\", to = \"2020-04\", recover = \"2020-12\" }\n\
    [[shock]]\nname = \"perhaps\"\nkind = \"disaster\"\nsize_min = 0.1\nsize_max = 0.4\nprobability = 0.02\nmonths = 3\nsectors = [\"making\"]\npath = { from = \"2020-02\" }\n\
    [[shock]]\nname = \"spread\"\nkind = \"energy\"\nsize = 0.3\nsize_sd = 0.1\nsectors = { serving = 0.5 }\npath = { from = \"2020-02\", to = \"2020-09\" }\n\
    [[policy]]\nname = \"p\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-03\"\nbudget_bn = 0.1\ncover = 0.7\n\
    target = { sizes = [\"micro\"], tiers = [\"none\"], age_at_least = 1.5, viable = true, cash_below_months = 3 }\n\
    [[policy]]\nname = \"q\"\nkind = \"tax_deferral\"\nfrom = \"2020-03\"\nto = \"2021-03\"\n\
    [replications]\ncount = 3\nseed = 18_446_744_073_709_551_615\n[output]\ntrace = [17, 0]\n\
    [parameters.owner]\nlook_through = { value = 0.3, source = \"a book,\\n page 7\", grade = \"derived\" }\n";

#[test]
fn the_resolved_scenario_loads_to_the_same_again() {
    let folder = folder(&[
        ("t.toml", &format!("{HEAD}{FULL}")),
        ("course.csv", "month,making,serving\n2020-02,-0.1,0.3\n2020-03,-0.2,0\n"),
    ]);
    for overrides in [
        Overrides::default(),
        Overrides { quick: true, set: vec!["shock.once.size=20".into()], ..Overrides::default() },
    ] {
        let first =
            load(&[folder.path().join("t.toml")], &overrides).unwrap_or_else(|error| panic!("{error}"));
        let again = reload(&first);
        assert_eq!(again.canonical, first.canonical);
        assert_eq!(again.tables, first.tables);
        assert_eq!(again.scenario.shocks, first.scenario.shocks);
        assert_eq!(again.scenario.policies, first.scenario.policies);
        assert_eq!(again.scenario.params, first.scenario.params);
        assert_eq!(again.scenario.quick, overrides.quick);
        assert_eq!(reload(&again).canonical, first.canonical);
    }
}

#[test]
fn the_resolved_scenario_says_where_each_value_came_from() {
    let folder =
        folder(&[("t.toml", &format!("{HEAD}{FULL}")), ("course.csv", "month,making\n2020-02,-0.1\n")]);
    let file = folder.path().join("t.toml");
    let overrides = Overrides { quick: true, ..Overrides::default() };
    let resolved =
        load(std::slice::from_ref(&file), &overrides).unwrap_or_else(|error| panic!("{error}")).resolved;
    let shown = file.display();
    for wanted in [
        format!("look_through = 0.3  # {shown}:70 (derived: a book, page 7)\n"),
        format!("buffer_days = {:?}  # default\n", crate::month::params::Params::default().owner.buffer_days),
        format!("months = 24  # {shown}:5\n"),
        "count = 2  # --quick\n".to_string(),
        format!("cover = 0.7  # {shown}:"),
        format!("firms = 10000.0  # {}/tiny/economy.toml:", folder.path().display()),
        format!("farming = 0.1  # {shown}:"),
        "quick = true  # --quick\n".to_string(),
    ] {
        assert!(resolved.contains(&wanted), "{wanted} in\n{resolved}");
    }
}

#[test]
fn no_more_policies_than_a_firm_can_distinguish() {
    let policy = |n: usize| {
        format!(
            "[[policy]]\nname = \"p{n}\"\nkind = \"loan_guarantee\"\nfrom = \"2020-02\"\nto = \"2020-03\"\n"
        )
    };
    let many = |n: usize| (0..n).map(policy).collect::<String>();
    assert_eq!(loaded(&many(255)).policies.len(), 255);
    assert_eq!(refused(&many(256)), ["there are 256 policies; at most 255 can be distinguished | "]);
}

const UNTIL: &str = "[replications]\nuntil = { metric = \"firms_end\", half_width = 0.02, min = 8 }\n";

/// What a slip of the hand puts into a file.
const SLIPS: [&str; 16] =
    ["", "\"", "[", "]", "{", "}", "=", ",", "#", "\n", "-", "1e999", "nan", "true", "餐", "'"];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]
    #[test]
    fn no_slip_makes_it_panic(start in 0..2500usize, length in 0..12usize, slip in 0..SLIPS.len()) {
        let text: Vec<char> = format!("{HEAD}{FULL}").replace("path = { table = \"course.csv\" }", "size = 0.1\npath = { from = \"2020-02\", values = [1] }").chars().collect();
        let start = start % text.len();
        let end = (start + length).min(text.len());
        let broken: String = text[..start].iter().copied().chain(SLIPS[slip].chars()).chain(text[end..].iter().copied()).collect();
        match load_text(&broken, &Overrides::default()) {
            Ok(loaded) => assert_eq!(reload(&loaded).canonical, loaded.canonical),
            Err(Error::Input(problems)) => assert!(!problems.to_string().is_empty()),
            Err(other) => panic!("{other}"),
        }
    }
}
