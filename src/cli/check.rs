//! `check`: reads and checks a scenario, says what it holds and what it will take, and runs nothing.

mod estimate;
mod words;

use super::{Global, print};
use crate::error::Result;
use crate::language::Language;
use crate::language::screen::padded;
use crate::levers;
use crate::month::model::Scenario;
use crate::month::params::Params;
use crate::policy::Policy;
use crate::scenario::{self, Loaded};
use crate::shocks::chance::Intensity;
use crate::shocks::{KINDS, Path, Shock};
use crate::{phrase, say};
use estimate::{Estimate, memory};
pub(super) use estimate::{FIRM_MONTHS_A_SECOND, lasting};
use std::path::PathBuf;

/// Checks a scenario and estimates time and memory; runs nothing
#[derive(clap::Args, Debug)]
#[command(
    after_help = "All problems are shown at once, each with its line, what is allowed, and the nearest valid name; the exit \
    code is then 3. Several files stack from left to right, as in run.\n\n\
    Examples:\n  tideover check scenarios/covid-2020.toml\n  tideover check scenarios/covid-2020.toml --set scenario.firms=1000000"
)]
pub(super) struct Check {
    /// Scenario files; several stack from left to right
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

impl Check {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let loaded = scenario::load(&self.files, &global.overrides())?;
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
        loaded.notes.iter().for_each(|note| print::say(global.quiet, &note.said(global.language())));
        let scenario = &loaded.scenario;
        let of = |replications: u32| Estimate::of(scenario, replications, global.threads.unwrap_or(cores));
        let least = scenario.until.as_ref().map(|until| of(until.min));
        let estimates = (least.as_ref(), &of(scenario.replications));
        let lacks = self.lacks(&loaded, global)?;
        if global.json {
            return print::json(&json(&loaded, estimates, &lacks, global.language()));
        }
        print::data(&summary(&loaded, estimates, &lacks, global.language()))
    }

    /// What the country's pack lacks to be believed: facts to hold it against, behaviour and regimes of its own.
    fn lacks(&self, loaded: &Loaded, global: &Global) -> Result<Vec<&'static str>> {
        let scenario = &loaded.scenario;
        let mut lacks = Vec::new();
        if scenario.economy.targets.is_none() {
            lacks.push(phrase!("no published facts to hold it against ([economy] targets)"));
        }
        let of_its_own = |spec: &&crate::params::Spec| {
            let behaviour = ["failure", "entry", "owner", "demand", "credit"].contains(&spec.group);
            behaviour && scenario.params.get(spec.group, spec.name) != Some(spec.default)
        };
        // The program's defaults are those of China in the middle regime.
        if scenario.economy.targets.is_none() && !Params::specs().iter().any(of_its_own) {
            lacks.push(phrase!("uncalibrated: behaviour is the program's default, fitted to China"));
        }
        let other = if scenario.regime == "strict" { "resilient" } else { "strict" };
        let overrides = scenario::Overrides { regime: Some(other.into()), ..global.overrides() };
        if scenario::load(&self.files, &overrides)?.scenario.params == scenario.params {
            lacks.push(phrase!("no regimes: resilient, middle and strict are the same"));
        }
        Ok(lacks)
    }
}

