//! What makes a small firm resilient: hazard ratios of closing by what firms had at the start, with intervals.

use super::canvas::{Canvas, Face};
use super::columns::Columns;
use super::compare::rows::{self, Axis};
use super::figure::{Figure, Head};
use super::run::Run;
use super::tidy::{Tidy, cell};
use super::words::capital;
use super::{Chart, Sheet, hover, style};
use crate::error::Result;
use crate::say;

/// The chart.
pub const CHART: Chart = Chart {
    name: "resilience_factors",
    title: "Which small firms survive?",
    reading: "Each dot: by how much less (left of zero) or more (right) firms with this feature close than firms that are alike but for it. What a survey would find: a feature that goes with survival need not cause it.",
    needs: "hazard ratios that could be estimated (resilience_factors.csv): the run is too small or too short for them",
    make,
};

const ROW: f64 = 54.0;
const TITLE: f64 = 58.0;

/// A feature: its group, what it is, and by how many per cent the hazard is higher, with an interval.
struct Feature {
    group: String,
    meaning: String,
    change: [f64; 3],
}

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let path = run.folder.join("resilience_factors.csv");
    let text = ["regime", "arm", "group", "factor", "meaning"];
    let Some(table) = Columns::read_where(&path, &text, |_| true, |column, cell| run.is_main(column, cell))?
    else {
        return Ok(None);
    };
    let months = table.numbers("after_months")?;
    let Some(first) = months.iter().copied().reduce(f64::min) else { return Ok(None) };
    let (ratio, lower, upper) = (
        table.numbers("hazard_ratio")?,
        table.numbers("hazard_ratio_lower")?,
        table.numbers("hazard_ratio_upper")?,
    );
    let mut numbers = Tidy::new(&[
        "after_months",
        "group",
        "factor",
        "hazard_ratio",
        "hazard_ratio_lower",
        "hazard_ratio_upper",
    ]);
    let mut features = Vec::new();
    for row in (0..table.rows).filter(|row| months[*row] == first && ratio[*row].is_finite()) {
        let name = |column: &str| table.names(column).map(|names| names.at(row).to_string());
        let of_row = [ratio[row], lower[row], upper[row]];
        let mut cells = vec![cell(first), name("group")?, name("factor")?];
        cells.extend(of_row.map(cell));
        numbers.row(cells);
        let change = of_row.map(|ratio| 100.0 * (ratio - 1.0));
        features.push(Feature { group: name("group")?, meaning: name("meaning")?, change });
    }
    if features.is_empty() {
        return Ok(None);
    }
    Ok(Some(Sheet { canvas: draw(run, chart, first, &features), numbers }))
}

fn draw(run: &Run, chart: &Chart, months: f64, features: &[Feature]) -> Canvas {
    let language = run.page.language;
    let measure = say!(
        language,
        "Closures within {months} months of firms with a feature, against firms of the same sector alike in all others, %",
        months = months
    );
    let note = say!(
        language,
        "Proportional hazards, {count} replications pooled; lines: 95% confidence, firms as independent draws. Features as of the start. Firms with a feature differ in more than what is held alike.",
        count = run.replications()
    );
    let head = Head::of(run, chart.title, measure, note);
    let groups = features.chunk_by(|one, other| one.group == other.group).count();
    let high = ROW * features.len() as f64 + TITLE * groups as f64;
    let mut figure = Figure::new(run, &head, high + 30.0 + style::SMALL);
    let canvas = &mut figure.canvas;
    let labels: Vec<String> = features.iter().map(|feature| capital(language.of(&feature.meaning))).collect();
    let left = style::MARGIN + rows::label_width(labels.iter(), canvas.width) + 30.0;
    let axis = Axis {
        ends: (left, canvas.width - style::MARGIN - 20.0),
        ticks: rows::ticks(features.iter().flat_map(|feature| feature.change), 7, "%"),
    };
    let top = figure.top + 10.0;
    axis.draw(canvas, top, top + high);
    let mut y = top;
    let mut group = "";
    for (feature, label) in features.iter().zip(&labels) {
        if feature.group != group {
            group = &feature.group;
            canvas.text(
                (style::MARGIN, y + TITLE * 0.68),
                language.of(&capital(group)),
                Face::new(style::TICK).bold(),
            );
            y += TITLE;
        }
        let middle = y + ROW / 2.0;
        rows::label(canvas, label, left - 14.0, middle);
        let [change, low, high] = feature.change;
        let clear = low > 0.0 || high < 0.0;
        let color = if clear { style::BLUE } else { style::QUIET };
        axis.whisker(canvas, (low, high), middle, color);
        let x = axis.x(change);
        canvas.rect((x - 8.0, middle - 8.0), (x + 8.0, middle + 8.0), color);
        let value = hover::between(language, feature.change, change, "%");
        let said = (language.of(&capital(group)).to_string(), value, color);
        hover::mark(canvas, ((axis.ends.0, y), (axis.ends.1, y + ROW)), label, &[said]);
        y += ROW;
    }
    figure.canvas
}
