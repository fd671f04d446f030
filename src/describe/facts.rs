//! Published facts of the shipped economies: which numbers the patterns have in each country, from the files that
//! `validate` reads.

use super::document::Document;
use crate::validate::crisis::measures::MEASURES;
use crate::validate::moments::MOMENTS;

/// The facts of an economy pack.
struct Facts {
    /// The pack.
    pack: &'static str,
    /// What it is.
    title: &'static str,
    /// Facts of normal times, and of a crisis, as CSV; empty where there are none of its own.
    normal: &'static str,
    crisis: &'static str,
}

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../scenarios/economies/", $name))
    };
}

/// Every shipped pack that names facts.
const PACKS: [Facts; 3] = [
    Facts {
        pack: "china-2019",
        title: "China, 2019: active firms of the census",
        normal: file!("china-2019/targets.csv"),
        crisis: file!("china-2019/crisis_targets.csv"),
    },
    Facts {
        pack: "china-registry-2022",
        title: "China, 2022: firms of the register",
        normal: file!("china-2019/targets_registry.csv"),
        // Those of the pack that it extends.
        crisis: "",
    },
    Facts {
        pack: "united-states-2019",
        title: "United States, 2019",
        normal: file!("united-states-2019/targets.csv"),
        crisis: file!("united-states-2019/crisis_targets.csv"),
    },
];

/// The facts of each pack.
pub fn add(document: &mut Document) {
    document.heading(3, "Published facts of the shipped economies");
    document.paragraph(
        "A fact counts as met when the model’s value lies in the band. Official: read in a publication of the body that makes the figure; derived: \
         arithmetic on such figures; assumed: a stated guess. A fact of another population or year than the pack’s is shown by `tideover validate` and not \
         scored.",
    );
    for facts in PACKS {
        document.heading(4, facts.title);
        document.paragraph(&format!("Economy pack `{}`, normal times:", facts.pack));
        let header = ["fact", "what is counted", "published", "band", "unit", "source", "grade"];
        document.table(&header, rows(facts.normal).iter().map(normal));
        if !facts.crisis.is_empty() {
            document.paragraph(
                "In a crisis; changes are those published with the growth of a normal year taken off. A fact that was fed to the scenario tests whether the \
                 feed arrives, not how firms respond.",
            );
            let header =
                ["fact", "what is counted", "months", "published", "band", "unit", "fed", "source", "grade"];
            document.table(&header, rows(facts.crisis).iter().map(crisis));
        }
    }
}

/// A row of a file: its cells by column.
struct Row(Vec<(String, String)>);

impl Row {
    fn cell(&self, column: &str) -> &str {
        self.0.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
    }
    /// Both ends of a span; one where they are the same.
    fn span(&self, from: &str, to: &str) -> String {
        let [from, to] = [self.cell(from), self.cell(to)];
        if from == to { from.to_string() } else { format!("{from} to {to}") }
    }
}

fn rows(csv: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = reader.headers().into_iter().flatten().map(str::to_string).collect();
    let cells =
        |record: csv::StringRecord| names.iter().cloned().zip(record.iter().map(str::to_string)).collect();
    reader.records().flatten().map(|record| Row(cells(record))).collect()
}

/// A fact of normal times.
fn normal(row: &Row) -> Vec<String> {
    let name = row.cell("moment");
    let unit = MOMENTS.iter().find(|moment| moment.name == name).map_or("", |moment| moment.unit);
    let counts = match row.cell("profile") {
        "" => row.cell("counts").to_string(),
        profile => format!("{}; of another population or year: {profile}", row.cell("counts")),
    };
    let cells = [row.cell("target"), &row.span("low", "high"), unit, row.cell("source"), row.cell("grade")];
    let named = [row.cell("id").to_string(), format!("{counts} (`{name}`)")];
    named.into_iter().chain(cells.map(str::to_string)).collect()
}

/// A fact of a crisis.
fn crisis(row: &Row) -> Vec<String> {
    let name = row.cell("measure");
    let unit = MEASURES.iter().find(|measure| measure.name == name).map_or("", |measure| measure.unit);
    let fed = if row.cell("fed") == "true" { "yes" } else { "no" };
    let published = if row.cell("target").is_empty() { row.cell("published") } else { row.cell("target") };
    let (months, band) = (row.span("from", "to"), row.span("low", "high"));
    let cells = [&months, published, &band, unit, fed, row.cell("source"), row.cell("grade")];
    let named = [row.cell("id").to_string(), format!("{} (`{name}`)", row.cell("counts"))];
    named.into_iter().chain(cells.map(str::to_string)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_shipped_pack_with_facts_is_there_and_no_cell_is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/economies");
        let packs = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        for path in packs.filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().to_string();
            let known = PACKS.iter().find(|facts| facts.pack == name);
            assert_eq!(known.is_some(), text.contains("\ntargets = "), "{name}");
            for (key, facts) in
                known.iter().flat_map(|facts| [("targets", facts.normal), ("crisis_targets", facts.crisis)])
            {
                let file = text.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
                let file = file.map(|rest| rest.split('"').next().unwrap());
                let read =
                    file.map_or_else(String::new, |file| std::fs::read_to_string(folder.join(file)).unwrap());
                assert_eq!(read, facts, "{name}: {key}");
            }
        }
        for facts in PACKS {
            let normal = rows(facts.normal).iter().map(normal).collect::<Vec<_>>();
            let crisis = rows(facts.crisis).iter().map(crisis).collect::<Vec<_>>();
            assert!(normal.len() > 20, "{}", facts.pack);
            for row in normal.iter().chain(&crisis) {
                assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
            }
        }
        let first = normal(&rows(PACKS[0].normal)[0]);
        let said = ["V02", "their share of jobs (`share_of_jobs`)", "0.794", "0.764 to 0.824", "share"];
        assert_eq!(first[..5], said);
        assert_eq!(
            crisis(&rows(PACKS[0].crisis)[0])[2..7],
            ["2020-01 to 2020-02", "-48.0", "-53 to -43", "percent", "yes"]
        );
    }
}
