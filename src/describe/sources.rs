//! The sources that describe the model: the files of its mechanisms, and the table of `src/lib.rs` that names
//! them.

/// The architecture page.
const PAGE: &str = include_str!("../lib.rs");

macro_rules! files {
    ($( $path:literal, )*) => {
        /// Files of mechanisms, by their path under `src/`, and what stands in them.
        const FILES: &[(&str, &str)] = &[ $( ($path, include_str!(concat!("../", $path))), )* ];
    };
}

// The files of the table. A test holds the two lists against one another.
files! {
    "calibrate/fit.rs",
    "compare/effects.rs",
    "compare/tables/mod.rs",
    "economy/load/foreign_markets.rs",
    "economy/load/mod.rs",
    "levers/about.rs",
    "levers/arrears_clearing.rs",
    "levers/cluster_programme.rs",
    "levers/compliance_relief.rs",
    "levers/consumption_voucher.rs",
    "levers/contribution_deferral.rs",
    "levers/contribution_relief.rs",
    "levers/credit_information_platform.rs",
    "levers/cultivation_ladder.rs",
    "levers/development_fund.rs",
    "levers/digital_subsidy.rs",
    "levers/energy_price_relief.rs",
    "levers/entry_facilitation.rs",
    "levers/evidence.rs",
    "levers/export_credit_insurance.rs",
    "levers/export_support.rs",
    "levers/fair_competition.rs",
    "levers/fair_credit.rs",
    "levers/fee_relief.rs",
    "levers/forgivable_loan.rs",
    "levers/hiring_subsidy.rs",
    "levers/input_price_stabilisation.rs",
    "levers/interest_subsidy.rs",
    "levers/job_retention_refund.rs",
    "levers/joint_innovation.rs",
    "levers/lending_mechanism.rs",
    "levers/liquidity_grant.rs",
    "levers/listing_access.rs",
    "levers/loan_guarantee.rs",
    "levers/loan_moratorium.rs",
    "levers/logistics_relief.rs",
    "levers/patent_pledge.rs",
    "levers/policy_horizon.rs",
    "levers/policy_rate.rs",
    "levers/procurement_set_aside.rs",
    "levers/prompt_payment.rs",
    "levers/quality_brand.rs",
    "levers/rd_subsidy.rs",
    "levers/regional_execution.rs",
    "levers/relending.rs",
    "levers/renewal.rs",
    "levers/rent_relief.rs",
    "levers/rights_protection.rs",
    "levers/rollover_without_repayment.rs",
    "levers/service_network.rs",
    "levers/short_time_work.rs",
    "levers/tax_deferral.rs",
    "levers/tax_relief.rs",
    "levers/training_voucher.rs",
    "levers/vat_refund.rs",
    "levers/wage_subsidy.rs",
    "levers/work_resumption.rs",
    "month/accounts.rs",
    "month/backlog.rs",
    "month/banks.rs",
    "month/basket.rs",
    "month/bounds.rs",
    "month/budget.rs",
    "month/buyers.rs",
    "month/buyers/pay.rs",
    "month/close.rs",
    "month/closure.rs",
    "month/cluster.rs",
    "month/competition.rs",
    "month/count.rs",
    "month/credibility.rs",
    "month/credit.rs",
    "month/credit/applications.rs",
    "month/ctx.rs",
    "month/demand.rs",
    "month/digital.rs",
    "month/disaster.rs",
    "month/dormancy.rs",
    "month/entry.rs",
    "month/equity.rs",
    "month/estate.rs",
    "month/expectations.rs",
    "month/failure.rs",
    "month/filing.rs",
    "month/foreign_investment.rs",
    "month/foreign_trade.rs",
    "month/forgivable_loans.rs",
    "month/founding.rs",
    "month/growth.rs",
    "month/households.rs",
    "month/in_force.rs",
    "month/informal.rs",
    "month/innovation.rs",
    "month/invoices.rs",
    "month/ladder.rs",
    "month/ladder/marks.rs",
    "month/ladder/places.rs",
    "month/ladder/rounds.rs",
    "month/large_firm_failure.rs",
    "month/large_firms.rs",
    "month/large_outlook.rs",
    "month/lending.rs",
    "month/lending/guarantee.rs",
    "month/limit.rs",
    "month/mod.rs",
    "month/model.rs",
    "month/norms.rs",
    "month/obligations.rs",
    "month/obligations/lines.rs",
    "month/out.rs",
    "month/out/inbox.rs",
    "month/outgo.rs",
    "month/owner.rs",
    "month/paperwork.rs",
    "month/params.rs",
    "month/pay.rs",
    "month/paying.rs",
    "month/payments.rs",
    "month/price.rs",
    "month/producers.rs",
    "month/production.rs",
    "month/quality.rs",
    "month/queue.rs",
    "month/rates.rs",
    "month/relending.rs",
    "month/relief.rs",
    "month/relief/filing.rs",
    "month/relief/of_use.rs",
    "month/relief/waived.rs",
    "month/rent.rs",
    "month/skills.rs",
    "month/strengths.rs",
    "month/supply.rs",
    "month/take_up.rs",
    "month/tally.rs",
    "month/tally/cash_days.rs",
    "month/tally/counts.rs",
    "month/tally/digital.rs",
    "month/tally/kinds.rs",
    "month/tally/ladder.rs",
    "month/tally/lending.rs",
    "month/tally/requests.rs",
    "month/tax.rs",
    "month/trade_credit.rs",
    "month/trade_credit/clear.rs",
    "month/uncertainty.rs",
    "month/upgrade.rs",
    "month/walk.rs",
    "month/work.rs",
    "month/work/hours.rs",
    "month/work/recall.rs",
    "scenario/shock.rs",
    "simulation/burn_in.rs",
    "simulation/fork.rs",
    "simulation/initial_balances.rs",
    "simulation/mod.rs",
    "simulation/population.rs",
    "simulation/split.rs",
    "state/ledger.rs",
    "stats/diversity.rs",
    "stats/interim.rs",
    "stats/summary/metrics.rs",
    "stats/summary/spread.rs",
    "stats/survival.rs",
    "stats/tables/ecology.rs",
    "stats/tables/mod.rs",
    "stats/tables/scorecard.rs",
    "sweep/shard.rs",
    "sweep_report/cost.rs",
    "terms/mod.rs",
    "terms/rules.rs",
    "validate/crisis/measures.rs",
    "validate/moments.rs",
}

