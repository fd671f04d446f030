//! The rules in force this month, rebuilt from nothing every month out of the scenario: shocks and offers of
//! policies.

mod offer;
mod offers;
pub mod payment;
pub mod rules;
pub mod strength;
pub mod take_up;

use crate::economy::norms::Norms;
use crate::money::Money;
use crate::terms::payment::Payment;
use crate::terms::rules::Rules;
use crate::terms::take_up::Service;
pub use offers::*;

/// The rules of a month.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Factor of final demand, sectors × regions × channels.
    pub demand: Vec<[f64; 4]>,
    /// Foreign demand by market over that of all markets, sectors × regions × markets; empty where no shock
    /// tells markets apart.
    pub foreign_demand: Vec<f64>,
    /// Share of firms closed by restriction, sectors × regions.
    pub closed: Vec<f64>,
    /// What closed firms sell beyond what those of their sector usually do, share of what they could make,
    /// sectors × regions.
    pub closed_sales: Vec<f64>,
    /// Rise of the price of inputs from outside, by using sector.
    pub input_price: Vec<f64>,
    /// Rise of the price of energy, by using sector.
    pub energy_price: Vec<f64>,
    /// Rise of the price of imports in home currency, by using sector.
    pub import_price: Vec<f64>,
    /// Factor of what firms charge beyond their cost, by selling sector.
    pub producer_price: Vec<f64>,
    /// Factor of pay, sectors × regions.
    pub pay: Vec<f64>,
    /// Share of deliveries missing, by producing sector × region.
    pub missing: Vec<f64>,
    /// Share of firms struck by a disaster, sectors × regions.
    pub struck: Vec<f64>,
    /// The same last month.
    pub struck_before: Vec<f64>,
    /// Share of the large firms of a sector that stand still.
    pub failed: Vec<f64>,
    /// The same last month.
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
    /// Offers by lever.
    pub paperwork: Offers<PaperworkOffer>,
    /// What households get in vouchers, minor units a month.
    pub vouchers: Vec<Offer<f64>>,
    /// Purchases that move to small firms.
    pub set_asides: Vec<Offer<SetAside>>,
    /// Closed orders that are opened.
    pub opened: Vec<Offer<Opening>>,
    /// By policy and sector, how much less than the market price its inputs cost, share of the price of
    /// inputs at base prices.
    pub price_gaps: Vec<(usize, usize, f64)>,
    /// Share of local fees that is stopped.
    pub fees_stopped: Vec<Offer<f64>>,
    /// What a new firm costs the state, minor units.
    pub entry_costs: Vec<Offer<f64>>,
    /// Parts of the days and of the money that founding takes which are left, sectors × regions.
    pub founding: Vec<[f64; 2]>,
    /// How well the offices of each region serve small firms.
    pub services: Vec<Service>,
    /// Factor of what debtors may let suppliers wait for.
    pub waiting: f64,
    /// Factor of local fees.
    pub fees: f64,
    /// Rise of policy uncertainty over its normal level, sectors × regions.
    pub policy_uncertainty: Vec<f64>,
    /// How far firms believe what is announced.
    pub credibility: f64,
    /// Support of pay that is announced and begins soon, beside what there is now.
    pub coming: Ending,
    /// Factor of the hiring speed, by sector: below one where firms hesitate.
    pub hiring_speed: Vec<f64>,
    /// Support that ends at once and soon, and what takes over from it.
    pub ending: Ending,
    /// Offers by lever.
    pub equity: Offers<EquityOffer>,
    /// Offers by lever.
    pub hiring: Offers<HiringOffer>,
    /// Part of pay on which contributions are computed.
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
    /// Offers by lever.
    pub lending: Vec<Offer<LendingOffer>>,
    /// Capital that banks get this month.
    pub injections: Vec<Offer<Injection>>,
    /// Offers by lever.
    pub relending: Vec<Offer<RelendingOffer>>,
    /// Changes of the prime rate, this month's and those of a year ago.
    pub prime: Vec<Offer<PrimeOffer>>,
    /// Offers by lever.
    pub platforms: Offers<PlatformOffer>,
    /// Share of what banks ask of private firms beyond state-owned ones that is taken off.
    pub fair: Vec<Offer<f64>>,
    /// Whether a guarantee fund has paid up to its cap, by policy; empty when none has one.
    pub paid_up: Vec<bool>,
    /// Whether any policy acts on how banks lend.
    pub acts_on_banks: bool,
    /// Guarantees that a fund may have outstanding over its size, by policy.
    pub leverage: Vec<f64>,
    /// Offers by lever.
    pub joint: Vec<Offer<JointOffer>>,
    /// Whose customers accept a higher price.
    pub premiums: Vec<Offer<PremiumOffer>>,
    /// The ladder of specialised firms, of the first policy that has one.
    pub ladder: Option<Offer<LadderOffer>>,
    /// Who gets a certificate this month, by identity: the tier; set when the round is decided.
    pub promoted: Vec<(u64, u8)>,
    /// Offers by lever.
    pub digital: Offers<UpgradeOffer>,
    /// Offers by lever.
    pub certificates: Offers<UpgradeOffer>,
    /// Offers by lever.
    pub courses: Offers<UpgradeOffer>,
    /// What firms have of each strength on the mean; known from round 2 on.
    pub strengths: strength::Means,
    /// By how many steps the firms of a sector are ahead of their normal digital level; empty where no policy
    /// is about it.
    pub digital_peers: Vec<f64>,
    /// Help for firms that start to export.
    pub export_starts: Offers<UpgradeOffer>,
    /// Share by which the chance falls that exporters lose their foreign customers.
    pub export_keeping: Vec<Offer<f64>>,
    /// Offers by lever.
    pub export_insurance: Vec<Offer<InsuranceOffer>>,
    /// Offers by lever.
    pub clusters: Vec<Offer<ClusterOffer>>,
    /// What shared services save members of clusters, share of sales, by cell; empty without a programme, as
    /// the next.
    pub cluster_services: Vec<f64>,
    /// Rise of the chance of an innovation of members that do research, by cell.
    pub cluster_knowledge: Vec<f64>,
    /// Factors of the market weight of members of clusters, by cell; empty without shocks that clusters
    /// share.
    pub cluster_shocks: Vec<f64>,
    /// Whether anything on offer waives, extends or defers obligations.
    pub acts_on_obligations: bool,
    /// By policy, the first of those that are one instrument with it; see
    /// [`crate::levers::renewal::instruments`].
    pub instruments: Vec<u16>,
    /// Places in the queue, out of one, that each policy's budget can serve this month; none when the policy
    /// has no budget.
    pub budget_left: Vec<Option<f64>>,
    /// Whether nothing was left of a policy's budget when the month began: such a policy is as good as not
    /// there.
    pub spent_out: Vec<bool>,
    /// What was left then, by policy; of no meaning without a budget.
    pub left: Vec<Money>,
    /// Of that, what firms have been granted this month, or the most that they can come to.
    pub reserved: Vec<Money>,
    /// Whether a policy pays to no firm more than it asked for and was granted, because its budget might not
    /// suffice.
    pub capped: Vec<bool>,
}

