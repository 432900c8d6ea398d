//! Products and premiums: what an agent and an administrator can rely on.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod agent;
mod check;
mod choices;
mod properties;
mod publication;
mod quote;
mod stored;
