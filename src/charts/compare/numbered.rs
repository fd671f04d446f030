//! Many arms on narrow paper: rows have numbers, and a list above the plots names them. Names beside the rows would leave
//! no room for plots beside one another, so that a chart would be several pages high.

use crate::charts::canvas::{Canvas, Face};
use crate::charts::page::Page;
use crate::charts::{style, text};
use plotters::style::RGBAColor;

/// Arms that have their names beside the rows at most.
const NAMED: usize = 5;
/// Where names begin, behind the widest number.
const INDENT: f64 = 44.0;
/// Between two lines, and between two arms.
const LINE: f64 = style::SMALL * 1.2;
const GAP: f64 = 6.0;

/// Whether so many arms have numbers on a paper.
pub fn numbered(page: &Page, arms: usize) -> bool {
    page.narrow() && arms > NAMED
}

/// The number of an arm.
pub fn number(at: usize) -> String {
    (at + 1).to_string()
}

/// Names of arms with their numbers in their colours, from a height downwards; says where the list ends, also when it
/// is only measured.
pub fn list(
    mut canvas: Option<&mut Canvas>,
    page: &Page,
    top: f64,
    names: &[String],
    color: impl Fn(usize) -> RGBAColor,
) -> f64 {
    let room = page.wide - 2.0 * style::MARGIN - INDENT;
    let mut y = top + style::SMALL;
    for (at, name) in names.iter().enumerate() {
        if let Some(canvas) = canvas.as_deref_mut() {
            let face = Face::new(style::SMALL).bold().color(style::dark(color(at)));
            canvas.text((style::MARGIN, y), &number(at), face);
        }
        for line in text::wrap(name, style::SMALL, false, room, 2) {
            if let Some(canvas) = canvas.as_deref_mut() {
                canvas.text((style::MARGIN + INDENT, y), &line, Face::new(style::SMALL));
            }
            y += LINE;
        }
        y += GAP;
    }
    y - style::SMALL + GAP
}
