//! What became of firms under each arm, and which firms the money went to.

mod bar;

use super::arms;
use super::found::{Compared, DELAYED, FATES, Fates, HARMED, HASTENED, LOST, SAFE, SAVED};
use super::numbered;
use super::rows::{self, Axis};
use crate::charts::canvas::{Anchor, Canvas, Face};
use crate::charts::figure::{Figure, Head};
use crate::charts::quantity;
use crate::charts::run::Run;
use crate::charts::ticks::{Ticks, grouped};
use crate::charts::tidy::{Tidy, cell};
use crate::charts::{Chart, Sheet, hover, style, text};
use crate::error::Result;
use crate::language::Language;
use crate::say;
use bar::{BAR, Bar, Part, SHORTEST, STYLES, stack, sum, width};

/// The chart.
pub const CHART: Chart = Chart {
    name: "fates",
    title: "What became of firms, and where the money went",
    reading: "Firms alive when the arms diverge. Right of zero: saved (closed without the policy, alive with it) and only delayed (closed in both, later with it). Left: hastened (closed in both, earlier with it) and harmed (alive without it, closed with it). The grey bars show which firms the money went to; money for firms that are safe anyway is deadweight: it saves no firm.",
    needs: "arms to hold against a base: only comparisons have them",
    make,
};

/// A row: the bar and the gap below it; on narrow paper the label above it too.
const GAP: f64 = 20.0;
const LABEL: f64 = 36.0;
/// Thousand firms below which a fate has no number.
const NONE: f64 = 0.05;
/// Above the rows of a plot, for its title; and below them, for the numbers of its axis.
const TITLE: f64 = 44.0;
const FOOT: f64 = 78.0;

fn make(run: &Run, _: &Chart) -> Result<Option<Sheet>> {
    let Some(compared) = &run.compared else { return Ok(None) };
    let mut horizons = vec![compared.first()];
    if compared.last() != compared.first() {
        horizons.push(compared.last());
    }
    let mut numbers =
        Tidy::new(&["regime", "arm", "horizon_months", "fate", "firms_thousand", "share_of_money"]);
    let mut blocks = Vec::new();
    for horizon in horizons {
        let mut block: Vec<(String, &Fates)> = Vec::new();
        for arm in &compared.arms {
            let Some(fates) = compared.fates(arm, horizon, "all").first().copied() else { continue };
            for (which, name) in FATES.iter().enumerate() {
                let names = [&compared.regime, arm, &horizon.to_string(), *name].map(str::to_string);
                numbers.row(
                    names.into_iter().chain([cell(fates.firms[which]), cell(share(fates, which))]).collect(),
                );
            }
            block.push((run.arm(arm), fates));
        }
        block.truncate(rows::MOST);
        blocks.push(Block { horizon, arms: block });
    }
    if numbers.is_empty() {
        return Ok(None);
    }
    Ok(Some(Sheet { canvas: draw(run, compared, &blocks), numbers }))
}

/// The share of the money that firms of a fate got; none when nobody got any.
fn share(fates: &Fates, which: usize) -> f64 {
    if fates.money() > 0.0 { fates.money[which] / fates.money() } else { f64::NAN }
}

/// The arms at a horizon.
struct Block<'a> {
    horizon: i64,
    arms: Vec<(String, &'a Fates)>,
}

/// Bars of arms below one another, of firms or of money.
struct Plot<'a> {
    title: String,
    /// Names of arms, and their bars.
    rows: Vec<(&'a str, Bar)>,
    /// Whether names stand at the rows; else they stand at the left of another plot.
    named: bool,
    /// Behind numbers.
    suffix: &'static str,
    ticks: Ticks,
    /// Labels stand above the bars, not at the left.
    above: bool,
    /// The names of which rows have the number; none where rows have names.
    list: &'a [String],
    /// Height of a row.
    row: f64,
}

fn head(run: &Run, compared: &Compared, blocks: &[Block]) -> Head {
    let language = run.page.language;
    let of = blocks.first().and_then(|block| block.arms.first()).map(|arm| arm.1);
    let scale = of.map_or_else(String::new, |fates| {
        let factors = quantity::factors(language);
        let places = 2 - 2 * factors.decimals;
        let million = |firms: f64| grouped(firms / 1000.0 * factors.million, places);
        let [all, lost] = [fates.all(), fates.lost_in_base()].map(million);
        say!(
            language,
            "Of {all} million firms, {lost} million close within {months} months in “{base}”.",
            all = all,
            lost = lost,
            months = blocks[0].horizon,
            base = run.arm(&compared.base)
        )
    });
    Head {
        title: say!(language, "What became of firms, and where the money went").to_string(),
        measure: say!(
            language,
            "Firms alive when arms diverge, by what becomes of them compared with “{base}”",
            base = run.arm(&compared.base)
        ),
        note: language.sentences(&[
            scale.as_str(),
            &say!(
                language,
                "Means over {count} replications. Money: paid out or waived, including guarantees called; arms without any have no bar.",
                count = run.replications()
            ),
            &arms::rests(run, compared),
            &rows::left_out(language, compared.arms.len()),
        ]),
        every: true,
    }
}

