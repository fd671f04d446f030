//! Any CSV table as cells that know their place, and the checks that all tables share.

use crate::diagnose::{Place, Problems, did_you_mean, formula, named, nearest};
use crate::language::told::Told;
use crate::sheet::{self, Cell, number_hint};
use crate::units::Grade;
use std::collections::BTreeMap;
use std::path::Path;

/// How far shares may be from adding up to one before the table is refused; within it they are made to add
/// up.
pub const SHARE_TOLERANCE: f64 = 1e-3;

/// Problems shown of one table; a file that is something else altogether would otherwise fill the screen.
const MOST_SHOWN: usize = 40;

/// A row: a cell for each column of the header; `None` where the row is too short, or its cells can't be
/// distinguished.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    cells: Vec<Option<Cell>>,
    /// The whole line.
    pub place: Place,
    /// Its number, counted from one.
    pub line: usize,
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    pub name: String,
    pub header: Vec<Cell>,
    pub rows: Vec<Row>,
    columns: BTreeMap<String, usize>,
    /// Problems of this table, handed over by [`Table::close`].
    problems: Problems,
}

/// A column of numbers: its name, the range allowed, and what it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub name: &'static str,
    pub min: f64,
    pub max: f64,
    pub unit: &'static str,
}

impl Table {
    /// Cuts a file into cells. `None` when there is nothing that could be a table.
    pub fn read(name: &str, path: &Path, bytes: &[u8], problems: &mut Problems) -> Option<Table> {
        let mut found = Problems::new();
        let sheet = sheet::read(&format!("the table {name}"), path, bytes, &mut found);
        let Some(sheet) = sheet else {
            problems.extend(found);
            return None;
        };
        let header = sheet.header;
        let mut table = Table {
            name: name.to_string(),
            header,
            rows: Vec::new(),
            columns: BTreeMap::new(),
            problems: found,
        };
        for (index, cell) in table.header.iter().enumerate() {
            table.columns.entry(cell.text.clone()).or_insert(index);
        }
        for row in sheet.rows {
            table.push(row);
        }
        if table.rows.is_empty() {
            let message = format!("the table {name} has a header but no rows");
            table.problems.at(&table.header[0].place, message, None);
        }
        Some(table)
    }

    fn push(&mut self, row: sheet::Row) {
        let sheet::Row { cells, place, line, ragged } = row;
        let mut cells: Vec<Option<Cell>> =
            cells.into_iter().map(Some).take(if ragged { 1 } else { self.header.len() }).collect();
        cells.resize(self.header.len(), None);
        // Names and labels stand on one line of charts and messages; only where a figure comes from may take
        // several.
        for (column, cell) in self.header.iter().zip(&mut cells).filter(|(column, _)| column.text != "source")
        {
            if let Some(broken) = cell.as_ref().filter(|cell| cell.text.contains('\n')) {
                let message =
                    format!("the table {}: {} can't be part of {}", self.name, named('\n').english(), column.text);
                self.problems.at(&broken.place, message, None);
                *cell = None;
            }
        }
        let named = self
            .header
            .iter()
            .zip(&cells)
            .filter(|(column, _)| ["id", "label"].contains(&column.text.as_str()));
        for (column, cell) in named
            .filter_map(|(column, cell)| Some((column, cell.as_ref().filter(|cell| formula(&cell.text))?)))
        {
            let message = format!(
                "the table {}: {} begins like a formula of spreadsheet programs",
                self.name, column.text
            );
            self.problems.at(&cell.place, message, Some("begin with a letter or a digit".into()));
        }
        self.rows.push(Row { cells, place, line });
    }

