//! Computes what no shard has computed yet, on all threads, within the memory given, and adds each run to the
//! journal when it ends.

use super::histories;
use super::journal::{self, Journal, Row, RunKey};
use super::memory::{Workers, workers};
use super::points::{Plan, Point};
use super::recent::Recent;
use super::shard::{self, Shard};
use super::talk::{Voice, failed};
use super::work::{self, Unit};
use crate::error::{Error, Result};
use crate::experiment::cache::{self, Cache};
use crate::experiment::reasons;
use crate::experiment::replications::{catch, lock};
use crate::experiment::simulator::Model;
use crate::experiment::talk::{Progress, Talk};
use crate::experiment::{RunOptions, interrupt, program_digest};
use crate::language::Language;
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::simulation::BurnInInput;
use crate::simulation::population::BurnedIn;
use crate::{phrase, told};
use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A point of this index fails, whatever it would give: so that what becomes of failures can be tried on a
/// real cluster.
const FAIL_POINT: &str = "TIDEOVER_TEST_FAIL_POINT";

/// How a sweep is carried out; nothing here may change a result.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which part of the sweep.
    pub shard: Shard,
    /// Worker threads; all cores when absent.
    pub threads: Option<usize>,
    /// Bytes that may be used; four fifths of what is free when absent.
    pub memory: Option<u64>,
    /// Time after which to stop as if interrupted.
    pub time_budget: Option<Duration>,
    /// Runs that failed are done again.
    pub retry_failed: bool,
    /// The folder below which burn-ins are kept from one session to the next.
    pub kept: PathBuf,
    /// `--progress`.
    pub progress: String,
    /// `-q`.
    pub quiet: bool,
    /// The language of what is said meanwhile.
    pub language: Language,
}

/// What was done.
#[derive(Clone, Debug, Default)]
pub struct Ran {
    /// Runs of this shard, reference runs counted in.
    pub runs: usize,
    /// Of these, runs that were there.
    pub before: usize,
    /// Runs computed now.
    pub computed: usize,
    /// Runs that failed, of all of this shard.
    pub failed: usize,
    /// Firm-months simulated, burn-in left out; shared months once.
    pub firm_months: u64,
    /// Seconds from the first run to the last.
    pub seconds: f64,
    /// Seconds, over all workers, of which: resolving scenarios, burn-in, the journal.
    pub spent: [f64; 3],
    /// How the work was spread.
    pub workers: Workers,
}

/// Computes the missing runs of a shard.
///
/// # Errors
/// Another process computes this shard; the memory does not suffice for one run; a file can't be written; an
/// interruption or the end of the time given ([`Error::Interrupted`]): what is finished is kept in all cases.
pub fn run(plan: &Plan, folder: &Path, options: &Options) -> Result<Ran> {
    let began = Instant::now();
    let talk = Talk::new(&RunOptions {
        progress: options.progress.clone(),
        quiet: options.quiet,
        language: options.language,
        ..RunOptions::default()
    })?;
    let _lock = options.shard.lock(folder)?;
    let outputs = super::points::outputs(plan);
    let voice = Voice { talk, language: options.language };
    let known = known(folder, &outputs, voice)?;
    let there =
        |key: &RunKey| known.get(key).is_some_and(|row| !(options.retry_failed && row.values.is_err()));
    let mine = options.shard.mine(work::units(plan));
    let runs = mine.iter().map(|unit| unit.points.len()).sum();
    let failed = |unit: &Unit, point: &usize| {
        known.get(&key(plan, *point, unit)).is_some_and(|row| row.values.is_err())
    };
    let failed_before = |unit: &Unit| unit.points.iter().filter(|point| failed(unit, point)).count();
    let mut ran = Ran { runs, failed: mine.iter().map(failed_before).sum(), ..Ran::default() };
    let mut missing = mine;
    for unit in &mut missing {
        let replication = unit.replication;
        unit.points.retain(|point| !there(&(plan.points[*point].id.clone(), replication)));
    }
    missing.retain(|unit| !unit.points.is_empty());
    let count: usize = missing.iter().map(|unit| unit.points.len()).sum();
    ran.before = runs - count;
    if count == 0 {
        return Ok(ran);
    }
    if options.retry_failed {
        ran.failed = 0;
    }
    if ran.before > 0 {
        voice.continuing(folder, ran.before, runs)?;
    }
    let spread = workers(plan, &missing, options.threads, options.memory)?;
    ran.workers = spread;
    let progress = talk.progress_of(count as u64, phrase!("runs"));
    progress.doing(told!("{count} points", count = plan.entry.points).said(options.language));
    let work = Work {
        plan,
        missing: &missing,
        spread,
        journal: Mutex::new(Journal::open(&options.shard.journal(folder, &outputs))?),
        next: AtomicUsize::new(0),
        halt: AtomicBool::new(false),
        stop: interrupt::flag(),
        deadline: options.time_budget.map(|budget| began + budget),
        slowest: AtomicU64::new(0),
        scenarios: Recent::new(spread.workers + 2),
        starts: Recent::new(spread.workers + 2),
        progress: &progress,
        language: options.language,
        sums: Mutex::new(Sums::default()),
        cache: Cache::below(&options.kept, program_digest().as_deref()),
        fail_point: std::env::var(FAIL_POINT).ok().and_then(|text| text.parse().ok()),
    };
    let done = work.all();
    progress.end();
    let sums = work.sums.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    let mut journal = work.journal.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    done?;
    journal.sync()?;
    ran.computed = sums.runs;
    ran.failed += sums.failed;
    ran.firm_months = sums.firm_months;
    ran.seconds = began.elapsed().as_secs_f64();
    ran.spent = [sums.resolving, sums.burning_in, journal.seconds];
    if ran.computed < count {
        let (there, folder) = (ran.before + ran.computed, folder.display());
        return Err(Error::Interrupted(told!(
            "stopped with {there} of {runs} runs finished in {folder}; the same command continues",
            there = there,
            runs = runs,
            folder = folder
        )));
    }
    Ok(ran)
}

