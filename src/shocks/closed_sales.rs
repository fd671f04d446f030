//! Closed sales: firms closed by a restriction sell more or less than their sector usually does then.
//!
//! What a closed firm sells (from stock, on line, from home) is a share by sector of the economy pack. In the
//! first weeks of a lockdown it can be less, since roads and warehouses are closed too, or more where
//! customers stock up. The size is added to the share. It does nothing where nobody is closed: it goes with
//! `attendance`. Enters the month in [`crate::month::production`] and, for large firms, in
//! [`crate::month::large_firms`].

use super::{Here, ShockSpec};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "closed_sales",
    description: "what firms closed by a restriction sell, beyond what closed firms of their sector usually sell",
    unit: "share of what a firm could make, added to that of the sector",
    min: -1.0,
    max: 1.0,
    channels: false,
    common: true,
    local: feel,
    national: None,
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    terms.closed_sales[here.cell] += here.size;
}
