//! The training session (培训场次), opened by a trainer.

pub mod form;
mod rules;

use super::{Kind, OfficeKind, Policies, RecordSummary, Subject};
use crate::answers::Answers;

/// What a training session is.
pub(super) const KIND: Kind = Kind {
    form: &form::FORM,
    office: OfficeKind::Roster,
    subject: Subject::Choice(form::COURSE_KIND),
    is_signed: false,
    sold: &[],
    policies: Policies::None,
    of_client: None,
    let_through: &[],
    duplicate: None,
    parties: |_| Vec::new(),
    summary,
    check: rules::check,
    check_at_desk: |_, _, _, _| {},
};

fn summary(answers: &Answers) -> RecordSummary {
    RecordSummary::of(answers, "topic", Some("course_kind"), None)
}
