//! The parameters that move an output most, as a table for a screen.

use super::findings::Findings;
use super::matter::{Kind, with_bounds};
use super::tables::Grid;
use crate::units::rounded;
use crate::{phrase, say};

/// Parameters beyond which a table of the values of all points can't be read.
const FACTORS: usize = 5;

impl Findings {
    /// Whether points say less than parameters: these move one at a time, or are many.
    pub fn many(&self) -> bool {
        self.sweep.plan.design == "one_at_a_time" || self.sweep.varying().len() > FACTORS
    }

    /// How many parameters vary.
    pub fn parameters(&self) -> usize {
        self.sweep.varying().len()
    }

    /// At most so many parameters, those first that move the main output most: the ends of each, and what it
    /// does. None without indices.
    pub fn leading_table(&self, most: usize) -> Option<Grid> {
        let (language, output) = (self.language(), self.output);
        let kind = self.kind(output)?;
        let does: &[&str] = match kind {
            Kind::Swings => &[phrase!("Change at the low value"), phrase!("Change at the high value")],
            other => &other.columns()[..1],
        };
        let header = [phrase!("Parameter"), phrase!("Low"), phrase!("High")];
        let header = header.iter().chain(does).map(|column| language.of(column).to_string()).collect();
        let rows = self.ranked(output, kind).into_iter().take(most).map(|one| {
            let factor = &self.sweep.plan.factors[one.factor];
            let ends = factor.ends().map(|ends| ends.map(|end| factor.value_text(&end)));
            let value = |at: usize| one.indices[at].map_or(f64::NAN, |index| index[0]);
            let does = match kind {
                Kind::Swings => [0, 1].map(|at| signed(value(at) - value(2), one.weight)).to_vec(),
                _ => vec![one.indices[0].map_or_else(String::new, |index| with_bounds(language, index))],
            };
            [factor.caption()].into_iter().chain(ends.unwrap_or_default()).chain(does).collect()
        });
        let (rows, numbers) = (rows.collect(), (1..3 + does.len()).collect());
        let unit = self.unit_of(output, kind);
        let title =
            say!(language, "{output}: the parameters that move it most", output = self.sweep.output(output));
        Some(Grid { title, unit, header, numbers, rows })
    }
}

/// A change with its sign, to three digits of a size.
fn signed(change: f64, size: f64) -> String {
    match change {
        change if !change.is_finite() => "–".to_string(),
        change if change > 0.0 => format!("+{}", rounded(change, size)),
        change => rounded(change, size),
    }
}
