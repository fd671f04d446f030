//! `tables`: the few tables of a finished folder that go into papers.

use super::{Global, folder, print};
use crate::error::{Error, Result};
use crate::export::verify;
use crate::files::manifest::Manifest;
use crate::headline::{self, Format, Order};
use crate::language::Language;
use crate::{say, told};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Writes the tables of a finished run or comparison that go into papers: LaTeX, CSV, a workbook, Markdown
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Of a run: its summary, levels after one year, two, three, survival by age and size. Of a comparison: effects by arm with horizons \
    side by side in each regime; what became of firms, and effects by sector and region, in one regime. Numbers stand with their 95% intervals where \
    they have one. The tables are written into DIR/tables/; all.tex there shows all of them on pages. With --excel every CSV table of the folder \
    stands in tables/excel/ with a mark by which Excel reads Chinese and other letters right. parquet (of a program built \
    with --features parquet) is every table of results in tables/parquet/. Nothing is overwritten that tideover did not write or that was changed \
    since. Tables that are missing or were altered since the run wrote them are refused.\n\n\
    Examples:\n  tideover tables output/latest\n  tideover tables output/latest-comparison -o paper/tables --format tex\n  \
    tideover tables output/latest --format xlsx --excel"
)]
pub(super) struct Tables {
    /// The folder of a run or a comparison
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Folder to write into, in place of tables/ in the folder
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    output: Option<PathBuf>,
    /// Kinds of files, several with commas between them
    #[arg(long, value_name = "KINDS", value_delimiter = ',', default_value = "tex,csv,xlsx,md", value_parser = ["tex", "csv", "xlsx", "md", "parquet"])]
    format: Vec<String>,
    /// Also every CSV table of the folder with a byte-order mark, for Excel
    #[arg(long)]
    excel: bool,
}

impl Tables {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        folder::present(&self.folder)?;
        if crate::charts::sweep::is_sweep(&self.folder) {
            return Err(Error::Usage(told!(
                "{folder}: tables for papers are made of runs and comparisons; a sweep has its own in it, see README.txt there",
                folder = self.folder.display()
            )));
        }
        if Manifest::read(&self.folder)?.is_none() {
            return Err(Error::Usage(told!(
                "{folder}: this is no run folder: it has no manifest.json of tideover; `ls output` shows those there are",
                folder = self.folder.display()
            )));
        }
        // Charts go into no table; --excel takes the numbers behind them along.
        let numbers = |name: &str| self.excel && name.ends_with(".csv") && !verify::is_for_papers(name);
        verify::refuse_changed(&self.folder, &|name| !verify::is_drawn(name) || numbers(name), None)?;
        if let (None, Some(language)) = (&self.output, folder::speaks_another(&self.folder, global.lang)?) {
            folder::present_in(&self.folder, language, &|| true)?;
        }
        let out = self.output.unwrap_or_else(|| self.folder.join(headline::FOLDER));
        let order = Order { formats: formats(&self.format), excel: self.excel, language: global.lang };
        let written = headline::write(&self.folder, &out, &order)?;
        folder::renew(&self.folder, &verify::is_for_papers)?;
        if global.json {
            let files: Vec<&String> = written.iter().map(|(name, _)| name).collect();
            return print::json(&serde_json::json!({ "written": out.display().to_string(), "files": files }));
        }
        print::data(&listing(&out, &written, global.language()))
    }
}

/// What was written: files of one name and kind of content once, tables for Excel only counted.
fn listing(out: &Path, written: &headline::Written, language: Language) -> String {
    let mut lines: Vec<(String, Vec<&str>, &str)> = Vec::new();
    let mut copies: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, holds) in written {
        if let Some((folder, _)) = name.split_once('/') {
            *copies.entry(folder).or_default() += 1;
            continue;
        }
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        match lines.iter_mut().find(|(known, _, also)| known == stem && also == holds) {
            Some((_, endings, _)) => endings.push(ending),
            None => lines.push((stem.to_string(), vec![ending], holds)),
        }
    }
    let mut text = format!("{}\n", out.display());
    for (stem, endings, holds) in lines {
        let names = format!("{stem}.{}", endings.join(", ."));
        text += &format!("  {names:<32} {}\n", language.of(holds));
    }
    for (folder, count) in copies {
        let what = match folder {
            "excel" => say!(language, "{count} tables of the folder, as Excel opens them", count = count),
            _ => say!(language, "{count} tables of the folder, as Parquet", count = count),
        };
        text += &format!("  {:<32} {what}\n", format!("{folder}/"));
    }
    text
}

/// Each kind once, in the order of tables of contents.
fn formats(named: &[String]) -> Vec<Format> {
    let all = [
        ("tex", Format::Tex),
        ("csv", Format::Csv),
        ("xlsx", Format::Xlsx),
        ("md", Format::Md),
        ("parquet", Format::Parquet),
    ];
    let wanted = all.iter().filter(|(name, _)| named.iter().any(|given| given == name));
    wanted.map(|(_, format)| *format).collect()
}