fn draw(run: &Run, compared: &Compared, blocks: &[Block]) -> Canvas {
    let language = run.page.language;
    let numbered =
        numbered::numbered(&run.page, blocks.iter().map(|block| block.arms.len()).max().unwrap_or(0));
    let (above, arms) = (run.page.narrow() && !numbered, if numbered { all(blocks) } else { Vec::new() });
    let names: Vec<String> = STYLES.iter().map(|entry| language.of(entry.1).to_string()).collect();
    let edge = run.page.wide - style::MARGIN;
    let key = |canvas: Option<&mut Canvas>, top: f64| {
        rows::keys(canvas, (edge, top), &names, |canvas, at, k| rows::patch(canvas, at, STYLES[k].2))
    };
    let tallest = |block: &Block| {
        block.arms.iter().map(|arm| rows::label_height(&arm.0, run.page.wide) + 12.0).fold(0.0, f64::max)
    };
    let row = |block: &Block| match (above, numbered) {
        (true, _) => LABEL + BAR + GAP,
        (_, true) => BAR + GAP,
        (false, false) => tallest(block).max(BAR + GAP),
    };
    let form = |block| (above, row(block), arms.as_slice());
    let pair = |block| [firms(language, block, form(block)), money(language, block, form(block))];
    let plots: Vec<[Plot; 2]> = blocks.iter().map(pair).collect();
    let heading = style::LABEL + 30.0;
    let high = |pair: &[Plot; 2]| {
        let [first, second] = [pair[0].height(), pair[1].height()];
        heading + if above { first + second } else { first.max(second) }
    };
    let list = |canvas: Option<&mut Canvas>, top: f64| match numbered {
        true => numbered::list(canvas, &run.page, top + 12.0, &arms, |_| style::INK),
        false => top,
    };
    let plotted: f64 = plots.iter().map(high).sum();
    let mut figure = Figure::new(run, &head(run, compared, blocks), list(None, key(None, 0.0)) + plotted);
    let canvas = &mut figure.canvas;
    let keyed = key(Some(canvas), figure.top);
    let mut y = list(Some(canvas), keyed);
    for (block, pair) in blocks.iter().zip(&plots) {
        let after = say!(language, "After {months} months", months = block.horizon);
        canvas.text((style::MARGIN, y + heading - 14.0), &after, Face::new(style::LABEL).bold());
        let top = y + heading;
        if above {
            pair[0].draw(canvas, language, (style::MARGIN, edge), top);
            pair[1].draw(canvas, language, (style::MARGIN, edge), top + pair[0].height());
        } else {
            let named = rows::label_width(block.arms.iter().map(|arm| &arm.0), canvas.width);
            let labels = if numbered { width(&numbered::number(arms.len())) } else { named };
            let left = style::MARGIN + labels + 24.0;
            let middle = left + 0.56 * (edge - left);
            pair[0].draw(canvas, language, (left, middle - 50.0), top);
            pair[1].draw(canvas, language, (middle, edge - 26.0), top);
        }
        y += high(pair);
    }
    figure.canvas
}

/// Every arm of blocks once.
fn all(blocks: &[Block]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in blocks.iter().flat_map(|block| &block.arms) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Where labels stand, how high a row is, and the names that numbers stand for.
type Form<'a> = (bool, f64, &'a [String]);

/// Firms that another fate than in the base has met.
fn firms<'a>(language: Language, block: &'a Block, (above, row, list): Form<'a>) -> Plot<'a> {
    let factors = quantity::factors(language);
    let part = |fates: &Fates, fate: usize| {
        let thousand = fates.firms[fate];
        // Whole thousands in English, but for those below ten.
        let places = usize::from(thousand < 9.95) + factors.decimals;
        let size = thousand * factors.thousand;
        Part { fate, size, words: if thousand < NONE { String::new() } else { grouped(size, places) } }
    };
    let bar = |fates: &Fates| Bar {
        right: [SAVED, DELAYED].map(|fate| part(fates, fate)).to_vec(),
        left: [HASTENED, HARMED].map(|fate| part(fates, fate)).to_vec(),
        within: Vec::new(),
    };
    let rows: Vec<_> = block.arms.iter().map(|(words, fates)| (words.as_str(), bar(fates))).collect();
    let values = rows.iter().flat_map(|(_, bar)| [-sum(&bar.left), sum(&bar.right)]);
    let ticks = rows::ticks(values, 4, "");
    let title = say!(language, "Firms, thousand").to_string();
    Plot { title, ticks, rows, named: true, suffix: "", above, row, list }
}

