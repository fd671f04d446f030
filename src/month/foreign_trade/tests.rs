//! Tests, worked out by hand where they say so: `foreign_trade`.

use super::*;

#[test]
fn parts_sold_abroad_worked_by_hand() {
    // A third specialists, who sell 0.6 abroad; a draw of two thirds is half way through the others.
    assert_eq!(part_of(1.0 / 3.0, 0.6, 0.2), 0.6);
    assert!((part_of(1.0 / 3.0, 0.6, 2.0 / 3.0) - 0.3).abs() < 1e-12);
    // All alike.
    assert_eq!(part_of(1.0, 0.6, 0.9999), 0.6);
}

#[test]
fn exporters_bear_exports() {
    // Half of an exporter's sales goes abroad and demand of its market falls by three tenths: its part of orders
    // falls by 15% against the others'.
    assert!((exporter_tilt(0.5, 0.7) - 0.85).abs() < 1e-12);
    assert_eq!(exporter_tilt(0.5, 1.0), 1.0);
}

#[test]
fn hazards_worked_by_hand() {
    let p = ForeignTrade { stop: 0.6, focus: 2.0, size: 0.5, age: 1.0, ..ForeignTrade::default() };
    // Ten people, five years, half abroad: 0.05 a month times a quarter.
    assert!((hazard(&p, 0.5, 10.0, 5.0) - 0.0125).abs() < 1e-12);
    // Forty people: half of that. Eleven years: half of that again.
    assert!((hazard(&p, 0.5, 40.0, 11.0) - 0.003_125).abs() < 1e-12);
    assert!((most_hazard(&p) - hazard(&p, 0.0, 1.0, 0.0)).abs() < 1e-12);
    // Demand falls by 36%: to the power of minus one and a half, 1/0.512; what is left of it is never nothing.
    assert!((felt(0.64, -1.5) - 1.0 / 0.512).abs() < 1e-9);
    assert!((felt(0.0, -1.0) - 10.0).abs() < 1e-12);
    assert_eq!(felt(1.0, -1.5), 1.0);
}

#[test]
fn who_begins_makes_up_for_who_stops_worked_by_hand() {
    // Of 100 firms 20 export and a tenth of them stops: two. Of the 80 others each begins with a chance of a tenth
    // times a quarter: two.
    assert_eq!(odds(0.2), 0.25);
    assert_eq!(20.0 * 0.1, 80.0 * 0.1 * odds(0.2));
    assert_eq!([odds(0.0), odds(1.0)], [0.0, 0.0]);
}

#[test]
fn what_is_lost_abroad_worked_by_hand() {
    let p = ForeignTrade { unpaid: 0.2, ..ForeignTrade::default() };
    // Of 1,000 owed three tenths by foreign customers, of which a fifth is never paid.
    assert_eq!(unpaid(&p, Money(1000), 0.3), Money(60));
    assert_eq!(unpaid(&p, Money(-5), 0.3), Money(0));
}

#[test]
fn markets_follow_their_shares() {
    let market = |share: f64| ForeignMarket { id: String::new(), label: String::new(), export_share: share };
    let markets = [market(0.2), market(0.3), market(0.5)];
    let mut counts = [0; 3];
    (0..20_000).for_each(|id| counts[market_of(id, &markets, Draws::new(1, 0))] += 1);
    // A share of 0.2 of 20,000 has a standard deviation of 57.
    assert!((counts[0] - 4_000i32).abs() < 250 && (counts[1] - 6_000).abs() < 250, "{counts:?}");
    assert_eq!(market_of(7, &[], Draws::new(1, 0)), 0);
}

#[test]
fn customers_lost_and_won_back_leave_no_trace() {
    let mut b = Block::empty();
    b.appeal[0] = 0.4;
    b.appeal[0] += math::ln(1.0 - 0.25) as f32;
    // Three quarters of the orders are left: e^0.4 is 1.492, and 1.119 is left.
    assert!((math::exp(f64::from(b.appeal[0])) - 0.75 * 1.491_824_7).abs() < 1e-6);
    b.appeal[0] -= math::ln(1.0 - 0.25) as f32;
    assert!((b.appeal[0] - 0.4).abs() < 1e-6);
}
