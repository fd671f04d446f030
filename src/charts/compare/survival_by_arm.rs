//! Survival with each policy and without: all arms by month, and how far each is from the base.

use super::arms;
use super::found::Compared;
use crate::charts::columns::Columns;
use crate::charts::figure::Head;
use crate::charts::panel::{Across, Line, Panel};
use crate::charts::run::{Run, keep};
use crate::charts::{Chart, Sheet, stack};
use crate::error::Result;
use crate::language::Language;
use crate::say;
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "survival_by_arm",
    title: "Survival of firms with each policy and without",
    reading: "Above: of the firms alive at the start, the share still open after each number of months, with each policy and without. Below: how many percentage points more are open than in the base. Where an interval holds zero, that month shows no significant effect.",
    needs: "arms of a comparison, each with its survival (survival.csv)",
    make,
};

/// Survival of an arm by month since the start, from month zero on: share, ends of its interval, standard error.
type Curve = Vec<[f64; 5]>;

const POINTS: &str = "percentage points";

fn curves(run: &Run, arms: &[arms::Arm]) -> Result<Option<Vec<Curve>>> {
    let wanted = ["month", "survival", "lower", "upper", "standard_error"];
    let accept = |column: &str, cell: &str| match column {
        "regime" => cell == run.main.regime,
        "clock" => cell == "since_start",
        "dimension" => cell == "all",
        _ => true,
    };
    let path = run.folder.join("survival.csv");
    let text = ["regime", "arm", "clock", "dimension", "group"];
    let Some(table) = Columns::read_where(&path, &text, |name| wanted.contains(&name), accept)? else {
        return Ok(None);
    };
    let [month, share, lower, upper, error] = wanted.map(|name| table.numbers(name));
    let (month, share, lower, upper, error) = (month?, share?, lower?, upper?, error?);
    let mut curves = Vec::new();
    for arm in arms {
        let mut curve = vec![[0.0, 1.0, 1.0, 1.0, 0.0]];
        let rows = keep(&table, arm.way, None)?;
        curve
            .extend(rows.iter().map(|row| [month[*row], share[*row], lower[*row], upper[*row], error[*row]]));
        curve.sort_by(|a, b| a[0].total_cmp(&b[0]));
        curves.push(curve);
    }
    Ok(Some(curves))
}

/// The paired interval of an arm at a horizon: months since the start, then percentage points of the firms
/// alive when arms part, as `recipients.csv` has them.
struct Paired {
    arm: String,
    month: f64,
    points: [f64; 3],
}

fn paired(run: &Run) -> Result<Vec<Paired>> {
    let wanted = ["horizon_months", "firms_thousand", "alive_change_thousand", "alive_lower", "alive_upper"];
    let accept = |column: &str, cell: &str| match column {
        "regime" => cell == run.main.regime,
        "policy" => cell == "all",
        _ => true,
    };
    let path = run.folder.join("recipients.csv");
    let Some(table) =
        Columns::read_where(&path, &["regime", "arm", "policy"], |name| wanted.contains(&name), accept)?
    else {
        return Ok(Vec::new());
    };
    let fork = run.manifest.comparison.as_ref().and_then(|compared| run.since(&compared.fork)).unwrap_or(0.0);
    let [horizon, firms, change, lower, upper] = wanted.map(|name| table.numbers(name));
    let (horizon, firms, change, lower, upper) = (horizon?, firms?, change?, lower?, upper?);
    let names = table.names("arm")?;
    let one = |row: usize| Paired {
        arm: names.at(row).to_string(),
        month: fork + horizon[row],
        points: [change[row], lower[row], upper[row]].map(|value| 100.0 * value / firms[row]),
    };
    Ok((0..table.rows).map(one).filter(|one| one.points[0].is_finite()).collect())
}

/// An arm less the base, in percentage points; the interval takes both as drawn apart, which is too wide.
fn difference(arm: &Curve, base: &Curve) -> Vec<[f64; 4]> {
    let both = arm.iter().zip(base).filter(|(arm, base)| arm[0] == base[0]);
    let point = |(arm, base): (&[f64; 5], &[f64; 5])| {
        let half = 1.96 * (arm[4] * arm[4] + base[4] * base[4]).sqrt();
        [arm[0], arm[1] - base[1], arm[1] - base[1] - half, arm[1] - base[1] + half]
    };
    both.map(point).map(|[at, rest @ ..]| [at, 100.0 * rest[0], 100.0 * rest[1], 100.0 * rest[2]]).collect()
}

