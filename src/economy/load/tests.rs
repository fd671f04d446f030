//! Tests of the loader: the tiny pack whole, then broken in one place at a time.

use super::*;
use crate::language::Language;
use proptest::prelude::*;

fn header() -> Header {
    let frame = Frame { name: "all".into(), description: "all".into(), firms: 10_000.0 };
    Header {
        name: "tiny".into(),
        country: "Tinyland".into(),
        currency: "XTS".into(),
        currency_unit: "crown".into(),
        minor_per_major: 100.0,
        base_year: 2019,
        frame,
        total_output: 60e9,
        cash_days_of: crate::economy::CashDaysOf::Outgo,
        targets: None,
        crisis_targets: None,
    }
}

/// The tiny pack with one table replaced.
struct Pack {
    folder: tempfile::TempDir,
    tables: Vec<TableFile>,
}

impl Pack {
    fn new() -> Pack {
        let folder = tempfile::tempdir().unwrap();
        let mut tables = Vec::new();
        for name in TABLES {
            let path = folder.path().join(format!("{name}.csv"));
            std::fs::write(&path, tiny(name)).unwrap();
            tables.push(TableFile { name: name.into(), path, place: None });
        }
        Pack { folder, tables }
    }

    fn with(self, table: &str, bytes: impl AsRef<[u8]>) -> Pack {
        std::fs::write(self.folder.path().join(format!("{table}.csv")), bytes).unwrap();
        self
    }

    /// One replacement in one table.
    fn edit(self, table: &str, from: &str, to: &str) -> Pack {
        let text = std::fs::read_to_string(self.folder.path().join(format!("{table}.csv"))).unwrap();
        assert!(text.contains(from), "{from} is not in {table}");
        self.with(table, text.replacen(from, to, 1))
    }

    fn load(&self) -> (Option<Economy>, Problems) {
        let mut problems = Problems::new();
        let loaded = load(header(), &self.tables, &mut problems).map(|(economy, bytes)| {
            assert_eq!(bytes.len(), TABLES.len());
            economy
        });
        assert_eq!(loaded.is_none(), !problems.is_empty());
        (loaded, problems)
    }

    /// The report, with the folder taken out of the paths.
    fn report(&self) -> String {
        let (_, problems) = self.load();
        problems.to_string().replace(&format!("{}/", self.folder.path().display()), "")
    }
}

