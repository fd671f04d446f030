//! The rules in force this month, rebuilt from nothing every month out of the scenario: shocks and offers of policies.

use crate::economy::norms::Norms;
use crate::levers::{
    self, Audience, Put,
    target::{self, A_WORD, Rules},
};
use crate::month::expectations;
use crate::month::payments::Payment;
use crate::rng::Draws;
use crate::scenario::{Policy, Scenario};
use crate::shocks::chance::Luck;
use crate::units::Month;

/// An offer of a policy that is in force this month.
#[derive(Clone, Debug)]
pub struct Offer<T> {
    /// Index of the policy in the scenario.
    pub policy: usize,
    /// The lever's settings, in its own terms.
    pub what: T,
}

/// The offers of a lever that are in force, in the order of their policies.
#[derive(Clone, Debug)]
pub struct Offers<T> {
    list: Vec<Offer<T>>,
    /// A bit for the policy of each, as in [`crate::levers::target::Rules`].
    policies: Vec<u64>,
}

impl<T> Default for Offers<T> {
    fn default() -> Offers<T> {
        Offers { list: Vec::new(), policies: Vec::new() }
    }
}

impl<T> Offers<T> {
    /// Adds an offer.
    pub fn push(&mut self, offer: Offer<T>) {
        let (word, bit) = (offer.policy / A_WORD, offer.policy % A_WORD);
        self.policies.resize(self.policies.len().max(word + 1), 0);
        self.policies[word] |= 1 << bit;
        self.list.push(offer);
    }
    /// A bit for the policy of each, in words of [`A_WORD`] policies.
    #[inline]
    pub fn policies(&self) -> &[u64] {
        &self.policies
    }
}

impl<T> std::ops::Deref for Offers<T> {
    type Target = [Offer<T>];
    fn deref(&self) -> &[Offer<T>] {
        &self.list
    }
}

impl<'a, T> IntoIterator for &'a Offers<T> {
    type Item = &'a Offer<T>;
    type IntoIter = std::slice::Iter<'a, Offer<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// Dues may be put off.
#[derive(Clone, Copy, Debug)]
pub struct DeferralOffer {
    /// Share of taxes that is put off.
    pub taxes: f64,
    /// Share of contributions that is put off.
    pub contributions: f64,
    /// Months until they fall due.
    pub months: i32,
}

/// Outside equity.
#[derive(Clone, Copy, Debug)]
pub struct EquityOffer {
    /// Chance of a month that a firm reached gets some.
    pub chance: f64,
    /// Most, minor units.
    pub most: f64,
    /// Most, share of yearly sales.
    pub share_of_sales: f64,
    /// Months until the stake is sold; nought for never.
    pub months: i32,
    /// Sales that it brings over what the same capital brings in the mean firm.
    pub success: f64,
    /// Public money, else that of households.
    pub public: bool,
    /// What the state pays towards it, minor units.
    pub fee: f64,
}

/// Hiring is paid for.
#[derive(Clone, Copy, Debug)]
pub struct HiringOffer {
    /// For each person by which staff grows, minor units.
    pub per_head: f64,
    /// Rise of the hiring speed when that is a year's labour cost.
    pub response: f64,
}

/// A guarantee of new and renewed loans.
#[derive(Clone, Copy, Debug)]
pub struct GuaranteeOffer {
    /// Share of the loan that the fund bears.
    pub cover: f64,
    /// Yearly fee.
    pub fee: f64,
    /// Chance that a firm without a relationship gets one.
    pub access: f64,
    /// Rise of the limit.
    pub limit_factor: f64,
    /// Largest loan, minor units; infinite without a cap.
    pub cap: f64,
}

/// Principal or interest may be put off.
#[derive(Clone, Copy, Debug)]
pub struct MoratoriumOffer {
    /// Principal.
    pub principal: bool,
    /// Interest.
    pub interest: bool,
}

/// Buyers must pay small firms in time.
#[derive(Clone, Copy, Debug)]
pub struct PromptOffer {
    /// Most days of large private firms.
    pub days_large: f64,
    /// Most days of state-owned large firms and public bodies.
    pub days_state: f64,
    /// Share of buyers that comply.
    pub compliance: f64,
    /// Yearly interest that large firms which do not comply owe on what is overdue.
    pub late_interest: f64,
}

/// Purchases move from large to small firms.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// Share of what is bought from large firms.
    pub share: f64,
    /// How much dearer it is.
    pub premium: f64,
    /// By sector, whether it holds.
    pub sectors: Vec<bool>,
    /// Purchases of public bodies alone.
    pub public_only: bool,
}

