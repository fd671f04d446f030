//! A scenario as it is written: sections of keys and values, which can be changed one by one and put into a
//! file.

use std::path::PathBuf;

/// Keys with their values, as they are written in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section(pub Vec<(String, String)>);

impl Section {
    /// Adds a key, or replaces its value.
    pub fn set(&mut self, key: &str, value: impl ToString) {
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value.to_string(),
            None => self.0.push((key.to_string(), value.to_string())),
        }
    }
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
    /// Takes a key out.
    pub fn take(&mut self, key: &str) {
        self.0.retain(|(name, _)| name != key);
    }
    fn text(&self) -> String {
        self.0.iter().map(|(key, value)| format!("{key} = {value}\n")).collect()
    }
}

/// A scenario as it is written, with the tables that stand beside it.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// `[scenario]`.
    pub head: Section,
    /// `[replications]`.
    pub replications: Section,
    /// `[parameters.GROUP]`.
    pub parameters: Vec<(&'static str, Section)>,
    /// `[[shock]]`.
    pub shocks: Vec<Section>,
    /// `[[policy]]`.
    pub policies: Vec<Section>,
    /// `[output]`.
    pub output: Section,
    /// Names and texts of the tables.
    pub tables: Vec<(String, String)>,
}

impl Written {
    /// The text of the file.
    pub fn text(&self) -> String {
        let mut text =
            format!("[scenario]\n{}\n[replications]\n{}", self.head.text(), self.replications.text());
        for (group, section) in &self.parameters {
            text += &format!("\n[parameters.{group}]\n{}", section.text());
        }
        for (list, entries) in [("shock", &self.shocks), ("policy", &self.policies)] {
            entries.iter().for_each(|entry| text += &format!("\n[[{list}]]\n{}", entry.text()));
        }
        if !self.output.0.is_empty() {
            text += &format!("\n[output]\n{}", self.output.text());
        }
        text
    }

    /// Writes the file and its tables into a folder, which is removed with what is answered.
    pub fn write(&self) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scenario.toml");
        std::fs::write(&path, self.text()).unwrap();
        for (name, text) in &self.tables {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        (folder, path)
    }
}

/// A text in quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A list of texts in quotes.
pub fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    format!("[{}]", texts.into_iter().map(|text| quoted(text.as_ref())).collect::<Vec<_>>().join(", "))
}

/// A number as TOML writes it, with all its digits.
pub fn number(value: f64) -> String {
    format!("{value:?}")
}
