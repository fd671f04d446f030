//! What the report of a comparison says before its charts: the answer, what would change it, effects with all
//! horizons side by side, what holds in every regime and what does not.

use crate::charts::compare::names;
use crate::charts::run::Run;
use crate::error::Result;
use crate::report::falls::{self, Falls};
use crate::report::reply::{self, Answer};
use crate::report::{findings, settings, side, turns};
use crate::units::unbroken;
use serde::Serialize;

/// What a comparison found.
#[derive(Debug, Serialize)]
pub(super) struct Compared {
    base: String,
    /// The unit of prices in tables.
    prices: String,
    /// The regime in which the answer, the effects side by side and the groups stand.
    regime: String,
    /// Whether more than one regime was run.
    several: bool,
    /// Three sentences an arm that was named.
    answers: Vec<Answer>,
    /// What would change them, for the first of these arms.
    turns: Vec<String>,
    /// The arm that `turns` and `falls` are about.
    main: String,
    horizons: Vec<String>,
    /// Effects with all horizons side by side.
    side: Vec<side::Arm>,
    /// Where effects on jobs fall.
    falls: Vec<Falls>,
    /// Statements, each with the arms it is made of.
    agreement: Vec<Statement>,
    /// A table of arms a horizon, in every regime; none where one was run.
    tables: Vec<Arms>,
    /// A sentence or two an arm and regime.
    sentences: Vec<Sentence>,
}

/// Arms that are answered for at most; all are in the table of effects.
const ANSWERED: usize = 4;

/// The arms at a horizon: arm, regime, then the columns of [`findings::Findings::lines`].
#[derive(Debug, Serialize)]
struct Arms {
    horizon: String,
    rows: Vec<Row>,
}

/// A heading, and what stands below it.
#[derive(Debug, Serialize)]
struct Statement {
    said: String,
    of: Vec<String>,
}

/// What is said of an arm in a regime.
#[derive(Debug, Serialize)]
struct Sentence {
    said: String,
    /// Whether it is the regime of the answer.
    main: bool,
}

/// An arm in a regime.
#[derive(Debug, Serialize)]
struct Row {
    arm: String,
    /// Whether this is the first regime of its arm, which then gets its name.
    first: bool,
    regime: String,
    /// Each number with its interval, which may be empty.
    numbers: Vec<[String; 2]>,
}

/// The findings of a comparison; `None` in a run of one arm.
///
/// # Errors
/// A table that can't be read.
pub(super) fn findings(run: &Run) -> Result<Option<Compared>> {
    let Some(recorded) = &run.compared else { return Ok(None) };
    let language = run.page.language;
    // Columns have the currency's own name, sentences that of the language.
    let found = findings::read(&run.folder, &run.manifest.currency_unit)?.told(&run.manifest, language);
    let mut agreement: Vec<Statement> = Vec::new();
    for line in found.agreement() {
        // What belongs to a heading is indented.
        match (line.strip_prefix("  "), agreement.last_mut()) {
            (Some(of), Some(last)) => last.of.push(unbroken(of)),
            _ => agreement.push(Statement { said: unbroken(&line), of: Vec::new() }),
        }
    }
    let several = recorded.regimes.len() > 1;
    let tables = found
        .horizons()
        .into_iter()
        .filter(|_| several)
        .map(|horizon| Arms { horizon: horizon.to_string(), rows: rows(found.lines(horizon)) });
    let (unit, regime) = (run.unit().to_string(), recorded.regime.clone());
    let named = |arm: &str| names::arm(&run.manifest, arm, language);
    let said = |(of, said): (String, String)| Sentence { said: unbroken(&said), main: of == regime };
    let sentences = found.sentences(&unit).into_iter().map(said).collect();
    let all = if recorded.named.is_empty() { &recorded.arms } else { &recorded.named };
    let answered: Vec<String> = all.iter().take(ANSWERED).cloned().collect();
    let main = recorded.main().cloned().unwrap_or_default();
    let mut answers = reply::answers(&found, &answered, &regime, &unit);
    answers.iter_mut().flat_map(|answer| &mut answer.sentences).for_each(|said| *said = unbroken(said));
    let policies = settings::policies(run, &main);
    let turns = turns::turns(&found, &main, &regime, run.manifest.weight, &policies);
    let horizons = found.every_horizon();
    Ok(Some(Compared {
        base: named(&recorded.base),
        several,
        answers,
        turns: turns.iter().map(|turn| unbroken(turn)).collect(),
        falls: falls::falls(run, &main, &horizons, &policies)?,
        side: side::arms(&found, &regime, &unit),
        main: named(&main),
        horizons: horizons.iter().map(i64::to_string).collect(),
        tables: tables.collect(),
        sentences,
        prices: language.prices(&unit).0,
        regime: names::regime(&regime, language),
        agreement,
    }))
}

fn rows(lines: Vec<Vec<String>>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        let mut cells = line.into_iter();
        let (arm, regime) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let first = rows.last().is_none_or(|last| last.arm != arm);
        rows.push(Row { arm, first, regime, numbers: cells.map(apart).collect() });
    }
    rows
}

/// A number and its interval, which stand below one another on the page.
fn apart(cell: String) -> [String; 2] {
    let (number, interval) =
        cell.split_once(['(', '（']).map_or((cell.as_str(), ""), |(number, rest)| (number.trim_end(), rest));
    [number, interval.trim_end_matches([')', '）'])].map(unbroken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_stand_apart() {
        assert_eq!(apart("48,100 (−46,000 to 50,500)".into()), ["48,100", "−46,000\u{a0}to 50,500"]);
        assert_eq!(apart("4.81（4.60至5.05）".into()), ["4.81", "4.60至5.05"]);
        assert_eq!(apart("99%".into()), ["99%", ""]);
    }
}
