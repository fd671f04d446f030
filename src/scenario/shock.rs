//! Reads `[[shock]]`: which sectors and regions a shock hits, how hard, through whom, and when.

use super::chance;
use super::check::Check;
use super::course;
use super::course_rows::Course;
use super::lists::known;
use super::policy::{Around, named, named_place, title, word};
use super::reader::{Section, as_in, quantity};
use super::tree::{Table, Value, number};
use super::values::{number_of, outside, what_it_is};
use crate::classes::CHANNELS;
use crate::diagnose::Place;
use crate::economy::Economy;
use crate::language::told::Told;
use crate::shocks::chance::Intensity;
use crate::shocks::{KINDS, Path, Shock, ShockKind, ShockSpec};
use crate::told;

/// Reads one shock; `index` is its place in the resolved scenario.
pub(super) fn read(
    check: &mut Check,
    index: usize,
    (table, place): (&Table, Place),
    around: Around<'_>,
) -> Option<Shock> {
    let place = named_place(table, place);
    let section = Section::open(
        check,
        title("shock", index, table),
        format!("shock[{index}]"),
        "shock",
        (table, place),
        &[],
    );
    let name = named(check, &section);
    section.flag(check, "remove");
    let names: Vec<&str> = KINDS.iter().map(|spec| spec.kind).collect();
    let kind = section
        .text(check, "kind")
        .and_then(|found| section.index(check, told!("kind of shock"), &found, &names))
        .map(|found| found.value);
    let spec = kind.map(|kind| &KINDS[kind]);
    let draw = word(check, &section, "draw");
    let course = course::read(check, &section, around);
    let chance = chance::chance(check, &section, course.as_ref().map(|course| &course.path));
    let intensity = chance::intensity(check, &section, spec);
    let by_sector = match intensity {
        Some(None) => sizes(check, &section, spec, around.economy, course.as_ref()),
        _ => chance::factors(check, &section, around.economy),
    };
    let by_region = regions(check, &section, around.economy);
    let channels = channels(check, &section, spec);
    let market = market(check, &section, kind, around.economy);
    let shock = Shock {
        name: name?,
        kind: ShockKind::ALL[kind?],
        draw: draw?,
        by_sector: by_sector?,
        by_region: by_region?,
        channels: channels?,
        market: market?,
        path: course?.path,
        chance: chance?,
        intensity: intensity?,
    };
    strength(check, &section, &shock, spec?, around.economy?);
    if !shock.draw.is_empty() && !shock.is_drawn() {
        let why = told!("draw has no meaning here: nothing of this shock is left to chance");
        let place = section.table.get("draw").map_or(&section.place, |node| &node.place);
        let hint = told!("add probability and months, or size_sd, or leave draw out");
        check.problems.at(place, section.says(why), Some(hint));
    }
    Some(shock)
}

fn bounds(spec: Option<&ShockSpec>) -> (f64, f64) {
    spec.map_or((f64::NEG_INFINITY, f64::INFINITY), |spec| (spec.min, spec.max))
}

fn meaning(spec: Option<&ShockSpec>) -> Option<Told> {
    spec.map(|spec| what_it_is(spec.description, spec.unit))
}

