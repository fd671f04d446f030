//! The skeleton of an economy pack: three sectors, two regions, two types of bank, all figures invented.

use super::{commented, comments, wrapped};
use crate::language::Language;
use crate::{phrase, say};

const ECONOMY: &str = include_str!("pack/economy.toml");

/// What the country and its parts are called, and where figures come from.
const NAMES: [&str; 10] = [
    phrase!("Invented country"),
    phrase!("all small and medium firms"),
    phrase!("Farming"),
    phrase!("Making"),
    phrase!("Serving"),
    phrase!("The North"),
    phrase!("The South"),
    phrase!("Large banks"),
    phrase!("Local banks"),
    phrase!("invented"),
];
/// The unit of the currency stands in names of columns, and is said in a language where it is shown.
#[allow(dead_code)]
const UNIT: &str = phrase!("crown");

/// The files of a skeleton: path below the folder that holds packs, and text. Names and comments are in a language;
/// keys, ids and figures are the same in all.
pub fn files(name: &str, language: Language) -> Vec<(String, String)> {
    let tables = [
        ("sectors", include_str!("pack/sectors.csv")),
        ("regions", include_str!("pack/regions.csv")),
        ("input_output", include_str!("pack/input_output.csv")),
        ("final_demand", include_str!("pack/final_demand.csv")),
        ("thresholds", include_str!("pack/thresholds.csv")),
        ("banks", include_str!("pack/banks.csv")),
        ("ages", include_str!("pack/ages.csv")),
    ];
    let head = (format!("{name}.toml"), economy(name, language));
    std::iter::once(head)
        .chain(tables.map(|(table, text)| (format!("{name}/{table}.csv"), named(text, language))))
        .collect()
}

/// The remarks behind the lines of the file of the pack.
pub fn remarks() -> impl Iterator<Item = &'static str> {
    comments(ECONOMY).map(str::trim)
}

/// The file of the pack.
fn economy(name: &str, language: Language) -> String {
    let about = say!(
        language,
        "{name}: an economy pack to be filled with the figures of a country. It runs as it stands; all its figures are invented.",
        name = name
    );
    let replace = say!(
        language,
        "Replace the figures in {name}/*.csv, each with its source and grade (official, derived, assumed); {name}/COLUMNS.md says what \
         each column means. Add sectors and regions as rows; a sector needs a row and a column in input_output.csv and a row in \
         final_demand.csv. Then: tideover check SCENARIO",
        name = name
    );
    let behaviour = say!(
        language,
        "Behaviour of firms, banks and owners is the program's default, which is fitted to China, until you fit your own:"
    );
    let result = say!(language, "and write what it prints here, as in");
    let paragraph = |text: &str| format!("# {}", wrapped(text));
    let said = |line: &str| -> String {
        match line.split_once(" = \"") {
            Some((key @ ("country" | "description" | "source"), rest)) => {
                format!("{key} = \"{}", quoted(rest, language))
            }
            _ => line.to_string(),
        }
    };
    let lines: Vec<String> = ECONOMY.lines().map(said).collect();
    commented(&lines.join("\n"), language)
        .replace("{about}", &paragraph(&about))
        .replace("{replace}", &paragraph(&replace))
        .replace("{behaviour}", &paragraph(behaviour))
        .replace("{calibration}", say!(language, "(see scenarios/calibration/)"))
        .replace("{result}", &paragraph(result))
        .replace("{fitted}", say!(language, "fitted to …"))
        .replace("NAME", name)
        + "\n"
}

/// The rest of a line from a text on, which is one of the names.
fn quoted(rest: &str, language: Language) -> String {
    match rest.split_once('"') {
        Some((text, behind)) if NAMES.contains(&text) => format!("{}\"{behind}", language.of(text)),
        _ => rest.to_string(),
    }
}

/// A table with its names in a language.
fn named(table: &str, language: Language) -> String {
    let cell = |cell: &str| if NAMES.contains(&cell) { language.of(cell) } else { cell }.to_string();
    let line = |line: &str| line.split(',').map(cell).collect::<Vec<_>>().join(",") + "\n";
    table.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_comments_are_in_the_language_and_keys_and_figures_are_the_same() {
        let [english, chinese] = Language::ALL.map(|language| files("mine", language));
        assert!(
            english[0].1.contains("country = \"Invented country\"") && english[0].1.contains("# ISO code")
        );
        assert!(chinese[0].1.contains("country = \"虚构国\"") && !chinese[0].1.contains("ISO code"));
        assert!(
            chinese.iter().any(|(path, text)| path == "mine/regions.csv" && text.contains("north,北部,0.4"))
        );
        // All that is not Chinese or said in it: the number of lines with a key or a figure.
        let keys =
            |text: &str| text.lines().filter(|line| line.contains(" = ") || line.contains("0.")).count();
        for ((path, english), (same, chinese)) in english.iter().zip(&chinese) {
            assert_eq!(path, same);
            assert_eq!(keys(english), keys(chinese), "{path}");
            assert!(!english.contains(['{', '}']) || path.ends_with(".toml"), "{english}");
            assert!(!english.contains("NAME") && !chinese.contains("NAME"));
        }
    }
}
