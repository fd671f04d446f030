//! What a chart says in words, for those who can't see it: where each series begins and ends, and its lowest and
//! highest point; or each effect with its interval.

use super::tidy::Tidy;
use crate::units::rounded;

/// Series or effects that are told at most.
const MOST: usize = 6;
/// Columns of time, of values, and of names that tell series apart.
const TIMES: [&str; 3] = ["month", "months_since_start", "months"];
const VALUES: [&str; 3] = ["value", "mean", "survival"];
const NAMES: [&str; 7] = ["arm", "sector", "region", "policy", "dimension", "group", "series"];

struct Series {
    name: String,
    points: Vec<(String, f64)>,
}

/// The numbers behind a chart in short; empty where they are no series and no effects.
pub fn says(table: &Tidy) -> String {
    let column = |names: &[&str]| {
        names.iter().find_map(|name| table.header().iter().position(|column| column == name))
    };
    let (said, count) = match (column(&TIMES), column(&VALUES), column(&["effect"])) {
        (Some(time), Some(value), _) => {
            let series = series(table, time, value);
            (series.iter().take(MOST).map(course).collect::<Vec<_>>(), series.len())
        }
        (_, _, Some(effect)) => {
            let names = column(&["arm"]).into_iter().chain(column(&["regime"])).chain(column(&["measure"]));
            let names: Vec<usize> = names.collect();
            let bounds = column(&["lower"]).zip(column(&["upper"]));
            let one = |row: &Vec<String>| {
                let named: Vec<&str> = names.iter().map(|at| row[*at].as_str()).collect();
                let short =
                    |at: usize| row[at].parse().map_or_else(|_| "–".to_string(), |x: f64| rounded(x, x));
                let interval = bounds.filter(|(low, _)| !row[*low].is_empty());
                let interval = interval
                    .map_or_else(String::new, |(low, high)| format!(" ({} to {})", short(low), short(high)));
                format!("{}: {}{interval}", named.join(", "), short(effect))
            };
            (table.rows().iter().take(MOST).map(one).collect(), table.rows().len())
        }
        _ => return String::new(),
    };
    let more =
        if count > MOST { format!("; {} more in the table behind it", count - MOST) } else { String::new() };
    if said.is_empty() { String::new() } else { format!("{}{more}.", said.join("; ")) }
}

fn series(table: &Tidy, time: usize, value: usize) -> Vec<Series> {
    let column = |name: &&str| table.header().iter().position(|column| column == name);
    let varies = |at: &usize| table.rows().windows(2).any(|pair| pair[0][*at] != pair[1][*at]);
    let names: Vec<usize> = NAMES.iter().filter_map(column).filter(varies).collect();
    let unit = column(&"unit");
    let mut series: Vec<Series> = Vec::new();
    for row in table.rows() {
        let Ok(number) = row[value].parse::<f64>() else { continue };
        // What stands behind a comma in the name of a series says what its interval is.
        let short = |at: &usize| row[*at].split(',').next().unwrap_or_default().replace('_', " ");
        let unit = unit.map(|at| format!(" ({})", row[at])).unwrap_or_default();
        let name = format!("{}{unit}", names.iter().map(short).collect::<Vec<_>>().join(", "));
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
fn course(series: &Series) -> String {
    let told = |point: &(String, f64)| {
        let at = if point.0.contains('-') { "in" } else { "at month" };
        format!("{} {at} {}", rounded(point.1, point.1), point.0)
    };
    let (first, last) = (&series.points[0], &series.points[series.points.len() - 1]);
    let mut parts = vec![told(first)];
    let by_value = |a: &&(String, f64), b: &&(String, f64)| a.1.total_cmp(&b.1);
    let inner = |point: &&(String, f64)| point.0 != first.0 && point.0 != last.0;
    let lowest = series.points.iter().min_by(by_value).filter(inner).map(|point| ("lowest", point));
    let highest = series.points.iter().max_by(by_value).filter(inner).map(|point| ("highest", point));
    parts.extend(lowest.into_iter().chain(highest).map(|(word, point)| format!("{word} {}", told(point))));
    if last.0 != first.0 {
        parts.push(told(last));
    }
    let name = if series.name.is_empty() { String::new() } else { format!("{}: ", series.name) };
    format!("{name}{}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(header: &[&str], rows: &[&str]) -> String {
        let mut table = Tidy::new(header);
        rows.iter().for_each(|row| table.row(row.split(';').map(str::to_string).collect()));
        says(&table)
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
    fn effects_are_told_with_their_intervals_and_other_tables_not_at_all() {
        let header = ["regime", "arm", "measure", "effect", "lower", "upper"];
        assert_eq!(
            table(&header, &["middle;relief;Jobs kept;1072.2;578.7;1566"]),
            "relief, middle, Jobs kept: 1,070 (579 to 1,570)."
        );
        assert_eq!(table(&["group", "share"], &["a;1"]), "");
    }
}
