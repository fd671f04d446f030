//! Draws by name: every random number is a pure function of (seed, replication, purpose, who, month).
//!
//! No generator is stored or shared, so a result can't depend on threads, on the order of firms, or on what
//! another mechanism drew, and the same firm has the same random draws in every arm of a comparison. The
//! mixer is the finaliser of splitmix64 (Steele, Lea and Flood 2014), applied to the key word by word.
//!
//! ```
//! use tideover::rng::{Draws, Purpose};
//!
//! // Seed 1, replication 0. The month is a number, the last argument says which firm.
//! let draw = |firm| Draws::new(1, 0).stream(Purpose::Fate, 24_241).uniform(firm);
//! assert_eq!(draw(42), draw(42)); // the same name, the same draw
//! assert_ne!(draw(42), draw(43));
//! assert!(draw(42) > 0.0 && draw(42) < 1.0);
//! ```

pub mod key;
mod ziggurat;

use crate::math;

/// What a draw is for. The number is part of the key: never reuse or renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
#[allow(missing_docs)]
pub enum Purpose {
    Identity = 1,
    Population = 2,
    Jump = 3,
    JumpSize = 4,
    Transient = 5,
    Efficiency = 6,
    Reprice = 7,
    Headcount = 8,
    Attendance = 9,
    Need = 10,
    Access = 11,
    Screening = 12,
    Tie = 13,
    TakeUp = 14,
    OwnerWealth = 15,
    Fate = 16,
    Entry = 17,
    EntrySize = 18,
    EntryCash = 19,
    EntryEfficiency = 20,
    EntryBuffer = 21,
    EntryKind = 22,
    Link = 23,
    Bank = 24,
    Compliance = 25,
    Queue = 26,
    Permission = 27,
    Backlog = 28,
    Dormancy = 29,
    Waking = 30,
    Circle = 31,
    Order = 32,
    Recall = 33,
    Quarter = 34,
    PayingHabit = 35,
    Onset = 40,
    Intensity = 41,
    Essential = 42,
    Struck = 43,
    Equity = 44,
    Research = 60,
    ResearchIntensity = 61,
    Learning = 62,
    Forgetting = 63,
    Success = 64,
    Niche = 65,
    MainProduct = 66,
    Leader = 67,
    Committee = 68,
    Imitation = 69,
    DigitalStart = 80,
    DigitalStep = 81,
    ClusterMember = 82,
    ClusterShock = 83,
    ClusterJoin = 84,
    Quality = 85,
    Certificate = 86,
    Lapse = 87,
    Improvement = 88,
    Skill = 89,
    Slice = 90,
    Place = 91,
    Trajectory = 92,
    Scramble = 93,
    Resample = 94,
    Course = 95,
    Turnover = 96,
    Upgrade = 97,
    Insider = 100,
    ForeignTrade = 110,
    ForeignMarket = 111,
    ExportIntensity = 112,
    ForeignFounder = 113,
}

/// The root of all draws of one replication.
#[derive(Clone, Copy, Debug)]
pub struct Draws {
    root: u64,
}

