//! `README.txt` of a sweep's folder.

use super::entry::{Design, PlanEntry, Value};
use super::points::Plan;
use crate::glyphs;
use std::fmt::Write;

/// The text.
pub(super) fn text(plan: &Plan) -> String {
    let entry = &plan.entry;
    let mut text = format!("{}\n{}\n\n", entry.title, "=".repeat(entry.title.chars().count()));
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "{name:<14} {value}");
        }
    };
    line("question", &entry.question);
    line("sources", &entry.source);
    let design = serde_json::to_value(entry.design)
        .ok()
        .and_then(|value| value.as_str().map(str::to_string))
        .unwrap_or_default();
    line(
        "design",
        &format!("{} ({} points, seed {})", design.replace('_', " "), entry.points, entry.design_seed),
    );
    line("base", &entry.bases.join(", "));
    line("regime", &entry.regimes.join(", "));
    line("replications", &entry.replications.to_string());
    line("firms", &entry.firms.to_string());
    line(
        "identity",
        &format!("{} (model version {}, tideover {})", entry.id, entry.model_version, entry.program_version),
    );
    if entry.quick {
        line("note", "A QUICK RUN: few firms, few replications; to look at, not to cite.");
    }
    if let Some(note) = undrawn(entry) {
        line("note", &note);
    }
    text += "\nFactors\n";
    for factor in &entry.factors {
        let range = match (&factor.range, factor.values.as_slice()) {
            (Some([low, high]), _) => {
                format!("{low} to {high}{}", if factor.log { ", even in logarithms" } else { "" })
            }
            (None, values) => values.iter().map(show).collect::<Vec<_>>().join(", "),
        };
        let _ = writeln!(text, "  {:<24} {}: {range} {}", factor.name, factor.label, factor.unit);
        factor.paths.iter().for_each(|path| {
            let _ = writeln!(text, "  {:<24} sets {path}", "");
        });
    }
    text += "\nOutputs\n";
    for output in &entry.outputs {
        let against = match (output.effect, entry.against.as_str()) {
            (true, "no_policy") => {
                ", difference against the same point without policies, with the same random draws"
            }
            (true, "no_shock") => {
                ", difference against the same point without shocks, with the same random draws"
            }
            _ => "",
        };
        let _ = writeln!(text, "  {:<32} {} ({}){against}", output.name, output.label, output.unit);
    }
    text + FILES + salib(plan)
}

/// What to say of names and titles that the charts' font can't draw; nothing when there are none.
pub(crate) fn undrawn(entry: &PlanEntry) -> Option<String> {
    let mut texts: Vec<(&str, &str)> = vec![
        ("title", if entry.title.is_empty() { &entry.name } else { &entry.title }),
        ("source", &entry.source),
    ];
    texts.extend(entry.bases.iter().map(|base| ("base", base.as_str())));
    for factor in &entry.factors {
        let values = factor.values.iter().filter_map(|value| {
            if let Value::Text(text) = value { Some(("value", text.as_str())) } else { None }
        });
        texts.extend([
            ("factor", if factor.label.is_empty() { factor.name.as_str() } else { &factor.label }),
            ("unit", &factor.unit),
        ]);
        texts.extend(values);
    }
    texts.extend(
        entry
            .outputs
            .iter()
            .flat_map(|output| [("output", output.label.as_str()), ("unit", output.unit.as_str())]),
    );
    glyphs::note(&glyphs::lacking(texts))
}

/// How SALib reads the tables, where it knows the design; of one base and regime at a time.
fn salib(plan: &Plan) -> &'static str {
    match (plan.entry.design, plan.entry.second_order) {
        (Design::Morris, _) => {
            "SALib:           morris.analyze(problem, points[problem[\"names\"]].to_numpy(), d[\"OUTPUT\"].to_numpy(), num_levels=LEVELS)\n"
        }
        (Design::Saltelli, false) => {
            "SALib:           sobol.analyze(problem, d[\"OUTPUT\"].to_numpy(), calc_second_order=False)\n"
        }
        (Design::Saltelli, true) => {
            "SALib:           sobol.analyze(problem, d[\"OUTPUT\"].to_numpy(), calc_second_order=True)\n"
        }
        _ => "",
    }
}

fn show(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    }
}

const FILES: &str = "
Files
  sweep.csv        a row a point: factors, the mean of each output over replications, NAME_se its Monte-Carlo standard error;
                   status is ok or failed; a failed point has no numbers, but its message and the command that runs it alone,
                   from within this folder
  runs.csv         a row a point and replication
  report.html      the answer, what would change it, charts, tables
  sensitivity.csv  indices by factor, when the design gives any (tideover sensitivity)
  points.csv       the design; problem.json tells SALib and black-it of its factors
  plan.json        the plan, for programs
  charts/          pictures (SVG, PNG) and the numbers behind each (CSV)
  inputs/          everything the points were made of: tideover sweep run on this folder needs nothing else
  shards/          journals of finished runs; they are what is merged
  timing.json      what the last session took

Read in R:       d <- read.csv(\"sweep.csv\"); d <- subset(d, status == \"ok\")
Read in Stata:   import delimited sweep.csv, clear case(preserve)
Read in Python:  import pandas; d = pandas.read_csv(\"sweep.csv\")

Replications of one number share their random draws in all points: differences between points are paired.
";
