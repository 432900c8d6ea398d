//! The rules of the business and the sync protocol, the same on phone and server.
//!
//! Nothing here reads a clock, draws a random number or does I/O: the same input gives the same
//! output everywhere. Times and ids come in as arguments.

pub mod answers;
pub mod claim;
pub mod commission;
pub mod contact;
pub mod desk;
pub mod finding;
pub mod form;
pub mod id;
pub mod identity;
pub mod measures;
pub mod money;
pub mod money_words;
pub mod month;
pub mod name;
mod newtype;
pub mod number;
pub mod people;
pub mod policy;
pub mod problem;
pub mod product;
pub mod record;
pub mod rules;
#[cfg(feature = "sample")]
pub mod sample;
pub mod session;
pub mod submission;
pub mod sync;
pub mod text;
pub mod time;
pub mod training;
