//! What a list shows of a record without its content.

use super::of;
use crate::answers::Answers;
use crate::money::Money;
use crate::record::RecordKind;
use serde::{Deserialize, Serialize};

/// What a list shows of a record, and what authority by amount is measured with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordSummary {
    /// The insured, or else the applicant; the topic of a session, its number for a check-in.
    pub title: String,
    /// Product code, loss type (`choices.loss_kind.*`) or course kind (`choices.course_kind.*`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// Yearly premium, or the estimate of the loss.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

impl RecordSummary {
    /// Of the answers at these paths.
    pub(super) fn of(
        answers: &Answers,
        title: &str,
        product: Option<&str>,
        amount: Option<Money>,
    ) -> Self {
        let product = product.and_then(|path| answers.get(path));
        Self {
            title: answers.get(title).unwrap_or_default().to_owned(),
            product: product.map(str::to_owned),
            amount,
        }
    }
}

/// The summary of a record, as far as it is answered.
pub fn summary(kind: RecordKind, answers: &Answers) -> RecordSummary {
    (of(kind).summary)(answers)
}
