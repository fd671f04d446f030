//! Distributions of factors: from a number in [0, 1] to a value, by the inverse of the distribution.

use super::normal;
use crate::diagnose::{Place, Problems};
use crate::language::told::Told;
use crate::math::{exp, ln};
use crate::scenario::tree::{Table, number};
use crate::sweep::read::Part;
use crate::told;

/// How near to zero and one a design may come where a distribution has no end there.
const EDGE: f64 = 1e-6;

/// A distribution.
#[derive(Clone, Debug, PartialEq)]
pub enum Spread {
    /// Every value alike.
    Uniform {
        /// Least.
        min: f64,
        /// Greatest.
        max: f64,
    },
    /// Every order of magnitude alike.
    LogUniform {
        /// Least, above zero.
        min: f64,
        /// Greatest.
        max: f64,
    },
    /// Rising from `min` to `mode`, falling to `max`.
    Triangular {
        /// Least.
        min: f64,
        /// Most likely.
        mode: f64,
        /// Greatest.
        max: f64,
    },
    /// Normal, without what lies outside the cuts.
    Normal {
        /// Mean before cutting.
        mean: f64,
        /// Standard deviation before cutting.
        sd: f64,
        /// Least, where it is cut.
        min: Option<f64>,
        /// Greatest, where it is cut.
        max: Option<f64>,
    },
    /// The exponential of a normal number, without what lies outside the cuts.
    LogNormal {
        /// Median before cutting.
        median: f64,
        /// Standard deviation of the logarithm.
        sd_log: f64,
        /// Least, where it is cut.
        min: Option<f64>,
        /// Greatest, where it is cut.
        max: Option<f64>,
    },
}

use Spread::{LogNormal, LogUniform, Normal, Triangular, Uniform};

pub(in crate::sweep) const KINDS: [&str; 5] = ["normal", "lognormal", "triangular", "uniform", "loguniform"];

impl Spread {
    /// The value below which a share `u` of the distribution lies.
    pub fn quantile(&self, u: f64) -> f64 {
        match *self {
            Uniform { min, max } => min + u * (max - min),
            LogUniform { min, max } => exp(ln(min) + u * (ln(max) - ln(min))).clamp(min, max),
            Triangular { min, mode, max } => {
                let (width, rise) = (max - min, mode - min);
                if u * width <= rise {
                    min + (u * width * rise).sqrt()
                } else {
                    max - ((1.0 - u) * width * (max - mode)).sqrt()
                }
            }
            Normal { mean, sd, min, max } => {
                cut(u, min.map(|x| (x - mean) / sd), max.map(|x| (x - mean) / sd)).map_or_else(
                    |end| if end == 0 { min } else { max }.unwrap_or(mean),
                    |z| within(mean + sd * z, min, max),
                )
            }
            LogNormal { median, sd_log, min, max } => {
                let z_of = |x: f64| (ln(x) - ln(median)) / sd_log;
                cut(u, min.filter(|min| *min > 0.0).map(z_of), max.map(z_of)).map_or_else(
                    |end| if end == 0 { min } else { max }.unwrap_or(median),
                    |z| within(median * exp(sd_log * z), min, max),
                )
            }
        }
    }

    /// Whether it ends below and above.
    pub fn has_ends(&self) -> bool {
        match self {
            Normal { min, max, .. } | LogNormal { min, max, .. } => min.is_some() && max.is_some(),
            _ => true,
        }
    }

    /// In words.
    pub fn words(&self) -> String {
        let cuts = |min: &Option<f64>, max: &Option<f64>| match (min, max) {
            (Some(min), Some(max)) => format!(", cut at {} and {}", number(*min), number(*max)),
            (Some(min), None) => format!(", cut below {}", number(*min)),
            (None, Some(max)) => format!(", cut above {}", number(*max)),
            (None, None) => String::new(),
        };
        match self {
            Uniform { min, max } => format!("uniform, {} to {}", number(*min), number(*max)),
            LogUniform { min, max } => format!("uniform in logarithms, {} to {}", number(*min), number(*max)),
            Triangular { min, mode, max } => {
                format!("triangular, {} to {}, mode {}", number(*min), number(*max), number(*mode))
            }
            Normal { mean, sd, min, max } => {
                format!("normal, mean {}, sd {}{}", number(*mean), number(*sd), cuts(min, max))
            }
            LogNormal { median, sd_log, min, max } => {
                format!(
                    "lognormal, median {}, sd of logarithm {}{}",
                    number(*median),
                    number(*sd_log),
                    cuts(min, max)
                )
            }
        }
    }

