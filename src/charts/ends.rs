//! Labels at the ends of lines, moved apart where they would touch.

use super::canvas::{Canvas, Face};
use super::{style, text};
use plotters::style::RGBAColor;

const EM: f64 = style::LABEL;
const LINE: f64 = EM * 1.08;
const GAP: f64 = EM * 1.18;
const WIDEST: f64 = 400.0;

/// A label in at most two lines.
fn lines(label: &str) -> Vec<String> {
    text::wrap(label, EM, false, WIDEST, 2)
}

/// Room that labels need right of a plot.
pub fn room<'a>(labels: impl Iterator<Item = &'a str>) -> f64 {
    labels
        .filter(|label| !label.is_empty())
        .flat_map(lines)
        .map(|line| text::width(&line, EM, false).min(WIDEST) + 40.0)
        .fold(0.0, f64::max)
}

/// Writes labels beside the right end `x` of a plot, each as near to its height as the others allow.
pub fn draw(
    canvas: &mut Canvas,
    x: f64,
    offset: f64,
    (top, bottom): (f64, f64),
    mut ends: Vec<(f64, String, RGBAColor)>,
) {
    ends.retain(|(y, label, _)| y.is_finite() && !label.is_empty());
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let wanted: Vec<f64> = ends.iter().map(|end| end.0).collect();
    let most = ends.iter().map(|end| lines(&end.1).len()).max().unwrap_or(1);
    let places = apart(&wanted, GAP + LINE * (most as f64 - 1.0), top, bottom);
    for ((y, label, color), place) in ends.iter().zip(places) {
        if (place - y).abs() > EM * 0.3 {
            // Beside a second axis the line begins behind its numbers.
            let begin = if offset > 0.0 { x + offset - 4.0 } else { x + 2.0 };
            canvas.line(&[(begin, *y), (x + offset + 14.0, place)], style::HAIR, style::veil(*color, 0.6));
        }
        let lines = lines(label);
        let first = place + EM * 0.35 - LINE * (lines.len() as f64 - 1.0) / 2.0;
        for (k, line) in lines.iter().enumerate() {
            canvas.text((x + offset + 18.0, first + LINE * k as f64), line, Face::new(EM).color(*color));
        }
    }
}

/// Moves sorted places at least `gap` apart with the least total movement, within limits where there is room.
pub fn apart(wanted: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    // Groups of touching labels stand centred on the mean of what they want.
    let mut groups: Vec<(f64, usize)> = Vec::new();
    for want in wanted {
        groups.push((*want, 1));
        while groups.len() > 1 {
            let ((a, n), (b, m)) = (groups[groups.len() - 2], groups[groups.len() - 1]);
            if b - a >= gap * (n + m) as f64 / 2.0 - 1e-9 {
                break;
            }
            let middle = (a * n as f64 + b * m as f64) / (n + m) as f64;
            groups.truncate(groups.len() - 2);
            groups.push((middle, n + m));
        }
    }
    let mut places = Vec::new();
    for (middle, count) in groups {
        let half = gap * (count as f64 - 1.0) / 2.0;
        places.extend((0..count).map(|k| middle - half + gap * k as f64));
    }
    let mut floor = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(floor);
        floor = *place - gap;
    }
    let mut ceiling = top;
    for place in &mut places {
        *place = place.max(ceiling);
        ceiling = *place + gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_distance() {
        let places = apart(&[10.0, 12.0, 13.0, 90.0, 99.0], 10.0, 0.0, 100.0);
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 10.0 - 1e-9), "{places:?}");
        assert!(places[0] >= 0.0 && places[4] <= 100.0, "{places:?}");
        assert_eq!(apart(&[5.0, 50.0], 10.0, 0.0, 100.0), [5.0, 50.0]);
    }
}
