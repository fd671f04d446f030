//! Backlog: orders that wait while a firm is closed by a restriction, and are served once it is open again.
//!
//! A firm closed by a restriction on attendance loses the orders that it can't serve. Goods, machines and
//! buildings are bought later in part; meals and haircuts are not: so a share of what other firms, the state,
//! investors and exporters ordered waits, and nothing of what households ordered. Each month the waiting
//! orders come after new ones, as far as overtime and inputs allow; of those still waiting, some customers
//! leave. A firm's waiting orders are kept in sixteenths of its normal month, rounded at random, so that they
//! cost one byte and are right on average. China's output of 2020 is the pattern: industry stood above the
//! year before from April on, catering made up nothing (National Bureau of Statistics, monthly releases of
//! 2020).

crate::parameters! {
    /// Parameters of orders that wait.
    pub struct Backlog : "backlog" {
        share = 0.45, 0.0 .. 1.0, "share", "part of the orders of firms, the state, investors and exporters, lost to a restriction, that waits until the seller is open again", Assumed, "industry of China made up part of February and March 2020 by summer, while inputs not delivered are reordered anyway; within its range set by industrial value added of March and profits of the half-year (C07, C11); prior range 0.2-0.6";
        patience = 6.0, 1.0 .. 60.0, "months", "mean time for which a waiting order waits before the customer leaves", Assumed, "prior range 3-12";
    }
}

use crate::economy::norms::Norms;
use crate::month::ctx::Ctx;
use crate::month::model::Scenario;
use crate::rng::Stream;
use crate::state::block::Block;

/// Parts of a normal month in which waiting orders are kept.
const PARTS: f64 = 16.0;

/// Orders that wait, real, given their number of parts and the firm's normal month.
#[inline]
pub fn waiting(parts: u8, month: f64) -> f64 {
    f64::from(parts) / PARTS * month
}

/// Orders that wait for the next month: those not served, less customers who leave, and the part of the
/// month's lost orders that joins.
pub fn carried(p: &Backlog, waiting: f64, served: f64, joining: f64) -> f64 {
    (waiting - served).max(0.0) * (1.0 - 1.0 / p.patience) + joining
}

/// The part of the orders that a seller of a sector turns away which waits.
pub fn joins(p: &Backlog, scenario: &Scenario, norms: &Norms, sector: usize) -> f64 {
    p.share * norms.business_share[sector] * scenario.economy.sectors[sector].orders_wait
}

/// Waiting orders in parts of a normal month, rounded up or down at random so that the mean is right.
pub fn parts(orders: f64, month: f64, draw: f64) -> u8 {
    let exact = (PARTS * orders / month.max(1.0)).min(f64::from(u8::MAX));
    let whole = exact.floor();
    (whole as u8).saturating_add(u8::from(draw < exact - whole))
}

/// A firm's normal month at base prices: the yardstick of its waiting orders.
#[inline]
pub fn normal_month(b: &Block, i: usize) -> f64 {
    f64::from(b.normal_sales[i] / b.price[i])
}

/// Writes down what waits: `queue` waited, `served` of it was delivered this month, `lost` was refused for a
/// restriction.
#[cold]
pub fn carry(b: &mut Block, i: usize, [queue, served, lost]: [f64; 3], ctx: &Ctx, stream: Stream) {
    let joining = ctx.sectors[usize::from(b.sector[i])].waits * lost;
    let left = carried(&ctx.params.backlog, queue, served, joining);
    b.backlog[i] = if left > 0.0 { parts(left, normal_month(b, i), stream.uniform(b.id[i])) } else { 0 };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_orders_worked_by_hand() {
        let p = Backlog { patience: 4.0, ..Backlog::default() };
        assert_eq!(waiting(8, 100.0), 50.0);
        // Fifty wait, twenty are served, a quarter of the customers behind the other thirty leave, twelve
        // join.
        assert!((carried(&p, 50.0, 20.0, 12.0) - 34.5).abs() < 1e-12);
        assert_eq!(carried(&Backlog { patience: 1.0, ..p }, 50.0, 20.0, 0.0), 0.0);
    }

    #[test]
    fn parts_are_right_on_average_and_never_overflow() {
        // 34.5 of a month of 100 are 5.52 sixteenths: six with a chance of 0.52.
        assert_eq!((parts(34.5, 100.0, 0.51), parts(34.5, 100.0, 0.53)), (6, 5));
        assert_eq!(parts(1e9, 1.0, 0.5), 255);
        assert_eq!(parts(0.0, 0.0, 0.0), 0);
        let mean =
            (0..1000).map(|k| f64::from(parts(34.5, 100.0, (f64::from(k) + 0.5) / 1000.0))).sum::<f64>()
                / 1000.0;
        assert!((mean - 5.52).abs() < 1e-9);
    }
}
