//! Published numbers beside what a simulation gives: each a row, its published band in grey, the simulation a dot.
//! Units differ from row to row, so that each row is drawn in widths of its own band.

use super::canvas::{Anchor, Canvas, Face};
use super::compare::rows;
use super::figure::{About, Figure, Head};
use super::tidy::{Tidy, cell};
use super::{Sheet, hover, style, text};
use crate::language::Language;
use crate::{phrase, say};
use plotters::style::RGBAColor;

/// How near a simulated number comes to a published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// Within the band.
    Yes,
    /// Near it.
    Near,
    /// Outside.
    No,
    /// Not judged.
    Unscored,
}

impl Met {
    /// All, in the order of a key.
    pub const ALL: [Met; 4] = [Met::Yes, Met::Near, Met::No, Met::Unscored];

    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Met::Yes => phrase!("met"),
            Met::Near => phrase!("near"),
            Met::No => phrase!("missed"),
            Met::Unscored => phrase!("not scored"),
        }
    }
    /// Its colour, the same in charts and pages.
    pub fn color(self) -> RGBAColor {
        match self {
            Met::Yes => style::BLUE,
            Met::Near => style::ORANGE,
            Met::No => style::VERMILION,
            Met::Unscored => style::GREY,
        }
    }
}

/// A published number beside a simulated one.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name, as in `V09`.
    pub id: String,
    /// What is counted, and its unit.
    pub label: String,
    /// The part of the chart in which it stands.
    pub theme: String,
    /// The simulation; none where it can't be measured.
    pub model: Option<f64>,
    /// Its 95% interval.
    pub interval: Option<[f64; 2]>,
    /// The published number.
    pub published: f64,
    /// The published band.
    pub band: [f64; 2],
    /// How near it is.
    pub met: Met,
}

impl Row {
    /// A value in widths of the band from the published number: one is the end of the band.
    fn place(&self, value: f64) -> f64 {
        let end = if value < self.published {
            self.published - self.band[0]
        } else {
            self.band[1] - self.published
        };
        let off = value - self.published;
        if end > 0.0 {
            off / end
        } else if off == 0.0 {
            0.0
        } else {
            FAR.copysign(off) * 2.0
        }
    }
}

/// The end of the axis, in widths of the band.
const FAR: f64 = 3.0;
const ROW: f64 = 58.0;
const TITLE: f64 = 60.0;
/// Half the height of a band.
const HALF: f64 = 14.0;
/// Widest label before it is broken in two, on a paper of a width.
fn widest(paper: f64) -> f64 {
    (0.36 * paper).min(600.0)
}
const DOT: f64 = 11.0;

/// A number with three digits that count.
pub fn short(x: f64) -> String {
    shown(x, digits(x))
}

/// A number of a fact: with three digits that count, and more where its band would shrink to nothing.
pub fn of_band(x: f64, [low, high]: [f64; 2]) -> String {
    shown(x, digits(x).max(digits(high - low) - 1))
}

fn digits(x: f64) -> i32 {
    if x == 0.0 { 0 } else { (2 - crate::math::log10(x.abs()).floor() as i32).clamp(0, 5) }
}

fn shown(x: f64, decimals: i32) -> String {
    format!("{x:.*}", decimals.max(0) as usize).replace('-', "−")
}

/// The chart; none without rows.
pub fn sheet(about: &About, title: &str, rows: &[Row]) -> Option<Sheet> {
    let columns = ["id", "fact", "theme", "model", "lower", "upper", "published", "low", "high", "verdict"];
    let mut numbers = Tidy::new(&columns);
    for row in rows {
        let mut cells = vec![row.id.clone(), row.label.clone(), row.theme.clone()];
        let [lower, upper] = row.interval.unwrap_or([f64::NAN; 2]);
        let values = [row.model.unwrap_or(f64::NAN), lower, upper, row.published, row.band[0], row.band[1]];
        cells.extend(values.map(cell));
        cells.push(row.met.word().into());
        numbers.row(cells);
    }
    (!rows.is_empty()).then(|| Sheet { canvas: draw(about, title, rows), numbers })
}

