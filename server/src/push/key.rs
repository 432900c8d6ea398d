//! The key by which push services know this server (VAPID, RFC 8292). It is in the store, so that all
//! servers over it have the same, and a restored backup can still tell the devices in it: whoever has the
//! store has their addresses as well.

use super::{Endpoint, PushContact};
use crate::store::{Store, StoreError, Stored, meta};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::json;
use shared::time::Timestamp;

/// How long a token is good for, in seconds: no more than 24 hours are allowed.
const GOOD_FOR: i64 = 12 * 3_600;

/// The key by which push services know this server.
pub struct PushKey(EcdsaKeyPair);

impl PushKey {
    /// The store's key; of servers that start at once, one makes it.
    pub async fn of(store: &Store) -> Stored<Self> {
        let kept = store.write_patiently(|mut db| async move {
            if let Some(kept) = meta::find(&mut db, meta::PUSH_KEY).await? {
                return Stored::Ok(kept);
            }
            let made = EcdsaKeyPair::generate_pkcs8(
                &ECDSA_P256_SHA256_FIXED_SIGNING,
                &SystemRandom::new(),
            );
            let made = BASE64.encode(made.map_err(unusable)?);
            meta::set(&mut db, meta::PUSH_KEY, &made).await?;
            db.commit().await?;
            Ok(made)
        });
        let bytes = BASE64.decode(kept.await?).map_err(unusable)?;
        Self::of_document(&bytes).map_err(unusable)
    }

    fn of_document(pkcs8: &[u8]) -> Result<Self, ring::error::KeyRejected> {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        EcdsaKeyPair::from_pkcs8(algorithm, pkcs8, &SystemRandom::new()).map(Self)
    }

    /// The half that everybody may know: an uncompressed point, as base64url.
    pub fn public(&self) -> String {
        BASE64.encode(self.0.public_key())
    }

    /// What the `Authorization` of a message to this address says (RFC 8292, section 3): which push service
    /// it is for, until when, and whom to write to.
    pub fn authorization(
        &self,
        endpoint: &Endpoint,
        contact: &PushContact,
        now: Timestamp,
    ) -> Result<String, ring::error::Unspecified> {
        let head = json!({ "typ": "JWT", "alg": "ES256" });
        let claims = json!({
            "aud": endpoint.origin(),
            "exp": now.millis() / 1_000 + GOOD_FOR,
            "sub": contact.to_string(),
        });
        let [head, claims] = [head, claims].map(|part| BASE64.encode(part.to_string()));
        let signed = format!("{head}.{claims}");
        let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes())?;
        let signature = BASE64.encode(signature);
        Ok(format!("vapid t={signed}.{signature}, k={}", self.public()))
    }
}

fn unusable(error: impl core::fmt::Display) -> StoreError {
    StoreError::Unreadable {
        column: meta::PUSH_KEY,
        reason: error.to_string(),
    }
}
