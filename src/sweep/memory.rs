//! How many runs fit into the memory given, and how threads are spread over them.

use super::entry::Value;
use super::histories::states;
use super::points::Plan;
use super::words::quoted;
use super::work::Unit;
use crate::error::{Error, Result};
use crate::experiment::memory::{DRAWING, FIRM, PROGRAM, START, STATE, available};
use crate::language::told::Told;
use crate::told;

/// Bytes of a point in the plan.
const POINT: u64 = 2 << 10;

/// How the work is spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Workers {
    /// Units computed at a time.
    pub workers: usize,
    /// Threads of each.
    pub threads_each: usize,
    /// Points of a unit that are simulated together, sharing their history.
    pub together: usize,
    /// Bytes that may be used.
    pub budget: u64,
    /// Bytes that are expected to be used.
    pub expected: u64,
}

/// Spreads these units.
///
/// # Errors
/// Not even one run fits.
pub(super) fn workers(
    plan: &Plan,
    units: &[Unit],
    threads: Option<usize>,
    memory: Option<u64>,
) -> Result<Workers> {
    let threads =
        threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).max(1);
    let longest = units.iter().map(|unit| unit.points.len()).max().unwrap_or(1);
    let budget = memory.unwrap_or_else(|| available() / 5 * 4);
    let fixed = PROGRAM + plan.points.len() as u64 * POINT;
    let firms = most_firms(plan);
    spread(budget, fixed, firms, (threads, longest, units.len())).ok_or_else(|| {
        let least = (fixed + START + needed(firms, 1)).max(DRAWING);
        let size = |bytes: u64| format!("{:.0} MB", bytes as f64 / 1e6);
        Error::Usage(told!(
            "a run of {firms} firms takes about {least} of memory and {budget} may be used; give more with --memory, or fewer firms",
            firms = firms,
            least = size(least),
            budget = size(budget)
        ))
    })
}

/// Firms of the largest point.
fn most_firms(plan: &Plan) -> u64 {
    let factor =
        plan.entry.factors.iter().position(|factor| factor.paths.iter().any(|path| path == "scenario.firms"));
    let values =
        factor.into_iter().flat_map(|factor| plan.points.iter().map(move |point| &point.values[factor]));
    let numbers =
        values.filter_map(|value| if let Value::Number(firms) = value { Some(*firms as u64) } else { None });
    numbers.max().unwrap_or(u64::from(plan.entry.firms))
}

/// Bytes of a unit of so many points.
fn needed(firms: u64, points: usize) -> u64 {
    u64::from(states(points)) * (firms * FIRM + STATE)
}

fn spread(
    budget: u64,
    fixed: u64,
    firms: u64,
    (threads, longest, units): (usize, usize, usize),
) -> Option<Workers> {
    let free = budget.checked_sub(fixed).filter(|_| budget >= DRAWING)?;
    let at_a_time = |points: usize| (free / (needed(firms, points) + START)) as usize;
    // Sharing histories saves more than a second thread of small units does, but a worker is worth more than
    // the last halving.
    let most = threads.min(units);
    let lengths = std::iter::successors(Some(longest), |length| (*length > 1).then_some(*length / 2));
    let together = lengths
        .clone()
        .find(|length| at_a_time(*length) >= most)
        .or_else(|| lengths.clone().find(|l| at_a_time(*l) >= 1))?;
    let workers = at_a_time(together).min(most).max(1);
    let expected = (fixed + workers as u64 * (needed(firms, together) + START)).max(DRAWING);
    Some(Workers { workers, threads_each: (threads / workers).max(1), together, budget, expected })
}

/// `4GB`, `500 MB`, `2GiB` in bytes.
///
/// # Errors
/// What is wrong with it, in words.
pub fn parse(text: &str) -> std::result::Result<u64, Told> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let each: f64 = match unit.trim().to_ascii_lowercase().as_str() {
        "kb" | "k" => 1e3,
        "mb" | "m" => 1e6,
        "gb" | "g" => 1e9,
        "tb" | "t" => 1e12,
        "mib" => 1_048_576.0,
        "gib" => 1_073_741_824.0,
        _ => 0.0,
    };
    match number.parse::<f64>() {
        Ok(number) if number > 0.0 && each > 0.0 => Ok((number * each) as u64),
        _ => Err(told!(
            "{text} is no size of memory; it is a number with kB, MB or GB, as 4GB",
            text = quoted(text)
        )),
    }
}

/// The most memory that this process has had, where the system tells.
pub fn peak() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_parsed() {
        assert_eq!(
            (parse("4GB"), parse("1.5 gb"), parse("2GiB"), parse("500M")),
            (Ok(4e9 as u64), Ok(15e8 as u64), Ok(2 << 30), Ok(5e8 as u64))
        );
        for wrong in ["4", "GB", "-1GB", "4 parsecs", "0GB"] {
            assert!(parse(wrong).unwrap_err().english().contains("as 4GB"), "{wrong}");
        }
    }

    #[test]
    fn little_memory_means_fewer_at_a_time_and_none_is_refused() {
        let small = |budget| spread(budget, 0, 10_000, (8, 16, 100));
        let plenty = small(8 << 30).unwrap();
        assert_eq!((plenty.workers, plenty.threads_each, plenty.together), (8, 1, 16));
        // Eight workers with a state each take 8 * (2.6 MB + 6 MB + 12 MB) and a little: so each point for
        // itself.
        let tight = small(170 << 20).unwrap();
        assert_eq!((tight.workers, tight.together), (8, 1));
        assert!(tight.expected <= tight.budget);
        // Forty-two million bytes are free: a start of 12.6 and three states of 8.9, with which four points
        // go together.
        let one = spread(120 << 20, 80 << 20, 10_000, (8, 16, 100)).unwrap();
        assert_eq!((one.workers, one.threads_each, one.together), (1, 8, 4));
        assert_eq!(spread(120 << 20, 110 << 20, 10_000, (8, 16, 100)), None);
        assert_eq!(small(100 << 20), None, "charts could not be drawn");
    }
}
