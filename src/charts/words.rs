//! Names from files as words on charts.

/// A name from a file as words: underscores become spaces.
pub fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
