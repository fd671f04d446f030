//! A fabricated run folder: series of no economy, but of the right shape and size.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const SECTORS: [(&str, &str, f64, f64); 13] = [
    ("mining", "Mining", 6.0, 1.0),
    ("consumer_goods", "Consumer goods", 110.0, 1.1),
    ("materials", "Materials and metals", 120.0, 0.9),
    ("equipment", "Machinery and electronics", 100.0, 0.8),
    ("utilities", "Energy and water", 11.0, 0.5),
    ("construction", "Construction", 120.0, 1.2),
    ("wholesale_retail", "Wholesale and retail trade", 650.0, 1.4),
    ("transport", "Transport and storage", 58.0, 1.3),
    ("accommodation_catering", "Hotels and restaurants", 43.0, 2.4),
    ("software", "Software and IT services", 92.0, 0.7),
    ("real_estate", "Property services", 74.0, 0.8),
    ("business_services", "Business services and research", 380.0, 1.0),
    ("personal_services", "Personal services, education, health, culture", 197.0, 1.5),
];
const REGIONS: [(&str, i32, i32); 31] = [
    ("Xinjiang", 0, 2),
    ("Tibet", 0, 4),
    ("Qinghai", 1, 3),
    ("Gansu", 2, 3),
    ("Ningxia", 3, 3),
    ("Inner Mongolia", 4, 2),
    ("Shaanxi", 4, 4),
    ("Shanxi", 4, 3),
    ("Hebei", 5, 3),
    ("Beijing", 5, 2),
    ("Tianjin", 6, 2),
    ("Liaoning", 7, 2),
    ("Jilin", 7, 1),
    ("Heilongjiang", 7, 0),
    ("Shandong", 6, 3),
    ("Henan", 5, 4),
    ("Jiangsu", 6, 4),
    ("Shanghai", 7, 4),
    ("Zhejiang", 7, 5),
    ("Anhui", 6, 5),
    ("Hubei", 5, 5),
    ("Chongqing", 4, 5),
    ("Sichuan", 3, 5),
    ("Hunan", 4, 6),
    ("Jiangxi", 5, 6),
    ("Fujian", 6, 6),
    ("Guizhou", 3, 6),
    ("Yunnan", 2, 6),
    ("Guangxi", 4, 7),
    ("Guangdong", 5, 7),
    ("Hainan", 4, 8),
];

pub struct Fixture {
    pub title: &'static str,
    pub question: &'static str,
    pub quick: bool,
    pub months: usize,
    pub replications: usize,
    pub arms: &'static [&'static str],
    pub policies: usize,
}

pub const USUAL: Fixture = Fixture {
    title: "China, 2020: contact restrictions, with the relief package of that year",
    question: "How many firms and jobs did the package keep, and at what cost?",
    quick: false,
    months: 36,
    replications: 8,
    arms: &["scenario"],
    policies: 5,
};

/// A wobble in −1..1 that depends on its arguments alone.
fn wobble(a: usize, b: usize, c: usize) -> f64 {
    let mut x = (a as u64 * 0x9e37_79b9 + b as u64 * 0x85eb_ca6b + c as u64 * 0xc2b2_ae35 + 12345)
        .wrapping_mul(0x2545_f491_4f6c_dd1d);
    x ^= x >> 29;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 32;
    (x % 20_001) as f64 / 10_000.0 - 1.0
}

/// The strength of the shock in a month: full in months 1–3, gone at month 11.
fn strength(month: usize) -> f64 {
    match month {
        0 => 0.0,
        1..=3 => 1.0,
        m if m < 11 => 1.0 - (m as f64 - 3.0) / 8.0,
        _ => 0.0,
    }
}

fn month(index: usize) -> String {
    format!("{:04}-{:02}", 2020 + index / 12, index % 12 + 1)
}

