//! Tests, worked out by hand where they say so: relief.

use super::*;

fn obligations() -> Obligations {
    Obligations {
        vat: Money(300),
        profit_tax: Money(100),
        fees: Money(10),
        contributions: Money(200),
        rent: Money(400),
        interest: Money(50),
        instalment: Money(70),
        maturing: Money(900),
        ..Obligations::default()
    }
}

#[test]
fn waivers_worked_by_hand() {
    let of = |share: f64| Part { policy: 3, share, ..Part::default() };
    let relief = Relief {
        vat: of(2.0 / 3.0),
        contributions: of(0.68),
        rent: of(0.5),
        rent_borne: 0.25,
        interest: of(0.4),
        ..Relief::default()
    };
    let mut d = obligations();
    relief.lessen(&mut d);
    assert_eq!((d.vat, d.contributions, d.rent, d.interest), (Money(100), Money(64), Money(200), Money(30)));
    assert_eq!(
        (d.profit_tax, d.fees, d.instalment, d.maturing),
        (Money(100), Money(10), Money(70), Money(900))
    );
    // The state forgoes 200 of value-added tax and 136 of contributions, pays a quarter of the waived
    // rent and the interest of 20.
    assert_eq!(d.waived.unwrap().costs().map(|cut| cut.amount), [200, 0, 0, 136, 50, 0, 20].map(Money));
    // A budget that grants 15 bears no more.
    let mut d = obligations();
    Relief { interest: Part { most: Money(15), ..of(0.4) }, ..relief }.lessen(&mut d);
    assert_eq!((d.interest, d.waived.unwrap().interest.amount), (Money(35), Money(15)));
    // One policy waives all taxes and is granted 320: 300 of value-added tax, 10 of fees, and of the tax
    // on profit what is left.
    let mut d = obligations();
    let all = Part { most: Money(320), ..of(1.0) };
    Relief { vat: all, profit_tax: all, fees: all, ..Relief::default() }.lessen(&mut d);
    assert_eq!((d.vat, d.fees, d.profit_tax), (Money::ZERO, Money::ZERO, Money(90)));
}

#[test]
fn what_is_put_off_is_what_waivers_leave() {
    let half = Part { policy: 0, share: 0.5, ..Part::default() };
    let later = Relief {
        vat: half,
        interest: half,
        interest_later: true,
        taxes_later: 1.0,
        taxes_by: Some((1, 6)),
        ..Relief::default()
    };
    let mut d = obligations();
    later.lessen(&mut d);
    assert_eq!((d.vat, d.profit_tax, d.deferred_taxes), (Money::ZERO, Money::ZERO, Money(250)));
    assert_eq!(
        (d.interest, d.interest_added, d.waived.unwrap().interest.amount),
        (Money::ZERO, Money(25), Money(25))
    );
    // One policy defers taxes and contributions and is granted 500 for both.
    let mut d = obligations();
    let both = Relief {
        taxes_later: 1.0,
        contributions_later: 1.0,
        taxes_by: Some((1, 6)),
        contributions_by: Some((1, 6)),
        ..Relief::default()
    };
    Relief { later_most: [Money(500); 2], ..both }.lessen(&mut d);
    assert_eq!(
        (d.deferred_taxes, d.deferred_contributions, d.contributions),
        (Money(400), Money(100), Money(100))
    );
    // The loan is extended, the instalment is not.
    let mut d = obligations();
    Relief { extended_by: Some((0, 12)), ..Relief::default() }.lessen(&mut d);
    assert_eq!((d.maturing, d.instalment, d.extended_by), (Money::ZERO, Money(70), Some((0, 12))));
}

#[test]
fn points_of_the_rate_worked_by_hand() {
    assert!((interest_share(0.0, 0.015, 0.06) - 0.25).abs() < 1e-12);
    assert!((interest_share(0.5, 0.015, 0.06) - 0.75).abs() < 1e-12);
    assert_eq!(interest_share(0.9, 0.015, 0.06), 1.0);
    assert_eq!(interest_share(0.5, 0.015, 0.0), 0.0);
}

#[test]
fn paperwork_spares_hours_and_not_a_share_of_rent() {
    let of = |spared: f64, rent: Part| {
        let mut relief = Relief { spared, rent, paperwork_cost: 0.1, ..Relief::default() };
        relief.spare(400.0);
        let mut d = obligations();
        relief.lessen(&mut d);
        let waived = d.waived.unwrap();
        (d.rent, waived.paperwork.amount, waived.paperwork_cost, waived.paperwork_alone)
    };
    // Hours worth 100 are 100 off a rent of 400, and off the half of it that a relief of rent leaves.
    assert_eq!(of(100.0, Part::default()), (Money(300), Money(100), Money(10), Money(10)));
    let half = Part { policy: 3, share: 0.5, ..Part::default() };
    assert_eq!(of(100.0, half), (Money(100), Money(100), Money(10), Money(10)));
    // No firm is spared more than it pays: of hours worth 300 what is left of the rent. Were the rent due after all,
    // it would be spared the 300.
    assert_eq!(of(300.0, half), (Money(0), Money(200), Money(20), Money(30)));
}
