//! Estates: what a closed firm leaves, and who is paid from it in which order.

crate::parameters! {
    /// Parameters of winding up.
    pub struct Estate : "estate" {
        fixed_haircut = 0.6, 0.0 .. 1.0, "share of book value", "loss on fixed assets sold out of an estate", Assumed, "forced sale; prior range 0.4-0.8";
        stock_haircut = 0.7, 0.0 .. 1.0, "share of book value", "loss on inputs sold out of an estate", Assumed, "prior range 0.5-0.9";
        months = 6.0, 1.0 .. 36.0, "months", "time in which an estate collects what is owed to it before it pays out", Assumed, "China: simplified bankruptcy six months";
    }
}
