//! What is counted of firms.

/// What is counted for each group of firms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Count {
    Firms,
    Jobs,
    Sales,
    Profit,
    Cash,
    Debt,
    Receivables,
    Lost,
    AreIlliquid,
    AreInsolvent,
    Suspended,
    Dormant,
    Births,
    Illiquid,
    Insolvent,
    Chain,
    Orderly,
    Other,
}

/// Number of [`Count`]s.
pub const COUNTS: usize = 18;

/// Why a firm closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Lack of cash although assets cover debts.
    Illiquid,
    /// Lasting distress with debts above assets.
    Insolvent,
    /// Lack of cash or debts above assets, ever since a customer closed and left invoices unpaid.
    Chain,
    /// The owner does better elsewhere.
    Orderly,
    /// Age, health, accident.
    Other,
}
