//! What came from the server.

use super::vault::{get_all, get_prefixed};
use super::{StoreError, Vault, schema};
use shared::id::RecordId;
use shared::record::RecordView;
use shared::sync::device_store::change_key;
use shared::sync::{Change, Pulled};

/// Everything that came from the server.
#[derive(Debug, Clone, Default)]
pub struct Everything(Vec<Change>);

impl Everything {
    /// All of one kind, in the order in which they are listed. One that this build cannot read is left out, never
    /// lost.
    pub fn all<T: Pulled>(&self) -> Vec<T> {
        let mut all: Vec<T> = read(&self.0);
        all.sort_by(T::order);
        all
    }
}

impl Vault {
    /// Everything that came from the server.
    pub async fn pulled(&self) -> Result<Everything, StoreError> {
        let transaction = self.read(&[schema::PULLED])?;
        let changes = get_all(&transaction.object_store(schema::PULLED)?).await?;
        Ok(Everything(changes))
    }

    /// The record as it came, if it did.
    pub async fn record(&self, id: RecordId) -> Result<Option<RecordView>, StoreError> {
        let transaction = self.read(&[schema::PULLED])?;
        let pulled = transaction.object_store(schema::PULLED)?;
        let prefix = change_key(RecordView::KIND, &id.to_string());
        let changes: Vec<Change> = get_prefixed(&pulled, &prefix).await?;
        Ok(read(&changes).pop())
    }
}

fn read<T: Pulled>(changes: &[Change]) -> Vec<T> {
    let read = changes.iter().filter_map(|change| match change.read() {
        Ok(thing) => thing,
        Err(error) => {
            leptos::logging::error!("{}: {error}", change.kind);
            None
        }
    });
    read.collect()
}
