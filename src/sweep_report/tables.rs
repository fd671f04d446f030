//! Points, outputs and factors as tables of texts.

use super::answer::Signs;
use super::cost::{Pair, pairs};
use super::findings::Findings;
use super::number::Number;
use crate::charts::sweep::folder::{History, Row};
use crate::charts::words::{capital, words};
use crate::say;
use serde::Serialize;

/// A table for people: texts in rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    /// What it shows.
    pub title: String,
    /// The unit of its numbers, where all have one.
    pub unit: String,
    /// Heads of columns.
    pub header: Vec<String>,
    /// The columns that hold numbers.
    pub numbers: Vec<usize>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

impl Findings {
    /// Every output over the design: lowest, highest, and of effects the signs.
    pub(super) fn outputs(&self) -> Grid {
        let language = self.language();
        let header = [
            say!(language, "Output"),
            say!(language, "Measured in"),
            say!(language, "Lowest, with its 95% interval"),
            say!(language, "Where"),
            say!(language, "Highest, with its 95% interval"),
            say!(language, "Where"),
            say!(language, "Points above zero / below / open"),
        ];
        // Without a verdict there are no signs.
        let columns = if self.few() { header.len() - 1 } else { header.len() };
        let row = |output: usize| {
            let [least, most] = self.ends(output)?;
            let Signs { above, below, open } = self.count_signs(output);
            let signs = match self.sweep.plan.outputs[output].effect {
                true => format!("{above} / {below} / {open}"),
                false => String::new(),
            };
            let mut cells = vec![
                self.sweep.output(output),
                self.sweep.unit(output),
                self.said(output, least.1),
                self.place(least.0, output),
                self.said(output, most.1),
                self.place(most.0, output),
                signs,
            ];
            cells.truncate(columns);
            Some(cells)
        };
        Grid {
            title: say!(language, "Outputs over the design").to_string(),
            unit: String::new(),
            header: header[..columns].iter().map(ToString::to_string).collect(),
            numbers: vec![2, 4, 6],
            rows: (0..self.sweep.plan.outputs.len()).filter_map(row).collect(),
        }
    }

    /// The points with these outputs, each value with its interval, and what a job-year kept costs. In the
    /// order of the design; of more than `most` the two ends by the main output.
    pub fn points(&self, outputs: &[usize], most: usize) -> Grid {
        let price = |pair: Pair, price| pair.said(&self.sweep, price);
        self.table(outputs, most, &|number| number.said(self.language()), &price)
    }

    /// The same for a screen: intervals as plus or minus, and prices without theirs, which are long and uneven.
    pub fn short_points(&self, outputs: &[usize], most: usize) -> Grid {
        let price = |pair: Pair, price| pair.said(&self.sweep, Number { bounds: None, ..price });
        self.table(outputs, most, &|number| number.short(self.language()), &price)
    }

    fn table(
        &self,
        outputs: &[usize],
        most: usize,
        shown: &dyn Fn(Number) -> String,
        priced: &dyn Fn(Pair, Number) -> String,
    ) -> Grid {
        let language = self.language();
        let several = self.sweep.ways().len() > 1;
        let pair = pairs(&self.sweep).ok().filter(|_| !self.few()).map(|pairs| pairs[pairs.len() - 1]);
        let varying = self.sweep.varying();
        let mut header: Vec<String> = Vec::new();
        if several {
            header.push(say!(language, "Base and regime").to_string());
        }
        header.extend(varying.iter().map(|factor| self.sweep.plan.factors[*factor].caption()));
        let words = header.len();
        let with_unit = |what: String, unit: String| match unit.is_empty() {
            true => what,
            false => say!(language, "{what} ({unit})", what = what, unit = unit),
        };
        let head = |output: &usize| with_unit(self.sweep.output(*output), self.sweep.unit(*output));
        header.extend(outputs.iter().map(head));
        if let Some(pair) = pair {
            let cost = say!(language, "Cost per job-year kept").to_string();
            header.push(with_unit(cost, pair.currency(&self.sweep)));
        }
        let cells = |row: &&Row| {
            let mut cells: Vec<String> = Vec::new();
            if several {
                cells.push(self.way(&row.way));
            }
            cells.extend(varying.iter().map(|at| self.sweep.plan.factors[*at].value_text(&row.levels[*at])));
            let failed = || say!(language, "failed").to_string();
            cells.extend(outputs.iter().map(|output| {
                let number = Number::of(&self.sweep, row, *output);
                number.map_or_else(failed, |number| shown(number.times(self.sweep.scale(*output))))
            }));
            cells.extend(pair.map(|pair| {
                let price = pair.price(&self.sweep, row);
                price.map_or_else(|| "–".to_string(), |price| priced(pair, price))
            }));
            cells
        };
        let title = say!(language, "Design points").to_string();
        let rows = self.chosen(most).iter().map(cells).collect();
        let numbers = (words..header.len()).collect();
        Grid { title, unit: String::new(), header, numbers, rows }
    }

