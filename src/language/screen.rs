//! Text in lines of a screen or a text file, where a Chinese character takes two columns.

/// Columns that a character takes.
fn columns(sign: char) -> usize {
    // Quotation marks and the dash of Chinese text are wide in a Chinese font and narrow in others.
    if sign >= '\u{1100}' { 2 } else { 1 }
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// A text filled up with blanks to a width.
pub fn padded(text: &str, wide: usize) -> String {
    format!("{text}{}", " ".repeat(wide.saturating_sub(width(text))))
}

/// Chinese text in lines: broken between any two characters, but not inside a word of Latin letters nor before a mark that closes.
pub fn folded(text: &str, width: usize) -> String {
    let mut lines = String::new();
    let (mut used, mut word, mut wide) = (0, String::new(), 0);
    let latin = |sign: char| sign.is_ascii() && sign != ' ';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        word.push(sign);
        wide += columns(sign);
        let next = signs.peek().copied();
        let tied = next
            .is_some_and(|next| (latin(sign) && latin(next)) || "，。；：、！？）」”".contains(next))
            || "（「“".contains(sign);
        if tied {
            continue;
        }
        if used > 0 && used + wide > width {
            lines.truncate(lines.trim_end_matches(' ').len());
            lines.push('\n');
            used = 0;
            // A blank at a break is the break.
            if word == " " {
                (word, wide) = (String::new(), 0);
            }
        }
        lines.push_str(&word);
        used += wide;
        (word, wide) = (String::new(), 0);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_characters_and_not_before_a_comma() {
        assert_eq!(folded("企业与就业", 8), "企业与就\n业");
        assert_eq!(folded("企业就业，", 8), "企业就\n业，");
        assert_eq!(folded("用 --force 覆盖", 8), "用\n--force\n覆盖");
        assert_eq!(padded("企业", 6), "企业  ");
    }
}
