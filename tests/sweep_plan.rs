//! Plans of sweeps: pure, named by what results depend on, made again from their folder; and what a user sees
//! when a sweep file is wrong.

mod common;

use common::{HEAD, folder, tideover};
use std::path::Path;
use tempfile::TempDir;
use tideover::scenario::Overrides;
use tideover::sweep::plan::plan;
use tideover::sweep::{self, Plan};

const BASE: &str = "question = \"?\"\n[replications]\ncount = 3\n\n[[shock]]\nname = \"slump\"\nkind = \"demand\"\nsize = -0.3\n\
    path = { from = \"2020-03\", to = \"2020-06\" }\n\n[[policy]]\nname = \"wage support\"\nkind = \"wage_subsidy\"\nfrom = \"2020-03\"\nto = \"2020-12\"\n\
    take_up = 0.5\nshare = 0.2\n";

const HEAD_OF_SWEEP: &str =
    "[sweep]\nname = \"map\"\nbase = \"base.toml\"\ndesign = \"grid\"\nkeep = [\"failures@end\"]\n";
const STRENGTH: &str =
    "[[factor]]\nname = \"strength\"\npath = 'policy.\"wage support\".share'\nvalues = [0, 0.1, 0.2]\n";

fn files(sweep: &str) -> TempDir {
    folder(&[("base.toml", &format!("{HEAD}{BASE}")), ("s.toml", sweep)])
}

