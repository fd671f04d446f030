//! `plot`: charts of a finished folder, all of them again in it, or those that are wanted into another folder.

mod index;

use super::folder::{done, present, present_in, renew, unchanged};
use super::mistakes::Refused;
use super::{Global, print};
use crate::charts;
use crate::charts::dimension::Dimension;
use crate::charts::grouped;
use crate::charts::offer::{self, Format, Offer};
use crate::charts::page::{LEAST_TEXT, Medium, Page};
use crate::diagnose::nearest;
use crate::error::{Error, Result};
use crate::experiment::interrupt;
use crate::export::verify;
use crate::headline::latex::caption;
use crate::language::told::Told;
use crate::{phrase, say, told};
use index::Index;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// Draws the charts of a finished run or sweep again, or those you choose for a page of yours
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Reads the tables in the folder, never the simulation; each chart comes as SVG, PNG and the CSV behind it. Tables that are missing or \
    were altered since the run wrote them are refused. With -o the charts go into a folder of yours, as PDF too, drawn for the width they are \
    printed at: letters stay at least 7 points high, PNG has 300 dots an inch of that width.\n\n\
    Examples:\n  tideover plot output/latest\n  tideover plot output/latest --list\n  \
    tideover plot output/latest --only firms,employment --format pdf --width 8cm --caption -o figures\n  \
    tideover plot output/latest --only employment --by region --style slides -o slides"
)]
pub(super) struct Plot {
    /// The folder of a run, a comparison or a sweep
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Names of charts, separated by commas; --list shows them
    #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "output")]
    only: Vec<String>,
    /// Kinds of files, separated by commas: svg, png, pdf, csv (the numbers)
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = format, requires = "output")]
    format: Vec<Format>,
    /// Width in print, such as 8cm, 170mm or 6.5in
    #[arg(long, value_name = "WIDTH", value_parser = width, requires = "output")]
    width: Option<f64>,
    /// What the charts are for: paper, or slides of 16 to 9 with larger letters and no notes
    #[arg(long, value_name = "STYLE", value_parser = medium, requires = "output")]
    style: Option<Medium>,
    /// By which groups: sector, region, size, age or tier; of the charts survival, employment, firms and
    /// failure_rate
    #[arg(long, value_name = "GROUP", value_parser = dimension)]
    by: Option<Dimension>,
    /// In place of a chart's title; "" leaves it out, for a caption below the figure
    #[arg(long, value_name = "TEXT", requires = "output")]
    title: Option<String>,
    /// Leaves title, measure, notes and source out of the pictures and writes them beside each: NAME.txt for Word,
    /// NAME.tex for \input in a figure of LaTeX
    #[arg(long, requires = "output")]
    caption: bool,
    /// A folder of yours for the charts
    #[arg(short = 'o', long = "output", value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Lists the charts by name, and why some can't be drawn
    #[arg(long, conflicts_with = "output")]
    list: bool,
}

/// Narrowest and widest paper, millimetres.
const NARROWEST: f64 = 60.0;
const WIDEST: f64 = 600.0;

fn format(word: &str) -> std::result::Result<Format, Refused> {
    let word = word.trim().to_lowercase();
    let found = Format::ALL.into_iter().find(|format| format.ending() == word);
    found.ok_or_else(|| Refused(told!("one of {names}", names = "svg, png, pdf, csv")))
}

/// A width in millimetres.
fn width(word: &str) -> std::result::Result<f64, Refused> {
    let word = word.trim().to_lowercase();
    let units = [("mm", 1.0), ("cm", 10.0), ("in", 25.4)];
    let unit = units.iter().find_map(|(unit, mm)| Some((word.strip_suffix(unit)?, mm)));
    let wrong = || Refused(told!("a number with its unit: 8cm, 170mm or 6.5in"));
    let (number, mm) = unit.ok_or_else(wrong)?;
    let number: f64 = number.trim().parse().map_err(|_| wrong())?;
    let wide = number * mm;
    if (NARROWEST..=WIDEST).contains(&wide) {
        return Ok(wide);
    }
    Err(Refused(told!(
        "charts are from {least} to {most} cm wide",
        least = format!("{:.0}", NARROWEST / 10.0),
        most = format!("{:.0}", WIDEST / 10.0)
    )))
}

fn medium(word: &str) -> std::result::Result<Medium, Refused> {
    let names = || Medium::NAMES.join(", ");
    Medium::named(word.trim()).ok_or_else(|| Refused(told!("one of {names}", names = names())))
}

fn dimension(word: &str) -> std::result::Result<Dimension, Refused> {
    let names = || Dimension::ALL.map(Dimension::name).join(", ");
    Dimension::named(word.trim()).ok_or_else(|| Refused(told!("one of {names}", names = names())))
}

