//! What a run says while it runs: a bar or plain lines with elapsed time and time left. All of it on stderr.

use crate::error::{Error, Result};
use crate::experiment::options::RunOptions;
use crate::language::Language;
use crate::language::told::Told;
use crate::{phrase, say, told};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Seconds between plain lines.
const EVERY: Duration = Duration::from_secs(5);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Bar,
    Plain,
    Silent,
}

/// How a run talks.
#[derive(Clone, Copy, Debug)]
pub struct Talk {
    mode: Mode,
    quiet: bool,
    language: Language,
}

impl Talk {
    /// As `--progress` and `-q` ask.
    ///
    /// # Errors
    /// An unknown word after `--progress`.
    pub fn new(options: &RunOptions) -> Result<Talk> {
        let terminal = std::io::stderr().is_terminal();
        let mode = match options.progress.as_str() {
            _ if options.quiet => Mode::Silent,
            "" | "auto" | "bar" if terminal => Mode::Bar,
            "" | "auto" | "bar" => Mode::Silent,
            "plain" => Mode::Plain,
            "none" => Mode::Silent,
            other => {
                return Err(Error::Usage(told!(
                    "--progress {word}: it is auto, bar, plain or none",
                    word = other
                )));
            }
        };
        Ok(Talk { mode, quiet: options.quiet, language: options.language })
    }

    /// Says a line.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            eprintln!("{line}");
        }
    }

    /// Says a line in the language of the talk.
    pub fn tell(&self, told: &Told) {
        self.say(&told.said(self.language));
    }

    /// The language of the talk.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Starts to show the progress of `months` simulated months.
    pub fn progress(&self, months: u64) -> Progress {
        self.progress_of(months, phrase!("months"))
    }

    /// Starts to show the progress of so many things of a kind.
    pub fn progress_of(&self, months: u64, kind: &'static str) -> Progress {
        let bar = (self.mode == Mode::Bar).then(|| {
            let bar = ProgressBar::with_draw_target(Some(months), ProgressDrawTarget::stderr());
            // The names in braces are those of the bar, which fills them in later.
            let said = say!(
                self.language,
                "{done}/{all} {kind}  {elapsed} elapsed, {left} left",
                done = "{pos}",
                all = "{len}",
                kind = self.language.of(kind),
                elapsed = "{elapsed_precise}",
                left = "{eta_precise}"
            );
            let template = format!("{{msg}} {{wide_bar}} {said}");
            bar.set_style(
                ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            bar.enable_steady_tick(Duration::from_millis(500));
            bar
        });
        let now = Instant::now();
        Progress {
            talk: *self,
            bar,
            kind,
            months,
            done: AtomicU64::new(0),
            start: now,
            last: Mutex::new((now, String::new())),
        }
    }
}

/// Progress being shown; shared by threads.
#[derive(Debug)]
pub struct Progress {
    talk: Talk,
    bar: Option<ProgressBar>,
    kind: &'static str,
    months: u64,
    done: AtomicU64,
    start: Instant,
    last: Mutex<(Instant, String)>,
}

impl Progress {
    /// Names what is being done now.
    pub fn doing(&self, what: String) {
        if let Some(bar) = &self.bar {
            bar.set_message(what.clone());
        }
        if let Ok(mut last) = self.last.lock() {
            last.1 = what;
        }
    }

    /// One more month, or thing of the kind, is done.
    pub fn month(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        if self.talk.mode != Mode::Plain {
            return;
        }
        if let Ok(mut last) = self.last.try_lock()
            && last.0.elapsed() >= EVERY
        {
            last.0 = Instant::now();
            eprintln!(
                "{}",
                plain_line(self.talk.language, &last.1, self.kind, (done, self.months), self.start.elapsed())
            );
        }
    }

    /// Says a line without disturbing the bar.
    pub fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| self.talk.say(line)),
            None => self.talk.say(line),
        }
    }

    /// Says a line in the language of the talk.
    pub fn tell(&self, told: &Told) {
        self.say(&told.said(self.talk.language));
    }

    /// The language of the talk.
    pub fn language(&self) -> Language {
        self.talk.language
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn plain_line(
    language: Language,
    what: &str,
    kind: &str,
    (done, months): (u64, u64),
    elapsed: Duration,
) -> String {
    let left = elapsed.as_secs_f64() * (months as f64 / done.max(1) as f64 - 1.0).max(0.0);
    let percent = 100 * done.min(months) / months.max(1);
    say!(
        language,
        "{what}: {done}/{all} {kind} ({percent}%), {elapsed} elapsed, about {left} left",
        what = what,
        done = done,
        all = months,
        kind = language.of(kind),
        percent = percent,
        elapsed = clock(elapsed.as_secs(), language),
        left = clock(left.round() as u64, language)
    )
}

/// Seconds as minutes or hours that people read.
pub fn clock(seconds: u64, language: Language) -> String {
    let two = |x: u64| format!("{x:02}");
    match seconds {
        0..60 => say!(language, "{seconds} s", seconds = seconds),
        60..3600 => {
            say!(language, "{minutes} min {seconds} s", minutes = seconds / 60, seconds = two(seconds % 60))
        }
        _ => say!(
            language,
            "{hours} h {minutes} min",
            hours = seconds / 3600,
            minutes = two(seconds % 3600 / 60)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_estimate_the_time_left() {
        let line = plain_line(
            Language::English,
            "1 of 4 replications",
            "months",
            (25, 100),
            Duration::from_secs(30),
        );
        assert_eq!(line, "1 of 4 replications: 25/100 months (25%), 30 s elapsed, about 1 min 30 s left");
        assert_eq!(clock(7325, Language::English), "2 h 02 min");
        assert_eq!(clock(136, Language::Chinese), "2 分 16 秒");
    }

    #[test]
    fn unknown_progress_is_refused() {
        let options = RunOptions { progress: "fancy".into(), ..RunOptions::default() };
        assert_eq!(Talk::new(&options).unwrap_err().exit_code(), 2);
    }
}