impl PromptOffer {
    /// The share of an invoice book that is paid in a month under the rule.
    pub fn share(&self, state_owned: bool) -> f64 {
        (30.0 / if state_owned { self.days_state } else { self.days_large }).min(1.0)
    }
}

/// Taxes are waived.
#[derive(Clone, Copy, Debug)]
pub struct TaxOffer {
    /// Share of value-added tax.
    pub vat: f64,
    /// Share of the tax on profit.
    pub profit: f64,
    /// Share of local fees.
    pub fees: f64,
    /// Value-added tax of small-scale taxpayers alone.
    pub small_only: bool,
}

/// Employer contributions are waived.
#[derive(Clone, Copy, Debug)]
pub struct ContributionOffer {
    /// Share of the contributions.
    pub share: f64,
}

/// Rent is waived.
#[derive(Clone, Copy, Debug)]
pub struct RentOffer {
    /// Share of the rent and other fixed cost.
    pub share: f64,
    /// Share of what is waived that the state pays to landlords.
    pub state_bears: f64,
}

/// Interest is borne by the state.
#[derive(Clone, Copy, Debug)]
pub struct InterestOffer {
    /// Share of the interest.
    pub share: f64,
    /// Points of the yearly rate, as a fraction.
    pub points: f64,
}

/// A loan that matures is extended without repayment.
#[derive(Clone, Copy, Debug)]
pub struct RolloverOffer {
    /// Months of the extension.
    pub months: u8,
    /// Not for firms whose debts exceed their assets.
    pub viable_only: bool,
}

/// The rules of a month.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Factor of final demand, sectors × regions × channels.
    pub demand: Vec<[f64; 4]>,
    /// Share of firms closed by restriction, sectors × regions.
    pub closed: Vec<f64>,
    /// Rise of the price of inputs from outside, by using sector.
    pub input_price: Vec<f64>,
    /// Rise of the price of energy, by using sector.
    pub energy_price: Vec<f64>,
    /// Rise of the price of imports in home currency, by using sector.
    pub import_price: Vec<f64>,
    /// Factor of pay, sectors × regions.
    pub pay: Vec<f64>,
    /// Share of deliveries missing, by producing sector × region.
    pub missing: Vec<f64>,
    /// Share of firms struck by a disaster, sectors × regions.
    pub struck: Vec<f64>,
    /// The same last month, as far as the disaster goes on.
    pub struck_before: Vec<f64>,
    /// Share of the large firms of a sector that stand still.
    pub failed: Vec<f64>,
    /// The same last month, as far as it goes on.
    pub failed_before: Vec<f64>,
    /// Factor of the speed of hiring and of what owners look through, by sector.
    pub boldness: Vec<f64>,
    /// How much less banks lend, by the borrower's sector.
    pub tightening: Vec<f64>,
    /// Days that large buyers and public bodies pay later, by selling sector.
    pub delay_days: Vec<f64>,
    /// Standard deviation of what moves demand between the firms of a sector, over its normal one.
    pub dispersion: Vec<f64>,
    /// Whether a common shock is felt in a sector, which owners may look through.
    pub shocked: Vec<bool>,
    /// Who gets what is offered: the rules of the policies in force.
    pub rules: Rules,
    /// Offers by lever.
    pub deferrals: Offers<DeferralOffer>,
    /// Money that firms get, of all levers that pay.
    pub payments: Offers<Payment>,
    /// Offers by lever; the state bears none of it.
    pub paperwork: Offers<RentOffer>,
    /// What households get in vouchers, minor units a month.
    pub vouchers: Vec<Offer<f64>>,
    /// Purchases that move to small firms.
    pub set_asides: Vec<Offer<SetAside>>,
    /// By policy and sector, how much less than the market price its inputs cost, share of the price of inputs at base prices.
    pub price_gaps: Vec<(usize, usize, f64)>,
    /// Share of local fees that is stopped.
    pub fees_stopped: Vec<Offer<f64>>,
    /// What a new firm costs the state, minor units.
    pub entry_costs: Vec<Offer<f64>>,
    /// Factor of births, sectors × regions.
    pub births: Vec<f64>,
    /// Factor of what debtors may let suppliers wait for.
    pub waiting: f64,
    /// Factor of local fees.
    pub fees: f64,
    /// Part of their hesitation that firms give up because they believe what is announced.
    pub credibility: f64,
    /// Factor of the hiring speed, by sector: below one where firms hesitate.
    pub hiring_speed: Vec<f64>,
    /// Policies for firms that end at once and soon.
    pub ending: Offers<()>,
    /// Factor of the hiring speed of a firm that has such support.
    pub before_cliff: f64,
    /// Part of a common shock that owners look through, beyond their own habit.
    pub look_through: f64,
    /// Offers by lever.
    pub equity: Offers<EquityOffer>,
    /// Offers by lever.
    pub hiring: Offers<HiringOffer>,
    /// Part of pay on which contributions are reckoned.
    pub contribution_base: f64,
    /// What programmes cost by themselves, whoever uses them: policy and minor units a month.
    pub outlays: Vec<Offer<f64>>,
    /// Offers by lever.
    pub guarantees: Offers<GuaranteeOffer>,
    /// Offers by lever.
    pub moratoria: Offers<MoratoriumOffer>,
    /// Offers by lever.
    pub prompt: Offers<PromptOffer>,
    /// Offers by lever.
    pub taxes: Offers<TaxOffer>,
    /// Offers by lever.
    pub contributions: Offers<ContributionOffer>,
    /// Offers by lever.
    pub rents: Offers<RentOffer>,
    /// Offers by lever.
    pub interest: Offers<InterestOffer>,
    /// Offers by lever.
    pub rollovers: Offers<RolloverOffer>,
    /// Whether anything on offer waives, extends or puts off dues.
    pub acts_on_dues: bool,
    /// Places in the queue, out of one, that each policy's budget can serve this month; none when the policy has no budget.
    pub budget_left: Vec<Option<f64>>,
    /// Whether nothing was left of a policy's budget when the month began: such a policy is as good as not there.
    pub spent_out: Vec<bool>,
}