impl Plot {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        present(&self.folder)?;
        unchanged(&self.folder, &|name| !verify::is_drawn(name))?;
        if self.list {
            return list(global, &self.offers(global, Page::default())?);
        }
        if let (Some(by), None) = (self.by, &self.output) {
            return Err(Error::Usage(told!(
                "--by {group}: name a folder for these charts with -o, or see them with --list",
                group = by.name()
            )));
        }
        if let Some(target) = &self.output {
            return self.elsewhere(global, target);
        }
        let stop = interrupt::listen(phrase!("stopping before the next chart"));
        let go_on = || !stop.load(Ordering::SeqCst);
        if let Some(language) = global.lang {
            present_in(&self.folder, language, &go_on)?;
        } else {
            charts::draw_while(&self.folder, &go_on)?;
            renew(&self.folder, &|name| name.starts_with("charts/"))?;
        }
        print::undrawn(global, &self.folder);
        done(global, &self.folder.join("charts"))
    }

    fn offers(&self, global: &Global, page: Page) -> Result<Vec<Offer>> {
        match self.by {
            Some(by) => offer::by(&self.folder, page, global.lang, by),
            None => offer::all(&self.folder, page, global.lang),
        }
    }

    fn elsewhere(&self, global: &Global, target: &Path) -> Result<()> {
        let page = match self.style {
            Some(Medium::Slides) => Page::slide(self.width),
            _ => self.width.map_or_else(Page::default, Page::of),
        };
        let offers = self.offers(global, page.titled(self.title.clone()).captioned(self.caption))?;
        let names = self.by.map_or_else(|| Ok(self.only.clone()), |by| grouped_names(by, &self.only))?;
        let wanted = chosen(offers, &names)?;
        if wanted.len() > 1 && self.title.as_ref().is_some_and(|title| !title.is_empty()) {
            let which = wanted.first().map_or("", |offer| offer.name.as_str());
            return Err(Error::Usage(told!(
                "--title is for one chart and {count} are chosen; choose one, as in --only {name}, or leave titles out with --title \"\"",
                count = wanted.len(),
                name = which
            )));
        }
        let formats: &[Format] =
            if self.format.is_empty() { &[Format::Svg, Format::Png, Format::Csv] } else { &self.format };
        let files: Vec<(&Offer, Format, String)> = wanted
            .iter()
            .flat_map(|offer| {
                formats.iter().map(move |kind| (offer, *kind, format!("{}.{}", offer.name, kind.ending())))
            })
            .collect();
        let captions = self.captions(&wanted);
        let mut index = Index::of(&self.folder, target)?;
        let names = files.iter().map(|file| file.2.as_str());
        index.refuse_foreign(names.chain(captions.iter().map(|file| file.0.as_str())))?;
        let mut made: Vec<(String, Vec<u8>)> = files
            .par_iter()
            .map(|(offer, kind, name)| match &offer.drawn {
                Ok(drawn) => Ok((name.clone(), drawn.bytes(&offer.name, *kind)?)),
                Err(why) => {
                    Err(Error::Usage(told!("{what}: {why}", what = &offer.name, why = Told::known(why))))
                }
            })
            .collect::<Result<_>>()?;
        made.extend(captions);
        let written = index.write(made)?;
        if formats.iter().any(|kind| [Format::Png, Format::Pdf].contains(kind)) {
            print::undrawn(global, &self.folder);
        }
        if self.width.is_some() {
            too_small(global, &wanted);
        }
        let written: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
        match global.json {
            true => print::json(&serde_json::json!({ "written": written })),
            false => print::data(&written.join("\n")),
        }
    }
}

impl Plot {
    /// The files of captions, where they are wanted.
    fn captions(&self, wanted: &[Offer]) -> Vec<(String, Vec<u8>)> {
        let wanted = wanted.iter().filter(|_| self.caption);
        let both = |offer: &Offer| {
            let words = offer.drawn.as_ref().ok()?.caption();
            let latex = caption(&offer.name, &words.lines().collect::<Vec<_>>());
            Some([
                (format!("{}.txt", offer.name), words.into()),
                (format!("{}.tex", offer.name), latex.into()),
            ])
        };
        wanted.filter_map(both).flatten().collect()
    }
}

/// Says which charts have letters below 7 points, as they have no form for so narrow a paper.
fn too_small(global: &Global, offers: &[Offer]) {
    let letters = |offer: &Offer| offer.drawn.as_ref().map_or(LEAST_TEXT, |drawn| drawn.letters());
    let small: Vec<&Offer> = offers.iter().filter(|offer| letters(offer) < LEAST_TEXT - 0.05).collect();
    let least = small.iter().map(|offer| letters(offer)).fold(LEAST_TEXT, f64::min);
    if !small.is_empty() {
        let names: Vec<&str> = small.iter().map(|offer| offer.name.as_str()).collect();
        print::say(
            global.quiet,
            &say!(
                global.language(),
                "note: too wide for this width, so that their smallest letters are {least} points high (7 elsewhere): {names}",
                least = format!("{least:.1}"),
                names = names.join(", ")
            ),
        );
    }
}

