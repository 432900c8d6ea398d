//! A draft again, or still: nothing of it goes before it is submitted.

use crate::components::button::{LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// That it is a draft, and the way to it.
#[component]
pub fn Unsent(
    /// Where it goes on.
    href: String,
) -> impl IntoView {
    view! {
        <Notice title=t(key!("ui.take_back.draft_title")) tone=Tone::Neutral icon=IconName::Draft>
            <p>{t(key!("ui.take_back.draft_text"))}</p>
            <LinkButton label=t(key!("form.go_on")) href weight=Weight::Primary/>
        </Notice>
    }
}
