//! Screening: how much each factor moves an output, and how unevenly.

use super::folder::{History, Sweep};
use super::{Kind, Named, each, figure, legend};
use crate::charts::canvas::{Anchor, Canvas, Face, Point};
use crate::charts::compare::frontier::Scale;
use crate::charts::compare::place::Room;
use crate::charts::compare::shapes::{self, Shape};
use crate::charts::figure::Head;
use crate::charts::tidy::{Tidy, cell};
use crate::charts::words::capital;
use crate::charts::{Sheet, hover, style, text};
use crate::{phrase, say};
use plotters::style::RGBAColor;

/// The chart.
pub(super) const KIND: Kind = Kind {
    name: "morris",
    title: phrase!("Factors by effect and nonlinearity"),
    reading: phrase!(
        "The further right, the more a factor moves the output; factors near the left edge can be left out. The higher, the more its effect depends on its own value and those of the others: above the dashed ray the effect varies by more than its mean size."
    ),
    make,
};

/// A factor: mean of absolute effects with its interval, their standard deviation, their mean.
struct Screened {
    factor: usize,
    star: [f64; 3],
    sigma: f64,
    mu: f64,
}

/// Share of the mean absolute effect from which on a factor is said to raise or to lower the output.
const ONE_WAY: f64 = 0.5;

impl Screened {
    fn kind(&self) -> usize {
        match self.mu / self.star[0] {
            share if share >= ONE_WAY => 0,
            share if share <= -ONE_WAY => 1,
            _ => 2,
        }
    }
}

const KINDS: [(Shape, RGBAColor, &str); 3] = [
    (Shape::Triangle, style::BLUE, phrase!("raises it")),
    (Shape::Square, style::ORANGE, phrase!("lowers it")),
    (Shape::Circle, style::AXIS, phrase!("both ways")),
];

fn make(sweep: &Sweep, kind: &Kind) -> Vec<Named> {
    each(sweep, kind, |way, output| {
        let (star, sigma, mu) = (
            sweep.indices(way, output, "mu_star"),
            sweep.indices(way, output, "sigma"),
            sweep.indices(way, output, "mu"),
        );
        let screened = |(factor, star): (&usize, &[f64; 3])| {
            let mu = mu.get(factor).map_or(f64::NAN, |mu| mu[0]);
            Some(Screened { factor: *factor, star: *star, sigma: sigma.get(factor)?[0], mu })
        };
        let mut found: Vec<Screened> = star.iter().filter_map(screened).collect();
        if found.is_empty() {
            return None;
        }
        found.sort_by(|a, b| b.star[0].total_cmp(&a.star[0]));
        let entry = &sweep.plan.outputs[output];
        let mut numbers = Tidy::new(&[
            "base", "regime", "output", "unit", "factor", "mu_star", "lower", "upper", "sigma", "mu",
        ]);
        for one in &found {
            let name = &sweep.plan.factors[one.factor].name;
            let names = [&way.base, &way.regime, &entry.name, &entry.unit, name].map(String::clone);
            numbers.row(
                names.into_iter().chain(one.star.into_iter().chain([one.sigma, one.mu]).map(cell)).collect(),
            );
        }
        // One that stands out by far would press all others into the corner; on root scales the ray is straight
        // too.
        let root = found[0].star[0] > 8.0 * found[found.len() / 2].star[0];
        let head = head(sweep, output, root);
        let canvas = draw(sweep, way, output, &found, root, &head);
        Some((head.title, Sheet { canvas, numbers }))
    })
}

fn head(sweep: &Sweep, output: usize, root: bool) -> Head {
    let language = sweep.language();
    let measure = [
        sweep.measure(output),
        say!(language, "right: how much a factor moves it (μ*); up: how much that depends on the rest (σ)")
            .to_string(),
    ];
    let mut note = vec![
        say!(
            language,
            "μ*: mean size of the change of the output when the factor alone moves over its whole range. σ: how much this change differs from place to place; a large σ means that it depends on the other factors or bends."
        ),
        say!(
            language,
            "Thin lines: intervals of μ*. Dashed: σ = μ*. A factor raises or lowers the output when its mean change is at least half of μ*."
        ),
    ];
    if root {
        note.push(say!(
            language,
            "Both scales are square roots, so that small and large effects can be seen."
        ));
    }
    let measure: Vec<String> = measure.into_iter().filter(|part| !part.is_empty()).collect();
    Head {
        title: say!(
            language,
            "{output}: a screening of the factors that move it",
            output = sweep.output(output)
        ),
        measure: capital(&measure.join(language.semicolon())),
        note: language.sentences(&note),
        every: true,
    }
}

