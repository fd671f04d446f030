//! What a walk over blocks puts out: sums, by sector, buyer, bank and policy, and the entries of the books.

mod inbox;

pub use inbox::Inbox;

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::queue;
use crate::month::tally::{Cause, Tally};
use crate::state::block::{Block, flag};
use crate::state::estates::Estate;
use crate::state::ledger::{Entries, Holder, Item};
use crate::terms::rules::Verdict;
use crate::terms::strength;

/// Stocks of small firms that the books are checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stock {
    Cash,
    Loans,
    DueFromPrincipal,
    InTransit,
    Receivable,
    Payable,
    PayablePrincipal,
    WageArrears,
    TaxArrears,
    RentArrears,
    InterestArrears,
    Deferred,
    Informal,
    FundClaims,
}

/// Number of [`Stock`]s.
pub const STOCKS: usize = 14;

/// Risk classes into which banks sort requests.
pub const CLASSES: usize = 64;

/// A firm that files for a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The firm.
    pub firm: u64,
    /// The tier it files for.
    pub tier: usize,
    /// How a committee sees it.
    pub score: f64,
}

/// What a month puts out.
#[derive(Debug)]
pub struct Report {
    /// Statistics.
    pub tally: Tally,
    /// Accounts of the policies.
    pub policies: Vec<PolicyCount>,
    /// All entries of the month.
    pub entries: Entries,
    /// Entries of traced firms.
    pub trace: Vec<Traced>,
    /// Firms that closed, one by one, when [`Setting::follow`](super::ctx::Setting::follow) asks.
    pub closures: Vec<Closure>,
    /// Stocks of small firms at the end of the month.
    pub stocks: Vec<Money>,
}

/// An entry of a traced firm.
#[derive(Clone, Copy, Debug)]
pub struct Traced {
    /// The firm.
    pub firm: u64,
    /// What for.
    pub item: Item,
    /// Whether the firm is the one the item goes out from.
    pub debtor: bool,
    /// How much.
    pub amount: Money,
    /// What it adds to the firm's cash.
    pub cash_change: Money,
    /// The firm's cash after the entry.
    pub cash: Money,
}

/// A firm that closed.
#[derive(Clone, Debug)]
pub struct Closure {
    /// The firm.
    pub firm: u64,
    /// Why.
    pub cause: Cause,
    /// What it had got from each policy, see [`crate::state::receipts::Receipts`].
    pub received: Vec<[Money; 2]>,
}

/// What the public accounts of one policy say of one month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct PolicyCount {
    pub eligible: i64,
    pub reached: i64,
    /// Of the eligible, micro firms.
    pub eligible_micro: i64,
    /// Of the reached, micro firms.
    pub reached_micro: i64,
    pub not_aware: i64,
    pub not_filed: i64,
    pub no_budget: i64,
    pub refused_by_lender: i64,
    /// Money paid out.
    pub paid: Money,
    /// Sums newly deferred.
    pub deferred: Money,
    /// Sums newly guaranteed.
    pub guaranteed: Money,
    /// Money that came back: deferred sums paid, fees, what public bodies save on purchases.
    pub recovered: Money,
    /// Deferred sums and guarantees lost for good.
    pub lost: Money,
    /// What it costs others than the treasury: banks, large firms, landlords.
    pub borne: Money,
    /// Of the sums newly guaranteed, what the bank would have lent without.
    pub substituted: Money,
    /// Sums deferred or guaranteed and outstanding at the end of the month.
    pub outstanding: Money,
}

impl PolicyCount {
    /// Adds another count.
    pub fn add(&mut self, other: &PolicyCount) {
        self.eligible += other.eligible;
        self.reached += other.reached;
        self.eligible_micro += other.eligible_micro;
        self.reached_micro += other.reached_micro;
        self.not_aware += other.not_aware;
        self.not_filed += other.not_filed;
        self.no_budget += other.no_budget;
        self.refused_by_lender += other.refused_by_lender;
        self.paid += other.paid;
        self.deferred += other.deferred;
        self.guaranteed += other.guaranteed;
        self.recovered += other.recovered;
        self.lost += other.lost;
        self.borne += other.borne;
        self.substituted += other.substituted;
        self.outstanding += other.outstanding;
    }
}

