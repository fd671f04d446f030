//! The table of foreign markets: which part of the country's exports goes where.

use super::number::Number;
use super::table::Table;
use crate::diagnose::Problems;
use crate::economy::ForeignMarket;
use crate::{phrase, told};

const EXPORT_SHARE: Number =
    Number { name: "export_share", min: 0.0, max: 1.0, unit: phrase!("share of the country's exports") };

/// The one market of a pack that lists none.
pub(super) fn one() -> Vec<ForeignMarket> {
    vec![ForeignMarket { id: "abroad".into(), label: "Abroad".into(), export_share: 1.0 }]
}

/// Reads the markets; their shares add up to one.
pub(super) fn read(mut table: Table, problems: &mut Problems) -> Vec<ForeignMarket> {
    table.columns(["id", "label", "export_share"], &[]);
    let ids = table.ids("id", phrase!("foreign market"));
    table.at_most(ids.len(), phrase!("foreign markets"));
    let mut markets: Vec<ForeignMarket> = ids
        .into_iter()
        .enumerate()
        .map(|(row, id)| {
            let who = told!("foreign market \"{id}\"", id = &id);
            let export_share = table.number(row, EXPORT_SHARE, &who);
            ForeignMarket { label: table.text(row, "label"), id, export_share }
        })
        .collect();
    let shares = markets.iter_mut().map(|market| &mut market.export_share).collect();
    table.shares(phrase!("the shares of foreign markets (export_share)"), shares);
    table.sourced();
    table.close(problems);
    markets
}
