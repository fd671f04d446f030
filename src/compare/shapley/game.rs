//! The Shapley value of a game: each player's marginal contribution, averaged over the orders in which
//! players may join.
//!
//! With few players all orders count, by weights over coalitions. With more, orders are drawn in antithetic
//! pairs, each with its reverse (who joins early in the one joins late in the other); every order by itself
//! adds up to the whole, so estimates do too.

use crate::rng::{Draws, Purpose};
use std::collections::BTreeSet;

/// Players of a coalition, a bit each, the first lowest.
pub type Coalition = u64;

/// Players up to whom all orders count.
pub const ALL_ORDERS: usize = 5;
/// Orders drawn where not all count; each counts with its reverse.
pub const PAIRS: usize = 8;
/// Players that a coalition can name.
pub const MOST_PLAYERS: usize = Coalition::BITS as usize;

/// The orders that count.
#[derive(Clone, Debug, PartialEq)]
pub struct Orders {
    /// Players.
    pub players: usize,
    /// Orders drawn, each followed by its reverse; none where all count.
    pub drawn: Vec<Vec<usize>>,
}

impl Orders {
    /// All orders of a few players; of more, [`PAIRS`] drawn ones and their reverses. Draws are named by
    /// seed, number of the order and the player's key, so that the same players meet the same orders wherever
    /// they stand in a list.
    pub fn of(keys: &[i64], seed: u64) -> Orders {
        let players = keys.len();
        let mut drawn = Vec::new();
        for number in 0..if players > ALL_ORDERS { PAIRS } else { 0 } {
            let stream = Draws::new(seed, 0).stream(Purpose::Order, number as i64);
            let mut order: Vec<usize> = (0..players).collect();
            order.sort_by_key(|player| (stream.bits(keys[*player] as u64), *player));
            let reverse = order.iter().rev().copied().collect();
            drawn.extend([order, reverse]);
        }
        Orders { players, drawn }
    }

    /// How many orders there are of so many players.
    pub fn possible(players: usize) -> f64 {
        (1..=players).map(|n| n as f64).product()
    }
    /// How many count.
    pub fn count(&self) -> usize {
        if self.drawn.is_empty() { Orders::possible(self.players) as usize } else { self.drawn.len() }
    }

    /// Everyone.
    pub fn all(&self) -> Coalition {
        (0..self.players).fold(0, |all, player| all | 1 << player)
    }
    /// The coalitions whose worth has to be known, nobody and everybody among them.
    pub fn coalitions(&self) -> Vec<Coalition> {
        if self.drawn.is_empty() {
            return (0..=self.all()).collect();
        }
        let mut met = BTreeSet::from([0]);
        for order in &self.drawn {
            let mut joined = 0;
            met.extend(order.iter().map(|player| {
                joined |= 1 << player;
                joined
            }));
        }
        met.into_iter().collect()
    }

    /// The share of each player, given what coalitions are worth.
    pub fn shares(&self, worth: &dyn Fn(Coalition) -> f64) -> Vec<f64> {
        if self.drawn.is_empty() {
            return weighted(self.players, worth);
        }
        mean(self.drawn.iter().map(|order| marginal(order, worth)), self.players)
    }
    /// The share of each player by each pair of orders: how far they differ says what the drawing of orders
    /// left to chance. None where all orders count.
    pub fn by_pair(&self, worth: &dyn Fn(Coalition) -> f64) -> Vec<Vec<f64>> {
        self.drawn
            .chunks(2)
            .map(|pair| mean(pair.iter().map(|order| marginal(order, worth)), self.players))
            .collect()
    }
}

/// The weight of a coalition that a player joins: how often, of all orders, just these came before it.
pub fn weight(joined: usize, players: usize) -> f64 {
    // joined! (players − 1 − joined)! / players!, without factorials that grow out of bounds.
    let choose: f64 = (0..joined).map(|i| (players - 1 - i) as f64 / (i + 1) as f64).product();
    1.0 / (players as f64 * choose)
}

/// Shares over all orders.
fn weighted(players: usize, worth: &dyn Fn(Coalition) -> f64) -> Vec<f64> {
    let share = |player: usize| {
        let without = (0..1u64 << players).filter(|coalition| coalition & 1 << player == 0);
        let gain = |coalition: Coalition| worth(coalition | 1 << player) - worth(coalition);
        without.map(|coalition| weight(coalition.count_ones() as usize, players) * gain(coalition)).sum()
    };
    (0..players).map(share).collect()
}

