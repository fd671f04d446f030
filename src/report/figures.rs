//! The charts of a report: each drawn for the page and for narrow screens, with the numbers behind it.

use crate::charts::canvas::Canvas;
use crate::charts::offer;
use crate::charts::page::{NARROW, Page};
use crate::charts::run::Run;
use crate::charts::web::{self, Figure, Paper, address};
use crate::charts::{self, Chart, Sheet};
use crate::error::Result;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Every chart that the run has data for, in the order of the report, in the language of its page.
///
/// # Errors
/// A table that can't be read.
pub(super) fn all(run: &Run) -> Result<Vec<Figure>> {
    let language = run.page.language;
    let narrow = offer::all(&run.folder, Page::of(web::SLIM), Some(language))?;
    let mut slim: BTreeMap<String, Canvas> = narrow
        .into_iter()
        .filter_map(|offer| Some((offer.name, offer.drawn.ok()?.sheet.canvas)))
        .filter(|(_, canvas)| canvas.width <= NARROW)
        .collect();
    let every: Vec<(&'static Chart, Option<Canvas>)> =
        charts::every().map(|chart| (chart, slim.remove(chart.name))).collect();
    let drawn = every.into_par_iter().map(|(chart, slim)| {
        let sheet = (chart.make)(run, chart)?;
        sheet.map(|sheet| figure(run, chart, &sheet, slim.as_ref())).transpose()
    });
    let figures = drawn.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    Ok(web::light(figures))
}

fn figure(run: &Run, chart: &'static Chart, sheet: &Sheet, slim: Option<&Canvas>) -> Result<Figure> {
    let language = run.page.language;
    let label = charts::spoken(run, chart, sheet);
    Ok(Figure {
        name: chart.name.to_string(),
        title: language.of(chart.title).to_string(),
        reading: language.of(chart.reading).to_string(),
        broad: Paper::of(chart.name, &sheet.canvas, &label)?,
        slim: slim.map(|canvas| Paper::of(chart.name, canvas, &label)).transpose()?,
        csv: address(&sheet.numbers.bytes()),
    })
}
