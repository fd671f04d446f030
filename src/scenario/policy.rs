//! Reads `[[policy]]`: a lever with its dates, its target and its settings.

use super::check::Check;
use super::reader::{Found, Section};
use super::target;
use super::tree::{Table, Value, number};
use super::values::{outside, percent_hint, wrong_number};
use crate::diagnose::Place;
use crate::economy::Economy;
use crate::language::told::Told;
use crate::levers::{self, Audience, Field, Lever};
use crate::policy::{Policy, QUEUES};
use crate::told;
use crate::units::Month;

/// What the reading of shocks and policies needs to know of the rest of the scenario; absent where that has
/// problems itself.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub economy: Option<&'a Economy>,
    /// First and last month simulated.
    pub window: Option<(Month, Month)>,
}

/// Reads one policy; `index` is its place in the resolved scenario.
pub(super) fn read(
    check: &mut Check,
    index: usize,
    (table, place): (&Table, Place),
    around: Around<'_>,
) -> Option<Policy> {
    let what = title("policy", index, table);
    let kinds: Vec<&str> = levers::ALL.iter().map(|lever| lever.kind()).collect();
    let lever = table.get("kind").and_then(|node| node.text()).and_then(levers::by_kind);
    // With an unknown lever its settings can't be judged: every lever's settings pass, so that only the lever
    // is reported.
    let settings: Vec<&'static str> = match lever {
        Some(lever) => levers::ALL[lever].fields().iter().map(|field| field.name).collect(),
        None => levers::ALL.iter().flat_map(|lever| lever.fields()).map(|field| field.name).collect(),
    };
    let section = Section::open(
        check,
        what,
        format!("policy[{index}]"),
        "policy",
        (table, named_place(table, place)),
        &settings,
    );
    let name = named(check, &section);
    section.flag(check, "remove");
    let kind =
        section.text(check, "kind").and_then(|found| section.index(check, told!("lever"), &found, &kinds));
    let draw = word(check, &section, "draw");
    let from = section.month(check, "from");
    let to = section.month(check, "to");
    let announced = section.month(check, "announced");
    dates(check, &section, from.as_ref(), to.as_ref(), announced.as_ref(), around.window);
    let target = match section.table(check, "target") {
        Some(target) => {
            let on_markets = lever
                .map(|lever| levers::ALL[lever])
                .filter(|lever| lever.about().audience == Audience::Markets);
            target::read(check, &section, target, around.economy, on_markets)
        }
        None => Some(crate::policy::Target::default()),
    };
    let take_up = section.number(check, "take_up").map(|found| found.value);
    let delay = section.whole(check, "delay").map_or(0, |found| u32::try_from(found.value).unwrap_or(0));
    let budget = section.number(check, "budget_bn").map(|found| found.value * 1e9);
    let queue =
        section.text(check, "queue").and_then(|found| section.index(check, told!("queue"), &found, &QUEUES));
    let regional_share = section.number(check, "regional_share").map_or(0.0, |found| found.value);
    let phase_out =
        section.whole(check, "phase_out").map_or(0, |found| u32::try_from(found.value).unwrap_or(0));
    if let Some(lever) = lever {
        refuse_applicants(check, &section, levers::ALL[lever]);
    }
    let settings = kind.as_ref().and_then(|kind| read_settings(check, &section, levers::ALL[kind.value]));
    let from = from?.value;
    Some(Policy {
        name: name?,
        lever: kind?.value,
        draw: draw?,
        from,
        to: to?.value,
        announced: announced.map_or(from, |found| found.value),
        target: target?,
        take_up,
        delay,
        budget,
        queue: queue
            .map_or_else(crate::policy::Queue::default, |found| crate::policy::Queue::ALL[found.value]),
        regional_share,
        phase_out,
        settings: settings?,
    })
}

/// What messages call an entry: `policy "guarantee"`, or `the 3rd policy` by number when it has no name.
pub(super) fn title(kind: &str, index: usize, table: &Table) -> Told {
    let name = table.get("name").and_then(|node| node.text()).map(|name| format!("{name:?}"));
    match (kind, name) {
        ("shock", Some(name)) => told!("shock {name}", name = name),
        ("shock", None) => told!("shock number {n}", n = index + 1),
        (_, Some(name)) => told!("policy {name}", name = name),
        (_, None) => told!("policy number {n}", n = index + 1),
    }
}

/// Where to report what an entry lacks: at its name, which a user looks for, else at its header.
pub(super) fn named_place(table: &Table, place: Place) -> Place {
    table.get("name").map_or(place, |node| node.place.clone())
}

/// An optional word, empty where there is none: one short line, as names are.
pub(super) fn word(check: &mut Check, section: &Section<'_>, key: &str) -> Option<String> {
    let Some(found) = section.text(check, key) else {
        return section.table.get(key).is_none().then(String::new);
    };
    let word = found.value.trim();
    if word.is_empty() || word.chars().count() > 120 || word.chars().any(char::is_control) {
        section.problem(check, &found, one_line_wanted(key), None);
        return None;
    }
    Some(word.to_string())
}

