//! What is half written at the desk, kept on the device as it is typed.

use super::report;
use crate::store::{CaseDraft, StoreError, Vault};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::id::RecordId;
use std::collections::BTreeMap;

/// What a person has half written about cases.
#[derive(Clone, Copy)]
pub struct CaseDrafts {
    begun: RwSignal<BTreeMap<RecordId, CaseDraft>>,
    vault: StoredValue<Vault, LocalStorage>,
}

impl CaseDrafts {
    /// What is kept in a vault.
    pub async fn open(vault: Vault) -> Result<Self, StoreError> {
        let begun = vault.case_drafts().await?;
        Ok(Self {
            begun: RwSignal::new(begun),
            vault: StoredValue::new_local(vault),
        })
    }

    /// What is written about this case.
    pub fn about(self, id: RecordId) -> CaseDraft {
        self.begun
            .with_untracked(|begun| begun.get(&id).cloned().unwrap_or_default())
    }

    /// How many cases something is written about.
    pub fn count(self) -> usize {
        self.begun
            .with(|begun| begun.values().filter(|draft| !draft.is_empty()).count())
    }

    /// Keeps what is written about this case now.
    pub fn keep(self, id: RecordId, draft: CaseDraft) {
        if self.about(id) == draft {
            return;
        }
        self.show(id, draft.clone());
        let vault = self.vault.get_value();
        // A full disk takes nothing: it is there as long as the tab is.
        spawn_local(async move { report(vault.keep_case_draft(id, draft).await) });
    }

    /// Shows what a transaction of its own has kept.
    pub fn show(self, id: RecordId, draft: CaseDraft) {
        self.begun.update(|begun| {
            begun.insert(id, draft);
        });
    }

    /// What another tab has kept about this case meanwhile.
    pub async fn of_other_tab(self, id: RecordId) -> Option<CaseDraft> {
        let kept = self.vault.try_get_value()?.case_drafts().await.ok()?;
        kept.get(&id).cloned()
    }
}
