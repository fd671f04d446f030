//! `README.txt` of a run folder: what it holds, what each column means, how to read it, what it does not say.

use crate::export::describe::{self, Lists};
use crate::export::undrawn;
use crate::files::manifest::Manifest;
use crate::language::Language;
use crate::stats::summary::METRICS;
use crate::units::grouped;
use std::fmt::Write;

/// The file's name in a run folder.
pub const FILE: &str = "README.txt";

/// The width that text is folded to.
const WIDTH: usize = 100;

/// The text for a run with these tables (file name and columns).
pub fn text(manifest: &Manifest, tables: &[(String, Vec<String>)], lists: &Lists) -> String {
    let mut text = String::new();
    head(&mut text, manifest);
    text.push_str(&FILES.replace("{SCENARIO}", if manifest.comparison.is_some() { ARMS } else { RESOLVED }));
    let mut grouped: Option<&str> = None;
    for (file, columns) in tables {
        let _ = write!(text, "\n{file}\n");
        fold(&mut text, "    ", "    ", describe::file(file));
        if file.starts_with("monthly_by_") {
            if let Some(first) = grouped {
                fold(
                    &mut text,
                    "    ",
                    "    ",
                    &format!("columns as in {first}, with the group named in its own column"),
                );
                continue;
            }
            grouped = Some(file);
        }
        for column in columns {
            let meaning = describe::column(lists, file, column, &manifest.currency_unit).unwrap_or_default();
            fold(&mut text, &format!("    {column:<32} "), &" ".repeat(37), &meaning);
        }
    }
    text.push_str("\nMetrics of summary.csv (month 1 is the first reported month; changes are against the level before it)\n");
    for metric in METRICS {
        let unit = metric.unit.replace("{unit}", &manifest.currency_unit);
        fold(
            &mut text,
            &format!("    {:<32} ", metric.name),
            &" ".repeat(37),
            &format!("{} ({unit})", metric.description),
        );
    }
    if tables.iter().any(|(file, _)| file == "effects.csv") {
        comparison(&mut text, &manifest.currency_unit);
    }
    text.push_str(SNIPPETS);
    if manifest.comparison.is_some() {
        text.push_str(EFFECTS);
    }
    limits(&mut text, manifest);
    text
}

/// The metrics of `effects.csv`.
fn comparison(text: &mut String, currency_unit: &str) {
    let line = |text: &mut String, name: &str, unit: &str, description: &str| {
        let words = format!("{description} ({})", unit.replace("{unit}", currency_unit));
        fold(text, &format!("    {name:<32} "), &" ".repeat(37), &words);
    };
    text.push_str("\nMetrics of effects.csv for the whole economy (dimension all)\n");
    for metric in crate::catalogue::METRICS {
        line(text, metric.name, metric.unit, metric.description);
    }
    for (name, unit, _, _, _, description) in crate::catalogue::RATIOS {
        line(text, name, unit, description);
    }
    text.push_str("\nMetrics of effects.csv for groups of firms\n");
    for metric in crate::catalogue::GROUP_METRICS {
        line(text, metric.name, metric.unit, metric.description);
    }
}

fn head(text: &mut String, manifest: &Manifest) {
    let _ = writeln!(text, "{}\n{}\n", manifest.title, "=".repeat(manifest.title.chars().count().min(WIDTH)));
    if manifest.quick {
        text.push_str("QUICK RUN: few firms and replications, to try things out. Not for publication.\n\n");
    }
    if manifest.comparison.is_none() && !manifest.policies.is_empty() {
        let command = crate::export::answer::in_folder(&manifest.name, manifest.quick);
        let note = "one run, with its policies in force: what they changed it can't say. This command does, with the path of the scenario's file \
             and the options that stand under \"command\" in manifest.json:";
        fold(text, "NOTE      ", "          ", note);
        let _ = writeln!(text, "          {command}");
    }
    fold(text, "Question  ", "          ", &manifest.question);
    fold(text, "Source    ", "          ", &manifest.source);
    let _ = writeln!(text, "Country   {} ({}), frame {}", manifest.country, manifest.economy, manifest.frame);
    let (simulated, weight) = (grouped(f64::from(manifest.firms), 0), grouped(manifest.weight, 1));
    let firms = format!(
        "{simulated} simulated, each for {weight} real ones; levels in the tables are those of the country"
    );
    fold(text, "Firms     ", "          ", &firms);
    let _ = writeln!(text, "Months    {} from {}", manifest.months, manifest.start);
    runs(text, manifest);
    if let Some(until) = &manifest.until {
        fold(text, if until.met { "Until     " } else { "NOT MET   " }, "          ", &until.reached());
        fold(text, "          ", "          ", &until.method());
    }
    let _ = writeln!(text, "Run       {}", manifest.id);
    text.push_str(&cited(manifest));
    for failed in &manifest.failed {
        let line = format!(
            "replication {} failed and is missing in all tables: {}",
            failed.replication, failed.message
        );
        fold(text, "FAILED    ", "          ", &line);
    }
}

