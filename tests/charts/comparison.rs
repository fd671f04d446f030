//! A fabricated folder of a comparison: the usual tables in several regimes and arms, with effects, fates and
//! resilience.

use super::fixture::{Fixture, USUAL};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// All arms; the last but one is without shocks.
pub const ARMS: [&str; 7] = [
    "no-relief",
    "relief",
    "deferral of principal and interest",
    "value-added tax of small taxpayers waived in the province that was hit first",
    "guarantee funds",
    "no shock",
    "perfect information",
];
const NAMED: usize = 2;
const FATES: [&str; 6] = ["saved", "only_delayed", "safe_anyway", "lost_anyway", "hastened", "harmed"];

/// What is compared.
pub struct Comparison {
    pub regimes: &'static [&'static str],
    pub no_shock: bool,
    pub horizons: &'static [i64],
    pub quick: bool,
}

pub const THREE: Comparison = Comparison {
    regimes: &["resilient", "middle", "strict"],
    no_shock: true,
    horizons: &[12, 24, 36],
    quick: false,
};

impl Comparison {
    fn arms(&self) -> Vec<&'static str> {
        ARMS.into_iter().filter(|arm| self.no_shock || *arm != "no shock").collect()
    }

    pub fn write(&self, folder: &Path) {
        Fixture { replications: 3, arms: &ARMS, quick: self.quick, ..USUAL }.write(folder);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "csv") {
                fs::write(&path, self.in_regimes(&fs::read_to_string(&path).unwrap())).unwrap();
            }
        }
        let path = folder.join("manifest.json");
        let mut manifest: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        // As the program does it: the regime of the first history, and all runs counted.
        manifest["regime"] = self.regimes[0].into();
        manifest["replications"] = (3 * self.regimes.len()).into();
        manifest["policies"] = serde_json::json!([]);
        manifest["comparison"] = serde_json::json!({
            "base": ARMS[0], "arms": self.arms(), "titles": self.arms().iter().map(|arm| format!("Title of {arm}")).collect::<Vec<_>>(), "no_shock": self.no_shock.then_some("no shock"), "named": ARMS[..NAMED],
            "regimes": self.regimes, "replications": 3, "shared_months": [0, 0, 0], "fork": "2020-01", "horizons": self.horizons,
        });
        fs::write(&path, serde_json::to_string_pretty(&manifest).unwrap()).unwrap();
        fs::write(folder.join("effects.csv"), self.effects()).unwrap();
        fs::write(folder.join("fates.csv"), self.fates()).unwrap();
        if self.no_shock {
            fs::write(folder.join("recipients.csv"), self.recipients()).unwrap();
        }
        fs::create_dir_all(folder.join("arms")).unwrap();
        let grant = "[[policy]]\nname = \"grant\"\ntake_up = 0.3\n[policy.target]\nregions = [\"r1\"]\n";
        for (arm, policy) in ARMS[..NAMED].iter().zip(["", grant]) {
            for regime in self.regimes {
                let text = format!("[scenario]\nname = \"{arm}\"\n{policy}");
                fs::write(folder.join(format!("arms/{arm}-{regime}.toml")), text).unwrap();
            }
        }
    }

    /// The rows of the middle regime once for each regime; those of arms that are not compared are left out.
    fn in_regimes(&self, table: &str) -> String {
        let (header, rows) = table.split_once('\n').unwrap();
        let mut text = format!("{header}\n");
        for regime in self.regimes {
            for row in rows.lines() {
                let rest = row.strip_prefix("middle,").unwrap();
                if self.no_shock || !rest.starts_with("no shock,") {
                    writeln!(text, "{regime},{rest}").unwrap();
                }
            }
        }
        text
    }

    /// How much an arm does: nothing in one regime only, and one that costs nothing, are among them.
    fn strength(&self, arm: usize, regime: usize) -> f64 {
        [0.0, 60.0, 12.0, 0.4, 1.5, 180.0, 2.0][arm] * (1.0 + 0.4 * regime as f64)
    }

    fn effects(&self) -> String {
        let mut text = "regime,arm,horizon_months,metric,dimension,group,unit,replications,simulated_firms,base_mean,arm_mean,effect,sd,monte_carlo_error,\
                        lower,upper,variance_ratio\n"
            .to_string();
        for (r, regime) in self.regimes.iter().enumerate() {
            for (a, arm) in
                ARMS.iter().enumerate().skip(1).filter(|(_, arm)| self.no_shock || **arm != "no shock")
            {
                for horizon in self.horizons {
                    let size = self.strength(a, r) * *horizon as f64 / 12.0;
                    for region in 0..7 {
                        let effect = size * f64::from(7 - region) * if region == 3 { -0.5 } else { 0.2 };
                        writeln!(
                            text,
                            "{regime},{arm},{horizon},jobs,region,r{region},thousand,6,900,100,{},{effect},1,1,{},{},20",
                            100.0 + effect,
                            effect - 2.0,
                            effect + 2.0
                        )
                        .unwrap();
                    }
                    let cost = [0.0, 740.0, 0.0, 11.0, 0.6, 0.0, 0.4][a];
                    for (metric, unit, effect) in [
                        ("failures", "thousand", -0.3 * size),
                        ("firms", "thousand", size),
                        ("jobs", "thousand", 9.0 * size),
                        ("job_years", "thousand", 4.0 * size),
                        ("national_job_years", "thousand", 4.0 * size),
                        ("public_cost", "billion yuan", cost),
                        ("cost_per_job_year", "yuan", 1e6 * cost / (4.0 * size)),
                    ] {
                        let error = 0.1 * effect.abs() + 0.05;
                        let (low, high) = (effect - 2.0 * error, effect + 2.0 * error);
                        writeln!(
                            text,
                            "{regime},{arm},{horizon},{metric},all,all,{unit},6,12000,100,{},{effect},{error},{error},{low},{high},20",
                            100.0 + effect
                        )
                        .unwrap();
                    }
                }
            }
        }
        text
    }

    /// All firms that were alive when arms part: a hundredth more of a thousand than in the base, by a half.
    fn recipients(&self) -> String {
        let mut text = "regime,arm,horizon_months,policy,replications,simulated_firms,firms_thousand,alive_base,alive_arm,alive_change_thousand,alive_lower,alive_upper\n".to_string();
        for regime in self.regimes {
            for arm in ["relief", "no shock"] {
                for horizon in self.horizons {
                    writeln!(text, "{regime},{arm},{horizon},all,3,9000,1000,0.9,0.91,10,5,15").unwrap();
                }
            }
        }
        text
    }

    fn fates(&self) -> String {
        let mut text = "regime,arm,horizon_months,dimension,group,fate,replications,simulated_firms,firms_thousand,firms_lower,firms_upper,share_of_firms,\
                        jobs_thousand,jobs_lower,jobs_upper,dormant_thousand,money_bn_yuan,money_lower,money_upper,share_of_money,\
                        support_bn_yuan\n"
            .to_string();
        let sectors = ["mining", "consumer_goods", "construction", "accommodation_catering"];
        let mut groups = vec![("all".to_string(), "all".to_string(), 1.0, 1.0)];
        groups.extend(
            (1..=10).map(|tenth| ("need".to_string(), tenth.to_string(), 0.1, 2.0 - 0.18 * f64::from(tenth))),
        );
        for (s, sector) in sectors.iter().enumerate() {
            for (size, part) in [("micro", 0.2), ("small", 0.04), ("medium", 0.0002 * s as f64)] {
                groups.push((
                    "sector_size".to_string(),
                    format!("{sector}/{size}"),
                    part,
                    1.0 + 0.2 * s as f64,
                ));
            }
        }
        for (r, regime) in self.regimes.iter().enumerate() {
            for (a, arm) in
                ARMS.iter().enumerate().skip(1).filter(|(_, arm)| self.no_shock || **arm != "no shock")
            {
                for horizon in self.horizons {
                    let size = self.strength(a, r) * *horizon as f64 / 12.0;
                    for (dimension, group, part, hit) in &groups {
                        let firms = [size, 0.3 * size, 17_000.0, 900.0, 0.02 * size, 0.1 * size];
                        let paid = [0.0, 700.0, 0.0, 11.0, 0.6, 0.0, 0.4][a];
                        let money = [0.02, 0.01, 0.9, 0.05, 0.01, 0.01].map(|share: f64| share * paid);
                        for (fate, (firms, money)) in FATES.iter().zip(firms.into_iter().zip(money)) {
                            let (firms, money) = (
                                firms * part * if *fate == "safe_anyway" { 1.0 } else { *hit },
                                money * part * hit,
                            );
                            let share = if paid > 0.0 {
                                format!("{}", money / (paid * part * hit))
                            } else {
                                String::new()
                            };
                            writeln!(
                                text,
                                "{regime},{arm},{horizon},{dimension},{group},{fate},3,{:.0},{firms},{firms},{firms},0.1,{firms},,,0,{money},,,{share},{money}",
                                firms / 2.0
                            )
                            .unwrap();
                        }
                    }
                }
            }
        }
        text
    }
}
