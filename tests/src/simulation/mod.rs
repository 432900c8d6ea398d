//! A seeded world: phones and a server over a network that drops, doubles, delays and reorders,
//! stores that fail, people who type. After each history the world heals, and what the protocol
//! promises is checked against what people typed.
//!
//! What it found, each mended where it was wrong:
//! - An answer of 401 to an exchange begun before somebody signed in again left the device waiting for
//!   ever.
//! - A tab that had slept stored its page over a newer one and moved the cursor past a record.
//! - An entry whose record left the scope before it was seen never finished.
//! - After a restore, an old answer that was set aside could be replaced by the next one.
//! - A phone went on trusting what a server had confirmed before it came back from a backup, once the
//!   first sync afterwards took several pages: the entry finished, and the record was nowhere.
//! - Two corrections of one record that were set aside together shared a draft: sending one dropped the
//!   other.
//! - Whoever chose between two answers took the rest of what was set aside along as if it had been made
//!   on what stood there by then: an answer that had not clashed before overwrote one nobody had seen.
//! - A server that came back from a backup gave the number of a lost version to another content, and
//!   took a change made on the lost one for a change made on the other.
//! - A phone whose clock was years ahead when the app started forgot what it had sent, as too old, and had
//!   nothing left to send again to a server that came back from a backup.

pub(crate) mod draft;
mod durable;
mod history;
mod invariants;
mod office;
mod people;
pub(crate) mod phone;
mod server;
mod set_aside;
mod signing;
mod world;

pub use history::{Report, play};
