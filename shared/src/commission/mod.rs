//! Commission (佣金; domain, 5): what an agent is paid, held and taxed, and why.
//!
//! # How a statement comes about
//! [`Fact`]s say what happened and when the office learned it; [`Rules`] are dated tables.
//! [`calculate`] makes the [`Statement`] of a month from them. The same facts in any order give
//! the same bytes, on phone and server.
//!
//! 1. A premium brings first-year or renewal commission: [`first_year`].
//! 2. It is estimated, earned, held, released or forfeited: [`gates`].
//! 3. A policy that ends early, or replaces another, gives back: [`clawback`], [`replacement`].
//! 4. First-year commission of the month brings allowances and bonuses: [`newcomer`],
//!    [`production`], [`recruiting`], [`management`], [`nurture`], [`scheme`].
//! 5. Lines become ledger entries; what is learned late becomes corrections: [`mod@ledger`].
//! 6. The month is settled: debts, then tax: [`settlement`], [`value_added_tax`], [`income_tax`].
//!
//! What a statement lacked is named in it: [`problems`]. Every line has a [`Trace`]. [`what_if`] is the difference of two statements.
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

mod annual;
mod books;
pub mod clawback;
mod closing;
mod concerned;
mod correction;
mod course;
pub mod dated;
mod difference;
mod entry;
#[cfg(all(feature = "data", feature = "sample"))]
#[doc(hidden)]
pub mod example;
mod explain;
mod fact_limits;
mod facts;
pub mod first_year;
pub mod gates;
mod history;
mod hold;
pub mod income_tax;
mod ladder;
pub mod ledger;
mod loose_ends;
pub mod management;
mod metric;
mod name;
pub mod newcomer;
pub mod nurture;
mod organisation;
pub mod persistency;
pub mod problems;
pub mod production;
mod rate;
mod rates;
pub mod recruiting;
pub mod replacement;
mod rules;
pub mod scheme;
pub mod settlement;
mod staff;
mod statement;
#[cfg(feature = "data")]
mod tables;
mod touched;
mod trace;
mod unpaid;
pub mod value_added_tax;
mod web;
mod what_if;

pub use books::Books;
pub use clawback::Clawback;
pub use closing::Closing;
pub use concerned::Concerned;
pub use dated::{Dated, DatedError, Version};
pub use entry::{Correction, Entry, Item, Kind, Subject};
pub use explain::explain;
pub use fact_limits::FactLimits;
pub use facts::{
    Appointed, Attendance, Concluded, Confirmed, DERIVED, Decided, Exam, Fact, Founded, HappenedTo,
    Issued, Joined, Left, Licensed, NoLine, Placed, Planned, PolicyEvent, PolicyLine, Premium,
    Rated, Reassigned, Retracted, Session, Sitting, Split, Submitted, Target, Trained, What,
    policy_lines,
};
pub use gates::{Gates, close_of};
pub use history::{History, PersonHistory, PolicyHistory, Received, UnitHistory};
pub use income_tax::{Bracket, Brackets, BracketsError, IncomeTax, Withholding, YearToDate};
pub use ladder::{Band, Bands, Ladder, LadderError, Tier};
pub use ledger::{Ledger, PastChanged, ledger};
pub use loose_ends::{LOOSE_ENDS, loose_ends};
pub use management::{ManagementAllowance, ManagementTier};
pub use metric::{Figure, Metric, Span, standard_premium};
pub use name::{
    ApplicationNumber, EventCode, FactId, InsuredKey, NotAName, PolicyNumber, SchemeCode,
    VersionName,
};
pub use newcomer::NewcomerAllowance;
pub use nurture::NurtureAllowance;
pub use persistency::{Cohort, CohortOf, cohort};
pub use production::{PersistencyFactor, ProductionBonus};
pub use rate::{NotARate, Rate, share};
pub use rates::{CommissionRates, RateRow, RatesError};
pub use recruiting::RecruitingBonus;
pub use rules::Rules;
pub use scheme::{Audience, Payout, Progress, Scheme, progress};
pub use settlement::Settlement;
pub use staff::{staff_facts, staff_facts_as_learned};
pub use statement::{Statement, Totals, Unposted, calculate};
#[cfg(feature = "data")]
pub use tables::{TableError, TableFault};
pub use trace::{Gate, Part, Step, Table, Trace};
pub use unpaid::unpaid;
pub use value_added_tax::{TaxedSales, ValueAddedTax};
pub use what_if::{Change, MoreCase, WhatIf, what_if};
