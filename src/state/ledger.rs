//! The books: instruments × holders, the items that move them, and the check that everything balances.
//!
//! Every payment, invoice, loan and write-off is an [`Item`] with a payer and a receiver. An item is posted
//! once, in whole minor units; its *legs* say which holder's position in which instrument changes. At the end
//! of each month the positions counted from the state itself must equal the opening positions plus the legs
//! of all items, and every financial instrument must sum to zero over its holders. The check is always on.

use crate::money::Money;

/// Who can hold an instrument. Estates of closed firms count as small firms until they are wound up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Holder {
    Smes,
    LargeFirms,
    Settlement,
    Banks,
    Households,
    Government,
    CentralBank,
    World,
}

/// Number of holders.
pub const HOLDERS: usize = 8;

impl Holder {
    /// Names in files, in order.
    pub const NAMES: [&'static str; HOLDERS] = [
        "smes",
        "large_firms",
        "settlement_accounts",
        "banks",
        "households",
        "government",
        "central_bank",
        "world",
    ];
    /// Name in files.
    pub fn name(self) -> &'static str {
        Holder::NAMES[self as usize]
    }
}

/// A financial instrument: one holder's asset is another's debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Instrument {
    Deposits,
    Loans,
    TradeCredit,
    Arrears,
    InformalLoans,
    GovernmentDebt,
    Reserves,
    Relending,
}

/// Number of instruments.
pub const INSTRUMENTS: usize = 8;

impl Instrument {
    /// Names in files, in order.
    pub const NAMES: [&'static str; INSTRUMENTS] = [
        "deposits",
        "loans",
        "trade_credit",
        "arrears_and_deferred",
        "informal_loans",
        "government_debt",
        "reserves",
        "relending",
    ];
}

/// A change of one holder's position in one instrument, with its sign.
pub type Leg = (Instrument, Holder, i64);

macro_rules! items {
    ($( $name:ident = $word:literal, $from:ident => $to:ident, $kind:ident $(($i:ident))?, $text:literal; )*) => {
        /// What a posting is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Item { $( #[doc = $text] $name, )* }
        /// Every item, in order.
        pub const ITEMS: &[Item] = &[ $( Item::$name, )* ];
        /// Number of items.
        pub const N_ITEMS: usize = ITEMS.len();
        impl Item {
            /// Name in files.
            pub fn name(self) -> &'static str { match self { $( Item::$name => $word, )* } }
            /// What it is for, in words.
            pub fn text(self) -> &'static str { match self { $( Item::$name => $text, )* } }
            /// Who pays, gives the claim up, or owes.
            pub fn from(self) -> Holder { match self { $( Item::$name => Holder::$from, )* } }
            /// Who is paid, gets the claim, or is released.
            pub fn to(self) -> Holder { match self { $( Item::$name => Holder::$to, )* } }
            /// What one unit adds to the deposits of a holder: zero when the item moves a claim or a debt
            /// only.
            pub fn cash_of(self, holder: Holder) -> i64 {
                self.legs().iter().filter(|leg| leg.0 == Instrument::Deposits && leg.1 == holder).map(|leg| leg.2).sum()
            }
            /// The changes of positions for one unit.
            pub fn legs(self) -> Vec<Leg> { match self { $( Item::$name => legs::$kind(Holder::$from, Holder::$to $(, Instrument::$i)?), )* } }
        }
    };
}

/// The patterns of postings.
mod legs {
    use super::{Holder, Instrument, Leg};

