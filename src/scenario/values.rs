//! Single values: unwrapping a value with its source, bounds, and what to say of a value that is wrong.

use super::check::Check;
use super::keys::Kind;
use super::tree::{Node, Value, number, share};
use crate::language::told::{self, Told};
use crate::told;
use crate::units::Month;

/// A finite number within bounds, or a problem.
pub(super) fn number_of(
    check: &mut Check,
    what: &told::Value,
    name: impl Into<told::Value>,
    node: &Node,
    bounds: (f64, f64),
    meaning: Option<Told>,
) -> Option<f64> {
    let name = name.into();
    let Some(x) = node.number() else {
        let wanted = told!("a number");
        let hint = type_hint(node, &wanted);
        check.problems.at(&node.place, not_wanted(what, name, node, wanted), hint);
        return None;
    };
    match outside(x, bounds) {
        None => Some(x + 0.0), // turns -0 into 0, which is the same economy and must have the same name
        Some(why) => {
            let message = wrong_number(what, name, number(x), why, meaning);
            check.problems.at(&node.place, message, percent_hint(x, bounds));
            None
        }
    }
}

/// What to say of a value that is not of the type wanted.
pub(super) fn not_wanted(
    what: &told::Value,
    name: impl Into<told::Value>,
    node: &Node,
    wanted: Told,
) -> Told {
    let name: told::Value = name.into();
    told!(
        "{what}: {name} is {found}, but {wanted} is wanted",
        what = what.clone(),
        name = name,
        found = node.shown(),
        wanted = wanted
    )
}

/// What to say of a number that is out of bounds.
pub(super) fn wrong_number(
    what: &told::Value,
    name: impl Into<told::Value>,
    number: impl Into<told::Value>,
    why: Told,
    meaning: Option<Told>,
) -> Told {
    let (name, number): (told::Value, told::Value) = (name.into(), number.into());
    told!(
        "{what}: {name} is {number}, {why}{meaning}",
        what = what.clone(),
        name = name,
        number = number,
        why = why,
        meaning = meaning.map_or(Told::nothing(), |meaning| told!(" ({meaning})", meaning = meaning))
    )
}

/// What a number means, behind it in brackets.
pub(super) fn what_it_is(description: &'static str, unit: &'static str) -> Told {
    let (description, unit) = (Told::phrase(description), Told::phrase(unit));
    told!("{description}; {unit}", description = description, unit = unit)
}

/// Why a number is out of bounds, if it is.
pub(crate) fn outside(x: f64, (min, max): (f64, f64)) -> Option<Told> {
    if !x.is_finite() {
        return Some(told!("but a finite number is wanted"));
    }
    if (min..=max).contains(&x) {
        return None;
    }
    Some(if max.is_infinite() {
        told!("less than {least}", least = number(min))
    } else {
        told!("outside {least}..={most}", least = number(min), most = number(max))
    })
}

/// For a share that was written as a percentage: the share. Just above one it is more likely a slip of
/// another kind.
pub(crate) fn percent_hint(x: f64, (min, max): (f64, f64)) -> Option<Told> {
    let likely = max <= 5.0 && x.is_finite() && x.abs() >= 2.0;
    (likely && (min..=max).contains(&(x / 100.0))).then(|| told!("did you mean {name}?", name = share(x)))
}

/// What to write instead of a value of the wrong type.
pub(crate) fn type_hint(node: &Node, wanted: &Told) -> Option<Told> {
    let whole = *wanted == Kind::Whole(0, 0).wanted();
    match &node.value {
        Value::Text(text) if whole || *wanted == Kind::Number(0.0, 0.0).wanted() => {
            let text = text.trim();
            if let Some(percent) = text.strip_suffix('%').and_then(|number| number.trim().parse().ok()) {
                return Some(write(share(percent)));
            }
            text.parse::<f64>().ok().map(|_| told!("write {text} without quotes", text = text))
        }
        Value::Text(text) if *wanted == Kind::Flag.wanted() && matches!(text.as_str(), "true" | "false") => {
            Some(told!("write {text} without quotes", text = text))
        }
        // Each reader gives an example of its own.
        Value::Date(date) if wanted.english().starts_with("a month in quotes") => {
            Some(write(format!("{:?}", date.get(..7)?)))
        }
        Value::Whole(_) | Value::Real(_) if whole => Some(told!("round it")),
        Value::Whole(_) | Value::Real(_) | Value::Flag(_) if *wanted == Kind::Text.wanted() => {
            Some(told!("write \"{text}\"", text = node.shown()))
        }
        _ => None,
    }
}

fn write(text: String) -> Told {
    told!("write {text}", text = text)
}

/// `2020-2`, `2020/02`, `2020-02-01` and `202002` as the month they mean.
pub(crate) fn month_hint(text: &str) -> Option<Told> {
    let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let (year, month) = match digits.as_slice() {
        [year, month, ..] => (*year, *month),
        [both] if both.len() == 6 => both.split_at(4),
        _ => return None,
    };
    let fixed = format!("{year}-{month:0>2}");
    fixed.parse::<Month>().is_ok().then(|| write(format!("{fixed:?}")))
}

/// Text for a comment: on one line, not endless, and without signs that steer a terminal, which TOML allows
/// in no comment.
pub(super) fn one_line(text: &str) -> String {
    let line = text
        .split(|sign: char| sign.is_whitespace() || sign.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if line.chars().count() > 160 { line.chars().take(159).chain(['…']).collect() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_written_otherwise_are_translated() {
        assert_eq!(month_hint("2020-2").unwrap(), "write \"2020-02\"");
        assert_eq!(month_hint("202011").unwrap(), "write \"2020-11\"");
        assert_eq!(month_hint("2020/02/01").unwrap(), "write \"2020-02\"");
        assert_eq!(month_hint("2020-13"), None);
        assert_eq!(month_hint("spring"), None);
    }

    #[test]
    fn percentages_are_recognised_but_slips_are_not() {
        let share = (0.0, 1.0);
        assert_eq!(percent_hint(80.0, share).unwrap(), "did you mean 0.80?");
        assert_eq!(percent_hint(1.5, share), None);
        assert_eq!(percent_hint(800.0, share), None);
        assert_eq!(percent_hint(-20.0, (-1.0, 3.0)).unwrap(), "did you mean -0.20?");
        assert_eq!(percent_hint(200.0, (0.0, 60.0)), None, "sixty months are no share");
    }

    #[test]
    fn comments_stay_on_one_line() {
        assert_eq!(one_line(" a\n b\tc "), "a b c");
        assert_eq!(one_line(&"x".repeat(500)).chars().count(), 160);
    }
}
