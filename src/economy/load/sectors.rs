//! The table of sectors.

use super::number::Number;
use super::table::Table;
use crate::diagnose::{Place, Problems, did_you_mean};
use crate::economy::{Sector, Thresholds};
use crate::language::told::Told;
use crate::{phrase, told};

/// A sector and the place of its name, for problems of other tables.
pub(super) struct Listed {
    pub sector: Sector,
    pub place: Place,
}

const SEASON: [&str; 12] = [
    "season_01",
    "season_02",
    "season_03",
    "season_04",
    "season_05",
    "season_06",
    "season_07",
    "season_08",
    "season_09",
    "season_10",
    "season_11",
    "season_12",
];

const fn column(name: &'static str, min: f64, max: f64, unit: &'static str) -> Number {
    Number { name, min, max, unit }
}

const FIRM_SHARE: Number = column("firm_share", 0.0, 1.0, phrase!("share of the firms"));
const MEAN_SIZE: Number = column("mean_size", 1.0, 1e5, phrase!("headcount"));
const MAX_SIZE: Number = column("max_size", 1.0, 1e6, phrase!("headcount"));
const WAGE_YEAR: Number = column("wage_year", 1e-3, 1e12, phrase!("currency a year"));
const MARGIN: Number = column("margin", -0.5, 0.9, phrase!("share of output"));
const FIXED_SHARE: Number = column("fixed_share", 0.0, 0.9, phrase!("share of output"));
const VAT_RATE: Number = column("vat_rate", 0.0, 1.0, phrase!("share of value added"));
const CAPITAL_RATIO: Number = column("capital_ratio", 0.0, 50.0, phrase!("ratio to yearly output"));
const CREDIT_SHARE: Number = column("credit_share", 0.0, 1.0, phrase!("share of sales"));
const RECEIVABLE_DAYS: Number = column("receivable_days", 0.0, 720.0, phrase!("days"));
const CASH_DAYS: Number = column("cash_days", 0.0, 2000.0, phrase!("days"));
const PASS_THROUGH: Number = column("pass_through", 0.0, 1.0, phrase!("share of a cost rise"));
const COMMODITY_SHARE: Number = column("commodity_share", 0.0, 1.0, phrase!("share of inputs"));
const ENERGY_SHARE: Number = column("energy_share", 0.0, 1.0, phrase!("share of output"));
const FREIGHT_SHARE: Number = column("freight_share", 0.0, 1.0, phrase!("share of output"));
const EXPORTER_SHARE: Number = column("exporter_share", 0.0, 1.0, phrase!("share of the sector's firms"));
const VOLATILITY: Number = column("volatility", 0.0, 10.0, phrase!("ratio"));
const RESEARCH: Number = column("research", 0.0, 1.0, phrase!("share of the sector's medium firms"));
const CLOSED_SALES: Number = column("closed_sales", 0.0, 1.0, phrase!("share of what the firm could make"));
const LARGE_RESTRICTION: Number = column("large_restriction", 0.0, 1.0, phrase!("ratio"));
const PEOPLE: Number = column("people", 0.0, 1e5, phrase!("million people"));
const SELF_EMPLOYED: Number = column("self_employed", 0.0, 1e5, phrase!("million people"));
const PUBLIC: Number = column("public", 0.0, 1e5, phrase!("million people"));
const ORDERS_WAIT: Number = column("orders_wait", 0.0, 1.0, phrase!("share of orders"));
const VALUE_ADDED_SHARE: Number = column("value_added_share", 0.0, 1.0, phrase!("share of value added"));
const SEASON_FACTOR: Number = column("season", 0.0, 10.0, phrase!("ratio, mean one"));

/// What a closed firm sells where the pack does not say: assumed, prior range 0.2 to 0.5.
pub const USUAL_CLOSED_SALES: f64 = 0.35;
/// The part of a restriction that large firms feel where the pack does not say: assumed, above-scale industry
/// of China resumed faster than small firms in 2020; prior range 0.3 to 0.8.
pub const USUAL_LARGE_RESTRICTION: f64 = 0.5;

