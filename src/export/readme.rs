//! `README.txt` of a run folder: what it holds, what each column means, how to read it, what it does not say; in the
//! language of the folder.

mod page;
mod snippets;

use crate::charts::compare::names;
use crate::export::describe::{self, Lists};
use crate::export::undrawn;
use crate::files::entries::ComparisonEntry;
use crate::files::manifest::Manifest;
use crate::language::screen::padded;
use crate::stats::summary::METRICS;
use crate::units::grouped;
use crate::{phrase, say};
use page::Page;

/// The file's name in a run folder.
pub const FILE: &str = "README.txt";

/// Columns of the name of a file or a folder.
const NAME: usize = 25;

/// The text for a run with these tables (file name and columns).
pub fn text(manifest: &Manifest, tables: &[(String, Vec<String>)], lists: &Lists) -> String {
    let language = manifest.language;
    let mut page = Page { text: String::new(), language };
    head(&mut page, manifest);
    files(&mut page, manifest.comparison.is_some());
    let mut grouped: Option<&str> = None;
    for (file, columns) in tables {
        page.line(&format!("\n{file}"));
        page.fold("    ", 4, language.of(describe::file(file)));
        if file.starts_with("monthly_by_") {
            if let Some(first) = grouped {
                let as_there = say!(
                    language,
                    "columns as in {file}, with the group named in its own column",
                    file = first
                );
                page.fold("    ", 4, &as_there);
                continue;
            }
            grouped = Some(file);
        }
        for column in columns {
            let unit = &manifest.currency_unit;
            let meaning = describe::column(lists, file, column, unit, language).unwrap_or_default();
            page.means(column, &meaning);
        }
    }
    page.title(say!(
        language,
        "Metrics of summary.csv (month 1 is the first reported month; changes are against the level before it)"
    ));
    for metric in METRICS {
        page.metric(metric.name, metric.description, metric.unit, &manifest.currency_unit);
    }
    if tables.iter().any(|(file, _)| file == "effects.csv") {
        comparison(&mut page, &manifest.currency_unit);
    }
    reading(&mut page, manifest.comparison.is_some());
    limits(&mut page, manifest);
    page.text
}

/// The tables that a page explains, in its order.
pub fn explained(page: &str) -> impl Iterator<Item = &str> {
    page.lines().filter(|line| line.ends_with(".csv") && !line.contains(' '))
}

/// The metrics of `effects.csv`.
fn comparison(page: &mut Page, unit: &str) {
    let language = page.language;
    page.title(say!(language, "Metrics of effects.csv for the whole economy (dimension all)"));
    for metric in crate::catalogue::METRICS {
        page.metric(metric.name, metric.description, metric.unit, unit);
    }
    for (name, of, _, _, _, description) in crate::catalogue::RATIOS {
        page.metric(name, description, of, unit);
    }
    page.title(say!(language, "Metrics of effects.csv for groups of firms"));
    for metric in crate::catalogue::GROUP_METRICS {
        page.metric(metric.name, metric.description, metric.unit, unit);
    }
}

