//! Failure (bankruptcy: illiquid or insolvent) and orderly closure: three hazards, one draw.

crate::parameters! {
    /// Parameters of exit.
    pub struct Failure : "failure" {
        orderly_hazard = 0.138, 0.0 .. 1.0, "per month", "hazard of orderly closure of an owner who surely does better elsewhere", Derived, "fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
        outside_option = -0.232, -20.0 .. 20.0, "monthly wages", "profit at which half of those close; below zero because owners value being their own master", Derived, "fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
        outside_spread = 0.17, 0.01 .. 10.0, "monthly wages", "spread of that option over owners", Derived, "prototype fit, China registry";
        sunk_share = 0.0483, 0.0 .. 0.5, "share of normal sales", "monthly loss that an owner bears before closing, since closing costs severance and sunk assets", Derived, "entry and exit with sunk cost (Dixit 1989); fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
        learning_months = 23.9, 0.0 .. 120.0, "months", "time before an owner can judge the business", Derived, "fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
        distress_hazard = 0.17, 0.0 .. 2.0, "per month", "hazard of failure in lasting distress", Assumed, "no source for the share of closures for lack of cash or insolvency was found; its declared prior is 0.15-0.6, and with 0.17 it is more than two fifths; prior range 0.12-0.25";
        distress_months = 3.0, 0.1 .. 24.0, "months", "time in distress until the hazard is felt", Assumed, "prototype";
        arrears_floor = 0.3, 0.0 .. 5.0, "ratio", "hazard of a firm in distress whose arrears are small", Assumed, "prototype";
        arrears_most = 3.0, 0.0 .. 24.0, "months of outgo", "arrears beyond which the hazard rises no more", Assumed, "prototype";
        insolvent_factor = 2.0, 1.0 .. 20.0, "ratio", "rise of the hazard when debts exceed assets", Assumed, "prototype";
        background_hazard = 0.001, 0.0 .. 0.1, "per month", "hazard of closure for the owner's age, health or accident, one person, five years old", Derived, "fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
        background_size = 0.26, 0.0 .. 2.0, "exponent", "fall of that hazard with size: large firms are sold, not closed", Derived, "prototype fit";
        background_age = 0.197, 0.0 .. 2.0, "exponent", "fall of that hazard with age", Derived, "fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
    }
}

use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::dormancy;
use crate::month::estate;
use crate::month::obligations::lines::Deferred;
use crate::month::out::{Closure, Out};
use crate::month::owner;
use crate::month::tally::Cause;
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::slots::BLOCK;

/// How far an owner can judge the business, from zero at birth to one.
pub fn judges(p: &Failure, age_months: f64) -> f64 {
    if p.learning_months > 0.0 { 1.0 - math::exp(-age_months / p.learning_months) } else { 1.0 }
}

/// Hazard of orderly closure: the owner compares smoothed profit, less the loss worth bearing for what
/// closing would cost, with the outside option, all in monthly wages, once able to judge. The option is that
/// of a person and the cost of closing that of a business: so large businesses, which lose more when they
/// lose, are not given up sooner.
pub fn orderly(p: &Failure, profit: f64, normal_sales: f64, wage: f64, judges: f64) -> f64 {
    let worth = (profit + p.sunk_share * normal_sales) / wage;
    p.orderly_hazard * math::logistic((p.outside_option - worth) / p.outside_spread) * judges
}

/// Hazard of failure: rises with the months in distress and the size of arrears, more when debts exceed
/// assets.
pub fn distress(p: &Failure, months: f64, arrears_in_months: f64, insolvent: bool) -> f64 {
    if months <= 0.0 {
        return 0.0;
    }
    let lasting = 1.0 - math::exp(-months / p.distress_months);
    let size = p.arrears_floor + arrears_in_months.min(p.arrears_most);
    p.distress_hazard * lasting * size * if insolvent { p.insolvent_factor } else { 1.0 }
}

/// `((1+a)/6)^−ν`, the fall of the background hazard with age: one at five years.
pub fn age_power(p: &Failure, age_years: f64) -> f64 {
    math::pow((1.0 + age_years) / 6.0, -p.background_age)
}

/// Hazard of closure for reasons outside the model.
pub fn background(p: &Failure, size_power: f64, age_power: f64) -> f64 {
    p.background_hazard * size_power * age_power
}

