//! Taking a decision back: at once, while its time runs, or later, as long as nobody but this device can
//! have it.

use super::Decisions;
use crate::clock::now;
use crate::store::KeptDecision;
use leptos::prelude::*;
use shared::id::{DecisionId, RecordId};

impl Decisions {
    /// The last decision whose time to be taken back at once runs.
    pub fn last_undoable(self) -> Option<KeptDecision> {
        let now = now();
        self.kept.with(|kept| {
            let mut latest_first = kept.iter().rev();
            latest_first.find(|it| it.is_undoable(now)).cloned()
        })
    }

    /// The same, once it may be said that it is taken.
    pub fn last_taken(self) -> Option<KeptDecision> {
        let last = self.last_undoable()?;
        let is_taken = self.being_kept.with(|ids| !ids.contains(&last.id()));
        is_taken.then_some(last)
    }

    /// What waits for the server or for its time to be over, about one record or about all; tracks it.
    pub fn waiting_about(self, record: Option<RecordId>) -> Vec<KeptDecision> {
        let is_meant = |it: &&KeptDecision| {
            !it.waits_for_person() && record.is_none_or(|record| it.record_id == record)
        };
        self.kept
            .with(|kept| kept.iter().filter(is_meant).cloned().collect())
    }

    /// Takes a decision back; `None` if it may have been sent meanwhile: then nothing happens.
    pub(in crate::work) async fn take_back(self, id: DecisionId) -> Option<KeptDecision> {
        let decision = self.kept.with_untracked(|kept| {
            let mut kept = kept.iter();
            kept.find(|it| it.id() == id && it.may_be_taken_back())
                .cloned()
        })?;
        let in_memory_alone = self.is_unkept(id);
        let vault = self.vault()?;
        self.hide(id);
        let ours = vault.take_back_decision(id).await;
        match ours {
            Ok(false) if !in_memory_alone => {
                self.read_again().await;
                None
            }
            // Kept in memory only, nobody else can have begun to send it.
            Ok(_) | Err(_) => Some(decision),
        }
    }
}
