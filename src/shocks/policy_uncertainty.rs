//! Policy uncertainty: nobody knows which taxes, rules and support will hold.
//!
//! The size is the rise of an index of policy uncertainty over its normal level: 1 is a doubling. Enters the month in
//! [`crate::month::expectations`]: investment is put off and hiring slows, the less the more firms believe what is
//! announced ([`crate::month::credibility`]). It is no event that owners could see as passing.

use super::{Here, ShockSpec};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "policy_uncertainty",
    description: "an index of policy uncertainty rises over its normal level by this share: investment is put off, hiring slows",
    unit: "share, 1 is a doubling",
    min: 0.0,
    max: 5.0,
    channels: false,
    common: false,
    local: rise,
    national: None,
};

fn rise(terms: &mut Terms, here: &Here<'_>) {
    terms.policy_uncertainty[here.cell] += here.size;
}