/// ROUND 4. Each firm draws once against its three hazards; those that close leave estates, and old estates
/// whose time has come are wound up.
pub fn decide(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.failure;
    let fates = ctx.draws.stream(Purpose::Fate, i64::from(ctx.now));
    let deferred = Deferred::all(b);
    let borrowers = b.side.borrowers();
    let mut closing: Vec<(usize, Cause)> = Vec::new();
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let s = usize::from(b.sector[i]);
        let cell = ctx.norms.cell(s, usize::from(b.region[i]));
        let age = ctx.norms.tables.at_age(b.age(i, ctx.now));
        let arrears = b.side.arrears(i).total();
        let informal = if borrowers.has(i) { b.side.informal_debt(i) } else { Money::ZERO };
        let owed = arrears + deferred.of(i) + informal;
        let inputs = f64::from(b.inputs[i]) * ctx.sectors[s].input_price;
        let insolvent = b.equity(i, inputs, owed) < 0.0;
        b.mark(i, flag::INSOLVENT, insolvent);
        if b.has(i, flag::DORMANT) {
            closing.extend(dormancy::passes(b, i, ctx).map(|cause| (i, cause)));
            continue;
        }
        let fails = distress(
            p,
            f64::from(b.distress[i]),
            arrears.real() / f64::from(b.scratch.outgo[i]).max(1.0),
            insolvent,
        );
        let other = background(p, ctx.norms.tables.at_size(b.headcount[i]).background, age.background);
        let draw = fates.uniform(b.id[i]);
        let most = ctx.params.owner.without_income;
        if draw >= fails + p.orderly_hazard * age.judges + most + other {
            // Whatever the owner thinks of the business and lives on: the hazards can't be larger.
            continue;
        }
        let penniless = if owner::without_income(b, i, ctx) { most } else { 0.0 };
        let leaves = orderly(
            p,
            f64::from(b.profit[i]),
            f64::from(b.normal_sales[i]),
            ctx.cells[cell].wage,
            age.judges,
        ) + penniless;
        let cause = if draw < fails {
            match (b.loss_shock_months(i) > 0, insolvent) {
                (true, _) => Cause::Chain,
                (false, true) => Cause::Insolvent,
                (false, false) => Cause::Illiquid,
            }
        } else if draw < fails + leaves {
            Cause::Orderly
        } else if draw < fails + leaves + other {
            Cause::Other
        } else {
            continue;
        };
        if dormancy::lies_down(b, i, cause, insolvent, ctx, out) {
            continue;
        }
        closing.push((i, cause));
    }
    for (i, cause) in closing {
        out.tally.closed(b, i, cause, ctx);
        let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
        out.exits[cell] += 1;
        let firm = b.id[i];
        estate::open(b, i, ctx, out);
        if ctx.setting.follow {
            out.closures.push(Closure { firm, cause, received: b.side.received.take(i) });
        }
    }
    estate::wind_up(b, ctx, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hazards_worked_by_hand() {
        let p = Failure {
            orderly_hazard: 0.106,
            learning_months: 14.0,
            distress_months: 3.0,
            arrears_floor: 0.3,
            insolvent_factor: 2.0,
            ..Failure::default()
        };
        // At the outside option half of the full hazard; at birth the owner can't judge.
        let p = Failure { outside_option: -0.5, sunk_share: 0.0, ..p };
        assert!((orderly(&p, -2500.0, 100_000.0, 5000.0, judges(&p, 1e6)) - 0.053).abs() < 1e-9);
        assert_eq!(orderly(&p, 0.0, 100_000.0, 5000.0, judges(&p, 0.0)), 0.0);
        // With sunk cost of 3% of sales the same owner bears a loss of 2,500 + 3,000.
        let p = Failure { sunk_share: 0.03, ..p };
        assert!((orderly(&p, -5500.0, 100_000.0, 5000.0, judges(&p, 1e6)) - 0.053).abs() < 1e-9);
        // Three months in distress, one month of cost unpaid: 0.1 · (1 − e⁻¹) · 1.3 = 0.08218; double when
        // insolvent.
        let p = Failure { distress_hazard: 0.1, background_hazard: 0.0029, ..p };
        assert!((distress(&p, 3.0, 1.0, false) - 0.082_176).abs() < 1e-5);
        assert!((distress(&p, 3.0, 1.0, true) - 0.164_351).abs() < 1e-5);
        assert_eq!(distress(&p, 0.0, 9.0, true), 0.0);
        // One person, five years: the parameter itself.
        assert!((background(&p, 1.0, age_power(&p, 5.0)) - 0.0029).abs() < 1e-12);
    }
}
