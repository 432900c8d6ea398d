//! How the server of this world signs that something has arrived.

use ed25519_dalek::{Signer, SigningKey};
use shared::sync::{Acknowledgement, Arrival, PublicKey, Signature};

/// The server signs with one key in every history.
fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// The proof of an arrival.
pub(super) fn acknowledge(arrival: Arrival) -> Acknowledgement {
    let key = key();
    let public = PublicKey::new(key.verifying_key().to_bytes());
    let signature = key.sign(&arrival.signed_bytes(&public));
    Acknowledgement {
        arrival,
        key: public,
        signature: Signature::new(signature.to_bytes()),
    }
}

/// Whether the server has signed it.
pub(super) fn is_genuine(acknowledgement: &Acknowledgement) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(acknowledgement.signature.bytes());
    key()
        .verifying_key()
        .verify_strict(&acknowledgement.signed_bytes(), &signature)
        .is_ok()
}
