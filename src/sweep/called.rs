//! What a factor is called on charts where the sweep file gives no label: what the key means that it sets.

use super::factor::{Factor, Keys};
use crate::levers;
use crate::month::model::Scenario;
use crate::month::params::Params;
use crate::phrase;

/// Keys of all policies and shocks, in a few words.
const KEYS: [(&str, &str, &str); 8] = [
    ("policy", "from", phrase!("first month of the policy")),
    ("policy", "to", phrase!("last month of the policy")),
    ("policy", "delay", phrase!("months by which payments come later")),
    ("policy", "take_up", phrase!("share of eligible firms that use the policy")),
    ("policy", "budget_bn", phrase!("budget of the policy in billions")),
    ("policy", "phase_out", phrase!("months over which the policy fades out")),
    ("policy", "regional_share", phrase!("share of the cost that regions bear")),
    ("shock", "size", phrase!("size of the shock")),
];

/// The label of each factor: its own, or what its key means, or, where that would not tell it from another, its
/// name.
pub(super) fn labels(factors: &[Factor], scenario: &Scenario) -> Vec<String> {
    let label = |factor: &Factor| match factor.label.as_str() {
        "" => meaning(factor, scenario).map(str::to_string),
        label => Some(label.to_string()),
    };
    let labels: Vec<Option<String>> = factors.iter().map(label).collect();
    let alone = |label: &Option<String>| labels.iter().filter(|other| *other == label).count() == 1;
    let or_name = |(factor, label): (&Factor, &Option<String>)| match label {
        Some(label) if alone(&Some(label.clone())) || !factor.label.is_empty() => label.clone(),
        _ => factor.name.replace('_', " "),
    };
    factors.iter().zip(&labels).map(or_name).collect()
}

/// What the keys of a factor mean; none where they mean different things.
fn meaning(factor: &Factor, scenario: &Scenario) -> Option<&'static str> {
    let mut meanings = factor.paths.iter().filter_map(|path| of_key(path, scenario));
    let first = meanings.next()?;
    meanings.all(|other| other == first).then_some(first)
}

fn of_key(path: &Keys, scenario: &Scenario) -> Option<&'static str> {
    let keys: Vec<&str> = path.keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["parameters", group, name] => {
            let specs = Params::specs();
            let spec = specs.iter().find(|spec| spec.group == *group && spec.name == *name)?;
            Some(spec.description)
        }
        [section, name, key] => KEYS
            .iter()
            .find(|known| known.0 == *section && known.1 == *key)
            .map(|known| known.2)
            .or_else(|| if *section == "policy" { of_setting(name, key, scenario) } else { None }),
        _ => None,
    }
}

/// What a setting of a policy means.
fn of_setting(policy: &str, key: &str, scenario: &Scenario) -> Option<&'static str> {
    let policy = scenario.policies.iter().find(|known| known.name == policy)?;
    let fields = levers::ALL[policy.lever].fields();
    fields.iter().find(|field| field.name == key).map(|field| field.description)
}
