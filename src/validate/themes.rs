//! What published facts are about: the parts in which they are shown.

use crate::phrase;

/// Themes in the order in which they are shown, with the moments and measures of each.
const THEMES: &[(&str, &[&str])] = &[
    (
        phrase!("How many firms, and how large"),
        &[
            "share_of_firms",
            "share_of_jobs",
            "share_of_sales",
            "mean_people",
            "share_below_people",
            "size_tail",
            "younger_than",
        ],
    ),
    (
        phrase!("Entry, closure, survival"),
        &[
            "entry_rate",
            "exit_rate",
            "exit_by_size",
            "exit_in_year",
            "survival",
            "median_life",
            "median_age_at_exit",
            "closed_share",
            "exit_ratio",
        ],
    ),
    (
        phrase!("Sales, output, growth"),
        &["sales_change", "value_added_change", "growth_shape", "growth_by_size"],
    ),
    (phrase!("Jobs"), &["job_creation", "job_destruction", "unemployment_change"]),
    (
        phrase!("Cash and payment"),
        &[
            "cash_below_days",
            "cash_survival_below_days",
            "receivable_days",
            "receivable_days_change",
            "late_payment",
            "overdue_share",
        ],
    ),
    (
        phrase!("Profit, debt, credit"),
        &[
            "margin",
            "profit_change",
            "loss_makers",
            "loss_makers_at_scale",
            "liabilities",
            "debt",
            "loan_rate",
            "bad_loans",
        ],
    ),
];

/// The theme of a moment or measure: its place in the order, and its name.
pub fn of(name: &str) -> (usize, &'static str) {
    let found = THEMES.iter().enumerate().find(|(_, (_, names))| names.contains(&name));
    found.map_or((THEMES.len(), phrase!("Others")), |(place, (theme, _))| (place, *theme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::crisis::measures::MEASURES;
    use crate::validate::moments::MOMENTS;

    #[test]
    fn every_number_has_one_theme_and_every_theme_numbers_that_are_measured() {
        let measured: Vec<&str> =
            MOMENTS.iter().map(|moment| moment.name).chain(MEASURES.iter().map(|of| of.name)).collect();
        let listed: Vec<&str> = THEMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for name in &measured {
            assert_eq!(listed.iter().filter(|known| *known == name).count(), 1, "{name}");
        }
        assert!(listed.iter().all(|name| measured.contains(name)), "{listed:?}");
        assert_eq!(of("nothing of the kind"), (THEMES.len(), "Others"));
    }
}