    /// All points, or of more than `most` those with the least and the greatest values of the main output.
    fn chosen(&self, most: usize) -> Vec<&Row> {
        let all: Vec<&Row> = self.sweep.rows.iter().collect();
        if all.len() <= most {
            return all;
        }
        let mut own = self.numbers(self.output);
        own.sort_by(|a, b| a.1.value.total_cmp(&b.1.value));
        let ends = own.len().min(most) / 2;
        let (first, last) = (own.iter().take(ends), own.iter().skip(own.len() - ends));
        first.chain(last).map(|(row, _)| *row).collect()
    }

    /// Base and regime, those of which there are several.
    fn way(&self, way: &History) -> String {
        let parts: Vec<String> = self.sweep.history_text(way).iter().map(|part| words(part)).collect();
        capital(&self.language().list(&parts))
    }

    /// The factors: what they set, over which values.
    pub(super) fn factors(&self) -> Grid {
        let language = self.language();
        let header = [
            say!(language, "Parameter"),
            say!(language, "Values"),
            say!(language, "In the base"),
            say!(language, "Sets"),
        ];
        let row = |factor: &crate::charts::sweep::folder::Factor| {
            let values: Vec<String> = factor.values.iter().map(|level| factor.value_text(level)).collect();
            let values = match values.len() {
                0 if factor.distribution.is_empty() => factor.bounds(language),
                0 => factor.distribution.clone(),
                1..=12 => language.list(&values),
                _ => factor.bounds(language),
            };
            let base = factor.baseline.as_ref().map_or_else(String::new, |level| factor.value_text(level));
            vec![factor.caption(), values, base, factor.paths.join(", ")]
        };
        Grid {
            title: say!(language, "Parameters that were varied").to_string(),
            unit: String::new(),
            header: header.map(str::to_string).to_vec(),
            numbers: Vec::new(),
            rows: self.sweep.plan.factors.iter().map(row).collect(),
        }
    }

    /// The outputs that a short table shows: the main one, and the others of its kind at other months last.
    pub fn leading_outputs(&self, most: usize) -> Vec<usize> {
        let others = (0..self.sweep.plan.outputs.len()).filter(|output| *output != self.output);
        let same = |output: &usize| self.sweep.siblings(self.output).contains(output);
        let (alike, unlike): (Vec<usize>, Vec<usize>) = others.partition(same);
        std::iter::once(self.output).chain(unlike).chain(alike).take(most).collect()
    }
    /// What the others are called.
    pub fn outputs_beyond(&self, most: usize) -> Vec<String> {
        let shown = self.leading_outputs(most);
        let rest = self.all_outputs().into_iter().filter(|output| !shown.contains(output));
        rest.map(|output| self.sweep.output_inside(output)).collect()
    }
    /// Every output.
    pub fn all_outputs(&self) -> Vec<usize> {
        (0..self.sweep.plan.outputs.len()).collect()
    }
    /// Points in all.
    pub fn count(&self) -> usize {
        self.sweep.rows.len()
    }
}
