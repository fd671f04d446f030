//! Failure (bankruptcy) of large firms, and contagion to their suppliers: one that fails orders nothing,
//! makes nothing and leaves its suppliers unpaid.
//!
//! The largest private firm of a sector stops first, in part when it is larger than the share that fails;
//! then the next; state-owned ones last. From the month in which it stops its orders, its staff and its
//! output are cut by that part; firms whose principal customer it is lose their part of orders with it. Of
//! what it owes suppliers then, all but `standstill.recovery` is lost: small firms with a direct
//! claim write it off in that month and, where it is much to them, a failure that follows counts as caused by
//! it; claims through the settlement accounts are written off by all sellers of the sector, foreign ones too.
//! What is recovered is paid as invoices are. When the shock ends the firm comes back by degrees, as after
//! stress ([`super::buyers`]). Its bank keeps its claim. That suppliers' losses on failed debtors raise their
//! own risk of failing is shown by Jacobson and von Schedvin 2015.

crate::parameters! {
    /// Parameters of large firms that fail.
    pub struct LargeFirmFailure : "standstill" {
        recovery = 0.2, 0.0 .. 1.0, "share of the claim", "part of its debts to suppliers that a large firm which fails pays in the end", Assumed, "unsecured creditors in large insolvencies get a tenth to a third; prior range 0.05-0.4";
    }
}

use crate::money::Money;
use crate::month::ctx::monthly_cost;
use crate::month::ctx::{Ctx, Setting};
use crate::month::out::Out;
use crate::state::block::Block;
use crate::state::ledger::{Entries, Item};
use crate::state::market;
use crate::state::slots::{BLOCK, LARGE_FIRM, NOBODY};
use crate::state::{LargeFirm, Producer, State};
use crate::terms::Terms;

/// Part of its business that a firm which stands still wholly keeps: so little that it does not count, and
/// not nothing, by which ratios would fail.
const TRIFLE: f64 = 1e-6;
/// Months for which a lost invoice is felt.
const LOSS_SHOCK_MONTHS: u16 = 3;

/// The part of each firm that stops when a share of the sales of all does; `firms` are their shares in the
/// order in which they stop.
pub fn parts(share: f64, firms: &[f64]) -> Vec<f64> {
    let mut left = share;
    firms
        .iter()
        .map(|own| {
            let stops = own.min(left);
            left -= stops;
            if *own > 0.0 { stops / own } else { 0.0 }
        })
        .collect()
}

/// The part of the debts of a firm that is lost now: of the part that fails anew, all that is not recovered.
pub fn lost_part(before: f64, now: f64, recovery: f64) -> f64 {
    if now > before { (now - before) / (1.0 - before) * (1.0 - recovery) } else { 0.0 }
}

/// The most that a large firm orders, mans and makes, over what its business calls for.
pub fn most(large_firm: &LargeFirm) -> f64 {
    (1.0 - large_firm.stopped).max(TRIFLE)
}

