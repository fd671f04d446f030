//! Jobs with each policy and without: all arms over the months, and how far each is from the base.

use super::arms::{self, Arm};
use crate::charts::figure::Head;
use crate::charts::panel::{Across, Line, Panel};
use crate::charts::quantity;
use crate::charts::run::Run;
use crate::charts::track::Course;
use crate::charts::{Chart, Sheet, series, stack};
use crate::error::Result;
use crate::say;

/// The chart.
pub const CHART: Chart = Chart {
    name: "employment_by_arm",
    title: "Jobs in small and medium firms with each policy and without",
    reading: "Above: headcount of small and medium firms in each arm. Below: what each arm has more, or fewer, than the base, replication by replication with the same random draws. Where the band of a difference holds zero, the month shows no significant effect.",
    needs: "arms of a comparison, each with jobs in its months",
    make,
};

fn points(course: &Course) -> Vec<[f64; 4]> {
    let point = |at: usize| [at as f64 + 0.5, course.mean[at], course.low[at], course.high[at]];
    (0..course.mean.len()).map(point).collect()
}

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = &run.compared else { return Ok(None) };
    let drawn = arms::arms(run, compared);
    let Some(base) = drawn.iter().find(|arm| arm.way.arm == compared.base) else { return Ok(None) };
    let base = run.panel(base.way, "jobs_million")?;
    let mut numbers = arms::tidy("month");
    let mut note = |arm: &Arm, series: [&str; 2], course: &Course| {
        for at in 0..course.mean.len() {
            let value = [course.mean[at], course.low[at], course.high[at]];
            arms::note(&mut numbers, arm.way, run.month(at), series, value);
        }
    };
    let language = run.page.language;
    let factors = quantity::factors(language);
    let mut levels = Panel { title: say!(language, "Jobs, million").to_string(), ..Panel::default() };
    let mut differences = Panel {
        title: say!(language, "Difference from “{base}”, thousand jobs", base = run.arm(&compared.base)),
        reference: Some(0.0),
        ..Panel::default()
    };
    for arm in &drawn {
        let jobs = run.panel(arm.way, "jobs_million")?;
        let course = jobs.course();
        note(arm, ["jobs, band: middle 80% of replications", "million jobs"], &course);
        levels.lines.push(arms::level(run, arm, points(&course.times(factors.million))));
        if arm.way.arm == compared.base {
            continue;
        }
        let apart = arms::mean(&jobs.with(&base, |arm, base| 1000.0 * (arm - base)));
        note(arm, ["difference from the base, 95% interval", "thousand jobs"], &apart);
        if arm.differs {
            differences.lines.push(Line::course(
                &run.arm(&arm.way.arm),
                arm.color,
                &apart.times(factors.thousand),
            ));
        }
    }
    if !series::has_data(&levels) || differences.lines.is_empty() {
        return Ok(None);
    }
    let count = run.replications();
    let bands = if count > 1.5 {
        say!(
            language,
            "Above: mean of {count} replications, pale bands the middle 80% of them. Below: pale bands are 95% intervals of the paired difference.",
            count = count
        )
    } else {
        say!(language, "One replication.").to_string()
    };
    let head = Head {
        title: language.of(chart.title).to_string(),
        measure: say!(language, "Headcount at the end of the month").to_string(),
        note: language.sentences(&[
            bands.as_str(),
            &arms::left_out(run, compared, &drawn, "monthly.csv"),
            arms::few(run),
        ]),
        every: true,
    };
    let canvas = stack::draw(run, &head, &Across::Calendar, &[levels, differences], 1540.0);
    Ok(Some(Sheet { canvas, numbers }))
}
