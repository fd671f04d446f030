//! Many variants of one scenario: its files are read and merged once, its economy once; each variant replaces
//! a few values.

use super::resolve::{canonical, table_path, write};
use super::tree::{Entry, Node, Table, Value};
use super::{Loaded, Overrides, Use, files, merge, overrides, pack, read, stop_if_any, tree_text};
use crate::diagnose::{Place, Problems};
use crate::economy::load::{self, TABLES};
use crate::error::{Error, Result};
use crate::month::model::Scenario;
use std::path::{Path, PathBuf};

pub(crate) use super::overrides::keys_of;

/// A value to be put at a path of keys.
#[derive(Clone, Debug)]
pub(crate) struct Setting<'a> {
    /// The keys.
    pub keys: &'a [String],
    /// Where the path is written: an unknown key is reported there.
    pub path_place: &'a Place,
    /// The value, with the place where it is written.
    pub node: Node,
}

/// A scenario whose values can be replaced.
#[derive(Debug)]
pub(crate) struct Template {
    tree: Table,
    path: PathBuf,
    scenario: Scenario,
    tables: Vec<(String, Vec<u8>)>,
}

/// A variant as read, before anything is written about it.
pub(crate) struct Variant {
    /// What it means.
    pub scenario: Scenario,
    /// The tables of its economy, when it has another than its template.
    pub tables: Option<Vec<(String, Vec<u8>)>>,
    check: super::check::Check,
}

