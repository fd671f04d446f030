//! What the columns of a pack's tables mean, for users who write one: `tideover explain COLUMN` and the skeleton of
//! `tideover new country` show it.

use crate::phrase;

/// A column of a table of an economy pack.
#[derive(Clone, Copy, Debug)]
pub struct PackColumn {
    /// The table, as in `[economy.tables]`.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it means, with its unit.
    pub meaning: &'static str,
    /// Whether it may be left out.
    pub optional: bool,
}

const fn must(table: &'static str, name: &'static str, meaning: &'static str) -> PackColumn {
    PackColumn { table, name, meaning, optional: false }
}

const fn may(table: &'static str, name: &'static str, meaning: &'static str) -> PackColumn {
    PackColumn { table, name, meaning, optional: true }
}

/// All columns but those of the input-output table that are named for sectors, and the twelve of the season.
pub const COLUMNS: &[PackColumn] = &[
    must("sectors", "id", "name of the sector in scenario files and tables: lower case, no spaces"),
    must("sectors", "label", "its name on charts, in any language"),
    must(
        "sectors",
        "has_firms",
        "true for sectors whose small and medium firms are simulated; false for those that only buy and sell (public administration, often agriculture)",
    ),
    must("sectors", "thresholds", "which size classes hold for it: an id of the table of thresholds"),
    must(
        "sectors",
        "firm_share",
        "its share of the small and medium firms; the shares of sectors with firms add up to one",
    ),
    must("sectors", "mean_size", "people in a small or medium firm, mean"),
    must("sectors", "max_size", "people in the largest small or medium firm"),
    must("sectors", "wage_year", "cost of an employee a year with employer contributions, currency units"),
    must(
        "sectors",
        "margin",
        "profit before tax, share of output; published as profit over sales of small firms",
    ),
    must(
        "sectors",
        "fixed_share",
        "rent, leases and other cost that does not follow output, share of normal output",
    ),
    must(
        "sectors",
        "vat_rate",
        "value-added tax rate of general taxpayers, share of value added; 0 without such a tax",
    ),
    must("sectors", "capital_ratio", "fixed assets over output of a year"),
    must(
        "sectors",
        "credit_share",
        "share of sales to firms, public bodies and abroad that is invoiced and paid later",
    ),
    must("sectors", "receivable_days", "receivables over sales, days"),
    must("sectors", "cash_days", "median cash of a firm, in days of what cash_days_of says"),
    must("sectors", "pass_through", "share of a rise of cost that prices follow"),
    must(
        "sectors",
        "commodity_share",
        "share of inputs whose price follows an input_price shock: raw materials, imports, energy",
    ),
    may(
        "sectors",
        "energy_share",
        "spending on electricity, gas and fuel, share of output; without it no energy shock is felt",
    ),
    may("sectors", "freight_share", "spending on freight, share of output"),
    must("sectors", "exporter_share", "share of the sector's firms that export"),
    must(
        "sectors",
        "volatility",
        "how much its firms grow and shrink, over the mean of all sectors: one where nothing is known",
    ),
    may(
        "sectors",
        "research",
        "share of medium firms that do research and development; without it nobody does",
    ),
    may(
        "sectors",
        "closed_sales",
        "what a firm closed by restriction still sells, share of what it could make; 0.35 where left out",
    ),
    may("sectors", "large_restriction", "part of a restriction that large firms feel; 0.5 where left out"),
    may(
        "sectors",
        "orders_wait",
        "part of orders that can wait while the seller is closed: one for goods, zero for meals; 1 where left out",
    ),
    may(
        "sectors",
        "people",
        "people at work in the sector, all employers and the self-employed, millions; for jobs of the whole country",
    ),
    may("sectors", "self_employed", "of these, self-employed people and those who work with them, millions"),
    may("sectors", "public", "of these, in public units, millions"),
    must("sectors", "value_added_share", "its share of the country's value added; for reporting alone"),
    must("regions", "id", "name of the region in scenario files and tables"),
    must("regions", "label", "its name on charts"),
    must("regions", "firm_share", "its share of the small and medium firms; they add up to one"),
    must("regions", "wage_index", "wages over the national mean; weighted by firm_share the mean is one"),
    must("regions", "tile_column", "column of its tile on the map of regions, from 0"),
    must("regions", "tile_row", "row of its tile on the map of regions, from 0"),
    may("regions", "fiscal", "revenue of its own over what its government spends; one where left out"),
    must("input_output", "sector", "who delivers; the last two rows are import_share and output_share"),
    must("final_demand", "sector", "whose goods are bought"),
    must(
        "final_demand",
        "household",
        "share of final demand for its goods that households buy; the four add up to one",
    ),
    must("final_demand", "government", "the same of government"),
    must("final_demand", "investment", "the same of investors"),
    must("final_demand", "export", "the same of buyers abroad"),
    must("thresholds", "id", "name of the group of sectors"),
    must(
        "thresholds",
        "employees_small",
        "least employees of a small firm by law; empty where the law does not look at them",
    ),
    must("thresholds", "employees_medium", "the same of a medium firm"),
    must("thresholds", "employees_large", "the same of a large firm"),
    must(
        "thresholds",
        "revenue_small",
        "least revenue a year of a small firm by law, currency units; empty where the law does not look at it",
    ),
    must("thresholds", "revenue_medium", "the same of a medium firm"),
    must("thresholds", "revenue_large", "the same of a large firm"),
    must("banks", "id", "name of the type of bank"),
    must("banks", "label", "its name on charts"),
    must("banks", "count", "how many banks of the type are simulated"),
    must("banks", "loan_share", "its share of loans to small and medium firms; they add up to one"),
    must("banks", "margin", "what it asks beyond the prime rate of a borrower without risk, a year"),
    must("banks", "tolerance", "yearly chance of default above which it refuses"),
    must("banks", "capital_ratio", "capital over loans"),
    must("banks", "noise", "how badly it knows borrowers: standard deviation of its error, log odds"),
    must("banks", "cost", "cost of a loan a year, share of it"),
    must("banks", "bad_loans", "bad loans at the start, share of loans"),
    must(
        "banks",
        "size_taste",
        "how much it prefers large borrowers: exponent of headcount, negative for small ones",
    ),
    must("ages", "age", "years since founding, from 0 without gaps; the last row holds all older firms"),
    must("ages", "share", "share of firms of that age; they add up to one"),
    must("ladder", "tier", "step of the ladder of specialised firms"),
    must("ladder", "month", "month of the count"),
    must("ladder", "firms", "firms on it by then"),
    must("foreign_markets", "id", "name of the foreign market in scenario files"),
    must("foreign_markets", "label", "its name on charts"),
    must("foreign_markets", "export_share", "its share of exports; they add up to one"),
];

