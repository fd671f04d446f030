//! Shocks and policies in the tables of `check`.

use super::super::print;
use crate::charts::words::{capital, words};
use crate::classes::{SIZES, TIERS};
use crate::language::Language;
use crate::levers;
use crate::month::model::Scenario;
use crate::policy::{Policy, Target};
use crate::shocks::chance::Intensity;
use crate::shocks::{KINDS, Path, Shock};
use crate::{phrase, say};

/// A shock: name, kind, course, size, where.
pub(super) fn shock(scenario: &Scenario, shock: &Shock, language: Language) -> Vec<String> {
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
    let size = match hit.len() {
        0 => "0".into(),
        _ if least == most => print::number(least),
        _ => say!(language, "{lower} to {upper}", lower = print::number(least), upper = print::number(most)),
    };
    let size = match shock.intensity {
        Some(Intensity::Normal { sd, .. }) => {
            say!(language, "{size}, sd {deviation}", size = size, deviation = print::number(sd))
        }
        Some(Intensity::Between { .. }) => say!(language, "{size}, drawn", size = size),
        None => size,
    };
    let regions = shock.by_region.iter().filter(|factor| **factor != 0.0).count();
    let economy = &scenario.economy;
    let mut places = vec![
        match (hit.len(), economy.n_sectors()) {
            (hit, all) if hit == all => say!(language, "all sectors").to_string(),
            (hit, all) => say!(language, "{count} of {all} sectors", count = hit, all = all),
        },
        match (regions, economy.n_regions()) {
            (hit, all) if hit == all => say!(language, "all regions").to_string(),
            (hit, all) => say!(language, "{count} of {all} regions", count = hit, all = all),
        },
    ];
    places.extend(shock.market.map(|market| economy.foreign_markets[market].id.clone()));
    vec![
        language.of(&shock.name).to_string(),
        print::kind(KINDS[shock.kind as usize].kind, language),
        when(shock, language),
        size,
        places.join(language.comma()),
    ]
}

/// Its course, or the months that chance may choose.
pub(super) fn when(shock: &Shock, language: Language) -> String {
    let course = course(&shock.path, language);
    let Some(chance) = &shock.chance else { return course };
    say!(
        language,
        "{course}: {chance} a month, for {months} months",
        course = course,
        chance = print::number(chance.probability),
        months = chance.months
    )
}

fn course(path: &Path, language: Language) -> String {
    match path {
        Path::Step { from, to: None } => say!(language, "from {month}", month = from),
        Path::Step { from, to: Some(to) } => say!(language, "{from} to {to}", from = from, to = to),
        Path::Pulse { at } => say!(language, "in {month} only", month = at),
        Path::Ramp { from, to } => {
            say!(language, "rising {from} to {to}, then on", from = from, to = to)
        }
        Path::Recover { from, to, back } => {
            say!(language, "{from} to {to}, gone by {back}", from = from, to = to, back = back)
        }
        Path::Table { from, rows } => {
            let last = from.plus(i32::try_from(rows.len()).unwrap_or(i32::MAX) - 1);
            say!(language, "{from} to {to}, by table", from = from, to = last)
        }
    }
}

/// A policy: name, lever, months, for whom.
pub(super) fn policy(scenario: &Scenario, policy: &Policy, language: Language) -> Vec<String> {
    let mut months = say!(language, "{from} to {to}", from = policy.from, to = policy.to);
    if policy.announced != policy.from {
        months += &say!(language, ", known from {month}", month = policy.announced);
    }
    vec![
        language.of(&policy.name).to_string(),
        print::kind(levers::ALL[policy.lever].kind(), language),
        months,
        target(scenario, &policy.target, language),
    ]
}

/// The target in words.
pub(super) fn target(scenario: &Scenario, target: &Target, language: Language) -> String {
    let mut parts: Vec<String> = Vec::new();
    let names = |indices: &Option<Vec<usize>>, name: &dyn Fn(usize) -> String| {
        indices
            .as_ref()
            .map(|indices| indices.iter().map(|index| name(*index)).collect::<Vec<_>>())
            .map(|names| language.list(&names))
    };
    parts.extend(names(&target.sizes, &|index| class(language, SIZES[index])));
    parts.extend(names(&target.tiers, &|index| {
        say!(language, "tier {tier}", tier = class(language, TIERS[index]))
    }));
    parts.extend(names(&target.sectors, &|index| {
        place(language, &scenario.economy.sectors[index].id, &scenario.economy.sectors[index].label)
    }));
    parts.extend(names(&target.regions, &|index| {
        place(language, &scenario.economy.regions[index].id, &scenario.economy.regions[index].label)
    }));
    let mut limit = |value: Option<f64>, words: &dyn Fn(String) -> String| {
        parts.extend(value.map(|value| words(print::number(value))))
    };
    limit(target.age_at_least, &|x| say!(language, "at least {years} years old", years = x));
    limit(target.age_below, &|x| say!(language, "below {years} years old", years = x));
    limit(target.revenue_drop_at_least.map(|x| x * 100.0), &|x| {
        say!(language, "sales down by {percent}% or more", percent = x)
    });
    limit(target.cash_below_months, &|x| say!(language, "cash below {months} months of outgo", months = x));
    limit(target.digital_at_least, &|x| say!(language, "digital level {level} or above", level = x));
    limit(target.headcount_kept_at_least.map(|x| x * 100.0), &|x| {
        say!(language, "{percent}% of staff kept", percent = x)
    });
    limit(target.headcount_at_most, &|x| say!(language, "at most {count} employees", count = x));
    let mut either = |value: Option<bool>, yes: &str, no: &str| {
        parts.extend(value.map(|value| language.of(if value { yes } else { no }).into()))
    };
    either(target.exporters, phrase!("exporters"), phrase!("non-exporters"));
    either(target.formal, phrase!("paying social insurance"), phrase!("not paying social insurance"));
    either(target.cluster, phrase!("members of clusters"), phrase!("not members of clusters"));
    either(target.viable, phrase!("assets above debts"), phrase!("debts above assets"));
    if parts.is_empty() { say!(language, "all firms").into() } else { parts.join(language.semicolon()) }
}

/// A sector or region: its name in files, in Chinese what it is called.
fn place(language: Language, id: &str, label: &str) -> String {
    if language.is_english() { id.to_string() } else { language.of(label).to_string() }
}

/// A class of firms, which charts call by a name with a capital.
fn class(language: Language, id: &str) -> String {
    if language.is_english() { id.to_string() } else { language.of(&capital(&words(id))).to_string() }
}
