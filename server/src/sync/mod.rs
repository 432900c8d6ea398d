//! The server half of the sync protocol, over the store: each mutation in a transaction of its own,
//! then one page of changes.

mod acknowledgements;
mod apply;
mod batch;
mod check_ins;
mod cursor;
mod filing;
mod findings;
mod ground;
mod mutation;
mod page;
#[cfg(test)]
mod page_tests;
mod pulled;
mod recount;
mod sender;
mod sign_in_clocks;
mod terms;
mod view;

pub use acknowledgements::{acknowledge_earlier, acknowledgements};
pub use apply::{Next, Step, change};
pub use batch::take;
#[cfg(test)]
pub use filing::Place;
pub use findings::findings_in;
pub use mutation::take_within;
pub use page::page;
pub use recount::{recount, recount_beside};
pub use terms::index_earlier;
pub use view::view_for;
