//! Conditions that points must meet: `from_month <= to_month`, `cover + fee <= 1`.
//!
//! Sums, differences and products of factors and numbers on both sides of one comparison. Months count as
//! months: their difference is a number of months, and `2020-06` without spaces is the month.

use super::entry::Value;
use super::words::quoted;
use crate::diagnose::{did_you_mean, one_of};
use crate::language::told::Told;
use crate::told;
use crate::units::Month;

/// A condition.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// As it stands in the file.
    pub text: String,
    left: Term,
    comparison: Comparison,
    right: Term,
}

/// What is wrong with a condition: the bytes concerned, why, a hint.
#[derive(Debug, PartialEq)]
pub struct Fault {
    /// Bytes of the condition's text.
    pub span: std::ops::Range<usize>,
    /// Why.
    pub message: Told,
    /// What to write instead.
    pub hint: Option<Told>,
}

#[derive(Clone, Debug)]
enum Term {
    Number(f64),
    Factor(usize),
    Pair(char, Box<Term>, Box<Term>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Comparison {
    Less,
    AtMost,
    More,
    AtLeast,
    Equal,
    Other,
}

const COMPARISONS: [(&str, Comparison); 6] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("==", Comparison::Equal),
    ("!=", Comparison::Other),
    ("<", Comparison::Less),
    (">", Comparison::More),
];

impl Constraint {
    /// Reads a condition on factors of these names.
    ///
    /// # Errors
    /// It is no condition, or names what is no factor.
    pub fn parse(text: &str, factors: &[&str]) -> Result<Constraint, Fault> {
        let tokens = tokens(text)?;
        let mut parser = Parser { tokens: &tokens, at: 0, factors, end: text.len() };
        let left = parser.sum()?;
        let Some(Token::Compare(comparison)) = parser.next() else {
            let message = told!("a comparison is wanted here: < <= > >= == !=");
            return Err(Fault { span: parser.last(), message, hint: None });
        };
        let right = parser.sum()?;
        match parser.next() {
            None => Ok(Constraint { text: text.to_string(), left, comparison, right }),
            Some(Token::Compare(_)) => {
                let hint = Some(told!("write each comparison as a condition of its own"));
                Err(Fault { span: parser.last(), message: told!("one condition has one comparison"), hint })
            }
            Some(_) => Err(Fault {
                span: parser.last(),
                message: told!("nothing more is expected here"),
                hint: None,
            }),
        }
    }

