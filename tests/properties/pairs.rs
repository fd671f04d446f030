//! Pairs of scenarios that say the same in other words: what they make of the economy must be the same, byte
//! for byte.

use super::draw::Draw;
use super::random;
use super::trial::{self, Outcome};
use super::written::{Section, Written, list, quoted};
use std::collections::BTreeMap;
use tideover::classes::SIZES;
use tideover::levers::{self, Audience};
use tideover::month::model::Scenario;
use tideover::stats::run_tables::RunTables;
use tideover::table::{Cell, Table};

/// How a scenario is said in other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Policies, and shocks that leave nothing to chance, have other names.
    Rename,
    /// Policies and shocks stand in another order.
    Reorder,
    /// A policy is two in a row.
    SplitPeriod,
    /// A policy is two, each for a part of its size classes, sectors or regions.
    SplitTarget,
    /// There is a policy besides that nobody takes up.
    NobodyTakesItUp,
    /// There is a policy besides for which nobody qualifies.
    NobodyQualifies,
}

/// All changes.
pub const CHANGES: [Change; 6] = [
    Change::Rename,
    Change::Reorder,
    Change::SplitPeriod,
    Change::SplitTarget,
    Change::NobodyTakesItUp,
    Change::NobodyQualifies,
];

/// A scenario in two forms.
pub struct Pair {
    /// How they differ.
    pub change: Change,
    /// The first form.
    pub one: Written,
    /// The second form.
    pub other: Written,
    /// Names of the policies of the second form, each with the name of that of the first which it is a part
    /// of; none: it is not there.
    parts: Vec<(String, Option<String>)>,
}

fn lever(policy: &Section) -> &'static dyn levers::Lever {
    let kind = policy.get("kind").unwrap().trim_matches('"');
    levers::ALL[levers::by_kind(kind).unwrap()]
}

/// A policy for which firms file; those without settings that would make a part another thing than the whole.
fn filed_for(policy: &Section) -> bool {
    lever(policy).about().audience == Audience::Firms
}

/// What is a sum or a number of places for the whole country, which two policies would give twice.
fn for_the_country(policy: &Section) -> bool {
    ["cultivation_ladder", "entry_facilitation", "service_network", "consumption_voucher"]
        .contains(&lever(policy).kind())
}

/// Settings that are a cost of a programme as a whole, or of a fund by what it gave as a whole.
fn whole_sums(policy: &mut Section) {
    for field in ["programme_bn", "payout_cap"] {
        if policy.get(field).is_some() {
            policy.set(field, "0.0");
        }
    }
}

