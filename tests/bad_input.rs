//! What a user sees when a scenario is wrong: the whole message, word for word, and exit code 3.

mod common;

use common::{HEAD, folder, tideover};

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

fn listing(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

#[test]
fn a_missing_scenario_file() {
    let said = said(&[("flood.toml", "")], &["check", "floods.toml"]);
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_missing_file_that_is_extended() {
    let said = said(&[("t.toml", "[scenario]\nextends = \"tiny/economi.toml\"\n")], &["check", "t.toml"]);
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_circle_of_extends() {
    let said = said(&[("a.toml", "[scenario]\nextends = \"b.toml\"\n"), ("b.toml", "[scenario]\nextends = [\"tiny/economy.toml\", \"a.toml\"]\n")], &["check", "a.toml"]);
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_wrong_type() {
    let said = said_of("firms = \"many\"\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_percentage_as_text() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\ntake_up = \"60%\"\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_unknown_key() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\ntakeup = 0.6\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_unknown_sector() {
    let said = said_of("[[shock]]\nname = \"flood\"\nkind = \"demand\"\nsectors = { makign = -0.2 }\npath = { from = \"2020-02\" }\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_unknown_lever() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarante\"\nfrom = \"2020-03\"\nto = \"2021-02\"\ncover = 0.9\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_unknown_region_and_size() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\ntarget = { regions = [\"west\"], sizes = [\"tiny\"] }\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_share_of_80() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\ncover = 80\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn crossing_dates() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2020-02\"\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_shock_that_recovers_before_it_ends() {
    let said = said_of("[[shock]]\nname = \"flood\"\nkind = \"demand\"\nsize = -0.2\npath = { from = \"2020-02\", to = \"2020-06\", recover = \"2020-05\" }\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_policy_that_is_never_in_force() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2025-03\"\nto = \"2026-02\"\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn two_policies_of_one_name() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\n[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn removal_of_a_policy_that_is_not_there() {
    let said = said(&[("base.toml", &format!("{HEAD}{}", "[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\n")), ("t.toml", "[scenario]\nextends = \"base.toml\"\n[[policy]]\nname = \"guaranty\"\nremove = true\n")], &["check", "t.toml"]);
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_bad_month() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-3\"\nto = \"2021-02\"\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_month_without_quotes() {
    let said = said_of("[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = 2020-03\nto = \"2021-02\"\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_shock_without_a_size() {
    let said = said_of("[[shock]]\nname = \"flood\"\nkind = \"demand\"\npath = { from = \"2020-02\" }\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_demand_that_falls_by_more_than_all() {
    let said = said_of("[[shock]]\nname = \"flood\"\nkind = \"demand\"\nsize = -1.2\npath = { from = \"2020-02\" }\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_channel_for_a_shock_without() {
    let said = said_of("[[shock]]\nname = \"flood\"\nkind = \"wage\"\nsize = 0.1\nchannel = \"household\"\npath = { from = \"2020-02\" }\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_unknown_parameter() {
    let said = said_of("[parameters.owner]\nlook_trough = 0.3\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_unknown_mechanism() {
    let said = said_of("[parameters.look_through]\nvalue = 0.3\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_parameter_out_of_range() {
    let said = said_of("[parameters.credit]\nlimit = { value = 45, source = \"a guess\", grade = \"assumd\" }\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_table_with_a_bad_number() {
    let said = said(&[("t.toml", &format!("{HEAD}{}", "[[shock]]\nname = \"flood\"\nkind = \"demand\"\npath = { table = \"course.csv\" }\n")), ("course.csv", "month,making,serving\n2020-02,-0.1,-0.2\n2020-03,-0.1,n/a\n2020-05,0,0\n")], &["check", "t.toml"]);
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_table_that_is_not_there() {
    let said = said(&[("t.toml", &format!("{HEAD}{}", "[[shock]]\nname = \"flood\"\nkind = \"demand\"\nsize = 1\npath = { table = \"curse.csv\" }\n")), ("course.csv", "month,value\n2020-02,1\n")], &["check", "t.toml"]);
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_bad_set() {
    let said = said(&[("t.toml", &format!("{HEAD}{}", "[[policy]]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\n"))], &["check", "t.toml", "--set", "policy.guarantee.cover=1.5", "--set", "policy.guaranty.cover=1", "--set", "scenario.month=3", "--set", "months"]);
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_name_that_is_no_folder() {
    let said = said(&[("t.toml", HEAD)], &["check", "t.toml", "--set", "scenario.name=my scenario/1"]);
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_policy_with_single_brackets() {
    let said = said_of("[policy]\nname = \"guarantee\"\nkind = \"loan_guarantee\"\nfrom = \"2020-03\"\nto = \"2021-02\"\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn no_economy() {
    let said = said(&[("t.toml", "[scenario]\nname = \"t\"\nstart = \"2020-01\"\nmonths = 12\n")], &["check", "t.toml"]);
    insta::assert_snapshot!(said, @"");
}
