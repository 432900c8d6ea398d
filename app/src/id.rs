//! New ids, made on the device (UUIDv7: sorted by the time they were made).

use crate::clock::now;
use shared::id::{DecisionId, DeviceId, MutationId, QueryId, RecordId};
use uuid::{Builder, Uuid};

/// An id for a new record.
pub fn new_record_id() -> RecordId {
    RecordId::new(uuid_v7())
}

/// An id for a new mutation.
pub fn new_mutation_id() -> MutationId {
    MutationId::new(uuid_v7())
}

/// An id for a new query of the desk.
pub fn new_query_id() -> QueryId {
    QueryId::new(uuid_v7())
}

/// An id for a decision of the desk.
pub fn new_decision_id() -> DecisionId {
    DecisionId::new(uuid_v7())
}

/// An id for this installation and one person.
pub fn new_device_id() -> DeviceId {
    DeviceId::new(uuid_v7())
}

/// A number by which this tab's waits differ from everybody else's.
pub fn new_seed() -> u64 {
    let mut random = [0; 8];
    fill_random(&mut random);
    u64::from_le_bytes(random)
}

/// 10 random bytes and the time.
fn uuid_v7() -> Uuid {
    let mut random = [0; 10];
    fill_random(&mut random);
    let millis = u64::try_from(now().millis()).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Fills `bytes` from the browser's cryptographic generator.
///
/// # Panics
/// Without one; every browser that runs WASM has it, and ids made without it would collide.
#[allow(
    clippy::expect_used,
    reason = "an id without randomness must never exist"
)]
pub fn fill_random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the browser's random generator");
}
