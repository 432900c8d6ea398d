//! The binary as its operator uses it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that does not hold ends there"
)]
#![cfg(unix)]

mod audit;
mod beginning;
mod copies;
#[path = "../engine/mod.rs"]
mod engine;
mod export;
mod folders;
mod http;
mod import;
mod products;
mod secrecy;
mod signing_key;
mod start;
mod tables;
