//! The numbers of a month from which `monthly.csv` is made.

use super::scale::{NONE, Scale, share};
use crate::economy::norms::Norms;
use crate::money::Money;
use crate::month::model::Scenario;
use crate::month::out::Report;
use crate::month::out::{PolicyCount, Stock};
use crate::month::producers::{self, Account};
use crate::month::tally::{COUNTS, Count, Sums};
use crate::state::ledger::Item;
use crate::state::{Bank, LargeFirm, Producer, State};
use crate::stats::columns::Column;
use crate::stats::last_year::LastYear;
use crate::table::round;

/// A column of `monthly.csv`: its value is a number, or [`NONE`].
pub(super) type Monthly = Column<fn(&MonthNumbers) -> f64>;

/// The numbers of a month from which the columns are computed; what several columns share is summed once.
#[derive(Debug)]
pub struct MonthNumbers<'a> {
    pub(super) scale: Scale,
    pub(super) state: &'a State,
    pub(super) report: &'a Report,
    pub(super) sums: Sums,
    /// By [`Count`], over all firms.
    pub(super) totals: [f64; COUNTS],
    pub(super) firms: f64,
    /// Firms that are not dormant.
    pub(super) trading: f64,
    /// Of these, firms that were there when the month began.
    pub(super) settled: f64,
    pub(super) sales: f64,
    pub(super) last_year: &'a LastYear,
    /// People at work in normal times, and those who then look for work.
    pub(super) labour_force: f64,
    /// Large firms, self-employed people, public units.
    pub(super) elsewhere: [Account; 3],
}

/// What large firms, self-employed people and public units did in the month.
fn elsewhere(scenario: &Scenario, norms: &Norms, state: &State) -> [Account; 3] {
    let policy_rate = scenario.params.credit.policy_rate;
    let mut sums = [Account::default(); 3];
    for producer in &state.large_firms {
        let sum = &mut sums[producer.kind as usize];
        *sum = sum.and(producers::account(producer, &scenario.economy, norms, &state.market, policy_rate));
    }
    sums
}

/// What households receive from small firms.
pub(super) const INCOME: [Item; 4] = [Item::Wages, Item::WagesSettled, Item::Rent, Item::OwnerDraw];
/// What the treasury receives from small firms.
pub(super) const REVENUE: [Item; 6] = [
    Item::Contributions,
    Item::ValueAddedTax,
    Item::ProfitTax,
    Item::LocalFees,
    Item::TaxesSettled,
    Item::DeferredPaid,
];
/// Inputs that large firms buy.
pub(super) const ORDERS_OF_LARGE: [Item; 3] =
    [Item::LargeFirmPurchaseInvoiced, Item::LargeFirmPurchaseCash, Item::PrincipalInvoicedLargeFirm];

