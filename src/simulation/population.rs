//! The starting population: whole records of burned-in firms, resampled; the size tail drawn.

use crate::economy::norms::Norms;
use crate::math;
use crate::money::{Money, apportion};
use crate::month::credit;
use crate::month::ctx::Setting;
use crate::month::model::Scenario;
use crate::month::{entry, outgo, rent, strengths};
use crate::rng::{Purpose, Stream};
use crate::state::Bank;
use crate::state::block::{Block, Record, flag};
use crate::state::debts::Arrears;
use crate::state::slots::{BLOCK, NOBODY};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// A burned-in population, from which starting populations are drawn: whole records, and what was normal at
/// the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BurnedIn {
    /// Firms with their arrears, in the order of their slots.
    pub firms: Vec<(Record, Arrears)>,
    /// Closures a firm and month, by sector.
    pub exit_rate: Vec<f64>,
    /// Normal margin by sector.
    pub margin: Vec<f64>,
    /// Firm-months simulated.
    pub firm_months: u64,
}

/// First bytes of a cached burn-in: a name and the version of its layout.
const MAGIC: &[u8; 8] = b"tideov04";

impl BurnedIn {
    /// The bytes to keep in a cache.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((self.exit_rate.len() as u64).to_le_bytes());
        for value in self.exit_rate.iter().chain(&self.margin) {
            out.extend(value.to_le_bytes());
        }
        out.extend(self.firm_months.to_le_bytes());
        out.extend((self.firms.len() as u64).to_le_bytes());
        for (record, arrears) in &self.firms {
            record.write(&mut out);
            for money in [arrears.wages, arrears.taxes, arrears.rent, arrears.interest] {
                out.extend(money.0.to_le_bytes());
            }
        }
        out
    }
    /// Reads them back; `None` when they are not whole.
    pub fn from_bytes(bytes: &[u8]) -> Option<BurnedIn> {
        let mut rest = bytes.strip_prefix(MAGIC.as_slice())?;
        let word = |rest: &mut &[u8]| -> Option<[u8; 8]> {
            let (head, tail) = rest.split_first_chunk::<8>()?;
            *rest = tail;
            Some(*head)
        };
        let sectors = u64::from_le_bytes(word(&mut rest)?) as usize;
        let mut reals = Vec::new();
        for _ in 0..2 * sectors {
            reals.push(f64::from_le_bytes(word(&mut rest)?));
        }
        let margin = reals.split_off(sectors);
        let firm_months = u64::from_le_bytes(word(&mut rest)?);
        let number = u64::from_le_bytes(word(&mut rest)?) as usize;
        let mut firms = Vec::new();
        for _ in 0..number {
            let record = Record::read(&mut rest)?;
            let mut money = [Money::ZERO; 4];
            for value in &mut money {
                *value = Money(i64::from_le_bytes(word(&mut rest)?));
            }
            let [wages, taxes, rent, interest] = money;
            firms.push((record, Arrears { wages, taxes, rent, interest }));
        }
        rest.is_empty().then_some(BurnedIn { firms, exit_rate: reals, margin, firm_months })
    }
}

/// The distribution of headcount in a sector: a shifted Pareto law `P(N ≥ n) = (1 + (n−1)/b)^−α` cut at the
/// largest size, with `b` chosen so that the mean is the sector's.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    scale: f64,
    tail: f64,
    /// Share of the law beyond the largest size, which is cut off.
    beyond: f64,
}

