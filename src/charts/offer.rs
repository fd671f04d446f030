//! The charts that a finished folder can draw, by name, and those that it can't, with the reason; as files of
//! any format.

use super::page::{NARROW, Page};
use super::run::Run;
use super::sweep::{self, folder::Sweep};
use super::{Sheet, every, label, pdf, render, text};
use crate::error::{Cause, Error, Result};
use crate::files::manifest::Manifest;
use crate::language::Language;
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

/// Charts that have no form for narrow paper, and the dots that they need: where the paper has fewer their
/// letters are smaller.
const ROOMY: [(&str, f64); 5] = [
    ("fates", 1600.0),
    ("who", NARROW),
    ("cost_frontier", NARROW),
    ("concentration", NARROW),
    ("regions", NARROW),
];

/// Every chart of the folder of a run, a comparison or a sweep, for a paper; in a language, or in that of the
/// folder.
///
/// # Errors
/// A file that can't be read, or is not what it should be.
pub fn all(folder: &Path, page: Page, language: Option<Language>) -> Result<Vec<Offer>> {
    text::register();
    if sweep::is_sweep(folder) {
        let sweep = Sweep::open_on(folder, page, language)?;
        let sheets = sweep::sheets(&sweep).into_iter();
        return Ok(sheets
            .map(|named| Offer {
                name: named.file,
                title: named.title,
                drawn: Ok(Drawn { label: named.label, sheet: named.sheet }),
            })
            .collect());
    }
    let own = Manifest::open(folder)?.language;
    let page = page.in_language(language.unwrap_or(own));
    // The folder once more for each width that is wider than the paper.
    let mut roomy: Vec<(f64, Run)> = Vec::new();
    for (_, dots) in ROOMY.iter().filter(|(_, dots)| *dots > page.wide) {
        if roomy.iter().all(|(known, _)| known != dots) {
            roomy.push((*dots, Run::open(folder)?.on(page.at_least(*dots))));
        }
    }
    let run = Run::open(folder)?.on(page);
    let language = run.page.language;
    let charts: Vec<_> = every().collect();
    let offer = |chart: &&super::Chart| -> Result<Offer> {
        let needs = ROOMY.iter().find(|(name, _)| *name == chart.name).map(|(_, dots)| dots);
        let own = roomy.iter().find(|(dots, _)| Some(dots) == needs);
        let run = own.map_or(&run, |(_, run)| run);
        let sheet = (chart.make)(run, chart)?;
        let drawn = sheet.map(|sheet| Drawn { label: label(run, chart), sheet });
        let drawn = drawn.ok_or_else(|| format!("this folder has no {}", chart.needs));
        Ok(Offer { name: chart.name.to_string(), title: language.of(chart.title).to_string(), drawn })
    };
    charts.par_iter().map(offer).collect()
}

impl Drawn {
    /// How high its smallest letters are in print, in points.
    pub fn letters(&self) -> f64 {
        let canvas = &self.sheet.canvas;
        Page { wide: canvas.width, mm: canvas.mm, ..Page::default() }.letters()
    }
    /// The content of its file in a format.
    ///
    /// # Errors
    /// What a library of pictures said.
    pub fn bytes(&self, name: &str, format: Format) -> Result<Vec<u8>> {
        let canvas = &self.sheet.canvas;
        let wrong = |source: Cause| Error::Picture { what: format!("chart {name}"), source };
        match format {
            Format::Svg => render::svg(canvas, &self.label).map(String::into_bytes).map_err(wrong),
            Format::Png => render::png(canvas).map_err(wrong),
            Format::Pdf => pdf::pdf(canvas, &self.label).map_err(wrong),
            Format::Csv => Ok(self.sheet.numbers.bytes()),
        }
    }
}
