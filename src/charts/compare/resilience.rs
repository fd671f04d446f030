//! Series of the arms as a share of the path without shocks.

use crate::charts::figure::{Head, replications_note};
use crate::charts::panel::{Across, Line, Panel};
use crate::charts::run::{History, Run};
use crate::charts::{Chart, Sheet, series, stack, style};
use crate::error::Result;
use crate::{phrase, say};

/// The chart.
pub const CHART: Chart = Chart {
    name: "resilience",
    title: "How far the shock pushes jobs, firms and sales down, and for how long",
    reading: "100% is the same economy without shocks. The depth of the fall, the time to recover to 95% and 99%, and the gap that remains at the end are in resilience.csv.",
    needs: "arm without shocks to measure against: a comparison with `--no-shock` has it",
    make,
};

const PANELS: [(&str, &str); 3] = [
    ("jobs_million", phrase!("Jobs, % of the path without shocks")),
    ("firms_million", phrase!("Number of firms, % of the path without shocks")),
    ("sales_bn", phrase!("Sales, % of the path without shocks")),
];

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(no_shock) = run.compared.as_ref().and_then(|compared| compared.no_shock.clone()) else {
        return Ok(None);
    };
    let without = History { regime: run.main.regime.clone(), arm: no_shock };
    if !run.ways.contains(&without) {
        return Ok(None);
    }
    let language = run.page.language;
    let mut numbers = series::tidy();
    let mut lanes = Vec::new();
    for (column, title) in PANELS {
        let yardstick = run.panel(&without, column)?;
        let mut panel = Panel {
            title: language.of(title).to_string(),
            suffix: "%",
            reference: Some(100.0),
            ..Panel::default()
        };
        for (at, way) in run.ways.iter().enumerate().filter(|(_, way)| **way != without) {
            // Replication by replication: both paths have the same random draws.
            let course =
                run.panel(way, column)?.with(&yardstick, |path, without| 100.0 * path / without).course();
            series::note(run, &mut numbers, way, column, "percent of the path without shocks", &course);
            let line = Line::course(&run.arm(&way.arm), series::color(run, at), &course);
            panel.lines.push(series::styled(line, at));
        }
        let lowest =
            panel.values().into_iter().filter(|value| value.is_finite()).fold(f64::INFINITY, f64::min);
        for level in [95.0, 99.0].into_iter().filter(|level| lowest < level + 0.4) {
            panel.lines.insert(0, mark(run, level));
        }
        if series::has_data(&panel) {
            lanes.push(panel);
        }
    }
    let dashed = say!(language, "Dashed: 99% and 95% of the path without shocks.");
    let head = Head {
        title: language.of(chart.title).to_string(),
        measure: say!(language, "100% = the same economy without shocks").to_string(),
        note: language.sentences(&[replications_note(run).as_str(), dashed]),
        every: true,
    };
    let canvas = stack::draw(run, &head, &Across::Calendar, &lanes, 560.0 + 350.0 * lanes.len() as f64);
    Ok(Some(Sheet { canvas, numbers }))
}

/// A level from which a series counts as back.
fn mark(run: &Run, level: f64) -> Line {
    let points = [0.0, run.months as f64].map(|at| [at, level, f64::NAN, f64::NAN]).to_vec();
    Line { label: String::new(), color: style::GREY, points, dashed: true, width: style::HAIR }
}
