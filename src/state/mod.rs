//! The economy as data, deciding nothing.

pub mod block;
pub mod claims;
pub mod debts;
pub mod estates;
pub mod grants;
pub mod heard;
pub mod ledger;
pub mod market;
pub mod receipts;
pub mod renumber;
pub mod request;
pub mod save;
pub mod scratch;
pub mod side;
pub mod slots;

use crate::money::Money;
use crate::units::Month;
use block::Block;
use ledger::Positions;
use market::Market;
use serde::{Deserialize, Serialize};

/// The whole economy at the end of a month.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    /// The month last simulated, or the one before the first.
    pub now: Month,
    /// Small and medium firms; saved block by block, see [`save`].
    #[serde(skip)]
    pub blocks: Vec<Block>,
    /// Large firms, and the sectors without firm agents.
    pub large_firms: Vec<LargeFirm>,
    /// Banks.
    pub banks: Vec<Bank>,
    /// Demand, prices and weights of the markets.
    pub market: Market,
    /// Settlement accounts.
    pub settlement: Settlement,
    /// Households.
    pub households: Households,
    /// Government, with its funds.
    pub treasury: Treasury,
    /// Deposits of the rest of the world (negative: it owes the country's banks).
    pub world: Money,
    /// Reserves of banks at the central bank.
    pub reserves: Money,
    /// Central-bank money lent to banks for loans to small firms, by policy.
    pub relending: Vec<Relent>,
    /// Entry: what entrants look at.
    pub entry: EntryState,
    /// What firms pay a month for steps up of their own accord, mean of about a year, by sector and size class, minor
    /// units.
    pub upgrade_costs: Vec<i64>,
    /// The positions at the end of the month.
    pub positions: Positions,
}

/// Who makes what small and medium firms do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Producer {
    /// A large firm, or the passive enterprises of a sector without firm agents.
    LargeFirm,
    /// All self-employed people of a sector.
    SelfEmployed,
    /// All public units of a sector: schools, hospitals, offices.
    PublicUnit,
}

/// A large firm, the passive producer of a sector without firm agents, or one of the two aggregates of a sector
/// beside large firms, which stand behind all large firms.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LargeFirm {
    /// Sector.
    pub sector: usize,
    /// What it is.
    pub kind: Producer,
    /// Owned by the state.
    pub state_owned: bool,
    /// Share of what the sector sells beside small and medium firms.
    pub share: f64,
    /// Deposits.
    pub cash: Money,
    /// Credit line drawn.
    pub loan: Money,
    /// Claims on the settlement account of the sector.
    pub receivable: Money,
    /// Debts to the settlement accounts.
    pub payable: Money,
    /// Debts to the small firms whose principal customer it is.
    pub payable_principal: Money,
    /// Sales of the month.
    pub sales: Money,
    /// Its cash and credit line over those of the mean large firm of its size.
    pub liquidity: f64,
    /// Sales of a month that it and its banks expect, minor units.
    pub usual: f64,
    /// Sales of a month that its staff is made for, minor units.
    pub staffed: f64,
    /// Sales of a month in normal times, minor units.
    pub normal_sales: f64,
    /// People at work in normal times.
    pub people: f64,
    /// Part of what is ordered from it that it can make this month; below one after a cut.
    pub output: f64,
    /// This month's orders of inputs and staff over what uncut business calls for.
    pub scale: f64,
    /// The same for next month.
    pub next_scale: f64,
    /// Part of what can wait of its debts to suppliers that does wait this month.
    pub wait: f64,
    /// Inputs ordered for next month, minor units.
    pub order: f64,
    /// Of what it ordered for this month, what it buys from others than the firms whose principal customer it
    /// is, minor units.
    pub open: f64,
    /// What small firms meant to sell it last month.
    pub wanted: f64,
    /// Part of that which it takes this month.
    pub takes: f64,
    /// Part of its debts to small firms that it pays this month.
    pub pays: f64,
    /// Interest of a month on its debts to small firms, because it does not keep to a rule on payment; share
    /// of these debts.
    pub late_interest: f64,
    /// Part of its business that stands still because it failed.
    pub stopped: f64,
    /// Part of its debts to suppliers that is lost this month for that.
    pub lost: f64,
}

impl LargeFirm {
    /// A private large firm of a sector with this share of its sales, without business so far.
    pub fn of(sector: usize, share: f64) -> LargeFirm {
        LargeFirm {
            kind: Producer::LargeFirm,
            sector,
            state_owned: false,
            share,
            liquidity: 1.0,
            cash: Money::ZERO,
            loan: Money::ZERO,
            receivable: Money::ZERO,
            payable: Money::ZERO,
            payable_principal: Money::ZERO,
            sales: Money::ZERO,
            usual: 0.0,
            staffed: 0.0,
            normal_sales: 0.0,
            people: 0.0,
            output: 1.0,
            scale: 1.0,
            next_scale: 1.0,
            wait: 0.0,
            order: 0.0,
            open: 0.0,
            wanted: 0.0,
            takes: 1.0,
            pays: 0.4,
            late_interest: 0.0,
            stopped: 0.0,
            lost: 0.0,
        }
    }
    /// Whether it is short of money, or still getting over it: suppliers wait, or orders and staff are below
    /// what business calls for.
    pub fn stressed(&self) -> bool {
        self.wait > 0.0 || self.scale < 1.0 || self.next_scale < 1.0
    }
}

