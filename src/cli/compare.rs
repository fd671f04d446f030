//! `compare`: policy arms against a base, paired firm by firm.

use super::{Global, print};
use crate::compare;
use crate::compare::arms::{Arms, Request};
use crate::compare::shapley::recorded::{self, Share};
use crate::error::Result;
use crate::experiment::{Outcome, RunOptions, memory};
use crate::language::Language;
use crate::report::findings::{self, Findings, Number};
use crate::report::outcome::Row;
use crate::scenario::keys::REGIMES;
use crate::scenario::{Overrides, Use};
use crate::{phrase, say};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Compares policies with a base: what they did, to whom, and what it cost, paired firm by firm
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The base comes first; arms may differ from it in shocks and policies alone. All arms use common random numbers, so \
    each firm meets the same random draws in each, and the months before they first differ are simulated once. Unless --regime names one, all three \
    behaviour regimes are run: what holds in one only is no finding. Results stand in output/compare-BASE-ID/; output/latest-comparison \
    points at the newest full one. There effects.csv holds paired \
    differences with intervals, fates.csv what became of the firms alive when arms began to differ.\n\n\
    Examples:\n  tideover compare scenarios/covid-2020-no-policy.toml scenarios/covid-2020.toml\n  \
    tideover compare scenarios/covid-2020-no-policy.toml scenarios/covid-2020.toml --each --no-shock --regime middle\n  \
    tideover compare scenarios/covid-2020-no-policy.toml scenarios/covid-2020.toml --shapley\n  \
    tideover compare scenarios/covid-2020.toml --no-policy"
)]
pub(super) struct Compare {
    /// Scenario file of the base; with --no-policy of the alternative
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// Scenario files of the alternatives; with --no-shock or --no-policy there may be none
    #[arg(value_name = "ALT", required_unless_present_any = ["no_shock", "no_policy"])]
    alternatives: Vec<PathBuf>,
    /// The base is the first file without its policies, the file itself an alternative: what do its policies
    /// change?
    #[arg(long)]
    no_policy: bool,
    /// Each policy of each alternative alone as an arm of its own
    #[arg(long)]
    each: bool,
    /// The base without shocks and policies as an arm, for resilience
    #[arg(long)]
    no_shock: bool,
    /// For each alternative with a grant: the same grant for exactly the firms that would fail, a benchmark
    /// that no real rule can reach
    #[arg(long)]
    frontier: bool,
    /// Says what would be simulated, coalitions of --shapley counted in, and runs nothing
    #[arg(long, conflicts_with_all = ["output", "force"])]
    check: bool,
    /// The share of each policy in what a package of several does: its Shapley value, over all orders of up
    /// to 5 policies, over 16 of more
    #[arg(long)]
    shapley: bool,
}

/// Headers of the printed table of arms.
const HEADER: [&str; 9] = [
    phrase!("arm"),
    phrase!("regime"),
    phrase!("failures avoided"),
    phrase!("firms kept"),
    phrase!("jobs kept"),
    phrase!("job-years kept"),
    phrase!("cost"),
    phrase!("per job-year"),
    phrase!("deadweight"),
];

impl Compare {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let request = Request {
            files: std::iter::once(self.base).chain(self.alternatives).collect(),
            overrides: Overrides { command: Use::Compare, ..global.overrides() },
            regimes: global
                .regime
                .as_ref()
                .map_or_else(|| REGIMES.map(String::from).to_vec(), |regime| vec![regime.clone()]),
            no_policy: self.no_policy,
            each: self.each,
            no_shock: self.no_shock,
            frontier: self.frontier,
            shapley: self.shapley,
        };
        let arms = Arms::load(&request)?;
        for note in &arms.notes {
            print::say(global.quiet, &note.said(global.language()));
        }
        if self.check {
            return print_check(&arms, global);
        }
        let options = RunOptions {
            folder: global.output.clone(),
            from: None,
            threads: global.threads.and_then(|threads| usize::try_from(threads).ok()),
            force: global.force,
            progress: global.progress.clone(),
            quiet: global.quiet,
            language: global.language(),
            asked: global.lang,
            command: std::env::args().collect::<Vec<_>>().join(" "),
        };
        memory::check(&arms.base.scenario, 2, options.threads)?
            .iter()
            .for_each(|note| print::say(global.quiet, &note.said(global.language())));
        let outcome = compare::run(&arms, &options)?;
        print::undrawn(global, &outcome.folder);
        let scenario = &arms.base.scenario;
        let results = Results {
            found: findings::read(&outcome.folder, &scenario.economy.currency_unit)?
                .told_in(global.language()),
            shares: recorded::read(&outcome.folder)?,
            unit: &scenario.economy.currency_unit,
            language: global.language(),
            quick: scenario.quick,
            outcome,
        };
        if global.json { print::json(&results.json()) } else { print::data(&results.text()) }
    }
}