/// An interval as a whisker with its ends, and a dot at its value.
fn whisker(at: f64, [value, low, high]: [f64; 3], color: RGBAColor) -> Vec<Line> {
    let line = |from: [f64; 2], to: [f64; 2], width: u32| Line {
        label: String::new(),
        color,
        points: [from, to].map(|[x, y]| [x, y, f64::NAN, f64::NAN]).to_vec(),
        dashed: false,
        width,
    };
    let mut lines = vec![line([at - 0.2, value], [at + 0.2, value], 16)];
    if low.is_finite() && high.is_finite() {
        lines.push(line([at, low], [at, high], 4));
        lines.extend([low, high].map(|end| line([at - 0.25, end], [at + 0.25, end], 4)));
    }
    lines
}

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = &run.compared else { return Ok(None) };
    let drawn = arms::arms(run, compared);
    let Some(curves) = curves(run, &drawn)? else { return Ok(None) };
    let Some(place) = drawn.iter().position(|arm| arm.way.arm == compared.base) else { return Ok(None) };
    let paired = paired(run)?;
    let mut numbers = arms::tidy("months_since_start");
    let language = run.page.language;
    let share = say!(language, "Firms still open, % of those at the start").to_string();
    let mut levels = Panel { title: share, suffix: "%", ..Panel::default() };
    let mut differences = Panel {
        title: say!(language, "Difference from “{base}”, percentage points", base = run.arm(&compared.base)),
        reference: Some(0.0),
        ..Panel::default()
    };
    for (at, (arm, curve)) in drawn.iter().zip(&curves).enumerate() {
        let points: Vec<[f64; 4]> =
            curve.iter().map(|p| [p[0], 100.0 * p[1], 100.0 * p[2], 100.0 * p[3]]).collect();
        let mut note = |series: [&str; 2], point: &[f64; 4]| {
            arms::note(
                &mut numbers,
                arm.way,
                format!("{}", point[0]),
                series,
                [point[1], point[2], point[3]],
            );
        };
        points.iter().for_each(|point| note(["still open, 95% interval", "percent"], point));
        levels.lines.push(arms::level(run, arm, points));
        if at == place {
            continue;
        }
        let mut apart = difference(curve, &curves[place]);
        let ends: Vec<&Paired> = paired.iter().filter(|one| one.arm == arm.way.arm).collect();
        if ends.is_empty() {
            apart.iter().for_each(|p| note(["difference from the base, unpaired 95% interval", POINTS], p));
        } else {
            apart.iter_mut().for_each(|point| (point[2], point[3]) = (f64::NAN, f64::NAN));
            apart.iter().for_each(|p| note(["difference from the base", POINTS], p));
            for end in &ends {
                let [value, low, high] = end.points;
                let point = [end.month, value, low, high];
                note(["difference from the base, paired 95% interval", POINTS], &point);
            }
        }
        if arm.differs {
            differences.lines.push(arms::level(run, arm, apart));
            // Side by side, so that the whiskers of several arms can be told apart.
            let shift =
                0.35 * (differences.lines.iter().filter(|line| !line.label.is_empty()).count() as f64 - 1.0);
            for end in ends {
                differences.lines.extend(whisker(end.month - shift, end.points, arm.color));
            }
        }
    }
    if levels.lines.iter().all(|line| line.points.len() < 2) || differences.lines.is_empty() {
        return Ok(None);
    }
    let first = run.month_label(0);
    let head = Head {
        title: language.of(chart.title).to_string(),
        measure: say!(
            language,
            "Share of the firms alive at the start of {month} that are still open",
            month = first
        ),
        note: language.sentences(&[
            say!(language, "Above: pale bands are 95% intervals of each curve."),
            &intervals(run, compared, !paired.is_empty()),
            &arms::left_out(run, compared, &drawn, "survival.csv"),
            arms::few(run),
        ]),
        every: true,
    };
    let high = levels.lines.iter().flat_map(|line| &line.points).map(|point| point[0]).fold(1.0, f64::max);
    let caption = say!(language, "months since the start of {month}", month = first);
    let across = Across::Count { high, caption, from_start: true };
    let canvas = stack::draw(run, &head, &across, &[levels, differences], 1580.0);
    Ok(Some(Sheet { canvas, numbers }))
}

/// What the intervals of differences are.
fn intervals(run: &Run, compared: &Compared, paired: bool) -> String {
    let language = run.page.language;
    if !paired {
        return say!(
            language,
            "Below: bands take arms as drawn apart, and are too wide: the same random draws are behind all."
        )
        .to_string();
    }
    let months = months(language, compared);
    let later = run.manifest.comparison.as_ref().filter(|found| run.since(&found.fork).unwrap_or(0.0) > 0.0);
    match later {
        Some(found) => say!(
            language,
            "Below: whiskers are 95% intervals of the paired difference {months} months after arms part, of the firms alive then ({fork}).",
            months = months,
            fork =
                run.since(&found.fork).map_or(found.fork.clone(), |months| run.month_label(months as usize))
        ),
        None => say!(
            language,
            "Below: whiskers are 95% intervals of the paired difference {months} months after the start.",
            months = months
        ),
    }
}

fn months(language: Language, compared: &Compared) -> String {
    language.list(&compared.horizons.iter().map(i64::to_string).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::style;

    #[test]
    fn a_difference_is_in_percentage_points() {
        let base = vec![[0.0, 1.0, 1.0, 1.0, 0.0], [1.0, 0.90, 0.89, 0.91, 0.003]];
        let arm = vec![[0.0, 1.0, 1.0, 1.0, 0.0], [1.0, 0.92, 0.91, 0.93, 0.004]];
        // Standard errors of 0.3 and 0.4 points make one of 0.5.
        let found = difference(&arm, &base);
        assert_eq!(found[0], [0.0; 4]);
        let wanted = [1.0, 2.0, 2.0 - 0.98, 2.0 + 0.98];
        assert!(found[1].iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?}");
    }

    #[test]
    fn a_whisker_without_ends_is_a_dot() {
        let lines = |low: f64| whisker(12.0, [1.0, low, 2.0], style::BLUE).len();
        assert_eq!((lines(0.5), lines(f64::NAN)), (4, 1));
    }
}
