//! What the economy pack and the parameters imply for a normal month, computed once before a run.

use super::params::Params;
use super::{demand, entry, failure};
use crate::classes::{AGE_BANDS, CHANNELS};
use crate::economy::norms::Norms;
use crate::economy::tables::{ByAge, BySize, Tables};
use crate::economy::{CashDaysOf, Economy};
use crate::math;
use crate::month::credit;

/// Mean interest burden that margins leave room for: debt over sales times the rate.
const INTEREST_SHARE: f64 = 0.014;
/// Part of value added on which value-added tax is really paid, small-scale taxpayers and exemptions counted
/// in.
const VAT_REACH: f64 = 0.9;

/// Computes the norms for a population of `firms` simulated firms.
pub fn of(economy: &Economy, params: &Params, firms: f64) -> Norms {
    let n = economy.n_sectors();
    let regions = economy.n_regions();
    let weight = economy.frame.firms / firms;
    let minor = economy.minor_per_major;
    let material: Vec<f64> = (0..n).map(|j| economy.material_share(j)).collect();
    let fixed: Vec<f64> = economy.sectors.iter().map(|s| s.fixed_share).collect();
    let labour: Vec<f64> = economy
        .sectors
        .iter()
        .zip(&material)
        .map(|(s, m)| {
            let value_added = 1.0 - m;
            let taxes = VAT_REACH * s.vat_rate * value_added * (1.0 + params.tax.vat_surcharge)
                + params.tax.local_fee_rate;
            (value_added - s.margin - s.fixed_share - taxes - INTEREST_SHARE).max(0.02)
        })
        .collect();
    let output: Vec<f64> = economy
        .io
        .output_share
        .iter()
        .map(|share| share * economy.io.total_output / 12.0 * minor / weight)
        .collect();
    // Domestic deliveries: the table's inputs less imports, scaled down where they would exceed a sector's
    // output.
    let mut domestic = vec![0.0; n * n];
    for from in 0..n {
        for to in 0..n {
            domestic[from * n + to] = economy.input(from, to) * (1.0 - economy.io.import_share[to]);
        }
        let used: f64 = (0..n).map(|to| domestic[from * n + to] * output[to]).sum();
        let most = 0.98 * output[from];
        if used > most {
            (0..n).for_each(|to| domestic[from * n + to] *= most / used);
        }
    }
    let imported: Vec<f64> = (0..n)
        .map(|to| (material[to] - (0..n).map(|from| domestic[from * n + to]).sum::<f64>()).max(0.0))
        .collect();
    let final_demand = final_demand(economy, &domestic, &imported, &output);
    let business_share: Vec<f64> = (0..n).map(|s| 1.0 - final_demand[s][0] / output[s].max(1.0)).collect();
    let mut due: Vec<f64> = economy
        .sectors
        .iter()
        .zip(&business_share)
        .map(|(s, business)| {
            let days = s.receivable_days * (1.0 - params.trade_credit.beyond_terms);
            (30.0 * s.credit_share * business / days.max(0.1)).clamp(0.1, 1.0)
        })
        .collect();
    due.push(30.0 / 45.0);
    let mut wage = Vec::with_capacity(n * regions);
    let mut productivity = Vec::with_capacity(n * regions);
    for (s, sector) in economy.sectors.iter().enumerate() {
        for region in &economy.regions {
            let cost = sector.wage_year / 12.0 * minor * region.wage_index;
            wage.push(cost);
            // Not every hour paid is an hour worked: what is made in one must pay for the others too.
            productivity.push(cost / labour[s] * (1.0 + params.work.normal_idleness));
        }
    }
    // Days of unavoidable outgo by sector, of which owners aim at a multiple.
    let cash_days: Vec<f64> = economy
        .sectors
        .iter()
        .zip(&labour)
        .map(|(s, labour)| match economy.cash_days_of {
            CashDaysOf::Outgo => s.cash_days,
            CashDaysOf::Outflows => {
                s.cash_days * (1.0 - s.margin) / (labour + s.fixed_share + INTEREST_SHARE)
            }
        })
        .collect();
    let mean_cash: f64 = economy.sectors.iter().zip(&cash_days).map(|(s, days)| s.firm_share * days).sum();
    Norms {
        sectors: n,
        regions,
        buffer_factor: cash_days.iter().map(|days| days / mean_cash).collect(),
        efficiency_scale: material.iter().map(|m| (1.0 - m) / 0.5).collect(),
        material,
        labour,
        fixed,
        domestic,
        imported,
        wage,
        productivity,
        output,
        final_demand,
        business_share,
        due,
        tables: tables(params),
        age_shares: aged(&economy.age_shares, params.entry.growth),
        weight,
    }
}

