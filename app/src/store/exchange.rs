//! What an exchange reads and writes.

use super::draft::with_number;
use super::tables::Tables;
use super::vault::{get_all, put, remove};
use super::{Draft, StoreError, Vault, meta, schema};
use crate::sync::Progress;
use shared::id::RecordId;
use shared::number::DeviceNumber;
use shared::sync::device_store::{self, Applied, Sent, Table};
use shared::sync::{ArrivalProof, Cursor, Snapshot, Write};
use shared::time::Timestamp;

impl Vault {
    /// What the device holds when an exchange begins. What it `offers` may have been sent from now on, and
    /// that is on the disk when this returns.
    pub async fn snapshot(&self, offers: bool) -> Result<Snapshot, StoreError> {
        let stores = [
            schema::META,
            schema::PULLED,
            schema::OUTBOX,
            schema::READY,
            schema::OFFERED,
        ];
        let tables = Tables(match offers {
            true => self.write(&stores)?,
            false => self.read(&stores)?,
        });
        let device = meta::device_id(&tables.store(Table::Meta)?).await?;
        let snapshot = device_store::snapshot(&tables, device, offers).await?;
        if offers {
            tables.commit().await?;
        }
        Ok(snapshot)
    }

    /// Writes all of this in one transaction, unless another tab has moved the cursor on from
    /// `expected`.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] if it has.
    pub async fn apply(
        &self,
        expected: Option<&Cursor>,
        writes: &[Write],
        progress: Progress,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let tables = Tables(self.write(&schema::STORES)?);
        match device_store::apply(&tables, expected, writes).await? {
            Applied::Whole => {}
            Applied::Overtaken => return Err(StoreError::Overtaken),
        }
        let meta = tables.store(Table::Meta)?;
        put(&meta, schema::PROGRESS, &progress).await?;
        put(&meta, schema::LAST_EXCHANGE, &now).await?;
        tables.commit().await
    }

    /// Whether the server has said that it has what was made of the draft with this key; of what came to
    /// it long ago, nobody here knows.
    pub async fn has_arrived(&self, draft: &str) -> Result<bool, StoreError> {
        let tables = Tables(self.read(&[schema::SENT])?);
        let sent: Vec<Sent> = get_all(&tables.store(Table::Sent)?).await?;
        Ok(sent.iter().any(|sent| sent.entry.draft == draft))
    }

    /// When the app starts: what an older build had to park is taken in, what it left half begun
    /// goes, what was kept without a number gets one, and the sent log loses what is old.
    /// `number` is what the server knew the device by at the last sign-in, in case an older build did not
    /// keep it here.
    pub async fn tidy(&self, number: DeviceNumber) -> Result<(), StoreError> {
        let tables = Tables(self.write(&schema::STORES)?);
        let meta = tables.store(Table::Meta)?;
        let drafts = tables.store(Table::Drafts)?;
        meta::number_if_unknown(&meta, number).await?;
        for draft in get_all::<Draft>(&drafts).await? {
            if draft.is_half_begun() {
                remove(&drafts, draft.key.as_str()).await?;
            } else if draft.number.is_none() {
                let draft = with_number(&meta, draft).await?;
                put(&drafts, draft.key.as_str(), &draft).await?;
            }
        }
        device_store::tidy(&tables).await?;
        tables.commit().await
    }

    /// The proofs of a record, oldest version first.
    pub async fn proofs(&self, record: RecordId) -> Result<Vec<ArrivalProof>, StoreError> {
        let tables = Tables(self.read(&[schema::ACKNOWLEDGEMENTS])?);
        device_store::proofs(&tables, record).await
    }

    /// Keeps proofs that were asked for.
    pub async fn keep_proofs(&self, proofs: &[ArrivalProof]) -> Result<(), StoreError> {
        let tables = Tables(self.write(&[schema::ACKNOWLEDGEMENTS])?);
        for proof in proofs {
            device_store::keep_proof(&tables, proof).await?;
        }
        tables.commit().await
    }
}
