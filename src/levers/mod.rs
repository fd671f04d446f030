//! Policy levers: one instrument a file, one trait, one list. Who qualifies and when is written once and
//! shared.
//!
//! A lever never touches a firm. It shapes the month's [`crate::terms::Terms`], rebuilt from nothing every
//! month.
//!
//! # How two policies of a kind combine
//!
//! Each lever says which of five rules holds ([`Combine`]), and no other exists: the larger counts, both
//! count, strengths compound, the one that began first counts, or the later counts. None asks for names or
//! for the order in a file; see also [`renewal`]. Policies of different kinds never combine: each acts on its
//! own line, and waivers come before what is deferred.

pub mod about;
pub mod arrears_clearing;
pub mod cluster_programme;
pub mod compliance_relief;
pub mod consumption_voucher;
pub mod contribution_deferral;
pub mod contribution_relief;
pub mod credit_information_platform;
pub mod cultivation_ladder;
pub mod development_fund;
pub mod digital_subsidy;
pub mod energy_price_relief;
pub mod entry_facilitation;
pub mod evidence;
pub mod export_credit_insurance;
pub mod export_support;
pub mod fair_competition;
pub mod fair_credit;
pub mod fee_relief;
pub mod forgivable_loan;
pub mod hiring_subsidy;
pub mod input_price_stabilisation;
pub mod interest_subsidy;
pub mod job_retention_refund;
pub mod joint_innovation;
pub mod lending_mechanism;
pub mod liquidity_grant;
pub mod listing_access;
pub mod loan_guarantee;
pub mod loan_moratorium;
pub mod logistics_relief;
pub mod patent_pledge;
pub mod policy_horizon;
pub mod policy_rate;
pub mod procurement_set_aside;
pub mod prompt_payment;
pub mod quality_brand;
pub mod rd_subsidy;
pub mod regional_execution;
pub mod relending;
pub mod renewal;
pub mod rent_relief;
pub mod rights_protection;
pub mod rollover_without_repayment;
pub mod service_network;
pub mod short_time_work;
pub mod tax_deferral;
pub mod tax_relief;
pub mod training_voucher;
pub mod vat_refund;
pub mod wage_subsidy;
pub mod work_resumption;

use crate::policy::Policy;
use crate::rng::key;

pub use about::{About, Audience, Budgeting, Combine, Family, Field, Lever, PolicyContext};

/// Every lever.
pub const ALL: &[&dyn Lever] = &[
    &tax_deferral::TaxDeferral,
    &wage_subsidy::WageSubsidy,
    &liquidity_grant::LiquidityGrant,
    &loan_guarantee::LoanGuarantee,
    &loan_moratorium::LoanMoratorium,
    &prompt_payment::PromptPayment,
    &tax_relief::TaxRelief,
    &contribution_relief::ContributionRelief,
    &rent_relief::RentRelief,
    &interest_subsidy::InterestSubsidy,
    &rollover_without_repayment::RolloverWithoutRepayment,
    &contribution_deferral::ContributionDeferral,
    &fee_relief::FeeRelief,
    &vat_refund::VatRefund,
    &job_retention_refund::JobRetentionRefund,
    &short_time_work::ShortTimeWork,
    &hiring_subsidy::HiringSubsidy,
    &training_voucher::TrainingVoucher,
    &forgivable_loan::ForgivableLoan,
    &consumption_voucher::ConsumptionVoucher,
    &procurement_set_aside::ProcurementSetAside,
    &fair_competition::FairCompetition,
    &arrears_clearing::ArrearsClearing,
    &rights_protection::RightsProtection,
    &entry_facilitation::EntryFacilitation,
    &compliance_relief::ComplianceRelief,
    &input_price_stabilisation::InputPriceStabilisation,
    &policy_horizon::PolicyHorizon,
    &work_resumption::WorkResumption,
    &development_fund::DevelopmentFund,
    &listing_access::ListingAccess,
    &lending_mechanism::LendingMechanism,
    &relending::Relending,
    &policy_rate::PolicyRate,
    &credit_information_platform::CreditInformationPlatform,
    &fair_credit::FairCredit,
    &rd_subsidy::RdSubsidy,
    &joint_innovation::JointInnovation,
    &quality_brand::QualityBrand,
    &patent_pledge::PatentPledge,
    &cultivation_ladder::CultivationLadder,
    &energy_price_relief::EnergyPriceRelief,
    &logistics_relief::LogisticsRelief,
    &export_support::ExportSupport,
    &service_network::ServiceNetwork,
    &regional_execution::RegionalExecution,
    &digital_subsidy::DigitalSubsidy,
    &cluster_programme::ClusterProgramme,
    &export_credit_insurance::ExportCreditInsurance,
];

/// Whether a policy of that lever is among these.
pub fn used(policies: &[Policy], kind: &str) -> bool {
    policies.iter().any(|policy| ALL[policy.lever].kind() == kind)
}

/// The index of the lever of that name.
pub fn by_kind(kind: &str) -> Option<usize> {
    ALL.iter().position(|lever| lever.kind() == kind)
}

/// The key of a policy's draws: its lever and what it says under `draw`.
pub fn draw_key(policy: &Policy) -> i64 {
    key::of_kind(ALL[policy.lever].kind(), &policy.draw)
}
