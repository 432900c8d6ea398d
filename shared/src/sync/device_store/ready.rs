//! What is ready to be sent by somebody who reads no record: the service worker, while no page of the app is open.
//!
//! [`Table::Ready`] has the bytes of each mutation that goes, under its number: what waits, except behind an entry of
//! the same record that is set aside. Whoever sends some of it writes their numbers into [`Table::Offered`] first, in
//! one transaction with reading them: from then on nobody takes them back.

use super::{Table, Transaction, kept_outbox};
use crate::sync::{OutboxEntry, ready};
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// Brings what is ready in line with the outbox. To be called in each transaction that changes the outbox, after
/// everything else.
///
/// # Errors
/// What the device says.
pub(super) async fn prepare<T: Transaction>(device: &T) -> Result<(), T::Error> {
    let entries = note_offered(device).await?;
    let mut stands: BTreeSet<u64> = device.numbers(Table::Ready).await?.into_iter().collect();
    for entry in ready(&entries) {
        if !stands.remove(&entry.seq) {
            let body = RawValue::from_string(entry.body.clone())?;
            device.put(Table::Ready, entry.seq.into(), &body).await?;
        }
    }
    for gone in stands {
        device.remove(Table::Ready, gone.into()).await?;
    }
    Ok(())
}

/// What was offered meanwhile is noted in the entries themselves. Returns the outbox as it stands then.
async fn note_offered<T: Transaction>(device: &T) -> Result<Vec<OutboxEntry>, T::Error> {
    let mut entries = kept_outbox(device).await?;
    let offered = device.numbers(Table::Offered).await?;
    if offered.is_empty() {
        return Ok(entries);
    }
    for entry in entries.iter_mut().filter(|it| offered.contains(&it.seq)) {
        if core::mem::take(&mut entry.unsent) {
            device.put(Table::Outbox, entry.seq.into(), entry).await?;
        }
    }
    device.clear(Table::Offered).await?;
    Ok(entries)
}
