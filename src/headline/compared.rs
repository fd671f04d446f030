//! Tables of a comparison: effects by arm with horizons side by side, what became of firms, where effects
//! fall.

use super::data::{Figure, Head, Headline, Row};
use super::notes::notes;
use super::words::{self, regime as regime_words, replications};
use crate::catalogue::{METRICS, NO_SHOCK, RATIOS};
use crate::charts::columns::Columns;
use crate::charts::compare::found::{Compared, FATES};
use crate::charts::quantity::Quantity;
use crate::charts::run::Run;
use crate::error::Result;
use crate::report::findings::{self, Findings};
use crate::report::outcome::Row as Outcome;
use crate::{phrase, say};

/// Rows of the table of effects: metric, label, factor.
const EFFECTS: [(&str, &str, f64); 7] = [
    ("firms", phrase!("Firms kept"), 1.0),
    ("failures", phrase!("Failures avoided"), -1.0),
    ("jobs", phrase!("Jobs kept, small and medium firms"), 1.0),
    ("job_years", phrase!("Job-years kept, small and medium firms"), 1.0),
    ("national_job_years", phrase!("Job-years kept, whole country"), 1.0),
    ("output", phrase!("Output, sales less inputs"), 1.0),
    ("public_cost", phrase!("Public cost"), 1.0),
];

/// What the fates of [`FATES`] are called.
const CALLED: [&str; 6] = [
    phrase!("Saved"),
    phrase!("Only delayed"),
    phrase!("Safe anyway"),
    phrase!("Lost anyway"),
    phrase!("Hastened"),
    phrase!("Harmed"),
];

/// The tables that the folder has data for.
pub(super) fn tables(run: &Run, compared: &Compared) -> Result<Vec<Headline>> {
    let found = findings::read(&run.folder, &run.manifest.currency_unit)?;
    let mut tables = Vec::new();
    // Every regime has its effects: what holds in one only is no finding.
    for regime in &compared.regimes {
        tables.extend(effects(run, compared, &found, regime));
    }
    tables.extend(fates(run, compared)?);
    for dimension in ["sector", "region"] {
        tables.extend(places(run, compared, dimension)?);
    }
    Ok(tables)
}

/// The unit of a metric or ratio.
fn unit(name: &str, run: &Run) -> Quantity {
    let metric = METRICS.iter().find(|metric| metric.name == name).map(|metric| metric.unit);
    let ratio = || RATIOS.iter().find(|ratio| ratio.0 == name).map(|ratio| ratio.1);
    words::quantity(run, metric.or_else(ratio).unwrap_or_default(), words::counts(name))
}

/// The unit of what the folder has in thousands.
fn thousands(run: &Run, of: words::Of) -> Quantity {
    words::quantity(run, "thousand", of)
}

/// How differences came about, as every table says.
fn paired(run: &Run, compared: &Compared, regime: &str) -> Vec<String> {
    let language = run.page.language;
    let mut said = vec![say!(
        language,
        "Differences from the base ({base}), each replication with its pair; means over {replications}, in brackets 95% intervals of Student's t. Regime {regime}.",
        base = words::arm(run, &compared.base),
        replications = replications(run),
        regime = regime_words(language, regime)
    )];
    let first = run.manifest.comparison.as_ref().map_or("", |entry| entry.fork.as_str());
    if !first.is_empty() {
        said.push(say!(
            language,
            "Months are counted from {first}, the first in which arms differ.",
            first = first
        ));
    }
    said
}

