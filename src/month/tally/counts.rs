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
