//! What the two charts of all arms over the months share: which arms have a difference, its interval over
//! replications, and the table behind.

use super::found::{Compared, DELAYED, Fates, HARMED, HASTENED, SAVED};
use crate::charts::panel::Line;
use crate::charts::run::{History, Run};
use crate::charts::style;
use crate::charts::ticks::grouped;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::track::{Course, TrackPanel};
use crate::language::Language;
use crate::math::student_975;
use crate::say;
use plotters::style::RGBAColor;

/// Replications below which an interval gives no verdict.
const FEWEST: f64 = 5.0;

/// An arm on these charts.
pub struct Arm<'a> {
    /// Its history in the regime shown.
    pub way: &'a History,
    /// Its colour, the same in both.
    pub color: RGBAColor,
    /// Whether it has a line among the differences.
    pub differs: bool,
}

/// The arms drawn, the base among them. The arm without shocks is a yardstick, no policy: it would press the
/// differences of policies flat, and has one of its own only where there is no other.
pub fn arms<'a>(run: &'a Run, compared: &Compared) -> Vec<Arm<'a>> {
    let yardstick = |way: &History| compared.no_shock.as_ref() == Some(&way.arm);
    let policy = |way: &History| way.arm != compared.base && !yardstick(way);
    let any = run.ways.iter().any(policy);
    let arm = |way: &'a History| Arm {
        way,
        color: compared.color(&way.arm),
        differs: policy(way) || (!any && way.arm != compared.base),
    };
    run.ways.iter().map(arm).collect()
}

/// A line of an arm's level.
pub fn level(run: &Run, arm: &Arm, points: Vec<[f64; 4]>) -> Line {
    let label = run.arm(&arm.way.arm);
    Line { label, color: arm.color, points, dashed: false, width: style::STROKE }
}

/// Mean over replications and its 95% interval by Student's t; no interval with one replication.
pub fn mean(panel: &TrackPanel) -> Course {
    let mut course = panel.course();
    for month in 0..course.mean.len() {
        let values: Vec<f64> =
            panel.values.iter().map(|series| series[month]).filter(|value| value.is_finite()).collect();
        let (n, mean) = (values.len() as f64, course.mean[month]);
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let half = if values.len() > 1 {
            student_975(values.len() - 1) * (squares / (n - 1.0) / n).sqrt()
        } else {
            f64::NAN
        };
        (course.low[month], course.high[month]) = (mean - half, mean + half);
    }
    course
}

/// The table behind such a chart.
pub fn tidy(clock: &'static str) -> Tidy {
    Tidy::new(&["regime", "arm", clock, "series", "unit", "value", "lower", "upper"])
}

/// Adds a row to it.
pub fn note(numbers: &mut Tidy, way: &History, at: String, [series, unit]: [&str; 2], value: [f64; 3]) {
    let names = [way.regime.clone(), way.arm.clone(), at, series.to_string(), unit.to_string()];
    numbers.row(names.into_iter().chain(value.map(cell)).collect());
}

/// Arms that are in the tables alone, and a difference that is left to the table behind the chart, in words.
pub fn left_out(run: &Run, compared: &Compared, arms: &[Arm], table: &str) -> String {
    let language = run.page.language;
    let all = 1 + compared.arms.len() + usize::from(compared.no_shock.is_some());
    let more = match all.saturating_sub(arms.len()) {
        0 => String::new(),
        count => say!(language, "Further arms, in {table} alone: {count}.", table = table, count = count),
    };
    let yardstick = arms.iter().find(|arm| !arm.differs && arm.way.arm != compared.base);
    let held = yardstick.map_or_else(String::new, |arm| {
        let name = run.arm(&arm.way.arm);
        say!(language, "The difference of “{arm}” is in the table behind the chart.", arm = name)
    });
    language.sentences(&[held, more])
}

/// Says that few replications give no verdict.
pub fn few(run: &Run) -> &str {
    let few = run.replications() < FEWEST;
    if few { say!(run.page.language, "No verdict: fewer than five replications.") } else { "" }
}

/// What effects rest on, for notes: how many simulated firms have another fate than in the base, and whether
/// that is enough.
pub fn rests(run: &Run, compared: &Compared) -> String {
    let language = run.page.language;
    let differ = |fates: &Fates| -> f64 {
        [SAVED, DELAYED, HASTENED, HARMED].iter().map(|which| fates.simulated[*which]).sum()
    };
    let count = |arm: &String| {
        let fates = compared.fates(arm, compared.first(), "all");
        let (count, name) = (grouped(differ(fates.first()?), 0), run.arm(arm));
        Some(say!(language, "{arm} {count}", arm = name, count = count))
    };
    let arms: Vec<String> = compared.named.iter().take(3).filter_map(count).collect();
    if arms.is_empty() {
        return few(run).to_string();
    }
    let count = say!(
        language,
        "Simulated firms whose fate differs from the base after {months} months: {counts}.",
        months = compared.first(),
        counts = listed(language, &arms)
    );
    language.sentences(&[count.as_str(), few(run)])
}

/// Members of a list that hold commas themselves.
fn listed(language: Language, members: &[String]) -> String {
    members.join(say!(language, "; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_is_that_of_student() {
        // 1, 2 and 6: mean 3, variance (4 + 1 + 9) / 2 = 7, half 4.30265 · √(7/3).
        let course = mean(&TrackPanel { values: vec![vec![1.0], vec![2.0], vec![6.0]] });
        let half = 4.302_65 * (7.0_f64 / 3.0).sqrt();
        assert_eq!(course.mean, [3.0]);
        assert!((course.low[0] - (3.0 - half)).abs() < 1e-9 && (course.high[0] - (3.0 + half)).abs() < 1e-9);
        assert!(mean(&TrackPanel { values: vec![vec![1.0]] }).low[0].is_nan());
    }
}