    /// Reads a distribution, which messages call `what`; what is wrong is reported.
    pub(super) fn read(what: &Told, table: &Table, place: &Place, problems: &mut Problems) -> Option<Spread> {
        let open =
            |known: &[&str], problems: &mut Problems| Part::open(what.clone(), table, place, known, problems);
        let any = Part { what: what.clone(), table, place: place.clone() };
        if table.get("kind").is_none() {
            any.missing(
                "kind",
                told!("one of {names}", names = KINDS.join(", ")),
                "{ kind = \"uniform\", min = 0, max = 1 }",
                problems,
            );
            return None;
        }
        let kind = KINDS[any.word("kind", &KINDS, problems)?];
        let spread = match kind {
            "normal" => {
                let part = open(&["kind", "mean", "sd", "min", "max"], problems);
                let (mean, sd) = (part.needed("mean", problems), part.needed("sd", problems));
                Normal {
                    mean: mean?,
                    sd: sd?,
                    min: part.number("min", problems),
                    max: part.number("max", problems),
                }
            }
            "lognormal" => {
                let part = open(&["kind", "median", "sd_log", "min", "max"], problems);
                let (median, sd_log) = (part.needed("median", problems), part.needed("sd_log", problems));
                LogNormal {
                    median: median?,
                    sd_log: sd_log?,
                    min: part.number("min", problems),
                    max: part.number("max", problems),
                }
            }
            "triangular" => {
                let part = open(&["kind", "min", "mode", "max"], problems);
                let (min, mode, max) = (
                    part.needed("min", problems),
                    part.needed("mode", problems),
                    part.needed("max", problems),
                );
                Triangular { min: min?, mode: mode?, max: max? }
            }
            _ => {
                let part = open(&["kind", "min", "max"], problems);
                let (min, max) = (part.needed("min", problems), part.needed("max", problems));
                if kind == "uniform" {
                    Uniform { min: min?, max: max? }
                } else {
                    LogUniform { min: min?, max: max? }
                }
            }
        };
        if let Some(why) = spread.objection() {
            problems.at(place, told!("{what}: {why}", what = what.clone(), why = why), None);
            return None;
        }
        Some(spread)
    }

    fn objection(&self) -> Option<Told> {
        let crossed = |min: Option<f64>, max: Option<f64>| min.zip(max).is_some_and(|(min, max)| min >= max);
        match *self {
            Uniform { min, max } | LogUniform { min, max } if min >= max => {
                Some(told!("min must lie below max"))
            }
            LogUniform { min, .. } if min <= 0.0 => Some(told!("min must lie above 0")),
            Triangular { min, mode, max } if !(min < max && (min..=max).contains(&mode)) => {
                Some(told!("min, mode and max must ascend"))
            }
            Normal { sd, .. } if sd <= 0.0 => Some(told!("sd must lie above 0")),
            LogNormal { median, sd_log, .. } if median <= 0.0 || sd_log <= 0.0 => {
                Some(told!("median and sd_log must lie above 0"))
            }
            LogNormal { max: Some(max), .. } if max <= 0.0 => Some(told!("max must lie above 0")),
            Normal { min, max, .. } | LogNormal { min, max, .. } if crossed(min, max) => {
                Some(told!("min must lie below max"))
            }
            _ => None,
        }
    }
}

/// The standard normal number below which a share `u` of what lies between the cuts is. At the ends, the
/// number of the cut there.
fn cut(u: f64, low: Option<f64>, high: Option<f64>) -> std::result::Result<f64, usize> {
    match (u <= 0.0, u >= 1.0) {
        (true, _) if low.is_some() => return Err(0),
        (_, true) if high.is_some() => return Err(1),
        _ => {}
    }
    let (from, to) = (low.map_or(0.0, normal::below), high.map_or(1.0, normal::below));
    let u = u.clamp(if low.is_none() { EDGE } else { 0.0 }, if high.is_none() { 1.0 - EDGE } else { 1.0 });
    Ok(normal::inverse((from + u * (to - from)).clamp(1e-300, 1.0 - f64::EPSILON)))
}

fn within(x: f64, min: Option<f64>, max: Option<f64>) -> f64 {
    x.max(min.unwrap_or(f64::NEG_INFINITY)).min(max.unwrap_or(f64::INFINITY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_worked_by_hand() {
        assert_eq!(Uniform { min: 2.0, max: 6.0 }.quantile(0.25), 3.0);
        assert!((LogUniform { min: 1.0, max: 100.0 }.quantile(0.5) - 10.0).abs() < 1e-12);
        // Up to the mode a quarter of the area: half of it lies below 0 + sqrt(1/8 · 4 · 1).
        let triangle = Triangular { min: 0.0, mode: 1.0, max: 4.0 };
        assert!((triangle.quantile(0.125) - 0.5f64.sqrt()).abs() < 1e-12);
        assert!((triangle.quantile(0.25) - 1.0).abs() < 1e-12);
        assert!((triangle.quantile(1.0) - 4.0).abs() < 1e-12);
        let normal = Normal { mean: 1.0, sd: 2.0, min: None, max: None };
        assert!((normal.quantile(0.975) - (1.0 + 2.0 * 1.959_963_984_540_054)).abs() < 1e-12);
        let lognormal = LogNormal { median: 3.0, sd_log: 0.5, min: None, max: None };
        assert!((lognormal.quantile(0.5) - 3.0).abs() < 1e-12);
    }

    #[test]
    fn cut_normals_lose_their_tails_and_keep_their_shape() {
        // Cut at one sd on both sides: the middle stays, the quartile is that of the normal at 0.1587 + 0.25
        // · 0.6827.
        let cut = Normal { mean: 0.0, sd: 1.0, min: Some(-1.0), max: Some(1.0) };
        assert!(cut.quantile(0.5).abs() < 1e-12);
        assert!((cut.quantile(0.25) + 0.441_770_546_686_581_2).abs() < 1e-9, "{}", cut.quantile(0.25));
        assert_eq!((cut.quantile(0.0), cut.quantile(1.0)), (-1.0, 1.0));
        let above = Normal { mean: 0.0, sd: 1.0, min: Some(0.0), max: None };
        assert!((above.quantile(0.5) - 0.674_489_750_196_081_7).abs() < 1e-12);
        let positive = LogNormal { median: 1.0, sd_log: 1.0, min: Some(0.5), max: Some(2.0) };
        assert_eq!((positive.quantile(0.0), positive.quantile(1.0)), (0.5, 2.0));
    }
}
