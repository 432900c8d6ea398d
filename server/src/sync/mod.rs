//! The server half of the sync protocol, over the store: each mutation in a transaction of its own,
//! then one page of changes.

mod apply;
mod check_ins;
mod filing;
mod mutation;
mod page;
mod view;

pub use apply::{Change, apply};
pub use filing::Place;
pub use mutation::{take, take_within};
pub use page::page;
