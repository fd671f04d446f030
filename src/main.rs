//! The program: parse, call, print the error, set the exit code.

use std::io::Write;
use std::process::ExitCode;
use tideover::cli::Cli;
use tideover::error::Error;
use tideover::experiment::reasons;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    let language = Cli::language(&words);
    std::panic::set_hook(Box::new(move |panic| {
        let fault = reasons::known(&tideover::stop::fault(panic));
        let _ = writeln!(std::io::stderr(), "{}", fault.said(language));
    }));
    let cli = match Cli::read(&words) {
        Ok(cli) => cli,
        Err(talk) => {
            // Help and version go to stdout with code 0, mistakes to stderr with code 2.
            Cli::print(&words, &talk);
            return ExitCode::from(u8::try_from(talk.exit_code()).unwrap_or(2));
        }
    };
    let done = tideover::stop::ended(|| cli.run())
        .unwrap_or_else(|reason| Err(Error::SomeFailed(reasons::known(&reason))));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{}", tideover::diagnose::tame(&error.said(language)));
            ExitCode::from(error.exit_code())
        }
    }
}
