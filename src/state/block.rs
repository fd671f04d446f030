//! Firms as columns, in blocks of a fixed size that fit in the second-level cache.
//!
//! A block is a small neighbourhood: the principal customer of a firm is another firm of its block or a large
//! firm, so every payment along such a link is settled by the thread that walks the block.

pub mod strengths;

use super::scratch::Scratch;
use super::side::Side;
use super::slots::{BLOCK, FREE, LARGE_FIRM, NOBODY};
use crate::classes::TIERS;
use crate::money::Money;

/// Bits of [`Block::flags`].
pub mod flag {
    /// Sells abroad.
    pub const EXPORTER: u16 = 1;
    /// Pays social insurance.
    pub const FORMAL: u16 = 1 << 1;
    /// Business suspended this month, by restriction or by choice.
    pub const SUSPENDED: u16 = 1 << 2;
    /// Had overdue obligations at the end of the month.
    pub const ILLIQUID: u16 = 1 << 3;
    /// Debts exceeded assets at the end of the month.
    pub const INSOLVENT: u16 = 1 << 4;
    /// A bank defers its principal or interest this month.
    pub const MORATORIUM: u16 = 1 << 5;
    /// Member of a cluster.
    pub const CLUSTER: u16 = 1 << 6;
    /// Got a bank relationship by a policy.
    pub const ADMITTED: u16 = 1 << 7;
    /// Was alive when the reported months began.
    pub const FOUNDING: u16 = 1 << 8;
    /// Every entry of this firm is written out.
    pub const TRACED: u16 = 1 << 9;
    /// Its bank gave more time for a loan that it could neither repay nor roll over.
    pub const EXTENDED: u16 = 1 << 10;
    /// Has a need for outside funds at all.
    pub const USES_CREDIT: u16 = 1 << 11;
    /// Months for which the loss on a closed customer is still felt, in two bits; see
    /// [`super::Block::loss_shock_months`].
    pub const LOSS_SHOCK: u16 = 3 << 12;
    /// Lies dormant: on the register, without business; see [`crate::month::dormancy`].
    pub const DORMANT: u16 = 1 << 14;
    /// Lies dormant because its owner gave up, not for lack of cash.
    pub const GAVE_UP: u16 = 1 << 15;
}

/// Plain bytes of a column's element, for the cache of burned-in records.
trait Bytes: Copy {
    fn put(self, out: &mut Vec<u8>);
    fn take(bytes: &mut &[u8]) -> Option<Self>;
}

macro_rules! bytes {
    ($($t:ty),*) => { $(
        impl Bytes for $t {
            fn put(self, out: &mut Vec<u8>) { out.extend_from_slice(&self.to_le_bytes()); }
            fn take(bytes: &mut &[u8]) -> Option<Self> {
                let (head, rest) = bytes.split_first_chunk()?;
                *bytes = rest;
                Some(<$t>::from_le_bytes(*head))
            }
        }
    )* };
}
bytes!(u8, u16, u32, u64, i32, f32, i64);

impl Bytes for Money {
    fn put(self, out: &mut Vec<u8>) {
        self.0.put(out);
    }
    fn take(bytes: &mut &[u8]) -> Option<Self> {
        i64::take(bytes).map(Money)
    }
}

