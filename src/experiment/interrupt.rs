//! Ctrl-C (and a request to end): the first asks for a stop at the next month, the second ends at once.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);
static TIMES: AtomicU32 = AtomicU32::new(0);

/// The flag that an interruption raises, listening from now on.
pub fn flag() -> &'static AtomicBool {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(|| {
        let on_signal = || {
            ASKED.store(true, Ordering::SeqCst);
            if TIMES.fetch_add(1, Ordering::SeqCst) > 0 {
                std::process::exit(75);
            }
            eprintln!("\nstopping at the end of the simulated month; what is finished is kept (once more ends at once)");
        };
        // Where the handler can't be set (one is there already), an interruption ends the program: the folder survives that, too.
        let _ = ctrlc::set_handler(on_signal);
    });
    &ASKED
}
