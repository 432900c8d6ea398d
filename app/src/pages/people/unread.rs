//! Why nothing newer is shown, and the way out.

use crate::api::ApiError;
use crate::components::button::Button;
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// Why nothing newer is shown, and the way out; that it is read, while nothing has come.
#[component]
pub fn Unread(
    /// Why the last request brought nothing.
    error: RwSignal<Option<ApiError>>,
    /// Whether something has come.
    #[prop(into)]
    is_read: Signal<bool>,
    /// What is said until then.
    reading: &'static str,
    /// Asks once more.
    again: Callback<()>,
) -> impl IntoView {
    move || match error.get() {
        Some(error) => view! {
            <Notice title=t(key!("people.failed")) tone=Tone::Warning>
                <p>{t(&error.text_key())}</p>
                <Button label=t(key!("ui.retry")).to_owned() on_press=again/>
            </Notice>
        }
        .into_any(),
        None if !is_read.get() => view! { <p role="status">{reading}</p> }.into_any(),
        None => ().into_any(),
    }
}
