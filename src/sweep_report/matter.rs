//! Which parameters matter, by the indices of the design, in words and as a table.

use super::findings::Findings;
use super::tables::Grid;
use crate::charts::sweep::folder::short;
use crate::language::Language;
use crate::units::rounded;
use crate::{phrase, say};

/// Parameters that a sentence names.
const NAMED: usize = 3;
/// Share of the most important one below which a parameter hardly matters.
const HARDLY: f64 = 0.1;

/// The kinds of indices, by the name of the one that ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Effects,
    Shares,
    Slopes,
    Swings,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Effects, Kind::Shares, Kind::Slopes, Kind::Swings];

    /// The index by which parameters are ranked.
    fn ranks(self) -> &'static str {
        match self {
            Kind::Effects => "mu_star",
            Kind::Shares => "total",
            Kind::Slopes => "src",
            Kind::Swings => "high",
        }
    }
    /// Further columns of its table.
    pub(super) fn columns(self) -> [&'static str; 3] {
        match self {
            Kind::Effects => [
                phrase!("How much it moves the output (μ*)"),
                phrase!("Mean change with its sign (μ)"),
                phrase!("How much that depends on the rest (σ)"),
            ],
            Kind::Shares => {
                [phrase!("Share of variance, with interactions"), phrase!("Share of variance, alone"), ""]
            }
            Kind::Slopes => [phrase!("Standard deviations of the output"), phrase!("The same of ranks"), ""],
            Kind::Swings => [phrase!("At the low end"), phrase!("At the high end"), phrase!("In the middle")],
        }
    }
    /// The indices in these columns.
    fn indices(self) -> [&'static str; 3] {
        match self {
            Kind::Effects => ["mu_star", "mu", "sigma"],
            Kind::Shares => ["total", "first", ""],
            Kind::Slopes => ["src", "srrc", ""],
            Kind::Swings => ["low", "high", "middle"],
        }
    }
}

/// A parameter with its indices: value and interval each.
pub(super) struct Ranked {
    pub(super) factor: usize,
    pub(super) weight: f64,
    pub(super) indices: [Option<[f64; 3]>; 3],
}