    /// Whether a point meets it.
    ///
    /// # Errors
    /// The index of a factor whose value is neither a number nor a month.
    pub fn holds(&self, values: &[Value]) -> Result<bool, usize> {
        let (left, right) = (self.left.value(values)?, self.right.value(values)?);
        // Sums of decimal fractions miss by a hair: 0.7 + 0.3 <= 1 holds.
        let near = (left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1.0);
        Ok(match self.comparison {
            Comparison::Less => left < right && !near,
            Comparison::AtMost => left <= right || near,
            Comparison::More => left > right && !near,
            Comparison::AtLeast => left >= right || near,
            Comparison::Equal => near,
            Comparison::Other => !near,
        })
    }
}

impl Term {
    fn value(&self, values: &[Value]) -> Result<f64, usize> {
        Ok(match self {
            Term::Number(x) => *x,
            Term::Factor(index) => match &values[*index] {
                Value::Number(x) => *x,
                Value::Text(text) => {
                    text.parse::<Month>().map(|month| f64::from(month.0)).map_err(|_| *index)?
                }
            },
            Term::Pair(sign, left, right) => {
                let (left, right) = (left.value(values)?, right.value(values)?);
                match sign {
                    '+' => left + right,
                    '-' => left - right,
                    _ => left * right,
                }
            }
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    Number(f64),
    Name(&'a str),
    Sign(char),
    Compare(Comparison),
}

type Place = std::ops::Range<usize>;

fn tokens(text: &str) -> Result<Vec<(Token<'_>, Place)>, Fault> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let long = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
        let (token, length) = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if let Some((sign, comparison)) = COMPARISONS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            (Token::Compare(*comparison), sign.len())
        } else if "+-*()".contains(c) {
            (Token::Sign(c), 1)
        } else if c.is_ascii_digit() || c == '.' {
            number(rest).ok_or_else(|| Fault {
                span: at..at + 1,
                message: told!("this is not a number"),
                hint: None,
            })?
        } else if c.is_ascii_alphabetic() || c == '_' {
            let length = long(|c| c.is_ascii_alphanumeric() || c == '_');
            (Token::Name(&rest[..length]), length)
        } else {
            let hint = (c == '=').then(|| told!("did you mean == or <=?"));
            let message = told!(
                "{sign} does not belong here: names of factors, numbers, + - * ( ) and one of < <= > >= == != do",
                sign = format!("{c:?}")
            );
            return Err(Fault { span: at..at + c.len_utf8(), message, hint });
        };
        tokens.push((token, at..at + length));
        at += length;
    }
    Ok(tokens)
}

/// A month, or the longest number that the text begins with.
fn number(text: &str) -> Option<(Token<'_>, usize)> {
    let month =
        text.get(..7).filter(|_| !text[7..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.'));
    if let Some(month) = month.and_then(|month| month.parse::<Month>().ok()) {
        return Some((Token::Number(f64::from(month.0)), 7));
    }
    let length = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(text.len());
    let exponent = text[..length].ends_with(['e', 'E']) && text[length..].starts_with(['-', '+']);
    let more = if exponent {
        1 + text[length + 1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - length - 1)
    } else {
        0
    };
    let number: f64 = text[..length + more].parse().ok()?;
    number.is_finite().then_some((Token::Number(number), length + more))
}

struct Parser<'a> {
    tokens: &'a [(Token<'a>, Place)],
    at: usize,
    factors: &'a [&'a str],
    end: usize,
}

impl<'a> Parser<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        self.at += 1;
        self.tokens.get(self.at - 1).map(|(token, _)| *token)
    }

    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).map(|(token, _)| *token)
    }

    /// The bytes of the token just taken; the end of the text after the last.
    fn last(&self) -> Place {
        self.tokens.get(self.at - 1).map_or(self.end.saturating_sub(1)..self.end, |(_, place)| place.clone())
    }

    fn sum(&mut self) -> Result<Term, Fault> {
        let mut sum = self.product()?;
        while let Some(Token::Sign(sign @ ('+' | '-'))) = self.peek() {
            self.next();
            sum = Term::Pair(sign, Box::new(sum), Box::new(self.product()?));
        }
        Ok(sum)
    }

    fn product(&mut self) -> Result<Term, Fault> {
        let mut product = self.atom()?;
        while let Some(Token::Sign('*')) = self.peek() {
            self.next();
            product = Term::Pair('*', Box::new(product), Box::new(self.atom()?));
        }
        Ok(product)
    }

    fn atom(&mut self) -> Result<Term, Fault> {
        match self.next() {
            Some(Token::Number(x)) => Ok(Term::Number(x)),
            Some(Token::Name(name)) => match self.factors.iter().position(|factor| *factor == name) {
                Some(index) => Ok(Term::Factor(index)),
                None => {
                    let message = told!(
                        "there is no factor {name}{allowed}",
                        name = quoted(name),
                        allowed = one_of(self.factors.iter().copied())
                    );
                    Err(Fault {
                        span: self.last(),
                        message,
                        hint: did_you_mean(name, self.factors.iter().copied()),
                    })
                }
            },
            Some(Token::Sign('-')) => {
                Ok(Term::Pair('-', Box::new(Term::Number(0.0)), Box::new(self.atom()?)))
            }
            Some(Token::Sign('(')) => {
                let sum = self.sum()?;
                match self.next() {
                    Some(Token::Sign(')')) => Ok(sum),
                    _ => Err(Fault {
                        span: self.last(),
                        message: told!("a closing bracket is wanted here"),
                        hint: None,
                    }),
                }
            }
            _ => Err(Fault {
                span: self.last(),
                message: told!("a factor or a number is wanted here"),
                hint: None,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTORS: [&str; 4] = ["a", "b", "from", "to"];

    fn holds(text: &str) -> bool {
        let [from, to] = ["2020-11", "2021-02"].map(|month| Value::Text(month.into()));
        let constraint =
            Constraint::parse(text, &FACTORS).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        constraint.holds(&[Value::Number(0.7), Value::Number(0.3), from, to]).unwrap()
    }

    #[test]
    fn conditions_worked_by_hand() {
        for text in [
            "a + b <= 1",
            "a > b",
            "a - b * 2 < 0.11",
            "(a - b) * 2 >= 0.8",
            "-a < b",
            "a != b",
            "1e-1 < b",
            "a+b==1",
            "2 * -a <= -1.4",
        ] {
            assert!(holds(text), "{text}");
        }
        for text in ["a + b < 1", "a - b * 2 > 0.11", "a == b", "b > a"] {
            assert!(!holds(text), "{text}");
        }
    }

    #[test]
    fn months_compare_as_months() {
        assert!(
            holds("from < to")
                && holds("from + 3 == to")
                && holds("to - from <= 3")
                && holds("from >= 2020-11")
        );
        assert!(!holds("from > to") && !holds("to < 2021-02"));
        let text = Constraint::parse("a < 1", &FACTORS).unwrap();
        assert_eq!(text.holds(&[Value::Text("middle".into())]), Err(0));
    }

    #[test]
    fn faults_have_a_place() {
        let fault = |text: &str| Constraint::parse(text, &FACTORS).unwrap_err();
        for (text, span, message) in [
            ("a <= ", 4..5, "a factor or a number is wanted here"),
            ("a + b", 4..5, "a comparison is wanted here: < <= > >= == !="),
            ("a < b < 1", 6..7, "one condition has one comparison"),
            ("(a < b", 3..4, "a closing bracket is wanted here"),
            ("a < b)", 5..6, "nothing more is expected here"),
        ] {
            let fault = fault(text);
            assert_eq!((fault.span, fault.message.english().as_str()), (span, message), "{text}");
        }
        assert_eq!(fault("fro < to").hint.unwrap(), "did you mean from?");
        assert_eq!(fault("a = b").hint.unwrap(), "did you mean == or <=?");
        assert!(fault("a < é").message.english().starts_with("'é' does not belong here"));
    }
}
