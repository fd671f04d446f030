//! What holds in every regime and what does not. No word stands here that its numbers do not carry: fewer than
//! five replications, or a difference without any spread, give no verdict.

use crate::catalogue::NO_SHOCK;
use crate::language::Language;
use crate::report::findings::Findings;
use crate::report::lists::beside;
use crate::report::outcome::Row;
use crate::report::verdict::{FEWEST, Verdict};
use crate::{phrase, say};

/// A metric on which regimes must agree, and what to say of it.
struct Said {
    metric: &'static str,
    more: &'static str,
    fewer: &'static str,
    none: &'static str,
    same: &'static str,
    open: &'static str,
    split: &'static str,
}

const SAID: [Said; 3] = [
    Said {
        metric: "failures",
        more: phrase!("more failures"),
        fewer: phrase!("fewer failures"),
        none: phrase!("no significant change in failures"),
        same: phrase!("no change in failures at all"),
        open: phrase!("no verdict on failures, as replications do not differ"),
        split: phrase!("failures: {verdicts}"),
    },
    Said {
        metric: "firms",
        more: phrase!("more firms"),
        fewer: phrase!("fewer firms"),
        none: phrase!("no significant change in firms"),
        same: phrase!("no change in firms at all"),
        open: phrase!("no verdict on firms, as replications do not differ"),
        split: phrase!("firms: {verdicts}"),
    },
    Said {
        metric: "job_years",
        more: phrase!("more job-years"),
        fewer: phrase!("fewer job-years"),
        none: phrase!("no significant change in job-years"),
        same: phrase!("no change in job-years at all"),
        open: phrase!("no verdict on job-years, as replications do not differ"),
        split: phrase!("job-years: {verdicts}"),
    },
];

impl Findings {
    /// What holds in every regime, and what does not: a line an arm in each, the arm without shocks left out.
    pub fn agreement(&self) -> Vec<String> {
        let (language, regimes) = (self.language, self.regimes());
        let mut lines: Vec<String> = self.only(&regimes).into_iter().collect();
        if let Some(none) = self.too_few(regimes.len()) {
            lines.push(none);
            return lines;
        }
        let horizon = self.verdict_horizon();
        let (mut holds, mut splits) = (Vec::new(), Vec::new());
        for arm in self.names(|row| &row.arm).into_iter().filter(|arm| arm != NO_SHOCK) {
            let rows: Vec<&Row> = self.at(horizon).filter(|row| row.arm == arm).collect();
            let (same, apart) = self.verdicts(&rows);
            for (list, said) in [(&mut holds, same), (&mut splits, apart)] {
                if !said.is_empty() {
                    let verdicts = beside(language, &said);
                    let line = say!(language, "{arm}: {verdicts}", arm = self.arm(&arm), verdicts = verdicts);
                    list.push(format!("  {line}"));
                }
            }
        }
        lines.push(match &regimes[..] {
            [only] => say!(
                language,
                "Significant in the one regime that was run ({regime}) after {horizon} months (95% confidence intervals exclude zero):",
                regime = language.of(only),
                horizon = horizon
            ),
            all => say!(
                language,
                "Holds in all {count} regimes after {horizon} months (95% confidence intervals exclude zero):",
                count = all.len(),
                horizon = horizon
            ),
        });
        let nothing = || vec![format!("  {}", say!(language, "nothing"))];
        lines.extend(if holds.is_empty() { nothing() } else { holds });
        if !splits.is_empty() {
            lines.push(if regimes.len() > 1 {
                say!(language, "Does not hold in all regimes:").to_string()
            } else {
                say!(language, "No effect established:").to_string()
            });
            lines.extend(splits);
        }
        lines
    }

    /// Says which regimes were not run because nothing distinguishes them.
    fn only(&self, regimes: &[String]) -> Option<String> {
        let language = self.language;
        let named =
            |names: &[String]| language.list(&names.iter().map(|name| language.of(name)).collect::<Vec<_>>());
        let alike = match language {
            Language::English => self.alike.join(" and "),
            Language::Chinese => named(&self.alike),
        };
        let run = named(regimes);
        (!self.alike.is_empty()).then(|| match regimes.len() {
            1 => say!(
                language,
                "regime: only one. The settings of the scenarios and their economy pack are the same in {alike} as in what was run ({run}).",
                alike = alike,
                run = run
            ),
            _ => say!(
                language,
                "The settings of the scenarios and their economy pack are the same in {alike} as in what was run ({run}).",
                alike = alike,
                run = run
            ),
        })
    }