/// What share of the money firms of each fate got.
fn money<'a>(language: Language, block: &'a Block, (above, row, list): Form<'a>) -> Plot<'a> {
    let bar = |fates: &Fates| {
        if fates.money() <= 0.0 {
            return Bar::default();
        }
        let percent = |which: usize| 100.0 * share(fates, which);
        let safe = grouped(percent(SAFE), 1);
        let part = |fate: usize| {
            let size = percent(fate);
            let words = if fate == SAFE { String::new() } else { format!("{}%", grouped(size, 0)) };
            Part { fate, size, words }
        };
        Bar {
            right: STYLES.map(|(fate, ..)| part(fate)).to_vec(),
            left: Vec::new(),
            within: vec![
                say!(
                    language,
                    "{safe}% safe anyway, {lost}% lost anyway",
                    safe = safe,
                    lost = grouped(percent(LOST), 1)
                ),
                say!(language, "{safe}% safe anyway", safe = safe),
                format!("{safe}%"),
            ],
        }
    };
    let rows = block.arms.iter().map(|(words, fates)| (words.as_str(), bar(fates))).collect();
    let ticks = Ticks::cover([0.0, 100.0].into_iter(), 4, true, "%");
    let title = say!(language, "Share of the money").to_string();
    Plot { title, ticks, rows, named: above, suffix: "%", above, row, list }
}

impl Plot<'_> {
    fn height(&self) -> f64 {
        TITLE + self.row * self.rows.len() as f64 + FOOT
    }

    /// Draws it between two places below a height.
    fn draw(&self, canvas: &mut Canvas, language: Language, (left, right): (f64, f64), y: f64) {
        let (top, bottom) = (y + TITLE, y + TITLE + self.row * self.rows.len() as f64);
        let title =
            text::shorten_at_word(&self.title, style::TICK, true, canvas.width - style::MARGIN - left);
        canvas.text((left, y + 26.0), &title, Face::new(style::TICK).bold());
        // Numbers that have no room in their segments stand beyond the ends of the bars.
        let beyond = |side: fn(&Bar) -> &Vec<Part>| {
            let written = |bar: &&Part| !bar.words.is_empty();
            let all = |bar: &Bar| {
                side(bar).iter().filter(written).map(|part| width(&part.words) + 14.0).sum::<f64>()
            };
            self.rows.iter().filter(|row| row.1.within.is_empty()).map(|row| all(&row.1)).fold(0.0, f64::max)
        };
        let [less, more] = [beyond(|bar| &bar.left), beyond(|bar| &bar.right)];
        let axis = Axis { ends: (left + less.max(12.0), right - more.max(12.0)), ticks: self.ticks.clone() };
        axis.draw(canvas, top, bottom);
        // As much as all bars have room for that have room for anything.
        let roomy = || self.rows.iter().map(|row| &row.1).filter(|bar| bar.fits(&axis, SHORTEST));
        let level = (0..=SHORTEST).find(|level| roomy().all(|bar| bar.fits(&axis, *level)));
        for (at, (words, bar)) in self.rows.iter().enumerate() {
            // On narrow paper the label is the upper part of the row.
            let above = if self.above { LABEL } else { 0.0 };
            let from = top + self.row * at as f64 + above + (self.row - above - BAR) / 2.0;
            let middle = from + BAR / 2.0;
            let low = top + self.row * (at + 1) as f64;
            hover::mark(
                canvas,
                ((left, low - self.row), (right, low)),
                &format!("{words} · {}", self.title),
                &bar.said(language, self.suffix),
            );
            if self.above {
                let words = text::shorten_at_word(words, style::SMALL, false, right - left);
                // Grid lines must not strike the words through.
                let back = (left + width(&words), from - 8.0 + style::SMALL * 0.3);
                canvas.rect((left, from - 8.0 - style::SMALL), back, style::PAPER);
                canvas.text((left, from - 8.0), &words, Face::new(style::SMALL));
            } else if self.named {
                let at = self.list.iter().position(|name| name == words);
                let label = at.map_or_else(|| words.to_string(), numbered::number);
                rows::label(canvas, &label, left - 14.0, middle);
            }
            let beyond = bar.within.is_empty();
            stack(canvas, &axis, (from, middle), (&bar.right, 1.0), beyond);
            stack(canvas, &axis, (from, middle), (&bar.left, -1.0), beyond);
            if bar.right.iter().chain(&bar.left).all(|part| part.words.is_empty()) && !bar.right.is_empty() {
                let at = (axis.x(0.0) + 10.0, middle + style::SMALL * 0.36);
                canvas.text(at, "0", Face::new(style::SMALL).color(style::QUIET));
            }
            let words = level.filter(|level| bar.fits(&axis, *level)).and_then(|level| bar.within.get(level));
            if let Some(words) = words {
                let at = (axis.x(sum(&bar.right)) - 12.0, middle + style::SMALL * 0.36);
                canvas.text(at, words, Face::new(style::SMALL).anchor(Anchor::Right));
            }
        }
    }
}
