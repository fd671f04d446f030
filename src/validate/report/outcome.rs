//! What was compared with published facts, as data.

use crate::charts::facts::Met;
use crate::language::Language;
use crate::validate::Verdict;
use crate::{phrase, say};

/// What a fact can show, given how the model was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The scenario was fed with it: it tests the feed.
    Fed,
    /// Parameters were fitted to it: it tests the fit.
    Fitted,
    /// Nothing was fitted to it: it tests the model.
    HeldOut,
    /// No calibration file says.
    Unknown,
}

impl Role {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Role::Fed => phrase!("fed"),
            Role::Fitted => phrase!("fitted"),
            Role::HeldOut => phrase!("held out"),
            Role::Unknown => phrase!("not known"),
        }
    }
}

/// A published fact beside the simulated number.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name, as in `V09`.
    pub id: String,
    /// What it is about: place in the order of themes, and name.
    pub theme: (usize, &'static str),
    /// What the source counts.
    pub counts: String,
    /// How the model measures it.
    pub definition: String,
    /// The unit.
    pub unit: String,
    /// The simulated number; none where it can't be measured.
    pub model: Option<f64>,
    /// Its 95% interval over replications.
    pub interval: Option<[f64; 2]>,
    /// The published number.
    pub published: f64,
    /// What still counts as met.
    pub band: [f64; 2],
    /// The verdict.
    pub verdict: Verdict,
    /// What it can show.
    pub role: Role,
    /// Why it is not scored, if it can't be.
    pub other_profile: Option<String>,
    /// Who published it.
    pub source: String,
}

impl Fact {
    /// What is counted, with its unit.
    pub fn label(&self, language: Language) -> String {
        let counts = language.of(&self.counts);
        // Many name their unit themselves.
        if self.unit.is_empty() || self.counts.ends_with(&self.unit) {
            return counts.to_string();
        }
        format!("{counts}{}", language.bracketed(self.unit(language)))
    }
    /// The unit in words.
    pub fn unit(&self, language: Language) -> &str {
        match self.unit.as_str() {
            "share" => say!(language, "share"),
            "people" => say!(language, "people"),
            "days" => say!(language, "days"),
            "percent" => say!(language, "percent"),
            "percentage points" => say!(language, "percentage points"),
            "per year" => say!(language, "per year"),
            "years" => say!(language, "years"),
            "share of sales" => say!(language, "share of sales"),
            "share of assets" => say!(language, "share of assets"),
            "share of loans" => say!(language, "share of loans"),
            "ratio" => say!(language, "ratio"),
            "exponent" => say!(language, "exponent"),
            other => other,
        }
    }
    /// The same where there is little room: a share needs no unit.
    pub fn brief(&self, language: Language) -> String {
        match self.unit.as_str() {
            "share" => language.of(&self.counts).to_string(),
            _ => self.label(language),
        }
    }
    /// How far the simulated number is from the published one, in widths of the band.
    pub fn distance(&self) -> f64 {
        let model = self.model.unwrap_or(self.published);
        let end = if model < self.published { self.band[0] } else { self.band[1] };
        (model - self.published).abs() / (end - self.published).abs().max(1e-12)
    }
    /// How near it is.
    pub fn met(&self) -> Met {
        match self.verdict {
            Verdict::Pass => Met::Yes,
            Verdict::Warn => Met::Near,
            Verdict::Fail => Met::No,
            Verdict::NotScored => Met::Unscored,
        }
    }
}

/// All facts in one regime.
#[derive(Clone, Debug)]
pub struct Part {
    /// The regime.
    pub regime: String,
    /// Replications.
    pub replications: u32,
    /// The facts.
    pub facts: Vec<Fact>,
}

impl Part {
    /// The facts of a verdict.
    pub fn with(&self, met: Met) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.met() == met)
    }
    /// How many are scored.
    pub fn scored(&self) -> usize {
        self.facts.len() - self.with(Met::Unscored).count()
    }
    /// The facts in the order of their themes.
    pub fn sorted(mut self) -> Part {
        self.facts.sort_by_key(|fact| fact.theme.0);
        self
    }
}

/// The calibration that a regime comes from.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The regime.
    pub regime: String,
    /// The calibration file.
    pub file: String,
    /// Number of parameters fitted.
    pub parameters: usize,
}

/// A validation.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Title of the scenario.
    pub title: String,
    /// Name of the economy pack.
    pub economy: String,
    /// Whether it is of a crisis, with its shocks and policies; else of normal times.
    pub crisis: bool,
    /// Small and fast.
    pub quick: bool,
    /// The command that made it.
    pub command: String,
    /// Version of the program.
    pub program: String,
    /// What was computed, as a digest.
    pub id: String,
    /// Firms simulated at the start.
    pub firms: u32,
    /// The seed.
    pub seed: u64,
    /// The language of words.
    pub language: Language,
    /// By regime.
    pub parts: Vec<Part>,
    /// The calibrations that are known.
    pub fits: Vec<Fit>,
}
