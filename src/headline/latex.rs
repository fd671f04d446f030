//! Tables for papers as LaTeX with booktabs. From three columns on the interval of a number stands below it,
//! so that five columns fit a page.

use super::data::{Figure, Headline, NONE, Row};
use crate::diagnose::tame;
use crate::say;
use std::fmt::Write;

/// Lines from which a table breaks over pages.
const LONG: usize = 46;
/// Columns of numbers that have room for intervals beside them.
const FEW: usize = 2;
/// Columns of numbers from which letters are smaller.
const WIDE: usize = 4;
/// Signs of labels that need no column of a set width, in a table with so many columns.
const SHORT: usize = 16;
/// Signs of a head beyond which it takes two lines there.
const BROKEN: usize = 10;

/// A number with its interval below it; the same in every file, so that a paper may read in several.
const BELOW: &str =
    "\\providecommand{\\withinterval}[2]{\\begin{tabular}[t]{@{}r@{}}#1\\\\{}[#2]\\end{tabular}}\n";

/// A table, to be read in by `\input`.
pub(super) fn table(table: &Headline, program: &str) -> String {
    let long = is_long(table);
    let packages = if long { "booktabs and longtable" } else { "booktabs" };
    let mut text = format!("% Written by tideover {}. Packages: {packages}.\n", escaped(program));
    if foreign(table) {
        text.push_str(
            "% It has letters beyond Latin: compile with XeLaTeX or LuaLaTeX and the package ctex.\n",
        );
    }
    if !beside(table) {
        text.push_str(BELOW);
    }
    let columns = table.heads.len();
    let label = format!("tab:{}", table.name.replace(|sign: char| !sign.is_ascii_alphanumeric(), "-"));
    let caption = format!("\\caption{{{}}}\\label{{{label}}}", escaped(&table.caption()));
    let share = match columns {
        0..=FEW => 0.39,
        _ if columns < WIDE => 0.38,
        _ => 0.27,
    };
    let labels = match columns >= WIDE && labels(table).all(|label| label.chars().count() <= SHORT) {
        true => "l".to_string(),
        false => format!("p{{{share}\\linewidth}}"),
    };
    let layout = format!("@{{}}{labels}{}@{{}}", "r".repeat(columns));
    let size = if columns < WIDE { "\\small" } else { "\\scriptsize\\setlength{\\tabcolsep}{3pt}" };
    let heads = heads(table);
    let mark = if table.language.is_english() { " " } else { "" };
    let note = format!("\\textit{{{}}}{mark}{}", say!(table.language, "Note."), escaped(&table.note()));
    if long {
        let (across, continued) = (columns + 1, say!(table.language, "continued"));
        let _ = write!(
            text,
            "\\begingroup{size}\\setlength{{\\LTcapwidth}}{{\\linewidth}}\n\\begin{{longtable}}{{{layout}}}\n{caption}\\\\\n\\toprule\n{heads}\\midrule\n\\endfirsthead\n\
             \\toprule\n{heads}\\midrule\n\\endhead\n\\midrule\n\\multicolumn{{{across}}}{{r@{{}}}}{{{continued}}}\\\\\n\\endfoot\n\\bottomrule\n\\endlastfoot\n"
        );
        rows(&mut text, table);
        let _ = write!(text, "\\end{{longtable}}\n\\noindent\\footnotesize {note}\\par\n\\endgroup\n");
    } else {
        let _ = write!(
            text,
            "\\begin{{table}}[htbp]\n\\centering\n\\setlength{{\\belowcaptionskip}}{{6pt}}\n{caption}\n{size}\n\\begin{{tabular}}{{{layout}}}\n\\toprule\n{heads}\\midrule\n"
        );
        rows(&mut text, table);
        let _ = write!(
            text,
            "\\bottomrule\n\\end{{tabular}}\n\n\\smallskip\n\\begin{{minipage}}{{\\linewidth}}\n\\footnotesize {note}\n\\end{{minipage}}\n\\end{{table}}\n"
        );
    }
    text
}

/// An article of all tables, to look at.
pub(super) fn page(tables: &[Headline]) -> String {
    let class = if tables.iter().any(foreign) { "ctexart" } else { "article" };
    let mut text = format!(
        "% All tables on pages, to look at (run LaTeX twice, so that long tables get their widths); a paper takes single ones by \\input.\n\\documentclass{{{class}}}\n\\usepackage[margin=25mm]{{geometry}}\n\
         \\usepackage{{booktabs}}\n\\usepackage{{longtable}}\n\\begin{{document}}\n"
    );
    for table in tables {
        let _ = writeln!(text, "\\input{{{}}}\n\\clearpage", table.name);
    }
    text.push_str("\\end{document}\n");
    text
}

fn is_long(table: &Headline) -> bool {
    let height = |row: &Row| if beside(table) || matches!(row, Row::Panel(_)) { 1 } else { 2 };
    table.rows.iter().map(height).sum::<usize>() >= LONG
}

/// Whether intervals stand beside their numbers.
fn beside(table: &Headline) -> bool {
    table.heads.len() <= FEW
}

/// Whether pdfLaTeX lacks letters of a table.
fn foreign(table: &Headline) -> bool {
    let beyond = |text: &str| text.chars().any(|sign| known(sign).is_none() && sign > '\u{17f}');
    let rows = table.rows.iter().map(|row| match row {
        Row::Panel(name) => name,
        Row::Line { label, .. } => label,
    });
    [&table.of, &table.title].into_iter().any(|text| beyond(text))
        || table.notes.iter().chain(rows).any(|text| beyond(text))
}

fn labels(table: &Headline) -> impl Iterator<Item = &str> {
    table.rows.iter().filter_map(|row| match row {
        Row::Panel(_) => None,
        Row::Line { label, .. } => Some(label.as_str()),
    })
}

