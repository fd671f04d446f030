//! The one reader of CSV tables that users write: strict, so that no number is read other than it was meant.
//!
//! Cells are separated by commas and may stand in quotes, in which a quote is doubled (RFC 4180). A byte
//! order mark, line ends of Windows, blanks around cells and lines without content are accepted. All else
//! that could change a number is refused with its place: rows longer or shorter than the header (most often a
//! decimal comma), quotes in the middle of a cell, other separators, columns without a name or with the name
//! of another, characters that steer a terminal.

use crate::diagnose::{Place, Problems, Source, named, settling};
use crate::language::told::Told;
use crate::{phrase, told};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A cell: its text without quotes and surrounding blanks, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub text: String,
    pub place: Place,
}

/// A row of cells.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub cells: Vec<Cell>,
    /// The whole line.
    pub place: Place,
    /// Its number, counted from one.
    pub line: usize,
    /// Its cells can't be distinguished with certainty, which has been reported: only the first can be
    /// trusted.
    pub ragged: bool,
}

/// A table: what its first row with content names, and the rows below.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub header: Vec<Cell>,
    pub rows: Vec<Row>,
}

/// Reads the bytes of a file. `what` is the name of the table in messages, as in `the table banks`; `None`
/// when there is nothing that could be a table.
pub(crate) fn read(what: &Told, path: &Path, bytes: &[u8], problems: &mut Problems) -> Option<Sheet> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wrong = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
    let source =
        Arc::new(Source { path: path.to_path_buf(), text: String::from_utf8_lossy(bytes).into_owned() });
    if let Some(at) = wrong {
        let place = Place { source, span: at..at + 1 };
        problems.at(
            &place,
            told!("{what} is not UTF-8 text", what = what.clone()),
            Some(told!("save the table as \"CSV UTF-8\"")),
        );
        return None;
    }
    read_text(what, &source, problems)
}

/// Reads a text.
pub(crate) fn read_text(what: &Told, source: &Arc<Source>, problems: &mut Problems) -> Option<Sheet> {
    let mut cutter = Cutter { what, source, problems, at: 0, line: 1 };
    let mut rows = Vec::new();
    while cutter.at < source.text.len() {
        let row = cutter.row()?;
        if row.cells.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(row);
        }
    }
    let place = |span| Place { source: source.clone(), span };
    if rows.is_empty() {
        let message = told!("{what} is empty; its first row must name the columns", what = what.clone());
        problems.at(&place(0..0), message, None);
        return None;
    }
    let header = rows.remove(0).cells;
    let first = &header[0];
    if let Some((_, separator)) =
        SEPARATORS.iter().find(|(sign, _)| header.len() == 1 && first.text.contains(*sign))
    {
        let hint = told!("save it with commas between the columns, and with points in decimal numbers");
        let message = told!(
            "the columns of {what} are not separated by commas but by {separator}",
            what = what.clone(),
            separator = Told::phrase(separator)
        );
        problems.at(&first.place, message, Some(hint));
        return None;
    }
    for (index, cell) in header.iter().enumerate() {
        if cell.text.is_empty() {
            problems.at(&cell.place, told!("a column of {what} has no name", what = what.clone()), None);
        } else if header[..index].iter().any(|earlier| earlier.text == cell.text) {
            let name = format!("{:?}", cell.text);
            let message = told!("{what} has two columns {name}", what = what.clone(), name = name);
            problems.at(&cell.place, message, None);
        }
    }
    for row in &mut rows {
        measure(what, row, header.len(), problems);
    }
    Some(Sheet { header, rows })
}

/// What people separate columns by besides commas.
const SEPARATORS: [(char, &str); 3] =
    [(';', phrase!("semicolons")), ('\t', phrase!("tabs")), ('|', phrase!("upright strokes"))];

/// Reports a row that has more or fewer cells than the header.
fn measure(what: &Told, row: &mut Row, want: usize, problems: &mut Problems) {
    let got = row.cells.len();
    if row.ragged || got == want {
        return;
    }
    row.ragged = true;
    let what = what.clone();
    let message = match (got, want) {
        (1, _) => {
            told!("{what}: this row has 1 cell, the header names {want} columns", what = what, want = want)
        }
        (_, 1) => {
            told!("{what}: this row has {got} cells, the header names 1 column", what = what, got = got)
        }
        _ => told!(
            "{what}: this row has {got} cells, the header names {want} columns",
            what = what,
            got = got,
            want = want
        ),
    };
    if got > want && row.cells[want..].iter().all(|cell| cell.text.is_empty()) {
        return problems.at(&row.place, message, Some(told!("take the commas at its end out")));
    }
    let pairs = if got > want { decimal_commas(&row.cells) } else { Vec::new() };
    if !pairs.is_empty() && pairs.len() >= got - want {
        let (left, right) = (&row.cells[pairs[0]], &row.cells[pairs[0] + 1]);
        let place =
            Place { source: row.place.source.clone(), span: left.place.span.start..right.place.span.end };
        let hint = told!(
            "{whole},{part} is a number with a decimal comma? write {whole}.{part}",
            whole = &left.text,
            part = &right.text
        );
        problems.at(&place, message, Some(hint));
        return;
    }
    problems.at(&row.place, message, None);
}

/// Cells that with the next one look like a number with a decimal comma.
fn decimal_commas(cells: &[Cell]) -> Vec<usize> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mut found, mut at) = (Vec::new(), 0);
    while at + 1 < cells.len() {
        if digits(cells[at].text.trim_start_matches(['-', '+'])) && digits(&cells[at + 1].text) {
            found.push(at);
            at += 1;
        }
        at += 1;
    }
    found
}

