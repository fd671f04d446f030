//! Text on a sheet that is cut off or lies on other text.

use tideover::charts::canvas::{Anchor, Canvas, Mark};
use tideover::charts::text;

/// What is wrong with the texts of a sheet, in words.
pub fn complaints(canvas: &Canvas) -> Vec<String> {
    let mut found = Vec::new();
    let mut boxes: Vec<(String, [f64; 4])> = Vec::new();
    for mark in &canvas.marks {
        let Mark::Text { at, text: words, em, bold, anchor, .. } = mark else { continue };
        let wide = text::width(words, *em, *bold);
        let left = match anchor {
            Anchor::Left => at.0,
            Anchor::Middle => at.0 - wide / 2.0,
            Anchor::Right => at.0 - wide,
        };
        // From the height of small letters to the baseline: ascenders of one line may stand beside descenders
        // of the one above.
        let own = [left, at.1 - 0.62 * em, left + wide, at.1];
        if own[0] < -1.0 || own[2] > canvas.width + 1.0 || own[1] < 0.0 || own[3] > canvas.height {
            found.push(format!("\"{words}\" is cut off: {own:?}"));
        }
        for (other, taken) in &boxes {
            if own[0] < taken[2] && taken[0] < own[2] && own[1] < taken[3] && taken[1] < own[3] {
                found.push(format!("\"{words}\" lies on \"{other}\""));
            }
        }
        boxes.push((words.clone(), own));
    }
    found
}
