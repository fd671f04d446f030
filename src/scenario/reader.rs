//! Reads typed values out of a tree, collecting every problem and noting where each value came from.

use super::check::Check;
use super::keys::{self, Key, Kind};
use super::tree::{Node, Table, Value};
use super::values::{month_hint, not_wanted, number_of, one_line, type_hint, wrong_number};
use crate::diagnose::{Place, did_you_mean, one_of, one_of_or_nearest};
use crate::language::told::{self, Told};
use crate::starters;
use crate::units::Month;
use crate::{phrase, told};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found<'a, T> {
    pub value: T,
    pub place: &'a Place,
}

/// A table of the file being read, with the keys it may have.
pub(super) struct Section<'a> {
    /// What messages call it: `policy "guarantee"`.
    pub what: told::Value,
    /// Its path in the resolved scenario: `policy[0]`.
    pub path: String,
    /// Its section in [`keys::KEYS`].
    section: &'static str,
    pub table: &'a Table,
    /// Where to report what is missing.
    pub place: Place,
}

impl<'a> Section<'a> {
    /// A section of the tree; unknown and missing keys are reported at once. `extra` are keys that depend on
    /// the content, such as the settings of a lever.
    pub fn open(
        check: &mut Check,
        what: impl Into<told::Value>,
        path: impl Into<String>,
        section: &'static str,
        (table, place): (&'a Table, Place),
        extra: &[&'static str],
    ) -> Section<'a> {
        let opened = Section { what: what.into(), path: path.into(), section, table, place };
        let known = || keys::of(section).map(|key| key.name).chain(extra.iter().copied());
        for entry in &table.entries {
            if !known().any(|name| name == entry.key) {
                let message = told!(
                    "{what}: {key} is not a key here{allowed}",
                    what = opened.what.clone(),
                    key = &entry.key,
                    allowed = one_of(known())
                );
                check.problems.at(&entry.key_place, message, did_you_mean(&entry.key, known()));
            }
        }
        for key in keys::of(section).filter(|key| key.required() && table.get(key.name).is_none()) {
            let meaning = Told::phrase(key.meaning);
            if section.is_empty() {
                let message = told!("[{key}] is missing ({meaning})", key = key.name, meaning = meaning);
                check.problems.of_file(Some(&opened.place.source.path), message, example(key));
            } else {
                let message = missing(&opened.what, key.name, meaning);
                check.problems.at(&opened.place, message, example(key));
            }
        }
        opened
    }

    /// The value at a key, unwrapped from `{ value = …, source = … }` if it is written so.
    fn scalar(&self, check: &mut Check, name: &str) -> Option<&'a Node> {
        let node = self.table.get(name)?;
        quantity(check, &self.what, &format!("{}.{name}", self.path), name, node)
    }

    fn kind(&self, name: &str) -> Kind {
        keys::find(self.section, name).map_or(Kind::Other(phrase!("a value")), |key| key.kind)
    }

    fn meaning(&self, name: &str) -> Option<Told> {
        keys::find(self.section, name).map(|key| Told::phrase(key.meaning))
    }

    /// Reports that a value is not of the type wanted.
    pub fn wrong_type(&self, check: &mut Check, name: &str, node: &Node, wanted: Told) {
        let hint = type_hint(node, &wanted);
        check.problems.at(&node.place, not_wanted(&self.what, name, node, wanted), hint);
    }

    /// Reports a problem with a value found.
    pub fn problem<T>(&self, check: &mut Check, found: &Found<'_, T>, why: Told, hint: Option<Told>) {
        check.problems.at(found.place, self.says(why), hint);
    }

    /// A message about it.
    pub fn says(&self, why: Told) -> Told {
        told!("{what}: {why}", what = self.what.clone(), why = why)
    }

    /// Text.
    pub fn text(&self, check: &mut Check, name: &str) -> Option<Found<'a, &'a str>> {
        let node = self.scalar(check, name)?;
        match node.text() {
            Some(value) => Some(Found { value, place: &node.place }),
            None => {
                self.wrong_type(check, name, node, Kind::Text.wanted());
                None
            }
        }
    }

