//! The answer of a sweep: the lowest and the highest value over the design, where an effect changes its sign,
//! and what a job-year kept costs.

use super::cost::{Pair, pairs};
use super::crossing::crossings;
use super::findings::Findings;
use super::number::{Number, Sign};
use crate::charts::sweep::folder::Row;
use crate::charts::words::capital;
use crate::say;

/// Points by the sign of their effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    pub(super) above: usize,
    pub(super) below: usize,
    pub(super) open: usize,
}

impl Findings {
    /// The points of the main base and regime that have a value, with it.
    pub(super) fn numbers(&self, output: usize) -> Vec<(&Row, Number)> {
        let number = |row| Some((row, Number::of(&self.sweep, row, output)?));
        self.rows().filter_map(number).collect()
    }
    /// The point with the lowest and that with the highest value.
    pub(super) fn ends(&self, output: usize) -> Option<[(&Row, Number); 2]> {
        let numbers = self.numbers(output);
        let by_value = |a: &&(&Row, Number), b: &&(&Row, Number)| a.1.value.total_cmp(&b.1.value);
        Some([*numbers.iter().min_by(by_value)?, *numbers.iter().max_by(by_value)?])
    }
    /// How many points lie on which side of zero.
    pub(super) fn count_signs(&self, output: usize) -> Signs {
        let mut signs = Signs::default();
        for (_, number) in self.numbers(output) {
            match number.sign() {
                Sign::Above => signs.above += 1,
                Sign::Below => signs.below += 1,
                Sign::Open => signs.open += 1,
            }
        }
        signs
    }

    /// The lowest and the highest value.
    pub(super) fn extremes(&self) -> Option<String> {
        let (language, output) = (self.language(), self.output);
        let [least, most] = self.ends(output)?;
        let [low, high] = [least, most].map(|(_, number)| self.said(output, number));
        let called = capital(&self.sweep.output_inside(output));
        let unit = self.sweep.unit(output);
        if least.0.point == most.0.point || least.1.value == most.1.value {
            return Some(say!(
                language,
                "{output}: {value} {unit} at every point of the design.",
                output = called,
                value = high,
                unit = unit
            ));
        }
        Some(say!(
            language,
            "{output}, in {unit}: lowest {low} at {at_low}; highest {high} at {at_high}.",
            output = called,
            unit = unit,
            low = low,
            at_low = self.place(least.0, output),
            high = high,
            at_high = self.place(most.0, output)
        ))
    }

    /// At how many points an effect can be distinguished from zero, and where it changes its sign.
    pub(super) fn signs(&self) -> Vec<String> {
        let (language, output) = (self.language(), self.output);
        if !self.sweep.plan.outputs[output].effect {
            return Vec::new();
        }
        let Signs { above, below, open } = self.count_signs(output);
        let all = above + below + open;
        let mut said = vec![say!(
            language,
            "Of {all} points the effect lies above zero at {above}, below zero at {below}; at {open} it can't be distinguished from zero.",
            all = all,
            above = above,
            below = below,
            open = open
        )];
        said.push(self.turning(output, above, below));
        vec![language.sentences(&said)]
    }

    /// Where an effect changes its sign.
    fn turning(&self, output: usize, above: usize, below: usize) -> String {
        let language = self.language();
        let (found, lines) = crossings(self, output);
        let Some(first) = found.first() else {
            return match (above, below) {
                (0, 0) | (1.., 1..) => String::new(),
                _ => say!(language, "It does not change its sign within the design.").to_string(),
            };
        };
        let factor = &self.sweep.plan.factors[first.factor];
        let [low, high] = [0, 1].map(|end| factor.value_text(&first.between[end]));
        if lines == 1 {
            return say!(
                language,
                "It changes its sign between {low} and {high} of {factor}.",
                low = low,
                high = high,
                factor = factor.brief()
            );
        }
        let others: Vec<String> = self
            .sweep
            .varying()
            .into_iter()
            .filter(|other| *other != first.factor)
            .filter_map(|other| {
                let row = self.rows().find(|row| row.point == first.point)?;
                let known = &self.sweep.plan.factors[other];
                Some(say!(
                    language,
                    "{factor} {value}",
                    factor = known.brief(),
                    value = known.value_text(&row.levels[other])
                ))
            })
            .collect();
        say!(
            language,
            "Along {factor} it changes its sign in {count} of {lines} rows; with {others} between {low} and {high}.",
            factor = factor.brief(),
            count = found.len(),
            lines = lines,
            others = language.list(&others),
            low = low,
            high = high
        )
    }

    /// What a job-year kept costs over the longest horizon that has both outputs; none where replications are
    /// too few for a verdict.
    pub(super) fn price(&self) -> Option<String> {
        let language = self.language();
        let pair = match pairs(&self.sweep) {
            Ok(_) if self.few() => return None,
            Ok(pairs) => pairs[pairs.len() - 1],
            Err(lack) => return Some(lack.said(language)),
        };
        let prices = self.prices(pair);
        let by_value = |a: &&(&Row, Number), b: &&(&Row, Number)| a.1.value.total_cmp(&b.1.value);
        let (least, most) = (prices.iter().min_by(by_value), prices.iter().max_by(by_value));
        let (Some(least), Some(most)) = (least, most) else {
            let none = say!(
                language,
                "Cost per job-year kept: no point keeps job-years that can be distinguished from zero."
            );
            return Some(none.to_string());
        };
        let without = self.rows().count() - prices.len();
        let mut said = vec![say!(
            language,
            "Cost to the treasury of a job-year kept in small and medium firms {when}, in {currency}: lowest {low} at {at_low}; highest {high} at {at_high}.",
            when = self.sweep.when(pair.kept()),
            currency = pair.currency(&self.sweep),
            low = pair.said(&self.sweep, least.1),
            at_low = self.place(least.0, pair.kept()),
            high = pair.said(&self.sweep, most.1),
            at_high = self.place(most.0, pair.kept())
        )];
        if without > 0 {
            said.push(say!(
                language,
                "Points without a price: {count}; they keep no job-years that can be distinguished from zero, or cost nothing.",
                count = without
            ));
        }
        Some(language.sentences(&said))
    }

    /// The prices of points that keep job-years for certain.
    pub(super) fn prices(&self, pair: Pair) -> Vec<(&Row, Number)> {
        let price = |row| Some((row, pair.price(&self.sweep, row)?));
        self.rows().filter_map(price).collect()
    }
}
