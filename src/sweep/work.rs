//! What there is to simulate: units of a few points that share a history, in one replication each.

use super::points::{Plan, Point};
use std::collections::{BTreeMap, BTreeSet};

/// Most points of a unit. More would save little: sixteen already bear a sixteenth each of what they share.
const MOST: usize = 16;
/// Pieces that a plan is cut into at least, if it has as many points, so that there is work for many threads
/// and shards.
const CUTS: usize = 12;

/// Points that are simulated together in a replication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Number of its piece of a history; the units of all replications of the same points share it.
    pub piece: usize,
    /// The points, by index in the plan; those that share a history.
    pub points: Vec<usize>,
    /// The replication.
    pub replication: u32,
}

/// The points of a plan that must be simulated: of several with the same id the first.
pub(super) fn distinct(plan: &Plan) -> Vec<&Point> {
    let mut known = BTreeSet::new();
    plan.points.iter().filter(|point| known.insert(point.id.as_str())).collect()
}

/// All units of a plan, in an order that depends on the plan alone: points of one history, and all
/// replications of the same points, stand together.
pub(super) fn units(plan: &Plan) -> Vec<Unit> {
    let mut order: Vec<&str> = Vec::new();
    let mut histories: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for point in distinct(plan) {
        let members = histories.entry(&point.history).or_default();
        if members.is_empty() {
            order.push(&point.history);
        }
        members.push(point.index);
    }
    let cuts = CUTS.div_ceil(order.len().max(1));
    let pieces = order.iter().flat_map(|history| cut(&histories[history], cuts));
    let units = pieces.enumerate().flat_map(|(piece, points)| {
        (0..plan.entry.replications).map(move |replication| Unit {
            piece,
            points: points.to_vec(),
            replication,
        })
    });
    units.collect()
}

/// The points of a history in so many pieces of about equal length, or in more where they would be too long;
/// neighbours together.
fn cut(points: &[usize], cuts: usize) -> impl Iterator<Item = &[usize]> {
    let pieces = points.len().div_ceil(points.len().div_ceil(cuts).clamp(1, MOST));
    (0..pieces).map(move |piece| &points[piece * points.len() / pieces..(piece + 1) * points.len() / pieces])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_is_cut_into_even_pieces() {
        let points: Vec<usize> = (0..145).collect();
        let pieces: Vec<usize> = cut(&points, 12).map(<[usize]>::len).collect();
        assert_eq!(pieces.iter().sum::<usize>(), 145);
        assert!(pieces.len() == 12 && pieces.iter().all(|length| (12..=13).contains(length)), "{pieces:?}");
        assert_eq!(cut(&points[..5], 12).count(), 5);
        assert_eq!(cut(&points[..2], 1).count(), 1);
        assert_eq!(cut(&(0..5000).collect::<Vec<_>>(), 12).map(<[usize]>::len).max(), Some(16));
    }
}
