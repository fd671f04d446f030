//! Reads the target of a policy: who may have it.

use super::check::Check;
use super::reader::Section;
use super::tree::{Entry, Table};
use crate::classes::{SIZES, TIERS};
use crate::diagnose::Place;
use crate::economy::Economy;
use crate::levers::Lever;
use crate::policy::Target;

/// Reads `target`; names of sectors and regions are checked when the economy is known.
pub(super) fn read(
    check: &mut Check,
    policy: &Section<'_>,
    table: (&Table, Place),
    economy: Option<&Economy>,
    on_markets: Option<&dyn Lever>,
) -> Option<Target> {
    let path = format!("{}.target", policy.path);
    let section = Section::open(check, format!("{}, target", policy.what), path, "policy.target", table, &[]);
    let before = check.problems.len();
    if let Some(lever) = on_markets {
        // A rule on markets knows places and trades, not firms.
        for Entry { key, node, .. } in
            section.table.entries.iter().filter(|entry| !lever.places().contains(&entry.key.as_str()))
        {
            let why = match key.as_str() {
                "sectors" => format!("{} holds in all trades and takes no sectors", lever.kind()),
                "regions" => format!("{} holds all over the country and takes no regions", lever.kind()),
                _ => format!("a rule on markets and offices can't choose firms by {key}"),
            };
            let hint = match lever.places() {
                [] => "it takes no target".to_string(),
                places => format!("{} are what its target may name", places.join(" and ")),
            };
            check.problems.at(&node.place, format!("{}: {why}", section.what), Some(hint.into()));
        }
    }
    let sectors: Option<Vec<&str>> =
        economy.map(|economy| economy.sectors.iter().map(|sector| sector.id.as_str()).collect());
    let regions: Option<Vec<&str>> =
        economy.map(|economy| economy.regions.iter().map(|region| region.id.as_str()).collect());
    let target = Target {
        sectors: names(check, &section, "sectors", "sector", sectors.as_deref(), economy),
        regions: names(check, &section, "regions", "region", regions.as_deref(), None),
        sizes: names(check, &section, "sizes", "size class", Some(&SIZES), None),
        tiers: names(check, &section, "tiers", "tier", Some(&TIERS), None),
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
        let message = format!(
            "{}: age_below is {below}, not above age_at_least, which is {least}, so it fits no firm",
            section.what
        );
        check.problems.at(&node.place, message, None);
    }
    (check.problems.len() == before).then_some(target)
}

/// A list of names as sorted indices. With `agents`, a sector whose firms are no agents is refused: it would
/// reach no one.
fn names(
    check: &mut Check,
    section: &Section<'_>,
    key: &str,
    thing: &str,
    known: Option<&[&str]>,
    agents: Option<&Economy>,
) -> Option<Vec<usize>> {
    let texts = section.texts(check, key)?;
    let known = known?;
    let mut indices = Vec::new();
    for text in &texts {
        let Some(found) = section.index(check, thing, text, known) else { continue };
        if agents.is_some_and(|economy| !economy.sectors[found.value].has_firms) {
            let message = format!(
                "sector {:?} has no small firms in this economy; it only supplies and buys",
                text.value
            );
            section.problem(check, text, message, None);
        }
        indices.push(found.value);
    }
    indices.sort_unstable();
    indices.dedup();
    Some(indices)
}
