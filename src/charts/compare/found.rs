//! What a comparison found, read from the tables of its folder: effects on the whole economy, and fates of
//! firms by group.

use crate::charts::columns::Columns;
use crate::charts::style;
use crate::error::Result;
use crate::files::manifest::Manifest;
use plotters::style::RGBAColor;
use std::path::Path;

/// What may become of a firm, arm against base, in the order of [`Fates`].
pub const FATES: [&str; 6] = ["saved", "only_delayed", "safe_anyway", "lost_anyway", "hastened", "harmed"];
/// Places in it.
pub const SAVED: usize = 0;
/// Closed in both, later with the policy.
pub const DELAYED: usize = 1;
/// Alive in both.
pub const SAFE: usize = 2;
/// Closed in both, in the same month.
pub const LOST: usize = 3;
/// Closed in both, earlier with the policy.
pub const HASTENED: usize = 4;
/// Closed with the policy alone.
pub const HARMED: usize = 5;

/// The column that counts simulated firms; folders of older versions lack it.
const SIMULATED: &str = "simulated_firms";

/// Dimensions of fates that charts show.
const DIMENSIONS: [&str; 3] = ["all", "need", "sector_size"];

/// An effect on the whole economy.
#[derive(Clone, Debug)]
struct Effect {
    regime: String,
    arm: String,
    horizon: i64,
    metric: String,
    value: [f64; 3],
}

/// The fates of a group of firms at a horizon, in the main regime.
#[derive(Clone, Debug)]
pub struct Fates {
    arm: String,
    horizon: i64,
    dimension: String,
    /// The group.
    pub group: String,
    /// Thousand firms by fate.
    pub firms: [f64; 6],
    /// Money they got by fate, billions.
    pub money: [f64; 6],
    /// Simulated firms by fate, all replications together.
    pub simulated: [f64; 6],
}

impl Fates {
    /// Firms that close without the policy.
    pub fn lost_in_base(&self) -> f64 {
        self.firms[SAVED] + self.firms[DELAYED] + self.firms[LOST] + self.firms[HASTENED]
    }
    /// All firms of the group.
    pub fn all(&self) -> f64 {
        self.firms.iter().sum()
    }
    /// All money of the group.
    pub fn money(&self) -> f64 {
        self.money.iter().sum()
    }
}

/// What a comparison found, as its charts need it.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The arm that all others are held against.
    pub base: String,
    /// The other arms in the manifest's order, that without shocks left out: it is a yardstick, no policy.
    pub arms: Vec<String>,
    /// The arm without shocks.
    pub no_shock: Option<String>,
    /// Those of the arms that the user named.
    pub named: Vec<String>,
    /// Behaviour regimes.
    pub regimes: Vec<String>,
    /// The regime that charts of one regime show.
    pub regime: String,
    /// Months after the fork at which effects are reported, at least one.
    pub horizons: Vec<i64>,
    effects: Vec<Effect>,
    fates: Vec<Fates>,
}

impl Compared {
    /// Reads what a folder's comparison found; `None` when it is no comparison or lacks the tables.
    ///
    /// # Errors
    /// A table that can't be read.
    pub fn read(folder: &Path, manifest: &Manifest) -> Result<Option<Compared>> {
        let Some(recorded) = &manifest.comparison else { return Ok(None) };
        let regime = recorded.regime(&manifest.regime);
        let policy = |arm: &&String| **arm != recorded.base && recorded.no_shock.as_ref() != Some(*arm);
        let effects = effects_of(folder)?;
        let mut horizons: Vec<i64> = effects.iter().map(|effect| effect.horizon).collect();
        horizons.sort_unstable();
        horizons.dedup();
        if horizons.is_empty() {
            return Ok(None);
        }
        Ok(Some(Compared {
            base: recorded.base.clone(),
            arms: recorded.arms.iter().filter(policy).cloned().collect(),
            no_shock: recorded.no_shock.clone(),
            named: recorded.named.iter().filter(policy).cloned().collect(),
            regimes: recorded.regimes.clone(),
            fates: fates_of(folder, &regime)?,
            regime,
            horizons,
            effects,
        }))
    }

