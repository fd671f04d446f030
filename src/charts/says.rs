//! What a chart says in words, for those who can't see it: where each series begins and ends, and its lowest and
//! highest point; or each effect with its interval.

use super::tidy::Tidy;
use super::words::{capital, words};
use super::{dates, lanes};
use crate::language::Language;
use crate::units::{Month, rounded};
use crate::{phrase, say};

/// Series or effects that are told at most.
const MOST: usize = 6;
/// Columns of time, of values, and of names that tell series apart.
const TIMES: [&str; 3] = ["month", "months_since_start", "months"];
const VALUES: [&str; 3] = ["value", "mean", "survival"];
const NAMES: [&str; 7] = ["arm", "sector", "region", "policy", "dimension", "group", "series"];

/// Series and units of the tables behind charts, for the files of phrases. Labels of charts are phrases already.
pub const SERIES: [&str; 41] = [
    phrase!("jobs million"),
    phrase!("jobs index"),
    phrase!("firms million"),
    phrase!("births thousand"),
    phrase!("deaths thousand"),
    phrase!("suspended million"),
    phrase!("dormant million"),
    phrase!("illiquid share"),
    phrase!("insolvent share"),
    phrase!("illiquid and insolvent share"),
    phrase!("cash days p10"),
    phrase!("cash days p25"),
    phrase!("cash days p50"),
    phrase!("cash days p75"),
    phrase!("cash days p90"),
    phrase!("receivable days"),
    phrase!("overdue share"),
    phrase!("credit applied bn"),
    phrase!("credit granted bn"),
    phrase!("credit refused risk bn"),
    phrase!("credit refused access bn"),
    phrase!("credit refused price bn"),
    phrase!("credit refused limit bn"),
    phrase!("price index"),
    phrase!("input price index"),
    phrase!("wage index"),
    phrase!("margin"),
    phrase!("all"),
    phrase!("million jobs"),
    phrase!("million firms"),
    phrase!("thousand firms"),
    phrase!("thousand firms a month"),
    phrase!("first month = 100"),
    phrase!("base = 100"),
    phrase!("% of firms"),
    phrase!("% of payables"),
    phrase!("% of sales"),
    phrase!("days"),
    phrase!("days of outgo"),
    phrase!("% a year over 3 months"),
    phrase!("% a year over 6 months"),
];

/// A cell of a column as readers call it, where that is known.
pub type Named<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

struct Series {
    name: String,
    points: Vec<(String, f64)>,
}

/// The numbers behind a chart in short; empty where they are no series and no effects. `named` gives names of
/// groups, by the column or dimension and what stands in its cell.
pub fn says(language: Language, table: &Tidy, named: Named) -> String {
    let column = |names: &[&str]| {
        names.iter().find_map(|name| table.header().iter().position(|column| column == name))
    };
    let (mut said, count) = match (column(&TIMES), column(&VALUES), column(&["effect"])) {
        (Some(time), Some(value), _) => {
            let series = series(language, table, (time, value), named);
            let told = series.iter().take(MOST).map(|series| course(language, series));
            (told.collect::<Vec<_>>(), series.len())
        }
        (_, _, Some(effect)) => {
            let names = column(&["arm"]).into_iter().chain(column(&["regime"])).chain(column(&["measure"]));
            let names: Vec<usize> = names.collect();
            let bounds = column(&["lower"]).zip(column(&["upper"]));
            let one = |row: &Vec<String>| one_effect(language, row, &names, effect, bounds);
            (table.rows().iter().take(MOST).map(one).collect(), table.rows().len())
        }
        _ => return String::new(),
    };
    if said.is_empty() {
        return String::new();
    }
    if count > MOST {
        said.push(say!(language, "{count} more in the table behind it", count = count - MOST));
    }
    let end = if language.is_english() { "." } else { "。" };
    lanes::listed(language, &said.iter().map(String::as_str).collect::<Vec<_>>()) + end
}

/// `relief, middle, Jobs kept: 1,070 (579 to 1,570)`.
fn one_effect(
    language: Language,
    row: &[String],
    names: &[usize],
    effect: usize,
    bounds: Option<(usize, usize)>,
) -> String {
    let names: Vec<String> = names.iter().map(|at| phrased(language, &row[*at])).collect();
    let short = |at: usize| row[at].parse().map_or_else(|_| "–".to_string(), |x: f64| rounded(x, x));
    let value = match bounds.filter(|(low, _)| !row[*low].is_empty()) {
        Some((low, high)) => {
            let (low, high) = (short(low), short(high));
            say!(language, "{effect} ({lower} to {upper})", effect = short(effect), lower = low, upper = high)
        }
        None => short(effect),
    };
    say!(language, "{name}: {values}", name = language.list(&names), values = value)
}

/// A name of a table in words of a language: as it is, with a capital letter as on charts, or in two parts
/// around a colon.
fn phrased(language: Language, name: &str) -> String {
    let name = words(name);
    let known = |name: &str| Some(language.of(name)).filter(|said| *said != name).map(str::to_string);
    if let Some(said) = known(&name).or_else(|| known(&capital(&name))) {
        return said;
    }
    match (language, name.split_once(": ")) {
        (Language::Chinese, Some((one, other))) => {
            format!("{}：{}", phrased(language, one), phrased(language, other))
        }
        _ => name,
    }
}

