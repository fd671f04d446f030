//! Which characters the embedded font of charts has: others are boxes in PNG and PDF pictures, which is said and not
//! left to be found.

mod faces;
mod installed;

pub use installed::{Installed, installed, installed_bold};

use crate::language::Language;
use crate::say;
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
pub fn lacking<'a>(
    texts: impl IntoIterator<Item = (&'static str, &'a str)>,
    language: Language,
) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (what, text) in texts {
        if lacks(text) {
            let shown = say!(language, "{what} \"{text}\"", what = language.of(what), text = text);
            if !found.contains(&shown) {
                found.push(shown);
            }
        }
    }
    found
}

/// What to say of texts that can't be drawn; nothing when there are none.
pub fn note(lacking: &[String], language: Language) -> Option<String> {
    let more = lacking.len().saturating_sub(MOST_SHOWN);
    let shown = language.list(&lacking[..lacking.len() - more]);
    let names = match more {
        0 => shown,
        count => say!(language, "{names}, and {count} more", names = shown, count = count),
    };
    (!lacking.is_empty()).then(|| {
        say!(
            language,
            "the font of the charts lacks characters that, where no Chinese font is installed, are boxes in PNG and PDF files: {names}; SVG files, the report and tables keep the text, \
             and a label in Latin letters avoids it",
            names = names
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
        let named =
            [("title", "中国"), ("policy", "wage subsidy"), ("policy", "工资补贴"), ("policy", "工资补贴")];
        let english = |found: &[String]| note(found, Language::English);
        let found = lacking(named, Language::English);
        assert_eq!(found, ["title \"中国\"", "policy \"工资补贴\""]);
        assert!(
            english(&found)
                .unwrap()
                .contains("boxes in PNG and PDF files: title \"中国\", policy \"工资补贴\"; SVG files")
        );
        assert_eq!(english(&[]), None);
        let chinese = note(&lacking(named, Language::Chinese), Language::Chinese).unwrap();
        assert!(chinese.contains("标题“中国”、政策“工资补贴”"), "{chinese}");
        let many: Vec<String> = (0..20).map(|k| format!("sector \"{k}\"")).collect();
        assert!(english(&many).unwrap().contains("sector \"11\", and 8 more;"));
    }
}
