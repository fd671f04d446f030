//! Phrases known again in a text: what other libraries say, and what files keep in English, is said in another
//! language all the same.

use super::told::{Inside, Told, Value};
use crate::phrase;

/// What systems say most often of files that can't be read or written.
const SYSTEM: [&str; 9] = [
    phrase!("No such file or directory (os error {number})"),
    phrase!("Permission denied (os error {number})"),
    phrase!("File exists (os error {number})"),
    phrase!("Is a directory (os error {number})"),
    phrase!("Not a directory (os error {number})"),
    phrase!("Read-only file system (os error {number})"),
    phrase!("No space left on device (os error {number})"),
    phrase!("File name too long (os error {number})"),
    phrase!("stream did not contain valid UTF-8"),
];

/// What the system says of a file; what this program put into an error of the system says itself.
pub fn of_system(error: &std::io::Error) -> Told {
    let inside = error.get_ref().and_then(|error| error.downcast_ref::<Inside>());
    inside.map_or_else(|| again(&error.to_string(), &SYSTEM), |inside| inside.0.clone())
}

/// A text as one of these phrases with its values, each of them likewise one of the phrases or a text of its own; as
/// words where it is none.
pub fn again(text: &str, phrases: &[&'static str]) -> Told {
    found(text, phrases).unwrap_or_else(|| Told::known(text))
}

fn found(text: &str, phrases: &[&'static str]) -> Option<Told> {
    let (phrase, values) =
        phrases.iter().find_map(|phrase| values(text, phrase).map(|values| (*phrase, values)))?;
    let said = |text: &str| found(text, phrases).map_or_else(|| Value::Text(text.to_string()), Value::Told);
    Some(Told::of(phrase, values.into_iter().map(|(name, text)| (name, said(text))).collect()))
}

/// What stands in a text where a phrase has its values.
fn values<'a>(text: &'a str, phrase: &'static str) -> Option<Vec<(&'static str, &'a str)>> {
    let (before, mut phrase) = phrase.split_once('{').unwrap_or((phrase, ""));
    let mut text = text.strip_prefix(before)?;
    let mut values = Vec::new();
    while !phrase.is_empty() {
        let (name, rest) = phrase.split_once('}')?;
        let (between, next) = rest.split_once('{').unwrap_or((rest, ""));
        let end = if next.is_empty() {
            text.strip_suffix(between)?.len()
        } else {
            text.find(between).filter(|_| !between.is_empty())?
        };
        values.push((name, &text[..end]));
        (text, phrase) = (&text[end + between.len()..], next);
    }
    // A phrase without values is the whole text.
    text.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    const PHRASES: [&str; 3] = ["{what} in {month}: it ends", "{what} reached {times} times", "jobs"];

    #[test]
    fn values_are_what_stands_between_and_are_known_again_themselves() {
        assert_eq!(
            values("jobs in 2020-02: it ends", PHRASES[0]),
            Some(vec![("what", "jobs"), ("month", "2020-02")])
        );
        assert_eq!(values("jobs in 2020-02: it goes on", PHRASES[0]), None);
        assert_eq!((values("jobs", "jobs"), values("jobs lost", "jobs")), (Some(Vec::new()), None));
        let text = "jobs reached 130 times in 2020-02: it ends";
        let told = again(text, &PHRASES);
        let reached =
            Told::of(PHRASES[1], vec![("what", Told::phrase("jobs").into()), ("times", Value::from(130))]);
        assert_eq!(
            told,
            Told::of(PHRASES[0], vec![("what", reached.into()), ("month", Value::from("2020-02"))])
        );
        assert_eq!(told.english(), text);
        assert_eq!(again("of {others}", &PHRASES).said(Language::Chinese), "of {others}");
    }
}
