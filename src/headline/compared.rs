//! Tables of a comparison: effects by arm with horizons side by side, what became of firms, where effects
//! fall.

use super::data::{Figure, Head, Headline, Row};
use super::notes::notes;
use super::words::{self, called, regime as regime_words, replications};
use crate::catalogue::{METRICS, NO_SHOCK, RATIOS};
use crate::charts::columns::Columns;
use crate::charts::compare::found::{Compared, FATES};
use crate::charts::compare::names;
use crate::charts::run::Run;
use crate::error::Result;
use crate::files::csv::file_column;
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
fn unit(name: &str, run: &Run) -> String {
    let metric = METRICS.iter().find(|metric| metric.name == name).map(|metric| metric.unit);
    let ratio = || RATIOS.iter().find(|ratio| ratio.0 == name).map(|ratio| ratio.1);
    words::unit(run, metric.or_else(ratio).unwrap_or_default())
}

/// How differences came about, as every table says.
fn paired(run: &Run, compared: &Compared, regime: &str) -> Vec<String> {
    let language = run.page.language;
    let mut said = vec![say!(
        language,
        "Differences from the base ({base}), each replication with its pair; means over {replications}, in brackets 95% intervals of Student's t. Regime {regime}.",
        base = language.of(&compared.base.replace('_', " ")),
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
        rows.push(Row::Panel(called(language, arm)));
        for (metric, label, factor) in EFFECTS {
            let cell = |horizon: &i64| {
                let number = outcome(arm, *horizon)?.numbers.get(metric)?;
                Some(Figure::from(number.times(factor)))
            };
            let cells: Vec<_> = compared.horizons.iter().map(cell).collect();
            if cells.iter().any(Option::is_some) {
                rows.push(Row::Line {
                    label: language.of(label).to_string(),
                    unit: unit(metric, run),
                    cells,
                });
            }
        }
        // The arm without shocks is a yardstick, and has no price.
        if *arm != NO_SHOCK {
            let price = |horizon: &i64| outcome(arm, *horizon)?.price().map(Figure::from);
            let cells = compared.horizons.iter().map(price).collect();
            let label = say!(language, "Public cost per job-year kept").to_string();
            rows.push(Row::Line { label, unit: unit("cost_per_job_year", run), cells });
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
        of: names::title(&run.manifest, run.page.language),
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
                let ends = |of: &[&[f64]; 3]| Figure::of(of[0][row], Some([of[1][row], of[2][row]]));
                let share = |of: &[f64]| Figure::share(100.0 * of[row]);
                let cells = vec![ends(&firms), share(of_firms), ends(&jobs), ends(&money), share(of_money)];
                block.push(Row::Line { label: language.of(label).to_string(), unit: String::new(), cells });
            }
            if !block.is_empty() {
                rows.push(Row::Panel(say!(
                    language,
                    "{arm}, after {months} months",
                    arm = called(language, arm),
                    months = months
                )));
                rows.extend(block);
            }
        }
    }
    let (thousand, percent) = (words::unit(run, "thousand"), words::unit(run, "percent"));
    let heads = vec![
        Head::of("firms_thousand", say!(language, "Firms"), &thousand),
        Head::of("share_of_firms_percent", say!(language, "Share of firms"), &percent),
        Head::of("jobs_thousand", say!(language, "Jobs"), &thousand),
        Head::of(
            &file_column("money_bn", &run.manifest.currency_unit),
            say!(language, "Money"),
            words::unit(run, "billion {unit}"),
        ),
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
        of: names::title(&run.manifest, run.page.language),
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
    let mut rows = Vec::new();
    for arm in named {
        let mut block = Vec::new();
        for group in order.iter().copied() {
            let cell = |metric: &str| {
                let here = |row: &usize| {
                    arms.at(*row) == arm
                        && groups.at(*row) == group
                        && metrics.at(*row) == metric
                        && horizon[*row] == last as f64
                };
                let row = (0..table.rows).find(here)?;
                Figure::of(effect[row], Some([lower[row], upper[row]]))
            };
            let cells = vec![cell("jobs"), cell("firms")];
            if cells.iter().any(Option::is_some) {
                block.push(Row::Line { label: run.label(dimension, group), unit: String::new(), cells });
            }
        }
        if !block.is_empty() {
            rows.push(Row::Panel(called(language, arm)));
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
    let thousand = words::unit(run, "thousand");
    Ok(Some(Headline {
        name: format!("effects_by_{dimension}"),
        title,
        of: names::title(&run.manifest, run.page.language),
        stub: stub.to_string(),
        heads: vec![
            Head::of("jobs_thousand", say!(language, "Jobs kept"), &thousand),
            Head::of("firms_thousand", say!(language, "Firms kept"), &thousand),
        ],
        rows,
        notes: notes(run, &own),
        language,
    })
    .filter(|table| !table.rows.is_empty()))
}
