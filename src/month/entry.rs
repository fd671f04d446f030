//! Entry: how many start, with what.

crate::parameters! {
    /// Parameters of entry and of new firms.
    pub struct Entry : "entry" {
        profit_response = 4.0, 0.0 .. 100.0, "log per margin", "rise of entry with the sector's margin over its normal", Assumed, "with shock_response gives a fall of registrations by about a third in early 2020; prototype 10";
        profit_clip = 0.12, 0.0 .. 1.0, "share of sales", "largest gap of the margin that entrants react to", Assumed, "prototype";
        shock_response = 0.5, 0.0 .. 2.0, "elasticity", "rise of entry with the sector's sales over normal", Assumed, "new registrations of China fell by a third in early 2020; prior range 0-1";
        credit_share = 0.2, 0.0 .. 1.0, "share of entrants", "entrants who start only if a bank lends to them: entry moves with the part of the sums asked for that banks grant, over its normal", Assumed, "entry rises where credit is easier to get (Black and Strahan 2002, Kerr and Nanda 2007), and in a credit shock mostly job creation falls (Mehrotra and Sergeyev 2021); the share is assumed, prior range 0.05-0.4";
        growth = 0.0, -0.5 .. 0.5, "per year", "growth of the stock of firms: births beyond those that make up for closures", Assumed, "zero: a stationary stock; see demand.trend";
        size_factor = 0.55, 0.01 .. 2.0, "ratio", "median headcount of an entrant over the sector's mean headcount to the power one half", Derived, "prototype: lognormal with log mean 0.72";
        size_spread = 1.0, 0.0 .. 2.5, "log", "spread of entrants' headcount", Derived, "prototype 1.25, cap 150";
        size_most = 150.0, 1.0 .. 10000.0, "people", "largest entrant", Assumed, "prototype";
        cash_days = 534, 0.0 .. 2000.0, "days of outgo", "median paid-in cash of an entrant", Derived, "fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
        cash_spread = 0.8, 0.0 .. 2.0, "log", "spread of paid-in cash", Assumed, "prototype";
        efficiency_mean = 0.001, -0.5 .. 0.5, "share of sales", "mean of an entrant's efficiency, which it learns about, against incumbents", Derived, "fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
        efficiency_sd = 0.107, 0.0 .. 0.5, "share of sales", "spread of that efficiency, founder of one person", Derived, "fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
        noise_sd = 0.073, 0.0 .. 0.5, "share of sales", "spread of the passing part of efficiency, five-year-old firm of one person", Assumed, "0.05 for a firm of three; set so that about one firm in eight makes a lasting loss in normal times; prior range 0.01-0.1";
        noise_memory = 0.95, 0.0 .. 0.999, "per month", "autocorrelation of the passing part of efficiency", Assumed, "not identified (prototype)";
        efficiency_size = 0.356, 0.0 .. 1.0, "exponent", "fall of both spreads with headcount: from founding size for the lasting part, from present size for the passing part", Assumed, "larger start-ups fail less (Mata and Portugal 1994, Audretsch and Mahmood 1995); set so that survival by founding size rises as in China's register; prior range 0.2-0.5";
        quarter_sd = 0.13, 0.0 .. 0.5, "share of sales", "spread of the efficiency of a quarter alone (repairs, spoiled goods, a lucky purchase), firm of one person", Assumed, "with it about as many small firms make a loss in a quarter as say so in surveys; prior range 0.05-0.2";
        noise_age = 0.223, 0.0 .. 2.0, "exponent", "fall of that spread with age", Derived, "prototype fit";
    }
}

use crate::math;
use crate::money::Money;
use crate::month::ctx::{Ctx, Setting};
use crate::month::out::{Out, Stock};
use crate::month::tally::{Count, Sums};
use crate::month::{foreign_investment, founding, outgo, paying, rent, strengths};
use crate::rng::{Draws, Purpose, Stream};
use crate::state::block::{Block, Newborn, Record, flag};
use crate::state::ledger::Item;
use crate::state::slots::{BLOCK, FREE, NOBODY};
use crate::state::{EntryState, State};
use crate::terms::Terms;

/// Most births in a month over the normal number: people who could found a firm, and premises for it, do not
/// multiply overnight.
const MOST_BIRTHS: f64 = 10.0;

