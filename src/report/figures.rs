//! The charts of a report: each drawn for the page and for narrow screens, with the numbers behind it.

use crate::charts::canvas::Canvas;
use crate::charts::offer;
use crate::charts::page::{NARROW, Page};
use crate::charts::run::Run;
use crate::charts::web::{Paper, address};
use crate::charts::{self, Chart, Sheet};
use crate::error::Result;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Width in print, in millimetres, of what narrow screens get.
const SLIM: f64 = 80.0;
/// Bytes of all figures beyond which narrow screens get those of the page and scroll: a report is to stay small enough for a
/// mail.
const MOST: usize = 2_600_000;

/// A chart in the report.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Figure {
    pub(super) name: &'static str,
    title: String,
    reading: String,
    broad: Paper,
    /// The same for narrow screens; none where the chart has no narrow form.
    slim: Option<Paper>,
    /// The numbers behind it as an address that holds them.
    csv: String,
}

/// Every chart that the run has data for, in the order of the report, in the language of its page.
///
/// # Errors
/// A table that can't be read.
pub(super) fn all(run: &Run) -> Result<Vec<Figure>> {
    let language = run.page.language;
    let narrow = offer::all(&run.folder, Page::of(SLIM), Some(language))?;
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
    Ok(within(figures, MOST))
}

/// The figures in so many bytes, without their narrow forms where these make them more.
fn within(mut figures: Vec<Figure>, most: usize) -> Vec<Figure> {
    let paper = |paper: &Paper| paper.svg.len() + paper.hover.len();
    let size =
        |figure: &Figure| figure.csv.len() + paper(&figure.broad) + figure.slim.as_ref().map_or(0, paper);
    if figures.iter().map(size).sum::<usize>() > most {
        figures.iter_mut().for_each(|figure| figure.slim = None);
    }
    figures
}

fn figure(run: &Run, chart: &'static Chart, sheet: &Sheet, slim: Option<&Canvas>) -> Result<Figure> {
    let language = run.page.language;
    let label = charts::spoken(run, chart, sheet);
    Ok(Figure {
        name: chart.name,
        title: language.of(chart.title).to_string(),
        reading: language.of(chart.reading).to_string(),
        broad: Paper::of(chart.name, &sheet.canvas, &label)?,
        slim: slim.map(|canvas| Paper::of(chart.name, canvas, &label)).transpose()?,
        csv: address(&sheet.numbers.bytes()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_forms_are_left_out_where_they_make_a_page_large() {
        let paper = || Paper { svg: "1234".into(), hover: "[]".into() };
        let figure = Figure {
            name: "firms",
            title: String::new(),
            reading: String::new(),
            broad: paper(),
            slim: Some(paper()),
            csv: "12".into(),
        };
        let has = |most: usize| within(vec![figure.clone()], most)[0].slim.is_some();
        assert!(has(14) && !has(13));
    }
}
