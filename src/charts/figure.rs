//! What stands around every chart: title, measure, scenario, stamp of a quick run, source and run id.

use super::canvas::{Anchor, Canvas, Face};
use super::compare::names;
use super::page::{Medium, Page};
use super::run::Run;
use super::{style, text};
use crate::language::Language;
use crate::say;

/// The words around a chart.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// What is shown, without a finding.
    pub title: String,
    /// What is measured, in which unit.
    pub measure: String,
    /// What lines and shades mean.
    pub note: String,
    /// Whether the chart shows every history, not the main one alone.
    pub every: bool,
}

impl Head {
    /// The words around a chart of the main history: its title, given in English, in the language of the run.
    pub fn of(run: &Run, title: &str, measure: String, note: String) -> Head {
        Head { title: run.page.language.of(title).to_string(), measure, note, every: false }
    }
    /// The same of a chart that shows every history.
    pub fn every(self) -> Head {
        Head { every: true, ..self }
    }
    /// With more behind the note.
    pub fn noting(&self, language: Language, more: &[String]) -> Head {
        let sentences: Vec<&str> =
            [self.note.as_str()].into_iter().chain(more.iter().map(String::as_str)).collect();
        Head { note: language.sentences(&sentences), ..self.clone() }
    }
}

/// A sheet with its surroundings drawn, and the room left between them.
#[derive(Debug)]
pub struct Figure {
    /// The sheet.
    pub canvas: Canvas,
    /// Upper end of the room.
    pub top: f64,
    /// Lower end of the room.
    pub bottom: f64,
}

const LINE: f64 = 1.32;
/// Height of the banner of a quick run.
const BANNER: f64 = 50.0;
/// Between the lines above and what is drawn.
const GAP: f64 = 22.0;
/// Between what is drawn and the lines below, with the rule there.
const RULE: f64 = style::SMALL + 24.0;

/// What the surroundings of a chart tell of the work it stands for.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The scenario or sweep, with what is shown of it in brackets.
    pub scenario: String,
    /// Sources of the figures that went in; may be empty.
    pub source: String,
    /// Program and id: `tideover 0.1.0 · run 8f14e45f`.
    pub stamp: String,
    /// Small and fast, stamped as such.
    pub quick: bool,
    /// The paper.
    pub page: Page,
}

impl About {
    /// A run under the title of what is shown of it, with more on that, in brackets or empty.
    fn run(run: &Run, title: &str, shown: &str) -> About {
        let manifest = &run.manifest;
        About {
            scenario: format!("{}{shown}", run.page.language.of(title)),
            source: manifest.source.trim().to_string(),
            stamp: format!("tideover {} · run {}", manifest.program(), manifest.short_id),
            quick: manifest.quick,
            page: run.page.clone(),
        }
    }
}

impl About {
    /// Where the numbers come from; in full with the sources of the scenario.
    fn sources(&self, full: bool) -> String {
        let language = self.page.language;
        if !full || self.source.is_empty() {
            return say!(language, "Source: model simulation.").to_string();
        }
        let words = language.of_parts(&self.source);
        say!(language, "Source: model simulation; sources of the scenario: {source}", source = words)
    }
}

/// The words around a chart one below the other, those that are empty left out.
fn caption(about: &About, head: &Head) -> Vec<String> {
    let quick = if about.quick { say!(about.page.language, "QUICK RUN – not for publication") } else { "" };
    let sources = about.sources(true);
    let title = about.page.title(&head.title);
    let lines = [title, &head.measure, &about.scenario, quick, &head.note, &sources, &about.stamp];
    lines.into_iter().filter(|line| !line.is_empty()).map(str::to_string).collect()
}

impl Figure {
    /// A sheet with room `high` between its surroundings, whatever these need.
    pub fn new(run: &Run, head: &Head, high: f64) -> Figure {
        Figure::of(run, head, &shown(run, head), high)
    }

    /// The same, but on a slide the room is what the slide has, and no less than `least`.
    pub fn filling(run: &Run, head: &Head, high: f64, least: f64) -> Figure {
        Figure::new(run, head, Figure::room(run, head).map_or(high, |room| room.max(least)))
    }

    /// The room that a slide has between the surroundings of a chart; none on paper, which has any.
    pub fn room(run: &Run, head: &Head) -> Option<f64> {
        let high = run.page.high()?;
        let title = if head.every { run.manifest.title() } else { run.manifest.title_of(&run.main.arm) };
        let about = About::run(run, title, &shown(run, head));
        let lines = Lines::of(&about, head, run.page.wide);
        Some(high - lines.above(&about) - lines.below())
    }

    /// The same, with what is shown of the run, in brackets or empty, behind the scenario. Of a comparison a
    /// chart of one history has the title of its arm.
    pub fn of(run: &Run, head: &Head, shown: &str, high: f64) -> Figure {
        let language = run.page.language;
        let title = match head.every {
            true => names::title(&run.manifest, language),
            false => language.of(run.manifest.title_of(&run.main.arm)).to_string(),
        };
        Figure::around(&About::run(run, &title, shown), head, high)
    }

