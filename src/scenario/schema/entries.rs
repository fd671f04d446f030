//! Schemas of shocks and policies: the keys of all kinds, and for each kind those that it takes, with its bounds.
//!
//! The keys of all stand first in `allOf`, where editors find them; a condition for each kind follows, so that what is
//! wrong is said of the kind that was written.

use super::values::{closed, described, figure, number, switch};
use crate::levers::{ALL, Field, Lever};
use crate::scenario::policy::{is_switch, refused};
use crate::shocks::{KINDS, ShockKind, ShockSpec};
use serde_json::{Map, Value, json};

/// Names of the kinds of shock.
pub(super) fn shocks() -> Vec<&'static str> {
    KINDS.iter().map(|spec| spec.kind).collect()
}

/// Names of the levers.
pub(super) fn levers() -> Vec<&'static str> {
    ALL.iter().map(|lever| lever.kind()).collect()
}

/// A shock with these keys.
pub(super) fn shock(keys: Map<String, Value>) -> Value {
    let of_kind = |(kind, spec): (&ShockKind, &ShockSpec)| {
        let takes = |key: &str| match key {
            "channel" => spec.channels,
            "market" => kind.of_market(),
            _ => true,
        };
        let allowed: Vec<&str> = keys.keys().map(String::as_str).filter(|key| takes(key)).collect();
        let says = format!("{}; {}", spec.description, spec.unit);
        let size = || described(number(spec.min, spec.max), &says, None);
        let factors = json!({ "sectors": { "additionalProperties": number(0.0, 10.0) } });
        let sizes = json!({ "sectors": { "additionalProperties": size() } });
        let mut then = json!({
            "properties": { "size": size(), "size_min": size(), "size_max": size() },
            "propertyNames": { "enum": allowed },
        });
        // Where the size is drawn, sectors have factors of it.
        then["if"] = json!({ "anyOf": [{ "required": ["size_sd"] }, { "required": ["size_min"] }] });
        then["then"] = json!({ "properties": factors });
        then["else"] = json!({ "properties": sizes });
        case(spec.kind, then)
    };
    let cases = ShockKind::ALL.iter().zip(KINDS).map(of_kind).collect();
    entry(keys.clone(), cases)
}

/// A policy with these keys, and the settings of all levers.
pub(super) fn policy(keys: Map<String, Value>) -> Value {
    let of_lever = |lever: &&dyn Lever| {
        let refused = refused(*lever);
        let common = keys.keys().map(String::as_str).filter(|key| !refused.contains(key) || *key == "delay");
        let allowed: Vec<&str> = common.chain(lever.fields().iter().map(|field| field.name)).collect();
        let mut own: Map<String, Value> =
            lever.fields().iter().map(|field| (field.name.to_string(), setting(field))).collect();
        if refused.contains(&"delay") {
            // Every resolved scenario says zero.
            own.insert("delay".into(), json!({ "const": 0 }));
        }
        case(lever.kind(), json!({ "properties": own, "propertyNames": { "enum": allowed } }))
    };
    let mut all = keys.clone();
    for field in ALL.iter().flat_map(|lever| lever.fields()) {
        let of = ALL.iter().filter_map(|lever| {
            let field = lever.fields().iter().find(|own| own.name == field.name)?;
            Some(format!("{}: {}; {}, {}", lever.kind(), field.description, field.unit, range(field)))
        });
        let says: Vec<String> = of.collect();
        all.entry(field.name).or_insert_with(|| described(json!({}), &says.join("\n\n"), None));
    }
    entry(all, ALL.iter().map(of_lever).collect())
}

/// The schema of a lever's setting.
fn setting(field: &Field) -> Value {
    let schema = if is_switch(field) { switch() } else { number(field.min, field.max) };
    let says =
        format!("{}; {}. From: {} ({})", field.description, field.unit, field.source, field.grade.word());
    described(schema, &says, Some(field.default))
}

fn range(field: &Field) -> String {
    format!("{} to {}, default {}", figure(field.min), figure(field.max), figure(field.default))
}

/// What holds of the entries of a kind.
fn case(kind: &str, then: Value) -> Value {
    let wanted = json!({ "anyOf": [{ "const": kind }, { "properties": { "value": { "const": kind } }, "type": "object" }] });
    json!({ "if": { "properties": { "kind": wanted }, "required": ["kind"] }, "then": then })
}

fn entry(keys: Map<String, Value>, mut cases: Vec<Value>) -> Value {
    let mut base = closed(keys);
    base["required"] = json!(["name"]);
    cases.insert(0, base);
    json!({ "allOf": cases })
}