/// The scenario in words; `least`: what the fewest replications take, when their number is not fixed.
fn summary(
    loaded: &Loaded,
    (least, estimate): (Option<&Estimate>, &Estimate),
    lacks: &[&str],
    language: Language,
) -> String {
    let scenario = &loaded.scenario;
    let economy = &scenario.economy;
    let with_firms = economy.sectors.iter().filter(|sector| sector.has_firms).count();
    let mut text = format!("{}: {}\n", scenario.name, language.of(&scenario.title));
    let mut line = |name: &str, value: String| text += &format!("  {} {value}\n", padded(name, 13));
    if !scenario.question.is_empty() {
        line(say!(language, "question"), language.of(&scenario.question).to_string());
    }
    let last = scenario.start.plus(i32::try_from(scenario.months).unwrap_or(i32::MAX) - 1);
    let (months, first) = (scenario.months, scenario.start);
    line(
        say!(language, "months"),
        say!(language, "{months}, {first} to {last}", months = months, first = first, last = last),
    );
    let each = economy.frame.firms / f64::from(scenario.firms);
    let each = print::number(if each < 10.0 { (each * 100.0).round() / 100.0 } else { each.round() });
    let (simulated, real) = (print::number(f64::from(scenario.firms)), print::number(economy.frame.firms));
    line(
        say!(language, "firms"),
        say!(
            language,
            "{simulated} simulated, each for {each} of {real} ({frame})",
            simulated = simulated,
            each = each,
            real = real,
            frame = economy.frame.name
        ),
    );
    let (sectors, regions) = (economy.n_sectors(), economy.n_regions());
    line(
        say!(language, "economy"),
        say!(
            language,
            "{name}: {country}, {sectors} sectors, {with_firms} of them with small firms, {regions} regions",
            name = economy.name,
            country = language.of(&economy.country),
            sectors = sectors,
            with_firms = with_firms,
            regions = regions
        ),
    );
    if !lacks.is_empty() {
        let lacks: Vec<&str> = lacks.iter().map(|lack| language.of(lack)).collect();
        line(say!(language, "not ready"), lacks.join(if language.is_english() { "; " } else { "；" }));
    }
    line(say!(language, "regime"), language.of(&scenario.regime).to_string());
    line(
        say!(language, "replications"),
        say!(
            language,
            "{count}, seed {seed}",
            count = scenario.how_often().said(language),
            seed = scenario.seed
        ),
    );
    text += &section(
        SHOCKS,
        &["name", "kind", "course", "size", "where"],
        language,
        scenario.shocks.iter().map(|shock| shock_row(scenario, shock, language)),
    );
    text += &section(
        POLICIES,
        &["name", "lever", "months", "for"],
        language,
        scenario.policies.iter().map(|policy| policy_row(scenario, policy, language)),
    );
    let changed = Params::specs().into_iter().filter_map(|spec| {
        let value = scenario.params.get(spec.group, spec.name).filter(|value| *value != spec.default)?;
        let unit = language.of(spec.unit).to_string();
        Some(vec![spec.key(), print::number(value), print::number(spec.default), unit])
    });
    text += &section(PARAMETERS, &["key", "value", "default", "unit"], language, changed);
    // Chinese counts in ten thousands.
    let (_, factor) = language.millions();
    let millions = |x: f64| print::number((x * factor / 1e5).round() / 10.0);
    let range = |words: &dyn Fn(&Estimate) -> String| match least.map(words) {
        Some(low) if low != words(estimate) => {
            say!(language, "{lower} to {upper}", lower = low, upper = words(estimate))
        }
        _ => words(estimate),
    };
    text += &format!(
        "\n{}\n",
        say!(
            language,
            "Estimate: {months} million firm-months and {burn_in} million of burn-in (once, then kept), about {time}, {memory} of memory",
            months = range(&|estimate| millions(estimate.firm_months)),
            burn_in = millions(estimate.burn_in_firm_months),
            time = range(&|estimate| lasting(estimate.seconds, language)),
            memory = memory(estimate.bytes)
        )
    );
    if scenario.quick {
        text += &format!("{}\n", language.of(print::QUICK));
    }
    text + say!(language, "No problems found; nothing was run.") + "\n"
}

/// Heads of the tables, for none, one and several rows.
const SHOCKS: [&str; 3] = [phrase!("No shocks"), phrase!("1 shock"), phrase!("{count} shocks")];
const POLICIES: [&str; 3] = [phrase!("No policies"), phrase!("1 policy"), phrase!("{count} policies")];
const PARAMETERS: [&str; 3] =
    [phrase!("No parameters changed"), phrase!("1 parameter changed"), phrase!("{count} parameters changed")];
/// Columns of these tables.
const COLUMNS: [&str; 11] = [
    phrase!("name"),
    phrase!("kind"),
    phrase!("course"),
    phrase!("size"),
    phrase!("where"),
    phrase!("lever"),
    phrase!("for"),
    phrase!("key"),
    phrase!("value"),
    phrase!("default"),
    phrase!("unit"),
];

fn section(
    [none, one, many]: [&str; 3],
    header: &[&str],
    language: Language,
    rows: impl Iterator<Item = Vec<String>>,
) -> String {
    let rows: Vec<_> = rows.collect();
    let head = match rows.len() {
        0 => return format!("\n{}\n", language.of(none)),
        1 => language.of(one).to_string(),
        count => language.fill(many, &[("count", &count)]),
    };
    debug_assert!(header.iter().all(|title| COLUMNS.contains(title) || *title == "months"), "{header:?}");
    let header: Vec<&str> = header.iter().map(|title| language.of(title)).collect();
    format!("\n{head}\n{}", print::table(&header, &[], rows))
}

