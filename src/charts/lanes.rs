//! The months of shocks and of policies as bars in a few thin lanes above or below a plot.

use super::canvas::{Anchor, Canvas, Face};
use super::run::Window;
use super::{style, text};
use plotters::style::RGBAColor;

/// Height of a lane.
const ROW: f64 = 32.0;
/// Lanes at most: more would take the room of the plot.
const MOST: usize = 3;
/// Between the label of a bar and the next bar.
const APART: f64 = 14.0;

/// How the bars of a kind look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// What several are called.
    pub many: &'static str,
    /// A bar.
    pub bar: RGBAColor,
    /// The part of it in which it fades.
    pub fading: RGBAColor,
    /// Words.
    pub words: RGBAColor,
}

/// Shocks.
pub const SHOCKS: Look =
    Look { many: "shocks", bar: style::SHOCK_BAR, fading: style::FADING_BAR, words: style::SHOCK_TEXT };
/// Policies.
pub const POLICIES: Look =
    Look { many: "policies", bar: style::POLICY, fading: style::POLICY, words: style::POLICY_TEXT };

/// A bar with its label, horizontally.
#[derive(Clone, Debug)]
struct Bar {
    window: usize,
    from: f64,
    to: f64,
    back: f64,
    label: String,
    at: f64,
    /// What bar and label take.
    extent: (f64, f64),
}

/// Bars in lanes, and the names of those for which there is none.
#[derive(Clone, Debug)]
pub struct Lanes {
    look: Look,
    lanes: Vec<Vec<Bar>>,
    /// Names of the windows that have no bar.
    pub left_out: Vec<String>,
    ends: (f64, f64),
}

fn wide(label: &str) -> f64 {
    text::width(label, style::SMALL, false)
}

impl Lanes {
    /// Puts windows into lanes between two places so that neither bars nor labels touch.
    pub fn of(look: Look, windows: &[Window], scale: &impl Fn(f64) -> f64, ends: (f64, f64)) -> Lanes {
        let mut order: Vec<usize> = (0..windows.len()).collect();
        order.sort_by(|a, b| windows[*a].from.total_cmp(&windows[*b].from));
        let mut lanes: Vec<Vec<Bar>> = Vec::new();
        let mut without: Vec<usize> = Vec::new();
        for window in order {
            if !placed(&mut lanes, window, &windows[window], scale, ends) {
                without.push(window);
            }
        }
        if !without.is_empty() {
            // The last lane tells the names of those without one, in place of its bars.
            let given_up = lanes.pop().unwrap_or_default();
            without.extend(given_up.iter().map(|bar| bar.window));
            without.sort_unstable();
        }
        let left_out = without.into_iter().map(|window| windows[window].name.clone()).collect();
        Lanes { look, lanes, left_out, ends }
    }
    /// Room that they need.
    pub fn height(&self) -> f64 {
        ROW * (self.lanes.len() + usize::from(!self.left_out.is_empty())) as f64
    }
    /// Draws them below `top`.
    pub fn draw(&self, canvas: &mut Canvas, top: f64) {
        let face = Face::new(style::SMALL).color(self.look.words);
        let base = |row: usize| top + ROW * (row as f64 + 0.74);
        for (row, bars) in self.lanes.iter().enumerate() {
            let (from, to) = (top + ROW * row as f64 + 2.0, top + ROW * (row + 1) as f64 - 2.0);
            for bar in bars {
                canvas.rect((bar.from, from), (bar.to, to), self.look.bar);
                if bar.back > bar.to {
                    canvas.rect((bar.to, from), (bar.back, to), self.look.fading);
                }
                canvas.text((bar.at, base(row)), &bar.label, face);
            }
        }
        if !self.left_out.is_empty() {
            let what = if self.lanes.is_empty() { String::new() } else { "more ".to_string() };
            let words =
                format!("{} {what}{}: {}", self.left_out.len(), self.look.many, self.left_out.join("; "));
            let words = text::shorten_at_word(&words, style::SMALL, false, self.ends.1 - self.ends.0);
            canvas.text((self.ends.0, base(self.lanes.len())), &words, face.anchor(Anchor::Left));
        }
    }
}

/// Puts a window into a lane, with its whole label if there is room, else with a shorter one on its bar.
fn placed(
    lanes: &mut Vec<Vec<Bar>>,
    window: usize,
    given: &Window,
    scale: &impl Fn(f64) -> f64,
    ends: (f64, f64),
) -> bool {
    let [from, to, back] = [given.from, given.to, given.back].map(scale);
    let bar = |label: String, at: f64, extent: (f64, f64)| Bar { window, from, to, back, label, at, extent };
    let label = given.name.clone();
    let room = wide(&label);
    let whole = if room + 12.0 <= back - from {
        Some(bar(label, from + 6.0, (from, back)))
    } else if back + 8.0 + room <= ends.1 {
        Some(bar(label, back + 8.0, (from, back + 8.0 + room)))
    } else if from - 8.0 - room >= ends.0 {
        Some(bar(label, from - 8.0 - room, (from - 8.0 - room, back)))
    } else {
        None
    };
    let short = || {
        let words = text::shorten_at_word(&given.name, style::SMALL, false, back - from - 12.0);
        (words.chars().count() > 3).then(|| bar(words, from + 6.0, (from, back)))
    };
    let free = |lane: &[Bar], bar: &Bar| lane.last().is_none_or(|last| last.extent.1 + APART <= bar.extent.0);
    for bar in [whole, short()].into_iter().flatten() {
        if let Some(lane) = lanes.iter_mut().find(|lane| free(lane, &bar)) {
            lane.push(bar);
            return true;
        }
        if lanes.len() < MOST {
            lanes.push(vec![bar]);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(name: &str, from: f64, to: f64) -> Window {
        Window { name: name.to_string(), from, to, back: to }
    }

    #[test]
    fn windows_share_three_lanes_and_the_names_of_the_others_are_kept() {
        let windows: Vec<Window> =
            (0..6).map(|k| window(&format!("policy {k}"), f64::from(k % 2), 20.0)).collect();
        let lanes = Lanes::of(POLICIES, &windows, &|month| 40.0 * month, (0.0, 1200.0));
        assert_eq!(lanes.lanes.iter().map(Vec::len).sum::<usize>() + lanes.left_out.len(), 6);
        assert_eq!(lanes.height(), 3.0 * ROW);
        let few = Lanes::of(SHOCKS, &windows[..2], &|month| 40.0 * month, (0.0, 1200.0));
        assert!(few.left_out.is_empty() && few.height() == 2.0 * ROW);
    }

    #[test]
    fn a_label_stands_in_its_bar_or_beside_it_and_is_cut_at_a_word() {
        let scale = |month: f64| 10.0 * month;
        let one = |name: &str, from: f64, to: f64| {
            Lanes::of(SHOCKS, &[window(name, from, to)], &scale, (0.0, 600.0)).lanes[0][0].clone()
        };
        let inside = one("rent", 0.0, 30.0);
        assert!(inside.at + wide(&inside.label) <= inside.back);
        let beside = one("household demand", 0.0, 3.0);
        assert!(beside.at >= beside.back && beside.label == "household demand");
        let cut = one("household demand beyond closures of the first months of the year", 0.0, 40.0);
        assert!(cut.label.ends_with('…') && cut.at + wide(&cut.label) <= cut.back, "{cut:?}");
        assert!("household demand beyond closures of".starts_with(cut.label.trim_end_matches('…')));
    }
}
