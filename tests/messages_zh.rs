//! Messages about broken scenarios are Chinese throughout for who asks for Chinese.

#[path = "common/english.rs"]
mod english;

use english::{chinese, english};
use std::path::Path;
use tideover::error::Error;
use tideover::language::Language;
use tideover::language::told::Told;
use tideover::scenario::{self, Overrides, Use};

/// The messages and hints that a scenario of these files brings about; the first file is read.
fn told(files: &[(&str, &str)], overrides: &Overrides) -> Vec<Told> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/economies/china-2019.toml");
        let text = text.replace("PACK", &pack.display().to_string().replace('\\', "/"));
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    match scenario::load(&[folder.path().join(files[0].0)], overrides) {
        Ok(loaded) => loaded.notes,
        Err(Error::Input(problems)) => problems
            .iter()
            .flat_map(|problem| [Some(problem.message.clone()), problem.hint.clone()])
            .flatten()
            .collect(),
        Err(other) => panic!("{other}"),
    }
}

const HEAD: &str =
    "[scenario]\nname = \"a\"\nextends = \"PACK\"\nstart = \"2020-01\"\nmonths = 24\nfirms = 500\n";

/// Holds that all these are Chinese and that their English is found; `least`: how many there must be.
fn hold(told: &[Told], least: usize) {
    let in_english: Vec<String> = told.iter().map(Told::english).collect();
    assert!(told.len() >= least, "{} of {least}: {in_english:#?}", told.len());
    let left = |words: &Told| {
        let (said, in_english) = (words.said(Language::Chinese), words.english());
        // Some hints are code alone.
        let silent = !english(&in_english).is_empty() && !chinese(&said);
        (silent || !english(&said).is_empty()).then(|| format!("{:?} in: {said}", english(&said)))
    };
    let left: Vec<String> = told.iter().filter_map(left).collect();
    assert!(left.is_empty(), "{left:#?}");
    // Who finds nothing in English finds nothing in Chinese either.
    let seen = told.iter().filter(|words| !english(&words.english()).is_empty()).count();
    assert!(seen * 4 >= told.len() * 3, "English is found in {seen} of {} only", told.len());
}

fn broken(text: &str, least: usize) {
    hold(&told(&[("t.toml", &format!("{HEAD}{text}"))], &Overrides::default()), least);
}

#[test]
fn heads_names_and_texts() {
    let text = "[scenario]\nname = \"con\"\ntitle = 3\nquestion = \"a\\u0007b\"\nextends = [3, \"PACK\", \"nowhere.toml\"]\nstart = 2020-01-01\nmonths = 0\n\
        firms = 2.5\nregime = \"strickt\"\nquick = 1\nfoo = 1\n[replications]\ncount = \"20\"\nseed = -1\nuntil = { metric = \"zebra\", half_width = 0 }\n\
        [output]\ntrace = [-1, \"a\"]\n[regime.strickt.work]\nidle_pay = 0.8\n[regime.strict]\nowner = 3\n\
        [parameters]\nowners = 3\n[parameters.owner]\nlook_through = 80\nlook_trough = 0.5\n[parameters.work]\nidle_pay = \"80%\"\n";
    let all = told(&[("t.toml", text)], &Overrides::default());
    hold(&all, 4);
    let text = text.replace("3, \"PACK\", \"nowhere.toml\"", "\"PACK\"").replace("\\u0007", "");
    hold(&told(&[("t.toml", &text)], &Overrides::default()), 25);
    let names = ["", "a b", ".hidden", "com1.x"];
    for name in names {
        let text = HEAD.replace("\"a\"", &format!("{name:?}"));
        hold(&told(&[("t.toml", &text)], &Overrides::default()), 1);
    }
    hold(
        &told(&[("t.toml", "[scenario]\nstart = \"2020-13\"\n[economy]\nname = 3\n")], &Overrides::default()),
        14,
    );
}

#[test]
fn syntax_files_and_circles() {
    let text = "start = 2020-01\ncover = 0,5\nregime = strict\nshare = 80%\n";
    hold(&told(&[("t.toml", text)], &Overrides::default()), 8);
    for (slip, least) in [
        ("名称 = 1\n", 1),
        ("a = 1\na = 2\n", 1),
        ("a = [1 2\n", 1),
        ("a = { b = 1, \n", 1),
        ("[a\nb = \"x\n", 1),
        ("a b = 1\nc = 1 = 2\nd\n= 3\n", 1),
        ("a = 007\nb = \"\\z\"\nc = 2020-13-01\n", 1),
    ] {
        hold(&told(&[("t.toml", slip)], &Overrides::default()), least);
    }
    let circle = [
        ("a.toml", "[scenario]\nextends = \"b.toml\"\n"),
        ("b.toml", "[scenario]\nextends = [\"a.toml\", \"c.tml\", \"x/y.toml\"]\n"),
    ];
    hold(&told(&circle, &Overrides::default()), 4);
    let formula = "title = \"=1+1\"\nname = \"a\\nb\"\n\"k\\u0000\" = \"\\u0007\"\n";
    hold(&told(&[("t.toml", formula)], &Overrides::default()), 6);
    broken(
        "[policy]\nname = \"p\"\n[[shock]]\nname = \"s\"\n[[shock]]\nname = \"s\"\n[[shock]]\nname = \"t\"\nremove = true\n",
        6,
    );
}

