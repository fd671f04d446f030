//! The text of a schema: what fits stands on one line, so that the file stays readable and differences show.

use serde_json::Value;
use std::fmt::Write;

/// Signs of a line.
const WIDTH: usize = 220;

/// The text, with keys in order of the alphabet.
pub fn text(schema: &Value) -> String {
    let mut text = String::new();
    put(&mut text, schema, 0);
    text.push('\n');
    text
}

fn put(text: &mut String, value: &Value, depth: usize) {
    let line = one_line(value);
    if 2 * depth + line.len() <= WIDTH {
        text.push_str(&line);
        return;
    }
    let margin = "  ".repeat(depth + 1);
    let mut first = true;
    let mut part = |text: &mut String, key: Option<&str>, value: &Value| {
        text.push_str(if first { "\n" } else { ",\n" });
        first = false;
        text.push_str(&margin);
        if let Some(key) = key {
            let _ = write!(text, "{}: ", Value::from(key));
        }
        put(text, value, depth + 1);
    };
    let end = match value {
        Value::Object(map) => {
            text.push('{');
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort();
            keys.into_iter().for_each(|key| part(text, Some(key), &map[key]));
            '}'
        }
        Value::Array(list) => {
            text.push('[');
            list.iter().for_each(|value| part(text, None, value));
            ']'
        }
        _ => return text.push_str(&line),
    };
    let _ = write!(text, "\n{}{end}", "  ".repeat(depth));
}

/// A value on one line.
fn one_line(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort();
            let parts: Vec<String> = keys
                .into_iter()
                .map(|key| format!("{}: {}", Value::from(key.as_str()), one_line(&map[key])))
                .collect();
            if parts.is_empty() { "{}".into() } else { format!("{{ {} }}", parts.join(", ")) }
        }
        Value::Array(list) => {
            format!("[{}]", list.iter().map(one_line).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_fits_stands_on_one_line_and_all_of_it_is_read_back() {
        let schema = json!({ "b": [1, 2], "a": { "c": "x".repeat(WIDTH) } });
        let printed = text(&schema);
        assert!(printed.contains("\n  \"b\": [1, 2]\n}\n"), "{printed}");
        assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), schema);
        assert!(printed.find("\"a\"") < printed.find("\"b\""), "{printed}");
    }
}
