//! Webhooks: other systems are told what happens (Standard Webhooks: `webhook-id`, `webhook-timestamp` and
//! `webhook-signature`, HMAC-SHA256).
//!
//! What is told is written in the transaction of what it tells, and sent afterwards: it outlives a restart, and of several
//! servers one sends. It is sent at least once, always under the same id, and in no order. What does not arrive is tried
//! again, further and further apart, for three days. Nothing is sent into a network that is not public.

mod address;
mod delivery;
mod keep;
mod network;
mod outbox;
mod page;
mod sender;
mod signature;

pub use delivery::{send_again_and_again, send_due};
pub use keep::{again, end, make, switch, test};
pub use network::CallReach;
pub use outbox::{tell_of_case, tell_of_people};
pub use page::{deliveries, view};

use crate::store::StoreError;
use address::CallAddress;
use sender::Sender;
use std::sync::Arc;

/// What it takes to call other systems.
#[derive(Clone)]
pub struct Calls(Arc<Parts>);

struct Parts {
    reach: CallReach,
    sender: Sender,
}

impl Calls {
    /// Calls what can be reached so.
    ///
    /// # Errors
    /// If the machine trusts no certificates.
    pub fn within(reach: CallReach) -> Result<Self, StoreError> {
        let sender = Sender::within(reach)?;
        Ok(Self(Arc::new(Parts { reach, sender })))
    }
}
