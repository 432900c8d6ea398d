//! Telling devices, while the app is closed, that something waits: Web Push (RFC 8030) without content.
//!
//! What is due stands in the store beside the subscription, written with what it is about: several servers
//! tell once, several reasons make one message, and it outlives a restart. It is taken out before it is
//! sent. The record remains the truth: who is not told because a server ended just then misses a hint.

mod contact;
mod delivery;
mod endpoint;
mod key;
mod sender;
mod subscription;

pub use contact::{InvalidPushContact, PushContact};
pub use delivery::{tell_again_and_again, tell_due, tell_soon};
pub use endpoint::{PushHost, PushServices};
pub use subscription::{offer, subscribe, unsubscribe};

use crate::store::{Store, Stored};
use endpoint::Endpoint;
use key::PushKey;
use sender::Sender;
use std::sync::Arc;

/// How a company lets its agents be told.
#[derive(Debug, Clone)]
pub struct PushSettings {
    /// Whom a push service may write to.
    pub contact: PushContact,
    /// The push services that are spoken to.
    pub services: PushServices,
}

/// What it takes to tell devices.
#[derive(Clone)]
pub struct Push(Arc<Parts>);

struct Parts {
    settings: PushSettings,
    key: PushKey,
    sender: Sender,
}

impl Push {
    /// With the store's key, which is made when there is none.
    ///
    /// # Errors
    /// If the store cannot be read or written, or what it has is no key.
    pub async fn over(store: &Store, settings: PushSettings) -> Stored<Self> {
        let key = PushKey::of(store).await?;
        let sender = Sender::to(&settings.services)?;
        Ok(Self(Arc::new(Parts {
            settings,
            key,
            sender,
        })))
    }

    /// What a browser subscribes with.
    pub fn public_key(&self) -> String {
        self.0.key.public()
    }

    /// The address, if it is one of a push service that is spoken to.
    pub fn endpoint(&self, text: &str) -> Result<Endpoint, String> {
        self.0.settings.services.endpoint(text)
    }
}
