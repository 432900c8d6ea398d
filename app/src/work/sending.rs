//! What is put into the outbox, and taken out of it.

use super::{Work, report};
use crate::clock::now;
use crate::id::{new_mutation_id, new_record_id};
use crate::store::{Draft, Finishes, NewRecord, SessionDraft, StoreError};
use shared::answers::Answers;
use shared::id::RecordId;
use shared::record::RecordKind;
use shared::sync::device_store::NewMutation;
use shared::sync::{Mutation, Operation, OutboxEntry};

impl Work {
    /// Puts what the draft says into the outbox, in one transaction with the draft itself. It is
    /// on the disk when this returns, and is sent when there is network; once, however often it is asked for.
    pub async fn send(self, draft_key: &str, operation: Operation) -> Result<(), StoreError> {
        let draft = self.draft(draft_key).await?.ok_or(StoreError::Missing)?;
        self.enqueue(NewMutation {
            mutation_id: new_mutation_id(),
            record_id: draft.record_id,
            kind: draft.kind,
            base_version: draft.base_version,
            base_hash: draft.base_hash(),
            made_at: now(),
            operation,
            draft: draft.key,
            replaces: None,
        })
        .await
    }

    /// Puts something without a draft into the outbox: a mark, a closing, a withdrawal.
    /// `base_version` is the content version the person has read; 0 if the record has not come yet.
    pub async fn act(
        self,
        record_id: RecordId,
        kind: RecordKind,
        base_version: u64,
        operation: Operation,
    ) -> Result<(), StoreError> {
        self.enqueue(an_act((record_id, kind), base_version, operation))
            .await
    }

    /// Puts several things about one record into the outbox, each as an act of its own. On an error those before it
    /// are on the disk and wait.
    pub async fn act_each(
        self,
        record_id: RecordId,
        kind: RecordKind,
        base_version: u64,
        operations: Vec<Operation>,
    ) -> Result<(), StoreError> {
        let mut done = Ok(());
        for operation in operations {
            let act = an_act((record_id, kind), base_version, operation);
            done = self.vault().enqueue(act, None).await;
            if done.is_err() {
                break;
            }
        }
        self.enqueued().await;
        done
    }

    /// Captures a record that is complete at once. When this returns its id it is on the disk and
    /// waits; on an error nothing is left of it.
    pub async fn capture(self, kind: RecordKind, answers: Answers) -> Result<RecordId, StoreError> {
        let id = self.vault().capture(a_record(kind, answers, None)).await?;
        self.enqueued().await;
        Ok(id)
    }

    /// Captures a training session. With it, in one step, ends what was half filled in.
    pub async fn open_session(self, answers: Answers) -> Result<RecordId, StoreError> {
        let half_filled = Finishes::of::<SessionDraft>(None);
        let session = a_record(RecordKind::TrainingSession, answers, Some(half_filled));
        let id = self.vault().capture(session).await?;
        self.session_drafts.show(None, SessionDraft::default());
        self.enqueued().await;
        Ok(id)
    }

    /// Puts the change of a training session into the outbox. With it, in one step, ends what was half filled in.
    pub async fn change_session(
        self,
        session: RecordId,
        base_version: u64,
        change: Operation,
    ) -> Result<(), StoreError> {
        let change = an_act((session, RecordKind::TrainingSession), base_version, change);
        let half_filled = Finishes::of::<SessionDraft>(Some(session));
        self.vault().enqueue(change, Some(&half_filled)).await?;
        self.session_drafts
            .show(Some(session), SessionDraft::default());
        self.enqueued().await;
        Ok(())
    }

    async fn enqueue(self, new: NewMutation) -> Result<(), StoreError> {
        self.vault().enqueue(new, None).await?;
        self.enqueued().await;
        Ok(())
    }

    /// Shows what was put into the outbox, and has it sent.
    async fn enqueued(self) {
        // It is on the disk, whether or not it can be shown: nobody must be told to do it again.
        report(self.read_store().await);
        if let Some(driver) = self.driver() {
            driver.enqueued();
        }
    }

    /// Sends what a set-aside entry says anew, as another mutation on what the person had read.
    pub async fn send_anew(self, entry: &OutboxEntry) -> Result<(), StoreError> {
        let mutation: Mutation = serde_json::from_str(&entry.body)
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        self.enqueue(NewMutation {
            mutation_id: new_mutation_id(),
            record_id: mutation.record_id,
            kind: mutation.kind,
            base_version: mutation.base_version,
            base_hash: mutation.base_hash,
            made_at: now(),
            operation: mutation.operation,
            draft: entry.draft.clone(),
            replaces: Some(entry.seq),
        })
        .await
    }

    /// Keeps a change made again on what stands in the record now, in place of the draft that an entry
    /// was made of; it can be corrected before it is sent. If nothing is left of it, both go.
    pub async fn settle_clash(self, entry: &OutboxEntry, draft: Draft) -> Result<(), StoreError> {
        if draft.is_amendment() && draft.changes(&draft.answers).is_empty() {
            self.drop_entry(entry.seq).await?;
            return self.delete_draft(&draft.key).await;
        }
        self.save_draft(draft).await
    }

    /// Takes an entry back that was certainly not sent; its draft, if it has one, can be changed again.
    /// False if it may have been sent meanwhile.
    pub async fn take_back(self, seq: u64) -> Result<bool, StoreError> {
        let taken = self.vault().take_back(seq, now()).await?;
        self.outbox_shrank().await?;
        Ok(taken)
    }

    /// Takes a set-aside entry out of the outbox; its draft, if it has one, can be changed again.
    pub async fn drop_entry(self, seq: u64) -> Result<(), StoreError> {
        self.vault().drop_entry(seq, now()).await?;
        self.outbox_shrank().await
    }

    /// Shows, here and in the other tabs, what is left when something was taken out of the outbox.
    pub(super) async fn outbox_shrank(self) -> Result<(), StoreError> {
        self.read_store().await?;
        if let Some(driver) = self.driver() {
            driver.taken_back();
        }
        Ok(())
    }
}

/// Something about a record that was not made of a draft.
fn an_act(
    (record_id, kind): (RecordId, RecordKind),
    base_version: u64,
    operation: Operation,
) -> NewMutation {
    NewMutation {
        mutation_id: new_mutation_id(),
        record_id,
        kind,
        base_version,
        base_hash: None,
        made_at: now(),
        operation,
        draft: String::new(),
        replaces: None,
    }
}

/// A record that is complete at once, begun now.
fn a_record(kind: RecordKind, answers: Answers, finishes: Option<Finishes>) -> NewRecord {
    NewRecord {
        record_id: new_record_id(),
        kind,
        answers,
        mutation_id: new_mutation_id(),
        made_at: now(),
        finishes,
    }
}
