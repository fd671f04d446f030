//! Input that could be read in two ways is refused with its place, and every option is used or refused: what
//! the program once read or ignored without a word.

mod common;

use common::{HEAD, folder, tideover};
use tempfile::TempDir;

/// A shock whose course stands in `course.csv`.
const SHOCK: &str =
    "[[shock]]\nname = \"closures\"\nkind = \"attendance\"\npath = { table = \"course.csv\" }\n";

/// What is said of a run of the program, and its exit code.
fn told(folder: &TempDir, args: &[&str]) -> (String, i32) {
    let output = tideover(folder, args).output().unwrap();
    (String::from_utf8(output.stderr).unwrap(), output.status.code().unwrap_or(-1))
}

/// What `check` says of a scenario with this head, body and table.
fn of_table(table: &str) -> (String, i32) {
    let folder = folder(&[("t.toml", &format!("{HEAD}{SHOCK}")), ("course.csv", table)]);
    told(&folder, &["check", "t.toml"])
}

#[track_caller]
fn refused(said: (String, i32), expected: &str) {
    assert!(said.0.contains(expected), "expected:\n{expected}\n\ngot:\n{}", said.0);
    assert_eq!(said.1, 3, "{}", said.0);
}

#[test]
fn a_decimal_comma_in_a_path_table_is_no_zero() {
    refused(
        of_table("month,value\n2020-02,0,25\n2020-03,0,25\n"),
        "course.csv:2:9  the table: this row has 3 cells, the header names 2 columns
    2 | 2020-02,0,25
      |         ^^^^ 0,25 is a number with a decimal comma? write 0.25

course.csv:3:9  the table: this row has 3 cells",
    );
    // In quotes it is one cell, which used to be cut in two, so that the next sector got the rest.
    refused(
        of_table("month,making,serving\n2020-02,\"0,1\",0.5\n"),
        "course.csv:2:10  making is \"0,1\", but a number is wanted
    2 | 2020-02,\"0,1\",0.5
      |          ^^^ write 0.1\n",
    );
}

#[test]
fn what_else_a_path_table_may_get_wrong() {
    let said = of_table("month,making\n2020-02,0.5\n2020-02,0.5\n2020-03\n2020-04,0.2,\n2020-05,\"0.1\n");
    refused(said, "course.csv:6:9  the table: this quote is never closed");
    let said = of_table(
        "month,making,making\n2020-02,0.5,1\n2020-02,0.5,1\n2020-03\n2020-04,0.2,1,\n2020-05,0.1\"x,1\n2020-06,20%,1\n",
    );
    for wanted in [
        "course.csv:1:14  the table has two columns \"making\"",
        "course.csv:3:1  month 2020-02 is listed twice, first in line 2",
        "course.csv:4:1  the table: this row has 1 cell, the header names 3 columns",
        "course.csv:5:1  the table: this row has 4 cells, the header names 3 columns",
        "^^^^^^^^^^^^^^ take the commas at its end out",
        "course.csv:6:12  the table: a quote in the middle of a cell",
        "making is \"20%\", but a number is wanted",
        "^^^ write a share: 0.2",
        "6 problems found",
    ] {
        refused(said.clone(), wanted);
    }
    refused(
        of_table("month;value\n2020-02;0,25\n"),
        "course.csv:1:1  the columns of the table are not separated by commas but by semicolons",
    );
}

