//! Shocks: what the scenario does to the economy, by kind, target and path in time. One kind a file: what it
//! does, what it rests on, its unit and bounds, and where it enters the month.
//!
//! A kind shapes the [`Terms`] of a month, as levers do, and nothing else: `local` for each sector and
//! region, `national` for each sector with the mean over regions.

pub mod anchor_failure;
pub mod attendance;
pub mod chance;
pub mod closed_sales;
pub mod confidence;
pub mod credit_tightening;
pub mod demand;
pub mod disaster;
pub mod dispersion;
pub mod energy;
pub mod exchange_rate;
pub mod export;
pub mod input_price;
pub mod path;
pub mod payment_delay;
pub mod policy_uncertainty;
pub mod producer_price;
pub mod supply_disruption;
pub mod wage;

use crate::economy::norms::Norms;
use crate::rng;
use crate::rng::Draws;
use crate::terms::Terms;
use crate::units::Month;
use chance::{Chance, Intensity, OwnDraws};
pub use path::Path;

/// A kind of shock: its name in files, what its size means, and what it does to the rules of a month.
#[derive(Clone, Copy, Debug)]
pub struct ShockSpec {
    /// Name in files.
    pub kind: &'static str,
    /// What it does.
    pub description: &'static str,
    /// Unit of its size.
    pub unit: &'static str,
    /// Smallest size.
    pub min: f64,
    /// Largest size.
    pub max: f64,
    /// Whether `channel` may be given (`household`, `government`, `investment`, `export`).
    pub channels: bool,
    /// Whether it is a common shock that owners may look through.
    pub common: bool,
    /// What it does in a sector and region.
    pub local: fn(&mut Terms, &Here<'_>),
    /// What it does in a sector all over the country, if anything.
    pub national: Option<National>,
}

/// What a kind of shock does in a sector, whatever the region.
#[derive(Clone, Copy, Debug)]
pub struct National {
    /// How the sizes of two of the kind come to one in a sector and region.
    pub join: fn(f64, f64) -> f64,
    /// What it does; the size is the mean over regions of all of the kind.
    pub feel: fn(&mut Terms, &Here<'_>),
}

/// How trade and import prices answer an exchange rate; parameters of the mechanisms of demand and of prices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Elasticities {
    /// Rise of exports for a rise of the price of foreign currency, in logarithms.
    pub exports: f64,
    /// Share of that rise that import prices pass on.
    pub import_prices: f64,
}

/// What shocks are felt in.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The norms of the economy.
    pub norms: &'a Norms,
    /// How trade and import prices answer an exchange rate.
    pub elasticities: &'a Elasticities,
    /// Shares of foreign markets in the country's exports.
    pub markets: &'a [f64],
}

/// Where a shock is felt, and how hard.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    /// The channels of final demand that it acts on.
    pub channels: [bool; 4],
    /// How trade and import prices answer an exchange rate.
    pub elasticities: &'a Elasticities,
    /// Shares of foreign markets in the country's exports.
    pub markets: &'a [f64],
    /// The foreign market that it hits; all without.
    pub market: Option<usize>,
    /// The sector.
    pub sector: usize,
    /// Sector and region, as [`Norms::cell`]; the sector's first for `national`.
    pub cell: usize,
    /// The size this month.
    pub size: f64,
}

/// For kinds that are felt all over the country only.
pub fn nothing(_: &mut Terms, _: &Here<'_>) {}

/// Kinds of shock, in the order of [`KINDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ShockKind {
    Demand,
    Attendance,
    InputPrice,
    Wage,
    Export,
    CreditTightening,
    PaymentDelay,
    Dispersion,
    SupplyDisruption,
    Energy,
    ExchangeRate,
    Confidence,
    Disaster,
    AnchorFailure,
    ClosedSales,
    ProducerPrice,
    PolicyUncertainty,
}