/// A head, on two lines where it is long and there are many.
fn head(text: &str, of: usize) -> String {
    let long = of > WIDE && text.chars().count() > BROKEN;
    let blanks = text.match_indices(' ').map(|(at, _)| at);
    match blanks.min_by_key(|at| at.abs_diff(text.len() / 2)).filter(|_| long) {
        Some(at) => {
            let (above, below) = (escaped(&text[..at]), escaped(&text[at + 1..]));
            format!("\\begin{{tabular}}[b]{{@{{}}r@{{}}}}{above}\\\\{below}\\end{{tabular}}")
        }
        None => escaped(text),
    }
}

/// Heads; units below them, where they have any.
fn heads(table: &Headline) -> String {
    let line = |cells: Vec<String>| format!("{}\\\\\n", cells.join(" & "));
    let mut first = vec![escaped(&table.stub)];
    first.extend(table.heads.iter().map(|of| head(&of.text, table.heads.len())));
    if table.heads.iter().all(|head| head.unit.is_empty()) {
        return line(first);
    }
    let mut second = vec![String::new()];
    second.extend(table.heads.iter().map(|head| {
        if head.unit.is_empty() {
            String::new()
        } else {
            escaped(table.language.bracketed(&head.unit).trim_start())
        }
    }));
    line(first) + &line(second)
}

fn rows(text: &mut String, table: &Headline) {
    let across = table.heads.len() + 1;
    for (at, row) in table.rows.iter().enumerate() {
        match row {
            Row::Panel(name) => {
                let gap = if at > 0 { "\\addlinespace\n" } else { "" };
                let _ = writeln!(
                    text,
                    "{gap}\\multicolumn{{{across}}}{{@{{}}l@{{}}}}{{\\textit{{{}}}}}\\\\*",
                    escaped(name)
                );
            }
            Row::Line { label, unit, cells } => {
                let label = escaped(&table.with_unit(label, unit));
                let values: Vec<String> = cells.iter().map(|cell| value(table, cell)).collect();
                let _ = writeln!(text, "\\raggedright {label} & {}\\\\", values.join(" & "));
            }
        }
    }
}

/// A number with its interval, beside or below it.
fn value(table: &Headline, cell: &Option<Figure>) -> String {
    match cell {
        None => escaped(NONE),
        Some(Figure { value, interval: Some([lower, upper]) }) if !beside(table) => {
            let ends = say!(table.language, "{lower} to {upper}", lower = lower, upper = upper);
            format!("\\withinterval{{{}}}{{{}}}", escaped(value), escaped(&ends))
        }
        Some(figure) => escaped(&table.figure(figure)),
    }
}

/// A caption and its label, to be read by `\\input` inside a figure: the first line is also the entry in a list of
/// figures; all lines stand in one paragraph.
pub fn caption(name: &str, lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| sentence(&escaped(line))).collect();
    let first = lines.first().map_or("", |line| line.trim_end_matches(['.', '。']));
    format!("\\caption[{{{first}}}]{{{}}}\n\\label{{fig:{name}}}\n", lines.join(" "))
}

/// A line with a mark at its end.
fn sentence(line: &str) -> String {
    let ended = line.ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '；', '：']);
    let mark = match (ended, line.chars().last().is_some_and(|sign| sign > '\u{2e7f}')) {
        (true, _) => "",
        (false, true) => "。",
        (false, false) => ".",
    };
    format!("{line}{mark}")
}

/// How LaTeX writes a sign that it would obey or lacks.
fn known(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\\' => "\\textbackslash{}",
        '{' => "\\{",
        '}' => "\\}",
        '$' => "\\$",
        '&' => "\\&",
        '#' => "\\#",
        '%' => "\\%",
        '_' => "\\_",
        '^' => "\\textasciicircum{}",
        '~' => "\\textasciitilde{}",
        '<' => "\\textless{}",
        '>' => "\\textgreater{}",
        '|' => "\\textbar{}",
        '\u{a0}' => "~",
        '−' => "$-$",
        '–' => "--",
        '—' => "---",
        '±' => "$\\pm$",
        '×' => "$\\times$",
        '≤' => "$\\le$",
        '≥' => "$\\ge$",
        '→' => "$\\to$",
        '·' => "$\\cdot$",
        '’' => "'",
        '‘' => "`",
        '“' => "``",
        '”' => "''",
        '…' => "\\dots{}",
        '\n' | '\t' => " ",
        _ => return None,
    })
}

/// A text without signs that LaTeX would obey, on one line.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    let mut open = false;
    for sign in tame(text).chars() {
        match known(sign) {
            None if sign == '"' => {
                open = !open;
                safe.push_str(if open { "``" } else { "''" });
            }
            Some(written) => safe.push_str(written),
            None => safe.push(sign),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_is_one_paragraph_that_latex_can_read() {
        let written = caption("firms", &["Firms", "Pale bands: 95% intervals.", "企业"]);
        assert_eq!(
            written,
            "\\caption[{Firms}]{Firms. Pale bands: 95\\% intervals. 企业。}\n\\label{fig:firms}\n"
        );
        assert_eq!(caption("x", &["企业"]), "\\caption[{企业}]{企业。}\n\\label{fig:x}\n");
    }

    #[test]
    fn signs_that_latex_obeys_are_shown() {
        assert_eq!(
            escaped("50% of R&D_x {a} $5 #1 ~^ \\input −3 – \"q\""),
            "50\\% of R\\&D\\_x \\{a\\} \\$5 \\#1 \\textasciitilde{}\\textasciicircum{} \\textbackslash{}input $-$3 -- ``q''"
        );
    }
}
