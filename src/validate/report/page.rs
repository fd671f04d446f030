//! The page: first how many facts are met and which are not, then the chart, the table, what each fact can show, and
//! how to reproduce it.

use super::outcome::{Fact, Outcome, Part, Role};
use super::title;
use crate::charts::facts::{Met, of_band};
use crate::charts::web::{self, Paper};
use crate::diagnose::tame;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::{say, told};
use minijinja::{Environment, Value, context};

const TEMPLATE: &str = include_str!("template.html");

/// How many are met, in a sentence.
pub(super) fn answer(part: &Part, outcome: &Outcome) -> String {
    let language = outcome.language;
    let scored = say!(
        language,
        "Met: {met} of {scored} published facts; near: {near}; missed: {missed}.",
        met = part.with(Met::Yes).count(),
        scored = part.scored(),
        near = part.with(Met::Near).count(),
        missed = part.with(Met::No).count()
    );
    let others = match part.with(Met::Unscored).count() {
        0 => String::new(),
        count => say!(language, "Not scored: {count} more.", count = count),
    };
    language.sentences(&[scored, others])
}

/// A chart of the page.
pub(super) struct Drawing {
    pub(super) paper: Paper,
    /// The numbers behind it as an address that holds them.
    pub(super) csv: String,
}

/// The page with these drawings, one a regime.
pub(super) fn page(outcome: &Outcome, drawn: &[Drawing]) -> Result<String> {
    let wrong = |error: minijinja::Error| Error::Picture { what: told!("report"), source: error.into() };
    let language = outcome.language;
    let mut environment = Environment::new();
    environment.add_function("say", move |words: String| language.of(&words).to_string());
    environment.add_template("report.html", TEMPLATE).map_err(wrong)?;
    let parts: Vec<Value> =
        outcome.parts.iter().zip(drawn).map(|(part, drawing)| shown(part, outcome, drawing)).collect();
    let values = context! {
        lang => language.code(),
        title => text(&title(outcome)),
        scenario => text(language.of(&outcome.title)),
        quick => outcome.quick,
        crisis => outcome.crisis,
        several => outcome.parts.len() > 1,
        parts => parts,
        facts => made_of(outcome),
        command => text(&outcome.command),
        version => outcome.program.clone(),
        id => outcome.id.clone(),
        script => web::SCRIPT,
        skin => web::STYLE,
    };
    environment.get_template("report.html").and_then(|template| template.render(values)).map_err(wrong)
}

fn text(words: &str) -> String {
    tame(words).into_owned()
}

/// A part of the page: one regime.
fn shown(part: &Part, outcome: &Outcome, drawing: &Drawing) -> Value {
    let language = outcome.language;
    let themes: Vec<Value> = part
        .facts
        .chunk_by(|one, other| one.theme == other.theme)
        .map(|facts| {
            let rows: Vec<Value> = facts.iter().map(|fact| row(fact, language)).collect();
            context! { name => language.of(facts[0].theme.1), rows => rows }
        })
        .collect();
    context! {
        regime => say!(language, "{regime} regime", regime = language.of(&part.regime)),
        name => part.regime.clone(),
        answer => answer(part, outcome),
        missed => farthest(part, Met::No, language),
        near => farthest(part, Met::Near, language),
        roles => roles(part, outcome),
        paper => context! { svg => drawing.paper.svg.clone(), hover => drawing.paper.hover.clone() },
        csv => drawing.csv.clone(),
        themes => themes,
    }
}

/// A row of the table.
fn row(fact: &Fact, language: Language) -> Value {
    let short = |x: f64| of_band(x, fact.band);
    let ends =
        |[low, high]: [f64; 2]| say!(language, "{lower} to {upper}", lower = short(low), upper = short(high));
    let verdict = match &fact.other_profile {
        Some(profile) => {
            say!(
                language,
                "not scored: of another population or year ({profile})",
                profile = text(language.of(profile))
            )
        }
        None => language.of(fact.met().word()).to_string(),
    };
    context! {
        id => text(&fact.id),
        fact => text(&fact.label(language)),
        definition => text(language.of(&fact.definition)),
        model => fact.model.map_or_else(|| say!(language, "not measured").to_string(), short),
        interval => fact.interval.map(ends),
        published => short(fact.published),
        band => ends(fact.band),
        verdict => verdict,
        color => match fact.met() { Met::Yes => "met", Met::Near => "near", Met::No => "missed", Met::Unscored => "unscored" },
        role => language.of(fact.role.word()),
        source => text(&fact.source),
    }
}

