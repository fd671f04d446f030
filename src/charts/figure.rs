//! What stands around every chart: title, measure, scenario, stamp of a quick run, source and run id.

use super::canvas::{Anchor, Canvas, Face};
use super::run::Run;
use super::{style, text};

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
    /// Lines that the note may have.
    pub lines: usize,
}

impl About {
    /// A run under the title of what is shown of it, with more on that, in brackets or empty.
    fn run(run: &Run, title: &str, shown: &str) -> About {
        let manifest = &run.manifest;
        About {
            scenario: format!("{title}{shown}"),
            source: manifest.source.trim().to_string(),
            stamp: format!("tideover {} · run {}", manifest.program(), manifest.short_id),
            quick: manifest.quick,
            lines: 3,
        }
    }
}

impl Figure {
    /// A sheet `height` high, surroundings included.
    pub fn new(run: &Run, head: &Head, height: f64) -> Figure {
        let shown = if head.every { bracketed(run.regime_label()) } else { main(run) };
        Figure::of(run, head, &shown, height)
    }

    /// The same, with what is shown of the run, in brackets or empty, behind the scenario. Of a comparison a
    /// chart of one history has the title of its arm.
    pub fn of(run: &Run, head: &Head, shown: &str, height: f64) -> Figure {
        let title = if head.every { run.manifest.title() } else { run.manifest.title_of(&run.main.arm) };
        Figure::around(&About::run(run, title, shown), head, height)
    }

    /// A sheet about anything.
    pub fn around(about: &About, head: &Head, height: f64) -> Figure {
        let mut canvas = Canvas::new(height);
        let (left, right) = (style::MARGIN, style::WIDTH - style::MARGIN);
        let mut y = style::MARGIN * 0.5;
        if about.quick {
            canvas.rect((0.0, 0.0), (style::WIDTH, 50.0), style::VERMILION);
            let face = Face::new(30.0).bold().color(style::PAPER).anchor(Anchor::Middle);
            canvas.text((style::WIDTH / 2.0, 36.0), "QUICK RUN – not for publication", face);
            y += 50.0;
        }
        y += 8.0;
        for line in text::wrap(&head.title, style::TITLE, true, right - left, 2) {
            y += style::TITLE * LINE;
            canvas.text((left, y), &line, Face::new(style::TITLE).bold());
        }
        y += 4.0;
        for line in text::wrap(&head.measure, style::SUBTITLE, false, right - left, 2) {
            y += style::SUBTITLE * LINE;
            canvas.text((left, y), &line, Face::new(style::SUBTITLE));
        }
        for line in text::wrap(&about.scenario, style::SUBTITLE, false, right - left, 2) {
            y += style::SUBTITLE * LINE;
            canvas.text((left, y), &line, Face::new(style::SUBTITLE).color(style::QUIET));
        }
        let bottom = footer(&mut canvas, about, &head.note, height);
        Figure { canvas, top: y + 22.0, bottom }
    }
}

/// The main history in brackets, for a title; nothing when it is the only one.
pub fn main(run: &Run) -> String {
    bracketed(names(run))
}

/// The main history by its arm and, where there are several, its regime.
pub fn names(run: &Run) -> String {
    let names = [run.way_label(&run.main), run.regime_label()];
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
}

fn bracketed(label: String) -> String {
    if label.is_empty() { label } else { format!(" ({label})") }
}

/// Draws the footer and says where it begins.
fn footer(canvas: &mut Canvas, about: &About, note: &str, height: f64) -> f64 {
    let (left, right) = (style::MARGIN, style::WIDTH - style::MARGIN);
    let face = Face::new(style::SMALL).color(style::QUIET);
    let mut y = height - style::MARGIN * 0.8;
    canvas.text((right, y), &about.stamp, face.anchor(Anchor::Right));
    let room = right - left - text::width(&about.stamp, style::SMALL, false) - 40.0;
    let source = match about.source.as_str() {
        "" => "Source: model simulation.".to_string(),
        source => format!("Source: model simulation; sources of the scenario: {source}"),
    };
    canvas.text((left, y), &text::shorten(&source, style::SMALL, false, room), face);
    for line in text::wrap(note, style::SMALL, false, right - left, about.lines).iter().rev() {
        y -= style::SMALL * LINE;
        canvas.text((left, y), line, face);
    }
    y -= style::SMALL + 12.0;
    canvas.rect((left, y), (right, y + 1.0), style::GRID);
    y - 12.0
}

/// The note on what line and shade of a series mean.
pub fn replications_note(run: &Run) -> String {
    let count = run.replications();
    if count > 1.5 {
        // Bands that overlap are no sign that arms do not differ: these are paired.
        let paired = if run.compared.is_some() {
            " Differences between arms are paired: their intervals are in effects.csv."
        } else {
            ""
        };
        format!("Lines: mean of {count} replications; pale bands: the middle 80% of them.{paired}")
    } else {
        "One replication.".to_string()
    }
}
