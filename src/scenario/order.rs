//! The order of shocks and policies: by what they say. Neither the order in which a file lists them nor their
//! names decide any result, so they are put into an order of their own when a scenario is read. Names come
//! last, and only distinguish what is equal in all else.
//!
//! What is written in pieces stands side by side: settings come before targets, and targets before dates, so
//! that the pieces of a policy stand to all others as the whole would.

use crate::levers::renewal;
use crate::month::model::Scenario;
use crate::policy::{Policy, Target};
use crate::shocks::chance::Intensity;
use crate::shocks::{Path, Shock};

/// Numbers that are compared one by one.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Key(Vec<i64>);

impl Key {
    /// A whole number.
    fn whole(&mut self, number: impl Into<i64>) {
        self.0.push(number.into());
    }
    /// A real number, so that the smaller comes first.
    fn real(&mut self, number: f64) {
        let bits = number.to_bits() as i64;
        self.0.push(bits ^ ((bits >> 63) as u64 >> 1) as i64);
    }
    fn reals(&mut self, numbers: &[f64]) {
        numbers.iter().for_each(|number| self.real(*number));
    }
    /// What is not given comes first.
    fn some<T>(&mut self, value: Option<T>, put: impl FnOnce(&mut Key, T)) {
        self.whole(i64::from(value.is_some()));
        if let Some(value) = value {
            put(self, value);
        }
    }
    fn list(&mut self, list: Option<&Vec<usize>>) {
        self.some(list, |key, list| {
            key.whole(list.len() as i64);
            list.iter().for_each(|item| key.whole(*item as i64));
        });
    }
}

fn policy_key(policy: &Policy) -> Key {
    let Policy {
        name: _,
        lever: _,
        draw: _,
        from,
        to,
        announced,
        target,
        take_up,
        delay,
        budget,
        queue,
        regional_share,
        phase_out,
        settings,
    } = policy;
    let mut key = Key::default();
    key.reals(settings);
    key.real(*regional_share);
    key.whole(*delay);
    key.some(*take_up, Key::real);
    key.some(*budget, Key::real);
    key.whole(*queue as i64);
    target_key(target, &mut key);
    key.whole(*phase_out);
    [from, to, announced].into_iter().for_each(|month| key.whole(month.0));
    key
}

fn target_key(target: &Target, key: &mut Key) {
    let Target {
        sectors,
        regions,
        sizes,
        tiers,
        age_at_least,
        age_below,
        exporters,
        formal,
        revenue_drop_at_least,
        viable,
        cash_below_months,
        cluster,
        digital_at_least,
        headcount_kept_at_least,
        headcount_at_most,
        firms: _,
    } = target;
    [sectors, regions, sizes, tiers].into_iter().for_each(|list| key.list(list.as_ref()));
    [exporters, formal, viable, cluster].into_iter().for_each(|flag| key.some(*flag, Key::whole));
    let numbers = [
        age_at_least,
        age_below,
        revenue_drop_at_least,
        cash_below_months,
        digital_at_least,
        headcount_kept_at_least,
        headcount_at_most,
    ];
    numbers.into_iter().for_each(|number| key.some(*number, Key::real));
}

fn shock_key(shock: &Shock) -> Key {
    let Shock { name: _, kind: _, draw: _, by_sector, by_region, channels, market, path, chance, intensity } =
        shock;
    let mut key = Key::default();
    key.some(*chance, |key, chance| {
        key.real(chance.probability);
        key.whole(chance.months);
    });
    key.some(*intensity, |key, intensity| match intensity {
        Intensity::Normal { mean, sd } => key.reals(&[0.0, mean, sd]),
        Intensity::Between { min, max } => key.reals(&[1.0, min, max]),
    });
    channels.iter().for_each(|on| key.whole(i64::from(*on)));
    key.some(*market, |key, market| key.whole(market as i64));
    key.reals(by_sector);
    key.reals(by_region);
    key.whole(path.first().0);
    match path {
        Path::Step { to, .. } => {
            key.whole(0);
            key.some(*to, |key, to| key.whole(to.0));
        }
        Path::Pulse { .. } => key.whole(1),
        Path::Ramp { to, .. } => [2, to.0].into_iter().for_each(|number| key.whole(number)),
        Path::Recover { to, back, .. } => [3, to.0, back.0].into_iter().for_each(|number| key.whole(number)),
        Path::Table { rows, .. } => {
            key.whole(4);
            rows.iter().for_each(|row| key.reals(row));
        }
    }
    key
}

/// The places of items in order.
fn sorted<T, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> Vec<usize> {
    let keys: Vec<K> = items.iter().map(key).collect();
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by(|one, other| keys[*one].cmp(&keys[*other]));
    order
}

/// Items in an order given by their places.
fn taken<T>(items: Vec<T>, order: &[usize]) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.iter().map(|place| items[*place].take().expect("each place once")).collect()
}

impl Scenario {
    /// Puts shocks and policies into the order that what they say gives; answers where each stood before.
    pub fn sort(&mut self) -> [Vec<usize>; 2] {
        let shocks = sorted(&self.shocks, |shock| {
            (shock.kind as usize, shock.draw.clone(), shock_key(shock), shock.name.clone())
        });
        let policies = sorted(&self.policies, |policy| {
            (policy.lever, policy.draw.clone(), policy_key(policy), policy.name.clone())
        });
        self.shocks = taken(std::mem::take(&mut self.shocks), &shocks);
        self.policies = taken(std::mem::take(&mut self.policies), &policies);
        [shocks, policies]
    }

    /// The same, of a scenario just read: `stated` says which policies state the month in which they are
    /// announced.
    pub(super) fn settle(&mut self, stated: &[bool]) -> [Vec<usize>; 2] {
        renewal::announce(&mut self.policies, stated);
        self.sort()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_order() {
        let numbers = [f64::NEG_INFINITY, -2.5, -1.0, 0.0, 0.5, 10.0, 9e9, f64::INFINITY];
        let keys: Vec<Key> = numbers
            .iter()
            .map(|number| {
                let mut key = Key::default();
                key.real(*number);
                key
            })
            .collect();
        assert!(keys.is_sorted() && keys.windows(2).all(|two| two[0] != two[1]), "{keys:?}");
        assert_eq!(sorted(&[3, 1, 2], |item| *item), [1, 2, 0]);
        assert_eq!(taken(vec!['a', 'b', 'c'], &[1, 2, 0]), ['b', 'c', 'a']);
    }
}
