//! The charts that a finished folder can draw, by name, and those that it can't, with the reason; as files of
//! any format.

use super::dimension::Dimension;
use super::page::{Page, SLIDE};
use super::run::Run;
use super::sweep::{self, folder::Sweep};
use super::{Sheet, every, grouped, label, pdf, render, text};
use crate::diagnose::tame;
use crate::error::{Cause, Error, Result};
use crate::files::manifest::Manifest;
use crate::language::Language;
use crate::{say, told};
use rayon::prelude::*;
use std::path::Path;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Format {
    Svg,
    Png,
    Pdf,
    /// The numbers behind the chart.
    Csv,
}

impl Format {
    /// All.
    pub const ALL: [Format; 4] = [Format::Svg, Format::Png, Format::Pdf, Format::Csv];

    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
            Format::Csv => "csv",
        }
    }
}

/// A chart that was drawn on a sheet.
#[derive(Debug)]
pub struct Drawn {
    /// What it is called for those who can't see it.
    pub label: String,
    /// The sheet.
    pub sheet: Sheet,
}

/// A chart by name.
#[derive(Debug)]
pub struct Offer {
    /// File name without extension.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// The chart, or what the folder lacks for it.
    pub drawn: std::result::Result<Drawn, String>,
}

/// Every chart of the folder of a run, a comparison or a sweep, for a paper; in a language, or in that of the
/// folder.
///
/// # Errors
/// A file that can't be read, or is not what it should be.
pub fn all(folder: &Path, page: Page, language: Option<Language>) -> Result<Vec<Offer>> {
    text::register();
    if sweep::is_sweep(folder) {
        let slide = page.high().is_some();
        let sweep = Sweep::open_on(folder, page, language)?;
        let sheets = sweep::sheets(&sweep).into_iter();
        return Ok(sheets
            .map(|named| Offer {
                name: named.file,
                title: named.title,
                drawn: Ok(Drawn { label: named.label, sheet: framed(named.sheet, slide) }),
            })
            .collect());
    }
    let own = Manifest::open(folder)?.language;
    let page = page.in_language(language.unwrap_or(own));
    let run = Run::open(folder)?.on(page);
    let language = run.page.language;
    let charts: Vec<_> = every().collect();
    let offer = |chart: &&super::Chart| -> Result<Offer> {
        let sheet = on_slide(folder, &run, |run| (chart.make)(run, chart))?;
        let drawn = sheet.map(|sheet| Drawn { label: label(&run, chart), sheet });
        let needs = language.of(chart.needs);
        let drawn = drawn.ok_or_else(|| say!(language, "this folder has no {needs}", needs = needs));
        Ok(Offer { name: chart.name.to_string(), title: language.of(chart.title).to_string(), drawn })
    };
    charts.par_iter().map(offer).collect()
}

/// Every chart that has a form by a group, by that group; with what the folder lacks for it.
///
/// # Errors
/// As [`all`], and a folder that is no run or comparison.
pub fn by(folder: &Path, page: Page, language: Option<Language>, dimension: Dimension) -> Result<Vec<Offer>> {
    text::register();
    if sweep::is_sweep(folder) {
        return Err(Error::Usage(told!("--by is for charts of runs and comparisons; this is a sweep")));
    }
    let own = Manifest::open(folder)?.language;
    let run = Run::open(folder)?.on(page.in_language(language.unwrap_or(own)));
    let language = run.page.language;
    let offer = |family: &grouped::Family| -> Result<Offer> {
        let title = family.title(language, dimension);
        let (chart, scenario) =
            (run.page.title(&title), super::compare::names::title(&run.manifest, language));
        let label = say!(language, "{chart}: {scenario}", chart = chart, scenario = scenario);
        let sheet = on_slide(folder, &run, |run| family.draw(run, dimension))?;
        let drawn = sheet.map(|sheet| Drawn { label, sheet });
        let drawn = drawn.ok_or_else(|| family.lacking(language, dimension));
        Ok(Offer { name: family.file(dimension), title, drawn })
    };
    grouped::FAMILIES.par_iter().map(offer).collect()
}

fn framed(sheet: Sheet, slide: bool) -> Sheet {
    if slide { Sheet { canvas: sheet.canvas.framed(SLIDE), ..sheet } } else { sheet }
}

/// Draws a chart; one that is too high for a slide once more on a wider one, with smaller letters.
fn on_slide(folder: &Path, run: &Run, draw: impl Fn(&Run) -> Result<Option<Sheet>>) -> Result<Option<Sheet>> {
    let Some(mut sheet) = draw(run)? else { return Ok(None) };
    let Some(high) = run.page.high() else { return Ok(Some(sheet)) };
    if sheet.canvas.height > high + 1.0 {
        let wider = Run::open(folder)?.on(run.page.at_least(sheet.canvas.height * SLIDE));
        sheet = draw(&wider)?.unwrap_or(sheet);
    }
    Ok(Some(Sheet { canvas: sheet.canvas.framed(SLIDE), ..sheet }))
}

impl Drawn {
    /// How high its smallest letters are in print, in points.
    pub fn letters(&self) -> f64 {
        let canvas = &self.sheet.canvas;
        Page { wide: canvas.width, mm: canvas.mm, ..Page::default() }.letters()
    }
    /// The words around it, one below the other, as a text for a caption.
    pub fn caption(&self) -> String {
        self.sheet.canvas.caption.iter().map(|line| tame(line).into_owned() + "\n").collect()
    }
    /// The content of its file in a format.
    ///
    /// # Errors
    /// What a library of pictures said.
    pub fn bytes(&self, name: &str, format: Format) -> Result<Vec<u8>> {
        let canvas = &self.sheet.canvas;
        let wrong = |source: Cause| Error::Picture { what: told!("chart {name}", name = name), source };
        match format {
            Format::Svg => render::svg(canvas, &self.label).map(String::into_bytes).map_err(wrong),
            Format::Png => render::png(canvas).map_err(wrong),
            Format::Pdf => pdf::pdf(canvas, &self.label).map_err(wrong),
            Format::Csv => Ok(self.sheet.numbers.bytes()),
        }
    }
}
