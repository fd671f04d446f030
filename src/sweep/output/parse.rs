//! An output from its text, with the place in it of what is wrong.

use super::kinds::{Moment, Output, What, When};
use super::names::{ALIASES, DIMENSIONS, monthly};
use crate::diagnose::{did_you_mean, one_of};
use crate::language::told::Told;
use crate::scenario::values::month_hint;
use crate::stats::columns::names;
use crate::stats::summary::METRICS;
use crate::stats::tables::{groups, monthly as all_firms};
use crate::sweep::words::{as_in, listed, quoted};
use crate::told;
use crate::units::Month;
use std::ops::Range;

/// What is wrong with the text of an output: the bytes concerned, why, a hint.
#[derive(Debug, PartialEq)]
pub struct Fault {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Why.
    pub message: Told,
    /// What to write instead.
    pub hint: Option<Told>,
}

fn fault<T>(span: Range<usize>, message: Told, hint: Option<Told>) -> Result<T, Fault> {
    Err(Fault { span, message, hint })
}

impl Output {
    /// Reads an output; groups are checked by [`Output::check`], since they depend on the economy.
    ///
    /// # Errors
    /// What is wrong with the text, and where in it.
    pub fn parse(text: &str) -> std::result::Result<Output, Fault> {
        output(text)
    }
}

/// Reads `[effect ]NAME[{dimension=group}][@WHEN]`.
fn output(text: &str) -> Result<Output, Fault> {
    let start = text.len() - text.trim_start().len();
    let (effect, start) = match text[start..].strip_prefix("effect ") {
        Some(rest) => (true, text.len() - rest.trim_start().len()),
        None => (false, start),
    };
    let (head, when) = match text[start..].find('@') {
        Some(at) => (start..start + at, Some(start + at + 1..text.len())),
        None => (start..text.len(), None),
    };
    let (name, group) = match text[head.clone()].find('{') {
        Some(at) => (head.start..head.start + at, Some(head.start + at..head.end)),
        None => (head, None),
    };
    let group = group.map(|span| group_of(text, span)).transpose()?;
    let written = text[name.clone()].trim().to_string();
    if written.is_empty() {
        return fault(0..text.len(), told!("an output begins with a name"), Some(as_in("failures@end")));
    }
    let what = what(&written, name.clone(), group.is_some(), when.is_some())?;
    if let (What::Metric(_), Some([dimension, _])) = (what, &group)
        && !["size", "sector"].contains(&dimension.as_str())
    {
        return fault(name, told!("{output} is known by size and sector only", output = written), None);
    }
    let when = when.map(|span| when_of(text, span)).transpose()?;
    let tidy: Vec<&str> = text.split_whitespace().collect();
    Ok(Output { text: tidy.join(" "), effect, what, name: written, group, when })
}

/// What a name stands for.
fn what(name: &str, span: Range<usize>, group: bool, when: bool) -> Result<What, Fault> {
    let metric = METRICS.iter().position(|metric| metric.name == name);
    if !when {
        let Some(metric) = metric else {
            let hint = match monthly(group).contains(&name) {
                true => Some(told!(
                    "say when: {name}@end, {name}@2021-12, {name}@+12, {name}@2020-02..2020-12",
                    name = name
                )),
                false => did_you_mean(name, METRICS.iter().map(|metric| metric.name).chain(monthly(group))),
            };
            return fault(span, told!("{name} without @ is no metric of summary.csv", name = name), hint);
        };
        return Ok(What::Metric(metric));
    }
    if let Some(index) = ALIASES.iter().position(|alias| alias.name == name) {
        return match ALIASES[index].formula(group) {
            Some(_) => Ok(What::Alias(index)),
            None => fault(span, told!("{name} is not known of groups of firms", name = name), None),
        };
    }
    let columns = if group { names(groups::COLUMNS) } else { names(all_firms::COLUMNS) };
    if let Some(column) = columns.into_iter().find(|column| *column == name) {
        return Ok(What::Column(column));
    }
    let table = if group { "monthly_by_*.csv" } else { "monthly.csv" };
    let hint = match metric {
        Some(_) => Some(told!(
            "it is a metric of summary.csv, which has its months in it: write {name} without @",
            name = name
        )),
        None if group && all_firms::COLUMNS.iter().any(|column| column.name == name) => {
            Some(told!("it is known of all firms together only"))
        }
        None => did_you_mean(name, monthly(group)),
    };
    let short = ALIASES.iter().filter(|alias| alias.formula(group).is_some()).map(|alias| alias.name);
    let message = told!(
        "there is no output {name}: columns of {table} do, and {short}",
        name = quoted(name),
        table = table,
        short = listed(short)
    );
    fault(span, message, hint)
}

