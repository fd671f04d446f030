//! Where the effects of an arm fall: the groups in the target of its policies, those with the largest effects, and what
//! falls inside and outside the target.

use crate::charts::columns::Columns;
use crate::charts::run::Run;
use crate::error::Result;
use crate::language::Language;
use crate::report::settings::Policy;
use crate::report::side::{Cell, cell};
use crate::report::verdict::{Number, digits};
use crate::{phrase, say};
use serde::Serialize;

/// Groups of a dimension that are shown.
const MOST: usize = 5;
/// What is shown of them.
const METRIC: &str = "jobs";
const DIMENSIONS: [(&str, &str); 3] =
    [("region", phrase!("Region")), ("sector", phrase!("Sector")), ("size", phrase!("Size"))];

/// The effects by the groups of a dimension.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Falls {
    title: String,
    /// How many groups are not shown; empty for none.
    more: String,
    groups: Vec<Group>,
    /// What falls inside and outside the target; empty without one.
    sums: Vec<Group>,
    /// The policies with a target of this kind.
    policies: Vec<String>,
}

/// A group with its effect at each horizon.
#[derive(Debug, PartialEq, Serialize)]
struct Group {
    name: String,
    /// Whether it is in the target of a policy.
    inside: bool,
    cells: Vec<Cell>,
}

/// An effect on a group at a horizon.
struct Effect {
    dimension: String,
    group: String,
    horizon: i64,
    number: Number,
}

/// Where the effects on jobs of an arm fall, in the regime that charts show.
///
/// # Errors
/// A table that can't be read.
pub(super) fn falls(run: &Run, arm: &str, horizons: &[i64], policies: &[Policy]) -> Result<Vec<Falls>> {
    let mut effects = effects(run, arm)?;
    let language = run.page.language;
    effects.iter_mut().for_each(|effect| effect.number = effect.number.times(language.thousands().1));
    let name = |dimension: &str, group: &str| run.label(dimension, group);
    Ok(DIMENSIONS
        .into_iter()
        .filter_map(|(dimension, title)| {
            one(language, &effects, (dimension, title), horizons, policies, &name)
        })
        .collect())
}

fn effects(run: &Run, arm: &str) -> Result<Vec<Effect>> {
    let text = ["regime", "arm", "metric", "dimension", "group", "unit"];
    let wanted = ["horizon_months", "effect", "lower", "upper", "replications"];
    let accept = |column: &str, cell: &str| match column {
        "regime" => cell == run.main.regime,
        "arm" => cell == arm,
        "metric" => cell == METRIC,
        "dimension" => DIMENSIONS.iter().any(|dimension| dimension.0 == cell),
        _ => true,
    };
    let path = run.folder.join("effects.csv");
    let Some(table) = Columns::read_where(&path, &text, |name| wanted.contains(&name), accept)? else {
        return Ok(Vec::new());
    };
    let (dimensions, groups) = (table.names("dimension")?, table.names("group")?);
    let [horizon, value, lower, upper, replications] = wanted.map(|name| table.numbers(name));
    let (horizon, value, lower, upper, replications) = (horizon?, value?, lower?, upper?, replications?);
    let effect = |row: usize| Effect {
        dimension: dimensions.at(row).to_string(),
        group: groups.at(row).to_string(),
        horizon: horizon[row] as i64,
        number: Number {
            value: value[row],
            bounds: (lower[row].is_finite() && upper[row].is_finite()).then_some([lower[row], upper[row]]),
            replications: replications[row] as usize,
        },
    };
    Ok((0..table.rows).map(effect).filter(|effect| effect.number.value.is_finite()).collect())
}