fn draw(about: &About, title: &str, rows: &[Row]) -> Canvas {
    let language = about.page.language;
    let head = Head {
        title: title.to_string(),
        measure: say!(
            language,
            "Distance of the simulated from the published number, in widths of the band in which it counts as met"
        )
        .to_string(),
        note: say!(
            language,
            "Grey: the published band. Dots: mean of the replications; lines: its 95% interval. Arrows: beyond the chart. Sources of the published numbers: targets.csv."
        )
        .to_string(),
        every: false,
    };
    let themes = rows.chunk_by(|one, other| one.theme == other.theme).count();
    let high = ROW * rows.len() as f64 + TITLE * themes as f64;
    let mut figure = Figure::around(about, &head, high + 2.0 * ROW + style::SMALL);
    let canvas = &mut figure.canvas;
    let labels = rows.iter().map(|row| text::width(&row.label, style::SMALL, false));
    let left = style::MARGIN + labels.fold(0.0, f64::max).min(widest(canvas.width)) + 26.0;
    let beside = if about.page.narrow() { 0.0 } else { values_width(rows, language) };
    let ends = (left, canvas.width - style::MARGIN - 20.0 - beside);
    let x = |place: f64| ends.0 + (ends.1 - ends.0) * (place.clamp(-FAR, FAR) + FAR) / (2.0 * FAR);
    key(canvas, figure.top, language);
    let top = figure.top + ROW;
    axis(canvas, (top, top + high), x, language);
    let mut y = top;
    for part in rows.chunk_by(|one, other| one.theme == other.theme) {
        canvas.text((style::MARGIN, y + TITLE * 0.68), &part[0].theme, Face::new(style::TICK).bold());
        y += TITLE;
        for row in part {
            let middle = y + ROW / 2.0;
            canvas.rect((x(-1.0), middle - HALF), (x(1.0), middle + HALF), style::FADING_BAR);
            canvas.rect((x(0.0) - 1.0, middle - HALF), (x(0.0) + 1.0, middle + HALF), style::AXIS);
            label(canvas, &row.label, left - 26.0, middle);
            dot(canvas, row, middle, x);
            if beside > 0.0 {
                let face = Face::new(style::SMALL).color(style::QUIET);
                canvas.text((ends.1 + 26.0, middle + style::SMALL * 0.36), &values(row, language), face);
            }
            let said = (String::new(), values(row, language), row.met.color());
            hover::mark(canvas, ((style::MARGIN, y), (ends.1, y + ROW)), &row.label, &[said]);
            y += ROW;
        }
    }
    figure.canvas
}

/// A label that ends at `right`, in at most two lines around the height `middle`.
fn label(canvas: &mut Canvas, words: &str, right: f64, middle: f64) {
    let lines = text::wrap(words, style::SMALL, false, widest(canvas.width), 2);
    let step = style::SMALL * 1.08;
    let first = middle + style::SMALL * 0.36 - step * (lines.len() as f64 - 1.0) / 2.0;
    for (k, line) in lines.iter().enumerate() {
        let face = Face::new(style::SMALL).anchor(Anchor::Right);
        canvas.text((right, first + step * k as f64), line, face);
    }
}

/// The simulation of a row: its interval as a line, its mean as a dot, or an arrow where that lies beyond the chart.
fn dot(canvas: &mut Canvas, row: &Row, y: f64, x: impl Fn(f64) -> f64) {
    let Some(model) = row.model else { return };
    let color = row.met.color();
    if let Some([lower, upper]) = row.interval {
        canvas.line(&[(x(row.place(lower)), y), (x(row.place(upper)), y)], 3, style::dark(color));
    }
    let place = row.place(model);
    let at = x(place);
    if place.abs() > FAR {
        let back = if place > 0.0 { -DOT * 1.8 } else { DOT * 1.8 };
        canvas.band(
            &[
                (at.min(at + back), if back > 0.0 { y } else { y - DOT }),
                (at.max(at + back), if back > 0.0 { y - DOT } else { y }),
            ],
            &[
                (at.min(at + back), if back > 0.0 { y } else { y + DOT }),
                (at.max(at + back), if back > 0.0 { y + DOT } else { y }),
            ],
            color,
        );
        return;
    }
    disc(canvas, (at, y), DOT, style::PAPER);
    disc(canvas, (at, y), DOT - 2.0, color);
    if row.met == Met::Unscored {
        disc(canvas, (at, y), DOT - 5.0, style::PAPER);
    }
}

