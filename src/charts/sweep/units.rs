//! Outputs in the units of the reader's language: Chinese counts in ten thousands and hundred millions what
//! folders have in thousands and billions. The tables behind charts keep the units of the folder.

use super::folder::{Index, Row, Sweep};

/// Indices that are measured in the unit of the output; others are shares or standard deviations.
const IN_UNIT: [&str; 6] = ["mu", "mu_star", "sigma", "low", "middle", "high"];

impl Sweep {
    /// The same with its numbers in the units of its language; none where these are those of the folder.
    pub(super) fn in_units(&self) -> Option<Sweep> {
        let scales: Vec<f64> = (0..self.plan.outputs.len()).map(|output| self.scale(output)).collect();
        if scales.iter().all(|scale| *scale == 1.0) {
            return None;
        }
        let times = |values: &[f64]| values.iter().zip(&scales).map(|(value, scale)| value * scale).collect();
        let row = |row: &Row| Row { values: times(&row.values), errors: times(&row.errors), ..row.clone() };
        let runs = |outputs: &Vec<Vec<f64>>| {
            let output = |(runs, scale): (&Vec<f64>, &f64)| runs.iter().map(|run| run * scale).collect();
            outputs.iter().zip(&scales).map(output).collect()
        };
        let index = |index: &Index| {
            let output = self.plan.outputs.iter().position(|output| output.name == index.output);
            let known = output.filter(|_| IN_UNIT.contains(&index.index.as_str()));
            let scale = known.map_or(1.0, |output| scales[output]);
            let [value, lower, upper] = [index.value, index.lower, index.upper].map(|value| value * scale);
            Index { value, lower, upper, ..index.clone() }
        };
        Some(Sweep {
            plan: self.plan.clone(),
            rows: self.rows.iter().map(row).collect(),
            runs: self.runs.iter().map(|(point, outputs)| (*point, runs(outputs))).collect(),
            indices: self.indices.iter().map(index).collect(),
            page: self.page.clone(),
        })
    }
}
