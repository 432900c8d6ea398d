//! What a list shows of a record without its content.

use super::{read, suitability};
use crate::answers::Answers;
use crate::form::person::insured_prefix;
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

/// The summary of a record, as far as it is answered.
pub fn summary(kind: RecordKind, answers: &Answers) -> RecordSummary {
    let text = |path: &str| answers.get(path).map(str::to_owned);
    let (title, product, amount) = match kind {
        RecordKind::Application => {
            let insured = text(&format!("{}.name", insured_prefix(answers)));
            let title = insured.or_else(|| text("applicant.name"));
            (
                title,
                text("product.code"),
                suitability::yearly_premium(answers),
            )
        }
        RecordKind::LossNotice => {
            let amount = read::money_at(answers, "loss.estimate");
            (text("insured.name"), text("loss.kind"), amount)
        }
        RecordKind::TrainingSession => (text("topic"), text("course_kind"), None),
        RecordKind::CheckIn => (text("session_number"), None, None),
    };
    RecordSummary {
        title: title.unwrap_or_default(),
        product,
        amount,
    }
}
