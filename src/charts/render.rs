//! A sheet as SVG and as PNG at 300 dots an inch, both through plotters' backends.

use super::canvas::{Anchor, Canvas, Mark, Point};
use super::{style, text};
use crate::diagnose::tame;
use crate::error::Cause;
use crate::glyphs::{self, Installed};
use ab_glyph::Font;
use image::codecs::png::PngEncoder;
use image::{ColorType, ImageEncoder};
use plotters::backend::{BitMapBackend, DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBAColor, ShapeStyle, TextStyle};

/// The PNG is drawn at twice its size and halved, which smooths edges.
const FINE: f64 = 2.0;

type Drawn = std::result::Result<(), Cause>;

/// What plotters said, with the name of its kind of error.
#[derive(Debug, thiserror::Error)]
#[error("{0:?}")]
struct Said<E: std::error::Error + 'static>(#[source] E);

fn said<E: std::error::Error + Send + Sync + 'static>(error: E) -> Cause {
    Said(error).into()
}

fn shape(color: RGBAColor, width: u32) -> ShapeStyle {
    ShapeStyle { color, filled: true, stroke_width: width }
}

fn place(point: Point, scale: f64) -> (i32, i32) {
    ((point.0 * scale).round() as i32, (point.1 * scale).round() as i32)
}

fn h_pos(anchor: Anchor) -> HPos {
    match anchor {
        Anchor::Left => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::Right => HPos::Right,
    }
}

/// A text as it stands in an SVG file.
fn marked(text: &str) -> String {
    let mut marked = String::new();
    for c in tame(text).chars() {
        match c {
            '<' => marked.push_str("&lt;"),
            '>' => marked.push_str("&gt;"),
            '&' => marked.push_str("&amp;"),
            '"' => marked.push_str("&quot;"),
            c => marked.push(c),
        }
    }
    marked
}

/// The sheet as SVG text. The first line of its label is its title; all of it is read to those who can't see.
///
/// # Errors
/// What plotters said.
pub fn svg(canvas: &Canvas, label: &str) -> std::result::Result<String, Cause> {
    text::register();
    let size = (canvas.width.round() as u32, canvas.height.round() as u32);
    let mut body = String::new();
    {
        let mut back = SVGBackend::with_string(&mut body, size);
        for mark in &canvas.marks {
            svg_mark(&mut back, mark)?;
        }
        back.present().map_err(said)?;
    }
    let inner = tight(body.split_once('>').map_or("", |(_, rest)| rest));
    let (title, says) = label.split_once('\n').unwrap_or((label, ""));
    let (title, says) = (marked(title), marked(&says.replace('\n', " ")));
    let whole = if says.is_empty() { title.clone() } else { format!("{title}. {says}") };
    let told = if canvas.told.is_empty() {
        String::new()
    } else {
        format!("<desc>{}</desc>", marked(&canvas.told.join(" ")))
    };
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{:.1}mm\" viewBox=\"0 0 {} {}\" role=\"img\" \
         aria-label=\"{whole}\" stroke-linejoin=\"round\" stroke-linecap=\"butt\" font-stretch=\"condensed\">\n<title>{title}</title>{told}{inner}",
        (canvas.mm * 10.0).round() / 10.0,
        canvas.height * canvas.mm / canvas.width,
        size.0,
        size.1
    ))
}

/// Without the line breaks that plotters puts around texts, which some viewers show as blanks.
fn tight(body: &str) -> String {
    let mut pieces = body.split("<text");
    let mut text = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        text.push_str("<text");
        text.push_str(&piece.replacen(">\n", ">", 1).replacen("\n</text>", "</text>", 1));
    }
    text
}

fn svg_mark(back: &mut SVGBackend, mark: &Mark) -> Drawn {
    match mark {
        Mark::Rect { from, to, color } => {
            back.draw_rect(place(*from, 1.0), place(*to, 1.0), color, true).map_err(said)
        }
        Mark::Line { points, width, color } => back
            .draw_path(points.iter().map(|point| place(*point, 1.0)), &shape(*color, *width))
            .map_err(said),
        Mark::Band { upper, lower, color } => back
            .fill_polygon(upper.iter().chain(lower.iter().rev()).map(|point| place(*point, 1.0)), color)
            .map_err(said),
        Mark::Text { at, text: words, em, bold, anchor, color } => {
            let font = text::font_of(words, em * text::SVG_SIZE, *bold);
            let style = TextStyle::from(font).color(color).pos(Pos::new(h_pos(*anchor), VPos::Top));
            // plotters moves text anchored at its top down by 0.76 em.
            back.draw_text(&tame(words), &style, place((at.0, at.1 - 0.76 * em), 1.0)).map_err(said)
        }
    }
}