fn one(
    language: Language,
    effects: &[Effect],
    (dimension, title): (&str, &str),
    horizons: &[i64],
    policies: &[Policy],
    name: &dyn Fn(&str, &str) -> String,
) -> Option<Falls> {
    let here: Vec<&Effect> = effects.iter().filter(|effect| effect.dimension == dimension).collect();
    let mut groups: Vec<&str> = Vec::new();
    for effect in &here {
        if !groups.contains(&effect.group.as_str()) {
            groups.push(&effect.group);
        }
    }
    let at = |group: &str, horizon: i64| {
        here.iter()
            .find(|effect| effect.group == group && effect.horizon == horizon)
            .map(|effect| effect.number)
    };
    let target = |policy: &Policy| match dimension {
        "region" => policy.regions.clone(),
        "sector" => policy.sectors.clone(),
        _ => Vec::new(),
    };
    let inside = |group: &str| policies.iter().any(|policy| target(policy).iter().any(|one| one == group));
    let targeting: Vec<String> = policies
        .iter()
        .filter(|policy| !target(policy).is_empty())
        .map(|policy| language.of(&policy.name).to_string())
        .collect();
    // Sums have no interval: groups move together, and the table does not tell how.
    let sum = |within: bool| Group {
        name: if within {
            say!(language, "Inside the target, all groups").to_string()
        } else {
            say!(language, "Outside, all groups").to_string()
        },
        inside: within,
        cells: horizons
            .iter()
            .map(|horizon| {
                let of = groups.iter().filter(|group| inside(group) == within);
                let value = of.filter_map(|group| at(group, *horizon)).map(|number| number.value).sum();
                Cell { number: digits(Number { value, bounds: None, replications: 0 }).0, ..Cell::default() }
            })
            .collect(),
    };
    let sums = if targeting.is_empty() { Vec::new() } else { vec![sum(true), sum(false)] };
    let size = |group: &str| {
        let numbers = horizons.iter().filter_map(|horizon| at(group, *horizon));
        numbers.map(|number| number.value.abs()).fold(0.0, f64::max)
    };
    let order = leading(&groups, &size, &inside);
    let group = |group: &&str| Group {
        name: name(dimension, group),
        inside: inside(group),
        cells: horizons.iter().map(|horizon| cell(language, at(group, *horizon))).collect(),
    };
    let title = language.of(title).to_string();
    let shown: Vec<Group> = order.iter().map(group).collect();
    let more = groups.len() - shown.len();
    let more = if more == 0 { String::new() } else { more.to_string() };
    (!shown.is_empty()).then_some(Falls { title, more, groups: shown, sums, policies: targeting })
}

/// The groups to show, the largest first: those in a target before others, and of the others none without effect.
fn leading<'a>(
    groups: &[&'a str],
    size: &dyn Fn(&str) -> f64,
    inside: &dyn Fn(&str) -> bool,
) -> Vec<&'a str> {
    let mut order: Vec<&str> =
        groups.iter().copied().filter(|group| inside(group) || size(group) > 0.0).collect();
    order.sort_by(|a, b| inside(b).cmp(&inside(a)).then(size(b).total_cmp(&size(a))));
    order.truncate(MOST);
    order.sort_by(|a, b| size(b).total_cmp(&size(a)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_come_first_and_the_target_is_summed() {
        let effect = |group: &str, horizon: i64, value: f64| Effect {
            dimension: "region".into(),
            group: group.into(),
            horizon,
            number: Number { value, bounds: Some([value - 1.0, value + 1.0]), replications: 6 },
        };
        let values = [("a", 1.0), ("b", -9.0), ("c", 3.0), ("d", 0.5), ("e", 2.0), ("f", 4.0), ("g", 0.1)];
        let effects: Vec<Effect> = values
            .iter()
            .flat_map(|(group, value)| [effect(group, 12, *value), effect(group, 24, 2.0 * value)])
            .collect();
        let policy =
            Policy { name: "grant".into(), regions: vec!["b".into(), "g".into()], ..Policy::default() };
        let found =
            one(Language::English, &effects, ("region", "Region"), &[12, 24], &[policy], &|_, group| {
                group.to_string()
            })
            .unwrap();
        let names: Vec<&str> = found.groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!((names, found.more.as_str()), (vec!["b", "f", "c", "e", "g"], "2"));
        assert!(found.groups[0].inside && !found.groups[1].inside);
        // b and g: −9 + 0.1; the others 1 + 3 + 0.5 + 2 + 4; twice that after 24 months.
        let sums: Vec<&str> =
            found.sums.iter().flat_map(|group| group.cells.iter().map(|cell| cell.number.as_str())).collect();
        assert_eq!(sums, ["−8.90", "−17.8", "10.5", "21.0"]);
        assert_eq!(found.groups[0].cells[0].interval, "−10.0\u{a0}to −8.0");
        let still = |_: &str| 0.0;
        assert_eq!(leading(&["x", "y"], &still, &|group| group == "y"), ["y"], "no effect, no target");
        let none =
            one(Language::English, &effects, ("region", "Region"), &[12], &[], &|_, group| group.to_string())
                .unwrap();
        assert!(none.sums.is_empty() && none.policies.is_empty());
    }
}
