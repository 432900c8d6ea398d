//! What a device keeps, whatever keeps it: the tables, and what the protocol reads and writes in them. The app
//! runs this on IndexedDB, the simulation in memory.

mod apply;
#[cfg(any(test, feature = "sample"))]
pub mod contract;
mod memory;
mod outgoing;
mod proofs;
mod ready;
mod snapshot;

pub use apply::{Applied, Sent, apply, tidy};
pub use memory::Memory;
pub use outgoing::{
    Draft, Enqueued, NewMutation, append, drop_entry, enqueue, outbox, take_back, throw_away,
};
pub use proofs::{keep_proof, proofs};
pub use snapshot::snapshot;

use super::{Change, OutboxEntry, Pulled};
use crate::id::RecordId;
use crate::record::RecordView;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A table of the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Single values, by their names.
    Meta,
    /// Drafts, by their keys.
    Drafts,
    /// What came from the server, by `<kind>/<id>`: [`Change`].
    Pulled,
    /// What waits, by its number: [`OutboxEntry`].
    Outbox,
    /// The bytes of what goes next, by its number: see [`ready`]. What sends it reads nothing else.
    Ready,
    /// Numbers of what was sent from there, until that is noted in the outbox.
    Offered,
    /// What the server has, by its number: [`Sent`].
    Sent,
    /// Changes that this build does not understand, by `<kind>/<id>`: [`Change`].
    Parked,
    /// The server's proofs, by `<record>/<content version>/<short code>`: [`super::ArrivalProof`]. Kept whatever
    /// the server forgets.
    Acknowledgements,
}

impl Table {
    /// Its name on the device.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Drafts => "drafts",
            Self::Pulled => "pulled",
            Self::Outbox => "outbox",
            Self::Ready => "ready",
            Self::Offered => "offered",
            Self::Sent => "sent",
            Self::Parked => "parked",
            Self::Acknowledgements => "acknowledgements",
        }
    }
}

/// In [`Table::Meta`]: where the device has read to, a [`super::Cursor`].
pub const CURSOR: &str = "cursor";
/// In [`Table::Meta`]: which life of the server's store that was.
pub const EPOCH: &str = "epoch";
/// In [`Table::Meta`]: the server's clock at the last exchange.
pub const SERVER_NOW: &str = "server_now";
/// In [`Table::Meta`]: the number of the newest mutation of the device.
pub const DEVICE_SEQ: &str = "device_seq";

/// What a value stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key<'a> {
    /// A name.
    Text(&'a str),
    /// A number of the device.
    Number(u64),
}

impl<'a> From<&'a str> for Key<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Key<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

/// A transaction on the tables: all of it is kept or nothing. Between two of its answers nothing else may be
/// awaited.
pub trait Transaction {
    /// Why the device does not keep or find something; also what cannot be written as JSON or read from it.
    type Error: From<serde_json::Error>;

    /// The value at a key, if there is one.
    fn get<T: DeserializeOwned>(
        &self,
        table: Table,
        key: Key<'_>,
    ) -> impl Future<Output = Result<Option<T>, Self::Error>>;

    /// Every value of a table, by key. One that this build cannot read is left out, and stays where it is.
    fn all<T: DeserializeOwned>(
        &self,
        table: Table,
    ) -> impl Future<Output = Result<Vec<T>, Self::Error>>;

    /// The numbers under which a table has values, in order.
    fn numbers(&self, table: Table) -> impl Future<Output = Result<Vec<u64>, Self::Error>>;

    /// Every value whose key begins with `prefix`, as for [`Self::all`].
    fn starting<T: DeserializeOwned>(
        &self,
        table: Table,
        prefix: &str,
    ) -> impl Future<Output = Result<Vec<T>, Self::Error>>;

    /// Keeps a value at a key, in place of what stands there.
    fn put(
        &self,
        table: Table,
        key: Key<'_>,
        value: &impl Serialize,
    ) -> impl Future<Output = Result<(), Self::Error>>;

    /// Takes away what stands at a key, if anything does.
    fn remove(&self, table: Table, key: Key<'_>) -> impl Future<Output = Result<(), Self::Error>>;

    /// Takes away all of a table.
    fn clear(&self, table: Table) -> impl Future<Output = Result<(), Self::Error>>;
}

/// What is in the outbox, in the order it was made.
async fn kept_outbox<T: Transaction>(device: &T) -> Result<Vec<OutboxEntry>, T::Error> {
    let mut entries: Vec<OutboxEntry> = device.all(Table::Outbox).await?;
    entries.sort_by_key(|entry| entry.seq);
    Ok(entries)
}

/// The key of a change in its table.
pub fn change_key(kind: &str, id: &str) -> String {
    format!("{kind}/{id}")
}

fn record_key(record: RecordId) -> String {
    change_key(RecordView::KIND, &record.to_string())
}

/// The record that came with a change, as this build reads it.
fn record_of(change: &Change) -> Option<RecordView> {
    change.read().ok().flatten()
}
