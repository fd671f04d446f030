//! A comparison as an experiment: its burn-ins, its replications, its tables. Regimes follow one another;
//! each has all replications.

use super::arm::Arm;
use super::arms::{Arms, titled};
use super::effects::{Effects, Span};
use super::fates::Fates;
use super::follow;
use super::recipients::Recipients;
use super::resilience::Paths;
use super::shapley::table::Shares;
use super::simulate;
use super::tables;
use crate::catalogue::NO_SHOCK;
use crate::error::Result;
use crate::experiment::draw_and_report;
use crate::experiment::parts::Done;
use crate::experiment::parts::table_of;
use crate::experiment::parts::{self, COALITIONS, FATES, Part};
use crate::experiment::simulator::Measured;
use crate::experiment::simulator::Simulator;
use crate::export::manifest::list;
use crate::files::entries::ComparisonEntry;
use crate::files::manifest::Manifest;
use crate::month::model::Scenario;
use crate::scenario::Loaded;
use crate::simulation::population::BurnedIn;
use crate::simulation::{BurnInInput, Watch};
use crate::stats::columns::Described;
use crate::stats::run_tables::RunTables;
use crate::stats::tables::described_columns;
use crate::table::Table;
use std::collections::BTreeMap;
use std::path::Path;

/// The dimensions by which effects are reported.
const DIMENSIONS: [&str; 5] = ["sector", "size", "region", "age", "tier"];

/// A comparison that can be carried out.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    arms: &'a Arms,
    /// Months that all arms share, by regime.
    shared: Vec<u32>,
    /// Replications of each regime.
    replications: u32,
}

impl<'a> Comparison<'a> {
    pub fn new(arms: &'a Arms) -> Comparison<'a> {
        let shared = (0..arms.regimes.len()).map(|regime| arms.shared(regime)).collect();
        Comparison { arms, shared, replications: arms.base.scenario.replications }
    }

    /// The base as what is run: all arms count for its identity, and its replications are those of all
    /// regimes.
    pub fn loaded(&self) -> Loaded {
        let mut loaded = self.arms.base.clone();
        let scenario = &mut loaded.scenario;
        scenario.name = format!("compare-{}", scenario.name);
        (scenario.title, scenario.question, scenario.source) = self.texts();
        scenario.replications *= self.arms.regimes.len() as u32;
        scenario.trace.clear();
        for arm in self.arms.regimes.iter().flatten() {
            loaded.canonical += &format!("# arm {} {} {}\n", arm.name, arm.scenario.regime, arm.to_failing);
        }
        for game in self.arms.games.iter().flat_map(|games| &games.games) {
            loaded.canonical += &format!("# shares {} {:?}\n", game.arm, game.orders.drawn);
        }
        loaded
            .tables
            .extend(self.arms.texts.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())));
        loaded
    }

    /// Title, question and sources of the whole: those of the base alone would say less, or the contrary.
    fn texts(&self) -> (String, String, String) {
        let named: Vec<&Scenario> =
            self.arms.regimes[0][..self.named()].iter().map(|arm| &arm.scenario).collect();
        let base = titled(named[0]);
        let (title, question) = match &named[1..] {
            [] => (format!("“{base}” against the same without shocks"), named[0].question.clone()),
            [only] => (format!("“{}” against “{base}”", titled(only)), only.question.clone()),
            several => (format!("{} alternatives against “{base}”", several.len()), String::new()),
        };
        let general =
            || format!("What does each alternative change against “{base}”, for whom, and at what cost?");
        let mut sources: Vec<&str> = Vec::new();
        for source in named.iter().map(|scenario| scenario.source.trim()).filter(|source| !source.is_empty())
        {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        (title, if question.is_empty() { general() } else { question }, sources.join("; "))
    }

    fn first(&self, regime: usize) -> &Scenario {
        &self.arms.regimes[regime][0].scenario
    }
    /// Arms that were named, the base among them; they come first.
    fn named(&self) -> usize {
        self.arms.texts.len() / self.arms.regimes.len()
    }
    /// Regime and replication of a run.
    fn place(&self, run: u32) -> (usize, u32) {
        ((run / self.replications) as usize, run % self.replications)
    }
    fn span(&self, regime: usize) -> Span {
        let left = self.first(regime).months - self.shared[regime];
        Span {
            base: self.arms.regimes[regime][0].name.clone(),
            shared: self.shared[regime] as usize,
            horizons: follow::horizons(left),
        }
    }
}

