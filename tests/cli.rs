//! The command line as scripts see it: what goes to stdout, what to stderr, and the exit codes.

mod common;

use common::{HEAD, folder, tideover};

fn stdout(args: &[&str]) -> String {
    let folder = folder(&[("t.toml", HEAD)]);
    let output = tideover(&folder, args).assert().success().get_output().clone();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "nothing to say");
    String::from_utf8(output.stdout).unwrap()
}

fn usage_error(args: &[&str]) -> String {
    let folder = folder(&[("t.toml", HEAD)]);
    let output = tideover(&folder, args).assert().code(2).get_output().clone();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn check_says_what_a_scenario_holds() {
    let policy = "[[policy]]\nname = \"relief\"\nkind = \"tax_deferral\"\nfrom = \"2020-03\"\nto = \"2020-08\"\nannounced = \"2020-02\"\n\
                  target = { sizes = [\"micro\", \"small\"], revenue_drop_at_least = 0.2 }\n";
    let shock = "[[shock]]\nname = \"stay at home\"\nkind = \"demand\"\nsectors = { serving = -0.4 }\nregions = [\"north\"]\n\
                 path = { from = \"2020-02\", to = \"2020-04\", recover = \"2020-12\" }\n";
    let folder = folder(&[("t.toml", &format!("{HEAD}firms = 5000\n{shock}{policy}"))]);
    let set = "parameters.owner.look_through=0.2";
    let output = tideover(&folder, &["check", "t.toml", "--set", set, "--threads", "1"])
        .assert()
        .success()
        .get_output()
        .clone();
    // What it takes depends on the burn-in and on the speed last measured.
    let told = String::from_utf8(output.stdout).unwrap();
    let (told, rest) = told.split_once("\nEstimate: ").unwrap();
    assert!(
        rest.contains("firm-months and") && rest.contains("of memory\nNo problems found; nothing was run."),
        "{rest}"
    );
    insta::assert_snapshot!(told, @r#"
    t: t
      months        24, 2020-01 to 2021-12
      firms         5000 simulated, each for 2 of 10,000 (all)
      economy       tiny: Tinyland, 3 sectors, 2 of them with small firms, 2 regions
      not ready     no published facts to hold it against ([economy] targets); no regimes: resilient, middle and strict are the same
      regime        middle
      replications  20, seed 20200101

    1 shock
     NAME          KIND    COURSE                               SIZE  WHERE
     stay at home  demand  2020-02 to 2020-04, gone by 2020-12  -0.4  1 of 3 sectors, 1 of 2 regions

    1 policy
     NAME    LEVER         MONTHS                                  FOR
     relief  tax_deferral  2020-03 to 2020-08, known from 2020-02  micro, small; sales down by 20% or more

    1 parameter changed
     KEY                 VALUE  DEFAULT  UNIT
     owner.look_through  0.2    0.5      share
    "#);
}

#[test]
fn check_as_json_has_the_estimate() {
    let value: serde_json::Value =
        serde_json::from_str(&stdout(&["check", "t.toml", "--json", "--quick"])).unwrap();
    assert_eq!((value["firms"].as_u64(), value["replications"].as_u64()), (Some(2000), Some(2)));
    assert_eq!(value["quick"], true);
    assert!(value["not_ready"].to_string().contains("no published facts"), "{value}");
    assert!(value["estimate"]["seconds"].as_f64().unwrap() > 0.0);
}

#[test]
fn lists_name_everything() {
    let levers = stdout(&["levers"]);
    let params = stdout(&["params"]);
    for lever in tideover::levers::ALL {
        assert!(levers.contains(lever.kind()), "{levers}");
        assert!(stdout(&["levers", lever.kind()]).contains("In a scenario:"));
    }
    for spec in tideover::month::params::Params::specs() {
        assert!(params.contains(&spec.key()), "{} is missing", spec.key());
    }
    assert!(!stdout(&["params", "owner"]).contains("credit."));
}

#[test]
fn lists_come_as_json_too() {
    let params: serde_json::Value = serde_json::from_str(&stdout(&["params", "--json"])).unwrap();
    assert_eq!(params.as_array().unwrap().len(), tideover::month::params::Params::specs().len());
    assert!(params[0]["source"].is_string());
    let levers: serde_json::Value = serde_json::from_str(&stdout(&["levers", "--json"])).unwrap();
    assert_eq!(levers.as_array().unwrap().len(), tideover::levers::ALL.len());
}

#[test]
fn explain_finds_keys_of_every_kind() {
    insta::assert_snapshot!(stdout(&["explain", "policy.take_up"]), @r#"
    policy.take_up (key of scenario files)

    share of the eligible firms that use it

      allowed  a number, 0 to 1
      default  follows from awareness and filing by size
    "#);
    for key in [
        "owner.look_through",
        "loan_guarantee",
        "loan_guarantee.cover",
        "demand",
        "scenario.months",
        "cash_days_p50",
        "[policy]",
    ] {
        assert!(stdout(&["explain", key]).len() > 40, "{key}");
    }
}

#[test]
fn mistakes_of_usage_have_code_2_and_name_the_nearest() {
    assert!(usage_error(&["explain", "look_trough"]).contains("did you mean look_through?"));
    assert!(usage_error(&["levers", "loan_guarante"]).contains("did you mean loan_guarantee?"));
    assert!(usage_error(&["params", "ownr"]).contains("did you mean owner?"));
    assert!(usage_error(&["chek", "t.toml"]).contains("check"));
    assert!(usage_error(&["check"]).contains("<FILE>"));
    assert!(usage_error(&["check", "t.toml", "--regime", "lax"]).contains("middle"));
    assert!(usage_error(&["check", "t.toml", "--firms", "many"]).contains("many"));
    assert!(usage_error(&["plot", "no/such/run"]).contains("no such run folder"));
}

#[test]
fn help_and_version_are_data() {
    assert!(stdout(&["--help"]).contains("Exit codes:"));
    assert!(stdout(&["run", "--help"]).contains("tideover run scenarios/"));
    assert!(stdout(&["--version"]).starts_with("tideover "));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_has_code_74() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("t.toml", HEAD)]);
    let path = folder.path().join("t.toml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        return; // the superuser may read everything
    }
    tideover(&folder, &["check", "t.toml"]).assert().code(74);
}

/// Every lever that the model's description names.
const CATALOGUE: [&str; 49] = [
    "tax_relief",
    "tax_deferral",
    "vat_refund",
    "contribution_relief",
    "contribution_deferral",
    "fee_relief",
    "rent_relief",
    "energy_price_relief",
    "input_price_stabilisation",
    "logistics_relief",
    "wage_subsidy",
    "job_retention_refund",
    "short_time_work",
    "hiring_subsidy",
    "training_voucher",
    "liquidity_grant",
    "forgivable_loan",
    "loan_guarantee",
    "interest_subsidy",
    "loan_moratorium",
    "rollover_without_repayment",
    "relending",
    "policy_rate",
    "lending_mechanism",
    "credit_information_platform",
    "fair_credit",
    "development_fund",
    "listing_access",
    "prompt_payment",
    "arrears_clearing",
    "rights_protection",
    "consumption_voucher",
    "procurement_set_aside",
    "export_support",
    "export_credit_insurance",
    "cultivation_ladder",
    "rd_subsidy",
    "joint_innovation",
    "patent_pledge",
    "quality_brand",
    "digital_subsidy",
    "cluster_programme",
    "service_network",
    "entry_facilitation",
    "compliance_relief",
    "fair_competition",
    "regional_execution",
    "policy_horizon",
    "work_resumption",
];

#[test]
fn the_catalogue_of_levers_is_whole_and_each_is_shown_in_full() {
    let listed: Vec<&str> = tideover::levers::ALL.iter().map(|lever| lever.kind()).collect();
    let missing: Vec<&&str> = CATALOGUE.iter().filter(|name| !listed.contains(name)).collect();
    assert!(missing.is_empty(), "not there: {missing:?}");
    let unnamed: Vec<&&str> = listed.iter().filter(|name| !CATALOGUE.contains(name)).collect();
    assert!(unnamed.is_empty(), "not in the list of this test: {unnamed:?}");
    let list = stdout(&["levers"]);
    for lever in tideover::levers::ALL {
        let about = lever.about();
        let from = list.find(&format!("  {}  (", about.kind)).unwrap_or_else(|| panic!("{}", about.kind));
        let entry = &list[from..list[from..].find("\n\n").map_or(list.len(), |end| from + end)];
        let flat = entry.split_whitespace().collect::<Vec<_>>().join(" ");
        for text in [about.summary, about.acts_on, about.cost] {
            assert!(
                flat.contains(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
                "{}: {text:?} is not in\n{entry}",
                about.kind
            );
        }
        assert!(about.fields.iter().all(|field| flat.contains(field.name)), "{entry}");
        for field in about.fields {
            let page = stdout(&["explain", &format!("{}.{}", about.kind, field.name)]);
            assert!(page.contains(field.unit) && page.contains("source"), "{page}");
        }
    }
}

#[test]
fn help_and_what_is_printed_speak_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let said = |words: &[&str], variable: Option<&str>| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tideover"));
        command.current_dir(folder.path()).args(words).env_remove("TIDEOVER_LANG");
        if let Some(code) = variable {
            command.env("TIDEOVER_LANG", code);
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    for (words, variable) in [
        (&["--lang", "zh", "--help"][..], None),
        (&["--help"][..], Some("zh")),
        (&["run", "--help", "--lang=zh"][..], Some("en")),
        (&["help", "run"][..], Some("zh")),
    ] {
        let (code, help, _) = said(words, variable);
        assert!(code == Some(0) && help.contains("用法：") && help.contains("情景"), "{words:?}: {help}");
        for english in ["Usage", "Options", "Print help", "[default", "Examples"] {
            assert!(!help.contains(english), "{words:?}: {english}: {help}");
        }
    }
    assert!(said(&["--help"], None).1.contains("Usage:"));
    let (code, _, mistake) = said(&["run", "--lang", "zh"], None);
    assert!(code == Some(2) && mistake.contains("错误："), "{mistake}");
    let (code, _, refused) = said(&["levers"], Some("fr"));
    assert!(code == Some(2) && refused.contains("TIDEOVER_LANG=fr"), "{refused}");

    let scenarios = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let base = scenarios.join("henan-flood-2021.toml").display().to_string();
    let (code, shown, _) = said(&["check", &base], Some("zh"));
    assert!(code == Some(0) && shown.contains("未发现问题") && shown.contains("3 项政策"), "{shown}");
    assert!(!shown.contains("shocks") && !shown.contains("WHERE"), "{shown}");
    let (code, regions, _) = said(&["regions", &base], Some("zh"));
    assert!(code == Some(0) && regions.contains("河南"), "{regions}");
}
