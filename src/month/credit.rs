//! Bank credit: who asks, whom the bank dares, is willing, can and knows how to lend to.

crate::parameters! {
    /// Parameters of bank lending.
    pub struct Credit : "credit" {
        policy_rate = 0.0415, 0.0 .. 0.5, "per year", "one-year prime rate at which good loans are priced", Derived, "China LPR, end of 2019";
        deposit_rate = 0.004, 0.0 .. 0.5, "per year", "interest on deposits", Assumed, "China demand deposits 0.3-0.5%";
        relationship = 0.30, 0.0 .. 1.0, "share of one-person firms", "firms with a bank relationship, for a firm of one person", Assumed, "World Bank Enterprise Survey: 25% of firms have a loan; prior range 0.2-0.4";
        relationship_size = 0.25, 0.0 .. 1.0, "exponent", "rise of the relationship share with size", Assumed, "prototype";
        need_share = 0.63, 0.0 .. 1.0, "share of firms", "firms with any need for outside funds (the rest never apply)", Official, "OSOME: 37% no need, 2022 Q1";
        leverage = 0.30, 0.0 .. 2.0, "share of yearly sales", "debt that a firm with a relationship and a need carries in normal times", Derived, "gives bank debt of 0.17-0.19 of sales";
        working_share = 0.6, 0.0 .. 1.0, "share of debt", "working-capital part of that debt, repaid at the end", Assumed, "prior range 0.5-0.8";
        working_months = 12.0, 1.0 .. 60.0, "months", "maturity of a working-capital loan", Official, "China: one year as a rule";
        term_months = 36.0, 6.0 .. 240.0, "months", "maturity of a term loan with instalments", Assumed, "prior range 24-60";
        limit = 0.45, 0.0 .. 3.0, "share of yearly sales", "most debt that a bank allows", Assumed, "prototype 0.25 above a smaller base; prior range 0.3-0.6";
        pd_constant = -3.2, -10.0 .. 5.0, "log odds", "yearly default odds of a sound debt-free one-person new firm", Assumed, "prototype; near the mid-2019 bad-loan ratio";
        pd_debt = 2.0, 0.0 .. 20.0, "log odds", "effect of debt over yearly sales", Assumed, "prototype";
        pd_profit = -8.0, -40.0 .. 0.0, "log odds", "effect of the profit margin", Assumed, "prototype";
        pd_size = -0.25, -2.0 .. 0.0, "log odds", "effect of log headcount", Assumed, "prototype";
        pd_age = -0.25, -2.0 .. 0.0, "log odds", "effect of log age", Assumed, "prototype";
        pd_illiquid = 1.0, 0.0 .. 5.0, "log odds", "effect of unpaid dues", Assumed, "prototype";
        loss_given_default = 0.6, 0.0 .. 1.0, "share of the loan", "part of a defaulted unsecured loan that is lost", Assumed, "prior range 0.45-0.75";
        collateral_share = 0.5, 0.0 .. 1.0, "share of fixed assets", "value at which fixed assets count as collateral", Assumed, "haircut of 50%; World Bank: collateral worth twice the loan";
        rollover_margin = 1.6, 1.0 .. 5.0, "ratio", "how much worse than a new borrower a present one may look and still be rolled over", Assumed, "prototype: 0.16 against 0.10";
        extension_months = 3.0, 1.0 .. 24.0, "months", "time given to a firm that can't repay a loan that is not rolled over", Assumed, "prototype";
        most_rate = 0.18, 0.0 .. 1.0, "per year", "rate above which a firm does not take a loan", Assumed, "judicial ceiling four times the prime rate (August 2020)";
        minimum_months = 0.3, 0.0 .. 6.0, "share of target buffer", "forecast cash below which a firm asks for a loan", Assumed, "prototype";
        capital_requirement = 0.08, 0.01 .. 0.5, "share of loans", "capital a bank must keep against its loans", Official, "Basel III, 8% of assets at full weight";
        growth_limit = 0.05, 0.0 .. 1.0, "per month", "most a bank's book may grow in a month", Assumed, "window guidance; prior range 0.02-0.1";
        dividend = 0.3, 0.0 .. 1.0, "share of profit", "part of bank profit paid out when capital is ample", Assumed, "large banks of China pay out about 30%";
    }
}