/// Births of a cell in a month: the normal number, more when margins and sales are above normal and when banks
/// grant more of what they are asked for (`credit_ratio`, over normal).
pub fn births(p: &Entry, normal: f64, margin_gap: f64, sales_ratio: f64, credit_ratio: f64) -> f64 {
    let gap = margin_gap.clamp(-p.profit_clip, p.profit_clip);
    let pull = math::exp(p.profit_response * gap) * math::pow(sales_ratio.clamp(0.1, 3.0), p.shock_response);
    normal * pull.min(MOST_BIRTHS) * (1.0 + p.credit_share * (credit_ratio.clamp(0.0, 2.0) - 1.0))
}

/// ⟂ The end of the month: founders hear which part of the sums asked for banks grant, smoothed over half a year.
pub fn hear_banks(e: &mut EntryState, sums: &Sums, settling: bool) {
    let refused = sums.refused_risk + sums.refused_access + sums.refused_price + sums.refused_capacity;
    let asked = sums.granted + refused;
    if asked > 0.0 {
        let granted = sums.granted / asked;
        e.granted = if e.granted == 0.0 { granted } else { e.granted + (granted - e.granted) / 6.0 };
    }
    if settling {
        e.normal_granted = e.granted;
    }
}

/// The identity of an entrant: from month, cell and ordinal, so that it is the same firm in every arm.
pub fn identity(month: i32, cell: usize, ordinal: u32) -> u64 {
    ((month as u64) << 48) | ((cell as u64) << 32) | u64::from(ordinal)
}

/// ⟂ How many firms are born, and where: each goes to its home block, or to the next that has a free slot.
pub fn enter(state: &mut State, setting: &Setting, terms: &Terms, fate: &Out) {
    let p = &setting.scenario.params.entry;
    let norms = setting.norms;
    let now = state.now;
    let stream = setting.draws.stream(Purpose::Entry, i64::from(now.0));
    let homes = setting.draws.stream(Purpose::Identity, 0);
    let by_sector = fate.tally.dimension("sector");
    let EntryState { granted, normal_granted, .. } = state.entry;
    let credit_ratio = if normal_granted > 0.0 { granted / normal_granted } else { 1.0 };
    for s in 0..norms.sectors {
        if !setting.scenario.economy.sectors[s].has_firms {
            continue;
        }
        let sales = by_sector[s][Count::Sales as usize] as f64;
        let margin = if sales > 0.0 { fate.profit[s] / sales } else { 0.0 };
        let e = &mut state.entry;
        let normal = e.normal_sales[s] * state.market.trend;
        state.market.common_loss[s] =
            if normal > 0.0 { (e.normal_margin[s] - fate.profit[s] / normal).max(0.0) } else { 0.0 };
        let lasted = &mut state.market.shocked_months[s];
        *lasted = if terms.shocked[s] { *lasted + 1.0 } else { (*lasted - 1.0).max(0.0) };
        let e = &mut state.entry;
        e.margin[s] += (margin - e.margin[s]) / 6.0;
        e.sales[s] += (sales - e.sales[s]) / 3.0;
        let ratio = if e.normal_sales[s] > 0.0 { e.sales[s] / e.normal_sales[s] } else { 1.0 };
        for r in 0..norms.regions {
            let cell = norms.cell(s, r);
            let e = &mut state.entry;
            e.exits[cell] += (f64::from(fate.exits[cell]) - e.exits[cell]) / 24.0;
            let gap = e.margin[s] - e.normal_margin[s];
            let usual = births(p, e.normal[cell], gap, ratio, credit_ratio);
            let scenario = setting.scenario;
            let more = founding::births(
                &scenario.params.founding,
                terms.founding[cell],
                &scenario.economy,
                norms,
                cell,
            );
            let draw = stream.uniform(cell as u64);
            let [number, anyway] = [usual * more, usual].map(|rate| whole_number(rate, draw));
            for ordinal in 0..number {
                let id = identity(now.0, cell, ordinal);
                let newborn = Newborn { id, sector: s as u8, region: r as u8, marginal: ordinal >= anyway };
                send(&mut state.blocks, newborn, homes.bits(id));
            }
        }
    }
}

/// A whole number next to the rate, whose mean is the rate.
fn whole_number(rate: f64, draw: f64) -> u32 {
    rate.floor() as u32 + u32::from(draw < rate - rate.floor())
}

