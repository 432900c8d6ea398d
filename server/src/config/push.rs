//! Whether agents are told while the app is closed.

use crate::push::{PushContact, PushHost, PushServices, PushSettings};
use clap::Args;

/// Whether agents are told while the app is closed, and by whom.
#[derive(Debug, Clone, Default, Args)]
pub struct PushConfig {
    /// Agents who want it are told while the app is closed that a query waits for them, by the push service
    /// of their browser: that something waits, nothing of what it is. This address (mailto: or https:) is
    /// whom a push service may write to [default: nobody is told].
    #[arg(long, env = "SADDLEBAG_PUSH_CONTACT", value_name = "ADDRESS")]
    pub push_contact: Option<PushContact>,
    /// More hosts of push services than those of Chrome, Firefox, Safari and Edge; *.HOST for all below.
    #[arg(
        long,
        env = "SADDLEBAG_PUSH_HOST",
        requires = "push_contact",
        value_name = "HOST",
        value_delimiter = ','
    )]
    pub push_host: Vec<PushHost>,
}

impl PushConfig {
    /// How agents are told; `None` if they are not.
    pub fn settings(&self) -> Option<PushSettings> {
        Some(PushSettings {
            contact: self.push_contact.clone()?,
            services: PushServices::Known(self.push_host.clone()),
        })
    }
}