    /// Deposits move. When a bank pays or is paid, its debt to depositors changes.
    pub fn pay(from: Holder, to: Holder) -> Vec<Leg> {
        vec![(Instrument::Deposits, from, -1), (Instrument::Deposits, to, 1)]
    }
    /// A claim arises: `to` may demand from `from`.
    pub fn owe(from: Holder, to: Holder, instrument: Instrument) -> Vec<Leg> {
        vec![(instrument, from, -1), (instrument, to, 1)]
    }
    /// A claim is paid: deposits move and the claim is gone.
    pub fn settle(from: Holder, to: Holder, instrument: Instrument) -> Vec<Leg> {
        let mut legs = pay(from, to);
        legs.extend([(instrument, from, 1), (instrument, to, -1)]);
        legs
    }
    /// A claim is lost: `from` is released, `to` bears it.
    pub fn lose(from: Holder, to: Holder, instrument: Instrument) -> Vec<Leg> {
        vec![(instrument, from, 1), (instrument, to, -1)]
    }
    /// A claim passes to another debtor on paper; no holder's position changes.
    pub fn moved(_from: Holder, _to: Holder) -> Vec<Leg> {
        Vec::new()
    }
    /// Banks and the central bank pay one another in reserves.
    pub fn reserves(from: Holder, to: Holder) -> Vec<Leg> {
        vec![(Instrument::Reserves, from, -1), (Instrument::Reserves, to, 1)]
    }
    /// Reserves are lent or paid back: who pays them has a claim or is rid of a debt.
    pub fn lend_reserves(from: Holder, to: Holder, instrument: Instrument) -> Vec<Leg> {
        let mut legs = reserves(from, to);
        legs.extend([(instrument, from, 1), (instrument, to, -1)]);
        legs
    }
    /// Money is lent: `from` pays `to` and gets a claim.
    pub fn lend(from: Holder, to: Holder, instrument: Instrument) -> Vec<Leg> {
        let mut legs = pay(from, to);
        legs.extend([(instrument, from, 1), (instrument, to, -1)]);
        legs
    }
}

