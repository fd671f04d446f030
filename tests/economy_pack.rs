//! The shipped economy packs: they load, they are consistent, every cell has a source; broken tables say what
//! is wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tideover::diagnose::Problems;
use tideover::economy::load::{Header, TableFile, load};
use tideover::economy::{CashDaysOf, Economy, Frame};
use tideover::month::params::Params;
use tideover::units::Grade;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn toml_of(path: &Path) -> toml::Table {
    std::fs::read_to_string(path)
        .unwrap()
        .parse()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A number, written plainly or with its source.
fn number(value: &toml::Value) -> f64 {
    let value = value.get("value").unwrap_or(value);
    value.as_float().or(value.as_integer().map(|n| n as f64)).unwrap()
}

/// Reads a pack's file without the scenario reader, in one of its frames.
fn pack(path: &Path, frame: Option<&str>) -> (Header, Vec<TableFile>) {
    let file = toml_of(path);
    let economy = &file["economy"];
    let text = |key: &str| economy[key].as_str().unwrap().to_string();
    let frame = frame.unwrap_or(economy["frame"].as_str().unwrap());
    let chosen = &economy["frames"][frame];
    let header = Header {
        name: text("name"),
        country: text("country"),
        currency: text("currency"),
        currency_unit: text("currency_unit"),
        minor_per_major: number(&economy["minor_per_major"]),
        base_year: number(&economy["base_year"]) as i32,
        frame: Frame {
            name: frame.to_string(),
            description: chosen["description"].as_str().unwrap().to_string(),
            firms: number(&chosen["firms"]),
        },
        total_output: number(&economy["total_output"]),
        cash_days_of: match economy.get("cash_days_of").map(|word| word.as_str().unwrap()) {
            Some("outflows") => CashDaysOf::Outflows,
            _ => CashDaysOf::Outgo,
        },
        targets: None,
        crisis_targets: None,
    };
    let tables = economy["tables"].as_table().unwrap().iter();
    let tables = tables
        .map(|(name, file)| TableFile {
            name: name.clone(),
            path: path.with_file_name("").join(file.as_str().unwrap()),
            place: None,
        })
        .collect();
    (header, tables)
}

fn read(path: &Path) -> Economy {
    let (header, tables) = pack(path, None);
    let mut problems = Problems::new();
    match load(header, &tables, &mut problems) {
        Some((economy, bytes)) => {
            assert_eq!(bytes.len(), 7 + economy.optional.len());
            economy
        }
        None => panic!("{problems}"),
    }
}

fn china_file() -> PathBuf {
    root().join("scenarios/economies/china-2019.toml")
}

fn china() -> Economy {
    read(&china_file())
}

fn united_states_file() -> PathBuf {
    root().join("scenarios/economies/united-states-2019.toml")
}

fn united_states() -> Economy {
    read(&united_states_file())
}

/// What a firm of a sector has left for pay, as a share of its output, after inputs, margin, fixed cost and
/// about all taxes on sales.
fn labour_share(economy: &Economy, sector: usize) -> f64 {
    let s = &economy.sectors[sector];
    let value_added = 1.0 - economy.material_share(sector);
    value_added - s.margin - s.fixed_share - (0.6 * s.vat_rate * value_added + 0.003)
}

/// Small and medium firms' output over the sector's, as pay and labour share imply it.
fn small_firm_share(economy: &Economy, sector: usize) -> f64 {
    let s = &economy.sectors[sector];
    let pay = economy.frame.firms * s.firm_share * s.mean_size * s.wage_year;
    pay / labour_share(economy, sector) / (economy.io.output_share[sector] * economy.io.total_output)
}

#[test]
fn china_loads() {
    let china = china();
    assert_eq!(
        (china.n_sectors(), china.n_regions(), china.banks.len(), china.thresholds.len()),
        (16, 31, 5, 15)
    );
    let passive: Vec<&str> = china.sectors.iter().filter(|s| !s.has_firms).map(|s| s.id.as_str()).collect();
    assert_eq!(passive, ["agriculture", "finance", "public_administration"]);
    assert_eq!(china.age_shares.len(), 41);
    let trade = china.sectors.iter().position(|s| s.id == "wholesale_retail").unwrap();
    assert_eq!(china.thresholds[china.sectors[trade].thresholds].id, "trade");
    assert_eq!(china.size_class(trade, 3.0, 5e6), 0);
    assert_eq!(china.size_class(trade, 30.0, 5e6), 1);
}

#[test]
fn the_register_holds_the_same_jobs_in_more_firms() {
    let (mut header, mut tables) = pack(&china_file(), Some("registry-2022"));
    let child = toml_of(&root().join("scenarios/economies/china-registry-2022.toml"));
    assert_eq!(child["economy"]["frame"].as_str(), Some("registry-2022"));
    header.name = child["economy"]["name"].as_str().unwrap().to_string();
    let sectors = tables.iter_mut().find(|table| table.name == "sectors").unwrap();
    sectors.path = china_file().with_file_name(child["economy"]["tables"]["sectors"].as_str().unwrap());
    let mut problems = Problems::new();
    let register = load(header, &tables, &mut problems).unwrap_or_else(|| panic!("{problems}")).0;
    let census = china();
    for (a, b) in census.sectors.iter().zip(&register.sectors).filter(|(a, _)| a.has_firms) {
        let (jobs, same) = (
            census.frame.firms * a.firm_share * a.mean_size,
            register.frame.firms * b.firm_share * b.mean_size,
        );
        assert!((jobs / same - 1.0).abs() < 0.02, "{}: {jobs} and {same}", a.id);
        assert_eq!((a.margin, a.wage_year, a.firm_share), (b.margin, b.wage_year, b.firm_share));
    }
}

#[test]
fn the_tiny_pack_is_consistent_too() {
    let tiny = read(&root().join("tests/packs/tiny/economy.toml"));
    assert_eq!((tiny.n_sectors(), tiny.n_regions()), (3, 2));
    for sector in [1, 2] {
        let (labour, share) = (labour_share(&tiny, sector), small_firm_share(&tiny, sector));
        assert!(
            labour >= 0.08 && share <= 0.9,
            "{}: labour {labour:.3}, share {share:.2}",
            tiny.sectors[sector].id
        );
    }
}

/// Firms must have something left for pay, and may not make more than their sector does.
#[test]
fn small_firms_fit_into_their_sectors() {
    let china = china();
    let (mut made, mut all) = (0.0, 0.0);
    println!("{:24} {:>8} {:>8} {:>10}", "sector", "inputs", "labour", "SME share");
    for (index, sector) in china.sectors.iter().enumerate().filter(|(_, sector)| sector.has_firms) {
        let (labour, share) = (labour_share(&china, index), small_firm_share(&china, index));
        println!("{:24} {:8.3} {:8.3} {:10.2}", sector.id, china.material_share(index), labour, share);
        assert!(labour >= 0.08, "{}: only {labour:.3} of output is left for pay", sector.id);
        assert!(share <= 0.9, "{}: small firms would make {share:.2} of the sector's output", sector.id);
        made += share * china.io.output_share[index];
        all += china.io.output_share[index];
    }
    println!("all sectors with firms: {:.2}; the whole economy: {made:.2}", made / all);
    assert!((0.35..0.7).contains(&(made / all)));
}

#[test]
fn china_meets_its_headline_figures() {
    let china = china();
    let weighted = |pick: fn(&tideover::economy::Sector) -> f64| -> f64 {
        china.sectors.iter().map(|s| s.firm_share * pick(s)).sum()
    };
    let near = |what: &str, got: f64, want: f64, band: f64| {
        assert!((got - want).abs() <= band, "{what}: {got}, not {want} ± {band}")
    };
    // Census 2018: 233 million jobs in 18.07 million firms.
    near("mean size", weighted(|s| s.mean_size), 12.9, 0.05);
    near("jobs (m)", weighted(|s| s.mean_size) * china.frame.firms / 1e6, 233.0, 1.5);
    // Small and micro trade and catering firms: 4.87 people; with medium ones a little more.
    let of = |id: &str| china.sectors.iter().position(|s| s.id == id).unwrap();
    near("trade", china.sectors[of("wholesale_retail")].mean_size, 5.0, 0.5);
    // Private pay 53,604 yuan and contributions of 8.6% on it, weighted by jobs.
    let pay: f64 = china.sectors.iter().map(|s| s.firm_share * s.mean_size * s.wage_year).sum();
    near("labour cost", pay / weighted(|s| s.mean_size), 53_604.0 * 1.086, 2_000.0);
    // Receivable days of above-scale industry, May 2019.
    let industry = ["mining", "consumer_goods", "materials", "equipment", "utilities"].map(of);
    let output: f64 = industry.iter().map(|s| china.io.output_share[*s]).sum();
    let days: f64 =
        industry.iter().map(|s| china.io.output_share[*s] * china.sectors[*s].receivable_days).sum();
    near("receivable days", days / output, 48.4, 1.0);
    // Loans of small firms in 2019: 6.76% on average, 3.75% of them bad.
    let bank = |pick: fn(&tideover::economy::BankType) -> f64| -> f64 {
        china.banks.iter().map(|b| b.loan_share * pick(b)).sum()
    };
    // 0.8 to 0.9 points of the rate are left for the loss that a bank expects from the borrower it sees.
    near("loan rate before expected loss", 0.0415 + bank(|b| b.margin + b.cost), 0.0584, 0.001);
    near("bad loans", bank(|b| b.bad_loans), 0.0375, 0.001);
    // Value added over output, and so total output: GDP of 2018.
    let value_added: f64 = (0..16).map(|s| china.io.output_share[s] * (1.0 - china.material_share(s))).sum();
    near("GDP (trillion)", value_added * china.io.total_output / 1e12, 91.9, 1.0);
    // In a stationary stock the entrants of a year, but for those of them that close in it, are the youngest.
    near("exit rate", china.age_shares[0] / 0.99, 0.0806, 0.001);
}

#[test]
fn the_united_states_meet_their_headline_figures() {
    let states = united_states();
    assert_eq!(
        (states.n_sectors(), states.n_regions(), states.banks.len(), states.thresholds.len()),
        (16, 4, 4, 1)
    );
    assert_eq!([9.0, 10.0, 50.0, 499.0].map(|people| states.size_class(1, people, 1e6)), [0, 1, 2, 2]);
    let weighted = |pick: fn(&tideover::economy::Sector) -> f64| -> f64 {
        states.sectors.iter().map(|s| s.firm_share * pick(s)).sum()
    };
    let near = |what: &str, got: f64, want: f64, band: f64| {
        assert!((got - want).abs() <= band, "{what}: {got}, not {want} ± {band}")
    };
    // Census Bureau 2022, firms below 500 employees without farming, finance and the unclassified.
    near("mean size", weighted(|s| s.mean_size), 9.87, 0.1);
    near("jobs (m)", weighted(|s| s.mean_size) * states.frame.firms / 1e6, 60.2, 0.5);
    // Small businesses' cash lasts 27 days in the median of all.
    near("cash days", weighted(|s| s.cash_days), 27.0, 2.0);
    let value_added: f64 =
        (0..16).map(|s| states.io.output_share[s] * (1.0 - states.material_share(s))).sum();
    near("GDP (trillion)", value_added * states.io.total_output / 1e12, 21.5, 0.2);
    // Births of a year over firms.
    near("youngest", states.age_shares[0], 0.0817, 0.001);
    for (index, sector) in states.sectors.iter().enumerate().filter(|(_, sector)| sector.has_firms) {
        let (labour, share) = (labour_share(&states, index), small_firm_share(&states, index));
        assert!(labour >= 0.08 && share <= 0.9, "{}: labour {labour:.3}, share {share:.2}", sector.id);
    }
}

#[test]
fn what_the_economy_makes_covers_what_it_uses() {
    for economy in [china(), united_states()] {
        let n = economy.n_sectors();
        for from in 0..n {
            let domestic = |to: usize| {
                economy.input(from, to) * (1.0 - economy.io.import_share[to]) * economy.io.output_share[to]
            };
            let left = 1.0 - (0..n).map(domestic).sum::<f64>() / economy.io.output_share[from];
            println!(
                "{} {:24} {left:.3} of output goes to final demand",
                economy.country, economy.sectors[from].id
            );
            assert!(left > 0.0, "{}: {}", economy.country, economy.sectors[from].id);
        }
    }
}

/// Receivables over sales, the share sold on credit and sales to others than households must give believable
/// invoice terms.
#[test]
fn receivables_and_credit_shares_fit_together() {
    let china = china();
    let n = china.n_sectors();
    for (from, sector) in china.sectors.iter().enumerate().filter(|(_, sector)| sector.has_firms) {
        let domestic =
            |to: usize| china.input(from, to) * (1.0 - china.io.import_share[to]) * china.io.output_share[to];
        let to_final = 1.0 - (0..n).map(domestic).sum::<f64>() / china.io.output_share[from];
        let to_others = 1.0 - to_final * china.io.final_demand[from][0];
        let term = sector.receivable_days / (sector.credit_share * to_others);
        println!(
            "{:24} sells {to_others:.2} to others than households; invoices are paid after {term:.0} days",
            sector.id
        );
        assert!((40.0..=130.0).contains(&term), "{}: {term:.0} days", sector.id);
    }
}

fn csv_of(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().iter().map(str::to_string).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_string).collect()).collect();
    (header, rows)
}

