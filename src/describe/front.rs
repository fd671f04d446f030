//! The first six parts of the protocol: purpose, entities, schedule, design concepts, initialisation, input.

use super::document::{Document, capital};
use super::entities;
use super::facts;
use super::links::plain;
use super::schedule;
use super::sources::section;
use super::submodels::{of_rooms, range};
use super::words;
use crate::catalogue;
use crate::compare;
use crate::experiment::MODEL_VERSION;
use crate::shocks::KINDS;
use crate::stats::summary;
use crate::stats::tables::described_columns;
use crate::validate::crisis::measures::MEASURES;
use crate::validate::moments::MOMENTS;

/// The title, and what the reader has before him.
pub fn title(document: &mut Document) {
    document.heading(1, "Description of the model tideover");
    document.paragraph(&format!(
        "tideover {}, model version {MODEL_VERSION}. This description follows the ODD protocol (Overview, Design concepts, Details) of Grimm and \
         others 2006, 2010 and 2020. `tideover describe` makes it from the program itself: the schedule from the code that carries out a month, \
         mechanisms from the words at the head of their files, and parameters, policies, shocks and columns from the lists that the program uses. It \
         describes the model without a country, but for the published facts of the shipped ones; `tideover check SCENARIO` shows what an economy pack and a \
         scenario set.",
        crate::VERSION
    ));
}

/// Part 1.
pub fn purpose(document: &mut Document) {
    document.heading(2, "1. Purpose and patterns");
    document.paragraph(
        "The model answers which policies tide small and medium firms over a shock, at what public cost, and which firms would have survived anyway. It is \
         made for differences between scenarios that share everything but a shock or a policy. Its levels are not forecasts.",
    );
    document.paragraph(
        "Its users are economists who design or assess policy for small and medium firms. A country enters as data, an economy pack; nothing in the code \
         knows a country.",
    );
    document.heading(3, "Patterns of normal times");
    document.paragraph(
        "These are the published numbers that the model can be held against, each measured by its source’s own definition. Which of them count for a \
         country, with their values, tolerance bands and sources, says the file of targets of its pack; `tideover validate` shows the model’s value beside \
         each.",
    );
    let at = |at: &str| if at.is_empty() { String::new() } else { format!("; for each: {at}") };
    let rows = MOMENTS
        .iter()
        .map(|m| vec![format!("`{}`", m.name), format!("{}{}", m.definition, at(m.at)), m.unit.into()]);
    document.table(&["pattern", "definition", "unit"], rows);
    document.heading(3, "Patterns of a crisis");
    document
        .paragraph("`tideover validate --crisis` shows them, for a pack that has a file of crisis targets.");
    let rows = MEASURES
        .iter()
        .map(|m| vec![format!("`{}`", m.name), format!("{}{}", m.definition, at(m.at)), m.unit.into()]);
    document.table(&["pattern", "definition", "unit"], rows);
    facts::add(document);
    of_rooms(document, &["validate", "calibrate"]);
}

/// Part 2.
pub fn entities(document: &mut Document) {
    document.heading(2, "2. Entities, state variables and scales");
    document.paragraph(
        "A step is a month. Space is a list of regions, and trade a list of sectors, both from the economy pack; there are no distances. One simulated firm \
         stands for a number of real ones, which is that of the pack over the number simulated; monthly tables are scaled up to the whole country. Firms stand \
         in blocks. The principal customer of a firm is another firm of its block or a large firm.",
    );
    entities::add(document);
    of_rooms(document, &["state"]);
}

/// Part 3.
pub fn process(document: &mut Document) {
    document.heading(2, "3. Process overview and scheduling");
    document.paragraph(
        "Below is the order of a month as the program carries it out. In each round a block of firms passes all steps of the round before the next block; blocks \
         do not see one another. Between rounds, once for the whole economy, markets, banks and budgets clear. Results do not depend on the number of threads. \
         What stands behind a name is the remark over that function in the code.",
    );
    for part in schedule::parts() {
        let remark = part.remark.trim_start_matches("⟂ ");
        let (name, words) = match remark.split_once(": ") {
            Some((name, words)) if remark.starts_with("ROUND") => {
                (name.replace("ROUND", "Round"), Some(words))
            }
            _ if part.remark.starts_with('⟂') => ("Between rounds".to_string(), Some(remark)),
            _ => (remark.to_string(), None),
        };
        document.heading(3, &name);
        if let Some(words) = words {
            document.paragraph(&format!("{}.", capital(words).trim_end_matches('.')));
        }
        document.list(part.steps);
    }
    of_rooms(document, &["month/mod.rs"]);
}

/// Part 4.
pub fn concepts(document: &mut Document) {
    document.heading(2, "4. Design concepts");
    document.heading(3, "Basic principles");
    document
        .paragraph("These rules hold in every run; those about books and budgets are checked every month.");
    words::add(document, &plain(&section("What always holds"), "lib.rs"));
    for (name, says) in CONCEPTS {
        document.heading(3, name);
        document.paragraph(says);
    }
    observation(document);
}

