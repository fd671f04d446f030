//! Inputs and output: what a firm can make with its people, its inputs and its orders.

crate::parameters! {
    /// Parameters of production.
    pub struct Production : "production" {
        overtime = 1.15, 1.0 .. 2.0, "ratio", "output possible with the present staff, over normal output", Assumed, "overtime limits; prior range 1.1-1.3";
        input_months = 1.0, 0.1 .. 6.0, "months of use", "stock of inputs a firm aims at", Assumed, "inventories of above-scale industry of China about 5-6 weeks of cost; prior range 0.5-2";
        input_adjustment = 0.2, 0.01 .. 1.0, "per month", "share of the gap in the input stock that a month's order closes", Assumed, "slow enough not to oscillate; prior range 0.1-0.4";
        essential_share = 0.5, 0.0 .. 1.0, "share", "share of inputs without which nothing can be made; a lack of the others is worked around", Assumed, "Pichler et al. 2022 rate about half of input pairs as critical";
    }
}