fn tiny(table: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/packs/tiny/{table}.csv", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[track_caller]
fn says(pack: Pack, expected: &str) {
    let report = pack.report();
    assert!(report.contains(expected), "expected:\n{expected}\n\ngot:\n{report}");
}

#[test]
fn the_tiny_pack_loads() {
    let (economy, problems) = Pack::new().load();
    let economy = economy.unwrap_or_else(|| panic!("{problems}"));
    assert_eq!((economy.n_sectors(), economy.n_regions(), economy.banks.len()), (3, 2, 2));
    assert_eq!(economy.input(1, 2), 0.15);
    assert!((economy.material_share(1) - 0.57).abs() < 1e-12);
    assert_eq!(economy.sectors[0].firm_share, 0.0);
    assert_eq!(economy.sectors[2].thresholds, 1);
    assert_eq!(economy.sectors[1].season, [1.0; 12]);
    assert_eq!(economy.size_class(2, 50.0, 0.0), 1);
    assert_eq!(economy.size_class(1, 500.0, 5e6), 1); // medium by people, small by revenue: small
    assert!((economy.age_shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn order_of_rows_columns_and_blank_lines_do_not_matter() {
    let turned = "\u{feff}grade,serving,making,farming,sector,source\r\nassumed,0.5,0.38,0.12,output_share,x\r\n\r\nassumed,0.02,0.10,0.10,farming,x\r\n\
                  assumed,0.15,0.35,0.20,making,\"x, y\"\r\n,,,,,\r\nassumed,0.20,0.12,0.05,serving,x\r\nassumed,0.05,0.15,0.10,import_share,x\r\n";
    let (economy, problems) = Pack::new().with("input_output", turned).load();
    let economy = economy.unwrap_or_else(|| panic!("{problems}"));
    assert_eq!(economy.io.coefficients, Pack::new().load().0.unwrap().io.coefficients);
}

#[test]
fn a_share_written_as_percent() {
    says(
        Pack::new().edit("sectors", "0.4,16", "40,16"),
        "sectors.csv:3:29  sector \"making\": firm_share is 40, outside 0..=1 (share of the firms)
    3 | making,Making,true,industry,40,16,1000,60000,0.06,0.05,0.13,0.4,0.8,60,40,0.5,0.4,0.06,0.03,0.2,1,0.30,invented,assumed
      |                             ^^ did you mean 0.40?",
    );
}

#[test]
fn unknown_and_missing_columns() {
    says(
        Pack::new().edit("sectors", "margin", "margn"),
        "sectors.csv:1:71  the table sectors knows no column \"margn\"",
    );
    let report = Pack::new().edit("sectors", "margin", "margn").report();
    assert!(
        report.contains("^^^^^ did you mean margin?")
            && report.ends_with("1 problem found; nothing was run and nothing was written"),
        "{report}"
    );
    says(
        Pack::new().edit("regions", "1.15,", ""),
        "regions.csv:2:1  the table regions: this row has 7 cells, the header names 8 columns",
    );
    let lacking = tiny("ages")
        .lines()
        .map(|line| line.split_once(',').unwrap().1.to_string() + "\n")
        .collect::<String>();
    says(Pack::new().with("ages", lacking), "ages.csv:1:1  the table ages lacks the column \"age\"");
}

#[test]
fn unknown_sectors_get_the_nearest_name() {
    let report = Pack::new().edit("input_output", "\nserving", "\nservng").report();
    assert!(
        report.contains("input_output.csv:4:1  the table input_output has a row \"servng\", which is no sector of the table sectors"),
        "{report}"
    );
    assert!(report.contains("did you mean serving?"), "{report}");
    says(
        Pack::new().edit("input_output", "making,serving", "makng,serving"),
        "the table input_output knows no column \"makng\"",
    );
    says(
        Pack::new().edit("final_demand", "farming", "mining"),
        "the table final_demand lacks the row \"farming\"",
    );
    says(
        Pack::new().edit("sectors", "services", "service"),
        "sector \"serving\": the table thresholds has no group \"service\"; it has industry, services",
    );
}

#[test]
fn things_that_are_not_numbers() {
    let pack = Pack::new().edit("sectors", ",0.06,0.05", ",6%,x");
    says(pack, "margin is \"6%\", which is not a number (share of output)");
    let report = Pack::new().edit("sectors", ",0.06,0.05", ",6%,x").report();
    assert!(report.contains("^^ write a share: 0.06") && report.contains("fixed_share is \"x\""), "{report}");
    says(Pack::new().edit("sectors", "60000", "\"60,000\""), "write 60000 or 60.000");
    says(Pack::new().edit("sectors", "60000", "\"0,4\""), "^^^ write 0.4\n");
    says(Pack::new().edit("sectors", "60000", "nan"), "wage_year is \"nan\", which is not a number");
    says(Pack::new().edit("sectors", "60000", ""), "sector \"making\": wage_year is empty");
    says(Pack::new().edit("sectors", "true", "maybe"), "has_firms is \"maybe\"; write true or false");
}

#[test]
fn a_column_of_inputs_past_one() {
    says(
        Pack::new().edit("input_output", "0.20,0.35", "0.20,0.82"),
        "input_output.csv:1:16  inputs of \"making\" cost 1.04 of its output; the column must stay below 1
    1 | sector,farming,making,serving,source,grade
      |                ^^^^^^",
    );
    says(
        Pack::new().edit("input_output", "0.20,0.35", "0.20,0.70"),
        "sector \"making\": inputs 0.92, margin 0.06 and fixed cost 0.05 leave nothing of the output for pay",
    );
    says(
        Pack::new().edit("input_output", "0.12,0.38,0.50", "0.02,0.38,0.60"),
        "other sectors would use 2.275 of what \"farming\" makes",
    );
}

#[test]
fn shares_that_do_not_add_up() {
    says(
        Pack::new().edit("ages", "0.40", "0.50"),
        "ages.csv:1:1  the shares of the ages add up to 1.1, not to 1",
    );
    says(
        Pack::new().edit("final_demand", "0.85", "0.80"),
        "final_demand.csv:2:1  sector \"farming\": the shares of final demand add up to 0.95, not to 1",
    );
    says(
        Pack::new().edit("regions", "0.6,0.9", "0.6,1.9"),
        "wage_index has the mean 1.6 when weighted by firm_share, not 1",
    );
    let nearly = Pack::new().edit("ages", "0.40", "0.4004").load().0.unwrap();
    assert!((nearly.age_shares.iter().sum::<f64>() - 1.0).abs() < 1e-15);
}

#[test]
fn no_more_banks_than_a_firm_can_distinguish() {
    says(
        Pack::new().edit("banks", "Local banks,3", "Local banks,254"),
        "there are 256 banks, their counts added up; at most 255 can be distinguished",
    );
}

#[test]
fn duplicates_grades_and_tiles() {
    says(
        Pack::new().edit("banks", "local", "large"),
        "banks.csv:3:1  bank type \"large\" is listed twice, first in line 2",
    );
    says(
        Pack::new().edit("banks", "assumed", "asumed"),
        "grade is \"asumed\"; it is one of official, derived, assumed",
    );
    says(Pack::new().edit("banks", "invented", ""), "this row names no source");
    says(
        Pack::new().edit("regions", ",0,1,", ",0,0,"),
        "region \"south\": tile 0, 0 of the map is taken by \"north\"",
    );
    says(Pack::new().edit("regions", ",0,1,", ",0,1.5,"), "tile_row is 1.5; it must be a whole number");
    says(Pack::new().edit("regions", "south", "The South"), "did you mean the_south?");
    says(
        Pack::new().edit("thresholds", "300,1000", "300,100"),
        "employees_large is 100, below employees_medium 300",
    );
    says(
        Pack::new().edit("ages", "\n3,", "\n4,"),
        "age is 4, but ages run from 0 by whole years: 3 comes here",
    );
}

#[test]
fn tables_missing_empty_or_of_another_kind() {
    says(Pack::new().with("banks", ""), "banks.csv:1:1  the table banks is empty");
    says(Pack::new().with("banks", "id,label\n"), "the table banks has a header but no rows");
    says(
        Pack::new().with("banks", "id;label;count\na;b;1\n"),
        "the columns of the table banks are not separated by commas",
    );
    says(
        Pack::new().with("banks", b"id,label\nbank,\xd6\xd0\n"),
        "banks.csv:2:6  the table banks is not UTF-8 text",
    );
    says(
        Pack::new().with("banks", "id,label\n\"bank,x\n"),
        "banks.csv:2:1  the table banks: this quote is never closed",
    );
    let pack = Pack::new();
    std::fs::remove_file(pack.folder.path().join("ages.csv")).unwrap();
    says(pack, "ages.csv  the table ages can't be read from ages.csv");
    let mut pack = Pack::new();
    pack.tables.pop();
    says(pack, "the economy pack names no table \"ages\"");
    let mut pack = Pack::new();
    pack.tables[6].name = "age".into();
    says(pack, "\"age\" is not a table of an economy pack");
}

#[test]
fn all_problems_at_once() {
    let pack = Pack::new()
        .edit("sectors", "0.06,0.05", "6,x")
        .edit("banks", "assumed", "a")
        .edit("ages", "0.40", "0.50");
    assert_eq!(pack.load().1.len(), 4);
    let (_, problems) = Pack::new().with("banks", tiny("sectors").repeat(100)).load();
    assert!(problems.len() < 60, "{}", problems.len());
}

/// Two English words side by side: a piece of a sentence that no phrase holds.
fn english(said: &str) -> bool {
    let word = |word: &str| word.len() > 1 && word.chars().all(|sign| sign.is_ascii_lowercase());
    let words: Vec<&str> = said.split(' ').collect();
    words.windows(2).any(|two| word(two[0]) && word(two[1]))
}

#[test]
fn a_broken_pack_is_told_in_chinese() {
    let said = |pack: Pack| -> Vec<String> {
        let told = |told: &Told| told.said(Language::Chinese);
        let all = pack.load().1;
        all.iter()
            .flat_map(|problem| [Some(&problem.message), problem.hint.as_ref()])
            .flatten()
            .map(told)
            .collect()
    };
    let percent = said(Pack::new().edit("sectors", "0.4,16", "40,16"));
    assert!(percent[0].contains("行业“making”：firm_share 为 40"), "{percent:?}");
    assert!(percent[1].contains("0.40") && !percent[1].contains("mean"), "{percent:?}");
    let packs = [
        Pack::new().edit("sectors", "0.06,0.05", "6%,").edit("sectors", "true", "maybe"),
        Pack::new().edit("regions", "south", "The South").edit("banks", "local", "large"),
        Pack::new().edit("banks", "assumed", "a").edit("banks", "invented", ""),
        Pack::new().edit("ages", "\n3,", "\n4,").edit("ages", "0.40", "0.50"),
        Pack::new().edit("input_output", "0.20,0.35", "0.20,0.82").edit("final_demand", "farming", "mining"),
        Pack::new().edit("regions", ",0,1,", ",0,0,").edit("thresholds", "300,1000", "300,100"),
        Pack::new().edit("sectors", "services", "service").edit("banks", "Local banks,3", "Local banks,254"),
        Pack::new().edit("sectors", "margin", "margn").edit("regions", "1.15,", ""),
        Pack::new().with("banks", "id;label\n").with("ages", "").with("regions", "a,a,\nx,\"y\n"),
    ];
    for pack in packs {
        let said = said(pack);
        assert!(!said.is_empty());
        let left: Vec<&String> = said.iter().filter(|words| english(words)).collect();
        assert!(left.is_empty(), "{left:#?}");
    }
    assert!(english("行业“making” is listed twice"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_make_it_panic(table in 0..TABLES.len(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let pack = Pack::new().with(TABLES[table], bytes);
        prop_assert!(!pack.report().is_empty());
    }

    #[test]
    fn no_damage_makes_it_panic(table in 0..TABLES.len(), at in any::<prop::sample::Index>(), with in "[0-9a-z,\"\\n.\\-é ]{0,3}", cut in 0usize..5) {
        let mut text: Vec<char> = tiny(TABLES[table]).chars().collect();
        let at = at.index(text.len());
        text.splice(at..(at + cut).min(text.len()), with.chars());
        let pack = Pack::new().with(TABLES[table], text.into_iter().collect::<String>());
        let (economy, problems) = pack.load();
        prop_assert!(economy.is_some() || !problems.to_string().is_empty());
    }
}
