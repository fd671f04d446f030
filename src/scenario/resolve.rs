//! Writes the resolved scenario: everything that a run depends on, in one file that runs by itself.
//!
//! The text is made of the checked [`Scenario`] alone, so that reading it back gives the same text again;
//! where a value came from stands in a comment.

use super::check::Check;
use super::course_text;
use super::policy::is_switch;
use super::shock::spec_of;
use super::values::one_line;
use super::writer::{Writer, list, quoted};
use crate::classes::CHANNELS;
use crate::classes::{SIZES, TIERS};
use crate::economy::CashDaysOf;
use crate::economy::load::TABLES;
use crate::levers;
use crate::month::model::Scenario;
use crate::month::params::Params;
use crate::policy::{Policy, QUEUES, Queue, Target};
use crate::shocks::Shock;
use crate::shocks::chance::Intensity;

/// The folder of the pack's tables, relative to the resolved scenario.
pub(super) const TABLE_FOLDER: &str = "economy";

/// The resolved scenario as text: with comments that name the origin of each value, and without any (the
/// canonical text).
pub(super) fn write(scenario: &Scenario, check: &Check) -> (String, String) {
    let writer = lines(scenario, Some(check));
    let canonical = writer.lines.iter().fold(String::new(), |text, (line, _)| text + line + "\n");
    let mut resolved = format!(
        "# The scenario {} as it was run, resolved by tideover {}: every value, and behind it where it came from.\n",
        one_line(&scenario.name),
        env!("CARGO_PKG_VERSION"),
    );
    for (line, comment) in &writer.lines {
        resolved.push_str(line);
        if !comment.is_empty() {
            resolved.push_str("  # ");
            resolved.push_str(&one_line(comment));
        }
        resolved.push('\n');
    }
    (resolved, canonical)
}

/// The canonical text alone: what names a scenario.
pub(super) fn canonical(scenario: &Scenario) -> String {
    lines(scenario, None).lines.iter().fold(String::new(), |text, (line, _)| text + line + "\n")
}

fn lines<'a>(scenario: &Scenario, check: Option<&'a Check>) -> Writer<'a> {
    let mut writer = Writer { check, prefix: String::new(), lines: Vec::new() };
    head(&mut writer, scenario);
    economy(&mut writer, scenario);
    for (index, shock) in scenario.shocks.iter().enumerate() {
        write_shock(&mut writer, scenario, index, shock);
    }
    for (index, policy) in scenario.policies.iter().enumerate() {
        write_policy(&mut writer, scenario, index, policy);
    }
    parameters(&mut writer, scenario);
    writer
}

fn head(writer: &mut Writer<'_>, scenario: &Scenario) {
    writer.table("[scenario]", "scenario");
    writer.text("name", &scenario.name);
    writer.text("title", &scenario.title);
    writer.text("question", &scenario.question);
    writer.text("source", &scenario.source);
    writer.text("start", &scenario.start.to_string());
    writer.put("months", scenario.months.to_string());
    writer.put("firms", scenario.firms.to_string());
    writer.text("regime", &scenario.regime);
    if scenario.quick {
        writer.put("quick", "true");
    }
    writer.table("[replications]", "replications");
    match &scenario.until {
        Some(until) => writer.put("until", until.text()),
        None => writer.put("count", scenario.replications.to_string()),
    }
    writer.put("seed", scenario.seed.to_string());
    writer.table("[output]", "output");
    writer.put("trace", list(scenario.trace.iter().map(u32::to_string)));
}

fn economy(writer: &mut Writer<'_>, scenario: &Scenario) {
    let economy = &scenario.economy;
    writer.table("[economy]", "economy");
    writer.text("name", &economy.name);
    writer.text("country", &economy.country);
    writer.text("currency", &economy.currency);
    writer.text("currency_unit", &economy.currency_unit);
    writer.number("minor_per_major", economy.minor_per_major);
    writer.text("cash_days_of", CashDaysOf::NAMES[economy.cash_days_of as usize]);
    writer.put("base_year", economy.base_year.to_string());
    writer.number("total_output", economy.io.total_output);
    writer.table("[economy.frame]", "economy.frame");
    writer.text("name", &economy.frame.name);
    writer.text("description", &economy.frame.description);
    writer.number("firms", economy.frame.firms);
    writer.table("[economy.tables]", "economy.tables");
    for table in TABLES.iter().chain(&economy.optional) {
        writer.text(table, &table_path(table));
    }
}

/// Where a table of the pack lies, relative to the resolved scenario.
pub(super) fn table_path(table: &str) -> String {
    format!("{TABLE_FOLDER}/{table}.csv")
}