    /// A number within the bounds of its key.
    pub fn number(&self, check: &mut Check, name: &str) -> Option<Found<'a, f64>> {
        let (min, max) = match self.kind(name) {
            Kind::Number(min, max) => (min, max),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        };
        self.number_within(check, name, (min, max), self.meaning(name))
    }

    /// A number within given bounds; `meaning` explains it in the message.
    pub fn number_within(
        &self,
        check: &mut Check,
        name: &str,
        bounds: (f64, f64),
        meaning: Option<Told>,
    ) -> Option<Found<'a, f64>> {
        let node = self.scalar(check, name)?;
        number_of(check, &self.what, name, node, bounds, meaning)
            .map(|value| Found { value, place: &node.place })
    }

    /// A whole number within the bounds of its key.
    pub fn whole(&self, check: &mut Check, name: &str) -> Option<Found<'a, u64>> {
        let node = self.scalar(check, name)?;
        let Kind::Whole(min, max) = self.kind(name) else { return None };
        let n = match node.value {
            Value::Whole(n) => n,
            // 2e4 and 20000.0 are whole numbers to an economist; 2^53 is where numbers with a point stop
            // being exact
            Value::Real(x) if x == x.trunc() && x.abs() < 9.0e15 => x as i128,
            _ => {
                self.wrong_type(check, name, node, Kind::Whole(min, max).wanted());
                return None;
            }
        };
        match u64::try_from(n) {
            Ok(value) if (min..=max).contains(&value) => Some(Found { value, place: &node.place }),
            _ => {
                let why = told!("outside {least}..={most}", least = min, most = max);
                let message = wrong_number(&self.what, name, n, why, self.meaning(name));
                check.problems.at(&node.place, message, None);
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn flag(&self, check: &mut Check, name: &str) -> Option<Found<'a, bool>> {
        let node = self.scalar(check, name)?;
        match node.value {
            Value::Flag(value) => Some(Found { value, place: &node.place }),
            _ => {
                self.wrong_type(check, name, node, Kind::Flag.wanted());
                None
            }
        }
    }

    /// A calendar month.
    pub fn month(&self, check: &mut Check, name: &str) -> Option<Found<'a, Month>> {
        let node = self.scalar(check, name)?;
        let Some(text) = node.text() else {
            self.wrong_type(check, name, node, Kind::Month.wanted());
            return None;
        };
        match text.parse::<Month>() {
            Ok(value) => Some(Found { value, place: &node.place }),
            Err(error) => {
                let message =
                    told!("{what}: {key}: {why}", what = self.what.clone(), key = name, why = error);
                check.problems.at(&node.place, message, month_hint(text));
                None
            }
        }
    }

    /// One of the words of its key, by index.
    pub fn word(&self, check: &mut Check, name: &str) -> Option<Found<'a, usize>> {
        let Kind::OneOf(words) = self.kind(name) else { return None };
        let found = self.text(check, name)?;
        self.index(check, word(name), &found, words)
    }

    /// The index of a name among those known; an unknown one is reported with the nearest.
    pub fn index(
        &self,
        check: &mut Check,
        thing: Told,
        found: &Found<'a, &'a str>,
        known: &[&str],
    ) -> Option<Found<'a, usize>> {
        if let Some(value) = known.iter().position(|name| *name == found.value) {
            return Some(Found { value, place: found.place });
        }
        let names = one_of_or_nearest(found.value, known.iter().copied());
        let message = told!(
            "there is no {thing} {name}{allowed}",
            thing = thing,
            name = format!("{:?}", found.value),
            allowed = names
        );
        // Something that users look for under a name of its own: a flood is a disaster, a minimum wage a shock to wages.
        let recipe = || {
            let recipe = starters::find(starters::all(), found.value)
                .filter(|_| self.path.starts_with("shock") || self.path.starts_with("policy"))?;
            Some(told!("`tideover explain {name}` shows how it is written", name = recipe.name))
        };
        let hint = recipe().or_else(|| did_you_mean(found.value, known.iter().copied()));
        self.problem(check, found, message, hint);
        None
    }

    /// One text or a list of them; an empty list is reported.
    pub fn texts(&self, check: &mut Check, name: &str) -> Option<Vec<Found<'a, &'a str>>> {
        let node = self.table.get(name)?;
        check.came_from(format!("{}.{name}", self.path), check.line(&node.place));
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        if items.is_empty() {
            let why = told!("{key} is an empty list, so it fits no one", key = name);
            let hint = told!("name at least one, or leave the key out for all");
            check.problems.at(&node.place, self.says(why), Some(hint));
            return None;
        }
        let mut texts = Vec::new();
        for item in items {
            match item.text() {
                Some(value) => texts.push(Found { value, place: &item.place }),
                None => self.wrong_type(check, name, item, self.kind(name).wanted()),
            }
        }
        Some(texts)
    }

    /// A table below this one.
    pub fn table(&self, check: &mut Check, name: &str) -> Option<(&'a Table, Place)> {
        let entry = self.table.entry(name)?;
        match entry.node.table() {
            Some(table) => Some((table, entry.key_place.clone())),
            None => {
                self.wrong_type(check, name, &entry.node, self.kind(name).wanted());
                None
            }
        }
    }
}

/// The hint that shows how something is written.
pub(super) fn as_in(code: impl Into<told::Value>) -> Told {
    let code: told::Value = code.into();
    told!("as in {code}", code = code)
}

