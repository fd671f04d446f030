//! Strengths: how firms differ from the start, and what it saves them against the others of their trade.
//!
//! Digital level, quality, skill of the staff and membership in a cluster lower or raise a firm's input cost by how
//! far it is from the mean of its sector and size class, weighted by sales: what one gains its rivals lose, so that
//! the trade as a whole stays as it is fitted, in normal times and when all firms move. So does what firms spend on
//! steps up of their own accord: it is part of the normal cost of the trade, and who spends nothing this month saves
//! its mean. What a policy has brought forward is left out of these means: it lowers the cost of the country. Each strength has a file that says what it
//! does, what it costs and how firms come by it. Where nobody has any of it nothing here moves a bit.
//!
//! In every sector a level saves the same share of sales.

use crate::month::ctx::{Ctx, Setting};
use crate::month::out::Out;
use crate::month::params::Params;
use crate::month::tally::Sums;
use crate::month::upgrade::Lots;
use crate::month::{cluster, digital, quality, skills};
use crate::state::State;
use crate::state::block::{Block, Record, flag};
use crate::state::slots::BLOCK;
use crate::terms::Terms;
use crate::terms::strength::{CLASSES, KINDS, Means, Strength};

/// The strengths with which a firm starts.
pub fn begin(record: &mut Record, now: i32, setting: &Setting) {
    record.strengths = record.class;
    digital::begin(record, None, setting);
    cluster::begin(record, now, setting);
    quality::begin(record, now, setting);
    skills::begin(record, setting);
}

/// The strengths with which a firm is born: on the digital level that its trade is on by then.
pub fn born(record: &mut Record, ctx: &Ctx) {
    begin(record, ctx.now, ctx.setting);
    let means = ctx.terms.strengths.of_class(usize::from(record.sector), record.class);
    digital::begin(record, Some(means[Strength::Digital as usize]), ctx.setting);
}

/// What a firm has of each strength without what policy has brought forward.
#[inline]
fn own(b: &Block, i: usize) -> [i64; KINDS] {
    let mut own = [0; KINDS];
    own[Strength::Digital as usize] = i64::from(digital::own_level(b, i));
    own[Strength::Quality as usize] = i64::from(b.quality(i)) - i64::from(improved_early(b, i));
    own[Strength::Skill as usize] = i64::from(b.skill(i)) - i64::from(b.skill_lead(i));
    own[Strength::Cluster as usize] = i64::from(b.has(i, flag::CLUSTER)) - i64::from(b.joined(i));
    own
}

/// One for a firm whose quality has risen with a certificate that a policy brought forward.
#[inline]
fn improved_early(b: &Block, i: usize) -> u8 {
    b.improved(i) & b.certified_early(i)
}

/// What a step of its own that is under way costs a firm, minor units.
#[inline]
fn under_way(b: &Block, i: usize, ctx: &Ctx) -> i64 {
    let own = b.digital_left(i) > 0 && b.digital_lead(i) == 0;
    if own { (ctx.params.digital.dip * f64::from(b.normal_sales[i])) as i64 } else { 0 }
}

/// ROUND 1. What the firms of each sector and size class have of each strength.
pub fn look(b: &Block, ctx: &Ctx, out: &mut Out) {
    for i in 0..BLOCK {
        if !b.lives(i) || b.has(i, flag::DORMANT) {
            continue;
        }
        let at =
            (usize::from(b.sector[i]) * CLASSES + usize::from(b.class[i]).min(CLASSES - 1)) * (1 + KINDS);
        let sales = b.normal_sales[i] as i64;
        let sums = out.strengths[at..].first_chunk_mut::<{ 1 + KINDS }>().expect("a place for each class");
        let own = own(b, i);
        sums[0] += sales;
        for kind in 0..KINDS {
            sums[1 + kind] += own[kind] * sales;
        }
        sums[1 + Strength::Costs as usize] += under_way(b, i, ctx);
    }
    digital::look(b, ctx, out);
}

/// ⟂ The means, against which firms stand this month.
pub fn compare(state: &State, params: &Params, terms: &mut Terms, market: &Out) {
    let p = params;
    let weights = [p.digital.gain, p.quality.saving, p.skills.gain, p.cluster.saving, -1.0];
    terms.strengths = Means::of(&market.strengths, &state.upgrade_costs, weights);
}

