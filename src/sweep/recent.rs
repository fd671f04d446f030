//! What several workers need and none should make twice: the most recent few are kept.

use crate::experiment::replications::lock;
use std::sync::{Arc, Mutex, OnceLock};

/// A value that is made once.
type Cell<T> = Arc<OnceLock<Arc<T>>>;

/// Values by name; the one used longest ago is let go when there are too many.
#[derive(Debug)]
pub(super) struct Recent<T> {
    most: usize,
    kept: Mutex<Vec<(String, Cell<T>)>>,
}

impl<T> Recent<T> {
    /// Keeps so many.
    pub fn new(most: usize) -> Recent<T> {
        Recent { most, kept: Mutex::new(Vec::new()) }
    }

    /// The value of that name, made by the first who asks; others wait.
    pub fn get(&self, name: String, make: impl FnOnce() -> T) -> Arc<T> {
        let cell = {
            let mut kept = lock(&self.kept);
            let found = kept.iter().position(|(known, _)| *known == name).map(|index| kept.remove(index));
            let entry = found.unwrap_or_else(|| (name, Arc::default()));
            let cell = entry.1.clone();
            kept.push(entry);
            if kept.len() > self.most {
                kept.remove(0);
            }
            cell
        };
        cell.get_or_init(|| Arc::new(make())).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_made_once_while_it_is_recent() {
        let (recent, mut made) = (Recent::new(2), Vec::new());
        for name in ["a", "b", "a", "c", "a", "b"] {
            let value = recent.get(name.to_string(), || {
                made.push(name);
                name.to_uppercase()
            });
            assert_eq!(*value, name.to_uppercase());
        }
        assert_eq!(made, ["a", "b", "c", "b"]);
    }
}