    /// An effect on the whole economy with the ends of its interval.
    pub fn effect(&self, regime: &str, arm: &str, horizon: i64, metric: &str) -> Option<[f64; 3]> {
        let found = self.effects.iter().find(|effect| {
            effect.regime == regime
                && effect.arm == arm
                && effect.horizon == horizon
                && effect.metric == metric
        });
        found.map(|effect| effect.value).filter(|value| value[0].is_finite())
    }
    /// Fates of the groups of a dimension, in the order of the file.
    pub fn fates(&self, arm: &str, horizon: i64, dimension: &str) -> Vec<&Fates> {
        self.fates
            .iter()
            .filter(|fates| fates.arm == arm && fates.horizon == horizon && fates.dimension == dimension)
            .collect()
    }
    /// The first horizon, mostly a year; in a comparison over five years and more the last, on which what is said of it
    /// stands.
    pub fn first(&self) -> i64 {
        const LONG: i64 = 60;
        if self.last() >= LONG { self.last() } else { self.horizons[0] }
    }
    /// The last horizon.
    pub fn last(&self) -> i64 {
        self.horizons[self.horizons.len() - 1]
    }
    /// The colour of an arm, the same on all charts: the base is dark grey, what has no shocks grey.
    pub fn color(&self, arm: &str) -> RGBAColor {
        if arm == self.base {
            return style::BASE;
        }
        if self.no_shock.as_deref() == Some(arm) {
            return style::GREY;
        }
        // Those that were named first: of their series there are lines.
        let others = self.arms.iter().filter(|other| !self.named.contains(other));
        let at = self.named.iter().chain(others).position(|known| known == arm).unwrap_or(0);
        style::LINES[at % style::LINES.len()]
    }
    /// The alternative that charts of one arm show.
    pub fn main(&self) -> Option<&String> {
        self.named.first().or(self.arms.first())
    }
}

fn effects_of(folder: &Path) -> Result<Vec<Effect>> {
    let text = ["regime", "arm", "metric", "dimension", "group", "unit"];
    let all = |column: &str, cell: &str| column != "dimension" || cell == "all";
    let wanted = ["horizon_months", "effect", "lower", "upper"];
    let Some(table) =
        Columns::read_where(&folder.join("effects.csv"), &text, |name| wanted.contains(&name), all)?
    else {
        return Ok(Vec::new());
    };
    let (regime, arm, metric) = (table.names("regime")?, table.names("arm")?, table.names("metric")?);
    let [horizon, value, lower, upper] = wanted.map(|name| table.numbers(name));
    let (horizon, value, lower, upper) = (horizon?, value?, lower?, upper?);
    let effect = |row: usize| Effect {
        regime: regime.at(row).to_string(),
        arm: arm.at(row).to_string(),
        horizon: horizon[row] as i64,
        metric: metric.at(row).to_string(),
        value: [value[row], lower[row], upper[row]],
    };
    Ok((0..table.rows).map(effect).collect())
}

fn fates_of(folder: &Path, main: &str) -> Result<Vec<Fates>> {
    let text = ["regime", "arm", "dimension", "group", "fate"];
    let accept = |column: &str, cell: &str| match column {
        "regime" => cell == main,
        "dimension" => DIMENSIONS.contains(&cell),
        _ => true,
    };
    let wanted = |name: &str| {
        ["horizon_months", "firms_thousand", SIMULATED].contains(&name) || name.starts_with("money_bn")
    };
    let Some(table) = Columns::read_where(&folder.join("fates.csv"), &text, wanted, accept)? else {
        return Ok(Vec::new());
    };
    let [arm, dimension, group, fate] = ["arm", "dimension", "group", "fate"].map(|name| table.names(name));
    let (arm, dimension, group, fate) = (arm?, dimension?, group?, fate?);
    let horizon = table.numbers("horizon_months")?;
    let (firms, money) = (table.numbers("firms_thousand")?, table.numbers("money_bn")?);
    let simulated = table.numbers(SIMULATED).ok();
    let mut found: Vec<Fates> = Vec::new();
    for row in 0..table.rows {
        let Some(which) = FATES.iter().position(|name| *name == fate.at(row)) else { continue };
        let here = (arm.at(row), horizon[row] as i64, dimension.at(row), group.at(row));
        // The six fates of a group stand below one another.
        let same = |last: &&mut Fates| {
            (last.arm.as_str(), last.horizon, last.dimension.as_str(), last.group.as_str()) == here
        };
        if found.last_mut().filter(same).is_none() {
            found.push(Fates {
                arm: here.0.to_string(),
                horizon: here.1,
                dimension: here.2.to_string(),
                group: here.3.to_string(),
                firms: [0.0; 6],
                money: [0.0; 6],
                simulated: [0.0; 6],
            });
        }
        if let Some(last) = found.last_mut() {
            last.firms[which] = firms[row];
            last.simulated[which] = simulated.map_or(0.0, |counts| counts[row]);
            last.money[which] = if money[row].is_finite() { money[row] } else { 0.0 };
        }
    }
    Ok(found)
}
