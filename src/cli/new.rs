//! `new`: a scenario file to start from, or the skeleton of an economy pack.

use super::{Global, print};
use crate::diagnose::did_you_mean;
use crate::economy::columns::{COLUMNS, EVERYWHERE};
use crate::economy::load::{OPTIONAL, TABLES};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::language::told::Told;
use crate::scenario::schema;
use crate::starters::{self, Recipe};
use crate::{phrase, say, told};
use std::path::{Path, PathBuf};

/// Writes a commented scenario that runs, or the skeleton of an economy pack
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Files are written into scenarios/ where there is such a folder, else here; none is overwritten. The schema that their first line names is written \
    beside them where there is none: by it editors complete and check them. `tideover explain recipes` \
    lists what --shock and --policy know.\n\n\
    Examples:\n  tideover new my-flood --shock flood --policy wage-support\n  tideover new my-slump --country united-states-2019 --shock demand-slump\n  \
    tideover new country freedonia"
)]
pub(super) struct New {
    /// Name of the scenario; or `country` and the name of an economy pack
    #[arg(value_name = "NAME", required = true, num_args = 1..=2)]
    names: Vec<String>,
    /// The economy pack that it is about: a file name in economies/, without .toml
    #[arg(long, value_name = "PACK", default_value = "china-2019")]
    country: String,
    /// A shock, by the name of a recipe; several are possible
    #[arg(long, value_name = "RECIPE", value_delimiter = ',')]
    shock: Vec<String>,
    /// A policy, by the name of a recipe; several are possible
    #[arg(long, value_name = "RECIPE", value_delimiter = ',')]
    policy: Vec<String>,
    /// Folder to write into
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl New {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let shipped = Path::new("scenarios");
        let folder =
            self.output.clone().unwrap_or_else(|| if shipped.is_dir() { shipped.into() } else { ".".into() });
        match self.names.as_slice() {
            [name] if name == "country" => {
                Err(Error::Usage(told!("the pack needs a name, as in `tideover new country freedonia`")))
            }
            [name] => self.scenario(plain_name(name)?, &folder, global),
            [what, name] if what == "country" => country(plain_name(name)?, &folder, global),
            [first, second] => Err(Error::Usage(told!(
                "two names, {first} and {second}: a scenario has one; the skeleton of a pack is `tideover new country NAME`",
                first = format!("{first:?}"),
                second = format!("{second:?}")
            ))),
            _ => Err(Error::Usage(told!("a scenario needs a name"))),
        }
    }

    fn scenario(&self, name: &str, folder: &Path, global: &Global) -> Result<()> {
        let mut recipes = recipes(&self.shock, starters::SHOCKS, Thing::Shock)?;
        recipes.extend(self::recipes(&self.policy, starters::POLICIES, Thing::Policy)?);
        let pack = pack(folder, &self.country)?;
        let path = folder.join(format!("{name}.toml"));
        write(&[(path.clone(), starters::scenario(name, &pack, &recipes, global.language()))])?;
        schema(folder)?;
        print::data(&path.display().to_string())?;
        let lang = again(global);
        let compare = if recipes.iter().any(|recipe| recipe.toml.contains("[[policy]]")) {
            let what = say!(global.language(), "what its policies change");
            format!("\n  tideover compare {} --no-policy --quick{lang}   {what}", path.display())
        } else {
            String::new()
        };
        print::say(
            global.quiet,
            &format!(
                "{next}\n  tideover check {0}{lang}\n  tideover run {0} --quick{lang}{compare}",
                path.display(),
                next = say!(global.language(), "Next:")
            ),
        );
        Ok(())
    }
}

/// A name that may be a file's.
fn plain_name(name: &str) -> Result<&str> {
    let plain = !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
        && !name.starts_with(['.', '-']);
    if plain {
        return Ok(name.strip_suffix(".toml").unwrap_or(name));
    }
    Err(Error::Usage(told!(
        "{name} can't be the name of a file: letters, digits, - and _ may stand in it; -o says in which folder",
        name = format!("{name:?}")
    )))
}

/// What there are recipes of.
#[derive(Clone, Copy)]
enum Thing {
    Shock,
    Policy,
}

