//! Groups one below the other with a dot or two each: for paper that has no room for a map or for many plots.

use super::canvas::{Canvas, Point};
use super::compare::rows::{self, Axis};
use super::figure::{Figure, Head};
use super::run::Run;
use super::{hover, style, text};
use plotters::style::RGBAColor;

/// Height of a row whose label has one line, and of one with two.
const ROW: f64 = 36.0;
const HIGH: f64 = 58.0;
const KEY: f64 = 44.0;
/// Half of a dot's width.
const DOT: f64 = 8.0;
/// Colours of the dots of a row; the last dot has the last.
const COLORS: [RGBAColor; 2] = [style::ORANGE, style::BLUE];

/// A group.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Its dots: value, lower and upper end of its interval (NaN for none).
    pub dots: Vec<[f64; 3]>,
}

/// Draws groups in their order; `keys` says what their dots are, at most two. From zero where `zero`.
pub fn draw(run: &Run, head: &Head, groups: &[Row], keys: &[String], zero: bool) -> Canvas {
    let widest = rows::widest(run.page.wide);
    let broken = groups.iter().any(|one| text::width(&one.label, style::SMALL, false) > widest);
    let row = if broken { HIGH } else { ROW };
    let high = row * groups.len() as f64;
    let mut figure = Figure::new(run, head, KEY + high + 20.0 + style::SMALL);
    let top = figure.top + KEY;
    let canvas = &mut figure.canvas;
    let left = style::MARGIN + rows::label_width(groups.iter().map(|one| &one.label), canvas.width) + 24.0;
    let values = || groups.iter().flat_map(|one| one.dots.iter().flatten().copied());
    let count = if run.page.narrow() { 4 } else { 7 };
    let axis = Axis {
        ends: (left, canvas.width - style::MARGIN - 34.0),
        ticks: if zero {
            rows::ticks(values(), count, "%")
        } else {
            super::ticks::Ticks::cover(values(), count, false, "%")
        },
    };
    let colors = &COLORS[COLORS.len() - keys.len().min(COLORS.len())..];
    let mut x = style::MARGIN;
    for (words, color) in keys.iter().zip(colors) {
        x = rows::key(canvas, (x, figure.top + 24.0), words, |canvas, at| dot(canvas, at, *color));
    }
    axis.draw(canvas, top, top + high);
    for (at, group) in groups.iter().enumerate() {
        let middle = top + row * (at as f64 + 0.5);
        rows::label(canvas, &group.label, left - 14.0, middle);
        if let Some(last) = group.dots.last() {
            axis.whisker(canvas, (last[1], last[2]), middle, style::BLUE);
        }
        let places: Vec<Point> = group.dots.iter().map(|dot| (axis.x(dot[0]), middle)).collect();
        canvas.line(&places, 3, style::GRID);
        for (place, color) in places.iter().zip(colors) {
            dot(canvas, *place, *color);
        }
        let said: Vec<(String, String, RGBAColor)> = (group.dots.iter().enumerate().zip(colors))
            .map(|((k, dot), color)| {
                let name = keys.get(k).cloned().unwrap_or_default();
                (name, hover::between(run.page.language, *dot, dot[0], "%"), *color)
            })
            .collect();
        let corners = ((left, middle - row / 2.0), (axis.ends.1, middle + row / 2.0));
        hover::mark(canvas, corners, &group.label, &said);
    }
    figure.canvas
}

fn dot(canvas: &mut Canvas, (x, y): Point, color: RGBAColor) {
    canvas.rect((x - DOT, y - DOT), (x + DOT, y + DOT), color);
}