impl Findings {
    pub(super) fn kind(&self, output: usize) -> Option<Kind> {
        let there = |kind: &Kind| !self.sweep.indices(&self.main, output, kind.ranks()).is_empty();
        Kind::ALL.into_iter().find(there)
    }
    /// The parameters of an output, the most important first.
    pub(super) fn ranked(&self, output: usize, kind: Kind) -> Vec<Ranked> {
        let columns = kind.indices().map(|index| self.sweep.indices(&self.main, output, index));
        let scale = match kind {
            Kind::Effects | Kind::Swings => self.sweep.scale(output),
            Kind::Shares | Kind::Slopes => 1.0,
        };
        let factors = columns[0].keys().copied();
        let mut ranked: Vec<Ranked> = factors
            .map(|factor| {
                let scaled = |index: &[f64; 3]| index.map(|value| value * scale);
                let indices = columns.each_ref().map(|column| column.get(&factor).map(scaled));
                let value = |at: usize| indices[at].map_or(0.0, |index| index[0]);
                let weight = match kind {
                    Kind::Swings => {
                        let all = [value(0), value(1), value(2)];
                        all.iter().copied().fold(f64::MIN, f64::max)
                            - all.iter().copied().fold(f64::MAX, f64::min)
                    }
                    _ => value(0).abs(),
                };
                Ranked { factor, weight, indices }
            })
            .collect();
        ranked.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.factor.cmp(&b.factor)));
        ranked
    }
    /// The same by number; none without indices.
    pub(super) fn order(&self, output: usize) -> Vec<usize> {
        let kind = self.kind(output);
        kind.map_or_else(Vec::new, |kind| self.ranked(output, kind).iter().map(|one| one.factor).collect())
    }

    /// Which parameters move the main output, in two sentences.
    pub(super) fn leading(&self) -> Vec<String> {
        self.leading_of(self.output)
    }
    /// The same of every output.
    pub fn leading_all(&self) -> Vec<String> {
        let shown = self.sweep.history_text(&self.main);
        let about = say!(self.language(), "Sentences are about {main}.", main = self.language().list(&shown));
        let about = (!shown.is_empty()).then_some(about);
        let said = self.all_outputs().into_iter().flat_map(|output| self.leading_of(output));
        about.into_iter().chain(said).collect()
    }
    /// The same of one output.
    pub(super) fn leading_of(&self, output: usize) -> Vec<String> {
        let language = self.language();
        let Some(kind) = self.kind(output) else { return Vec::new() };
        let ranked = self.ranked(output, kind);
        let most = ranked.first().map_or(0.0, |first| first.weight);
        if most <= 0.0 {
            let output = self.sweep.output_inside(output);
            return vec![say!(language, "No parameter moves {output}.", output = output)];
        }
        let named: Vec<String> = ranked.iter().take(NAMED).map(|one| self.one(output, kind, one)).collect();
        let mut said = vec![say!(
            language,
            "{output}: the parameters that move it most, each over its bounds, are {parameters}.",
            output = self.sweep.output(output),
            parameters = named.join(language.semicolon())
        )];
        said.push(language.of(meaning(kind)).to_string());
        let hardly = ranked.iter().filter(|one| one.weight < HARDLY * most).count();
        if hardly > 0 {
            said.push(say!(
                language,
                "{count} of {all} parameters weigh less than a tenth of the first.",
                count = hardly,
                all = ranked.len()
            ));
        }
        vec![language.sentences(&said)]
    }

    /// A parameter with its bounds and what it does.
    fn one(&self, output: usize, kind: Kind, one: &Ranked) -> String {
        let language = self.language();
        let factor = &self.sweep.plan.factors[one.factor];
        let bounds = factor.bounds(language);
        let name = match bounds.is_empty() {
            true => factor.brief(),
            false => factor.brief() + &language.bracketed(&bounds),
        };
        let unit = self.sweep.unit(output);
        let number =
            |at: usize| one.indices[at].map_or_else(String::new, |index| with_bounds(language, index));
        match kind {
            Kind::Effects => {
                say!(language, "{name} by {value} {unit}", name = name, value = number(0), unit = unit)
            }
            Kind::Shares => {
                let percent =
                    |at: usize| format!("{:.0}%", 100.0 * one.indices[at].map_or(f64::NAN, |index| index[0]));
                say!(
                    language,
                    "{name} with {total} of the variance, {alone} of it alone",
                    name = name,
                    total = percent(0),
                    alone = percent(1)
                )
            }
            Kind::Slopes => {
                say!(language, "{name} by {value} standard deviations", name = name, value = number(0))
            }
            Kind::Swings => {
                say!(
                    language,
                    "{name}, from {low} to {high} {unit}",
                    name = name,
                    low = number(0),
                    high = number(1),
                    unit = unit
                )
            }
        }
    }

    /// The unit of the indices that rank; none where they are shares or standard deviations.
    pub(super) fn unit_of(&self, output: usize, kind: Kind) -> String {
        match kind {
            Kind::Effects | Kind::Swings => self.sweep.unit(output),
            Kind::Shares | Kind::Slopes => String::new(),
        }
    }

    /// The parameters of an output as a table; none without indices.
    pub(super) fn ranking(&self, output: usize) -> Option<Grid> {
        let language = self.language();
        let kind = self.kind(output)?;
        let columns = kind.columns().into_iter().filter(|column| !column.is_empty());
        let header = [phrase!("Parameter"), phrase!("Bounds")].into_iter().chain(columns);
        let header: Vec<String> = header.map(|column| language.of(column).to_string()).collect();
        let rows = self.ranked(output, kind).into_iter().map(|one| {
            let factor = &self.sweep.plan.factors[one.factor];
            let shown = kind.indices().into_iter().zip(one.indices).filter(|(index, _)| !index.is_empty());
            let cells =
                shown.map(|(_, index)| index.map_or_else(String::new, |index| with_bounds(language, index)));
            [factor.caption(), factor.bounds(language)].into_iter().chain(cells).collect()
        });
        let (rows, numbers) = (rows.collect(), (2..header.len()).collect());
        let unit = self.unit_of(output, kind);
        Some(Grid { title: self.sweep.output(output), unit, header, numbers, rows })
    }
}

/// What the numbers of a sentence mean.
fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Effects => phrase!(
            "The number is the mean size of the change when the parameter alone moves over its whole range (μ*), with its 95% interval."
        ),
        Kind::Shares => phrase!(
            "Shares are Sobol indices; what is beyond the share of a parameter alone comes from its interactions with others."
        ),
        Kind::Slopes => phrase!(
            "The number is the change in standard deviations with one standard deviation of the parameter (standardised regression coefficient), with its 95% interval."
        ),
        Kind::Swings => phrase!(
            "The numbers are the output at the low and at the high end of the parameter, all others in the middle; how parameters act together is not seen."
        ),
    }
}

/// A value with its interval, where it has one.
pub(super) fn with_bounds(language: Language, [value, lower, upper]: [f64; 3]) -> String {
    if !(lower.is_finite() && upper.is_finite() && upper > lower) {
        return short(format!("{value:.2e}").parse().unwrap_or(value));
    }
    let scale = value.abs().max(lower.abs()).max(upper.abs());
    let [value, low, high] = [value, lower, upper].map(|x| rounded(x, scale));
    value + &language.bracketed(&say!(language, "{least} to {greatest}", least = low, greatest = high))
}
