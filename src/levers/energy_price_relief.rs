//! Energy price relief: part of the bill for electricity, gas and fuel is paid back.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Energy price relief: part of the bill for electricity, gas and fuel is paid back.
pub struct EnergyPriceRelief;

crate::settings! {
    FIELDS;
    strength share = 0.05, 0.0 .. 1.0, "share of the bill", "share of the energy bill that is paid back", Official, "China February to December 2020: electricity of industry and trade 5% cheaper";
    strength rise = 0.0, 0.0 .. 1.0, "share of the rise", "share of what a rise of energy prices adds to the bill", Assumed, "none unless asked for; brakes on gas and electricity prices, Germany 2023: four fifths of use at a capped price; prior range 0-0.8";
}

impl Lever for EnergyPriceRelief {
    fn about(&self) -> &'static About {
        &About {
            kind: "energy_price_relief",
            family: Family::Cost,
            audience: Audience::Firms,
            summary: "part of the energy bill, or of what a price rise adds to it, is paid back",
            acts_on: "cash; the energy bill of the month",
            cost: "what is paid back",
            combine: Combine::Sum,
            evidence: Grade::Official,
            page: "\
Acts on cash: a firm that qualifies, hears of it and files gets the share of its energy bill
(energy_share of the pack times output, at this month's price) and the share of what a rise of
energy prices (shock kind energy) adds to it. Prices and use stay as they are, so that no firm saves
energy less than it would. By law for all it needs take_up = 1. Where the pack has no energy_share
it pays nothing.

In 2020 the grid companies, which are public, bore it: here the treasury pays.

Sources: electricity tariffs cut by 5%, China 2020, planning commission; price brakes of Germany
2023.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, rise] = context.settings();
        for (share, basis) in [(share, Basis::EnergyBill), (rise, Basis::EnergyRise)] {
            if share > 0.0 {
                terms.payments.push(context.offer(Payment { share, ..Payment::of(basis, Item::Grant) }));
            }
        }
    }
}