fn head(page: &mut Page, manifest: &Manifest) {
    let language = page.language;
    let title = if language.is_english() { manifest.title.clone() } else { names::title(manifest, language) };
    page.underlined(&title, "=");
    if manifest.quick {
        let quick =
            say!(language, "QUICK RUN: few firms and replications, to try things out. Not for publication.");
        page.line(quick);
        page.line("");
    }
    if manifest.comparison.is_none() && !manifest.policies.is_empty() {
        let command = crate::export::answer::in_folder(&manifest.name, manifest.quick);
        let note = say!(
            language,
            "one run, with its policies in force: what they changed it can't say. This command does, with the path of the scenario's file \
             and the options that stand under \"command\" in manifest.json:"
        );
        page.labelled(say!(language, "NOTE"), note);
        page.line(&format!("{}{command}", " ".repeat(page.label())));
    }
    page.labelled(say!(language, "Question"), &names::question(manifest, language));
    page.labelled(say!(language, "Source"), &language.of_parts(&manifest.source));
    let country = say!(
        language,
        "{country} ({economy}), frame {frame}",
        country = language.of(&manifest.country),
        economy = manifest.economy,
        frame = manifest.frame
    );
    page.line(&format!("{}{country}", padded(say!(language, "Country"), page.label())));
    let firms = say!(
        language,
        "{simulated} simulated, each for {weight} real ones; levels in the tables are those of the country",
        simulated = grouped(f64::from(manifest.firms), 0),
        weight = grouped(manifest.weight, 1)
    );
    page.labelled(say!(language, "Firms"), &firms);
    let months = say!(language, "{count} from {month}", count = manifest.months, month = manifest.start);
    page.labelled(say!(language, "Months"), &months);
    runs(page, manifest);
    if let Some(until) = &manifest.until {
        let label = if until.met { say!(language, "Until") } else { say!(language, "NOT MET") };
        page.labelled(label, &until.reached(language));
        page.labelled("", &until.method(language));
    }
    page.labelled(say!(language, "Run"), &manifest.id);
    page.labelled(say!(language, "Cite"), &manifest.cited(language));
    if let Some(note) = undrawn::note(manifest, language) {
        page.labelled(say!(language, "Note"), &note);
    }
    for failed in &manifest.failed {
        let line = say!(
            language,
            "replication {replication} failed and is missing in all tables: {message}",
            replication = failed.replication,
            message = failed.message
        );
        page.labelled(say!(language, "FAILED"), &line);
    }
}

/// How many replications, of what.
fn runs(page: &mut Page, manifest: &Manifest) {
    let language = page.language;
    let count = |count: u32| match count {
        1 => say!(language, "1 replication").to_string(),
        count => say!(language, "{count} replications", count = count),
    };
    let label = say!(language, "Runs");
    let Some(compared) = &manifest.comparison else {
        let runs = say!(
            language,
            "{replications}, seed {seed}, regime {regime}",
            replications = count(manifest.replications),
            seed = manifest.seed,
            regime = names::id_of_regime(&manifest.regime, language)
        );
        page.line(&format!("{}{runs}", padded(label, page.label())));
        return;
    };
    let named: Vec<String> =
        compared.regimes.iter().map(|regime| names::id_of_regime(regime, language)).collect();
    let (replications, regimes, seed) =
        (count(compared.replications), named.join(language.comma()), manifest.seed);
    let runs = match compared.regimes.len() {
        0 | 1 => say!(
            language,
            "{replications}, regime {regime} alone, seed {seed}",
            replications = replications,
            regime = regimes,
            seed = seed
        ),
        _ => say!(
            language,
            "{replications} in each of the regimes {regimes}, seed {seed}",
            replications = replications,
            regimes = language.list(&named),
            seed = seed
        ),
    };
    page.labelled(label, &runs);
    alike(page, compared);
    for (arm, title) in compared.arms.iter().zip(&compared.titles) {
        let title = names::whole(title, language);
        let line = match *arm == compared.base {
            true => say!(language, "{arm} (base): {title}", arm = arm, title = title),
            false => say!(language, "{arm}: {title}", arm = arm, title = title),
        };
        page.labelled(say!(language, "Arm"), &line);
    }
}

/// Regimes that are the same as what was run.
fn alike(page: &mut Page, compared: &ComparisonEntry) {
    if compared.alike.is_empty() {
        return;
    }
    let language = page.language;
    let named: Vec<String> =
        compared.alike.iter().map(|regime| names::id_of_regime(regime, language)).collect();
    let joined = named.join(say!(language, " and "));
    let alike = match compared.regimes.len() {
        1 => say!(
            language,
            "regime: only one; {regimes} would be the same as what was run: nothing in the files distinguishes them",
            regimes = joined
        ),
        _ => say!(
            language,
            "{regimes} would be the same as what was run: nothing in the files distinguishes them",
            regimes = joined
        ),
    };
    page.labelled("", &alike);
}

/// What there is beside the tables of a run, of a comparison and of both.
const RUN: [(&str, &str); 1] = [(
    "scenario.resolved.toml",
    phrase!(
        "every parameter, with the file and line each value came from; runs by itself to the same results"
    ),
)];
const COMPARISON: [(&str, &str); 2] = [
    (
        "scenario.resolved.toml",
        phrase!("the base in the first regime, with the file and line each value came from"),
    ),
    ("arms/", phrase!("every arm that was named, in every regime, as a scenario that runs by itself")),
];
const MANIFEST: [(&str, &str); 1] =
    [("manifest.json", phrase!("what was run, with what; digests (BLAKE3) of all inputs and outputs"))];
