//! The binary as its operator uses it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that does not hold ends there"
)]
#![cfg(unix)]

mod audit;
mod copies;
#[path = "../engine/mod.rs"]
mod engine;
mod folders;
mod secrecy;
mod signing_key;
mod start;
