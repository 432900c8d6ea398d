//! Whatever arrives, nothing panics, what can be read is written as it was read, and what must always
//! hold holds.
//!
//! Every case is drawn from a seed; a failing one is printed with the smallest input that fails.

#![allow(clippy::unwrap_used, reason = "a broken fixture fails the test")]

mod dates;
mod fixtures;
mod json;
mod mutations;
mod near;
mod newtypes;
mod products;
mod reviews;
mod rules;
