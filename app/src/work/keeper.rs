//! What is half written, kept on the device as it is typed.

use super::report;
use crate::store::{HalfWritten, StoreError, Vault};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

/// Everything of one sort that a person has half written.
pub struct Keeper<D: HalfWritten> {
    begun: RwSignal<BTreeMap<D::About, D>>,
    vault: StoredValue<Vault, LocalStorage>,
}

impl<D: HalfWritten> Clone for Keeper<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: HalfWritten> Copy for Keeper<D> {}

impl<D: HalfWritten> Keeper<D> {
    /// What is kept in a vault.
    pub async fn open(vault: Vault) -> Result<Self, StoreError> {
        let begun = vault.half_written().await?;
        Ok(Self {
            begun: RwSignal::new(begun),
            vault: StoredValue::new_local(vault),
        })
    }

    /// What is written about this.
    pub fn about(self, about: D::About) -> D {
        self.begun
            .with_untracked(|begun| begun.get(&about).cloned().unwrap_or_default())
    }

    /// About how many things something is written.
    pub fn count(self) -> usize {
        self.begun
            .with(|begun| begun.values().filter(|draft| !draft.is_empty()).count())
    }

    /// Keeps what is written about this now.
    pub fn keep(self, about: D::About, draft: D) {
        if self.about(about) == draft {
            return;
        }
        self.show(about, draft.clone());
        let vault = self.vault.get_value();
        // A full disk takes nothing: it is there as long as the tab is.
        spawn_local(async move { report(vault.keep_half_written(about, draft).await) });
    }

    /// Keeps nothing about this any more, also on the disk when this returns: whoever loads the page anew then
    /// finds nothing to finish.
    pub async fn end(self, about: D::About) {
        self.show(about, D::default());
        let vault = self.vault.get_value();
        report(vault.keep_half_written(about, D::default()).await);
    }

    /// Shows what a transaction of its own has kept.
    pub fn show(self, about: D::About, draft: D) {
        self.begun.update(|begun| {
            begun.insert(about, draft);
        });
    }

    /// What another tab has kept about this meanwhile.
    pub async fn of_other_tab(self, about: D::About) -> Option<D> {
        self.kept().await?.remove(&about)
    }

    /// Reads what other tabs have kept meanwhile.
    pub async fn read_again(self) {
        if let Some(kept) = self.kept().await {
            self.begun.try_set(kept);
        }
    }

    async fn kept(self) -> Option<BTreeMap<D::About, D>> {
        self.vault.try_get_value()?.half_written().await.ok()
    }
}