fn key(plan: &Plan, point: usize, unit: &Unit) -> RunKey {
    (plan.points[point].id.clone(), unit.replication)
}

/// The runs that any shard has finished.
fn known(folder: &Path, outputs: &str, voice: Voice) -> Result<BTreeMap<RunKey, Row>> {
    let journals = shard::journals(folder, outputs)?;
    for (name, found) in journals.iter().filter(|(_, found)| found.broken > 0) {
        voice.damaged(name, found.broken);
    }
    Ok(journal::by_run(journals.into_iter().flat_map(|(_, found)| found.rows)).0)
}

#[derive(Debug, Default)]
struct Sums {
    runs: usize,
    failed: usize,
    firm_months: u64,
    resolving: f64,
    burning_in: f64,
}

/// The scenarios of some points, or why there is none.
type Scenarios = Vec<(usize, std::result::Result<Scenario, Told>)>;
/// A burned-in population; none when it was stopped; or what the model said.
type Start = std::result::Result<Option<BurnedIn>, String>;

struct Work<'a> {
    plan: &'a Plan,
    missing: &'a [Unit],
    spread: Workers,
    journal: Mutex<Journal>,
    next: AtomicUsize,
    /// Raised when the journal can't be written.
    halt: AtomicBool,
    /// Raised by the user's interruption.
    stop: &'a AtomicBool,
    deadline: Option<Instant>,
    /// Milliseconds of the slowest unit so far: no other is begun when less time is left.
    slowest: AtomicU64,
    /// Scenarios by unit's points: replications share them.
    scenarios: Recent<Scenarios>,
    starts: Recent<Start>,
    progress: &'a Progress,
    language: Language,
    sums: Mutex<Sums>,
    /// Burn-ins of earlier sessions.
    cache: Cache,
    fail_point: Option<usize>,
}