#[test]
fn shocks() {
    let shock = |(at, body): (usize, &str)| format!("[[shock]]\nname = \"s{at}\"\n{body}\n");
    let path = "path = { from = \"2020-02\" }";
    let text: String = [
        "kind = \"flood\"\nsize = 1".to_string(),
        "kind = \"demand\"\nsize = -80\npath = { from = \"2020-2\", to = \"2020-01\" }".into(),
        format!("kind = \"demand\"\nsectors = [\"retail\"]\nregions = {{ henan = 20, nowhere = 1 }}\n{path}"),
        format!("kind = \"demand\"\nsectors = {{ construction = -3 }}\nregions = 1\nchannel = [\"hosehold\"]\n{path}"),
        format!("kind = \"wage\"\nsize = nan\nchannel = \"export\"\nmarket = \"abroad\"\n{path}"),
        format!("kind = \"export\"\nsize = -0.1\nmarket = \"moon\"\nsectors = 3\nregions = []\n{path}"),
        format!("kind = \"wage\"\ndraw = \"a\"\nsize = 0.1\n{path}"),
        format!("kind = \"wage\"\nprobability = 0.1\nsize = 0.1\n{path}"),
        format!("kind = \"wage\"\nmonths = 3\nsize = 0.1\n{path}"),
        "kind = \"wage\"\nmonths = 3\nprobability = 0.2\nsize = 0.1\npath = { from = \"2020-02\", to = \"2020-02\", recover = \"2020-02\" }".into(),
        format!("kind = \"wage\"\nsize_min = 0.3\nsize_max = 0.1\n{path}"),
        format!("kind = \"wage\"\nsize_min = 0.3\n{path}"),
        format!("kind = \"wage\"\nsize_max = 0.3\nsectors = {{ finance = 30 }}\n{path}"),
        format!("kind = \"wage\"\nsize = 0.1\nsize_min = 0.3\nsize_max = 0.4\nsectors = 3\n{path}"),
        format!("kind = \"wage\"\nsize_sd = 0.1\nsize_min = 0.3\n{path}"),
        format!("kind = \"wage\"\nsize_sd = 0.1\n{path}"),
    ]
    .iter()
    .enumerate()
    .map(|(at, body)| shock((at, body)))
    .collect();
    broken(&text, 45);
    let text: String = [
        "kind = \"wage\"\nsize = 0.1\npath = 3",
        "kind = \"wage\"\npath = { from = \"2020-02\", profile = \"ramp\" }",
        "kind = \"wage\"\nsize = 0.1\npath = { from = \"2020-02\", to = \"2020-04\", profile = \"pulse\" }",
        "kind = \"wage\"\nsize = 0.1\npath = { from = \"2020-02\", profile = \"steep\" }",
        "kind = \"wage\"\nsize = 0.1\npath = { from = \"2020-02\", to = \"2020-03\", recover = \"2020-04\", profile = \"ramp\" }",
        "kind = \"wage\"\nsize = 0.1\npath = { from = \"2030-02\" }",
        "kind = \"wage\"\nsize = 0.1\npath = { values = [1, \"a\"], to = \"2020-02\" }",
        "kind = \"wage\"\nsize = 0.1\npath = { from = \"2020-02\", values = 3 }",
        "kind = \"wage\"\nsize = 0.1\npath = { from = \"2020-02\", values = [] }",
        "kind = \"wage\"\npath = { from = \"2020-02\", values = { finance = 3 } }",
        "kind = \"wage\"\nsize = 0.1\npath = { table = \"none.csv\" }",
        "kind = \"wage\"\nsize = { value = 9, grade = \"sure\" }\npath = { from = \"2020-02\" }",
        "kind = \"demand\"\nsize = -0.8\nregions = { henan = 2 }\npath = { from = \"2020-02\" }",
    ]
    .iter()
    .enumerate()
    .map(|(at, body)| shock((at, body)))
    .collect();
    broken(&text, 23);
    let twice = "kind = \"wage\"\nsize = 0.1\nprobability = 0.1\nmonths = 3\npath = { from = \"2020-02\" }\n";
    broken(&format!("{}{}", shock((0, twice)), shock((1, twice))), 2);
}

