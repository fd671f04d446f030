//! Entry: how many start, with what.

crate::parameters! {
    /// Parameters of entry and of new firms.
    pub struct Entry : "entry" {
        profit_response = 10.0, 0.0 .. 100.0, "log per margin", "rise of entry with the sector's margin over its normal", Assumed, "prototype";
        profit_clip = 0.12, 0.0 .. 1.0, "share of sales", "largest gap of the margin that entrants react to", Assumed, "prototype";
        shock_response = 0.5, 0.0 .. 2.0, "elasticity", "rise of entry with the sector's sales over normal", Assumed, "new registrations of China fell by a third in early 2020; prior range 0-1";
        growth = 0.0, -0.5 .. 0.5, "per year", "growth of entry", Assumed, "zero in the stationary profile";
        size_factor = 0.55, 0.01 .. 2.0, "ratio", "median headcount of an entrant over the sector's mean headcount to the power one half", Derived, "prototype: lognormal with log mean 0.72";
        size_spread = 1.0, 0.0 .. 2.5, "log", "spread of entrants' headcount", Derived, "prototype 1.25, cap 150";
        size_most = 150.0, 1.0 .. 10000.0, "people", "largest entrant", Assumed, "prototype";
        cash_days = 229.0, 0.0 .. 2000.0, "days of cost", "median paid-in cash of an entrant", Derived, "prototype fit to the year-three hump of China's registry";
        cash_spread = 0.8, 0.0 .. 2.0, "log", "spread of paid-in cash", Assumed, "prototype";
        efficiency_mean = -0.01, -0.5 .. 0.5, "share of sales", "mean of an entrant's efficiency, which it learns about, against incumbents", Derived, "prototype fit";
        efficiency_sd = 0.026, 0.0 .. 0.5, "share of sales", "spread of that efficiency", Derived, "prototype fit, China registry";
        noise_sd = 0.014, 0.0 .. 0.5, "share of sales", "spread of the passing part of efficiency, five-year-old firm", Derived, "prototype fit, China registry";
        noise_memory = 0.951, 0.0 .. 0.999, "per month", "autocorrelation of the passing part of efficiency", Assumed, "not identified (prototype)";
        noise_age = 0.223, 0.0 .. 2.0, "exponent", "fall of that spread with age", Derived, "prototype fit";
    }
}