const BOTH: [(&str, &str); 4] = [
    ("economy/", phrase!("the tables of the economy pack that were used")),
    ("charts/, report.html", phrase!("made from the tables; can be made again")),
    (
        "tables/",
        phrase!("the few tables that go into papers, made from those here: LaTeX, CSV, a workbook, Markdown"),
    ),
    (
        "timing.json",
        phrase!(
            "how long it took, how much memory; the only file that differs between two runs of the same thing"
        ),
    ),
];

fn files(page: &mut Page, compared: bool) {
    let language = page.language;
    page.line("");
    page.underlined(say!(language, "Files"), "-");
    let own: &[(&str, &str)] = if compared { &COMPARISON } else { &RUN };
    for (name, what) in MANIFEST.iter().chain(own).chain(&BOTH) {
        page.line(&format!("    {}{}", padded(name, NAME), language.of(what)));
    }
    page.title(say!(
        language,
        "Tables are CSV: UTF-8, comma, dot decimals, one header row, months as 2020-02, missing values empty."
    ));
}

fn reading(page: &mut Page, compared: bool) {
    let language = page.language;
    page.line("");
    page.underlined(say!(language, "Reading the tables"), "-");
    page.line(say!(
        language,
        "A table may hold several regimes and arms: take means over replications alone, never over these."
    ));
    page.text.push_str(snippets::MONTHLY);
    if compared {
        page.title(say!(
            language,
            "Effects of a comparison are in effects.csv, paired replication by replication: jobs kept by each arm in each regime"
        ));
        page.text.push_str(snippets::EFFECTS);
    }
}

/// What the results do not say.
const LIMITS: [&str; 4] = [
    phrase!(
        "Intervals in summary.csv hold Monte Carlo variation only. What is not known about firms' behaviour is \
         larger: vary the parameters of grade \"assumed\" (tideover params lists them with their ranges) before you report an effect."
    ),
    phrase!(
        "Standard errors in survival.csv are those of the pooled simulated firms, not of the country's firms."
    ),
    phrase!(
        "An effect of a policy is the difference between two runs with and without it, with the same seed; tideover compare pairs them."
    ),
    phrase!(
        "Parameters of grade \"assumed\" have no source; scenario.resolved.toml shows every value and where it came from."
    ),
];

fn limits(page: &mut Page, manifest: &Manifest) {
    let language = page.language;
    page.line("");
    page.underlined(say!(language, "Limits"), "-");
    let one = phrase!("One replication: there is no spread to judge the results by.");
    for point in LIMITS.into_iter().chain((manifest.replications < 2).then_some(one)) {
        page.fold("  - ", 4, language.of(point));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

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
        let own = snippets::MONTHLY.split("\n\n").filter(|block| block.contains("monthly.csv"));
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
    fn a_chinese_folder_has_a_chinese_page_of_the_same_tables() {
        let scenario = crate::experiment::fixtures::loaded("a").scenario;
        let mut english =
            crate::export::manifest::of(&scenario, &"0123abcd".repeat(4), 1, "tideover run a.toml");
        english.title = "China without shock or policy".into();
        let chinese = Manifest { language: Language::Chinese, ..english.clone() };
        let tables = ["monthly.csv", "summary.csv"].map(|file| (file.to_string(), vec!["month".to_string()]));
        let [english, chinese] = [english, chinese].map(|manifest| text(&manifest, &tables, &[]));
        assert!(chinese.starts_with("中国：无冲击、无政策\n====================\n"), "{chinese}");
        assert!(chinese.contains("\n问题") && !chinese.contains("\nQuestion"), "{chinese}");
        for page in [&english, &chinese] {
            assert_eq!(explained(page).collect::<Vec<_>>(), ["monthly.csv", "summary.csv"]);
        }
        let code = |page: &str| page.lines().filter(|line| line.contains("monthly")).count();
        assert_eq!(code(&english), code(&chinese));
    }
}