items! {
    SalesCash = "sales_paid_at_once", Settlement => Smes, pay, "sales to customers who pay at once";
    InvoiceIssued = "invoices_issued", Settlement => Smes, owe(TradeCredit), "invoices to anonymous customers";
    InvoiceCollected = "invoices_collected", Settlement => Smes, settle(TradeCredit), "invoices paid by anonymous customers";
    InvoiceLost = "invoices_lost", Settlement => Smes, lose(TradeCredit), "invoices lost on customers that closed";
    PrincipalInvoicedSme = "invoices_to_principal_sme", Smes => Smes, owe(TradeCredit), "invoices to a principal customer that is a small firm";
    PrincipalInvoicedLargeFirm = "invoices_to_principal_large", LargeFirms => Smes, owe(TradeCredit), "invoices to a principal customer that is a large firm";
    PrincipalPaidSme = "principal_sme_pays", Smes => Settlement, settle(TradeCredit), "payment by a principal customer that is a small firm, on its way";
    PrincipalPaidLargeFirm = "principal_large_pays", LargeFirms => Settlement, settle(TradeCredit), "payment by a principal customer that is a large firm, on its way";
    PrincipalReceived = "principal_payment_received", Settlement => Smes, settle(TradeCredit), "payment of the principal customer arrives";
    ClaimOnEstate = "claim_on_estate", Smes => Smes, moved, "invoices to a principal customer that closed become a claim on its estate";
    EstatePaysLinked = "estate_pays_linked_supplier", Smes => Settlement, settle(TradeCredit), "payment of an estate to a firm whose principal customer had closed, on its way";
    PrincipalLost = "principal_invoices_lost", Smes => Smes, lose(TradeCredit), "claims on the estate of a principal customer that it can't pay";
    PrincipalLostLargeFirm = "invoices_to_principal_large_lost", LargeFirms => Smes, lose(TradeCredit), "invoices to a principal customer that is a large firm, lost when it fails";
    NovatedSme = "claim_on_sme_moved_to_settlement", Smes => Settlement, moved, "invoice to a small principal customer passes to the settlement account when the link ends";
    NovatedLargeFirm = "claim_on_large_moved_to_settlement", LargeFirms => Settlement, moved, "invoice to a large principal customer passes to the settlement account when the link ends";
    PurchaseInvoiced = "purchases_on_invoice", Smes => Settlement, owe(TradeCredit), "inputs bought on invoice";
    PurchaseCash = "purchases_paid_at_once", Smes => Settlement, pay, "inputs paid on delivery";
    SuppliersPaid = "suppliers_paid", Smes => Settlement, settle(TradeCredit), "invoices of suppliers paid";
    SuppliersLost = "suppliers_unpaid_for_good", Smes => Settlement, lose(TradeCredit), "invoices of suppliers that the estate can't pay";
    Wages = "wages", Smes => Households, pay, "pay of the month";
    WagesOwed = "wages_owed", Smes => Households, owe(Arrears), "pay that could not be paid";
    WagesSettled = "wage_arrears_paid", Smes => Households, settle(Arrears), "pay of earlier months";
    WagesLost = "wage_arrears_lost", Smes => Households, lose(Arrears), "pay that the estate can't pay";
    Contributions = "contributions", Smes => Government, pay, "employer social insurance";
    ValueAddedTax = "value_added_tax", Smes => Government, pay, "value-added tax with surcharges";
    ProfitTax = "profit_tax", Smes => Government, pay, "tax on profit";
    LocalFees = "local_fees", Smes => Government, pay, "local fees";
    TaxesOwed = "taxes_owed", Smes => Government, owe(Arrears), "taxes and contributions that could not be paid";
    TaxesSettled = "tax_arrears_paid", Smes => Government, settle(Arrears), "taxes and contributions of earlier months";
    TaxesLost = "tax_arrears_lost", Smes => Government, lose(Arrears), "taxes and contributions that the estate can't pay";
    TaxesDeferred = "taxes_deferred", Smes => Government, owe(Arrears), "taxes and contributions deferred by policy";
    DeferredPaid = "deferred_taxes_paid", Smes => Government, settle(Arrears), "deferred taxes and contributions paid";
    DeferredLost = "deferred_taxes_lost", Smes => Government, lose(Arrears), "deferred taxes and contributions that the estate can't pay";
    Rent = "rent", Smes => Households, pay, "rent, leases and other fixed cost";
    RentOwed = "rent_owed", Smes => Households, owe(Arrears), "rent that could not be paid";
    RentSettled = "rent_arrears_paid", Smes => Households, settle(Arrears), "rent of earlier months";
    RentLost = "rent_arrears_lost", Smes => Households, lose(Arrears), "rent that the estate can't pay";
    RentBorne = "rent_borne_by_state", Government => Households, pay, "waived rent that the state pays to landlords";
    Interest = "interest", Smes => Banks, pay, "interest on loans";
    InterestOwed = "interest_owed", Smes => Banks, owe(Arrears), "interest that could not be paid";
    InterestSettled = "interest_arrears_paid", Smes => Banks, settle(Arrears), "interest of earlier months";
    InterestLost = "interest_arrears_lost", Smes => Banks, lose(Arrears), "interest that the estate can't pay";
    InterestAdded = "interest_added_to_loan", Smes => Banks, owe(Loans), "interest deferred by a moratorium and added to the loan";
    InterestBorne = "interest_borne_by_state", Government => Banks, pay, "interest on loans of small firms that the state pays";
    LoanDrawn = "loans_drawn", Banks => Smes, lend(Loans), "new loans";
    LoanRepaid = "loans_repaid", Smes => Banks, settle(Loans), "instalments and loans repaid";
    LoanLost = "loans_lost", Smes => Banks, lose(Loans), "loans that the estate can't pay";
    GuaranteeFee = "guarantee_fees", Smes => Government, pay, "fees for guarantees";
    GuaranteePaid = "guarantees_called", Government => Banks, lend(Loans), "the fund pays the bank its share of the loan of a firm that failed, and takes over that claim";
    FundRecovered = "fund_claims_paid", Smes => Government, settle(Loans), "claims taken over by a guarantee fund, paid by the estate";
    FundLost = "fund_claims_lost", Smes => Government, lose(Loans), "claims taken over by a guarantee fund that the estate can't pay";
    InformalDrawn = "informal_loans_drawn", Households => Smes, lend(InformalLoans), "borrowed from relatives, friends and private lenders";
    InformalInterest = "informal_interest_added", Smes => Households, owe(InformalLoans), "interest added to informal loans";
    InformalRepaid = "informal_loans_repaid", Smes => Households, settle(InformalLoans), "informal loans repaid";
    InformalLost = "informal_loans_lost", Smes => Households, lose(InformalLoans), "informal loans that the estate can't pay";
    OwnerDraw = "owner_draws", Smes => Households, pay, "drawn by owners";
    OwnerInjection = "owner_injections", Households => Smes, pay, "put in by owners in need";
    PaidIn = "capital_paid_in", Households => Smes, pay, "capital of new firms";
    Equipment = "equipment_of_new_firms", Smes => Households, pay, "premises and equipment that new firms buy, and what founding costs them";
    // A wage subsidy, a grant: outlays of the treasury, each an item of ledger.csv.
    WageSubsidy = "wage_subsidies", Government => Smes, pay, "pay that the state bears";
    Grant = "grants", Government => Smes, pay, "grants";
    TaxRefund = "tax_refunds", Government => Smes, pay, "input credits refunded";
    ForgivableLoan = "forgivable_loans", Government => Smes, lend(Arrears), "loans of the treasury that are forgiven where staff is kept";
    LoanForgiven = "forgivable_loans_forgiven", Smes => Government, lose(Arrears), "loans of the treasury forgiven";
    Vouchers = "consumption_vouchers", Government => Households, pay, "consumption vouchers";
    PriceGap = "input_prices_borne_by_state", Government => World, pay, "part of the price of raw materials that the state pays";
    LateInterest = "large_firms_late_interest", LargeFirms => Smes, pay, "interest of large firms on overdue invoices of small firms";
    FundStake = "fund_stakes_bought", Government => Smes, pay, "public funds take stakes in firms";
    FundDividend = "fund_dividends", Smes => Government, pay, "the part of public funds in what owners draw";
    StakeSold = "fund_stakes_sold", Households => Government, pay, "public funds sell stakes to other investors";
    SharesIssued = "shares_issued", Households => Smes, pay, "equity raised on a board";
    Research = "research", Smes => Households, pay, "research that firms do of their own accord: staff and services";
    Projects = "research_and_projects", Smes => Households, pay, "research, joint projects, certification and courses beyond that, which policies bring about";
    Programmes = "public_programmes", Government => Households, pay, "staff and services of public programmes";
    EstateClaims = "estate_sells_claims", LargeFirms => Smes, pay, "large firms buy an estate's invoices";
    EstateClaimsMoved = "estate_claims_moved", Smes => LargeFirms, owe(TradeCredit), "the invoices so bought";
    EstateAssets = "estate_sells_assets", Households => Smes, pay, "fixed assets and stocks sold out of estates";
    EstateCost = "estate_costs", Smes => Households, pay, "cost of insolvency proceedings";
    EstateRest = "estate_rest_to_owners", Smes => Households, pay, "what is left of an estate";
    LargeFirmSales = "large_firms_paid_at_once", Settlement => LargeFirms, pay, "sales of large firms paid at once";
    LargeFirmInvoiced = "large_firms_invoices_issued", Settlement => LargeFirms, owe(TradeCredit), "invoices of large firms";
    LargeFirmCollected = "large_firms_invoices_collected", Settlement => LargeFirms, settle(TradeCredit), "invoices of large firms paid";
    LargeFirmClaimsLost = "large_firms_invoices_lost", Settlement => LargeFirms, lose(TradeCredit), "invoices of large firms lost on customers that closed";
    LargeFirmPurchaseInvoiced = "large_firms_purchases_on_invoice", LargeFirms => Settlement, owe(TradeCredit), "inputs of large firms bought on invoice";
    LargeFirmPurchaseCash = "large_firms_purchases_paid_at_once", LargeFirms => Settlement, pay, "inputs of large firms paid on delivery";
    LargeFirmSuppliersPaid = "large_firms_pay_suppliers", LargeFirms => Settlement, settle(TradeCredit), "invoices paid by large firms";
    LargeFirmSuppliersLost = "large_firms_suppliers_unpaid_for_good", LargeFirms => Settlement, lose(TradeCredit), "invoices of suppliers that large firms which fail can't pay";
    LargeFirmWages = "large_firms_wages", LargeFirms => Households, pay, "pay in large firms";
    LargeFirmTaxes = "large_firms_taxes", LargeFirms => Government, pay, "taxes of large firms";
    LargeFirmDividends = "large_firms_dividends", LargeFirms => Households, pay, "profits of large firms paid out";
    LargeFirmBorrowed = "large_firms_borrow", Banks => LargeFirms, lend(Loans), "large firms draw on their credit lines";
    LargeFirmRepaid = "large_firms_repay", LargeFirms => Banks, settle(Loans), "large firms repay";
    LargeFirmInterest = "large_firms_interest", LargeFirms => Banks, pay, "interest of large firms";
    Consumption = "household_consumption", Households => Settlement, pay, "household spending";
    GovernmentPurchases = "government_purchases", Government => Settlement, pay, "public purchases paid at once";
    GovernmentInvoiced = "government_purchases_on_invoice", Government => Settlement, owe(TradeCredit), "public purchases on invoice";
    GovernmentPays = "government_pays_invoices", Government => Settlement, settle(TradeCredit), "invoices paid by public bodies";
    InvestmentPurchases = "household_investment", Households => Settlement, pay, "investment spending of households (housing, equipment they lease out) paid at once";
    InvestmentInvoiced = "household_investment_on_invoice", Households => Settlement, owe(TradeCredit), "investment spending on invoice";
    InvestmentPays = "household_investment_invoices_paid", Households => Settlement, settle(TradeCredit), "invoices of investment paid";
    ExportsPaid = "exports_paid_at_once", World => Settlement, pay, "exports paid at once";
    ExportsInvoiced = "exports_on_invoice", World => Settlement, owe(TradeCredit), "exports on invoice";
    ExportsCollected = "exports_invoices_paid", World => Settlement, settle(TradeCredit), "invoices of exports paid";
    ImportsPaid = "imports_paid", Settlement => World, pay, "imports paid through the settlement accounts";
    ImportsInvoiced = "imports_on_invoice", Settlement => World, owe(TradeCredit), "imports on invoice";
    ImportsCollected = "imports_invoices_paid", Settlement => World, settle(TradeCredit), "invoices of imports paid";
    ImportsLost = "imports_invoices_lost", Settlement => World, lose(TradeCredit), "invoices of imports lost on customers that closed";
    Transfers = "net_transfers_to_households", Government => Households, pay, "benefits less personal taxes";
    TransfersBack = "net_taxes_of_households", Households => Government, pay, "personal taxes less benefits";
    DepositInterest = "deposit_interest", Banks => Households, pay, "interest on deposits";
    BankDividends = "bank_dividends", Banks => Households, pay, "bank profits paid out";
    BankCosts = "bank_costs", Banks => Households, pay, "pay and other costs of banks";
    BondsSold = "government_bonds_sold", Banks => Government, lend(GovernmentDebt), "banks buy government bonds";
    BondsRedeemed = "government_bonds_redeemed", Government => Banks, settle(GovernmentDebt), "government bonds redeemed";
    BondInterest = "government_interest", Government => Banks, pay, "interest on government bonds";
    LossShared = "loan_losses_shared_by_state", Government => Banks, pay, "the state bears part of what banks lost on loans that they dared to make";
    LendingIncentive = "lending_incentives", Government => Banks, pay, "what the state pays banks for new loans to small firms";
    CapitalInjected = "bank_capital_injected", Government => Banks, pay, "capital that the state puts into banks";
    RelendingDrawn = "relending_drawn", CentralBank => Banks, lend_reserves(Relending), "central-bank money for loans to small firms";
    RelendingRepaid = "relending_repaid", Banks => CentralBank, lend_reserves(Relending), "such money paid back";
    RelendingInterest = "relending_interest", Banks => CentralBank, reserves, "interest on it";
    DigitalStep = "digital_steps", Smes => Households, pay, "what firms pay for digital steps";
    Certificates = "certificates", Smes => Households, pay, "what firms pay for certificates of quality";
    Courses = "courses", Smes => Households, pay, "what courses for staff cost firms";
    ExportEntry = "export_entry_costs", Smes => Households, pay, "what firms pay to begin to export: travel, fairs, samples, papers";
    ExportPremium = "export_insurance_premiums", Smes => Government, pay, "premiums of export credit insurance that firms pay";
    ExportClaim = "export_insurance_claims", Government => Smes, pay, "what export credit insurance pays for invoices that foreign customers never paid";
    ExportsLost = "exports_invoices_lost", World => Settlement, lose(TradeCredit), "invoices of exports that foreign customers never pay";
    ForeignPaidIn = "foreign_capital_paid_in", World => Smes, pay, "capital of new firms whose founder is foreign";
    ForeignInjection = "foreign_owner_injections", World => Smes, pay, "put in by foreign owners in need";
}

