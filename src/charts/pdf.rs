//! A sheet as a PDF file of one page: lines and areas as such, text as text in the embedded font, of which
//! the file holds the letters that are used. It has no date, so that equal charts are equal files.

use super::canvas::{Anchor, Canvas, Mark, Point};
use super::text;
use crate::diagnose::tame;
use crate::error::Cause;
use crate::glyphs::{self, Installed};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point as Place, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};
use krilla::{Document, SerializeSettings};
use plotters::style::RGBAColor;

/// Points in an inch, and millimetres in one.
const POINTS_IN_MM: f64 = 72.0 / 25.4;

type Drawn = std::result::Result<(), Cause>;

/// The faces that text is drawn in.
struct Faces {
    regular: Font,
    bold: Font,
    /// Those of this machine, for letters that these lack.
    chinese: Option<Font>,
    chinese_bold: Option<Font>,
}

impl Faces {
    fn new() -> std::result::Result<Faces, Cause> {
        let font = |bytes: &'static [u8]| Font::new(bytes.into(), 0).ok_or("the embedded font can't be read");
        let face = |found: &Installed| Font::new(found.bytes.clone().into(), found.face);
        Ok(Faces {
            regular: font(dejavu::sans_condensed::regular())?,
            bold: font(dejavu::sans_condensed::bold())?,
            chinese: glyphs::installed().and_then(face),
            chinese_bold: glyphs::installed_bold().and_then(face),
        })
    }
}

/// The sheet as a PDF file; `label` is its title for those who can't see it.
///
/// # Errors
/// What the library of PDF said.
pub fn pdf(canvas: &Canvas, label: &str) -> std::result::Result<Vec<u8>, Cause> {
    let faces = Faces::new()?;
    let scale = canvas.mm * POINTS_IN_MM / canvas.width;
    let (wide, high) = ((canvas.width * scale) as f32, (canvas.height * scale) as f32);
    let mut document = Document::new_with(SerializeSettings::default());
    let about = Metadata::new()
        .title(tame(label).into_owned())
        .description(tame(&canvas.told.join(" ")).into_owned())
        .creator("tideover".to_string())
        .language(canvas.language.code().to_string());
    document.set_metadata(about);
    let settings = PageSettings::from_wh(wide, high).ok_or("a page without width or height")?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_scale(scale as f32, scale as f32));
    for mark in &canvas.marks {
        draw(&mut surface, mark, &faces)?;
    }
    surface.pop();
    surface.finish();
    page.finish();
    document.finish().map_err(|said| Cause::from(format!("{said:?}")))
}

fn fill(color: RGBAColor) -> Fill {
    Fill { paint: paint(color), opacity: opacity(color), rule: Default::default() }
}

fn paint(color: RGBAColor) -> krilla::paint::Paint {
    rgb::Color::new(color.0, color.1, color.2).into()
}

fn opacity(color: RGBAColor) -> NormalizedF32 {
    NormalizedF32::new(color.3.clamp(0.0, 1.0) as f32).unwrap_or(NormalizedF32::ONE)
}

/// A path through points; none of fewer than two.
fn path<'a>(points: impl Iterator<Item = &'a Point>, close: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (at, (x, y)) in points.enumerate() {
        match at {
            0 => builder.move_to(*x as f32, *y as f32),
            _ => builder.line_to(*x as f32, *y as f32),
        }
    }
    if close {
        builder.close();
    }
    builder.finish()
}

fn area(surface: &mut Surface, path: Option<Path>, color: RGBAColor) {
    let Some(path) = path else { return };
    surface.set_stroke(None);
    surface.set_fill(Some(fill(color)));
    surface.draw_path(&path);
}

fn draw(surface: &mut Surface, mark: &Mark, faces: &Faces) -> Drawn {
    match mark {
        Mark::Rect { from, to, color } => {
            let [left, top, right, bottom] =
                [from.0.min(to.0), from.1.min(to.1), from.0.max(to.0), from.1.max(to.1)].map(|at| at as f32);
            let mut builder = PathBuilder::new();
            if let Some(rect) = Rect::from_ltrb(left, top, right, bottom) {
                builder.push_rect(rect);
                area(surface, builder.finish(), *color);
            }
        }
        Mark::Line { points, width, color } => {
            let stroke = Stroke {
                paint: paint(*color),
                width: *width as f32,
                line_join: LineJoin::Round,
                opacity: opacity(*color),
                ..Stroke::default()
            };
            surface.set_fill(None);
            surface.set_stroke(Some(stroke));
            if let Some(path) = path(points.iter(), false) {
                surface.draw_path(&path);
            }
        }
        Mark::Band { upper, lower, color } => {
            area(surface, path(upper.iter().chain(lower.iter().rev()), true), *color);
        }
        Mark::Text { at, text: words, em, bold, anchor, color } => {
            let words = tame(words);
            let wide = text::width(&words, *em, *bold);
            let left = match anchor {
                Anchor::Left => at.0,
                Anchor::Middle => at.0 - wide / 2.0,
                Anchor::Right => at.0 - wide,
            };
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*color)));
            for (from, lacks, run) in text::runs(&words, *em, *bold) {
                let own = if *bold { &faces.bold } else { &faces.regular };
                let bold_face = faces.chinese_bold.as_ref().filter(|_| *bold);
                let font = bold_face.or(faces.chinese.as_ref()).filter(|_| lacks).unwrap_or(own).clone();
                let place = Place::from_xy((left + from) as f32, at.1 as f32);
                surface.draw_text(place, font, *em as f32, &run, false, TextDirection::LeftToRight);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::canvas::Face;
    use crate::charts::page::Page;
    use crate::charts::style;
    use crate::language::Language;

    #[test]
    fn a_page_is_as_wide_as_asked_has_no_date_and_is_the_same_twice() {
        let mut canvas = Canvas::new(&Page::of(80.0), 400.0);
        canvas.text((10.0, 50.0), "Firms, million", Face::new(style::SMALL));
        canvas.line(&[(0.0, 0.0), (100.0, 200.0)], 3, style::BLUE);
        let file = pdf(&canvas, "Firms").unwrap();
        assert_eq!(file, pdf(&canvas, "Firms").unwrap());
        let text = String::from_utf8_lossy(&file);
        // 80 mm are 226.77 points.
        assert!(text.starts_with("%PDF-") && text.contains("/MediaBox[0 0 226.7"), "{text}");
        assert!(text.contains("DejaVuSansCondensed") && !text.contains("CreationDate"), "{text}");
        canvas.language = Language::Chinese;
        let chinese = pdf(&canvas, "Firms").unwrap();
        let said =
            |file: &[u8], code: &str| String::from_utf8_lossy(file).contains(&format!("/Lang({code})"));
        assert!(said(&file, "en") && said(&chinese, "zh") && !said(&chinese, "en"));
    }
}
