//! An offer of a policy, and the offers of one kind that are in force.

use crate::terms::rules::A_WORD;

/// An offer of a policy that is in force this month.
#[derive(Clone, Debug)]
pub struct Offer<T> {
    /// Index of the policy in the scenario.
    pub policy: usize,
    /// The lever's settings, in its own terms.
    pub what: T,
}

impl<T> Offer<T> {
    /// Something else of the same policy.
    pub fn with<U>(&self, what: U) -> Offer<U> {
        Offer { policy: self.policy, what }
    }
}

/// The offers of a lever that are in force, in the order of their policies.
#[derive(Clone, Debug)]
pub struct Offers<T> {
    list: Vec<Offer<T>>,
    /// A bit for the policy of each, as in [`crate::terms::rules::Rules`].
    policies: Vec<u64>,
}

impl<T> Default for Offers<T> {
    fn default() -> Offers<T> {
        Offers { list: Vec::new(), policies: Vec::new() }
    }
}

impl<T> Offers<T> {
    /// Adds an offer.
    pub fn push(&mut self, offer: Offer<T>) {
        let (word, bit) = (offer.policy / A_WORD, offer.policy % A_WORD);
        self.policies.resize(self.policies.len().max(word + 1), 0);
        self.policies[word] |= 1 << bit;
        self.list.push(offer);
    }
    /// The offers, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Offer<T>> {
        self.list.iter_mut()
    }
    /// A bit for the policy of each, in words of [`A_WORD`] policies.
    #[inline]
    pub fn policies(&self) -> &[u64] {
        &self.policies
    }
}

impl<T> FromIterator<Offer<T>> for Offers<T> {
    fn from_iter<I: IntoIterator<Item = Offer<T>>>(list: I) -> Offers<T> {
        let mut offers = Offers::default();
        list.into_iter().for_each(|offer| offers.push(offer));
        offers
    }
}

impl<T> std::ops::Deref for Offers<T> {
    type Target = [Offer<T>];
    fn deref(&self) -> &[Offer<T>] {
        &self.list
    }
}

impl<'a, T> IntoIterator for &'a Offers<T> {
    type Item = &'a Offer<T>;
    type IntoIter = std::slice::Iter<'a, Offer<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// Support of pay that may end at once, and what firms expect of the months in which that is felt. Empty
/// where nothing ends soon.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    /// Support in force that is not phased out: the share of pay that owners count as borne by it.
    pub now: Offers<f64>,
    /// What of it will be in force in each month to come, and what takes over, as far as it is known.
    pub ahead: Vec<Vec<Offer<f64>>>,
}

impl Ending {
    /// Whether a policy is expected in a month to come.
    pub fn awaits(&self, policy: usize) -> bool {
        self.ahead.iter().flatten().any(|offer| offer.policy == policy)
    }
}
