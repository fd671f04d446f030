//! The JSON Schema of sweep files, for completion and checks in editors. What depends on the design or on the scenarios
//! that vary is left to `tideover sweep plan`.

use super::factor::{KINDS, MOST};
use super::file::{AGAINST, DESIGN_WORDS};
use super::keys::{FACTOR, SWEEP, SweepKey};
use crate::files::csv::NAME_LENGTH;
use crate::scenario::keys::REGIMES;
use crate::scenario::schema::document;
use crate::scenario::schema::values::{
    closed, described, plain_month, plain_number, plain_whole, texts, texts_of,
};
use serde_json::{Value, json};

/// The name of the file beside sweeps.
pub const FILE: &str = "sweep.schema.json";

/// The schema of sweep files.
pub fn sweep() -> Value {
    let mut head = table(SWEEP, head);
    head["required"] = json!(["name", "base", "design", "keep"]);
    let mut factor = table(FACTOR, factor);
    factor["required"] = json!(["name", "path"]);
    let factors = json!({ "type": "array", "minItems": 1, "items": factor });
    let mut schema = closed([("sweep".to_string(), head), ("factor".to_string(), factors)]);
    schema["required"] = json!(["sweep", "factor"]);
    document("A sweep of tideover", schema)
}

fn table(keys: &[SweepKey], schema: fn(&str) -> Value) -> Value {
    closed(keys.iter().map(|key| {
        let says = format!("{}. As in: {}", key.meaning, key.write);
        (key.name.to_string(), described(schema(key.name), &says, None))
    }))
}

/// What may stand at a key of `[sweep]`.
fn head(key: &str) -> Value {
    match key {
        "design" => json!({ "enum": DESIGN_WORDS }),
        "against" => json!({ "enum": AGAINST }),
        "regimes" => texts_of(&REGIMES),
        "base" | "where" | "keep" => texts(),
        "samples" => plain_whole(1, 1_000_000),
        "levels" => plain_whole(2, 1000),
        "seed" => plain_whole(0, u64::MAX),
        "replications" => plain_whole(1, 100_000),
        "firms" => plain_whole(10, 100_000_000),
        "months" => plain_whole(1, 1200),
        "second_order" => json!({ "type": "boolean" }),
        _ => json!({ "type": "string" }),
    }
}

/// What may stand at a key of `[[factor]]`.
fn factor(key: &str) -> Value {
    let free = || plain_number(f64::NEG_INFINITY, f64::INFINITY);
    match key {
        "name" => {
            json!({ "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "maxLength": NAME_LENGTH })
        }
        "path" => texts(),
        "values" => json!({
            "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": ["number", "string", "boolean"] },
        }),
        "range" => json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": free() }),
        "steps" => plain_whole(2, MOST),
        "log" => json!({ "type": "boolean" }),
        "months" => {
            let step = plain_whole(1, 1200);
            let keys = [("from", plain_month()), ("to", plain_month()), ("step", step)];
            let mut table = closed(keys.map(|(key, schema)| (key.to_string(), schema)));
            table["required"] = json!(["from", "to"]);
            table
        }
        "distribution" => distribution(free),
        _ => json!({ "type": "string" }),
    }
}

fn distribution(free: impl Fn() -> Value) -> Value {
    let numbers = ["mean", "sd", "median", "sd_log", "min", "mode", "max"];
    let kind = ("kind".to_string(), json!({ "enum": KINDS }));
    let mut table = closed(numbers.map(|key| (key.to_string(), free())).into_iter().chain([kind]));
    table["required"] = json!(["kind"]);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_meaning() {
        let schema = sweep();
        let head = &schema["properties"]["sweep"]["properties"];
        assert!(SWEEP.iter().all(|key| head[key.name]["description"].is_string()));
        assert_eq!(head["design"]["enum"][0], "grid");
        let factor = &schema["properties"]["factor"]["items"]["properties"];
        assert_eq!(factor.as_object().unwrap().len(), FACTOR.len());
    }
}