/// ⟂ The month begins: large firms stop, or go on again.
pub fn begin(state: &mut State, setting: &Setting, terms: &Terms) {
    let recovery = setting.scenario.params.standstill.recovery;
    for j in 0..setting.norms.sectors {
        let State { large_firms, market, .. } = state;
        if terms.failed[j] == 0.0 && large_firms.iter().all(|a| a.sector != j || a.stopped == 0.0) {
            for large_firm in large_firms.iter_mut().filter(|a| a.sector == j) {
                large_firm.lost = 0.0;
            }
            continue;
        }
        let mut order: Vec<usize> = (0..large_firms.len())
            .filter(|a| large_firms[*a].sector == j && large_firms[*a].kind == Producer::LargeFirm)
            .collect();
        order.sort_by(|a, b| {
            let key = |index: usize| (large_firms[index].state_owned, -large_firms[index].share);
            let ((state_a, share_a), (state_b, share_b)) = (key(*a), key(*b));
            state_a.cmp(&state_b).then(share_a.total_cmp(&share_b)).then(a.cmp(b))
        });
        let of_all: f64 = order.iter().map(|a| large_firms[*a].share).sum();
        let shares: Vec<f64> = order.iter().map(|a| large_firms[*a].share / of_all).collect();
        let ordered = |large_firms: &[LargeFirm]| {
            let of_sector = large_firms.iter().filter(|a| a.sector == j);
            of_sector.map(|a| a.share * a.scale).sum::<f64>()
        };
        let before = ordered(large_firms);
        for ((index, now), earlier) in
            order.iter().zip(parts(terms.failed[j], &shares)).zip(parts(terms.failed_before[j], &shares))
        {
            let large_firm = &mut large_firms[*index];
            large_firm.stopped = now;
            large_firm.lost = lost_part(earlier, now, recovery);
            let most = most(large_firm);
            if large_firm.scale > most {
                large_firm.order *= most / large_firm.scale;
                large_firm.scale = most;
            }
            large_firm.output = large_firm.output.min(most);
        }
        if before > 0.0 {
            market.large_scale[j] *= ordered(large_firms) / before;
        }
    }
}

/// ROUND 2. Firms whose principal customer stops lose what it owes them.
pub fn lose(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.failed.iter().all(|share| *share == 0.0) {
        return;
    }
    for i in 0..BLOCK {
        if !b.lives(i) || b.customer[i] == NOBODY || b.customer[i] & LARGE_FIRM == 0 {
            continue;
        }
        let index = (b.customer[i] & !LARGE_FIRM) as usize;
        let lost = Money::towards_zero(b.due_from_principal[i].real() * ctx.large_firms[index].lost);
        if lost.is_zero() {
            continue;
        }
        b.due_from_principal[i] -= lost;
        out.post_to(index, ctx).lost += lost;
        out.post(b, i, Item::PrincipalLostLargeFirm, lost);
        if b.distress[i] == 0 && lost.real() > ctx.params.estate.chain_loss * monthly_cost(b, i, ctx) {
            b.set_loss_shock_months(i, LOSS_SHOCK_MONTHS);
        }
    }
}

/// ⟂ What large firms that stop owe through the settlement accounts is lost; sellers hear of it this month.
pub fn lose_through_accounts(state: &mut State, setting: &Setting, entries: &mut Entries) {
    let n = setting.norms.sectors;
    let groups = market::groups(n);
    for j in 0..n {
        let mut total = Money::ZERO;
        for large_firm in state.large_firms.iter_mut().filter(|a| a.sector == j && a.lost > 0.0) {
            let lost = large_firm.payable.times(large_firm.lost);
            large_firm.payable -= lost;
            total += lost;
        }
        if !total.is_zero() {
            let abroad = state.settlement.lost(groups, market::large(n, j), total);
            entries.post(Item::LargeFirmSuppliersLost, total);
            entries.post(Item::ImportsLost, abroad);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stops_worked_by_hand() {
        // Half of the large firms' sales fail: the first, with three tenths, wholly; the second, with four
        // tenths, by half.
        let stopped = parts(0.5, &[0.3, 0.4, 0.3]);
        assert!(stopped.iter().zip([1.0, 0.5, 0.0]).all(|(a, b)| (a - b).abs() < 1e-12), "{stopped:?}");
        assert_eq!(parts(1.0, &[1.0]), [1.0]);
    }

    #[test]
    fn what_is_lost_worked_by_hand() {
        // Of debts of 100 a firm that stops wholly pays a fifth: 80 are lost.
        assert!((lost_part(0.0, 1.0, 0.2) - 0.8).abs() < 1e-12);
        // Half had stopped before; half of the rest stops now: half of what is owed, less a fifth.
        assert!((lost_part(0.5, 0.75, 0.2) - 0.4).abs() < 1e-12);
        assert_eq!(lost_part(0.5, 0.5, 0.2), 0.0);
    }
}
