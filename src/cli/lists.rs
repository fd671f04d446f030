//! `shocks`, `sectors`, `regions`: the names that stand in scenario files.

use super::{Global, print};
use crate::error::Result;
use crate::scenario;
use crate::shocks::{KINDS, ShockKind};
use crate::{phrase, say};
use std::path::PathBuf;

/// Lists the kinds of shock: what each does, unit, range
#[derive(clap::Args, Debug)]
#[command(
    after_help = "A shock stands in a scenario as [[shock]] kind = \"NAME\", with a size and a path in time; `tideover explain recipes` shows how \
    common ones are written.\n\nExamples:\n  tideover shocks\n  tideover shocks --json"
)]
pub(super) struct Shocks {}

impl Shocks {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        if global.json {
            let one = |spec: &crate::shocks::ShockSpec| serde_json::json!({ "kind": spec.kind, "description": spec.description, "unit": spec.unit, "min": spec.min, "max": spec.max });
            return print::json(&KINDS.iter().map(one).collect());
        }
        let language = global.language();
        let rows = ShockKind::ALL.iter().zip(KINDS).map(|(kind, spec)| {
            let also = match (spec.channels, kind.of_market()) {
                (true, _) => say!(language, "; takes a channel"),
                (_, true) => say!(language, "; takes a market"),
                _ => "",
            };
            let range = format!("{}..{}", print::number(spec.min), print::number(spec.max));
            vec![
                print::kind(spec.kind, language),
                format!("{}{also}", language.of(spec.description)),
                language.of(spec.unit).into(),
                range,
            ]
        });
        print::data(&print::table(&KINDS_HEADER.map(|title| language.of(title)), &[], rows))
    }
}

/// Titles of the tables.
const KINDS_HEADER: [&str; 4] =
    [phrase!("kind"), phrase!("what it does"), phrase!("unit of its size"), phrase!("range")];
const SECTORS: [&str; 4] =
    [phrase!("sector"), phrase!("label"), phrase!("of the firms"), phrase!("mean size")];
const REGIONS: [&str; 4] =
    [phrase!("region"), phrase!("label"), phrase!("of the firms"), phrase!("wages (mean 1)")];

/// Lists the sectors of a scenario's country: names for files, labels, firms
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  tideover sectors\n  tideover sectors scenarios/baseline-united-states.toml\n  tideover sectors my-scenario.toml --json"
)]
pub(super) struct Sectors {
    /// A scenario of the country
    #[arg(value_name = "FILE", default_value = "scenarios/baseline.toml")]
    file: PathBuf,
}

impl Sectors {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let economy = scenario::load(&[self.file], &global.overrides())?.scenario.economy;
        if global.json {
            let one = |s: &crate::economy::Sector| serde_json::json!({ "id": s.id, "label": s.label, "has_firms": s.has_firms, "firm_share": s.firm_share, "mean_size": s.mean_size });
            return print::json(&economy.sectors.iter().map(one).collect());
        }
        let language = global.language();
        let rows = economy.sectors.iter().map(|sector| {
            let (share, size) = if sector.has_firms {
                (format!("{:.1}%", 100.0 * sector.firm_share), print::number(sector.mean_size))
            } else {
                (say!(language, "no firms simulated").into(), String::new())
            };
            vec![sector.id.clone(), language.of(&sector.label).into(), share, size]
        });
        let header = SECTORS.map(|title| language.of(title));
        print::data(&print::table(&header, &[2, 3], rows))
    }
}

/// Lists the regions of a scenario's country: names for files, labels, firms, wages
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  tideover regions\n  tideover regions scenarios/baseline-united-states.toml\n  tideover regions my-scenario.toml --json"
)]
pub(super) struct Regions {
    /// A scenario of the country
    #[arg(value_name = "FILE", default_value = "scenarios/baseline.toml")]
    file: PathBuf,
}

impl Regions {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let economy = scenario::load(&[self.file], &global.overrides())?.scenario.economy;
        if global.json {
            let one = |r: &crate::economy::Region| serde_json::json!({ "id": r.id, "label": r.label, "firm_share": r.firm_share, "wage_index": r.wage_index, "fiscal": r.fiscal });
            return print::json(&economy.regions.iter().map(one).collect());
        }
        let language = global.language();
        let rows = economy.regions.iter().map(|region| {
            let share = format!("{:.1}%", 100.0 * region.firm_share);
            vec![
                region.id.clone(),
                language.of(&region.label).into(),
                share,
                format!("{:.2}", region.wage_index),
            ]
        });
        let header = REGIONS.map(|title| language.of(title));
        print::data(&print::table(&header, &[2, 3], rows))
    }
}
