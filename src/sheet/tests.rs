//! Tests, worked out by hand where they say so: the one reader of CSV tables that users write.

use super::*;

fn cut(text: &str) -> (Option<Sheet>, String) {
    let mut problems = Problems::new();
    let sheet = read(&Told::words("the table"), Path::new("t.csv"), text.as_bytes(), &mut problems);
    (sheet, problems.to_string())
}

fn texts(text: &str) -> Vec<Vec<String>> {
    let (sheet, said) = cut(text);
    assert!(said.starts_with("0 problems"), "{said}");
    let sheet = sheet.unwrap();
    let cells = |cells: Vec<Cell>| cells.into_iter().map(|cell| cell.text).collect();
    std::iter::once(cells(sheet.header)).chain(sheet.rows.into_iter().map(|row| cells(row.cells))).collect()
}

#[test]
fn marks_line_ends_blanks_and_quotes_are_read_as_they_are_meant() {
    let expected = vec![vec!["a", "b c"], vec!["1", "x, \"y\""], vec!["", "3"]];
    assert_eq!(texts("a,b c\n1,\"x, \"\"y\"\"\"\n,3"), expected);
    assert_eq!(
        texts(
            "\u{feff}a , b c\r\n\r\n 1,\" x, \"\"y\"\" \" \r\n,,\r\n\"\",3\r\n"
                .replace(",,\r", ",\r")
                .as_str()
        ),
        expected
    );
    assert_eq!(texts("a\n\"two\nlines\"\nx\n"), [["a"], ["two\nlines"], ["x"]]);
}

#[test]
fn places_are_those_of_the_cells() {
    let sheet = cut("é,b\n\"x\ny\", 12 \n ,z\n").0.unwrap();
    let at: Vec<_> =
        sheet.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.place.line_column())).collect();
    assert_eq!(at, [(2, 2), (3, 5), (4, 1), (4, 3)]);
    assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(sheet.header[1].place.line_column(), (1, 3));
}

/// What is said of a table that is refused.
#[track_caller]
fn says(text: &str, expected: &str) {
    let said = cut(text).1;
    assert!(said.contains(expected), "expected:\n{expected}\n\ngot:\n{said}");
}

#[test]
fn a_decimal_comma_is_recognised_whatever_the_column() {
    says(
        "month,value\n2020-02,0,25\n",
        "t.csv:2:9  the table: this row has 3 cells, the header names 2 columns
    2 | 2020-02,0,25
      |         ^^^^ 0,25 is a number with a decimal comma? write 0.25\n",
    );
    says("a,b\n-1,5,2\n", "-1,5 is a number with a decimal comma? write -1.5");
    says("a,b\n0,5,2,5\n", "t.csv:2:1  the table: this row has 4 cells, the header names 2 columns");
    // Two cells too many, but one pair at most: something else.
    says("a,b\nx,0,5,y\n", "      | ^^^^^^^\n");
    assert_eq!(number_hint("0,25").unwrap(), "write 0.25");
    assert_eq!(number_hint("\u{2212}0.25").unwrap(), "write -0.25");
    assert_eq!(number_hint("a lot"), None);
}

#[test]
fn ragged_rows() {
    says("a,b\n1\n", "t.csv:2:1  the table: this row has 1 cell, the header names 2 columns");
    says("a,b\n1,2,\n", "      | ^^^^ take the commas at its end out");
    says("a,b\n1,x,y\n", "t.csv:2:1  the table: this row has 3 cells, the header names 2 columns");
}

#[test]
fn stray_quotes() {
    says("a,b\n1,2\"\n", "t.csv:2:4  the table: a quote in the middle of a cell");
    says("a,b\n1, \"2\"\n", "      |    ^ take the blank before it out");
    says("a,b\n1,\"2\"3\n", "t.csv:2:6  the table: text after the quote that ends the cell");
    says("a,b\n\"1,2\n3,4\n", "t.csv:2:1  the table: this quote is never closed");
}

#[test]
fn other_separators_and_headers() {
    says("a;b\n1;2\n", "t.csv:1:1  the columns of the table are not separated by commas but by semicolons");
    says("a\tb\n1\t2\n", "not separated by commas but by tabs");
    says("a,b,a\n1,2,3\n", "t.csv:1:5  the table has two columns \"a\"");
    says("a,,b\n1,2,3\n", "t.csv:1:3  a column of the table has no name");
    says(" \n,,\n", "t.csv:1:1  the table is empty; its first row must name the columns");
}

#[test]
fn characters_that_steer_a_terminal() {
    says("a,b\n1,x\u{7}y\n", "t.csv:2:4  the table: the control character U+0007 can't be part of a cell");
    says(
        "a,b\n1,\"x\u{1b}[2J\"\n",
        "t.csv:2:5  the table: the control character U+001B can't be part of a cell",
    );
    says("a,b\r1,2\r", "save the file with the line ends of Unix or Windows");
}

#[test]
fn all_problems_at_once_and_each_of_a_long_table_in_linear_time() {
    let said = cut("a,b\n1\n2,3\n4,5\"\n6,7,8\n").1;
    assert!(said.ends_with("3 problems found; nothing was run and nothing was written"), "{said}");
    // Half a million rows: seconds if each were looked up from the start, which takes hours.
    let (sheet, _) = cut(&format!("month,value\n{}", "2020-02,0,25\n".repeat(500_000)));
    assert_eq!(sheet.unwrap().rows.len(), 500_000);
}
