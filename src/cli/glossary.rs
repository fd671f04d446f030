//! Words that results are told in and that are no key of any file.

/// Words, each with other forms of it, and what it means here.
pub(super) const WORDS: &[(&[&str], &str)] = &[
    (
        &["closure", "closures", "exit", "exits"],
        "A firm leaves the market, for whatever reason: it can't pay (illiquid), owes more than it has (insolvent), a customer that \
         failed took it along (chain), its owner gives up in good order (orderly), or something outside the model (other).",
    ),
    (
        &["failure", "failures", "bankruptcy"],
        "A closure for want of money: illiquid, insolvent or chain. Orderly closures and those for other reasons are none.",
    ),
    (
        &["firms_kept", "firms kept"],
        "Firms alive in an arm less firms alive in the base at that month. Not the same as failures avoided: who is kept from failing may \
         close in good order later, and fewer closures leave less room for new firms.",
    ),
    (
        &["failures_avoided", "failures avoided"],
        "Failures in the base less failures in the arm, from the start to that month.",
    ),
    (
        &["saved", "only_delayed", "safe_anyway", "lost_anyway", "harmed"],
        "A fate: the firm closes in the base and is alive in the arm at the horizon. *Only delayed* is one that closes in both, later in \
         the arm; *safe anyway* is alive in both; *lost anyway* closes in both, no later; *harmed* closes in the arm alone.",
    ),
    (
        &["deadweight", "safe_anyway_share"],
        "Money that went to firms that would have been alive at the horizon without it, as a share of all that was paid.",
    ),
    (
        &["horizon", "horizons"],
        "Months after the arms first differ at which effects are told: 12, 24 and 36, in long comparisons also 60 and 120. An effect at one \
         horizon says nothing of another.",
    ),
    (
        &["job-year", "job-years", "job_year"],
        "One job for twelve months: jobs in the arm less jobs in the base, added up over the months and divided by twelve.",
    ),
    (
        &["cost_per_job-year", "cost_per_job_year"],
        "Public cost of an arm over the job-years that it kept; the whole country's where it says so, else of small and medium firms. \
         Empty where the interval of job-years holds zero.",
    ),
    (
        &["paired", "pairing", "common_random_numbers"],
        "All arms use the same random draws, so that each firm meets the same luck in each: differences are those of the policy, and far more \
         precise than those of two runs.",
    ),
    (
        &["interval", "confidence_interval"],
        "A 95% interval of the mean over replications (Student's t): it says how much chance is left in the result, not how far the model may \
         be from the world.",
    ),
    (
        &["regime", "regimes"],
        "How quickly firms lay off, how much wealth owners have and how patient creditors are can't be told from normal times: three sets of \
         these assumptions, `resilient`, `middle` and `strict`, show how much depends on them.",
    ),
];

#[cfg(test)]
mod tests {
    #[test]
    fn words_stand_once() {
        let mut words: Vec<&str> = super::WORDS.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