/// How to cite the run, and what its charts can't draw, which depends on their language.
fn cited(manifest: &Manifest) -> String {
    let mut text = String::new();
    fold(&mut text, "Cite      ", "          ", &manifest.citation);
    if let Some(note) = undrawn::note(manifest) {
        fold(&mut text, "Note      ", "          ", &note);
    }
    text
}

/// The text of a folder whose charts may now be in another language.
pub fn spoken(text: &str, now: &Manifest) -> String {
    let of = |language| cited(&Manifest { language, ..now.clone() });
    // The longest: of two languages, one may say what the other does and more.
    let there = Language::ALL.map(of).into_iter().filter(|said| text.contains(said.as_str()));
    match there.max_by_key(String::len) {
        Some(there) => text.replacen(&there, &cited(now), 1),
        None => text.to_string(),
    }
}

/// How many replications, of what.
fn runs(text: &mut String, manifest: &Manifest) {
    let count =
        |replications: u32| format!("{replications} replication{}", if replications == 1 { "" } else { "s" });
    let Some(compared) = &manifest.comparison else {
        let _ = writeln!(
            text,
            "Runs      {}, seed {}, regime {}",
            count(manifest.replications),
            manifest.seed,
            manifest.regime
        );
        return;
    };
    let regimes = compared.regimes.join(", ");
    let each = if compared.regimes.len() > 1 {
        format!(" in each of the regimes {regimes}")
    } else {
        format!(", regime {regimes} alone")
    };
    let runs = format!("{}{each}, seed {}", count(compared.replications), manifest.seed);
    fold(text, "Runs      ", "          ", &runs);
    if !compared.alike.is_empty() {
        let alike = format!(
            "{} would be the same as what was run: nothing in the files distinguishes them",
            compared.alike.join(" and ")
        );
        let only = if compared.regimes.len() == 1 { "regime: only one; " } else { "" };
        fold(text, "          ", "          ", &format!("{only}{alike}"));
    }
    for (arm, title) in compared.arms.iter().zip(&compared.titles) {
        let base = if *arm == compared.base { " (base)" } else { "" };
        fold(text, "Arm       ", "          ", &format!("{arm}{base}: {title}"));
    }
}

/// Of a run of one arm.
const RESOLVED: &str = "    scenario.resolved.toml   every parameter, with the file and line each value came from; runs by itself to the same results";
/// Of a comparison.
const ARMS: &str =
    "    scenario.resolved.toml   the base in the first regime, with the file and line each value came from
    arms/                    every arm that was named, in every regime, as a scenario that runs by itself";

const FILES: &str = "
Files
-----

    manifest.json            what was run, with what; digests (BLAKE3) of all inputs and outputs
{SCENARIO}
    economy/                 the tables of the economy pack that were used
    charts/, report.html     made from the tables; can be made again
    tables/                  the few tables that go into papers, made from those here: LaTeX, CSV, a workbook, Markdown
    timing.json              how long it took, how much memory; the only file that differs between two runs of the same thing

Tables are CSV: UTF-8, comma, dot decimals, one header row, months as 2020-02, missing values empty.
";

/// Every path is that of one regime and one arm: a mean over them would be of nothing.
const SNIPPETS: &str = r#"
Reading the tables
------------------

A table may hold several regimes and arms: take means over replications alone, never over these.

R
    monthly <- read.csv("monthly.csv")
    monthly$date <- as.Date(paste0(monthly$month, "-01"))
    means <- aggregate(jobs_million ~ date + arm + regime, data = monthly, FUN = mean)
    plot(jobs_million ~ date, data = means, type = "n")
    for (path in split(means, paste(means$arm, means$regime))) lines(jobs_million ~ date, data = path)

Stata
    import delimited "monthly.csv", clear varnames(1) case(preserve)
    generate date = monthly(month, "YM")
    format date %tm
    collapse (mean) jobs_million, by(regime arm date)
    egen path = group(arm regime), label
    xtset path date
    xtline jobs_million, overlay

Python
    import pandas as pd
    monthly = pd.read_csv("monthly.csv", parse_dates=["month"])
    means = monthly.groupby(["regime", "arm", "month"])["jobs_million"].mean()
    means.unstack(["arm", "regime"]).plot()
"#;

/// What is wanted of a comparison are effects, which are paired; two means would be less exact.
const EFFECTS: &str = r#"
Effects of a comparison are in effects.csv, paired replication by replication: jobs kept by each arm in each regime

