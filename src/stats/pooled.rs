//! Survival over replications: counts of firms at risk and of exits are summed, curves and hazard ratios are made of
//! the sums.

use crate::stats::columns;
use crate::stats::resilience::{self, Counts};
use crate::stats::survival::kaplan_meier;
use crate::stats::tables::factors::{self, FactorNumbers};
use crate::stats::tables::survival::{COLUMNS, SurvivalNumbers};
use crate::table::Table;
use std::collections::BTreeMap;

/// Counts summed over replications, by regime, arm, clock, dimension and group.
#[derive(Clone, Debug, Default)]
pub struct Pooled {
    /// Keys in the order of first appearance: groups keep the order in which the model lists them.
    order: Vec<[String; 5]>,
    counts: BTreeMap<[String; 5], BTreeMap<i64, (i64, i64)>>,
}

impl Pooled {
    /// Adds the `exposure` table of one replication. A table without the columns needed adds nothing.
    pub fn add(&mut self, exposure: &Table) {
        let keys = ["regime", "arm", "clock", "dimension", "group"].map(|name| exposure.column(name));
        let month = exposure.column("age_months").or_else(|| exposure.column("month"));
        let (Some(month), Some(at_risk), Some(exits)) =
            (month, exposure.column("at_risk"), exposure.column("exits"))
        else {
            return;
        };
        for row in &exposure.rows {
            let count = |column: usize| row[column].number().map(|value| value as i64);
            let (Some(month), Some(at_risk), Some(exits)) = (count(month), count(at_risk), count(exits))
            else {
                continue;
            };
            let key =
                keys.map(|column| column.map_or(String::new(), |column| row[column].text().into_owned()));
            if !self.counts.contains_key(&key) {
                self.order.push(key.clone());
            }
            let cell = self.counts.entry(key).or_default().entry(month).or_insert((0, 0));
            cell.0 += at_risk;
            cell.1 += exits;
        }
    }

    /// The survival curves of all groups.
    pub fn table(&self) -> Table {
        let mut table = columns::table(COLUMNS);
        for key in &self.order {
            let [regime, arm, clock, dimension, group] = key.each_ref().map(String::as_str);
            let counts = self.counts[key].iter().map(|(month, (at_risk, exits))| (*month, *at_risk, *exits));
            for point in kaplan_meier(counts) {
                let numbers = SurvivalNumbers { regime, arm, clock, dimension, group, point };
                table.rows.push(COLUMNS.iter().map(|column| (column.value)(&numbers)).collect());
            }
        }
        table
    }
}

/// Counts of followed firms by what they had, summed over replications, by regime, arm and months since the start.
#[derive(Clone, Debug, Default)]
pub struct Factors {
    /// Regimes and arms in the order of first appearance.
    order: Vec<[String; 2]>,
    counts: BTreeMap<([String; 2], i64), Counts>,
}

impl Factors {
    /// Adds the `factors` table of one replication.
    pub fn add(&mut self, table: &Table) {
        let columns = ["after_months", "pattern", "firms", "closed"].map(|name| table.column(name));
        let ([Some(months), Some(pattern), Some(firms), Some(closed)], Some(regime), Some(arm)) =
            (columns, table.column("regime"), table.column("arm"))
        else {
            return;
        };
        for row in &table.rows {
            let number = |column: usize| row[column].number().unwrap_or(0.0);
            let key = [regime, arm].map(|column| row[column].text().into_owned());
            if !self.order.contains(&key) {
                self.order.push(key.clone());
            }
            let counts = self.counts.entry((key, number(months) as i64)).or_default();
            let cell = counts.entry(number(pattern) as u32).or_insert([0.0; 2]);
            cell[0] += number(firms);
            cell[1] += number(closed);
        }
    }

    /// The hazard ratios of all arms.
    pub fn table(&self) -> Table {
        let mut table = columns::table(factors::COLUMNS);
        for key in &self.order {
            for ((_, months), counts) in self.counts.iter().filter(|((of, _), _)| of == key) {
                for ratio in resilience::ratios(counts) {
                    let [regime, arm] = key.each_ref().map(String::as_str);
                    let numbers = FactorNumbers { regime, arm, months: *months, ratio };
                    table.rows.push(factors::COLUMNS.iter().map(|column| (column.value)(&numbers)).collect());
                }
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;

    #[test]
    fn replications_are_pooled_and_groups_keep_their_order() {
        let mut exposure = Table::new([
            "regime",
            "arm",
            "replication",
            "clock",
            "dimension",
            "group",
            "age_months",
            "at_risk",
            "exits",
        ]);
        for (group, at_risk) in [("small", 4), ("micro", 6)] {
            let mut row: Vec<Cell> = ["middle", "base"].iter().map(|s| Cell::Text(s.to_string())).collect();
            row.push(Cell::Int(0));
            row.extend(["age", "size", group].iter().map(|s| Cell::Text(s.to_string())));
            row.extend([Cell::Int(0), Cell::Int(at_risk), Cell::Int(1)]);
            exposure.rows.push(row);
        }
        let mut pooled = Pooled::default();
        pooled.add(&exposure);
        pooled.add(&exposure);
        let table = pooled.table();
        let group = table.column("group").unwrap();
        assert_eq!(table.rows.iter().map(|row| row[group].text()).collect::<Vec<_>>(), ["small", "micro"]);
        assert_eq!(table.rows[0][table.column("month").unwrap()], Cell::Int(1));
        assert_eq!(table.rows[0][table.column("at_risk").unwrap()], Cell::Int(8));
        assert_eq!(table.rows[0][table.column("survival").unwrap()], Cell::Real(0.75));
    }
}