/// The facts of a verdict in sentences, the farthest first.
fn farthest(part: &Part, met: Met, language: Language) -> Vec<String> {
    let mut facts: Vec<&Fact> = part.with(met).collect();
    facts.sort_by(|one, other| other.distance().total_cmp(&one.distance()));
    facts.into_iter().map(|fact| off(fact, language)).collect()
}

/// By how much a fact is off.
fn off(fact: &Fact, language: Language) -> String {
    let short = |x: f64| of_band(x, fact.band);
    let model = fact.model.unwrap_or(f64::NAN);
    let label = text(&fact.label(language));
    let [low, high] = fact.band;
    let (model_said, published) = (short(model), short(fact.published));
    let (low_said, high_said) = (short(low), short(high));
    if model < low {
        return say!(
            language,
            "{id}, {fact}: {model} in the model, {published} published (band {low} to {high}), so {off} below the band.",
            id = fact.id,
            fact = label,
            model = model_said,
            published = published,
            low = low_said,
            high = high_said,
            off = short(low - model)
        );
    }
    say!(
        language,
        "{id}, {fact}: {model} in the model, {published} published (band {low} to {high}), so {off} above the band.",
        id = fact.id,
        fact = label,
        model = model_said,
        published = published,
        low = low_said,
        high = high_said,
        off = short(model - high)
    )
}

/// What facts of each role can show, with how many of them are met.
fn roles(part: &Part, outcome: &Outcome) -> Vec<String> {
    let language = outcome.language;
    let fit = outcome.fits.iter().find(|fit| fit.regime == part.regime);
    let of = |role: Role| {
        let own = || part.facts.iter().filter(move |fact| fact.role == role && fact.met() != Met::Unscored);
        (own().count(), own().filter(|fact| fact.met() == Met::Yes).count())
    };
    let mut said = Vec::new();
    let ((fed, fed_met), (fitted, fitted_met)) = (of(Role::Fed), of(Role::Fitted));
    let ((held, held_met), (unknown, _)) = (of(Role::HeldOut), of(Role::Unknown));
    if fed > 0 {
        said.push(say!(
            language,
            "Fed: the scenario was built from {count} of them, of which {met} are met. They test whether the feed arrives, not how firms respond.",
            count = fed,
            met = fed_met
        ));
    }
    if let Some(fit) = fit.filter(|_| fitted > 0) {
        said.push(say!(
            language,
            "Fitted: {parameters} parameters were fitted to {count} of them ({file}), of which {met} are met. They show how close the model can come, not that it predicts.",
            parameters = fit.parameters,
            count = fitted,
            file = text(&fit.file),
            met = fitted_met
        ));
    }
    if held > 0 {
        said.push(say!(
            language,
            "Held out: nothing was fitted to {count} of them, of which {met} are met. They test the model.",
            count = held,
            met = held_met
        ));
    }
    if unknown > 0 {
        said.push(
            say!(
                language,
                "No calibration file of this economy and regime was found beside the scenario, so that it is not known which facts parameters were fitted to."
            )
            .to_string(),
        );
    }
    said
}

/// What was computed: label and value.
fn made_of(outcome: &Outcome) -> Vec<(String, String)> {
    let language = outcome.language;
    let replications = outcome.parts.first().map_or(0, |part| part.replications);
    let facts = [
        (say!(language, "Economy"), text(language.of(&outcome.economy))),
        (say!(language, "Simulated firms"), crate::units::grouped(f64::from(outcome.firms), 0)),
        (say!(language, "Replications"), replications.to_string()),
        (say!(language, "Seed"), outcome.seed.to_string()),
        (say!(language, "Program"), format!("tideover {}", outcome.program)),
        (say!(language, "Identity"), outcome.id.clone()),
    ];
    facts.map(|(name, value)| (name.to_string(), value)).to_vec()
}
