//! What a recorder holds between two months, to be kept in a checkpoint and taken up again.

use super::Recorder;
use crate::stats::last_year::LastYear;
use crate::table::{Cell, Table};
use serde::{Deserialize, Serialize};

/// Rows written so far, and the sums that later rows are made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Rows by table, in the order of [`Recorder::tables_mut`].
    rows: Vec<Vec<Vec<Cell>>>,
    last_year: LastYear,
    founding: Vec<Vec<[u64; 2]>>,
    by_age: Vec<[u64; 2]>,
    firm_months: u64,
}

impl Recorder<'_> {
    /// The tables that grow month by month. Survival is not among them: it is made at the end, of sums.
    fn tables_mut(&mut self) -> Vec<&mut Table> {
        let t = &mut self.tables;
        let plain = [
            &mut t.monthly,
            &mut t.factors,
            &mut t.policies,
            &mut t.ledger,
            &mut t.lending,
            &mut t.trace,
            &mut t.trace_balances,
            &mut t.fidelity,
            &mut t.ladder,
            &mut t.digital,
        ];
        plain.into_iter().chain(t.by_group.iter_mut().map(|(_, table)| table)).collect()
    }

    /// Firm-months recorded so far.
    pub fn firm_months(&self) -> u64 {
        self.tables.firm_months
    }

    /// What has been recorded so far.
    pub fn kept(&self) -> Kept {
        let mut copy = self.clone();
        Kept {
            rows: copy.tables_mut().into_iter().map(|table| std::mem::take(&mut table.rows)).collect(),
            last_year: copy.last_year,
            founding: copy.founding,
            by_age: copy.by_age,
            firm_months: copy.tables.firm_months,
        }
    }

    /// Takes up what an earlier recorder of the same scenario and replication had recorded.
    ///
    /// # Panics
    /// When the tables are not those of this recorder.
    pub fn take_up(&mut self, kept: Kept) {
        let mut tables = self.tables_mut();
        assert_eq!(tables.len(), kept.rows.len(), "as many tables as were kept");
        for (table, rows) in tables.iter_mut().zip(kept.rows) {
            assert!(
                rows.iter().all(|row| row.len() == table.columns.len()),
                "rows of other columns were kept"
            );
            table.rows = rows;
        }
        self.tables.firm_months = kept.firm_months;
        self.last_year = kept.last_year;
        self.founding = kept.founding;
        self.by_age = kept.by_age;
    }
}
