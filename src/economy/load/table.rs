//! Any CSV table as cells that know their place, and the checks that all tables share.

use super::number::Number;
use crate::diagnose::{Place, Problems, did_you_mean, formula, named, nearest};
use crate::language::told::Told;
use crate::sheet::{self, Cell};
use crate::told;
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

impl Table {
    /// Cuts a file into cells. `None` when there is nothing that could be a table.
    pub fn read(name: &str, path: &Path, bytes: &[u8], problems: &mut Problems) -> Option<Table> {
        let mut found = Problems::new();
        let sheet = sheet::read(&told!("the table {name}", name = name), path, bytes, &mut found);
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
            let message = told!("the table {name} has a header but no rows", name = name);
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
                let message = told!(
                    "the table {table}: {sign} can't be part of {column}",
                    table = &self.name,
                    sign = named('\n'),
                    column = &column.text
                );
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
            let message = told!(
                "the table {table}: {column} begins like a formula of spreadsheet programs",
                table = &self.name,
                column = &column.text
            );
            self.problems.at(&cell.place, message, Some(told!("begin with a letter or a digit")));
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
            let message = told!(
                "the table {table} knows no column \"{column}\"",
                table = &self.name,
                column = &cell.text
            );
            self.problems.at(&cell.place, message, hint);
        }
        for name in
            required.iter().filter(|name| !self.columns.contains_key(**name) && !meant.contains(*name))
        {
            let message =
                told!("the table {table} lacks the column \"{column}\"", table = &self.name, column = name);
            self.problems.at(&self.header[0].place, message, None);
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

    /// More of them than a firm can distinguish: it keeps the number of each of its own in one byte. `what` is a
    /// phrase.
    pub fn at_most(&mut self, number: usize, what: &'static str) {
        const MOST: usize = u8::MAX as usize;
        if number > MOST {
            let message = told!(
                "there are {number} {what}; at most {most} can be distinguished",
                number = number,
                what = Told::phrase(what),
                most = MOST
            );
            self.problem_at_top(message, None);
        }
    }

    /// The names in the first column: unique, fit for scenario files. `what`, a phrase, names the thing, as in
    /// `sector`.
    pub fn ids(&mut self, column: &str, what: &'static str) -> Vec<String> {
        let what = || Told::phrase(what);
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        (0..self.rows.len())
            .map(|row| {
                let Some(cell) = self.cell(row, column) else { return String::new() };
                let id = cell.text;
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
                if id.is_empty() {
                    let message = told!("this {what} has no {column}", what = what(), column = column);
                    self.problem(row, column, message, None);
                } else if !id.chars().all(plain) {
                    let message = told!(
                        "{what} \"{id}\": a name in files is of small letters, digits, _ and -",
                        what = what(),
                        id = &id
                    );
                    let name: String =
                        id.to_lowercase().chars().map(|c| if plain(c) { c } else { '_' }).collect();
                    let hint = id.is_ascii().then(|| told!("did you mean {name}?", name = name));
                    self.problem(row, column, message, hint);
                } else if let Some(earlier) = first.get(&id) {
                    let message = told!(
                        "{what} \"{id}\" is listed twice, first in line {line}",
                        what = what(),
                        id = &id,
                        line = self.rows[*earlier].line
                    );
                    self.problem(row, column, message, None);
                } else {
                    first.insert(id.clone(), row);
                }
                id
            })
            .collect()
    }

    /// The number in a cell; `NaN` when there is none, which has been reported. `who` names the row, as in
    /// `sector "mining"`.
    pub fn number(&mut self, row: usize, column: Number, who: &Told) -> f64 {
        match self.cell(row, column.name) {
            Some(cell) if cell.text.is_empty() => {
                self.problem(row, column.name, column.wanted(who), None);
                f64::NAN
            }
            _ => self.number_or(row, column, who, f64::NAN),
        }
    }

    /// The number in a cell, or `otherwise` where the cell is empty.
    pub fn number_or(&mut self, row: usize, column: Number, who: &Told, otherwise: f64) -> f64 {
        let Some(cell) = self.cell(row, column.name) else { return otherwise };
        self.parse(row, &cell, column.name, column, who, otherwise)
    }

    /// The number in a cell of a column whose name is only known from the file.
    pub fn number_named(&mut self, row: usize, name: &str, column: Number, who: &Told) -> f64 {
        let Some(cell) = self.cell(row, name) else { return f64::NAN };
        if cell.text.is_empty() {
            let message = told!(
                "{who}: {column} is empty; write 0 where there is none",
                who = who.clone(),
                column = name
            );
            self.problem(row, name, message, None);
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
        who: &Told,
        otherwise: f64,
    ) -> f64 {
        if cell.text.is_empty() {
            return otherwise;
        }
        column.read(name, &cell.text, who).unwrap_or_else(|(message, hint)| {
            self.problem(row, name, message, hint);
            f64::NAN
        })
    }

    /// Yes or no.
    pub fn truth(&mut self, row: usize, column: &str, who: &Told) -> bool {
        let Some(cell) = self.cell(row, column) else { return false };
        match cell.text.to_ascii_lowercase().as_str() {
            "true" => true,
            "false" => false,
            _ => {
                let message = told!(
                    "{who}: {column} is \"{text}\"; write true or false",
                    who = who.clone(),
                    column = column,
                    text = cell.text
                );
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
                let message = told!(
                    "grade is \"{grade}\"; it is one of official, derived, assumed",
                    grade = &cell.text
                );
                self.problem(row, "grade", message, did_you_mean(&cell.text, WORDS));
            }
            if self.cell(row, "source").is_some_and(|cell| cell.text.is_empty()) {
                let message =
                    told!("this row names no source; for an assumption, write why and in which range");
                self.problem(row, "source", message, None);
            }
        }
    }

    /// Checks that shares add up to one, and makes them add up exactly. `NaN` among them: reported already,
    /// nothing to check. `what` is a phrase.
    pub fn shares(&mut self, what: &'static str, shares: Vec<&mut f64>) {
        let sum: f64 = shares.iter().map(|share| **share).sum();
        if sum.is_nan() || shares.is_empty() {
            return;
        }
        if (sum - 1.0).abs() > SHARE_TOLERANCE {
            let what = Told::phrase(what);
            self.problem_at_top(
                told!("{what} add up to {sum}, not to 1", what = what, sum = round(sum)),
                None,
            );
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
        let message =
            told!("the table {table} has {count} more problems", table = self.name, count = left_out);
        problems.at(&self.header[0].place, message, None);
    }
}

/// A number as shown in a message: four digits after the point at most.
pub(super) fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
