//! Two factors: a map of cells coloured by value, with lines of equal value and cliffs.

mod beside;
mod layout;
mod pointer;

use super::axis::{Axis, Spacing};
use super::cliffs::Edge;
use super::folder::{History, Sweep};
use super::map::{Cell, Map, Maps};
use super::tone::{Tone, on};
use super::{Kind, Named, contours, each, figure};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::compare::place::Room;
use crate::charts::figure::Head;
use crate::charts::ticks::Ticks;
use crate::charts::{Sheet, style, text};
use crate::{phrase, say};
use beside::{note, numbers};
use layout::{GAP, KEY_BELOW, LINES, Layout};
use plotters::style::RGBAColor;

/// The chart.
pub(super) const KIND: Kind = Kind {
    name: "heat",
    title: phrase!("Map of two factors"),
    reading: phrase!(
        "Each cell is a design point: its colour and number are the output. Thin lines join equal values. A thick edge is a cliff: a small step in a factor changes the output far more than elsewhere. Hatched cells are effects that can't be distinguished from zero, or of fewer than five replications, which allow no verdict; no lines are drawn there. Crossed cells failed."
    ),
    make,
};

fn make(sweep: &Sweep, kind: &Kind) -> Vec<Named> {
    each(sweep, kind, |way, output| {
        let maps = Maps::of(sweep, way, output)?;
        let head = head(sweep, output, &maps);
        let canvas = Drawing::of(sweep, way, output, &maps, &head).canvas;
        Some((head.title, Sheet { canvas, numbers: numbers(sweep, way, output, &maps) }))
    })
}

/// Rows and columns from which on there are lines.
const FEWEST: usize = 4;
fn head(sweep: &Sweep, output: usize, maps: &Maps) -> Head {
    let factor = |n: usize| &sweep.plan.factors[maps.factors[n]];
    Head {
        title: say!(
            sweep.language(),
            "{output}, by {across} and {up}",
            output = sweep.output(output),
            across = factor(0).brief(),
            up = factor(1).brief()
        ),
        measure: sweep.measure(output),
        note: note(sweep, output, maps),
        every: true,
    }
}

struct Drawing<'a> {
    canvas: Canvas,
    maps: &'a Maps,
    tone: Tone,
    /// Round values of the key, with lines on the maps.
    levels: Vec<(f64, String)>,
}

