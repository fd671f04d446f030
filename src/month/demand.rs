//! Demand: how much of each market there is, and which firm gets it.

crate::parameters! {
    /// Parameters of the demand for a firm's goods.
    pub struct Demand : "demand" {
        price_elasticity = 3.0, 1.0 .. 10.0, "ratio", "elasticity of a firm's market share to its relative price (epsilon)", Assumed, "mark-ups of 1.3-1.5 imply 3-4; prior range 2-6";
        volatility = 0.311, 0.0 .. 2.0, "per year", "standard deviation of the yearly change of log appeal of a firm of ten people, five years old", Derived, "prototype fit to job creation and exits, US BDS 2010-19";
        volatility_size = 0.17, 0.0 .. 0.5, "exponent", "fall of that standard deviation with size (beta)", Derived, "0.14-0.22 in Stanley et al. 1996 and later work on China; prototype 0.126";
        volatility_age = 0.193, 0.0 .. 1.0, "exponent", "fall of that standard deviation with age (nu)", Derived, "prototype fit to BDS job creation by age";
        volatility_floor = 0.06, 0.0 .. 1.0, "per year", "smallest standard deviation of the yearly change of log appeal", Assumed, "large old firms still vary; prior range 0.02-0.1";
        jumps_a_year = 1.0, 0.1 .. 12.0, "per year", "how often appeal jumps; few jumps keep yearly growth tent-shaped (Laplace)", Derived, "yearly growth of sales is tent-shaped; two a year give too normal a year once sales are summed over it";
        young_growth = 0.2, -1.0 .. 1.0, "per year", "extra growth of log appeal at birth", Derived, "prototype fit: cohort jobs after five years 0.90, BDS";
        young_years = 3.83, 0.1 .. 30.0, "years", "time over which the extra growth of the young fades", Derived, "prototype fit, BDS";
        transient_sd = 0.2, 0.0 .. 1.0, "log", "standard deviation of the passing part of demand, firm of ten people", Assumed, "month-to-month noise of small firms' receipts; prior range 0.1-0.3";
        transient_memory = 0.75, 0.0 .. 0.99, "per month", "autocorrelation of the passing part of demand", Assumed, "prior range 0.5-0.9";
        final_elasticity = 0.8, 0.0 .. 3.0, "ratio", "elasticity of real final demand to the price of a sector", Assumed, "between fixed budgets (1) and fixed quantities (0); prior range 0.4-1";
        export_elasticity = 0.6, 0.0 .. 3.0, "ratio", "elasticity of export demand to the value of the home currency: a loss of value raises exports", Assumed, "about 0.3 within a year and up to one later in cross-country estimates (Leigh et al. 2015, from memory); prior range 0.3-1.2";
        trend = 0.0, -0.5 .. 0.5, "per year", "growth of final demand", Assumed, "zero: a stationary economy; a pack whose stock of firms grows sets it to the same rate, so that firms keep their size";
        recapture = 0.5, 0.0 .. 1.0, "share", "part of a dead small firm's demand that other small firms take over at once; the rest goes to large firms and comes back slowly", Assumed, "prior range 0.3-0.8";
        recapture_months = 24.0, 1.0 .. 240.0, "months", "time in which the lost part of the market returns to small firms", Assumed, "prior range 12-36";
    }
}

use crate::math;
use crate::month::accounts::Accounts;
use crate::month::basket::{self, Baskets};
use crate::month::ctx::{Ctx, Setting};
use crate::month::households::Households;
use crate::month::out::Out;
use crate::month::price;
use crate::month::{cluster, competition, foreign_trade, producers, quality};
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::market::{self, Final};
use crate::state::slots::{BLOCK, LARGE_FIRM, NOBODY};
use crate::state::{Producer, State};
use crate::terms::Terms;

/// Standard deviation of the yearly change of log appeal: falls with size and age, never below the floor.
/// `size_power` is `(n/10)^−β`; `age_years` from birth.
pub fn yearly_sd(p: &Demand, size_power: f64, age_power: f64, volatility: f64) -> f64 {
    (p.volatility * volatility * size_power * age_power).max(p.volatility_floor)
}

/// `((1+a)/6)^−ν`: one at five years.
pub fn age_power(p: &Demand, age_years: f64) -> f64 {
    math::pow((1.0 + age_years) / 6.0, -p.volatility_age)
}

