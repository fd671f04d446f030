//! A trial: a scenario is read, burned in, simulated, and its tables are held against what must hold.

use super::identities;
use super::written::Written;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, Once};
use std::time::{Duration, Instant};
use tideover::error::Error;
use tideover::month::model::Scenario;
use tideover::scenario::{Overrides, load};
use tideover::simulation;
use tideover::stats::run_tables::RunTables;
use tideover::stop;

/// Time after which a trial counts as hanging.
const PATIENCE: Duration = Duration::from_secs(120);

/// What became of a trial.
#[derive(Debug)]
pub enum Outcome {
    /// It ran; what does not hold in its tables, by check.
    Ran(BTreeMap<&'static str, String>),
    /// The scenario was refused, with what was wrong.
    Refused(String),
    /// The simulation ended with a reason, which is about the economy that it became.
    Stopped(String),
    /// It failed otherwise.
    Failed(String),
}

impl Outcome {
    /// What kind of outcome it is.
    pub fn kind(&self) -> std::mem::Discriminant<Outcome> {
        std::mem::discriminant(self)
    }
}

/// Where each panic was, by its message.
static PLACES: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

fn said(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_string()));
    text.unwrap_or_else(|| "a panic without words".into())
}

/// Keeps panics of the program from being printed; their places are kept. Those of the tests are printed.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let place = info.location().map_or(String::new(), |at| format!("{}:{}", at.file(), at.line()));
            match PLACES.lock() {
                Ok(mut places) if !place.starts_with("tests/") => {
                    places.insert(said(info.payload()), place);
                }
                _ => loud(info),
            }
        }));
    });
}

/// Reads what is written.
///
/// # Errors
/// What became of it, if it can't be simulated.
pub fn read(written: &Written) -> Result<Scenario, Outcome> {
    quiet();
    let (_folder, path) = written.write();
    match catch_unwind(|| load(&[path], &Overrides::default())) {
        Ok(Ok(loaded)) => Ok(loaded.scenario),
        Ok(Err(error @ Error::Input(_))) => Err(Outcome::Refused(error.to_string())),
        Ok(Err(error)) => {
            Err(Outcome::Failed(format!("refused with exit code {}: {error}", error.exit_code())))
        }
        Err(payload) => Err(Outcome::Failed(format!("reading: {}", said(&*payload)))),
    }
}

/// Simulates a scenario.
///
/// # Errors
/// What became of it, if not tables.
pub fn simulate(scenario: &Scenario) -> Result<RunTables, Outcome> {
    quiet();
    let begun = Instant::now();
    let patient = |_: u32| begun.elapsed() < PATIENCE;
    let run = || {
        simulation::burn_in(scenario, &patient)
            .and_then(|start| simulation::simulate(scenario, &start, 0, &patient))
    };
    match catch_unwind(AssertUnwindSafe(|| stop::ended(run))) {
        Ok(Ok(Some(tables))) => Ok(tables),
        Ok(Ok(None)) => Err(Outcome::Failed(format!("not over after {} s", PATIENCE.as_secs()))),
        Ok(Err(reason)) => Err(Outcome::Stopped(reason)),
        Err(payload) => {
            let message = said(&*payload);
            let place = PLACES.lock().unwrap().get(&message).cloned().unwrap_or_default();
            Err(Outcome::Failed(format!("{place}: {message}")))
        }
    }
}

/// A whole trial.
pub fn run(written: &Written) -> Outcome {
    let tables = read(written).and_then(|scenario| simulate(&scenario).map(|tables| (scenario, tables)));
    match tables {
        Ok((scenario, tables)) => Outcome::Ran(identities::complaints(&scenario, &tables).0),
        Err(outcome) => outcome,
    }
}
