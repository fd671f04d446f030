//! Lines of R, Stata and Python that read the tables of a folder.

/// Every path is that of one regime and one arm: a mean over them would be of nothing.
pub(super) const MONTHLY: &str = r#"
R
    monthly <- read.csv("monthly.csv")
    monthly$date <- as.Date(paste0(monthly$month, "-01"))
    means <- aggregate(jobs_million ~ date + arm + regime, data = monthly, FUN = mean)
    plot(jobs_million ~ date, data = means, type = "n")
    for (path in split(means, paste(means$arm, means$regime))) lines(jobs_million ~ date, data = path)

Stata
    import delimited "monthly.csv", clear varnames(1) case(preserve)
    generate date = monthly(month, "YM")
    format date %tm
    collapse (mean) jobs_million, by(regime arm date)
    egen path = group(arm regime), label
    xtset path date
    xtline jobs_million, overlay

Python
    import pandas as pd
    monthly = pd.read_csv("monthly.csv", parse_dates=["month"])
    means = monthly.groupby(["regime", "arm", "month"])["jobs_million"].mean()
    means.unstack(["arm", "regime"]).plot()
"#;

/// What is wanted of a comparison are effects, which are paired; two means would be less exact.
pub(super) const EFFECTS: &str = r#"
R
    effects <- read.csv("effects.csv")
    subset(effects, dimension == "all" & metric == "jobs",
           select = c(regime, arm, horizon_months, effect, lower, upper))

Stata
    import delimited "effects.csv", clear varnames(1) case(preserve)
    list regime arm horizon_months effect lower upper if dimension == "all" & metric == "jobs"

Python
    effects = pd.read_csv("effects.csv")
    jobs = effects[(effects.dimension == "all") & (effects.metric == "jobs")]
    print(jobs[["regime", "arm", "horizon_months", "effect", "lower", "upper"]])
"#;