impl Sizes {
    /// The distribution with this mean, exponent of the upper tail and largest size. Each is worked out once
    /// and kept: it takes milliseconds, and thousands of short runs ask for the same few.
    pub fn new(mean: f64, tail: f64, largest: f64) -> Sizes {
        static KNOWN: Mutex<BTreeMap<[u64; 3], Sizes>> = Mutex::new(BTreeMap::new());
        let key = [mean, tail, largest].map(f64::to_bits);
        if let Some(sizes) = KNOWN.lock().ok().and_then(|known| known.get(&key).copied()) {
            return sizes;
        }
        let sizes = Sizes::work_out(mean, tail, largest);
        if let Ok(mut known) = KNOWN.lock() {
            known.insert(key, sizes);
        }
        sizes
    }
    fn work_out(mean: f64, tail: f64, largest: f64) -> Sizes {
        let (mut low, mut high): (f64, f64) = (1e-3, 1e4);
        // Halving the range of the logs, from seven decades to one part in ten thousand millions.
        for _ in 0..37 {
            let middle = (low * high).sqrt();
            if Sizes::of(middle, tail, largest).mean() < mean { low = middle } else { high = middle }
        }
        Sizes::of((low * high).sqrt(), tail, largest)
    }
    fn of(scale: f64, tail: f64, largest: f64) -> Sizes {
        Sizes { scale, tail, beyond: math::pow(1.0 + (largest - 1.0) / scale, -tail) }
    }
    /// The headcount at a quantile in (0, 1); at least one person.
    pub fn quantile(&self, u: f64) -> f64 {
        let survival = 1.0 - u * (1.0 - self.beyond);
        1.0 + self.scale * (math::pow(survival, -1.0 / self.tail) - 1.0)
    }
    fn mean(&self) -> f64 {
        const STEPS: u32 = 4000;
        (0..STEPS)
            .map(|k| f64::from((self.quantile((f64::from(k) + 0.5) / f64::from(STEPS)) + 0.5) as u32))
            .sum::<f64>()
            / f64::from(STEPS)
    }
}

/// A firm to be drawn: where it is and how large.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Sector.
    pub sector: usize,
    /// Region.
    pub region: usize,
    /// Staff.
    pub people: u32,
    /// Ordinal in the population.
    pub ordinal: u64,
}

/// Who there is: firms by sector and region in the pack's shares, headcounts spread evenly over the sector's
/// distribution, in an order that is random but for ever the same for a replication.
pub fn places(scenario: &Scenario, firms: u32, draws: Stream) -> Vec<Place> {
    let economy = &scenario.economy;
    let by_sector: Vec<f64> =
        economy.sectors.iter().map(|s| if s.has_firms { s.firm_share } else { 0.0 }).collect();
    let by_region: Vec<f64> = economy.regions.iter().map(|r| r.firm_share).collect();
    let mut in_sector = vec![Money::ZERO; by_sector.len()];
    apportion(Money(i64::from(firms)), &by_sector, &mut in_sector);
    let mut places = Vec::with_capacity(firms as usize);
    let mut ordinal = 0u64;
    for (sector, number) in in_sector.iter().enumerate() {
        let number = number.0 as u64;
        let sizes = Sizes::new(
            economy.sectors[sector].mean_size,
            scenario.params.population.size_tail,
            economy.sectors[sector].max_size,
        );
        // Each firm of the sector gets one of `number` equal slices of the distribution, in a random order.
        let mut slices: Vec<(u64, u64)> = (0..number).map(|k| (draws.bits(ordinal + k), k)).collect();
        slices.sort_unstable();
        let mut in_region = vec![Money::ZERO; by_region.len()];
        apportion(Money(number as i64), &by_region, &mut in_region);
        let regions =
            in_region.iter().enumerate().flat_map(|(r, count)| std::iter::repeat_n(r, count.0 as usize));
        for ((_, slice), region) in slices.iter().zip(regions) {
            let jitter = draws.uniform((ordinal << 20) ^ 0xbeef);
            let people = sizes.quantile((*slice as f64 + jitter) / number as f64).round().max(1.0);
            places.push(Place { sector, region, people: people as u32, ordinal });
            ordinal += 1;
        }
    }
    // Neighbours in a block should be of all kinds.
    places.sort_unstable_by_key(|place| draws.bits(place.ordinal ^ (1 << 60)));
    places
}

/// The identity of a firm that is there from the start.
pub fn initial_identity(ordinal: u64) -> u64 {
    (0x7fff << 48) | ordinal
}