impl<'a> Drawing<'a> {
    fn of(sweep: &Sweep, way: &History, output: usize, maps: &'a Maps, head: &Head) -> Drawing<'a> {
        let at = Layout::of(sweep, maps);
        let factor = |n: usize| &sweep.plan.factors[maps.factors[n]];
        let figure = figure(sweep, Some(way), head, at.high);
        // Colours are for what can be distinguished from zero; where nothing can, there are none.
        let tone = Tone::of_output(sweep, output);
        let inside = |mark: &(f64, String)| mark.0 > tone.low && mark.0 < tone.high;
        let marks = Ticks::cover([tone.low, tone.high].into_iter(), 5, false, "").marks;
        let levels: Vec<_> = marks.into_iter().filter(inside).collect();
        let mut drawing = Drawing { canvas: figure.canvas, maps, tone, levels };
        let quiet = Face::new(style::TICK).color(style::QUIET);
        let room = at.right - style::MARGIN;
        let up = text::shorten(&format!("↑ {}", factor(1).caption()), style::TICK, false, room);
        drawing.canvas.text((style::MARGIN, figure.top + style::TICK), &up, quiet);
        for (k, map) in maps.maps.iter().enumerate() {
            let (column, line) = (k % at.across, k / at.across);
            let top = figure.top + 50.0 + at.title_room + at.panel * line as f64;
            let from = (at.left + (at.wide + GAP) * column as f64, top);
            let to = (from.0 + at.wide, from.1 + at.each * maps.axes[1].levels.len() as f64);
            if let Some(third) = &map.third {
                let words = format!("{}: {}", factor(2).called(), factor(2).value_text(third));
                let words = text::shorten(&words, style::TICK, true, at.wide);
                drawing.canvas.text((from.0, from.1 - 14.0), &words, Face::new(style::TICK).bold());
            }
            drawing.map(map, from, to);
            let rows = pointer::rows(sweep, output, (maps, map), (from, to));
            drawing.canvas.hover.extend(rows);
            drawing.across(from, to);
            if column == 0 {
                drawing.up(from, to, from.0 - 12.0);
            }
        }
        let caption =
            text::shorten(&format!("{} →", factor(0).caption()), style::TICK, false, at.right - at.left);
        let key = if sweep.page.narrow() { KEY_BELOW } else { 0.0 };
        let low = figure.top + at.high;
        drawing.canvas.text((at.right, low - key - 8.0), &caption, quiet.anchor(Anchor::Right));
        if sweep.page.narrow() {
            drawing.key_below((at.left, low - key + 10.0), at.right);
        } else {
            let top = figure.top + 50.0 + at.title_room;
            let high = at.each * maps.axes[1].levels.len() as f64;
            let end = (top + high).max(top + 260.0).min(top + 700.0);
            drawing.key((at.right + 34.0, top), (at.right + 74.0, end));
        }
        drawing
    }

    fn map(&mut self, map: &Map, from: Point, to: Point) {
        let bounds = self.maps.axes.each_ref().map(Axis::bounds);
        let x = |part: f64| from.0 + (to.0 - from.0) * part;
        let y = |part: f64| to.1 - (to.1 - from.1) * part;
        for (row, cells) in map.cells.iter().enumerate() {
            for (column, one) in cells.iter().enumerate() {
                let upper = (x(bounds[0][column]) + 1.0, y(bounds[1][row + 1]) + 1.0);
                let lower = (x(bounds[0][column + 1]) - 1.0, y(bounds[1][row]) - 1.0);
                match one {
                    Cell::Value(_) if map.open[row][column] => self.canvas.hatch(upper, lower, style::GREY),
                    Cell::Value(value) => self.canvas.rect(upper, lower, self.tone.color(*value)),
                    Cell::Failed => crossed(&mut self.canvas, upper, lower),
                    Cell::Absent => {}
                }
            }
        }
        let middle = |axis: usize, place: f64| {
            // Between centres of cells, which need not be equally far apart.
            let centre = |at: usize| (bounds[axis][at] + bounds[axis][at + 1]) / 2.0;
            let below = place.floor() as usize;
            let rest = place - below as f64;
            if rest == 0.0 {
                centre(below)
            } else {
                centre(below) + (centre(below + 1) - centre(below)) * rest
            }
        };
        let mut room = Room::new((from, to));
        // Of few cells lines would tell more than there is; between names and across a cliff nothing lies.
        let lined = |axis: &Axis| axis.levels.len() >= FEWEST && axis.spacing != Spacing::Names;
        let many = self.maps.axes.iter().all(lined);
        let broken = |column: usize, row: usize| map.cliffs.iter().any(|edge| edge.of_square(column, row));
        let decided = map.decided();
        let lines: Vec<(usize, Vec<Point>)> = (0..if many { self.levels.len() } else { 0 })
            .flat_map(|at| {
                contours::lines(&decided, self.levels[at].0, broken).into_iter().map(move |line| (at, line))
            })
            .map(|(at, line)| {
                (at, line.into_iter().map(|place| (x(middle(0, place.0)), y(middle(1, place.1)))).collect())
            })
            .collect();
        for (_, line) in &lines {
            self.canvas.line(line, 5, style::veil(style::PAPER, 0.45));
            self.canvas.line(line, 2, style::veil(style::INK, 0.85));
        }
        for (width, color) in [(16, style::PAPER), (9, style::INK)] {
            for edge in &map.cliffs {
                self.edge(edge, (from, to), (width, color), &mut room);
            }
        }
        self.numbers(map, (from, to), &mut room);
        for (at, line) in &lines {
            self.name(&self.levels[*at].1.clone(), line, &mut room);
        }
    }

    /// A cliff as a thick line along its edge.
    fn edge(
        &mut self,
        edge: &Edge,
        (from, to): (Point, Point),
        (width, color): (u32, RGBAColor),
        room: &mut Room,
    ) {
        let bounds = self.maps.axes.each_ref().map(Axis::bounds);
        let x = |at: usize| from.0 + (to.0 - from.0) * bounds[0][at];
        let y = |at: usize| to.1 - (to.1 - from.1) * bounds[1][at];
        let ends = if edge.up {
            [(x(edge.column), y(edge.row + 1)), (x(edge.column + 1), y(edge.row + 1))]
        } else {
            [(x(edge.column + 1), y(edge.row + 1)), (x(edge.column + 1), y(edge.row))]
        };
        self.canvas.line(&ends, width, color);
        room.take(((ends[0].0 - 9.0, ends[0].1 - 9.0), (ends[1].0 + 9.0, ends[1].1 + 9.0)));
    }

    /// The value in each cell, when there is room in all of them.
    fn numbers(&mut self, map: &Map, (from, to): (Point, Point), room: &mut Room) {
        let bounds = self.maps.axes.each_ref().map(Axis::bounds);
        let least = |axis: usize, size: f64| {
            bounds[axis].windows(2).map(|pair| (pair[1] - pair[0]) * size).fold(f64::INFINITY, f64::min)
        };
        let (wide, high) = (least(0, to.0 - from.0), least(1, to.1 - from.1));
        let shown = || map.shown.iter().flatten();
        let widest = |em: f64| shown().map(|words| text::width(words, em, false)).fold(0.0, f64::max);
        let fits = |em: &f64| widest(*em) + 18.0 <= wide && em * 1.25 + 10.0 <= high;
        let Some(em) = [style::TICK, style::SMALL].into_iter().find(fits) else { return };
        for (row, cells) in map.cells.iter().enumerate() {
            for (column, one) in cells.iter().enumerate() {
                let Cell::Value(value) = one else { continue };
                let at = (
                    from.0 + (to.0 - from.0) * (bounds[0][column] + bounds[0][column + 1]) / 2.0,
                    to.1 - (to.1 - from.1) * (bounds[1][row] + bounds[1][row + 1]) / 2.0,
                );
                let words = &map.shown[row][column];
                let half = text::width(words, em, false) / 2.0 + 4.0;
                let own = ((at.0 - half, at.1 - em * 0.55), (at.0 + half, at.1 + em * 0.55));
                let color = if map.open[row][column] { style::PAPER } else { self.tone.color(*value) };
                // Lines pass behind the number.
                self.canvas.rect(own.0, own.1, color);
                self.canvas.text(
                    (at.0, at.1 + em * 0.36),
                    words,
                    Face::new(em).color(on(color)).anchor(Anchor::Middle),
                );
                room.take(own);
            }
        }
    }

    /// The value of a line on it, where it touches nothing; the key has it in any case.
    fn name(&mut self, words: &str, line: &[Point], room: &mut Room) {
        let em = style::SMALL;
        let (wide, high) = (text::width(words, em, true) + 10.0, em * 1.15);
        let length = |pair: &[Point]| (pair[1].0 - pair[0].0).abs() + (pair[1].1 - pair[0].1).abs();
        if line.windows(2).map(length).sum::<f64>() < 2.0 * wide {
            // The name would cover the line.
            return;
        }
        let around =
            |at: Point| ((at.0 - wide / 2.0, at.1 - high / 2.0), (at.0 + wide / 2.0, at.1 + high / 2.0));
        let between = |pair: &[Point]| {
            let (a, b) = (pair[0], pair[1]);
            [0.5, 0.25, 0.75].map(|part| (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part))
        };
        let mut places: Vec<Point> = line.windows(2).flat_map(between).collect();
        // From the middle of the line outwards.
        let half = places.len() / 2;
        places.rotate_left(half);
        let Some(at) = places.into_iter().find(|at| room.free(&around(*at))) else { return };
        let own = around(at);
        room.take(own);
        self.canvas.rect(own.0, own.1, style::PAPER);
        self.canvas.text((at.0, at.1 + em * 0.36), words, Face::new(em).bold().anchor(Anchor::Middle));
    }

    /// Values of the first factor below a map.
    fn across(&mut self, from: Point, to: Point) {
        let axis = &self.maps.axes[0];
        let bounds = axis.bounds();
        let mut last = f64::NEG_INFINITY;
        for at in 0..axis.levels.len() {
            let tick = axis.tick(at);
            let x = from.0 + (to.0 - from.0) * (bounds[at] + bounds[at + 1]) / 2.0;
            let face = Face { bold: tick.base, ..Face::new(style::TICK).anchor(Anchor::Middle) };
            let face = face.color(if tick.base { style::INK } else { style::QUIET });
            if axis.spacing == Spacing::Names {
                let room = (to.0 - from.0) * (bounds[at + 1] - bounds[at]) - 8.0;
                for (k, line) in
                    text::wrap(&tick.words, style::SMALL, tick.base, room, LINES).iter().enumerate()
                {
                    let baseline = to.1 + 8.0 + style::SMALL * (1.0 + 1.1 * k as f64);
                    self.canvas.text((x, baseline), line, Face { em: style::SMALL, ..face });
                }
                continue;
            }
            let half = text::width(&tick.words, style::TICK, tick.base) / 2.0;
            if x - half < last + 10.0 {
                continue;
            }
            last = x + half;
            self.canvas.text((x, to.1 + 8.0 + style::TICK), &tick.words, face);
        }
    }

    /// Values of the second factor beside a map.
    fn up(&mut self, from: Point, to: Point, right: f64) {
        let axis = &self.maps.axes[1];
        let bounds = axis.bounds();
        let mut last = f64::INFINITY;
        for at in 0..axis.levels.len() {
            let tick = axis.tick(at);
            let y = to.1 - (to.1 - from.1) * (bounds[at] + bounds[at + 1]) / 2.0;
            if last - y < style::TICK {
                continue;
            }
            last = y;
            let face = Face { bold: tick.base, ..Face::new(style::TICK).anchor(Anchor::Right) };
            let face = face.color(if tick.base { style::INK } else { style::QUIET });
            let high = (to.1 - from.1) * (bounds[at + 1] - bounds[at]);
            let lines = text::wrap(
                &tick.words,
                style::TICK,
                tick.base,
                right - style::MARGIN,
                if high > 2.4 * style::TICK { 2 } else { 1 },
            );
            let first = y + style::TICK * (0.36 - 0.55 * (lines.len() - 1) as f64);
            for (k, line) in lines.iter().enumerate() {
                self.canvas.text((right, first + 1.1 * style::TICK * k as f64), line, face);
            }
        }
    }

    /// The key of colours, with the values that have lines.
    fn key(&mut self, from: Point, to: Point) {
        let (low, high) = (self.tone.low, self.tone.high);
        if high <= low {
            return;
        }
        let steps = 120;
        let y = |part: f64| to.1 - (to.1 - from.1) * part;
        for step in 0..steps {
            let part = |k: f64| k / f64::from(steps);
            let value = low + (high - low) * part(f64::from(step) + 0.5);
            let color = self.tone.color(value);
            self.canvas.rect(
                (from.0, y(part(f64::from(step + 1)))),
                (to.0, y(part(f64::from(step))) + 3.0),
                color,
            );
        }
        for (value, words) in &self.levels {
            let at = y((value - low) / (high - low));
            self.canvas.line(&[(from.0, at), (to.0 + 8.0, at)], 2, style::INK);
            let words = text::shorten(words, style::TICK, false, self.canvas.width - to.0 - 20.0);
            self.canvas.text(
                (to.0 + 16.0, at + style::TICK * 0.36),
                &words,
                Face::new(style::TICK).color(style::QUIET),
            );
        }
    }
}

impl Drawing<'_> {
    /// The key of colours as a strip from left to right.
    fn key_below(&mut self, from: Point, right: f64) {
        let (low, high) = (self.tone.low, self.tone.high);
        if high <= low {
            return;
        }
        let x = |value: f64| from.0 + (right - from.0) * (value - low) / (high - low);
        let steps = 120;
        for step in 0..steps {
            let value = |k: i32| low + (high - low) * f64::from(k) / f64::from(steps);
            let color = self.tone.color((value(step) + value(step + 1)) / 2.0);
            self.canvas.rect((x(value(step)) - 3.0, from.1), (x(value(step + 1)), from.1 + 30.0), color);
        }
        let mut last = f64::NEG_INFINITY;
        for (value, words) in &self.levels {
            let (at, half) = (x(*value), text::width(words, style::TICK, false) / 2.0);
            self.canvas.line(&[(at, from.1), (at, from.1 + 38.0)], 2, style::INK);
            if at - half > last + 10.0 && at + half < self.canvas.width - 4.0 {
                last = at + half;
                let face = Face::new(style::TICK).color(style::QUIET).anchor(Anchor::Middle);
                self.canvas.text((at, from.1 + 42.0 + style::TICK), words, face);
            }
        }
    }
}

/// A crossed cell: nothing came of it.
fn crossed(canvas: &mut Canvas, from: Point, to: Point) {
    canvas.rect(from, to, style::FADING);
    canvas.line(&[from, to], 3, style::GREY);
    canvas.line(&[(from.0, to.1), (to.0, from.1)], 3, style::GREY);
}
