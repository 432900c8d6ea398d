//! Commission (佣金; domain, 5): what an agent is paid, held and taxed, and why.
//!
//! # The rooms, from the bottom up
//! Each takes only from those that are named before it, so they can be read in this order; a test holds it
//! (`tests/reading_order`). Below them all is what happened: [`facts`](crate::facts).
//!
//! | room | what |
//! |---|---|
//! | [`tables`] | What the company decides: rates, gates, allowances, taxes, schemes; each version from its day on |
//! | [`posting`] | What is posted: an entry, what it stands on, why it has its amount |
//! | [`accrual`] | One policy through the months: estimated, earned, held, released, forfeited, given back |
//! | [`books`] | All policies and people as they stand with what is known on a day; the figures that are counted |
//! | [`allowances`] | What the month's first-year commission brings besides: functions of the books |
//! | [`mod@ledger`] | Closed months, corrections of them, debts, taxes: only ever added to |
//! | [`statement`] | What an agent is shown: lines, sums, what is lacking, words, what one more case would change |
//!
//! # How a statement comes about
//! [`Fact`](crate::facts::Fact)s say what happened and when the office learned it; [`Rules`] are dated tables.
//! [`calculate`] makes the [`Statement`] of a month from them. The same facts in any order give
//! the same bytes, on phone and server.
//!
//! 1. A premium brings first-year or renewal commission: [`accrual::first_year`].
//! 2. It is estimated, earned, held, released or forfeited: [`accrual::gates`].
//! 3. A policy that ends early, or replaces another, gives back: [`accrual::clawback`], [`accrual::replacement`].
//! 4. First-year commission of the month brings [`allowances`] and bonuses.
//! 5. Lines become ledger entries; what is learned late becomes corrections: [`mod@ledger`].
//! 6. The month is settled: debts, then tax: [`Settlement`], [`taxed_sales`], [`withholding`].
//!
//! What a statement lacked is named in it: [`posting::problems`]. Every line has a [`Trace`]. [`what_if`] is the difference of two statements.
//!
//! # Which facts a statement needs
//! The agent's own; those of the direct team, the recruits and the units that split off, for what
//! their commission brings; and surrenders and new policies of the same insured whoever sold them,
//! for replacements. With fewer (a phone has its own agent's) the other lines stay right, and those
//! that need the missing facts are smaller or absent. [`Closing`] takes all facts of a branch and
//! makes everybody's statement from one set of books.
//!
//! # The month's first-year commission
//! What allowances and bonuses are counted from is the first-year commission that passes the
//! cooling-off gate in the month, held parts included. A clawback takes back commission; the
//! bonuses of the months before stay, unless a late fact shows that they were never due.

pub mod accrual;
pub mod allowances;
pub mod books;
#[cfg(all(feature = "data", feature = "sample"))]
#[doc(hidden)]
pub mod example;
pub mod ledger;
pub mod posting;
pub mod statement;
pub mod tables;

pub use accrual::unpaid::unpaid;
pub use allowances::first_month_with;
pub use allowances::scheme::{Progress, progress};
pub use books::Books;
pub use books::figures::{Figure, Span, standard_premium};
pub use books::persistency::{Cohort, CohortOf, cohort};
pub use ledger::closing::Closing;
pub use ledger::income_tax::{Withholding, YearToDate, withholding};
pub use ledger::settlement::Settlement;
pub use ledger::value_added_tax::{TaxedSales, taxed_sales};
pub use ledger::{Ledger, PastChanged, ledger};
pub use posting::entry::{Correction, Entry, Item, Kind, Subject};
pub use posting::trace::{Gate, Part, Step, Table, Trace};
pub use statement::explain::explain;
pub use statement::totals::Totals;
pub use statement::what_if::{Change, MoreCase, WhatIf, what_if};
pub use statement::{Statement, Unposted, calculate};
pub use tables::clawback::Clawback;
pub use tables::close::close_of;
pub use tables::commission_rates::{CommissionRates, RateRow, RatesError};
pub use tables::dated::{Dated, DatedError, Version};
#[cfg(feature = "data")]
pub use tables::fault::{TableError, TableErrors, TableFault};
pub use tables::gates::Gates;
pub use tables::income_tax::{Bracket, Brackets, BracketsError, IncomeTax};
pub use tables::ladder::{Band, Bands, Ladder, LadderError, Tier};
pub use tables::management_allowance::{ManagementAllowance, ManagementTier};
pub use tables::name::{SchemeCode, VersionName};
pub use tables::newcomer_allowance::NewcomerAllowance;
pub use tables::newcomer_track::NewcomerTrack;
pub use tables::nurture_allowance::NurtureAllowance;
pub use tables::production_bonus::{PersistencyFactor, ProductionBonus};
pub use tables::publication::{ChangedTable, Publishing, TABLES};
pub use tables::rate::{NotARate, Rate, share};
pub use tables::recruiting_bonus::RecruitingBonus;
pub use tables::rules::Rules;
pub use tables::scheme::{Audience, Payout, Scheme};
pub use tables::value_added_tax::ValueAddedTax;
