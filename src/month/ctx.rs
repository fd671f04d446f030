//! The context of a month: what stays the same for a run, what a phase may look at, what a month puts out,
//! and the walk over all firms.

use super::model::Scenario;
use super::params::Params;
use crate::economy::norms::Norms;
use crate::rng::{Draws, Stream};
use crate::state::block::Block;
use crate::state::market::Market;
use crate::state::{Bank, LargeFirm};
use crate::terms::Terms;

/// What stays the same for a whole run.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its norms.
    pub norms: &'a Norms,
    /// The draws of this replication.
    pub draws: Draws,
    /// Numbers that name the policies in the keys of draws.
    pub policy_keys: &'a [i64],
    /// Before the reported months: references (normal income, margins, entry, transfers) follow what happens.
    pub settling: bool,
    /// Closures are reported one by one, see [`Report::closures`](super::out::Report::closures).
    pub follow: bool,
}

/// What a phase may look at: the rules and the aggregates of the month. Firms of other blocks are out of
/// reach.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Ctx<'a> {
    /// The month, as counted in [`crate::units::Month`].
    pub now: i32,
    pub setting: &'a Setting<'a>,
    pub scenario: &'a Scenario,
    pub params: &'a Params,
    pub norms: &'a Norms,
    pub draws: Draws,
    pub policy_keys: &'a [i64],
    /// What the firms of a sector meet this month.
    pub sectors: &'a [SectorRates],
    /// What the firms of a sector and region meet this month.
    pub cells: &'a [CellRates],
    /// The least and the most of all cells.
    pub extremes: Extremes,
    pub terms: &'a Terms,
    /// No budget turns anybody away: what most months need not ask firm by firm.
    pub all_served: bool,
    /// A budget limits what a policy pays to a firm.
    pub capped: bool,
    /// Lots of research that firms keep for life: whether they do any, and how much.
    pub research: [Stream; 2],
    pub market: &'a Market,
    pub large_firms: &'a [LargeFirm],
    /// How many of them are large firms one by one; behind these stand self-employed people and public units.
    pub large: usize,
    pub banks: &'a [Bank],
}

/// What all firms of a sector meet; the names are those of [`Norms`], [`Market`], [`Terms`] and the economy
/// pack.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct SectorRates {
    pub material: f64,
    pub labour: f64,
    pub fixed: f64,
    pub efficiency_scale: f64,
    /// Cost over sales in normal times: one less the margin.
    pub cost: f64,
    pub vat_rate: f64,
    /// Of lasting changes of demand, the month's dispersion counted in.
    pub volatility: f64,
    pub dispersion: f64,
    pub input_price: f64,
    /// What the deliveries of this month are paid at.
    pub input_price_paid: f64,
    pub delivery: f64,
    pub delivery_cash: f64,
    /// Part of its debts to suppliers that a firm pays in a month, mean over firms in normal times.
    pub payable_due: f64,
    /// Part of them that falls due by contract.
    pub contract_due: f64,
    pub collection: f64,
    pub write_off: f64,
    pub credit_share: f64,
    pub principal_share: f64,
    /// Part of the orders refused for a restriction that waits.
    pub waits: f64,
    /// What owners add to this month's profit in their minds, share of normal sales.
    pub looked_through: f64,
    /// Largest part of an exporter's sales that goes abroad.
    pub abroad: f64,
    pub boldness: f64,
}

/// What all firms of a sector and region meet; the names are those of [`Norms`], [`Market`] and [`Terms`].
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct CellRates {
    pub wage: f64,
    pub pay: f64,
    pub productivity: f64,
    pub orders_per_weight: f64,
    pub insiders: [f64; 2],
    pub insider_gains: [f64; 2],
    /// Share of firms closed by a restriction.
    pub closed: f64,
    /// What those still sell, share of what they could make.
    pub closed_sales: f64,
    /// Orders of firms that are open over what they would have without those that closed ones turn away.
    pub diverted: f64,
    /// Weight of this month's orders in expected demand.
    pub expectation_speed: f64,
    pub struck: f64,
    pub missing: f64,
    /// Export demand over that of normal times.
    pub exports: f64,
}

/// The least and the most that firms of any sector and region meet.
#[derive(Clone, Copy, Debug)]
pub struct Extremes {
    /// Least and most of [`CellRates::exports`].
    pub exports: [f64; 2],
    /// Most of [`CellRates::closed`].
    pub closed: f64,
}

/// What a month costs a firm in normal times, materials counted in: the yardstick of losses on customers.
#[inline]
pub fn monthly_cost(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    f64::from(b.normal_sales[i]) * ctx.sectors[usize::from(b.sector[i])].cost
}
