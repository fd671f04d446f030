//! Columns of `monthly.csv` on the strengths of small and medium firms.

use super::numbers::Monthly;
use super::scale::share;
use crate::stats::columns::{SHARE, column};

/// The columns, after all others.
pub(super) const COLUMNS: &[Monthly] = &[
    column(
        "innovating_share",
        SHARE,
        "share of firms, dormant ones and those born in the month left out, that are ahead of rivals by an innovation which these have not caught up with",
        |m| share(m.sums.innovating, m.settled),
    ),
    column("digital_share", SHARE, "of these firms, those on digital level one or above", |m| {
        share(m.sums.digital_firms, m.settled)
    }),
    column("certified_share", SHARE, "of these firms, those with a certificate of quality", |m| {
        share(m.sums.certified, m.settled)
    }),
    column(
        "trained_share",
        SHARE,
        "of these firms, those whose staff has been trained beyond the usual",
        |m| share(m.sums.trained, m.settled),
    ),
    column("cluster_share", SHARE, "of these firms, those that are members of a cluster", |m| {
        share(m.sums.cluster_members, m.settled)
    }),
    column("exporter_share", SHARE, "of these firms, those that export", |m| {
        share(m.sums.exporters, m.settled)
    }),
];