    /// A sheet about anything.
    pub fn around(about: &About, head: &Head, high: f64) -> Figure {
        let page = &about.page;
        let lines = Lines::of(about, head, page.wide);
        let height = (lines.above(about) + high + lines.below()).ceil();
        let mut canvas = Canvas::new(page, height);
        let left = style::MARGIN;
        let mut y = style::MARGIN * 0.5 + 8.0;
        if about.quick {
            canvas.rect((0.0, 0.0), (page.wide, BANNER), style::VERMILION);
            let face = Face::new(30.0).bold().color(style::PAPER).anchor(Anchor::Middle);
            canvas.text(
                (page.wide / 2.0, 36.0),
                say!(page.language, "QUICK RUN – not for publication"),
                face,
            );
            y += BANNER;
        }
        for line in &lines.title {
            y += style::TITLE * LINE;
            canvas.text((left, y), line, Face::new(style::TITLE).bold());
        }
        y += 4.0;
        for line in &lines.measure {
            y += style::SUBTITLE * LINE;
            canvas.text((left, y), line, Face::new(style::SUBTITLE));
        }
        for line in &lines.scenario {
            y += style::SUBTITLE * LINE;
            canvas.text((left, y), line, Face::new(style::SUBTITLE).color(style::QUIET));
        }
        let bottom = footer(&mut canvas, about, &lines);
        canvas.caption = caption(about, head);
        Figure { canvas, top: y + GAP, bottom }
    }
}

/// The surroundings, broken into lines; none where they are left to a caption.
#[derive(Default)]
struct Lines {
    title: Vec<String>,
    measure: Vec<String>,
    scenario: Vec<String>,
    note: Vec<String>,
    source: Vec<String>,
    /// Whether there is a stamp.
    stamped: bool,
    /// Whether the stamp stands behind the last line of the source; else on a line of its own.
    beside: bool,
}

impl Lines {
    fn of(about: &About, head: &Head, wide: f64) -> Lines {
        let room = wide - 2.0 * style::MARGIN;
        let lines = |words: &str, em: f64, bold: bool| text::wrap(words, em, bold, room, usize::MAX);
        if about.page.captioned {
            return Lines::default();
        }
        let slides = about.page.medium == Medium::Slides;
        let source = lines(&about.sources(!slides), style::SMALL, false);
        let stamp = text::width(&about.stamp, style::SMALL, false) + 40.0;
        let last = source.last().map_or(0.0, |line| text::width(line, style::SMALL, false));
        Lines {
            title: lines(about.page.title(&head.title), style::TITLE, true),
            measure: lines(&head.measure, style::SUBTITLE, false),
            scenario: lines(&about.scenario, style::SUBTITLE, false),
            note: lines(if slides { "" } else { &head.note }, style::SMALL, false),
            beside: last + stamp <= room,
            source,
            stamped: true,
        }
    }
    fn above(&self, about: &About) -> f64 {
        let banner = if about.quick { BANNER } else { 0.0 };
        let subtitles = (self.measure.len() + self.scenario.len()) as f64;
        let titles = LINE * (style::TITLE * self.title.len() as f64 + style::SUBTITLE * subtitles);
        style::MARGIN * 0.5 + 12.0 + banner + titles + GAP
    }
    fn below(&self) -> f64 {
        if !self.stamped {
            return style::MARGIN * 0.8;
        }
        let small = self.note.len() + self.source.len() + usize::from(!self.beside);
        style::MARGIN * 0.8 + style::SMALL * LINE * (small as f64 - 1.0) + RULE
    }
}

/// What is shown of a run, in brackets or empty.
fn shown(run: &Run, head: &Head) -> String {
    // The title of an arm says which it is.
    let titled = head.every || run.manifest.comparison.is_some();
    if titled { bracketed(run.page.language, &run.regime_label()) } else { main(run) }
}

/// The main history in brackets, for a title; nothing when it is the only one.
pub fn main(run: &Run) -> String {
    bracketed(run.page.language, &names(run))
}

/// The main history by its arm and, where there are several, its regime.
pub fn names(run: &Run) -> String {
    let both = [run.way_label(&run.main), run.regime_label()];
    run.page.language.list(&both.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>())
}

fn bracketed(language: Language, label: &str) -> String {
    if label.is_empty() { String::new() } else { language.bracketed(label) }
}

/// Draws the footer and says where it begins.
fn footer(canvas: &mut Canvas, about: &About, lines: &Lines) -> f64 {
    let (left, right) = (style::MARGIN, canvas.width - style::MARGIN);
    let face = Face::new(style::SMALL).color(style::QUIET);
    let mut y = canvas.height - style::MARGIN * 0.8;
    if !lines.stamped {
        return y;
    }
    canvas.text((right, y), &about.stamp, face.anchor(Anchor::Right));
    if lines.beside {
        y += style::SMALL * LINE;
    }
    for line in lines.note.iter().chain(&lines.source).rev() {
        y -= style::SMALL * LINE;
        canvas.text((left, y), line, face);
    }
    y -= RULE - 12.0;
    canvas.rect((left, y), (right, y + 1.0), style::GRID);
    y - 12.0
}

/// The note on what line and shade of a series mean.
pub fn replications_note(run: &Run) -> String {
    let (count, language) = (run.replications(), run.page.language);
    if count <= 1.5 {
        return say!(language, "One replication.").to_string();
    }
    let mean = say!(
        language,
        "Lines: mean of {count} replications; pale bands: the middle 80% of them.",
        count = count
    );
    // Bands that overlap are no sign that arms do not differ: these are paired.
    let paired = match run.compared {
        Some(_) => say!(language, "Differences between arms are paired: their intervals are in effects.csv."),
        None => "",
    };
    language.sentences(&[mean.as_str(), paired])
}