/// The names of charts by a group for names of charts; one that has no such form is refused with those that
/// have.
fn grouped_names(by: Dimension, names: &[String]) -> Result<Vec<String>> {
    let names = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    names
        .map(|name| {
            let found = grouped::family(name, by).map(|family| family.file(by));
            found.ok_or_else(|| {
                let known: Vec<&str> = grouped::FAMILIES.iter().map(|family| family.name).collect();
                Error::Usage(told!(
                    "chart {name} has no form by {group}; these have: {names}",
                    name = format!("{name:?}"),
                    group = by.name(),
                    names = known.join(", ")
                ))
            })
        })
        .collect()
}

/// The charts of these names; without names all that can be drawn.
fn chosen(mut offers: Vec<Offer>, names: &[String]) -> Result<Vec<Offer>> {
    if names.is_empty() {
        offers.retain(|offer| offer.drawn.is_ok());
        return Ok(offers);
    }
    let mut chosen: Vec<Offer> = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if chosen.iter().any(|offer| offer.name == name) {
            continue;
        }
        match offers.iter().position(|offer| offer.name == name) {
            Some(at) => {
                let offer = offers.swap_remove(at);
                if let Err(why) = &offer.drawn {
                    return Err(Error::Usage(told!(
                        "chart {name} can't be drawn: {why}",
                        name = name,
                        why = Told::known(why)
                    )));
                }
                chosen.push(offer);
            }
            None => return Err(unknown(name, offers.iter().chain(&chosen))),
        }
    }
    Ok(chosen)
}

/// A name that no chart has: the nearest, and all that this folder can draw.
fn unknown<'a>(name: &str, offers: impl Iterator<Item = &'a Offer>) -> Error {
    let mut known: Vec<&str> =
        offers.filter(|offer| offer.drawn.is_ok()).map(|offer| offer.name.as_str()).collect();
    known.sort_unstable();
    let mut near: Vec<&str> = known.iter().copied().filter(|known| known.contains(name)).collect();
    if near.is_empty() {
        near.extend(nearest(name, known.iter().copied()));
    }
    let (name, known) = (format!("{name:?}"), known.join(", "));
    Error::Usage(match either(&near) {
        None => told!("there is no chart {name} This folder can draw: {known}", name = name, known = known),
        Some(near) => told!(
            "there is no chart {name}; did you mean {near}? This folder can draw: {known}",
            name = name,
            near = near,
            known = known
        ),
    })
}

/// One of these names: `a or b`.
fn either(names: &[&str]) -> Option<Told> {
    let (last, before) = names.split_last()?;
    let or = |either: Told, name: &&str| told!("{either} or {name}", either = either, name = name);
    Some(match before.split_first() {
        None => Told::words(*last),
        Some((first, rest)) => rest.iter().chain([last]).fold(Told::words(*first), or),
    })
}

fn list(global: &Global, offers: &[Offer]) -> Result<()> {
    let why = |offer: &Offer| offer.drawn.as_ref().err().cloned();
    if global.json {
        let one = |offer: &Offer| serde_json::json!({ "name": offer.name, "title": offer.title, "not_drawn": why(offer) });
        return print::json(&offers.iter().map(one).collect());
    }
    let row = |offer: &Offer| vec![offer.name.clone(), offer.title.clone(), why(offer).unwrap_or_default()];
    let missing = offers.iter().any(|offer| offer.drawn.is_err());
    let language = global.language();
    let mut header = vec![say!(language, "name"), say!(language, "title")];
    let mut rows: Vec<Vec<String>> = offers.iter().map(row).collect();
    if missing {
        header.push(say!(language, "can't be drawn, as"));
    } else {
        rows.iter_mut().for_each(|row| row.truncate(2));
    }
    print::data(&print::table(&header, &[], rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_have_units_and_bounds() {
        assert_eq!(width("8cm"), Ok(80.0));
        assert_eq!(width(" 170 mm"), Ok(170.0));
        assert_eq!(width("6.5in"), Ok(165.1));
        assert!(width("8").unwrap_err().to_string().contains("8cm"));
        assert!(width("wide cm").unwrap_err().to_string().contains("8cm"));
        assert_eq!(width("2cm").unwrap_err().to_string(), "charts are from 6 to 60 cm wide");
    }

    #[test]
    fn the_smallest_letters_are_what_the_help_says() {
        assert!(Page::of(80.0).letters() >= 7.0 && LEAST_TEXT == 7.0);
    }
}
