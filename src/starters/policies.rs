//! Recipes of policies.

use super::Recipe;

pub(super) const ALL: &[Recipe] = &[
    Recipe {
        name: "wage-support",
        also: &["wage subsidy", "furlough", "kurzarbeit", "稳岗补贴"],
        title: "Wage support",
        note: "The state bears a share of pay. For hours not worked alone see short_time_work.",
        toml: r#"
[[policy]]
name = "wage support"
kind = "wage_subsidy"
from = "2020-03"
to = "2020-08"
share = 0.3                               # of pay
"#,
    },
    Recipe {
        name: "tax-deferral",
        also: &["tax delay", "缓税"],
        title: "Taxes are deferred",
        note: "Taxes of these months fall due so many months later.",
        toml: r#"
[[policy]]
name = "tax deferral"
kind = "tax_deferral"
from = "2020-03"
to = "2020-08"
share = 1.0
months = 6
"#,
    },
    Recipe {
        name: "guarantee",
        also: &["credit guarantee", "loan guarantees", "担保"],
        title: "Loans are guaranteed",
        note: "A fund bears a part of banks' losses; take_up says which share of firms hears of it and asks.",
        toml: r#"
[[policy]]
name = "guarantee fund"
kind = "loan_guarantee"
from = "2020-03"
to = "2020-12"
take_up = 0.3
cover = 0.8
"#,
    },
    Recipe {
        name: "moratorium",
        also: &["loan deferral", "debt moratorium", "延期还本付息"],
        title: "Banks wait for principal and interest",
        note: "One for all of principal and interest, zero for none.",
        toml: r#"
[[policy]]
name = "moratorium"
kind = "loan_moratorium"
from = "2020-03"
to = "2020-12"
principal = 1
interest = 1
"#,
    },
    Recipe {
        name: "grant",
        also: &["grants", "lump sum", "one-off grant", "补助"],
        title: "Grants",
        note: "A share of a month's cost, or a flat sum (flat); target = { … } says for whom.",
        toml: r#"
[[policy]]
name = "grant"
kind = "liquidity_grant"
from = "2020-03"
to = "2020-08"
take_up = 0.5
share = 0.5
"#,
    },
    Recipe {
        name: "pay-in-time",
        also: &["prompt payment", "payment terms", "60 days rule", "及时支付"],
        title: "Large buyers and the state must pay in time",
        note: "A rule without enforcement moves little: see tideover levers prompt_payment.",
        toml: r#"
[[policy]]
name = "pay within 60 days"
kind = "prompt_payment"
from = "2020-03"
to = "2022-12"
days_large = 60
days_state = 60
enforcement = 0.5
"#,
    },
    Recipe {
        name: "clear-arrears",
        also: &["arrears clearing", "清欠"],
        title: "Old arrears of public bodies are cleared",
        note: "A campaign: what is older than so many days is paid.",
        toml: r#"
[[policy]]
name = "arrears are cleared"
kind = "arrears_clearing"
from = "2020-06"
to = "2020-12"
share = 0.8
older_than = 30
"#,
    },
    Recipe {
        name: "vouchers",
        also: &["consumption vouchers", "消费券"],
        title: "Consumption vouchers",
        note: "Money for households to spend in shops; additional is the part that they would not have spent anyway.",
        toml: r#"
[[policy]]
name = "vouchers"
kind = "consumption_voucher"
from = "2020-05"
to = "2020-12"
billion_year = 20
"#,
    },
    Recipe {
        name: "interest-subsidy",
        also: &["loan subsidy", "贴息"],
        title: "Interest is subsidised",
        note: "The state bears a share of interest on loans.",
        toml: r#"
[[policy]]
name = "interest subsidy"
kind = "interest_subsidy"
from = "2020-03"
to = "2021-02"
share = 0.5
"#,
    },
    Recipe {
        name: "little-giants",
        also: &["specialised firms", "single champions", "ladder", "专精特新", "小巨人"],
        title: "The ladder of specialised firms is cultivated",
        note: "Who is certified gets what `acts` names; see tideover levers cultivation_ladder.",
        toml: r#"
[[policy]]
name = "ladder of specialised firms"
kind = "cultivation_ladder"
from = "2020-01"
to = "2022-12"
"#,
    },
    Recipe {
        name: "digital",
        also: &["digitalisation", "digital transformation", "数字化转型"],
        title: "Digital steps are subsidised",
        note: "A share of what a step costs is borne; effects come late.",
        toml: r#"
[[policy]]
name = "digital subsidy"
kind = "digital_subsidy"
from = "2020-01"
to = "2022-12"
take_up = 0.3
"#,
    },
];
