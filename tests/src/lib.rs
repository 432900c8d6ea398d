//! Stories on the real server and the real browser, and simulated histories of the sync protocol.

pub mod agent;
pub mod browser;
pub mod clock;
mod demonstration;
pub mod desk;
pub mod device;
pub mod fate;
pub mod http;
pub mod look;
pub mod people;
pub mod probes;
pub mod proxy;
pub mod receiver;
pub mod server;
pub mod simulation;
pub mod site;
pub mod small_disk;
pub mod words;
