//! Random scenarios inside all ranges: every parameter, kind of shock, lever, start and size.

use super::draw::Draw;
use super::written::{Section, Written, list, number, quoted};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tideover::classes::CHANNELS;
use tideover::classes::{SIZES, TIERS};
use tideover::levers::{self, Audience};
use tideover::month::params::Params;
use tideover::policy::QUEUES;
use tideover::scenario::keys::REGIMES;
use tideover::scenario::{Overrides, load};
use tideover::shocks::KINDS;
use tideover::units::Month;

/// What a scenario may name of an economy.
pub struct Pack {
    path: PathBuf,
    /// All sectors, and those with small firms.
    pub sectors: Vec<String>,
    /// Sectors with small firms.
    pub peopled: Vec<String>,
    /// Regions.
    pub regions: Vec<String>,
    /// Whether any sector does research.
    research: bool,
}

/// The economies that are shipped.
pub static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    ["baseline", "baseline-united-states", "baseline-registry"]
        .map(|name| {
            let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
            let economy = load(&[scenarios.join(format!("{name}.toml"))], &Overrides::default())
                .unwrap()
                .scenario
                .economy;
            let peopled = economy.sectors.iter().filter(|sector| sector.has_firms);
            Pack {
                path: scenarios.join(format!("economies/{}.toml", economy.name)),
                peopled: peopled.map(|sector| sector.id.clone()).collect(),
                sectors: economy.sectors.iter().map(|sector| sector.id.clone()).collect(),
                research: economy.sectors.iter().any(|sector| sector.research > 0.0),
                regions: economy.regions.iter().map(|region| region.id.clone()).collect(),
            }
        })
        .into()
});

/// First and last month that are simulated.
#[derive(Clone, Copy)]
pub struct Window {
    /// First month.
    pub start: Month,
    /// Their number.
    pub months: i64,
}

impl Window {
    /// The month so many after the first, in quotes.
    pub fn month(&self, n: i64) -> String {
        quoted(&self.start.plus(n as i32).to_string())
    }
}

/// The economy of a trial.
pub fn pack(trial: u64) -> &'static Pack {
    &PACKS[match Draw::new(trial).unit("pack") {
        x if x < 0.5 => 0,
        x if x < 0.8 => 1,
        _ => 2,
    }]
}

/// The months of a trial.
pub fn window(trial: u64) -> Window {
    let draw = Draw::new(trial);
    let start = Month::new(draw.whole("year", 1960, 2060) as i32, draw.whole("month", 1, 12) as i32);
    let months = if draw.chance("long", 0.07) {
        draw.whole("many months", 31, 240)
    } else {
        draw.whole("months", 1, 30)
    };
    Window { start, months }
}

/// The scenario of a trial.
pub fn scenario(trial: u64) -> Written {
    let (draw, pack, window) = (Draw::new(trial), pack(trial), window(trial));
    let mut written = Written::default();
    let head = &mut written.head;
    head.set("name", quoted("random"));
    head.set("extends", quoted(pack.path.to_str().unwrap()));
    head.set("start", window.month(0));
    head.set("months", window.months);
    head.set("firms", draw.magnitude("firms", 10.0, 1000.0).round() as i64);
    head.set("regime", quoted(draw.pick::<&str>("regime", &REGIMES)));
    written.replications.set("count", 1);
    written.replications.set("seed", draw.whole("seed", 0, i64::from(u32::MAX)));
    written.parameters = parameters(&draw.below("parameters"));
    for index in 0..draw.whole("shocks", 0, 4) {
        let name = format!("shock {index}");
        let shock = shock(&draw.below(&name), &name, pack, window, &mut written.tables);
        // Of two of a kind a file would have to say whether they share their random draws.
        let twin = |other: &Section| drawn(other) && drawn(&shock) && other.get("kind") == shock.get("kind");
        if !written.shocks.iter().any(twin) {
            written.shocks.push(shock);
        }
    }
    for index in 0..draw.whole("policies", 0, 6) {
        let name = format!("policy {index}");
        written.policies.push(policy(&draw.below(&name), &name, pack, window));
    }
    if draw.chance("trace", 0.2) {
        written.output.set("trace", format!("[0, {}]", draw.whole("traced", 1, 9)));
    }
    written
}

