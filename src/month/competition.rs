//! Closed orders: part of what public bodies and large firms buy is open to insiders alone.
//!
//! Tenders are written for whoever is known, firms of the region come first, lists of suppliers are full. In each
//! region such a share of what public bodies and large firms order is closed: only insiders can win it, by their
//! weight in the market; the rest goes to all. Whether a firm is an insider is a random draw that it keeps for life;
//! larger firms are more often. For closed orders of public bodies they charge more than others would.
//!
//! What insiders gain outsiders lose: in each sector and region orders are shared out whole, and what the higher
//! price adds to the profit of insiders is taken off the fitted profit of all. So the trade as a whole stays as it is
//! fitted. Policy opens a share of these orders ([`crate::levers::fair_competition`]): they go to all by their weight,
//! small firms get more of them than before as far as large firms are insiders more often, and public bodies get
//! more for the same money: insiders earn the premium no longer.

crate::parameters! {
    /// Parameters of closed orders.
    pub struct Competition : "competition" {
        closed = 0.048, 0.0 .. 0.9, "share of orders", "orders of public bodies and large firms that only insiders can win", Assumed, "China: a public bid is 10% likelier to be won by a local firm (Tang, Wang and Wu, abstract of 2022): with half of all firms insiders one order in 21 is closed; that large firms buy likewise is assumed; prior range 0.02-0.2";
        premium = 0.064, 0.0 .. 1.0, "share of the price", "how much more insiders charge public bodies for closed orders", Derived, "China: local bias raises the cost of public procurement by 6.4% (Tang, Wang and Wu, abstract of 2022)";
        micro = 0.4, 0.0 .. 1.0, "share of firms", "micro firms that are insiders", Assumed, "no source; prior range 0.2-0.6";
        small = 0.5, 0.0 .. 1.0, "share of firms", "small firms that are insiders", Assumed, "no source; prior range 0.3-0.7";
        medium = 0.6, 0.0 .. 1.0, "share of firms", "medium firms that are insiders", Assumed, "no source; prior range 0.4-0.8";
        large = 0.8, 0.0 .. 1.0, "share of sales", "large firms that are insiders", Assumed, "rules kept markets for large firms above all; prior range 0.6-1";
    }
}

use crate::month::ctx::Ctx;
use crate::rng::{Purpose, Stream};
use crate::state::block::Block;
use crate::terms::Terms;

/// Lowest weight of insiders in a cell that counts: in a small cell with a single one, closed orders that it could
/// never fill go to all.
const FEWEST: f64 = 0.2;

/// Most that can be closed of what the small firms of a cell sell. Where nearly all insiders are small firms that hold
/// little of the market, their part of the closed orders is more than they sell in all; a rest stays open to all.
const MOST_CLOSED: f64 = 0.99;

/// Who is an insider: lots that firms keep for life.
pub struct Lots {
    stream: Stream,
    /// By size class; zero where no order is closed.
    shares: [f64; 3],
}

impl Lots {
    /// Those of a run.
    pub fn of(ctx: &Ctx) -> Lots {
        let p = &ctx.params.competition;
        let shares = if p.closed > 0.0 { [p.micro, p.small, p.medium] } else { [0.0; 3] };
        Lots { stream: ctx.draws.stream(Purpose::Insider, 0), shares }
    }
    /// Whether a firm is an insider.
    #[inline]
    pub fn insider(&self, b: &Block, i: usize) -> bool {
        self.stream.uniform(b.id[i]) < self.shares[usize::from(b.class[i]).min(2)]
    }
}

/// Part of the closed orders of a cell that policy opens.
pub fn opened(terms: &Terms, cell: usize) -> f64 {
    let offers = terms.opened.iter().map(|offer| &offer.what).filter(|what| what.cells[cell]);
    offers.map(|what| what.share).sum::<f64>().min(1.0)
}

/// Part of its price that a closed order of a public body costs too much.
fn overcharge(p: &Competition) -> f64 {
    p.premium / (1.0 + p.premium)
}

/// Part of public purchases that no longer pays a premium where so much of the closed orders is opened: the same money
/// buys more.
pub fn premium_gone(p: &Competition, opened: f64) -> f64 {
    opened * p.closed * overcharge(p)
}

