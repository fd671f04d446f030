//! Columns of `monthly_by_*.csv`: small and medium firms by group and month.

use super::scale::{Scale, share};
use crate::month::tally::{COUNTS, Count};
use crate::stats::columns::{BILLION, Column, SHARE, THOUSAND, column};
use crate::table::Cell;

/// The counts of a group in a month.
#[derive(Debug)]
pub struct GroupNumbers<'a> {
    /// How counts are scaled.
    pub scale: Scale,
    /// By [`Count`].
    pub counts: &'a [i64; COUNTS],
}

impl GroupNumbers<'_> {
    /// The cells of the group, in the order of [`COLUMNS`].
    pub fn row(&self) -> impl Iterator<Item = Cell> {
        COLUMNS.iter().map(|column| Cell::known((column.value)(self)))
    }

    fn count(&self, what: Count) -> f64 {
        self.counts[what as usize] as f64
    }
    fn billions(&self, what: Count) -> f64 {
        self.scale.billions(self.count(what))
    }
    fn thousands(&self, what: Count) -> f64 {
        self.scale.thousands(self.count(what))
    }
    fn share_of_firms(&self, what: Count) -> f64 {
        share(self.count(what), self.count(Count::Firms))
    }
    /// Firms closed in the month, all causes.
    fn deaths(&self) -> f64 {
        let causes = [Count::Illiquid, Count::Insolvent, Count::Chain, Count::Orderly, Count::Other];
        causes.iter().map(|cause| self.count(*cause)).sum()
    }
}

/// A column: its value is a number, or NaN for none.
type Grouped = Column<fn(&GroupNumbers) -> f64>;

/// Columns after `regime, arm, replication, month` and the dimension.
pub const COLUMNS: &[Grouped] = &[
    column("firms_thousand", THOUSAND, "firms alive at the end of the month", |g| g.thousands(Count::Firms)),
    column("jobs_thousand", THOUSAND, "headcount", |g| g.thousands(Count::Jobs)),
    column("births_thousand", THOUSAND, "firms born in the month", |g| g.thousands(Count::Births)),
    column("deaths_thousand", THOUSAND, "firms closed in the month", |g| g.scale.thousands(g.deaths())),
    column("deaths_illiquid_thousand", THOUSAND, "failed for lack of cash", |g| g.thousands(Count::Illiquid)),
    column("deaths_insolvent_thousand", THOUSAND, "failed with debts above assets", |g| {
        g.thousands(Count::Insolvent)
    }),
    column(
        "deaths_chain_thousand",
        THOUSAND,
        "failed, short of cash or insolvent, since a customer closed and left invoices unpaid",
        |g| g.thousands(Count::Chain),
    ),
    column("deaths_orderly_thousand", THOUSAND, "closed in good order", |g| g.thousands(Count::Orderly)),
    column("deaths_other_thousand", THOUSAND, "closed for other causes", |g| g.thousands(Count::Other)),
    column("sales_bn", BILLION, "sales, billion {unit}", |g| g.billions(Count::Sales)),
    column("lost_sales_bn", BILLION, "orders not served in their month, billion {unit}", |g| {
        g.billions(Count::Lost)
    }),
    column("profit_bn", BILLION, "profit before profit tax, billion {unit}", |g| g.billions(Count::Profit)),
    column("cash_bn", BILLION, "cash, billion {unit}", |g| g.billions(Count::Cash)),
    column("debt_bn", BILLION, "bank debt, billion {unit}", |g| g.billions(Count::Debt)),
    column("receivables_bn", BILLION, "unpaid invoices owed to these firms, billion {unit}", |g| {
        g.billions(Count::Receivables)
    }),
    column("illiquid_share", SHARE, "share of firms with overdue obligations", |g| {
        g.share_of_firms(Count::AreIlliquid)
    }),
    column("insolvent_share", SHARE, "share of firms with debts above assets", |g| {
        g.share_of_firms(Count::AreInsolvent)
    }),
    column("suspended_thousand", THOUSAND, "firms whose business is suspended", |g| {
        g.thousands(Count::Suspended)
    }),
    column("dormant_thousand", THOUSAND, "firms that lie dormant", |g| g.thousands(Count::Dormant)),
];
