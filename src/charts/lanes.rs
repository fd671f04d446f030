//! What the shaded months of a plot are, and in which months policies are in force: a line of text and a thin
//! strip each, so that the plot keeps its room. What has no room in the line stands in the note.

use super::canvas::{Canvas, Face, Point};
use super::run::Window;
use super::{style, text};
use crate::language::Language;
use crate::{phrase, say};

/// Height of a line of text, and of the strip above that of policies.
const ROW: f64 = 36.0;
const STRIP: f64 = 14.0;
/// Names in the line at most.
const MOST: usize = 3;

/// The words of a kind, with `{names}` and `{count}` in place of what they say.
#[derive(Debug)]
struct Words {
    all: &'static str,
    some: &'static str,
    none: &'static str,
    others: &'static str,
}

const SHOCKS: Words = Words {
    all: phrase!("Shaded: {names}"),
    some: phrase!("Shaded: {names}; and {count} more"),
    none: phrase!("Shaded: shocks ({count})"),
    others: phrase!("Also shaded: {names}."),
};
const POLICIES: Words = Words {
    all: phrase!("Policies: {names}"),
    some: phrase!("Policies: {names}; and {count} more"),
    none: phrase!("Months of policies ({count})"),
    others: phrase!("Further policies: {names}."),
};

/// Shocks or policies in one line.
#[derive(Debug)]
pub struct Lane {
    /// What stands there.
    line: String,
    /// A sentence on those that it does not name; empty where it names all.
    pub others: String,
    windows: Vec<Window>,
    strip: bool,
}

/// Names one behind the other. They may hold commas themselves.
pub fn listed(language: Language, names: &[&str]) -> String {
    names.join(match language {
        Language::English => "; ",
        Language::Chinese => "；",
    })
}

impl Lane {
    /// What the shaded months are, in a line of a width.
    pub fn shocks(language: Language, windows: Vec<Window>, room: f64) -> Lane {
        Lane::of(language, &SHOCKS, windows, room, false)
    }
    /// Policies: a strip of the months in which they are in force, and their names in a line of a width.
    pub fn policies(language: Language, windows: Vec<Window>, room: f64) -> Lane {
        Lane::of(language, &POLICIES, windows, room, true)
    }

    fn of(language: Language, words: &Words, windows: Vec<Window>, room: f64, strip: bool) -> Lane {
        let names: Vec<&str> = windows.iter().map(|window| window.name.as_str()).collect();
        let line = |named: usize| match (named, names.len() - named) {
            (0, count) => language.fill(words.none, &[("count", &count)]),
            (_, 0) => language.fill(words.all, &[("names", &listed(language, &names))]),
            (_, count) => {
                language.fill(words.some, &[("names", &listed(language, &names[..named])), ("count", &count)])
            }
        };
        let fits = |named: &usize| text::width(&line(*named), style::SMALL, false) <= room;
        let named = (1..=names.len().min(MOST)).rev().find(fits).unwrap_or(0);
        let others = match &names[named..] {
            [] => String::new(),
            rest => language.fill(words.others, &[("names", &listed(language, rest))]),
        };
        let line = if names.is_empty() { String::new() } else { line(named) };
        Lane { line, others, windows, strip }
    }

    /// Room that it needs.
    pub fn height(&self) -> f64 {
        if self.windows.is_empty() { 0.0 } else { ROW + if self.strip { STRIP } else { 0.0 } }
    }

    /// Draws it below a point, its strip over the places of months.
    pub fn draw(&self, canvas: &mut Canvas, (left, top): Point, scale: &impl Fn(f64) -> f64) {
        if self.windows.is_empty() {
            return;
        }
        let color = if self.strip { style::POLICY_TEXT } else { style::SHOCK_TEXT };
        canvas.text(
            (left, top + self.height() - ROW * 0.34),
            &self.line,
            Face::new(style::SMALL).color(color),
        );
        if self.strip {
            // Months in which more are in force become darker.
            for window in &self.windows {
                canvas.rect((scale(window.from), top), (scale(window.back), top + STRIP), style::POLICY);
            }
        }
    }
}

/// The months of shocks or policies as a sentence, for those who can't see the chart.
pub fn told(
    language: Language,
    shocks: bool,
    windows: &[Window],
    month: impl Fn(usize) -> String,
) -> Option<String> {
    let one = |window: &Window| {
        let last = (window.back.ceil() as usize).max(1) - 1;
        let (from, to) = (month(window.from as usize), month(last));
        say!(language, "{name} ({from} to {to})", name = window.name, from = from, to = to)
    };
    let names: Vec<String> = windows.iter().map(one).collect();
    let names = listed(language, &names.iter().map(String::as_str).collect::<Vec<_>>());
    match (windows.is_empty(), shocks) {
        (true, _) => None,
        (false, true) => Some(say!(language, "Shocks: {names}.", names = names)),
        (false, false) => Some(say!(language, "Policies: {names}.", names = names)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(count: usize) -> Vec<Window> {
        let window = |k: usize| Window { name: format!("policy {k}"), from: 2.0, to: 20.0, back: 20.0 };
        (0..count).map(window).collect()
    }

    #[test]
    fn three_are_named_and_the_others_in_the_note() {
        let lane = Lane::policies(Language::English, windows(6), 1200.0);
        assert_eq!(lane.line, "Policies: policy 0; policy 1; policy 2; and 3 more");
        assert_eq!(lane.others, "Further policies: policy 3; policy 4; policy 5.");
        let lane = Lane::shocks(Language::English, windows(2), 1200.0);
        assert_eq!((lane.line.as_str(), lane.others.as_str()), ("Shaded: policy 0; policy 1", ""));
        assert_eq!(Lane::policies(Language::English, windows(0), 1200.0).height(), 0.0);
        let chinese = Lane::policies(Language::Chinese, windows(5), 1200.0);
        assert!(chinese.line.contains('；') && chinese.line.contains('2'), "{}", chinese.line);
    }

    #[test]
    fn a_line_is_no_wider_than_its_room() {
        for room in [260.0, 330.0, 500.0, 700.0] {
            for language in Language::ALL {
                let lane = Lane::shocks(language, windows(9), room);
                assert!(text::width(&lane.line, style::SMALL, false) <= room.max(300.0), "{}", lane.line);
                assert!(lane.others.contains("policy 8"));
            }
        }
    }
}