impl Terms {
    /// A month without shocks and policies.
    pub fn normal(norms: &Norms, policies: usize) -> Terms {
        let cells = norms.sectors * norms.regions;
        Terms {
            demand: vec![[1.0; 4]; cells],
            closed: vec![0.0; cells],
            input_price: vec![0.0; norms.sectors],
            energy_price: vec![0.0; norms.sectors],
            import_price: vec![0.0; norms.sectors],
            pay: vec![1.0; cells],
            missing: vec![0.0; cells],
            struck: vec![0.0; cells],
            struck_before: vec![0.0; cells],
            failed: vec![0.0; norms.sectors],
            failed_before: vec![0.0; norms.sectors],
            boldness: vec![1.0; norms.sectors],
            tightening: vec![0.0; norms.sectors],
            delay_days: vec![0.0; norms.sectors],
            dispersion: vec![1.0; norms.sectors],
            shocked: vec![false; norms.sectors],
            births: vec![1.0; cells],
            waiting: 1.0,
            fees: 1.0,
            hiring_speed: vec![1.0; norms.sectors],
            budget_left: vec![None; policies],
            spent_out: vec![false; policies],
            ..Terms::default()
        }
    }

    /// The rules of `month` in a scenario. Shocks of which something is drawn are those of the replication whose draws are given; without
    /// draws they are left out.
    pub fn of(scenario: &Scenario, norms: &Norms, month: Month, draws: Option<Draws>) -> Terms {
        let mut terms = Terms::normal(norms, scenario.policies.len());
        terms.contribution_base = scenario.params.tax.contribution_base;
        for shock in &scenario.shocks {
            let luck = draws.map(|draws| Luck { draws, key: target::key(&shock.name) as u64 });
            shock.shape(&mut terms, norms, &scenario.params, month, luck);
        }
        for (index, policy) in scenario.policies.iter().enumerate() {
            if in_force(policy, month) {
                let lever = levers::ALL[policy.lever];
                if lever.about().audience == Audience::Firms {
                    terms.rules.add(index, policy, norms, &scenario.params.take_up);
                }
                lever.shape(&Put { index, policy, economy: &scenario.economy, norms, month }, &mut terms);
            }
        }
        terms.fees = terms.fees_stopped.iter().map(|offer| 1.0 - offer.what).product();
        expectations::form(&mut terms, scenario, month);
        terms.acts_on_dues = !(terms.deferrals.is_empty()
            && terms.paperwork.is_empty()
            && terms.moratoria.is_empty()
            && terms.taxes.is_empty()
            && terms.contributions.is_empty()
            && terms.rents.is_empty()
            && terms.interest.is_empty()
            && terms.rollovers.is_empty());
        terms
    }
}

/// Whether a policy is in force in a month: payments come `delay` months after the dates of the policy, and a phase-out follows.
pub fn in_force(policy: &Policy, month: Month) -> bool {
    let delay = policy.delay as i32;
    month >= policy.from.plus(delay) && month <= policy.to.plus(delay + policy.phase_out as i32)
}