/// `{size=micro}`.
fn group_of(text: &str, span: Range<usize>) -> Result<[String; 2], Fault> {
    let inner = text[span.clone()].trim().strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    let Some((dimension, group)) = inner.and_then(|inner| inner.split_once('=')) else {
        return fault(span, told!("a group is written {example}", example = "{size=micro}"), None);
    };
    let (dimension, group) = (dimension.trim(), group.trim());
    if !DIMENSIONS.contains(&dimension) {
        return fault(
            span,
            told!(
                "there is no dimension {name}{allowed}",
                name = quoted(dimension),
                allowed = one_of(DIMENSIONS)
            ),
            did_you_mean(dimension, DIMENSIONS),
        );
    }
    Ok([dimension.to_string(), group.to_string()])
}

fn when_of(text: &str, span: Range<usize>) -> Result<When, Fault> {
    let Some(at) = text[span.clone()].find("..") else { return moment(text, span).map(When::At) };
    let middle = span.start + at;
    Ok(When::Over(moment(text, span.start..middle)?, moment(text, middle + 2..span.end)?))
}

fn moment(text: &str, span: Range<usize>) -> Result<Moment, Fault> {
    let word = text[span.clone()].trim();
    if word == "end" {
        return Ok(Moment::End);
    }
    if let Some(number) = word.strip_prefix('+') {
        return match number.parse() {
            Ok(n) if n > 0 => Ok(Moment::Number(n)),
            _ => {
                let message =
                    told!("{text} is not the number of a month; the first is +1", text = quoted(word));
                fault(span, message, None)
            }
        };
    }
    match word.parse::<Month>() {
        Ok(month) => Ok(Moment::Month(month)),
        Err(_) => {
            let hint = month_hint(word).or_else(|| {
                word.parse::<u32>()
                    .ok()
                    .filter(|n| *n <= 1200)
                    .map(|n| told!("write +{n} for month {n}", n = n))
            });
            let message = told!(
                "{text} is no month: write end, 2021-12, +12, or two of them with .. between",
                text = quoted(word)
            );
            fault(span, message, hint)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Output {
        output(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
    }

    #[test]
    fn outputs_and_their_columns() {
        for (text, column) in [
            ("firms_alive@2021-12", "firms_alive_2021_12"),
            ("effect failures@2021-12", "failures_2021_12_effect"),
            ("failures@+12", "failures_month_12"),
            ("jobs{size=micro}@end", "jobs_size_micro_end"),
            ("jobs_thousand{age=20+}@end", "jobs_thousand_age_20_plus_end"),
            ("cash_bn@2020-02..+6", "cash_bn_2020_02_to_month_6"),
            ("exits_12_months", "exits_12_months"),
            // Longer than many programs read: the beginning, and a mark of the whole.
            ("effect exits_12_months{sector=retail}", "exits_12_months_sect_3ebe3e8c"),
        ] {
            assert_eq!(read(text).column(), column);
            assert_eq!(read(text).text, text);
            assert_eq!(read(&read(text).text), read(text));
        }
        assert_eq!(read("  effect   jobs@end ").text, "effect jobs@end");
        let entry = read("effect public_cost@end").entry("yuan");
        assert_eq!(
            (entry.unit.as_str(), entry.label.as_str()),
            ("billion yuan", "effect on public cost, end")
        );
    }

    #[test]
    fn faults_name_the_nearest() {
        let fault = |text: &str| output(text).unwrap_err();
        assert_eq!(fault("failure@end").hint.unwrap(), "did you mean failures?");
        assert_eq!(fault("effect failure@end").span, 7..14);
        assert_eq!(
            fault("jobs").hint.unwrap(),
            "say when: jobs@end, jobs@2021-12, jobs@+12, jobs@2020-02..2020-12"
        );
        assert_eq!(fault("exits_12_month").hint.unwrap(), "did you mean exits_12_months?");
        assert!(fault("exits_12_months@end").hint.unwrap().english().contains("without @"));
        assert_eq!(fault("jobs{sise=micro}@end").hint.unwrap(), "did you mean size?");
        assert_eq!(fault("jobs{micro}@end").message, "a group is written {size=micro}");
        assert_eq!(
            fault("public_cost{size=micro}@end").message,
            "public_cost is not known of groups of firms"
        );
        assert_eq!(
            fault("price_index{size=micro}@end").hint.unwrap(),
            "it is known of all firms together only"
        );
        assert_eq!(fault("jobs@12").hint.unwrap(), "write +12 for month 12");
        assert_eq!(fault("jobs@2020-2").hint.unwrap(), "write \"2020-02\"");
        assert_eq!(fault("jobs@+0").span, 5..7);
        assert_eq!(fault("@end").message, "an output begins with a name");
    }
}
