//! Reads what chance decides of a shock: whether and when it comes (`probability`, `months`), and how hard
//! (`size_sd`, `size_min`, `size_max`).

use super::check::Check;
use super::lists::known;
use super::reader::{Section, as_in};
use super::tree::Value;
use super::values::number_of;
use crate::economy::Economy;
use crate::language::told::Told;
use crate::shocks::chance::{Chance, Intensity};
use crate::shocks::{Path, ShockSpec};
use crate::told;

/// Reads `probability` and `months`; the inner value is none where the shock comes for sure.
pub(super) fn chance(
    check: &mut Check,
    section: &Section<'_>,
    path: Option<&Path>,
) -> Option<Option<Chance>> {
    let probability = section.number(check, "probability");
    let months = section.whole(check, "months");
    match (section.table.get("probability"), section.table.get("months")) {
        (None, None) => return Some(None),
        (Some(node), None) => {
            let why = told!("months is missing, probability needs it (how long the shock lasts each time)");
            check.problems.at(&node.place, section.says(why), Some(as_in("months = 6")));
            return None;
        }
        (None, Some(node)) => {
            let why =
                told!("months has no meaning without probability; the path says how long the shock lasts");
            let hint = told!("add probability = 0.02, or leave months out");
            check.problems.at(&node.place, section.says(why), Some(hint));
            return None;
        }
        _ => {}
    }
    if path.is_some_and(|path| !matches!(path, Path::Step { .. })) {
        let why = told!(
            "with probability the path is the window in which the shock may begin: from, and to if it ends"
        );
        let place = section.table.get("path").map_or(&section.place, |node| &node.place);
        let hint = told!("leave profile, recover, table and values out");
        check.problems.at(place, section.says(why), Some(hint));
        return None;
    }
    Some(Some(Chance { probability: probability?.value, months: i32::try_from(months?.value).ok()? }))
}

/// Reads how the size is drawn; the inner value is none where it is stated.
pub(super) fn intensity(
    check: &mut Check,
    section: &Section<'_>,
    spec: Option<&ShockSpec>,
) -> Option<Option<Intensity>> {
    let bounds = spec.map_or((f64::NEG_INFINITY, f64::INFINITY), |spec| (spec.min, spec.max));
    let meaning = || spec.map(|spec| Told::phrase(spec.unit));
    let has = |key: &str| section.table.get(key);
    let sd = section.number(check, "size_sd");
    let min = section.number_within(check, "size_min", bounds, meaning());
    let max = section.number_within(check, "size_max", bounds, meaning());
    let mut complain = |key: &str, why: Told, hint: Told| {
        let place = section.table.entry(key).map_or(&section.place, |entry| &entry.key_place);
        check.problems.at(place, section.says(why), Some(hint));
    };
    match (has("size_sd"), has("size_min"), has("size_max")) {
        (None, None, None) => return Some(None),
        (Some(_), None, None) => {}
        (None, Some(_), Some(_)) if has("size").is_some() => {
            complain(
                "size",
                told!("size can't stand beside size_min and size_max, between which it is drawn"),
                told!("take size out"),
            );
            return None;
        }
        (None, Some(_), Some(_)) => {}
        (None, Some(_), None) => {
            let why = told!("{key} is missing, {other} needs it", key = "size_max", other = "size_min");
            complain("size_min", why, told!("or give size and size_sd"));
            return None;
        }
        (None, None, Some(_)) => {
            let why = told!("{key} is missing, {other} needs it", key = "size_min", other = "size_max");
            complain("size_max", why, told!("or give size and size_sd"));
            return None;
        }
        _ => {
            complain(
                "size_sd",
                told!("size_sd can't stand beside size_min and size_max"),
                told!("take one of the two ways out"),
            );
            return None;
        }
    }
    if has("size_sd").is_some() {
        if has("size").is_none() {
            complain(
                "size_sd",
                told!("size is missing, size_sd needs it (the mean of what is drawn)"),
                as_in("size = 0.2"),
            );
            return None;
        }
        let mean = section.number_within(check, "size", bounds, meaning())?.value;
        return Some(Some(Intensity::Normal { mean, sd: sd?.value }));
    }
    let (min, max) = (min?, max?);
    if min.value > max.value {
        let message = told!(
            "size_min is {least}, above size_max, which is {most}",
            least = min.value,
            most = max.value
        );
        section.problem(check, &min, message, None);
        return None;
    }
    Some(Some(Intensity::Between { min: min.value, max: max.value }))
}

/// Factors by sector of a size that is drawn: one for sectors in a list, as stated in a table, one for all
/// where none is named.
pub(super) fn factors(
    check: &mut Check,
    section: &Section<'_>,
    economy: Option<&Economy>,
) -> Option<Vec<f64>> {
    let ids: Option<Vec<&str>> =
        economy.map(|economy| economy.sectors.iter().map(|sector| sector.id.as_str()).collect());
    match section.table.get("sectors").map(|node| (node, &node.value)) {
        None => Some(vec![1.0; ids?.len()]),
        Some((_, Value::Table(table))) => {
            let mut factors = vec![0.0; ids.as_ref().map_or(0, Vec::len)];
            for entry in &table.entries {
                let index =
                    known(check, section, told!("sector"), (&entry.key, &entry.key_place), ids.as_deref());
                check.came_from(
                    format!("{}.sectors.{}", section.path, entry.key),
                    check.line(&entry.node.place),
                );
                let name = told!("factor of {name}", name = &entry.key);
                let meaning = told!("the size is drawn: 1 takes it as drawn, 0 spares the sector");
                let value = number_of(check, &section.what, name, &entry.node, (0.0, 10.0), Some(meaning));
                if let (Some(index), Some(value)) = (index, value) {
                    factors[index] = value;
                }
            }
            ids.is_some().then_some(factors)
        }
        Some((_, Value::List(_) | Value::Text(_))) => {
            let (texts, ids) = (section.texts(check, "sectors")?, ids?);
            let mut factors = vec![0.0; ids.len()];
            for text in &texts {
                if let Some(found) = section.index(check, told!("sector"), text, &ids) {
                    factors[found.value] = 1.0;
                }
            }
            Some(factors)
        }
        Some((node, _)) => {
            let wanted = told!("a table of factors by sector, or a list of sectors,");
            section.wrong_type(check, "sectors", node, wanted);
            None
        }
    }
}
