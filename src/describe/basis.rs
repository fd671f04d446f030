//! How well the model is founded, and its limits: grades counted, limits collected from where they are stated.

use super::document::{Document, capital};
use super::links::plain;
use super::sources::{head, mechanisms, section};
use super::submodels::name_of;
use super::words;
use crate::levers::{self, evidence};
use crate::month::params::Params;
use crate::units::Grade;

/// The page for users, which has the limits of the whole.
const README: &str = include_str!("../../README.md");

/// The part after the seven of the protocol.
pub fn add(document: &mut Document) {
    document.heading(2, "8. How the model is founded, and its limits");
    grades(document);
    limits(document);
}

fn grades(document: &mut Document) {
    document.heading(3, "Grades");
    document.paragraph(
        "How many defaults rest on what, and how far what levers do agrees with what is published:",
    );
    let grades = [Grade::Official, Grade::Derived, Grade::Assumed];
    let specs = Params::specs();
    let fields: Vec<_> = levers::ALL.iter().flat_map(|lever| lever.fields()).collect();
    let rows = grades.map(|grade| {
        vec![
            grade.word().to_string(),
            specs.iter().filter(|spec| spec.grade == grade).count().to_string(),
            fields.iter().filter(|field| field.grade == grade).count().to_string(),
        ]
    });
    let all = vec!["all".to_string(), specs.len().to_string(), fields.len().to_string()];
    document.table(&["grade", "parameters", "settings of levers"], rows.into_iter().chain([all]));
    let shown: Vec<&str> = levers::ALL
        .iter()
        .filter_map(|lever| evidence::of(lever.kind()))
        .map(|shown| shown.evidence.word())
        .collect();
    let rows = ["validated", "plausible", "illustrative"]
        .map(|word| vec![word.to_string(), shown.iter().filter(|shown| **shown == word).count().to_string()]);
    document.table(&["what a lever shows", "levers"], rows);
    document.heading(3, "Parameters fitted to published figures");
    document.paragraph("Of those graded derived, the ones whose source says that they were fitted:");
    let fitted = specs.iter().filter(|spec| spec.grade == Grade::Derived && spec.source.contains("fit"));
    document.list(fitted.map(|spec| (0, format!("`{}`: {}", spec.key(), spec.source))));
}

fn limits(document: &mut Document) {
    document.heading(3, "Limits of the whole");
    words::add(
        document,
        &without_remarks(
            README
                .split_once("\n## Limits\n")
                .map_or("", |(_, rest)| rest.split("\n## ").next().unwrap_or(rest)),
        ),
    );
    document.heading(3, "What is absent");
    words::add(document, &plain(&section("What is absent"), "lib.rs"));
    document.heading(3, "Limits of mechanisms and levers");
    let mut found = Vec::new();
    for mechanism in mechanisms() {
        for file in &mechanism.files {
            let words = stated(&plain(&head(file), file));
            found.extend(
                words.into_iter().map(|words| (0, format!("*{}*: {words}", capital(mechanism.short())))),
            );
        }
    }
    for lever in levers::ALL {
        let name = capital(&name_of(*lever));
        found.extend(stated(lever.about().page).into_iter().map(|words| (0, format!("*{name}*: {words}"))));
    }
    document.list(found);
}

/// What a text states as limits: from that word to the end of the paragraph.
pub fn stated(text: &str) -> Vec<String> {
    let paragraphs =
        text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs
        .filter_map(|paragraph| {
            let at = |word: &str| {
                paragraph
                    .find(word)
                    .filter(|at| *at == 0 || paragraph[..*at].ends_with(' '))
                    .map(|at| at + word.len())
            };
            let from = at("Limits: ").or_else(|| at("Limit: "))?;
            Some(paragraph[from..].to_string())
        })
        .collect()
}

/// Text without the remarks that tools read.
fn without_remarks(text: &str) -> String {
    let mut parts = text.split("<!--");
    let mut out = parts.next().unwrap_or_default().to_string();
    parts.for_each(|part| out.push_str(part.split_once("-->").map_or("", |(_, rest)| rest)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_found_where_they_are_stated() {
        let text = "One.\n\nMore. Limits: no\nprices.\n\nUnlimited: x.\n\nLimit: pay.";
        assert_eq!(stated(text), ["no prices.", "pay."]);
        assert!(!stated(&head("month/quality.rs")).is_empty());
        assert_eq!(without_remarks("a <!-- x -->b<!-- y --> c"), "a b c");
        assert!(README.contains("\n## Limits\n"));
    }
}