    /// Says that replications are too few for a verdict; none where they are not.
    fn too_few(&self, regimes: usize) -> Option<String> {
        let (language, horizon) = (self.language, self.verdict_horizon());
        let numbers = self.at(horizon).flat_map(|row| row.numbers.values());
        let most = numbers.map(|number| number.replications).max().unwrap_or(0);
        let count = match (most, regimes > 1) {
            (1, false) => say!(language, "1 replication").to_string(),
            (1, true) => say!(language, "1 replication of each regime").to_string(),
            (_, false) => say!(language, "{count} replications", count = most),
            (_, true) => say!(language, "{count} replications of each regime", count = most),
        };
        (most < FEWEST).then(|| {
            say!(
                language,
                "No verdict after {horizon} months: {replications}; it takes {fewest} to tell an effect from chance.",
                horizon = horizon,
                replications = count,
                fewest = FEWEST
            )
        })
    }

    /// What all rows, of one arm in every regime, agree on, and what they do not.
    fn verdicts(&self, rows: &[&Row]) -> (Vec<String>, Vec<String>) {
        let language = self.language;
        let (mut same, mut apart) = (Vec::new(), Vec::new());
        for said in &SAID {
            let verdicts: Vec<(Verdict, &str)> = rows
                .iter()
                .filter_map(|row| Some((row.verdict(said.metric)?, row.regime.as_str())))
                .collect();
            let clear = |verdict: &(Verdict, &str)| matches!(verdict.0, Verdict::More | Verdict::Fewer);
            match shared(&verdicts) {
                None if verdicts.is_empty() => {}
                Some(Verdict::More) => same.push(language.of(said.more).to_string()),
                Some(Verdict::Fewer) => same.push(language.of(said.fewer).to_string()),
                Some(Verdict::NoneShows) => apart.push(language.of(said.none).to_string()),
                Some(Verdict::Same) => apart.push(language.of(said.same).to_string()),
                Some(Verdict::NoSpread | Verdict::TooFew) => apart.push(language.of(said.open).to_string()),
                None => {
                    let by_regime = split(language, &verdicts, said.more, said.fewer);
                    apart.push(match verdicts.iter().any(clear) {
                        true => by_regime,
                        false => language.fill(said.split, &[("verdicts", &by_regime)]),
                    });
                }
            }
        }
        (same, apart)
    }
}

/// The verdict that all regimes share.
pub(super) fn shared(verdicts: &[(Verdict, &str)]) -> Option<Verdict> {
    let (first, rest) = verdicts.split_first()?;
    rest.iter().all(|verdict| verdict.0 == first.0).then_some(first.0)
}

/// In which regimes there is more, fewer, or no significant change.
pub(super) fn split(language: Language, verdicts: &[(Verdict, &str)], more: &str, fewer: &str) -> String {
    let of = |wanted: Verdict| -> Vec<&str> {
        verdicts.iter().filter(|found| found.0 == wanted).map(|found| language.of(found.1)).collect()
    };
    let words = [
        (Verdict::More, more),
        (Verdict::Fewer, fewer),
        (Verdict::NoneShows, phrase!("no significant change")),
        (Verdict::Same, phrase!("no change at all")),
        (Verdict::NoSpread, phrase!("no verdict, as replications do not differ,")),
        (Verdict::TooFew, phrase!("no verdict, too few replications,")),
    ];
    let parts = words.map(|(verdict, word)| (of(verdict), language.of(word)));
    let said = parts.iter().filter(|part| !part.0.is_empty()).map(|(regimes, word)| {
        say!(language, "{verdict} in {regimes}", verdict = word, regimes = language.list(regimes))
    });
    let said: Vec<String> = said.collect();
    said.join(match language {
        Language::English => ", ",
        Language::Chinese => "，",
    })
}