/// A row of the table: what is modelled, where, and on what it rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mechanism {
    /// What it is.
    pub what: &'static str,
    /// Its files, by their path under `src/`.
    pub files: Vec<&'static str>,
    /// What it rests on.
    pub rests_on: &'static str,
}

impl Mechanism {
    /// Its name in a few words: up to the first comma or the like.
    pub fn short(&self) -> &'static str {
        self.what.split([',', ':', ';', '(']).next().unwrap_or(self.what).trim()
    }
}

/// All mechanisms, in the order of the table.
pub fn mechanisms() -> Vec<Mechanism> {
    let rows = PAGE.lines().filter_map(|line| line.strip_prefix("//! | "));
    rows.filter_map(|row| {
        let cells: Vec<&str> = row.trim_end().trim_end_matches('|').split(" | ").map(str::trim).collect();
        let [what, files, rests_on] = cells[..] else { return None };
        let files: Vec<&str> =
            files.split('`').skip(1).step_by(2).filter_map(|file| file.strip_prefix("src/")).collect();
        (!files.is_empty()).then_some(Mechanism { what, files, rests_on })
    })
    .collect()
}

/// What stands in a file; nothing where it is not one of the list.
pub fn text(file: &str) -> &'static str {
    FILES.iter().find(|(path, _)| *path == file).map_or("", |(_, text)| text)
}

/// The path of a file as the list has it, if it is one of the list.
pub fn has(file: &str) -> Option<&'static str> {
    FILES.iter().find(|(path, _)| *path == file).map(|(path, _)| *path)
}

/// The words at the head of a file, without their signs.
pub fn head(file: &str) -> String {
    words(text(file).lines().take_while(|line| line.starts_with("//!")), "//!")
}

/// A section of the architecture page, by its heading.
pub fn section(heading: &str) -> String {
    let lines = PAGE.lines().take_while(|line| line.starts_with("//!"));
    let own = lines.skip_while(|line| line.strip_prefix("//! # ") != Some(heading)).skip(1);
    words(own.take_while(|line| !line.starts_with("//! # ")), "//!")
}

/// Lines of documentation without their signs.
fn words<'a>(lines: impl Iterator<Item = &'a str>, sign: &str) -> String {
    let bare = lines.map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix(sign).unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line)
    });
    bare.collect::<Vec<_>>().join("\n")
}

/// The first paragraph that stands over a declaration, such as `fn wake`; nothing where there is none.
pub fn over(text: &str, declaration: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let declares = |line: &&str| {
        line.split_once(declaration).is_some_and(|(before, after)| {
            let begins = before.is_empty() || before.ends_with(' ');
            begins && !before.contains("//") && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        })
    };
    let Some(at) = lines.iter().position(declares) else { return String::new() };
    let over = lines[..at].iter().rev().map(|line| line.trim_start());
    let docs: Vec<&str> = over
        .take_while(|line| line.starts_with("///") || line.starts_with("#["))
        .filter(|line| line.starts_with("///"))
        .collect();
    let text = words(docs.into_iter().rev(), "///");
    text.split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names of the functions that stand free in a file, tests left out.
pub fn functions(text: &str) -> Vec<&str> {
    let code = text.split("\n#[cfg(test)]").next().unwrap_or(text);
    let heads = code.lines().filter_map(|line| {
        let line = ["pub ", "pub(super) ", "pub(crate) "]
            .iter()
            .find_map(|word| line.strip_prefix(word))
            .unwrap_or(line);
        line.strip_prefix("fn ")
    });
    heads.map(|head| head.split(['(', '<']).next().unwrap_or(head)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_files_are_those_of_the_table() {
        let named: BTreeSet<&str> = mechanisms().into_iter().flat_map(|mechanism| mechanism.files).collect();
        let listed: BTreeSet<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(named, listed, "the list in src/describe/sources.rs follows the table in src/lib.rs");
        assert!(named.iter().all(|file| !head(file).trim().is_empty()));
        assert!(section("What always holds").starts_with("\n- **Money"));
    }

    #[test]
    fn declarations_have_words_over_them() {
        let text = "/// One.\n/// More.\n///\n/// Other.\n#[inline]\npub fn wake(x: u8) {}\n/// Two.\npub fn wakes() {}\n";
        assert_eq!(over(text, "fn wake"), "One. More.");
        assert_eq!(over(text, "fn wakes"), "Two.");
        assert_eq!(over(text, "fn sleep"), "");
        assert_eq!(functions(text), ["wake", "wakes"]);
        assert_eq!(
            functions("pub(super) fn a<T>(x: T) {}\n    fn inside() {}\n#[cfg(test)]\nfn b() {}\n"),
            ["a"]
        );
    }
}
