//! Names of sectors and regions as indices, and lists of numbers.

use super::check::Check;
use super::reader::{Found, Section};
use super::tree::Node;
use super::values::number_of;
use crate::diagnose::Place;
use crate::language::told::{self, Told};
use crate::told;

/// The index of a key that must be the name of a sector or region; unchecked while the economy is unknown.
pub(super) fn known(
    check: &mut Check,
    section: &Section<'_>,
    thing: Told,
    (name, place): (&str, &Place),
    ids: Option<&[&str]>,
) -> Option<usize> {
    let found = Found { value: name, place };
    section.index(check, thing, &found, ids?).map(|found| found.value)
}

/// A list of numbers.
pub(super) fn numbers(check: &mut Check, what: &told::Value, node: &Node) -> Option<Vec<f64>> {
    let Some(list) = node.list() else {
        let message = told!(
            "{what} is {found}, but a list of numbers is wanted",
            what = what.clone(),
            found = node.shown()
        );
        check.problems.at(&node.place, message, None);
        return None;
    };
    let read =
        |(index, item)| number_of(check, what, told!("number {n}", n = index + 1), item, (-1e9, 1e9), None);
    let numbers: Vec<Option<f64>> = list.iter().enumerate().map(read).collect();
    numbers.into_iter().collect()
}