#[test]
fn marks_and_line_ends_of_windows_change_nothing() {
    let summary = |table: &str| {
        let folder = folder(&[("t.toml", &format!("{HEAD}{SHOCK}")), ("course.csv", table)]);
        let output = tideover(&folder, &["check", "t.toml"]).assert().success().get_output().clone();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(
        summary("month,making\n2020-02,0.25\n"),
        summary(
            "\u{feff}\"month\" , making\r\n\r\n2020-02,\"0.25\"\r\n,\r\n".replace("\" ,", "\",").as_str()
        )
    );
}

#[test]
fn a_list_of_points_is_read_as_strictly() {
    let sweep = "[sweep]\nname = \"s\"\nbase = \"t.toml\"\ndesign = \"list\"\nlist = \"points.csv\"\nkeep = [\"firms_alive@end\"]\n\
        [[factor]]\nname = \"look\"\npath = \"parameters.owner.look_through\"\n[[factor]]\nname = \"months\"\npath = \"scenario.months\"\n";
    let said = |list: &str| {
        let folder = folder(&[("t.toml", HEAD), ("s.toml", sweep), ("points.csv", list)]);
        told(&folder, &["sweep", "plan", "s.toml", "--dry-run"])
    };
    let wrong = said("look,months\n0,5,12\n0.5,\"1,5\"\n0.5\n,12\n");
    for wanted in [
        "points.csv:2:1  the list of points: this row has 3 cells, the header names 2 columns",
        "^^^ 0,5 is a number with a decimal comma? write 0.5",
        "points.csv:3:6  months is \"1,5\", which is not a number",
        "points.csv:4:1  the list of points: this row has 1 cell",
        "points.csv:5:1  look is empty in this row",
    ] {
        refused(wrong.clone(), wanted);
    }
    assert_eq!(said("look,months\n0.5,12\n").1, 0);
}

#[test]
fn long_tables_and_many_mistakes_take_linear_time_and_are_counted() {
    // With each place looked up from the start of its file, this takes hours.
    let months = (0..200_000)
        .map(|row| format!("{:04}-{:02},0.5\n", 2020 + row / 12, row % 12 + 1))
        .collect::<String>();
    let (said, code) = of_table(&format!("month,making\n{months}"));
    assert!(
        code == 3 && said.contains("course.csv:2174:1  \"2201-01\" is outside the months that can be simulated, 1900-01 to 2200-12"),
        "{said}"
    );
    assert!(said.contains("… and ") && said.matches("course.csv:").count() == 50, "{said}");
    let keys = (0..200_000).map(|k| format!("unknown{k} = {k}\n")).collect::<String>();
    let folder = folder(&[("t.toml", &format!("{HEAD}{keys}"))]);
    let (said, code) = told(&folder, &["check", "t.toml"]);
    assert!(code == 3 && said.matches("is not a key here").count() == 50, "{said}");
    assert!(
        said.ends_with(
            "… and 199950 more\n\n200000 problems found; nothing was run and nothing was written\n"
        ),
        "{}",
        &said[said.len() - 200..]
    );
}

#[test]
fn characters_that_steer_and_formulas_are_refused_in_names() {
    let check = |text: &str| told(&folder(&[("t.toml", text)]), &["check", "t.toml"]);
    let said = check(&format!("{}title = \"a\\u001b[31mb\"\nquestion = \"x\\u0007\"\n", HEAD));
    refused(said.clone(), "t.toml:6:9  title: the control character U+001B can't be part of it");
    refused(said.clone(), "t.toml:7:12  question: the control character U+0007 can't be part of it");
    assert!(!said.0.contains(['\u{1b}', '\u{7}']));
    let policy =
        "[[policy]]\nname = \"=cmd()\"\nkind = \"wage_subsidy\"\nfrom = \"2020-03\"\nto = \"2020-08\"\n";
    refused(
        check(&format!("{HEAD}{policy}")),
        "t.toml:7:8  name begins with \"=\", so that spreadsheet programs take it for a formula",
    );
    let pack = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny/regions.csv"),
    )
    .unwrap();
    let first = pack.lines().nth(1).unwrap().split(',').nth(1).unwrap();
    let with = |label: &str| {
        told(
            &folder(&[("t.toml", HEAD), ("tiny/regions.csv", &pack.replacen(first, label, 1))]),
            &["check", "t.toml"],
        )
    };
    refused(
        with("No\u{7}rth"),
        "tiny/regions.csv:2:9  the table regions: the control character U+0007 can't be part of a cell",
    );
    refused(
        with("+North"),
        "tiny/regions.csv:2:7  the table regions: label begins like a formula of spreadsheet programs",
    );
    refused(with("\"No\nrth\""), "the table regions: a line break can't be part of label");
}

#[test]
fn names_of_devices_are_no_names_of_folders() {
    for name in ["CON", "nul", "com7", "Lpt1.2020"] {
        let text = HEAD.replace("\"t\"", &format!("\"{name}\""));
        let said = told(&folder(&[("t.toml", &text)]), &["check", "t.toml"]);
        refused(said, &format!("t.toml:2:8  scenario: name is \"{name}\", which Windows keeps for a device"));
    }
    assert_eq!(
        told(&folder(&[("t.toml", &HEAD.replace("\"t\"", "\"controls\""))]), &["check", "t.toml"]).1,
        0
    );
}