/// The sheet as a PNG file: in memory, so that only the caller meets the disk.
///
/// # Errors
/// What plotters or the encoder said.
pub fn png(canvas: &Canvas) -> std::result::Result<Vec<u8>, Cause> {
    text::register();
    let scale = canvas.mm / style::MM_PER_DOT / canvas.width;
    let size = ((canvas.width * scale).round() as u32, (canvas.height * scale).round() as u32);
    let scale = scale * FINE;
    let fine = (size.0 * FINE as u32, size.1 * FINE as u32);
    let mut pixels = vec![255_u8; (fine.0 * fine.1 * 3) as usize];
    {
        let mut back = BitMapBackend::with_buffer(&mut pixels, fine);
        for mark in &canvas.marks {
            png_mark(&mut back, mark, scale)?;
        }
        back.present().map_err(said)?;
    }
    let small = halved(&pixels, fine);
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    encoder.write_image(&small, size.0, size.1, ColorType::Rgb8)?;
    Ok(with_resolution(bytes))
}

fn halved(pixels: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
    let row = width as usize * 3;
    let mut small = Vec::with_capacity(pixels.len() / 4);
    for y in 0..height as usize / 2 {
        let (above, below) = pixels[2 * y * row..(2 * y + 2) * row].split_at(row);
        for (a, b) in above.chunks_exact(6).zip(below.chunks_exact(6)) {
            for c in 0..3 {
                let sum = u16::from(a[c]) + u16::from(a[c + 3]) + u16::from(b[c]) + u16::from(b[c + 3]);
                small.push(((sum + 2) / 4) as u8);
            }
        }
    }
    small
}

fn png_mark(back: &mut BitMapBackend, mark: &Mark, scale: f64) -> Drawn {
    match mark {
        Mark::Rect { from, to, color } => {
            back.draw_rect(place(*from, scale), place(*to, scale), color, true).map_err(said)
        }
        Mark::Line { points, width, color } => png_line(back, points, f64::from(*width), *color, scale),
        Mark::Band { upper, lower, color } => png_band(back, upper, lower, *color, scale),
        Mark::Text { at, text: words, em, bold, anchor, color } => {
            let size = em * text::BITMAP_SIZE * scale;
            let wide = text::width(words, *em, *bold);
            let left = match anchor {
                Anchor::Left => at.0,
                Anchor::Middle => at.0 - wide / 2.0,
                Anchor::Right => at.0 - wide,
            };
            for (from, lacks, run) in text::runs(words, *em, *bold) {
                let (x, y) = (left + from, at.1);
                let heavy = glyphs::installed_bold().filter(|_| lacks && *bold);
                match heavy.or(glyphs::installed()).filter(|_| lacks) {
                    Some(found) => {
                        // Where the installed font has no bold face, letters are drawn twice, a little apart.
                        let twice = *bold && heavy.is_none();
                        let strokes: &[f64] = if twice { &[-0.018, 0.018] } else { &[0.0] };
                        for aside in strokes {
                            let at = ((x + aside * em) * scale, y * scale);
                            png_chinese(back, found, &run, at, em * scale, *color)?;
                        }
                    }
                    None => png_run(back, &run, (x, y), (size, *bold), *color, scale)?,
                }
            }
            Ok(())
        }
    }
}

/// Letters of the embedded font from a point of the baseline.
fn png_run(
    back: &mut BitMapBackend,
    run: &str,
    at: Point,
    (size, bold): (f64, bool),
    color: RGBAColor,
    scale: f64,
) -> Drawn {
    let style = TextStyle::from(text::font(size, bold)).color(&color).pos(Pos::new(HPos::Left, VPos::Top));
    // plotters puts the baseline half the font size below the point.
    let (x, y) = place(at, scale);
    back.draw_text(run, &style, (x, y - (size / 2.0).round() as i32)).map_err(said)
}

/// Letters of an installed font from a point of the baseline, in dots of the picture, each as wide as high.
fn png_chinese(
    back: &mut BitMapBackend,
    found: &Installed,
    run: &str,
    at: Point,
    em: f64,
    color: RGBAColor,
) -> Drawn {
    let font = &found.font;
    let units = f64::from(font.units_per_em().unwrap_or(1000.0));
    let size = em * f64::from(font.height_unscaled()) / units;
    for (k, sign) in run.chars().enumerate() {
        let place = ab_glyph::point((at.0 + em * k as f64) as f32, at.1 as f32);
        let glyph = font.glyph_id(sign).with_scale_and_position(size as f32, place);
        let Some(outline) = font.outline_glyph(glyph) else { continue };
        let from = outline.px_bounds().min;
        let mut drawn = Ok(());
        outline.draw(|x, y, cover| {
            let dot = (from.x as i32 + x as i32, from.y as i32 + y as i32);
            if drawn.is_ok() && cover > 0.0 && dot.0 >= 0 && dot.1 >= 0 {
                drawn = back.draw_pixel(dot, color.mix(f64::from(cover)).to_backend_color()).map_err(said);
            }
        });
        drawn?;
    }
    Ok(())
}