/// The recipes of words, or all words that have none.
fn recipes(words: &[String], known: &'static [Recipe], thing: Thing) -> Result<Vec<&'static Recipe>> {
    let names: Vec<&str> = known.iter().map(|recipe| recipe.name).collect();
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for word in words {
        match starters::find(known, word) {
            Some(recipe) => found.push(recipe),
            None => {
                let (word, hint) = (format!("{word:?}"), did_you_mean(word, names.iter().copied()));
                unknown.push(match (hint, thing) {
                    (None, Thing::Shock) => told!("there is no recipe of a shock {name}", name = word),
                    (None, Thing::Policy) => told!("there is no recipe of a policy {name}", name = word),
                    (Some(hint), Thing::Shock) => {
                        told!("there is no recipe of a shock {name}; {hint}", name = word, hint = hint)
                    }
                    (Some(hint), Thing::Policy) => {
                        told!("there is no recipe of a policy {name}; {hint}", name = word, hint = hint)
                    }
                });
            }
        }
    }
    if unknown.is_empty() {
        return Ok(found);
    }
    let names = names.join(", ");
    let there = match thing {
        Thing::Shock => told!("recipes of a shock: {names}", names = names),
        Thing::Policy => told!("recipes of a policy: {names}", names = names),
    };
    unknown.push(there);
    Err(Error::Usage(Told::lines(unknown)))
}

/// The pack of a name, as a file in the folder extends it; the baseline of China where it stands there.
fn pack(folder: &Path, country: &str) -> Result<String> {
    let name = country.strip_suffix(".toml").unwrap_or(country);
    if name == "china-2019" && folder.join("baseline.toml").is_file() {
        return Ok("baseline.toml".into());
    }
    let path = format!("economies/{name}.toml");
    if folder.join(&path).is_file() {
        return Ok(path);
    }
    let mut there: Vec<String> = std::fs::read_dir(folder.join("economies"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".toml").map(str::to_string))
        .collect();
    there.sort();
    let (pack, names) = (folder.join(path), there.join(", "));
    let hint = did_you_mean(name, there.iter().map(String::as_str));
    Err(Error::Usage(match hint {
        _ if there.is_empty() => told!(
            "there is no economy pack {pack}; {folder} holds no packs; go to the folder that has scenarios/, or name it by -o",
            pack = pack.display(),
            folder = folder.join("economies").display()
        ),
        None => {
            told!(
                "there is no economy pack {pack}; packs there: {names}",
                pack = pack.display(),
                names = names
            )
        }
        Some(hint) => told!(
            "there is no economy pack {pack}; packs there: {names}; {hint}",
            pack = pack.display(),
            names = names,
            hint = hint
        ),
    }))
}

/// The skeleton of a pack, what its columns mean, and a scenario of normal times.
fn country(name: &str, folder: &Path, global: &Global) -> Result<()> {
    let language = global.language();
    let packs = folder.join("economies");
    let mut files: Vec<(PathBuf, String)> = starters::pack::files(name, language)
        .into_iter()
        .map(|(path, text)| (packs.join(path), text))
        .collect();
    files.push((packs.join(name).join("COLUMNS.md"), columns(name, language)));
    let scenario = folder.join(format!("{name}-baseline.toml"));
    files.push((
        scenario.clone(),
        starters::scenario(
            &format!("{name}-baseline"),
            &format!("economies/{name}.toml"),
            &[],
            global.language(),
        ),
    ));
    write(&files)?;
    schema(folder)?;
    print::data(&files.iter().map(|(path, _)| format!("{}\n", path.display())).collect::<String>())?;
    print::say(
        global.quiet,
        &format!(
            "{}\n  tideover check {1}{lang}\n  tideover run {1} --quick{lang}",
            say!(
                global.language(),
                "All figures are invented: replace them, each with its source ({file}). Next:",
                file = packs.join(name).join("COLUMNS.md").display()
            ),
            scenario.display(),
            lang = again(global)
        ),
    );
    Ok(())
}

/// The option of the language, where it was given, for the commands that follow.
fn again(global: &Global) -> String {
    global.lang.map_or_else(String::new, |language| format!(" --lang {}", language.code()))
}

/// What each column of a pack means, as Markdown.
fn columns(name: &str, language: Language) -> String {
    let [(source, _), (grade, one_of)] = EVERYWHERE;
    let head = say!(
        language,
        "Each row ends with {source} and {grade}: {one_of}.",
        source = source,
        grade = grade,
        one_of = language.of(one_of)
    );
    let brackets =
        say!(language, "A column in brackets may be left out. `tideover explain COLUMN` says the same.");
    let mut text =
        format!("# {}\n\n{head}\n{brackets}\n", say!(language, "Tables of the pack {name}", name = name));
    let (column, meaning) = (say!(language, "column"), say!(language, "meaning"));
    for table in TABLES.into_iter().chain(OPTIONAL) {
        let file = format!("{table}.csv");
        let title = match OPTIONAL.contains(&table) {
            true => say!(language, "{file} (may be left out; not in the skeleton)", file = file),
            false => file,
        };
        text += &format!("\n## {title}\n\n| {column} | {meaning} |\n| --- | --- |\n");
        for column in COLUMNS.iter().filter(|column| column.table == table) {
            let shown = if column.optional { format!("({})", column.name) } else { column.name.into() };
            text += &format!("| {shown} | {} |\n", language.of(column.meaning));
        }
        for (name, meaning) in more(table) {
            text += &format!("| {} | {} |\n", language.of(name), language.of(meaning));
        }
    }
    text
}

/// Columns and rows of a table that are named for sectors or months.
fn more(table: &str) -> &'static [(&'static str, &'static str)] {
    match table {
        "input_output" => &[
            (
                phrase!("one for each sector"),
                phrase!("what it uses of the row's goods for one unit of its output"),
            ),
            (phrase!("row `import_share`"), phrase!("share of the column's inputs that is imported")),
            (phrase!("row `output_share`"), phrase!("the column's share of output; they add up to one")),
        ],
        "sectors" => &[(
            phrase!("(season_01 to season_12)"),
            phrase!("demand of the month over that of a mean month; all twelve or none"),
        )],
        _ => &[],
    }
}

/// Writes the schema that new files name in their first line, for editors, where there is none.
fn schema(folder: &Path) -> Result<()> {
    let path = folder.join(schema::FILE);
    if path.exists() {
        return Ok(());
    }
    crate::atomic::write(&path, schema::text(&schema::scenario()).as_bytes()).map(drop)
}

/// Writes files that are not there yet; none when one of them is.
fn write(files: &[(PathBuf, String)]) -> Result<()> {
    if let Some((there, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(Error::Usage(told!(
            "{file} is there already; nothing was written. Choose another name, or remove it first",
            file = there.display()
        )));
    }
    for (path, text) in files {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            crate::atomic::make_folder(folder)?;
        }
        crate::atomic::write(path, text.as_bytes())?;
    }
    Ok(())
}