impl Fixture {
    pub fn write(&self, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("manifest.json"), self.manifest()).unwrap();
        fs::write(folder.join("monthly.csv"), self.monthly()).unwrap();
        let sectors: Vec<_> =
            SECTORS.iter().map(|sector| (sector.0.to_string(), sector.2, sector.3)).collect();
        fs::write(folder.join("monthly_by_sector.csv"), self.groups("sector", &sectors)).unwrap();
        let regions: Vec<_> = (0..REGIONS.len())
            .map(|at| (format!("r{at}"), 60.0 + 20.0 * wobble(at, 1, 1), 1.0 + 0.8 * wobble(at, 2, 2)))
            .collect();
        fs::write(folder.join("monthly_by_region.csv"), self.groups("region", &regions)).unwrap();
        fs::write(folder.join("survival.csv"), self.survival()).unwrap();
        fs::write(folder.join("resilience_factors.csv"), self.factors()).unwrap();
        fs::write(folder.join("summary.csv"), self.summary()).unwrap();
        if self.policies > 0 {
            fs::write(folder.join("policies.csv"), self.costs()).unwrap();
            fs::write(folder.join("ladder.csv"), self.ladder()).unwrap();
        }
    }

    fn manifest(&self) -> String {
        let sectors: Vec<_> = SECTORS.iter().map(|s| serde_json::json!({"id": s.0, "label": s.1})).collect();
        let regions: Vec<_> = REGIONS
            .iter()
            .enumerate()
            .map(|(at, r)| serde_json::json!({"id": format!("r{at}"), "label": r.0, "tile": [r.1, r.2]}))
            .collect();
        let policy = |name: &str, lever: &str, from: &str, to: &str| serde_json::json!({"name": name, "lever": lever, "from": from, "to": to});
        let mut policies = vec![
            policy("deferral of principal and interest", "loan_moratorium", "2020-03", "2021-03"),
            policy("VAT deferral", "tax_deferral", "2020-02", "2020-12"),
            policy("job retention subsidy", "wage_subsidy", "2020-02", "2020-07"),
            policy("grants to hotels and restaurants", "liquidity_grant", "2020-04", "2020-06"),
            policy("guarantee fund", "loan_guarantee", "2020-04", "2022-12"),
        ];
        let late = "a policy of the last months with a name that is rather long, as names of programmes are";
        policies.extend(
            (0..6).map(|at| policy(&format!("{late} ({at})"), "liquidity_grant", "2021-10", "2021-12")),
        );
        policies.truncate(self.policies);
        let manifest = serde_json::json!({
            "name": "covid-2020", "title": self.title, "question": self.question,
            "source": "State Council notices of 2020; NBS monthly retail sales", "id": "8f14e45fceea167a5a36dedd4bea2543", "short_id": "8f14e45f",
            "quick": self.quick, "regime": "middle", "replications": self.replications, "firms": 50000, "weight": 362.0, "seed": 20_200_101,
            "start": "2020-01", "months": self.months, "currency": "CNY", "currency_unit": "yuan", "country": "China",
            "model_version": "0.1.0", "citation": "tideover 0.1.0, run 8f14e45f, seed 20200101", "status": "complete",
            "shocks": [
                {"name": "contact restrictions", "kind": "demand", "from": "2020-02", "to": "2020-04", "back": "2020-12"},
                {"name": "staff may not travel", "kind": "attendance", "from": "2020-02", "to": "2020-03", "back": null},
                {"name": "fall of exports", "kind": "export", "from": "2020-03", "to": "2020-06", "back": "2020-10"}
            ],
            "policies": policies, "sectors": sectors, "regions": regions,
        });
        serde_json::to_string_pretty(&manifest).unwrap()
    }

    /// One value of a series of `monthly.csv`: rough but plausible.
    fn value(name: &str, column: usize, arm: usize, replication: usize, month: usize) -> f64 {
        let s = strength(month) * (1.0 - 0.25 * arm as f64);
        let noise = wobble(column, replication, month) * 0.01 + wobble(column, replication, 999) * 0.004;
        let t = month as f64;
        let scar = if month > 4 { 1.0 } else { t / 4.0 } * (1.0 - 0.3 * arm as f64);
        let (level, factor) = match name {
            "firms_million" => (18.1, 1.0 - 0.045 * scar + 0.0015 * t),
            "jobs_million" => (233.0, 1.0 - 0.06 * s - 0.02 * scar + 0.001 * t),
            "births_thousand" => (150.0, 1.0 - 0.4 * s),
            "deaths_thousand" => (140.0, 1.0 + 1.1 * s),
            n if n.starts_with("deaths_") => (35.0, 1.0 + 1.1 * s),
            n if n.ends_with("_share") => (0.04, 1.0 + 2.5 * s + column as f64 * 0.02),
            "price_index" => (1.0, 1.0 - 0.02 * s + 0.001 * t),
            "input_price_index" => (1.0, 1.0 + 0.04 * s + 0.0012 * t),
            "wage_index" => (1.0, 1.0 + 0.002 * t),
            "margin" => (0.045, 1.0 - 1.4 * s),
            "receivable_days" => (52.0, 1.0 + 0.25 * s),
            "cash_days_p10" => (6.0, 1.0 - 0.5 * s),
            "cash_days_p25" => (16.0, 1.0 - 0.4 * s),
            "cash_days_p50" => (34.0, 1.0 - 0.3 * s),
            "cash_days_p75" => (71.0, 1.0 - 0.2 * s),
            "cash_days_p90" => (130.0, 1.0 - 0.15 * s),
            "credit_applied_bn" => (2400.0, 1.0 + 0.8 * s),
            "credit_granted_bn" => (1500.0, 1.0 + 0.3 * s),
            "credit_refused_risk_bn" => (400.0, 1.0 + 2.0 * s),
            n if n.starts_with("credit_refused") => (150.0 + 10.0 * column as f64 / 10.0, 1.0 + s),
            _ => (100.0, 1.0 - 0.1 * s),
        };
        level * (factor + noise)
    }

    fn monthly(&self) -> String {
        let names: Vec<&str> = tideover::stats::columns::names(tideover::stats::tables::monthly::COLUMNS);
        let written =
            |name: &&str| if name.ends_with("_bn") { format!("{name}_yuan") } else { (*name).to_string() };
        let mut text = format!(
            "regime,arm,replication,month,{}\n",
            names.iter().map(written).collect::<Vec<_>>().join(",")
        );
        for (a, arm) in self.arms.iter().enumerate() {
            for replication in 0..self.replications {
                for at in 0..self.months {
                    write!(text, "middle,{arm},{replication},{}", month(at)).unwrap();
                    for (column, name) in names.iter().enumerate() {
                        write!(text, ",{}", Fixture::value(name, column, a, replication, at)).unwrap();
                    }
                    text.push('\n');
                }
            }
        }
        text
    }

    fn groups(&self, dimension: &str, groups: &[(String, f64, f64)]) -> String {
        let names: Vec<&str> = tideover::stats::columns::names(tideover::stats::tables::groups::COLUMNS);
        let mut text = format!("regime,arm,replication,month,{dimension},{}\n", names.join(","));
        for arm in self.arms {
            for replication in 0..self.replications {
                for at in 0..self.months {
                    for (g, (id, size, hit)) in groups.iter().enumerate() {
                        write!(text, "middle,{arm},{replication},{},{id}", month(at)).unwrap();
                        let s = strength(at) * hit;
                        for (column, name) in names.iter().enumerate() {
                            let noise = 1.0 + 0.05 * wobble(column + 100 * g, replication, at);
                            let value = match *name {
                                "firms_thousand" => {
                                    size * 10.0 * (1.0 - 0.02 * hit * (at as f64 / 12.0).min(1.0))
                                }
                                "jobs_thousand" => {
                                    size * 120.0 * (1.0 - 0.05 * s - 0.01 * hit + 0.0008 * at as f64)
                                }
                                "deaths_thousand" => size * 0.08 * (1.0 + 1.2 * s) * noise,
                                "births_thousand" => size * 0.085 * (1.0 - 0.4 * s).max(0.1) * noise,
                                "deaths_illiquid_thousand" => size * 0.02 * (1.0 + 3.0 * s) * noise,
                                "deaths_insolvent_thousand" => size * 0.02 * (1.0 + 0.8 * s) * noise,
                                "deaths_chain_thousand" => size * 0.004 * (1.0 + s) * noise,
                                "deaths_orderly_thousand" => size * 0.03 * (1.0 + 0.2 * s) * noise,
                                "deaths_other_thousand" => size * 0.01 * noise,
                                _ => size * noise,
                            };
                            write!(text, ",{value}").unwrap();
                        }
                        text.push('\n');
                    }
                }
            }
        }
        text
    }

    fn survival(&self) -> String {
        let mut text = "regime,arm,clock,dimension,group,month,at_risk,exits,survival,standard_error,hazard,lower,upper\n".to_string();
        let mut groups = vec![
            ("all", "all".to_string(), 1.0),
            ("size", "micro".into(), 1.25),
            ("size", "small".into(), 0.8),
        ];
        groups.push(("size", "medium".into(), 0.5));
        groups.extend(SECTORS.iter().map(|sector| ("sector", sector.0.to_string(), sector.3)));
        for arm in self.arms {
            for (clock, last) in [("since_start", self.months), ("age", 400)] {
                for (dimension, group, hit) in &groups {
                    if clock == "age" && *dimension == "sector" {
                        continue;
                    }
                    let (mut survival, mut at_risk) = (1.0, 20_000.0_f64 / hit);
                    for at in 1..=last {
                        let hazard = if clock == "age" {
                            0.012 / (1.0 + at as f64 / 40.0)
                        } else {
                            0.007 * (1.0 + strength(at - 1))
                        } * hit;
                        survival *= 1.0 - hazard;
                        let error = 0.004 + (survival * (1.0 - survival) / at_risk).sqrt();
                        let (lower, upper) = (survival - 1.96 * error, (survival + 1.96 * error).min(1.0));
                        let exits = at_risk * hazard;
                        writeln!(text, "middle,{arm},{clock},{dimension},{group},{at},{at_risk:.0},{exits:.0},{survival},{error},{hazard},{lower},{upper}")
                            .unwrap();
                        at_risk -= exits;
                    }
                }
            }
        }
        text
    }

    fn factors(&self) -> String {
        let mut text = "regime,arm,after_months,group,factor,meaning,firms_with,closed_with,closed_without,hazard_ratio,hazard_ratio_lower,hazard_ratio_upper\n".to_string();
        for arm in self.arms {
            for months in [12, 24] {
                for (group, factor, meaning, ratio) in [
                    ("size", "medium", "medium firms, over micro firms", 0.4),
                    ("strength", "digital_2_3", "on digital level two or three, over zero", 0.8),
                    ("strength", "ahead", "ahead of rivals by an innovation", 1.02),
                    ("strength", "research", "do research", 0.95),
                    ("money", "cash_for_a_month", "have cash for a month of outgo", 0.2),
                    ("money", "bank_debt", "owe a bank", 1.1),
                ] {
                    let (lower, upper) = (ratio * 0.9, ratio * 1.12);
                    writeln!(text, "middle,{arm},{months},{group},{factor},\"{meaning}\",900,0.05,0.07,{ratio},{lower},{upper}")
                        .unwrap();
                }
            }
        }
        text
    }

    fn costs(&self) -> String {
        let money = ["paid_out", "recovered", "lost", "deferred", "newly_deferred", "newly_guaranteed"]
            .map(|name| format!("{name}_bn_yuan"))
            .join(",");
        let mut text = format!(
            "regime,arm,replication,month,policy,lever,eligible,reached,refused_not_aware,refused_not_filed,refused_budget,refused_lender,{money}\n"
        );
        let policies = [
            ("deferral of principal and interest", "loan_moratorium", 2, 15, [0.0, 0.0, 0.0, 0.0, 3.0, 0.0]),
            ("VAT deferral", "tax_deferral", 1, 12, [0.0, 40.0, 0.2, 300.0, 45.0, 0.0]),
            ("job retention subsidy", "wage_subsidy", 1, 7, [12.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
            ("grants to hotels and restaurants", "liquidity_grant", 3, 6, [25.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
            ("guarantee fund", "loan_guarantee", 3, 36, [0.0, 0.6, 1.4, 60.0, 0.0, 8.0]),
        ];
        for arm in self.arms {
            for replication in 0..self.replications {
                for at in 0..self.months {
                    for (p, (policy, lever, from, to, sums)) in policies.iter().enumerate() {
                        let on = f64::from(u8::from(at >= *from && at < *to));
                        write!(text, "middle,{arm},{replication},{},{policy},{lever}", month(at)).unwrap();
                        for count in [900_000.0, 310_000.0, 200_000.0, 150_000.0, 40_000.0, 0.0] {
                            write!(
                                text,
                                ",{}",
                                (count * on * (1.0 + 0.1 * wobble(p, replication, at))).round()
                            )
                            .unwrap();
                        }
                        for (k, sum) in sums.iter().enumerate() {
                            let on = if k == 1 || k == 2 { f64::from(u8::from(at >= *from)) } else { on };
                            write!(text, ",{}", sum * on * (1.0 + 0.1 * wobble(p + 7 * k, replication, at)))
                                .unwrap();
                        }
                        text.push('\n');
                    }
                }
            }
        }
        text
    }

    /// Two tiers, one of them without a published path.
    fn ladder(&self) -> String {
        let mut text = "regime,arm,replication,month,tier,firms_or_above,published,reliable\n".to_string();
        for arm in self.arms {
            for replication in 0..self.replications {
                for at in 0..self.months {
                    let firms = |start: f64, p: usize| {
                        (start + 900.0 * at as f64 * (1.0 + 0.1 * wobble(p, replication, at / 12))).round()
                    };
                    let now = month(at);
                    writeln!(text, "middle,{arm},{replication},{now},innovative,{},,ok", firms(80_000.0, 1))
                        .unwrap();
                    let published = 20_000 + 1000 * at;
                    writeln!(
                        text,
                        "middle,{arm},{replication},{now},little_giant,{},{published},ok",
                        firms(20_000.0, 2)
                    )
                    .unwrap();
                }
            }
        }
        text
    }

    fn summary(&self) -> String {
        let mut text =
            "regime,arm,metric,group,unit,replications,mean,sd,monte_carlo_error,lower,upper,p10,p50,p90\n"
                .to_string();
        for (metric, group, unit, mean) in [
            ("firms_start", "all", "million", 18.1),
            ("firms_change_month_12", "all", "percent", -4.1),
            ("exits_12_months", "all", "percent of firms at start", 14.2),
            ("exits_12_months", "cause=illiquid", "percent of firms at start", 6.3),
            ("exits_12_months", "size=micro", "percent of firms at start", 15.9),
            ("jobs_start", "all", "million", 233.0),
            ("jobs_change_lowest", "all", "percent", -7.6),
            ("jobs_change_month_12", "all", "percent", -1.4),
            ("illiquid_share_peak", "all", "percent", 16.5),
            ("policy_outlay_total", "all", "billion yuan", 1158.2),
        ] {
            let (sd, error): (f64, f64) = (f64::abs(mean) * 0.01, f64::abs(mean) * 0.004);
            for arm in self.arms {
                let n = self.replications;
                let (low, high, p10, p90) = (mean - 2.0 * error, mean + 2.0 * error, mean - sd, mean + sd);
                writeln!(text, "middle,{arm},{metric},{group},{unit},{n},{mean},{sd},{error},{low},{high},{p10},{mean},{p90}").unwrap();
            }
        }
        text
    }
}