fn series(language: Language, table: &Tidy, (time, value): (usize, usize), named: Named) -> Vec<Series> {
    let column = |name: &&str| table.header().iter().position(|column| column == name);
    let varies = |at: &usize| table.rows().windows(2).any(|pair| pair[0][*at] != pair[1][*at]);
    let names: Vec<usize> = NAMES.iter().filter_map(column).filter(varies).collect();
    let (unit, dimension) = (column(&"unit"), column(&"dimension"));
    let mut series: Vec<Series> = Vec::new();
    for row in table.rows() {
        let Ok(number) = row[value].parse::<f64>() else { continue };
        let short = |at: &usize| {
            let header = table.header()[*at].as_str();
            let of = if header == "group" { dimension.map_or(header, |at| row[at].as_str()) } else { header };
            // What stands behind a comma in the name of a series says what its interval is.
            let cell = row[*at].split(',').next().unwrap_or_default();
            named(of, cell).unwrap_or_else(|| phrased(language, cell))
        };
        let unit = unit.map(|at| language.bracketed(&phrased(language, &row[at]))).unwrap_or_default();
        let name = format!("{}{unit}", language.list(&names.iter().map(short).collect::<Vec<_>>()));
        let point = (row[time].clone(), number);
        match series.iter_mut().find(|known| known.name == name) {
            Some(known) => known.points.push(point),
            None => series.push(Series { name, points: vec![point] }),
        }
    }
    // What is zero throughout says nothing.
    series.retain(|series| series.points.iter().any(|point| point.1 != 0.0));
    series
}

/// `relief: 232 in 2020-01, lowest 225 in 2020-12, 229 in 2022-12`.
fn course(language: Language, series: &Series) -> String {
    let told = |point: &(String, f64)| {
        let value = rounded(point.1, point.1);
        match point.0.parse::<Month>() {
            Ok(month) => {
                say!(language, "{value} in {month}", value = value, month = dates::month(language, month))
            }
            Err(_) => say!(language, "{value} at month {month}", value = value, month = point.0),
        }
    };
    let (first, last) = (&series.points[0], &series.points[series.points.len() - 1]);
    let mut parts = vec![told(first)];
    let by_value = |a: &&(String, f64), b: &&(String, f64)| a.1.total_cmp(&b.1);
    let inner = |point: &&(String, f64)| point.0 != first.0 && point.0 != last.0;
    if let Some(point) = series.points.iter().min_by(by_value).filter(inner) {
        parts.push(say!(language, "lowest {point}", point = told(point)));
    }
    if let Some(point) = series.points.iter().max_by(by_value).filter(inner) {
        parts.push(say!(language, "highest {point}", point = told(point)));
    }
    if last.0 != first.0 {
        parts.push(told(last));
    }
    let told = parts.join(if language.is_english() { ", " } else { "，" });
    if series.name.is_empty() {
        return told;
    }
    say!(language, "{name}: {values}", name = series.name, values = told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(header: &[&str], rows: &[&str]) -> String {
        let mut table = Tidy::new(header);
        rows.iter().for_each(|row| table.row(row.split(';').map(str::to_string).collect()));
        says(Language::English, &table, &|_, _| None)
    }

    #[test]
    fn series_are_told_by_their_ends_and_extremes() {
        let rows = [
            "middle;base;2020-01;jobs;million;232",
            "middle;base;2020-02;jobs;million;220.4",
            "middle;base;2020-03;jobs;million;225",
            "middle;relief;2020-01;jobs;million;232",
            "middle;relief;2020-02;jobs;million;",
            "middle;relief;2020-02;lost;million;0",
        ];
        assert_eq!(
            table(&["regime", "arm", "month", "series", "unit", "mean"], &rows),
            "base, jobs (million): 232 in 2020-01, lowest 220 in 2020-02, 225 in 2020-03; relief, jobs (million): 232 in 2020-01."
        );
    }

    #[test]
    fn series_are_told_in_chinese_with_the_names_of_their_groups() {
        let mut table = Tidy::new(&["dimension", "group", "month", "survival"]);
        for (dimension, group, month, value) in [
            ("size", "micro", "12", "0.9"),
            ("size", "micro", "24", "0.8"),
            ("sector", "mining", "12", "0.7"),
        ] {
            table.row([dimension, group, month, value].map(str::to_string).to_vec());
        }
        let named = |of: &str, cell: &str| (of == "sector" && cell == "mining").then(|| "采矿业".to_string());
        let said = says(Language::Chinese, &table, &named);
        assert!(said.contains("微型企业：第 12 个月为 0.9") && said.contains("采矿业"), "{said}");
        assert!(said.ends_with('。') && !said.contains("micro"), "{said}");
    }

    #[test]
    fn effects_are_told_with_their_intervals_and_other_tables_not_at_all() {
        let header = ["regime", "arm", "measure", "effect", "lower", "upper"];
        assert_eq!(
            table(&header, &["middle;relief;Jobs kept;1072.2;578.7;1566"]),
            "relief, middle, Jobs kept: 1,070 (579 to 1,570)."
        );
        assert_eq!(table(&["group", "share"], &["a;1"]), "");
    }
}
