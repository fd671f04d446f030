//! What firms had when the reported months began, as bits: the factors of [`super::resilience`].

use crate::month::outgo;
use crate::state::block::{Block, flag};

/// A factor: what sets firms apart, and the words for it.
#[derive(Clone, Copy, Debug)]
pub struct Factor {
    /// Its name.
    pub name: &'static str,
    /// The group that it is shown in.
    pub group: &'static str,
    /// Which firms have it.
    pub meaning: &'static str,
}

const fn factor(group: &'static str, name: &'static str, meaning: &'static str) -> Factor {
    Factor { name, group, meaning }
}

/// All factors, in the order of their bits.
pub const FACTORS: [Factor; 18] = [
    factor("size", "small", "small firms, over micro firms"),
    factor("size", "medium", "medium firms, over micro firms"),
    factor("age", "aged_2_to_5", "two to five years old, over younger"),
    factor("age", "aged_5_to_10", "five to ten years old, over below two"),
    factor("age", "aged_10_and_over", "ten years and older, over below two"),
    factor("strength", "ahead", "ahead of rivals by an innovation"),
    factor("strength", "research", "do research"),
    factor("strength", "digital_1", "on digital level one, over zero"),
    factor("strength", "digital_2_3", "on digital level two or three, over zero"),
    factor("strength", "certified", "have a certificate of quality"),
    factor("strength", "trained", "have staff trained beyond the usual"),
    factor("strength", "cluster", "are members of a cluster"),
    factor("strength", "on_the_ladder", "are on the ladder of specialised firms"),
    factor("market", "exporter", "sell abroad"),
    factor("market", "large_customer", "have a large firm as principal customer"),
    factor("money", "cash_for_a_month", "have cash for a month of outgo"),
    factor("money", "bank_debt", "owe a bank"),
    factor("money", "insured", "pay social insurance"),
];

/// Bits of the sector below those of the factors.
const SECTOR_BITS: u32 = 8;

/// Set in the pattern of a firm that is followed: zero is nobody.
const FOLLOWED: u32 = 1 << 31;

/// What a firm has, as bits: its sector, its factors, and that it is followed.
pub fn pattern(b: &Block, i: usize, now: i32) -> u32 {
    let years = f64::from(b.age(i, now)) / 12.0;
    let level = b.digital_level(i);
    let has = [
        b.class[i] == 1,
        b.class[i] >= 2,
        (2.0..5.0).contains(&years),
        (5.0..10.0).contains(&years),
        years >= 10.0,
        b.innovations(i) > 0,
        b.scratch.research[i] > 0.0,
        level == 1,
        level >= 2,
        b.certified(i) > 0,
        b.skill(i) > 0,
        b.has(i, flag::CLUSTER),
        b.tier_of(i) > 0,
        b.has(i, flag::EXPORTER),
        b.supplies_large(i),
        outgo::months_of_cash(b, i) >= 1.0,
        b.debt(i).0 > 0,
        b.has(i, flag::FORMAL),
    ];
    let bits = has.iter().enumerate().fold(0, |bits, (k, has)| bits | u32::from(*has) << k);
    FOLLOWED | bits << SECTOR_BITS | u32::from(b.sector[i])
}

/// The sector of a pattern.
pub fn sector(pattern: u32) -> usize {
    (pattern & ((1 << SECTOR_BITS) - 1)) as usize
}

/// Whether a pattern has a factor.
pub fn has(pattern: u32, factor: usize) -> bool {
    pattern >> (SECTOR_BITS + factor as u32) & 1 != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_hold_sector_and_factors() {
        let mut b = Block::empty();
        b.put(
            3,
            &crate::state::block::Record {
                sector: 17,
                born: 0,
                class: 1,
                ..crate::state::block::Record::EMPTY
            },
        );
        b.set_digital(3, 2, 0, 0);
        b.set_certified(3, 1);
        let one = pattern(&b, 3, 40);
        assert_eq!(sector(one), 17);
        let names: Vec<&str> = (0..FACTORS.len()).filter(|k| has(one, *k)).map(|k| FACTORS[k].name).collect();
        assert_eq!(names[..4], ["small", "aged_2_to_5", "digital_2_3", "certified"]);
    }
}
