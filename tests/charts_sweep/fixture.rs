//! Sweep folders made by hand: numbers of no simulation, in the shape that sweeps write.

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder in the making.
pub struct Folder {
    pub path: PathBuf,
    pub plan: Value,
    factors: Vec<String>,
    outputs: Vec<String>,
    sweep: String,
    runs: String,
    sensitivity: String,
    points: usize,
}

/// A factor that takes values.
pub fn values(name: &str, label: &str, unit: &str, values: &[&str]) -> Value {
    let value = |text: &&str| text.parse::<f64>().map_or_else(|_| json!(text), |number| json!(number));
    json!({ "name": name, "label": label, "unit": unit, "paths": [format!("parameters.{name}")],
            "values": values.iter().map(value).collect::<Vec<_>>(), "range": null, "log": false, "distribution": "", "baseline": null })
}

/// A factor that ranges.
pub fn range(name: &str, label: &str, unit: &str, low: f64, high: f64) -> Value {
    json!({ "name": name, "label": label, "unit": unit, "paths": [format!("parameters.{name}")], "values": [], "range": [low, high],
            "log": false, "distribution": "", "baseline": null })
}

/// An output.
pub fn output(name: &str, label: &str, unit: &str, effect: bool) -> Value {
    json!({ "name": name, "text": name, "label": label, "unit": unit, "effect": effect })
}

fn names(list: &[Value]) -> Vec<String> {
    list.iter().map(|one| one["name"].as_str().unwrap().to_string()).collect()
}

impl Folder {
    pub fn new(name: &str, design: &str, factors: &[Value], outputs: &[Value]) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts_sweep").join(name);
        let _ = fs::remove_dir_all(&path);
        let plan = json!({
            "name": name, "title": format!("A sweep made by hand: {name}"), "question": "What is drawn?",
            "source": "no source, numbers made up", "id": "0123456789abcdef0123456789abcdef", "model_version": 1,
            "program_version": "0.1.0", "design": design, "samples": 10, "levels": 4, "second_order": false, "design_seed": 1,
            "bases": ["covid-2020"], "regimes": ["middle"], "against": "no_policy", "factors": factors, "outputs": outputs,
            "replications": 10, "firms": 2000, "points": 0, "quick": false,
        });
        let (factors, outputs) = (names(factors), names(outputs));
        let errors: String =
            outputs.iter().fold(String::new(), |text, name| format!("{text},{name},{name}_se"));
        let sweep = format!(
            "point,id,base,regime,{},replications,status{errors},message,command\n",
            factors.join(",")
        );
        let runs = format!("point,id,base,regime,replication,status,{}\n", outputs.join(","));
        let sensitivity = "base,regime,output,factor,index,value,lower,upper,unit\n".to_string();
        Folder { path, plan, factors, outputs, sweep, runs, sensitivity, points: 0 }
    }

    /// A point with value and standard error of each output; failed when there are none.
    pub fn point(&mut self, way: (&str, &str), levels: &[String], results: &[(f64, f64)]) {
        assert_eq!(levels.len(), self.factors.len());
        let (base, regime) = way;
        let status = if results.is_empty() { "failed" } else { "ok" };
        write!(
            self.sweep,
            "{},{:032x},{base},{regime},{},10,{status}",
            self.points,
            self.points,
            levels.join(",")
        )
        .unwrap();
        for at in 0..self.outputs.len() {
            let cells =
                results.get(at).map_or_else(|| ",".to_string(), |(value, error)| format!("{value},{error}"));
            write!(self.sweep, ",{cells}").unwrap();
        }
        let message = if results.is_empty() { "\"books do not balance, month 3\"" } else { "" };
        writeln!(self.sweep, ",{message},tideover run scenarios/{base}.toml").unwrap();
        for replication in 0..10 {
            let head = format!("{},{:032x},{base},{regime},{replication},{status}", self.points, self.points);
            let spread = |(value, error): &(f64, f64)| {
                format!(",{}", value + error * 3.2 * (f64::from(replication) - 4.5) / 3.0)
            };
            let cells: String = results.iter().map(spread).collect();
            let cells = if results.is_empty() { ",".repeat(self.outputs.len()) } else { cells };
            writeln!(self.runs, "{head}{cells}").unwrap();
        }
        self.points += 1;
    }

    /// A number of sensitivity.csv, of base covid-2020 in the middle regime.
    pub fn index(&mut self, output: &str, factor: &str, index: &str, value: f64, half: f64) {
        writeln!(
            self.sensitivity,
            "covid-2020,middle,{output},{factor},{index},{value},{},{},",
            value - half,
            value + half
        )
        .unwrap();
    }

    pub fn write(&mut self) {
        fs::create_dir_all(&self.path).unwrap();
        self.plan["points"] = json!(self.points);
        fs::write(self.path.join("plan.json"), serde_json::to_string_pretty(&self.plan).unwrap()).unwrap();
        fs::write(self.path.join("sweep.csv"), &self.sweep).unwrap();
        fs::write(self.path.join("runs.csv"), &self.runs).unwrap();
        if self.sensitivity.lines().count() > 1 {
            fs::write(self.path.join("sensitivity.csv"), &self.sensitivity).unwrap();
        }
    }
}

/// A number in [-0.5, 0.5] out of another, the same on every machine.
pub fn luck(seed: u64) -> f64 {
    let mut x = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 31;
    x = x.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^= x >> 29;
    (x >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
}