fn send(blocks: &mut Vec<Block>, newborn: Newborn, home: u64) {
    let number = blocks.len();
    let home = (home % number as u64) as usize;
    let free = (home..number).chain(0..home).find(|k| (blocks[*k].alive as usize) < BLOCK);
    let index = free.unwrap_or_else(|| {
        blocks.push(Block::empty());
        number
    });
    blocks[index].alive += 1;
    blocks[index].newborns.push(newborn);
}

/// After ROUND 4. New firms take the free slots of their block and trade from next month. Capital is paid in,
/// and what founding costs, premises, equipment and first inputs are paid for with part of it.
pub fn arrive(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let mut slot = 0;
    for newborn in std::mem::take(&mut b.newborns) {
        slot += b.sector[slot..]
            .iter()
            .position(|sector| *sector == FREE)
            .expect("a block that is not full has a free slot");
        let mut record = record(newborn, ctx);
        let cell = ctx.norms.cell(usize::from(record.sector), usize::from(record.region));
        let cost = |left| {
            let p = &ctx.params.founding;
            Money::round(founding::cost(p, left, ctx.norms.wage[cell], f64::from(record.rent)))
        };
        let [cost, usual_cost] = [cost(ctx.terms.founding[cell]), cost(founding::USUAL)];
        // The same is paid in: what founders are spared they have as cash.
        record.cash += usual_cost - cost;
        b.put(slot, &record);
        b.scratch.request[slot] = Money::ZERO;
        b.scratch.research[slot] = 0.0;
        b.scratch.edge[slot] = 0.0;
        let goods = Money::round(f64::from(record.fixed_assets) + f64::from(record.inputs));
        let capital = foreign_investment::paid_in(&ctx.params.foreign_investment, record.id, ctx.draws);
        out.post(b, slot, capital, record.cash + goods + cost);
        out.post(b, slot, Item::Equipment, goods + cost);
        out.tally.born(b, slot, ctx);
        out.stocks[Stock::Cash as usize] += record.cash;
        out.next_orders[usize::from(record.sector)] += f64::from(record.order);
    }
}

/// A new firm: every trait is drawn by its own key.
fn record(newborn: Newborn, ctx: &Ctx) -> Record {
    let Newborn { id, sector: s, region: r, marginal } = newborn;
    let (setting, p, norms, now) = (ctx.setting, ctx.params, ctx.norms, ctx.now);
    let (s, r) = (usize::from(s), usize::from(r));
    let sector = &setting.scenario.economy.sectors[s];
    let cell = norms.cell(s, r);
    let normal = |purpose: Purpose| setting.draws.stream(purpose, 0).normal(id);
    let e = &p.entry;
    let (smaller, less_able) =
        if marginal { (p.founding.marginal_size, p.founding.marginal_efficiency) } else { (1.0, 0.0) };
    let median = e.size_factor * sector.mean_size.sqrt() * smaller;
    let size = (median * math::exp(e.size_spread * normal(Purpose::EntrySize))).min(e.size_most);
    let headcount = size.round().max(1.0);
    let sales = size.max(0.9) * norms.productivity[cell];
    let rent = rent::agreed(sector.fixed_share, sales);
    let outgo = outgo::monthly(headcount, norms.wage[cell], rent, 0.0, 0.0);
    let narrow = spread_by_size(e, headcount);
    let efficiency =
        e.efficiency_mean + less_able + e.efficiency_sd * narrow * normal(Purpose::EntryEfficiency);
    let noise = e.noise_sd * narrow * noise_by_age(e, 0.0) * normal(Purpose::Efficiency);
    let mut record = Record {
        id,
        born: now,
        sector: s as u8,
        region: r as u8,
        headcount: headcount as u32,
        ..Record::EMPTY
    };
    record.efficiency = efficiency as f32;
    record.noise = noise as f32;
    record.quarter = (e.quarter_sd * narrow * quarters(setting.draws, now).normal(id)) as f32;
    // It charges what others charge, and plans for the quantity that its appeal brings at that price.
    let price = ctx.market.small_price[s] as f32;
    record.price = price;
    let price = f64::from(price);
    let log_price = if price == 1.0 { 0.0 } else { math::ln(price) };
    let appeal = math::ln((sales * price / ctx.cells[cell].orders_per_weight.max(1e-9)).max(1e-9))
        + (p.demand.price_elasticity - 1.0) * log_price;
    record.appeal = appeal as f32;
    record.expected = sales as f32;
    record.sales = sales as f32;
    record.normal_sales = sales as f32;
    record.profit = (sector.margin * sales) as f32;
    record.inputs = (norms.material[s] * sales * p.production.input_months) as f32;
    record.order = (norms.material[s] * sales) as f32;
    record.buffer_days = buffer_days(id, s, setting) as f32;
    record.fixed_assets = (sector.capital_ratio * 12.0 * sales) as f32;
    record.rent = rent as f32;
    record.owner_wealth = (p.owner.wealth_months * outgo) as f32;
    record.cash =
        Money::round(e.cash_days / 30.0 * math::exp(e.cash_spread * normal(Purpose::EntryCash)) * outgo);
    record.customer = NOBODY;
    settle_identity(&mut record, setting, ctx.banks);
    record.strengths = record.class;
    strengths::born(&mut record, ctx);
    record
}

