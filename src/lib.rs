//! tideover: which policies tide firms over, at what public cost, and who would have survived anyway?
//!
//! The program simulates small and medium enterprises month by month, under shocks and policy: an agent-based
//! model of firms with full books, whose customers pay late, whose bank may refuse and whose owner may give
//! up, in an input–output economy with large firms, banks, households, a treasury and the rest of the world.
//! Nothing in the code knows a country: sectors, regions and institutions come from an economy pack. This
//! page says where things are and which rules hold; the README says how the program is used. `tests/tidy.rs`
//! checks that what is said in the tables below is so.
//!
//! # The flow
//!
//! ```text
//! scenario file ─► Scenario ─► experiment ─► simulate ─► rows ─► files ─► charts ─► report
//!     (TOML)      (checked)    (a list of    (no I/O)                      └─ from finished
//!                               runs)                                         folders only ─┘
//! ```
//!
//! Bad input is refused before anything runs, all problems at once. The simulation is a pure function of a
//! scenario, a seed and the number of a replication. Charts and report read finished run folders, never the
//! simulation, so both can be made again.
//!
//! # The rooms
//!
//! Rooms stand below as a stack: a room names those below it in its row, none beside or above, so that there
//! is no circle. `tests/tidy.rs` reads the `use` paths of all files and fails on any arrow that is not in
//! this table. What a lower room holds as data a higher one may compute: norms of a normal month, the rules
//! in force and the tallies are structs of `economy`, `terms` and `month`; the month fills them.
//!
//! | room | holds | uses |
//! | --- | --- | --- |
//! | `cli/` | one file a subcommand | describe, sweep, sweep_report, compare, experiment, calibrate, validate, headline, report, export, scenario, simulation, stats, month, levers, shocks, economy, charts, files, policy, starters, catalogue, classes, params, language, table, glyphs, atomic, error, diagnose, math, units |
//! | `describe/` | the description of the model in the ODD protocol, made from its code, parameters and lists | compare, experiment, validate, stats, month, levers, shocks, catalogue, params, error, diagnose, units |
//! | `sweep/` | many design points: plan, shards, journals, merging, sensitivity | compare, experiment, export, scenario, simulation, stats, month, levers, economy, charts, files, catalogue, classes, language, table, sheet, glyphs, atomic, error, diagnose, rng, math, units |
//! | `sweep_report/` | what a finished sweep says: answer, sensitivity, cost of a job-year kept; its report | compare, report, charts, language, atomic, error, math, units |
//! | `compare/` | arms with common random numbers, simulated once until they part: effects, fates of firms, resilience, shares of policies | experiment, report, export, scenario, simulation, stats, month, levers, state, economy, files, policy, catalogue, classes, language, table, error, diagnose, money, rng, units |
//! | `experiment/` | replications, identity, run folders, resuming, checkpoints | headline, report, export, scenario, simulation, stats, month, charts, files, language, table, atomic, error, diagnose, units, stop |
//! | `calibrate/` | parameters fitted to published facts | validate, scenario, simulation, month, economy, language, params, error, diagnose, stop |
//! | `validate/` | the model against published facts, of normal times and of a crisis, each by its source's definition; a folder with table, chart and page | simulation, stats, month, state, economy, charts, files, classes, language, error, diagnose, math, units |
//! | `headline/` | the few tables of a finished folder that go into papers: LaTeX, CSV, Markdown, a workbook | report, stats, charts, files, catalogue, language, error, diagnose, units |
//! | `report/` | one HTML file of a finished folder, and its findings in words | export, charts, files, catalogue, language, table, atomic, error, units |
//! | `export/` | what is written into a run folder beside its tables: manifest, README, what columns mean, verification | stats, month, levers, shocks, charts, files, policy, catalogue, glyphs, language, atomic, error, diagnose, units |
//! | `scenario/` | TOML → checked model, and back | stats, month, levers, shocks, economy, policy, starters, catalogue, classes, language, params, sheet, error, diagnose, units |
//! | `simulation/` | starting population, initial balances, settling and reported months, split and fork: model → rows | stats, month, levers, shocks, terms, state, economy, policy, classes, money, rng, math, units |
//! | `stats/` | reads the state and the tallies of a month, makes rows; survival and summary | month, levers, state, economy, policy, classes, table, money, math, units |
//! | `month/` | one month; one mechanism a file, its parameters at the top of it; the model as data | levers, shocks, terms, state, economy, policy, classes, language, params, money, rng, math, units, stop |
//! | `levers/` | one policy instrument a file, one trait, one list; they shape the terms | terms, state, economy, policy, classes, language, rng, math, units |
//! | `shocks/` | one kind of shock a file, paths in time, chance; they shape the terms | terms, economy, rng, math, units |
//! | `terms/` | the rules in force this month, as data: shocks felt, offers of policies, who gets them | state, economy, policy, classes, money, rng |
//! | `state/` | the economy as data, deciding nothing: firms, large firms, banks, market, books | policy, classes, money, units |
//! | `economy/` | the tables of the economy pack and the norms of a normal month as data; reading a pack | classes, language, sheet, diagnose, units |
//! | `charts/` | pictures of finished folders, with the numbers behind each; knows no room of the simulation | files, classes, language, glyphs, atomic, error, diagnose, math, units |
//! | `files/` | files of a finished folder: one manifest type, one writer and one reader of tables; the only door back in; folders of the user's that are written into | language, table, atomic, error, diagnose, units |
//! | `policy.rs` | a policy as data: dates, target, queue, settings | units |
//! | `starters/` | recipes of shocks and policies, a scenario to start from, the skeleton of a pack; text | language |
//! | `catalogue.rs` | names of metrics, ratios and fates | nothing |
//! | `classes.rs` | size classes, tiers, channels of demand, age bands | nothing |
//! | `params.rs` | how a parameter is declared | units |
//! | `table.rs` | tables as data: named columns, rows of cells | nothing |
//! | `sheet.rs` | the one reader of CSV tables that users write | diagnose, language |
//! | `glyphs/` | which characters the font of charts has, and a Chinese font of the machine for others | language |
//! | `atomic.rs` | files that are there whole or not there; their digests | error, language |
//! | `error.rs` | errors and exit codes | diagnose, language |
//! | `diagnose/` | problems with place, cause and hint; characters that other programs would obey | language |
//! | `language/` | the languages of help, messages, charts, reports and tables: a file of phrases each, and how numbers are written | units |
//! | `money.rs` | whole minor units, every rounding rule | stop |
//! | `rng/` | draws by name; normal numbers out of random bits; keys of policies and shocks | math |
//! | `math.rs` | functions of real numbers that give the same bits on every machine | nothing |
//! | `units.rs` | months, grades of evidence, numbers as readers see them | nothing |
//! | `stop.rs` | replications that can't go on end with a reason | nothing |
//!
//! # The month
//!
//! [`month::step`] is the order of a month on one page. Firms stand in blocks of columns ([`state::block`]);
//! in each round a block passes all its phases before the next block, and rounds run on all threads. Between
//! rounds (⟂) the few clear.
//!
//! ```text
//! terms of the month ← scenario: shocks in force, offers of levers in force
//! ROUND 1 market   dormant firms wake · learning ·        ⟂ demand by sector and region is shared out
//!                  price · appeal
//! ROUND 2 work     principal customer · output ·          ⟂ large firms and the state pay; what was paid this
//!                  invoices · early payments                month, or late in the last, is this month's
//!                                                           receipts; goods clear
//! ROUND 3 money    receipts · deliveries · forecast of    ⟂ banks ration by risk class; budgets fix the share
//!                  obligations · applications               of requests they can serve
//! ROUND 4 fate     loans and grants paid out ·            ⟂ losses reach creditors next month; entrants are
//!                  obligations paid by rank · failure       born; large firms, banks, treasury and households
//!                  and estates · staff · owner              close their month; the books are checked
//! ```
//!
//! A replication is: starting population resampled from a burned-in one → settling months, in which
//! references (normal income, margins, entry) follow → reported months ([`simulation`]).
//!
//! # Mechanism → file
//!
//! Parameters stand at the top of the file of their mechanism, each with unit, range, source and grade:
//! `tideover params` lists them. "Prototype" there means a smaller model that was fitted to registry and
//! census demography before this one.
//!
//! | mechanism | file | rests on |
//! | --- | --- | --- |
//! | order of the month | `src/month/mod.rs` | phases over the whole population, markets between them |
//! | run, settling, reported months | `src/simulation/mod.rs` | common random numbers between arms |
//! | burn-in | `src/simulation/burn_in.rs` | all it depends on is one value, of which the kept file's name is a hash |
//! | a run split at a month, saved and carried on | `src/simulation/split.rs` | whole state, block by block |
//! | demand, growth of firms | `src/month/demand.rs` | fat-tailed growth that falls with size (Stanley et al. 1996); business dynamics of the US (BDS) |
//! | closed orders: insiders and outsiders | `src/month/competition.rs` | local firms in public tenders of China (Tang, Wang and Wu 2025) |
//! | output, inputs, lost sales | `src/month/production.rs` | Leontief, with inputs that are not essential (Pichler et al. 2022) |
//! | goods that are missing, stocks, essential inputs | `src/month/supply.rs` | Pichler et al. 2022 |
//! | disasters: who is struck | `src/month/disaster.rs` | damage is concentrated; keyed draws |
//! | closure by restriction: what closed firms sell, orders diverted to open ones | `src/month/closure.rs` | share by sector in the pack; expectations wait while a restriction lasts |
//! | orders that wait | `src/month/backlog.rs` | industry of China made up part of early 2020, catering did not |
//! | what firms buy for production, at this month's prices | `src/month/basket.rs` | fixed proportions of the input-output table (Leontief) |
//! | prices | `src/month/price.rs` | random reviews (Calvo 1983), partial pass-through; Chinese prices of 2021 in the pack |
//! | trade credit, late payment, contagion through unpaid invoices | `src/month/trade_credit.rs` | due days of the pack; payment surveys of Coface and Atradius |
//! | clearing of goods and invoices | `src/month/trade_credit/clear.rs` | who ordered gets its part of what was made; sales become claims on groups of buyers |
//! | invoices, principal customer (supply chain links) | `src/month/invoices.rs` | persistent links, chosen by rendezvous hashing (Thaler and Ravishankar 1998) |
//! | large firms | `src/month/large_firms.rs` | census of China 2018: 0.2% of enterprises |
//! | who makes what small firms do not: large firms, self-employed people, public units; national accounts of a policy | `src/month/producers.rs` | people by kind of employer and sector in the pack; census of China 2018 |
//! | recessions are more uncertain: dispersion of fortunes | `src/month/uncertainty.rs` | variance of shocks to establishments in recessions (Bloom and others 2018) |
//! | research, knowledge, innovation, imitation | `src/month/innovation.rs` | a stock of knowledge (Griliches 1979); innovation and survival (Buddelmeyer, Jensen and Webster 2006; Zhang and Mohnen 2013) |
//! | post of small firms to large firms | `src/month/out/inbox.rs` | sums by large firm, so that no firm of another block is touched |
//! | strengths of firms against others of their trade: digital level, quality, skill, cluster | `src/month/strengths.rs` | what one gains its rivals lose |
//! | upgrades: steps up that firms pay for, and sooner where a policy helps | `src/month/upgrade.rs` | one draw decides with and without help, so that deadweight is known |
//! | quality, certificates | `src/month/quality.rs` | certified firms grow and close less (Levine and Toffel 2010); other studies find less |
//! | skills of the staff, training | `src/month/skills.rs` | training and productivity (Konings and Vanormelingen 2015), turnover of staff |
//! | ladder of specialised firms: what a certificate does | `src/month/ladder.rs` | choice distinguished from treatment |
//! | rounds of the ladder: files, committee, certificates | `src/month/ladder/rounds.rs` | rounds, renewal after three years |
//! | marks of the ladder | `src/month/ladder/marks.rs` | rules of China's industry ministry, June 2022 |
//! | large firms under a restriction: orders that wait, inputs bought ahead | `src/month/large_outlook.rs` | who expects to open again buys for what it will sell |
//! | how large firms pay (late payment), their stress | `src/month/buyers.rs` | surveys of late payment: suppliers wait first, then orders are cut |
//! | late payment by large firms and public bodies | `src/month/buyers/pay.rs` | what falls due by habit or rule, as far as money goes |
//! | large firms that fail (bankruptcy of a buyer, contagion to its suppliers) | `src/month/large_firm_failure.rs` | losses along chains of unpaid invoices (Jacobson and von Schedvin 2015) |
//! | paying suppliers: due date by contract, paying date by choice, late payment by habit, panic | `src/month/paying.rs` | late payment in surveys of Coface and Atradius; receivable days of China's industry in 2020 |
//! | unavoidable outgo, months of survival of cash | `src/month/outgo.rs` | survey of 995 firms, China, February 2020: how long cash lets a firm survive |
//! | contract rent | `src/month/rent.rs` | leases run for a year, whatever is sold |
//! | paperwork: hours of staff, as many of a small firm as of a large one | `src/month/paperwork.rs` | Doing Business 2020 |
//! | obligations of a month | `src/month/obligations.rs` | cash-flow lines on which the levers act |
//! | relief of obligations: waived, borne, extended (moratorium), deferred (tax deferral) | `src/month/relief.rs` | waivers first, then what is deferred |
//! | what was waived, and what it costs whom | `src/month/relief/waived.rs` | waivers stand in the account of their policy |
//! | relief of obligations under budgets | `src/month/relief/filing.rs` | asked for in round 3, the upper limit in round 4 |
//! | requests for relief of obligations | `src/month/filing.rs` | what a firm asks for, and the most that it could come to |
//! | which offers are of use to whom | `src/month/relief/of_use.rs` | each firm is counted once a month under each offer |
//! | paying by rank, arrears, owner's help | `src/month/pay.rs` | a going concern pays those first without whom it stops |
//! | taxes and contributions | `src/month/tax.rs` | tax law of China 2019; survey of who pays contributions (2022) |
//! | employment: hiring, layoffs, labour hoarding, furlough; growth takes cash | `src/month/work.rs` | partial adjustment with a band in which labour is hoarded; credit and jobs (Chodorow-Reich 2014) |
//! | bank credit: interest rate, credit rationing, applications and refusals | `src/month/credit.rs` | four channels: banks that dare, are willing, can, know how; surveys of credit demand |
//! | owner: draws, buffer, looking through | `src/month/owner.rs` | cash of 995 firms, China, February 2020 |
//! | failure (bankruptcy, insolvency, illiquidity) and orderly closure | `src/month/failure.rs` | illiquid and insolvent are two states; hazard by age of China's registry |
//! | dormancy | `src/month/dormancy.rs` | China: dormancy of up to three years may be registered since 2022 |
//! | estates of bankrupt firms, contagion to creditors | `src/month/estate.rs` | insolvency takes time; legal rank of creditors; forced-sale haircuts |
//! | informal credit | `src/month/informal.rs` | private lenders where banks turn firms away (Allen, Qian and Qian 2005) |
//! | how banks lend under policy | `src/month/lending.rs` | the four channels; bias against private firms (Brandt and Li 2003) |
//! | loan guarantees | `src/month/lending/guarantee.rs` | the covered part of a debt and its room in a fund |
//! | re-lending of the central bank | `src/month/relending.rs` | quotas of the People's Bank of China |
//! | banks' balance sheets | `src/month/banks.rs` | provisions for bad loans; losses cut lending (Peek and Rosengren 1997) |
//! | entry, learning, entry by access to credit | `src/month/entry.rs` | entrants who learn how good they are (Jovanovic 1982); banking reforms and entry (Black and Strahan 2002) |
//! | what founding costs, who comes when it costs less | `src/month/founding.rs` | registration reform of Guangdong (Barwick, Chen, Li and Zhang 2024) |
//! | growth of the stock of firms and of demand | `src/month/growth.rs` | a stock that grows is young: ages of a stable population (Lotka) |
//! | take-up of policy | `src/month/take_up.rs` | two thirds of Chinese micro firms were reached by no policy |
//! | grants and subsidies paid out into cash, budgets of policies | `src/month/budget.rs` | one account for each policy; slow fiscal rule |
//! | the queue where a budget does not suffice | `src/month/queue.rs` | whole lengths of a queue are served |
//! | what is left of a budget, and that no more is paid | `src/month/limit.rs` | no firm gets more than it was granted; asserted every month |
//! | households, outlet of those who find no work | `src/month/households.rs` | consumption follows smoothed income, multiplier below one; self-employment moves against the cycle (Loayza and Rigolini 2011) |
//! | end of the month: accounts of treasury and banks, books | `src/month/close.rs` | stock–flow consistency: every entry has two sides |
//! | rates of a sector and cell this month | `src/month/rates.rs` | one row of numbers in place of many look-ups |
//! | bounds that end an economy which explodes | `src/month/bounds.rs` | levels at the start; no model of small firms is meant for a hundredfold |
//! | sums over firms | `src/month/out.rs` | what a round passes on |
//! | books: instruments, holders, items | `src/state/ledger.rs` | flow of funds: every column sums to zero |
//! | rules in force, as data | `src/terms/mod.rs` | rebuilt from nothing every month |
//! | rules in force, put together | `src/month/in_force.rs` | shocks, then policies, then what firms expect |
//! | the model as data | `src/month/model.rs` | what a scenario file means |
//! | the list of parameter groups | `src/month/params.rs` | each group stands in the file of its mechanism |
//! | context of a month, monthly cost of a firm | `src/month/ctx.rs` | what a phase may look at |
//! | the walk over all firms | `src/month/walk.rs` | tasks of a fixed size, summed up in a fixed order |
//! | what each firm adds to the sums of a month | `src/month/count.rs` | claims and debts of linked firms are compared |
//! | lines of a month's payments due, cost of business and loans | `src/month/obligations/lines.rs` | the same in the forecast and in the payment |
//! | applications for loans, credit rationing, disbursement | `src/month/credit/applications.rs` | the safest first, up to the capacity of the bank |
//! | layoffs of closed firms, recall | `src/month/work/recall.rs` | over two fifths of those who lose a job return to their employer (Fujita and Moscarini 2017, United States) |
//! | pay of idle hours, furlough | `src/month/work/hours.rs` | reduced pay beyond a threshold |
//! | sums over firms by group | `src/month/tally.rs`; `src/month/tally/counts.rs`, `src/month/tally/requests.rs`, `src/month/tally/lending.rs`, `src/month/tally/cash_days.rs`, `src/month/tally/digital.rs`, `src/month/tally/kinds.rs`, `src/month/tally/ladder.rs` | whole numbers, so that their order does not matter |
//! | where arms or checkpoints part | `src/simulation/fork.rs` | the months before are simulated once |
//! | initial balance sheets | `src/simulation/initial_balances.rs` | what firms hold and owe in a normal month |
//! | places of the ladder that nobody can fill | `src/month/ladder/places.rs` | refused when a scenario is read |
//! | normal month | `src/month/norms.rs` | input–output table of the pack |
//! | starting population | `src/simulation/population.rs` | whole records resampled; size tail drawn (US SUSB 2022) |
//! | who qualifies, hears, files | `src/terms/rules.rs` | one filter for all levers, a bit for each policy |
//! | what takes over from what | `src/levers/renewal.rs` | equal descriptions, equal results |
//! | tax deferral | `src/levers/tax_deferral.rs` | China 2020–22 |
//! | wage subsidy | `src/levers/wage_subsidy.rs` | schemes of 2020; unemployment-insurance refunds of China |
//! | liquidity grant | `src/levers/liquidity_grant.rs` | bridging aid of 2020 |
//! | loan guarantee | `src/levers/loan_guarantee.rs` | national guarantee fund of China 2018; schemes of 2020 |
//! | tax relief | `src/levers/tax_relief.rs` | value-added tax of small taxpayers, China 2020 |
//! | contribution relief | `src/levers/contribution_relief.rs` | employer contributions waived, China 2020 |
//! | rent relief | `src/levers/rent_relief.rs` | rent waived by public landlords, China 2020 |
//! | interest subsidy | `src/levers/interest_subsidy.rs` | half the interest on special loans, China 2020 |
//! | rollover without repayment | `src/levers/rollover_without_repayment.rs` | renewal without repayment, China since 2014 |
//! | loan moratorium | `src/levers/loan_moratorium.rs` | deferral of principal and interest, China 2020–21 |
//! | lending mechanism | `src/levers/lending_mechanism.rs` | China since 2019: banks that dare, are willing, can, know how |
//! | re-lending | `src/levers/relending.rs` | People's Bank of China 2020-23 |
//! | policy rate | `src/levers/policy_rate.rs` | loan prime rate of China |
//! | credit information platform | `src/levers/credit_information_platform.rs` | tax-and-bank interaction, China since 2015 |
//! | fair credit | `src/levers/fair_credit.rs` | lending by ownership in China |
//! | prompt payment | `src/levers/prompt_payment.rs` | China's regulation on payment to small firms, 2020 and 2025 |
//! | fee relief | `src/levers/fee_relief.rs` | fee cuts of China since 2013 |
//! | refund of input credits | `src/levers/vat_refund.rs` | large-scale refunds, China 2022 |
//! | contribution deferral | `src/levers/contribution_deferral.rs` | China 2020 and 2022 |
//! | job retention refund | `src/levers/job_retention_refund.rs` | refunds for stable jobs, China 2015, 2020, 2022 |
//! | short-time work | `src/levers/short_time_work.rs` | Kurzarbeit; Giupponi and Landais 2023 |
//! | hiring subsidy | `src/levers/hiring_subsidy.rs` | Cahuc, Carcillo and Le Barbanchon 2019 |
//! | training voucher | `src/levers/training_voucher.rs` | Dearden, Reed and Van Reenen 2006; Schwerdt and others 2012 |
//! | forgivable loan | `src/levers/forgivable_loan.rs` | Paycheck Protection Program 2020; Autor and others 2022 |
//! | consumption voucher | `src/levers/consumption_voucher.rs` | Liu and others 2021; Xing and others 2023 |
//! | procurement set-aside | `src/levers/procurement_set_aside.rs` | China 2020 and 2022; Ferraz, Finan and Szerman 2015 |
//! | arrears clearing | `src/levers/arrears_clearing.rs` | campaigns of China 2018–20 and since 2023 |
//! | protection of rights | `src/levers/rights_protection.rs` | law on small and medium firms, China 2017 |
//! | entry facilitation | `src/levers/entry_facilitation.rs` | registration reform of China 2012–14; Bruhn 2011 |
//! | compliance relief | `src/levers/compliance_relief.rs` | burden reduction of the EU 2007–12 |
//! | fair competition | `src/levers/fair_competition.rs` | Fair Competition Review Regulations, China 2024; Tang, Wang and Wu 2025 |
//! | stabilisation of input prices | `src/levers/input_price_stabilisation.rs` | sales of reserves, China 2021 |
//! | policy horizon | `src/levers/policy_horizon.rs` | Bloom 2009; Baker, Bloom and Davis 2016 |
//! | resumption of work | `src/levers/work_resumption.rs` | China 2020 |
//! | development fund | `src/levers/development_fund.rs` | National SME Development Fund, China 2020 |
//! | listing access | `src/levers/listing_access.rs` | Beijing Stock Exchange 2021 |
//! | what paired experiments show of each lever, published sizes beside | `src/levers/evidence.rs` | the shipped tool boxes |
//! | what a lever says about itself, how two combine | `src/levers/about.rs` | five rules, no other |
//! | what a policy owes a firm | `src/month/payments.rs` | share of a basis, flat, per worker |
//! | columns of the output tables | `src/stats/tables/mod.rs`, `src/compare/tables/mod.rs` | one file a table; name, unit, description and value of a column in one entry |
//! | what a job-year kept costs at a point of a sweep | `src/sweep_report/cost.rs` | ratio of paired means (Fieller 1954) |
//! | effects of a policy: paired differences | `src/compare/effects.rs` | common random numbers |
//! | mean and 95% confidence interval | `src/stats/summary/spread.rs` | Student's t over replications |
//! | shards of a sweep, Slurm arrays | `src/sweep/shard.rs` | units of points with a common history |
//! | a shock as it is written: sectors, regions, course | `src/scenario/shock.rs` | sizes by sector or one for all |
//! | a country: reading an economy pack | `src/economy/load/mod.rs` | `scenarios/economies/NAME.toml` and a folder of tables |
//! | late payment as surveys count it | `src/validate/moments.rs` | share of the value of invoices paid after they were due |
//! | debts that may be forgiven | `src/month/forgivable_loans.rs` | Paycheck Protection Program 2020 |
//! | outside equity | `src/month/equity.rs` | public seed and development funds |
//! | expectations, hesitation, cliffs | `src/month/expectations.rs` | Bloom 2009; Gulen and Ion 2016 |
//! | credibility of announcements | `src/month/credibility.rs` | Baker, Bloom and Davis 2016; sizes assumed |
//! | accounts of policies on markets | `src/month/accounts.rs` | who benefits does not file |
//! | research subsidy | `src/levers/rd_subsidy.rs` | user cost of research (Hall and Van Reenen 2000); deduction in China 2018–22 |
//! | joint innovation | `src/levers/joint_innovation.rs` | projects of large firms with suppliers, China 2022 |
//! | quality and brand | `src/levers/quality_brand.rs` | certificates and what customers pay for them |
//! | pledge of patents | `src/levers/patent_pledge.rs` | pledge loans with a pool for the risk, China since 2008 |
//! | digital levels, J-curve of a step | `src/month/digital.rs` | Brynjolfsson, Rock and Syverson 2021; only steps ahead of normal count |
//! | foreign trade: who exports, to which market, customers won and lost | `src/month/foreign_trade.rs` | most trade relationships are short (Besedes and Prusa 2006); orders are shared out by weight |
//! | foreign investment | `src/month/foreign_investment.rs` | capital of firms with foreign founders comes from abroad |
//! | foreign markets of a pack | `src/economy/load/foreign_markets.rs` | shares of the country's exports; one market without |
//! | six stabilities and six protections | `src/stats/tables/scorecard.rs` | one indicator each, with its definition, beside the base path |
//! | clusters: members, shared services, shared shocks | `src/month/cluster.rs` | Delgado, Porter and Stern 2010 |
//! | digital subsidy | `src/levers/digital_subsidy.rs` | pilot cities of China 2023–25 |
//! | cluster programme | `src/levers/cluster_programme.rs` | national clusters of small and medium firms, China since 2022 |
//! | ladder, as a policy | `src/levers/cultivation_ladder.rs` | China 2019–25: places, awards, renewal |
//! | energy price relief | `src/levers/energy_price_relief.rs` | electricity tariffs cut by 5%, China 2020 |
//! | logistics relief | `src/levers/logistics_relief.rs` | tolls waived, China 2020 |
//! | export support | `src/levers/export_support.rs` | Lederman, Olarreaga and Payton 2010 |
//! | export credit insurance | `src/levers/export_credit_insurance.rs` | Sinosure, terms for small exporters |
//! | service network of four levels | `src/levers/service_network.rs` | service system of China 2023; survey of micro firms 2022 |
//! | regional execution | `src/levers/regional_execution.rs` | direct transfers to counties, China 2020 |
//! | survival curves | `src/stats/survival.rs` | Kaplan and Meier 1958 with delayed entry; Greenwood 1926 |
//! | published facts and how they are measured | `src/validate/moments.rs` | the targets file of the pack, with sources |
//! | published facts of a crisis, fed or response | `src/validate/crisis/measures.rs` | the file of crisis targets of the pack, growth of a normal year taken off |
//! | fitting | `src/calibrate/fit.rs` | damped least squares (Levenberg 1944, Marquardt 1963) on common random numbers |
//! | diversity of firms and jobs, variety of customers and suppliers | `src/stats/diversity.rs`, `src/stats/tables/ecology.rs` | index of Shannon 1948 over sector, size class and tier |
//! | metrics of a run | `src/stats/summary/metrics.rs` | mean, Monte-Carlo error and interval over replications |
//! | replications until a half-width is met | `src/stats/interim.rs` | interim analyses fixed beforehand, the 5% split over them (Bonferroni) |
//!
//! # What always holds
//!
//! - **Money is a whole number** of minor units ([`money`]); each rounding rule stands there. Sums do not
//!   depend on order.
//! - **The books balance every month**, and the check is never off: each position counted from the state
//!   equals its opening plus its entries, each instrument sums to zero over its holders, and claims equal
//!   debts for every group of buyers and every large firm ([`state::ledger`], [`month::close`]).
//! - **No policy uses more than its budget**: what it pays, or defers, for a firm is at most what the firm
//!   asked for and was granted; checked every month (`month/limit.rs`).
//! - **Every draw has a name**: a pure function of seed, replication, purpose, firm and month ([`rng`]). The
//!   same firm meets the same random draws in every arm of a comparison, and results do not depend on
//!   threads.
//! - **Sums of real numbers are folded in a fixed order**: block and task sizes are constants, never the
//!   number of threads.
//! - **The same bits on every machine**: no `exp`, `ln`, `powf` of the standard library ([`math`] has its
//!   own), no hash maps. `.clippy.toml` bans them.
//! - **Levers only shape [`terms::Terms`]**, which is rebuilt from nothing every month. When a lever ends, no
//!   trace of it stays in the rules.
//! - **The simulation neither fails nor talks**: no files, no clock, no printing. A broken invariant is an
//!   assertion; a replication that panics becomes a line in the manifest and the others go on.
//! - **A run that is split is the run**: saved at the end of a month and carried on, it gives the same bytes
//!   ([`simulation::split`]). Who changes what a state holds raises the layout in
//!   `src/experiment/checkpoint/format.rs`.
//! - **At most 176 bytes of dense columns a firm**, checked when the program is compiled ([`state::block`]).
//! - **Runs are named by what they depend on**: a hash over every number, table, the seed and the version of
//!   the model. Who changes a result raises [`experiment::MODEL_VERSION`].
//!
//! # What is absent
//!
//! Shocks and relief of other countries than China; ratings of essential inputs by pair of sectors. Banks
//! do not fail and do not trade with one another; wages do not follow tightness; households and deposits do not
//! follow the prime rate; a firm keeps its sector, region, bank and foreign market for life.

// Top to bottom, as in the table of rooms.
pub mod cli;
pub mod describe;
pub mod sweep;
pub mod sweep_report;
pub mod compare;
pub mod experiment;
pub mod calibrate;
pub mod validate;
pub mod headline;
pub mod report;
pub mod export;
pub mod scenario;
pub mod simulation;
pub mod stats;
pub mod month;
pub mod levers;
pub mod shocks;
pub mod terms;
pub mod state;
pub mod economy;
pub mod charts;
pub mod files;
pub mod policy;
pub mod starters;
pub mod catalogue;
pub mod classes;
pub mod params;
pub mod table;
mod sheet;
mod glyphs;
pub mod atomic;
pub mod error;
pub mod diagnose;
pub mod language;
pub mod money;
pub mod rng;
pub mod math;
pub mod units;
pub mod stop;

/// The version of the program, part of every run's identity.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
