//! Scratch of a block: numbers of firms that live within a month and are not saved.

use super::claims::Claims;
use super::heard::Heard;
use super::request::RequestClass;
use super::slots::BLOCK;
use crate::money::Money;

/// Numbers of a firm that live from one round to a later one of the same month.
#[derive(Clone, Debug)]
pub struct Scratch {
    /// Weight in the market, with a minus sign for an insider, see [`crate::month::competition`]: from round 1 to
    /// round 2.
    pub market_weight: [f32; BLOCK],
    /// Unavoidable outgo of the month, minor units, see [`crate::month::outgo`]: from round 2 to the end of
    /// the month.
    pub outgo: [f32; BLOCK],
    /// Share of the normal pay bill that is due: from round 2 to the end of the month.
    pub paid_share: [f32; BLOCK],
    /// Sales paid at once, due from the settlement account: from round 2 to round 3.
    pub sales_at_once: [Money; BLOCK],
    /// Profit of the month before tax on profit: from the payments of round 4 to the end of the month.
    pub profit: [Money; BLOCK],
    /// Part of its debts to suppliers that the firm means to pay this month: from round 2 to round 4.
    pub means_to_pay: [f32; BLOCK],
    /// What it means to pay suppliers and has not yet: from round 2 to round 4.
    pub due_late: [Money; BLOCK],
    /// What the firm spends on research, minor units: from round 2 to round 4.
    pub research: [f32; BLOCK],
    /// Efficiency by the firm's strengths, see [`crate::month::strengths`]: from round 2 to the end of the month.
    pub edge: [f32; BLOCK],
    /// Loan asked for: from round 3 to round 4.
    pub request: [Money; BLOCK],
    /// How the bank sees that request: from round 3 to round 4.
    pub request_class: [RequestClass; BLOCK],
    /// What became of each firm's claim to each policy in force, as bits, see
    /// [`crate::terms::rules::Rules::judge`]; empty without policies.
    pub verdicts: Vec<[u64; 2]>,
    /// What firms asked of policies with a budget, and what they are granted.
    pub claims: Claims,
    /// What firms have heard of.
    pub heard: Heard,
}

impl Scratch {
    /// Nothing yet.
    pub const EMPTY: Scratch = Scratch {
        market_weight: [0.0; BLOCK],
        outgo: [0.0; BLOCK],
        paid_share: [0.0; BLOCK],
        sales_at_once: [Money::ZERO; BLOCK],
        profit: [Money::ZERO; BLOCK],
        means_to_pay: [0.0; BLOCK],
        due_late: [Money::ZERO; BLOCK],
        research: [0.0; BLOCK],
        edge: [0.0; BLOCK],
        request: [Money::ZERO; BLOCK],
        request_class: [RequestClass::NONE; BLOCK],
        verdicts: Vec::new(),
        claims: Claims::NONE,
        heard: Heard::NOTHING,
    };
}

/// Bytes of scratch a firm.
pub const SCRATCH_BYTES: usize = size_of::<Scratch>() / BLOCK;
const _: () = assert!(SCRATCH_BYTES <= 57, "at most 57 bytes of scratch a firm");
