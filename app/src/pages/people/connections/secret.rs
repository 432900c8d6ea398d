//! A key or a signing secret, shown once. Nobody can ask for it again.

use super::reading::{ConnectionsReading, Made};
use crate::clipboard::copy;
use crate::components::button::{Button, Weight};
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::components::toast::use_toasts;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// The secret that was just made, until it is put away.
#[component]
pub fn Secret(
    /// Where it stands.
    reading: ConnectionsReading,
) -> impl IntoView {
    let toasts = use_toasts();
    // Whoever leaves the page has seen it.
    on_cleanup(move || drop(reading.made.try_set(None)));
    move || {
        reading.made.get().map(|made: Made| {
            let secret = made.secret.clone();
            let press = Callback::new(move |()| {
                copy(secret.clone());
                toasts.say(t(key!("connections.copied")));
            });
            let done = Callback::new(move |()| reading.made.set(None));
            view! {
                <Notice title=made.title>
                    <p><code class="connection-secret">{made.secret}</code></p>
                    <p class="small">{made.once}</p>
                    <div class="button-row">
                        <Button
                            label=t(key!("connections.copy")).to_owned()
                            icon=IconName::Copy
                            on_press=press
                        />
                        <Button label=made.seen.to_owned() weight=Weight::Quiet on_press=done/>
                    </div>
                </Notice>
            }
        })
    }
}