impl Terms {
    /// A month without shocks and policies.
    pub fn normal(norms: &Norms, policies: usize) -> Terms {
        let cells = norms.sectors * norms.regions;
        Terms {
            demand: vec![[1.0; 4]; cells],
            closed: vec![0.0; cells],
            closed_sales: vec![0.0; cells],
            input_price: vec![0.0; norms.sectors],
            energy_price: vec![0.0; norms.sectors],
            import_price: vec![0.0; norms.sectors],
            producer_price: vec![1.0; norms.sectors],
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
            founding: vec![[1.0; 2]; cells],
            services: vec![Service::default(); norms.regions],
            waiting: 1.0,
            fees: 1.0,
            hiring_speed: vec![1.0; norms.sectors],
            policy_uncertainty: vec![0.0; cells],
            instruments: (0..policies as u16).collect(),
            budget_left: vec![None; policies],
            spent_out: vec![false; policies],
            left: vec![Money::ZERO; policies],
            reserved: vec![Money::ZERO; policies],
            capped: vec![false; policies],
            leverage: vec![1.0; policies],
            ..Terms::default()
        }
    }

    /// Points by which policy changes the prime rate this month.
    pub fn prime_change(&self) -> f64 {
        self.prime.iter().map(|offer| offer.what.now).sum()
    }

    /// Whether two policies are parts of one instrument.
    #[inline]
    pub fn same_instrument(&self, one: usize, other: usize) -> bool {
        self.instruments[one] == self.instruments[other]
    }

    /// Whether a guarantee fund has reached the cap of its payouts.
    pub fn paid_up(&self, policy: usize) -> bool {
        self.paid_up.get(policy).copied().unwrap_or(false)
    }
}
