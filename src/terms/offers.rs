//! What policies in force offer: plain numbers, each kind in the terms of its lever.

use crate::classes::TIERS;
use crate::economy::BankType;
pub use crate::terms::offer::{Ending, Offer, Offers};

/// Obligations may be deferred.
#[derive(Clone, Copy, Debug)]
pub struct DeferralOffer {
    /// Share of taxes that is deferred.
    pub taxes: f64,
    /// Share of contributions that is deferred.
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
    /// Months until the stake is sold; zero for never.
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
    pub per_worker: f64,
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
    /// Part of what research has left behind that banks take as collateral; above zero the offer is for firms
    /// that do research alone.
    pub pledge: f64,
    /// Factor of the default probability that a bank accepts of a loan under cover.
    pub risk_taking: f64,
}

/// Insurance of what foreign customers owe.
#[derive(Clone, Copy, Debug)]
pub struct InsuranceOffer {
    /// Premium, share of exports.
    pub premium: f64,
    /// Part of the premium that the state bears.
    pub subsidy: f64,
    /// Part of a loss that is paid.
    pub cover: f64,
}

/// How banks lend.
#[derive(Clone, Copy, Debug)]
pub struct LendingOffer {
    /// Dare: factor of the default probability that an officer accepts.
    pub dare: f64,
    /// Share of what is lost on loans so made that the state bears.
    pub loss_share: f64,
    /// Willing: points that banks take off their margin by their own rules.
    pub margin_cut: f64,
    /// Willing: what the state pays banks for each new loan, share of the sum.
    pub incentive: f64,
    /// Share of that which banks pass on.
    pub pass_through: f64,
    /// Can: factor of the capital that banks must keep against loans to small firms.
    pub requirement: f64,
    /// Can: factor of the growth of their books.
    pub growth: f64,
    /// Know-how: factor of the error in judging a borrower.
    pub noise: f64,
    /// Know-how: factor of the cost of a loan.
    pub cost: f64,
    /// Only types of bank that prefer firms below the mean size.
    pub small_banks: bool,
}

impl LendingOffer {
    /// Whether it covers a type of bank.
    pub fn covers(&self, bank: &BankType) -> bool {
        !self.small_banks || bank.size_taste < 0.0
    }
    /// Points by which it lowers the margin: what banks forgo, and what they pass on of the incentive, spread
    /// over a year.
    pub fn points(&self) -> f64 {
        self.margin_cut + self.incentive * self.pass_through
    }
}

/// Capital for banks.
#[derive(Clone, Copy, Debug)]
pub struct Injection {
    /// The sum, minor units.
    pub sum: f64,
    /// Only for types of bank that prefer firms below the mean size.
    pub small_banks: bool,
}

/// Central-bank money for loans to small firms.
#[derive(Clone, Copy, Debug)]
pub struct RelendingOffer {
    /// Most that is lent anew in a month, minor units.
    pub monthly: f64,
    /// Yearly rate that banks pay.
    pub rate: f64,
    /// Share of the gap to the prime rate by which the loans so funded are cheaper.
    pub pass_through: f64,
    /// Months after which it is paid back.
    pub months: f64,
}

/// The prime rate is changed.
#[derive(Clone, Copy, Debug)]
pub struct PrimeOffer {
    /// Points of this month.
    pub now: f64,
    /// Points of the month in which a working-capital loan that matures now was priced.
    pub then: f64,
}

/// Records on which banks can judge a firm.
#[derive(Clone, Copy, Debug)]
pub struct PlatformOffer {
    /// Factor of the error in judging it.
    pub noise: f64,
    /// Factor of the cost of its loan.
    pub cost: f64,
    /// Chance that a firm without a relationship gets one.
    pub access: f64,
    /// What the state pays the operator for a loan, minor units.
    pub fee: f64,
}

impl PlatformOffer {
    /// What a platform does of which so large a part is paid for.
    pub fn in_part(self, part: f64) -> PlatformOffer {
        let factor = |factor: f64| 1.0 + part * (factor - 1.0);
        PlatformOffer {
            noise: factor(self.noise),
            cost: factor(self.cost),
            access: part * self.access,
            ..self
        }
    }
}

/// Principal or interest may be deferred.
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

/// Purchases of public bodies move from large to small firms.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// Share of what is bought from large firms.
    pub share: f64,
    /// How much more expensive it is.
    pub premium: f64,
    /// By sector, whether it holds.
    pub sectors: Vec<bool>,
}

/// Orders that only insiders could win are opened to all; see [`crate::month::competition`].
#[derive(Clone, Debug)]
pub struct Opening {
    /// Share of closed orders.
    pub share: f64,
    /// By sector and region, whether it holds.
    pub cells: Vec<bool>,
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

impl TaxOffer {
    /// The share of value-added tax that it waives for a small-scale taxpayer or another one.
    pub fn of_vat(&self, small_scale: bool) -> f64 {
        if small_scale || !self.small_only { self.vat } else { 0.0 }
    }
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

/// Paperwork is spared.
#[derive(Clone, Copy, Debug)]
pub struct PaperworkOffer {
    /// Share of its hours.
    pub share: f64,
    /// What that costs offices, over what it spares firms.
    pub cost: f64,
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

/// A project with a large firm.
#[derive(Clone, Copy, Debug)]
pub struct JointOffer {
    /// Rise of the chance of an innovation.
    pub success: f64,
}

/// Customers accept a higher price.
#[derive(Clone, Copy, Debug)]
pub struct PremiumOffer {
    /// By so much over that of others.
    pub premium: f64,
    /// Of whom: firms from this tier of the ladder on; none for those whose last payment under the policy is
    /// less than a year old.
    pub from_tier: Option<usize>,
}

/// The ladder of specialised firms; see [`crate::month::ladder`].
#[derive(Clone, Copy, Debug)]
pub struct LadderOffer {
    /// Whether this month is that of the yearly round.
    pub round: bool,
    /// New certificates a round by tier, of the whole country; infinite for as many as qualify.
    pub quotas: [f64; TIERS.len()],
    /// The stock follows the published path of the pack, where there is one.
    pub follow: bool,
    /// Rounds for which a certificate holds.
    pub valid: u8,
    /// What renewal overlooks: by so much of each mark.
    pub slack: f64,
    /// Paid once for a new certificate by tier, minor units.
    pub awards: [f64; TIERS.len()],
    /// Rise of the share of a cost rise that certified firms pass on.
    pub power: f64,
    /// Part of the error in judging certified borrowers that banks are rid of.
    pub know_how: f64,
    /// Part of the skill that would leave with people and stays.
    pub talent: f64,
    /// Chance that a certified firm in need of a principal customer finds a large one.
    pub large_customer: f64,
}

/// A step up costs a firm less; see [`crate::month::upgrade`].
#[derive(Clone, Copy, Debug)]
pub struct UpgradeOffer {
    /// Part of the cost that the state pays.
    pub share: f64,
    /// Price over the usual one.
    pub price: f64,
    /// Fall of the chance of a step with its cost to the firm.
    pub elasticity: f64,
}

/// A programme for clusters; see [`crate::month::cluster`].
#[derive(Clone, Debug)]
pub struct ClusterOffer {
    /// Sectors and regions that it serves.
    pub cells: Vec<bool>,
    /// Chance a year that a firm there joins.
    pub joining: f64,
    /// What a member costs, minor units a month.
    pub cost: f64,
}
