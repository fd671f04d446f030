//! Problems in the user's files: collected, not thrown one at a time; each with its place, the line, a caret,
//! what is allowed and the nearest valid name.

mod signs;

pub use signs::{formula, inert, named, settling, tame};

use crate::language::Language;
use crate::language::told::Told;
use crate::told;
use std::cell::RefCell;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

/// Problems that are shown; a file that is something else altogether would fill the screen.
const MOST_SHOWN: usize = 50;

/// Names that a message lists beside any mistake.
const LISTED: usize = 12;
/// Names that it lists where nothing is near what was typed; of more only the nearest.
const MOST_LISTED: usize = 20;

thread_local! {
    /// Where the lines of the source begin that was looked up last: one problem after another is mostly of
    /// the same file, and counting its lines anew for each takes hours when there are many.
    static LINES: RefCell<(Weak<Source>, Vec<usize>)> = const { RefCell::new((Weak::new(), Vec::new())) };
}

/// A file that was read, kept whole so that problems can show its lines.
#[derive(Debug)]
pub struct Source {
    /// The path as the user would write it.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// A place in a source: a byte range.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// Bytes from and to.
    pub span: Range<usize>,
}

impl Place {
    /// The line and column of the place, both counted from one; the column counts characters.
    pub fn line_column(&self) -> (usize, usize) {
        let start = self.span.start.min(self.source.text.len());
        let (line, range) = self.line_of(start);
        (line, self.source.text[range.start..start].chars().count() + 1)
    }

    /// The number of the line that a byte is in, from one, and the line's range without its end.
    fn line_of(&self, at: usize) -> (usize, Range<usize>) {
        LINES.with_borrow_mut(|(known, starts)| {
            if known.as_ptr() != Arc::as_ptr(&self.source) {
                *known = Arc::downgrade(&self.source);
                *starts = std::iter::once(0)
                    .chain(self.source.text.match_indices('\n').map(|(at, _)| at + 1))
                    .collect();
            }
            let line = starts.partition_point(|start| *start <= at);
            let end = starts.get(line).map_or(self.source.text.len(), |next| next - 1);
            (line, starts[line - 1]..end)
        })
    }

    /// `file:line`, as shown in a resolved scenario; for a command-line option, the option as it was typed.
    pub fn file_line(&self) -> String {
        if self.is_option() {
            self.option()
        } else {
            format!("{}:{}", self.source.path.display(), self.line_column().0)
        }
    }

    /// The place of a whole command-line option: its name (`--set`) stands for the path, its value for the
    /// text. Changes made on the command line are checked like those in a file, so they need places too.
    pub fn of_option(name: &str, value: &str) -> Place {
        Place {
            source: Arc::new(Source { path: PathBuf::from(name), text: value.to_string() }),
            span: 0..value.len(),
        }
    }

    /// Whether the place is a command-line option.
    pub fn is_option(&self) -> bool {
        self.source.path.to_str().is_some_and(|path| path.starts_with("--"))
    }

    fn option(&self) -> String {
        format!("{} {}", self.source.path.display(), self.source.text).trim_end().to_string()
    }
}

/// One problem.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Where, when it has a place in a file.
    pub place: Option<Place>,
    /// The file, when there is no place in it (a file that is missing).
    pub file: Option<PathBuf>,
    /// What is wrong, in economic terms, with what is allowed.
    pub message: Told,
    /// A suggestion, shown beside the caret.
    pub hint: Option<Told>,
}

/// All problems found.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// None yet.
    pub fn new() -> Problems {
        Problems::default()
    }
    /// Adds a problem at a place.
    pub fn at(&mut self, place: &Place, message: impl Into<Told>, hint: Option<Told>) {
        self.list.push(Problem { place: Some(place.clone()), file: None, message: message.into(), hint });
    }
    /// Adds a problem of a whole file, or of none.
    pub fn of_file(&mut self, file: Option<&Path>, message: impl Into<Told>, hint: Option<Told>) {
        self.list.push(Problem {
            place: None,
            file: file.map(Path::to_path_buf),
            message: message.into(),
            hint,
        });
    }
    /// Takes over the problems of another list.
    pub fn extend(&mut self, other: Problems) {
        self.list.extend(other.list);
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }
    /// Puts the problems in the order of their places (files in the order in which they first turned up), so
    /// that a user can go through a file from top to bottom, and drops repetitions.
    pub fn sort(&mut self) {
        let mut files: Vec<PathBuf> = Vec::new();
        let mut keyed: Vec<((usize, usize), Problem)> = Vec::new();
        for problem in std::mem::take(&mut self.list) {
            let (file, start) = match &problem.place {
                Some(place) if place.is_option() => (PathBuf::from(place.option()), 0),
                Some(place) => (place.source.path.clone(), place.span.start),
                None => (problem.file.clone().unwrap_or_default(), 0),
            };
            let index = files.iter().position(|known| *known == file).unwrap_or_else(|| {
                files.push(file);
                files.len() - 1
            });
            keyed.push(((index, start), problem));
        }
        keyed.sort_by_key(|(key, _)| *key);
        for (_, problem) in keyed {
            if self.list.last().is_none_or(|last| !last.says_the_same(&problem)) {
                self.list.push(problem);
            }
        }
    }

    /// The problems.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }
}