fn effects(run: &Run, compared: &Compared, found: &Findings, regime: &str) -> Option<Headline> {
    let outcome = |arm: &str, horizon: i64| -> Option<&Outcome> {
        found.rows.iter().find(|row| row.regime == regime && row.arm == arm && row.horizon == horizon)
    };
    let language = run.page.language;
    let arms: Vec<&String> = compared.arms.iter().chain(&compared.no_shock).collect();
    let mut rows = Vec::new();
    for arm in arms.into_iter().filter(|arm| compared.horizons.iter().any(|at| outcome(arm, *at).is_some())) {
        rows.push(Row::Panel(words::arm(run, arm)));
        for (metric, label, factor) in EFFECTS {
            let unit = unit(metric, run);
            let cell = |horizon: &i64| {
                let number = outcome(arm, *horizon)?.numbers.get(metric)?;
                Some(Figure::from(number.times(factor * unit.factor)))
            };
            let cells: Vec<_> = compared.horizons.iter().map(cell).collect();
            if cells.iter().any(Option::is_some) {
                rows.push(Row::Line { label: language.of(label).to_string(), unit: unit.name, cells });
            }
        }
        // The arm without shocks is a yardstick, and has no price.
        if *arm != NO_SHOCK {
            let unit = unit("cost_per_job_year", run);
            let price =
                |horizon: &i64| Some(Figure::from(outcome(arm, *horizon)?.price()?.times(unit.factor)));
            let cells = compared.horizons.iter().map(price).collect();
            let label = say!(language, "Public cost per job-year kept").to_string();
            rows.push(Row::Line { label, unit: unit.name, cells });
        }
    }
    let heads = compared.horizons.iter().map(|months| {
        let text = say!(language, "After {months} months", months = months);
        Head::plain(format!("after_{months}_months"), text)
    });
    let mut own = paired(run, compared, regime);
    let price = say!(
        language,
        "A cost per job-year is that of job-years in the whole country and stands only where public cost and job-years kept both exceed zero beyond chance. Sums deferred or guaranteed are no cost until they are lost."
    );
    own.push(price.to_string());
    Some(Headline {
        name: format!("effects_{regime}"),
        title: say!(language, "Effects by arm, {regime} regime", regime = regime_words(language, regime)),
        of: words::title(run),
        stub: say!(language, "Effect").to_string(),
        heads: heads.collect(),
        rows,
        notes: notes(run, &own),
        language,
    })
    .filter(|table| !table.rows.is_empty())
}

fn fates(run: &Run, compared: &Compared) -> Result<Option<Headline>> {
    let text = ["regime", "arm", "dimension", "group", "fate"];
    let accept = |column: &str, cell: &str| match column {
        "regime" => cell == compared.regime,
        "dimension" => cell == "all",
        _ => true,
    };
    let Some(table) = Columns::read_where(&run.folder.join("fates.csv"), &text, |_| true, accept)? else {
        return Ok(None);
    };
    let (arms, fate, horizon) = (table.names("arm")?, table.names("fate")?, table.numbers("horizon_months")?);
    let three = |value: &str, of: &str| -> Result<[&[f64]; 3]> {
        Ok([
            table.numbers(value)?,
            table.numbers(&format!("{of}_lower"))?,
            table.numbers(&format!("{of}_upper"))?,
        ])
    };
    let (firms, jobs, money) =
        (three("firms_thousand", "firms")?, three("jobs_thousand", "jobs")?, three("money_bn", "money")?);
    let (of_firm, of_job) = (thousands(run, words::Of::Firms), thousands(run, words::Of::People));
    let of_sum = words::quantity(run, "billion {unit}", words::Of::Other);
    let (of_firms, of_money) = (table.numbers("share_of_firms")?, table.numbers("share_of_money")?);
    let language = run.page.language;
    let mut rows = Vec::new();
    for arm in &compared.arms {
        for months in &compared.horizons {
            let at = |name: &str| {
                let here = |row: &usize| {
                    arms.at(*row) == arm && fate.at(*row) == name && horizon[*row] == *months as f64
                };
                (0..table.rows).find(here)
            };
            let mut block = Vec::new();
            for (name, label) in FATES.iter().zip(CALLED) {
                let Some(row) = at(name) else { continue };
                let ends = |of: &[&[f64]; 3], unit: &Quantity| {
                    let [value, lower, upper] = of.map(|numbers| numbers[row] * unit.factor);
                    Figure::of(value, Some([lower, upper]))
                };
                let share = |of: &[f64]| Figure::share(100.0 * of[row]);
                let cells = vec![
                    ends(&firms, &of_firm),
                    share(of_firms),
                    ends(&jobs, &of_job),
                    ends(&money, &of_sum),
                    share(of_money),
                ];
                block.push(Row::Line { label: language.of(label).to_string(), unit: String::new(), cells });
            }
            if !block.is_empty() {
                rows.push(Row::Panel(say!(
                    language,
                    "{arm}, after {months} months",
                    arm = words::arm(run, arm),
                    months = months
                )));
                rows.extend(block);
            }
        }
    }
    let percent = words::unit(run, "percent");
    let heads = vec![
        Head::of(&words::key(run, "firms", false), say!(language, "Firms"), of_firm.name),
        Head::of("share_of_firms_percent", say!(language, "Share of firms"), &percent),
        Head::of(&words::key(run, "jobs", false), say!(language, "Jobs"), of_job.name),
        Head::of(&words::key(run, "money", true), say!(language, "Money"), of_sum.name),
        Head::of("share_of_money_percent", say!(language, "Share of money"), &percent),
    ];
    let means = say!(
        language,
        "Saved: closed in the base, alive in the arm. Only delayed: closed in both, later in the arm. Safe anyway: alive in both; money for them saves no firm. Lost anyway: closed in both in the same month. Hastened: closed in both, earlier in the arm. Harmed: alive in the base, closed in the arm. Firms alive when arms begin to differ; jobs as they were then. Money: what they got from policies by the horizon, guarantees called included."
    );
    let mut own = vec![means.to_string()];
    own.extend(paired(run, compared, &compared.regime));
    Ok(Some(Headline {
        name: "fates".into(),
        title: say!(
            language,
            "What became of firms, {regime} regime",
            regime = regime_words(language, &compared.regime)
        ),
        of: words::title(run),
        stub: say!(language, "Fate").to_string(),
        heads,
        rows,
        notes: notes(run, &own),
        language,
    })
    .filter(|table| !table.rows.is_empty()))
}