/// Columns that every table has.
pub const EVERYWHERE: [(&str, &str); 2] = [
    ("source", phrase!("where the row's figures come from")),
    ("grade", phrase!("official, derived or assumed")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economy::load::{OPTIONAL, TABLES};

    #[test]
    fn every_column_of_the_shipped_packs_is_explained() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/economies");
        let mut seen = std::collections::BTreeSet::new();
        for pack in ["china-2019", "united-states-2019", "alike-trades"] {
            for table in TABLES.into_iter().chain(OPTIONAL) {
                let Ok(text) = std::fs::read_to_string(root.join(pack).join(format!("{table}.csv"))) else {
                    continue;
                };
                let head = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
                for name in head.split(',').filter(|name| !name.starts_with("season_")) {
                    let known = EVERYWHERE.iter().any(|column| column.0 == name)
                        || COLUMNS.iter().any(|column| column.table == table && column.name == name);
                    let of_a_sector = table == "input_output" && name != "sector";
                    assert!(known || of_a_sector, "{pack}/{table}.csv: {name}");
                    seen.insert((table, name.to_string()));
                }
            }
        }
        for column in COLUMNS {
            assert!(
                seen.contains(&(column.table, column.name.to_string())),
                "{}.{} is nowhere",
                column.table,
                column.name
            );
        }
    }
}