R
    effects <- read.csv("effects.csv")
    subset(effects, dimension == "all" & metric == "jobs",
           select = c(regime, arm, horizon_months, effect, lower, upper))

Stata
    import delimited "effects.csv", clear varnames(1) case(preserve)
    list regime arm horizon_months effect lower upper if dimension == "all" & metric == "jobs"

Python
    effects = pd.read_csv("effects.csv")
    jobs = effects[(effects.dimension == "all") & (effects.metric == "jobs")]
    print(jobs[["regime", "arm", "horizon_months", "effect", "lower", "upper"]])
"#;

fn limits(text: &mut String, manifest: &Manifest) {
    text.push_str("\nLimits\n------\n\n");
    let mut points = vec![
        "Intervals in summary.csv hold Monte Carlo variation only. What is not known about firms' behaviour is \
         larger: vary the parameters of grade \"assumed\" (tideover params lists them with their ranges) before you report an effect.",
        "Standard errors in survival.csv are those of the pooled simulated firms, not of the country's firms.",
        "An effect of a policy is the difference between two runs with and without it, with the same seed; tideover compare pairs them.",
        "Parameters of grade \"assumed\" have no source; scenario.resolved.toml shows every value and where it came from.",
    ];
    if manifest.replications < 2 {
        points.push("One replication: there is no spread to judge the results by.");
    }
    for point in points {
        fold(text, "  - ", "    ", point);
    }
}

/// Adds `words`, folded to the width; the first line begins with `first`, the others with `rest`.
fn fold(text: &mut String, first: &str, rest: &str, words: &str) {
    let mut line = first.to_string();
    let mut empty = true;
    for word in words.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            let _ = writeln!(text, "{}", line.trim_end());
            line = rest.to_string();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    let _ = writeln!(text, "{}", line.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_names_every_column_and_metric_and_fits_a_page() {
        let scenario = crate::experiment::fixtures::loaded("a").scenario;
        let manifest =
            crate::export::manifest::of(&scenario, &"0123abcd".repeat(4), 1, "tideover run a.toml");
        let lists = crate::stats::tables::described_columns();
        let tables = [(
            "monthly.csv".to_string(),
            vec!["month".to_string(), "sales_bn_yuan".to_string(), "odd".to_string()],
        )];
        assert!(!text(&manifest, &tables, &lists).contains("cost_per_job_year"), "no comparison");
        let tables = [&tables[..], &[("effects.csv".to_string(), vec!["effect".to_string()])]].concat();
        let text = text(&manifest, &tables, &lists);
        assert!(text.contains("cost_per_job_year") && text.contains("effects.csv for groups"));
        assert!(text.contains("sales_bn_yuan") && text.contains("sales in billion yuan"));
        assert!(text.contains("jobs_change_lowest") && text.contains("read.csv(\"monthly.csv\")"));
        assert!(!text.contains("{unit}"));
        for line in text.lines() {
            assert!(line.chars().count() <= 130, "{line}");
        }
    }

    /// The mean over all rows of a month mixes arms and regimes.
    #[test]
    fn what_reads_the_monthly_table_distinguishes_arms_and_regimes() {
        let page = include_str!("../../README.md");
        let blocks = page.split("```").skip(1).step_by(2).filter(|block| block.contains("monthly.csv"));
        let own = SNIPPETS.split("\n\n").filter(|block| block.contains("monthly.csv"));
        let all: Vec<&str> = blocks.chain(own).collect();
        assert_eq!(all.len(), 6, "R, Stata and Python, twice");
        for block in all {
            let mean = block
                .lines()
                .find(|line| ["aggregate", "collapse", "groupby"].iter().any(|word| line.contains(word)))
                .unwrap();
            assert!(["arm", "regime"].iter().all(|key| mean.contains(key)), "{mean}");
        }
    }

    #[test]
    fn another_language_changes_what_charts_cannot_draw() {
        let scenario = crate::experiment::fixtures::loaded("a").scenario;
        let mut english =
            crate::export::manifest::of(&scenario, &"0123abcd".repeat(4), 1, "tideover run a.toml");
        english.title = "China without shock or policy".into();
        let chinese = Manifest { language: Language::Chinese, ..english.clone() };
        let written = |manifest: &Manifest| text(manifest, &[], &[]);
        assert_ne!(written(&english), written(&chinese));
        assert_eq!(spoken(&written(&english), &chinese), written(&chinese));
        assert_eq!(spoken(&written(&chinese), &chinese), written(&chinese));
        assert_eq!(spoken(&written(&chinese), &english), written(&english));
    }

    #[test]
    fn folding() {
        let mut text = String::new();
        fold(&mut text, "- ", "  ", &"word ".repeat(30));
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("- word") && lines[1].starts_with("  word"));
    }
}