/// The cash an owner aims at: a trait of the firm for life.
pub fn buffer_days(id: u64, sector: usize, setting: &Setting) -> f64 {
    let o = &setting.scenario.params.owner;
    o.buffer_days
        * setting.norms.buffer_factor[sector]
        * math::exp(o.buffer_sd * setting.draws.stream(Purpose::EntryBuffer, 0).normal(id))
}

/// What follows from identity and size: legal class, bank, whether it exports and pays contributions.
pub fn settle_identity(record: &mut Record, setting: &Setting, banks: &[crate::state::Bank]) {
    let economy = &setting.scenario.economy;
    let s = usize::from(record.sector);
    let yearly = f64::from(record.normal_sales) * 12.0 / economy.minor_per_major;
    let people = f64::from(record.headcount);
    record.class = economy.size_class(s, people, yearly).min(2) as u8;
    let kinds = setting.draws.stream(Purpose::EntryKind, 0);
    let t = &setting.scenario.params.tax;
    let formal = [t.formal_micro, t.formal_small, t.formal_medium][usize::from(record.class)];
    if kinds.uniform(record.id) < formal {
        record.flags |= flag::FORMAL;
    }
    if kinds.uniform(record.id ^ 0x5555) < economy.sectors[s].exporter_share {
        record.flags |= flag::EXPORTER;
    }
    if setting.draws.stream(Purpose::Need, 0).uniform(record.id) < setting.scenario.params.credit.need_share {
        record.flags |= flag::USES_CREDIT;
    }
    record.habit = paying::habit(record.id, setting.draws);
    record.bank_draw = (setting.draws.stream(Purpose::Access, 0).uniform(record.id) * 256.0) as u8;
    record.bank = bank(banks, people, setting, setting.draws.stream(Purpose::Bank, 0).uniform(record.id));
}

/// The bank of a firm: by market share, and by what firms of its size prefer.
fn bank(banks: &[crate::state::Bank], people: f64, setting: &Setting, draw: f64) -> u8 {
    let kinds = &setting.scenario.economy.banks;
    let taste: Vec<f64> = kinds
        .iter()
        .map(|kind| kind.loan_share / f64::from(kind.count) * math::pow(people / 10.0, kind.size_taste))
        .collect();
    let mut left = draw * banks.iter().map(|bank| taste[bank.kind]).sum::<f64>();
    let chosen = banks.iter().position(|bank| {
        left -= taste[bank.kind];
        left < 0.0
    });
    chosen.unwrap_or(banks.len() - 1) as u8
}

/// Spread of the passing part of efficiency over that of a five-year-old firm.
pub fn noise_by_age(p: &Entry, age_years: f64) -> f64 {
    math::pow((1.0 + age_years) / 6.0, -p.noise_age)
}

/// Spread of efficiency over that of a firm of one person: what one person gets wrong, others notice.
pub fn spread_by_size(p: &Entry, people: f64) -> f64 {
    math::pow(people, -p.efficiency_size)
}

/// Lots of the quarter of a month.
fn quarters(draws: Draws, now: i32) -> Stream {
    draws.stream(Purpose::Quarter, i64::from(now.div_euclid(3)))
}

