//! Computes the replications that are missing, a few at a time, each into its part.

use crate::error::{Error, Result};
use crate::experiment::parts::{self, Done, Part};
use crate::experiment::reasons;
use crate::experiment::simulator::Simulator;
use crate::experiment::talk::Progress;
use crate::files::entries::Failed;
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::stats::run_tables::RunTables;
pub(crate) use crate::stop::caught as catch;
use crate::told;
use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Firms that may be in memory at a time, over all replications under way (about a gigabyte).
const FIRMS_AT_A_TIME: u32 = 4_000_000;

/// Where and with what replications are computed.
pub(crate) struct Work<'a, S: Simulator> {
    pub simulator: &'a S,
    pub scenario: &'a Scenario,
    pub folder: &'a Path,
    pub pool: &'a ThreadPool,
    /// Raised by the user's interruption.
    pub stop: &'a AtomicBool,
    pub progress: &'a Progress,
}

/// Replications computed at a time, of so many to compute, when each holds so many states in memory.
pub(crate) fn drivers(scenario: &Scenario, copies: u32, pool: &ThreadPool, missing: usize) -> usize {
    at_a_time(scenario.firms, copies).min(pool.current_num_threads()).min(missing)
}

/// Replications that may be in memory at a time.
pub(crate) fn at_a_time(firms: u32, copies: u32) -> usize {
    (FIRMS_AT_A_TIME / firms.max(1) / copies).max(1) as usize
}

/// How many runs there are to be: `20`, or `at most 200`.
pub(crate) fn of(scenario: &Scenario) -> Told {
    match scenario.until {
        Some(_) => told!("at most {count}", count = scenario.replications),
        None => Told::words(scenario.replications.to_string()),
    }
}

/// Replications of a folder that are finished already.
pub(crate) fn finished(folder: &Path, scenario: &Scenario) -> BTreeMap<u32, Part> {
    (0..scenario.replications).filter_map(|r| Some((r, parts::read(folder, r)?))).collect()
}

impl<S: Simulator> Work<'_, S> {
    /// Computes what is missing. Stops early when the user interrupts: some are then missing in the answer.
    ///
    /// # Errors
    /// A part can't be written.
    pub fn run(&self, start: &S::Start, done: Done, missing: &[u32]) -> Result<Done> {
        let drivers = drivers(self.scenario, self.simulator.copies(), self.pool, missing.len());
        let (next, halt) = (AtomicUsize::new(0), AtomicBool::new(false));
        let done = Mutex::new(done);
        let trouble: Mutex<Option<Error>> = Mutex::new(None);
        self.report(&done);
        // The drivers only wait; all computing is in the pool, that of a replication as well as that within
        // one.
        std::thread::scope(|scope| {
            for _ in 0..drivers {
                scope.spawn(|| {
                    while let Some(replication) = missing.get(next.fetch_add(1, Ordering::SeqCst)).copied() {
                        match self.one(start, replication, &halt) {
                            Ok(Some(outcome)) => {
                                record(&mut lock(&done), replication, outcome);
                                self.report(&done);
                            }
                            Ok(None) => return,
                            Err(error) => {
                                halt.store(true, Ordering::SeqCst);
                                lock(&trouble).get_or_insert(error);
                                return;
                            }
                        }
                    }
                });
            }
        });
        if let Some(error) = lock(&trouble).take() {
            return Err(error);
        }
        let mut done = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        done.fresh.sort_unstable();
        Ok(done)
    }

    /// One replication: its part, or why it failed; nothing when it was stopped.
    fn one(
        &self,
        start: &S::Start,
        replication: u32,
        halt: &AtomicBool,
    ) -> Result<Option<std::result::Result<Part, Failed>>> {
        let go_on = || !self.stop.load(Ordering::SeqCst) && !halt.load(Ordering::SeqCst);
        if !go_on() {
            return Ok(None);
        }
        let watch = |_months: u32| {
            self.progress.month();
            go_on()
        };
        let simulated = catch(|| {
            self.pool.install(|| self.simulator.simulate(self.scenario, start, replication, &watch))
        });
        match simulated {
            Ok(None) => Ok(None),
            Ok(Some(tables)) => self.write(replication, &tables).map(|part| Some(Ok(part))),
            Err(message) => {
                self.progress.tell(&told!(
                    "replication {replication} failed: {why}",
                    replication = replication,
                    why = reasons::known(&message)
                ));
                Ok(Some(Err(Failed { replication, message })))
            }
        }
    }

    fn write(&self, replication: u32, tables: &RunTables) -> Result<Part> {
        parts::write(self.folder, replication, tables, &self.scenario.economy.currency_unit)
    }

    fn report(&self, done: &Mutex<Done>) {
        let finished = lock(done).parts.len();
        let doing = told!("{finished} of {all} replications", finished = finished, all = of(self.scenario));
        self.progress.doing(doing.said(self.progress.language()));
    }
}

fn record(done: &mut Done, replication: u32, outcome: std::result::Result<Part, Failed>) {
    match outcome {
        Ok(part) => {
            done.parts.insert(replication, part);
            done.fresh.push(replication);
        }
        Err(failed) => {
            done.failed.insert(replication, failed);
        }
    }
}

/// Locks, also after a panic of another holder: what is held here is always whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