/// The pair of a trial. Budgets are left out: who is served first is another matter when a budget is split.
pub fn pair(trial: u64) -> Pair {
    let draw = Draw::new(trial).below("pair");
    let change = CHANGES[(trial % CHANGES.len() as u64) as usize];
    let mut one = random::scenario(trial);
    let window = random::window(trial);
    let pack = random::pack(trial);
    if one.policies.is_empty() {
        one.policies.push(random::policy(&draw.below("policy"), "policy 0", pack, window));
    }
    for policy in &mut one.policies {
        policy.take("budget_bn");
        policy.take("queue");
    }
    let mut other = one.clone();
    let name = |policy: &Section| policy.get("name").unwrap().trim_matches('"').to_string();
    match change {
        Change::Rename => {
            for (k, entry) in other.policies.iter_mut().chain(&mut other.shocks).enumerate() {
                entry.set("name", quoted(&format!("renamed {}", 97 - k)));
            }
        }
        Change::Reorder => {
            other.shocks.reverse();
            match draw.whole("turn", 0, one.policies.len() as i64 - 1) as usize {
                0 => other.policies.reverse(),
                turn => other.policies.rotate_left(turn),
            }
        }
        Change::SplitPeriod | Change::SplitTarget => {
            let fits = |policy: &Section| {
                filed_for(policy) && (change == Change::SplitPeriod || !for_the_country(policy))
            };
            let able: Vec<usize> = (0..one.policies.len()).filter(|k| fits(&one.policies[*k])).collect();
            if !able.is_empty() {
                let chosen = *draw.pick("which", &able);
                let (first, second) = match change {
                    Change::SplitPeriod => split_period(&draw, &mut one.policies[chosen], window),
                    _ => split_target(&draw, &mut one.policies[chosen], pack),
                };
                other.policies[chosen] = first;
                other.policies.insert(chosen + 1, second);
            }
        }
        Change::NobodyTakesItUp | Change::NobodyQualifies => {
            if change == Change::NobodyTakesItUp {
                // A network of services finds users for what nobody would take up by himself.
                one.policies.retain(|policy| lever(policy).kind() != "service_network");
                other.policies.clone_from(&one.policies);
            }
            let mut idle = (0..)
                .map(|k| random::policy(&draw.below(&format!("idle {k}")), "idle", pack, window))
                .find(filed_for)
                .unwrap();
            idle.take("budget_bn");
            idle.take("queue");
            whole_sums(&mut idle);
            if change == Change::NobodyTakesItUp {
                idle.set("take_up", "0.0");
            } else {
                idle.set("target", "{ cash_below_months = 0.0, age_at_least = 199.0 }");
            }
            let place = draw.whole("place", 0, one.policies.len() as i64) as usize;
            other.policies.insert(place, idle);
        }
    }
    // What the second form calls a part: the same, by its new name, or the policy that was split.
    let known: Vec<String> = one.policies.iter().map(name).collect();
    let part = |(place, own): (usize, String)| {
        let of = match change {
            Change::Rename => Some(known[place].clone()),
            _ if own == SECOND => known
                .iter()
                .find(|known| Some(*known) == other.policies[..place].last().map(name).as_ref())
                .cloned(),
            _ => known.iter().find(|known| **known == own).cloned(),
        };
        (own, of)
    };
    let parts = other.policies.iter().map(name).enumerate().map(part).collect();
    Pair { change, one, other, parts }
}

/// Name of the second part of a policy that is split.
const SECOND: &str = "the second part";

/// The policy as two, one after the other. What fades out is the second; both are known from the same month.
fn split_period(draw: &Draw, whole: &mut Section, window: random::Window) -> (Section, Section) {
    let months = window.months;
    let first = draw.whole("first", 0, (months - 2).clamp(0, 3));
    let last = draw.whole("last", first + 1, (months - 1).max(first + 1));
    whole.set("from", window.month(first));
    whole.set("to", window.month(last));
    whole.set("announced", window.month(first));
    let cut = draw.whole("cut", first, last - 1);
    let (mut one, mut two) = (whole.clone(), whole.clone());
    one.set("to", window.month(cut));
    one.take("phase_out");
    two.set("name", quoted(SECOND));
    two.set("from", window.month(cut + 1));
    (one, two)
}

/// The policy as two, whose targets are a partition of its own.
fn split_target(draw: &Draw, whole: &mut Section, pack: &random::Pack) -> (Section, Section) {
    let (key, all): (&str, Vec<String>) = match draw.whole("by", 0, 2) {
        0 => ("sizes", SIZES.map(String::from).to_vec()),
        1 => ("sectors", pack.peopled.clone()),
        _ => ("regions", pack.regions.clone()),
    };
    let cut = draw.whole("cut", 1, all.len() as i64 - 1) as usize;
    whole.set("target", format!("{{ {key} = {} }}", list(&all)));
    whole_sums(whole);
    let (mut one, mut two) = (whole.clone(), whole.clone());
    one.set("target", format!("{{ {key} = {} }}", list(&all[..cut])));
    two.set("target", format!("{{ {key} = {} }}", list(&all[cut..])));
    two.set("name", quoted(SECOND));
    (one, two)
}

/// What becomes of a pair; what differs, by check.
pub fn run(pair: &Pair) -> Outcome {
    let simulated = |written: &Written| {
        trial::read(written).and_then(|scenario| Ok((trial::simulate(&scenario)?, scenario)))
    };
    match (simulated(&pair.one), simulated(&pair.other)) {
        (Ok(one), Ok(other)) => Outcome::Ran(differences(pair, &one, &other)),
        (Err(one), Err(other)) if one.kind() == other.kind() => one,
        (Err(one), Ok(_)) => one_only("the first form", &one),
        (_, Err(other)) => one_only("the second form", &other),
    }
}