/// ⟂ What steps up cost is remembered as a mean of about a year: in a small trade few months have any.
pub fn remember(state: &mut State, fate: &Out) {
    state.upgrade_costs.resize(fate.upgrade_costs.len(), 0);
    for (mean, now) in state.upgrade_costs.iter_mut().zip(&fate.upgrade_costs) {
        *mean += (now - *mean) / 12;
    }
}

/// ROUND 2, first. Where each firm stands against the others of its trade, as efficiency; with what closed orders
/// bring it, see [`crate::month::competition`].
pub fn stand(b: &mut Block, ctx: &Ctx) {
    let p = ctx.params;
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let sector = usize::from(b.sector[i]);
        let saved = digital::saved(&p.digital, b, i)
            + p.quality.saving * f64::from(b.quality(i))
            + p.skills.gain * f64::from(b.skill(i))
            + p.cluster.saving * f64::from(u8::from(b.has(i, flag::CLUSTER)))
            - ctx.terms.strengths.usual(sector, b.class[i])
            + ctx.cells[ctx.norms.cell(sector, usize::from(b.region[i]))].insider_gains
                [usize::from(b.scratch.market_weight[i].is_sign_negative())];
        b.scratch.edge[i] = (saved / ctx.sectors[sector].efficiency_scale.max(0.1)) as f32;
    }
}

/// ROUND 3. Firms that mean to take a step file for their subsidies, where a budget must be shared out.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let t = ctx.terms;
    if t.digital.is_empty() && t.certificates.is_empty() && t.courses.is_empty() {
        return;
    }
    let lots = Lots::of(ctx);
    let (digital, quality, skills) =
        (digital::Month::of(ctx), quality::Month::of(ctx), skills::Month::of(ctx));
    for i in 0..BLOCK {
        if b.lives(i) && !b.has(i, flag::DORMANT) {
            digital.file(b, i, &lots, ctx, out);
            quality.file(b, i, &lots, ctx, out);
            skills.file(b, i, &lots, ctx, out);
        }
    }
}

/// ROUND 4. Firms step up, and lose what they had.
pub fn step(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let lots = Lots::of(ctx);
    let (digital, quality, skills) =
        (digital::Month::of(ctx), quality::Month::of(ctx), skills::Month::of(ctx));
    for i in 0..BLOCK {
        if b.lives(i) && !b.has(i, flag::DORMANT) {
            let [step, certificate, course, turnover] = lots.pieces(b.id[i]);
            digital.step(b, i, step, &lots, ctx, out);
            quality.step(b, i, certificate, &lots, ctx, out);
            skills.step(b, i, [course, turnover], &lots, ctx, out);
        }
    }
    cluster::serve(b, ctx, out);
}

/// How many firms that are not dormant have any of each strength: a pass of its own over a few bytes.
pub fn count(b: &Block, sums: &mut Sums) {
    let mut have = [0u32; 6];
    for i in 0..BLOCK {
        let trades = b.lives(i) & !b.has(i, flag::DORMANT);
        let has = [
            b.innovations(i) > 0,
            b.digital_level(i) > 0,
            b.certified(i) > 0,
            b.skill(i) > 0,
            b.has(i, flag::CLUSTER),
            b.has(i, flag::EXPORTER),
        ];
        have.iter_mut().zip(has).for_each(|(sum, has)| *sum += u32::from(trades & has));
    }
    let [innovating, digital, certified, trained, members, exporters] = have.map(f64::from);
    sums.innovating += innovating;
    sums.digital_firms += digital;
    sums.certified += certified;
    sums.trained += trained;
    sums.cluster_members += members;
    sums.exporters += exporters;
}

/// What policy has brought forward saves a firm, share of sales: it is not in the prices of its trade yet.
#[inline]
pub fn brought_forward(b: &Block, i: usize, p: &Params) -> f64 {
    p.digital.gain * f64::from(digital::level(b, i) - digital::own_level(b, i).min(digital::level(b, i)))
        + p.quality.saving * f64::from(improved_early(b, i))
        + p.skills.gain * f64::from(b.skill_lead(i))
        + p.cluster.saving * f64::from(b.joined(i))
}

/// Efficiency of a firm this month: its own, by its strengths, and by what a programme saves.
#[inline]
pub fn efficiency(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    f64::from(b.efficiency[i] + b.noise[i] + b.quarter[i])
        + f64::from(b.scratch.edge[i])
        + cluster::services(b, i, ctx)
}
