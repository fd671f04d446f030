//! The charts of a report: each drawn for the page and for narrow screens, with the numbers behind it.

use crate::charts::canvas::{Canvas, Hover};
use crate::charts::offer::{self, Format};
use crate::charts::page::{NARROW, Page};
use crate::charts::run::Run;
use crate::charts::{self, Chart, Sheet, render};
use crate::error::{Cause, Error, Result};
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

/// A drawing and what it shows under the pointer, as JSON.
#[derive(Clone, Debug, Serialize)]
struct Paper {
    svg: String,
    hover: String,
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
        broad: paper(chart.name, &sheet.canvas, &label)?,
        slim: slim.map(|canvas| paper(chart.name, canvas, &label)).transpose()?,
        csv: address(&sheet.numbers.bytes()),
    })
}

fn paper(name: &str, canvas: &Canvas, label: &str) -> Result<Paper> {
    let wrong = |source: Cause| Error::Picture { what: format!("chart {name}"), source };
    let svg = render::svg(canvas, label).map_err(wrong)?;
    // Inside a page a drawing needs no name space, and its size is that of the page.
    let inner = svg.split_once(" viewBox=").map_or("", |(_, rest)| rest);
    Ok(Paper { svg: brief(&format!("<svg viewBox={inner}")), hover: hover(&canvas.hover) })
}

/// The same drawing in fewer bytes: what every text has stands once, at the drawing.
fn brief(svg: &str) -> String {
    const FAMILY: &str = " font-family=\"";
    let family = svg.split_once(FAMILY).and_then(|(_, rest)| rest.split_once('"')).map(|(family, _)| family);
    let Some(family) = family else { return svg.to_string() };
    let every = format!("{FAMILY}{family}\"");
    let rest = svg.replace(&every, "").replace(" opacity=\"1\"", "");
    rest.replacen("<svg", &format!("<svg{every}"), 1)
}

/// What is shown under the pointer, as a page can hold it: no text of the user's ends its element.
fn hover(hover: &[Hover]) -> String {
    let whole = |x: f64| x.round() as i64;
    let one = |hover: &Hover| {
        let places: Vec<_> = (hover.places.iter()).map(|(x, head, said)| (whole(*x), head, said)).collect();
        let corners = [hover.from.0, hover.from.1, hover.to.0, hover.to.1].map(whole);
        serde_json::json!({ "box": corners, "series": hover.series, "at": places })
    };
    let text = serde_json::Value::from(hover.iter().map(one).collect::<Vec<_>>()).to_string();
    text.replace('<', "\\u003c").replace('&', "\\u0026").replace('>', "\\u003e")
}

/// A table of numbers as an address that holds them, which works without scripts. With a mark for the encoding
/// where letters need one: spreadsheets look for it.
fn address(csv: &[u8]) -> String {
    let mark: &[u8] = if csv.is_ascii() { b"" } else { "\u{feff}".as_bytes() };
    let mut text = format!("data:text/{};charset=utf-8,", Format::Csv.ending());
    for byte in mark.iter().chain(csv) {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b',' | b'.' | b'-' | b'_' => text.push(*byte as char),
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_once_what_every_text_has() {
        let svg = r#"<svg viewBox="0 0 1 1"><text font-family="A, B" opacity="1">a</text><text font-family="A, B" opacity="0.5">b</text></svg>"#;
        assert_eq!(
            brief(svg),
            r#"<svg font-family="A, B" viewBox="0 0 1 1"><text>a</text><text opacity="0.5">b</text></svg>"#
        );
        assert_eq!(brief("<svg></svg>"), "<svg></svg>");
    }

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

    #[test]
    fn an_address_holds_any_letter() {
        assert_eq!(address(b"a,b\n1,2\n"), "data:text/csv;charset=utf-8,a,b%0A1,2%0A");
        assert_eq!(address("企\"".as_bytes()), "data:text/csv;charset=utf-8,%EF%BB%BF%E4%BC%81%22");
    }

    #[test]
    fn no_text_of_the_user_ends_the_element_that_holds_it() {
        let one = Hover {
            from: (0.4, 1.0),
            to: (2.0, 3.0),
            series: vec![("</script>".into(), "#000000".into())],
            places: vec![(1.0, "2020-01".into(), vec!["5".into()])],
        };
        assert_eq!(
            hover(&[one]),
            r##"[{"at":[[1,"2020-01",["5"]]],"box":[0,1,2,3],"series":[["\u003c/script\u003e","#000000"]]}]"##
        );
    }
}
