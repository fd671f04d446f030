//! Where the maps of a sheet stand, by the width of the paper.

use crate::charts::sweep::axis::{Axis, Spacing};
use crate::charts::sweep::folder::Sweep;
use crate::charts::sweep::map::Maps;
use crate::charts::{style, text};

/// Widest label of a row.
const WIDEST: f64 = 330.0;
/// Room of the key of colours, beside the maps or, on narrow paper, below them.
const KEY: f64 = 190.0;
pub(super) const KEY_BELOW: f64 = 92.0;
/// Lines of a name below a map at most.
pub(super) const LINES: usize = 4;
/// Between maps side by side.
pub(super) const GAP: f64 = 34.0;

/// Where the maps stand.
pub(super) struct Layout {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) across: usize,
    /// Width of a map, height of a row, height of a map with its words.
    pub(super) wide: f64,
    pub(super) each: f64,
    pub(super) panel: f64,
    pub(super) title_room: f64,
    pub(super) high: f64,
}

impl Layout {
    pub(super) fn of(sweep: &Sweep, maps: &Maps) -> Layout {
        let (page, count) = (&sweep.page, maps.maps.len());
        let across = [1, 1, 2, 3, 2, 3, 3, 3, 3, 3][count.min(9)];
        let across = if page.narrow() { across.min(2) } else { across };
        let down = count.div_ceil(across);
        let rows = maps.axes[1].levels.len() as f64;
        let widest = WIDEST.min(0.3 * page.wide);
        let ticks = (0..maps.axes[1].levels.len()).map(|at| maps.axes[1].tick(at).words);
        let labels =
            ticks.map(|words| text::width(&words, style::TICK, true)).fold(0.0, f64::max).min(widest);
        let left = style::MARGIN + labels + 14.0;
        let right = page.wide - style::MARGIN - if page.narrow() { 0.0 } else { KEY };
        let wide = (right - left - GAP * (across - 1) as f64) / across as f64;
        // Rows are at least as high as their labels, until the sheet would be higher than a page.
        let room = |high: f64| high * page.tall() / (rows * down as f64);
        let each = room(1060.0).min(170.0).max(room(1500.0).min(if count > 1 { 30.0 } else { 40.0 }));
        let title_room = if count > 1 { 54.0 } else { 0.0 };
        let below = names_below(&maps.axes[0], wide) + style::TICK + 46.0;
        let panel = each * rows + title_room + below;
        let key = if page.narrow() { KEY_BELOW } else { 0.0 };
        Layout { left, right, across, wide, each, panel, title_room, high: 50.0 + panel * down as f64 + key }
    }
}

/// What the values of the first factor need below a map `wide` dots wide.
fn names_below(axis: &Axis, wide: f64) -> f64 {
    if axis.spacing != Spacing::Names {
        return style::TICK;
    }
    let bounds = axis.bounds();
    let lines = |at: usize| {
        let (tick, room) = (axis.tick(at), wide * (bounds[at + 1] - bounds[at]) - 8.0);
        text::wrap(&tick.words, style::SMALL, tick.base, room, LINES).len()
    };
    1.1 * style::SMALL * (0..axis.levels.len()).map(lines).max().unwrap_or(1) as f64
}
