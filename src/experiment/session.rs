//! What runs and checkpoints have in common: worker threads, the digest of the program, the burn-in, and how
//! long things took.

use crate::atomic;
use crate::error::{Error, Result};
use crate::experiment::options::RunOptions;
use crate::experiment::reasons;
use crate::experiment::simulator::Simulator;
use crate::experiment::talk::Progress;
use crate::stop::caught;
use crate::{say, told};
use rayon::ThreadPool;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// How long things took in this session.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timing {
    pub began: Option<Instant>,
    pub threads: usize,
    pub burn_in_seconds: f64,
    pub burn_in_from_cache: bool,
    pub replication_seconds: f64,
}

/// The worker threads.
pub(crate) fn pool(options: &RunOptions) -> Result<ThreadPool> {
    let threads = options.threads.unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(Error::threads)
}

/// The digest of the running program.
pub(crate) fn program_digest() -> Option<String> {
    atomic::digest_file(&std::env::current_exe().ok()?).ok()
}

/// The burn-in; nothing when the user interrupted.
pub(crate) fn burn_in<S: Simulator>(
    input: &S::Input,
    pool: &ThreadPool,
    stop: &AtomicBool,
    progress: &Progress,
    timing: &mut Timing,
) -> Result<Option<S::Start>> {
    let clock = Instant::now();
    progress.doing(say!(progress.language(), "burn-in").to_string());
    let watch = |_months: u32| {
        progress.month();
        !stop.load(Ordering::SeqCst)
    };
    let start = caught(|| pool.install(|| S::burn_in(input, &watch)));
    timing.burn_in_seconds = clock.elapsed().as_secs_f64();
    start.map_err(|message| {
        let why = reasons::known(&message);
        Error::SomeFailed(told!("the burn-in failed: {why}; there are no results", why = why))
    })
}