/// How to write what was meant by a text that is not a number.
pub(crate) fn number_hint(text: &str) -> Option<Told> {
    let number = |text: &str| text.parse::<f64>().ok().filter(|value| value.is_finite());
    if let Some(percent) = text.strip_suffix('%').and_then(|text| number(text.trim_end())) {
        return Some(told!("write a share: {share}", share = percent / 100.0));
    }
    let joined: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',' && *c != '_').collect();
    if let Some((_, decimals)) = text.split_once(',')
        && number(&text.replace(',', ".")).is_some()
    {
        // Three figures after a comma may be thousands as well.
        let point = text.replace(',', ".");
        return Some(if decimals.len() == 3 {
            told!("write {one} or {other}", one = joined, other = point)
        } else {
            told!("write {number}", number = point)
        });
    }
    // What word processors make of a minus.
    let joined = joined.replace(['\u{2212}', '\u{2013}'], "-");
    (joined != text && number(&joined).is_some()).then(|| told!("write {number}", number = joined))
}

/// Cuts a text into rows, each byte looked at once.
struct Cutter<'a> {
    what: &'a Told,
    source: &'a Arc<Source>,
    problems: &'a mut Problems,
    at: usize,
    line: usize,
}

impl Cutter<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { source: self.source.clone(), span }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.source.text.as_bytes().get(at).copied()
    }

    /// Whether a cell ends here.
    fn ends(&self, at: usize) -> bool {
        match self.byte(at) {
            None | Some(b',' | b'\n') => true,
            Some(b'\r') => self.byte(at + 1) == Some(b'\n'),
            _ => false,
        }
    }

    /// The next row; `None` when a quote is never closed, so that there is no telling where rows end.
    fn row(&mut self) -> Option<Row> {
        let (start, line) = (self.at, self.line);
        let (mut cells, mut ragged) = (Vec::new(), false);
        loop {
            let (cell, clean) = if self.byte(self.at) == Some(b'"') { self.quoted()? } else { self.bare() };
            ragged |= !clean;
            cells.push(cell);
            match self.byte(self.at) {
                Some(b',') => self.at += 1,
                _ => break,
            }
        }
        let end = self.at;
        self.at += usize::from(self.byte(self.at) == Some(b'\r'));
        self.at += usize::from(self.byte(self.at) == Some(b'\n'));
        self.line += 1;
        Some(Row { cells, place: self.place(start..end), line, ragged })
    }

    /// A cell without quotes, and whether it is sound.
    fn bare(&mut self) -> (Cell, bool) {
        let start = self.at;
        while !self.ends(self.at) {
            self.at += 1;
        }
        let raw = &self.source.text[start..self.at];
        let lead = raw.len() - raw.trim_start().len();
        let text = raw.trim().to_string();
        let first = start + lead.min(raw.len());
        // An empty cell is marked by the comma that ends it.
        let span = if text.is_empty() { start..self.at.max(start + 1) } else { first..first + text.len() };
        let mut clean = self.plain(start..self.at);
        if let Some(quote) = raw.find('"') {
            let hint = match raw[..quote].trim().is_empty() {
                true => told!("take the blank before it out"),
                false => told!("put the whole cell in quotes, and double those inside: \"\""),
            };
            let place = self.place(start + quote..start + quote + 1);
            let message = told!("{what}: a quote in the middle of a cell", what = self.what.clone());
            self.problems.at(&place, message, Some(hint));
            clean = false;
        }
        (Cell { text, place: self.place(span) }, clean)
    }

    /// A cell in quotes, and whether it is sound.
    fn quoted(&mut self) -> Option<(Cell, bool)> {
        let start = self.at;
        let mut text = String::new();
        let mut from = start + 1;
        loop {
            let Some(quote) = self.source.text[from..].find('"').map(|at| from + at) else {
                let message = told!("{what}: this quote is never closed", what = self.what.clone());
                self.problems.at(&self.place(start..start + 1), message, None);
                return None;
            };
            text += &self.source.text[from..quote];
            from = quote + 1;
            if self.byte(from) != Some(b'"') {
                break;
            }
            text.push('"');
            from += 1;
        }
        self.line += self.source.text[start..from].matches('\n').count();
        let mut clean = self.plain(start..from);
        self.at = from;
        while !self.ends(self.at) {
            self.at += 1;
        }
        if !self.source.text[from..self.at].trim().is_empty() {
            let place = self.place(from..self.at);
            let hint = told!("put the whole cell in quotes, and double those inside: \"\"");
            let message = told!("{what}: text after the quote that ends the cell", what = self.what.clone());
            self.problems.at(&place, message, Some(hint));
            clean = false;
        }
        let inner = if text.trim().is_empty() { start..from } else { start + 1..from - 1 };
        Some((Cell { text: text.trim().to_string(), place: self.place(inner) }, clean))
    }

    /// Reports the first character of a cell that steers a terminal or ends a line as no other does.
    fn plain(&mut self, span: Range<usize>) -> bool {
        // A line may end within quotes; a tab is a blank.
        let text = self.source.text[span.clone()].replace("\r\n", " \n");
        let Some((at, sign)) = settling(&text).find(|(_, sign)| *sign != '\n' && *sign != '\t') else {
            return true;
        };
        let hint = (sign == '\r').then(|| told!("save the file with the line ends of Unix or Windows"));
        let place = self.place(span.start + at..span.start + at + sign.len_utf8());
        let message =
            told!("{what}: {sign} can't be part of a cell", what = self.what.clone(), sign = named(sign));
        self.problems.at(&place, message, hint);
        false
    }
}

#[cfg(test)]
mod tests;
