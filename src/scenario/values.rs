//! Single values: unwrapping a value with its source, bounds, and what to say of a value that is wrong.

use super::check::Check;
use super::tree::{Node, Value, number, share};
use crate::language::told::Told;
use crate::units::Month;

/// A finite number within bounds, or a problem.
pub(super) fn number_of(
    check: &mut Check,
    what: &str,
    name: &str,
    node: &Node,
    bounds: (f64, f64),
    meaning: &str,
) -> Option<f64> {
    let Some(x) = node.number() else {
        let message = format!("{what}: {name} is {}, but a number is wanted", node.shown());
        check.problems.at(&node.place, message, type_hint(node, "a number"));
        return None;
    };
    match outside(x, bounds) {
        None => Some(x + 0.0), // turns -0 into 0, which is the same economy and must have the same name
        Some(why) => {
            let meaning = if meaning.is_empty() { String::new() } else { format!(" ({meaning})") };
            check.problems.at(
                &node.place,
                format!("{what}: {name} is {}, {why}{meaning}", number(x)),
                percent_hint(x, bounds).map(Into::into),
            );
            None
        }
    }
}

/// Why a number is out of bounds, if it is.
pub(crate) fn outside(x: f64, (min, max): (f64, f64)) -> Option<String> {
    if !x.is_finite() {
        return Some("but a finite number is wanted".into());
    }
    if (min..=max).contains(&x) {
        return None;
    }
    Some(if max.is_infinite() {
        format!("less than {}", number(min))
    } else {
        format!("outside {}..={}", number(min), number(max))
    })
}

/// For a share that was written as a percentage: the share. Just above one it is more likely a slip of
/// another kind.
pub(crate) fn percent_hint(x: f64, (min, max): (f64, f64)) -> Option<String> {
    let likely = max <= 5.0 && x.is_finite() && x.abs() >= 2.0;
    (likely && (min..=max).contains(&(x / 100.0))).then(|| format!("did you mean {}?", share(x)))
}

/// What to write instead of a value of the wrong type.
pub(crate) fn type_hint(node: &Node, wanted: &str) -> Option<Told> {
    match (&node.value, wanted) {
        (Value::Text(text), "a number" | "a whole number") => {
            let text = text.trim();
            if let Some(percent) = text.strip_suffix('%').and_then(|number| number.trim().parse().ok()) {
                return Some(format!("write {}", share(percent)).into());
            }
            text.parse::<f64>().ok().map(|_| format!("write {text} without quotes").into())
        }
        (Value::Text(text), "true or false") if matches!(text.as_str(), "true" | "false") => {
            Some(format!("write {text} without quotes").into())
        }
        (Value::Date(date), _) if wanted.starts_with("a month") => {
            Some(format!("write \"{}\"", date.get(..7)?).into())
        }
        (Value::Whole(_) | Value::Real(_), "a whole number") => Some("round it".into()),
        (Value::Whole(_) | Value::Real(_) | Value::Flag(_), "text in quotes") => {
            Some(format!("write \"{}\"", node.shown()).into())
        }
        _ => None,
    }
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
    fixed.parse::<Month>().is_ok().then(|| format!("write \"{fixed}\"").into())
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
        assert_eq!(percent_hint(80.0, share).as_deref(), Some("did you mean 0.80?"));
        assert_eq!(percent_hint(1.5, share), None);
        assert_eq!(percent_hint(800.0, share), None);
        assert_eq!(percent_hint(-20.0, (-1.0, 3.0)).as_deref(), Some("did you mean -0.20?"));
        assert_eq!(percent_hint(200.0, (0.0, 60.0)), None, "sixty months are no share");
    }

    #[test]
    fn comments_stay_on_one_line() {
        assert_eq!(one_line(" a\n b\tc "), "a b c");
        assert_eq!(one_line(&"x".repeat(500)).chars().count(), 160);
    }
}
