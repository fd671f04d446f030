//! Work: hiring, firing, hoarding, furlough, wages.

crate::parameters! {
    /// Parameters of employment.
    pub struct Work : "work" {
        hiring_speed = 0.3, 0.01 .. 1.0, "per month", "share of the gap to the desired staff that hiring closes in a month", Assumed, "prototype 0.35; prior range 0.15-0.5";
        firing_speed = 0.2, 0.01 .. 1.0, "per month", "share of the gap to the desired staff that lay-offs close in a month", Assumed, "prototype: 0.35 gives too many lay-offs in 2020, 0.15 strict; prior range 0.08-0.35";
        expectation_speed = 0.25, 0.01 .. 1.0, "per month", "weight of this month's orders in expected demand", Assumed, "prototype 0.35; prior range 0.15-0.4";
        hoarding_band = 0.1, 0.0 .. 0.5, "share of staff", "excess staff that is kept without lay-offs", Assumed, "labour hoarding; prior range 0.05-0.2";
        idle_threshold = 0.15, 0.0 .. 1.0, "share of staff", "idle share above which staff is put on reduced pay (furlough)", Assumed, "prototype 0.15";
        idle_pay = 0.7, 0.0 .. 1.0, "share of pay", "pay of furloughed staff", Assumed, "middle between 0.6 (resilient) and 0.8 (strict); China 2020: local minimum wage after the first month";
        shed_when_illiquid = 0.12, 0.0 .. 1.0, "share of staff", "staff a firm with unpaid dues tries to shed", Assumed, "prototype 0.12";
        subsidy_retention = 0.6, 0.0 .. 1.0, "ratio", "fall of the firing speed for each unit of pay that a subsidy bears", Assumed, "prototype; estimates of retention in the pandemic 0.2-0.8";
        retention_from_pay_relief = 0.5, 0.0 .. 1.0, "ratio", "weight of part pay and subsidy in keeping idle staff", Assumed, "prior range 0-1";
    }
}
