//! Where an effect changes its sign along a factor, all others held: between the last value at which it lies
//! significantly to one side of zero and the first at which it lies to the other.

use super::findings::Findings;
use super::number::{Number, Sign};
use crate::charts::sweep::axis::{Axis, Spacing};
use crate::charts::sweep::folder::{Level, Row};
use std::collections::BTreeMap;

/// A change of sign.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Crossing {
    pub(super) factor: usize,
    /// The values between which it lies.
    pub(super) between: [Level; 2],
    /// The point before it.
    pub(super) point: usize,
}

/// The changes of sign along the factor that has most of them, and along how many lines there could be one.
pub(super) fn crossings(findings: &Findings, output: usize) -> (Vec<Crossing>, usize) {
    let sweep = &findings.sweep;
    if !["grid", "list"].contains(&sweep.plan.design.as_str()) {
        return (Vec::new(), 0);
    }
    let along = |factor: usize| {
        let axis = Axis::of(&sweep.plan.factors[factor], findings.rows().map(|row| &row.levels[factor]));
        let lines = if axis.spacing == Spacing::Names { Vec::new() } else { lines(findings, factor, &axis) };
        let found: Vec<Crossing> =
            lines.iter().filter_map(|line| crossing(findings, factor, line, output)).collect();
        (found, lines.len())
    };
    let all = sweep.varying().into_iter().map(along);
    all.fold((Vec::new(), 0), |best, next| if next.0.len() > best.0.len() { next } else { best })
}

/// The points that differ in one factor alone, in the order of its values.
fn lines<'a>(findings: &'a Findings, factor: usize, axis: &Axis) -> Vec<Vec<&'a Row>> {
    let mut lines: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in findings.rows() {
        let others = row.levels.iter().enumerate().filter(|(at, _)| *at != factor);
        let key: Vec<String> = others.map(|(_, level)| level.cell()).collect();
        lines.entry(key.join("\n")).or_default().push(row);
    }
    let mut lines: Vec<Vec<&Row>> = lines.into_values().filter(|line| line.len() > 1).collect();
    for line in &mut lines {
        line.sort_by(|a, b| axis.place(&a.levels[factor]).total_cmp(&axis.place(&b.levels[factor])));
    }
    lines.sort_by_key(|line| line[0].point);
    lines
}

/// The first change of sign along a line.
fn crossing(findings: &Findings, factor: usize, line: &[&Row], output: usize) -> Option<Crossing> {
    let sign =
        |row: &Row| Number::of(&findings.sweep, row, output).map_or(Sign::Open, |number| number.sign());
    let decided: Vec<(&Row, Sign)> =
        line.iter().map(|row| (*row, sign(row))).filter(|(_, sign)| *sign != Sign::Open).collect();
    let pair = decided.windows(2).find(|pair| pair[0].1 != pair[1].1)?;
    let level = |at: usize| pair[at].0.levels[factor].clone();
    Some(Crossing { factor, between: [level(0), level(1)], point: pair[0].0.point })
}