/// Columns that a sector without firms may leave empty.
const OF_FIRMS: [Number; 15] = [
    FIRM_SHARE,
    MEAN_SIZE,
    MAX_SIZE,
    WAGE_YEAR,
    MARGIN,
    FIXED_SHARE,
    VAT_RATE,
    CAPITAL_RATIO,
    CREDIT_SHARE,
    RECEIVABLE_DAYS,
    CASH_DAYS,
    PASS_THROUGH,
    COMMODITY_SHARE,
    EXPORTER_SHARE,
    VOLATILITY,
];

/// Reads the sectors, and which of the columns that a restriction needs the table leaves out.
pub(super) fn read(
    mut table: Table,
    thresholds: &[Thresholds],
    problems: &mut Problems,
) -> (Vec<Listed>, Vec<&'static str>) {
    let required = ["id", "label", "has_firms", "thresholds"]
        .into_iter()
        .chain(OF_FIRMS.map(|c| c.name))
        .chain(["value_added_share"]);
    let optional: Vec<&str> = SEASON
        .into_iter()
        .chain(
            [
                ENERGY_SHARE,
                FREIGHT_SHARE,
                RESEARCH,
                CLOSED_SALES,
                LARGE_RESTRICTION,
                ORDERS_WAIT,
                PEOPLE,
                SELF_EMPLOYED,
                PUBLIC,
            ]
            .map(|column| column.name),
        )
        .collect();
    table.columns(required, &optional);
    let ids = table.ids("id", phrase!("sector"));
    let mut listed: Vec<Listed> =
        (0..table.rows.len()).map(|row| one(&mut table, row, &ids[row], thresholds)).collect();

    let sectors = listed.len();
    let (firms, passive): (Vec<&mut Sector>, Vec<&mut Sector>) =
        listed.iter_mut().map(|l| &mut l.sector).partition(|sector| sector.has_firms);
    passive.into_iter().for_each(|sector| sector.firm_share = 0.0);
    if firms.is_empty() && table.has("has_firms") && !table.rows.is_empty() {
        table.problem_at_top(told!("no sector has firms; has_firms must be true for at least one"), None);
    }
    table.at_most(sectors, phrase!("sectors"));
    table.shares(
        phrase!("firm_share of the sectors with firms"),
        firms.into_iter().map(|sector| &mut sector.firm_share).collect(),
    );
    table.shares(
        phrase!("value_added_share of the sectors"),
        listed.iter_mut().map(|l| &mut l.sector.value_added_share).collect(),
    );
    table.sourced();
    let usual = [CLOSED_SALES, LARGE_RESTRICTION, ORDERS_WAIT].map(|column| column.name);
    let left_out = usual.into_iter().filter(|name| !table.has(name)).collect();
    table.close(problems);
    (listed, left_out)
}

fn one(table: &mut Table, row: usize, id: &str, thresholds: &[Thresholds]) -> Listed {
    let who = told!("sector \"{id}\"", id = id);
    let has_firms = table.truth(row, "has_firms", &who);
    // A passive sector has no firms to describe: what is left empty is never used.
    let mut number = |column: Number| {
        if has_firms {
            table.number(row, column, &who)
        } else {
            table.number_or(row, column, &who, column.min.max(0.0))
        }
    };
    let [
        firm_share,
        mean_size,
        max_size,
        wage_year,
        margin,
        fixed_share,
        vat_rate,
        capital_ratio,
        credit_share,
        receivable_days,
        cash_days,
        pass_through,
        commodity_share,
        exporter_share,
        volatility,
    ] = OF_FIRMS.map(&mut number);
    sizes_and_costs(table, row, &who, [mean_size, max_size], margin + fixed_share);
    let group = thresholds_of(table, row, &who, has_firms, thresholds);
    let label = table.text(row, "label");
    // What a pack does not say of energy and freight no shock and no policy can act on.
    let energy_share = table.number_or(row, ENERGY_SHARE, &who, 0.0);
    let freight_share = table.number_or(row, FREIGHT_SHARE, &who, 0.0);
    let value_added_share = table.number(row, VALUE_ADDED_SHARE, &who);
    let research = table.number_or(row, RESEARCH, &who, 0.0);
    let closed_sales = table.number_or(row, CLOSED_SALES, &who, USUAL_CLOSED_SALES);
    let large_restriction = table.number_or(row, LARGE_RESTRICTION, &who, USUAL_LARGE_RESTRICTION);
    let orders_wait = table.number_or(row, ORDERS_WAIT, &who, 1.0);
    let people = table.number_or(row, PEOPLE, &who, 0.0);
    let self_employed = table.number_or(row, SELF_EMPLOYED, &who, 0.0);
    let public = table.number_or(row, PUBLIC, &who, 0.0);
    if people > 0.0 && self_employed + public > people {
        let message = told!(
            "{who}: {self_employed} million self-employed and {public} million in public units are more than all {people} million people",
            who = who.clone(),
            self_employed = self_employed,
            public = public,
            people = people
        );
        table.problem(row, "people", message, None);
    }
    let sector = Sector {
        id: id.to_string(),
        label: if label.is_empty() { id.to_string() } else { label },
        has_firms,
        thresholds: group,
        firm_share,
        mean_size,
        max_size,
        wage_year,
        margin,
        fixed_share,
        vat_rate,
        capital_ratio,
        credit_share,
        receivable_days,
        cash_days,
        pass_through,
        commodity_share,
        energy_share,
        freight_share,
        exporter_share,
        volatility,
        research,
        closed_sales,
        large_restriction,
        orders_wait,
        people,
        self_employed,
        public,
        season: season(table, row, &who),
        value_added_share,
    };
    Listed {
        sector,
        place: table.cell(row, "id").map_or_else(|| table.rows[row].place.clone(), |cell| cell.place),
    }
}

