//! The queue for a policy whose budget does not suffice: who comes first, and how far it is served.

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::policy::Queue;
use crate::rng::Purpose;
use crate::state::block::Block;
use crate::terms::Terms;

/// Lengths of a queue, of which each policy with a budget has one a month: whole lengths are served. A power
/// of two, so that a firm's length and its place are on the same side of every cut.
pub const QUEUE: usize = 1024;

/// A firm's place in the queue for a policy this month, in [0, 1).
fn place(policy: usize, b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let draw = |month: i32| {
        ctx.draws.stream(Purpose::Queue, ctx.policy_keys[policy] ^ i64::from(month)).uniform(b.id[i])
    };
    match ctx.scenario.policies[policy].queue {
        Queue::Lottery => draw(ctx.now),
        Queue::FirstCome => first_come(draw(0), usize::from(b.class[i])),
        Queue::Need => by_need(f64::from(b.sales[i]), f64::from(b.normal_sales[i])),
        Queue::Score => by_score(f64::from(b.efficiency[i])),
    }
}

/// The length of the queue in which a firm stands.
pub fn length(policy: usize, b: &Block, i: usize, ctx: &Ctx) -> usize {
    ((place(policy, b, i, ctx) * QUEUE as f64) as usize).min(QUEUE - 1)
}

/// Who files first is served first, and larger firms file sooner: a small firm takes half as long as a micro
/// firm, a medium one a third.
fn first_come(draw: f64, class: usize) -> f64 {
    draw / (1 + class) as f64
}

/// Whose sales have fallen most comes first.
fn by_need(sales: f64, normal: f64) -> f64 {
    (0.5 * sales / normal.max(1.0)).clamp(0.0, 0.999)
}

/// Whose lasting efficiency is highest comes first: what a committee that reads accounts of several years can
/// see.
fn by_score(efficiency: f64) -> f64 {
    (0.5 - efficiency).clamp(0.0, 0.999)
}

/// Whether the budget of a policy suffices for all firms.
pub fn serves_all(policy: usize, ctx: &Ctx) -> bool {
    !ctx.terms.spent_out[policy] && ctx.terms.budget_left[policy].is_none_or(|left| left >= 1.0)
}

/// Whether the budgets of all policies suffice for all firms.
pub fn suffices(terms: &Terms) -> bool {
    terms.spent_out.iter().all(|spent| !spent) && terms.budget_left.iter().flatten().all(|left| *left >= 1.0)
}

/// Whether the budget of a policy suffices for a firm's place in the queue. Until its budget decides, all but
/// those of a spent-out one are served.
#[inline]
pub fn served(policy: usize, b: &Block, i: usize, ctx: &Ctx) -> bool {
    let cut = || ctx.terms.budget_left[policy].is_none_or(|left| place(policy, b, i, ctx) < left);
    ctx.all_served || serves_all(policy, ctx) || !ctx.terms.spent_out[policy] && cut()
}

/// How many lengths of a queue, each with what is asked in it, can be served in full out of what is left, and
/// what that grants. A budget that can't grant anything serves nobody, not even those who stand before the
/// first who asks.
pub fn cut(queue: &[Money], left: Money) -> (usize, Money) {
    let mut granted = Money::ZERO;
    for (length, asked) in queue.iter().enumerate() {
        if granted + *asked > left {
            return (if granted.is_zero() { 0 } else { length }, granted);
        }
        granted += *asked;
    }
    (queue.len(), granted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_is_served_as_far_as_the_budget_goes() {
        let queue = [Money(40), Money(0), Money(50), Money(20)];
        assert_eq!(cut(&queue, Money(110)), (4, Money(110)));
        // Ninety are paid; the next length would take more than is left.
        assert_eq!(cut(&queue, Money(109)), (3, Money(90)));
        assert_eq!(cut(&queue, Money(40)), (2, Money(40)));
        assert_eq!(cut(&queue, Money(39)), (0, Money(0)));
        assert_eq!(cut(&[Money(0), Money(40)], Money(39)), (0, Money(0)));
        assert_eq!(cut(&[Money(0), Money(0)], Money(0)), (2, Money(0)));
    }

    #[test]
    fn places_in_a_queue_worked_by_hand() {
        assert_eq!([0, 1, 2].map(|class| first_come(0.6, class)), [0.6, 0.3, 0.6 / 3.0]);
        assert_eq!(by_need(30.0, 100.0), 0.15);
        assert_eq!(by_need(500.0, 100.0), 0.999);
        assert!(by_score(0.1) < by_score(-0.1));
    }
}