/// What would be simulated, of which nothing is run.
fn print_check(arms: &Arms, global: &Global) -> Result<()> {
    let scenario = &arms.base.scenario;
    let firm_months = compare::firm_months(arms);
    if global.json {
        let regimes: Vec<_> = arms.regimes.iter().map(|arms| arms[0].scenario.regime.as_str()).collect();
        return print::json(&json!({
            "arms": arms.names(), "regimes": regimes, "replications": scenario.replications, "firm_months_at_most": firm_months,
        }));
    }
    let (counted, regimes) = (arms.names().len(), arms.regimes.len());
    let language = global.language();
    // Chinese counts in ten thousands.
    let (decimals, factor) = if language.is_english() { (1, 1.0) } else { (0, language.millions().1) };
    let millions = format!("{:.decimals$}", firm_months / 1e6 * factor);
    let replications = scenario.replications;
    print::data(&if regimes == 1 {
        say!(
            language,
            "{arms} arms in 1 regime, {replications} replications in each: at most {millions} million firm-months. No problems found; nothing was run.",
            arms = counted,
            replications = replications,
            millions = millions
        )
    } else {
        say!(
            language,
            "{arms} arms in {regimes} regimes, {replications} replications in each: at most {millions} million firm-months. No problems found; nothing was run.",
            arms = counted,
            regimes = regimes,
            replications = replications,
            millions = millions
        )
    })
}

/// A finished comparison, as the screen and other programs get it.
struct Results<'a> {
    outcome: Outcome,
    found: Findings,
    shares: Vec<Share>,
    unit: &'a str,
    language: Language,
    quick: bool,
}

/// Files of a folder that the answer points at, with what they hold.
const FILES: [(&str, &str); 9] = [
    ("effects.csv", phrase!("paired differences with intervals, also by group")),
    ("fates.csv", phrase!("what became of each firm")),
    ("recipients.csv", phrase!("those who got it, in both arms")),
    ("shapley.csv", phrase!("the share of each policy in a package")),
    ("resilience.csv", phrase!("depth, recovery and scar")),
    ("charts", phrase!("charts")),
    ("tables", phrase!("tables for papers")),
    ("report.html", phrase!("report")),
    ("README.txt", phrase!("what each column means")),
];

impl Results<'_> {
    fn json(&self) -> Value {
        json!({
            "folder": self.outcome.folder.display().to_string(), "reused": self.outcome.reused, "quick": self.quick,
            "arms": self.found.rows.iter().map(row_json).collect::<Vec<_>>(),
            "shapley": self.shares.iter().map(share_json).collect::<Vec<_>>(),
        })
    }

    fn text(&self) -> String {
        let Self { outcome, found, shares, unit, language, .. } = self;
        let language = *language;
        let mut text = lead(found, unit, language);
        for (_, line) in found.sentences(language.of(unit)) {
            text += &format!("{line}\n");
        }
        for (arm, lines) in recorded::lines(shares, found.horizon(), language) {
            let head = say!(
                language,
                "Share of each policy in {arm}, {regime} regime, after {months} months (Shapley); thousands, cost in billion {unit}:",
                arm = found.arm(&arm),
                regime = language.of(recorded::regime(shares)),
                months = found.horizon(),
                unit = language.of(unit)
            );
            let header = recorded::HEADER.map(|title| language.of(title));
            text += &format!("\n{head}\n{}", print::table(&header, &[1, 2, 3], lines));
        }
        if self.quick {
            text += &format!("{}\n", language.of(print::QUICK));
        }
        text + "\n" + &print::results(outcome, &FILES, language)
    }
}

/// What leads an answer: what holds in all regimes, and the table of arms at each horizon.
pub(super) fn lead(found: &Findings, unit: &str, language: Language) -> String {
    let mut text = String::new();
    for line in found.agreement() {
        text += &format!("{line}\n");
    }
    text.push('\n');
    for horizon in found.horizons() {
        text += &say!(
            language,
            "After {months} months; thousands, cost in billion {unit}, a job-year of these months in {unit}:",
            months = horizon,
            unit = language.of(unit)
        );
        text.push('\n');
        text += &print::table(
            &HEADER.map(|title| language.of(title)),
            &[2, 3, 4, 5, 6, 7, 8],
            found.short_lines(horizon),
        );
        text.push('\n');
    }
    text
}

/// One arm in one regime at one horizon as other programs get it.
pub(super) fn row_json(row: &Row) -> Value {
    let number = |number: &Number| {
        json!({
            "effect": number.value, "replications": number.replications,
            "lower": number.bounds.map(|b| b[0]), "upper": number.bounds.map(|b| b[1]),
        })
    };
    let numbers: serde_json::Map<_, _> =
        row.numbers.iter().map(|(name, value)| (name.to_string(), number(value))).collect();
    json!({
        "regime": row.regime, "arm": row.arm, "horizon_months": row.horizon, "simulated_firms_that_differ": row.differ, "numbers": numbers,
    })
}

fn share_json(share: &Share) -> Value {
    let bounds = share.number.bounds;
    json!({
        "regime": share.regime, "arm": share.arm, "policy": share.policy, "horizon_months": share.horizon, "metric": share.metric,
        "share": share.number.value, "lower": bounds.map(|b| b[0]), "upper": bounds.map(|b| b[1]), "package": share.package,
    })
}
