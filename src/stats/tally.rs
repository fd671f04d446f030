//! Counting: sums over firms, by group, in whole numbers; exposure and exits by age; the distribution of cash.

use crate::economy::norms::Norms;
use crate::math;
use crate::money::Money;
use crate::month::Ctx;
use crate::month::dues::{Dues, monthly_cost};
use crate::month::failure::Cause;
use crate::month::out::{Out, Stock};
use crate::month::pay::Unpaid;
use crate::state::block::{ANCHOR, BLOCK, Block, NOBODY, flag};
use std::sync::atomic::Ordering::Relaxed;

/// What is counted for each group of firms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Count {
    Firms,
    Jobs,
    Births,
    Illiquid,
    Insolvent,
    Orderly,
    Other,
    Sales,
    Lost,
    Profit,
    Cash,
    Debt,
    Receivables,
    AreIlliquid,
    AreInsolvent,
    Dormant,
}

/// Number of [`Count`]s.
pub const COUNTS: usize = 16;
/// Lower bounds of the age bands, in years.
pub const AGE_BANDS: [f64; 7] = [0.0, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0];
/// Names of the age bands.
pub const AGE_NAMES: [&str; 7] = ["0", "1", "2", "3-4", "5-9", "10-19", "20+"];
/// Ages in months up to which exposure is counted.
pub const AGES: usize = 181;
/// Bins of the distribution of cash, equal steps of the log from 0.1 to 10,000 days.
pub const BINS: usize = 200;

/// Sums over firms.
#[derive(Clone, Debug)]
pub struct Tally {
    sectors: usize,
    regions: usize,
    /// By group: sectors, then size classes, regions, age bands, tiers.
    pub groups: Vec<[i64; COUNTS]>,
    /// `[at risk, exits]` of founding firms this month: all, by size class, by sector.
    pub founding: Vec<[u64; 2]>,
    /// `[at risk, exits]` by age in months: all, by size class, by sector, [`AGES`] each.
    pub by_age: Vec<[u32; 2]>,
    /// Firms by days of cash.
    pub cash_days: Vec<u32>,
    /// Sums of the whole month.
    pub sums: Sums,
}

macro_rules! sums {
    ($( $name:ident ),* $(,)?) => {
        /// Sums of a month over all firms: counts, or minor units.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        #[allow(missing_docs)]
        pub struct Sums { $( pub $name: f64, )* }
        impl Sums {
            fn add(&mut self, other: &Sums) { $( self.$name += other.$name; )* }
        }
    };
}
sums! {
    furloughed, hires, layoffs, inputs_used, wages, normal_pay, overdue, loss_making, illiquid_and_insolvent,
    applications, grants, applied, granted, granted_rate, refused_risk, refused_access, refused_price, refused_capacity,
}

impl Tally {
    /// Nothing counted.
    pub fn new(norms: &Norms) -> Tally {
        let (sectors, regions) = (norms.sectors, norms.regions);
        Tally {
            sectors,
            regions,
            groups: vec![[0; COUNTS]; sectors + 3 + regions + AGE_BANDS.len() + 5],
            founding: vec![[0; 2]; 4 + sectors],
            by_age: vec![[0; 2]; (4 + sectors) * AGES],
            cash_days: vec![0; BINS],
            sums: Sums::default(),
        }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Tally) {
        for (a, b) in self.groups.iter_mut().zip(&other.groups) {
            a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
        }
        self.founding.iter_mut().zip(&other.founding).for_each(|(a, b)| (0..2).for_each(|k| a[k] += b[k]));
        self.by_age.iter_mut().zip(&other.by_age).for_each(|(a, b)| (0..2).for_each(|k| a[k] += b[k]));
        self.cash_days.iter_mut().zip(&other.cash_days).for_each(|(a, b)| *a += b);
        self.sums.add(&other.sums);
    }

    /// The groups of a dimension: `sector`, `size`, `region`, `age`, `tier`.
    pub fn dimension(&self, name: &str) -> &[[i64; COUNTS]] {
        let starts =
            [0, self.sectors, self.sectors + 3, self.sectors + 3 + self.regions, self.sectors + 3 + self.regions + AGE_BANDS.len()];
        let index = ["sector", "size", "region", "age", "tier"].iter().position(|d| *d == name).expect("a dimension");
        let end = starts.get(index + 1).copied().unwrap_or(self.groups.len());
        &self.groups[starts[index]..end]
    }

    /// A count over all firms.
    pub fn total(&self, what: Count) -> i64 {
        self.groups[..self.sectors].iter().map(|group| group[what as usize]).sum()
    }

    fn groups_of(&self, b: &Block, i: usize, now: i32) -> [usize; 5] {
        let years = f64::from(b.age(i, now)) / 12.0;
        let band = AGE_BANDS.iter().rposition(|from| years >= *from).unwrap_or(0);
        let (s, r) = (self.sectors, self.regions);
        [
            usize::from(b.sector[i]),
            s + usize::from(b.class[i]).min(2),
            s + 3 + usize::from(b.region[i]),
            s + 3 + r + band,
            s + 3 + r + AGE_BANDS.len() + usize::from(b.tier[i]).min(4),
        ]
    }

