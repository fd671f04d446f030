//! The table of the ladder of specialised firms: how many firms of the country stood on each step, or above
//! it, at published dates.

use super::number::Number;
use super::table::Table;
use crate::classes::TIERS;
use crate::diagnose::{Problems, did_you_mean};
use crate::economy::LadderPoint;
use crate::units::Month;
use crate::{phrase, told};

const FIRMS: Number =
    Number { name: "firms", min: 0.0, max: 1e9, unit: phrase!("firms of the country on this tier or above") };

/// Reads the path. Points of a tier stand in the order of their months.
pub(super) fn read(mut table: Table, problems: &mut Problems) -> Vec<LadderPoint> {
    table.columns(["tier", "month", "firms"], &[]);
    let mut points: Vec<LadderPoint> = Vec::new();
    for row in 0..table.rows.len() {
        let name = table.text(row, "tier");
        let tier = TIERS[1..].iter().position(|tier| *tier == name).map(|index| index + 1);
        if tier.is_none() && table.has("tier") {
            let tiers = TIERS[1..].join(", ");
            let message =
                told!("there is no tier \"{name}\"; the tiers are {tiers}", name = &name, tiers = tiers);
            table.problem(row, "tier", message, did_you_mean(&name, TIERS));
        }
        let text = table.text(row, "month");
        let parsed = text.parse::<Month>();
        if let (Err(why), true) = (&parsed, table.has("month")) {
            table.problem(row, "month", told!("month: {why}", why = why.clone()), None);
        }
        let month = parsed.ok();
        let firms = table.number(row, FIRMS, &told!("{tier} in {month}", tier = &name, month = &text));
        if let (Some(tier), Some(month)) = (tier, month) {
            if points.iter().any(|point| point.tier == tier && point.month >= month) {
                let message =
                    told!("{tier}: {month} comes after a later month or twice", tier = &name, month = text);
                table.problem(row, "month", message, None);
            }
            points.push(LadderPoint { tier, month, firms });
        }
    }
    table.sourced();
    table.close(problems);
    points
}