/// What can’t be read off the code, in the order of the protocol.
const CONCEPTS: &[(&str, &str)] = &[
    (
        "Emergence",
        "Closures for lack of cash, chains of unpaid invoices, jobs, output, the use and the cost of policies, and who gets the money come out of the books and \
         the decisions of firms. Imposed are: the input-output table, the normal number of births by sector and region, a hazard of closure for the owner’s age, \
         health or accident, and chances by which some decisions are drawn.",
    ),
    (
        "Adaptation",
        "Firms review prices, hire and dismiss, order inputs, let suppliers wait, ask banks and policies for money, upgrade, and close. Owners draw cash or put \
         it in. Large firms pay late and cut orders when money is short. Banks ration by risk. Each follows rules with thresholds, speeds of adjustment and \
         chances, which are parameters.",
    ),
    (
        "Objectives",
        "No agent maximises a sum over time. Owners aim at a buffer of cash and compare profit with what they could earn elsewhere. Banks price by risk and grant \
         the safest requests first.",
    ),
    (
        "Learning",
        "Entrants do not know how good they are, and owners judge their business the better the longer it has run. Usual sales, profits and margins are \
         smoothed means of what happened. Rules of decision themselves do not change.",
    ),
    (
        "Prediction",
        "Firms expect orders by a smoothed mean of past ones, forecast the payments of the month before they ask for money, and see a part of a known common shock \
         as passing. Support that is announced counts before it is paid, as far as it is believed.",
    ),
    (
        "Sensing",
        "A firm knows its own books, this month’s prices and orders, the rules that hold for it, and the policies that it has heard of: a draw decides whether it \
         hears. Banks see a firm’s books with an error, and private firms with a bias. Entrants see margins and sales of their sector.",
    ),
    (
        "Interaction",
        "Firms compete for the orders of their sector and region, sell to and buy from one another through the input-output table, and owe one another invoices. \
         A firm that closes leaves losses to its creditors in a later month. Policies with a budget are shared: what one firm gets another may lack. Wages and \
         income come back as demand of households.",
    ),
    (
        "Stochasticity",
        "Chance stands for what the model does not explain: luck of sales and costs, timing of reviews, who hears of a policy, who is struck by a disaster, who \
         closes at a given hazard. Every draw has a name, so that a firm meets the same draws in every arm of a comparison; replications differ by their \
         number alone. Intervals show this variation, not the uncertainty of parameters.",
    ),
    (
        "Collectives",
        "Sectors, regions and size classes group firms in markets and rules. Clusters are groups of firms of a sector and region with shared services and shocks. \
         Tiers of the ladder of specialised firms are given and taken by a committee. The self-employed and the public units of a sector are one aggregate each.",
    ),
];

fn observation(document: &mut Document) {
    document.heading(3, "Observation");
    document.paragraph(
        "Each replication gives the tables below; summaries and intervals are made over replications. A comparison adds tables of paired differences between its \
         arms and the base. `tideover explain NAME` explains one column or metric.",
    );
    let unit = |text: &str| text.replace("{unit}", "of the currency");
    document.heading(3, "List of the metrics of a run");
    let rows =
        summary::METRICS.iter().map(|m| vec![format!("`{}`", m.name), unit(m.description), unit(m.unit)]);
    document.table(&["metric", "meaning", "unit"], rows);
    document.heading(3, "List of the metrics of a comparison");
    let rows =
        catalogue::METRICS.iter().map(|m| vec![format!("`{}`", m.name), unit(m.description), unit(m.unit)]);
    document.table(&["metric", "meaning", "unit"], rows);
    document.heading(3, "List of the columns of tables");
    for (file, columns) in described_columns().into_iter().chain(compare::tables::described_columns()) {
        document.heading(4, file);
        let rows = columns.into_iter().map(|c| vec![format!("`{}`", c.name), unit(c.description)]);
        document.table(&["column", "meaning"], rows);
    }
    of_rooms(document, &["stats", "compare", "sweep", "sweep_report"]);
}

/// Part 5.
pub fn initialisation(document: &mut Document) {
    document.heading(2, "5. Initialisation");
    document.paragraph(
        "Firms are simulated for years from a crude start, without shocks and policies. Whole records of such firms are drawn into the starting population, so \
         that each firm’s balances fit together; large firms, banks, treasury and households get the balances that make claims equal debts. Settling months \
         follow, which no table reports. The seed and the number of the replication decide all draws.",
    );
    of_rooms(document, &["simulation"]);
}

/// Part 6.
pub fn input(document: &mut Document) {
    document.heading(2, "6. Input data");
    document.paragraph(
        "Data that drive the model from outside are the economy pack (sectors, regions, input-output table, final demand, size thresholds, banks, ages), and the \
         shocks and policies of a scenario with their dates. Paths in time are written in the scenario or read from a table of published numbers.",
    );
    document.heading(3, "Shocks");
    let rows = KINDS.iter().map(|shock| {
        vec![
            format!("`{}`", shock.kind),
            shock.description.into(),
            shock.unit.into(),
            range(shock.min, shock.max),
        ]
    });
    document.table(&["shock", "what it does", "unit of its size", "range"], rows);
    of_rooms(document, &["economy", "scenario"]);
}