/// Positions: instrument × holder, assets positive.
pub type Positions = [[Money; HOLDERS]; INSTRUMENTS];

/// Amounts by item.
#[derive(Clone, Debug, PartialEq)]
pub struct Entries(pub [Money; N_ITEMS]);

impl Default for Entries {
    fn default() -> Self {
        Entries([Money::ZERO; N_ITEMS])
    }
}

impl Entries {
    /// Adds an amount to an item.
    #[inline]
    pub fn post(&mut self, item: Item, amount: Money) {
        self.0[item as usize] += amount;
    }
    /// The amount of an item.
    pub fn of(&self, item: Item) -> Money {
        self.0[item as usize]
    }
    /// Adds other entries.
    pub fn add(&mut self, other: &Entries) {
        for (sum, amount) in self.0.iter_mut().zip(&other.0) {
            *sum += *amount;
        }
    }
    /// The changes of positions that these entries make.
    pub fn changes(&self) -> Positions {
        let mut changes = Positions::default();
        for item in ITEMS {
            let amount = self.of(*item);
            if amount.is_zero() {
                continue;
            }
            for (instrument, holder, sign) in item.legs() {
                changes[instrument as usize][holder as usize] += Money(amount.0 * sign);
            }
        }
        changes
    }
}

/// Checks a month: positions counted from the state are the opening ones plus the entries, and each
/// instrument sums to zero.
///
/// # Panics
/// When the books do not balance: a defect of the program, never of its input.
pub fn assert_balanced(month: &str, opening: &Positions, entries: &Entries, closing: &Positions) {
    let changes = entries.changes();
    for (instrument, name) in Instrument::NAMES.iter().enumerate() {
        let sum: Money = closing[instrument].iter().copied().sum();
        assert!(sum.is_zero(), "{month}: {name} sum to {} over all holders, not to zero", sum.0);
        for (holder, who) in Holder::NAMES.iter().enumerate() {
            let expected = opening[instrument][holder] + changes[instrument][holder];
            let counted = closing[instrument][holder];
            assert!(
                counted == expected,
                "{month}: {name} of {who} are {} when counted and {} by the entries (off by {})",
                counted.0,
                expected.0,
                counted.0 - expected.0
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_keeps_every_instrument_at_zero() {
        for item in ITEMS {
            for instrument in 0..INSTRUMENTS {
                let sum: i64 =
                    item.legs().iter().filter(|leg| leg.0 as usize == instrument).map(|leg| leg.2).sum();
                assert_eq!(sum, 0, "{} moves {} one-sidedly", item.name(), Instrument::NAMES[instrument]);
            }
        }
    }

    #[test]
    fn a_loan_worked_by_hand() {
        // A firm draws 100: its deposit +100 and debt −100; the bank's claim +100 and debt to depositors
        // −100.
        let mut entries = Entries::default();
        entries.post(Item::LoanDrawn, Money(100));
        let changes = entries.changes();
        assert_eq!(changes[Instrument::Deposits as usize][Holder::Smes as usize], Money(100));
        assert_eq!(changes[Instrument::Deposits as usize][Holder::Banks as usize], Money(-100));
        assert_eq!(changes[Instrument::Loans as usize][Holder::Smes as usize], Money(-100));
        assert_eq!(changes[Instrument::Loans as usize][Holder::Banks as usize], Money(100));
    }

    #[test]
    #[should_panic(expected = "deposits of households are 4 when counted and 5 by the entries")]
    fn a_missing_leg_is_found() {
        let mut entries = Entries::default();
        entries.post(Item::Wages, Money(5));
        let opening = Positions::default();
        let mut closing = entries.changes();
        closing[0][Holder::Households as usize] = Money(4);
        closing[0][Holder::World as usize] = Money(1);
        assert_balanced("2020-01", &opening, &entries, &closing);
    }
}
