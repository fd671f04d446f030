//! Writes a resolved scenario: lines of keys and values, each with its origin.

use super::check::Check;

/// Lines with their comments, and where the next ones stand.
pub(super) struct Writer<'a> {
    /// Where values came from; none when nobody asks.
    pub(super) check: Option<&'a Check>,
    pub(super) prefix: String,
    pub(super) lines: Vec<(String, String)>,
}

impl Writer<'_> {
    /// Starts a table; `prefix` is its path among the origins.
    pub fn table(&mut self, header: &str, prefix: &str) {
        self.lines.push((String::new(), String::new()));
        self.lines.push((header.to_string(), String::new()));
        self.prefix = prefix.to_string();
    }

    /// Writes a value that is TOML already.
    pub fn put(&mut self, key: &str, value: impl AsRef<str>) {
        let origin = match self.check {
            Some(check) => check.origin(&format!("{}.{key}", self.prefix)).unwrap_or("default").to_string(),
            None => String::new(),
        };
        self.lines.push((format!("{} = {}", name(key), value.as_ref()), origin));
    }

    pub fn text(&mut self, key: &str, value: &str) {
        self.put(key, quoted(value));
    }

    /// Text that may be left out.
    pub(super) fn word(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.text(key, value);
        }
    }

    pub fn number(&mut self, key: &str, value: f64) {
        self.put(key, real(value));
    }

    pub(super) fn some(&mut self, key: &str, value: Option<f64>) {
        if let Some(value) = value {
            self.number(key, value);
        }
    }

    pub(super) fn flag(&mut self, key: &str, value: Option<bool>) {
        if let Some(value) = value {
            self.put(key, value.to_string());
        }
    }

    pub(super) fn words<'b>(
        &mut self,
        key: &str,
        indices: Option<&Vec<usize>>,
        word: impl Fn(usize) -> &'b str,
    ) {
        if let Some(indices) = indices {
            self.put(key, list(indices.iter().map(|index| quoted(word(*index)))));
        }
    }
}

/// A number with the shortest digits that read back the same.
pub(super) fn real(x: f64) -> String {
    format!("{x:?}")
}

/// A list of values.
pub(super) fn list(values: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", values.into_iter().collect::<Vec<_>>().join(", "))
}

/// A key, quoted where it must be.
pub(super) fn name(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if bare { key.to_string() } else { quoted(key) }
}

/// Text as TOML writes it, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