macro_rules! columns {
    ($( $(#[$doc:meta])* $name:ident : $type:ty = $empty:expr; )*) => {
        /// A block of firms: one array a column, the side tables of the block, and the month's scratch.
        #[derive(Clone, Debug)]
        pub struct Block {
            $( $(#[$doc])* pub $name: [$type; BLOCK], )*
            /// Rare balances.
            pub side: Side,
            /// Numbers that live from one round of a month to a later one.
            pub scratch: Scratch,
            /// Firms alive, those just born counted in.
            pub alive: u32,
            /// Firms born this month that have no slot yet.
            pub newborns: Vec<Newborn>,
        }

        /// One firm, whole: what is resampled into a starting population.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Record { $( $(#[$doc])* pub $name: $type, )* }

        impl Record {
            /// A free slot.
            pub const EMPTY: Record = Record { $( $name: $empty, )* };
            /// Appends the record's bytes.
            pub fn write(&self, out: &mut Vec<u8>) { $( self.$name.put(out); )* }
            /// Reads a record from the front of `bytes`.
            pub fn read(bytes: &mut &[u8]) -> Option<Record> { Some(Record { $( $name: <$type as Bytes>::take(bytes)?, )* }) }
        }

        impl Block {
            /// A block of free slots.
            pub fn empty() -> Block {
                Block { $( $name: [$empty; BLOCK], )* side: Side::default(), scratch: Scratch::EMPTY, alive: 0, newborns: Vec::new() }
            }
            /// The firm of a slot.
            pub fn record(&self, i: usize) -> Record { Record { $( $name: self.$name[i], )* } }
            /// Puts a firm into a slot.
            pub fn put(&mut self, i: usize, record: &Record) { $( self.$name[i] = record.$name; )* }
        }

        /// Bytes of dense columns a firm.
        pub const DENSE_BYTES: usize = 0 $( + size_of::<$type>() )*;
    };
}

columns! {
    /// Identity, never reused.
    id: u64 = 0;
    /// Month of birth, counted as [`crate::units::Month`].
    born: i32 = 0;
    /// Sector, or [`FREE`].
    sector: u8 = FREE;
    /// Region.
    region: u8 = 0;
    /// Legal size class: 0 micro, 1 small, 2 medium (and above).
    class: u8 = 0;
    /// Size class when reporting began or at birth, quality, certificate, skill, how it came into its cluster;
    /// see [`strengths`].
    strengths: u8 = 0;
    /// Relationship bank.
    bank: u8 = 0;
    /// Tier of the ladder of specialised firms, with the rounds since its certificate; see
    /// [`Block::tier_of`].
    tier: u8 = 0;
    /// Digital level, lead over the normal level, months until a step pays; see [`crate::month::digital`].
    digital: u8 = 0;
    /// How much of what falls due to suppliers waits by habit, in 256ths of the most; see
    /// [`crate::month::paying`].
    habit: u8 = 0;
    /// Months in distress, as far as they count.
    distress: u8 = 0;
    /// Luck in finding a bank, in 256ths: below the share of firms of its size that have one, the firm has
    /// one.
    bank_draw: u8 = 0;
    /// Bits of [`flag`].
    flags: u16 = 0;
    /// Slot of the principal customer in this block, or [`LARGE_FIRM`] with an index, or [`NOBODY`].
    customer: u32 = NOBODY;
    /// Staff; of a dormant firm, which employs nobody, the staff it had.
    headcount: u32 = 0;
    /// Lasting efficiency: share of sales by which input cost is below the sector's.
    efficiency: f32 = 0.0;
    /// Passing efficiency, same unit.
    noise: f32 = 0.0;
    /// Efficiency of this quarter alone, same unit.
    quarter: f32 = 0.0;
    /// Log appeal to customers.
    appeal: f32 = 0.0;
    /// Passing part of log demand.
    transient: f32 = 0.0;
    /// Price, base one.
    price: f32 = 1.0;
    /// Expected real orders a month, minor units at base prices.
    expected: f32 = 0.0;
    /// Sales of this month, minor units.
    sales: f32 = 0.0;
    /// Normal sales a month (mean of about a year), minor units.
    normal_sales: f32 = 0.0;
    /// Smoothed profit a month, minor units.
    profit: f32 = 0.0;
    /// Profit before tax of this calendar quarter so far, minor units; only counted, nothing depends on it.
    profit_quarter: f32 = 0.0;
    /// Stock of inputs, minor units at base prices.
    inputs: f32 = 0.0;
    /// Contract rent and other fixed cost agreed for the year, minor units a month; see [`crate::month::rent`].
    rent: f32 = 0.0;
    /// Cash aimed at, days of unavoidable outgo.
    buffer_days: f32 = 0.0;
    /// Fixed assets at book value, minor units (real, not a claim).
    fixed_assets: f32 = 0.0;
    /// The owner's private wealth outside the firm, minor units (part of household wealth, a memo item).
    owner_wealth: f32 = 0.0;
    /// Inputs ordered for delivery next month, minor units.
    order: f32 = 0.0;
    /// Money in the bank.
    cash: Money = Money::ZERO;
    /// Invoices to the principal customer, unpaid.
    due_from_principal: Money = Money::ZERO;
    /// Paid by the principal customer last month, received this month.
    in_transit: Money = Money::ZERO;
    /// Other invoices, unpaid: a claim on the settlement account of the sector.
    receivable: Money = Money::ZERO;
    /// Invoices owed to the settlement accounts.
    payable: Money = Money::ZERO;
    /// Invoices owed to the firms whose principal customer this firm is.
    payable_principal: Money = Money::ZERO;
    /// Working-capital loan, repaid at its end.
    working_loan: Money = Money::ZERO;
    /// Term loan, repaid in instalments.
    term_loan: Money = Money::ZERO;
    /// Yearly rate on loans, in hundredths of a per cent.
    rate: u16 = 0;
    /// Months until the working-capital loan matures.
    working_left: u8 = 0;
    /// Instalments left of the term loan.
    term_left: u8 = 0;
    /// Part of the loans that a public fund guarantees, in per cent.
    guaranteed: u8 = 0;
    /// Policy that gave the guarantee, plus one; 0 for none.
    guarantor: u8 = 0;
    /// Orders that wait since a restriction, in sixteenths of a normal month.
    backlog: u8 = 0;
    /// People laid off while the firm was closed, who may be recalled.
    recall: u16 = 0;
    /// Months for which the firm has lain dormant.
    dormant_months: u8 = 0;
    /// Knowledge beyond what the firm's normal research keeps up, in thousandths of sales; see
    /// [`crate::month::innovation`].
    knowledge: u8 = 0;
    /// Innovations that rivals have not caught up with, and what policy has brought forward; see [`strengths`].
    lead: u8 = 0;
}

const _: () = assert!(DENSE_BYTES <= 176, "at most 176 bytes of dense columns a firm");

/// A firm to be born.
#[derive(Clone, Copy, Debug)]
pub struct Newborn {
    /// Its identity.
    pub id: u64,
    /// Its sector.
    pub sector: u8,
    /// Its region.
    pub region: u8,
    /// It comes only because policy has lowered the cost of founding.
    pub marginal: bool,
}

impl Block {
    /// Whether a slot holds a firm.
    #[inline]
    pub fn lives(&self, i: usize) -> bool {
        self.sector[i] != FREE
    }
    /// Months for which a firm still feels the loss on a customer that closed, 0 to 3; months with overdue
    /// obligations do not count.
    #[inline]
    pub fn loss_shock_months(&self, i: usize) -> u16 {
        (self.flags[i] & flag::LOSS_SHOCK) >> 12
    }
    /// Sets these months.
    #[inline]
    pub fn set_loss_shock_months(&mut self, i: usize, months: u16) {
        self.flags[i] = (self.flags[i] & !flag::LOSS_SHOCK) | (months.min(3) << 12);
    }
    /// Tier of the ladder, 0 for none; see [`crate::classes::TIERS`].
    #[inline]
    pub fn tier_of(&self, i: usize) -> usize {
        usize::from(self.tier[i] & 7).min(TIERS.len() - 1)
    }
    /// Rounds of the ladder since the firm's certificate was given or renewed, 31 at most.
    #[inline]
    pub fn rounds_certified(&self, i: usize) -> u8 {
        self.tier[i] >> 3
    }
    /// Sets both.
    #[inline]
    pub fn certify(&mut self, i: usize, tier: usize, rounds: u8) {
        self.tier[i] = tier as u8 | rounds.min(31) << 3;
    }
    /// Digital level, 0 to 3.
    #[inline]
    pub fn digital_level(&self, i: usize) -> u8 {
        self.digital[i] & 3
    }
    /// Of these, steps that the firm would not have taken by itself yet.
    #[inline]
    pub fn digital_lead(&self, i: usize) -> u8 {
        self.digital[i] >> 2 & 3
    }
    /// Months until the last of them pays, 15 at most.
    #[inline]
    pub fn digital_left(&self, i: usize) -> u8 {
        self.digital[i] >> 4
    }
    /// Sets all three.
    #[inline]
    pub fn set_digital(&mut self, i: usize, level: u8, lead: u8, left: u8) {
        self.digital[i] = level.min(3) | lead.min(3) << 2 | left.min(15) << 4;
    }
    /// Whether the principal customer is a large firm.
    #[inline]
    pub fn supplies_large(&self, i: usize) -> bool {
        self.customer[i] & LARGE_FIRM != 0 && self.customer[i] != NOBODY
    }
    /// Bank debt of a firm.
    #[inline]
    pub fn debt(&self, i: usize) -> Money {
        self.working_loan[i] + self.term_loan[i]
    }
    /// Age in months.
    #[inline]
    pub fn age(&self, i: usize, now: i32) -> i32 {
        now - self.born[i]
    }
    /// Whether a flag is set.
    #[inline]
    pub fn has(&self, i: usize, bit: u16) -> bool {
        self.flags[i] & bit != 0
    }
    /// Sets or clears a flag.
    #[inline]
    pub fn mark(&mut self, i: usize, bit: u16, on: bool) {
        if on {
            self.flags[i] |= bit;
        } else {
            self.flags[i] &= !bit;
        }
    }
    /// What the firm owns less what it owes. `inputs_value` is the value of its stock of inputs, `owed` its
    /// arrears and deferred obligations.
    #[inline]
    pub fn equity(&self, i: usize, inputs_value: f64, owed: Money) -> f64 {
        let claims = self.cash[i] + self.due_from_principal[i] + self.in_transit[i] + self.receivable[i];
        let debts = self.debt(i) + self.payable[i] + self.payable_principal[i] + owed;
        claims.real() - debts.real() + f64::from(self.fixed_assets[i]) + inputs_value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tier_and_rounds_share_a_byte() {
        let mut b = Box::new(Block::empty());
        for (tier, rounds) in [(0, 0), (4, 0), (3, 2), (2, 31)] {
            b.certify(5, tier, rounds);
            assert_eq!((b.tier_of(5), b.rounds_certified(5)), (tier, rounds));
        }
        b.certify(5, 1, 200);
        assert_eq!((b.tier_of(5), b.rounds_certified(5)), (1, 31));
    }

    #[test]
    fn digital_level_lead_and_months_share_a_byte() {
        let mut b = Box::new(Block::empty());
        for (level, lead, left) in [(0, 0, 0), (3, 1, 15), (2, 2, 9), (1, 0, 3)] {
            b.set_digital(7, level, lead, left);
            assert_eq!((b.digital_level(7), b.digital_lead(7), b.digital_left(7)), (level, lead, left));
        }
    }

    #[test]
    fn a_record_survives_its_bytes() {
        let mut record = Record::EMPTY;
        record.id = 77;
        record.cash = Money(-5);
        record.price = 1.25;
        let mut bytes = Vec::new();
        record.write(&mut bytes);
        assert_eq!(bytes.len(), DENSE_BYTES);
        assert_eq!(Record::read(&mut &bytes[..]), Some(record));
        assert_eq!(Record::read(&mut &bytes[1..]), None);
    }
}