fn planned(folder: &TempDir) -> Plan {
    plan(&folder.path().join("s.toml"), &Overrides::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn plan_of(sweep: &str) -> Plan {
    planned(&files(sweep))
}

fn ids(plan: &Plan) -> Vec<(String, String)> {
    plan.points.iter().map(|point| (point.id.clone(), point.history.clone())).collect()
}

/// What is said of a sweep file that is refused; nothing may be written.
fn said(files: &TempDir) -> String {
    let count = || std::fs::read_dir(files.path()).unwrap().count();
    let before = count();
    let output = tideover(files, &["sweep", "plan", "s.toml"]).assert().code(3).get_output().clone();
    assert_eq!(count(), before);
    String::from_utf8(output.stderr).unwrap()
}

fn said_of(head: &str, factors: &str) -> String {
    said(&files(&format!(
        "[sweep]\nname = \"map\"\nbase = \"base.toml\"\n{head}keep = [\"failures@end\"]\n{factors}"
    )))
}

const TWO: &str = "[[factor]]\nname = \"strength\"\npath = 'policy.\"wage support\".share'\nrange = [0.0, 0.4]\nsteps = 3\n\
    [[factor]]\nname = \"until\"\npath = [\"policy.wage support.to\", \"policy.wage support.announced\"]\n\
    months = { from = \"2020-06\", to = \"2020-12\", step = 3 }\n";

#[test]
fn a_grid_has_every_combination_in_order() {
    let text = "[sweep]\nname = \"map\"\nbase = \"base.toml\"\ndesign = \"grid\"\nregimes = [\"middle\", \"strict\"]\nagainst = \"no_policy\"\n\
        keep = [\"effect failures@end\", \"jobs{size=micro}@+6\"]\n";
    let only_to = TWO.replace(", \"policy.wage support.announced\"", "");
    let plan = plan_of(&format!("{text}{only_to}"));
    assert_eq!((plan.entry.points, plan.points.len()), (18, 20), "one reference point for each regime");
    let shown: Vec<String> = plan.points[..4].iter().map(|point| format!("{:?}", point.values)).collect();
    assert_eq!(shown[0], "[Number(0.0), Text(\"2020-06\")]");
    assert_eq!(shown[1], "[Number(0.0), Text(\"2020-09\")]");
    assert_eq!(shown[3], "[Number(0.2), Text(\"2020-06\")]");
    assert_eq!(plan.points[9].regime, 1);
    assert_eq!(
        (plan.points[0].against, plan.points[17].against, plan.points[18].against),
        (Some(18), Some(19), None)
    );
    // Policies are no part of a history; regimes are.
    assert!(plan.points[..9].iter().all(|point| point.history == plan.points[0].history));
    assert_ne!(plan.points[0].history, plan.points[9].history);
    assert_ne!(plan.points[0].id, plan.points[1].id);
    let strength = &plan.entry.factors[0];
    assert_eq!(
        (strength.baseline.clone(), strength.values.len(), strength.range),
        (Some(sweep::Value::Number(0.2)), 3, Some([0.0, 0.4]))
    );
    // The scenario of a point, and that of its reference point.
    let loaded = plan.scenarios.of(&plan.points[3]).unwrap();
    assert_eq!((loaded.scenario.name.as_str(), loaded.scenario.policies[0].settings[0]), ("t", 0.2));
    assert_eq!(loaded.scenario.policies[0].to.to_string(), "2020-06");
    let reference = plan.scenarios.of(&plan.points[18]).unwrap();
    assert!(reference.scenario.policies.is_empty() && reference.scenario.shocks.len() == 1);
    assert!(plan.scenarios.firm_months(&plan.points[0]) > 20_000.0 * 24.0);
}

#[test]
fn the_command_of_a_point_gives_its_scenario() {
    let folder = files(
        &format!("{HEAD_OF_SWEEP}against = \"no_policy\"\nfirms = 500\nmonths = 12\n{STRENGTH}")
            .replace("failures@end", "effect jobs@end"),
    );
    let plan = planned(&folder);
    let command = plan.scenarios.command(&plan.points[1]);
    let base = folder.path().join("base.toml");
    assert_eq!(
        command,
        format!(
            "tideover run {} --set scenario.months=12 --set 'policy.\"wage support\".share=0.1' --regime middle --firms 500 --replications 3 \
             --seed 20200101",
            base.display()
        )
    );
    for point in &plan.points {
        let command = plan.scenarios.command(point).replace("tideover run", "");
        // The shell takes the quotes off.
        let words: Vec<String> = command.split(" --").map(|word| word.trim().replace('\'', "")).collect();
        let set = words.iter().filter_map(|word| word.strip_prefix("set ")).map(str::to_string).collect();
        let overrides = Overrides { set, firms: Some(500), replications: Some(3), ..Overrides::default() };
        let loaded = tideover::scenario::load(std::slice::from_ref(&base), &overrides).unwrap();
        assert_eq!(loaded.canonical, plan.scenarios.of(point).unwrap().canonical, "{command}");
    }
}

#[test]
fn a_plan_is_pure_and_ids_depend_on_results_alone() {
    let plain = plan_of(&format!("{HEAD_OF_SWEEP}{STRENGTH}"));
    let again = plan_of(&format!("{HEAD_OF_SWEEP}{STRENGTH}"));
    assert_eq!((ids(&plain), &plain.entry), (ids(&again), &again.entry));
    let named = plan_of(&format!(
        "{HEAD_OF_SWEEP}title = \"other\"\nreplications = 9\n{STRENGTH}label = \"strong\"\n"
    ));
    assert_eq!(ids(&plain), ids(&named));
    assert_ne!(plain.entry.id, named.entry.id, "replications are part of the plan");
    let renamed = files(&format!("{HEAD_OF_SWEEP}{STRENGTH}"));
    let base =
        format!("{HEAD}{BASE}").replace("name = \"t\"", "name = \"another\"").replace("\"?\"", "\"what?\"");
    std::fs::write(renamed.path().join("base.toml"), base).unwrap();
    assert_eq!(ids(&plain), ids(&planned(&renamed)));
    for change in ["firms = 1000\n", "months = 36\n"] {
        let other = plan_of(&format!("{HEAD_OF_SWEEP}{change}{STRENGTH}"));
        assert!(ids(&plain).iter().zip(ids(&other)).all(|(a, b)| a.0 != b.0 && a.1 != b.1), "{change}");
    }
    let other = files(&format!("{HEAD_OF_SWEEP}{STRENGTH}"));
    let overrides = Overrides { seed: Some(7), ..Overrides::default() };
    let seeded = plan(&other.path().join("s.toml"), &overrides).unwrap();
    assert!(ids(&plain).iter().zip(ids(&seeded)).all(|(a, b)| a.0 != b.0 && a.1 != b.1));
}

#[test]
fn a_folder_is_planned_again_without_its_sources() {
    let files = files(&format!(
        "[sweep]\nname = \"map\"\nbase = [\"base.toml\", \"other.toml\"]\ndesign = \"list\"\nlist = \"points.csv\"\nagainst = \"no_shock\"\nfirms = 800\n\
         regimes = [\"middle\", \"strict\"]\nkeep = [\"effect jobs@2020-12\", \"exits_12_months\"]\nwhere = \"strength < 0.5\"\n{}",
        TWO.replace(
            "[\"policy.wage support.to\", \"policy.wage support.announced\"]",
            "\"policy.wage support.from\""
        )
        .replace("range = [0.0, 0.4]\nsteps = 3\n", "")
        .replace("months = { from = \"2020-06\", to = \"2020-12\", step = 3 }\n", "")
    ));
    std::fs::write(
        files.path().join("points.csv"),
        "until,strength\n2020-03,0.1\n2020-06,0.25\n2020-06,0.75\n",
    )
    .unwrap();
    // A base whose shock has a table, and which says for one regime what holds in it.
    let table = "extends = \"base.toml\"\n[scenario]\nname = \"u\"\nextends = \"base.toml\"\n[regime.strict.owner]\nlook_through = 0.1\n\
        [[shock]]\nname = \"slump\"\npath = { table = \"slump.csv\" }\n";
    std::fs::write(files.path().join("other.toml"), table.strip_prefix("extends = \"base.toml\"\n").unwrap())
        .unwrap();
    std::fs::write(files.path().join("slump.csv"), "month,value\n2020-03,1\n2020-04,0.5\n").unwrap();
    let overrides = Overrides {
        set: vec!["policy.\"wage support\".take_up=0.7".into()],
        replications: Some(2),
        ..Overrides::default()
    };
    let made = plan(&files.path().join("s.toml"), &overrides).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        (made.entry.points, made.points.len(), made.entry.bases.join(" ")),
        (8, 14, "t u".to_string()),
        "under the regime middle both bases share their reference points"
    );
    assert_eq!(
        made.scenarios.notes(),
        ["1 of 3 points of the design break a condition of where and are left out"]
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let place = elsewhere.path().join("sweep");
    sweep::folder::write(&made, &place).unwrap();
    drop(files);
    let opened = sweep::folder::open(&place).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((ids(&opened), &opened.entry), (ids(&made), &made.entry));
    assert_eq!(opened.points, made.points);
    assert_eq!(sweep::folder::entry(&place).unwrap(), made.entry);
    let rows = std::fs::read_to_string(place.join("points.csv")).unwrap();
    let first =
        format!("index,id,base,regime,strength,until\n0,{},t,middle,0.1,2020-03\n", made.points[0].id);
    assert!(rows.starts_with(&first) && rows.lines().count() == 9, "{rows}");
    assert_eq!(std::fs::read_to_string(place.join("references.csv")).unwrap().lines().count(), 7);
    // A change of the inputs does not pass for the plan.
    let sweep = place.join("inputs/sweep.toml");
    let text = std::fs::read_to_string(&sweep).unwrap();
    std::fs::write(&sweep, text.replace("firms = 800", "firms = 900")).unwrap();
    let error = sweep::folder::open(&place).unwrap_err();
    assert!(error.to_string().contains("its inputs were changed since"), "{error}");
}

#[test]
fn a_changed_plan_says_what_changed() {
    let place = tempfile::tempdir().unwrap();
    sweep::folder::write(&plan_of(&format!("{HEAD_OF_SWEEP}{STRENGTH}")), place.path()).unwrap();
    let new = plan_of(
        &format!("{HEAD_OF_SWEEP}{STRENGTH}")
            .replace("[0, 0.1, 0.2]", "[0.1, 0.2, 0.3, 0.4]")
            .replace("failures@end", "jobs@end"),
    );
    let difference = sweep::folder::differences(place.path(), &new).unwrap();
    // Two points are in both plans, but nobody has kept their jobs.
    assert_eq!((difference.same, difference.new, difference.gone), (0, 4, 1));
    assert_eq!(
        difference.changes,
        [
            "factor strength: 0, 0.1, 0.2 before, 0.1, 0.2, 0.3, 0.4 now",
            "output failures@end is gone",
            "output jobs@end is new",
            "what is kept of a run, or its order: every run is done again"
        ]
    );
    let same_outputs =
        plan_of(&format!("{HEAD_OF_SWEEP}{STRENGTH}").replace("[0, 0.1, 0.2]", "[0.1, 0.2, 0.3, 0.4]"));
    let difference = sweep::folder::differences(place.path(), &same_outputs).unwrap();
    assert_eq!((difference.same, difference.new, difference.gone), (2, 2, 1));
}

#[test]
fn designs_have_as_many_points_as_they_should() {
    for (head, points) in [
        ("design = \"latin_hypercube\"\nsamples = 7\n", 7),
        ("design = \"sobol\"\nsamples = 8\n", 8),
        ("design = \"morris\"\nsamples = 3\n", 9),
        ("design = \"saltelli\"\nsamples = 4\n", 16),
        ("design = \"saltelli\"\nsamples = 4\nsecond_order = true\n", 24),
        ("design = \"one_at_a_time\"\n", 5),
    ] {
        let two = "[[factor]]\nname = \"a\"\npath = 'policy.\"wage support\".share'\ndistribution = { kind = \"triangular\", min = 0, mode = 0.1, max = 0.4 }\n\
            [[factor]]\nname = \"b\"\npath = 'parameters.owner.look_through'\nvalues = [0.1, 0.2]\n";
        let plan = plan_of(&format!(
            "[sweep]\nname = \"m\"\nbase = \"base.toml\"\n{head}keep = [\"jobs@end\"]\n{two}"
        ));
        assert_eq!(plan.entry.points, points, "{head}");
    }
}

#[test]
fn factors_without_a_label_are_called_by_what_they_set() {
    let trust = "[[factor]]\nname = \"trust\"\nlabel = \"own words\"\npath = \"parameters.owner.look_through\"\nvalues = [0.4, 0.5]\n";
    let two = TWO.replace(
        "[\"policy.wage support.to\", \"policy.wage support.announced\"]",
        "\"policy.wage support.to\"",
    );
    let plan = plan_of(&format!("{HEAD_OF_SWEEP}{two}{trust}"));
    let labels: Vec<&str> = plan.entry.factors.iter().map(|factor| factor.label.as_str()).collect();
    assert_eq!(
        labels,
        ["share of the wage bill that the state pays", "last month of the policy", "own words"]
    );
    // What two have in common tells neither from the other.
    let second = "[[policy]]\nname = \"more\"\nkind = \"wage_subsidy\"\nfrom = \"2021-01\"\nto = \"2021-06\"\nshare = 0.2\n";
    let other = STRENGTH.replace("strength", "later_strength").replace("wage support", "more");
    let folder = folder(&[
        ("base.toml", &format!("{HEAD}{BASE}{second}")),
        ("s.toml", &format!("{HEAD_OF_SWEEP}{STRENGTH}{other}")),
    ]);
    let labels = planned(&folder).entry.factors.into_iter().map(|factor| factor.label);
    assert_eq!(labels.collect::<Vec<_>>(), ["strength", "later strength"]);
}

#[test]
fn the_command_writes_a_folder_and_says_what_it_will_take() {
    let folder = files(&format!("{HEAD_OF_SWEEP}{STRENGTH}"));
    let run = |args: &[&str]| {
        String::from_utf8(tideover(&folder, args).assert().success().get_output().stdout.clone()).unwrap()
    };
    let said = run(&["sweep", "plan", "s.toml", "--dry-run"]);
    assert!(said.contains("grid of 3") && said.contains("Nothing was written or run."), "{said}");
    assert!(!folder.path().join("output").exists());
    let said = run(&["sweep", "plan", "s.toml"]);
    let id = &plan(&folder.path().join("s.toml"), &Overrides::default()).unwrap().entry.id[..8].to_string();
    assert!(said.contains(&format!("output/sweep-map-{id}")), "{said}");
    for file in [
        "plan.json",
        "points.csv",
        "references.csv",
        "problem.json",
        "inputs/sweep.toml",
        "inputs/base-0/scenario.toml",
    ] {
        assert!(folder.path().join(format!("output/sweep-map-{id}")).join(file).exists(), "{file}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&run(&["sweep", "plan", "s.toml", "--dry-run", "--json"])).unwrap();
    assert_eq!((&json["plan"]["points"], &json["simulated_points"]), (&3.into(), &3.into()));
}

#[test]
fn all_problems_of_a_sweep_file_at_once() {
    let said = said(&files(
        "[sweep]\nname = \"my map\"\nbase = \"bases.toml\"\ndesing = \"grid\"\nregimes = [\"strickt\"]\nsamples = 0.5\nkeep = [\"failure@end\", \"jobs@2020\"]\n\
         where = [\"strengh <= 1\", \"strength 1\"]\n\
         [[factor]]\nname = \"strength\"\npath = \"share\"\nrange = [1, 0]\n\
         [[factor]]\nname = \"strength\"\npath = \"scenario.regime\"\nvalues = [1, 1]\nsteps = 3\n",
    ));
    insta::assert_snapshot!(said, @r##"
    s.toml:1:2  sweep: design is missing (one of grid, list, latin_hypercube, sobol, morris, saltelli, one_at_a_time)
        1 | [sweep]
          |  ^^^^^ as in design = "grid"

    s.toml:2:8  sweep: name is "my map", but the folder is named after it: letters, digits, - _ . and at most 100 bytes
        2 | name = "my map"
          |        ^^^^^^^^ did you mean my-map?

    s.toml:4:1  sweep: desing is not a key here
        4 | desing = "grid"
          | ^^^^^^ did you mean design?

    s.toml:5:12  sweep: there is no regime "strickt" (one of resilient, middle, strict)
        5 | regimes = ["strickt"]
          |            ^^^^^^^^^ did you mean strict?

    s.toml:6:11  sweep: samples is 0.5, but a whole number is wanted
        6 | samples = 0.5
          |           ^^^ round it

    s.toml:7:10  keep "failure@end": there is no output "failure": columns of monthly.csv do, and firms_alive, jobs, failures, closures, births, job_years, public_cost, output
        7 | keep = ["failure@end", "jobs@2020"]
          |          ^^^^^^^ did you mean failures?

    s.toml:7:30  keep "jobs@2020": "2020" is no month: write end, 2021-12, +12, or two of them with .. between
        7 | keep = ["failure@end", "jobs@2020"]
          |                              ^^^^

    s.toml:8:11  where "strengh <= 1": there is no factor "strengh" (one of strength)
        8 | where = ["strengh <= 1", "strength 1"]
          |           ^^^^^^^ did you mean strength?

    s.toml:8:36  where "strength 1": a comparison is wanted here: < <= > >= == !=
        8 | where = ["strengh <= 1", "strength 1"]
          |                                    ^

    s.toml:11:8  factor "strength": "share" is not a path of keys
       11 | path = "share"
          |        ^^^^^^^ put names with spaces or points in quotes: policy."my policy".take_up

    s.toml:12:9  factor "strength": range goes from 1 to 0; the first must lie below the second
       12 | range = [1, 0]
          |         ^^^^^^

    s.toml:14:8  two factors are named "strength"
       14 | name = "strength"
          |        ^^^^^^^^^^ give each its own name

    s.toml:15:8  factor "strength": scenario.regime is no factor
       15 | path = "scenario.regime"
          |        ^^^^^^^^^^^^^^^^^ name the regimes in [sweep] regimes

    s.toml:16:14  factor "strength": 1 is listed twice
       16 | values = [1, 1]
          |              ^

    s.toml:17:9  factor "strength": steps goes with range
       17 | steps = 3
          |         ^

    15 problems found; nothing was run and nothing was written
    "##);
}

#[test]
fn keys_and_values_are_checked_by_the_scenario_itself() {
    let said = said_of(
        "design = \"grid\"\n",
        "[[factor]]\nname = \"a\"\npath = 'policy.\"wage suport\".share'\nvalues = [0.1]\n\
         [[factor]]\nname = \"b\"\npath = 'parameters.owner.look_thru'\nvalues = [0.1, 0.2]\n\
         [[factor]]\nname = \"c\"\npath = 'policy.\"wage support\".take_up'\nvalues = [0.5, 50]\n\
         [[factor]]\nname = \"d\"\npath = 'policy.\"wage support\".to'\nmonths = { from = \"2019-06\", to = \"2020-12\", step = 9 }\n",
    );
    insta::assert_snapshot!(said, @r##"
    s.toml:8:8  there is no policy named "wage suport" (one of wage support)
        8 | path = 'policy."wage suport".share'
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ did you mean wage support?

    s.toml:12:8  parameters.owner: there is no parameter "look_thru"
       12 | path = 'parameters.owner.look_thru'
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ did you mean look_through?

    s.toml:17:16  policy "wage support": take_up is 50, outside 0..=1 (share of the eligible firms that use it)
       17 | values = [0.5, 50]
          |                ^^ did you mean 0.50?

    s.toml:21:10  policy "wage support": to is 2019-06, before from, which is 2020-03
       21 | months = { from = "2019-06", to = "2020-12", step = 9 }
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the last month in force can't be before the first

    4 problems found; nothing was run and nothing was written
    "##);
}

#[test]
fn a_range_out_of_bounds_is_said_once() {
    let said = said_of(
        "design = \"sobol\"\nsamples = 64\n",
        "[[factor]]\nname = \"a\"\npath = 'policy.\"wage support\".take_up'\nrange = [1.5, 2.0]\n",
    );
    insta::assert_snapshot!(said, @r##"
    s.toml:10:9  policy "wage support": take_up is 1.91179558635, outside 0..=1 (share of the eligible firms that use it)
       10 | range = [1.5, 2.0]
          |         ^^^^^^^^^^ at point 0: a = 1.91179558635

    1 problem found; nothing was run and nothing was written
    "##);
}

#[test]
fn conditions_that_can_not_be() {
    let none = said_of("design = \"grid\"\nwhere = \"strength > 1\"\n", STRENGTH);
    insta::assert_snapshot!(none, @r##"
    s.toml:5:9  where "strength > 1": no point of the design meets it
        5 | where = "strength > 1"
          |         ^^^^^^^^^^^^^^

    1 problem found; nothing was run and nothing was written
    "##);
    let dropped = said_of("design = \"morris\"\nsamples = 4\nwhere = \"strength > 0\"\n", STRENGTH);
    insta::assert_snapshot!(dropped, @r##"
    s.toml:6:9  where "strength > 0": 2 of 8 points break it, but in this design the rows of a trajectory belong together
        6 | where = "strength > 0"
          |         ^^^^^^^^^^^^^^ narrow the factors, or take a design that can spare points, such as sobol

    1 problem found; nothing was run and nothing was written
    "##);
    let text = said_of(
        "design = \"grid\"\nwhere = \"queue > 0\"\n",
        "[[factor]]\nname = \"queue\"\npath = 'policy.\"wage support\".queue'\nvalues = [\"need\", \"lottery\"]\n",
    );
    insta::assert_snapshot!(text, @r##"
    s.toml:5:9  where "queue > 0": queue takes "need", which is neither a number nor a month
        5 | where = "queue > 0"
          |         ^^^^^^^^^^^

    1 problem found; nothing was run and nothing was written
    "##);
}

#[test]
fn designs_without_what_they_need() {
    let samples = said_of("design = \"saltelli\"\nlevels = 4\n", STRENGTH);
    insta::assert_snapshot!(samples, @r##"
    s.toml:1:2  sweep: samples is missing (the number of base samples)
        1 | [sweep]
          |  ^^^^^ as in samples = 64

    s.toml:5:1  sweep: levels goes with the design morris
        5 | levels = 4
          | ^^^^^^ leave it out

    2 problems found; nothing was run and nothing was written
    "##);
    let list = said_of("design = \"list\"\n", STRENGTH);
    insta::assert_snapshot!(list, @r##"
    s.toml:1:2  sweep: list is missing (the CSV file whose rows are the points)
        1 | [sweep]
          |  ^^^^^ as in list = "points.csv"

    1 problem found; nothing was run and nothing was written
    "##);
    let steps = said_of("design = \"grid\"\n", &STRENGTH.replace("values = [0, 0.1, 0.2]", "range = [0, 1]"));
    insta::assert_snapshot!(steps, @r##"
    s.toml:9:9  factor "strength": a grid needs to know how many values of the range it takes
        9 | range = [0, 1]
          |         ^^^^^^ as in steps = 9

    1 problem found; nothing was run and nothing was written
    "##);
    let ends = said_of(
        "design = \"morris\"\nsamples = 2\n",
        &STRENGTH
            .replace("values = [0, 0.1, 0.2]", "distribution = { kind = \"normal\", mean = 0.1, sd = 0.01 }"),
    );
    insta::assert_snapshot!(ends, @r##"
    s.toml:10:16  factor "strength": this design goes to the ends of each factor, and this distribution has none
       10 | distribution = { kind = "normal", mean = 0.1, sd = 0.01 }
          |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cut it by min and max

    1 problem found; nothing was run and nothing was written
    "##);
}

#[test]
fn lists_with_wrong_columns_or_rows() {
    let files =
        files(&format!("{HEAD_OF_SWEEP}{STRENGTH}").replace("\"grid\"", "\"list\"\nlist = \"points.csv\""));
    let said_of = |list: &str| {
        std::fs::write(files.path().join("points.csv"), list).unwrap();
        said(&files)
    };
    insta::assert_snapshot!(said_of("strenght\n0.1\n"), @r##"
    points.csv:1:1  there is no factor "strenght" (one of strength)
        1 | strenght
          | ^^^^^^^^ did you mean strength?

    points.csv:1:1  the factor strength has no column
        1 | strenght
          | ^^^^^^^^

    2 problems found; nothing was run and nothing was written
    "##);
    insta::assert_snapshot!(said_of("strength\n0.1\n3\n0.1,2\n"), @r##"
    points.csv:4:1  the list of points: this row has 2 cells, the header names 1 column
        4 | 0.1,2
          | ^^^^^

    1 problem found; nothing was run and nothing was written
    "##);
    insta::assert_snapshot!(said_of("strength\n0.1\n3\n"), @r##"
    points.csv:3:1  policy "wage support": share is 3, outside 0..=1 (share of the wage bill that the state pays)
        3 | 3
          | ^ did you mean 0.03?

    1 problem found; nothing was run and nothing was written
    "##);
    insta::assert_snapshot!(said_of("strength\n"), @r##"
    s.toml:5:8  points.csv lists no points
        5 | list = "points.csv"
          |        ^^^^^^^^^^^^

    1 problem found; nothing was run and nothing was written
    "##);
}

#[test]
fn bases_that_do_not_load_or_do_not_go_together() {
    let files = files(
        &format!("{HEAD_OF_SWEEP}{STRENGTH}")
            .replace("\"base.toml\"", "[\"base.toml\", \"bad.toml\", \"twin.toml\", \"until.toml\"]"),
    );
    let write = |name: &str, text: &str| std::fs::write(files.path().join(name), text).unwrap();
    write("bad.toml", "[scenario]\nextends = \"base.toml\"\nmonths = 0\n");
    write("twin.toml", "[scenario]\nextends = \"base.toml\"\nfirms = 500\n");
    write(
        "until.toml",
        "[scenario]\nname = \"v\"\nextends = \"base.toml\"\n[replications]\nuntil = { metric = \"firms_end\", half_width = 0.1 }\n",
    );
    insta::assert_snapshot!(said(&files), @r##"
    s.toml:3:22  the base bad.toml does not load; why stands below
        3 | base = ["base.toml", "bad.toml", "twin.toml", "until.toml"]
          |                      ^^^^^^^^^^

    s.toml:3:34  the base t has 500 firms, and t has 20000
        3 | base = ["base.toml", "bad.toml", "twin.toml", "until.toml"]
          |                                  ^^^^^^^^^^^ write firms = … under [sweep] for all

    s.toml:3:34  two bases are named "t"
        3 | base = ["base.toml", "bad.toml", "twin.toml", "until.toml"]
          |                                  ^^^^^^^^^^^ give each scenario its own name

    s.toml:3:47  the base v lets a half-width decide how many replications there are
        3 | base = ["base.toml", "bad.toml", "twin.toml", "until.toml"]
          |                                               ^^^^^^^^^^^^ write replications = … under [sweep]

    bad.toml:3:10  scenario: months is 0, outside 1..=1200 (number of months simulated)
        3 | months = 0
          |          ^

    5 problems found; nothing was run and nothing was written
    "##);
}

#[test]
fn outputs_that_the_scenario_does_not_have() {
    let sweep = format!("{HEAD_OF_SWEEP}{STRENGTH}");
    let sweep = sweep.replace(
        "[\"failures@end\"]",
        "[\"jobs@2023-01\", \"jobs{size=mikro}@end\", \"effect jobs@end\", \"jobs@end\", \"jobs @ end\"]",
    );
    insta::assert_snapshot!(said(&files(&sweep)), @r##"
    s.toml:5:9  keep "jobs@2023-01": 2023-01 is not among the scenario's months, 2020-01 to 2021-12
        5 | keep = ["jobs@2023-01", "jobs{size=mikro}@end", "effect jobs@end", "jobs@end", "jobs @ end"]
          |         ^^^^^^^^^^^^^^

    s.toml:5:25  keep "jobs{size=mikro}@end": there is no size "mikro" (one of micro, small, medium); did you mean micro?
        5 | keep = ["jobs@2023-01", "jobs{size=mikro}@end", "effect jobs@end", "jobs@end", "jobs @ end"]
          |                         ^^^^^^^^^^^^^^^^^^^^^^

    s.toml:5:49  keep "effect jobs@end": an effect needs something to be held against
        5 | keep = ["jobs@2023-01", "jobs{size=mikro}@end", "effect jobs@end", "jobs@end", "jobs @ end"]
          |                                                 ^^^^^^^^^^^^^^^^^ write against = "no_policy" or "no_shock" under [sweep]

    s.toml:5:80  keep "jobs @ end": another output has the column jobs_end already
        5 | keep = ["jobs@2023-01", "jobs{size=mikro}@end", "effect jobs@end", "jobs@end", "jobs @ end"]
          |                                                                                ^^^^^^^^^^^^

    4 problems found; nothing was run and nothing was written
    "##);
}

#[test]
fn a_shipped_scenario_is_planned_quickly() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/covid-2020.toml");
    let folder = files(
        &format!("{HEAD_OF_SWEEP}{STRENGTH}")
            .replace("\"base.toml\"", &format!("{scenarios:?}"))
            .replace("wage support", "refund of unemployment insurance")
            .replace("values = [0, 0.1, 0.2]", "range = [0, 0.03]\nsteps = 500"),
    );
    let begin = std::time::Instant::now();
    let plan = planned(&folder);
    let each = begin.elapsed().as_secs_f64() * 1e3 / plan.points.len() as f64;
    eprintln!("{each:.2} ms a point");
    assert!(each < 50.0, "{each} ms a point");
}

#[test]
fn absorbers_begin_with_what_is_shipped() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/sweeps/absorbers.toml");
    let plan = plan(&file, &Overrides::default()).unwrap_or_else(|error| panic!("{error}"));
    for (factor, first) in plan.entry.factors.iter().zip(&plan.points[0].values) {
        assert_eq!(factor.baseline.as_ref(), Some(first), "{} is no longer what is shipped", factor.name);
    }
}