/// The size in each sector, from `size`, from `sectors`, or from both.
fn sizes(
    check: &mut Check,
    section: &Section<'_>,
    spec: Option<&ShockSpec>,
    economy: Option<&Economy>,
    course: Option<&Course>,
) -> Option<Vec<f64>> {
    let size = section.number_within(check, "size", bounds(spec), meaning(spec)).map(|found| found.value);
    let stated = section.table.get("size");
    // A course with a column for each sector has the sizes in it.
    let size_of_course = course.filter(|course| course.by_sector).map(|_| 1.0);
    let ids: Option<Vec<&str>> =
        economy.map(|economy| economy.sectors.iter().map(|sector| sector.id.as_str()).collect());
    let origin = stated.map(|node| node.place.file_line());
    let note = |check: &mut Check, id: &str, origin: Option<String>| {
        if let Some(origin) = origin {
            check.came_from(format!("{}.sectors.{id}", section.path), origin);
        }
    };
    match section.table.get("sectors").map(|node| (node, &node.value)) {
        None => {
            if stated.is_none() && size_of_course.is_none() {
                course?; // it may hold the sizes; what is wrong with it has been said
                let example = |spec: &ShockSpec| if spec.min < 0.0 { "size = -0.2" } else { "size = 0.2" };
                let why = told!("how large is it? give size, or sectors with a size each");
                check.problems.at(&section.place, section.says(why), spec.map(example).map(as_in));
                return None;
            }
            let ids = ids?;
            ids.iter().for_each(|id| note(check, id, origin.clone()));
            Some(vec![size.or(size_of_course)?; ids.len()])
        }
        Some((_, Value::Table(table))) => {
            let mut by_sector = vec![size.unwrap_or(0.0); ids.as_ref().map_or(0, Vec::len)];
            for id in ids.iter().flatten() {
                note(check, id, origin.clone());
            }
            for entry in &table.entries {
                let index =
                    known(check, section, told!("sector"), (&entry.key, &entry.key_place), ids.as_deref());
                let path = format!("{}.sectors.{}", section.path, entry.key);
                let Some(node) = quantity(check, &section.what, &path, &entry.key, &entry.node) else {
                    continue;
                };
                let name = told!("size in {sector}", sector = &entry.key);
                let value = number_of(check, &section.what, name, node, bounds(spec), meaning(spec));
                if let (Some(index), Some(value)) = (index, value) {
                    by_sector[index] = value;
                }
            }
            Some(by_sector)
        }
        Some((node, Value::List(_) | Value::Text(_))) => {
            let texts = section.texts(check, "sectors")?;
            if stated.is_none() && size_of_course.is_none() && course.is_some() {
                let why = told!("sectors is a list of names, so size must say how large the shock is there");
                let hint = told!("or give each its size: {code}", code = "{ retail = -0.2 }");
                check.problems.at(&node.place, section.says(why), Some(hint));
            }
            let ids = ids?;
            let mut by_sector = vec![0.0; ids.len()];
            for text in &texts {
                if let Some(found) = section.index(check, told!("sector"), text, &ids) {
                    by_sector[found.value] = size.or(size_of_course).unwrap_or(0.0);
                    note(check, ids[found.value], origin.clone());
                }
            }
            Some(by_sector)
        }
        Some((node, _)) => {
            let wanted = told!("a table of sizes by sector, or a list of sectors,");
            section.wrong_type(check, "sectors", node, wanted);
            None
        }
    }
}

/// The factor in each region.
fn regions(check: &mut Check, section: &Section<'_>, economy: Option<&Economy>) -> Option<Vec<f64>> {
    let ids: Option<Vec<&str>> =
        economy.map(|economy| economy.regions.iter().map(|region| region.id.as_str()).collect());
    match section.table.get("regions").map(|node| (node, &node.value)) {
        None => Some(vec![1.0; ids?.len()]),
        Some((_, Value::Table(table))) => {
            let mut by_region = vec![1.0; ids.as_ref().map_or(0, Vec::len)];
            for entry in &table.entries {
                let index =
                    known(check, section, told!("region"), (&entry.key, &entry.key_place), ids.as_deref());
                check.came_from(
                    format!("{}.regions.{}", section.path, entry.key),
                    check.line(&entry.node.place),
                );
                let name = told!("factor of {name}", name = &entry.key);
                let meaning = told!("1 is the size as given, 0 spares it");
                let value = number_of(check, &section.what, name, &entry.node, (0.0, 10.0), Some(meaning));
                if let (Some(index), Some(value)) = (index, value) {
                    by_region[index] = value;
                }
            }
            ids.is_some().then_some(by_region)
        }
        Some((node, Value::List(_) | Value::Text(_))) => {
            let texts = section.texts(check, "regions")?;
            let ids = ids?;
            let mut by_region = vec![0.0; ids.len()];
            for id in &ids {
                check.came_from(format!("{}.regions.{id}", section.path), check.line(&node.place));
            }
            for text in &texts {
                if let Some(found) = section.index(check, told!("region"), text, &ids) {
                    by_region[found.value] = 1.0;
                }
            }
            Some(by_region)
        }
        Some((node, _)) => {
            let wanted = told!("a table of factors by region, or a list of regions,");
            section.wrong_type(check, "regions", node, wanted);
            None
        }
    }
}

