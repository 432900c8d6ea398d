//! A record that is complete the moment it is captured.

use crate::store::{Draft, StoreError};
use crate::work::Work;
use shared::answers::Answers;
use shared::id::RecordId;
use shared::record::RecordKind;
use shared::sync::Operation;

/// Puts a complete record into the outbox. Either it is on the disk and waits, or nothing is left
/// of it.
pub async fn capture(
    work: Work,
    kind: RecordKind,
    answers: Answers,
) -> Result<RecordId, StoreError> {
    let draft = work.new_draft(kind).await?;
    let id = draft.record_id;
    let key = draft.key.clone();
    let sent = fill_and_send(work, draft, answers).await;
    if sent.is_err() {
        // What cannot be removed now is listed among the drafts.
        let _ = work.delete_draft(&key).await;
    }
    sent.map(|()| id)
}

async fn fill_and_send(work: Work, mut draft: Draft, answers: Answers) -> Result<(), StoreError> {
    let (key, number) = (draft.key.clone(), draft.number.clone());
    draft.answers = answers.clone();
    work.save_draft(draft).await?;
    let content = answers;
    work.send(&key, Operation::Submit { number, content }).await
}
