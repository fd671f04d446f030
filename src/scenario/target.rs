//! Reads the target of a policy: who may have it.

use super::check::Check;
use super::reader::Section;
use super::tree::{Entry, Table};
use crate::classes::{SIZES, TIERS};
use crate::diagnose::Place;
use crate::economy::Economy;
use crate::language::told::Told;
use crate::levers::Lever;
use crate::policy::Target;
use crate::told;

/// Reads `target`; names of sectors and regions are checked when the economy is known.
pub(super) fn read(
    check: &mut Check,
    policy: &Section<'_>,
    table: (&Table, Place),
    economy: Option<&Economy>,
    on_markets: Option<&dyn Lever>,
) -> Option<Target> {
    let path = format!("{}.target", policy.path);
    let section = Section::open(
        check,
        told!("{what}, target", what = policy.what.clone()),
        path,
        "policy.target",
        table,
        &[],
    );
    let before = check.problems.len();
    if let Some(lever) = on_markets {
        // A rule on markets knows places and trades, not firms.
        for Entry { key, node, .. } in
            section.table.entries.iter().filter(|entry| !lever.places().contains(&entry.key.as_str()))
        {
            let why = match key.as_str() {
                "sectors" => {
                    told!("{lever} holds in all trades and takes no sectors", lever = lever.kind())
                }
                "regions" => {
                    told!("{lever} holds all over the country and takes no regions", lever = lever.kind())
                }
                _ => told!("a rule on markets and offices can't choose firms by {key}", key = key),
            };
            let hint = match lever.places() {
                [] => told!("it takes no target"),
                [one, other] => {
                    told!("{one} and {other} are what its target may name", one = one, other = other)
                }
                places => told!("{keys} are what its target may name", keys = places.join(", ")),
            };
            check.problems.at(&node.place, section.says(why), Some(hint));
        }
    }
    let sectors: Option<Vec<&str>> =
        economy.map(|economy| economy.sectors.iter().map(|sector| sector.id.as_str()).collect());
    let regions: Option<Vec<&str>> =
        economy.map(|economy| economy.regions.iter().map(|region| region.id.as_str()).collect());
    let target = Target {
        sectors: names(check, &section, "sectors", told!("sector"), sectors.as_deref(), economy),
        regions: names(check, &section, "regions", told!("region"), regions.as_deref(), None),
        sizes: names(check, &section, "sizes", told!("size class"), Some(&SIZES), None),
        tiers: names(check, &section, "tiers", told!("tier"), Some(&TIERS), None),
        age_at_least: section.number(check, "age_at_least").map(|found| found.value),
        age_below: section.number(check, "age_below").map(|found| found.value),
        exporters: section.flag(check, "exporters").map(|found| found.value),
        formal: section.flag(check, "formal").map(|found| found.value),
        revenue_drop_at_least: section.number(check, "revenue_drop_at_least").map(|found| found.value),
        viable: section.flag(check, "viable").map(|found| found.value),
        cash_below_months: section.number(check, "cash_below_months").map(|found| found.value),
        cluster: section.flag(check, "cluster").map(|found| found.value),
        digital_at_least: section.number(check, "digital_at_least").map(|found| found.value),
        headcount_kept_at_least: section.number(check, "headcount_kept_at_least").map(|found| found.value),
        headcount_at_most: section.number(check, "headcount_at_most").map(|found| found.value),
        firms: None,
    };
    if let (Some(least), Some(below)) = (target.age_at_least, target.age_below)
        && least >= below
        && let Some(node) = section.table.get("age_below")
    {
        let why = told!(
            "age_below is {below}, not above age_at_least, which is {least}, so it fits no firm",
            below = below,
            least = least
        );
        check.problems.at(&node.place, section.says(why), None);
    }
    (check.problems.len() == before).then_some(target)
}

/// A list of names as sorted indices. With `agents`, a sector whose firms are no agents is refused: it would
/// reach no one.
fn names(
    check: &mut Check,
    section: &Section<'_>,
    key: &str,
    thing: Told,
    known: Option<&[&str]>,
    agents: Option<&Economy>,
) -> Option<Vec<usize>> {
    let texts = section.texts(check, key)?;
    let known = known?;
    let mut indices = Vec::new();
    for text in &texts {
        let Some(found) = section.index(check, thing.clone(), text, known) else { continue };
        if agents.is_some_and(|economy| !economy.sectors[found.value].has_firms) {
            let message = told!(
                "sector {name} has no small firms in this economy; it only supplies and buys",
                name = format!("{:?}", text.value)
            );
            section.problem(check, text, message, None);
        }
        indices.push(found.value);
    }
    indices.sort_unstable();
    indices.dedup();
    Some(indices)
}
