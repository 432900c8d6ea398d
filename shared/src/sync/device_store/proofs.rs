//! The server's proofs of arrival, each with the content it is of. They stay whatever becomes of
//! everything else that came from the server.

use super::{Table, Transaction, record_key, record_of};
use crate::id::RecordId;
use crate::record::RecordView;
use crate::sync::{Acknowledgement, ArrivalProof, Change};

/// The proofs of a record, oldest version first.
///
/// # Errors
/// What the device says.
pub async fn proofs<T: Transaction>(
    device: &T,
    record: RecordId,
) -> Result<Vec<ArrivalProof>, T::Error> {
    device
        .starting(Table::Acknowledgements, &prefix(record))
        .await
}

/// Keeps a proof; a content that is kept already stays.
///
/// # Errors
/// What the device says.
pub async fn keep_proof<T: Transaction>(device: &T, proof: &ArrivalProof) -> Result<(), T::Error> {
    let key = key(&proof.acknowledgement);
    let key = key.as_str().into();
    let kept: Option<ArrivalProof> = device.get(Table::Acknowledgements, key).await?;
    let content = proof.content.clone();
    let whole = ArrivalProof {
        content: content.or_else(|| kept.and_then(|kept| kept.content)),
        ..proof.clone()
    };
    device.put(Table::Acknowledgements, key, &whole).await
}

/// Keeps the proof with the content it is of, if the device holds that already.
pub(super) async fn prove<T: Transaction>(
    device: &T,
    acknowledgement: &Acknowledgement,
) -> Result<(), T::Error> {
    let bare = ArrivalProof {
        acknowledgement: acknowledgement.clone(),
        content: None,
    };
    keep_proof(device, &bare).await?;
    let key = record_key(acknowledgement.arrival.record_id);
    let held: Option<Change> = device.get(Table::Pulled, key.as_str().into()).await?;
    match held.as_ref().and_then(record_of) {
        Some(record) => complete(device, &record).await,
        None => Ok(()),
    }
}

/// Gives the proofs of this content their text.
pub(super) async fn complete<T: Transaction>(
    device: &T,
    record: &RecordView,
) -> Result<(), T::Error> {
    for proof in proofs(device, record.record_id).await? {
        if proof.content.is_none() && proof.acknowledgement.is_of(&record.content) {
            let whole = ArrivalProof {
                content: Some(record.content.text()),
                ..proof
            };
            keep_proof(device, &whole).await?;
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
