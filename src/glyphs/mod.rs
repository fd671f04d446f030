//! Which characters the embedded font of charts has: others are boxes in PNG and PDF pictures, which is said and not
//! left to be found.

mod faces;
mod installed;

pub use installed::{Installed, installed, installed_bold};

use ab_glyph::{Font, FontRef};
use std::sync::LazyLock;

/// The two faces that charts are drawn in; none where the bytes can't be read as a font, which can't be, as
/// they are compiled in.
static FACES: LazyLock<Vec<FontRef<'static>>> = LazyLock::new(|| {
    let bytes = [dejavu::sans_condensed::regular(), dejavu::sans_condensed::bold()];
    bytes.into_iter().filter_map(|bytes| FontRef::try_from_slice(bytes).ok()).collect()
});

/// Names that are shown in a message.
const MOST_SHOWN: usize = 12;

/// Whether the font lacks a character.
pub fn lacks_sign(sign: char) -> bool {
    let drawn = !sign.is_ascii() && !sign.is_whitespace() && !sign.is_control();
    drawn && FACES.iter().any(|face| face.glyph_id(sign).0 == 0)
}

/// Whether a text has characters that the font lacks.
pub fn lacks(text: &str) -> bool {
    text.chars().any(lacks_sign)
}

/// Those of the texts, each with what it is, that can't be drawn, as `title "中国"`; each once.
pub fn lacking<'a>(texts: impl IntoIterator<Item = (&'static str, &'a str)>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (what, text) in texts {
        if lacks(text) {
            let shown = format!("{what} \"{text}\"");
            if !found.contains(&shown) {
                found.push(shown);
            }
        }
    }
    found
}

/// What to say of texts that can't be drawn; nothing when there are none.
pub fn note(lacking: &[String]) -> Option<String> {
    let more = lacking.len().saturating_sub(MOST_SHOWN);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let names = lacking.iter().take(MOST_SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    (!lacking.is_empty()).then(|| {
        format!(
            "the font of the charts lacks characters that, where no Chinese font is installed, are boxes in PNG and PDF files: {names}{more}; SVG files, the report and tables keep the text, \
             and a label in Latin letters avoids it"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_greek_and_cyrillic_are_drawn_and_chinese_is_not() {
        for drawn in ["", "Covid 2020 – été, ≤ 5 %", "Ελλάδα", "Россия", "a\nb"] {
            assert!(!lacks(drawn), "{drawn}");
        }
        for lacking in ["中国", "2020年", "한국", "日本"] {
            assert!(lacks(lacking), "{lacking}");
        }
    }

    #[test]
    fn the_names_concerned_are_named_once_and_not_without_end() {
        let found = lacking([
            ("title", "中国"),
            ("policy", "wage subsidy"),
            ("policy", "工资补贴"),
            ("policy", "工资补贴"),
        ]);
        assert_eq!(found, ["title \"中国\"", "policy \"工资补贴\""]);
        assert!(
            note(&found)
                .unwrap()
                .contains("boxes in PNG and PDF files: title \"中国\", policy \"工资补贴\"; SVG files")
        );
        assert_eq!(note(&[]), None);
        let many: Vec<String> = (0..20).map(|k| format!("sector \"{k}\"")).collect();
        assert!(note(&many).unwrap().contains("sector \"11\", and 8 more;"));
    }
}
