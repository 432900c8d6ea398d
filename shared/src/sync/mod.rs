//! The sync protocol: both halves, without I/O.
//!
//! The phone makes *mutations* with fixed bytes and keeps them in its outbox. One exchange sends
//! what waits and brings the outcome of each and a page of changes. The device half is
//! [`Device::handle`]; the server half is [`delivery`], then [`admit`]. Drivers on both sides do what they say.

mod acknowledgement;
mod admit;
mod capture_time;
mod delivery;
mod device;
pub mod device_store;
mod exchange;
mod limits;
mod mutation;
mod outbox;
mod pulled;
mod rebase;
mod reconcile;
mod retry_after;
mod said_already;
mod snapshot;
#[cfg(test)]
mod teaching_example;

pub use acknowledgement::{
    Acknowledgement, Arrival, ArrivalProof, ContentHash, KnownKey, PublicKey,
    RecordAcknowledgements, Signature, SigningKeys,
};
pub use admit::{Admission, Known, Sender, Teaching, admit, content_after};
pub use capture_time::{MADE_AT, capture_time};
pub use delivery::{Delivery, Earlier, KnownMutation, delivery};
pub use device::{Device, Effect, Event, Failure, Phase};
pub use exchange::{
    Change, Cursor, MutationOutcome, Outcome, PROTOCOL, Quarantine, SyncRequest, SyncResponse,
};
pub use limits::{MOST_MUTATION_BYTES, MOST_MUTATIONS, is_moment, out_of_range};
pub use mutation::{Correction, Mutation, Operation, fingerprint};
pub use outbox::{EntryState, Finish, OutboxEntry, SetAside, finish, still_to_take_back};
pub use pulled::Pulled;
pub use rebase::{Clash, Rebase, Unit};
pub use reconcile::{Reconciled, Write, reconcile};
pub use retry_after::retry_after_ms;
pub use said_already::{captured_already, said_already};
pub use snapshot::{Snapshot, ready};
