//! Shards: how a sweep is split (by hand or by a task of a Slurm array), which part this process does, and
//! the files that are its own.

use super::journal::{self, Found};
use super::words::quoted;
use super::work::Unit;
use crate::atomic;
use crate::error::{Error, Result};
use crate::experiment::lock::Lock;
use crate::language::told::Told;
use crate::told;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of the shards' files within that of a sweep.
const SHARDS: &str = "shards";

/// The `number`-th of `of` parts, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which.
    pub number: usize,
    /// Of how many.
    pub of: usize,
}

impl Shard {
    /// The whole.
    pub const WHOLE: Shard = Shard { number: 1, of: 1 };

    /// `2/8`, or `auto`: the task of a Slurm array this process is.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> std::result::Result<Shard, Told> {
        if text == "auto" {
            return Shard::of_slurm(&|name| std::env::var(name).ok());
        }
        let wrong = || {
            told!(
                "{text} is no shard; it is i/N with i from 1 to N, as 2/8, or auto within a Slurm array",
                text = quoted(text)
            )
        };
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let shard = Shard {
            number: number.trim().parse().map_err(|_| wrong())?,
            of: of.trim().parse().map_err(|_| wrong())?,
        };
        if (1..=shard.of).contains(&shard.number) { Ok(shard) } else { Err(wrong()) }
    }

    /// The task of a Slurm array, from its variables: tasks may begin at any number and go in any step.
    fn of_slurm(variable: &dyn Fn(&str) -> Option<String>) -> std::result::Result<Shard, Told> {
        let number = |name: &str| variable(name).and_then(|text| text.trim().parse::<usize>().ok());
        let Some(task) = number("SLURM_ARRAY_TASK_ID") else {
            return Err(told!(
                "--shard auto: SLURM_ARRAY_TASK_ID is not set, so this is no task of a Slurm array; give i/N"
            ));
        };
        let least = number("SLURM_ARRAY_TASK_MIN").unwrap_or(1);
        let step = number("SLURM_ARRAY_TASK_STEP").unwrap_or(1).max(1);
        let most = number("SLURM_ARRAY_TASK_MAX").unwrap_or(task);
        let of = number("SLURM_ARRAY_TASK_COUNT").unwrap_or(most.saturating_sub(least) / step + 1);
        let shard = Shard { number: task.saturating_sub(least) / step + 1, of };
        if (1..=of).contains(&shard.number) {
            return Ok(shard);
        }
        // A task that is submitted again alone knows nothing of the others: its number is what counts then.
        Err(told!(
            "--shard auto: task {task} does not belong to an array of {count} tasks from {first}; give i/N",
            task = task,
            count = of,
            first = least
        ))
    }

    /// Which of all units are this shard's. All replications of the same points go to one shard, since they
    /// may share a burn-in, unless there would be too little to go round.
    pub(super) fn mine(self, units: Vec<Unit>) -> Vec<Unit> {
        let pieces = units.last().map_or(0, |unit| unit.piece + 1);
        let whole = pieces >= 2 * self.of;
        let numbered = units.into_iter().enumerate();
        let mine = numbered
            .filter(|(number, unit)| if whole { unit.piece } else { *number } % self.of == self.number - 1);
        mine.map(|(_, unit)| unit).collect()
    }

    /// The journal of this shard; results of other outputs stand in other files.
    pub(super) fn journal(self, folder: &Path, outputs: &str) -> PathBuf {
        let hash = blake3::hash(outputs.as_bytes()).to_hex();
        folder.join(SHARDS).join(format!(
            "{:04}-of-{:04}-{}.journal",
            self.number,
            self.of,
            &hash.as_str()[..8]
        ))
    }

    /// The right to write this shard's files.
    ///
    /// # Errors
    /// Another process has it.
    pub(super) fn lock(self, folder: &Path) -> Result<Lock> {
        atomic::make_folder(&folder.join(SHARDS))?;
        let Shard { number, of } = self;
        Lock::take(&folder.join(SHARDS).join(format!("{number:04}-of-{of:04}.lock")), &|who| {
            let shard = match of {
                1 => told!("this sweep"),
                _ => told!("shard {number}/{of} of this sweep", number = number, of = of),
            };
            told!(
                "{folder}: {who} is computing {shard}; wait for it, or stop it and give the same command again",
                folder = folder.display(),
                who = who,
                shard = shard
            )
        })
    }
}

