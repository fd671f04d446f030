//! The order of a month: four rounds over the firms. This page holds no formula.
//!
//! In each round a block of firms passes all its phases before the next block; between rounds markets, banks
//! and budgets clear. See [`step`].
//!
//! Files look down here as rooms do, with one exception: the context ([`ctx`]) carries all parameters
//! ([`params`]), and each group of them stands in the file of its mechanism, which reads the context.

pub mod accounts;
pub mod large_firms;
pub mod large_outlook;
pub mod backlog;
pub mod banks;
pub mod basket;
pub mod bounds;
pub mod budget;
pub mod buyers;
pub mod close;
pub mod closure;
pub mod cluster;
pub mod competition;
pub mod count;
pub mod credibility;
pub mod credit;
pub mod ctx;
pub mod demand;
pub mod digital;
pub mod disaster;
pub mod dormancy;
pub mod obligations;
pub mod entry;
pub mod equity;
pub mod estate;
pub mod expectations;
pub mod failure;
pub mod filing;
pub mod foreign_investment;
pub mod foreign_trade;
pub mod founding;
pub mod growth;
pub mod households;
pub mod in_force;
pub mod informal;
pub mod innovation;
pub mod invoices;
pub mod ladder;
pub mod lending;
pub mod limit;
pub mod model;
pub mod norms;
pub mod out;
pub mod outgo;
pub mod owner;
pub mod paperwork;
pub mod params;
pub mod pay;
pub mod paying;
pub mod payments;
pub mod price;
pub mod producers;
pub mod production;
pub mod forgivable_loans;
pub mod quality;
pub mod queue;
pub mod rates;
pub mod relending;
pub mod relief;
pub mod rent;
pub mod large_firm_failure;
pub mod skills;
pub mod strengths;
pub mod supply;
pub mod take_up;
pub mod tally;
pub mod tax;
pub mod trade_credit;
pub mod uncertainty;
pub mod upgrade;
mod walk;
pub mod work;

use crate::month::ladder::rounds;
use crate::month::out::Report;
use crate::month::walk::round;
use crate::state::State;
use crate::state::block::Block;
use crate::terms::Terms;
use accounts::Accounts;
use credit::applications;
use ctx::{Ctx, Setting};
use out::Out;

/// Parts of a month, in their order; named for whoever measures how long each takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stage {
    Market,
    Demand,
    Work,
    Goods,
    Money,
    Grants,
    Fate,
    Births,
    Books,
}

/// Simulates one month and checks its books.
pub fn step(state: &mut State, setting: &Setting, terms: &mut Terms) -> Report {
    step_timed(state, setting, terms, &mut |_| {})
}

