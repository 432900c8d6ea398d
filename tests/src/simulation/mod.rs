//! A seeded world: phones and a server over a network that drops, doubles, delays and reorders,
//! stores that fail, people who type. After each history the world heals, and what the protocol
//! promises is checked against what people typed.

mod history;
mod invariants;
mod office;
mod people;
pub(crate) mod phone;
mod server;
mod world;

pub use history::{Report, play};