#[test]
fn courses_in_tables() {
    let head = format!(
        "{HEAD}[[shock]]\nname = \"s\"\nkind = \"wage\"\nsize = 0.1\npath = {{ table = \"course.csv\" }}\n"
    );
    for (course, least) in [
        ("value,finance\n", 4),
        ("month,value,finance\n2020-02,a,1\n2020-04,,1\n2020-04,50%,1\nspring,1,1\n", 8),
        ("month,finanze\n2020-02,1\n", 2),
        ("month\n2020-02\n", 1),
    ] {
        hold(&told(&[("t.toml", &head), ("course.csv", course)], &Overrides::default()), least);
    }
}

#[test]
fn policies() {
    let policy = |at: usize, body: &str| format!("[[policy]]\nname = \"p{at}\"\n{body}\n");
    let dates = "from = \"2020-03\"\nto = \"2020-09\"";
    let text: String = [
        format!("kind = \"wage_subsidi\"\n{dates}"),
        "kind = \"wage_subsidy\"\nfrom = \"2020-03\"\nto = \"2020-01\"\nannounced = \"2020-05\"".to_string(),
        "kind = \"wage_subsidy\"\nfrom = \"2025-03\"\nto = \"2025-04\"\ntake_up = 50\nqueue = \"need_first\"".into(),
        format!("kind = \"fair_credit\"\ntake_up = 0.5\ntarget = {{ sizes = [\"micro\"] }}\n{dates}"),
        format!("kind = \"fair_competition\"\ntarget = {{ sizes = [\"micro\"] }}\n{dates}"),
        format!("kind = \"policy_horizon\"\ntarget = {{ regions = [\"henan\"], sectors = [\"finance\"] }}\n{dates}"),
        format!("kind = \"regional_execution\"\ntarget = {{ sectors = [\"finance\"] }}\n{dates}"),
        format!("kind = \"tax_deferral\"\nshare = 3\nmonths = 900\ncontributions = 0.5\ndelay = 99\n{dates}"),
        format!("kind = \"loan_guarantee\"\nbudget_bn = -1\nphase_out = 2.5\ndraw = \"\"\ntarget = {{ sectors = [\"finance\", \"retail\"], sizes = [\"tiny\"], tiers = [\"x\"], age_at_least = 5, age_below = 3, viable = \"true\" }}\n{dates}"),
    ]
    .iter()
    .enumerate()
    .map(|(at, body)| policy(at, body))
    .collect();
    broken(&text, 40);
    broken("[[policy]]\nkind = \"wage_subsidy\"\n[[policy]]\nname = \"\"\n", 8);
    let rate =
        |at: usize, change: &str| policy(at, &format!("kind = \"policy_rate\"\nchange = {change}\n{dates}"));
    let relief = policy(2, &format!("kind = \"tax_relief\"\nvat = 1\nprofit = 1\ntake_up = 1\n{dates}"));
    let deferral = policy(3, &format!("kind = \"tax_deferral\"\n{dates}"));
    let contributions =
        policy(4, &format!("kind = \"contribution_relief\"\nshare = 1\ntake_up = 1.0\n{dates}"));
    let put_off = policy(5, &format!("kind = \"contribution_deferral\"\n{dates}"));
    broken(&format!("{}{}{relief}{deferral}{contributions}{put_off}", rate(0, "-0.01"), rate(1, "0.002")), 4);
}

#[test]
fn what_the_command_line_changes() {
    let set = |text: &str| text.to_string();
    let overrides = Overrides {
        set: [
            "scenario.months",
            "months=3",
            "policy.p.take_up=1",
            "shock.flood.size=1",
            "scenario.extends=a.toml",
            "scenario.months=",
            "shock.s=3",
        ]
        .map(set)
        .into(),
        regime: Some("strickt".into()),
        ..Overrides::default()
    };
    let shock = "[[shock]]\nname = \"s\"\nkind = \"wage\"\nsize = 0.1\npath = { from = \"2020-02\" }\n";
    let text = format!("{HEAD}{shock}");
    hold(&told(&[("t.toml", &text)], &overrides), 12);
    let until = |metric: &str| {
        format!(
            "{HEAD}[replications]\ncount = 3\nuntil = {{ metric = \"{metric}\", half_width = 0.1, min = 50, max = 20 }}\n"
        )
    };
    for (metric, command) in [("zebra", Use::Any), ("job_years", Use::Run), ("firms_end", Use::Compare)] {
        let overrides = Overrides { command, ..Overrides::default() };
        hold(&told(&[("t.toml", &until(metric))], &overrides), 5);
    }
    let until = until("firms_end").replace("count = 3\n", "").replace("min = 50, max = 20", "min = 5");
    let restricted = "[parameters.production]\nclosed_output = 0.5\n[[shock]]\nname = \"s\"\nkind = \"attendance\"\nsize = 0.1\npath = { from = \"2020-02\" }\n";
    let quick = Overrides { quick: true, ..Overrides::default() };
    hold(&told(&[("t.toml", &format!("{until}{restricted}"))], &quick), 2);
    let some = Overrides { replications: Some(3), ..Overrides::default() };
    hold(&told(&[("t.toml", &until)], &some), 1);
}
