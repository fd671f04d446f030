//! Every key of a scenario file, once: the reader checks against this list, and `tideover explain` shows it.
//!
//! The settings of a lever and the parameters of a mechanism are declared with the lever and the mechanism;
//! names of sectors, regions and tables come from the economy pack.

use crate::language::told::Told;
use crate::told;

/// What may stand at a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Text.
    Text,
    /// A calendar month, as in `"2020-02"`.
    Month,
    /// A whole number within bounds.
    Whole(u64, u64),
    /// A number within bounds (infinite where there is none).
    Number(f64, f64),
    /// `true` or `false`.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Something else, in words.
    Other(&'static str),
}

impl Kind {
    /// What is wanted, for a message: `a whole number`.
    pub fn wanted(&self) -> Told {
        match self {
            Kind::Text => told!("text in quotes"),
            Kind::Month => told!("a month in quotes, as in \"2020-02\""),
            Kind::Whole(..) => told!("a whole number"),
            Kind::Number(..) => told!("a number"),
            Kind::Flag => told!("true or false"),
            Kind::OneOf(words) => told!("one of {names}", names = quoted(words)),
            Kind::Other(words) => Told::phrase(words),
        }
    }

    /// What is wanted and within which bounds, for the page of a key.
    pub fn allowed(&self) -> Told {
        match self {
            Kind::Whole(min, max) if *max == u64::MAX => told!("a whole number, at least {min}", min = min),
            Kind::Whole(min, max) => told!("a whole number, {min} to {max}", min = min, max = max),
            Kind::Number(min, max) => match (min.is_finite(), max.is_finite()) {
                (true, true) => told!("a number, {min} to {max}", min = min, max = max),
                (true, false) => told!("a number, at least {min}", min = min),
                _ => told!("a number"),
            },
            other => other.wanted(),
        }
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ")
}

/// A key of a scenario file.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The table it stands in: `scenario`, `shock.path`; empty for the top of the file.
    pub section: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What may stand there.
    pub kind: Kind,
    /// What happens when it is not given: a default in words, or `required`.
    pub default: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

impl Key {
    /// Whether it must be given.
    pub fn required(&self) -> bool {
        self.default == "required"
    }
    /// Whether the default is a word of files, which no language changes: `false`, one of the words allowed.
    pub fn default_is_code(&self) -> bool {
        match self.kind {
            Kind::Flag => ["true", "false"].contains(&self.default),
            Kind::OneOf(words) => words.contains(&self.default),
            _ => false,
        }
    }
    /// `section.name`.
    pub fn path(&self) -> String {
        if self.section.is_empty() {
            self.name.to_string()
        } else {
            format!("{}.{}", self.section, self.name)
        }
    }
}

/// The words for `scenario.regime`, from the most to the least forgiving.
pub const REGIMES: [&str; 3] = ["resilient", "middle", "strict"];
/// The words for `shock.path.profile`.
pub const PROFILES: [&str; 4] = ["step", "pulse", "ramp", "recover"];
/// The words for `grade`.
pub const GRADES: [&str; 3] = ["official", "derived", "assumed"];

const fn key(
    section: &'static str,
    name: &'static str,
    kind: Kind,
    default: &'static str,
    meaning: &'static str,
) -> Key {
    Key { section, name, kind, default, meaning }
}

use crate::economy::CashDaysOf;
use Kind::{Flag, Month, Number, OneOf, Other, Text, Whole};

const FREE: f64 = f64::INFINITY;
const REQUIRED: &str = "required";
const NAMES_OR_TABLE: Kind = Other(
    "a table as in { construction = -0.3 }, or a list of names as in [\"construction\"]; `tideover sectors` lists them",
);
const NAMES: Kind = Other("a list of names, as in [\"micro\", \"small\"]");

/// All keys, in the order in which a file is usually written.
#[rustfmt::skip]
pub const KEYS: &[Key] = &[
    key("", "scenario", Other("a table [scenario]"), REQUIRED, "name, dates and size of the scenario"),
    key("", "shock", Other("tables [[shock]]"), "none", "what happens to the economy; one [[shock]] each, in any order"),
    key("", "policy", Other("tables [[policy]]"), "none", "what the government does; one [[policy]] each, in any order"),
    key("", "replications", Other("a table [replications]"), "20 replications", "how often the same scenario is drawn anew"),
    key("", "parameters", Other("tables [parameters.MECHANISM]"), "the defaults", "parameters of the mechanisms; `tideover params` lists them"),
    key("", "regime", Other("tables [regime.NAME.MECHANISM]"), "the defaults", "parameters that hold in one regime (resilient, middle, strict); what [parameters] says goes first"),
    key("", "economy", Other("a table [economy]"), REQUIRED, "the country; usually taken from an economy pack by extends"),
    key("", "output", Other("a table [output]"), "none", "what is written besides the usual tables"),

    key("scenario", "name", Text, REQUIRED, "short name; the run folder is named after it (letters, digits, - _ .)"),
    key("scenario", "title", Text, "the name", "title on charts and in the report"),
    key("scenario", "question", Text, "empty", "the question the scenario asks; shown in the report"),
    key("scenario", "source", Text, "empty", "where the scenario's figures come from; shown on charts"),
    key("scenario", "extends", Other("the path of a file, or a list of them"), "none", "files of which this one states the differences; paths are relative to this file's folder"),
    key("scenario", "start", Month, REQUIRED, "first month simulated"),
    key("scenario", "months", Whole(1, 1200), REQUIRED, "number of months simulated"),
    key("scenario", "firms", Whole(10, 100_000_000), "20000", "firms simulated at the start; each stands for many real ones"),
    key("scenario", "regime", OneOf(&REGIMES), "middle", "how owners, staff and creditors behave where the evidence does not decide; middle is fitted to demography and a crisis, the others are ends of what those facts leave open"),
    key("scenario", "quick", Flag, "false", "marks results of `--quick`: few firms, few replications, not for publication"),

    key("shock", "name", Text, REQUIRED, "your name for the shock; a later file changes it by this name"),
    key("shock", "kind", Other("a kind of shock in quotes"), REQUIRED, "what is hit; `tideover explain demand` shows one kind"),
    key("shock", "size", Number(-FREE, FREE), "0 where sectors are named", "size in all sectors, or in those not named in sectors"),
    key("shock", "sectors", NAMES_OR_TABLE, "all", "size by sector, or the list of sectors that size applies to"),
    key("shock", "regions", Other("a table as in { zhejiang = 0.5 }, or a list of names as in [\"zhejiang\"]; `tideover regions` lists them"), "all", "factor by region (1 for regions not named), or the list of regions hit"),
    key("shock", "channel", Other("\"household\", \"government\", \"investment\" or \"export\", or a list of them"), "all", "buyers whose demand changes (kind demand only)"),
    key("shock", "market", Text, "all", "foreign market whose demand or currency changes (kinds export and exchange_rate only): a name of the pack's table foreign_markets"),
    key("shock", "path", Other("a table as in { from = \"2020-02\", to = \"2020-04\" }"), REQUIRED, "course in time"),
    key("shock", "probability", Number(0.0, 1.0), "none; it comes for sure", "chance that it begins in a month in which it is not running; from and to of the path are the window in which it may begin"),
    key("shock", "months", Whole(1, 1200), "required with probability", "how long it lasts each time it begins"),
    key("shock", "size_sd", Number(0.0, FREE), "0", "standard deviation of the size, drawn normally about `size` each time the shock begins; sectors are then factors of what is drawn"),
    key("shock", "size_min", Number(-FREE, FREE), "none", "smallest size, in place of `size`: drawn between size_min and size_max each time the shock begins; sectors are then factors of what is drawn"),
    key("shock", "size_max", Number(-FREE, FREE), "none", "largest size, see size_min"),
    key("shock", "draw", Text, "empty", "a word of your choice that names its random draws, where chance decides when or how hard it comes: shocks of a kind with the same word share their random draws, with different words each has its own; needed where there are several of a kind. Names and order decide nothing"),
    key("shock", "remove", Flag, "false", "drops the shock of this name that an extended file has"),

    key("shock.path", "from", Month, "required, but for a table", "first month"),
    key("shock.path", "to", Month, "the end", "last month at full strength"),
    key("shock.path", "recover", Month, "none", "month in which all is as before; from `to` to then the shock fades in equal steps"),
    key("shock.path", "profile", OneOf(&PROFILES), "recover if that is given, else step", "step: full strength from..to; pulse: one month; ramp: rises to full strength at `to` and stays; recover: fades after `to`"),
    key("shock.path", "table", Other("the path of a CSV file in quotes"), "none", "CSV file with a column month and a column value, or one column for each sector; the path is relative to this file's folder"),
    key("shock.path", "values", Other("a list of numbers, or a table of lists by sector"), "none", "the same as table, written here: a factor for each month counted from `from`"),

    key("policy", "name", Text, REQUIRED, "your name for the policy; a later file changes it by this name"),
    key("policy", "kind", Other("the name of a lever in quotes"), REQUIRED, "the instrument; `tideover levers` lists them with their own settings"),
    key("policy", "from", Month, REQUIRED, "first month in force"),
    key("policy", "to", Month, REQUIRED, "last month in force; what goes on under another policy of the same kind, draw and settings from the next month on does what one policy for the whole period does"),
    key("policy", "announced", Month, "from; of a renewal, that of what it renews", "month in which it became known: from then on firms whose pay is subsidised see that it takes over from support that ends. One that renews another (same kind, draw and settings, begins at the latest in the month after the other ends) is known since the other is, unless it says otherwise"),
    key("policy", "target", Other("a table as in { sizes = [\"micro\"] }"), "all firms", "who may have it; all conditions given must hold. Policies of the same kind, draw and settings whose targets share out a set (sizes, sectors, regions) do what one does for all of it; but each costs what its lever states for the whole country, holds all over the country where its page says so, and has a budget of its own"),
    key("policy", "take_up", Number(0.0, 1.0), "follows from awareness and filing by size", "share of the eligible firms that use it"),
    key("policy", "delay", Whole(0, 60), "0", "months by which payments come later than the dates above"),
    key("policy", "budget_bn", Number(0.0, 1e6), "no cap", "most that may be used, of what `tideover levers KIND` says it limits; counts billions of the currency, whole country: 20 is twenty billion; of this policy alone, so that two of half the size are not one of the whole"),
    key("policy", "queue", OneOf(&crate::policy::QUEUES), "lottery", "who is served first when the budget does not suffice: at random each month, who files first (larger firms sooner), whose sales fell most, whose lasting efficiency is highest"),
    key("policy", "regional_share", Number(0.0, 1.0), "0", "share of its cost that regions bear: one that earns little of what it spends can't serve all"),
    key("policy", "phase_out", Whole(0, 120), "0", "months after `to` over which its strength falls to nothing by equal steps; 0 ends it at once (a cliff, unless another takes over); of a period in several pieces the last has it"),
    key("policy", "draw", Text, "empty", "a word of your choice that names its random draws. Who hears of a policy and files, and all other random draws, go by the firm, the kind of policy and this word, not by name or order: two of a kind meet the same firms, and so does one policy in two arms. With different words two of a kind have random draws of their own, and what is paid once in so many months is paid under each"),
    key("policy", "remove", Flag, "false", "drops the policy of this name that an extended file has"),

    key("policy.target", "sectors", NAMES, "all", "sectors"),
    key("policy.target", "regions", NAMES, "all", "regions"),
    key("policy.target", "sizes", NAMES, "all", "legal size classes: micro, small, medium"),
    key("policy.target", "tiers", NAMES, "all", "tiers of the ladder of specialised firms: none, innovative, specialised, little_giant, single_champion"),
    key("policy.target", "age_at_least", Number(0.0, 200.0), "any age", "least age in years"),
    key("policy.target", "age_below", Number(0.0, 200.0), "any age", "age in years that the firm has not reached yet"),
    key("policy.target", "exporters", Flag, "both", "exporters only (true), or the others only (false)"),
    key("policy.target", "formal", Flag, "both", "firms that pay social insurance only (true), or the others only (false)"),
    key("policy.target", "revenue_drop_at_least", Number(0.0, 1.0), "any", "share by which this month's sales are below normal, at least"),
    key("policy.target", "viable", Flag, "both", "firms whose assets cover their debts only (true), or the others only (false)"),
    key("policy.target", "cash_below_months", Number(0.0, 120.0), "any", "cash below this many months of unavoidable outgo: pay, contributions, contract rent, interest"),
    key("policy.target", "cluster", Flag, "both", "members of clusters only (true), or the others only (false)"),
    key("policy.target", "digital_at_least", Number(0.0, 3.0), "any", "digital level, at least: 0 to 3"),
    key("policy.target", "headcount_kept_at_least", Number(0.0, 2.0), "any", "staff, as a share of the staff that its normal sales (mean of about a year) call for, at least"),
    key("policy.target", "headcount_at_most", Number(1.0, 1e6), "any", "employees, at most"),

    key("replications", "count", Whole(1, 100_000), "20", "number of replications, each with its own random draws"),
    key("replications", "until", Other("a table as in { metric = \"firms_end\", half_width = 0.02 }"), "none; count decides", "in place of count: replications are added in batches until the half-width of a metric is met"),
    key("replications", "seed", Whole(0, u64::MAX), "20200101", "seed of the draws; the same seed gives the same random draws in every scenario"),

    key("replications.until", "metric", Text, REQUIRED, "for run a metric of summary.csv; for compare one of effects.csv, whose paired difference at the last horizon must be met by every alternative in every regime"),
    key("replications.until", "half_width", Number(0.0, FREE), REQUIRED, "half the width of the 95% interval of its mean that is to be met, in the metric's unit; the interval is widened for looking several times"),
    key("replications.until", "min", Whole(5, 100_000), "10", "replications before the first interim analysis (of fewer than five the spread says too little); the next come each time there are half as many again"),
    key("replications.until", "max", Whole(5, 100_000), "200", "most replications; when they don't do, results are written and say so"),

    key("quantity", "value", Other("the value itself"), REQUIRED, "the value"),
    key("quantity", "unit", Text, "as declared", "its unit, for the reader"),
    key("quantity", "source", Text, "empty", "where the value comes from"),
    key("quantity", "grade", OneOf(&GRADES), "none", "how well the value is founded"),

    key("economy", "name", Text, REQUIRED, "name of the pack, as in china-2019"),
    key("economy", "title", Text, "empty", "title of the pack, for the reader"),
    key("economy", "note", Text, "empty", "remarks, for the reader"),
    key("economy", "source", Text, "empty", "where the pack's figures come from, for the reader"),
    key("economy", "country", Text, REQUIRED, "name of the country"),
    key("economy", "currency", Text, REQUIRED, "ISO code of the currency, as in CNY"),
    key("economy", "currency_unit", Text, REQUIRED, "name of the major unit, as in yuan; used in column names"),
    key("economy", "minor_per_major", Number(1.0, 1e6), "100", "minor units in a major unit"),
    key("economy", "base_year", Whole(1900, 2200), REQUIRED, "the year the figures stand for"),
    key("economy", "total_output", Number(1.0, 1e18), REQUIRED, "yearly output of the whole economy, major units of the currency"),
    key("economy", "frame", Other("the name of a frame in quotes, or a table as in { name = \"census\", description = \"…\", firms = 1e7 }"), REQUIRED, "the population of firms that the simulated firms stand for"),
    key("economy", "targets", Text, "none", "CSV file of published facts that `tideover validate` holds the model against"),
    key("economy", "cash_days_of", OneOf(&CashDaysOf::NAMES), "outgo", "what the days of cash in the table of sectors are days of: unavoidable outgo (pay, contributions, contract rent, interest), as in surveys of how long cash lets a firm survive, or all outflows"),
    key("economy", "crisis_targets", Text, "none", "CSV file of published facts of a crisis that `tideover validate --crisis` holds a scenario against"),
    key("economy", "frames", Other("tables [economy.frames.NAME]"), "none", "populations of firms to choose from by frame"),
    key("economy", "tables", Other("a table [economy.tables]"), REQUIRED, "the CSV files of the pack, each relative to the file that names it"),

    key("economy.frames", "name", Text, "its name among the frames", "name of the frame"),
    key("economy.frames", "description", Text, REQUIRED, "what the frame counts"),
    key("economy.frames", "firms", Number(1.0, 1e10), REQUIRED, "real small and medium firms of the frame"),
    key("economy.frames", "source", Text, "empty", "where the count comes from, for the reader"),
    key("economy.frames", "grade", OneOf(&GRADES), "none", "how well the count is founded"),

    key("output", "trace", Other("a list of whole numbers, as in [0, 17]"), "none", "starting firms (counted from 0) whose every ledger entry is written out, first replication only"),
];

/// The keys of a section.
pub fn of(section: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.section == section)
}

/// The key of that name in a section.
pub fn find(section: &str, name: &str) -> Option<&'static Key> {
    of(section).find(|key| key.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_listed_twice_and_each_has_a_meaning() {
        let mut paths: Vec<String> = KEYS.iter().map(Key::path).collect();
        assert!(KEYS.iter().all(|key| key.meaning.len() > 3 && !key.default.is_empty()));
        paths.sort();
        let all = paths.len();
        paths.dedup();
        assert_eq!(paths.len(), all);
    }

    #[test]
    fn no_setting_of_a_lever_hides_a_key_of_policies() {
        for lever in crate::levers::ALL {
            for field in lever.fields() {
                assert!(find("policy", field.name).is_none(), "{}.{}", lever.kind(), field.name);
            }
        }
    }

    #[test]
    fn kinds_say_what_is_allowed() {
        assert_eq!(Whole(1, 1200).allowed(), "a whole number, 1 to 1200");
        assert_eq!(Number(0.0, FREE).allowed(), "a number, at least 0");
        assert_eq!(Flag.allowed(), "true or false");
    }
}
