//! What stands beside a heat map: its numbers as a table, the strongest cliff, the note.

use crate::charts::sweep::axis::Axis;
use crate::charts::sweep::cliffs;
use crate::charts::sweep::folder::{History, Sweep, short};
use crate::charts::sweep::map::{Cell, Maps};
use crate::charts::tidy::{Tidy, cell};

pub(super) fn numbers(sweep: &Sweep, way: &History, output: usize, maps: &Maps) -> Tidy {
    let names: Vec<&str> =
        maps.factors.iter().map(|factor| sweep.plan.factors[*factor].name.as_str()).collect();
    let columns = ["base", "regime", "output", "unit"].into_iter().chain(names);
    let mut numbers = Tidy::new(
        &columns
            .chain(["value", "se", "status", "beyond_2_se", "cliff_across", "cliff_up"])
            .collect::<Vec<_>>(),
    );
    let entry = &sweep.plan.outputs[output];
    for map in &maps.maps {
        for (y, row) in map.cells.iter().enumerate() {
            for (x, one) in row.iter().enumerate().filter(|(_, one)| **one != Cell::Absent) {
                let mut cells =
                    [&way.base, &way.regime, &entry.name, &entry.unit].map(String::clone).to_vec();
                cells.extend([maps.axes[0].levels[x].cell(), maps.axes[1].levels[y].cell()]);
                cells.extend(map.third.as_ref().map(crate::charts::sweep::folder::Level::cell));
                cells.extend([cell(map.value[y][x]), cell(map.error[y][x])]);
                cells.push(if *one == Cell::Failed { "failed" } else { "ok" }.to_string());
                let beyond = if map.open[y][x] { "no" } else { "yes" };
                cells.push(if entry.effect && *one != Cell::Failed { beyond } else { "" }.to_string());
                let edge =
                    |up: bool| map.cliffs.iter().find(|edge| (edge.column, edge.row, edge.up) == (x, y, up));
                cells.extend(
                    [false, true].map(|up| edge(up).map_or_else(String::new, |edge| cell(edge.change))),
                );
                numbers.row(cells);
            }
        }
    }
    numbers
}

/// One sentence on the strongest cliff of all maps.
pub(super) fn strongest(sweep: &Sweep, output: usize, maps: &Maps) -> String {
    let all = || maps.maps.iter().flat_map(|map| map.cliffs.iter().map(move |edge| (map, edge)));
    let Some((map, edge)) = all().reduce(|a, b| if b.1.change.abs() > a.1.change.abs() { b } else { a })
    else {
        return "No cliffs.".to_string();
    };
    let factor = |n: usize| &sweep.plan.factors[maps.factors[n]];
    let (along, other) = if edge.up { (1, 0) } else { (0, 1) };
    let at = [edge.column, edge.row];
    let value_text = |n: usize, place: usize| factor(n).value_text(&maps.axes[n].levels[place]);
    let mut fixed = vec![format!("{} {}", factor(other).inside(), value_text(other, at[other]))];
    fixed.extend(
        map.third.as_ref().map(|third| format!("{} {}", factor(2).inside(), factor(2).value_text(third))),
    );
    let count = all().count();
    let cliffs = if count > 1 { format!("{count} cliffs") } else { "a cliff".to_string() };
    let unit = &sweep.plan.outputs[output].unit;
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let sign = if edge.change > 0.0 { "+" } else { "" };
    format!(
        "Thick edges: {cliffs}, where {}. The strongest: {sign}{}{unit} where {} goes from {} to {}, at {}.",
        cliffs::RULE,
        short(edge.change),
        factor(along).inside(),
        value_text(along, at[along]),
        value_text(along, at[along] + 1),
        fixed.join(", ")
    )
}

pub(super) fn note(sweep: &Sweep, output: usize, maps: &Maps) -> String {
    let mut note = vec![sweep.replications(), strongest(sweep, output, maps)];
    let any = |cell: Cell| maps.maps.iter().any(|map| map.any(cell));
    if maps.maps.iter().any(|map| map.open.iter().flatten().any(|open| *open)) {
        let few = if sweep.plan.replications < 5.0 { " or on fewer than five replications" } else { "" };
        note.push(format!(
            "Hatched, without lines: effects below two standard errors{few}, not distinguishable from zero."
        ));
    }
    if any(Cell::Failed) {
        note.push("Crossed: failed.".into());
    }
    if any(Cell::Absent) {
        note.push("Empty: not in the design.".into());
    }
    if maps.axes.iter().any(Axis::uneven) {
        note.push("Cells are of equal size though values are not evenly spaced.".into());
    }
    if maps.axes.iter().any(Axis::has_base) {
        note.push("Bold: value of the base scenario.".into());
    }
    if !maps.held.is_empty() {
        note.push(format!("Held: {}.", maps.held.join(", ")));
    }
    if maps.left_out > 0 {
        note.push(format!(
            "{} more values of {} are not shown.",
            maps.left_out,
            sweep.plan.factors[maps.factors[2]].called()
        ));
    }
    note.join(" ")
}