/// A filled circle.
fn disc(canvas: &mut Canvas, (x, y): (f64, f64), radius: f64, color: RGBAColor) {
    let steps = (2.0 * radius).ceil().max(2.0) as usize;
    let half = |k: usize| {
        let across = -radius + 2.0 * radius * k as f64 / steps as f64;
        (x + across, (radius * radius - across * across).max(0.0).sqrt())
    };
    let edge = |sign: f64| (0..=steps).map(|k| (half(k).0, y + sign * half(k).1)).collect::<Vec<_>>();
    canvas.band(&edge(-1.0), &edge(1.0), color);
}

/// The simulated and the published number.
fn values(row: &Row, language: Language) -> String {
    match row.model {
        Some(model) => say!(
            language,
            "{model}, published {published}",
            model = of_band(model, row.band),
            published = of_band(row.published, row.band)
        ),
        None => say!(
            language,
            "not measured, published {published}",
            published = of_band(row.published, row.band)
        ),
    }
}

fn values_width(rows: &[Row], language: Language) -> f64 {
    let widths = rows.iter().map(|row| text::width(&values(row, language), style::SMALL, false));
    widths.fold(0.0, f64::max) + 26.0
}

/// Lines at whole widths of the band, with what they mean below.
fn axis(canvas: &mut Canvas, (top, bottom): (f64, f64), x: impl Fn(f64) -> f64, language: Language) {
    let face = Face::new(style::SMALL).color(style::QUIET).anchor(Anchor::Middle);
    for place in -3..=3_i32 {
        let at = x(f64::from(place));
        canvas.line(
            &[(at, top), (at, bottom)],
            style::HAIR,
            if place == 0 { style::AXIS } else { style::GRID },
        );
        let words = match place {
            0 => say!(language, "published").to_string(),
            other => format!("{other:+}").replace('-', "−"),
        };
        canvas.text((at, bottom + 10.0 + style::SMALL), &words, face);
    }
}

/// What colours mean, above the rows.
fn key(canvas: &mut Canvas, top: f64, language: Language) {
    let mut x = style::MARGIN;
    for met in Met::ALL {
        x = rows::key(canvas, (x, top + ROW * 0.6), language.of(met.word()), |canvas, at| {
            disc(canvas, at, DOT, met.color());
            if met == Met::Unscored {
                disc(canvas, at, DOT - 3.0, style::PAPER);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::canvas::Mark;

    fn row(model: Option<f64>, met: Met) -> Row {
        Row {
            id: "V1".into(),
            label: "a fact, share".into(),
            theme: "Jobs".into(),
            model,
            interval: model.map(|model| [model - 0.01, model + 0.01]),
            published: 0.5,
            band: [0.4, 0.7],
            met,
        }
    }

    #[test]
    fn a_row_is_measured_in_widths_of_its_band() {
        let row = row(None, Met::Unscored);
        let places = [0.5, 0.4, 0.3, 0.7, 0.9].map(|value| row.place(value));
        assert!(
            places.iter().zip([0.0, -1.0, -2.0, 1.0, 2.0]).all(|(one, hand)| (one - hand).abs() < 1e-9),
            "{places:?}"
        );
        let none = Row { band: [0.5, 0.5], ..row };
        assert!(none.place(0.6) > FAR && none.place(0.5) == 0.0);
    }

    #[test]
    fn every_row_stands_in_the_chart_and_in_its_table() {
        let rows = [row(Some(0.45), Met::Yes), row(Some(2.0), Met::No), row(None, Met::Unscored)];
        let drawn = sheet(&About::default(), "Facts", &rows).unwrap();
        let labels = drawn
            .canvas
            .marks
            .iter()
            .filter(|mark| matches!(mark, Mark::Text { text, .. } if text == "a fact, share"));
        assert_eq!(labels.count(), 3);
        assert_eq!(drawn.numbers.rows().len(), 3);
        assert_eq!(drawn.numbers.rows()[1][9], "missed");
        assert!(sheet(&About::default(), "Facts", &[]).is_none());
    }

    #[test]
    fn three_digits_count() {
        assert_eq!(
            [0.0, 0.0321, 0.5, 4.87, -48.4, 0.998].map(short),
            ["0", "0.0321", "0.500", "4.87", "−48.4", "0.998"]
        );
        assert_eq!([0.9975, 0.992].map(|x| of_band(x, [0.9975, 0.9985])), ["0.9975", "0.9920"]);
        assert_eq!(of_band(24.73, [28.0, 36.0]), "24.7");
    }
}