fn draw(sweep: &Sweep, way: &History, output: usize, found: &[Screened], root: bool, head: &Head) -> Canvas {
    let language = sweep.language();
    let kinds: Vec<usize> = (0..KINDS.len()).filter(|at| found.iter().any(|one| one.kind() == *at)).collect();
    let words: Vec<String> = kinds.iter().map(|at| language.of(KINDS[*at].2).to_string()).collect();
    let wide = sweep.page.wide - 2.0 * style::MARGIN;
    let key = legend::height(&words, wide);
    let high = 1010.0 * sweep.page.tall().max(0.8) + key;
    let mut figure = figure(sweep, Some(way), head, high);
    let canvas = &mut figure.canvas;
    legend::draw(canvas, (style::MARGIN, figure.top), wide, &words, |canvas, at, k| {
        let (shape, color, _) = KINDS[kinds[k]];
        shapes::draw(canvas, shape, at, 11.0, color);
    });
    let across = Scale::of(
        &found.iter().flat_map(|one| one.star).map(|star| star.max(0.0)).collect::<Vec<f64>>(),
        root,
    );
    let up = Scale::of(&found.iter().map(|one| one.sigma).collect::<Vec<f64>>(), root);
    let numbers =
        up.marks.iter().map(|(_, words)| text::width(words, style::TICK, false)).fold(0.0, f64::max);
    let from = (style::MARGIN + numbers + 16.0, figure.top + key + 64.0);
    let to = (canvas.width - style::MARGIN - 60.0, figure.top + high - 2.0 * style::TICK - 44.0);
    let x = |value: f64| from.0 + (to.0 - from.0) * across.part(value);
    let y = |value: f64| to.1 - (to.1 - from.1) * up.part(value);
    let quiet = Face::new(style::TICK).color(style::QUIET);
    for (value, words) in &up.marks {
        canvas.line(
            &[(from.0, y(*value)), (to.0, y(*value))],
            style::HAIR,
            if *value == 0.0 { style::AXIS } else { style::GRID },
        );
        canvas.text((from.0 - 10.0, y(*value) + style::TICK * 0.36), words, quiet.anchor(Anchor::Right));
    }
    for (value, words) in &across.marks {
        canvas.line(&[(x(*value), to.1), (x(*value), to.1 + 9.0)], style::HAIR, style::AXIS);
        canvas.text((x(*value), to.1 + 14.0 + style::TICK), words, quiet.anchor(Anchor::Middle));
    }
    canvas.line(&[from, (from.0, to.1)], style::HAIR, style::AXIS);
    canvas.text((style::MARGIN, from.1 - 22.0), "↑ σ", quiet);
    canvas.text((to.0, to.1 + 22.0 + 2.0 * style::TICK), "μ* →", quiet.anchor(Anchor::Right));
    // The right rim is for labels of the factors that stand furthest right.
    let mut room = Room::new(((from.0, from.1 - 8.0), (canvas.width - 8.0, to.1)));
    ray(canvas, (&across, &up), (&x, &y), &mut room);
    let at = |one: &Screened| (x(one.star[0]), y(one.sigma));
    for one in found {
        let (px, py) = at(one);
        if one.star[1].is_finite() && one.star[2] > one.star[1] {
            let (low, high) = (x(one.star[1].max(0.0)), x(one.star[2]));
            canvas.line(&[(low, py), (high, py)], 3, style::veil(KINDS[one.kind()].1, 0.5));
            room.take(((low, py - 3.0), (high, py + 3.0)));
        }
        room.take(((px - 13.0, py - 13.0), (px + 13.0, py + 13.0)));
    }
    for one in found {
        let words = text::shorten(
            &sweep.plan.factors[one.factor].called(),
            style::SMALL,
            false,
            420.0_f64.min(0.4 * sweep.page.wide),
        );
        room.label(canvas, at(one), &words, style::SMALL, style::dark(KINDS[one.kind()].1));
    }
    for one in found {
        let (shape, color, _) = KINDS[one.kind()];
        shapes::draw(canvas, shape, at(one), 11.0, color);
    }
    let size = found[0].star[0];
    for one in found {
        let (px, py) = at(one);
        let corners = ((px - AROUND, py - AROUND), (px + AROUND, py + AROUND));
        let head =
            sweep.plan.factors[one.factor].called() + &language.bracketed(language.of(KINDS[one.kind()].2));
        hover::mark(canvas, corners, &head, &said(sweep, output, one, size));
    }
    figure.canvas
}

/// Dots around a mark within which the pointer is on it.
const AROUND: f64 = 20.0;

/// What is said of a factor under the pointer, to three digits of a size.
fn said(sweep: &Sweep, output: usize, one: &Screened, size: f64) -> Vec<(String, String, RGBAColor)> {
    let language = sweep.language();
    let said = [
        (say!(language, "size of its effect, μ*"), one.star),
        (say!(language, "how far that differs from place to place, σ"), [one.sigma, f64::NAN, f64::NAN]),
        (say!(language, "its mean effect, μ"), [one.mu, f64::NAN, f64::NAN]),
    ];
    let known = said.into_iter().filter(|(_, value)| value[0].is_finite());
    known
        .map(|(name, value)| (name.to_string(), sweep.valued(output, value, size), KINDS[one.kind()].1))
        .collect()
}

/// The ray on which σ is μ*, named at its end.
fn ray(
    canvas: &mut Canvas,
    (across, up): (&Scale, &Scale),
    (x, y): (&dyn Fn(f64) -> f64, &dyn Fn(f64) -> f64),
    room: &mut Room,
) {
    let end = across.high.min(up.high);
    canvas.dashes(&[(x(0.0), y(0.0)), (x(end), y(end))], style::HAIR, style::GREY, 14.0, 10.0);
    let words = "σ = μ*";
    let wide = text::width(words, style::SMALL, false);
    // Above the plot where the ray leaves by its upper edge, else beside its right one.
    let corner: Point = if up.high <= across.high {
        (x(end) - wide / 2.0, y(end) - 14.0)
    } else {
        (x(end) - wide, y(end) - 12.0)
    };
    canvas.text(corner, words, Face::new(style::SMALL).color(style::QUIET));
    room.take(((corner.0, corner.1 - style::SMALL), (corner.0 + wide, corner.1 + 4.0)));
    for step in 0..40 {
        let value = end * f64::from(step) / 40.0;
        room.take(((x(value) - 3.0, y(value) - 3.0), (x(value) + 3.0, y(value) + 3.0)));
    }
}
