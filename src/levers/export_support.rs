//! Export support: rebates, and help to begin to export and to keep foreign customers.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::payment::{Basis, Payment};
use crate::terms::{Terms, UpgradeOffer};
use crate::units::Grade;

/// Export support: rebates, and help to begin to export and to keep foreign customers.
pub struct ExportSupport;

crate::settings! {
    FIELDS;
    strength rebate = 0.01, 0.0 .. 0.2, "share of exports", "share of exports that is paid back", Assumed, "small premiums of credit insurance near 0.5% of what is insured; rebates of value-added tax are no subsidy and are left out; prior range 0.002-0.02";
    strength access = 0.02, 0.0 .. 0.5, "share of exports", "foreign orders new to the country that fairs, online markets and mutual recognition bring to exporters reached", Assumed, "export promotion raises exports, with strongly falling returns (Lederman, Olarreaga and Payton 2009, abstract); no size for this; prior range 0.005-0.05";
    setting access_cost = 0.05, 0.0 .. 1.0, "share of new orders", "cost of bringing new foreign orders", Assumed, "a dollar of promotion brings 15 of exports, 11 to 19 (Olarreaga, Sperlich and Trachsel 2015, abstract); prior range 0.01-0.1";
    strength starts = 0.5, 0.0 .. 0.9, "share of the cost", "part of what it costs a firm to begin to export that is paid: stands at fairs, travel, registration, shops on online markets", Assumed, "half of the cost of a stand is usual in China (fund for small firms in foreign markets, from memory); prior range 0.3-0.7";
    setting elasticity = 1.0, 0.0 .. 10.0, "ratio", "rise of the chance to begin with a fall of its cost to the firm", Assumed, "no source for the size; prior range 0.3-2";
    strength keep = 0.4, 0.0 .. 0.9, "share", "fall of the chance that an exporter reached loses its foreign customers: cooperation with their countries, meetings kept up online", Assumed, "firms with support were 6% (Belgium) to 11% (Peru) likelier to survive on export markets in the crisis of 2009 (Van Biesebroeck, Konings and Volpe Martincus 2016): a fall of the hazard by a third or more; set near the lower of the two; prior range 0.2-0.6";
    setting keep_cost = 0.001, 0.0 .. 0.1, "share of exports", "what that costs, paid to the exporter, who spends it on staff and services", Assumed, "no source for the size; prior range 0.0005-0.003";
}

impl Lever for ExportSupport {
    fn about(&self) -> &'static About {
        &About {
            kind: "export_support",
            family: Family::Demand,
            audience: Audience::Firms,
            summary: "exporters get part of their exports paid back, keep foreign customers and find new ones; other firms begin to export at less cost",
            acts_on: "cash of exporters; the chances to begin to export and to lose foreign customers; export demand",
            cost: "rebates, part of the cost of beginning, cooperation, fairs",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: PAGE,
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [rebate, access, access_cost, starts, elasticity, keep, keep_cost] = context.settings();
        if rebate > 0.0 || access > 0.0 {
            let what = Payment {
                share: rebate + access * access_cost,
                access,
                ..Payment::of(Basis::Exports, Item::Grant)
            };
            terms.payments.push(context.offer(what));
        }
        if starts > 0.0 {
            terms.export_starts.push(context.offer(UpgradeOffer { share: starts, price: 1.0, elasticity }));
        }
        if keep > 0.0 {
            terms.export_keeping.push(context.offer(keep));
            if keep_cost > 0.0 {
                let what =
                    Payment { share: keep_cost, spends: 1.0, ..Payment::of(Basis::Exports, Item::Grant) };
                terms.payments.push(context.offer(what));
            }
        }
    }
}

const PAGE: &str = "\
Three things (src/month/foreign_trade.rs). Cash: an exporter that qualifies, hears of it and files
gets the share of its exports. Relationships: an exporter reached loses its foreign customers less
often, and a firm reached that might begin to export is paid a part of the cost, so that it begins as
many times as likely as what is left of the cost, to the power of minus the elasticity. Demand: a
month later foreign customers order more from the sector by the share of the exports of the firms
reached; these orders go to the firms of the sector as its other orders do.

Foreign demand is shared out among firms: who begins or stays because of the policy takes orders from
others of the same sector and region. Only what `access` brings is more for the country. A firm that
would have begun without is paid all the same.

Cost: rebates, the part of the cost of beginning, what it costs to keep customers, and what new orders
cost to bring.

What it does here (China, 20,000 firms, 8 replications, three years from March of the first, all firms
reached, defaults; 95% intervals). In normal times exports 0.65 ± 0.06% more, 482 ± 156 thousand jobs,
13 ± 6 thousand firms, output 0.16 ± 0.02% more, for 78 bn yuan a year, most of it rebates. Of that the
new orders of fairs bring the exports and 291 ± 34 thousand jobs, for 6 bn a year; what a unit of money
brings is an input (access_cost). Rebates alone: 52 ± 10 thousand jobs for 56 bn a year. In a slump as in
2008-09 exporters kept alone (keep) are 5.9 ± 0.5% more after a year and 10 ± 1% after three;
published: 6-11% more survive as exporters, near which keep is chosen. That moves orders between firms:
exports do not change, firms not within the interval, jobs by 26 ± 12 thousand. Help to begin alone makes
exporters 22 ± 2% more after three years, and no more exports (-0.02 ± 0.01%).

Limits: firms that begin because of it are not told apart afterwards.

Two of a kind: rebates, new orders and the fall of the hazard add up; for the cost of beginning the
one that makes it likelier counts.

Sources: fairs for small firms, commerce ministry of China; Lederman, Olarreaga and Payton 2009;
Olarreaga, Sperlich and Trachsel 2015; Van
Biesebroeck, Konings and Volpe Martincus 2016 on the crisis of 2009.";
