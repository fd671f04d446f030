//! A state under another list of policies: what an arm of a comparison starts from.

use super::{Relent, State};
use crate::money::Money;
use crate::policy::Policy;

/// Turns a state that was simulated under one list of policies into one under another: accounts, deferred
/// obligations, guarantees and grants go by name. Policies that only one list has must not have begun.
///
/// # Panics
/// When something is outstanding under a policy that the new list lacks: the fork came too late.
pub fn renumber(state: &mut State, from: &[Policy], to: &[Policy]) {
    let map: Vec<Option<usize>> =
        from.iter().map(|policy| to.iter().position(|other| other.name == policy.name)).collect();
    let place = |policy: usize| map[policy].expect("a policy that both arms have");
    let moved = |sums: &[Money]| {
        let mut renumbered = vec![Money::ZERO; to.len()];
        for (policy, sum) in sums.iter().enumerate().filter(|(_, sum)| !sum.is_zero()) {
            renumbered[place(policy)] = *sum;
        }
        renumbered
    };
    state.treasury.spent = moved(&state.treasury.spent);
    state.treasury.guaranteed = moved(&state.treasury.guaranteed);
    state.treasury.given = moved(&state.treasury.given);
    let mut relending = vec![Relent::default(); to.len()];
    for (policy, relent) in
        state.relending.iter().enumerate().filter(|(_, relent)| !relent.outstanding.is_zero())
    {
        relending[place(policy)] = *relent;
    }
    state.relending = relending;
    for b in &mut state.blocks {
        let of_estates = b.side.estates.iter_mut().map(|estate| &mut estate.guarantor);
        for guarantor in b.guarantor.iter_mut().chain(of_estates).filter(|guarantor| **guarantor > 0) {
            *guarantor = (place(usize::from(*guarantor) - 1) + 1) as u8;
        }
        let of_estates = b.side.estates.iter_mut().flat_map(|estate| &mut estate.deferrals);
        for deferral in b.side.deferrals.iter_mut().chain(of_estates) {
            deferral.policy = place(usize::from(deferral.policy)) as u16;
        }
        for stake in &mut b.side.stakes {
            stake.policy = place(usize::from(stake.policy)) as u16;
        }
        let of_estates = b.side.estates.iter_mut().filter_map(|estate| estate.dared.as_mut());
        for dared in b.side.dared.values_mut().chain(of_estates) {
            dared.policy = place(usize::from(dared.policy)) as u16;
        }
        b.side.grants.renumber(place);
    }
}
