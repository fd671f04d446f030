//! Simulates all replications until a month and writes them into one file, in their order, each as soon as it
//! is its turn.

use super::continued::Continued;
use super::format::{Head, Writer};
use crate::atomic;
use crate::error::{Error, Result};
use crate::experiment::cache::Cache;
use crate::experiment::identity::MODEL_VERSION;
use crate::experiment::interrupt;
use crate::experiment::options::{OUTPUT, RunOptions};
use crate::experiment::reasons;
use crate::experiment::replications::{catch, drivers, lock};
use crate::experiment::session::{Timing, burn_in, pool, program_digest};
use crate::experiment::simulator::{Model, Simulator};
use crate::experiment::talk::{Progress, Talk};
use crate::month::model::Scenario;
use crate::scenario::Loaded;
use crate::simulation::split::{Origin, simulate_until};
use crate::simulation::{Run, last_month, settling_months};
use crate::stats::recorder::Recorder;
use crate::stats::recorder::kept::Kept;
use crate::units::Month;
use crate::{say, told};
use rayon::ThreadPool;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Condvar, Mutex};

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The last month simulated.
    pub until: Month,
    /// Replications in the file.
    pub replications: u32,
    /// Size of the file.
    pub bytes: u64,
}

/// Simulates a scenario to the end of `until`, from its start or from the checkpoint that the options name,
/// and writes a checkpoint.
///
/// # Errors
/// The month is not one of the scenario's; the file is there already; a checkpoint that does not fit; an
/// interruption, a replication that fails, a file that can't be written: there is then no file.
pub fn save(loaded: &Loaded, options: &RunOptions, until: Month, file: &Path) -> Result<Written> {
    let scenario = &loaded.scenario;
    let talk = Talk::new(options)?;
    let (first, last) = (scenario.start, last_month(scenario));
    if until < first || until > last {
        return Err(Error::Usage(told!(
            "--until {until}: the scenario's months are {first} to {last}",
            until = until,
            first = first,
            last = last
        )));
    }
    if file.exists() && !options.force {
        return Err(Error::Usage(told!(
            "--save {file}: there is a file of that name; name another file, or --force to replace it",
            file = file.display()
        )));
    }
    let earlier = options.from.as_ref().map(|from| Continued::open(from, loaded)).transpose()?;
    if let Some(earlier) = earlier.as_ref().filter(|earlier| until <= earlier.checkpoint().until) {
        let (path, month) = (earlier.checkpoint().path.display(), earlier.checkpoint().until);
        return Err(Error::Usage(told!(
            "--until {until}: {path} is of the end of {month}; name a later month",
            until = until,
            path = path,
            month = month
        )));
    }
    let program = program_digest();
    let head = Head {
        model_version: MODEL_VERSION,
        version: crate::VERSION.to_string(),
        program: program.clone(),
        until: until.to_string(),
        replications: scenario.replications,
        scenario: loaded.canonical.clone(),
        tables: loaded.tables.iter().map(|(name, bytes)| (name.clone(), atomic::digest(bytes))).collect(),
    };
    let writer = Writer::create(file, &head)?;
    let (pool, stop) = (pool(options)?, interrupt::flag());
    let months_each = match &earlier {
        Some(earlier) => until.since(earlier.checkpoint().until) as u32,
        None => settling_months(scenario) + until.since(first) as u32 + 1,
    };
    let (cache, input) = (Cache::below(Path::new(OUTPUT), program.as_deref()), Model.input(scenario));
    let cached = if options.force || earlier.is_some() { None } else { cache.read(&Model, &input) };
    let to_burn_in = if cached.is_some() || earlier.is_some() { 0 } else { Model.burn_in_months(scenario) };
    let progress =
        talk.progress(u64::from(to_burn_in) + u64::from(scenario.replications) * u64::from(months_each));
    let start = match (&earlier, cached) {
        (Some(_), _) => None,
        (None, Some(start)) => Some(start),
        (None, None) => {
            let start = burn_in::<Model>(&input, &pool, stop, &progress, &mut Timing::default())?
                .ok_or_else(interrupted)?;
            cache.write(&Model, &input, &start, &progress);
            Some(start)
        }
    };
    let origin = |replication: u32| match (&earlier, &start) {
        (Some(earlier), _) => earlier.origin(replication),
        (None, Some(start)) => Origin::Start(start),
        (None, None) => unreachable!("without an earlier checkpoint there is a start"),
    };
    let queue = Queue {
        writer: Mutex::new((0, writer)),
        moved: Condvar::new(),
        halt: AtomicBool::new(false),
        trouble: Mutex::new(None),
    };
    let work = Work { scenario, until, pool: &pool, stop, progress: &progress, queue: &queue };
    work.run(&origin);
    progress.end();
    let Queue { writer, trouble, .. } = queue;
    if let Some(error) = lock(&trouble).take() {
        return Err(error);
    }
    let (done, writer) = writer.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    if done < scenario.replications {
        return Err(interrupted());
    }
    Ok(Written { until, replications: done, bytes: writer.finish()? })
}