    fn count_in_groups(&mut self, b: &Block, i: usize, now: i32, what: Count, value: i64) {
        for group in self.groups_of(b, i, now) {
            self.groups[group][what as usize] += value;
        }
    }

    /// A firm is born.
    pub fn born(&mut self, b: &Block, i: usize, now: i32) {
        self.count_in_groups(b, i, now, Count::Births, 1);
        for (what, value) in [(Count::Firms, 1), (Count::Jobs, i64::from(b.headcount[i])), (Count::Cash, b.cash[i].0)] {
            self.count_in_groups(b, i, now, what, value);
        }
        self.sums.hires += f64::from(b.headcount[i]);
    }

    /// A firm closes; called before its slot is freed.
    pub fn closed(&mut self, b: &Block, i: usize, cause: Cause, ctx: &Ctx) {
        let what = match cause {
            Cause::Illiquid => Count::Illiquid,
            Cause::Insolvent => Count::Insolvent,
            Cause::Orderly => Count::Orderly,
            Cause::Other => Count::Other,
        };
        self.count_in_groups(b, i, ctx.now, what, 1);
        self.sums.layoffs += f64::from(b.headcount[i]);
        self.expose(b, i, ctx.now, 1);
        // The month's sales of a firm that closes were made all the same.
        self.count_in_groups(b, i, ctx.now, Count::Sales, b.sales[i] as i64);
    }

    fn expose(&mut self, b: &Block, i: usize, now: i32, exits: u32) {
        let first = 1 + usize::from(b.first_class[i]).min(2);
        let sector = 4 + usize::from(b.sector[i]);
        let age = (b.age(i, now).max(0) as usize).min(AGES - 1);
        let founding = b.has(i, flag::FOUNDING);
        for group in [0, first, sector] {
            let cell = &mut self.by_age[group * AGES + age];
            cell[0] += 1;
            cell[1] += exits;
            if founding {
                self.founding[group][0] += 1;
                self.founding[group][1] += u64::from(exits);
            }
        }
    }

    /// A firm has worked for a month: idle staff, orders not served.
    pub fn work(&mut self, furloughed: f64, lost: f64, b: &Block, i: usize, now: i32) {
        self.sums.furloughed += furloughed;
        if lost > 1.0 {
            self.count_in_groups(b, i, now, Count::Lost, lost as i64);
        }
    }
    /// The staff of a firm changes.
    pub fn staff(&mut self, before: f64, after: f64) {
        self.sums.hires += (after - before).max(0.0);
        self.sums.layoffs += (before - after).max(0.0);
    }
    /// The money side of a firm's month.
    pub fn month(&mut self, d: &Dues, unpaid: Unpaid, b: &Block, i: usize, now: i32) {
        self.sums.normal_pay += d.normal_pay;
        self.sums.inputs_used += d.inputs_used;
        self.sums.wages += (d.wages + d.contributions + d.put_off_contributions).real();
        self.sums.overdue += (unpaid.stretched + unpaid.suppliers).real();
        self.sums.loss_making += f64::from(u8::from(b.profit[i] < 0.0));
        self.count_in_groups(b, i, now, Count::Profit, d.profit as i64);
    }
    /// A loan is asked for.
    pub fn applied(&mut self, amount: Money) {
        self.sums.applications += 1.0;
        self.sums.applied += amount.real();
    }
    /// A loan is granted at a rate.
    pub fn granted(&mut self, amount: Money, rate: f64) {
        self.sums.grants += 1.0;
        self.sums.granted += amount.real();
        self.sums.granted_rate += amount.real() * rate;
    }
    /// The bank does not dare.
    pub fn refused_risk(&mut self, amount: Money) {
        self.sums.refused_risk += amount.real();
    }
    /// No relationship.
    pub fn refused_access(&mut self, amount: Money) {
        self.sums.refused_access += amount.real();
    }
    /// Too dear.
    pub fn refused_price(&mut self, amount: Money) {
        self.sums.refused_price += amount.real();
    }
    /// The bank can't.
    pub fn refused_capacity(&mut self, amount: Money) {
        self.sums.refused_capacity += amount.real();
    }

    /// The days of cash below which a share of firms lies, interpolated within its bin.
    pub fn cash_quantile(&self, share: f64) -> f64 {
        let total: u64 = self.cash_days.iter().map(|n| u64::from(*n)).sum();
        if total == 0 {
            return 0.0;
        }
        let rank = share * total as f64;
        let mut below = 0.0;
        for (bin, count) in self.cash_days.iter().enumerate() {
            let count = f64::from(*count);
            if below + count >= rank && count > 0.0 {
                let at = bin as f64 + (rank - below) / count;
                return if bin == 0 { 0.1 * (rank - below) / count } else { days_of(at) };
            }
            below += count;
        }
        days_of(BINS as f64)
    }
}