/// A crude firm, to be burned in: normal for its size, aged as the pack says.
pub fn crude(place: &Place, now: i32, setting: &Setting, banks: &[Bank]) -> Record {
    let (p, norms) = (&setting.scenario.params, setting.norms);
    let sector = &setting.scenario.economy.sectors[place.sector];
    let id = initial_identity(place.ordinal);
    let draws = setting.draws.stream(Purpose::Population, 1);
    let cell = norms.cell(place.sector, place.region);
    let sales = f64::from(place.people) * norms.productivity[cell];
    let age_months = age(&norms.age_shares, draws.uniform(id)) * 12.0;
    let mut record = Record {
        id,
        born: now - age_months as i32 - 1,
        sector: place.sector as u8,
        region: place.region as u8,
        headcount: place.people,
        customer: NOBODY,
        ..Record::EMPTY
    };
    record.appeal = math::ln(sales / norms.productivity[cell]) as f32;
    record.efficiency =
        (p.entry.efficiency_sd * setting.draws.stream(Purpose::EntryEfficiency, 0).normal(id)) as f32;
    record.expected = sales as f32;
    record.sales = sales as f32;
    record.normal_sales = sales as f32;
    record.profit = (sector.margin * sales) as f32;
    record.inputs = (norms.material[place.sector] * sales * p.production.input_months) as f32;
    record.order = (norms.material[place.sector] * sales) as f32;
    record.buffer_days = entry::buffer_days(id, place.sector, setting) as f32;
    record.fixed_assets = (sector.capital_ratio * 12.0 * sales) as f32;
    record.rent = rent::agreed(sector.fixed_share, sales) as f32;
    let outgo = outgo::monthly(f64::from(place.people), norms.wage[cell], f64::from(record.rent), 0.0, 0.0);
    record.owner_wealth = (p.owner.wealth_months * outgo) as f32;
    record.cash = Money::round(f64::from(record.buffer_days) / 30.0 * outgo);
    let credit_sales = sector.credit_share * norms.business_share[place.sector] * sales;
    record.receivable = Money::round(credit_sales / norms.due[place.sector]);
    record.payable = Money::round(0.6 * norms.material[place.sector] * sales);
    entry::settle_identity(&mut record, setting, banks);
    if record.flags & flag::USES_CREDIT != 0
        && credit::has_relationship(record.bank_draw, norms.tables.at_size(place.people).relationship)
    {
        let debt = p.credit.leverage * 12.0 * sales;
        record.working_loan = Money::round(debt * p.credit.working_share);
        record.term_loan = Money::round(debt * (1.0 - p.credit.working_share) / 2.0);
        record.working_left = 1 + (draws.uniform(id ^ 1) * p.credit.working_months) as u8;
        record.term_left = 1 + (draws.uniform(id ^ 2) * p.credit.term_months) as u8;
        record.rate = 650;
    }
    record.strengths = record.class;
    record
}

/// The age in years at a quantile of the pack's distribution, spread evenly within a year.
fn age(shares: &[f64], u: f64) -> f64 {
    let mut below = 0.0;
    for (years, share) in shares.iter().enumerate() {
        if u < below + share {
            return years as f64 + (u - below) / share.max(1e-12);
        }
        below += share;
    }
    shares.len() as f64
}