fn interrupted() -> Error {
    Error::Interrupted(told!("interrupted; no checkpoint was written, and the same command starts again"))
}

/// Where finished replications wait for their turn.
struct Queue {
    /// The replication whose turn it is, and the file.
    writer: Mutex<(u32, Writer)>,
    moved: Condvar,
    /// Nobody goes on: an error, or the user.
    halt: AtomicBool,
    trouble: Mutex<Option<Error>>,
}

impl Queue {
    /// Writes a replication when it is its turn. Whoever waits holds its state, so that as many are in memory
    /// as are computed at a time.
    fn write(&self, replication: u32, run: &Run, kept: &Kept, before: u64) -> Result<()> {
        let mut turn = lock(&self.writer);
        while turn.0 != replication {
            if self.halt.load(Ordering::SeqCst) {
                return Ok(());
            }
            turn = self.moved.wait(turn).unwrap_or_else(|poisoned| poisoned.into_inner());
        }
        let writer = &mut turn.1;
        writer.begin();
        run.save(kept, before, &mut |bytes| writer.chunk(bytes))?;
        writer.chunk(&[])?;
        turn.0 += 1;
        self.moved.notify_all();
        Ok(())
    }

    fn halt(&self, error: Option<Error>) {
        if let Some(error) = error {
            lock(&self.trouble).get_or_insert(error);
        }
        // Under the lock, or one about to wait would miss it.
        let _turn = lock(&self.writer);
        self.halt.store(true, Ordering::SeqCst);
        self.moved.notify_all();
    }
}

struct Work<'a> {
    scenario: &'a Scenario,
    until: Month,
    pool: &'a ThreadPool,
    stop: &'a AtomicBool,
    progress: &'a Progress,
    queue: &'a Queue,
}

impl Work<'_> {
    fn run<'o>(&self, origin: &(dyn Fn(u32) -> Origin<'o> + Sync)) {
        let next = AtomicU32::new(0);
        // The drivers wait for their turn outside the pool, which goes on computing.
        std::thread::scope(|scope| {
            for _ in 0..drivers(self.scenario, Model.copies(), self.pool, self.scenario.replications as usize)
            {
                scope.spawn(|| {
                    loop {
                        let replication = next.fetch_add(1, Ordering::SeqCst);
                        if replication >= self.scenario.replications {
                            return;
                        }
                        self.progress.doing(say!(
                            self.progress.language(),
                            "replication {number} of {all}",
                            number = replication + 1,
                            all = self.scenario.replications
                        ));
                        match self.one(origin, replication) {
                            Ok(true) => {}
                            Ok(false) => return self.queue.halt(None),
                            Err(error) => return self.queue.halt(Some(error)),
                        }
                    }
                });
            }
        });
    }

    /// One replication into the file; false when it was stopped.
    fn one<'o>(&self, origin: &(dyn Fn(u32) -> Origin<'o> + Sync), replication: u32) -> Result<bool> {
        let go_on = || !self.stop.load(Ordering::SeqCst) && !self.queue.halt.load(Ordering::SeqCst);
        let watch = |_months: u32| {
            self.progress.month();
            go_on()
        };
        let held = |run, recorder: Recorder, before| (run, recorder.kept(), before);
        let simulate =
            || simulate_until(self.scenario, origin(replication), replication, self.until, &watch, held);
        match catch(|| self.pool.install(simulate)) {
            Ok(Some((run, kept, before))) if go_on() => {
                self.queue.write(replication, &run, &kept, before).map(|()| go_on())
            }
            Ok(_) => Ok(false),
            Err(why) => Err(Error::NoCheckpoint { replication, why: reasons::known(&why) }),
        }
    }
}
