//! Everything the rules find in a record.

use super::of;
use crate::answers::Answers;
use crate::finding::Finding;
use crate::record::RecordKind;
use crate::rules::{AtDesk, Context, answer, receipt};

/// Everything the rules find in a record of this kind, sorted by path and code.
///
/// Hidden answers are not forgiven: what is sent is [`crate::form::Form::asked_answers`], so check
/// that. With [`Context::complete`] unset nothing is found missing: for a draft.
///
/// ```
/// use shared::answers::Answers;
/// use shared::kinds::check;
/// use shared::product::Catalogue;
/// use shared::record::RecordKind;
/// use shared::rules::Context;
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
    answer::check(of(kind).form, answers, context, &mut findings);
    (of(kind).check)(answers, context, &mut findings);
    findings.extend(super::duplicate::found(kind, answers, context));
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
    if kind.is_reviewed() {
        findings.extend(receipt::under_way(context.today, desk));
    }
    (of(kind).check_at_desk)(answers, context, desk, findings);
}