/// Extra growth of the young, a year.
pub fn young_growth(p: &Demand, age_years: f64) -> f64 {
    p.young_growth * math::exp(-age_years / p.young_years)
}

/// The monthly step of log appeal without its jump: growth of the young less the drift that keeps the mean
/// share constant.
pub fn drift(young_growth: f64, sd: f64) -> f64 {
    (young_growth - 0.5 * sd * sd) / 12.0
}

/// Bound of log appeal, far outside what firms reach with sensible parameters: weights must stay finite with
/// any.
const MOST_APPEAL: f64 = 60.0;

/// What a firm keeps of its orders for what others of its sector and region do not bear: foreign demand of
/// exporters, a principal customer that failed.
fn tilt(b: &Block, i: usize, sector: usize, cell: usize, ctx: &Ctx) -> f64 {
    let mut tilt = foreign_trade::tilt(b, i, sector, cell, ctx);
    if b.customer[i] != NOBODY && b.customer[i] & LARGE_FIRM != 0 {
        let stopped = ctx.large_firms[(b.customer[i] & !LARGE_FIRM) as usize].stopped;
        if stopped > 0.0 {
            tilt *= 1.0 - ctx.sectors[sector].principal_share * stopped;
        }
    }
    tilt * cluster::tilt(b, i, cell, ctx)
}

/// ROUND 1. Appeal jumps now and then, transient demand decays; the firm's weight in its market is `e^(q+u)
/// p^(1−ε)`.
pub fn appeal(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.demand;
    let jump_chance = p.jumps_a_year / 12.0;
    let jump_scale = 1.0 / p.jumps_a_year.sqrt();
    let memory = p.transient_memory;
    let fresh = (1.0 - memory * memory).sqrt() * p.transient_sd;
    let now = i64::from(ctx.now);
    let jumps = ctx.draws.stream(Purpose::Jump, now);
    let sizes = ctx.draws.stream(Purpose::JumpSize, now);
    let transients = ctx.draws.stream(Purpose::Transient, now);
    let premiums = price::Premiums::of(b, ctx);
    let [better, better_by] = quality::Appeals::of(&ctx.params.quality);
    let lots = competition::Lots::of(ctx);
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        if b.has(i, flag::DORMANT) {
            // No customer comes, and what customers think of the firm stays as it was.
            b.scratch.market_weight[i] = 0.0;
            continue;
        }
        let id = b.id[i];
        let sector = usize::from(b.sector[i]);
        let age = ctx.norms.tables.at_age(b.age(i, ctx.now));
        let size_power = ctx.norms.tables.at_size(b.headcount[i]).volatility;
        let sd = yearly_sd(p, size_power, age.volatility, ctx.sectors[sector].volatility);
        let mut q = f64::from(b.appeal[i]) + drift(age.growth, sd);
        if jumps.uniform(id) < jump_chance {
            q += sd * jump_scale * sizes.laplace(id);
        }
        let u = memory * f64::from(b.transient[i])
            + fresh * ctx.sectors[sector].dispersion * transients.normal(id);
        let q = q.clamp(-MOST_APPEAL, MOST_APPEAL);
        b.appeal[i] = q as f32;
        b.transient[i] = u as f32;
        let price = f64::from(b.price[i]);
        // What the small firms of a cell hold against large ones goes by who is there, not by what it charges: large
        // firms pay more for inputs and wages too. Its price and quality decide what a firm gets of that.
        let presence = math::exp(q + u);
        let weight = if price == 1.0 {
            presence * better_by.of_firm(b, i)
        } else {
            let log_price = math::ln(price);
            let mut log = (1.0 - p.price_elasticity) * log_price + better.of_firm(b, i);
            if !ctx.terms.premiums.is_empty() {
                log += price::accepted(p.price_elasticity, premiums.of_firm(i), price, log_price);
            }
            presence * math::exp(log)
        };
        let cell = ctx.norms.cell(sector, usize::from(b.region[i]));
        let tilted = weight * tilt(b, i, sector, cell, ctx);
        // The sign says who is an insider: as by chance, which a guess at each would get wrong.
        let inside = math::one_if(lots.insider(b, i));
        b.scratch.market_weight[i] = (tilted * (1.0 - 2.0 * inside)) as f32;
        out.weight[cell] += presence;
        out.tilted[cell] += tilted;
        out.insiders[cell] += tilted * inside;
        out.priced[sector] += presence * price;
    }
}

