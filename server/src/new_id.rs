//! Ids that the server gives.

use crate::store::{StoreError, Stored};
use uuid::{Builder, Uuid};

/// An id that nobody and nothing has.
///
/// # Errors
/// If the machine gives no randomness.
pub fn new_id() -> Stored<Uuid> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Unreadable {
        column: "id",
        reason: format!("no randomness: {error}"),
    })?;
    Ok(Builder::from_random_bytes(bytes).into_uuid())
}