/// A scenario without shocks, policies and changed parameters.
pub fn quiet() -> Written {
    let mut written = Written::default();
    written.head.set("name", quoted("quiet"));
    written.head.set("extends", quoted(PACKS[0].path.to_str().unwrap()));
    written.head.set("start", quoted("2020-01"));
    let mut short = Section::default();
    short.set("burn_in_years", "1.0");
    short.set("burn_in_firms", "1000.0");
    short.set("settle_months", "2.0");
    written.parameters.push(("population", short));
    written
}

/// None changed, a few, many a little, or all at once. The burn-in is kept short.
fn parameters(draw: &Draw) -> Vec<(&'static str, Section)> {
    let (share, reach) = match draw.unit("how many") {
        x if x < 0.35 => (0.0, 0.0),
        x if x < 0.65 => (0.03, 1.0),
        x if x < 0.80 => (0.4, 0.2),
        _ => (1.0, 1.0),
    };
    let mut groups: Vec<(&'static str, Section)> =
        Params::GROUPS.iter().map(|group| (*group, Section::default())).collect();
    for spec in Params::specs() {
        let section = &mut groups.iter_mut().find(|(group, _)| *group == spec.group).unwrap().1;
        if spec.group == "population" {
            let value = match spec.name {
                "burn_in_years" => *draw.pick("burn-in", &[0.0, 0.5, 1.0, 1.0]),
                "burn_in_firms" => 1000.0,
                "settle_months" => draw.whole("settle", 0, 12) as f64,
                _ => draw.within(spec.name, (spec.min, spec.max), spec.default),
            };
            section.set(spec.name, number(value));
        } else if draw.chance(&format!("{}: changed", spec.key()), share) {
            let value = draw.within(&spec.key(), (spec.min, spec.max), spec.default);
            section.set(
                spec.name,
                number((spec.default + reach * (value - spec.default)).clamp(spec.min, spec.max)),
            );
        }
    }
    groups.retain(|(_, section)| !section.0.is_empty());
    groups
}

/// A list of names, or a table that gives a number to some.
fn places(draw: &Draw, key: &str, names: &[String], numbers: (f64, f64)) -> String {
    let chosen = draw.some(key, names);
    if draw.chance(&format!("{key}: list"), 0.5) {
        return list(chosen);
    }
    let given = chosen.iter().map(|name| {
        format!("{name} = {}", number(draw.between(&format!("{key} {name}"), numbers.0, numbers.1)))
    });
    format!("{{ {} }}", given.collect::<Vec<_>>().join(", "))
}

/// Whether chance decides anything about a shock.
pub fn drawn(shock: &Section) -> bool {
    ["probability", "size_sd", "size_min"].iter().any(|key| shock.get(key).is_some())
}

fn shock(
    draw: &Draw,
    name: &str,
    pack: &Pack,
    window: Window,
    tables: &mut Vec<(String, String)>,
) -> Section {
    let spec = draw.pick("kind", KINDS);
    let mut shock = Section::default();
    shock.set("name", quoted(name));
    shock.set("kind", quoted(spec.kind));
    // Half of the shocks are of a size that has been seen.
    let usual = |end: f64| end.clamp(-0.3, 0.3);
    let (least, most) =
        if draw.chance("usual", 0.5) { (usual(spec.min), usual(spec.max)) } else { (spec.min, spec.max) };
    let sized = draw.unit("sized");
    if sized < 0.15 {
        let (a, b) = (draw.between("size 1", least, most), draw.between("size 2", least, most));
        shock.set("size_min", number(a.min(b)));
        shock.set("size_max", number(a.max(b)));
    } else {
        shock.set("size", number(draw.within("size", (least, most), 0.5 * (least + most))));
        if sized < 0.3 {
            shock.set("size_sd", number(draw.magnitude("size_sd", 0.001, 1.0)));
        }
    }
    if draw.chance("sectors?", 0.4) {
        let numbers = if sized < 0.3 { (0.0, 1.0) } else { (least, most) };
        shock.set("sectors", places(draw, "sectors", &pack.sectors, numbers));
    }
    if draw.chance("regions?", 0.4) {
        shock.set("regions", places(draw, "regions", &pack.regions, (0.0, 1.0)));
    }
    if spec.channels && draw.chance("channel?", 0.4) {
        shock.set("channel", list(draw.some("channel", &CHANNELS)));
    }
    let by_chance = draw.chance("by chance", 0.2);
    if by_chance {
        shock.set("probability", number(draw.within("probability", (0.0, 1.0), 0.05)));
        shock.set("months", draw.whole("lasts", 1, 24));
    }
    shock.set("path", course(draw, pack, window, by_chance, tables));
    shock
}

fn course(
    draw: &Draw,
    pack: &Pack,
    window: Window,
    by_chance: bool,
    tables: &mut Vec<(String, String)>,
) -> String {
    let from = draw.whole("from", -6.min(window.months - 1), window.months - 1);
    let to = draw.whole("to", from.max(0), window.months + 6);
    let step = format!("{{ from = {} }}", window.month(from));
    let span = format!("from = {}, to = {}", window.month(from), window.month(to));
    let how = draw.unit("course");
    let factors = |of: &str, n: i64| {
        (0..n).map(|k| number(draw.between(&format!("{of} {k}"), 0.0, 1.0))).collect::<Vec<String>>()
    };
    match how {
        how if by_chance && how < 0.5 => step,
        _ if by_chance => format!("{{ {span} }}"),
        how if how < 0.1 => step,
        how if how < 0.2 => format!("{{ from = {}, profile = \"pulse\" }}", window.month(from.max(0))),
        how if how < 0.3 => format!("{{ {span}, profile = \"ramp\" }}"),
        how if how < 0.5 => {
            format!("{{ {span}, recover = {} }}", window.month(to + draw.whole("recover", 1, 12)))
        }
        how if how < 0.6 => {
            let values = factors("value", to.max(0) - from.max(0) + 1);
            format!("{{ from = {}, values = [{}] }}", window.month(from.max(0)), values.join(", "))
        }
        how if how < 0.65 => {
            let of = |sector: &String| format!("{sector} = [{}]", factors(sector, 3).join(", "));
            let values: Vec<String> = draw.some("value", &pack.sectors).into_iter().map(of).collect();
            format!("{{ from = {}, values = {{ {} }} }}", window.month(from.max(0)), values.join(", "))
        }
        how if how < 0.75 => {
            let name = format!("path-{}.csv", tables.len());
            let rows = factors("row", to.max(0) - from.max(0) + 1);
            let month = |k: usize| window.start.plus(from.max(0) as i32 + k as i32);
            let rows: String =
                rows.iter().enumerate().map(|(k, factor)| format!("{},{factor}\n", month(k))).collect();
            tables.push((name.clone(), format!("month,value\n{rows}")));
            format!("{{ table = {} }}", quoted(&name))
        }
        _ => format!("{{ {span} }}"),
    }
}

/// A policy of any lever.
pub fn policy(draw: &Draw, name: &str, pack: &Pack, window: Window) -> Section {
    // The ladder is for packs whose sectors do research; elsewhere it is refused.
    let levers: Vec<_> =
        levers::ALL.iter().filter(|lever| pack.research || lever.kind() != "cultivation_ladder").collect();
    let lever = **draw.pick("lever", &levers);
    let mut policy = Section::default();
    policy.set("name", quoted(name));
    policy.set("kind", quoted(lever.kind()));
    let from = draw.whole("from", -3.min(window.months - 1), window.months - 1);
    policy.set("from", window.month(from));
    policy.set("to", window.month(draw.whole("to", from.max(0), window.months + 3)));
    if draw.chance("announced?", 0.3) {
        policy.set("announced", window.month(from - draw.whole("announced", 0, 6)));
    }
    if draw.chance("phase_out?", 0.3) {
        policy.set("phase_out", draw.whole("phase_out", 0, 24));
    }
    for field in lever.fields().iter().filter(|field| draw.chance(&format!("{}?", field.name), 0.6)) {
        if field.unit == "0 or 1" {
            policy.set(field.name, draw.chance(field.name, 0.5));
        } else {
            policy.set(field.name, number(draw.within(field.name, (field.min, field.max), field.default)));
        }
    }
    let audience = lever.about().audience;
    if matches!(audience, Audience::Firms | Audience::Markets) && draw.chance("target?", 0.5) {
        policy.set("target", target(&draw.below("target"), pack, audience == Audience::Markets));
    }
    if audience != Audience::Firms {
        return policy;
    }
    if draw.chance("take_up?", 0.6) {
        policy.set("take_up", number(draw.within("take_up", (0.0, 1.0), 0.5)));
    }
    if draw.chance("delay?", 0.2) {
        policy.set("delay", draw.whole("delay", 0, 6));
    }
    if draw.chance("budget?", 0.5) {
        policy.set(
            "budget_bn",
            number(if draw.chance("no budget", 0.05) { 0.0 } else { draw.magnitude("budget", 1e-3, 1e3) }),
        );
        policy.set("queue", quoted(draw.pick::<&str>("queue", &QUEUES)));
    }
    if draw.chance("regional?", 0.3) {
        policy.set("regional_share", number(draw.within("regional", (0.0, 1.0), 0.5)));
    }
    policy
}

fn target(draw: &Draw, pack: &Pack, placed: bool) -> String {
    let mut keys: Vec<String> = Vec::new();
    let mut key = |name: &str, probability: f64, value: &dyn Fn() -> String| {
        if draw.chance(&format!("{name}?"), probability) {
            keys.push(format!("{name} = {}", value()));
        }
    };
    key("sectors", 0.3, &|| list(draw.some("sectors", &pack.peopled)));
    key("regions", 0.3, &|| list(draw.some("regions", &pack.regions)));
    if !placed {
        key("sizes", 0.4, &|| list(draw.some("sizes", &SIZES)));
        key("tiers", 0.1, &|| list(draw.some("tiers", &TIERS)));
        key("age_at_least", 0.1, &|| number(draw.between("age_at_least", 0.0, 10.0)));
        key("age_below", 0.1, &|| number(draw.between("age_below", 10.5, 50.0)));
        key("exporters", 0.1, &|| draw.chance("exporters", 0.5).to_string());
        key("formal", 0.1, &|| draw.chance("formal", 0.5).to_string());
        key("revenue_drop_at_least", 0.1, &|| number(draw.between("revenue_drop_at_least", 0.0, 1.0)));
        key("viable", 0.1, &|| draw.chance("viable", 0.5).to_string());
        key("cash_below_months", 0.1, &|| number(draw.magnitude("cash_below_months", 0.1, 120.0)));
        key("cluster", 0.05, &|| draw.chance("cluster", 0.5).to_string());
        key("digital_at_least", 0.05, &|| number(draw.between("digital_at_least", 0.0, 3.0)));
        key("headcount_kept_at_least", 0.1, &|| number(draw.between("headcount_kept_at_least", 0.0, 2.0)));
        key("headcount_at_most", 0.1, &|| number(draw.magnitude("headcount_at_most", 1.0, 1e6)));
    }
    if keys.is_empty() { "{}".into() } else { format!("{{ {} }}", keys.join(", ")) }
}
