//! Shares over replications, with what the draws and what the choice of orders leave to chance.

use super::game::Coalition;
use super::{Game, Games, SHARED, read};
use crate::catalogue::METRICS;
use crate::compare::effects::round;
use crate::compare::tables::shapley::{COLUMNS, ShareNumbers};
use crate::stats::columns;
use crate::stats::summary::spread;
use crate::table::Table;
use std::collections::BTreeMap;

/// A game, a horizon, and what is shared out.
type Key = (usize, i64, usize);

/// What replications say: a number a policy in each.
#[derive(Debug, Default)]
struct Found {
    /// By replication and policy.
    shares: Vec<Vec<f64>>,
    /// By replication, pair of orders and policy; no pairs where all orders count.
    pairs: Vec<Vec<Vec<f64>>>,
    /// What the package does, by replication.
    package: Vec<f64>,
}

/// Shares of the replications so far.
#[derive(Debug)]
pub struct Shares<'a> {
    games: Vec<(&'a str, &'a Game)>,
    found: BTreeMap<Key, Found>,
}

impl<'a> Shares<'a> {
    /// No replication yet of these games, each with its regime.
    pub fn new(regimes: impl Iterator<Item = (&'a str, &'a Games)>) -> Shares<'a> {
        let games =
            regimes.flat_map(|(regime, games)| games.games.iter().map(move |game| (regime, game))).collect();
        Shares { games, found: BTreeMap::new() }
    }

    /// Adds what coalitions came to in one replication.
    pub fn add(&mut self, table: &Table) {
        let places = ["regime", "arm", "coalition", "metric", "horizon_months", "value"]
            .map(|name| table.column(name));
        let [Some(regime), Some(arm), Some(coalition), Some(metric), Some(horizon), Some(value)] = places
        else {
            return;
        };
        let mut worths: BTreeMap<Key, BTreeMap<Coalition, f64>> = BTreeMap::new();
        for row in &table.rows {
            let game = self
                .games
                .iter()
                .position(|(name, game)| *name == row[regime].text() && game.arm == row[arm].text());
            let metric = SHARED.iter().position(|(name, _, _)| *name == row[metric].text());
            let (Some(game), Some(metric), Some(coalition)) = (game, metric, read(&row[coalition].text()))
            else {
                continue;
            };
            if let (Some(horizon), Some(value)) = (row[horizon].number(), row[value].number()) {
                worths.entry((game, horizon as i64, metric)).or_default().insert(coalition, value);
            }
        }
        for (key, worths) in worths {
            let game = self.games[key.0].1;
            // Shares need every coalition.
            if game.places.iter().all(|(coalition, _)| worths.contains_key(coalition)) {
                let worth = |coalition: Coalition| worths[&coalition];
                let found = self.found.entry(key).or_default();
                found.shares.push(game.orders.shares(&worth));
                found.pairs.push(game.orders.by_pair(&worth));
                found.package.push(worth(game.orders.all()) - worth(0));
            }
        }
    }

    /// The table of all shares.
    pub fn table(&self, currency_unit: &str) -> Table {
        let mut table = columns::table(COLUMNS);
        for ((place, horizon, metric), found) in &self.found {
            let (regime, game) = self.games[*place];
            let (name, of, _) = SHARED[*metric];
            let unit = METRICS.iter().find(|metric| metric.name == of).map_or("", |metric| metric.unit);
            for (player, policy) in game.policies.iter().enumerate() {
                let head = ShareNumbers {
                    regime,
                    arm: &game.arm,
                    policy,
                    horizon: *horizon,
                    metric: name,
                    unit: unit.replace("{unit}", currency_unit),
                    orders: game.orders.count(),
                    replications: found.shares.len(),
                    ..ShareNumbers::default()
                };
                let numbers = found.numbers(player, head);
                table.rows.push(COLUMNS.iter().map(|column| (column.value)(&numbers)).collect());
            }
        }
        table
    }
}

