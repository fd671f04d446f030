//! Public cost of a job-year kept: what the treasury spent within the horizon, over the job-years in small and
//! medium firms that policies kept within it.

use super::number::Number;
use crate::charts::sweep::folder::{Row, Sweep};
use crate::compare::ratio::{Ratio, ratio};
use crate::language::Language;
use crate::say;

/// A billion over a thousand.
const BILLION_OVER_THOUSAND: f64 = 1e6;

/// What a job-year kept costs, out of pairs of public cost (billion) and job-years kept (thousand), one a
/// replication: the ratio of their means, with its interval by Fieller. None where nothing was kept or nothing
/// spent on balance: there is no price to speak of.
pub fn cost_per_job_year(pairs: &[(f64, f64)]) -> Option<Ratio> {
    let (cost, kept) = pairs.iter().fold((0.0, 0.0), |(cost, kept), pair| (cost + pair.0, kept + pair.1));
    let found = ratio(pairs).filter(|_| cost > 0.0 && kept > 0.0)?;
    let times = |value: f64| value * BILLION_OVER_THOUSAND;
    Some(Ratio { value: times(found.value), bounds: found.bounds.map(|bounds| bounds.map(times)) })
}

/// The two outputs of a price, which are measured over the same months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    cost: usize,
    kept: usize,
}

/// Why there is no price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Effects are not held against the same without policies.
    Against,
    /// Outputs that a sweep file would have to keep.
    Outputs(Vec<String>),
}

/// The outputs of prices in a sweep, one pair a horizon, the longest last.
///
/// # Errors
/// What it lacks.
pub fn pairs(sweep: &Sweep) -> Result<Vec<Pair>, Lack> {
    if sweep.plan.against != "no_policy" {
        return Err(Lack::Against);
    }
    let of = |name: &'static str, effect: bool| {
        let outputs = 0..sweep.plan.outputs.len();
        outputs.filter(move |output| {
            let known = sweep.plan.outputs[*output].effect || !effect;
            sweep.number_name(*output) == name && known && !sweep.of_group(*output)
        })
    };
    let pairs: Vec<Pair> = of("public_cost", false)
        .filter_map(|cost| {
            let same = |kept: &usize| sweep.moment_name(*kept) == sweep.moment_name(cost);
            Some(Pair { cost, kept: of("job_years", true).find(same)? })
        })
        .collect();
    if !pairs.is_empty() {
        return Ok(pairs);
    }
    let moments = |name: &'static str, effect: bool| of(name, effect).map(|output| sweep.moment_name(output));
    let lacking: Vec<String> = match (moments("public_cost", false).next(), moments("job_years", true).next())
    {
        (Some(when), _) => vec![format!("effect job_years@{when}")],
        (None, Some(when)) => vec![format!("public_cost@{when}")],
        (None, None) => vec!["effect job_years@end".into(), "public_cost@end".into()],
    };
    Err(Lack::Outputs(lacking))
}

impl Lack {
    /// In words.
    pub fn said(&self, language: Language) -> String {
        match self {
            Lack::Against => say!(
                language,
                "Cost per job-year kept: not computable, since effects of this sweep are not held against the same without policies (against = \"no_policy\")."
            )
            .to_string(),
            Lack::Outputs(names) => say!(
                language,
                "Cost per job-year kept: not computable, since these outputs are missing: {outputs}.",
                outputs = language.list(names)
            ),
        }
    }
}

impl Pair {
    /// The output of job-years.
    pub fn kept(&self) -> usize {
        self.kept
    }
    /// The price at a point; none where it failed, where replications are too few for a verdict or job-years
    /// kept can't be distinguished from zero.
    pub fn price(&self, sweep: &Sweep, row: &Row) -> Option<Number> {
        if sweep.few() {
            return None;
        }
        let runs = sweep.runs.get(&row.point);
        let runs = |output: usize| runs.map_or(&[][..], |outputs| outputs[output].as_slice());
        let (cost, kept) = (runs(self.cost), runs(self.kept));
        let pairs: Vec<(f64, f64)> = match !cost.is_empty() && cost.len() == kept.len() {
            true => cost.iter().copied().zip(kept.iter().copied()).collect(),
            false => vec![(row.values[self.cost], row.values[self.kept])],
        };
        let known = pairs.iter().all(|pair| pair.0.is_finite() && pair.1.is_finite());
        let found = cost_per_job_year(&pairs).filter(|_| known && !row.failed)?;
        // Job-years that may be zero have no price.
        let sure = found.bounds.is_some() || pairs.len() < 2;
        if !sure {
            return None;
        }
        Some(Number { value: found.value, bounds: found.bounds, replications: pairs.len() })
    }
    /// The currency of the price, as the language counts it.
    pub fn currency(&self, sweep: &Sweep) -> String {
        let unit = sweep.plan.outputs[self.cost].unit.as_str();
        let language = sweep.language();
        language.prices(language.of(unit.strip_prefix("billion ").unwrap_or(unit))).0
    }
    /// A price with its interval, in that currency.
    pub fn said(&self, sweep: &Sweep, price: Number) -> String {
        let language = sweep.language();
        price.times(language.prices("").1).said(language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_worked_by_hand() {
        // 3 billion on average over 15 thousand job-years: 200,000 each; in proportion, so without width.
        let price = cost_per_job_year(&[(2.0, 10.0), (4.0, 20.0)]).unwrap();
        assert!((price.value - 200_000.0).abs() < 1e-6);
        // Cost 5, 7, 6 and 3 thousand each time: 2 ± 0.828046 as in the test of ratios, times a million.
        let price = cost_per_job_year(&[(5.0, 3.0), (7.0, 3.0), (6.0, 3.0)]).unwrap();
        let [lower, upper] = price.bounds.unwrap();
        assert!((lower - 1_171_954.0).abs() < 10.0 && (upper - 2_828_046.0).abs() < 10.0);
        // Nothing kept, or nothing spent.
        assert_eq!(cost_per_job_year(&[(2.0, -1.0), (2.0, -3.0)]), None);
        assert_eq!(cost_per_job_year(&[(0.0, 4.0)]), None);
    }
}
