//! Growth: in an economy that grows, what is normal grows with it.
//!
//! The stock of firms grows by `entry.growth` a year: births exceed closures by as much
//! ([`super::entry::steer`]). Final demand grows by `demand.trend`. A stock that grows with its market keeps
//! the size of its firms; one that grows faster divides the same sales over more firms. What firms,
//! households and the treasury take for normal follows, or growth itself would look like a boom to them.
//! Productivity, wages and prices stay what they are, and so does the number of large firms: these grow in
//! size.

use crate::math;
use crate::month::ctx::Setting;
use crate::month::producers;
use crate::state::State;

/// ⟂ First of a month: references grow. Where neither firms nor demand grow, nothing is touched.
pub fn references(state: &mut State, setting: &Setting) {
    let p = &setting.scenario.params;
    let (firms, sales) = (math::monthly_growth(p.entry.growth), math::monthly_growth(p.demand.trend));
    if firms == 1.0 && sales == 1.0 {
        return;
    }
    let e = &mut state.entry;
    for of_cells in [&mut e.normal, &mut e.exits, &mut e.floor, &mut e.stock, &mut state.market.full_weight] {
        of_cells.iter_mut().for_each(|value| *value *= firms);
    }
    e.normal_sales.iter_mut().for_each(|value| *value *= sales);
    state.market.trend *= sales;
    state.large_firms.iter_mut().for_each(|producer| producers::grow(producer, sales));
    let (h, t) = (&mut state.households, &mut state.treasury);
    h.normal *= sales;
    h.normal_jobs *= sales;
    h.normal_jobs_elsewhere *= sales;
    t.normal_revenue *= sales;
    t.transfers = t.transfers.times(sales);
    t.normal_debt = t.normal_debt.times(sales);
}
