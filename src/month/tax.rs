//! Taxes and contributions, by who really pays them.

crate::parameters! {
    /// Parameters of taxes and contributions.
    pub struct Tax : "tax" {
        vat_small_rate = 0.03, 0.0 .. 0.5, "share of sales", "value-added tax of small-scale taxpayers", Official, "China, to February 2020";
        vat_small_threshold_year = 5000000.0, 0.0 .. 1e9, "currency a year", "sales below which a firm is a small-scale taxpayer", Official, "China since May 2018";
        vat_exempt_month = 100000.0, 0.0 .. 1e7, "currency a month", "monthly sales up to which a small-scale taxpayer owes no value-added tax", Official, "China 2019";
        vat_surcharge = 0.12, 0.0 .. 0.5, "share of the tax", "surcharges on value-added tax (city construction, education)", Official, "China: 7% + 3% + 2%, city";
        profit_rate = 0.25, 0.0 .. 0.6, "share of profit", "tax on profit", Official, "China";
        profit_small_rate = 0.05, 0.0 .. 0.6, "share of profit", "effective tax on profit of small low-profit firms, first band", Official, "China 2019-22";
        profit_small_limit_year = 3000000.0, 0.0 .. 1e9, "currency a year", "profit up to which the small rate applies", Official, "China 2019";
        contribution_rate = 0.245, 0.0 .. 0.6, "share of pay", "employer social insurance: pension, health, unemployment, injury", Derived, "China after May 2019, 0.24-0.26";
        contribution_base = 0.7, 0.0 .. 1.0, "share of pay", "part of pay on which contributions are really reckoned", Assumed, "most firms insure at the lower bound; prior range 0.6-1";
        formal_micro = 0.17, 0.0 .. 1.0, "share of firms", "micro firms that pay contributions", Official, "OSOME survey, China 2022 Q1";
        formal_small = 0.5, 0.0 .. 1.0, "share of firms", "small firms that pay contributions", Assumed, "prior range 0.35-0.7";
        formal_medium = 0.85, 0.0 .. 1.0, "share of firms", "medium firms that pay contributions", Assumed, "prior range 0.75-0.95";
        local_fee_rate = 0.003, 0.0 .. 0.05, "share of sales", "local fees and small levies", Assumed, "prior range 0.001-0.006";
    }
}
