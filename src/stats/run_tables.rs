//! The tables of one finished replication, as the simulation hands them on.

use crate::table::Table;

/// The tables of one finished replication. Every table starts with the columns `regime, arm, replication`.
#[derive(Clone, Debug, Default)]
pub struct RunTables {
    /// `month` and the columns of [`super::tables::monthly`].
    pub monthly: Table,
    /// One table a dimension: name of the dimension, then `month`, the dimension, and the columns of
    /// [`super::tables::groups`].
    pub by_group: Vec<(&'static str, Table)>,
    /// By [`super::tables::exposure`]: counts of firms; survival is made of them later.
    pub exposure: Table,
    /// By [`super::tables::factors`]: firms followed since the start by what they had then, after one, two and three
    /// years; hazard ratios are made of them later.
    pub factors: Table,
    /// By [`super::tables::policies`]: whom each policy reached, what it paid and got back.
    pub policies: Table,
    /// By [`super::tables::ledger`]: sums of entries by item.
    pub ledger: Table,
    /// By [`super::tables::lending`]: who asks for loans and what becomes of it.
    pub lending: Table,
    /// Entries of the traced firms, by [`super::tables::trace`]; empty when none is traced.
    pub trace: Table,
    /// Month-end balances of the traced firms, the opening ones first; empty when none is traced.
    pub trace_balances: Table,
    /// By [`super::tables::fidelity`]: how well the starting population meets its targets.
    pub fidelity: Table,
    /// Stabilities and protections by month, by [`super::tables::scorecard`].
    pub scorecard: Table,
    /// Regions by year, by [`super::tables::environment`].
    pub environment: Table,
    /// Fates of firms, by [`crate::compare::tables::fates_by_replication`]; empty in a run of one arm.
    pub fates: Table,
    /// What coalitions of policies came to, by [`crate::compare::tables::coalitions`]; empty unless shares were
    /// asked for.
    pub coalitions: Table,
    /// Tiers of the ladder by month, by [`super::tables::ladder`]; without columns where no policy has a
    /// ladder.
    pub ladder: Table,
    /// Digital levels and clusters by month and region, by [`super::tables::digital`]; without columns where
    /// no policy is about them.
    pub digital: Table,
    /// Firm-months simulated, with those of burn-in and settling apart.
    pub firm_months: u64,
    /// Firm-months of burn-in and settling.
    pub burn_in_firm_months: u64,
    /// Bytes of dense columns a firm, of side tables in total, of everything in total.
    pub bytes: [u64; 3],
}

impl RunTables {
    /// Puts the rows of another arm of the same replication below these.
    pub fn append(&mut self, other: RunTables) {
        let below = |table: &mut Table, more: Table| table.rows.extend(more.rows);
        below(&mut self.monthly, other.monthly);
        for ((_, table), (_, more)) in self.by_group.iter_mut().zip(other.by_group) {
            below(table, more);
        }
        below(&mut self.exposure, other.exposure);
        below(&mut self.factors, other.factors);
        below(&mut self.policies, other.policies);
        below(&mut self.ledger, other.ledger);
        below(&mut self.lending, other.lending);
        below(&mut self.trace, other.trace);
        below(&mut self.trace_balances, other.trace_balances);
        below(&mut self.fidelity, other.fidelity);
        below(&mut self.scorecard, other.scorecard);
        below(&mut self.environment, other.environment);
        below(&mut self.fates, other.fates);
        below(&mut self.coalitions, other.coalitions);
        if self.ladder.columns.is_empty() {
            self.ladder.columns.clone_from(&other.ladder.columns);
        }
        below(&mut self.ladder, other.ladder);
        if self.digital.columns.is_empty() {
            self.digital.columns.clone_from(&other.digital.columns);
        }
        below(&mut self.digital, other.digital);
    }
}