/// What age and headcount imply under these parameters.
fn tables(p: &Params) -> Tables {
    let age = |months: usize| {
        let years = months as f64 / 12.0;
        ByAge {
            volatility: demand::age_power(&p.demand, years),
            growth: demand::young_growth(&p.demand, years),
            noise: entry::noise_by_age(&p.entry, years),
            background: failure::age_power(&p.failure, years),
            judges: failure::judges(&p.failure, months as f64),
            band: AGE_BANDS.iter().rposition(|from| years >= *from).unwrap_or(0) as u8,
        }
    };
    let size = |people: usize| {
        let people = people.max(1) as f64;
        BySize {
            volatility: math::pow(people / 10.0, -p.demand.volatility_size),
            background: math::pow(people, -p.failure.background_size),
            noise: entry::spread_by_size(&p.entry, people),
            relationship: credit::relationship(&p.credit, people),
        }
    };
    Tables::new(age, size)
}

/// Ages of a stock that grows by `growth` a year, given those of a stationary stock with the same closures:
/// who is `a` years old was born when births were `(1 + growth)^−a` of today's. The last share holds all
/// older firms; they thin out as those of the last two single years do.
pub fn aged(stationary: &[f64], growth: f64) -> Vec<f64> {
    if growth == 0.0 || stationary.len() < 3 {
        return stationary.to_vec();
    }
    let last = stationary.len() - 1;
    let fewer = 1.0 / (1.0 + growth);
    let kept = if stationary[last - 2] > 0.0 {
        (stationary[last - 1] / stationary[last - 2]).min(0.99)
    } else {
        0.0
    };
    let mut shares: Vec<f64> =
        stationary.iter().enumerate().map(|(age, share)| share * math::pow(fewer, age as f64)).collect();
    // In a shrinking stock the old may thin out more slowly than they are more numerous; then the sum is cut
    // where it no longer counts.
    shares[last] *= (1.0 - kept) / (1.0 - kept * fewer).max(0.01);
    let sum: f64 = shares.iter().sum();
    shares.iter().map(|share| share / sum).collect()
}

/// Final demand by sector and channel: what output leaves after deliveries to other sectors, split as the
/// table splits it, with exports scaled to equal imports so that the normal month leaves no debt between the
/// country and the world.
fn final_demand(
    economy: &Economy,
    domestic: &[f64],
    imported: &[f64],
    output: &[f64],
) -> Vec<[f64; CHANNELS.len()]> {
    let n = output.len();
    let mut demand: Vec<[f64; 4]> = (0..n)
        .map(|from| {
            let used: f64 = (0..n).map(|to| domestic[from * n + to] * output[to]).sum();
            let left = (output[from] - used).max(0.0);
            economy.io.final_demand[from].map(|share| share * left)
        })
        .collect();
    let imports: f64 = imported.iter().zip(output).map(|(m, x)| m * x).sum();
    let exports: f64 = demand.iter().map(|row| row[3]).sum();
    if exports > 0.0 {
        let scale = (imports / exports).min(1.5);
        for row in &mut demand {
            let total: f64 = row.iter().sum();
            let export = (row[3] * scale).min(0.95 * total);
            let home: f64 = row[..3].iter().sum();
            let rest = total - export;
            if home > 0.0 {
                row[..3].iter_mut().for_each(|value| *value *= rest / home);
                row[3] = export;
            }
        }
    }
    demand
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_of_a_growing_stock_worked_by_hand() {
        // Half of the firms of an age live to the next: 1/2, 1/4, 1/8 and all older ones 1/8. With births
        // doubling every year a firm of age a counts 2^-a of that: 1/2, 1/8, 1/32, and of the older 1/16 ·
        // 1/8 + 1/32 · 1/16 + … = 1/128 · 4/3 = 1/96.
        let shares = aged(&[0.5, 0.25, 0.125, 0.125], 1.0);
        let sum = 0.5 + 0.125 + 1.0 / 32.0 + 1.0 / 96.0;
        for (share, part) in shares.iter().zip([0.5, 0.125, 1.0 / 32.0, 1.0 / 96.0]) {
            assert!((share - part / sum).abs() < 1e-12, "{shares:?}");
        }
        assert_eq!(aged(&[0.5, 0.25, 0.25], 0.0), [0.5, 0.25, 0.25]);
    }

    #[test]
    fn a_firm_of_one_person_and_five_years_is_the_norm() {
        let tables = tables(&Params::default());
        let age = tables.at_age(60);
        assert!([age.volatility, age.noise, age.background].iter().all(|power| (power - 1.0).abs() < 1e-12));
        assert_eq!(AGE_BANDS[usize::from(age.band)], 5.0);
        assert_eq!(tables.at_size(1).background, 1.0);
        assert!((tables.at_size(10).volatility - 1.0).abs() < 1e-12);
        assert_eq!(tables.at_age(-1).judges, 0.0);
        assert_eq!(tables.at_age(99_999).band, 6);
    }
}