/// The finaliser of splitmix64.
#[inline]
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number in the open interval (0, 1) out of random bits.
#[inline]
fn unit(bits: u64) -> f64 {
    ((bits >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
}

impl Draws {
    /// The draws of a replication of a run with this seed.
    pub fn new(seed: u64, replication: u64) -> Draws {
        Draws { root: mix(mix(seed) ^ replication) }
    }

    /// The draws of a named sub-stream (a month, a purpose), from which one hash a firm gives its number.
    #[inline]
    pub fn stream(self, purpose: Purpose, month: i64) -> Stream {
        Stream { root: mix(mix(self.root ^ ((purpose as u64) << 32)) ^ (month as u64)) }
    }
}

/// The draws of one purpose in one month.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    root: u64,
}

impl Stream {
    /// 64 random bits for `who`.
    #[inline]
    pub fn bits(self, who: u64) -> u64 {
        mix(self.root ^ who.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }
    /// A number in the open interval (0, 1).
    #[inline]
    pub fn uniform(self, who: u64) -> f64 {
        unit(self.bits(who))
    }
    /// Four numbers from 0 to 65,535 for `who`, out of one hash.
    #[inline]
    pub fn pieces(self, who: u64) -> [u16; 4] {
        let bits = self.bits(who);
        [bits as u16, (bits >> 16) as u16, (bits >> 32) as u16, (bits >> 48) as u16]
    }
    /// A number in the open interval (0, 1) that begins with a piece of another hash.
    #[inline]
    pub fn beginning_with(self, piece: u16, who: u64) -> f64 {
        (f64::from(piece) + self.uniform(who)) / 65_536.0
    }
    /// A standard normal number.
    #[inline]
    pub fn normal(self, who: u64) -> f64 {
        let bits = self.bits(who);
        ziggurat::quick(bits).unwrap_or_else(|| ziggurat::slow(bits))
    }
    /// A Laplace number with mean zero and standard deviation one.
    #[inline]
    pub fn laplace(self, who: u64) -> f64 {
        math::inverse_laplace(self.uniform(who))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_gives_the_same_number_and_another_key_another() {
        let stream = Draws::new(1, 2).stream(Purpose::Fate, 7);
        assert_eq!(stream.bits(42), Draws::new(1, 2).stream(Purpose::Fate, 7).bits(42));
        assert_ne!(stream.bits(42), stream.bits(43));
        assert_ne!(stream.bits(42), Draws::new(1, 2).stream(Purpose::Fate, 8).bits(42));
        assert_ne!(stream.bits(42), Draws::new(1, 3).stream(Purpose::Fate, 7).bits(42));
    }

    #[test]
    fn no_seed_and_replication_share_their_draws_with_another() {
        // Seeds as people choose them, with neighbours, and the ends of the range; replications as many as a
        // run may have by far.
        let seeds = (0..60).chain([42, 1234, 20_200_101, 20_200_102, u64::MAX - 1, u64::MAX]);
        let mut roots: Vec<u64> = seeds
            .flat_map(|seed| (0..2_000).map(move |replication| Draws::new(seed, replication).root))
            .collect();
        let all = roots.len();
        roots.sort_unstable();
        roots.dedup();
        // Seed 42 stands in the list twice.
        assert_eq!(roots.len(), all - 2_000);
    }

    #[test]
    fn neighbouring_seeds_and_replications_are_uncorrelated() {
        let n = 40_000u64;
        let uniform = |seed: u64, replication: u64, who: u64| {
            Draws::new(seed, replication).stream(Purpose::Fate, 24_240).uniform(who) - 0.5
        };
        for (seed, replication) in
            [(20_200_102, 0), (20_200_101, 1), (20_200_102, 1), (20_200_100, 1), (0, 0), (1, 0)]
        {
            let product = |who: u64| uniform(20_200_101, 0, who) * uniform(seed, replication, who);
            // A correlation of independent numbers has a standard deviation of one over the root of n, 0.005.
            let correlation = 12.0 * (0..n).map(product).sum::<f64>() / n as f64;
            assert!(correlation.abs() < 0.02, "seed {seed}, replication {replication}: {correlation}");
        }
        let same = 12.0
            * (0..n).map(|who| uniform(20_200_101, 0, who) * uniform(20_200_101, 0, who)).sum::<f64>()
            / n as f64;
        assert!((same - 1.0).abs() < 0.02, "{same}");
    }

    #[test]
    fn moments_of_the_draws() {
        let stream = Draws::new(20_200_101, 0).stream(Purpose::Jump, 3);
        let n = 200_000u64;
        let (mut u, mut z, mut zz, mut l, mut ll) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for who in 0..n {
            u += stream.uniform(who);
            let x = stream.normal(who);
            z += x;
            zz += x * x;
            let y = stream.laplace(who);
            l += y;
            ll += y * y;
        }
        let n = n as f64;
        assert!((u / n - 0.5).abs() < 0.003);
        assert!((z / n).abs() < 0.01 && (zz / n - 1.0).abs() < 0.02);
        assert!((l / n).abs() < 0.01 && (ll / n - 1.0).abs() < 0.03);
    }
}
