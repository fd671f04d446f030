//! Problems in the user's files: collected, not thrown one at a time; each with its place, the line, a caret, what is
//! allowed and the nearest valid name.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
        let before = &self.source.text[..start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }

    /// `file:line`, as shown in a resolved scenario.
    pub fn file_line(&self) -> String {
        format!("{}:{}", self.source.path.display(), self.line_column().0)
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
    pub message: String,
    /// A suggestion, shown beside the caret.
    pub hint: Option<String>,
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
    pub fn at(&mut self, place: &Place, message: impl Into<String>, hint: Option<String>) {
        self.list.push(Problem { place: Some(place.clone()), file: None, message: message.into(), hint });
    }
    /// Adds a problem of a whole file, or of none.
    pub fn of_file(&mut self, file: Option<&Path>, message: impl Into<String>, hint: Option<String>) {
        self.list.push(Problem { place: None, file: file.map(Path::to_path_buf), message: message.into(), hint });
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
    /// The problems.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(place) = &self.place else {
            if let Some(file) = &self.file {
                write!(f, "{}  ", file.display())?;
            }
            write!(f, "{}", self.message)?;
            if let Some(hint) = &self.hint {
                write!(f, "\n     = {hint}")?;
            }
            return Ok(());
        };
        let (line, column) = place.line_column();
        writeln!(f, "{}:{line}:{column}  {}", place.source.path.display(), self.message)?;
        let text = place.source.text.lines().nth(line - 1).unwrap_or("");
        let left = text.chars().count().saturating_sub(column - 1).max(1);
        let wide = place.source.text.get(place.span.clone()).map_or(1, |s| s.lines().next().unwrap_or("").chars().count());
        let wide = wide.clamp(1, left);
        let text = text.replace('\t', " ");
        writeln!(f, "{line:>5} | {text}")?;
        write!(f, "      | {}{}", " ".repeat(column - 1), "^".repeat(wide))?;
        if let Some(hint) = &self.hint {
            write!(f, " {hint}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.list {
            writeln!(f, "{problem}\n")?;
        }
        let n = self.list.len();
        write!(f, "{n} problem{} found; nothing was run and nothing was written", if n == 1 { "" } else { "s" })
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
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(typed, known).map(|name| format!("did you mean {name}?"))
}
