//! Who makes what small and medium firms do not: large firms, self-employed people, and public units (schools,
//! hospitals, offices). The last two stand as one aggregate a sector each, beside the large firms one by one.
//!
//! They sell, buy, pay and are paid alike ([`super::large_firms`]); they differ in what a slump does to their
//! people. A large firm's staff follows its orders. The number of self-employed people is given: what moves is
//! their income, which is what their sales leave. Posts of public units are given too, and so is their pay: what
//! sales do not cover is borrowed, and no supplier is made to wait for it beyond habit. Both follow the growth
//! of demand. Neither is an enterprise in the sense of the census (fourth economic census of China, 2018, which
//! counts individual businesses, public institutions and enterprises apart).
//!
//! How many people there are of each kind says the economy pack, by sector; large firms have who is left when
//! small and medium firms, the self-employed and public units are taken off.

crate::parameters! {
    /// Parameters of self-employed people and public units.
    pub struct Producers : "producers" {
        output = 0.4, 0.05 .. 2.0, "ratio", "what one person sells who is self-employed or in a public unit, over one in a large firm of the same sector", Assumed, "with the people of the pack it gives small firms their share of sales of enterprises (V03); prior range 0.15-0.8";
    }
}

use crate::economy::norms::Norms;
use crate::economy::{Economy, Sector};
use crate::month::ctx::Setting;
use crate::state::market::Market;
use crate::state::{LargeFirm, Producer, State};

impl Producer {
    /// Whether lack of money makes it let suppliers wait, and cut orders and staff.
    pub(super) fn cuts(self) -> bool {
        self == Producer::LargeFirm
    }
}

/// Sales for whose making a producer pays staff this month, minor units.
pub fn manned(producer: &LargeFirm) -> f64 {
    match producer.kind {
        Producer::LargeFirm => producer.staffed * producer.scale,
        Producer::SelfEmployed => producer.sales.real(),
        Producer::PublicUnit => producer.staffed,
    }
}

/// People at work with a producer this month.
pub fn people(producer: &LargeFirm) -> f64 {
    match producer.kind {
        Producer::LargeFirm => producer.people * manned(producer) / producer.normal_sales.max(1.0),
        Producer::SelfEmployed | Producer::PublicUnit => producer.people,
    }
}

/// People of a sector by kind, simulated people, where `millions` are at work in all, self-employed and in public
/// units, and small and medium firms have `small`: large firms have who is left, at least [`LEAST_LARGE`] of those
/// who are not with small firms. In a pack that does not say, all who are not with small firms are with large ones,
/// as many as their sales employ at the pay of small firms: `by_pay`.
fn by_kind(millions: [f64; 3], weight: f64, small: f64, by_pay: f64) -> [f64; 3] {
    if millions[0] == 0.0 {
        return [by_pay, 0.0, 0.0];
    }
    let [all, own, public] = millions.map(|millions| millions * 1e6 / weight);
    [(all - own - public - small).max(LEAST_LARGE * (all - small).max(own + public)), own, public]
}

/// What the pack says of the people of a sector, millions: all, self-employed, in public units.
fn stated(sector: &Sector) -> [f64; 3] {
    [sector.people, sector.self_employed, sector.public]
}

/// Part of those who are not with small firms that is at least with large firms: a census counts small firms
/// otherwise than the model makes them.
const LEAST_LARGE: f64 = 0.02;

/// Parts of what is sold beside small and medium firms by kind, given people by kind and what one sells who is with
/// no enterprise over one who is.
fn parts_of_sales([large, own, public]: [f64; 3], output: f64) -> [f64; 3] {
    let sum = large + output * (own + public);
    [large / sum, output * own / sum, output * public / sum]
}

/// Parts of what a sector sells beside small and medium firms by kind, in a starting population.
pub fn parts(economy: &Economy, params: &Producers, norms: &Norms, sector: usize) -> [f64; 3] {
    let s = &economy.sectors[sector];
    let small =
        if s.has_firms { economy.frame.firms * s.firm_share * s.mean_size / norms.weight } else { 0.0 };
    parts_of_sales(by_kind(stated(s), norms.weight, small, 1.0), params.output)
}

/// Parts of what each sector sells beside small and medium firms: of large firms, of self-employed people, of public
/// units.
pub fn shares(state: &State, sectors: usize) -> Vec<[f64; 3]> {
    let mut shares = vec![[0.0; 3]; sectors];
    for producer in &state.large_firms {
        shares[producer.sector][producer.kind as usize] += producer.share;
    }
    shares
}

/// People whom the sales of a sector beside small firms employ at the pay of small firms.
fn by_pay(economy: &Economy, norms: &Norms, market: &Market, sector: usize, sales: f64) -> f64 {
    let own = |s: usize| {
        let cells = s * norms.regions..(s + 1) * norms.regions;
        cells.map(|cell| norms.wage[cell] * market.region_share[cell]).sum::<f64>().max(1.0)
    };
    // Where the pack states no pay, since no small firm works there, it is the mean over the others.
    let pay = if economy.sectors[sector].has_firms {
        own(sector)
    } else {
        let stated = (0..norms.sectors).filter(|s| economy.sectors[*s].has_firms);
        let [bill, people] = stated.fold([0.0; 2], |[bill, people], s| {
            let of_sector = norms.labour[s] * norms.output[s];
            [bill + of_sector, people + of_sector / own(s)]
        });
        bill / people.max(1.0)
    };
    norms.labour[sector] * sales / pay
}

