//! Failure and closure: three hazards, one draw.

crate::parameters! {
    /// Parameters of exit.
    pub struct Failure : "failure" {
        orderly_hazard = 0.106, 0.0 .. 1.0, "per month", "hazard of orderly closure of an owner who surely does better elsewhere", Derived, "prototype fit, China registry";
        outside_option = -0.88, -20.0 .. 20.0, "monthly wages", "profit at which half of those close; below zero because owners value being their own master", Derived, "prototype fit, China registry";
        outside_spread = 0.17, 0.01 .. 10.0, "monthly wages", "spread of that option over owners", Derived, "prototype fit, China registry";
        learning_months = 14.0, 0.0 .. 120.0, "months", "time before an owner can judge the business", Derived, "prototype fit to the year-three hump of China's registry";
        distress_hazard = 0.11, 0.0 .. 2.0, "per month", "hazard of failure in lasting distress", Assumed, "middle between 0.068 resilient and 0.15 strict";
        distress_months = 3.0, 0.1 .. 24.0, "months", "time in distress until the hazard is felt", Assumed, "prototype";
        arrears_floor = 0.3, 0.0 .. 5.0, "ratio", "hazard of a firm in distress whose arrears are small", Assumed, "prototype";
        arrears_most = 3.0, 0.0 .. 24.0, "months of cost", "arrears beyond which the hazard rises no more", Assumed, "prototype";
        insolvent_factor = 2.0, 1.0 .. 20.0, "ratio", "rise of the hazard when debts exceed assets", Assumed, "prototype";
        background_hazard = 0.0029, 0.0 .. 0.1, "per month", "hazard of closure for the owner's age, health or accident, one person, five years old", Derived, "prototype fit, China registry";
        background_size = 0.26, 0.0 .. 2.0, "exponent", "fall of that hazard with size: large firms are sold, not closed", Derived, "prototype fit";
        background_age = 0.21, 0.0 .. 2.0, "exponent", "fall of that hazard with age", Derived, "prototype fit";
    }
}