/// What the numbers of a sector say together: its largest firm is above the mean one, and margin and fixed cost
/// (`taken`) leave something of the output.
fn sizes_and_costs(table: &mut Table, row: usize, who: &Told, [mean_size, max_size]: [f64; 2], taken: f64) {
    if max_size < mean_size {
        let message = told!(
            "{who}: the largest small or medium firm has {most} people, fewer than the mean of {mean}",
            who = who.clone(),
            most = max_size,
            mean = mean_size
        );
        table.problem(row, "max_size", message, None);
    }
    if taken >= 1.0 {
        let message = told!(
            "{who}: margin and fixed cost leave nothing of the output for inputs and pay",
            who = who.clone()
        );
        table.problem(row, "margin", message, None);
    }
}

/// The group of legal size thresholds that a sector names; the first where it names none that there is.
fn thresholds_of(
    table: &mut Table,
    row: usize,
    who: &Told,
    has_firms: bool,
    thresholds: &[Thresholds],
) -> usize {
    let group = table.text(row, "thresholds");
    let found = thresholds.iter().position(|rule| rule.id == group);
    if found.is_none()
        && !thresholds.is_empty()
        && table.has("thresholds")
        && (has_firms || !group.is_empty())
    {
        let known: Vec<&str> = thresholds.iter().map(|rule| rule.id.as_str()).collect();
        let message = told!(
            "{who}: the table thresholds has no group \"{group}\"; it has {groups}",
            who = who.clone(),
            group = &group,
            groups = known.join(", ")
        );
        table.problem(row, "thresholds", message, did_you_mean(&group, known));
    }
    found.unwrap_or(0)
}

/// Energy and freight are inputs: together they can't be more than all inputs of a sector.
pub(super) fn within_inputs(sectors: &[Listed], coefficients: &[f64], problems: &mut Problems) {
    for (to, Listed { sector, place }) in sectors.iter().enumerate() {
        let inputs: f64 = coefficients.iter().skip(to).step_by(sectors.len()).sum();
        let both = sector.energy_share + sector.freight_share;
        if both > inputs {
            let round = super::table::round;
            let message = told!(
                "sector \"{sector}\": energy_share and freight_share add up to {both} of output, more than all its inputs in input_output, {inputs}",
                sector = &sector.id,
                both = round(both),
                inputs = round(inputs)
            );
            problems.at(place, message, None);
        }
    }
}

/// Seasonal factors: one where the columns are left out or empty.
fn season(table: &mut Table, row: usize, who: &Told) -> [f64; 12] {
    let mut factors = SEASON.map(|name| table.number_or(row, Number { name, ..SEASON_FACTOR }, who, 1.0));
    let mean = factors.iter().sum::<f64>() / 12.0;
    if (mean - 1.0).abs() > 0.01 {
        let message = told!(
            "{who}: the seasonal factors have the mean {mean}, not 1",
            who = who.clone(),
            mean = super::table::round(mean)
        );
        table.problem(row, SEASON[0], message, None);
    }
    factors.iter_mut().for_each(|factor| *factor /= mean);
    factors
}
