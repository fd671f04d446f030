//! The ladder of specialised firms: how many firms stand on each tier or above, and the published path beside
//! it.

use super::columns::Columns;
use super::figure::{Head, replications_note};
use super::panel::{Across, Line, Panel};
use super::run::{Run, keep};
use super::survival::shade_note;
use super::track::TrackPanel;
use super::{Chart, Sheet, grid, quantity, series, style};
use crate::error::Result;
use crate::{phrase, say};

/// The chart.
pub const CHART: Chart = Chart {
    name: "ladder",
    title: "The ladder of specialised firms",
    reading: "Firms in the whole country that hold a certificate of this tier or a higher one. Dashed: the published number, interpolated linearly between dates; some figures are lower bounds. Each tier has its own scale.",
    needs: "ladder of tiers (ladder.csv): its economy has none",
    make,
};

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let text = ["regime", "arm", "month", "tier", "reliable"];
    let wanted = |column: &str| ["replication", "firms_or_above", "published"].contains(&column);
    let Some(table) = Columns::read(&run.folder.join("ladder.csv"), &text, wanted)? else { return Ok(None) };
    let mut numbers = series::tidy();
    let language = run.page.language;
    let firms = quantity::thousand_firms(language);
    let mut lanes = Vec::new();
    for tier in table.names("tier")?.distinct.clone() {
        let rows = keep(&table, &run.main, Some(("tier", &tier)))?;
        let mut panel = Panel {
            title: say!(
                language,
                "{tier} or above, {unit}",
                tier = run.label("tier", &tier),
                unit = firms.name
            ),
            zero: true,
            ..Panel::default()
        };
        for (column, label, color) in [
            ("published", phrase!("Published"), style::INK),
            ("firms_or_above", phrase!("Simulated"), style::BLUE),
        ] {
            let course = TrackPanel::gather((run.start, run.months), &table, &rows, table.numbers(column)?)?
                .course()
                .times(1e-3);
            if course.has_data() {
                series::note(
                    run,
                    &mut numbers,
                    &run.main,
                    &format!("{tier}: {}", label.to_lowercase()),
                    "thousand firms",
                    &course,
                );
                let line = Line::course(language.of(label), color, &course.times(firms.factor));
                panel.lines.push(if column == "published" { line.bare().dashed() } else { line });
            }
        }
        if series::has_data(&panel) {
            lanes.push(panel);
        }
    }
    if lanes.is_empty() {
        return Ok(None);
    }
    let measure = say!(language, "Firms of the whole country; each tier on its own scale").to_string();
    let note = language.sentences(&[replications_note(run), shade_note(run)]);
    let head = Head::of(run, chart.title, measure, note);
    let canvas = grid::draw(run, &head, &Across::Calendar, &lanes, grid::Scale::Own);
    Ok(Some(Sheet { canvas, numbers }))
}