/// Checks that each cell of the tables has its unit, source and grade in a `sources.csv`, and that its lines
/// all name something. `*` stands for every column or row; the line that names more counts, so that a row's
/// grade is the weakest of its cells.
fn every_cell_is_sourced(sources: &Path, tables: &[(String, PathBuf)], graded: bool) {
    let (header, lines) = csv_of(sources);
    assert_eq!(header, ["table", "column", "row", "unit", "source", "grade"]);
    let mut used = vec![false; lines.len()];
    let elsewhere = |line: &Vec<String>| !tables.iter().any(|(name, _)| *name == line[0]);
    for line in &lines {
        assert!(
            Grade::from_word(&line[5]).is_some() && line[3..].iter().all(|cell| !cell.is_empty()),
            "{line:?}"
        );
    }
    for (name, path) in tables {
        let (header, rows) = csv_of(path);
        for row in &rows {
            let mut weakest = Grade::Official;
            for (column, cell) in header
                .iter()
                .zip(row)
                .filter(|(column, _)| !["month", "source", "grade"].contains(&column.as_str()))
            {
                let fits = |line: &Vec<String>| {
                    line[0] == *name
                        && (line[1] == *column || line[1] == "*")
                        && (line[2] == row[0] || line[2] == "*")
                };
                let found: Vec<usize> = (0..lines.len()).filter(|index| fits(&lines[*index])).collect();
                found.iter().for_each(|index| used[*index] = true);
                let best =
                    found.iter().max_by_key(|index| (lines[**index][2] != "*", lines[**index][1] != "*"));
                let best = best.unwrap_or_else(|| {
                    panic!("{name}, row {}, column {column}: no line in {}", row[0], sources.display())
                });
                if !cell.is_empty() {
                    weakest = weakest.max(Grade::from_word(&lines[*best][5]).unwrap());
                }
            }
            if graded {
                let grade = Grade::from_word(row.last().unwrap()).unwrap();
                assert!(
                    grade >= weakest,
                    "{name}, row {}: graded {}, but a cell of it is {}",
                    row[0],
                    grade.word(),
                    weakest.word()
                );
            }
        }
    }
    for (line, used) in lines.iter().zip(used) {
        assert!(used || elsewhere(line), "{}: no cell is meant by {line:?}", sources.display());
    }
}