/// Orders of a sector and region this month, minor units.
#[derive(Clone, Copy, Debug)]
pub struct Orders {
    /// All.
    pub all: f64,
    /// Those of public bodies.
    pub public: f64,
    /// Those of large firms, and of public units for what they use.
    pub of_large: f64,
    /// Part of the market that small firms hold.
    pub small_share: f64,
    /// Part of the market that large firms hold. The rest is that of self-employed people and public units, who take
    /// no part in closed orders, closed or opened.
    pub large_share: f64,
    /// Weight of insiders in that of all small firms.
    pub insiders: f64,
    /// Part of the public orders that others than small firms have which other policies move to small firms.
    pub set_aside: f64,
}

/// How closed orders part the firms of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parted {
    /// Orders over what a firm of the same weight gets on the mean: of outsiders, of insiders.
    pub orders: [f64; 2],
    /// What the higher price brings beyond what it brings on the mean in normal times, share of sales: to outsiders,
    /// to insiders.
    pub gains: [f64; 2],
    /// Orders that an opening moves from large to small firms, minor units.
    pub moved: f64,
    /// Part of closed orders that large firms have.
    pub large_part: f64,
}

/// How the closed orders of a cell are shared out when policy opens so much of them.
pub fn part(p: &Competition, orders: Orders, opened: f64) -> Parted {
    let Orders { all, public, of_large, small_share, large_share, insiders, set_aside } = orders;
    let firms = small_share + large_share;
    let weighed = small_share * insiders;
    let of_insiders = weighed + large_share * p.large;
    let small_part = if of_insiders > 0.0 { weighed / of_insiders } else { 1.0 };
    let open_to_move = public * (1.0 - set_aside.clamp(0.0, 1.0)) + of_large;
    let moved = opened * p.closed * open_to_move * (small_share - firms * small_part);
    // What small firms hold of closed orders over what they hold of all.
    let held = if small_share > 0.0 { firms * small_part / small_share } else { 1.0 };
    let large_part = firms * (1.0 - small_part);
    if all <= 0.0 || insiders <= 0.0 || p.closed == 0.0 {
        return Parted { orders: [1.0; 2], gains: [0.0; 2], moved, large_part };
    }
    let still = p.closed * (1.0 - opened);
    let closed = (still * held * ((public + of_large) / all).min(1.0)).min(MOST_CLOSED);
    let counted = insiders.max(FEWEST);
    // Of the open part all have their weight, of the closed part insiders have it all.
    let ahead = 1.0 + closed / (counted * (1.0 - closed));
    let outside = 1.0 / (1.0 + (ahead - 1.0) * insiders);
    let inside = ahead * outside;
    let over = overcharge(p) * held * (public / all).min(1.0) / counted;
    let usual = over * p.closed * insiders;
    Parted { orders: [outside, inside], gains: [-usual, over * still / inside - usual], moved, large_part }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{Offer, Opening};

    fn competition() -> Competition {
        Competition { closed: 1.0 / 21.0, premium: 0.05, large: 0.8, ..Competition::default() }
    }

    const ALL_PUBLIC: Orders = Orders {
        all: 2_100.0,
        public: 2_100.0,
        of_large: 0.0,
        small_share: 0.5,
        large_share: 0.5,
        insiders: 0.5,
        set_aside: 0.0,
    };

    #[test]
    fn closed_orders_worked_by_hand() {
        // Of orders of 2,100 a hundred are closed, of which small firms, a half of the market, have 0.25 of 0.65: 38.46 of
        // their 1,050. The rest, 1,011.54, is shared evenly by the halves of their weight; insiders have the 38.46.
        let parted = part(&competition(), ALL_PUBLIC, 0.0);
        let own = 100.0 * 0.25 / 0.65;
        let (outside, inside) = ((1_050.0 - own) / 2.0, (1_050.0 + own) / 2.0);
        assert!((parted.orders[0] - outside / 525.0).abs() < 1e-12);
        assert!((parted.orders[1] - inside / 525.0).abs() < 1e-12);
        // Insiders have these at 105 for 100; on the mean that is so much of 1,050.
        let (brought, usual) = (own / 21.0 / inside, own / 21.0 / 1_050.0);
        assert!((parted.gains[0] + usual).abs() < 1e-12 && (parted.gains[1] - brought + usual).abs() < 1e-12);
        // What one half gains the other loses.
        let sum = parted.gains[0] * parted.orders[0] + parted.gains[1] * parted.orders[1];
        assert!(sum.abs() < 1e-15, "{sum}");
        assert_eq!(parted.moved, 0.0);
        // Households alone buy: nothing is closed.
        let parted = part(&competition(), Orders { public: 0.0, ..ALL_PUBLIC }, 0.0);
        assert_eq!((parted.orders, parted.gains), ([1.0; 2], [0.0; 2]));
    }

    #[test]
    fn opening_worked_by_hand() {
        // Small firms hold half the market, half of their weight and four fifths of that of large firms are insiders':
        // of closed orders they have 0.25 of 0.65. Opened, half of 100 is theirs: 11.54 move.
        let parted = part(&competition(), ALL_PUBLIC, 1.0);
        assert!((parted.moved - 100.0 * (0.5 - 0.25 / 0.65)).abs() < 1e-9);
        assert!((parted.large_part - 0.4 / 0.65).abs() < 1e-12);
        assert_eq!(parted.orders, [1.0; 2]);
        // The premium is gone for insiders and stays in what is normal: all small firms earn so much less, and with
        // what large firms lose that is all of the premium.
        let lost = 100.0 * 0.25 / 0.65 / 21.0;
        assert!((parted.gains[1] + lost / 1_050.0).abs() < 1e-12);
        assert_eq!(parted.gains[0], parted.gains[1]);
        let large = 2_100.0 * premium_gone(&competition(), 1.0) * parted.large_part;
        assert!((lost + large - 100.0 / 21.0).abs() < 1e-9);
        // Public bodies get 105 for what had bought 100.
        assert!((2_100.0 * premium_gone(&competition(), 1.0) - 100.0 / 21.0).abs() < 1e-9);
        // Where other policies move half of the public orders of others, half as much is left to move.
        let beside = part(&competition(), Orders { set_aside: 0.5, ..ALL_PUBLIC }, 1.0);
        assert!((beside.moved - 0.5 * parted.moved).abs() < 1e-9);
        // Where self-employed people hold two tenths of the market, firms compete for the rest: small firms had 0.25
        // of 0.49 of 80, and have five eighths.
        let own = part(&competition(), Orders { large_share: 0.3, ..ALL_PUBLIC }, 1.0);
        assert!((own.moved - 80.0 * (0.5 / 0.8 - 0.25 / 0.49)).abs() < 1e-9);
        // Half opened is half of it.
        assert!((part(&competition(), ALL_PUBLIC, 0.5).moved - 0.5 * parted.moved).abs() < 1e-12);
    }

    #[test]
    fn a_single_insider_does_not_get_it_all() {
        let few = part(&competition(), Orders { insiders: 0.001, ..ALL_PUBLIC }, 0.0);
        // It and four fifths of large firms: 0.0005 of 0.4005 of the closed orders, of half the market.
        let closed = 0.0005 / 0.4005 / 0.5 / 21.0;
        let ahead = 1.0 + closed / (FEWEST * (1.0 - closed));
        assert!((few.orders[1] / few.orders[0] - ahead).abs() < 1e-12);
        assert!((few.orders[0] * 0.999 + few.orders[1] * 0.001 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn insiders_can_not_sell_more_than_all_small_firms_do() {
        // Small firms hold a quarter of the market and, as no large firm is an insider, all closed orders: nine tenths of
        // the market, over three times what they sell. Outsiders keep little, and never less than nothing.
        let p = Competition { closed: 0.9, large: 0.0, ..competition() };
        let orders = Orders { small_share: 0.25, large_share: 0.75, ..ALL_PUBLIC };
        let [outside, inside] = part(&p, orders, 0.0).orders;
        let ahead = 1.0 + MOST_CLOSED / (0.5 * (1.0 - MOST_CLOSED));
        assert!((outside - 1.0 / (1.0 + (ahead - 1.0) / 2.0)).abs() < 1e-12 && outside > 0.0);
        assert!((inside / outside - ahead).abs() < 1e-9);
        assert!(((outside + inside) / 2.0 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn two_openings_add_up_to_no_more_than_all() {
        let of = |policy, share, here| Offer { policy, what: Opening { share, cells: vec![here, true] } };
        let terms = Terms { opened: vec![of(0, 0.7, true), of(1, 0.6, false)], ..Terms::default() };
        assert_eq!([0, 1].map(|cell| opened(&terms, cell)), [0.7, 1.0]);
    }
}
