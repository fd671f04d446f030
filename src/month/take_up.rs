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
