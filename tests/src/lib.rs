//! Stories on the real server and the real browser, and simulated histories of the sync protocol.

pub mod browser;
pub mod server;
pub mod simulation;