/// The journals of a folder with these outputs, by file name in order.
pub(super) fn journals(folder: &Path, outputs: &str) -> Result<Vec<(String, Found)>> {
    let place = folder.join(SHARDS);
    let hash = blake3::hash(outputs.as_bytes()).to_hex();
    let ending = format!("-{}.journal", &hash.as_str()[..8]);
    let list = match fs::read_dir(&place) {
        Ok(list) => list,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file(&place)(error)),
    };
    let mut names = Vec::new();
    for entry in list {
        names.push(entry.map_err(Error::file(&place))?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name.ends_with(&ending));
    names.sort();
    names.into_iter().map(|name| Ok((name.clone(), journal::read(&place.join(&name))?))).collect()
}

/// Shards that a process is computing at this moment on this machine, or on one that shares its locks: as the
/// names of their journals begin.
///
/// # Errors
/// The folder can't be read.
pub fn at_work(folder: &Path) -> Result<Vec<String>> {
    let place = folder.join(SHARDS);
    let mut held = Vec::new();
    for entry in fs::read_dir(&place).into_iter().flatten() {
        let name = entry.map_err(Error::file(&place))?.file_name().to_string_lossy().into_owned();
        if let Some(shard) = name.strip_suffix(".lock")
            && Lock::is_held(&place.join(&name))
        {
            held.push(shard.to_string());
        }
    }
    held.sort();
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> std::result::Result<Shard, Told> {
        Shard::of_slurm(&|name| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.to_string()))
    }

    #[test]
    fn shards_are_parsed() {
        assert_eq!(Shard::parse("2/8"), Ok(Shard { number: 2, of: 8 }));
        for wrong in ["0/8", "9/8", "2", "a/b", "1/0", "-1/2"] {
            assert!(Shard::parse(wrong).unwrap_err().english().contains("i/N"), "{wrong}");
        }
    }

    #[test]
    fn slurm_arrays_are_read() {
        let task = |id, min, max, step, count| {
            of(&[
                ("SLURM_ARRAY_TASK_ID", id),
                ("SLURM_ARRAY_TASK_MIN", min),
                ("SLURM_ARRAY_TASK_MAX", max),
                ("SLURM_ARRAY_TASK_STEP", step),
                ("SLURM_ARRAY_TASK_COUNT", count),
            ])
        };
        assert_eq!(task("3", "1", "8", "1", "8"), Ok(Shard { number: 3, of: 8 }));
        assert_eq!(task("0", "0", "7", "1", "8"), Ok(Shard { number: 1, of: 8 }));
        assert_eq!(task("14", "10", "18", "4", "3"), Ok(Shard { number: 2, of: 3 }));
        assert!(of(&[]).unwrap_err().english().contains("SLURM_ARRAY_TASK_ID"));
    }

    #[test]
    fn shards_share_the_units_out() {
        let unit = |piece: usize, replication| Unit { piece, points: vec![piece], replication };
        let units: Vec<Unit> = (0..10).flat_map(|piece| [unit(piece, 0), unit(piece, 1)]).collect();
        for of in [1, 3, 8] {
            let parts: Vec<Vec<Unit>> =
                (1..=of).map(|number| Shard { number, of }.mine(units.clone())).collect();
            let mut all: Vec<Unit> = parts.concat();
            all.sort_by_key(|unit| (unit.piece, unit.replication));
            assert_eq!(all, units, "{of} shards");
            // Three shards get whole pieces, for eight there are too few.
            assert_eq!(parts.iter().all(|part| part.len() % 2 == 0), of < 8, "{of} shards");
        }
    }
}
