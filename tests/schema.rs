//! The JSON Schema of scenario and sweep files: shipped as the program makes it, sound for every shipped file, strict with
//! wrong ones, and of one mind with the reader.

mod common;

use boon::{Compiler, SchemaIndex, Schemas};
use common::folder;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tideover::language::Language;
use tideover::scenario::schema;
use tideover::starters;
use tideover::sweep::schema as sweeps;

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn of(schema: Value) -> Judge {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("mem:schema.json", schema).unwrap();
        let index = compiler.compile("mem:schema.json", &mut schemas).unwrap();
        Judge { schemas, index }
    }
    /// What is wrong with a text, empty when nothing is.
    fn complaint(&self, text: &str) -> String {
        let table: toml::Table = text.parse().unwrap();
        let value = serde_json::to_value(table).unwrap();
        self.schemas
            .validate(&value, self.index)
            .map_or_else(|error| format!("{error:#}"), |()| String::new())
    }
}

/// All files of a folder with an ending.
fn tomls(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    found.sort();
    found
}

#[test]
fn the_shipped_schemas_are_those_that_the_program_makes() {
    for (file, made, words) in
        [(schema::FILE, schema::scenario(), "schema"), (sweeps::FILE, sweeps::sweep(), "schema sweep")]
    {
        let shipped = std::fs::read_to_string(scenarios().join(file)).unwrap_or_default();
        assert!(
            shipped == schema::text(&made),
            "scenarios/{file} is another than the program makes: tideover {words} > scenarios/{file}"
        );
    }
}

