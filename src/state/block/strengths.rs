//! Strengths of a firm, packed into bits of two columns.
//!
//! | column | bits | holds |
//! | --- | --- | --- |
//! | `strengths` | 0–1 | size class when reporting began, or at birth |
//! | | 2–3 | quality, see [`crate::month::quality`] |
//! | | 4 | whether it has a certificate of it |
//! | | 5–6 | skill of the staff, see [`crate::month::skills`] |
//! | | 7 | whether a policy brought it into its cluster |
//! | `lead` | 0–3 | innovations that rivals have not caught up with, see [`crate::month::innovation`] |
//! | | 4–5 | of its skill, levels that a policy brought forward |
//! | | 6 | whether a policy brought its certificate forward |
//! | | 7 | whether quality rose with the certificate |

use super::{Block, Record};

/// The value of so many bits from one on.
#[inline]
fn read(byte: u8, from: u32, bits: u32) -> u8 {
    byte >> from & ((1 << bits) - 1)
}

/// The byte with so many bits from one on set to a value, or to the largest that they hold.
#[inline]
fn written(byte: u8, from: u32, bits: u32, value: u8) -> u8 {
    let most = (1 << bits) - 1;
    byte & !(most << from) | value.min(most) << from
}

macro_rules! bits {
    ($( $(#[$doc:meta])* $get:ident, $set:ident: $column:ident $from:literal $bits:literal; )*) => {
        impl Block {
            $(
                $(#[$doc])*
                #[inline]
                pub fn $get(&self, i: usize) -> u8 {
                    read(self.$column[i], $from, $bits)
                }
                /// Sets it, or the most that its bits hold.
                #[inline]
                pub fn $set(&mut self, i: usize, value: u8) {
                    self.$column[i] = written(self.$column[i], $from, $bits, value);
                }
            )*
        }
        impl Record {
            $(
                /// Sets it, or the most that its bits hold.
                pub fn $set(&mut self, value: u8) {
                    self.$column = written(self.$column, $from, $bits, value);
                }
            )*
        }
    };
}
bits! {
    /// Size class when reporting began, or at birth.
    first_class, set_first_class: strengths 0 2;
    /// Quality, 0 to 3.
    quality, set_quality: strengths 2 2;
    /// One for a firm with a certificate of its quality.
    certified, set_certified: strengths 4 1;
    /// Skill of the staff, 0 to 3.
    skill, set_skill: strengths 5 2;
    /// One for a member of a cluster that a policy brought in.
    joined, set_joined: strengths 7 1;
    /// Innovations that rivals have not caught up with, 15 at most.
    innovations, set_innovations: lead 0 4;
    /// Levels of skill that the firm would not have yet without policy.
    skill_lead, set_skill_lead: lead 4 2;
    /// One for a firm that would not have its certificate yet without policy.
    certified_early, set_certified_early: lead 6 1;
    /// One for a firm whose quality rose by a level with its certificate.
    improved, set_improved: lead 7 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strengths_share_two_bytes_and_leave_one_another_alone() {
        let mut b = Box::new(Block::empty());
        b.set_first_class(3, 2);
        b.set_quality(3, 3);
        b.set_certified(3, 1);
        b.set_skill(3, 1);
        b.set_innovations(3, 9);
        b.set_skill_lead(3, 1);
        b.set_certified_early(3, 1);
        b.set_skill(3, 2);
        b.set_quality(3, 1);
        b.set_innovations(3, 200);
        let strengths = [b.first_class(3), b.quality(3), b.certified(3), b.skill(3), b.joined(3)];
        assert_eq!((strengths, b.strengths[3]), ([2, 1, 1, 2, 0], 0b0101_0110));
        assert_eq!([b.innovations(3), b.skill_lead(3), b.certified_early(3)], [15, 1, 1]);
    }
}
