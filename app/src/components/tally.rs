//! A figure that leads to what is counted.

use leptos::prelude::*;
use leptos_router::components::A;

/// A figure that leads to what is counted. Several stand in an element of the class `tally`.
#[component]
pub fn Tally(
    /// How many.
    #[prop(into)]
    count: String,
    /// Of what.
    #[prop(into)]
    label: String,
    /// Where they are.
    #[prop(into)]
    href: String,
    /// Whether there should be none.
    #[prop(optional)]
    presses: bool,
) -> impl IntoView {
    view! {
        <A href=href attr:class=if presses { "tally-presses" } else { "" }>
            <strong>{count}</strong>
            <span>{label}</span>
        </A>
    }
}
