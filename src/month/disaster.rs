//! Disaster: who is struck, what is destroyed, who stands still.
//!
//! Each firm has its own draw, the same in every month and in every arm: it is struck in the month in which
//! the share of firms struck in its sector and region first exceeds the draw, and stands still until the
//! share is below it again ([`super::production`]). Losses of assets are concentrated: after the Kobe
//! earthquake and the Thai floods of 2011 plants in the stricken area lost much and their neighbours little,
//! and firms with damaged assets took up to a year to be back at work (Leiter, Oberhofer and Raschky 2009,
//! and Cole, Elliott, Okubo and Strobl 2019, both from memory). What is lost is real and nobody's claim: no
//! entry is made, but the firm's own funds and its collateral are smaller.

crate::parameters! {
    /// Parameters of disasters.
    pub struct Disaster : "disaster" {
        damage = 0.4, 0.0 .. 1.0, "share", "fixed assets and stock of inputs that a firm which is struck loses", Assumed, "no source for small firms at hand; prior range 0.2-0.7";
        sold = 0.35, 0.0 .. 1.0, "share of what it could make", "what a firm that is struck still sells while it stands still", Assumed, "as a firm closed by restriction of a sector of which nothing is known; prior range 0-0.5";
        large_felt = 0.5, 0.0 .. 1.0, "ratio", "part of a disaster that large firms feel", Assumed, "large firms have several sites; prior range 0.3-0.8";
    }
}

use crate::month::ctx::Ctx;
use crate::rng::Purpose;
use crate::state::block::Block;
use crate::state::slots::BLOCK;

/// Whether a firm with this draw is struck now: the share of firms struck was not above it last month and is
/// this month.
pub fn strikes(draw: f64, before: f64, now: f64) -> bool {
    draw < now && draw >= before
}

/// ROUND 2. Firms that are struck this month lose part of their fixed assets and inputs.
pub fn strike(b: &mut Block, ctx: &Ctx) {
    if ctx.terms.struck.iter().all(|share| *share == 0.0) {
        return;
    }
    let draws = ctx.draws.stream(Purpose::Struck, 0);
    let left = (1.0 - ctx.params.disaster.damage) as f32;
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
        let now = ctx.terms.struck[cell];
        if now > 0.0 && strikes(draws.uniform(b.id[i]), ctx.terms.struck_before[cell], now) {
            b.fixed_assets[i] *= left;
            b.inputs[i] *= left;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_is_struck_once() {
        // Three in ten are struck, later four in ten; a firm with 0.25 was struck at first, one with 0.35
        // later.
        assert!(strikes(0.25, 0.0, 0.3) && !strikes(0.35, 0.0, 0.3));
        assert!(!strikes(0.25, 0.3, 0.4) && strikes(0.35, 0.3, 0.4));
        assert!(!strikes(0.35, 0.4, 0.2));
    }
}
