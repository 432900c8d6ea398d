//! Being told, while the app is closed, that something waits (Web Push, RFC 8030). What is sent has no
//! content: no name, no number, not even which kind of thing it is.

use serde::{Deserialize, Serialize};

/// What the server offers: the answer to `GET /api/push`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushOffer {
    /// The public key that a browser subscribes with (RFC 8292, section 4.1): a point of P-256,
    /// uncompressed, as base64url without padding. `None` if the company does not offer it.
    pub public_key: Option<String>,
}

/// `POST /api/push`: where this device lets itself be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PushSubscription {
    /// The push service's address for it, which is a secret between the device and the server.
    pub endpoint: String,
}