/// Draws a starting population from burned-in records: for every firm the record of one of the firms nearest
/// to it in size within its sector, scaled to its headcount and its region's wages. Ratios within a record
/// (cash, debts, age, efficiency) stay as they were. A sector so small that no record of it is left starts
/// from crude firms.
pub fn resample(
    burned: &BurnedIn,
    setting: &Setting,
    now: i32,
    places: &[Place],
    banks: &[Bank],
) -> Vec<Block> {
    let norms = setting.norms;
    let draws = setting.draws.stream(Purpose::Population, 2);
    let mut by_sector: Vec<Vec<usize>> = vec![Vec::new(); norms.sectors];
    for (index, (record, _)) in burned.firms.iter().enumerate() {
        by_sector[usize::from(record.sector)].push(index);
    }
    for list in &mut by_sector {
        list.sort_by_key(|index| (burned.firms[*index].0.headcount, *index));
    }
    let mut blocks = blocks_for(places.len());
    let count = blocks.len();
    for (k, place) in places.iter().enumerate() {
        let list = &by_sector[place.sector];
        let id = initial_identity(place.ordinal);
        let block = &mut blocks[k % count];
        let slot = k / count;
        block.alive += 1;
        if list.is_empty() {
            let mut record = crude(place, now, setting, banks);
            strengths::begin(&mut record, now, setting);
            block.put(slot, &record);
            continue;
        }
        let from = list.partition_point(|index| burned.firms[*index].0.headcount < place.people);
        let upto = list.partition_point(|index| burned.firms[*index].0.headcount <= place.people);
        let reach = (list.len() / 100).max(8);
        let (low, high) = if upto - from >= reach {
            (from, upto)
        } else {
            (from.saturating_sub(reach), (upto + reach).min(list.len()))
        };
        let pick = list[low + (draws.bits(id) % (high - low) as u64) as usize];
        let (mut record, arrears) = scaled(&burned.firms[pick], place, id, now, norms);
        strengths::begin(&mut record, now, setting);
        block.put(slot, &record);
        block.side.set_arrears(slot, arrears);
    }
    blocks
}

/// Enough blocks for so many firms, with room for entrants.
pub fn blocks_for(firms: usize) -> Vec<Block> {
    const FILLED: usize = BLOCK * 7 / 8;
    vec![Block::empty(); firms.div_ceil(FILLED).max(1)]
}

/// A record in another size, region and identity. `born` in the record counts months before the end of the
/// burn-in as negative.
fn scaled(
    (old, arrears): &(Record, Arrears),
    place: &Place,
    id: u64,
    now: i32,
    norms: &Norms,
) -> (Record, Arrears) {
    let output =
        |people: u32, region: usize| f64::from(people) * norms.productivity[norms.cell(place.sector, region)];
    let factor = output(place.people, place.region) / output(old.headcount, usize::from(old.region));
    let money = |m: Money| m.times(factor);
    let real = |x: f32| (f64::from(x) * factor) as f32;
    let mut new = *old;
    new.id = id;
    new.born = now + old.born;
    new.region = place.region as u8;
    new.headcount = place.people;
    for value in [
        &mut new.expected,
        &mut new.sales,
        &mut new.normal_sales,
        &mut new.rent,
        &mut new.profit,
        &mut new.inputs,
        &mut new.fixed_assets,
        &mut new.owner_wealth,
        &mut new.order,
    ] {
        *value = real(*value);
    }
    new.appeal = math::ln(
        (f64::from(new.expected) / norms.productivity[norms.cell(place.sector, place.region)]).max(1e-6),
    ) as f32;
    // Links are made anew: what the principal customer owes becomes an ordinary invoice; what it has paid
    // stays under way.
    new.cash = money(old.cash);
    new.in_transit = money(old.in_transit);
    new.receivable = money(old.receivable + old.due_from_principal);
    new.payable = money(old.payable + old.payable_principal);
    new.due_from_principal = Money::ZERO;
    new.payable_principal = Money::ZERO;
    new.customer = NOBODY;
    new.recall = 0;
    new.profit_quarter = 0.0;
    new.working_loan = money(old.working_loan);
    new.term_loan = money(old.term_loan);
    new.guaranteed = 0;
    new.guarantor = 0;
    new.flags &= flag::EXPORTER
        | flag::FORMAL
        | flag::USES_CREDIT
        | flag::ADMITTED
        | flag::ILLIQUID
        | flag::INSOLVENT
        | flag::CLUSTER
        | flag::DORMANT
        | flag::GAVE_UP;
    let owed = Arrears {
        wages: money(arrears.wages),
        taxes: money(arrears.taxes),
        rent: money(arrears.rent),
        interest: money(arrears.interest),
    };
    (new, owed)
}

#[cfg(test)]
mod tests;
