//! How fast a month is: `cargo bench` prints a table; `cargo bench -- 5000000 scenarios/covid-2020.toml
//! months=20` measures other numbers of firms, scenarios and months.
//!
//! Nothing here is a result: wall-clock times differ by machine and by what else it does. Compare paired runs
//! only.

use std::path::PathBuf;
use std::time::{Duration, Instant};
use tideover::month::Stage;
use tideover::month::model::Scenario;
use tideover::month::tally::Count;
use tideover::scenario::{self, Overrides};
use tideover::simulation;
use tideover::simulation::Run;
use tideover::simulation::population::BurnedIn;
use tideover::state::block::DENSE_BYTES;
use tideover::state::scratch::SCRATCH_BYTES;

/// The stages of a month, in their order, as the table names them.
const STAGES: [(Stage, &str); 9] = [
    (Stage::Market, "1 market"),
    (Stage::Demand, "demand"),
    (Stage::Work, "2 work"),
    (Stage::Goods, "goods"),
    (Stage::Money, "3 money"),
    (Stage::Grants, "grants"),
    (Stage::Fate, "4 fate"),
    (Stage::Births, "births"),
    (Stage::Books, "books"),
];

/// What a measurement found.
struct Measured {
    firms: u32,
    start: Duration,
    stages: [Duration; STAGES.len()],
    firm_months: u64,
    births: i64,
    bytes: [u64; 3],
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` runs this file without `--bench`: then one tiny month, to see that it works.
    let measuring = arguments.iter().any(|argument| argument == "--bench");
    let mut sizes: Vec<u32> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let months: Option<u32> =
        arguments.iter().find_map(|argument| argument.strip_prefix("months=")?.parse().ok());
    let mut files: Vec<String> =
        arguments.into_iter().filter(|argument| argument.ends_with(".toml")).collect();
    if sizes.is_empty() {
        sizes = if measuring { vec![20_000, 100_000, 1_000_000] } else { vec![1_000] };
    }
    if files.is_empty() {
        files = vec!["scenarios/baseline.toml".into(), "scenarios/covid-2020.toml".into()];
    }
    println!(
        "threads: {}; a firm: {DENSE_BYTES} bytes dense, {SCRATCH_BYTES} bytes scratch",
        rayon::current_num_threads()
    );
    for file in &files {
        let mut scenario = load(file);
        if !measuring {
            scenario.params.population.burn_in_years = 1.0;
            scenario.params.population.burn_in_firms = 1000.0;
        }
        let clock = Instant::now();
        let burned = simulation::burn_in(&scenario, &|_| true).expect("nobody stops it");
        println!(
            "\n{file}: burn-in {:.2} s, {:.2} M firm-months/s",
            seconds(clock),
            burned.firm_months as f64 / 1e6 / seconds(clock)
        );
        head();
        for firms in &sizes {
            // About the same work at each size, over the months in which policies act.
            let months = months.unwrap_or(if measuring { (8_000_000 / firms).clamp(4, 24) } else { 1 });
            scenario.firms = *firms;
            row(&measure(&scenario, &burned, months));
        }
    }
}

fn load(file: &str) -> Scenario {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
    match scenario::load(&[path], &Overrides::default()) {
        Ok(loaded) => loaded.scenario,
        Err(error) => panic!("{file}: {error}"),
    }
}

fn measure(scenario: &Scenario, burned: &BurnedIn, months: u32) -> Measured {
    let clock = Instant::now();
    let mut run = Run::new(scenario, burned, 0);
    let start = clock.elapsed();
    for _ in 0..2 {
        run.settle();
    }
    run.state.now = scenario.start.plus(-1);
    run.begin(false);
    let mut measured = Measured {
        firms: scenario.firms,
        start,
        stages: [Duration::ZERO; STAGES.len()],
        firm_months: 0,
        births: 0,
        bytes: [0; 3],
    };
    for _ in 0..months {
        let mut from = Instant::now();
        let report = run.month_timed(&mut |stage| {
            let index = STAGES.iter().position(|(known, _)| *known == stage).expect("a stage of the table");
            measured.stages[index] += from.elapsed();
            from = Instant::now();
        });
        measured.firm_months += report.tally.total(Count::Firms) as u64;
        measured.births += report.tally.total(Count::Births);
    }
    measured.bytes = run.bytes();
    measured
}

fn head() {
    print!("{:>9} {:>8}", "firms", "start s");
    STAGES.iter().for_each(|(_, name)| print!(" {name:>8}"));
    println!(" {:>8} {:>8} {:>8} {:>8} {:>8}", "all", "M/s", "ns/birth", "side B", "all B");
    println!(
        "{:>9} {:>8} nanoseconds for a firm and month, by stage (rounds over firms have a number)",
        "", ""
    );
}

fn row(m: &Measured) {
    let each = |time: Duration| time.as_secs_f64() * 1e9 / m.firm_months.max(1) as f64;
    let all: Duration = m.stages.iter().sum();
    print!("{:>9} {:>8.2}", m.firms, m.start.as_secs_f64());
    m.stages.iter().for_each(|time| print!(" {:>8.1}", each(*time)));
    let births = STAGES.iter().position(|(stage, _)| *stage == Stage::Births).expect("births");
    let birth = m.stages[births].as_secs_f64() * 1e9 / m.births.max(1) as f64;
    let bytes = |total: u64| total as f64 / f64::from(m.firms);
    println!(
        " {:>8.1} {:>8.2} {birth:>8.0} {:>8.1} {:>8.1}",
        each(all),
        1e3 / each(all),
        bytes(m.bytes[1]),
        bytes(m.bytes[2])
    );
}

fn seconds(clock: Instant) -> f64 {
    clock.elapsed().as_secs_f64()
}