/// The name of a shock or policy: it becomes a column value in files, so it must be one short line.
pub(super) fn named(check: &mut Check, section: &Section<'_>) -> Option<String> {
    let found = section.text(check, "name")?;
    let name = found.value.trim();
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        section.problem(check, &found, one_line_wanted("name"), None);
        return None;
    }
    Some(name.to_string())
}

fn one_line_wanted(key: &str) -> Told {
    told!("{key} must be one line of 1 to 120 characters", key = key)
}

type FoundMonth<'a> = Found<'a, Month>;

fn dates(
    check: &mut Check,
    section: &Section<'_>,
    from: Option<&FoundMonth<'_>>,
    to: Option<&FoundMonth<'_>>,
    announced: Option<&FoundMonth<'_>>,
    window: Option<(Month, Month)>,
) {
    let Some(from) = from else { return };
    if let Some(to) = to {
        if to.value < from.value {
            let message = told!(
                "{key} is {later}, before {name}, which is {earlier}",
                key = "to",
                later = to.value,
                name = "from",
                earlier = from.value
            );
            let hint = told!("the last month in force can't be before the first");
            section.problem(check, to, message, Some(hint));
        } else if let Some((start, end)) =
            window.filter(|(start, end)| to.value < *start || from.value > *end)
        {
            section.problem(check, from, never((from.value, to.value), (start, end)), None);
        }
    }
    if let Some(announced) = announced.filter(|announced| announced.value > from.value) {
        let message = told!(
            "announced is {later}, after from, which is {earlier}",
            later = announced.value,
            earlier = from.value
        );
        let hint = told!("firms know a policy at the latest when it is in force");
        section.problem(check, announced, message, Some(hint));
    }
}

/// What to say of what lies wholly outside the simulated months.
pub(super) fn never(stated: (Month, Month), window: (Month, Month)) -> Told {
    told!(
        "never in force: {first} to {last} is outside the simulated months {start} to {end}",
        first = stated.0,
        last = stated.1,
        start = window.0,
        end = window.1
    )
}

/// The keys that say which firms get a policy and that one which no firm applies for does not take.
pub(super) fn refused(lever: &dyn Lever) -> Vec<&'static str> {
    if lever.about().audience.rule_on().is_none() {
        return Vec::new();
    }
    let placed = lever.about().audience == Audience::Markets;
    let takes = |key: &str| placed && key == "target" || lever.draws() && key == "draw";
    let keys = ["target", "take_up", "delay", "budget_bn", "queue", "regional_share", "draw"];
    keys.into_iter().filter(|key| !takes(key)).collect()
}

/// Reports keys that say which firms get a policy, of one that no firm applies for.
fn refuse_applicants(check: &mut Check, section: &Section<'_>, lever: &dyn Lever) {
    let Some(whom) = lever.about().audience.rule_on() else { return };
    for key in refused(lever) {
        // A delay of zero is what every resolved scenario says.
        if let Some(node) =
            section.table.get(key).filter(|node| key != "delay" || !matches!(node.value, Value::Whole(0)))
        {
            let why = told!(
                "{lever} is a rule on {whom}, which firms do not apply for; it takes no {key}",
                lever = lever.kind(),
                whom = Told::phrase(whom),
                key = key
            );
            let hint = told!("its own settings say what it asks of {whom}", whom = Told::phrase(whom));
            check.problems.at(&node.place, section.says(why), Some(hint));
        }
    }
}

fn read_settings(check: &mut Check, section: &Section<'_>, lever: &dyn Lever) -> Option<Vec<f64>> {
    let mut settings = Vec::with_capacity(lever.fields().len());
    let mut sound = true;
    for field in lever.fields() {
        if section.table.get(field.name).is_none() {
            settings.push(field.default);
            continue;
        }
        match setting(check, section, field) {
            Some(value) => settings.push(value),
            None => sound = false,
        }
    }
    sound.then_some(settings)
}

fn setting(check: &mut Check, section: &Section<'_>, field: &Field) -> Option<f64> {
    let switch = is_switch(field);
    if switch && matches!(section.table.get(field.name).map(|node| &node.value), Some(Value::Flag(_))) {
        return section.flag(check, field.name).map(|found| f64::from(u8::from(found.value)));
    }
    let description = || Some(Told::phrase(field.description));
    let free = (f64::NEG_INFINITY, f64::INFINITY);
    let found = section.number_within(check, field.name, free, description())?;
    let bounds = (field.min, field.max);
    let why = outside(found.value, bounds);
    let neither = switch && found.value != 0.0 && found.value != 1.0;
    if let Some(why) = why.or_else(|| neither.then(|| told!("but true or false is wanted"))) {
        let message = wrong_number(&section.what, field.name, number(found.value), why, description());
        check.problems.at(found.place, message, percent_hint(found.value, bounds).filter(|_| !switch));
        return None;
    }
    Some(found.value)
}

/// Whether a setting is a switch, which may also be written as true or false.
pub(super) fn is_switch(field: &Field) -> bool {
    field.unit == "0 or 1"
}