/// Household spending over its normal level, given income over its normal level. However steep the response,
/// nobody spends less than nothing.
fn spending(p: &Households, income: f64) -> f64 {
    (1.0 - p.income_share + p.income_share * (1.0 - p.propensity + p.propensity * income)).max(0.0)
}

/// ⟂ Demand is shared out: final demand by channel with its shocks, and the inputs ordered last month.
pub fn share_out(state: &mut State, setting: &Setting, terms: &Terms, sums: &Out, accounts: &mut Accounts) {
    let norms = setting.norms;
    let p = &setting.scenario.params.demand;
    let hp = &setting.scenario.params.households;
    let cp = &setting.scenario.params.competition;
    let (n, regions) = (norms.sectors, norms.regions);
    let groups = market::groups(n);
    let income =
        if state.households.normal > 0.0 { state.households.smoothed / state.households.normal } else { 1.0 };
    let spending = spending(hp, income);
    let producers = producers::shares(state, n);
    let season = |s: usize| setting.scenario.economy.sectors[s].season[(state.now.month() - 1) as usize];
    let m = &mut state.market;
    m.weight.copy_from_slice(&sums.weight);
    m.demand.fill(0.0);
    let baskets = Baskets::of(&setting.scenario.economy, norms, m, terms);
    // What small firms ordered last month they pay at this month's price.
    let ordered: Vec<f64> = (0..n).map(|j| m.small_orders[j] * m.input_price_moved(j)).collect();
    for j in 0..n {
        m.imports[j] = [baskets.part_abroad(j) * ordered[j], baskets.cost_abroad(j)];
    }
    for s in 0..n {
        let price_effect = math::pow(basket::price(m, s), 1.0 - p.final_elasticity);
        // Intermediate demand: inputs ordered last month by small and large firms.
        let (mut business, mut by_large) = (0.0, 0.0);
        for j in 0..n {
            let of_small = baskets.part(s, j) * ordered[j];
            let of_large = baskets.cost(s, j) * m.large_sales[j] * m.large_scale[j];
            m.demand[s * groups + market::small(j)] = of_small;
            m.demand[s * groups + market::large(n, j)] = of_large;
            business += of_small + of_large;
            by_large += of_large * (1.0 - producers[j][Producer::SelfEmployed as usize]);
        }
        // Final demand, by region, since shocks may be regional.
        let moves = Moves::of(terms, s);
        let mut of_regions = vec![0.0; regions];
        let mut public = vec![0.0; regions];
        for (r, of_region) in of_regions.iter_mut().enumerate() {
            let share = m.region_share[norms.cell(s, r)];
            let factors = terms.demand[norms.cell(s, r)];
            *of_region = share * business;
            for channel in 0..4 {
                let own = if channel == Final::Households as usize { spending } else { 1.0 };
                let value = norms.final_demand[s][channel]
                    * share
                    * factors[channel]
                    * own
                    * price_effect
                    * season(s)
                    * m.trend;
                let value = value
                    + if channel == Final::Exports as usize { m.foreign_orders[s] * share } else { 0.0 };
                // What public bodies buy from small firms in the place of large ones is more expensive.
                let costlier = if channel == Final::Government as usize {
                    moves.premium * (1.0 - m.small_share[s])
                } else {
                    0.0
                };
                let value = value * (1.0 + costlier);
                if channel == Final::Government as usize {
                    public[r] = value;
                }
                m.demand[s * groups + 2 * n + channel] += value;
                *of_region += value;
            }
        }
        let total: f64 = m.demand[s * groups..(s + 1) * groups].iter().sum();
        let households = m.demand[s * groups + market::last(n, Final::Households)];
        let business_share = if total > 0.0 { 1.0 - households / total } else { 0.0 };
        let sector = &setting.scenario.economy.sectors[s];
        let tc = &setting.scenario.params.trade_credit;
        m.principal_share[s] = tc.principal_share * business_share;
        m.credit_share[s] = sector.credit_share * business_share;
        // The small firms' part of each region's market; what dead firms no longer hold goes to large firms
        // and returns slowly.
        let mut to_small = 0.0;
        for (r, demand) in of_regions.iter().enumerate() {
            let cell = norms.cell(s, r);
            let held = held_share(m.weight[cell], m.full_weight[cell], p.recapture);
            let opened = competition::opened(terms, cell);
            let tilted = sums.tilted[cell].max(f64::MIN_POSITIVE);
            let parted = competition::part(
                cp,
                competition::Orders {
                    all: *demand,
                    public: public[r],
                    of_large: by_large * m.region_share[cell],
                    small_share: m.small_share[s],
                    large_share: (1.0 - m.small_share[s]) * producers[s][Producer::LargeFirm as usize],
                    insiders: sums.insiders[cell] / tilted,
                    set_aside: moves.of_public,
                },
                opened,
            );
            (m.insiders[cell], m.insider_gains[cell]) = (parted.orders, parted.gains);
            if opened > 0.0 {
                let premium = public[r] * competition::premium_gone(cp, opened) * parted.large_part;
                accounts.opened(terms, cell, parted.moved * sector.margin + premium);
            }
            let moved = (1.0 - m.small_share[s]) * (public[r] * moves.of_public) + parted.moved;
            accounts.moved(terms, s, public[r], 1.0 - m.small_share[s], sector.margin);
            let orders = (demand * m.small_share[s] + moved) * held;
            m.orders_per_weight[cell] = if m.weight[cell] > 0.0 { orders / tilted } else { 0.0 };
            if m.weight[cell] > 0.0 {
                to_small += orders;
            }
            m.full_weight[cell] += (m.weight[cell] - m.full_weight[cell]) / p.recapture_months;
        }
        m.large_demand[s] = (total - to_small).max(0.0);
        m.small_price[s] = if sums.weight[s * regions..(s + 1) * regions].iter().sum::<f64>() > 0.0 {
            sums.priced[s] / sums.weight[s * regions..(s + 1) * regions].iter().sum::<f64>()
        } else {
            1.0
        };
    }
}

