//! What paired experiments show of each lever: effects on survival, jobs and output at its defaults, the published
//! size beside them, and how far the two agree.
//!
//! The numbers are in `evidence.txt` beside this file, made by `.ci/lever-evidence` from the shipped tool boxes
//! (`tideover compare … --each`); grades and published sizes are written there by hand. Its first line names the version
//! of the model that made them: another version asks for them anew.

/// How far what the model shows of a lever agrees with what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// An outcome lies within the range that studies of such a policy publish.
    Validated,
    /// Sign and order of an outcome are those of studies, or of theory where there are none.
    Plausible,
    /// No outcome moves beyond its interval, or nothing is published to hold it against.
    Illustrative,
}

impl Evidence {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Evidence::Validated => "validated",
            Evidence::Plausible => "plausible",
            Evidence::Illustrative => "illustrative",
        }
    }
}

/// What is shown of a lever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The lever.
    pub lever: &'static str,
    /// The grade.
    pub evidence: Evidence,
    /// Effects, with their intervals.
    pub effect: &'static str,
    /// What is published, or why nothing is.
    pub published: &'static str,
}

/// A line `lever|grade|effect|published`; none when it is no such line.
fn line(text: &'static str) -> Option<Shown> {
    let mut fields = text.split('|');
    let [lever, grade, effect, published] = [fields.next()?, fields.next()?, fields.next()?, fields.next()?];
    let all = [Evidence::Validated, Evidence::Plausible, Evidence::Illustrative];
    let evidence = all.into_iter().find(|evidence| evidence.word() == grade)?;
    fields.next().is_none().then_some(Shown { lever, evidence, effect, published })
}

/// What is shown of a lever by its kind.
pub fn of(kind: &str) -> Option<Shown> {
    let lines = include_str!("evidence.txt").lines().skip(1);
    lines.filter_map(line).find(|shown| shown.lever == kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers;

    #[test]
    fn every_lever_has_a_line_and_no_line_is_idle() {
        let mut lines: Vec<&str> = include_str!("evidence.txt").lines().collect();
        let version = crate::experiment::MODEL_VERSION;
        let head = format!("lever|grade|effect|published (model {version})");
        assert_eq!(lines.remove(0), head, "made by another version: run .ci/lever-evidence");
        for text in &lines {
            let shown = line(text).unwrap_or_else(|| panic!("no line: {text}"));
            assert!(levers::by_kind(shown.lever).is_some(), "{text}");
            assert!(shown.effect.contains('±') && !shown.published.is_empty(), "{text}");
        }
        assert_eq!(lines.len(), levers::ALL.len());
        levers::ALL.iter().for_each(|lever| assert!(of(lever.kind()).is_some(), "{}", lever.kind()));
    }
}
