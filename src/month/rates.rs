//! The numbers of the month that every firm of a sector or cell meets, side by side: a firm's formulas then
//! read one short row.

use crate::economy::norms::Norms;
use crate::month::backlog;
use crate::month::closure;
use crate::month::ctx::{CellRates, Extremes, SectorRates};
use crate::month::foreign_trade;
use crate::month::model::Scenario;
use crate::month::owner;
use crate::month::paying;
use crate::state::market::{Final, Market};
use crate::terms::Terms;

/// The rows of all sectors.
pub fn sectors(scenario: &Scenario, norms: &Norms, market: &Market, terms: &Terms) -> Vec<SectorRates> {
    let row = |s: usize| SectorRates {
        material: norms.material[s],
        labour: norms.labour[s],
        fixed: norms.fixed[s],
        efficiency_scale: norms.efficiency_scale[s],
        cost: 1.0 - scenario.economy.sectors[s].margin,
        vat_rate: scenario.economy.sectors[s].vat_rate,
        volatility: scenario.economy.sectors[s].volatility * terms.dispersion[s] * market.dispersion[s],
        dispersion: terms.dispersion[s] * market.dispersion[s],
        input_price: market.input_price[s],
        input_price_paid: market.input_price_before[s] * market.input_price_moved(s),
        delivery: market.delivery[s],
        delivery_cash: market.delivery_cash[s],
        payable_due: market.payable_due[s],
        contract_due: paying::by_contract(&scenario.params.paying, market.payable_due[s]),
        collection: market.collection[s],
        write_off: market.write_off[s],
        credit_share: market.credit_share[s],
        principal_share: market.principal_share[s],
        waits: backlog::joins(&scenario.params.backlog, scenario, norms, s),
        looked_through: looked_through(scenario, market, terms, s),
        abroad: foreign_trade::abroad(
            norms,
            s,
            scenario.economy.sectors[s].exporter_share,
            scenario.params.foreign_trade.specialists,
        ),
        boldness: terms.boldness[s],
    };
    (0..norms.sectors).map(row).collect()
}

/// In a known common shock, the part of what all firms of the sector lost last month that owners see as
/// passing.
fn looked_through(scenario: &Scenario, market: &Market, terms: &Terms, sector: usize) -> f64 {
    if !terms.shocked[sector] {
        return 0.0;
    }
    let part = scenario.params.owner.look_through * terms.boldness[sector];
    owner::passing(&scenario.params.owner, part, market.shocked_months[sector]) * market.common_loss[sector]
}

/// The extremes of all cells.
pub fn extremes(cells: &[CellRates]) -> Extremes {
    let start = Extremes { exports: [f64::INFINITY, f64::NEG_INFINITY], closed: 0.0 };
    cells.iter().fold(start, |so_far, cell| Extremes {
        exports: [so_far.exports[0].min(cell.exports), so_far.exports[1].max(cell.exports)],
        closed: so_far.closed.max(cell.closed),
    })
}

/// The rows of all cells, region fastest.
pub fn cells(scenario: &Scenario, norms: &Norms, market: &Market, terms: &Terms) -> Vec<CellRates> {
    let p = &scenario.params;
    let row = |cell: usize| CellRates {
        wage: norms.wage[cell],
        pay: terms.pay[cell],
        productivity: norms.productivity[cell],
        orders_per_weight: market.orders_per_weight[cell],
        insiders: market.insiders[cell],
        insider_gains: market.insider_gains[cell],
        closed: terms.closed[cell],
        closed_sales: closure::sales(scenario, terms, cell / norms.regions, cell),
        diverted: closure::diverted(scenario, terms, cell / norms.regions, cell),
        expectation_speed: p.work.expectation_speed * closure::pace(&p.closure, terms.closed[cell]),
        struck: terms.struck[cell],
        missing: terms.missing[cell],
        exports: terms.demand[cell][Final::Exports as usize],
    };
    (0..norms.sectors * norms.regions).map(row).collect()
}
