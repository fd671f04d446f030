//! The budget: what comes in, what goes out, what each lever costs.

crate::parameters! {
    /// Parameters of the treasury.
    pub struct Budget : "budget" {
        deposit_months = 3.0, 0.0 .. 24.0, "months of revenue", "deposits that the government keeps; a lack is borrowed from banks", Assumed, "fiscal deposits of China near two to three months";
        benefit = 0.0, 0.0 .. 1.0, "share of pay", "unemployment benefit a month", Assumed, "few claimants in China: 2.3 m in 2019";
        guarantee_recovery_months = 12.0, 1.0 .. 60.0, "months", "time from a called guarantee to what is recovered from the estate", Assumed, "prior range 6-24";
    }
}