impl Template {
    /// Reads a scenario; `settings` are put in first, then what the command line changes.
    pub fn load(path: &Path, settings: &[Setting<'_>], changes: &Overrides) -> Result<Template> {
        let mut problems = Problems::new();
        let files = files::gather(std::slice::from_ref(&path.to_path_buf()), &mut problems)?;
        stop_if_any(&mut problems)?;
        let mut tree = merge::merge(files, &mut problems);
        put_all(&mut tree, settings, &mut problems);
        overrides::apply(&mut tree, changes, &mut problems);
        merge::drop_removed(&mut tree);
        let read::Read { scenario, tables, check } = read::read(&tree, path, &load::load, Use::Any);
        problems.extend(check.problems);
        stop_if_any(&mut problems)?;
        let scenario = scenario.ok_or_else(super::refused)?;
        let tables = named(&scenario, tables);
        Ok(Template { tree, path: path.to_path_buf(), scenario, tables })
    }

    /// The scenario as it is.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The tables of its economy, by their path relative to a resolved scenario.
    pub fn tables(&self) -> &[(String, Vec<u8>)] {
        &self.tables
    }

    /// The value written at a path, unwrapped from `{ value = … }`.
    pub fn written(&self, keys: &[String]) -> Option<&Node> {
        let (last, above) = keys.split_last()?;
        let mut table = &self.tree;
        for key in above {
            let node = table.get(key);
            table = match node.map(|node| &node.value) {
                Some(Value::Table(inner)) => inner,
                _ => return self.written_in_list(keys),
            };
        }
        unwrapped(table.get(last)?)
    }

    /// The same below an entry of a list, which is found by its name.
    fn written_in_list(&self, keys: &[String]) -> Option<&Node> {
        let [list, name, inner @ .., last] = keys else { return None };
        let items = self.tree.get(list)?.list()?;
        let mut table = items.iter().find(|item| merge::name_of(item) == Some(name))?.table()?;
        for key in inner {
            table = table.get(key)?.table()?;
        }
        unwrapped(table.get(last)?)
    }

    /// The variant with these values; `without` names a list (`policy`, `shock`) that is left out. `origins`:
    /// where values came from is noted, for a resolved scenario.
    ///
    /// # Errors
    /// All problems of the variant, those of replaced values at the places of the settings.
    pub fn variant(
        &self,
        settings: &[Setting<'_>],
        without: Option<&str>,
        origins: bool,
    ) -> std::result::Result<Variant, Problems> {
        let mut problems = Problems::new();
        let mut tree = self.tree.clone();
        put_all(&mut tree, settings, &mut problems);
        merge::drop_removed(&mut tree);
        if let Some(list) = without {
            tree.take(list);
        }
        let other_economy =
            settings.iter().any(|setting| setting.keys.first().is_some_and(|key| key == "economy"));
        let known = |_: load::Header, _: &[load::TableFile], _: &mut Problems| {
            Some((self.scenario.economy.clone(), Vec::new()))
        };
        let loader: &read::Loader<'_> = if other_economy { &load::load } else { &known };
        let read = if origins {
            read::read(&tree, &self.path, loader, Use::Any)
        } else {
            read::read_without_origins(&tree, &self.path, loader)
        };
        let read::Read { scenario, tables, check } = read;
        problems.extend(check.problems.clone());
        let Some(scenario) = scenario.filter(|_| problems.is_empty()) else {
            problems.sort();
            return Err(problems);
        };
        let tables = other_economy.then(|| named(&scenario, tables));
        Ok(Variant { scenario, tables, check })
    }

    /// A variant with everything that is needed to run it.
    pub fn loaded(&self, variant: Variant) -> Loaded {
        let Variant { scenario, tables, check } = variant;
        let (resolved, canonical) = write(&scenario, &check);
        let tables = tables.unwrap_or_else(|| self.tables.clone());
        Loaded { scenario, resolved, canonical, tables, path: self.path.clone(), notes: Vec::new() }
    }

    /// The scenario before anything is replaced, as files that mean the same anywhere: `scenario.toml`, and
    /// the tables that it names. Keys that follow from others are not filled in, so that they go on
    /// following.
    ///
    /// # Errors
    /// A table can't be read any more.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let mut tree = self.tree.clone();
        let mut copies = self.tables.clone();
        if let Some(economy) = tree.get_mut("economy").and_then(Node::table_mut) {
            // For validation only.
            for facts in ["targets", "crisis_targets"] {
                economy.take(facts);
            }
            let tables = economy.get_mut("tables").and_then(Node::table_mut);
            for entry in tables.into_iter().flat_map(|tables| &mut tables.entries) {
                entry.node.value = Value::Text(table_path(&entry.key));
            }
        }
        let shocks = match tree.get_mut("shock").map(|node| &mut node.value) {
            Some(Value::List(shocks)) => shocks.as_mut_slice(),
            _ => &mut [],
        };
        for (index, shock) in shocks.iter_mut().enumerate() {
            let course = shock.table_mut().and_then(|shock| shock.get_mut("path")).and_then(Node::table_mut);
            let Some(table) = course.and_then(|course| course.get_mut("table")) else { continue };
            let Some(stated) = unwrapped(table) else { continue };
            let Some(file) = stated.text().map(|text| pack::stated_path(text, &stated.place)) else {
                continue;
            };
            let copy = format!("paths/shock-{index}.csv");
            copies.push((copy.clone(), std::fs::read(&file).map_err(Error::file(&file))?));
            table.value = Value::Text(copy);
        }
        copies.insert(0, ("scenario.toml".into(), tree_text::write(&tree).into_bytes()));
        Ok(copies)
    }
}

/// The canonical text of a scenario, of which names are hashes.
pub(crate) fn text_of(scenario: &Scenario) -> String {
    canonical(scenario)
}

/// A tree as TOML.
pub(crate) fn toml_of(tree: &Table) -> String {
    tree_text::write(tree)
}

/// An entry that stands nowhere but at this place.
pub(crate) fn entry(key: &str, value: Value, place: &Place) -> Entry {
    Entry { key: key.to_string(), key_place: place.clone(), node: Node { value, place: place.clone() } }
}

fn put_all(tree: &mut Table, settings: &[Setting<'_>], problems: &mut Problems) {
    for setting in settings {
        let keys: Vec<&str> = setting.keys.iter().map(String::as_str).collect();
        if keys == ["replications", "count"]
            && let Some(table) = tree.get_mut("replications").and_then(Node::table_mut)
        {
            table.take("until");
        }
        overrides::put(tree, &keys, setting.node.clone(), setting.path_place, problems);
    }
}

fn unwrapped(node: &Node) -> Option<&Node> {
    match &node.value {
        Value::Table(table) => table.get("value"),
        _ => Some(node),
    }
}

fn named(scenario: &Scenario, tables: Vec<Vec<u8>>) -> Vec<(String, Vec<u8>)> {
    let names = TABLES.iter().chain(&scenario.economy.optional);
    names.map(|name| table_path(name)).zip(tables).collect()
}
