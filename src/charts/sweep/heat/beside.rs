//! What stands beside a heat map: its numbers as a table, the strongest cliff, the note.

use crate::charts::sweep::axis::Axis;
use crate::charts::sweep::cliffs;
use crate::charts::sweep::folder::{History, Sweep};
use crate::charts::sweep::map::{Cell, Maps};
use crate::charts::tidy::{Tidy, cell};
use crate::units::rounded;
use crate::{phrase, say};

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
                let judged = entry.effect && !sweep.few() && *one != Cell::Failed;
                cells.push(if judged { beyond } else { "" }.to_string());
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

/// The strongest cliff of all maps, in words; what it takes to be one stands before it.
pub(super) fn strongest(sweep: &Sweep, output: usize, maps: &Maps) -> Vec<String> {
    let language = sweep.language();
    let all = || maps.maps.iter().flat_map(|map| map.cliffs.iter().map(move |edge| (map, edge)));
    let Some((map, edge)) = all().reduce(|a, b| if b.1.change.abs() > a.1.change.abs() { b } else { a })
    else {
        return vec![say!(language, "No cliffs.").to_string()];
    };
    let factor = |n: usize| &sweep.plan.factors[maps.factors[n]];
    let (along, other) = if edge.up { (1, 0) } else { (0, 1) };
    let at = [edge.column, edge.row];
    let value_text = |n: usize, place: usize| factor(n).value_text(&maps.axes[n].levels[place]);
    let held = |name: String, value: String| say!(language, "{factor} {value}", factor = name, value = value);
    let mut fixed = vec![held(factor(other).inside(), value_text(other, at[other]))];
    fixed.extend(map.third.as_ref().map(|third| held(factor(2).inside(), factor(2).value_text(third))));
    let sign = if edge.change > 0.0 { "+" } else { "" };
    vec![
        say!(
            language,
            "Thick edges are cliffs ({count}), where {rule}.",
            count = all().count(),
            rule = language.of(cliffs::RULE)
        ),
        say!(
            language,
            "The strongest: {change} {unit} where {factor} goes from {from} to {to}, at {fixed}.",
            change = format!("{sign}{}", rounded(edge.change, edge.change)),
            unit = sweep.unit(output),
            factor = factor(along).inside(),
            from = value_text(along, at[along]),
            to = value_text(along, at[along] + 1),
            fixed = language.list(&fixed)
        )
        .replace("  ", " "),
    ]
}

/// What blue and orange mean on a map of effects.
fn colours(sweep: &Sweep, output: usize) -> Option<&'static str> {
    if !sweep.plan.outputs[output].effect {
        return None;
    }
    Some(match (sweep.better(output), sweep.plan.against.as_str()) {
        (Some(_), "no_policy") => phrase!("Blue: better than without policies; orange: worse."),
        (Some(_), "no_shock") => phrase!("Blue: better than without the shock; orange: worse."),
        (Some(_), _) => phrase!("Blue: better; orange: worse."),
        (None, _) => phrase!("Blue: above zero; orange: below."),
    })
}

pub(super) fn note(sweep: &Sweep, output: usize, maps: &Maps) -> String {
    let language = sweep.language();
    let mut note = vec![sweep.replications()];
    let mut put = |phrase: &str| note.push(language.of(phrase).to_string());
    let no_verdict = sweep.plan.outputs[output].effect && sweep.few();
    colours(sweep, output).filter(|_| !no_verdict).into_iter().for_each(&mut put);
    let any = |cell: Cell| maps.maps.iter().any(|map| map.any(cell));
    if maps.maps.iter().any(|map| map.open.iter().flatten().any(|open| *open)) {
        put(match no_verdict {
            true => phrase!("Hatched, without lines or colours: no verdict on fewer than five replications."),
            false => phrase!(
                "Hatched, without lines: effects below two standard errors, not distinguishable from zero."
            ),
        });
    }
    if any(Cell::Failed) {
        put(phrase!("Crossed: failed."));
    }
    if any(Cell::Absent) {
        put(phrase!("Empty: not in the design."));
    }
    if maps.axes.iter().any(Axis::uneven) {
        put(phrase!("Cells are of equal size though values are not evenly spaced."));
    }
    if maps.axes.iter().any(Axis::has_base) {
        put(phrase!("Bold: value of the base scenario."));
    }
    if !no_verdict {
        note.extend(strongest(sweep, output, maps));
    }
    if !maps.held.is_empty() {
        note.push(say!(language, "Held: {factors}.", factors = language.list(&maps.held)));
    }
    if maps.left_out > 0 {
        let factor = sweep.plan.factors[maps.factors[2]].called();
        let left_out = maps.left_out;
        note.push(say!(
            language,
            "{count} more values of {factor} are not shown.",
            count = left_out,
            factor = factor
        ));
    }
    language.sentences(&note)
}