macro_rules! out {
    ($( $(#[$doc:meta])* $name:ident : $type:ty, $len:ident; )*) => {
        /// Sums over the firms of some blocks in one round. Each round fills its own part.
        #[derive(Clone, Debug)]
        pub struct Out {
            /// Entries of the books.
            pub entries: Entries,
            /// Entries of traced firms.
            pub trace: Vec<Traced>,
            /// Closures, when asked for.
            pub closures: Vec<Closure>,
            /// Round 3: who files for a step of the ladder.
            pub candidates: Vec<Candidate>,
            /// Accounts of the policies.
            pub policies: Vec<PolicyCount>,
            /// Statistics.
            pub tally: Tally,
            /// Post to large firms; empty until there is some.
            inboxes: Vec<Inbox>,
            $( $(#[$doc])* pub $name: Vec<$type>, )*
        }
        impl Out {
            /// Nothing yet.
            pub fn new(ctx: &Ctx) -> Out {
                let sectors = ctx.norms.sectors;
                let capped = ctx.scenario.policies.iter().any(|policy| policy.budget.is_some());
                let queues = if capped { ctx.scenario.policies.len() * queue::QUEUE } else { 0 };
                let budgets = if capped { ctx.scenario.policies.len() } else { 0 };
                let lengths = Lengths {
                    sector: sectors, cell: sectors * ctx.norms.regions, pair: sectors * 2 * sectors,
                    bank: ctx.banks.len(), request: ctx.banks.len() * CLASSES, queue: queues, budget: budgets, stock: STOCKS, tier: crate::classes::TIERS.len(),
                    strength: sectors * strength::SUMS, kind: sectors * strength::CLASSES,
                };
                Out {
                    entries: Entries::default(), trace: Vec::new(), closures: Vec::new(), candidates: Vec::new(), policies: vec![PolicyCount::default(); ctx.scenario.policies.len()],
                    tally: Tally::new(ctx.norms), inboxes: Vec::new(),
                    $( $name: vec![<$type>::default(); lengths.$len], )*
                }
            }
            /// Adds what other blocks put out.
            pub fn add(&mut self, other: Out) {
                self.entries.add(&other.entries);
                self.trace.extend(other.trace);
                self.closures.extend(other.closures);
                self.candidates.extend(other.candidates);
                self.policies.iter_mut().zip(&other.policies).for_each(|(a, b)| a.add(b));
                self.tally.add(&other.tally);
                if self.inboxes.len() < other.inboxes.len() {
                    self.inboxes.resize(other.inboxes.len(), Inbox::default());
                }
                self.inboxes.iter_mut().zip(&other.inboxes).for_each(|(a, b)| a.add(b));
                $( self.$name.iter_mut().zip(&other.$name).for_each(|(a, b)| *a += *b); )*
            }
        }
    };
}

struct Lengths {
    sector: usize,
    cell: usize,
    pair: usize,
    bank: usize,
    request: usize,
    queue: usize,
    budget: usize,
    stock: usize,
    tier: usize,
    strength: usize,
    kind: usize,
}

out! {
    /// Round 1: appeal to customers, by cell.
    weight: f64, cell;
    /// Round 1: the same, with what prices, exports and failed customers win or lose against others.
    tilted: f64, cell;
    /// Round 1: the same of insiders alone, see [`crate::month::competition`].
    insiders: f64, cell;
    /// Round 1: appeal times price, by sector.
    priced: f64, sector;
    /// Round 1: firms, where a policy is about digital levels, by sector.
    digital_firms: i64, sector;
    /// Round 1: steps by which they are ahead of normal.
    digital_lead: i64, sector;
    /// Round 1: sales by sector and size class, and sales times each strength, see [`crate::month::strengths`].
    strengths: i64, strength;
    /// Round 4: what firms pay for steps up of their own accord, by sector and size class, minor units.
    upgrade_costs: i64, kind;
    /// Round 2: sales, by selling sector.
    sales: Money, sector;
    /// Round 2: of these, orders of earlier months that had waited, minor units, by selling sector.
    late_sales: f64, sector;
    /// Round 2: sales at base prices, by selling sector.
    real_sales: f64, sector;
    /// Round 2: sales paid at once, by selling sector.
    cash_sales: Money, sector;
    /// Round 2: sales on invoice to anonymous customers, by selling sector.
    invoiced_sales: Money, sector;
    /// Round 2: sales to principal customers, by selling sector and group of buyers.
    principal: Money, pair;
    /// Round 2: input orders left to the settlement accounts, by using sector.
    orders: f64, sector;
    /// Round 3: inputs delivered on invoice, by using sector.
    bought_on_invoice: Money, sector;
    /// Round 3: inputs delivered and paid at once, by using sector.
    bought_at_once: Money, sector;
    /// Round 3: receivables collected, by selling sector.
    collected: Money, sector;
    /// Round 3: receivables written off, by selling sector.
    written_off: Money, sector;
    /// Round 3: loans asked for that pass the bank's judgement, by bank and risk class.
    requests: f64, request;
    /// Round 3: money asked for from policies with a budget, by policy and length of its queue.
    asked: Money, queue;
    /// Round 3: the most that firms could come to ask of them, minor units, by policy.
    most: f64, budget;
    /// Round 3 of a round of the ladder: firms by tier, once certificates have been looked at again.
    tiers: i64, tier;
    /// Round 4: invoices of suppliers paid, by using sector.
    suppliers_paid: Money, sector;
    /// Round 4: invoices of suppliers lost, by using sector.
    suppliers_lost: Money, sector;
    /// Round 4: invoices moved from principal customers to settlement accounts, by seller and group of buyers.
    novated: Money, pair;
    /// Round 4: invoices sold out of estates, by selling sector.
    estate_claims: Money, sector;
    /// Round 4: their price.
    estate_price: Money, sector;
    /// Round 4: foreign orders that policies bring next month, by sector.
    foreign_orders: f64, sector;
    /// Round 4: what foreign customers whom exporters lost never pay, by sector.
    foreign_lost: Money, sector;
    /// Round 4: inputs ordered for next month, by using sector.
    next_orders: f64, sector;
    /// Round 4: closures, by cell.
    exits: u32, cell;
    /// Round 4: profit and sales of the month, by sector.
    profit: f64, sector;
    /// Round 4: receivables at the end of the month, by selling sector.
    receivables: Money, sector;
    /// Round 4: payables at the end of the month, by using sector.
    payables: Money, sector;
    /// Round 4: stocks of small firms at the end of the month, see [`Stock`].
    stocks: Money, stock;
    /// Round 4: loans at the end of the month, by bank.
    loans: Money, bank;
    /// Round 4: bad loans, by bank.
    bad_loans: Money, bank;
    /// Round 4: of these, what no fund stands in for, by bank.
    bad_uncovered: Money, bank;
    /// Round 4: what a bank earned less what it lost, by bank.
    bank_income: Money, bank;
}

impl Out {
    /// The inbox of a large firm, to post into.
    #[inline]
    pub fn post_to(&mut self, large: usize, ctx: &Ctx) -> &mut Inbox {
        if self.inboxes.is_empty() {
            self.inboxes.resize(ctx.large_firms.len(), Inbox::default());
        }
        &mut self.inboxes[large]
    }
    /// The post to a large firm.
    pub fn post_of(&self, large: usize) -> Inbox {
        self.inboxes.get(large).copied().unwrap_or_default()
    }
    /// Posts an entry of a firm.
    #[inline]
    pub fn post(&mut self, b: &Block, i: usize, item: Item, amount: Money) {
        self.entries.post(item, amount);
        if b.has(i, flag::TRACED) {
            self.trace(b.id[i], b.cash[i], item, amount);
        }
    }

    /// Notes an entry of a traced firm, whose cash is that after it.
    #[cold]
    #[inline(never)]
    pub fn trace(&mut self, firm: u64, cash: Money, item: Item, amount: Money) {
        // What becomes of a claim on another small firm is posted by the creditor.
        let debtor = item.from() == Holder::Smes
            && item.to() != Holder::Smes
            && !matches!(item, Item::NovatedSme | Item::ClaimOnEstate | Item::PrincipalLost);
        self.note(firm, cash, item, debtor, amount, Money(amount.0 * item.cash_of(Holder::Smes)));
    }

    /// Posts an entry of an estate.
    pub fn post_estate(&mut self, estate: &Estate, item: Item, amount: Money) {
        self.entries.post(item, amount);
        if estate.traced {
            let debtor = item.from() == Holder::Smes;
            let cash_change = Money(amount.0 * item.cash_of(Holder::Smes));
            self.note(estate.id, estate.cash, item, debtor, amount, cash_change);
        }
    }

    /// Notes an entry that another firm posted in the trace of the firm on its other side, whose cash it does
    /// not move.
    #[inline]
    pub fn mirror(&mut self, b: &Block, i: usize, item: Item, debtor: bool, amount: Money) {
        if b.has(i, flag::TRACED) {
            self.note(b.id[i], b.cash[i], item, debtor, amount, Money::ZERO);
        }
    }

    #[cold]
    fn note(&mut self, firm: u64, cash: Money, item: Item, debtor: bool, amount: Money, cash_change: Money) {
        if !amount.is_zero() {
            self.trace.push(Traced { firm, item, debtor, amount, cash_change, cash });
        }
    }
}

impl Out {
    /// Counts what became of a firm's claim to a policy.
    pub fn hear(&mut self, policy: usize, verdict: Verdict, micro: bool) {
        let count = &mut self.policies[policy];
        match verdict {
            Verdict::NotEligible => return,
            Verdict::NotAware => count.not_aware += 1,
            Verdict::NotFiled => count.not_filed += 1,
            Verdict::Reached => count.reached += 1,
        }
        count.eligible += 1;
        count.eligible_micro += i64::from(micro);
        count.reached_micro += i64::from(micro && verdict == Verdict::Reached);
    }
}
