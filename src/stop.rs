//! Stops: a replication that can't go on ends here, with a reason for the user.
//!
//! Two things end one. An economy that leaves all bounds ([`crate::month::bounds`], [`crate::money`]) calls
//! [`replication`]: the reason is a result of the parameters, no fault of the program, and nothing is printed
//! on the way. A broken invariant panics. Either way [`caught`] gives the reason back, and whoever asked for
//! the replication reports it like any that failed.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// A reason on its way.
struct Stopped(String);

/// Ends the replication that is being simulated; `reason` is shown to the user.
///
/// # Panics
/// Unwinds to [`caught`], without a word on stderr.
#[cold]
pub fn replication(reason: String) -> ! {
    resume_unwind(Box::new(Stopped(reason)))
}

/// What a computation gives, or the reason for which it was ended.
///
/// # Errors
/// The reason given to [`replication`], or what was said by a panic.
pub fn caught<T>(compute: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(compute)).map_err(|panic| text_of(panic.as_ref()))
}

/// What a computation gives, or the reason for which its replication was ended; a panic goes on.
///
/// # Errors
/// The reason given to [`replication`].
///
/// # Panics
/// When the computation does.
pub fn ended<T>(compute: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(compute)).or_else(|panic| match panic.downcast::<Stopped>() {
        Ok(stopped) => Err(stopped.0),
        Err(panic) => resume_unwind(panic),
    })
}

/// What was said; of whole numbers that overflow in words for those who don't speak the language.
fn text_of(panic: &(dyn Any + Send)) -> String {
    if let Some(Stopped(reason)) = panic.downcast_ref() {
        return reason.clone();
    }
    let text = panic.downcast_ref::<&str>().map(|text| text.to_string());
    let text = text
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "it ended without a message".to_string());
    if text.starts_with("attempt to ") && text.ends_with(" with overflow") {
        return format!("a whole number grew beyond what can be counted ({text})");
    }
    text
}

/// One line for a panic, in place of the language's own: a fault of the program, where, and what.
pub fn fault(panic: &std::panic::PanicHookInfo) -> String {
    let place =
        panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    format!("a check of the program failed{place}: {}", text_of(panic.payload()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn a_reason_comes_through_threads_as_it_was_given() {
        let jobs =
            |year: i32| if year == 7 { replication(format!("too many jobs in year {year}")) } else { year };
        assert_eq!(
            caught(|| (0..9).into_par_iter().map(jobs).sum::<i32>()),
            Err("too many jobs in year 7".to_string())
        );
        assert_eq!(caught(|| (0..5).into_par_iter().map(jobs).sum::<i32>()), Ok(10));
        assert_eq!(ended(|| jobs(7)), Err("too many jobs in year 7".to_string()));
        assert_eq!(
            caught(|| ended(|| panic!("the books do not balance"))),
            Err::<Result<(), _>, _>("the books do not balance".to_string())
        );
    }

    #[test]
    fn whole_numbers_that_overflow_are_put_into_words() {
        assert_eq!(
            caught(|| -> u32 { panic!("attempt to add with overflow") }),
            Err("a whole number grew beyond what can be counted (attempt to add with overflow)".to_string())
        );
    }
}