impl ShockKind {
    /// All kinds, in the order of [`KINDS`].
    pub const ALL: [ShockKind; KINDS.len()] = [
        ShockKind::Demand,
        ShockKind::Attendance,
        ShockKind::InputPrice,
        ShockKind::Wage,
        ShockKind::Export,
        ShockKind::CreditTightening,
        ShockKind::PaymentDelay,
        ShockKind::Dispersion,
        ShockKind::SupplyDisruption,
        ShockKind::Energy,
        ShockKind::ExchangeRate,
        ShockKind::Confidence,
        ShockKind::Disaster,
        ShockKind::AnchorFailure,
        ShockKind::ClosedSales,
        ShockKind::ProducerPrice,
        ShockKind::PolicyUncertainty,
    ];
    /// Whether it may hit one foreign market alone.
    pub fn of_market(self) -> bool {
        matches!(self, ShockKind::Export | ShockKind::ExchangeRate)
    }
}

/// All kinds of shock, in the order of [`ShockKind`].
pub const KINDS: &[ShockSpec] = &[
    demand::SPEC,
    attendance::SPEC,
    input_price::SPEC,
    wage::SPEC,
    export::SPEC,
    credit_tightening::SPEC,
    payment_delay::SPEC,
    dispersion::SPEC,
    supply_disruption::SPEC,
    energy::SPEC,
    exchange_rate::SPEC,
    confidence::SPEC,
    disaster::SPEC,
    anchor_failure::SPEC,
    closed_sales::SPEC,
    producer_price::SPEC,
    policy_uncertainty::SPEC,
];

/// A shock of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Shock {
    /// The user's name for it.
    pub name: String,
    /// Its kind.
    pub kind: ShockKind,
    /// Label of its stream of random draws: shocks of a kind with the same label share draws; empty where one
    /// is alone.
    pub draw: String,
    /// Size by sector (one number each; the scenario's `size` where a sector is not named); a factor of what
    /// is drawn when the size is.
    pub by_sector: Vec<f64>,
    /// Factor by region (1 where a region is not named; 0 for regions left out by a list).
    pub by_region: Vec<f64>,
    /// Channels of final demand it acts on (all when none is given; only `demand` uses it).
    pub channels: [bool; 4],
    /// The foreign market it hits, of kinds that [`ShockKind::of_market`]; all when none is given.
    pub market: Option<usize>,
    /// Its course in time; the months in which it may begin when that is left to chance.
    pub path: Path,
    /// Whether chance decides when it comes.
    pub chance: Option<Chance>,
    /// How its size is drawn, if it is.
    pub intensity: Option<Intensity>,
}