/// ROUND 1. The passing part of efficiency moves, that of a quarter is drawn when it begins; once a year the
/// legal size class is set anew.
pub fn learn(b: &mut Block, ctx: &Ctx) {
    let e = &ctx.params.entry;
    let draws = ctx.draws.stream(Purpose::Efficiency, i64::from(ctx.now));
    let quarters = quarters(ctx.draws, ctx.now);
    let begins = ctx.now.rem_euclid(3) == 0;
    let fresh = (1.0 - e.noise_memory * e.noise_memory).sqrt() * e.noise_sd;
    let january = ctx.now.rem_euclid(12) == 0;
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let tables = &ctx.norms.tables;
        let narrow = tables.at_size(b.headcount[i]).noise;
        let sd = fresh * tables.at_age(b.age(i, ctx.now)).noise * narrow;
        if begins {
            b.quarter[i] = (e.quarter_sd * narrow * quarters.normal(b.id[i])) as f32;
        }
        b.noise[i] = (e.noise_memory * f64::from(b.noise[i]) + sd * draws.normal(b.id[i])) as f32;
        if january {
            let yearly = f64::from(b.normal_sales[i]) * 12.0 / ctx.scenario.economy.minor_per_major;
            b.class[i] = ctx
                .scenario
                .economy
                .size_class(usize::from(b.sector[i]), f64::from(b.headcount[i]), yearly)
                .min(2) as u8;
        }
    }
}

/// Normal births of a month: closures are made up for, the stock grows, and the number of firms is steered
/// back to its aim over two years.
fn normal_births(exits: f64, floor: f64, stock: f64, monthly_growth: f64, alive: f64) -> f64 {
    ((exits + monthly_growth * stock).max(floor) + (stock - alive) / 24.0).max(0.0)
}

/// While burning in, normal births follow what happens. A crude start sees few closures at first; births then
/// stay near what the pack's ages imply, or those years would be missing from the ages for ever.
pub fn steer(state: &mut State, firms: &[u32], p: &Entry) {
    let growth = math::monthly_growth(p.growth) - 1.0;
    let e = &mut state.entry;
    for (cell, alive) in firms.iter().enumerate() {
        e.normal[cell] =
            normal_births(e.exits[cell], e.floor[cell], e.stock[cell], growth, f64::from(*alive));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entry_worked_by_hand() {
        let p = Entry { profit_response: 10.0, profit_clip: 0.12, shock_response: 0.5, ..Entry::default() };
        assert_eq!(births(&p, 5.0, 0.0, 1.0, 1.0), 5.0);
        // A margin one point above normal: e^{10·0.01}; sales a quarter below: √0.75.
        assert!((births(&p, 5.0, 0.01, 0.75, 1.0) - 5.0 * 1.105_170_918 * 0.866_025_404).abs() < 1e-6);
        // However costly the margin is to entrants, ten times the normal number is the most.
        assert_eq!(
            births(&Entry { profit_response: 100.0, profit_clip: 1.0, ..p }, 5.0, 1.0, 1.0, 1.0),
            50.0
        );
        // Banks grant half of what is usual, and three in ten founders need them: 5 · 0.85.
        assert!((births(&Entry { credit_share: 0.3, ..p }, 5.0, 0.0, 1.0, 0.5) - 4.25).abs() < 1e-12);
        // Six closures are made up for, one firm in a hundred of 1,200 is added, and of the 24 that are
        // missing one comes back; the floor is lower.
        assert!((normal_births(6.0, 10.0, 1200.0, 0.01, 1176.0) - 19.0).abs() < 1e-12);
        assert_eq!(normal_births(6.0, 10.0, 1200.0, 0.0, 1200.0), 10.0);
        // 4.3 births are five for a draw below 0.3, and four else; those beyond the usual number come because
        // founding costs less.
        assert_eq!([0.2, 0.4].map(|draw| whole_number(4.3, draw)), [5, 4]);
        assert_eq!([0.2, 0.4].map(|draw| whole_number(4.3 * 1.25, draw) - whole_number(4.3, draw)), [1, 1]);
        // A firm of sixteen has half the spread of a firm of one when the exponent is a quarter.
        assert!((spread_by_size(&Entry { efficiency_size: 0.25, ..p }, 16.0) - 0.5).abs() < 1e-12);
        assert_ne!(identity(24_240, 3, 1), identity(24_241, 3, 1));
        assert_ne!(identity(24_240, 3, 1), identity(24_240, 4, 1));
    }
}
