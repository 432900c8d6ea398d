//! How the tabs of one browser speak to each other.

use gloo_events::EventListener;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// The tabs that listen to one name.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl Channel {
    /// Joins the tabs of this name; `hear` is called with what the others say.
    pub fn join<M: DeserializeOwned>(name: &str, hear: impl Fn(M) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let event: &MessageEvent = event.unchecked_ref();
            let said = event.data().as_string().unwrap_or_default();
            // A tab of another build may say things this one does not know.
            if let Ok(message) = serde_json::from_str(&said) {
                hear(message);
            }
        });
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    /// Tells the others.
    pub fn say(&self, message: &impl Serialize) {
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
