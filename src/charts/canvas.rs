//! A sheet as a list of marks, in dots. The same list becomes the SVG and the PNG file.

use super::page::Page;
use super::style;
use crate::language::Language;
use plotters::style::RGBAColor;

/// A point in dots, from the upper left corner.
pub type Point = (f64, f64);

/// Where a text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Anchor {
    Left,
    Middle,
    Right,
}

/// One mark.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Mark {
    Rect {
        from: Point,
        to: Point,
        color: RGBAColor,
    },
    Line {
        points: Vec<Point>,
        width: u32,
        color: RGBAColor,
    },
    /// The area between two courses with the same horizontal places, left to right.
    Band {
        upper: Vec<Point>,
        lower: Vec<Point>,
        color: RGBAColor,
    },
    /// `at` is the left, middle or right end of the baseline.
    Text {
        at: Point,
        text: String,
        em: f64,
        bold: bool,
        anchor: Anchor,
        color: RGBAColor,
    },
}

impl Mark {
    /// Moves it to the right.
    fn shift(&mut self, by: f64) {
        let all = |points: &mut Vec<Point>| points.iter_mut().for_each(|point| point.0 += by);
        match self {
            Mark::Rect { from, to, .. } => (from.0, to.0) = (from.0 + by, to.0 + by),
            Mark::Line { points, .. } => all(points),
            Mark::Band { upper, lower, .. } => [upper, lower].into_iter().for_each(all),
            Mark::Text { at, .. } => at.0 += by,
        }
    }
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub struct Face {
    /// Em size in dots.
    pub em: f64,
    /// Bold?
    pub bold: bool,
    /// Colour.
    pub color: RGBAColor,
    /// Anchor.
    pub anchor: Anchor,
}

impl Face {
    /// Plain dark text, left-aligned.
    pub fn new(em: f64) -> Face {
        Face { em, bold: false, color: style::INK, anchor: Anchor::Left }
    }
    /// In bold.
    pub fn bold(self) -> Face {
        Face { bold: true, ..self }
    }
    /// In a colour.
    pub fn color(self, color: RGBAColor) -> Face {
        Face { color, ..self }
    }
    /// With an anchor.
    pub fn anchor(self, anchor: Anchor) -> Face {
        Face { anchor, ..self }
    }
}

/// A sheet.
#[derive(Clone, Debug)]
pub struct Canvas {
    /// Width in dots.
    pub width: f64,
    /// Height in dots.
    pub height: f64,
    /// Width in print, millimetres.
    pub mm: f64,
    /// The language of its words.
    pub language: Language,
    /// Marks, back to front.
    pub marks: Vec<Mark>,
    /// Sentences on what is drawn without words, for those who can't see it.
    pub told: Vec<String>,
    /// Numbers by their place, for pages.
    pub hover: Vec<Hover>,
    /// The words around the chart, for a caption: title, measure, scenario, note, source and stamp.
    pub caption: Vec<String>,
}

/// The numbers of a plot or a mark by their place on the sheet.
#[derive(Clone, Debug)]
pub struct Hover {
    /// Upper left corner.
    pub from: Point,
    /// Lower right corner.
    pub to: Point,
    /// Name and colour of each series.
    pub series: Vec<(String, String)>,
    /// Horizontal place, what it is called, and the number of each series there, which may be empty.
    pub places: Vec<(f64, String, Vec<String>)>,
}

fn finite(point: &Point) -> bool {
    point.0.is_finite() && point.1.is_finite()
}

impl Canvas {
    /// An empty sheet on a paper.
    pub fn new(page: &Page, height: f64) -> Canvas {
        let paper = Mark::Rect { from: (0.0, 0.0), to: (page.wide, height), color: style::PAPER };
        Canvas {
            width: page.wide,
            height,
            mm: page.mm,
            language: page.language,
            marks: vec![paper],
            told: Vec::new(),
            hover: Vec::new(),
            caption: Vec::new(),
        }
    }
    /// The same in the middle of a sheet of a shape, so many times as wide as high; of what is too wide the room
    /// stands below.
    pub fn framed(mut self, shape: f64) -> Canvas {
        let wide = self.width.max((self.height * shape).round());
        let aside = ((wide - self.width) / 2.0).round();
        self.marks.iter_mut().for_each(|mark| mark.shift(aside));
        (self.width, self.height) = (wide, self.height.max((wide / shape).round()));
        let paper = Mark::Rect { from: (0.0, 0.0), to: (self.width, self.height), color: style::PAPER };
        self.marks.insert(0, paper);
        self
    }
    /// A filled rectangle.
    pub fn rect(&mut self, from: Point, to: Point, color: RGBAColor) {
        if finite(&from) && finite(&to) {
            self.marks.push(Mark::Rect { from, to, color });
        }
    }
    /// Slanted lines over a rectangle: nothing that can be shown.
    pub fn hatch(&mut self, from: Point, to: Point, color: RGBAColor) {
        let (wide, high) = (to.0 - from.0, to.1 - from.1);
        let mut start = -high;
        while start < wide {
            // From the lower edge to the upper one, cut where it leaves the rectangle.
            let (first, last) = (start.max(0.0), (start + high).min(wide));
            self.line(
                &[(from.0 + first, to.1 - (first - start)), (from.0 + last, to.1 - (last - start))],
                style::HAIR,
                color,
            );
            start += 16.0;
        }
    }
    /// A line, broken where a point is missing.
    pub fn line(&mut self, points: &[Point], width: u32, color: RGBAColor) {
        for run in points.split(|point| !finite(point)).filter(|run| run.len() > 1) {
            self.marks.push(Mark::Line { points: run.to_vec(), width, color });
        }
    }
    /// A dashed line.
    pub fn dashes(&mut self, points: &[Point], width: u32, color: RGBAColor, on: f64, off: f64) {
        for run in points.split(|point| !finite(point)) {
            self.dashed_run(run, width, color, on, off);
        }
    }
    fn dashed_run(&mut self, run: &[Point], width: u32, color: RGBAColor, on: f64, off: f64) {
        let (mut drawn, mut left, mut piece) = (true, on, Vec::new());
        for pair in run.windows(2) {
            let (mut a, b) = (pair[0], pair[1]);
            if piece.is_empty() && drawn {
                piece.push(a);
            }
            loop {
                let (dx, dy) = (b.0 - a.0, b.1 - a.1);
                let length = (dx * dx + dy * dy).sqrt();
                if length < left {
                    left -= length;
                    if drawn {
                        piece.push(b);
                    }
                    break;
                }
                let part = left / length.max(1e-9);
                a = (a.0 + dx * part, a.1 + dy * part);
                if drawn {
                    piece.push(a);
                    self.line(&piece, width, color);
                    piece.clear();
                } else {
                    piece.push(a);
                }
                drawn = !drawn;
                left = if drawn { on } else { off };
            }
        }
        if drawn {
            self.line(&piece, width, color);
        }
    }
    /// The area between two courses, broken where either is missing.
    pub fn band(&mut self, upper: &[Point], lower: &[Point], color: RGBAColor) {
        let both: Vec<(Point, Point)> = upper.iter().copied().zip(lower.iter().copied()).collect();
        for run in both.split(|(a, b)| !finite(a) || !finite(b)).filter(|run| run.len() > 1) {
            let (upper, lower) = run.iter().copied().unzip();
            self.marks.push(Mark::Band { upper, lower, color });
        }
    }
    /// A line of text on its baseline.
    pub fn text(&mut self, at: Point, text: &str, face: Face) {
        if finite(&at) && !text.is_empty() {
            let Face { em, bold, color, anchor } = face;
            self.marks.push(Mark::Text { at, text: text.to_string(), em, bold, anchor, color });
        }
    }
}
