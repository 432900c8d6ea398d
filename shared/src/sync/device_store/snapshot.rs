//! What a device holds when an exchange begins.

use super::ready::prepare;
use super::{CURSOR, EPOCH, Table, Transaction, outbox, record_key};
use crate::id::DeviceId;
use crate::sync::{Change, Snapshot};
use std::collections::BTreeMap;

/// What the device holds when an exchange begins. What it `offers` may have been sent from now on: that is
/// written in this transaction.
///
/// # Errors
/// What the device says.
pub async fn snapshot<T: Transaction>(
    device: &T,
    device_id: DeviceId,
    offers: bool,
) -> Result<Snapshot, T::Error> {
    let outbox = outbox(device).await?;
    let mut held = BTreeMap::new();
    for entry in &outbox {
        let key = record_key(entry.record_id);
        let change: Option<Change> = device.get(Table::Pulled, key.as_str().into()).await?;
        if let Some(change) = change {
            held.insert(entry.record_id, change.version);
        }
    }
    let mut snapshot = Snapshot {
        device_id,
        cursor: device.get(Table::Meta, CURSOR.into()).await?,
        epoch: device.get(Table::Meta, EPOCH.into()).await?,
        outbox,
        held,
    };
    if offers {
        for entry in snapshot.offer() {
            device.put(Table::Outbox, entry.seq.into(), &entry).await?;
        }
        prepare(device).await?;
    }
    Ok(snapshot)
}
