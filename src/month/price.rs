//! Cost and price: what a unit costs, and how much of a cost rise is passed on.

crate::parameters! {
    /// Parameters of price setting.
    pub struct Price : "price" {
        repricing = 0.2, 0.01 .. 1.0, "per month", "chance that a firm reviews its price in a month", Assumed, "price spells of 4-8 months in micro price studies; prior range 0.1-0.3";
        power_by_size = 0.1, 0.0 .. 1.0, "log", "rise of a firm's pass-through with the log of its size over ten people", Assumed, "larger and specialised firms pass on more; prior range 0-0.2";
    }
}
