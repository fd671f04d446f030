//! Courses of shocks, months of policies and whom they are for, in words.

use crate::classes::{SIZES, TIERS};
use crate::cli::print;
use crate::language::Language;
use crate::month::model::Scenario;
use crate::policy::{Policy, Target};
use crate::say;
use crate::shocks::{Path, Shock};

/// The course of a shock, or the months that chance may choose.
pub(super) fn when(shock: &Shock, language: Language) -> String {
    let course = course(&shock.path, language);
    let Some(chance) = &shock.chance else { return course };
    let probability = print::number(chance.probability);
    say!(
        language,
        "{course}: {probability} a month, for {months} months",
        course = course,
        probability = probability,
        months = chance.months
    )
}

fn course(path: &Path, language: Language) -> String {
    match path {
        Path::Step { from, to: None } => say!(language, "from {from}", from = from),
        Path::Step { from, to: Some(to) } => between(from, to, language),
        Path::Pulse { at } => say!(language, "in {at} only", at = at),
        Path::Ramp { from, to } => {
            say!(language, "rising {from} to {to}, then on", from = from, to = to)
        }
        Path::Recover { from, to, back } => {
            say!(language, "{from} to {to}, gone by {back}", from = from, to = to, back = back)
        }
        Path::Table { from, rows } => {
            let to = from.plus(i32::try_from(rows.len()).unwrap_or(i32::MAX) - 1);
            say!(language, "{from} to {to}, by table", from = from, to = to)
        }
    }
}

/// A kind of shock or policy: its name in files, in Chinese what it is called.
pub(super) fn kind(id: &str, language: Language) -> String {
    match language {
        Language::English => id.to_string(),
        Language::Chinese => language.of(&id.replace('_', " ")).to_string(),
    }
}

/// Two ends of a range.
pub(super) fn between(
    from: &impl std::fmt::Display,
    to: &impl std::fmt::Display,
    language: Language,
) -> String {
    say!(language, "{from} to {to}", from = from, to = to)
}

/// How many of the sectors and of the regions a shock hits, and the foreign market that it is of.
pub(super) fn places(
    scenario: &Scenario,
    shock: &Shock,
    [sectors, regions]: [usize; 2],
    language: Language,
) -> String {
    let economy = &scenario.economy;
    let sectors = match economy.n_sectors() {
        all if all == sectors => say!(language, "all sectors").to_string(),
        all => say!(language, "{count} of {all} sectors", count = sectors, all = all),
    };
    let regions = match economy.n_regions() {
        all if all == regions => say!(language, "all regions").to_string(),
        all => say!(language, "{count} of {all} regions", count = regions, all = all),
    };
    let market = shock.market.map(|market| economy.foreign_markets[market].id.clone());
    let mut places = vec![sectors, regions];
    places.extend(market);
    places.join(language.comma())
}

/// The months of a policy.
pub(super) fn months(policy: &Policy, language: Language) -> String {
    match policy.announced == policy.from {
        true => between(&policy.from, &policy.to, language),
        false => say!(
            language,
            "{from} to {to}, known from {announced}",
            from = policy.from,
            to = policy.to,
            announced = policy.announced
        ),
    }
}

/// A class as files name it, or in a language.
fn class(id: &str, language: Language) -> String {
    let label = id[..1].to_uppercase() + &id[1..].replace('_', " ");
    if language.is_english() { id.to_string() } else { language.of(&label).to_string() }
}

/// The target of a policy.
pub(super) fn target(scenario: &Scenario, target: &Target, language: Language) -> String {
    let mut parts: Vec<String> = Vec::new();
    let names = |indices: &Option<Vec<usize>>, name: &dyn Fn(usize) -> String| {
        indices.as_ref().map(|indices| {
            language.list(&indices.iter().map(|index| name(*index)).collect::<Vec<_>>()).to_string()
        })
    };
    parts.extend(names(&target.sizes, &|index| class(SIZES[index], language)));
    parts.extend(names(&target.tiers, &|index| {
        say!(language, "tier {tier}", tier = class(TIERS[index], language))
    }));
    let place = |id: &str, label: &str| match language {
        Language::English => id.to_string(),
        Language::Chinese => language.of(label).to_string(),
    };
    let (sectors, regions) = (&scenario.economy.sectors, &scenario.economy.regions);
    parts.extend(names(&target.sectors, &|index| place(&sectors[index].id, &sectors[index].label)));
    parts.extend(names(&target.regions, &|index| place(&regions[index].id, &regions[index].label)));
    let mut limit = |value: Option<f64>, words: &dyn Fn(String) -> String| {
        parts.extend(value.map(|value| words(print::number(value))))
    };
    let percent = |share: Option<f64>| share.map(|share| share * 100.0);
    limit(target.age_at_least, &|x| say!(language, "at least {x} years old", x = x));
    limit(target.age_below, &|x| say!(language, "below {x} years old", x = x));
    limit(percent(target.revenue_drop_at_least), &|x| say!(language, "sales down by {x}% or more", x = x));
    limit(target.cash_below_months, &|x| say!(language, "cash below {x} months of outgo", x = x));
    limit(target.digital_at_least, &|x| say!(language, "digital level {x} or above", x = x));
    limit(percent(target.headcount_kept_at_least), &|x| say!(language, "{x}% of staff kept", x = x));
    limit(target.headcount_at_most, &|x| say!(language, "at most {x} employees", x = x));
    let mut either = |value: Option<bool>, yes: &str, no: &str| {
        parts.extend(value.map(|value| if value { yes.into() } else { no.into() }))
    };
    either(target.exporters, say!(language, "exporters"), say!(language, "non-exporters"));
    let paying = say!(language, "paying social insurance");
    either(target.formal, paying, say!(language, "not paying social insurance"));
    either(target.cluster, say!(language, "members of clusters"), say!(language, "not members of clusters"));
    either(target.viable, say!(language, "assets above debts"), say!(language, "debts above assets"));
    match parts.is_empty() {
        true => say!(language, "all firms").to_string(),
        false => parts.join(language.semicolon()),
    }
}