#[test]
fn months_and_seeds_say_which_are_allowed() {
    let said = told(&folder(&[("t.toml", &HEAD.replace("2020-01", "1890-01"))]), &["check", "t.toml"]);
    refused(
        said,
        "scenario: start: \"1890-01\" is outside the months that can be simulated, 1900-01 to 2200-12",
    );
    let (said, code) = told(&folder(&[("t.toml", HEAD)]), &["check", "t.toml", "--seed", "-1"]);
    assert!(code == 2 && said.contains("a seed is a whole number from 0 to 18446744073709551615"), "{said}");
    assert!(!said.contains("-- -1"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_a_linked_scenario_extends_stands_beside_the_file_itself() {
    let folder = folder(&[("real/t.toml", &HEAD.replace("tiny/economy.toml", "../tiny/economy.toml"))]);
    std::fs::create_dir(folder.path().join("links")).unwrap();
    std::os::unix::fs::symlink("../real/t.toml", folder.path().join("links/one.toml")).unwrap();
    std::os::unix::fs::symlink("links/one.toml", folder.path().join("two.toml")).unwrap();
    for path in ["real/t.toml", "links/one.toml", "two.toml"] {
        assert_eq!(told(&folder, &["check", path]), (String::new(), 0), "{path}");
    }
}

#[test]
fn options_of_other_commands_are_refused_with_the_commands_that_have_them() {
    let folder = folder(&[("t.toml", HEAD)]);
    for (line, option, owner) in [
        ("calibrate t.toml --firms 500", "--firms", "run, compare, sweep plan"),
        ("calibrate t.toml --seed 5", "--seed", "run, compare, sweep plan"),
        ("calibrate t.toml --set a.b=1", "--set", "run, compare, sweep plan"),
        ("calibrate t.toml --regime strict", "--regime", "run, compare, sweep plan"),
        ("plot x --set a.b=1", "--set", "run, compare, sweep plan"),
        (
            "sensitivity x -o y",
            "-o",
            "run, compare, sweep plan, sweep run, sweep submit, validate, calibrate, plot, report",
        ),
        ("sensitivity x --firms 500", "--firms", "run, compare, sweep plan"),
        ("check t.toml --force", "--force", "run, compare, sweep plan, sweep run, sweep submit"),
    ] {
        let (said, code) = told(&folder, &line.split(' ').collect::<Vec<_>>());
        let expected = format!(
            "error: {option} is no option of `tideover {}`: it belongs to the commands {owner}",
            line.split(' ').next().unwrap()
        );
        assert!(code == 2 && said.contains(&expected), "{line}: {said}");
    }
    let (said, code) = told(&folder, &["compare", "t.toml", "t.toml", "--check", "-o", "x"]);
    assert!(code == 2 && said.contains("cannot be used with"), "{said}");
}

#[test]
fn every_option_that_changes_a_scenario_shows_in_what_is_checked() {
    let folder = folder(&[("t.toml", HEAD)]);
    let check = |options: &str| {
        let args: Vec<&str> = ["check", "t.toml"].into_iter().chain(options.split_whitespace()).collect();
        String::from_utf8(tideover(&folder, &args).assert().success().get_output().stdout.clone()).unwrap()
    };
    let plain = check("");
    for option in [
        "--seed 5",
        "--firms 500",
        "--replications 5",
        "--set scenario.months=5",
        "--regime strict",
        "--quick",
        "--threads 7",
    ] {
        assert_ne!(check(option), plain, "{option}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn too_little_address_space_is_said_before_anything_is_run() {
    let folder = folder(&[("t.toml", HEAD)]);
    let program = assert_cmd::cargo::cargo_bin("tideover");
    let line = format!("ulimit -v 250000; exec {} run t.toml --firms 2000000 --threads 1", program.display());
    let output =
        std::process::Command::new("sh").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("2000000 firms on 1 thread take about") && said.contains("(ulimit -v) leaves"),
        "{said}"
    );
    assert!(!folder.path().join("output").exists());
}

/// A sweep on the tiny economy with these factors.
fn sweep(factors: &str) -> TempDir {
    let head = "[sweep]\nname = \"s\"\nbase = \"t.toml\"\ndesign = \"grid\"\nkeep = [\"firms_alive@end\"]\nreplications = 2\n";
    folder(&[("t.toml", HEAD), ("s.toml", &format!("{head}{factors}"))])
}

#[test]
fn a_sweep_of_more_points_than_can_be_planned_is_refused_at_once() {
    let factor = |name: &str, path: &str, steps| {
        format!(
            "[[factor]]\nname = \"{name}\"\npath = \"parameters.{path}\"\nrange = [0.1, 0.9]\nsteps = {steps}\n"
        )
    };
    let folder = sweep(&format!(
        "{}{}",
        factor("a", "owner.look_through", 1000),
        factor("b", "price.repricing", 1000)
    ));
    let (said, code) = told(&folder, &["sweep", "plan", "s.toml", "--dry-run"]);
    assert!(
        code == 3
            && said.contains("sweep: 1000000 points are more than 100000, the most that can be planned"),
        "{said}"
    );
}

#[test]
fn a_scheduler_gets_no_more_tasks_than_there_are_runs() {
    let folder =
        sweep("[[factor]]\nname = \"a\"\npath = \"parameters.owner.look_through\"\nvalues = [0.2, 0.4]\n");
    let args =
        ["sweep", "submit", "s.toml", "--engine", "slurm", "--shards", "500", "--dry-run", "-o", "out"];
    let output = tideover(&folder, &args).assert().success().get_output().clone();
    assert!(String::from_utf8(output.stdout).unwrap().contains("#SBATCH --array=1-4\n"));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("note: --shards 500: 4 runs are to be computed, so 4 tasks are asked for"),
        "{said}"
    );
}

#[test]
fn names_that_the_font_lacks_are_reported_once_and_in_the_readme() {
    let text = HEAD.replace("months = 24\n", "months = 2\ntitle = \"疫情 2020\"\n");
    let shock =
        "[[shock]]\nname = \"封控\"\nkind = \"attendance\"\nsize = 0.1\npath = { from = \"2020-02\" }\n";
    let folder = folder(&[("t.toml", &format!("{text}{shock}"))]);
    let args = [
        "run",
        "t.toml",
        "--firms",
        "200",
        "--replications",
        "1",
        "--threads",
        "1",
        "-o",
        "out",
        "--progress",
        "none",
    ];
    let burn = [
        "--set",
        "parameters.population.burn_in_firms=1000",
        "--set",
        "parameters.population.burn_in_years=6",
    ];
    let (said, code) = told(&folder, &[&args[..], &burn].concat());
    assert_eq!(code, 0, "{said}");
    let warning = "the font of the charts lacks characters that, where no Chinese font is installed, are boxes in PNG and PDF files: title \"疫情 2020\", shock \"封控\"";
    // With a Chinese font there is nothing to warn of.
    let warned = usize::from(!tideover::charts::text::has_chinese());
    assert_eq!(said.matches(&format!("warning: {warning}")).count(), warned, "{said}");
    let readme = std::fs::read_to_string(folder.path().join("out/README.txt")).unwrap();
    let words: Vec<&str> = readme.split_whitespace().collect();
    assert!(words.join(" ").contains(warning), "{readme}");
    assert!(
        std::fs::read_to_string(folder.path().join("out/charts/firms.svg")).unwrap().contains("疫情 2020")
    );

    // The report elsewhere: as HTML, and over nothing of the user's.
    let (said, code) = told(&folder, &["report", "out", "-o", "x.pdf"]);
    assert!(code == 2 && said.contains("-o x.pdf: a report is a file of HTML, as in -o x.html"), "{said}");
    std::fs::write(folder.path().join("mine.html"), "<p>mine</p>").unwrap();
    let (said, code) = told(&folder, &["report", "out", "-o", "mine.html"]);
    assert!(code == 2 && said.contains("-o mine.html: this file is no report of tideover"), "{said}");
    for _ in 0..2 {
        assert_eq!(told(&folder, &["report", "out", "-o", "x.html"]).1, 0);
    }
    let report = std::fs::read(folder.path().join("x.html")).unwrap();
    assert_eq!(report, std::fs::read(folder.path().join("out/report.html")).unwrap());
    let (said, code) = told(&folder, &["plot", "out"]);
    assert!(code == 0 && said.matches(&format!("warning: {warning}")).count() == warned, "{said}");
}
