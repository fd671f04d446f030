//! `compare`: policy arms against a base, paired firm by firm.

use super::{Global, print};
use crate::compare::arms::{Arms, Request};
use crate::compare::shapley::told;
use crate::compare::{self, findings};
use crate::error::Result;
use crate::experiment::RunOptions;
use crate::scenario::keys::REGIMES;
use crate::scenario::{Overrides, Use};
use std::path::PathBuf;

/// Compares policies with a base: what they did, to whom, and what it cost, paired firm by firm
#[derive(clap::Args, Debug)]
#[command(after_help = "The base comes first; arms may differ from it in shocks and policies alone. All arms share their draws, so \
    each firm meets the same luck in each, and the months before they first differ are simulated once. Unless --regime names one, all three \
    behaviour regimes are run: what holds in one only is no finding. Results stand in output/compare-BASE-ID/; output/latest-comparison \
    points at the newest full one. There effects.csv holds paired \
    differences with intervals, fates.csv what became of the firms alive when arms began to differ.\n\n\
    Examples:\n  tideover compare scenarios/covid-2020-no-policy.toml scenarios/covid-2020.toml\n  \
    tideover compare scenarios/covid-2020-no-policy.toml scenarios/covid-2020.toml --each --no-shock --regime middle\n  \
    tideover compare scenarios/covid-2020-no-policy.toml scenarios/covid-2020.toml --shapley")]
pub(super) struct Compare {
    /// Scenario file of the base
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// Scenario files of the alternatives; with --no-shock there may be none
    #[arg(value_name = "ALT", required_unless_present = "no_shock")]
    alternatives: Vec<PathBuf>,
    /// Each policy of each alternative alone as an arm of its own
    #[arg(long)]
    each: bool,
    /// The base without shocks and policies as an arm, for resilience
    #[arg(long)]
    no_shock: bool,
    /// For each alternative with a grant: the same grant for exactly the firms that would fail, a benchmark that no real rule can reach
    #[arg(long)]
    frontier: bool,
    /// Says what would be simulated, coalitions of --shapley counted in, and runs nothing
    #[arg(long)]
    check: bool,
    /// The share of each policy in what a package of several does: its Shapley value, over all orders of up to 5 policies, over 16 of more
    #[arg(long)]
    shapley: bool,
}

impl Compare {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let request = Request {
            files: std::iter::once(self.base).chain(self.alternatives).collect(),
            overrides: Overrides { command: Use::Compare, ..global.overrides() },
            regimes: global.regime.as_ref().map_or_else(|| REGIMES.map(String::from).to_vec(), |regime| vec![regime.clone()]),
            each: self.each,
            no_shock: self.no_shock,
            frontier: self.frontier,
            shapley: self.shapley,
        };
        let arms = Arms::load(&request)?;
        for note in &arms.notes {
            print::say(global.quiet, note);
        }
        if self.check {
            let scenario = &arms.base.scenario;
            return print::data(&format!(
                "{} arms in {} regime{}, {} replications in each: at most {:.1} million firm-months. No problems found; nothing was run.\n",
                arms.names().len(),
                arms.regimes.len(),
                if arms.regimes.len() == 1 { "" } else { "s" },
                scenario.replications,
                compare::firm_months(&arms) / 1e6
            ));
        }
        let options = RunOptions {
            folder: global.output.clone(),
            from: None,
            threads: global.threads.and_then(|threads| usize::try_from(threads).ok()),
            force: global.force,
            progress: global.progress.clone(),
            quiet: global.quiet,
            command: std::env::args().collect::<Vec<_>>().join(" "),
        };
        let outcome = compare::run(&arms, &options)?;
        let unit = &arms.base.scenario.economy.currency_unit;
        let found = findings::read(&outcome.folder, unit)?;
        let shares = told::read(&outcome.folder)?;
        if global.json {
            let rows: Vec<_> = found
                .rows
                .iter()
                .map(|row| {
                    serde_json::json!({
                        "regime": row.regime, "arm": row.arm, "horizon_months": row.horizon,
                        "numbers": row.numbers.iter().map(|(name, number)| (name.to_string(), serde_json::json!({
                            "effect": number.value, "lower": number.bounds.map(|b| b[0]), "upper": number.bounds.map(|b| b[1]),
                        }))).collect::<serde_json::Map<_, _>>(),
                    })
                })
                .collect();
            let shares: Vec<_> = shares
                .iter()
                .map(|share| {
                    serde_json::json!({
                        "regime": share.regime, "arm": share.arm, "policy": share.policy, "horizon_months": share.horizon,
                        "metric": share.metric, "share": share.number.value, "lower": share.number.bounds.map(|b| b[0]),
                        "upper": share.number.bounds.map(|b| b[1]), "package": share.package,
                    })
                })
                .collect();
            return print::json(&serde_json::json!({
                "folder": outcome.folder.display().to_string(), "reused": outcome.reused, "quick": arms.base.scenario.quick, "arms": rows,
                "shapley": shares,
            }));
        }
        let mut text = String::new();
        for line in found.agreement() {
            text += &format!("{line}\n");
        }
        text.push('\n');
        let header = ["arm", "regime", "failures avoided", "firms kept", "jobs kept", "job-years", "cost", "per job-year", "deadweight"];
        text += &format!("After {} months; thousands, cost in billion {unit}, per job-year in {unit}:\n", found.horizon());
        text += &print::table(&header, &[2, 3, 4, 5, 6, 7, 8], found.short_lines());
        text.push('\n');
        for line in found.sentences(unit) {
            text += &format!("{line}\n");
        }
        for (arm, lines) in told::lines(&shares, found.horizon()) {
            text += &format!(
                "\nShare of each policy in {arm}, {} regime, after {} months (Shapley); thousands, cost in billion {unit}:\n",
                told::regime(&shares),
                found.horizon()
            );
            text += &print::table(&told::HEADER, &[1, 2, 3], lines);
        }
        if arms.base.scenario.quick {
            text += "A quick run: few firms, few replications; to look at, not to cite.\n";
        }
        let reused = if outcome.reused { " (was complete already; --force computes it again)" } else { "" };
        text += &format!("\nResults: {}{reused}\n", outcome.folder.display());
        for (name, what) in [
            ("effects.csv", "paired differences with intervals, also by group"),
            ("fates.csv", "what became of each firm"),
            ("shapley.csv", "the share of each policy in a package"),
            ("resilience.csv", "depth, recovery and scar"),
            ("charts", "charts"),
            ("report.html", "report"),
            ("README.txt", "what each column means"),
        ] {
            if outcome.folder.join(name).exists() {
                text += &format!("  {:<44} {what}\n", outcome.folder.join(name).display());
            }
        }
        print::data(&text)
    }
}