impl Problem {
    fn says_the_same(&self, other: &Problem) -> bool {
        let of = |problem: &Problem| {
            let place = problem
                .place
                .as_ref()
                .map(|place| (place.source.path.clone(), place.is_option(), place.span.clone()));
            (place, problem.file.clone())
        };
        self.message == other.message && self.hint == other.hint && of(self) == of(other)
    }
}

impl Problem {
    /// The problem in a language: where, what, the line with a caret, the hint.
    pub fn said(&self, language: Language) -> String {
        let message = self.message.said(language);
        let hint = self.hint.as_ref().map(|hint| hint.said(language));
        let below = || hint.as_ref().map_or(String::new(), |hint| format!("\n     = {hint}"));
        let Some(place) = &self.place else {
            let file = self.file.as_ref().map_or(String::new(), |file| format!("{}  ", file.display()));
            return format!("{file}{message}{}", below());
        };
        if place.is_option() {
            return format!("{}  {message}{}", place.option(), below());
        }
        let (line, column) = place.line_column();
        let beside = hint.map_or(String::new(), |hint| format!(" {hint}"));
        format!("{}:{line}:{column}  {message}\n{}{beside}", place.source.path.display(), place.pointed_at())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Language::English))
    }
}

impl Place {
    /// The line of the place, and below it carets under what is meant.
    fn pointed_at(&self) -> String {
        let (line, column) = self.line_column();
        let text = &self.source.text;
        let whole = text[self.line_of(self.span.start.min(text.len())).1].trim_end_matches('\r');
        // Of a long line only what stands around the caret is shown.
        let first = if whole.chars().count() > WIDEST { (column - 1).saturating_sub(WIDEST / 2) } else { 0 };
        let shown: String = whole.chars().skip(first).take(WIDEST).collect();
        let cut = |gone: bool| if gone { "…" } else { "" };
        let (start, end) = (cut(first > 0), cut(whole.chars().count() > first + WIDEST));
        let shown = format!("{start}{shown}{end}");
        let at = column - 1 - first + start.chars().count();
        let before: usize = shown.chars().take(at).map(cells).sum();
        let rest: usize = shown.chars().skip(at).map(cells).sum();
        let marked = text.get(self.span.clone()).map_or("", |s| s.lines().next().unwrap_or(""));
        let marked = marked.chars().map(cells).sum::<usize>().clamp(1, rest.max(1));
        let (blank, carets) = (" ".repeat(before), "^".repeat(marked));
        format!("{line:>5} | {}\n      | {blank}{carets}", shown.replace('\t', " "))
    }
}

/// Characters of a line that are shown.
const WIDEST: usize = 160;

/// How many cells of a terminal a character takes: Chinese, Japanese and Korean ones take two, and the caret
/// must still stand under the right one.
fn cells(character: char) -> usize {
    match u32::from(character) {
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

impl Problems {
    /// The problems in a language, and how many there are.
    pub fn said(&self, language: Language) -> String {
        let mut text = String::new();
        for problem in self.list.iter().take(MOST_SHOWN) {
            // What a file holds must not steer the terminal.
            text += &tame(&problem.said(language));
            text += "\n\n";
        }
        let n = self.list.len();
        let left_out = n.saturating_sub(MOST_SHOWN);
        if left_out > 0 {
            text += &told!("… and {count} more", count = left_out).said(language);
            text += "\n\n";
        }
        let found = match n {
            1 => told!("1 problem found; nothing was run and nothing was written"),
            n => told!("{count} problems found; nothing was run and nothing was written", count = n),
        };
        text + &found.said(language)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Language::English))
    }
}

/// The name among `known` that is nearest to `typed`, when one is near enough to suggest.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(typed, name), name))
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// The hint "did you mean …?" for a mistyped name.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Told> {
    nearest(typed, known).map(|name| told!("did you mean {name}?", name = name))
}

/// A list of names for a message, when it is short enough to read: `(one of micro, small, medium)`, else
/// nothing.
pub fn one_of<'a>(known: impl IntoIterator<Item = &'a str>) -> Told {
    let known: Vec<&str> = known.into_iter().collect();
    if known.is_empty() || known.len() > LISTED { Told::nothing() } else { listed(&known) }
}

fn listed(names: &[&str]) -> Told {
    told!(" (one of {names})", names = names.join(", "))
}

/// The same of a name that is none of them: a long list is cut to the five names nearest to it, or to nothing where
/// one is so near that a hint names it.
pub fn one_of_or_nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Told {
    let known: Vec<&str> = known.into_iter().collect();
    if known.len() <= LISTED {
        return one_of(known);
    }
    if nearest(typed, known.iter().copied()).is_some() {
        return Told::nothing();
    }
    if known.len() <= MOST_LISTED {
        return listed(&known);
    }
    let mut near: Vec<(f64, &str)> =
        known.iter().map(|name| (strsim::jaro_winkler(&typed.to_lowercase(), name), *name)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<&str> = near.iter().take(5).map(|(_, name)| *name).collect();
    told!(" (nearest of {count}: {names})", count = known.len(), names = near.join(", "))
}

#[cfg(test)]
mod tests;
