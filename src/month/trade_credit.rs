//! Trade credit: invoices, due dates, settlement accounts, the principal customer.

crate::parameters! {
    /// Parameters of invoicing and paying.
    pub struct TradeCredit : "trade_credit" {
        principal_share = 0.25, 0.0 .. 0.9, "share of sales", "part of a firm's sales to other firms that its principal customer buys", Assumed, "largest customer of small suppliers in customer surveys; prior range 0.15-0.4";
        principal_anchor = 0.35, 0.0 .. 1.0, "share of firms", "firms whose principal customer is a large firm", Assumed, "over 90% of little giants supply large firms, far fewer of all; prior range 0.2-0.5";
        principal_cap = 0.6, 0.1 .. 1.0, "share of inputs", "most of its inputs that a firm buys from the suppliers whose principal customer it is", Assumed, "keeps purchases within needs; prior range 0.4-0.8";
        stretch_months = 2.0, 0.0 .. 12.0, "months of purchases", "overdue invoices that suppliers bear before they stop delivering on credit", Assumed, "middle between 3 (resilient) and 1 (strict) of the prototype";
        late_days = 30.0, 0.0 .. 180.0, "days", "mean delay of an invoice paid late by habit", Derived, "Atradius 2021-24: 21-65 days";
        late_share = 0.35, 0.0 .. 1.0, "share of invoices", "invoices paid late in normal times", Official, "Atradius payment practices 2021-24";
    }
}
