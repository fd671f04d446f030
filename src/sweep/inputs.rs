//! Copies of everything that a plan is made of, such that planning them again gives the same points: a job
//! elsewhere needs the folder alone.

use super::bases::Bases;
use crate::error::Result;
use crate::scenario::tree::{Node, Table, Value};
use crate::scenario::variant::{entry, toml_of};

/// The files of `inputs/`: path and content. What the command line changed is written into them.
pub(super) fn of(bases: &Bases) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for base in 0..bases.sweep.bases.len() {
        // Under every regime the same files: the sweep file names the regimes.
        let Some(combination) = bases.combinations.iter().find(|combination| combination.base == base) else {
            continue;
        };
        files.extend(
            combination.files()?.into_iter().map(|(name, bytes)| (format!("base-{base}/{name}"), bytes)),
        );
    }
    files.extend(bases.list.iter().map(|text| ("list.csv".to_string(), text.clone().into_bytes())));
    files.insert(0, ("sweep.toml".into(), toml_of(&sweep(bases)).into_bytes()));
    Ok(files)
}

/// The sweep file, with paths and numbers as they are in the folder.
fn sweep(bases: &Bases) -> Table {
    let mut tree = bases.sweep.tree.clone();
    let place = bases.sweep.design_place.clone();
    let Some(head) = tree.get_mut("sweep").and_then(Node::table_mut) else { return tree };
    let text = |text: String| Value::Text(text);
    let names = (0..bases.sweep.bases.len()).map(|base| format!("base-{base}/scenario.toml"));
    let list = |items: Vec<Value>| {
        Value::List(items.into_iter().map(|value| Node { value, place: place.clone() }).collect())
    };
    head.put(entry("base", list(names.map(text).collect()), &place));
    if bases.list.is_some() {
        head.put(entry("list", text("list.csv".into()), &place));
    }
    let first = bases.combinations[0].scenario();
    head.put(entry("replications", Value::Whole(first.replications.into()), &place));
    head.put(entry("firms", Value::Whole(first.firms.into()), &place));
    let months = bases.combinations.iter().all(|combination| combination.scenario().months == first.months);
    head.take("months");
    if months {
        head.put(entry("months", Value::Whole(first.months.into()), &place));
    }
    if let Some(regime) = &bases.overrides.regime {
        head.put(entry("regimes", list(vec![text(regime.clone())]), &place));
    }
    tree
}
