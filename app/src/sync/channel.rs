//! What the tabs of one person say to each other.

use super::SyncStatus;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// What one tab tells the others.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// Something may be there to send or fetch: whoever does the exchange, begin one.
    Nudge,
    /// The person asks for an exchange now.
    Ask,
    /// What the exchange is doing; also says that whoever does it is awake.
    Status(SyncStatus),
    /// Drafts have changed.
    DraftsChanged,
    /// Anything may have changed.
    Changed,
}

/// The tabs of one person.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Joins the tabs of this name; `hear` is called with what the others say.
    pub fn join(name: &str, hear: impl Fn(Message) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Closure::new(move |event: MessageEvent| {
            let said = event.data().as_string().unwrap_or_default();
            // A tab of another build may say things this one does not know.
            if let Ok(message) = serde_json::from_str(&said) {
                hear(message);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    /// Tells the others.
    pub fn say(&self, message: &Message) {
        if let Ok(said) = serde_json::to_string(message) {
            // A closed channel has nobody to tell.
            let _ = self.channel.post_message(&said.into());
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
