//! Training: sessions, sign-in and presence.

mod presence;

pub use presence::Presence;
