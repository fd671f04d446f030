//! Entities and their state variables, read from the declarations of the state: what stands over a column or a
//! field is what it means.

use super::document::Document;
use super::links::plain;

/// An entity: what it is, where its variables are declared, and the line with which the declaration begins.
struct Entity {
    name: &'static str,
    says: &'static str,
    file: &'static str,
    text: &'static str,
    begins: &'static str,
}

const STATE: &str = include_str!("../state/mod.rs");

/// All entities, with what the reader should know before the table.
const ENTITIES: &[Entity] = &[
    Entity {
        name: "Small and medium firms",
        says: "Each firm has these variables. Balances are whole minor units of the currency and take part in the books; the other variables \
               describe the firm and what it expects.",
        file: "state/block.rs",
        text: include_str!("../state/block.rs"),
        begins: "columns! {",
    },
    Entity {
        name: "Marks of firms",
        says: "What is either so or not, and one short count:",
        file: "state/block.rs",
        text: include_str!("../state/block.rs"),
        begins: "pub mod flag {",
    },
    Entity {
        name: "What only few firms have",
        says: "Kept beside the variables above, for those firms alone:",
        file: "state/side.rs",
        text: include_str!("../state/side.rs"),
        begins: "pub struct Side {",
    },
    Entity {
        name: "Large firms, self-employed people, public units",
        says: "Large firms stand one by one. In each sector all self-employed people are one aggregate, and so are all public units.",
        file: "state/mod.rs",
        text: STATE,
        begins: "pub struct LargeFirm {",
    },
    Entity { name: "Banks", says: "", file: "state/mod.rs", text: STATE, begins: "pub struct Bank {" },
    Entity {
        name: "Households",
        says: "All households are one.",
        file: "state/mod.rs",
        text: STATE,
        begins: "pub struct Households {",
    },
    Entity { name: "Treasury", says: "", file: "state/mod.rs", text: STATE, begins: "pub struct Treasury {" },
    Entity {
        name: "Settlement accounts",
        says: "Invoices that do not go to a principal customer are claims on an account of the selling sector, so that no firm has to be matched with \
               each of its customers.",
        file: "state/mod.rs",
        text: STATE,
        begins: "pub struct Settlement {",
    },
    Entity {
        name: "Markets",
        says: "Goods are bought by sector; small firms of a sector and region share out what is bought there.",
        file: "state/market.rs",
        text: include_str!("../state/market.rs"),
        begins: "pub struct Market {",
    },
    Entity {
        name: "What entrants look at",
        says: "",
        file: "state/mod.rs",
        text: STATE,
        begins: "pub struct EntryState {",
    },
    Entity {
        name: "The economy",
        says: "What holds these together, and the rest:",
        file: "state/mod.rs",
        text: STATE,
        begins: "pub struct State {",
    },
];

/// A state variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name in the code.
    pub name: String,
    /// What kind of value it has.
    pub kind: &'static str,
    /// What it means.
    pub meaning: String,
}

/// Adds a table for each entity.
pub fn add(document: &mut Document) {
    for entity in ENTITIES {
        document.heading(3, entity.name);
        if !entity.says.is_empty() {
            document.paragraph(entity.says);
        }
        let row = |variable: Variable| {
            vec![format!("`{}`", variable.name), variable.meaning, variable.kind.to_string()]
        };
        let rows = variables(entity.text, entity.begins, entity.file).into_iter().map(row);
        document.table(&["variable", "meaning", "value"], rows);
    }
}

/// The variables of a declaration.
pub fn variables(text: &str, begins: &str, file: &str) -> Vec<Variable> {
    let mut found = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    let lines = text.lines().skip_while(|line| *line != begins).skip(1);
    for line in lines.take_while(|line| *line != "}").map(str::trim) {
        if let Some(word) = line.strip_prefix("///") {
            words.push(word.trim());
        } else if !line.starts_with("#[") && !line.is_empty() {
            let declared = line.trim_start_matches("pub ").trim_start_matches("const ");
            if let Some((name, rest)) = declared.split_once(": ") {
                let kind = kind(rest.split(" = ").next().unwrap_or(rest).trim_end_matches([',', ';']));
                let meaning = plain(&words.join(" "), file).trim_end_matches('.').to_string();
                let kind = if begins.starts_with("pub mod flag") { "mark" } else { kind };
                found.push(Variable { name: name.to_string(), kind, meaning });
            }
            words.clear();
        }
    }
    found
}

/// What kind of value a type of the code holds.
fn kind(declared: &str) -> &'static str {
    match declared {
        "Money" => "money",
        "f32" | "f64" => "real",
        "bool" => "yes or no",
        "u8" | "u16" | "u32" | "u64" | "i32" | "i64" | "usize" => "whole",
        "Month" => "month",
        "Producer" => "kind",
        list if ["Vec<", "[", "BTreeMap<", "Slots", "Receipts", "Grants"]
            .iter()
            .any(|start| list.starts_with(start)) =>
        {
            "list"
        }
        _ => "record",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_of_every_entity_has_a_meaning() {
        for entity in ENTITIES {
            let variables = variables(entity.text, entity.begins, entity.file);
            assert!(variables.len() > 5, "{}: {variables:?}", entity.name);
            for variable in variables {
                assert!(
                    variable.meaning.len() > 3 && !variable.meaning.contains("[`"),
                    "{}: {variable:?}",
                    entity.name
                );
            }
        }
    }

    #[test]
    fn firms_have_the_columns_of_the_code() {
        let firms = variables(ENTITIES[0].text, ENTITIES[0].begins, ENTITIES[0].file);
        let known = |name: &str| firms.iter().find(|variable| variable.name == name).unwrap();
        assert_eq!(
            known("cash"),
            &Variable { name: "cash".into(), kind: "money", meaning: "Money in the bank".into() }
        );
        // A record is every column, one after the other.
        let mut bytes = Vec::new();
        crate::state::block::Record::EMPTY.write(&mut bytes);
        let size = |variable: &Variable| {
            let line = format!("    {}: ", variable.name);
            let declared = ENTITIES[0].text.lines().find_map(|text| text.strip_prefix(&line)).unwrap();
            match declared.split(" = ").next().unwrap() {
                "u8" => 1,
                "u16" => 2,
                "u32" | "i32" | "f32" => 4,
                _ => 8,
            }
        };
        assert_eq!(firms.iter().map(size).sum::<usize>(), bytes.len());
    }
}
