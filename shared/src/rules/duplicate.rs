//! The same thing sent twice.

use super::{Context, read};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::form::person::insured_prefix;
use crate::record::RecordKind;

/// A record that another might repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierRecord {
    /// Its number, for the text.
    pub number: String,
    /// Its [`duplicate_key`].
    pub key: String,
}

/// What two records have in common when one repeats the other: of applications insured, product and
/// date of effect; of claim reports policy, loss type and day of the loss. Kept beside the record, so that a
/// store can look for it. `None` while a part is missing, and for kinds that may repeat.
pub fn duplicate_key(kind: RecordKind, answers: &Answers) -> Option<String> {
    let parts = match kind {
        RecordKind::Application => {
            let insured = read::identity(answers, insured_prefix(answers))?;
            let product = answers.get("product.code")?.to_owned();
            let effect = read::date_at(answers, "product.effective_date")?;
            [
                insured.of_person().1.to_owned(),
                product,
                effect.to_string(),
            ]
        }
        RecordKind::LossNotice => {
            let policy = read::policy_number_at(answers, "policy.number")?;
            let loss = answers.get("loss.kind")?.to_owned();
            let day = read::moment_at(answers, "loss.occurred_at")?.date();
            [policy, loss, day.to_string()]
        }
        RecordKind::TrainingSession | RecordKind::CheckIn => return None,
    };
    Some(format!("{} {}", kind.as_str(), parts.join(" ")))
}

/// A warning: the second may be meant, and the reviewer decides.
pub(super) fn check(
    kind: RecordKind,
    answers: &Answers,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(key) = duplicate_key(kind, answers) else {
        return;
    };
    let path = match kind {
        RecordKind::Application => "product.code",
        _ => "policy.number",
    };
    let same = context.earlier.iter().filter(|earlier| earlier.key == key);
    findings.extend(
        same.map(|earlier| Finding::warning("duplicate", path).with("number", &earlier.number)),
    );
}
