//! The server's proofs of arrival, each with the content it is of. They stay whatever becomes of
//! everything else that came from the server.

use super::vault::{get, get_prefixed, put};
use super::{StoreError, Vault, schema};
use indexed_db_futures::object_store::ObjectStore;
use shared::id::RecordId;
use shared::record::RecordView;
use shared::sync::{Acknowledgement, ArrivalProof};

impl Vault {
    /// The proofs of a record, oldest version first.
    pub async fn proofs(&self, record: RecordId) -> Result<Vec<ArrivalProof>, StoreError> {
        let transaction = self.read(&[schema::ACKNOWLEDGEMENTS])?;
        let store = transaction.object_store(schema::ACKNOWLEDGEMENTS)?;
        get_prefixed(&store, &prefix(record)).await
    }

    /// Keeps proofs that were asked for.
    pub async fn keep_proofs(&self, proofs: &[ArrivalProof]) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::ACKNOWLEDGEMENTS])?;
        let store = transaction.object_store(schema::ACKNOWLEDGEMENTS)?;
        for proof in proofs {
            keep(&store, proof).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// A proof whose content the phone has not seen yet.
pub(super) fn bare(acknowledgement: &Acknowledgement) -> ArrivalProof {
    ArrivalProof {
        acknowledgement: acknowledgement.clone(),
        content: None,
    }
}

/// Keeps a proof; a content that is kept already stays.
pub(super) async fn keep(store: &ObjectStore<'_>, proof: &ArrivalProof) -> Result<(), StoreError> {
    let key = key(&proof.acknowledgement);
    let kept: Option<ArrivalProof> = get(store, key.as_str()).await?;
    let content = proof.content.clone();
    let whole = ArrivalProof {
        content: content.or_else(|| kept.and_then(|kept| kept.content)),
        ..proof.clone()
    };
    put(store, key, &whole).await
}

/// Gives the proofs of this content their text.
pub(super) async fn complete(
    store: &ObjectStore<'_>,
    record: &RecordView,
) -> Result<(), StoreError> {
    let proofs: Vec<ArrivalProof> = get_prefixed(store, &prefix(record.record_id)).await?;
    for proof in proofs {
        if proof.content.is_none() && proof.acknowledgement.is_of(&record.content) {
            let whole = ArrivalProof {
                content: Some(record.content.text()),
                ..proof
            };
            keep(store, &whole).await?;
        }
    }
    Ok(())
}

fn prefix(record: RecordId) -> String {
    format!("{record}/")
}

/// Versions in their order; two of one version, as after a restored backup, stand side by side.
fn key(acknowledgement: &Acknowledgement) -> String {
    let arrival = &acknowledgement.arrival;
    format!(
        "{}{:06}/{}",
        prefix(arrival.record_id),
        arrival.content_version,
        acknowledgement.short_code()
    )
}
