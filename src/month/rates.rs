//! The numbers of the month that every firm of a sector or cell meets, side by side: a firm's formulas then read one short row.

use crate::economy::norms::Norms;
use crate::month::demand;
use crate::month::model::Scenario;
use crate::state::market::{Final, Market};
use crate::terms::Terms;

/// What all firms of a sector meet; the names are those of [`Norms`], [`Market`], [`Terms`] and the economy pack.
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
    pub input_price_before: f64,
    pub delivery: f64,
    pub delivery_cash: f64,
    pub payable_due: f64,
    pub collection: f64,
    pub write_off: f64,
    pub credit_share: f64,
    pub principal_share: f64,
    /// Part of the orders refused for a restriction that waits.
    pub waits: f64,
    /// What owners add to this month's profit in their minds, share of normal sales.
    pub looked_through: f64,
    /// Part of an exporter's sales that goes abroad.
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
    pub closed: f64,
    pub struck: f64,
    pub missing: f64,
    /// Export demand over that of normal times.
    pub exports: f64,
}

/// The rows of all sectors.
pub fn sectors(scenario: &Scenario, norms: &Norms, market: &Market, terms: &Terms) -> Vec<SectorRates> {
    let row = |s: usize| SectorRates {
        material: norms.material[s],
        labour: norms.labour[s],
        fixed: norms.fixed[s],
        efficiency_scale: norms.efficiency_scale[s],
        cost: 1.0 - scenario.economy.sectors[s].margin,
        vat_rate: scenario.economy.sectors[s].vat_rate,
        volatility: scenario.economy.sectors[s].volatility * terms.dispersion[s],
        dispersion: terms.dispersion[s],
        input_price: market.input_price[s],
        input_price_before: market.input_price_before[s],
        delivery: market.delivery[s],
        delivery_cash: market.delivery_cash[s],
        payable_due: market.payable_due[s],
        collection: market.collection[s],
        write_off: market.write_off[s],
        credit_share: market.credit_share[s],
        principal_share: market.principal_share[s],
        waits: scenario.params.backlog.share * norms.business_share[s],
        looked_through: looked_through(scenario, market, terms, s),
        abroad: demand::abroad(norms, s, scenario.economy.sectors[s].exporter_share),
        boldness: terms.boldness[s],
    };
    (0..norms.sectors).map(row).collect()
}

/// In a known common shock, the part of what all firms of the sector lost last month that owners see as passing.
fn looked_through(scenario: &Scenario, market: &Market, terms: &Terms, sector: usize) -> f64 {
    if !terms.shocked[sector] {
        return 0.0;
    }
    let part = scenario.params.owner.look_through * terms.boldness[sector] + terms.look_through;
    part.min(1.0) * market.common_loss[sector]
}

/// The rows of all cells, region fastest.
pub fn cells(norms: &Norms, market: &Market, terms: &Terms) -> Vec<CellRates> {
    let row = |cell: usize| CellRates {
        wage: norms.wage[cell],
        pay: terms.pay[cell],
        productivity: norms.productivity[cell],
        orders_per_weight: market.orders_per_weight[cell],
        closed: terms.closed[cell],
        struck: terms.struck[cell],
        missing: terms.missing[cell],
        exports: terms.demand[cell][Final::Exports as usize],
    };
    (0..norms.sectors * norms.regions).map(row).collect()
}
