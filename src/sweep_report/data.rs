//! The same for programs: the answer, and each point with its numbers.

use super::cost::pairs;
use super::findings::Findings;
use super::number::Number;
use crate::charts::sweep::folder::{Level, Row};
use serde_json::{Map, Value, json};

impl Findings {
    /// Sentences, and the points with value and interval of each output and the cost of a job-year kept; what
    /// is not known is null.
    pub fn data(&self) -> Value {
        let sweep = &self.sweep;
        let lack = pairs(sweep).err().map(|lack| lack.said(self.language()));
        json!({
            "answer": self.answer(), "would_change": self.turns(), "no_verdict": self.no_verdict(),
            "main": { "base": self.main.base, "regime": self.main.regime, "output": sweep.plan.outputs[self.output].name },
            "cost_per_job_year_lacks": lack,
            "design_points": sweep.rows.iter().map(|row| self.point(row)).collect::<Vec<Value>>(),
        })
    }

    fn point(&self, row: &Row) -> Value {
        let sweep = &self.sweep;
        let level = |level: &Level| match level {
            Level::Number(number) => json!(number),
            Level::Text(text) => json!(text),
        };
        let factors = sweep.plan.factors.iter().zip(&row.levels);
        let factors: Map<String, Value> =
            factors.map(|(factor, known)| (factor.name.clone(), level(known))).collect();
        let outputs = sweep.plan.outputs.iter().enumerate();
        let outputs: Map<String, Value> =
            outputs.map(|(at, output)| (output.name.clone(), number(Number::of(sweep, row, at)))).collect();
        let pair = pairs(sweep).ok().map(|pairs| pairs[pairs.len() - 1]);
        let price = pair.and_then(|pair| pair.price(sweep, row));
        json!({
            "point": row.point, "base": row.way.base, "regime": row.way.regime, "failed": row.failed,
            "factors": factors, "outputs": outputs, "cost_per_job_year": number(price),
        })
    }
}

fn number(number: Option<Number>) -> Value {
    number.map_or(Value::Null, |number| {
        let [lower, upper] = number.bounds.map_or([None, None], |bounds| bounds.map(Some));
        json!({ "value": number.value, "lower": lower, "upper": upper })
    })
}
