//! The sign-in to a training session (培训签到).

pub mod form;

use super::{Kind, OfficeKind, Policies, RecordSummary, Subject};

/// What a sign-in is.
pub(super) const KIND: Kind = Kind {
    form: &form::FORM,
    office: OfficeKind::CheckIn,
    subject: Subject::None,
    is_signed: false,
    sold: &[],
    policies: Policies::None,
    of_client: None,
    let_through: &[],
    duplicate: None,
    parties: |_| Vec::new(),
    summary: |answers| RecordSummary::of(answers, "session_number", None, None),
    // The code's check digit is all that can be known without the session's secret.
    check: |_, _, _| {},
    check_at_desk: |_, _, _, _| {},
};