/// People at work, sales and surplus of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Account {
    /// People at work.
    pub people: f64,
    /// Sales, minor units.
    pub sales: f64,
    /// What sales leave after inputs, pay, rent, turnover taxes and interest, minor units. Of self-employed
    /// people what remains before their own pay: their income.
    pub surplus: f64,
}

impl Account {
    /// The sum of two.
    pub fn and(self, other: Account) -> Account {
        Account {
            people: self.people + other.people,
            sales: self.sales + other.sales,
            surplus: self.surplus + other.surplus,
        }
    }
}

/// Value-added tax of a large firm, share of its sales: it pays on six tenths of its value added.
pub fn value_added_tax(vat_rate: f64, value_added: f64) -> f64 {
    0.6 * vat_rate * value_added
}

/// The account of a producer for this month.
pub fn account(
    producer: &LargeFirm,
    economy: &Economy,
    norms: &Norms,
    market: &Market,
    policy_rate: f64,
) -> Account {
    let (s, sales) = (producer.sector, producer.sales.real());
    let output = sales / market.large_price[s].max(1e-9);
    let inputs = output * norms.material[s] * market.input_price[s];
    let taxes = sales * value_added_tax(economy.sectors[s].vat_rate, 1.0 - norms.material[s]);
    let interest = producer.loan.real() * policy_rate / 12.0;
    let own_pay = if producer.kind == Producer::SelfEmployed { 0.0 } else { norms.labour[s] };
    Account {
        people: people(producer),
        sales,
        surplus: sales - inputs - manned(producer) * (own_pay + norms.fixed[s]) - taxes - interest,
    }
}

/// Before the reported months: people and sales of normal times follow what is, `jobs` being the people with small
/// and medium firms by sector.
pub(super) fn steer(state: &mut State, setting: &Setting, jobs: &[f64]) {
    let (economy, norms) = (&setting.scenario.economy, setting.norms);
    for (s, small) in jobs.iter().enumerate() {
        let State { large_firms, market, .. } = state;
        let sums = large_firms.iter().filter(|a| a.sector == s).fold([0.0; 3], |mut sums, a| {
            sums[a.kind as usize] += a.sales.real();
            sums
        });
        let by_pay = by_pay(economy, norms, market, s, sums.iter().sum());
        let people = by_kind(stated(&economy.sectors[s]), norms.weight, *small, by_pay);
        for producer in large_firms.iter_mut().filter(|a| a.sector == s) {
            let kind = producer.kind as usize;
            producer.normal_sales = producer.sales.real();
            producer.people = people[kind] * producer.normal_sales / sums[kind].max(1.0);
            if producer.kind == Producer::PublicUnit {
                producer.staffed = producer.normal_sales;
            }
        }
    }
    state.households.normal_jobs_elsewhere = people_elsewhere(state);
}

/// People at work with large firms, self-employed and in public units this month.
pub(super) fn people_elsewhere(state: &State) -> f64 {
    state.large_firms.iter().map(people).sum()
}

/// Demand of normal times has grown by a factor.
pub(super) fn grow(producer: &mut LargeFirm, factor: f64) {
    producer.usual *= factor;
    producer.normal_sales *= factor;
    producer.people *= factor;
    if producer.kind == Producer::PublicUnit {
        producer.staffed *= factor;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;

    #[test]
    fn people_by_kind_worked_by_hand() {
        // 50 million at work, 20 of them self-employed, 5 in public units, 15 with small firms; one simulated firm
        // stands for a thousand: 10,000 are left for large firms.
        assert_eq!(by_kind([50.0, 20.0, 5.0], 1000.0, 15_000.0, 7.0), [10_000.0, 20_000.0, 5_000.0]);
        // Small firms have more than the census leaves: a fiftieth of those beside them is with large ones.
        assert_eq!(by_kind([50.0, 20.0, 5.0], 1000.0, 25_000.0, 7.0), [500.0, 20_000.0, 5_000.0]);
        // A pack that does not say.
        assert_eq!(by_kind([0.0; 3], 1000.0, 15_000.0, 7.0), [7.0, 0.0, 0.0]);
    }

    #[test]
    fn parts_of_sales_worked_by_hand() {
        // Ten with large firms, 25 with none, who sell two fifths as much each: 10 of 20.
        let [large, own, public] = parts_of_sales([10.0, 20.0, 5.0], 0.4);
        assert!((large - 0.5).abs() < 1e-12 && (own - 0.4).abs() < 1e-12 && (public - 0.1).abs() < 1e-12);
    }

    #[test]
    fn who_loses_work_in_a_slump() {
        let producer = |kind| LargeFirm {
            kind,
            people: 100.0,
            normal_sales: 1000.0,
            staffed: 800.0,
            sales: Money(700),
            ..LargeFirm::of(0, 1.0)
        };
        assert_eq!(people(&producer(Producer::LargeFirm)), 80.0);
        assert_eq!(people(&producer(Producer::SelfEmployed)), 100.0);
        assert_eq!(people(&producer(Producer::PublicUnit)), 100.0);
        // Pay: of large firms and public units for the staff they keep, of the self-employed what they sell.
        assert_eq!(
            [Producer::LargeFirm, Producer::SelfEmployed, Producer::PublicUnit]
                .map(|kind| manned(&producer(kind))),
            [800.0, 700.0, 800.0]
        );
    }
}