impl Found {
    /// The share of a policy, with its intervals.
    fn numbers<'a>(&self, player: usize, head: ShareNumbers<'a>) -> ShareNumbers<'a> {
        let own: Vec<f64> = self.shares.iter().map(|shares| shares[player]).collect();
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
        let (share, package) = (mean(&own), mean(&self.package));
        // Pairs are the same in all replications: their means over these differ by the orders.
        let pairs = self.pairs.first().map_or(0, Vec::len);
        let by_pair: Vec<f64> = (0..pairs)
            .map(|pair| mean(&self.pairs.iter().map(|pairs| pairs[pair][player]).collect::<Vec<_>>()))
            .collect();
        let chance = |values: &[f64]| spread(values).and_then(|spread| spread.error);
        let (by_replication, orders) = (chance(&own), chance(&by_pair));
        // Half an interval is its upper end less its middle; two sources of chance add up like the legs of a
        // right angle.
        let half = |error: &[f64; 4]| (error[3] - error[2]) / 2.0;
        let both = by_replication.as_ref().map(|by_replication| {
            let (a, b) = (half(by_replication), orders.as_ref().map_or(0.0, half));
            (a * a + b * b).sqrt()
        });
        let order_error = orders.map_or(0.0, |error| error[1]);
        ShareNumbers {
            share: round(share),
            sd: by_replication.map(|error| round(error[0])),
            monte_carlo_error: by_replication.map(|error| round(error[1])),
            order_error: round(order_error),
            bounds: both.map(|half| [round(share - half), round(share + half)]),
            package: round(package),
            share_of_package: (package != 0.0).then(|| round(share / package)),
            ..head
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::shapley::game::Orders;
    use crate::compare::shapley::written;
    use crate::compare::tables::coalitions;
    use crate::table::Cell;

    fn games(policies: usize) -> Games {
        let orders = Orders::of(&(0..policies as i64).collect::<Vec<_>>(), 1);
        let places = orders.coalitions().into_iter().map(|coalition| (coalition, 0)).collect();
        let policies = (1..=policies).map(|number| format!("policy {number}")).collect();
        Games { games: vec![Game { arm: "relief".into(), policies, orders, places }], extra: Vec::new() }
    }

    fn table_of(games: &Games, replication: i64, worth: impl Fn(Coalition) -> f64) -> Table {
        let mut table = columns::table(coalitions::COLUMNS);
        for (coalition, _) in &games.games[0].places {
            let mut row: Vec<Cell> = ["middle", "relief"].map(|name| Cell::Text(name.into())).into();
            row.extend([
                Cell::Int(replication),
                Cell::Text(written(*coalition)),
                Cell::Int(12),
                Cell::Text("jobs_kept".into()),
            ]);
            row.push(Cell::Real(worth(*coalition)));
            table.rows.push(row);
        }
        table
    }

    fn cell(table: &Table, row: usize, name: &str) -> Option<f64> {
        table.rows[row][table.column(name).unwrap()].number()
    }

    #[test]
    fn shares_worked_by_hand() {
        let games = games(2);
        let mut shares = Shares::new([("middle", &games)].into_iter());
        // Nobody 100, alone 101 and 102, together 106; in the second replication all of it twice.
        for replication in 0..2 {
            let times = (1 + replication) as f64;
            shares.add(&table_of(&games, replication, |c| 100.0 + times * [0.0, 1.0, 2.0, 6.0][c as usize]));
        }
        let table = shares.table("yuan");
        assert_eq!(table.rows.len(), 2);
        // 2.5 and 5; 3.5 and 7: errors 1.25 and 1.75.
        assert_eq!((cell(&table, 0, "share"), cell(&table, 1, "share")), (Some(3.75), Some(5.25)));
        assert_eq!(
            (cell(&table, 0, "monte_carlo_error"), cell(&table, 0, "order_error")),
            (Some(1.25), Some(0.0))
        );
        assert!((cell(&table, 1, "upper").unwrap() - (5.25 + 12.7062 * 1.75)).abs() < 1e-3);
        assert_eq!((cell(&table, 0, "package"), cell(&table, 0, "orders")), (Some(9.0), Some(2.0)));
        assert!((cell(&table, 0, "share_of_package").unwrap() - 3.75 / 9.0).abs() < 1e-9);
    }

    #[test]
    fn what_the_choice_of_orders_leaves_to_chance_is_reported() {
        let games = games(7);
        let mut shares = Shares::new([("middle", &games)].into_iter());
        // The first policy is worth something only where the third and fourth are not: its share depends on
        // the orders.
        let worth =
            |c: Coalition| f64::from(c.count_ones()) + if c & 1 != 0 && c & 12 == 0 { 5.0 } else { 0.0 };
        for replication in 0..2 {
            shares.add(&table_of(&games, replication, worth));
        }
        let table = shares.table("yuan");
        let sum: f64 = (0..7).map(|row| cell(&table, row, "share").unwrap()).sum();
        assert!((sum - 7.0).abs() < 1e-8, "{sum}");
        assert!(cell(&table, 0, "order_error").unwrap() > 0.0 && cell(&table, 1, "order_error") == Some(0.0));
        // No variation between replications: the interval is that of the orders alone, t with seven degrees
        // 2.36462.
        let half = cell(&table, 0, "upper").unwrap() - cell(&table, 0, "share").unwrap();
        assert!((half - 2.36462 * cell(&table, 0, "order_error").unwrap()).abs() < 1e-4);
        // A replication that lacks a coalition is left out.
        let mut part = table_of(&games, 2, worth);
        part.rows.pop();
        shares.add(&part);
        assert_eq!(cell(&shares.table("yuan"), 0, "replications"), Some(2.0));
    }
}
