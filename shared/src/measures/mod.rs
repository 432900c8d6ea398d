//! Measures (指标; domain, 6): each with its definition, months, day of knowledge, and what stands
//! above and below the line, down to the ids.
//!
//! A measure is asked of [`Books`] that know everything up to a day, for a target (an agent, a
//! unit with everything below it, or everybody) and months. Nothing divided is no value, not zero.
//!
//! ```
//! use shared::commission::{Books, example};
//! use shared::facts::Target;
//! use shared::measures::{Measure, Question, measure};
//! let (facts, rules) = (example::facts(), example::rules());
//! let books = Books::at_close(&facts, &rules, "2026-01".parse()?);
//! let (from, to) = ("2026-01".parse()?, "2026-01".parse()?);
//! let ask = |measure| Question { measure, target: Target::Company, from, to };
//!
//! let per_case = measure(&books, &ask(Measure::PremiumPerCase));
//! assert_eq!(per_case.value.map(|value| value.to_string()).as_deref(), Some("10000.00"));
//! assert_eq!(per_case.numerator.ids, ["P-1001"]);
//! assert_eq!(per_case.as_of.to_string(), "2026-02-13");
//!
//! let passed = measure(&books, &ask(Measure::ExamPassRate)); // nobody sat
//! assert_eq!(passed.value, None);
//! # Ok::<(), shared::month::NotAMonth>(())
//! ```

mod business;
mod definition;
mod heads;
mod newcomer_track;
mod newcomers;
mod persistency;
mod plan;
mod reading;
mod service;
mod training;
mod wall;

pub use definition::{Measure, Scale};
pub use newcomer_track::{Stage, Step, track};
pub use reading::{Question, Reading};
pub use service::{FoundReason, findings_by_reason};
pub use wall::{Place, wall};

use crate::commission::Books;

/// The reading of a measure.
pub fn measure(books: &Books, question: &Question) -> Reading {
    use Measure as M;
    match question.measure {
        M::AverageHeadCount => heads::average_head_count(books, question),
        M::ActivityRate => heads::activity_rate(books, question),
        M::CasesPerHead => heads::cases_per_head(books, question),
        M::PremiumPerHead => heads::premium_per_head(books, question),
        M::Productivity => business::productivity(books, question),
        M::PremiumPerCase => business::premium_per_case(books, question),
        M::StandardPremium => business::standard_premium(books, question),
        M::PlanCompletion(metric) => plan::completion(books, question, metric),
        M::Persistency13 => persistency::persistency_13(books, question),
        M::SurrenderRate => persistency::surrender_rate(books, question),
        M::Retention3 => newcomers::retention(books, question, 3),
        M::Retention6 => newcomers::retention(books, question, 6),
        M::Retention13 => newcomers::retention(books, question, 13),
        M::FirstCaseRate => newcomers::first_case_rate(books, question),
        M::ThreeThousandRate => newcomers::three_thousand_rate(books, question),
        M::ConfirmationRate => newcomers::confirmation_rate(books, question),
        M::AttendanceRate => training::attendance_rate(books, question),
        M::ExamSittingRate => training::exam_sitting_rate(books, question),
        M::ExamPassRate => training::exam_pass_rate(books, question),
        M::ExamFirstTryPassRate => training::exam_first_try_pass_rate(books, question),
        M::CertificateRate => training::certificate_rate(books, question),
        M::TrainingPlanRate => training::training_plan_rate(books, question),
        M::Satisfaction => training::satisfaction(books, question),
        M::FirstPassRate => service::first_pass_rate(books, question),
        M::ErrorRate => service::error_rate(books, question),
        M::DaysToDecision => service::days_to_decision(books, question),
        M::Timeliness => service::timeliness(books, question),
    }
}
