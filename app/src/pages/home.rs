//! Where an agent starts.

use leptos::prelude::*;
use leptos_router::components::A;

/// The start page.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <h1>"鞍囊"</h1>
        <nav>
            <A href="/desk">"审核"</A>
            <A href="/training">"培训"</A>
        </nav>
    }
}
