//! The keys of sweep files: what each means and how it is written.

/// A key of a sweep file.
#[derive(Debug)]
pub struct SweepKey {
    /// Its name.
    pub name: &'static str,
    /// What it means, and what holds when it is absent.
    pub meaning: &'static str,
    /// How it may be written.
    pub write: &'static str,
}

const fn key(name: &'static str, write: &'static str, meaning: &'static str) -> SweepKey {
    SweepKey { name, meaning, write }
}

/// Keys of `[sweep]`.
pub const SWEEP: &[SweepKey] = &[
    key("name", "name = \"wage-support-map\"", "short name, used for the folder"),
    key("title", "title = \"Wage support in 2020\"", "title of charts; the name when absent"),
    key("question", "question = \"Where does support begin to work?\"", "the question that the sweep asks"),
    key(
        "source",
        "source = \"strengths of schemes of 2020\"",
        "where its figures come from; stands under charts",
    ),
    key(
        "base",
        "base = \"../covid-2020.toml\"",
        "the scenario that points change, or a list of several; relative to the sweep file",
    ),
    key(
        "design",
        "design = \"grid\"",
        "how points are chosen: grid (every combination of values), list (rows of a CSV file), latin_hypercube, sobol (scrambled sequence), \
         morris (elementary effects), saltelli (Sobol indices), one_at_a_time (the middle, then each factor alone at its ends)",
    ),
    key(
        "samples",
        "samples = 512",
        "points of latin_hypercube and sobol; trajectories of morris, each of one point more than there are factors; base samples of saltelli, a \
         power of two, each of two points more than there are factors",
    ),
    key("levels", "levels = 4", "levels of a morris design, an even number; 4 when absent"),
    key(
        "second_order",
        "second_order = false",
        "whether a saltelli design has the rows for second-order indices, which SALib can make of them",
    ),
    key(
        "list",
        "list = \"points.csv\"",
        "the file of a list design: its header names the factors, each row is a point",
    ),
    key("seed", "seed = 1", "seed of the design; those of the simulation are the base's"),
    key(
        "replications",
        "replications = 6",
        "replications of each point, in place of the base's; those of one number share their random draws in all points",
    ),
    key("firms", "firms = 20_000", "firms simulated, in place of the base's"),
    key("months", "months = 36", "months, in place of the base's"),
    key(
        "regimes",
        "regimes = [\"resilient\", \"middle\", \"strict\"]",
        "behaviour regimes, each of which has all points; the base's when absent",
    ),
    key(
        "against",
        "against = \"no_policy\"",
        "what outputs that begin with effect are differences against: the same point without policies (no_policy) or without shocks (no_shock), \
         with the same random draws",
    ),
    key(
        "where",
        "where = [\"from <= until\", \"fee + margin < 0.05\"]",
        "conditions on factors that points must meet: + - * and brackets, < <= > >= == !=; months compare as months. Points of a grid, list, \
         latin_hypercube or sobol design that break one are left out; morris, saltelli and one_at_a_time can't do without any",
    ),
    key(
        "keep",
        "keep = [\"effect failures@2021-12\", \"jobs{size=micro}@end\", \"public_cost@+12\", \"exits_12_months\"]",
        "what is kept of each run: a short name or a column of monthly.csv, in brackets a group (of monthly_by_GROUP.csv), after @ the month: \
         2021-12, end, +12 (the twelfth), or 2020-02..2020-12 (mean over these months; of sums the sum over them); or a metric of summary.csv. \
         effect before it takes the difference that against names",
    ),
    key("note", "note = \"second try\"", "a remark; nothing depends on it"),
];

/// Keys of `[[factor]]`.
pub const FACTOR: &[SweepKey] = &[
    key("name", "name = \"share\"", "name of its column: letters, digits and _"),
    key("label", "label = \"share of pay borne\"", "what it is called on charts; the name when absent"),
    key("unit", "unit = \"days of cost\"", "its unit, shown on charts"),
    key(
        "path",
        "path = 'policy.\"wage support\".share'",
        "the key of the scenario that it sets, or a list of keys that move together",
    ),
    key(
        "values",
        "values = [0.1, 0.3, 0.5]",
        "the values that it takes: numbers, months or names; in designs that draw, each as often as the others",
    ),
    key(
        "range",
        "range = [0.1, 0.8]",
        "the ends between which it ranges, evenly; a grid needs steps as well",
    ),
    key("steps", "steps = 8", "number of values of a range in a grid, both ends counted in"),
    key("log", "log = true", "whether a range is even in logarithms"),
    key("months", "months = { from = \"2020-04\", to = \"2021-06\", step = 2 }", "the months that it takes"),
    key(
        "distribution",
        "distribution = { kind = \"normal\", mean = 1, sd = 0.1, min = 0.5, max = 1.5 }",
        "what it is drawn from: uniform or loguniform (min, max), triangular (min, mode, max), normal (mean, sd) or lognormal (median, sd_log), \
         both cut at min and max where given",
    ),
];

/// Names of keys.
pub(super) fn names(keys: &'static [SweepKey]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}