impl Shock {
    /// Its kind.
    pub fn spec(&self) -> &'static ShockSpec {
        &KINDS[self.kind as usize]
    }
    /// The size of a shock without chance for a sector and region in a month.
    pub fn size(&self, month: Month, sector: usize, region: usize) -> f64 {
        self.by_sector[sector] * self.by_region[region] * self.path.at(month, sector)
    }
    /// Whether anything of it is drawn.
    pub fn is_drawn(&self) -> bool {
        self.chance.is_some() || self.intensity.is_some()
    }
    /// What of it happens in a month: the size that was drawn, one when none is. None: nothing, or what
    /// happens is not known without `draws`.
    fn drawn(&self, month: Month, own: Option<OwnDraws>) -> Option<f64> {
        if !self.is_drawn() {
            return Some(1.0);
        }
        let own = own?;
        let first = match &self.chance {
            Some(chance) => chance.began(&self.path, month, own)?,
            None => self.path.first(),
        };
        Some(self.intensity.map_or(1.0, |intensity| intensity.draw(first, own)))
    }
    /// The size in a month by sector and region, given what was drawn.
    fn drawn_size(&self, drawn: f64, month: Month, sector: usize, region: usize) -> f64 {
        if !self.is_drawn() {
            return self.size(month, sector, region);
        }
        let course = if self.chance.is_some() { 1.0 } else { self.path.at(month, sector) };
        let spec = self.spec();
        (self.by_sector[sector] * self.by_region[region] * course * drawn).clamp(spec.min, spec.max)
    }

    /// Puts what is local of the shock into the rules of a month, and joins its sizes by sector and region to
    /// those of others of its kind.
    fn apply(
        &self,
        terms: &mut Terms,
        sizes: &mut Vec<f64>,
        month: Month,
        draws: Option<Draws>,
        around: Around<'_>,
    ) {
        /// A size below which nobody speaks of a shock.
        const FELT: f64 = 0.02;
        let Around { norms, elasticities, markets } = around;
        // What is bought abroad comes from the markets in the proportions of what is sold there.
        let part = self.market.map_or(1.0, |market| markets[market]);
        let own = draws.map(|draws| OwnDraws { draws, key: self.draw_key() });
        let Some(drawn) = self.drawn(month, own) else { return };
        let spec = self.spec();
        if let Some(National { .. }) = spec.national {
            sizes.resize(norms.sectors * norms.regions, 0.0);
        }
        for s in 0..norms.sectors {
            if self.by_sector[s] == 0.0 || (self.chance.is_none() && self.path.at(month, s) == 0.0) {
                continue;
            }
            for r in 0..norms.regions {
                let cell = norms.cell(s, r);
                let size = self.drawn_size(drawn, month, s, r);
                (spec.local)(
                    terms,
                    &Here {
                        channels: self.channels,
                        elasticities,
                        markets,
                        market: self.market,
                        sector: s,
                        cell,
                        size,
                    },
                );
                let size = part * size;
                if let Some(national) = spec.national {
                    // Alone it is what it is, to the last bit.
                    sizes[cell] = match (sizes[cell], size) {
                        (0.0, other) => other,
                        (one, 0.0) => one,
                        (one, other) => (national.join)(one, other),
                    };
                }
                terms.shocked[s] |= size.abs() > FELT && spec.common;
            }
        }
    }

    /// A number that names its random draws: its kind and its `draw`, so that neither its name nor what else
    /// happens decides on it.
    fn draw_key(&self) -> u64 {
        rng::key::of_kind(self.spec().kind, &self.draw) as u64
    }
}

/// Puts shocks into the rules of a month. Where a shock is written in pieces, by months or by sectors and
/// regions, the pieces do what the whole does: what is national counts the mean over regions of all shocks of
/// a kind together, and what stood still last month is not struck anew.
pub fn apply(shocks: &[Shock], terms: &mut Terms, month: Month, draws: Option<Draws>, around: Around<'_>) {
    apply_all(shocks.iter(), terms, month, draws, around);
    let lasting =
        || shocks.iter().filter(|shock| matches!(shock.kind, ShockKind::Disaster | ShockKind::AnchorFailure));
    if lasting().next().is_some() {
        let mut earlier = Terms::normal(around.norms, 0);
        apply_all(lasting(), &mut earlier, month.plus(-1), draws, around);
        (terms.struck_before, terms.failed_before) = (earlier.struck, earlier.failed);
    }
}

fn apply_all<'a>(
    shocks: impl Iterator<Item = &'a Shock>,
    terms: &mut Terms,
    month: Month,
    draws: Option<Draws>,
    around: Around<'_>,
) {
    let mut sizes = vec![Vec::new(); KINDS.len()];
    for shock in shocks {
        shock.apply(terms, &mut sizes[shock.kind as usize], month, draws, around);
    }
    let Around { norms, elasticities, markets } = around;
    for (spec, sizes) in KINDS.iter().zip(&sizes) {
        let Some(national) = spec.national else { continue };
        for (sector, of_regions) in sizes.chunks_exact(norms.regions).enumerate() {
            let size = of_regions.iter().sum::<f64>() / norms.regions as f64;
            (national.feel)(
                terms,
                &Here {
                    channels: [true; 4],
                    elasticities,
                    markets,
                    market: None,
                    sector,
                    cell: norms.cell(sector, 0),
                    size,
                },
            );
        }
    }
}

/// Sizes of two shocks of a kind that act on one after the other: of a price that rises twice.
pub fn compound(one: f64, other: f64) -> f64 {
    (1.0 + one) * (1.0 + other) - 1.0
}

/// Sizes of two shocks of a kind that each take a share of what is there.
pub fn either(one: f64, other: f64) -> f64 {
    1.0 - (1.0 - one.clamp(0.0, 1.0)) * (1.0 - other.clamp(0.0, 1.0))
}