/// Only one of the forms ran. That one of two was refused (two policies of a kind may not contradict each
/// other) is no failure.
fn one_only(which: &str, outcome: &Outcome) -> Outcome {
    match outcome {
        Outcome::Refused(why) => Outcome::Refused(why.clone()),
        other => Outcome::Failed(format!("{which} alone: {other:?}")),
    }
}

fn differences(
    pair: &Pair,
    (one, _): &(RunTables, Scenario),
    (other, _): &(RunTables, Scenario),
) -> BTreeMap<&'static str, String> {
    let mut found = BTreeMap::new();
    let mut tables = vec![
        ("monthly", &one.monthly, &other.monthly),
        ("exposure", &one.exposure, &other.exposure),
        ("ledger", &one.ledger, &other.ledger),
        ("lending", &one.lending, &other.lending),
        ("environment", &one.environment, &other.environment),
        ("scorecard", &one.scorecard, &other.scorecard),
        ("trace_balances", &one.trace_balances, &other.trace_balances),
    ];
    tables.extend(
        one.by_group.iter().zip(&other.by_group).map(|((name, one), (_, other))| (*name, one, other)),
    );
    // Tables that are there only when a policy is about them.
    let same_columns = |one: &Table, other: &Table| one.columns == other.columns;
    for (name, one, other) in
        [("ladder", &one.ladder, &other.ladder), ("digital", &one.digital, &other.digital)]
    {
        if same_columns(one, other) {
            tables.push((name, one, other));
        }
    }
    for (name, one, other) in tables {
        if let Some(place) = difference(one, other) {
            found
                .entry("the economy is the same")
                .or_insert_with(|| format!("{:?}: {name} {place}", pair.change));
        }
    }
    if let Some(place) = policies_differ(pair, &one.policies, &other.policies) {
        found.insert("policies do the same", format!("{:?}: {place}", pair.change));
    }
    found
}

/// The first place in which two tables differ.
fn difference(one: &Table, other: &Table) -> Option<String> {
    if one.columns != other.columns || one.rows.len() != other.rows.len() {
        return Some(format!("has {} rows and {}", one.rows.len(), other.rows.len()));
    }
    let rows = one.rows.iter().zip(&other.rows);
    let cells = rows
        .flat_map(|(a, b)| a.iter().zip(b).zip(&one.columns).map(move |((x, y), column)| (a, x, y, column)));
    cells
        .into_iter()
        .find(|(_, x, y, _)| x != y)
        .map(|(row, x, y, column)| format!("{:?} {column}: {x:?} and {y:?}", &row[3]))
}

/// Rows of the policies of the second form, those that are parts of one added up, against the rows of the
/// first. Counts of firms are rounded one by one, so that a sum of two may be off by one.
fn policies_differ(pair: &Pair, one: &Table, other: &Table) -> Option<String> {
    let text = |row: &[Cell], column: usize| {
        if let Cell::Text(text) = &row[column] { text.clone() } else { String::new() }
    };
    let (month, name) = (3, 4);
    let mut sums: BTreeMap<(String, String), Vec<&Vec<Cell>>> = BTreeMap::new();
    for row in &other.rows {
        let of = pair.parts.iter().find(|(own, _)| *own == text(row, name));
        match of {
            Some((_, Some(whole))) => sums.entry((text(row, month), whole.clone())).or_default().push(row),
            Some((_, None)) => {}
            None => return Some(format!("has rows of {:?}", row[name])),
        }
    }
    for whole in &one.rows {
        let Some(parts) = sums.get(&(text(whole, month), text(whole, name))) else {
            return Some(format!("lacks {:?}", &whole[month..6]));
        };
        for column in 6..one.columns.len() {
            let sum: f64 = parts.iter().map(|row| Cell::real(&row[column])).sum();
            let value = Cell::real(&whole[column]);
            let slack = match whole[column] {
                _ if parts.len() == 1 => 0.0,
                // The eligible are the sum of three counts, each rounded.
                Cell::Int(_) if one.columns[column] == "eligible" => 1.5 * (parts.len() + 1) as f64,
                Cell::Int(_) => 1.0,
                _ => 1e-10 * value.abs(),
            };
            if (sum - value).abs() > slack {
                return Some(format!(
                    "{:?} {:?} {}: {value}, in other words {sum}",
                    whole[month], whole[name], one.columns[column]
                ));
            }
        }
    }
    None
}
