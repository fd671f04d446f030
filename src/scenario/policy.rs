//! Reads `[[policy]]`: a lever with its dates, its target and its settings.

use super::check::Check;
use super::reader::{Found, Section};
use super::target;
use super::tree::{Table, Value, number};
use super::values::{outside, percent_hint};
use crate::diagnose::Place;
use crate::economy::Economy;
use crate::levers::{self, Audience, Field, Lever};
use crate::policy::{Policy, QUEUES};
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
    let kind = section.text(check, "kind").and_then(|found| section.index(check, "lever", &found, &kinds));
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
    let queue = section.text(check, "queue").and_then(|found| section.index(check, "queue", &found, &QUEUES));
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
pub(super) fn title(kind: &str, index: usize, table: &Table) -> String {
    match table.get("name").and_then(|node| node.text()) {
        Some(name) => format!("{kind} {name:?}"),
        None => format!("{kind} number {}", index + 1),
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
        section.problem(check, &found, format!("{key} must be one line of 1 to 120 characters"), None);
        return None;
    }
    Some(word.to_string())
}

/// The name of a shock or policy: it becomes a column value in files, so it must be one short line.
pub(super) fn named(check: &mut Check, section: &Section<'_>) -> Option<String> {
    let found = section.text(check, "name")?;
    let name = found.value.trim();
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        section.problem(check, &found, "name must be one line of 1 to 120 characters", None);
        return None;
    }
    Some(name.to_string())
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
            let message = format!("to is {}, before from, which is {}", to.value, from.value);
            section.problem(
                check,
                to,
                message,
                Some("the last month in force can't be before the first".into()),
            );
        } else if let Some((start, end)) =
            window.filter(|(start, end)| to.value < *start || from.value > *end)
        {
            let message = format!(
                "never in force: {} to {} is outside the simulated months {start} to {end}",
                from.value, to.value
            );
            section.problem(check, from, message, None);
        }
    }
    if let Some(announced) = announced.filter(|announced| announced.value > from.value) {
        let message = format!("announced is {}, after from, which is {}", announced.value, from.value);
        section.problem(
            check,
            announced,
            message,
            Some("firms know a policy at the latest when it is in force".into()),
        );
    }
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
            let message = format!(
                "{}: {} is a rule on {whom}, which firms do not apply for; it takes no {key}",
                section.what,
                lever.kind()
            );
            check.problems.at(
                &node.place,
                message,
                Some(format!("its own settings say what it asks of {whom}").into()),
            );
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
    let found =
        section.number_within(check, field.name, f64::NEG_INFINITY, f64::INFINITY, field.description)?;
    let bounds = (field.min, field.max);
    if let Some(why) = outside(found.value, bounds) {
        let message = format!("{} is {}, {why} ({})", field.name, number(found.value), field.description);
        section.problem(
            check,
            &found,
            message,
            percent_hint(found.value, bounds).filter(|_| !switch).map(Into::into),
        );
        return None;
    }
    if switch && found.value != 0.0 && found.value != 1.0 {
        let message = format!(
            "{} is {}, but true or false is wanted ({})",
            field.name,
            number(found.value),
            field.description
        );
        section.problem(check, &found, message, None);
        return None;
    }
    Some(found.value)
}

/// Whether a setting is a switch, which may also be written as true or false.
pub(super) fn is_switch(field: &Field) -> bool {
    field.unit == "0 or 1"
}
