//! The training pages: a chunk of its own.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The route of the training pages.
#[derive(Debug)]
pub struct Training;

#[lazy_route]
impl LazyRoute for Training {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"培训"</h1> }.into_any()
    }
}
