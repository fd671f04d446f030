//! A recorder that goes on under another scenario, from the rows of the one before.

use super::Recorder;
use crate::economy::norms::Norms;
use crate::month::model::Scenario;
use crate::month::out::PolicyCount;
use crate::table::Cell;

impl Recorder<'_> {
    /// The recorder of an arm that goes its own way from now on: what it shares with this one so far is in
    /// its tables too, under its name, as if it had been recorded alone. Its policies have done nothing yet
    /// but those that both have.
    pub fn fork<'b>(&self, scenario: &'b Scenario, norms: &'b Norms, arm: &str) -> Recorder<'b> {
        let mut tables = self.tables.clone();
        let Recorder { scenario: own, last_year, founding, by_age, names, replication, .. } = self.clone();
        tables.policies.rows.clear();
        // Before it has a ladder there is nothing to report of its tiers.
        let of_ladder = super::ladder::table(scenario);
        if tables.ladder.columns != of_ladder.columns {
            tables.ladder = of_ladder;
        }
        let of_digital = super::digital::table(scenario);
        if tables.digital.columns != of_digital.columns {
            tables.digital = of_digital;
        }
        let mut fork = Recorder {
            scenario,
            norms,
            replication,
            arm: arm.to_string(),
            tables,
            last_year,
            founding,
            by_age,
            names,
        };
        let months: Vec<Cell> = self.tables.monthly.rows.iter().map(|row| row[3].clone()).collect();
        for (index, month) in months.iter().enumerate() {
            for policy in &scenario.policies {
                let before = own
                    .policies
                    .iter()
                    .position(|other| other.name == policy.name && other.lever == policy.lever);
                let row = match before {
                    Some(place) => self.tables.policies.rows[index * own.policies.len() + place].clone(),
                    None => fork.policy_row(month, policy, &PolicyCount::default()),
                };
                fork.tables.policies.rows.push(row);
            }
        }
        let t = &mut fork.tables;
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
        for table in plain.into_iter().chain(t.by_group.iter_mut().map(|(_, table)| table)) {
            table.rows.iter_mut().for_each(|row| row[1] = Cell::Text(arm.to_string()));
        }
        fork
    }
}