fn write_shock(writer: &mut Writer<'_>, scenario: &Scenario, index: usize, shock: &Shock) {
    let path = format!("shock[{index}]");
    writer.table("[[shock]]", &path);
    writer.text("name", &shock.name);
    let spec = spec_of(shock.kind);
    writer.text("kind", spec.kind);
    writer.word("draw", &shock.draw);
    if spec.channels && shock.channels != [true; 4] {
        let hit = CHANNELS.iter().zip(shock.channels).filter(|(_, hit)| *hit);
        writer.put("channel", list(hit.map(|(word, _)| quoted(word))));
    }
    if let Some(market) = shock.market {
        writer.text("market", &scenario.economy.foreign_markets[market].id);
    }
    match shock.intensity {
        Some(Intensity::Normal { mean, sd }) => {
            writer.number("size", mean);
            writer.number("size_sd", sd);
        }
        Some(Intensity::Between { min, max }) => {
            writer.number("size_min", min);
            writer.number("size_max", max);
        }
        None => {}
    }
    if let Some(chance) = &shock.chance {
        writer.number("probability", chance.probability);
        writer.put("months", chance.months.to_string());
    }
    writer.table("[shock.sectors]", &format!("{path}.sectors"));
    for (sector, size) in scenario.economy.sectors.iter().zip(&shock.by_sector) {
        writer.number(&sector.id, *size);
    }
    writer.table("[shock.regions]", &format!("{path}.regions"));
    for (region, factor) in scenario.economy.regions.iter().zip(&shock.by_region) {
        writer.number(&region.id, *factor);
    }
    writer.table("[shock.path]", &format!("{path}.path"));
    course_text::write(writer, &shock.path, &scenario.economy);
}

fn write_policy(writer: &mut Writer<'_>, scenario: &Scenario, index: usize, policy: &Policy) {
    let path = format!("policy[{index}]");
    let lever = levers::ALL[policy.lever];
    writer.table("[[policy]]", &path);
    writer.text("name", &policy.name);
    writer.text("kind", lever.kind());
    writer.word("draw", &policy.draw);
    writer.text("from", &policy.from.to_string());
    writer.text("to", &policy.to.to_string());
    writer.text("announced", &policy.announced.to_string());
    writer.some("take_up", policy.take_up);
    writer.put("delay", policy.delay.to_string());
    writer.some("budget_bn", policy.budget.map(billions));
    if policy.queue != Queue::default() {
        writer.text("queue", QUEUES[policy.queue as usize]);
    }
    if policy.regional_share > 0.0 {
        writer.number("regional_share", policy.regional_share);
    }
    if policy.phase_out > 0 {
        writer.put("phase_out", policy.phase_out.to_string());
    }
    for (field, value) in lever.fields().iter().zip(&policy.settings) {
        match is_switch(field) {
            true => writer.put(field.name, (*value != 0.0).to_string()),
            false => writer.number(field.name, *value),
        }
    }
    if policy.target != Target::default() {
        write_target(writer, scenario, &path, &policy.target);
    }
}

fn write_target(writer: &mut Writer<'_>, scenario: &Scenario, path: &str, target: &Target) {
    writer.table("[policy.target]", &format!("{path}.target"));
    writer.words("sectors", target.sectors.as_ref(), |index| &scenario.economy.sectors[index].id);
    writer.words("regions", target.regions.as_ref(), |index| &scenario.economy.regions[index].id);
    writer.words("sizes", target.sizes.as_ref(), |index| SIZES[index]);
    writer.words("tiers", target.tiers.as_ref(), |index| TIERS[index]);
    writer.some("age_at_least", target.age_at_least);
    writer.some("age_below", target.age_below);
    writer.flag("exporters", target.exporters);
    writer.flag("formal", target.formal);
    writer.some("revenue_drop_at_least", target.revenue_drop_at_least);
    writer.flag("viable", target.viable);
    writer.some("cash_below_months", target.cash_below_months);
    writer.flag("cluster", target.cluster);
    writer.some("digital_at_least", target.digital_at_least);
    writer.some("headcount_kept_at_least", target.headcount_kept_at_least);
    writer.some("headcount_at_most", target.headcount_at_most);
}

fn parameters(writer: &mut Writer<'_>, scenario: &Scenario) {
    let mut group = "";
    for spec in Params::specs() {
        if spec.group != group {
            group = spec.group;
            writer.table(&format!("[parameters.{group}]"), &format!("parameters.{group}"));
        }
        writer.number(spec.name, scenario.params.get(spec.group, spec.name).unwrap_or(spec.default));
    }
}

/// The billions that, read back, give exactly this sum: of the nearest numbers the first that does.
fn billions(sum: f64) -> f64 {
    let near = sum / 1e9;
    let candidates =
        [near, near.next_up(), near.next_down(), near.next_up().next_up(), near.next_down().next_down()];
    candidates.into_iter().find(|billions| billions * 1e9 == sum).unwrap_or(near)
}

#[cfg(test)]
mod tests {
    use super::super::writer::{name, real};
    use super::*;

    #[test]
    fn text_survives_quoting() {
        let text = "a \"b\" \\ c\nd\te \u{7f} 餐";
        let table: toml::Table = format!("{} = {}", name("x y"), quoted(text)).parse().unwrap();
        assert_eq!(table["x y"].as_str(), Some(text));
    }

    proptest::proptest! {
        #[test]
        fn sums_survive_being_written_in_billions(billion in 0.0..1e6f64) {
            let sum = billion * 1e9;
            assert_eq!(billions(sum) * 1e9, sum);
        }

        #[test]
        fn numbers_survive_being_written(x in proptest::num::f64::NORMAL | proptest::num::f64::ZERO) {
            let table: toml::Table = format!("x = {}", real(x)).parse().unwrap();
            assert_eq!(table["x"].as_float(), Some(x));
        }
    }
}
