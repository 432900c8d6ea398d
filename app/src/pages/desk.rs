//! The review desk: a chunk of its own.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The route of the review desk.
#[derive(Debug)]
pub struct Desk;

#[lazy_route]
impl LazyRoute for Desk {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"审核"</h1> }.into_any()
    }
}