impl Simulator for Comparison<'_> {
    type Start = Vec<BurnedIn>;
    type Input = Vec<BurnInInput>;

    fn input(&self, _: &Scenario) -> Vec<BurnInInput> {
        (0..self.arms.regimes.len()).map(|regime| BurnInInput::of(self.first(regime))).collect()
    }
    fn burn_in_months(&self, scenario: &Scenario) -> u32 {
        self.input(scenario).iter().map(BurnInInput::months).sum()
    }
    fn replication_months(&self, _: &Scenario) -> u32 {
        // Regimes differ by a month or so at most; the bar of progress may.
        simulate::months_of(
            self.first(0),
            self.arms.regimes[0].len() + self.arms.games[0].extra.len(),
            self.shared[0],
        )
    }
    fn burn_in(input: &Vec<BurnInInput>, watch: Watch) -> Option<Vec<BurnedIn>> {
        input.iter().map(|regime| regime.burn_in(watch)).collect()
    }
    fn encode(&self, start: &Vec<BurnedIn>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for burned in start {
            let own = burned.to_bytes();
            bytes.extend((own.len() as u64).to_le_bytes());
            bytes.extend(own);
        }
        bytes
    }
    fn decode(&self, mut bytes: &[u8]) -> Option<Vec<BurnedIn>> {
        let mut start = Vec::new();
        while !bytes.is_empty() {
            let (length, rest) = bytes.split_first_chunk::<8>()?;
            let (own, rest) = rest.split_at_checked(u64::from_le_bytes(*length) as usize)?;
            start.push(BurnedIn::from_bytes(own)?);
            bytes = rest;
        }
        (start.len() == self.arms.regimes.len()).then_some(start)
    }
    fn simulate(&self, _: &Scenario, start: &Vec<BurnedIn>, run: u32, watch: Watch) -> Option<RunTables> {
        let (regime, replication) = self.place(run);
        simulate::with_coalitions(
            &self.arms.regimes[regime],
            &self.arms.games[regime],
            &start[regime],
            replication,
            watch,
        )
    }
    fn described(&self) -> Vec<(&'static str, Vec<Described>)> {
        described_columns().into_iter().chain(tables::described_columns()).collect()
    }
    fn describe(&self, manifest: &mut Manifest) {
        let base = self.first(0);
        let names = self.arms.names();
        let arms = &self.arms.regimes[0];
        let title = |arm: &Arm| match arm.scenario.title.as_str() {
            "" if arm.name != names[0] => format!("{}, against “{}”", arm.name, titled(&arms[0].scenario)),
            _ => titled(&arm.scenario).to_string(),
        };
        let titles = arms.iter().map(title).collect();
        let named = arms[..self.named()].iter().map(|arm| (arm.name.as_str(), &arm.scenario));
        list(manifest, named);
        manifest.comparison = Some(ComparisonEntry {
            base: names[0].clone(),
            no_shock: names.iter().find(|name| *name == NO_SHOCK).cloned(),
            named: names.iter().take(self.named()).cloned().collect(),
            each: self.arms.asked.each,
            frontier: self.arms.asked.frontier,
            shapley: self.arms.asked.shapley,
            arms: names,
            titles,
            alike: self.arms.alike.clone(),
            regimes: self.arms.regimes.iter().map(|arms| arms[0].scenario.regime.clone()).collect(),
            replications: self.replications,
            shared_months: self.shared.clone(),
            fork: base.start.plus(self.shared[0] as i32).to_string(),
            horizons: self.span(0).horizons,
        });
    }
    fn copies(&self) -> u32 {
        2
    }
    fn runs(&self, each: u32) -> Vec<u32> {
        (0..self.arms.regimes.len() as u32)
            .flat_map(|regime| (0..each).map(move |r| regime * self.replications + r))
            .collect()
    }
    fn measure(
        &self,
        scenario: &Scenario,
        folder: &Path,
        parts: &BTreeMap<u32, Part>,
        metric: &str,
    ) -> Result<Vec<Measured>> {
        let mut effects = Effects::default();
        for (run, part) in parts {
            let read = |name: &str| {
                table_of(&parts::path(folder, *run), part, name, &scenario.economy.currency_unit)
            };
            if let (Some(monthly), Some(ledger)) = (read("monthly.csv")?, read("ledger.csv")?) {
                effects.add(&self.span(self.place(*run).0), &monthly, &ledger, &[]);
            }
        }
        let mut measured = Vec::new();
        for (at, arms) in self.arms.regimes.iter().enumerate() {
            let regime = &arms[0].scenario.regime;
            let horizon = self.span(at).horizons.last().copied();
            for arm in &arms[1..self.named()] {
                let values = match horizon {
                    Some(horizon) => effects.differences(regime, &arm.name, horizon, metric),
                    // Arms that never differ have no horizon: each difference is zero.
                    None => parts.keys().filter(|run| self.place(**run).0 == at).map(|_| 0.0).collect(),
                };
                measured.push(Measured { regime: regime.clone(), arm: arm.name.clone(), values });
            }
        }
        Ok(measured)
    }
    fn tables(&self, folder: &Path, done: &Done) -> Result<Vec<(&'static str, Table)>> {
        let base = &self.arms.base.scenario;
        let (unit, weight) =
            (&base.economy.currency_unit, base.economy.frame.firms / f64::from(base.firms.max(1)));
        let (mut effects, mut fates, mut paths) = (Effects::default(), Fates::default(), Paths::default());
        let mut recipients = Recipients::default();
        let regimes = (0..self.arms.regimes.len())
            .map(|regime| (self.first(regime).regime.as_str(), &self.arms.games[regime]));
        let mut shares = Shares::new(regimes);
        for (run, part) in &done.parts {
            let place = parts::path(folder, *run);
            let read = |name: &str| table_of(&place, part, name, unit);
            let span = self.span(self.place(*run).0);
            if let (Some(monthly), Some(ledger)) = (read("monthly.csv")?, read("ledger.csv")?) {
                let mut groups = Vec::new();
                for dimension in DIMENSIONS {
                    groups.extend(read(&parts::by_group_file(dimension))?.map(|table| (dimension, table)));
                }
                effects.add(&span, &monthly, &ledger, &groups);
                paths.add(&monthly, NO_SHOCK);
            }
            if let Some(table) = read(FATES)? {
                fates.add(&table);
                recipients.add(&table);
            }
            if let Some(table) = read(COALITIONS)? {
                shares.add(&table);
            }
        }
        let mut tables = vec![
            ("effects.csv", effects.table(unit, weight)),
            ("fates.csv", fates.table(weight)),
            ("recipients.csv", recipients.table(weight)),
        ];
        let resilience = paths.table();
        if !resilience.rows.is_empty() {
            tables.push(("resilience.csv", resilience));
        }
        if self.arms.games.iter().any(|games| !games.games.is_empty()) {
            tables.push(("shapley.csv", shares.table(unit)));
        }
        Ok(tables)
    }
    fn present(&self, folder: &Path) -> Result<Vec<String>> {
        draw_and_report(folder)
    }
}
