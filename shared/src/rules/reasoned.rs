//! Warnings that were given the reason they ask for.

use crate::answers::Answers;
use crate::finding::Finding;

/// The warnings that stand at the answer which is the reason for them.
const ASK_FOR_A_REASON: [&str; 3] = ["late_report", "premium_share", "regular_premium_age"];

/// Whether the finding is a warning for which the reason is given: the desk weighs it, and who
/// captures the record has nothing left to mend.
///
/// ```
/// use shared::answers::Answers;
/// use shared::finding::Finding;
/// use shared::rules::is_reasoned;
///
/// let warning = Finding::warning("late_report", "loss.late_reason");
/// let answers = Answers::new();
/// assert!(!is_reasoned(&warning, &answers));
/// assert!(is_reasoned(&warning, &answers.with("loss.late_reason", "住院")));
/// ```
pub fn is_reasoned(finding: &Finding, answers: &Answers) -> bool {
    ASK_FOR_A_REASON.contains(&finding.code.as_str()) && answers.get(&finding.path).is_some()
}
