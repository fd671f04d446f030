//! What firms are grouped by in the tables of a folder.

use super::columns::Columns;
use super::run::Run;
use crate::classes;
use crate::error::Result;
use crate::language::Language;
use crate::phrase;

/// A dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Dimension {
    Sector,
    Region,
    Size,
    Age,
    Tier,
}

impl Dimension {
    /// All.
    pub const ALL: [Dimension; 5] =
        [Dimension::Sector, Dimension::Region, Dimension::Size, Dimension::Age, Dimension::Tier];

    /// Its name in files, as users write it.
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Sector => "sector",
            Dimension::Region => "region",
            Dimension::Size => "size",
            Dimension::Age => "age",
            Dimension::Tier => "tier",
        }
    }
    /// The dimension of a name.
    pub fn named(name: &str) -> Option<Dimension> {
        Dimension::ALL.into_iter().find(|dimension| dimension.name() == name)
    }
    /// Its name in words.
    pub fn words(self, language: Language) -> &'static str {
        language.of(match self {
            Dimension::Sector => phrase!("sector"),
            Dimension::Region => phrase!("region"),
            Dimension::Size => phrase!("size"),
            Dimension::Age => phrase!("age"),
            Dimension::Tier => phrase!("tier"),
        })
    }
    /// What lines of one of its groups, and of all firms, are called.
    pub fn lines(self, language: Language) -> [&'static str; 2] {
        match self {
            Dimension::Sector => [language.of(phrase!("This sector")), language.of(phrase!("All sectors"))],
            _ => [language.of(phrase!("This group")), language.of(phrase!("All firms"))],
        }
    }
    /// The groups of a table, in the order of the manifest or of their classes.
    ///
    /// # Errors
    /// When the table has no such column.
    pub fn groups(self, run: &Run, table: &Columns) -> Result<Vec<String>> {
        let mut found = table.names(self.name())?.distinct.clone();
        self.sort(run, &mut found);
        Ok(found)
    }
    /// Puts groups into that order.
    pub fn sort(self, run: &Run, groups: &mut [String]) {
        let places = |places: &[crate::files::entries::Place]| {
            places.iter().map(|place| place.id.clone()).collect::<Vec<_>>()
        };
        let classes = |names: &[&str]| names.iter().map(|name| (*name).to_string()).collect();
        let known: Vec<String> = match self {
            Dimension::Sector => places(&run.manifest.sectors),
            Dimension::Region => places(&run.manifest.regions),
            Dimension::Size => classes(&classes::SIZES),
            Dimension::Age => classes(&classes::AGE_NAMES),
            Dimension::Tier => classes(&classes::TIERS),
        };
        groups.sort_by_key(|group| known.iter().position(|id| id == group).unwrap_or(usize::MAX));
    }
}