/// A stroke as one rectangle a segment with round joints: plotters' own wide paths break at sharp turns.
fn png_line(back: &mut BitMapBackend, points: &[Point], width: f64, color: RGBAColor, scale: f64) -> Drawn {
    let half = width * scale / 2.0;
    let fine: Vec<Point> = points.iter().map(|point| (point.0 * scale, point.1 * scale)).collect();
    for pair in fine.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        if a.0 == b.0 || a.1 == b.1 {
            let (dx, dy) = if a.0 == b.0 { (half, 0.0) } else { (0.0, half) };
            let low = (a.0.min(b.0) - dx, a.1.min(b.1) - dy);
            let high = (a.0.max(b.0) + dx, a.1.max(b.1) + dy);
            back.draw_rect(place(low, 1.0), place(high, 1.0), &color, true).map_err(said)?;
            continue;
        }
        let length = ((b.0 - a.0) * (b.0 - a.0) + (b.1 - a.1) * (b.1 - a.1)).sqrt();
        let (nx, ny) = (-(b.1 - a.1) / length * half, (b.0 - a.0) / length * half);
        let corners =
            [(a.0 + nx, a.1 + ny), (b.0 + nx, b.1 + ny), (b.0 - nx, b.1 - ny), (a.0 - nx, a.1 - ny)];
        back.fill_polygon(corners.map(|corner| place(corner, 1.0)), &color).map_err(said)?;
    }
    let inner = if fine.len() > 2 && half >= 2.0 { 1..fine.len() - 1 } else { 0..0 };
    for point in &fine[inner] {
        back.draw_circle(place(*point, 1.0), half.floor() as u32, &shape(color, 1), true).map_err(said)?;
    }
    Ok(())
}

/// An area column by column, so that no dot is painted twice.
fn png_band(
    back: &mut BitMapBackend,
    upper: &[Point],
    lower: &[Point],
    color: RGBAColor,
    scale: f64,
) -> Drawn {
    for (up, low) in upper.windows(2).zip(lower.windows(2)) {
        let (from, to) = ((up[0].0 * scale).round() as i32, (up[1].0 * scale).round() as i32);
        for x in from..to {
            let part = f64::from(x - from) / f64::from(to - from);
            let top = ((up[0].1 + (up[1].1 - up[0].1) * part) * scale).round() as i32;
            let bottom = ((low[0].1 + (low[1].1 - low[0].1) * part) * scale).round() as i32;
            back.draw_rect(
                (x, top.min(bottom)),
                (x + 1, top.max(bottom).max(top.min(bottom) + 1)),
                &color,
                true,
            )
            .map_err(said)?;
        }
    }
    Ok(())
}

/// Notes in a PNG file that it holds 300 dots an inch (11 811 a metre), right after the header.
fn with_resolution(mut png: Vec<u8>) -> Vec<u8> {
    // Signature 8, header chunk 25 bytes; the chunk's check sum is that of exactly these bytes.
    const CHUNK: [u8; 21] =
        [0, 0, 0, 9, b'p', b'H', b'Y', b's', 0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1, 0x78, 0xa5, 0x3f, 0x76];
    if png.len() > 33 && &png[12..16] == b"IHDR" {
        png.splice(33..33, CHUNK);
    }
    png
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::canvas::Face;
    use crate::charts::page::Page;

    #[test]
    fn what_plotters_said_stands_on_one_line_and_is_kept() {
        let backend = std::io::Error::other("full");
        let (text, source) = (format!("chart jobs: {backend:?}"), said(backend));
        let what = crate::told!("chart {name}", name = "jobs");
        assert_eq!(crate::error::Error::Picture { what, source }.to_string(), text);
    }

    #[test]
    fn characters_that_no_svg_file_may_hold_are_replaced() {
        let mut canvas = Canvas::new(&Page::default(), 100.0);
        canvas.text((10.0, 50.0), "a\u{7}b < 中", Face::new(30.0));
        let svg = svg(&canvas, "title \u{1b}[31m & more").unwrap();
        assert!(!svg.contains(['\u{7}', '\u{1b}']), "{svg}");
        assert!(
            svg.contains("a\u{fffd}b &lt; 中")
                && svg.contains("<title>title \u{fffd}[31m &amp; more</title>"),
            "{svg}"
        );
    }
}
