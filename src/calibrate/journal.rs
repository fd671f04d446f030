//! The journal of a fit: one line for each evaluation, written when it is done. A fit that starts again finds
//! them there.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Evaluations known, by the values of the parameters.
#[derive(Debug)]
pub struct Journal {
    known: BTreeMap<String, Vec<f64>>,
    others: usize,
    file: Option<(PathBuf, File)>,
}

impl Journal {
    /// A journal in memory.
    pub fn none() -> Journal {
        Journal { known: BTreeMap::new(), others: 0, file: None }
    }

    /// Opens the journal of a fit: `name` stands for everything that an evaluation depends on but the values.
    /// Lines of another fit, and a last line that was cut short, are passed over.
    ///
    /// # Errors
    /// When the file can't be read or written.
    pub fn open(path: &Path, name: &str) -> Result<Journal> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::file(path)(error)),
        };
        let (mut known, mut others) = (BTreeMap::new(), 0);
        for line in text.lines() {
            // A number that could not be measured is written as null.
            let Ok((fit, values, model)) = serde_json::from_str::<(String, String, Vec<Option<f64>>)>(line)
            else {
                continue;
            };
            if fit == name {
                known.insert(values, model.into_iter().map(|number| number.unwrap_or(f64::NAN)).collect());
            } else {
                others += 1;
            }
        }
        let mut file = OpenOptions::new().append(true).create(true).open(path).map_err(Error::file(path))?;
        if !text.is_empty() && !text.ends_with('\n') {
            file.write_all(b"\n").map_err(Error::file(path))?;
        }
        Ok(Journal { known, others, file: Some((path.to_path_buf(), file)) })
    }

    /// Evaluations found.
    pub fn len(&self) -> usize {
        self.known.len()
    }
    /// Evaluations of other inputs, which are not used.
    pub fn others(&self) -> usize {
        self.others
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The evaluation at these values, from the journal or from `evaluate`, which is then noted.
    ///
    /// # Errors
    /// Those of `evaluate`, or when the journal can't be written.
    pub fn at(
        &mut self,
        name: &str,
        values: &[f64],
        evaluate: impl FnOnce() -> Result<Vec<f64>>,
    ) -> Result<Vec<f64>> {
        let key = values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(" ");
        if let Some(model) = self.known.get(&key) {
            return Ok(model.clone());
        }
        let model = evaluate()?;
        if let Some((path, file)) = &mut self.file {
            let line = serde_json::to_string(&(name, &key, &model)).map_err(Error::plain_json)?;
            file.write_all(format!("{line}\n").as_bytes())
                .and_then(|()| file.sync_data())
                .map_err(Error::file(path))?;
        }
        self.known.insert(key, model.clone());
        Ok(model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_found_again_and_a_torn_line_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let mut journal = Journal::open(&path, "a").unwrap();
        assert_eq!(journal.at("a", &[1.0, 0.1], || Ok(vec![7.0])).unwrap(), [7.0]);
        drop(journal);
        let mut text = std::fs::read_to_string(&path).unwrap();
        text.push_str("[\"a\",\"2.0 0.1\",[8");
        std::fs::write(&path, &text).unwrap();
        let mut journal = Journal::open(&path, "a").unwrap();
        assert_eq!(journal.len(), 1);
        assert_eq!(journal.at("a", &[1.0, 0.1], || panic!("known")).unwrap(), [7.0]);
        assert_eq!(journal.at("a", &[2.0, 0.1], || Ok(vec![9.0])).unwrap(), [9.0]);
        assert_eq!(Journal::open(&path, "a").unwrap().len(), 2);
        let other = Journal::open(&path, "b").unwrap();
        assert!(other.is_empty() && other.others() == 2, "lines of another fit");
        // What could not be measured is known to be so.
        journal.at("a", &[3.0], || Ok(vec![f64::NAN, 1.0])).unwrap();
        let mut journal = Journal::open(&path, "a").unwrap();
        let found = journal.at("a", &[3.0], || panic!("known")).unwrap();
        assert!(found[0].is_nan() && found[1] == 1.0);
    }
}
