//! Schemas of single values. A value may stand alone or with its source, as in `{ value = 0.3, source = "…" }`; one
//! schema says both where its keywords bind one of the two only, since then what is wrong is said best.

use crate::scenario::keys::GRADES;
use serde_json::{Map, Value, json};

/// A number as JSON: whole ones without a point.
pub(crate) fn figure(x: f64) -> Value {
    if x == x.trunc() && x.abs() < 9.0e15 { json!(x as i64) } else { json!(x) }
}

/// A number within bounds, which may be infinite, without a source.
pub(crate) fn plain_number(min: f64, max: f64) -> Value {
    bounded(json!({ "type": "number" }), min, max)
}

fn bounded(mut schema: Value, min: f64, max: f64) -> Value {
    for (key, bound) in [("minimum", min), ("maximum", max)] {
        if bound.is_finite() {
            schema[key] = figure(bound);
        }
    }
    schema
}

/// A schema of a value that may also stand with its source.
fn sourced(mut schema: Value) -> Value {
    let alone = schema.clone();
    schema["type"] = json!([alone["type"], "object"]);
    let properties: Map<String, Value> = [named(("value", alone))].into_iter().chain(remarks()).collect();
    schema["properties"] = Value::Object(properties);
    schema["required"] = json!(["value"]);
    schema["additionalProperties"] = json!(false);
    schema
}

/// A number within bounds, which may be infinite.
pub(crate) fn number(min: f64, max: f64) -> Value {
    sourced(plain_number(min, max))
}

/// A whole number within bounds; 2e4 is one.
pub(crate) fn plain_whole(min: u64, max: u64) -> Value {
    let mut schema = json!({ "type": "integer", "minimum": min });
    if max < u64::MAX {
        schema["maximum"] = json!(max);
    }
    schema
}

pub(super) fn whole(min: u64, max: u64) -> Value {
    sourced(plain_whole(min, max))
}

/// Text.
pub(super) fn text() -> Value {
    sourced(json!({ "type": "string" }))
}

/// True or false.
pub(super) fn flag() -> Value {
    sourced(json!({ "type": "boolean" }))
}

/// True or false, of a setting also one or zero.
pub(super) fn switch() -> Value {
    let alone = json!({ "enum": [true, false, 1, 0] });
    json!({ "anyOf": [alone, closed([named(("value", alone.clone()))].into_iter().chain(remarks()))] })
}

/// A calendar month.
pub(crate) fn plain_month() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" })
}

pub(super) fn month() -> Value {
    sourced(plain_month())
}

/// One of some words.
pub(super) fn word(words: &[&str]) -> Value {
    let alone = json!({ "enum": words });
    let wrapped = closed([named(("value", alone.clone()))].into_iter().chain(remarks()));
    json!({ "anyOf": [alone, wrapped] })
}

/// What may stand beside a value.
fn remarks() -> impl Iterator<Item = (String, Value)> {
    ["unit", "source", "grade"]
        .map(|key| named((key, json!({ "$ref": format!("#/definitions/{key}") }))))
        .into_iter()
}

/// What [`remarks`] refers to.
pub(super) fn definitions() -> Value {
    json!({
        "unit": { "type": "string", "description": "its unit, for the reader" },
        "source": { "type": "string", "description": "where the value comes from" },
        "grade": { "enum": GRADES, "description": "how well the value is founded" },
    })
}

fn named((name, schema): (&str, Value)) -> (String, Value) {
    (name.to_string(), schema)
}

/// One text or a list of them.
pub(crate) fn texts() -> Value {
    json!({ "type": ["string", "array"], "minItems": 1, "items": { "type": "string" } })
}

/// One of some words or a list of them.
pub(crate) fn texts_of(words: &[&str]) -> Value {
    json!({ "anyOf": [{ "enum": words }, { "type": "array", "minItems": 1, "items": { "enum": words } }] })
}

/// A value by name, or names alone.
pub(super) fn by_name(value: Value) -> Value {
    json!({ "type": ["object", "array", "string"], "minItems": 1, "items": { "type": "string" }, "additionalProperties": value })
}

/// A table that has these keys and no others.
pub(crate) fn closed(properties: impl IntoIterator<Item = (String, Value)>) -> Value {
    let properties: Map<String, Value> = properties.into_iter().collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Names, each with its schema.
pub(super) fn known<'a>(
    names: impl IntoIterator<Item = &'a str>,
    schema: impl Fn(&str) -> Value,
) -> impl Iterator<Item = (String, Value)> {
    names.into_iter().map(move |name| (name.to_string(), schema(name)))
}

/// A schema with what the key means, and its default where that is a number.
pub(crate) fn described(mut schema: Value, meaning: &str, default: Option<f64>) -> Value {
    // Beside a reference other words are not read.
    if schema.get("$ref").is_some() {
        schema = json!({ "allOf": [schema] });
    }
    schema["description"] = json!(meaning);
    if let Some(default) = default.filter(|default| default.is_finite()) {
        schema["default"] = figure(default);
    }
    schema
}
