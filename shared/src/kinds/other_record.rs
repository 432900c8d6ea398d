//! A record as another is compared with it.

use super::loss_notice::reported_loss;
use super::parties;
use crate::answers::Answers;
use crate::record::RecordKind;
use crate::rules::OtherRecord;
use chrono::NaiveDate;

impl OtherRecord {
    /// A record that says this, not decided yet.
    pub fn new(
        number: String,
        kind: RecordKind,
        captured_on: NaiveDate,
        content: &Answers,
    ) -> Self {
        let is_loss = kind == RecordKind::LossNotice;
        Self {
            number,
            kind,
            captured_on,
            parties: parties(kind, content),
            loss: is_loss.then(|| reported_loss(content)).flatten(),
            decided: None,
        }
    }
}
