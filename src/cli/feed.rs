//! `feed`: from published sales to a path of household demand.

use super::{Global, print};
use crate::diagnose::Problems;
use crate::error::{Error, Result};
use crate::say;
use crate::scenario;
use crate::simulation::{self, Run};
use crate::validate::crisis::feed::{paths, read};
use std::path::PathBuf;

/// Derives household demand from published sales: what closures of a scenario do not explain of their fall
#[derive(clap::Args, Debug)]
#[command(
    after_help = "PUBLISHED is a CSV file with a column month, one for each sector of which sales are published, source and \
    grade. Sales are in percent against the same month of a normal year (growth taken off). What is printed can be the table of a demand \
    shock. Months in which the closures alone explain more than the published fall are refused.\n\n\
    Examples:\n  tideover feed scenarios/covid-2020.toml scenarios/paths/china-2020-sales.csv"
)]
pub(super) struct Feed {
    /// The scenario whose closures are in force
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    /// Published sales by month and sector
    #[arg(value_name = "PUBLISHED")]
    published: PathBuf,
}

impl Feed {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let scenario = scenario::load(&[self.scenario], &global.overrides())?.scenario;
        let bytes = std::fs::read(&self.published).map_err(Error::file(&self.published))?;
        let mut problems = Problems::new();
        let published = read(&scenario.economy, &self.published, &bytes, &mut problems);
        let (Some(published), true) = (published, problems.is_empty()) else {
            return Err(Error::Input(problems));
        };
        let talk = say!(
            global.language(),
            "burning in: the shares of small firms in their sectors come from their population"
        );
        print::say(global.quiet, talk);
        let start = simulation::burn_in(&scenario, &|_| true).expect("nobody stops it");
        let rows = paths(&Run::new(&scenario, &start, 0), &published).map_err(|wrong| {
            let mut problems = Problems::new();
            for message in wrong {
                problems.of_file(Some(&self.published), message, None);
            }
            Error::Input(problems)
        })?;
        let ids = published.sectors.iter().map(|s| scenario.economy.sectors[*s].id.as_str());
        let mut text = std::iter::once("month").chain(ids).collect::<Vec<_>>().join(",") + "\n";
        for (month, cells) in rows {
            let cells =
                cells.iter().map(|cell| cell.map_or(String::new(), |cell| format!("{:.2}", cell + 0.0)));
            text += &std::iter::once(month.to_string()).chain(cells).collect::<Vec<_>>().join(",");
            text.push('\n');
        }
        print::data(&text)
    }
}