/// [`step`], telling `done` of each stage when it is over. No result depends on who listens.
pub fn step_timed(
    state: &mut State,
    setting: &Setting,
    terms: &mut Terms,
    done: &mut dyn FnMut(Stage),
) -> Report {
    state.now = state.now.plus(1);
    growth::references(state, setting);
    limit::open(state, setting, terms);
    large_firm_failure::begin(state, setting, terms);

    // ROUND 1 · market: dormant firms wake → expectations → price → appeal
    let market = round(state, setting, terms, |block, ctx, out| {
        dormancy::wake(block, ctx, out);
        entry::learn(block, ctx);
        price::review(block, ctx);
        demand::appeal(block, ctx, out);
        strengths::look(block, ctx, out);
    });
    strengths::compare(state, &setting.scenario.params, terms, &market);
    digital::spread_word(terms, setting.scenario, &market);
    done(Stage::Market);
    // ⟂ demand by sector and region is shared out
    price::large_firms(state, setting, terms);
    let mut accounts = Accounts::new(setting.scenario.policies.len());
    demand::share_out(state, setting, terms, &market, &mut accounts);
    supply::deliver(state, setting, terms);
    done(Stage::Demand);

    // ROUND 2 · work: disasters and failed customers strike → orders → inputs → output; invoices are issued
    let work = round(state, setting, terms, |block, ctx, out| {
        strengths::stand(block, ctx);
        disaster::strike(block, ctx);
        large_firm_failure::lose(block, ctx, out);
        invoices::link(block, ctx);
        production::produce(block, ctx, out);
        invoices::issue(block, ctx, out);
        paying::early(block, ctx, out);
        innovation::plan(block, ctx);
    });
    done(Stage::Work);
    // ⟂ goods clear; settlement accounts: what was paid last month is this month's receipts; large firms and
    // the state pay
    let mut clearing = trade_credit::clear(state, setting, terms, &work, &mut accounts);
    done(Stage::Goods);

    // ROUND 3 · money: receipts in → deliveries → obligations forecast → liquidity gap → applications
    let claim = |block: &mut Block, ctx: &Ctx, out: &mut Out| {
        invoices::receive(block, ctx, out);
        take_up::judge(block, ctx);
        budget::file(block, ctx, out);
    };
    let apply = |block: &mut Block, ctx: &Ctx, out: &mut Out| {
        applications::apply(block, ctx, out);
        equity::file(block, ctx, out);
        rounds::file(block, ctx, out);
        strengths::file(block, ctx, out);
        foreign_trade::file(block, ctx, out);
    };
    let mut money = if limit::decides(terms) {
        // ⟂ budgets decide on payments and relief first: who asks for a loan knows what it gets of them
        let mut claims = round(state, setting, terms, claim);
        limit::decide(setting, terms, &claims);
        let requests = round(state, setting, terms, |block, ctx, out| {
            budget::settle(block, ctx);
            apply(block, ctx, out);
        });
        limit::decide(setting, terms, &requests);
        claims.add(requests);
        claims
    } else {
        round(state, setting, terms, |block, ctx, out| {
            claim(block, ctx, out);
            apply(block, ctx, out);
        })
    };
    done(Stage::Money);
    // ⟂ banks and budgets decide
    trade_credit::book_deliveries(state, setting, &mut clearing, &money);
    applications::decide(state, setting, terms, &money);
    rounds::decide(state, setting, terms, &mut money);
    done(Stage::Grants);

    // ROUND 4 · fate: disbursement → obligations paid by rank → arrears → closure, failure → staff, profit,
    // draws
    let mut fate = round(state, setting, terms, |block, ctx, out| {
        budget::settle(block, ctx);
        applications::disburse(block, ctx, out);
        budget::disburse(block, ctx, out);
        forgivable_loans::decide(block, ctx, out);
        equity::invest(block, ctx, out);
        pay::obligations(block, ctx, out);
        innovation::succeed(block, ctx);
        failure::decide(block, ctx, out);
        strengths::step(block, ctx, out);
        foreign_trade::change(block, ctx, out);
        work::adjust(block, ctx, out);
        owner::compute(block, ctx, out);
        rent::renew(block, ctx);
        rounds::award(block, ctx, out);
        count::count(block, ctx, out);
        rounds::count(block, ctx, out);
        crate::month::tally::digital::count(block, ctx, &mut out.tally.digital);
    });
    // ⟂ a fund that is called for more than it has pays a part
    if let Some(shares) = limit::shares_of_calls(state, setting, &fate) {
        fate.add(round(state, setting, terms, |block, ctx, out| estate::give_back(block, &shares, ctx, out)));
        limit::correct_receipts(&mut fate.closures, &shares);
    }
    done(Stage::Fate);
    // ⟂ losses reach creditors next month, entrants are born, households, budget, books
    trade_credit::book_payments(state, setting, &fate);
    strengths::remember(state, &fate);
    entry::enter(state, setting, terms, &fate);
    fate.add(round(state, setting, terms, entry::arrive));
    done(Stage::Births);
    let report = close::month(state, setting, terms, [market, work, money, fate], clearing, accounts);
    bounds::check(state, setting, &report);
    done(Stage::Books);
    report
}
