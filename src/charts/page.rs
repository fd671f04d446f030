//! The paper that a chart is drawn for: how wide it is printed, and what stands in place of its title.

use super::style;
use crate::language::Language;

/// Points in an inch, and millimetres in one.
const POINTS: f64 = 72.0;
const INCH: f64 = 25.4;
/// Text is at least this high in print, in points, on paper of a width that was asked for.
pub const LEAST_TEXT: f64 = 7.0;

/// Dots below which paper is narrow, some 12 cm.
pub const NARROW: f64 = 1150.0;

/// What a chart is looked at on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Medium {
    /// A page: with notes and whole sources.
    #[default]
    Paper,
    /// A slide of 16 to 9: larger letters, no notes.
    Slides,
}

impl Medium {
    /// Names of all, as users write them.
    pub const NAMES: [&str; 2] = ["paper", "slides"];

    /// The medium of a name.
    pub fn named(name: &str) -> Option<Medium> {
        [Medium::Paper, Medium::Slides]
            .into_iter()
            .zip(Medium::NAMES)
            .find(|known| known.1 == name)
            .map(|known| known.0)
    }
}

/// A slide is so many times as wide as high.
pub const SLIDE: f64 = 16.0 / 9.0;
/// Width of a slide in print where none is asked for, millimetres, and its letters at that width, in points.
const SLIDE_MM: f64 = 338.7;
const SLIDE_TEXT: f64 = 14.0;

/// A width in print. A chart is laid out in dots; the fewer dots the paper has, the less stands side by side,
/// while letters keep their size.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Width in dots of the layout.
    pub wide: f64,
    /// Width in print, millimetres.
    pub mm: f64,
    /// What stands in place of the chart's title; an empty one leaves the title out.
    pub title: Option<String>,
    /// The language of its words.
    pub language: Language,
    /// What it is looked at on.
    pub medium: Medium,
    /// Whether the words around the chart are left to a caption below it.
    pub captioned: bool,
}

impl Default for Page {
    fn default() -> Page {
        Page {
            wide: style::WIDTH,
            mm: style::WIDTH * style::MM_PER_DOT,
            title: None,
            language: Language::default(),
            medium: Medium::Paper,
            captioned: false,
        }
    }
}

impl Page {
    /// Paper of a width in millimetres, on which the smallest letters are [`LEAST_TEXT`] points high.
    pub fn of(mm: f64) -> Page {
        let dot = LEAST_TEXT / POINTS * INCH / style::SMALL;
        Page { wide: (mm / dot).floor(), mm, ..Page::default() }
    }
    /// A slide of a width in millimetres, or of the usual one: its layout is the same at every width.
    pub fn slide(mm: Option<f64>) -> Page {
        let dot = SLIDE_TEXT / POINTS * INCH / style::SMALL;
        let wide = (SLIDE_MM / dot).floor();
        Page { wide, mm: mm.unwrap_or(SLIDE_MM), medium: Medium::Slides, ..Page::default() }
    }
    /// With a title in place of the chart's.
    pub fn titled(self, title: Option<String>) -> Page {
        Page { title, ..self }
    }
    /// With the words around the chart left to a caption, or not.
    pub fn captioned(self, captioned: bool) -> Page {
        Page { captioned, ..self }
    }
    /// With words in a language.
    pub fn in_language(self, language: Language) -> Page {
        Page { language, ..self }
    }
    /// Height of the whole in dots, where it is given.
    pub fn high(&self) -> Option<f64> {
        (self.medium == Medium::Slides).then(|| (self.wide / SLIDE).round())
    }
    /// Whether it is too narrow for labels beside a plot, and for two plots side by side.
    pub fn narrow(&self) -> bool {
        self.wide < NARROW
    }
    /// The same paper with at least so many dots: letters become smaller where it has fewer.
    pub fn at_least(&self, dots: f64) -> Page {
        Page { wide: self.wide.max(dots), ..self.clone() }
    }
    /// How high the smallest letters are in print, in points.
    pub fn letters(&self) -> f64 {
        style::SMALL * self.mm / self.wide / INCH * POINTS
    }
    /// The width to the power of one half, against that of the usual paper: heights follow widths so.
    pub fn tall(&self) -> f64 {
        (self.wide / style::WIDTH).sqrt().clamp(0.62, 1.0)
    }
    /// The chart's title, or what stands in its place.
    pub fn title<'a>(&'a self, own: &'a str) -> &'a str {
        self.title.as_deref().unwrap_or(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_letters_are_seven_points_high_at_every_width() {
        for mm in [60.0, 80.0, 120.0, 170.0] {
            let page = Page::of(mm);
            let points = page.letters();
            assert!((LEAST_TEXT..LEAST_TEXT * 1.01).contains(&points), "{mm} mm: {points}");
        }
        let slide = Page::slide(None);
        assert!((13.9..14.2).contains(&slide.letters()) && !slide.narrow(), "{}", slide.letters());
        assert_eq!(slide.high(), Some((slide.wide * 9.0 / 16.0).round()));
        assert_eq!(Page::default().high(), None);
        assert_eq!(Page::default().wide, style::WIDTH);
        assert!(Page::of(80.0).narrow() && !Page::of(170.0).narrow());
    }
}
