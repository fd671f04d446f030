//! One plot: lines, bands and areas over a common horizontal axis.

use super::canvas::{Anchor, Canvas, Face, Point};
use super::run::{Run, Window};
use super::ticks::{Ticks, calendar};
use super::track::Course;
use super::{ends, style};
use plotters::style::RGBAColor;

/// The horizontal axis.
#[derive(Clone, Debug)]
pub enum Across {
    /// Calendar months; the value of a month stands in its middle.
    Calendar,
    /// A count from zero up to a number, with a caption.
    Count {
        /// Highest value.
        high: f64,
        /// Caption.
        caption: String,
        /// Whether it counts months from the first month of the run, so that shocks and policies have a place
        /// on it.
        from_start: bool,
    },
    /// Shares from zero to 100%.
    Share,
}

impl Across {
    /// Highest value of the axis.
    pub fn wide(&self, run: &Run) -> f64 {
        match self {
            Across::Calendar => run.months as f64,
            Across::Count { high, .. } => *high,
            Across::Share => 100.0,
        }
    }
    /// Whether the axis runs through the months of the run: then the months of shocks and policies can be
    /// marked on it.
    pub fn has_months(&self) -> bool {
        match self {
            Across::Calendar => true,
            Across::Count { from_start, .. } => *from_start,
            Across::Share => false,
        }
    }
}

/// A line with its band.
#[derive(Clone, Debug)]
pub struct Line {
    /// Written at its end; may be empty.
    pub label: String,
    /// Colour.
    pub color: RGBAColor,
    /// Points: place, value, lower and upper end of the band (NaN for none).
    pub points: Vec<[f64; 4]>,
    /// Dashed?
    pub dashed: bool,
    /// Stroke width in dots.
    pub width: u32,
}

/// An area between two courses.
#[derive(Clone, Debug)]
pub struct Area {
    /// Written at its end; may be empty.
    pub label: String,
    /// Colour, of the area and (darkened) of the label.
    pub color: RGBAColor,
    /// Points: place, lower, upper.
    pub points: Vec<[f64; 3]>,
}

/// A plot.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// Title above it; may be empty.
    pub title: String,
    /// Areas, back to front.
    pub areas: Vec<Area>,
    /// Lines, back to front.
    pub lines: Vec<Line>,
    /// Behind tick numbers, as `%`.
    pub suffix: &'static str,
    /// Whether the axis begins at zero.
    pub zero: bool,
    /// A value the axis must hold, drawn as a thin line.
    pub reference: Option<f64>,
    /// A second axis at the right: what 1 on the left is there, and its caption.
    pub right: Option<(f64, String)>,
}

impl Line {
    /// A line of a monthly course.
    pub fn course(label: &str, color: RGBAColor, course: &Course) -> Line {
        let point = |(at, mean): (usize, &f64)| [at as f64 + 0.5, *mean, course.low[at], course.high[at]];
        let points = course.mean.iter().enumerate().map(point).collect();
        Line { label: label.to_string(), color, points, dashed: false, width: style::STROKE }
    }
    /// Without a band.
    pub fn bare(mut self) -> Line {
        for point in &mut self.points {
            (point[2], point[3]) = (f64::NAN, f64::NAN);
        }
        self
    }
    /// Dashed.
    pub fn dashed(mut self) -> Line {
        self.dashed = true;
        self
    }
    /// With a stroke width.
    pub fn width(mut self, width: u32) -> Line {
        self.width = width;
        self
    }
}

impl Panel {
    /// Every value the vertical axis must cover.
    pub fn values(&self) -> Vec<f64> {
        let lines = self
            .lines
            .iter()
            .flat_map(|line| line.points.iter().flat_map(|point| [point[1], point[2], point[3]]));
        let areas =
            self.areas.iter().flat_map(|area| area.points.iter().flat_map(|point| [point[1], point[2]]));
        lines.chain(areas).chain(self.reference).collect()
    }
    /// The vertical axis of this plot alone.
    pub fn ticks(&self, count: usize) -> Ticks {
        Ticks::cover(self.values().into_iter(), count, self.zero, self.suffix)
    }
    /// Room its end labels need.
    pub fn label_room(&self) -> f64 {
        let labels =
            self.lines.iter().map(|line| &line.label).chain(self.areas.iter().map(|area| &area.label));
        ends::room(labels.map(String::as_str))
    }
}

/// Where a plot stands, and its scales.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Upper left corner.
    pub from: Point,
    /// Lower right corner.
    pub to: Point,
    /// Highest value of the horizontal axis, which begins at zero.
    pub wide: f64,
    /// The vertical axis.
    pub ticks: Ticks,
}

impl Frame {
    /// Horizontal place of a value.
    pub fn x(&self, value: f64) -> f64 {
        self.from.0 + (self.to.0 - self.from.0) * value / self.wide
    }
    /// Vertical place of a value.
    pub fn y(&self, value: f64) -> f64 {
        self.to.1 - (self.to.1 - self.from.1) * (value - self.ticks.low) / (self.ticks.high - self.ticks.low)
    }