impl<'a> MonthNumbers<'a> {
    /// The numbers of a month, the last of the year `last_year`.
    pub fn new(
        scenario: &Scenario,
        norms: &Norms,
        scale: Scale,
        state: &'a State,
        report: &'a Report,
        last_year: &'a LastYear,
    ) -> MonthNumbers<'a> {
        let tally = &report.tally;
        let totals = std::array::from_fn(|what| tally.whole(what) as f64);
        let total = |what: Count| totals[what as usize];
        let unemployment = scenario.params.households.unemployment;
        MonthNumbers {
            scale,
            state,
            report,
            sums: tally.sums,
            totals,
            firms: total(Count::Firms),
            trading: total(Count::Firms) - total(Count::Dormant),
            settled: total(Count::Firms) - total(Count::Dormant) - total(Count::Births),
            sales: total(Count::Sales),
            last_year,
            labour_force: (state.households.normal_jobs + state.households.normal_jobs_elsewhere)
                / (1.0 - unemployment).max(0.01),
            elsewhere: elsewhere(scenario, norms, state),
        }
    }

    pub(super) fn billions(&self, minor: f64) -> f64 {
        self.scale.billions(minor)
    }
    pub(super) fn thousands(&self, count: f64) -> f64 {
        self.scale.thousands(count)
    }
    pub(super) fn millions(&self, count: f64) -> f64 {
        self.scale.millions(count)
    }
    pub(super) fn total(&self, what: Count) -> f64 {
        self.totals[what as usize]
    }
    pub(super) fn stock(&self, which: Stock) -> f64 {
        self.report.stocks[which as usize].real()
    }
    pub(super) fn entry(&self, item: Item) -> f64 {
        self.report.entries.of(item).real()
    }
    pub(super) fn entries(&self, items: &[Item]) -> f64 {
        items.iter().map(|item| self.entry(*item)).sum()
    }
    pub(super) fn policies(&self, get: fn(&PolicyCount) -> Money) -> f64 {
        self.report.policies.iter().map(get).sum::<Money>().real()
    }
    pub(super) fn banks(&self, get: fn(&Bank) -> Money) -> f64 {
        self.state.banks.iter().map(|bank| get(bank).real()).sum()
    }
    pub(super) fn large(&self, get: fn(&LargeFirm) -> Money) -> f64 {
        self.state.large_firms.iter().map(get).sum::<Money>().real()
    }

    /// Firms closed in the month, all causes.
    pub(super) fn deaths(&self) -> f64 {
        let causes = [Count::Illiquid, Count::Insolvent, Count::Chain, Count::Orderly, Count::Other];
        causes.iter().map(|cause| self.total(*cause)).sum()
    }
    pub(super) fn arrears(&self) -> f64 {
        let obligations = [Stock::WageArrears, Stock::TaxArrears, Stock::RentArrears, Stock::InterestArrears];
        obligations.iter().map(|due| self.stock(*due)).sum()
    }
    /// Estates of closed firms whose creditors wait.
    pub(super) fn estates(&self) -> f64 {
        self.state.blocks.iter().map(|block| block.side.estates.len()).sum::<usize>() as f64
    }
    /// A quantile of cash over a day's unavoidable outgo, of firms that are not dormant.
    pub(super) fn cash_days(&self, quantile: f64) -> f64 {
        if self.trading > 0.0 { round(self.report.tally.cash_days.quantile(quantile)) } else { NONE }
    }
    /// Share of firms with a loss in the calendar quarter that ends with this month; empty in other months, and
    /// where the replication has not seen the whole of it.
    pub(super) fn loss_in_quarter(&self) -> f64 {
        if self.last_year.months() < 3 {
            NONE
        } else {
            share(self.sums.loss_quarter, self.sums.whole_quarter)
        }
    }
    /// People at work with a kind of producer that is no small or medium firm.
    pub(super) fn people(&self, kind: Producer) -> f64 {
        self.elsewhere[kind as usize].people
    }
    /// What its sales left, minor units.
    pub(super) fn surplus(&self, kind: Producer) -> f64 {
        self.elsewhere[kind as usize].surplus
    }
    /// People at work in the whole country.
    pub(super) fn all_people(&self) -> f64 {
        self.total(Count::Jobs) + self.elsewhere.iter().map(|account| account.people).sum::<f64>()
    }
    /// The same with those who took to farming or their own account, at most the labour force.
    pub(super) fn at_work(&self) -> f64 {
        (self.all_people() + self.state.households.outlet).min(self.labour_force)
    }
    /// The mean of a number of each sector, weighted by sales.
    pub(super) fn weighted_by_sales(&self, values: &[f64]) -> f64 {
        let (mut sum, mut weight) = (0.0, 0.0);
        for (value, group) in values.iter().zip(self.report.tally.dimension("sector")) {
            sum += value * group[Count::Sales as usize] as f64;
            weight += group[Count::Sales as usize] as f64;
        }
        share(sum, weight)
    }
    /// Margin less its normal, the mean of sectors weighted by sales.
    pub(super) fn margin_gap(&self) -> f64 {
        let entry = &self.state.entry;
        let weight: f64 = entry.sales.iter().sum();
        if weight <= 0.0 {
            return NONE;
        }
        let gaps =
            entry.margin.iter().zip(&entry.normal_margin).zip(&entry.sales).map(|((m, n), s)| (m - n) * s);
        round(gaps.sum::<f64>() / weight)
    }
    /// A stock of invoices of one month's payments stands for thirty days, and what is paid has waited one
    /// month.
    pub(super) fn large_payment_days(&self) -> f64 {
        let paid = self.entry(Item::PrincipalPaidLargeFirm);
        share(30.0 * (self.large(|firm| firm.payable_principal) + paid), paid)
    }
}
