//! Ctrl-C (and a request to end): the first asks for a stop at the next month, the second ends at once.

use crate::language::Language;
use crate::language::told::Told;
use crate::{phrase, told};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Once, OnceLock};

static ASKED: AtomicBool = AtomicBool::new(false);
static TIMES: AtomicU32 = AtomicU32::new(0);
static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// Sets the language in which an interruption is answered, once for the program.
pub fn speak(language: Language) {
    let _ = LANGUAGE.set(language);
}

/// The flag that an interruption raises, listening from now on; for simulations.
pub fn flag() -> &'static AtomicBool {
    listen(phrase!("stopping at the end of the simulated month; what is finished is kept"))
}

/// The flag that an interruption raises, listening from now on; `words` say what happens then. The words of
/// the first who listens count.
pub fn listen(words: &'static str) -> &'static AtomicBool {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(|| {
        let on_signal = move || {
            ASKED.store(true, Ordering::SeqCst);
            if TIMES.fetch_add(1, Ordering::SeqCst) > 0 {
                std::process::exit(75);
            }
            let language = LANGUAGE.get().copied().unwrap_or_default();
            let told = told!("{what} (once more ends at once)", what = Told::phrase(words));
            eprintln!("\n{}", told.said(language));
        };
        // Where the handler can't be set (one is there already), an interruption ends the program: the folder
        // survives that, too.
        let _ = ctrlc::set_handler(on_signal);
    });
    &ASKED
}
