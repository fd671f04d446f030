//! Clusters: firms of one trade in one place, who share suppliers, services and knowledge, and shocks.
//!
//! A cluster is the member firms of a sector and region. Who is a member is drawn at random, at the start or
//! at birth, in sectors that do research; newborn firms are drawn to clusters. A member saves a little against
//! other firms of its trade by shared suppliers and services ([`crate::month::strengths`]), innovations are more
//! likely ([`crate::month::innovation`]), and members share shocks: a common one moves their weight in the market
//! against the other firms of the place. A programme serves members and brings in more.
//!
//! What clusters do to survival is contested. Start-ups of strong clusters in the USA live longer and grow (Delgado,
//! Porter and Stern 2010); Canadian textile plants of clusters are neither less likely to close nor quicker to adapt
//! (Behrens, Boualam and Martin 2020); within a mile density raises closures in Texas (De Silva and McComb 2012);
//! entrepreneurs of Italian industrial districts became 5-8% fewer after 2008 than elsewhere (Brunello and Langella
//! 2016); Chinese counties with clusters lost fewer entrants in 2020 (Dai and others 2021).

crate::parameters! {
    /// Parameters of clusters.
    pub struct Cluster : "cluster" {
        share = 0.08, 0.0 .. 1.0, "share of firms", "members among the firms of sectors that have clusters", Assumed, "the first hundred national clusters have 31,000 firms, less than one per cent of those in industry; provinces list over ten times as many clusters; prior range 0.02-0.2";
        research = 0.15, 0.0 .. 1.0, "share of medium firms", "firms that do research in a sector that has clusters, at least", Assumed, "leaves industry and software in, trade and most services out";
        saving = 0.003, 0.0 .. 0.1, "share of sales", "fall of cost of a member against other firms of its trade: shared suppliers and services", Assumed, "prior range 0-0.01";
        entrants = 1.2, 0.0 .. 5.0, "ratio", "share of members among newborn firms over the share among all", Assumed, "start-ups are drawn to clusters (Delgado, Porter and Stern 2010); in the USA shoe industry that, not better survival, kept clusters alive (Sorenson and Audia 2000); prior range 1-1.5";
        shock_sd = 0.03, 0.0 .. 1.0, "log", "standard deviation of the common shock to the market weight of a cluster's members", Assumed, "districts of Italy lost 5-8% more entrepreneurs in a slump (Brunello and Langella 2016); prior range 0-0.15";
        shock_memory = 0.8, 0.0 .. 0.99, "per month", "autocorrelation of that shock", Assumed, "prior range 0.5-0.95";
    }
}

use crate::economy::norms::Norms;
use crate::math;
use crate::money::Money;
use crate::month::ctx::{Ctx, Setting};
use crate::month::model::Scenario;
use crate::month::out::Out;
use crate::rng::{Draws, Purpose};
use crate::state::block::{Block, Record, flag};
use crate::state::ledger::Item;
use crate::state::slots::BLOCK;
use crate::units::Month;

/// Months after which a shock is forgotten.
const REACH: i32 = 60;

/// Whether a firm is a member at the start, or at birth.
pub fn begin(record: &mut Record, now: i32, setting: &Setting) {
    let p = &setting.scenario.params.cluster;
    let research = setting.scenario.economy.sectors[usize::from(record.sector)].research;
    let share = if record.born == now { p.share * p.entrants } else { p.share };
    let member = research > 0.0
        && research >= p.research
        && setting.draws.stream(Purpose::ClusterMember, 0).uniform(record.id) < share;
    record.flags = if member { record.flags | flag::CLUSTER } else { record.flags & !flag::CLUSTER };
}

/// The common shock of a month out of the news of this month and the ones before, latest first: of standard
/// deviation one after some time.
fn common(memory: f64, news: impl Iterator<Item = f64>) -> f64 {
    let mut kept = (1.0 - memory * memory).sqrt();
    let mut sum = 0.0;
    for piece in news {
        sum += kept * piece;
        kept *= memory;
    }
    sum
}

/// Factors of members' weight in the market this month, by cell; empty without shocks. The shock builds up
/// from the start of the scenario.
pub fn shocks(scenario: &Scenario, norms: &Norms, month: Month, draws: Option<Draws>) -> Vec<f64> {
    let p = &scenario.params.cluster;
    let Some(draws) = draws.filter(|_| p.shock_sd > 0.0) else { return Vec::new() };
    let first = scenario.start.0.max(month.0 - REACH);
    let of_cell = |cell: usize| {
        let news = (first..=month.0)
            .rev()
            .map(|now| draws.stream(Purpose::ClusterShock, i64::from(now)).normal(cell as u64));
        math::exp(p.shock_sd * common(p.shock_memory, news) - 0.5 * p.shock_sd * p.shock_sd)
    };
    (0..norms.sectors * norms.regions).map(of_cell).collect()
}

/// Factor of the weight of a firm in its market by the shock that its cluster shares.
#[inline]
pub fn tilt(b: &Block, i: usize, cell: usize, ctx: &Ctx) -> f64 {
    if ctx.terms.cluster_shocks.is_empty() || !b.has(i, flag::CLUSTER) {
        1.0
    } else {
        ctx.terms.cluster_shocks[cell]
    }
}

/// What a list by cell says for a member, zero for others and where there is no list.
#[inline]
fn of_member(list: &[f64], b: &Block, i: usize, ctx: &Ctx) -> f64 {
    if list.is_empty() || !b.has(i, flag::CLUSTER) {
        return 0.0;
    }
    list[ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]))]
}

/// What services that a programme shares save a member, as efficiency.
#[inline]
pub fn services(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    of_member(&ctx.terms.cluster_services, b, i, ctx)
}

/// By how much a programme makes an innovation of a member more likely.
#[inline]
pub fn knowledge(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    of_member(&ctx.terms.cluster_knowledge, b, i, ctx)
}

/// ROUND 4. Programmes serve their members, at a cost per worker, and more firms join.
pub fn serve(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    for offer in &ctx.terms.clusters {
        let what = &offer.what;
        let cost = Money::round(what.cost);
        let joins =
            ctx.draws.stream(Purpose::ClusterJoin, ctx.policy_keys[offer.policy] ^ i64::from(ctx.now));
        for i in 0..BLOCK {
            if !b.lives(i) || b.has(i, flag::DORMANT) {
                continue;
            }
            if !what.cells[ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]))] {
                continue;
            }
            if b.has(i, flag::CLUSTER) {
                out.entries.post(Item::Programmes, cost);
                out.policies[offer.policy].paid += cost;
            } else if what.joining > 0.0 && joins.uniform(b.id[i]) < what.joining / 12.0 {
                b.mark(i, flag::CLUSTER, true);
                b.set_joined(i, 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_shock_worked_by_hand() {
        // News of one this month and none before; then two months of it.
        assert!((common(0.6, [1.0, 0.0].into_iter()) - 0.8).abs() < 1e-12);
        assert!((common(0.6, [1.0, 1.0].into_iter()) - 0.8 * 1.6).abs() < 1e-12);
        // Variances 0.64 · (1 + 0.36 + 0.36² + …) come to one.
        let variance: f64 =
            (0..60).map(|k| common(0.6, (0..60).map(|n| f64::from(u8::from(n == k)))).powi(2)).sum();
        assert!((variance - 1.0).abs() < 1e-9);
    }
}