/// Effects by sector or region at the last horizon, of the arms that were named.
fn places(run: &Run, compared: &Compared, dimension: &str) -> Result<Option<Headline>> {
    let named: &[String] = if compared.named.is_empty() { &compared.arms } else { &compared.named };
    let text = ["regime", "arm", "metric", "dimension", "group", "unit"];
    let accept = |column: &str, cell: &str| match column {
        "regime" => cell == compared.regime,
        "arm" => named.iter().any(|arm| arm == cell),
        "metric" => cell == "firms" || cell == "jobs",
        "dimension" => cell == dimension,
        _ => true,
    };
    let wanted = |name: &str| ["horizon_months", "effect", "lower", "upper"].contains(&name);
    let Some(table) = Columns::read_where(&run.folder.join("effects.csv"), &text, wanted, accept)? else {
        return Ok(None);
    };
    let (arms, metrics, groups) = (table.names("arm")?, table.names("metric")?, table.names("group")?);
    let [horizon, effect, lower, upper] =
        ["horizon_months", "effect", "lower", "upper"].map(|column| table.numbers(column));
    let (horizon, effect, lower, upper) = (horizon?, effect?, lower?, upper?);
    let last = compared.last();
    // As the country counts its places, not as names are spelt.
    let known = if dimension == "sector" { &run.manifest.sectors } else { &run.manifest.regions };
    let mut order: Vec<&String> = groups.distinct.iter().collect();
    order.sort_by_key(|group| known.iter().position(|place| place.id == **group).unwrap_or(known.len()));
    let language = run.page.language;
    let (of_firm, of_job) = (thousands(run, words::Of::Firms), thousands(run, words::Of::People));
    let mut rows = Vec::new();
    for arm in named {
        let mut block = Vec::new();
        for group in order.iter().copied() {
            let cell = |metric: &str, unit: &Quantity| {
                let here = |row: &usize| {
                    arms.at(*row) == arm
                        && groups.at(*row) == group
                        && metrics.at(*row) == metric
                        && horizon[*row] == last as f64
                };
                let row = (0..table.rows).find(here)?;
                let of = |numbers: &[f64]| numbers[row] * unit.factor;
                Figure::of(of(effect), Some([of(lower), of(upper)]))
            };
            let cells = vec![cell("jobs", &of_job), cell("firms", &of_firm)];
            if cells.iter().any(Option::is_some) {
                block.push(Row::Line { label: run.label(dimension, group), unit: String::new(), cells });
            }
        }
        if !block.is_empty() {
            rows.push(Row::Panel(words::arm(run, arm)));
            rows.extend(block);
        }
    }
    let others = compared.arms.len() - named.len();
    let mut own = paired(run, compared, &compared.regime);
    if others > 0 {
        own.push(say!(language, "Further arms in effects.csv: {count}.", count = others));
    }
    let regime = regime_words(language, &compared.regime);
    let (title, stub) = match dimension {
        "sector" => (
            say!(
                language,
                "Effects by sector after {months} months, {regime} regime",
                months = last,
                regime = regime
            ),
            say!(language, "Sector"),
        ),
        _ => (
            say!(
                language,
                "Effects by region after {months} months, {regime} regime",
                months = last,
                regime = regime
            ),
            say!(language, "Region"),
        ),
    };
    Ok(Some(Headline {
        name: format!("effects_by_{dimension}"),
        title,
        of: words::title(run),
        stub: stub.to_string(),
        heads: vec![
            Head::of(&words::key(run, "jobs", false), say!(language, "Jobs kept"), of_job.name),
            Head::of(&words::key(run, "firms", false), say!(language, "Firms kept"), of_firm.name),
        ],
        rows,
        notes: notes(run, &own),
        language,
    })
    .filter(|table| !table.rows.is_empty()))
}