    /// Checks the columns' names; `optional` ones may be missing.
    pub fn columns<'a>(&mut self, required: impl IntoIterator<Item = &'a str>, optional: &[&str]) {
        let required: Vec<&str> = required.into_iter().chain(["source", "grade"]).collect();
        let mut meant = Vec::new();
        for cell in &self.header {
            let known = required.iter().chain(optional).copied();
            if cell.text.is_empty() || known.clone().any(|name| name == cell.text) {
                continue;
            }
            let free = known.filter(|name| !self.columns.contains_key(*name));
            let hint = did_you_mean(&cell.text, free.clone());
            meant.extend(nearest(&cell.text, free));
            self.problems.at(
                &cell.place,
                format!("the table {} knows no column \"{}\"", self.name, cell.text),
                hint,
            );
        }
        for name in
            required.iter().filter(|name| !self.columns.contains_key(**name) && !meant.contains(*name))
        {
            self.problems.at(
                &self.header[0].place,
                format!("the table {} lacks the column \"{name}\"", self.name),
                None,
            );
        }
    }

    /// Whether there is a column of that name.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The cell of a row; `None` when the row or the header lacks it, which has been reported.
    pub fn cell(&self, row: usize, column: &str) -> Option<Cell> {
        self.rows[row].cells[*self.columns.get(column)?].clone()
    }

    /// A text cell that may be empty.
    pub fn text(&self, row: usize, column: &str) -> String {
        self.cell(row, column).map(|cell| cell.text).unwrap_or_default()
    }

    /// Adds a problem at a cell, or at its row when there is no such cell.
    pub fn problem(&mut self, row: usize, column: &str, message: impl Into<Told>, hint: Option<Told>) {
        let place = self.cell(row, column).map_or_else(|| self.rows[row].place.clone(), |cell| cell.place);
        self.problems.at(&place, message, hint);
    }

    /// Adds a problem at a place of this or another table.
    pub fn problem_at(&mut self, place: &Place, message: impl Into<Told>, hint: Option<Told>) {
        self.problems.at(place, message, hint);
    }

    /// Adds a problem of the table as a whole.
    pub fn problem_at_top(&mut self, message: impl Into<Told>, hint: Option<Told>) {
        self.problems.at(&self.header[0].place, message, hint);
    }

    /// More of them than a firm can distinguish: it keeps the number of each of its own in one byte.
    pub fn at_most(&mut self, number: usize, what: &str) {
        const MOST: usize = u8::MAX as usize;
        if number > MOST {
            self.problem_at_top(
                format!("there are {number} {what}; at most {MOST} can be distinguished"),
                None,
            );
        }
    }

    /// The names in the first column: unique, fit for scenario files. `what` names the thing, as in `sector`.
    pub fn ids(&mut self, column: &str, what: &str) -> Vec<String> {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        (0..self.rows.len())
            .map(|row| {
                let Some(cell) = self.cell(row, column) else { return String::new() };
                let id = cell.text;
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
                if id.is_empty() {
                    self.problem(row, column, format!("this {what} has no {column}"), None);
                } else if !id.chars().all(plain) {
                    let message =
                        format!("{what} \"{id}\": a name in files is of small letters, digits, _ and -");
                    let hint: String =
                        id.to_lowercase().chars().map(|c| if plain(c) { c } else { '_' }).collect();
                    self.problem(
                        row,
                        column,
                        message,
                        id.is_ascii().then(|| format!("did you mean {hint}?").into()),
                    );
                } else if let Some(earlier) = first.get(&id) {
                    let line = self.rows[*earlier].line;
                    self.problem(
                        row,
                        column,
                        format!("{what} \"{id}\" is listed twice, first in line {line}"),
                        None,
                    );
                } else {
                    first.insert(id.clone(), row);
                }
                id
            })
            .collect()
    }

    /// The number in a cell; `NaN` when there is none, which has been reported. `who` names the row, as in
    /// `sector "mining"`.
    pub fn number(&mut self, row: usize, column: Number, who: &str) -> f64 {
        match self.cell(row, column.name) {
            Some(cell) if cell.text.is_empty() => {
                let message = format!(
                    "{who}: {} is empty; it is a {}, {}..={}",
                    column.name, column.unit, column.min, column.max
                );
                self.problem(row, column.name, message, None);
                f64::NAN
            }
            _ => self.number_or(row, column, who, f64::NAN),
        }
    }

    /// The number in a cell, or `otherwise` where the cell is empty.
    pub fn number_or(&mut self, row: usize, column: Number, who: &str, otherwise: f64) -> f64 {
        let Some(cell) = self.cell(row, column.name) else { return otherwise };
        self.parse(row, &cell, column.name, column, who, otherwise)
    }

    /// The number in a cell of a column whose name is only known from the file.
    pub fn number_named(&mut self, row: usize, name: &str, column: Number, who: &str) -> f64 {
        let Some(cell) = self.cell(row, name) else { return f64::NAN };
        if cell.text.is_empty() {
            self.problem(row, name, format!("{who}: {name} is empty; write 0 where there is none"), None);
            return f64::NAN;
        }
        self.parse(row, &cell, name, column, who, f64::NAN)
    }

    fn parse(
        &mut self,
        row: usize,
        cell: &Cell,
        name: &str,
        column: Number,
        who: &str,
        otherwise: f64,
    ) -> f64 {
        let text = cell.text.as_str();
        if text.is_empty() {
            return otherwise;
        }
        let Number { min, max, unit, .. } = column;
        let Some(value) = text.parse::<f64>().ok().filter(|value| value.is_finite()) else {
            self.problem(
                row,
                name,
                format!("{who}: {name} is \"{text}\", which is not a number ({unit})"),
                number_hint(text),
            );
            return f64::NAN;
        };
        if value < min || value > max {
            let hundredth = value / 100.0;
            let hint = (max == 1.0 && value > 1.0 && hundredth <= 1.0)
                .then(|| format!("did you mean {hundredth:.2}?"));
            self.problem(
                row,
                name,
                format!("{who}: {name} is {text}, outside {min}..={max} ({unit})"),
                hint.map(Into::into),
            );
            return f64::NAN;
        }
        value
    }

    /// Yes or no.
    pub fn truth(&mut self, row: usize, column: &str, who: &str) -> bool {
        let Some(cell) = self.cell(row, column) else { return false };
        match cell.text.to_ascii_lowercase().as_str() {
            "true" => true,
            "false" => false,
            _ => {
                let message = format!("{who}: {column} is \"{}\"; write true or false", cell.text);
                self.problem(row, column, message, None);
                false
            }
        }
    }

    /// Checks that every row names its source and its grade.
    pub fn sourced(&mut self) {
        const WORDS: [&str; 3] = ["official", "derived", "assumed"];
        for row in 0..self.rows.len() {
            if let Some(cell) = self.cell(row, "grade")
                && Grade::from_word(&cell.text).is_none()
            {
                let message = format!("grade is \"{}\"; it is one of official, derived, assumed", cell.text);
                self.problem(row, "grade", message, did_you_mean(&cell.text, WORDS));
            }
            if self.cell(row, "source").is_some_and(|cell| cell.text.is_empty()) {
                self.problem(
                    row,
                    "source",
                    "this row names no source; for an assumption, write why and in which range",
                    None,
                );
            }
        }
    }

    /// Checks that shares add up to one, and makes them add up exactly. `NaN` among them: reported already,
    /// nothing to check.
    pub fn shares(&mut self, what: &str, shares: Vec<&mut f64>) {
        let sum: f64 = shares.iter().map(|share| **share).sum();
        if sum.is_nan() || shares.is_empty() {
            return;
        }
        if (sum - 1.0).abs() > SHARE_TOLERANCE {
            self.problem_at_top(format!("{what} add up to {}, not to 1", round(sum)), None);
            return;
        }
        shares.into_iter().for_each(|share| *share /= sum);
    }

    /// Hands the problems over.
    pub fn close(self, problems: &mut Problems) {
        let left_out = self.problems.len().saturating_sub(MOST_SHOWN);
        if left_out == 0 {
            problems.extend(self.problems);
            return;
        }
        for problem in self.problems.iter().take(MOST_SHOWN) {
            let hint = problem.hint.clone();
            match &problem.place {
                Some(place) => problems.at(place, problem.message.clone(), hint),
                None => problems.of_file(problem.file.as_deref(), problem.message.clone(), hint),
            }
        }
        problems.at(
            &self.header[0].place,
            format!("the table {} has {left_out} more problems", self.name),
            None,
        );
    }
}

/// A number as shown in a message: four digits after the point at most.
pub(super) fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
