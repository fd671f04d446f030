//! Times of tasks, as people write them, and numbers of shards.

use crate::error::{Error, Result};
use crate::told;

/// The shortest time of a task, seconds.
pub(super) const LEAST_WALLTIME: u64 = 300;
/// What a task should take, seconds: long enough to be worth its start, short enough to find a place in the
/// queue.
const TASK: f64 = 3600.0;
/// Tasks that a Slurm array takes where nobody has changed `MaxArraySize`.
const MOST_SHARDS: usize = 1000;

/// The seconds of `H:MM:SS` or `D-HH:MM:SS`.
///
/// # Errors
/// Other texts: Slurm reads `30` as minutes and `4:00` as four minutes, which few mean.
pub fn walltime(text: &str) -> Result<u64> {
    let wrong = || {
        Error::Usage(told!(
            "--time {text}: a time is hours, minutes and seconds, as in 4:00:00, or 1-12:00:00 with days",
            text = text
        ))
    };
    let (days, clock) = text.split_once('-').unwrap_or(("0", text));
    let parts = clock.split(':').chain([days]).map(number).collect::<Option<Vec<u64>>>().ok_or_else(wrong)?;
    match parts[..] {
        [hours, minutes, seconds, days]
            if minutes < 60 && seconds < 60 && hours < 10_000 && days < 10_000 =>
        {
            Ok(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
        }
        _ => Err(wrong()),
    }
}

/// A whole number written in digits alone: a plus or a sign has no place here.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// Seconds that a task may compute, of those that it has: a few minutes less, so that it ends by itself.
/// Whole minutes.
pub fn budget(walltime: u64) -> u64 {
    (walltime - margin(walltime).min(walltime)) / 60 * 60
}

/// Seconds before the end at which a task is asked to stop, should its own clock not have done so. Slurm may
/// be a minute early.
pub(super) fn warning(walltime: u64) -> u64 {
    (margin(walltime) / 2).min(120)
}

/// A twenty-fourth of the time, but two to ten minutes: ten of four hours.
fn margin(walltime: u64) -> u64 {
    (walltime / 24).clamp(120, 600)
}

/// Seconds as `3h50m`: whole minutes.
pub fn in_words(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes}m"),
    }
}

/// Seconds as Slurm writes them: `4:00:00`.
pub(super) fn clock(seconds: u64) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A number of shards such that a task takes about an hour, or half its time where that is less.
/// `core_seconds`: what the runs that are missing would take one core, histories that they share left out of
/// account; `runs`: their number, as a shard without any is a task for nothing.
pub fn shards_for(core_seconds: f64, cpus: usize, walltime: Option<u64>, runs: usize) -> usize {
    let task = walltime.map_or(TASK, |seconds| TASK.min(seconds as f64 / 2.0));
    let shards = (core_seconds / cpus.max(1) as f64 / task).ceil();
    (shards as usize).clamp(1, runs.clamp(1, MOST_SHARDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_slurm_reads_them_or_refused() {
        assert_eq!(
            ["4:00:00", "0:05:30", "1-12:00:00", "100:00:00"].map(|text| walltime(text).unwrap()),
            [14_400, 330, 129_600, 360_000]
        );
        for text in
            ["", "30", "4:00", "4h", "1:60:00", "-1:00:00", "1-2", "+1:00:00", "1:2:3:4", "99999:00:00", "::"]
        {
            assert!(walltime(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_task_ends_by_itself_before_it_is_asked_to_and_is_asked_before_it_is_killed() {
        assert_eq!(
            [300, 3600, 14_400, 86_400].map(|time| in_words(budget(time))),
            ["3m", "57m", "3h50m", "23h50m"]
        );
        assert_eq!([300, 3600, 14_400].map(warning), [60, 75, 120]);
        for time in (LEAST_WALLTIME..200_000).step_by(7) {
            // The minute that Slurm may be early counts against the warning.
            assert!(budget(time) + warning(time) + 60 <= time, "{time}");
            assert!(budget(time) >= 180 && warning(time) >= 60, "{time}");
        }
        assert_eq!(clock(14_400), "4:00:00");
        assert_eq!(clock(131_405), "36:30:05");
    }

    #[test]
    fn a_task_takes_about_an_hour() {
        // Ten hours of one core, on four: two and a half.
        assert_eq!(shards_for(36_000.0, 4, Some(14_400), 100), 3);
        // A task has twenty minutes, of which half are counted on.
        assert_eq!(shards_for(36_000.0, 4, Some(1200), 100), 15);
        assert_eq!(shards_for(36_000.0, 1, None, 4), 4);
        assert_eq!(shards_for(1.0, 4, None, 100), 1);
        assert_eq!(shards_for(1e12, 4, None, 1_000_000), 1000);
        assert_eq!(shards_for(f64::NAN, 4, None, 0), 1);
    }
}
