//! What a user sees when a scenario is wrong: the whole message, word for word, and exit code 3.

mod common;

use common::{HEAD, folder, tideover};

/// A policy without settings, to be gone wrong.
const POLICY: &str =
    "[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\n";
/// A shock without size and course.
const SHOCK: &str = "[[shock]]\nname = \"flood\"\nkind = \"demand\"\n";

/// Checks a scenario `t.toml` made of the usual head and this body, and gives what is said of it.
fn said_of(body: &str) -> String {
    said(&[("t.toml", &format!("{HEAD}{body}"))], &["check", "t.toml"])
}

/// Runs the program in a folder with these files; it must refuse them, writing nothing.
fn said(files: &[(&str, &str)], args: &[&str]) -> String {
    let folder = folder(files);
    let before = listing(folder.path());
    let output = tideover(&folder, args).assert().code(3).get_output().clone();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "stdout is for data");
    assert_eq!(listing(folder.path()), before, "nothing may be written");
    String::from_utf8(output.stderr).unwrap()
}

/// Leaves out the list of allowed names, which grows with the model.
fn without_list(said: String) -> String {
    let Some(start) = said.find(" (one of ") else { return said };
    let end = said[start..].find(')').map_or(said.len(), |length| start + length + 1);
    format!("{}{}", &said[..start], &said[end..])
}