#[test]
fn every_shipped_file_names_its_schema_and_is_sound_by_it() {
    let scenario = Judge::of(schema::scenario());
    let (sweep, economy) = (Judge::of(sweeps::sweep()), Judge::of(schema::economy()));
    let mut seen = 0;
    for (below, judge, file) in [
        ("", &scenario, "./scenario.schema.json"),
        ("economies", &economy, "../scenario.schema.json"),
        ("sweeps", &sweep, "../sweep.schema.json"),
    ] {
        let folder = scenarios().join(below);
        for path in tomls(&folder) {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(text.lines().next(), Some(format!("#:schema {file}").as_str()), "{}", path.display());
            assert!(folder.join(file).is_file());
            assert_eq!(judge.complaint(&text), "", "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
    // A pack must have an [economy]; a scenario may be sound without.
    assert!(economy.complaint("[scenario]\nname = \"x\"\n").contains("economy"));
    assert_eq!(scenario.complaint("[scenario]\nname = \"x\"\n"), "");
}

#[test]
fn every_recipe_and_the_skeleton_of_a_pack_are_sound_by_it() {
    let judge = Judge::of(schema::scenario());
    for recipe in starters::all() {
        let text = starters::scenario("mine", "baseline.toml", &[recipe], Language::English);
        assert!(text.starts_with("#:schema ./scenario.schema.json\n"), "{text}");
        assert_eq!(judge.complaint(&text), "", "{}", recipe.name);
    }
    for language in Language::ALL {
        let pack = starters::pack::files("mine", language);
        assert!(pack[0].1.starts_with("#:schema ../scenario.schema.json\n"));
        assert_eq!(judge.complaint(&pack[0].1), "");
    }
}

const HEAD: &str = "[scenario]\nname = \"t\"\nextends = \"economy.toml\"\nstart = \"2020-01\"\nmonths = 24\n";

/// Sections that are wrong, and what the complaint must name.
const WRONG: &[(&str, &str)] = &[
    ("[scenari]\nname = \"x\"\n", "scenari"),
    ("[replications]\ncuont = 3\n", "cuont"),
    ("[replications]\ncount = 0\n", "/replications/count"),
    ("[parameters.failure]\nno_such = 1\n", "no_such"),
    ("[parameters.population]\nsize_tail = 9\n", "/parameters/population/size_tail"),
    (
        "[parameters.population]\nsize_tail = { value = 9, source = \"x\" }\n",
        "/parameters/population/size_tail/value",
    ),
    ("[regime.mild.failure]\n", "mild"),
    (
        "[[shock]]\nname = \"s\"\nkind = \"flood\"\nsize = 0.1\npath = { from = \"2020-02\" }\n",
        "/shock/0/kind",
    ),
    (
        "[[shock]]\nname = \"s\"\nkind = \"disaster\"\nsize = -0.1\npath = { from = \"2020-02\" }\n",
        "/shock/0/size",
    ),
    (
        "[[shock]]\nname = \"s\"\nkind = \"disaster\"\nsize = 0.1\nchannel = \"export\"\npath = { from = \"2020-02\" }\n",
        "channel",
    ),
    (
        "[[shock]]\nname = \"s\"\nkind = \"wage\"\nsize = 0.1\npath = { from = \"2020-13\" }\n",
        "/shock/0/path/from",
    ),
    (
        "[[shock]]\nname = \"s\"\nkind = \"wage\"\nsectors = { making = 90 }\npath = { from = \"2020-02\" }\n",
        "/shock/0/sectors/making",
    ),
    (
        "[[policy]]\nname = \"p\"\nkind = \"wage_subsidi\"\nfrom = \"2020-02\"\nto = \"2020-03\"\n",
        "/policy/0/kind",
    ),
    (
        "[[policy]]\nname = \"p\"\nkind = \"wage_subsidy\"\nfrom = \"2020-02\"\nto = \"2020-03\"\nshare = 80\n",
        "/policy/0/share",
    ),
    (
        "[[policy]]\nname = \"p\"\nkind = \"wage_subsidy\"\nfrom = \"2020-02\"\nto = \"2020-03\"\ncover = 0.8\n",
        "cover",
    ),
    (
        "[[policy]]\nname = \"p\"\nkind = \"wage_subsidy\"\nfrom = \"2020-02\"\nto = \"2020-03\"\ntake_up = \"60%\"\n",
        "/policy/0/take_up",
    ),
    (
        "[[policy]]\nname = \"p\"\nkind = \"prompt_payment\"\nfrom = \"2020-02\"\nto = \"2020-03\"\ntarget = { sizes = [\"micro\"] }\n",
        "target",
    ),
    (
        "[[policy]]\nname = \"p\"\nkind = \"wage_subsidy\"\nfrom = \"2020-02\"\nto = \"2020-03\"\ntarget = { sizes = [\"tiny\"] }\n",
        "sizes",
    ),
];

#[test]
fn what_the_schema_refuses_the_reader_refuses_too_and_the_place_is_named() {
    let judge = Judge::of(schema::scenario());
    assert_eq!(judge.complaint(HEAD), "");
    let place = folder(&[]);
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny/economy.toml");
    for (section, named) in WRONG {
        let text = format!("{HEAD}{section}");
        let said = judge.complaint(&text);
        assert!(said.contains(named), "{section}: {said}");
        let path = place.path().join("t.toml");
        std::fs::write(&path, text.replace("economy.toml", &pack.display().to_string())).unwrap();
        assert!(
            tideover::scenario::load(&[path], &Default::default()).is_err(),
            "the reader takes {section}"
        );
    }
}

#[test]
fn sweeps_that_are_wrong_fail() {
    let judge = Judge::of(sweeps::sweep());
    let head = "[sweep]\nname = \"s\"\nbase = \"b.toml\"\ndesign = \"grid\"\nkeep = [\"failures@end\"]\n";
    let factor = "[[factor]]\nname = \"a\"\npath = \"scenario.firms\"\nvalues = [1, 2]\n";
    assert_eq!(judge.complaint(&format!("{head}{factor}")), "");
    for (text, named) in [
        (head.to_string(), "factor"),
        (format!("{}{factor}", head.replace("grid", "net")), "design"),
        (format!("{head}samples = 0\n{factor}"), "samples"),
        (format!("{head}{factor}label = 3\n"), "label"),
        (format!("{head}{factor}step = 3\n"), "step"),
        (format!("{head}{}", factor.replace("\"a\"", "\"a b\"")), "name"),
    ] {
        let said = judge.complaint(&text);
        assert!(said.contains(named), "{text}: {said}");
    }
}

#[test]
fn every_lever_takes_its_defaults_and_refuses_what_lies_beyond_its_ranges() {
    let judge = Judge::of(schema::scenario());
    for lever in tideover::levers::ALL {
        let kind = lever.kind();
        let head =
            format!("[[policy]]\nname = \"p\"\nkind = \"{kind}\"\nfrom = \"2020-02\"\nto = \"2020-03\"\n");
        let text = |name: &str, value: f64| format!("{head}{name} = {value:?}\n");
        for field in lever.fields() {
            assert_eq!(judge.complaint(&text(field.name, field.default)), "", "{kind}.{}", field.name);
            let beyond = judge.complaint(&text(field.name, field.max + 1.0));
            assert!(beyond.contains(field.name), "{kind}.{}: {beyond}", field.name);
        }
    }
}

#[test]
fn the_command_prints_them() {
    let place = folder(&[]);
    for (word, made) in
        [("scenario", schema::scenario()), ("sweep", sweeps::sweep()), ("economy", schema::economy())]
    {
        let output = common::tideover(&place, &["schema", word]).output().unwrap();
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(printed, made, "{word}");
        assert_eq!(printed["$schema"], json!("http://json-schema.org/draft-07/schema#"));
    }
}
