//! Charts inside a web page: the drawing, its values under the pointer, the numbers behind it as an address; and the
//! script and the style that all pages with charts have in common.

use super::canvas::{Canvas, Hover};
use super::offer::Format;
use super::render;
use crate::diagnose::tame;
use crate::error::{Cause, Error, Result};
use crate::told;
use minijinja::Value;
use serde::Serialize;

/// What a page does beyond being read.
pub const SCRIPT: &str = include_str!("page.js");
/// The style of what the script adds, and of charts that it knows.
pub const STYLE: &str = include_str!("page.css");

/// A JSON value as the template engine's. Characters that a browser would obey are shown instead.
pub fn template_value(json: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match json {
        Json::Null => Value::from(()),
        Json::Bool(value) => Value::from(*value),
        Json::Number(value) => Value::from(value.as_f64().unwrap_or_default()),
        Json::String(value) => Value::from(tame(value).into_owned()),
        Json::Array(values) => values.iter().map(template_value).collect(),
        Json::Object(values) => {
            Value::from_pairs(values.iter().map(|(name, value)| (name.clone(), template_value(value))))
        }
    }
}

/// A drawing and what it shows under the pointer, as JSON.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    /// The drawing.
    pub svg: String,
    /// What it shows.
    pub hover: String,
}

impl Paper {
    /// A canvas with a label for those who can't see it.
    ///
    /// # Errors
    /// It can't be drawn.
    pub fn of(name: &str, canvas: &Canvas, label: &str) -> Result<Paper> {
        let wrong = |source: Cause| Error::Picture { what: told!("chart {name}", name = name), source };
        let svg = render::svg(canvas, label).map_err(wrong)?;
        // Inside a page a drawing needs no name space, and its size is that of the page.
        let inner = svg.split_once(" viewBox=").map_or("", |(_, rest)| rest);
        Ok(Paper { svg: brief(&format!("<svg viewBox={inner}")), hover: hover(&canvas.hover) })
    }
}

/// The same drawing in fewer bytes: what every text has stands once, at the drawing.
fn brief(svg: &str) -> String {
    const FAMILY: &str = " font-family=\"";
    let family = svg.split_once(FAMILY).and_then(|(_, rest)| rest.split_once('"')).map(|(family, _)| family);
    let Some(family) = family else { return svg.to_string() };
    let every = format!("{FAMILY}{family}\"");
    let rest = svg.replace(&every, "").replace(" opacity=\"1\"", "");
    rest.replacen("<svg", &format!("<svg{every}"), 1)
}

/// What is shown under the pointer, as a page can hold it: no text of the user's ends its element.
fn hover(hover: &[Hover]) -> String {
    let whole = |x: f64| x.round() as i64;
    let one = |hover: &Hover| {
        let places: Vec<_> = (hover.places.iter()).map(|(x, head, said)| (whole(*x), head, said)).collect();
        let corners = [hover.from.0, hover.from.1, hover.to.0, hover.to.1].map(whole);
        serde_json::json!({ "box": corners, "series": hover.series, "at": places })
    };
    let text = serde_json::Value::from(hover.iter().map(one).collect::<Vec<_>>()).to_string();
    text.replace('<', "\\u003c").replace('&', "\\u0026").replace('>', "\\u003e")
}

/// A table of numbers as an address that holds them, which works without scripts. With a mark for the encoding
/// where letters need one: spreadsheets look for it.
pub fn address(csv: &[u8]) -> String {
    let mark: &[u8] = if csv.is_ascii() { b"" } else { "\u{feff}".as_bytes() };
    let mut text = format!("data:text/{};charset=utf-8,", Format::Csv.ending());
    for byte in mark.iter().chain(csv) {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b',' | b'.' | b'-' | b'_' => text.push(*byte as char),
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_once_what_every_text_has() {
        let svg = r#"<svg viewBox="0 0 1 1"><text font-family="A, B" opacity="1">a</text><text font-family="A, B" opacity="0.5">b</text></svg>"#;
        assert_eq!(
            brief(svg),
            r#"<svg font-family="A, B" viewBox="0 0 1 1"><text>a</text><text opacity="0.5">b</text></svg>"#
        );
        assert_eq!(brief("<svg></svg>"), "<svg></svg>");
    }

    #[test]
    fn an_address_holds_any_letter() {
        assert_eq!(address(b"a,b\n1,2\n"), "data:text/csv;charset=utf-8,a,b%0A1,2%0A");
        assert_eq!(address("企\"".as_bytes()), "data:text/csv;charset=utf-8,%EF%BB%BF%E4%BC%81%22");
    }

    #[test]
    fn no_text_of_the_user_ends_the_element_that_holds_it() {
        let one = Hover {
            from: (0.4, 1.0),
            to: (2.0, 3.0),
            series: vec![("</script>".into(), "#000000".into())],
            places: vec![(1.0, "2020-01".into(), vec!["5".into()])],
        };
        assert_eq!(
            hover(&[one]),
            r##"[{"at":[[1,"2020-01",["5"]]],"box":[0,1,2,3],"series":[["\u003c/script\u003e","#000000"]]}]"##
        );
    }
}