    /// Shades the months of shocks: dark where any is at full strength, pale where some only fade.
    pub fn shade(&self, canvas: &mut Canvas, windows: &[Window]) {
        for window in windows {
            canvas.rect((self.x(window.from), self.from.1), (self.x(window.back), self.to.1), style::FADING);
        }
        for window in windows {
            canvas.rect((self.x(window.from), self.from.1), (self.x(window.to), self.to.1), style::SHOCK);
        }
    }

    /// Grid lines and the numbers of the vertical axis.
    pub fn vertical(&self, canvas: &mut Canvas, numbers: bool) {
        for (value, label) in &self.ticks.marks {
            let y = self.y(*value);
            canvas.line(&[(self.from.0, y), (self.to.0, y)], style::HAIR, style::GRID);
            if numbers {
                let face = Face::new(style::TICK).color(style::QUIET).anchor(Anchor::Right);
                canvas.text((self.from.0 - 10.0, y + style::TICK * 0.36), label, face);
            }
        }
    }

    /// The horizontal axis; with numbers if asked. Says how far down it reaches.
    pub fn horizontal(&self, canvas: &mut Canvas, run: &Run, across: &Across, numbers: bool) -> f64 {
        let y = self.to.1;
        canvas.line(&[(self.from.0, y), (self.to.0, y)], style::HAIR, style::AXIS);
        let face = Face::new(style::TICK).color(style::QUIET).anchor(Anchor::Middle);
        let marks: Vec<(f64, String)> = match across {
            Across::Calendar => {
                let (marks, minor) =
                    calendar(run.page.language, run.start, run.months, self.to.0 - self.from.0);
                for index in (0..run.months)
                    .filter(|index| run.start.plus(*index as i32).0.rem_euclid(minor as i32) == 0)
                {
                    let x = self.x(index as f64 + 0.5);
                    canvas.line(&[(x, y), (x, y + 6.0)], style::HAIR, style::AXIS);
                }
                marks.into_iter().map(|(index, label)| (index as f64 + 0.5, label)).collect()
            }
            Across::Count { high, .. } => {
                let steps = [1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 60.0, 120.0];
                let step = steps
                    .into_iter()
                    .find(|step| step / high * (self.to.0 - self.from.0) >= 85.0)
                    .unwrap_or(240.0);
                let count = (high / step + 1e-9).floor() as usize;
                (0..=count).map(|k| (k as f64 * step, format!("{}", k as f64 * step))).collect()
            }
            Across::Share => (0..=5).map(|k| (20.0 * f64::from(k), format!("{}%", 20 * k))).collect(),
        };
        for (value, label) in marks {
            let x = self.x(value);
            canvas.line(&[(x, y), (x, y + 12.0)], style::HAIR, style::AXIS);
            if numbers {
                canvas.text((x, y + 16.0 + style::TICK), &label, face);
            }
        }
        if !numbers {
            return y + 14.0;
        }
        let caption = match across {
            Across::Count { caption, .. } if !caption.is_empty() => caption,
            _ => return y + 24.0 + style::TICK,
        };
        canvas.text((self.to.0, y + 24.0 + 2.0 * style::TICK), caption, face.anchor(Anchor::Right));
        y + 34.0 + 2.0 * style::TICK
    }

    /// Areas, bands and lines.
    pub fn plot(&self, canvas: &mut Canvas, panel: &Panel) {
        let course = |points: &mut dyn Iterator<Item = Point>| -> Vec<Point> {
            points.map(|(x, y)| (self.x(x), self.y(y))).collect()
        };
        for area in &panel.areas {
            let upper = course(&mut area.points.iter().map(|point| (point[0], point[2])));
            let lower = course(&mut area.points.iter().map(|point| (point[0], point[1])));
            canvas.band(&upper, &lower, area.color);
        }
        if let Some(value) = panel.reference {
            canvas.line(
                &[(self.from.0, self.y(value)), (self.to.0, self.y(value))],
                style::HAIR + 1,
                style::AXIS,
            );
        }
        for line in &panel.lines {
            let upper = course(&mut line.points.iter().map(|point| (point[0], point[3])));
            let lower = course(&mut line.points.iter().map(|point| (point[0], point[2])));
            canvas.band(&upper, &lower, style::veil(line.color, 0.2));
        }
        for line in &panel.lines {
            let points = course(&mut line.points.iter().map(|point| (point[0], point[1])));
            if line.dashed {
                canvas.dashes(&points, line.width, line.color, 22.0, 14.0);
            } else {
                canvas.line(&points, line.width, line.color);
            }
        }
    }

    /// Labels at the ends of lines and areas, `offset` right of the plot.
    pub fn labels(&self, canvas: &mut Canvas, panel: &Panel, offset: f64) {
        let mut ends = Vec::new();
        for area in &panel.areas {
            if let Some(last) = area.points.iter().rev().find(|point| point[1].is_finite()) {
                ends.push((
                    self.y((last[1] + last[2]) / 2.0),
                    area.label.clone(),
                    style::dark(style::veil(area.color, 1.0)),
                ));
            }
        }
        for line in &panel.lines {
            if let Some(last) = line.points.iter().rev().find(|point| point[1].is_finite()) {
                ends.push((self.y(last[1]), line.label.clone(), style::dark(line.color)));
            }
        }
        ends::draw(canvas, self.to.0, offset, (self.from.1, self.to.1), ends);
    }
}
