//! Take-up: a firm uses a policy only if it is eligible, hears of it, and can file.

crate::parameters! {
    /// Parameters of take-up.
    pub struct TakeUp : "take_up" {
        awareness_micro = 0.35, 0.0 .. 1.0, "share of firms", "eligible micro firms that hear of a policy", Derived, "two thirds of micro firms reached by no policy, China";
        awareness_small = 0.6, 0.0 .. 1.0, "share of firms", "eligible small firms that hear of a policy", Assumed, "prior range 0.45-0.75";
        awareness_medium = 0.85, 0.0 .. 1.0, "share of firms", "eligible medium firms that hear of a policy", Assumed, "prior range 0.7-0.95";
        filing = 0.9, 0.0 .. 1.0, "share of firms", "firms that hear of a policy and can file for it", Assumed, "prior range 0.7-1";
    }
}

use crate::levers::target::Verdict;

/// What becomes of an eligible firm, given its draw: the policy's own take-up if it states one, else awareness by size class and the chance to
/// file.
pub fn verdict(luck: f64, take_up: Option<f64>, class: usize, p: &TakeUp) -> Verdict {
    if let Some(share) = take_up {
        return if luck < share { Verdict::Reached } else { Verdict::NotAware };
    }
    let aware = [p.awareness_micro, p.awareness_small, p.awareness_medium][class.min(2)];
    if luck < aware * p.filing {
        Verdict::Reached
    } else if luck < aware {
        Verdict::NotFiled
    } else {
        Verdict::NotAware
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awareness_then_filing() {
        let p = TakeUp { awareness_micro: 0.4, filing: 0.5, ..TakeUp::default() };
        assert_eq!(verdict(0.1, None, 0, &p), Verdict::Reached);
        assert_eq!(verdict(0.3, None, 0, &p), Verdict::NotFiled);
        assert_eq!(verdict(0.5, None, 0, &p), Verdict::NotAware);
        assert_eq!(verdict(0.5, Some(0.6), 0, &p), Verdict::Reached);
        assert_eq!(verdict(0.5, Some(0.0), 2, &p), Verdict::NotAware);
    }
}
