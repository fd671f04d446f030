//! Tests, worked out by hand where they say so: problems in the user's files.

use super::*;

fn place(text: &str, marked: &str) -> Place {
    let start = text.find(marked).unwrap();
    Place {
        source: Arc::new(Source { path: "a.toml".into(), text: text.into() }),
        span: start..start + marked.len(),
    }
}

#[test]
fn a_problem_shows_its_line_and_a_caret() {
    let mut problems = Problems::new();
    problems.at(
        &place("x = 1\ncover = 80\n", "80"),
        Told::words("cover is 80, outside 0..=1"),
        Some(Told::words("did you mean 0.80?")),
    );
    let shown = problems.to_string();
    assert!(
        shown.starts_with(
            "a.toml:2:9  cover is 80, outside 0..=1\n    2 | cover = 80\n      |         ^^ did you mean 0.80?\n\n1 problem found"
        ),
        "{shown}"
    );
}

#[test]
fn of_a_long_line_only_the_place_is_shown() {
    let text = format!("{}wrong{}", "a".repeat(1000), "b".repeat(1000));
    let mut problems = Problems::new();
    let source = Arc::new(Source { path: "a.toml".into(), text });
    problems.at(&Place { source, span: 1000..1005 }, Told::words("this is wrong"), None);
    let shown = problems.to_string();
    let lines: Vec<&str> = shown.lines().collect();
    assert!(
        lines[1].starts_with("    1 | …aaa") && lines[1].ends_with('…') && lines[1].chars().count() < 180,
        "{shown}"
    );
    let caret = lines[2].find('^').unwrap();
    assert_eq!(lines[1].chars().skip(caret).take(5).collect::<String>(), "wrong");
    assert_eq!(lines[2].matches('^').count(), 5);
}

#[test]
fn the_caret_stands_right_after_wide_characters() {
    let mut problems = Problems::new();
    problems.at(&place("name = \"餐饮\" x", "x"), Told::words("extra"), None);
    assert!(problems.to_string().contains("1 | name = \"餐饮\" x\n      |               ^\n"), "{problems}");
}

#[test]
fn problems_are_sorted_by_place_and_repeated_ones_dropped() {
    let text = "a = 1\nb = 2\n";
    let mut problems = Problems::new();
    problems.at(&place(text, "2"), Told::words("second"), None);
    problems.at(&place(text, "1"), Told::words("first"), None);
    problems.at(&place(text, "1"), Told::words("first"), None);
    problems.sort();
    let messages: Vec<_> = problems.iter().map(|p| p.message.english()).collect();
    assert_eq!(messages, ["first", "second"]);
}

#[test]
fn of_many_problems_some_are_shown_and_all_are_counted_in_linear_time() {
    let text = "wrong = 1\n".repeat(200_000);
    let source = Arc::new(Source { path: "a.toml".into(), text });
    let mut problems = Problems::new();
    for at in (0..source.text.len()).step_by(10) {
        problems.at(&Place { source: source.clone(), span: at..at + 5 }, Told::words("this is wrong"), None);
    }
    problems.sort();
    let shown = problems.to_string();
    assert_eq!(shown.matches("this is wrong").count(), 50);
    assert!(shown.contains("a.toml:50:1  this is wrong") && !shown.contains("a.toml:51:1"), "{shown}");
    assert!(
        shown
            .ends_with("… and 199950 more\n\n200000 problems found; nothing was run and nothing was written"),
        "{shown}"
    );
    // The lines of the last, and of another file in between.
    let last = problems.iter().last().unwrap().place.clone().unwrap();
    let other = place("x\ny\n", "y");
    assert_eq!(
        (last.line_column(), other.line_column(), last.line_column()),
        ((200_000, 1), (2, 1), (200_000, 1))
    );
}

#[test]
fn what_steers_a_terminal_is_not_shown() {
    let mut problems = Problems::new();
    problems.at(
        &place("name = \"a\u{1b}[31mb\" x\r\n", "x"),
        Told::words("the name is a\u{7}b"),
        Some(Told::words("not \u{202e}")),
    );
    let shown = problems.to_string();
    assert!(
        shown.contains("the name is a\u{fffd}b\n    1 | name = \"a\u{fffd}[31mb\" x\n")
            && shown.contains("not \u{fffd}"),
        "{shown}"
    );
    assert_eq!(tame("two\nlines\tand é 中"), "two\nlines\tand é 中");
}

#[test]
fn options_are_shown_as_typed() {
    let mut problems = Problems::new();
    let place = Place::of_option("--set", "scenario.months=0");
    problems.at(&place, Told::words("months is 0"), Some(Told::words("at least one")));
    assert!(
        problems.to_string().starts_with("--set scenario.months=0  months is 0\n     = at least one\n"),
        "{problems}"
    );
    assert_eq!(place.file_line(), "--set scenario.months=0");
}
