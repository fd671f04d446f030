//! Whether a simulation fits into memory, estimated before it begins: what runs out of memory on the way ends
//! without a word.

use super::replications::at_a_time;
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::told;

/// Bytes of a firm: columns, side tables and what it has heard of policies, with blocks that are not full
/// (measured: 216 to 283).
pub(crate) const FIRM: u64 = 260;
/// Bytes of what a state holds besides its firms: markets, ledgers, rows of tables.
pub(crate) const STATE: u64 = 6 << 20;
/// Bytes of a burned-in population.
pub(crate) const START: u64 = 12 << 20;
/// Bytes of the program and its packs.
pub(crate) const PROGRAM: u64 = 48 << 20;
/// Bytes that drawing the charts takes when everything is there: pictures are drawn side by side.
pub(crate) const DRAWING: u64 = 112 << 20;
/// Bytes of address space that each thread keeps free for its own, where the system bounds address space
/// (`ulimit -v`).
const THREAD: u64 = 66 << 20;

/// Refuses a scenario for which memory can't suffice; says so where it may not. `copies`: states of an
/// economy in each replication.
///
/// # Errors
/// More is needed than this process can ever have.
pub fn check(scenario: &Scenario, copies: u32, threads: Option<usize>) -> Result<Option<Told>> {
    let threads =
        threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).max(1);
    judge(scenario.firms, needed(scenario, copies, threads), threads as u64, most(), available())
}

/// Bytes that a simulation takes at its peak, about.
fn needed(scenario: &Scenario, copies: u32, threads: usize) -> u64 {
    let replications =
        at_a_time(scenario.firms, copies).min(threads).min(scenario.replications.max(1) as usize) as u64;
    let states = replications * u64::from(copies) * (u64::from(scenario.firms) * FIRM + STATE);
    (PROGRAM + START + states).max(DRAWING)
}

fn judge(firms: u32, needed: u64, threads: u64, most: Most, available: u64) -> Result<Option<Told>> {
    let size = |bytes: u64| format!("{:.0} MB", bytes as f64 / 1e6);
    let (needed_there, allowed, most) = match most {
        Most { address_space: Some(bytes), memory } if bytes < memory => {
            let leaves =
                told!("the limit of address space (ulimit -v) leaves {memory}", memory = size(bytes));
            (needed + threads * THREAD, bytes, leaves)
        }
        Most { memory, .. } => {
            (needed, memory, told!("this machine or its container has {memory}", memory = size(memory)))
        }
    };
    if needed_there > allowed {
        let taken = match threads {
            1 => told!(
                "{firms} firms on 1 thread take about {memory} of memory",
                firms = firms,
                memory = size(needed_there)
            ),
            threads => told!(
                "{firms} firms on {threads} threads take about {memory} of memory",
                firms = firms,
                threads = threads,
                memory = size(needed_there)
            ),
        };
        return Err(Error::Usage(told!(
            "{taken}, and {most}: take fewer firms (--firms) or threads (--threads), or allow more",
            taken = taken,
            most = most
        )));
    }
    Ok((needed > available).then(|| {
        told!(
            "warning: this takes about {needed} of memory, and {available} are free now; fewer --threads take less",
            needed = size(needed),
            available = size(available)
        )
    }))
}

/// The most that this process can ever have, bytes.
#[derive(Clone, Copy, Debug)]
struct Most {
    /// Address space still free, where it is bounded.
    address_space: Option<u64>,
    memory: u64,
}

fn most() -> Most {
    let file = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let total = kilobytes(&file("/proc/meminfo"), "MemTotal:")
        .map(|total| total + kilobytes(&file("/proc/meminfo"), "SwapTotal:").unwrap_or(0));
    Most { address_space: address_space(), memory: bounded(total.unwrap_or(u64::MAX)) }
}

/// Address space that is still free, bytes, where it is bounded.
fn address_space() -> Option<u64> {
    let file = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let limit = soft_limit(&file("/proc/self/limits"))?;
    Some(limit.saturating_sub(kilobytes(&file("/proc/self/status"), "VmSize:").unwrap_or(0)))
}

/// Bytes of memory that are free; four gigabytes where the system does not tell.
pub(crate) fn available() -> u64 {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    bounded(kilobytes(&text, "MemAvailable:").unwrap_or(4 << 30)).min(address_space().unwrap_or(u64::MAX))
}

/// A container or a task of a cluster may have less than its machine.
fn bounded(bytes: u64) -> u64 {
    let limit = |path: &str| std::fs::read_to_string(path).ok()?.trim().parse::<u64>().ok();
    let limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];
    limits.into_iter().filter_map(limit).fold(bytes, u64::min)
}

/// `MemTotal:  16384 kB` in bytes.
fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(rest.split_whitespace().next()?.parse::<u64>().ok()? << 10)
}

/// The soft limit of address space, bytes; none when there is none.
fn soft_limit(limits: &str) -> Option<u64> {
    let rest = limits.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    rest.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_read() {
        let text = "MemTotal:       16384 kB\nMemAvailable:    1024 kB\n";
        assert_eq!((kilobytes(text, "MemTotal:"), kilobytes(text, "SwapTotal:")), (Some(16 << 20), None));
        let limits = |soft: &str| {
            format!(
                "Max stack size   8388608  unlimited  bytes\nMax address space         {soft}   unlimited   bytes\n"
            )
        };
        assert_eq!(
            (soft_limit(&limits("409600000")), soft_limit(&limits("unlimited")), soft_limit("")),
            (Some(409_600_000), None, None)
        );
    }

    #[test]
    fn memory_is_estimated_by_hand_and_refused_with_what_is_allowed() {
        let mut scenario = crate::experiment::fixtures::loaded("a").scenario;
        (scenario.firms, scenario.replications) = (1_000_000, 20);
        // Four million firms at a time at most: of comparisons, with two states each, two replications.
        assert_eq!(needed(&scenario, 1, 1), (48 << 20) + (12 << 20) + (260_000_000 + (6 << 20)));
        assert_eq!(needed(&scenario, 1, 64), (48 << 20) + (12 << 20) + 4 * (260_000_000 + (6 << 20)));
        assert_eq!(needed(&scenario, 2, 64), needed(&scenario, 1, 64));
        scenario.firms = 100;
        assert_eq!(needed(&scenario, 1, 1), 112 << 20);
        let most = |address_space, memory| Most { address_space, memory };
        let said = |most, available| judge(2000, 400_000_000, 1, most, available);
        assert!(matches!(said(most(None, 1 << 30), 1 << 30), Ok(None)));
        assert!(
            said(most(None, 1 << 30), 100)
                .unwrap()
                .unwrap()
                .english()
                .starts_with("warning: this takes about 400 MB of memory")
        );
        let refused = said(most(Some(300_000_000), 1 << 30), 1 << 30).unwrap_err();
        assert_eq!(refused.exit_code(), 2);
        assert!(
            refused.to_string().contains(
                "take about 469 MB of memory, and the limit of address space (ulimit -v) leaves 300 MB"
            ),
            "{refused}"
        );
        assert!(
            said(most(None, 300_000_000), 0)
                .unwrap_err()
                .to_string()
                .contains("this machine or its container has 300 MB")
        );
    }
}