impl Work<'_> {
    fn go_on(&self) -> bool {
        let late = || self.deadline.is_some_and(|deadline| Instant::now() >= deadline);
        !self.stop.load(Ordering::SeqCst) && !self.halt.load(Ordering::SeqCst) && !late()
    }

    /// All units, each worker with threads of its own.
    fn all(&self) -> Result<()> {
        let pool = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.map_err(Error::threads)
        };
        // What all points start from, as a rule: with all threads, and from an earlier session where it was
        // kept.
        let all_threads = pool(self.spread.workers * self.spread.threads_each)?;
        if let Some((_, Ok(scenario))) = self.scenarios_of(0).iter().find(|(_, scenario)| scenario.is_ok()) {
            self.start(scenario, &all_threads, true);
        }
        drop(all_threads);
        let pools =
            (0..self.spread.workers).map(|_| pool(self.spread.threads_each)).collect::<Result<Vec<_>>>()?;
        let trouble: Mutex<Option<Error>> = Mutex::new(None);
        std::thread::scope(|scope| {
            for pool in &pools {
                scope.spawn(|| {
                    while self.go_on() {
                        let slowest = Duration::from_millis(self.slowest.load(Ordering::Relaxed));
                        if self.deadline.is_some_and(|deadline| Instant::now() + slowest > deadline) {
                            return;
                        }
                        let number = self.next.fetch_add(1, Ordering::SeqCst);
                        if number >= self.missing.len() {
                            return;
                        }
                        let clock = Instant::now();
                        if let Err(error) = self.unit(number, pool) {
                            self.halt.store(true, Ordering::SeqCst);
                            lock(&trouble).get_or_insert(error);
                        }
                        self.slowest.fetch_max(clock.elapsed().as_millis() as u64, Ordering::Relaxed);
                    }
                });
            }
        });
        lock(&trouble).take().map_or(Ok(()), Err)
    }

    /// The scenarios of a unit's points.
    fn scenarios_of(&self, number: usize) -> Arc<Scenarios> {
        let points = &self.missing[number].points;
        self.scenarios.get(format!("{points:?}"), || {
            let clock = Instant::now();
            let one = |point: &usize| {
                let loaded = self.plan.scenarios.of(&self.plan.points[*point]);
                let loaded = loaded.map_err(|error| Told::words(error.to_string()));
                (*point, loaded.map(|loaded| loaded.scenario))
            };
            let scenarios = points.iter().map(one).collect();
            lock(&self.sums).resolving += clock.elapsed().as_secs_f64();
            scenarios
        })
    }

    /// What a scenario starts from, or why there is nothing; none when it was stopped. `keep`: for later
    /// sessions.
    fn start(&self, scenario: &Scenario, pool: &ThreadPool, keep: bool) -> Arc<Start> {
        let input = BurnInInput::of(scenario);
        self.starts.get(cache::key(&input), || {
            let clock = Instant::now();
            if let Some(kept) = self.cache.read(&Model, &input) {
                return Ok(Some(kept));
            }
            let start = catch(|| pool.install(|| input.burn_in(&|_| self.go_on())));
            if let (true, Ok(Some(start))) = (keep, &start) {
                self.cache.write(&Model, &input, start, self.progress);
            }
            lock(&self.sums).burning_in += clock.elapsed().as_secs_f64();
            start
        })
    }

    /// One unit: each of its runs goes to the journal when it ends.
    fn unit(&self, number: usize, pool: &ThreadPool) -> Result<()> {
        let replication = self.missing[number].replication;
        let scenarios = self.scenarios_of(number);
        let mut sound: Vec<(&Point, &Scenario)> = Vec::new();
        for (index, scenario) in scenarios.iter() {
            let point = &self.plan.points[*index];
            match scenario {
                Ok(_) if self.fail_point == Some(*index) => {
                    self.keep(point, replication, Err(Told::words(format!("{FAIL_POINT} asks for it"))), 0)?
                }
                Ok(scenario) => sound.push((point, scenario)),
                Err(message) => self.keep(point, replication, Err(message.clone()), 0)?,
            }
        }
        for together in sound.chunks(self.spread.together) {
            let start = self.start(together[0].1, pool, false);
            let start = match start.as_ref() {
                Ok(Some(start)) => start,
                Ok(None) => return Ok(()),
                Err(message) => {
                    let why = told!("the burn-in failed: {why}", why = reasons::known(message));
                    for (point, _) in together {
                        self.keep(point, replication, Err(why.clone()), 0)?;
                    }
                    continue;
                }
            };
            let scenarios: Vec<&Scenario> = together.iter().map(|(_, scenario)| *scenario).collect();
            let mut trouble = None;
            let whole = pool.install(|| {
                let mut each = |index: usize, ending: histories::Ending, firm_months| {
                    let (point, scenario) = together[index];
                    let values = ending.and_then(|tables| self.plan.scenarios.measure(&tables, scenario));
                    if let Err(error) = self.keep(point, replication, values, firm_months) {
                        self.halt.store(true, Ordering::SeqCst);
                        trouble.get_or_insert(error);
                    }
                };
                histories::simulate(&scenarios, start, replication, &|_| self.go_on(), &mut each)
            });
            if let Some(error) = trouble {
                return Err(error);
            }
            if !whole {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Adds a run to the journal, which is English: merging shards gives the same bytes in any language.
    fn keep(
        &self,
        point: &Point,
        replication: u32,
        values: std::result::Result<Vec<f64>, Told>,
        firm_months: u64,
    ) -> Result<()> {
        let failed = values.as_ref().err().map(|why| failed(point.index, replication, why));
        let values = values.map_err(|why| why.said(Language::English));
        lock(&self.journal).add(&Row { id: point.id.clone(), replication, values })?;
        failed.iter().for_each(|told| self.progress.say(&told.said(self.language)));
        let mut sums = lock(&self.sums);
        sums.runs += 1;
        sums.failed += usize::from(failed.is_some());
        sums.firm_months += firm_months;
        self.progress.month();
        Ok(())
    }
}
