//! The rules that phone, server and desk share (domain rules of the records).
//!
//! [`check`] is one pure function: the phone runs it before a record is signed, the server runs it
//! on what arrives and refuses what has errors, the desk shows what it found beside the answers.

mod answer;
mod assessment;
mod beneficiaries;
mod body;
mod check_context;
mod claimed_policy;
mod codes;
mod disclosure;
mod duplicate;
mod elsewhere;
mod illness;
mod insured;
pub mod loss;
mod loss_times;
mod minor;
mod other_claims;
mod other_record;
mod own_records;
mod party;
mod payment;
mod person;
mod place;
pub mod product;
pub mod read;
mod reasoned;
mod receipt;
pub mod settings;
pub mod suitability;
mod summary;
mod training_session;
mod underwriting;
mod version;
mod watch;

pub use check_context::{AtDesk, Context, KnownPolicy, Service};
pub use codes::CODES;
pub use duplicate::{EarlierRecord, duplicate_key};
pub use elsewhere::sought;
pub use other_record::{Decided, OtherRecord, ReportedLoss};
pub use party::{Party, parties};
pub use reasoned::is_reasoned;
pub use settings::Settings;
pub use summary::{RecordSummary, summary};
pub use underwriting::{is_health_details, is_health_yes};
pub use version::{DraftChange, carry_forward};
pub use watch::Watch;

use crate::answers::Answers;
use crate::finding::Finding;
use crate::record::RecordKind;

/// Everything the rules find in a record of this kind, sorted by path and code.
///
/// Hidden answers are not forgiven: what is sent is [`crate::form::Form::asked_answers`], so check
/// that. With [`Context::complete`] unset nothing is found missing: for a draft.
///
/// ```
/// use shared::answers::Answers;
/// use shared::product::Catalogue;
/// use shared::record::RecordKind;
/// use shared::rules::{Context, check};
///
/// let catalogue = Catalogue::demonstration()?;
/// let today = chrono::NaiveDate::from_ymd_opt(2026, 10, 31).ok_or("a date")?;
/// let answers = Answers::new().with("applicant.mobile", "12345");
/// let findings = check(RecordKind::Application, &answers, &Context::draft(today, &catalogue));
/// assert_eq!(findings[0].code.as_str(), "mobile_invalid");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check(kind: RecordKind, answers: &Answers, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    answer::check(kind, answers, context, &mut findings);
    match kind {
        RecordKind::Application => check_application(answers, context, &mut findings),
        RecordKind::LossNotice => loss::check(answers, context, &mut findings),
        RecordKind::TrainingSession => training_session::check(answers, context, &mut findings),
        // The code's check digit is all that can be known without the session's secret.
        RecordKind::CheckIn => {}
    }
    duplicate::check(kind, answers, context, &mut findings);
    if let Some(desk) = context.desk {
        check_for_the_desk(kind, answers, context, desk, &mut findings);
    }
    findings.sort();
    findings.dedup();
    findings
}

/// What the office looks at: the phone does not ask about it.
fn check_for_the_desk(
    kind: RecordKind,
    answers: &Answers,
    context: &Context<'_>,
    desk: AtDesk<'_>,
    findings: &mut Vec<Finding>,
) {
    receipt::check(kind, answers, context.today, desk, findings);
    match kind {
        RecordKind::Application => underwriting::check(answers, context, desk.watch, findings),
        RecordKind::LossNotice => {
            assessment::check(answers, findings);
            other_claims::check(answers, context, findings);
        }
        RecordKind::TrainingSession | RecordKind::CheckIn => return,
    }
    own_records::check(kind, answers, context, desk.watch, findings);
    elsewhere::check(kind, answers, context, desk.watch, findings);
}

fn check_application(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    disclosure::check(answers, context, findings);
    person::check_all(answers, context, findings);
    insured::check(answers, context, findings);
    beneficiaries::check(answers, findings);
    suitability::check(answers, context, findings);
    product::check(answers, context, findings);
    payment::check(answers, findings);
}
