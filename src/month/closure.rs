//! Closure by restriction: what closed firms still sell, where the customers that they turn away go, and what
//! firms expect while it lasts.
//!
//! A closed firm sells a share σ of what it could make: the economy pack states it by sector, a shock of the
//! kind `closed_sales` moves it, and one parameter multiplies all of them. Of what a share c of closed firms
//! turns away, c (1 − σ), a part δ goes to the firms of the sector and region that are open, so that each of
//! those meets 1 + δ c (1 − σ) / (1 − c) times its orders, which overtime and inputs may not let it serve. Of
//! the large firms of a sector a part of that share is closed, by sector too.
//!
//! Everybody knows that a restriction ends. So while many firms of its sector are closed, a firm's expected
//! demand follows its orders more slowly, down and up: who took the orders of February 2020 for the future
//! would have bought no inputs for March.

crate::parameters! {
    /// Parameters of closure by restriction.
    pub struct Closure : "closure" {
        diversion = 0.2, 0.0 .. 1.0, "share", "part of the orders that closed firms turn away which goes to open firms of the sector and region", Assumed, "no source; nearly all customers of small shops come from nearby; prior range 0.1-0.6";
        lasting = 0.1, 0.0 .. 1.0, "share of firms", "share of the firms of a sector and region that must be closed for a slump to be seen as that of a closure, which will end", Assumed, "no source; prior range 0.05-0.3";
        expectation_part = 0.15, 0.0 .. 1.0, "ratio", "speed at which expected demand follows orders while firms of the sector are closed by a restriction, over its usual speed", Assumed, "firms know that a restriction ends: orders of industry were back in April 2020; prior range 0.05-0.5";
    }
}

use crate::month::model::Scenario;
use crate::terms::Terms;

/// What a closed firm of a sector still sells, share of what it could make.
pub fn sales(scenario: &Scenario, terms: &Terms, sector: usize, cell: usize) -> f64 {
    let usual = scenario.params.production.closed_output * scenario.economy.sectors[sector].closed_sales;
    (usual + terms.closed_sales[cell]).clamp(0.0, 1.0)
}

/// Orders of an open firm over what they would be without those that closed firms turn away.
fn open_orders(diversion: f64, closed: f64, sales: f64) -> f64 {
    if closed > 0.0 && closed < 1.0 { 1.0 + diversion * closed * (1.0 - sales) / (1.0 - closed) } else { 1.0 }
}

/// The same in a sector and region this month.
pub fn diverted(scenario: &Scenario, terms: &Terms, sector: usize, cell: usize) -> f64 {
    open_orders(scenario.params.closure.diversion, terms.closed[cell], sales(scenario, terms, sector, cell))
}

/// The part of the demand for small and medium firms of a sector and region that they serve, with so much
/// overtime.
pub fn served_by_small(scenario: &Scenario, terms: &Terms, sector: usize, cell: usize) -> f64 {
    let (closed, sold) = (terms.closed[cell], sales(scenario, terms, sector, cell));
    let p = &scenario.params;
    closed * sold + (1.0 - closed) * open_orders(p.closure.diversion, closed, sold).min(p.production.overtime)
}

/// The part of their demand that large firms lose, all of them together, of which a share is closed: what
/// those turn away, less what the others take over, as far as overtime allows.
fn lost(diversion: f64, overtime: f64, closed: f64, sales: f64) -> f64 {
    let away = closed * (1.0 - sales);
    away - (diversion * away).min((overtime - 1.0) * (1.0 - closed))
}

/// The same in a sector and region this month.
pub fn lost_by_large(scenario: &Scenario, terms: &Terms, sector: usize, cell: usize) -> f64 {
    if terms.closed[cell] == 0.0 {
        return 0.0;
    }
    let p = &scenario.params;
    let felt = p.anchors.restriction * scenario.economy.sectors[sector].large_restriction;
    let closed = (felt * terms.closed[cell]).min(1.0);
    lost(p.closure.diversion, p.production.overtime, closed, sales(scenario, terms, sector, cell))
}

/// The speed at which expectations and plans follow orders, over the usual one, when a share of firms is
/// closed.
pub fn pace(p: &Closure, closed: f64) -> f64 {
    if closed > p.lasting { p.expectation_part } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_of_open_firms_worked_by_hand() {
        // Four of five are closed and sell a quarter: three fifths of all orders are turned away; a third of
        // them, one fifth, goes to the one firm of five that is open.
        assert!((open_orders(1.0 / 3.0, 0.8, 0.25) - 2.0).abs() < 1e-12);
        assert_eq!(open_orders(0.3, 0.0, 0.25), 1.0);
        // Where all are closed nobody is there to take them.
        assert_eq!(open_orders(0.3, 1.0, 0.0), 1.0);
    }

    #[test]
    fn losses_of_large_firms_worked_by_hand() {
        // Half are closed and sell a fifth: two fifths of demand are turned away. The others could take a
        // third of it, but have overtime for a tenth of their own half.
        assert!((lost(1.0 / 3.0, 1.1, 0.5, 0.2) - 0.35).abs() < 1e-12);
        assert!((lost(0.1, 1.5, 0.5, 0.2) - 0.36).abs() < 1e-12);
    }

    #[test]
    fn expectations_wait_while_firms_are_closed() {
        let p = Closure { lasting: 0.1, expectation_part: 0.15, ..Closure::default() };
        assert_eq!([0.0, 0.1, 0.2].map(|closed| pace(&p, closed)), [1.0, 1.0, 0.15]);
    }
}