/// Days at a place on the log scale of the bins.
fn days_of(place: f64) -> f64 {
    0.1 * math::pow(10.0, place * 5.0 / BINS as f64)
}

/// The bin of a number of days.
fn bin_of(days: f64) -> usize {
    if days <= 0.1 { 0 } else { ((math::ln(days / 0.1) / std::f64::consts::LN_10 * BINS as f64 / 5.0) as usize).min(BINS - 1) }
}

/// ROUND 4, last: counts the firms of a block as they stand at the end of the month, and checks that what each is owed by its principal
/// customer is what that customer owes.
///
/// # Panics
/// When claims and debts of a principal customer differ: a defect of the program.
pub fn count(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let mut claimed = [0i64; BLOCK];
    for i in 0..BLOCK {
        if b.lives(i) {
            count_firm(b, i, ctx, out, &mut claimed);
        }
    }
    for (c, claims) in claimed.iter().enumerate() {
        assert!(
            *claims == b.payable_principal[c].0,
            "linked suppliers of firm {} claim {claims}, it owes {}",
            b.id[c],
            b.payable_principal[c].0
        );
    }
    let arrears = b.side.total_arrears();
    for (stock, value) in [
        (Stock::WageArrears, arrears.wages),
        (Stock::TaxArrears, arrears.taxes),
        (Stock::RentArrears, arrears.rent),
        (Stock::InterestArrears, arrears.interest),
    ] {
        out.stocks[stock as usize] += value;
    }
    for deferral in &b.side.deferrals {
        out.stocks[Stock::Deferred as usize] += deferral.amount;
        out.policies[usize::from(deferral.policy)].outstanding += deferral.amount;
    }
}

fn count_firm(b: &Block, i: usize, ctx: &Ctx, out: &mut Out, claimed: &mut [i64; BLOCK]) {
    let tally = &mut out.tally;
    let receivables = b.due_from_principal[i] + b.in_transit[i] + b.receivable[i];
    let (illiquid, insolvent) = (b.has(i, flag::ILLIQUID), b.has(i, flag::INSOLVENT));
    let debt = b.debt(i);
    let mut values = [0i64; COUNTS];
    values[Count::Firms as usize] = 1;
    values[Count::Jobs as usize] = i64::from(b.headcount[i]);
    values[Count::Sales as usize] = b.sales[i] as i64;
    values[Count::Cash as usize] = b.cash[i].0;
    values[Count::Debt as usize] = debt.0;
    values[Count::Receivables as usize] = receivables.0;
    values[Count::AreIlliquid as usize] = i64::from(illiquid);
    values[Count::AreInsolvent as usize] = i64::from(insolvent);
    values[Count::Dormant as usize] = i64::from(b.has(i, flag::DORMANT));
    for group in tally.groups_of(b, i, ctx.now) {
        tally.groups[group].iter_mut().zip(&values).for_each(|(sum, value)| *sum += value);
    }
    tally.expose(b, i, ctx.now, 0);
    let cost = monthly_cost(b, i, ctx);
    tally.cash_days[bin_of(30.0 * b.cash[i].real() / cost.max(1.0))] += 1;
    tally.sums.illiquid_and_insolvent += f64::from(u8::from(illiquid && insolvent));
    for (stock, value) in [
        (Stock::Cash, b.cash[i]),
        (Stock::Loans, debt),
        (Stock::DueFromPrincipal, b.due_from_principal[i]),
        (Stock::InTransit, b.in_transit[i]),
        (Stock::Receivable, b.receivable[i]),
        (Stock::Payable, b.payable[i]),
        (Stock::PayablePrincipal, b.payable_principal[i]),
    ] {
        out.stocks[stock as usize] += value;
    }
    let claim = b.due_from_principal[i].0;
    if b.customer[i] & ANCHOR == 0 {
        claimed[b.customer[i] as usize] += claim;
    } else if b.customer[i] != NOBODY {
        ctx.inboxes[(b.customer[i] & !ANCHOR) as usize].claimed.fetch_add(claim, Relaxed);
    }
    let s = usize::from(b.sector[i]);
    out.receivables[s] += b.receivable[i];
    out.payables[s] += b.payable[i];
    let bank = usize::from(b.bank[i]);
    out.loans[bank] += debt;
    if b.distress[i] >= 3 {
        out.bad_loans[bank] += debt;
    }
    if b.guarantor[i] > 0 {
        out.policies[usize::from(b.guarantor[i]) - 1].outstanding += debt.times(f64::from(b.guaranteed[i]) / 100.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_and_days_agree() {
        for days in [0.2, 1.0, 7.5, 42.0, 300.0, 9000.0] {
            let bin = bin_of(days);
            assert!(days_of(bin as f64) <= days * 1.0001 && days <= days_of(bin as f64 + 1.0) * 1.0001, "{days}");
        }
    }
}