#[test]
fn every_cell_of_china_is_sourced() {
    let tables: Vec<(String, PathBuf)> =
        pack(&china_file(), None).1.into_iter().map(|table| (table.name, table.path)).collect();
    every_cell_is_sourced(&root().join("scenarios/economies/china-2019/sources.csv"), &tables, true);
    let paths = root().join("scenarios/paths");
    let tables = ["china-2020-attendance.csv", "china-2020-closed-sales.csv", "china-2020-demand.csv"]
        .map(|name| (name.to_string(), paths.join(name)));
    every_cell_is_sourced(&paths.join("sources.csv"), &tables, false);
}

#[test]
fn every_cell_of_the_united_states_is_sourced() {
    let tables: Vec<(String, PathBuf)> =
        pack(&united_states_file(), None).1.into_iter().map(|table| (table.name, table.path)).collect();
    every_cell_is_sourced(&root().join("scenarios/economies/united-states-2019/sources.csv"), &tables, true);
}

#[test]
fn scalars_and_parameters_of_packs_are_sourced_and_known() {
    [china_file(), united_states_file()]
        .iter()
        .for_each(|path| scalars_and_parameters_are_sourced_and_known(&toml_of(path)));
}

fn scalars_and_parameters_are_sourced_and_known(file: &toml::Table) {
    let specs = Params::specs();
    for (group, values) in file["parameters"].as_table().unwrap() {
        for (name, value) in values.as_table().unwrap() {
            let spec = specs.iter().find(|spec| spec.group == group && spec.name == name);
            let spec = spec.unwrap_or_else(|| panic!("there is no parameter {group}.{name}"));
            assert!((spec.min..=spec.max).contains(&number(value)), "{group}.{name}");
            assert!(value["source"].as_str().is_some_and(|source| !source.is_empty()), "{group}.{name}");
            assert!(Grade::from_word(value["grade"].as_str().unwrap()).is_some(), "{group}.{name}");
        }
    }
    for (name, frame) in file["economy"]["frames"].as_table().unwrap() {
        assert!(
            frame.get("source").is_some() && Grade::from_word(frame["grade"].as_str().unwrap()).is_some(),
            "{name}"
        );
    }
    assert!(file["economy"]["total_output"].get("source").is_some());
}