fn shock_row(scenario: &Scenario, shock: &Shock, language: Language) -> Vec<String> {
    // The strongest sizes of each sector that is hit; a table has its own course for each.
    let strongest = |(sector, size): (usize, &f64)| -> Vec<f64> {
        let factors: Vec<f64> = match &shock.path {
            Path::Table { rows, .. } => rows.iter().map(|row| row[sector]).collect(),
            _ => vec![1.0],
        };
        let drawn = shock.intensity.map_or(vec![1.0], |intensity| intensity.extremes().to_vec());
        factors
            .iter()
            .flat_map(|factor| drawn.iter().map(move |drawn| size * factor * drawn))
            .filter(|size| *size != 0.0)
            .collect()
    };
    let hit: Vec<Vec<f64>> =
        shock.by_sector.iter().enumerate().map(strongest).filter(|sizes| !sizes.is_empty()).collect();
    let fold = |(least, most): (f64, f64), size: &f64| (least.min(*size), most.max(*size));
    let (least, most) = hit.iter().flatten().fold((f64::INFINITY, f64::NEG_INFINITY), fold);
    // Products of sizes and factors have no more digits than these.
    let plain = |size: f64| print::number((size * 1e9).round() / 1e9);
    let size = match hit.len() {
        0 => "0".into(),
        _ if least == most => plain(least),
        _ => words::between(&plain(least), &plain(most), language),
    };
    let size = match shock.intensity {
        Some(Intensity::Normal { sd, .. }) => {
            say!(language, "{size}, sd {sd}", size = size, sd = print::number(sd))
        }
        Some(Intensity::Between { .. }) => say!(language, "{size}, drawn", size = size),
        None => size,
    };
    let regions = shock.by_region.iter().filter(|factor| **factor != 0.0).count();
    let places = words::places(scenario, shock, [hit.len(), regions], language);
    vec![
        language.of(&shock.name).to_string(),
        words::kind(KINDS[shock.kind as usize].kind, language),
        words::when(shock, language),
        size,
        places,
    ]
}

fn policy_row(scenario: &Scenario, policy: &Policy, language: Language) -> Vec<String> {
    let kind = words::kind(levers::ALL[policy.lever].kind(), language);
    let whom = words::target(scenario, &policy.target, language);
    vec![language.of(&policy.name).to_string(), kind, words::months(policy, language), whom]
}

fn json(
    loaded: &Loaded,
    (least, estimate): (Option<&Estimate>, &Estimate),
    lacks: &[&str],
    language: Language,
) -> serde_json::Value {
    let lacks: Vec<&str> = lacks.iter().map(|lack| language.of(lack)).collect();
    let scenario = &loaded.scenario;
    let shocks: Vec<_> = scenario
        .shocks
        .iter()
        .map(|shock| serde_json::json!({ "name": shock.name, "kind": KINDS[shock.kind as usize].kind, "course": words::when(shock, language) }))
        .collect();
    let policies: Vec<_> = scenario
        .policies
        .iter()
        .map(|policy| {
            serde_json::json!({
                "name": policy.name, "lever": levers::ALL[policy.lever].kind(), "from": policy.from.to_string(),
                "to": policy.to.to_string(), "announced": policy.announced.to_string(), "target": words::target(scenario, &policy.target, language),
            })
        })
        .collect();
    let until = scenario.until.as_ref().zip(least).map(|(until, least)| {
        serde_json::json!({
            "metric": until.metric, "half_width": until.half_width, "min": until.min, "max": until.max,
            "estimate_of_min": { "firm_months": least.firm_months, "seconds": least.seconds },
        })
    });
    serde_json::json!({
        "name": scenario.name, "title": scenario.title, "economy": scenario.economy.name, "start": scenario.start.to_string(),
        "months": scenario.months, "firms": scenario.firms, "regime": scenario.regime, "replications": scenario.replications,
        "until": until, "seed": scenario.seed, "quick": scenario.quick, "shocks": shocks, "policies": policies, "not_ready": lacks,
        "estimate": {
            "firm_months": estimate.firm_months, "burn_in_firm_months": estimate.burn_in_firm_months,
            "seconds": estimate.seconds, "bytes": estimate.bytes,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use estimate::duration;

    #[test]
    fn sizes_read_as_people_say_them() {
        assert_eq!(
            [0.2, 30.0, 600.0, 9000.0].map(duration),
            ["a second", "30 seconds", "10 minutes", "2.5 hours"]
        );
        assert_eq!([1e5, 8e6, 2.5e9].map(memory), ["1 MB", "8 MB", "2.5 GB"]);
    }
}
