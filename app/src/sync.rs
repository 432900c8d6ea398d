//! Drives the sync protocol of `shared`: the network, the store, the time and the other tabs.

mod background;
mod badge;
mod driver;
#[cfg(test)]
pub mod fixture;
mod lifecycle;
mod lock;
mod message;
mod status;

pub use badge::Badge;
pub use driver::{Driver, Listener};
pub use status::{Progress, SyncStatus};
