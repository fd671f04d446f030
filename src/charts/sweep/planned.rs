//! What a plan says of factors and outputs before there are any results.

use super::folder::{Plan, Sweep};
use crate::charts::page::Page;
use crate::error::{Error, Result};
use crate::language::Language;
use std::collections::BTreeMap;

impl Sweep {
    /// A sweep of which only the plan is known, as `plan.json` has it.
    ///
    /// # Errors
    /// It is no plan.
    pub fn planned(plan: serde_json::Value, language: Language) -> Result<Sweep> {
        let plan: Plan = serde_json::from_value(plan).map_err(Error::json("plan.json"))?;
        let page = Page::default().in_language(language);
        Ok(Sweep { plan, rows: Vec::new(), runs: BTreeMap::new(), indices: Vec::new(), page })
    }
}
