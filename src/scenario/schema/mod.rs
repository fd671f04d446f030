//! The JSON Schema of scenario files, for completion and checks in editors; made from the lists that the reader goes by
//! ([`super::keys`], levers, kinds of shock, parameters), so that both allow the same.
//!
//! Files state differences from those they extend, so a key that the whole scenario needs may be absent from a file,
//! and nothing is required but the names by which shocks and policies are merged. What depends on an economy pack
//! (names of sectors, regions, markets) or on other keys (dates that cross) is left to `tideover check`. Draft 7 is
//! what editors of TOML know best.
//!
//! | file | what it makes |
//! | --- | --- |
//! | `values.rs` | schemas of single values: numbers with bounds and source, months, words |
//! | `entries.rs` | shocks and policies, by their kind |
//! | `print.rs` | the text of a schema |

mod entries;
mod print;
pub(crate) mod values;

pub use print::text;

use super::keys::{self, Key, Kind};
use crate::economy::load::{OPTIONAL, TABLES};
use crate::month::params::Params;
use serde_json::{Map, Value, json};
use values::{closed, described, known};

/// The name of the file beside scenarios.
pub const FILE: &str = "scenario.schema.json";

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of scenario files, and of all that they extend.
pub fn scenario() -> Value {
    document("A scenario of tideover, or a file that one extends", root())
}

/// The schema of economy packs: the same keys, of which `[economy]` must be there.
pub fn economy() -> Value {
    let mut schema = document("An economy pack of tideover", root());
    schema["required"] = json!(["economy"]);
    schema
}

/// A schema as a file of its own: with its title, and what it is of.
pub(crate) fn document(title: &str, mut schema: Value) -> Value {
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!(title);
    schema
}

fn root() -> Value {
    let mut schema = section("");
    schema["definitions"] = values::definitions();
    schema["definitions"]["parameters"] = parameters();
    schema
}

/// The table of a section, with the keys that it may have.
fn section(name: &str) -> Value {
    closed(properties(name))
}

/// The keys of a section with what may stand there.
fn properties(name: &str) -> Map<String, Value> {
    keys::of(name).map(|key| (key.name.to_string(), property(key))).collect()
}

fn property(key: &Key) -> Value {
    let schema = match key.kind {
        Kind::Text => values::text(),
        Kind::Month => values::month(),
        Kind::Whole(min, max) => values::whole(min, max),
        Kind::Number(min, max) => values::number(min, max),
        Kind::Flag => values::flag(),
        Kind::OneOf(words) => values::word(words),
        Kind::Other(wanted) => other(&key.path())
            .unwrap_or_else(|| panic!("the schema does not know how {} is written: {wanted}", key.path())),
    };
    described(schema, &format!("{}. Default: {}", key.meaning, key.default), key.default.parse().ok())
}

/// What may stand at keys that hold more than one value; none for a key that is not listed.
fn other(path: &str) -> Option<Value> {
    let parameters = || json!({ "$ref": "#/definitions/parameters" });
    Some(match path {
        "scenario" | "replications" | "economy" | "output" | "replications.until" => section(path),
        "shock" => json!({ "type": "array", "items": entries::shock(properties("shock")) }),
        "policy" => json!({ "type": "array", "items": entries::policy(properties("policy")) }),
        "parameters" => parameters(),
        "regime" => closed(known(keys::REGIMES, |_| parameters())),
        "scenario.extends" | "policy.target.sectors" | "policy.target.regions" => values::texts(),
        "policy.target.sizes" => values::texts_of(&crate::classes::SIZES),
        "policy.target.tiers" => values::texts_of(&crate::classes::TIERS),
        "shock.kind" => values::word(&entries::shocks()),
        "policy.kind" => values::word(&entries::levers()),
        "shock.sectors" => values::by_name(values::number(f64::NEG_INFINITY, f64::INFINITY)),
        "shock.regions" => values::by_name(values::plain_number(0.0, 10.0)),
        "shock.channel" => values::texts_of(&crate::classes::CHANNELS),
        "shock.path" | "policy.target" => section(path),
        "shock.path.table" => values::text(),
        "shock.path.values" => json!({
            "type": ["array", "object"], "minItems": 1, "items": { "type": "number" },
            "additionalProperties": { "type": "array", "minItems": 1, "items": { "type": "number" } },
        }),
        "quantity.value" => json!({}),
        "economy.frame" => json!({ "anyOf": [{ "type": "string" }, section("economy.frames")] }),
        "economy.frames" => json!({ "type": "object", "additionalProperties": section("economy.frames") }),
        "economy.tables" => closed(known(TABLES.into_iter().chain(OPTIONAL), |_| values::text())),
        "output.trace" => {
            json!({ "type": "array", "maxItems": super::read::TRACED, "items": { "type": "integer", "minimum": 0 } })
        }
        _ => return None,
    })
}

/// The parameters by mechanism.
fn parameters() -> Value {
    let specs = Params::specs();
    let group = |group: &str| {
        let own = specs.iter().filter(|spec| spec.group == group);
        closed(own.map(|spec| {
            let says =
                format!("{}; {}. From: {} ({})", spec.description, spec.unit, spec.source, spec.grade.word());
            (spec.name.to_string(), described(values::number(spec.min, spec.max), &says, Some(spec.default)))
        }))
    };
    closed(known(Params::GROUPS.iter().copied(), group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_schema_that_says_what_it_means() {
        for key in keys::KEYS {
            assert!(
                property(key)["description"].as_str().unwrap().starts_with(key.meaning),
                "{}",
                key.path()
            );
        }
    }

    #[test]
    fn a_number_may_have_its_source_beside_it() {
        let share = &scenario()["definitions"]["parameters"]["properties"]["failure"];
        assert_eq!(share["additionalProperties"], false);
        let tail =
            &scenario()["definitions"]["parameters"]["properties"]["population"]["properties"]["size_tail"];
        assert_eq!((&tail["minimum"], &tail["maximum"]), (&json!(0.5), &json!(3)));
        assert_eq!(tail["properties"]["value"]["maximum"], 3);
    }
}
