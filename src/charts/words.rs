//! Names from files as words on charts.

use crate::phrase;

/// Classes of size and tiers of the ladder as charts name them, for the files of phrases.
pub const GROUPS: [&str; 8] = [
    phrase!("Micro"),
    phrase!("Small"),
    phrase!("Medium"),
    phrase!("None"),
    phrase!("Innovative"),
    phrase!("Specialised"),
    phrase!("Little giant"),
    phrase!("Single champion"),
];

/// Features of firms that may be resilient, and the groups of these, as the table of them says.
pub const FEATURES: [&str; 23] = [
    phrase!("Size"),
    phrase!("Age"),
    phrase!("Strength"),
    phrase!("Market"),
    phrase!("Money"),
    phrase!("small firms, over micro firms"),
    phrase!("medium firms, over micro firms"),
    phrase!("two to five years old, over younger"),
    phrase!("five to ten years old, over below two"),
    phrase!("ten years and older, over below two"),
    phrase!("ahead of rivals by an innovation"),
    phrase!("do research"),
    phrase!("on digital level one, over zero"),
    phrase!("on digital level two or three, over zero"),
    phrase!("have a certificate of quality"),
    phrase!("have staff trained beyond the usual"),
    phrase!("are members of a cluster"),
    phrase!("are on the ladder of specialised firms"),
    phrase!("sell abroad"),
    phrase!("have a large firm as principal customer"),
    phrase!("have cash for a month of outgo"),
    phrase!("owe a bank"),
    phrase!("pay social insurance"),
];

/// A name from a file as words: underscores become spaces.
pub fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