/// The scenarios are TOML as any reader sees it, and name kinds, levers, settings and sectors that exist.
#[test]
fn scenarios_name_things_that_exist() {
    let china = china();
    let sectors: Vec<&str> = china.sectors.iter().map(|s| s.id.as_str()).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for name in [
        "baseline",
        "baseline-registry",
        "baseline-united-states",
        "covid-2020-no-policy",
        "covid-2020",
        "cost-squeeze-2021",
    ] {
        let file = toml_of(&root().join(format!("scenarios/{name}.toml")));
        let about = &file["scenario"];
        assert_eq!(about["name"].as_str(), Some(name));
        for key in ["title", "question", "source", "extends"] {
            assert!(about[key].as_str().is_some_and(|text| !text.is_empty()), "{name}: {key}");
        }
        assert!(root().join("scenarios").join(about["extends"].as_str().unwrap()).is_file(), "{name}");
        let list = |key: &str| file.get(key).and_then(|list| list.as_array()).cloned().unwrap_or_default();
        for shock in list("shock") {
            let kind = shock["kind"].as_str().unwrap();
            assert!(tideover::shocks::KINDS.iter().any(|spec| spec.kind == kind), "{name}: {kind}");
            if let Some(table) = shock["path"].get("table") {
                let (header, _) = csv_of(&root().join("scenarios").join(table.as_str().unwrap()));
                assert!(
                    header[0] == "month" && header[1..].iter().all(|id| sectors.contains(&id.as_str())),
                    "{header:?}"
                );
            }
        }
        for policy in list("policy") {
            let kind = policy["kind"].as_str().unwrap();
            let lever = tideover::levers::ALL
                [tideover::levers::by_kind(kind).unwrap_or_else(|| panic!("{name}: {kind}"))];
            let common =
                ["name", "kind", "from", "to", "announced", "target", "take_up", "budget_bn", "delay"];
            for (key, value) in
                policy.as_table().unwrap().iter().filter(|(key, _)| !common.contains(&key.as_str()))
            {
                let field = lever
                    .fields()
                    .iter()
                    .find(|field| field.name == key)
                    .unwrap_or_else(|| panic!("{kind}: {key}"));
                assert!((field.min..=field.max).contains(&number(value)), "{kind}: {key}");
            }
        }
        seen.insert(name.to_string(), list("shock").len() + 10 * list("policy").len());
    }
    assert_eq!(seen.into_values().collect::<Vec<_>>(), [0, 0, 0, 3, 90, 5]);
}

#[test]
fn a_broken_table_of_china_shows_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let (header, mut tables) = pack(&china_file(), None);
    let banks = tables.iter_mut().find(|table| table.name == "banks").unwrap();
    let text = std::fs::read_to_string(&banks.path).unwrap().replacen(
        "rural,Rural banks,12,0.36",
        "rural,Rural banks,12,36",
        1,
    );
    banks.path = folder.path().join("banks.csv");
    std::fs::write(&banks.path, text).unwrap();
    let mut problems = Problems::new();
    assert!(load(header, &tables, &mut problems).is_none());
    let report = problems.to_string();
    let expected = "banks.csv:5:22  bank type \"rural\": loan_share is 36, outside 0..=1 (share of loans to small and medium firms)
    5 | rural,Rural banks,12,36,";
    assert!(report.contains(expected), "{report}");
    assert!(report.contains("\n      |                      ^^ did you mean 0.36?"), "{report}");
    assert!(report.ends_with("1 problem found; nothing was run and nothing was written"), "{report}");
}