/// A bank.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bank {
    /// Its type, index in the pack.
    pub kind: usize,
    /// Capital: what it owns less what it owes.
    pub capital: Money,
    /// Loans to small firms at the end of last month.
    pub loans: Money,
    /// Of these, to firms in distress for three months or more, extended because they could not be repaid,
    /// and to estates.
    pub bad_loans: Money,
    /// Part of the capital set aside for what bad loans will lose.
    pub provisions: Money,
    /// Most it lends anew this month, minor units.
    pub capacity: f64,
    /// What it lends anew in a normal month, minor units.
    pub usual: f64,
    /// Risk class up to which all requests are granted this month.
    pub cut: usize,
    /// Share of requests granted in the class above.
    pub cut_share: f64,
    /// Part of the capital that the state put in, which is not paid out.
    pub injected: Money,
    /// What that part still lets it lend beyond what a tightening leaves, minor units.
    pub room: f64,
    /// Part of this month's new loans that the usual rules on capital and growth would not have allowed.
    pub beyond: f64,
}

/// The settlement accounts: one a selling sector, and the way in for imports (the last row of `claims`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Settlement {
    /// Money by selling sector.
    pub cash: Vec<Money>,
    /// Part of it that buyers under a rule paid sooner, for the small sellers alone, by selling sector.
    pub to_small: Vec<Money>,
    /// Payments of principal customers on their way.
    pub transit: Money,
    /// `claims[seller * buyers + buyer]`: what a group of buyers owes for goods of a sector.
    pub claims: Vec<Money>,
    /// Claims lost that sellers have not yet been informed of, by selling sector.
    pub losses: Vec<Money>,
    /// Receivables of all sellers of a sector at the end of the month.
    pub receivables: Vec<Money>,
    /// What rounding has left in each account.
    pub remainder: Vec<Money>,
}

/// Central-bank money lent under a policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Relent {
    /// Outstanding.
    pub outstanding: Money,
    /// Yearly rate that banks pay.
    pub rate: f64,
    /// Months over which it is paid back.
    pub months: f64,
}

/// Households.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Households {
    /// Deposits.
    pub deposits: Money,
    /// Income from firms this month.
    pub income: Money,
    /// Income that households expect, minor units.
    pub smoothed: f64,
    /// Normal income.
    pub normal: f64,
    /// Headcount of small firms in normal times, for unemployment.
    pub normal_jobs: f64,
    /// People at work with large firms, self-employed and in public units in normal times.
    pub normal_jobs_elsewhere: f64,
    /// People who took to farming or work on their own account for want of a job.
    pub outlet: f64,
}

/// The treasury.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Treasury {
    /// Deposits.
    pub deposits: Money,
    /// Bonds outstanding.
    pub debt: Money,
    /// Bonds outstanding in normal times.
    pub normal_debt: Money,
    /// Revenue of the month.
    pub revenue: Money,
    /// Revenue less spending of the month, bonds left out.
    pub balance: Money,
    /// Smoothed revenue.
    pub normal_revenue: f64,
    /// Net transfers to households a month in normal times (negative: net taxes).
    pub transfers: Money,
    /// Money spent by each policy so far.
    pub spent: Vec<Money>,
    /// Sums guaranteed by each policy and outstanding.
    pub guaranteed: Vec<Money>,
    /// Sums guaranteed by each policy so far.
    pub given: Vec<Money>,
}

/// What entrants look at, and how many there are in normal times.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EntryState {
    /// Births a month in normal times, sectors × regions.
    pub normal: Vec<f64>,
    /// Closures a month, smoothed, sectors × regions.
    pub exits: Vec<f64>,
    /// Least births a month while burning in, sectors × regions.
    pub floor: Vec<f64>,
    /// Firms aimed at while burning in, sectors × regions.
    pub stock: Vec<f64>,
    /// Smoothed margin by sector.
    pub margin: Vec<f64>,
    /// Normal margin by sector.
    pub normal_margin: Vec<f64>,
    /// Smoothed sales by sector.
    pub sales: Vec<f64>,
    /// Normal sales by sector.
    pub normal_sales: Vec<f64>,
    /// Part of the sums asked for that banks grant, smoothed; zero before the first request.
    pub granted: f64,
    /// The same in normal times.
    pub normal_granted: f64,
}

impl State {
    /// Firms alive.
    pub fn firms(&self) -> u64 {
        self.blocks.iter().map(|b| u64::from(b.alive)).sum()
    }
}