/// What to say of a key that is missing.
pub(super) fn missing(what: &told::Value, key: &str, meaning: Told) -> Told {
    told!("{what}: {key} is missing ({meaning})", what = what.clone(), key = key, meaning = meaning)
}

/// What the words that may stand at a key are called.
fn word(key: &str) -> Told {
    match key {
        "regime" => told!("regime"),
        "profile" => told!("profile"),
        "grade" => told!("grade"),
        _ => Told::known(key),
    }
}

fn example(key: &Key) -> Option<Told> {
    match key.kind {
        _ if key.path() == "economy" => Some(as_in("[scenario] extends = \"economies/china-2019.toml\"")),
        Kind::Month => Some(as_in(format!("{} = \"2020-02\"", key.name))),
        Kind::Whole(min, _) => Some(as_in(format!("{} = {}", key.name, min.max(12)))),
        _ => None,
    }
}

/// Unwraps `{ value = …, unit = …, source = …, grade = … }`, and notes the origin of the value with its grade
/// and source.
pub(super) fn quantity<'a>(
    check: &mut Check,
    what: &told::Value,
    path: &str,
    name: &str,
    node: &'a Node,
) -> Option<&'a Node> {
    let Some(table) = node.table() else {
        check.came_from(path.into(), check.line(&node.place));
        return Some(node);
    };
    let what = told!("{what}: {why}", what = what.clone(), why = name);
    let section = Section::open(check, what, "", "quantity", (table, node.place.clone()), &[]);
    section.text(check, "unit");
    let grade = section.word(check, "grade").map(|found| keys::GRADES[found.value]);
    let source = section.text(check, "source").map(|found| found.value);
    let value = table.get("value")?;
    let basis: Vec<String> = grade.map(str::to_string).into_iter().chain(source.map(one_line)).collect();
    let basis = if basis.is_empty() { String::new() } else { format!(" ({})", basis.join(": ")) };
    check.came_from(path.into(), format!("{}{basis}", check.line(&value.place)));
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::Problems;
    use crate::diagnose::Source;
    use std::sync::Arc;

    fn read(text: &str) -> (Table, Place) {
        let source = Arc::new(Source { path: "t.toml".into(), text: text.into() });
        let table = crate::scenario::parse::parse(&source, &mut Problems::new());
        (table, Place { source, span: 0..1 })
    }

    fn message(text: &str, get: impl Fn(&Section<'_>, &mut Check)) -> String {
        let (table, place) = read(text);
        let mut check = Check::default();
        let section =
            Section::open(&mut check, "policy \"p\"", "policy[0]", "policy.target", (&table, place), &[]);
        get(&section, &mut check);
        let first = check.problems.iter().next().expect("a problem");
        format!("{} | {}", first.message.english(), first.hint.as_ref().map_or(String::new(), Told::english))
    }

    #[test]
    fn a_percentage_for_a_share_is_named_as_such() {
        let said = message("revenue_drop_at_least = 20", |s, c| {
            s.number(c, "revenue_drop_at_least");
        });
        assert!(
            said.starts_with("policy \"p\": revenue_drop_at_least is 20, outside 0..=1 (share by which"),
            "{said}"
        );
        assert!(said.ends_with("| did you mean 0.20?"), "{said}");
    }

    #[test]
    fn wrong_types_say_what_is_wanted() {
        let said = message("age_below = \"3\"", |s, c| {
            s.number(c, "age_below");
        });
        assert_eq!(
            said,
            "policy \"p\": age_below is \"3\" (text), but a number is wanted | write 3 without quotes"
        );
        let said = message("viable = 1", |s, c| {
            s.flag(c, "viable");
        });
        assert_eq!(said, "policy \"p\": viable is 1, but true or false is wanted | ");
        let said = message("age_below = nan", |s, c| {
            s.number(c, "age_below");
        });
        assert!(said.starts_with("policy \"p\": age_below is NaN, but a finite number is wanted"), "{said}");
    }

    #[test]
    fn unknown_keys_name_the_nearest() {
        let said = message("size = [\"micro\"]", |_, _| ());
        assert!(said.ends_with("| did you mean sizes?"), "{said}");
    }

    proptest::proptest! {
        #[test]
        fn numbers_outside_a_share_never_pass_nor_panic(x in proptest::num::f64::ANY) {
            let (table, place) = read(&format!("take_up = {}", if x.is_nan() { "nan".into() } else { format!("{x:?}") }));
            let mut check = Check::default();
            let section = Section::open(&mut check, "policy \"p\"", "policy[0]", "policy", (&table, place), &[]);
            let before = check.problems.len();
            let found = section.number(&mut check, "take_up");
            let inside = (0.0..=1.0).contains(&x);
            assert_eq!(found.is_some(), inside);
            assert_eq!(check.problems.len() - before, usize::from(!inside));
        }
    }
}