fn listing(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

#[test]
fn a_missing_scenario_file() {
    let said = said(&[("flood.toml", "")], &["check", "floods.toml"]);
    insta::assert_snapshot!(said, @r#"
    floods.toml  there is no such scenario file
         = did you mean flood.toml?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_missing_file_that_is_extended() {
    let said = said(&[("t.toml", "[scenario]\nextends = \"tiny/economi.toml\"\n")], &["check", "t.toml"]);
    insta::assert_snapshot!(said, @r#"
    t.toml:2:11  there is no such scenario file: tiny/economi.toml
        2 | extends = "tiny/economi.toml"
          |           ^^^^^^^^^^^^^^^^^^^ did you mean tiny/economy.toml?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_circle_of_extends() {
    let said = said(
        &[
            ("a.toml", "[scenario]\nextends = \"b.toml\"\n"),
            ("b.toml", "[scenario]\nextends = [\"tiny/economy.toml\", \"a.toml\"]\n"),
        ],
        &["check", "a.toml"],
    );
    insta::assert_snapshot!(said, @r#"
    b.toml:2:33  extends goes in a circle: a.toml → b.toml → a.toml
        2 | extends = ["tiny/economy.toml", "a.toml"]
          |                                 ^^^^^^^^ take one of these extends out

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_wrong_type() {
    let said = said_of("firms = \"many\"\n");
    insta::assert_snapshot!(said, @r#"
    t.toml:6:9  scenario: firms is "many" (text), but a whole number is wanted
        6 | firms = "many"
          |         ^^^^^^

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_percentage_as_text() {
    let said = said_of(&format!("{POLICY}take_up = \"60%\"\n"));
    insta::assert_snapshot!(said, @r#"
    t.toml:11:11  policy "guarantee": take_up is "60%" (text), but a number is wanted
       11 | take_up = "60%"
          |           ^^^^^ write 0.60

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn an_unknown_key() {
    let said = said_of(&format!("{POLICY}takeup = 0.6\n"));
    insta::assert_snapshot!(said, @r#"
    t.toml:11:1  policy "guarantee": takeup is not a key here
       11 | takeup = 0.6
          | ^^^^^^ did you mean take_up?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn an_unknown_sector() {
    let said = said_of(&format!("{SHOCK}sectors = {{ makign = -0.2 }}\npath = {{ from = \"2020-02\" }}\n"));
    insta::assert_snapshot!(said, @r#"
    t.toml:9:13  shock "flood": there is no sector "makign" (one of farming, making, serving)
        9 | sectors = { makign = -0.2 }
          |             ^^^^^^ did you mean making?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn an_unknown_lever() {
    let said = said_of(
        "[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarante\"\nfrom = \"2020-03\"\nto = \"2021-02\"\ncover = 0.9\n",
    );
    insta::assert_snapshot!(without_list(said), @r#"
    t.toml:8:8  policy "guarantee": there is no lever "loan_guarante"
        8 | kind = "loan_guarante"
          |        ^^^^^^^^^^^^^^^ did you mean loan_guarantee?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn an_unknown_region_and_size() {
    let said = said_of(&format!("{POLICY}target = {{ regions = [\"west\"], sizes = [\"tiny\"] }}\n"));
    insta::assert_snapshot!(said, @r#"
    t.toml:11:23  policy "guarantee", target: there is no region "west" (one of north, south)
       11 | target = { regions = ["west"], sizes = ["tiny"] }
          |                       ^^^^^^

    t.toml:11:41  policy "guarantee", target: there is no size class "tiny" (one of micro, small, medium)
       11 | target = { regions = ["west"], sizes = ["tiny"] }
          |                                         ^^^^^^

    2 problems found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_target_of_a_rule_on_buyers() {
    let said = said_of(
        "[[policy]]\nname = \"rule\"\nkind = \"prompt_payment\"\nfrom = \"2020-03\"\nto = \"2021-02\"\ntarget = { sizes = [\"micro\"] }\n",
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:11:10  policy "rule": prompt_payment is a rule on buyers, which firms do not apply for; it takes no target
       11 | target = { sizes = ["micro"] }
          |          ^^^^^^^^^^^^^^^^^^^^^ its own settings say what it asks of buyers

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_share_of_80() {
    let said = said_of(&format!("{POLICY}cover = 80\n"));
    insta::assert_snapshot!(said, @r#"
    t.toml:11:9  policy "guarantee": cover is 80, outside 0..=1 (share of the loan that the fund bears)
       11 | cover = 80
          |         ^^ did you mean 0.80?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn crossing_dates() {
    let said = said_of(
        "[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2020-02\"\n",
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:10:6  policy "guarantee": to is 2020-02, before from, which is 2020-03
       10 | to = "2020-02"
          |      ^^^^^^^^^ the last month in force can't be before the first

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_shock_that_recovers_before_it_ends() {
    let said = said_of(&format!(
        "{SHOCK}size = -0.2\npath = {{ from = \"2020-02\", to = \"2020-06\", recover = \"2020-05\" }}\n"
    ));
    insta::assert_snapshot!(said, @r#"
    t.toml:10:54  shock "flood", path: recover is 2020-05, before to, which is 2020-06
       10 | path = { from = "2020-02", to = "2020-06", recover = "2020-05" }
          |                                                      ^^^^^^^^^

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_policy_that_is_never_in_force() {
    let said = said_of(
        "[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2025-03\"\nto = \"2026-02\"\n",
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:9:8  policy "guarantee": never in force: 2025-03 to 2026-02 is outside the simulated months 2020-01 to 2021-12
        9 | from = "2025-03"
          |        ^^^^^^^^^

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn two_policies_of_one_name() {
    let said = said_of(&format!("{POLICY}{POLICY}"));
    insta::assert_snapshot!(said, @r#"
    t.toml:12:8  two policies are named "guarantee"; the other is at t.toml:7
       12 | name = "guarantee"
          |        ^^^^^^^^^^^ give each its own name

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn removal_of_a_policy_that_is_not_there() {
    let said = said(
        &[
            ("base.toml", &format!("{HEAD}{POLICY}")),
            (
                "t.toml",
                "[scenario]\nextends = \"base.toml\"\n[[policy]]\nname = \"guaranty\"\nremove = true\n",
            ),
        ],
        &["check", "t.toml"],
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:4:8  there is no policy named "guaranty" (one of guarantee)
        4 | name = "guaranty"
          |        ^^^^^^^^^^ did you mean guarantee?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_bad_month() {
    let said = said_of(
        "[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-3\"\nto = \"2021-02\"\n",
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:9:8  policy "guarantee": from: "2020-3" is not a month; write year-month, as in "2020-02"
        9 | from = "2020-3"
          |        ^^^^^^^^ write "2020-03"

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_month_without_quotes() {
    let said = said_of(
        "[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = 2020-03\nto = \"2021-02\"\n",
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:9:8  this is not TOML: invalid date, expected `-` (MM-DD)
        9 | from = 2020-03
          |        ^^^^^^^ write months in quotes: "2020-03"

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_shock_without_a_size() {
    let said = said_of(&format!("{SHOCK}path = {{ from = \"2020-02\" }}\n"));
    insta::assert_snapshot!(said, @r#"
    t.toml:7:8  shock "flood": how large is it? give size, or sectors with a size each
        7 | name = "flood"
          |        ^^^^^^^ as in size = -0.2

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_demand_that_falls_by_more_than_all() {
    let said = said_of(&format!("{SHOCK}size = -1.2\npath = {{ from = \"2020-02\" }}\n"));
    insta::assert_snapshot!(said, @r#"
    t.toml:9:8  shock "flood": size is -1.2, outside -1..=3 (final demand for a sector's goods changes by this share; share, -0.2 is a fall by a fifth)
        9 | size = -1.2
          |        ^^^^

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_channel_for_a_shock_without() {
    let said = said_of(
        "[[shock]]\nname = \"flood\"\nkind = \"wage\"\nsize = 0.1\nchannel = \"household\"\npath = { from = \"2020-02\" }\n",
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:10:11  shock "flood": channel has no meaning for kind "wage"; only for demand
       10 | channel = "household"
          |           ^^^^^^^^^^^ leave it out

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn an_unknown_parameter() {
    let said = said_of("[parameters.owner]\nlook_trough = 0.3\n");
    insta::assert_snapshot!(without_list(said), @r#"
    t.toml:7:1  parameters.owner: there is no parameter "look_trough"
        7 | look_trough = 0.3
          | ^^^^^^^^^^^ did you mean look_through?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn an_unknown_mechanism() {
    let said = said_of("[parameters.look_through]\nvalue = 0.3\n");
    insta::assert_snapshot!(said, @r#"
    t.toml:6:13  there is no mechanism "look_through" in parameters
        6 | [parameters.look_through]
          |             ^^^^^^^^^^^^ did you mean owner.look_through?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_parameter_out_of_range() {
    let said =
        said_of("[parameters.credit]\nlimit = { value = 45, source = \"a guess\", grade = \"assumd\" }\n");
    insta::assert_snapshot!(said, @r#"
    t.toml:7:19  parameters.credit: limit is 45, outside 0..=3 (most debt that a bank allows; share of yearly sales)
        7 | limit = { value = 45, source = "a guess", grade = "assumd" }
          |                   ^^ did you mean 0.45?

    t.toml:7:51  parameters.credit: limit: there is no grade "assumd" (one of official, derived, assumed)
        7 | limit = { value = 45, source = "a guess", grade = "assumd" }
          |                                                   ^^^^^^^^ did you mean assumed?

    2 problems found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_table_with_a_bad_number() {
    let said = said(
        &[
            ("t.toml", &format!("{HEAD}{SHOCK}path = {{ table = \"course.csv\" }}\n")),
            ("course.csv", "month,making,serving\n2020-02,-0.1,-0.2\n2020-03,-0.1,n/a\n2020-05,0,0\n"),
        ],
        &["check", "t.toml"],
    );
    insta::assert_snapshot!(said, @r#"
    course.csv:3:14  serving is "n/a", but a number is wanted
        3 | 2020-03,-0.1,n/a
          |              ^^^

    course.csv:4:1  month is 2020-05, but 2020-04 should follow: months must be consecutive
        4 | 2020-05,0,0
          | ^^^^^^^

    2 problems found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_table_that_is_not_there() {
    let said = said(
        &[
            ("t.toml", &format!("{HEAD}{SHOCK}size = 1\npath = {{ table = \"curse.csv\" }}\n")),
            ("course.csv", "month,value\n2020-02,1\n"),
        ],
        &["check", "t.toml"],
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:10:18  there is no such table: curse.csv
       10 | path = { table = "curse.csv" }
          |                  ^^^^^^^^^^^ did you mean course.csv?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_bad_set() {
    let said = said(
        &[("t.toml", &format!("{HEAD}{POLICY}"))],
        &[
            "check",
            "t.toml",
            "--set",
            "policy.guarantee.cover=1.5",
            "--set",
            "policy.guaranty.cover=1",
            "--set",
            "scenario.month=3",
            "--set",
            "months",
        ],
    );
    insta::assert_snapshot!(said, @r#"
    --set policy.guaranty.cover=1  there is no policy named "guaranty" (one of guarantee)
         = did you mean guarantee?

    --set months  a key, an equals sign and a value are wanted
         = as in --set scenario.months=12

    --set scenario.month=3  scenario: month is not a key here (one of name, title, question, source, extends, start, months, firms, regime, quick)
         = did you mean months?

    --set policy.guarantee.cover=1.5  policy "guarantee": cover is 1.5, outside 0..=1 (share of the loan that the fund bears)

    4 problems found; nothing was run and nothing was written
    "#);
}

#[test]
fn replications_by_count_and_until() {
    let until = "until = { metric = \"firms_ende\", half_width = 0, min = 20, max = 10 }";
    let said = said_of(&format!("[replications]\ncount = 20\n{until}\n"));
    insta::assert_snapshot!(said, @r#"
    t.toml:8:1  replications: until and count are both given, count at t.toml:7
        8 | until = { metric = "firms_ende", half_width = 0, min = 20, max = 10 }
          | ^^^^^ leave one of them out: count fixes their number, until lets a half-width decide

    t.toml:8:20  replications, until: run or compare has no metric "firms_ende"
        8 | until = { metric = "firms_ende", half_width = 0, min = 20, max = 10 }
          |                    ^^^^^^^^^^^^ did you mean firms_end?

    t.toml:8:47  replications, until: half_width is 0, which no number of replications meets
        8 | until = { metric = "firms_ende", half_width = 0, min = 20, max = 10 }
          |                                               ^

    t.toml:8:66  replications, until: max is 10, below min, which is 20
        8 | until = { metric = "firms_ende", half_width = 0, min = 20, max = 10 }
          |                                                                  ^^

    4 problems found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_metric_of_until_that_the_run_is_too_short_for() {
    let body = "[replications]\nuntil = { metric = \"jobs_change_month_24\", half_width = 0.1 }\n";
    let said =
        said(&[("t.toml", &format!("{HEAD}{body}"))], &["check", "t.toml", "--set", "scenario.months=12"]);
    insta::assert_snapshot!(said, @r#"
    t.toml:7:20  replications, until: jobs_change_month_24 needs 24 months, and the scenario has 12
        7 | until = { metric = "jobs_change_month_24", half_width = 0.1 }
          |                    ^^^^^^^^^^^^^^^^^^^^^^

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_metric_of_until_that_is_none_of_the_command() {
    let body = "[replications]\nuntil = { metric = \"job_years\", half_width = 0.1 }\n";
    let said = said(&[("t.toml", &format!("{HEAD}{body}"))], &["run", "t.toml"]);
    assert!(said.contains("t.toml:7:20  replications, until: run has no metric \"job_years\"\n"), "{said}");
    assert!(
        said.contains("^^^^^^^^^^^ it is a metric of compare; run has firms_start, firms_end, "),
        "{said}"
    );
}

#[test]
fn a_name_that_is_no_folder() {
    let said = said(&[("t.toml", HEAD)], &["check", "t.toml", "--set", "scenario.name=my scenario/1"]);
    insta::assert_snapshot!(said, @r#"
    --set scenario.name=my scenario/1  scenario: name is "my scenario/1", but the run folder is named after it: letters, digits, - _ . and at most 100 bytes
         = did you mean my-scenario-1?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_policy_with_single_brackets() {
    let said = said_of(
        "[policy]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\n",
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:6:2  a policy is one of a list: write [[policy]] with two brackets
        6 | [policy]
          |  ^^^^^^ [[policy]]

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn no_economy() {
    let said = said(
        &[("t.toml", "[scenario]\nname = \"t\"\nstart = \"2020-01\"\nmonths = 12\n")],
        &["check", "t.toml"],
    );
    insta::assert_snapshot!(said, @r#"
    t.toml  [economy] is missing (the country; usually taken from an economy pack by extends)
         = as in [scenario] extends = "economies/china-2019.toml"

    1 problem found; nothing was run and nothing was written
    "#);
}

/// What is said of a shock that chance may bring.
fn said_of_chance(keys: &str) -> String {
    said_of(&format!("{SHOCK}{keys}"))
}

#[test]
fn a_probability_above_one() {
    let said = said_of_chance("size = -0.2\nprobability = 5\nmonths = 3\npath = { from = \"2020-02\" }\n");
    insta::assert_snapshot!(said, @r#"
    t.toml:10:15  shock "flood": probability is 5, outside 0..=1 (chance that it begins in a month in which it is not running; from and to of the path are the window in which it may begin)
       10 | probability = 5
          |               ^ did you mean 0.05?

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_probability_without_months() {
    let said = said_of_chance("size = -0.2\nprobability = 0.05\npath = { from = \"2020-02\" }\n");
    insta::assert_snapshot!(said, @r#"
    t.toml:10:15  shock "flood": months is missing, probability needs it (how long the shock lasts each time)
       10 | probability = 0.05
          |               ^^^^ as in months = 6

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn months_without_a_probability() {
    let said = said_of_chance("size = -0.2\nmonths = 3\npath = { from = \"2020-02\" }\n");
    insta::assert_snapshot!(said, @r#"
    t.toml:10:10  shock "flood": months has no meaning without probability; the path says how long the shock lasts
       10 | months = 3
          |          ^ add probability = 0.02, or leave months out

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_window_that_fades() {
    let said = said_of_chance(
        "size = -0.2\nprobability = 0.05\nmonths = 3\npath = { from = \"2020-02\", to = \"2020-04\", recover = \"2020-08\" }\n",
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:12:8  shock "flood": with probability the path is the window in which the shock may begin: from, and to if it ends
       12 | path = { from = "2020-02", to = "2020-04", recover = "2020-08" }
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leave profile, recover, table and values out

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_smallest_size_above_the_largest() {
    let said = said_of_chance("size_min = -0.1\nsize_max = -0.3\npath = { from = \"2020-02\" }\n");
    insta::assert_snapshot!(said, @r#"
    t.toml:9:12  shock "flood": size_min is -0.1, above size_max, which is -0.3
        9 | size_min = -0.1
          |            ^^^^

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_size_beside_its_bounds() {
    let said =
        said_of_chance("size = -0.2\nsize_min = -0.3\nsize_max = -0.1\npath = { from = \"2020-02\" }\n");
    insta::assert_snapshot!(said, @r#"
    t.toml:9:1  shock "flood": size can't stand beside size_min and size_max, between which it is drawn
        9 | size = -0.2
          | ^^^^ take size out

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn a_spread_without_a_mean_and_half_a_pair_of_bounds() {
    let said = said_of_chance(&format!(
        "size_sd = 0.1\npath = {{ from = \"2020-02\" }}\n{}size_min = -1.5\npath = {{ from = \"2020-02\" }}\n",
        SHOCK.replace("flood", "storm")
    ));
    insta::assert_snapshot!(said, @r#"
    t.toml:9:1  shock "flood": size is missing, size_sd needs it (the mean of what is drawn)
        9 | size_sd = 0.1
          | ^^^^^^^ as in size = 0.2

    t.toml:14:1  shock "storm": size_max is missing, size_min needs it
       14 | size_min = -1.5
          | ^^^^^^^^ or give size and size_sd

    t.toml:14:12  shock "storm": size_min is -1.5, outside -1..=3 (share, -0.2 is a fall by a fifth)
       14 | size_min = -1.5
          |            ^^^^

    3 problems found; nothing was run and nothing was written
    "#);
}

#[test]
fn factors_of_a_drawn_size_that_carry_it_out_of_bounds() {
    let said = said_of_chance(
        "size_min = -0.8\nsize_max = -0.1\nsectors = { making = 2 }\npath = { from = \"2020-02\" }\n",
    );
    insta::assert_snapshot!(said, @r#"
    t.toml:7:8  shock "flood": in sector "making", region "north" it adds up to -1.6, outside -1..=3 (share, -0.2 is a fall by a fifth): size -1.6 × region 1 × course 1
        7 | name = "flood"
          |        ^^^^^^^

    1 problem found; nothing was run and nothing was written
    "#);
}

#[test]
fn more_energy_than_inputs() {
    let table = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny/sectors.csv"),
    )
    .unwrap();
    let folder =
        folder(&[("t.toml", HEAD), ("tiny/sectors.csv", &table.replacen(",0.06,0.03,", ",0.6,0.03,", 1))]);
    let output = tideover(&folder, &["check", "t.toml"]).assert().code(3).get_output().clone();
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @r#"
    tiny/sectors.csv:3:1  sector "making": energy_share and freight_share add up to 0.63 of output, more than all its inputs in input_output, 0.57
        3 | making,Making,true,industry,0.4,16,1000,60000,0.06,0.05,0.13,0.4,0.8,60,40,0.5,0.4,0.6,0.03,0.2,1,0.30,invented,assumed
          | ^^^^^^

    1 problem found; nothing was run and nothing was written
    "#);
}

/// A policy of a kind over the whole of 2020, with more lines.
fn over_2020(name: &str, kind: &str, more: &str) -> String {
    format!(
        "[[policy]]\nname = \"{name}\"\nkind = \"{kind}\"\nfrom = \"2020-03\"\nto = \"2020-12\"\n{more}\n"
    )
}

#[test]
fn levers_that_contradict_each_other() {
    let waived = over_2020("waived", "contribution_relief", "take_up = 1.0\nshare = 1.0");
    let said = said_of(&(waived + &over_2020("deferred", "contribution_deferral", "")));
    assert!(
        said.contains(
            "policy \"deferred\": \"waived\" waives all contributions of all firms in these months"
        ),
        "{said}"
    );
    let up = over_2020("up", "policy_rate", "change = 0.005");
    let said = said_of(&(up + &over_2020("down", "policy_rate", "change = -0.005")));
    assert!(said.contains("policy \"up\": it and \"down\" move the prime rate against each other"), "{said}");
}

#[test]
fn a_budget_in_the_wrong_unit() {
    let said = said_of(&over_2020("grant", "liquidity_grant", "budget_bn = 20_000_000_000"));
    assert!(said.contains("budget_bn is 20000000000") && said.contains("counts billions"), "{said}");
}

#[test]
fn a_target_of_firms_of_a_rule_on_markets() {
    let said = said_of(&over_2020("vouchers", "consumption_voucher", "target = { sizes = [\"micro\"] }"));
    assert!(said.contains("a rule on markets and offices can't choose firms by sizes"), "{said}");
    // What holds all over the country, or in all trades, took such a target before, and did not keep to it.
    for (kind, target, why) in [
        (
            "procurement_set_aside",
            "regions = [\"hubei\"]",
            "procurement_set_aside holds all over the country and takes no regions",
        ),
        (
            "service_network",
            "sectors = [\"construction\"]",
            "service_network holds in all trades and takes no sectors",
        ),
        (
            "rights_protection",
            "regions = [\"hubei\"]",
            "rights_protection holds all over the country and takes no regions",
        ),
    ] {
        let said = said_of(&over_2020("rule", kind, &format!("target = {{ {target} }}")));
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn a_queue_that_is_not_one() {
    let said = said_of(&over_2020("grant", "liquidity_grant", "queue = \"neediest\""));
    assert!(said.contains("neediest") && said.contains("first_come") && said.contains("lottery"), "{said}");
}

#[test]
fn a_target_that_selects_nobody_is_reported_after_the_run() {
    let place = tempfile::tempdir().unwrap();
    let pack = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/baseline.toml");
    let nobody = over_2020(
        "for nobody",
        "liquidity_grant",
        "target = { sizes = [\"medium\"], headcount_at_most = 1 }",
    );
    let text = format!(
        "[scenario]\nname = \"t\"\nextends = {:?}\nmonths = 6\n\n{nobody}",
        pack.display().to_string()
    );
    std::fs::write(place.path().join("t.toml"), text).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_tideover"))
        .current_dir(place.path())
        .args(["run", "t.toml", "--firms", "500", "--replications", "1", "--progress", "plain"])
        .args([
            "--set",
            "parameters.population.burn_in_years=1",
            "--set",
            "parameters.population.burn_in_firms=1000",
        ])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("policy \"for nobody\": no firm was ever eligible"), "{told}");
}
