//! Draws by name: what is drawn under a key depends on the number of the trial and the key alone, so that a
//! trial can be repeated by its number and a new key changes nothing that was drawn under others.

use tideover::math;

/// The draws of one trial below a path of keys.
#[derive(Clone, Debug)]
pub struct Draw {
    path: String,
}

impl Draw {
    /// The draws of a trial.
    pub fn new(trial: u64) -> Draw {
        Draw { path: format!("trial {trial}") }
    }
    /// The draws below a key.
    pub fn below(&self, key: &str) -> Draw {
        Draw { path: format!("{}/{key}", self.path) }
    }
    fn bits(&self, key: &str) -> u64 {
        let hash = blake3::hash(format!("{}/{key}", self.path).as_bytes());
        u64::from_le_bytes(hash.as_bytes()[..8].try_into().unwrap())
    }
    /// Uniform in [0, 1).
    pub fn unit(&self, key: &str) -> f64 {
        (self.bits(key) >> 11) as f64 / (1u64 << 53) as f64
    }
    /// True with this probability.
    pub fn chance(&self, key: &str, probability: f64) -> bool {
        self.unit(key) < probability
    }
    /// A whole number from `least` to `most`, both possible.
    pub fn whole(&self, key: &str, least: i64, most: i64) -> i64 {
        least + (self.unit(key) * (most - least + 1) as f64) as i64
    }
    /// Uniform between two numbers.
    pub fn between(&self, key: &str, least: f64, most: f64) -> f64 {
        least + self.unit(key) * (most - least)
    }
    /// Uniform in logarithms between two positive numbers.
    pub fn magnitude(&self, key: &str, least: f64, most: f64) -> f64 {
        math::exp(self.between(key, math::ln(least), math::ln(most))).clamp(least, most)
    }
    /// One of a list.
    pub fn pick<'a, T>(&self, key: &str, list: &'a [T]) -> &'a T {
        &list[self.whole(key, 0, list.len() as i64 - 1) as usize]
    }
    /// Some of a list, at least one, in its order.
    pub fn some<'a, T>(&self, key: &str, list: &'a [T]) -> Vec<&'a T> {
        let share = self.unit(&format!("{key}: share"));
        let chosen: Vec<&T> = list
            .iter()
            .enumerate()
            .filter(|(i, _)| self.chance(&format!("{key} {i}"), share))
            .map(|(_, x)| x)
            .collect();
        if chosen.is_empty() { vec![self.pick(key, list)] } else { chosen }
    }
    /// A number of a range whose usual value is known: that value, an end of the range, or anything between;
    /// where the range spans many powers of ten, small numbers are as likely as large ones.
    pub fn within(&self, key: &str, (least, most): (f64, f64), usual: f64) -> f64 {
        let low = least.max(1e-3);
        match self.unit(&format!("{key}: how")) {
            how if how < 0.15 => usual,
            how if how < 0.25 => least,
            how if how < 0.35 => most,
            how if how < 0.70 && most > 100.0 * low => self.magnitude(key, low, most),
            _ => self.between(key, least, most),
        }
    }
}
