//! The look: sizes, colours. Lengths are dots at 300 per inch: a chart is 160 mm wide, half a page.

use plotters::style::RGBAColor;

/// Width of a chart in dots (160 mm).
pub const WIDTH: f64 = 1890.0;
/// Millimetres in a dot.
pub const MM_PER_DOT: f64 = 25.4 / 300.0;
/// Outer margin.
pub const MARGIN: f64 = 30.0;

/// Em size of the title.
pub const TITLE: f64 = 42.0;
/// Em size of the subtitle.
pub const SUBTITLE: f64 = 30.0;
/// Em size of panel titles and line labels.
pub const LABEL: f64 = 29.0;
/// Em size of tick labels.
pub const TICK: f64 = 27.0;
/// Em size of the footer and of window labels.
pub const SMALL: f64 = 24.0;

/// Width of a data line.
pub const STROKE: u32 = 6;
/// Width of an axis line.
pub const HAIR: u32 = 2;

/// An opaque colour.
pub const fn solid(r: u8, g: u8, b: u8) -> RGBAColor {
    RGBAColor(r, g, b, 1.0)
}
/// The same colour, translucent.
pub const fn veil(color: RGBAColor, alpha: f64) -> RGBAColor {
    RGBAColor(color.0, color.1, color.2, alpha)
}
/// A darker tone of the colour, for text in it.
pub fn dark(color: RGBAColor) -> RGBAColor {
    let tone = |c: u8| (u16::from(c) * 7 / 10) as u8;
    RGBAColor(tone(color.0), tone(color.1), tone(color.2), 1.0)
}

// The palette of Okabe and Ito (2008), distinguished with every common kind of colour blindness.
/// Blue.
pub const BLUE: RGBAColor = solid(0, 114, 178);
/// Vermilion.
pub const VERMILION: RGBAColor = solid(213, 94, 0);
/// Bluish green.
pub const GREEN: RGBAColor = solid(0, 158, 115);
/// Orange.
pub const ORANGE: RGBAColor = solid(230, 159, 0);
/// Sky blue.
pub const SKY: RGBAColor = solid(86, 180, 233);
/// Reddish purple.
pub const PURPLE: RGBAColor = solid(204, 121, 167);

/// Text.
pub const INK: RGBAColor = solid(30, 30, 30);
/// Secondary text.
pub const QUIET: RGBAColor = solid(95, 95, 95);
/// Lines in the background that stand for the whole.
pub const GREY: RGBAColor = solid(150, 150, 150);
/// The base of a comparison, against the colours of its arms.
pub const BASE: RGBAColor = solid(75, 75, 75);
/// Grid lines.
pub const GRID: RGBAColor = solid(216, 216, 216);
/// Axis lines.
pub const AXIS: RGBAColor = solid(120, 120, 120);
/// Paper.
pub const PAPER: RGBAColor = solid(255, 255, 255);
/// Shading of the months in which a shock is at full strength, warm grey.
pub const SHOCK: RGBAColor = solid(237, 232, 224);
/// Shading of the months in which shocks only fade.
pub const FADING: RGBAColor = solid(247, 245, 241);
/// The published band of a fact.
pub const FADING_BAR: RGBAColor = solid(233, 228, 219);
/// Text on shocks.
pub const SHOCK_TEXT: RGBAColor = solid(112, 88, 58);
/// Strip of a policy's months: darker where several are in force.
pub const POLICY: RGBAColor = RGBAColor(0, 114, 178, 0.22);
/// Text on policies.
pub const POLICY_TEXT: RGBAColor = solid(20, 70, 105);

/// Colours of several lines, in order.
pub const LINES: [RGBAColor; 6] = [BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY];
