//! Anchors: large buyers and leading firms, and the sectors without firm agents.

crate::parameters! {
    /// Parameters of large firms.
    pub struct Anchors : "anchors" {
        per_thousand = 2.0, 0.0 .. 100.0, "per thousand firms", "large firms for each thousand small and medium ones", Official, "census of China 2018: 99.8% of enterprises are small or medium";
        state_share = 0.3, 0.0 .. 1.0, "share of anchors", "large firms owned by the state", Assumed, "prior range 0.2-0.4";
        pay_days_private = 75.0, 0.0 .. 720.0, "days", "days after invoice at which private large firms pay", Assumed, "Coface 2019: average term 86 days in China";
        pay_days_state = 90.0, 0.0 .. 720.0, "days", "days after invoice at which state-owned large firms pay", Assumed, "Coface 2019: average term 86 days in China";
        size_tail = 1.1, 0.5 .. 3.0, "exponent", "Pareto exponent of the size of large firms", Derived, "size tail near one, US SUSB 2022";
        size_most = 200.0, 1.0 .. 100000.0, "ratio", "largest anchor over the smallest", Assumed, "keeps a small simulated economy from hanging on one firm";
    }
}