fn channels(check: &mut Check, section: &Section<'_>, spec: Option<&ShockSpec>) -> Option<[bool; 4]> {
    let Some(node) = section.table.get("channel") else { return Some([true; 4]) };
    let texts = section.texts(check, "channel")?;
    if let Some(spec) = spec.filter(|spec| !spec.channels) {
        let able: Vec<&str> = KINDS.iter().filter(|spec| spec.channels).map(|spec| spec.kind).collect();
        let why = only_for("channel", spec.kind, &able);
        check.problems.at(&node.place, section.says(why), Some(told!("leave it out")));
    }
    let mut channels = [false; 4];
    for text in &texts {
        if let Some(found) = section.index(check, told!("channel"), text, &CHANNELS) {
            channels[found.value] = true;
        }
    }
    Some(channels)
}

/// What to say of a key that has no meaning for a kind of shock.
fn only_for(key: &str, kind: &str, able: &[&str]) -> Told {
    let kind = format!("{kind:?}");
    told!(
        "{key} has no meaning for kind {kind}; only for {kinds}",
        key = key,
        kind = kind,
        kinds = able.join(", ")
    )
}

/// The foreign market that it hits, if it names one.
fn market(
    check: &mut Check,
    section: &Section<'_>,
    kind: Option<usize>,
    economy: Option<&Economy>,
) -> Option<Option<usize>> {
    let Some(node) = section.table.get("market") else { return Some(None) };
    let text = section.text(check, "market")?;
    if let Some(kind) = kind.filter(|kind| !ShockKind::ALL[*kind].of_market()) {
        let able: Vec<&str> = ShockKind::ALL
            .iter()
            .filter(|kind| kind.of_market())
            .map(|kind| KINDS[*kind as usize].kind)
            .collect();
        let why = only_for("market", KINDS[kind].kind, &able);
        check.problems.at(&node.place, section.says(why), Some(told!("leave it out")));
        return None;
    }
    let ids: Vec<&str> = economy?.foreign_markets.iter().map(|market| market.id.as_str()).collect();
    section.index(check, told!("foreign market"), &text, &ids).map(|found| Some(found.value))
}

/// Size, factor of the region and factor of the month may each be within bounds and yet not together: demand
/// can't fall by 120%.
fn strength(check: &mut Check, section: &Section<'_>, shock: &Shock, spec: &ShockSpec, economy: &Economy) {
    for (region, factor) in shock.by_region.iter().enumerate() {
        for (sector, size) in shock.by_sector.iter().enumerate() {
            let drawn = shock.intensity.map_or([1.0; 2], Intensity::extremes);
            for (strongest, drawn) in course_extremes(&shock.path, sector)
                .into_iter()
                .flat_map(|factor| drawn.map(|drawn| (factor, drawn)))
            {
                let size = size * drawn;
                let total = size * factor * strongest;
                let Some(why) = outside(total, (spec.min, spec.max)) else { continue };
                let why = told!(
                    "in sector {sector}, region {region} it adds up to {total}, {why} ({unit}): size {size} × region {factor} × course {course}",
                    sector = format!("{:?}", economy.sectors[sector].id),
                    region = format!("{:?}", economy.regions[region].id),
                    total = number(total),
                    why = why,
                    unit = Told::phrase(spec.unit),
                    size = number(size),
                    factor = number(*factor),
                    course = number(strongest)
                );
                return check.problems.at(&section.place, section.says(why), None);
            }
        }
    }
}

/// The least and the greatest factor of a course.
fn course_extremes(path: &Path, sector: usize) -> [f64; 2] {
    match path {
        Path::Table { rows, .. } => {
            let fold = |pick: fn(f64, f64) -> f64| rows.iter().map(|row| row[sector]).fold(0.0, pick);
            [fold(f64::min), fold(f64::max)]
        }
        _ => [0.0, 1.0],
    }
}

/// The name of a shock's kind.
pub(super) fn spec_of(kind: ShockKind) -> &'static ShockSpec {
    &KINDS[kind as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_in_the_order_of_their_list() {
        for (index, kind) in ShockKind::ALL.iter().enumerate() {
            assert_eq!(*kind as usize, index);
        }
        assert_eq!(spec_of(ShockKind::PaymentDelay).kind, "payment_delay");
    }
}
