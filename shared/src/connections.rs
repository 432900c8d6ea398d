//! How other systems are let in and told: keys with which they call the server, and webhooks by which the server
//! calls them. An administrator makes and ends both.

mod key;
mod webhook;

pub use key::{KeyEnd, KeyEnded, KeyMade, KeyScope, KeyView, MakeKey};
pub use webhook::{
    Deliveries, DeliveryFailure, DeliveryState, DeliveryView, MakeWebhook, SwitchWebhook,
    WebhookEvent, WebhookMade, WebhookOff, WebhookOffBecause, WebhookView,
};

use crate::id::UnitId;
use serde::{Deserialize, Serialize};

/// Most characters of what a key is called.
pub const MOST_NAME: usize = 60;
/// Most characters of a webhook's address.
pub const MOST_ADDRESS: usize = 500;

/// A unit to which a key or a webhook is bound: what hangs below it is theirs as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundUnit {
    /// Which.
    pub id: UnitId,
    /// What it is called.
    pub name: String,
}

/// The keys and webhooks of an administrator: the answer to `GET /api/connections`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connections {
    /// The keys, those that still hold first, then the latest first.
    pub keys: Vec<KeyView>,
    /// The webhooks that have not ended, the latest first.
    pub webhooks: Vec<WebhookView>,
    /// What this person can let a key do: never more than they may do themselves.
    pub scopes: Vec<KeyScope>,
    /// Whether this server calls other systems at all.
    pub calls_out: bool,
}