/// What each player adds when players join in an order.
fn marginal(order: &[usize], worth: &dyn Fn(Coalition) -> f64) -> Vec<f64> {
    let (mut shares, mut joined) = (vec![0.0; order.len()], 0);
    for player in order {
        shares[*player] = worth(joined | 1 << player) - worth(joined);
        joined |= 1 << player;
    }
    shares
}

fn mean(lists: impl ExactSizeIterator<Item = Vec<f64>>, players: usize) -> Vec<f64> {
    let n = lists.len().max(1) as f64;
    let mut sums = vec![0.0; players];
    lists.for_each(|list| sums.iter_mut().zip(list).for_each(|(sum, value)| *sum += value));
    sums.into_iter().map(|sum| sum / n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn orders(players: usize) -> Orders {
        Orders::of(&(0..players as i64).collect::<Vec<_>>(), 7)
    }

    fn near(found: &[f64], wanted: &[f64]) {
        assert_eq!(found.len(), wanted.len());
        assert!(found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}, not {wanted:?}");
    }

    #[test]
    fn games_worked_by_hand() {
        // Alone 1 and 2, together 6: each gets half of what being together adds.
        near(&orders(2).shares(&|c| [0.0, 1.0, 2.0, 6.0][c as usize]), &[2.5, 3.5]);
        // Two left gloves and a right one: a pair is worth one. The right glove gets two thirds.
        let pair = |c: Coalition| if c & 4 != 0 && c & 3 != 0 { 1.0 } else { 0.0 };
        near(&orders(3).shares(&pair), &[1.0 / 6.0, 1.0 / 6.0, 2.0 / 3.0]);
        near(&orders(1).shares(&|c| 3.0 * c as f64), &[3.0]);
        // Nobody, one or both of two others before a player of three.
        near(&[weight(0, 3), weight(1, 3), weight(2, 3)], &[1.0 / 3.0, 1.0 / 6.0, 1.0 / 3.0]);
    }

    #[test]
    fn orders_come_in_pairs_and_are_the_same_again() {
        let nine = orders(9);
        assert_eq!((nine.count(), orders(5).count(), orders(5).coalitions().len()), (2 * PAIRS, 120, 32));
        assert_eq!(nine, orders(9));
        assert_ne!(nine, Orders::of(&(0..9).collect::<Vec<_>>(), 8), "another seed, other orders");
        for pair in nine.drawn.chunks(2) {
            assert_eq!(pair[0], pair[1].iter().rev().copied().collect::<Vec<_>>());
        }
        let met = nine.coalitions();
        assert!(met.contains(&0) && met.contains(&nine.all()) && met.len() <= 2 * PAIRS * 8 + 2);
        // A player's place in the list does not matter: the same keys, turned round, come in the same order.
        let turned = Orders::of(&(0..9).rev().collect::<Vec<_>>(), 7);
        let keys: Vec<usize> = turned.drawn[0].iter().map(|player| 8 - player).collect();
        assert_eq!(keys, nine.drawn[0]);
    }

    #[test]
    fn most_players_fit() {
        let many = orders(MOST_PLAYERS);
        near(&[many.shares(&|c| f64::from(c.count_ones())).iter().sum()], &[64.0]);
        assert_eq!(many.all(), Coalition::MAX);
    }

    proptest! {
        #[test]
        fn shares_add_up_and_null_and_equal_players_get_theirs(
            players in 2usize..9,
            worths in proptest::collection::vec(-100.0..100.0f64, 512),
        ) {
            let orders = orders(players);
            let worth = |c: Coalition| worths[c as usize];
            let shares = orders.shares(&worth);
            prop_assert!((shares.iter().sum::<f64>() - (worth(orders.all()) - worth(0))).abs() < 1e-9);
            for pair in orders.by_pair(&worth) {
                prop_assert!((pair.iter().sum::<f64>() - (worth(orders.all()) - worth(0))).abs() < 1e-9);
            }
            // The first player adds nothing to anyone.
            let null = |c: Coalition| worths[(c & !1) as usize];
            prop_assert_eq!(orders.shares(&null)[0], 0.0);
            // The first two are alike: only how many of them there are counts. Over all orders they get the
            // same.
            let alike = |c: Coalition| worths[(c & !3) as usize + (c & 3).count_ones() as usize];
            if players <= ALL_ORDERS {
                let shares = orders.shares(&alike);
                prop_assert!((shares[0] - shares[1]).abs() < 1e-9);
            }
        }
    }
}
