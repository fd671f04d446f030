//! What would change the answer of a sweep: points that failed, few replications, wide intervals, other bases and
//! regimes, and what the design leaves out.

use super::findings::Findings;
use super::number::{Number, Sign};
use crate::charts::sweep::folder::Row;
use crate::charts::words::words;
use crate::say;
use crate::units::rounded;
use std::collections::BTreeMap;

impl Findings {
    /// A sentence or two each.
    pub fn turns(&self) -> Vec<String> {
        let mut turns = Vec::new();
        turns.extend(self.quick());
        turns.extend(self.failures());
        turns.extend(self.replications());
        turns.extend(self.widths());
        turns.extend(self.regimes());
        turns.push(
            say!(
                self.language(),
                "Only the parameters and bounds below were varied; beyond them, and of parameters that were held, the sweep says nothing. Intervals show Monte Carlo variation alone."
            )
            .to_string(),
        );
        turns
    }

    fn quick(&self) -> Option<String> {
        let said = || {
            say!(
                self.language(),
                "This was a quick run with few firms and replications: not for publication."
            )
        };
        self.sweep.plan.quick.then(said).map(str::to_string)
    }

    fn failures(&self) -> Option<String> {
        let failed = self.sweep.rows.iter().filter(|row| row.failed).count();
        (failed > 0).then(|| {
            say!(
                self.language(),
                "{failed} of {all} design points failed and are in none of these numbers; sweep.csv has the message and the command of each.",
                failed = failed,
                all = self.sweep.rows.len()
            )
        })
    }

    fn replications(&self) -> Option<String> {
        let count = self.sweep.plan.replications;
        self.few().then(|| {
            say!(
                self.language(),
                "Replications of each point: {count}; twenty or more are usual.",
                count = count
            )
        })
    }

    /// How wide intervals are against what the design spans.
    fn widths(&self) -> Option<String> {
        let [least, most] = self.ends(self.output)?;
        let span = most.1.value - least.1.value;
        let mut halves: Vec<f64> =
            self.numbers(self.output).iter().filter_map(|(_, number)| number.half()).collect();
        halves.sort_by(f64::total_cmp);
        let (middle, widest) = (*halves.get(halves.len() / 2)?, *halves.last()?);
        if widest <= 0.0 || span <= 0.0 {
            return None;
        }
        let scale = self.sweep.scale(self.output);
        let [widest, middle, span] = [widest, middle, span].map(|width| width * scale);
        let text = |half: f64| rounded(half, widest);
        Some(say!(
            self.language(),
            "Intervals: the middle one is ± {middle} {unit}, the widest ± {widest}; the design spans {span}. Four times the replications halve them.",
            middle = text(middle),
            unit = self.sweep.unit(self.output),
            widest = text(widest),
            span = rounded(span, span)
        ))
    }

    /// Whether other bases and regimes give the same sign.
    fn regimes(&self) -> Option<String> {
        let (language, sweep, output) = (self.language(), &self.sweep, self.output);
        let ways = sweep.ways();
        if ways.len() < 2 {
            return Some(match self.main.regime.is_empty() {
                true => return None,
                false => say!(
                    language,
                    "One behaviour regime was run ({regime}); under others effects may differ.",
                    regime = language.of(&words(&self.main.regime))
                ),
            });
        }
        if !sweep.plan.outputs[output].effect {
            return None;
        }
        if self.few() {
            let main = language.list(&sweep.history_text(&self.main));
            return Some(say!(language, "Sentences are about {main}.", main = main));
        }
        let sign = |row: &Row| Number::of(sweep, row, output).map_or(Sign::Open, |number| number.sign());
        let place = |row: &Row| row.levels.iter().map(|level| level.cell()).collect::<Vec<_>>().join("\n");
        let mut found: BTreeMap<String, Vec<Sign>> = BTreeMap::new();
        for row in &sweep.rows {
            found.entry(place(row)).or_default().extend(Some(sign(row)).filter(|sign| *sign != Sign::Open));
        }
        let (mut same, mut apart) = (0, 0);
        for row in self.rows() {
            let signs = found.get(&place(row)).map_or(&[][..], Vec::as_slice);
            let (above, below) = (signs.contains(&Sign::Above), signs.contains(&Sign::Below));
            same += usize::from(signs.len() == ways.len() && above != below);
            apart += usize::from(above && below);
        }
        Some(say!(
            language,
            "Sentences above are of {main}. All {ways} combinations of base and regime agree on the sign at {same} of {all} points, and contradict one another at {apart}; at the others at least one is not distinguishable from zero.",
            main = language.list(&sweep.history_text(&self.main)),
            ways = ways.len(),
            same = same,
            all = self.rows().count(),
            apart = apart
        ))
    }
}