/// Public purchases of a sector's goods that policies move from large to small firms, share of what is bought from
/// large ones.
struct Moves {
    of_public: f64,
    /// What that adds to the price of public purchases, share of all that is bought from large firms.
    premium: f64,
}

impl Moves {
    fn of(terms: &Terms, sector: usize) -> Moves {
        let mut moves = Moves { of_public: 0.0, premium: 0.0 };
        for what in terms.set_asides.iter().map(|offer| &offer.what).filter(|what| what.sectors[sector]) {
            moves.of_public = (moves.of_public + what.share).min(1.0);
            moves.premium += what.share * what.premium;
        }
        moves
    }
}

/// Part of their market that the small firms of a cell still hold when their weight has fallen below what
/// holds the whole.
pub fn held_share(weight: f64, full: f64, recapture: f64) -> f64 {
    if full <= 0.0 || weight >= full { 1.0 } else { recapture + (1.0 - recapture) * weight / full }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volatility_and_drift_worked_by_hand() {
        let p = Demand::default();
        // Ten people, five years: both powers are one, so the sd is the parameter itself.
        assert_eq!(yearly_sd(&p, 1.0, 1.0, 1.0), 0.311);
        assert_eq!(yearly_sd(&p, 0.1, 1.0, 1.0), p.volatility_floor);
        // At birth: 0.2 − ½·0.311² = 0.15164 a year.
        assert!((drift(young_growth(&p, 0.0), 0.311) - 0.151_639_5 / 12.0).abs() < 1e-9);
    }

    #[test]
    fn spending_worked_by_hand() {
        // Four fifths of spending move with income, by 0.6 for one: income a tenth below normal costs 4.8% of
        // spending.
        let p = Households { income_share: 0.8, propensity: 0.6, ..Households::default() };
        assert!((spending(&p, 0.9) - 0.952).abs() < 1e-12);
        assert_eq!(spending(&Households { income_share: 1.0, propensity: 2.0, ..p }, 0.3), 0.0);
    }

    #[test]
    fn half_of_a_dead_firms_demand_is_taken_over() {
        // A tenth of the weight is gone: with recapture ½ five per cent of the market is lost to small firms.
        assert!((held_share(0.9, 1.0, 0.5) - 0.95).abs() < 1e-12);
        assert_eq!(held_share(1.1, 1.0, 0.5), 1.0);
    }
}
