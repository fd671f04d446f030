//! Recipes of shocks.

use super::Recipe;

pub(super) const ALL: &[Recipe] = &[
    Recipe {
        name: "flood",
        also: &["storm", "typhoon", "earthquake", "hurricane", "natural disaster", "洪水", "地震", "台风"],
        title: "Flood",
        note: "A share of firms is struck: they lose equipment and stock and stand still while it lasts. Add regions = [\"…\"] \
            for the regions that it hits; `tideover regions` lists them.",
        toml: r#"
[[shock]]
name = "flood"
kind = "disaster"
size = 0.2                                # share of firms struck
path = { from = "2020-03", to = "2020-04", recover = "2020-07" }
"#,
    },
    Recipe {
        name: "lockdown",
        also: &["epidemic", "pandemic", "covid", "restrictions", "疫情", "封控"],
        title: "Lockdown",
        note: "A share of firms may not open; each has its own date of reopening. Sizes by sector: sectors = { NAME = 0.9 }.",
        toml: r#"
[[shock]]
name = "lockdown"
kind = "attendance"
size = 0.6                                # share of firms closed
path = { from = "2020-02", to = "2020-03", recover = "2020-06" }
"#,
    },
    Recipe {
        name: "demand-slump",
        also: &["recession", "insufficient demand", "weak demand", "需求不足"],
        title: "Households buy less",
        note: "Final demand of households falls; channel may also be government, investment or export, or be left out for all.",
        toml: r#"
[[shock]]
name = "households buy less"
kind = "demand"
channel = "household"
size = -0.1                               # a fall by a tenth
path = { from = "2020-03", to = "2020-12", recover = "2021-06" }
"#,
    },
    Recipe {
        name: "export-collapse",
        also: &["export ban", "tariff", "tariffs", "trade war", "sanctions", "出口下降", "关税"],
        title: "Foreign orders collapse",
        note: "Exporters bear it. A pack with foreign markets takes market = \"…\" for one of them, as after a tariff or a ban; \
            size = -1.0 is a ban.",
        toml: r#"
[[shock]]
name = "foreign orders"
kind = "export"
size = -0.3
path = { from = "2020-03", to = "2020-12", recover = "2021-09" }
"#,
    },
    Recipe {
        name: "currency",
        also: &["exchange rate", "depreciation", "devaluation", "汇率"],
        title: "The currency loses value",
        note: "Imports become dear, exports sell better; a negative size is a rise of the currency.",
        toml: r#"
[[shock]]
name = "currency"
kind = "exchange_rate"
size = 0.15                               # a loss of 15%
path = { from = "2020-03", to = "2021-12" }
"#,
    },
    Recipe {
        name: "dear-materials",
        also: &["raw materials", "input prices", "cost shock", "原材料涨价"],
        title: "Raw materials become dear",
        note: "Prices of raw materials and imports rise over ten months and stay; what firms pass on is a share by sector.",
        toml: r#"
[[shock]]
name = "raw materials"
kind = "input_price"
size = 0.2                                # a rise by 20%
path = { profile = "ramp", from = "2020-03", to = "2020-12" }
"#,
    },
    Recipe {
        name: "dear-energy",
        also: &["energy crisis", "power prices", "gas prices", "oil price", "能源涨价"],
        title: "Energy becomes dear",
        note: "A sector feels it by its energy_share in the economy pack.",
        toml: r#"
[[shock]]
name = "energy"
kind = "energy"
size = 0.5                                # a rise by half
path = { from = "2020-03", to = "2021-06", recover = "2021-12" }
"#,
    },
    Recipe {
        name: "minimum-wage",
        also: &["wage rise", "labour cost", "dear labour", "wages", "最低工资", "用工成本"],
        title: "A higher minimum wage",
        note: "There is no minimum wage in the model: firms of a sector pay one wage by region. A rise of the minimum is written as \
            the rise of the mean wage that it brings, in the sectors that pay it: share of staff at the minimum times its rise.",
        toml: r#"
[[shock]]
name = "minimum wage"
kind = "wage"
size = 0.03                               # mean wage; 0.2 of the staff times a rise by 15%
path = { profile = "ramp", from = "2020-03", to = "2020-03" }
"#,
    },
    Recipe {
        name: "credit-crunch",
        also: &["credit squeeze", "banking crisis", "financing hard to get", "融资难"],
        title: "Banks lend less",
        note: "Banks lend less, accept less risk and ask more.",
        toml: r#"
[[shock]]
name = "credit crunch"
kind = "credit_tightening"
size = 0.4                                # 1 is a full stop of new loans
path = { from = "2020-03", to = "2021-02", recover = "2021-08" }
"#,
    },
    Recipe {
        name: "rate-rise",
        also: &["interest rate", "interest rates", "rate hike", "tight money", "加息", "融资贵"],
        title: "The interest rate rises",
        note: "The prime rate is written as a policy, since a central bank sets it; deposits, bonds and demand of households do not \
            follow it here.",
        toml: r#"
[[policy]]
name = "rate rise"
kind = "policy_rate"
from = "2020-03"
to = "2022-12"
change = 0.02                             # two percentage points
"#,
    },
    Recipe {
        name: "late-payment",
        also: &["arrears of local governments", "overdue invoices", "payment delays", "拖欠账款", "账款拖欠"],
        title: "Large buyers and public bodies pay late",
        note: "They pay so many days later than they used to.",
        toml: r#"
[[shock]]
name = "late payment"
kind = "payment_delay"
size = 45                                 # days
path = { from = "2020-03", to = "2021-12" }
"#,
    },
    Recipe {
        name: "large-firm-fails",
        also: &["bankruptcy of a large firm", "developer default", "anchor failure", "龙头企业倒闭"],
        title: "Large customers fail",
        note: "Large firms stop, most of what they owe suppliers is lost. Name the sector: sectors = { real_estate = 0.3 }.",
        toml: r#"
[[shock]]
name = "large firms fail"
kind = "anchor_failure"
size = 0.1                                # of the sales of large firms
path = { from = "2020-03", to = "2021-03" }
"#,
    },
    Recipe {
        name: "supply-chain",
        also: &["shortage", "chip shortage", "supply chain disruption", "断供"],
        title: "Deliveries are missing",
        note: "Part of what a sector or region delivers is missing; users stop when stocks of essential inputs are used up. Name the \
            producing sectors.",
        toml: r#"
[[shock]]
name = "missing deliveries"
kind = "supply_disruption"
size = 0.2                                # share of deliveries missing
path = { from = "2020-03", to = "2020-05", recover = "2020-08" }
"#,
    },
    Recipe {
        name: "loss-of-confidence",
        also: &["confidence", "weak expectations", "预期转弱"],
        title: "Confidence falls",
        note: "Households spend less, firms hire less and look through less.",
        toml: r#"
[[shock]]
name = "confidence"
kind = "confidence"
size = -0.1
path = { from = "2020-03", to = "2020-12", recover = "2021-06" }
"#,
    },
    Recipe {
        name: "policy-uncertainty",
        also: &["stop and go", "uncertainty"],
        title: "Nobody knows what policy will do",
        note: "The index of policy uncertainty rises over its normal level; hiring and investment wait.",
        toml: r#"
[[shock]]
name = "policy uncertainty"
kind = "policy_uncertainty"
size = 0.9                                # United States, 2005-06 to 2011-12 (Baker, Bloom and Davis 2016)
path = { from = "2020-03", to = "2021-12" }
"#,
    },
];
