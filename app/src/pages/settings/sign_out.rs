//! Signing out: how much is unsent is said first, and it stays.

use super::unsent::Unsent;
use crate::components::button::Button;
use crate::components::dialog::Dialog;
use crate::components::icon::IconName;
use crate::components::toast::use_toasts;
use crate::session::use_session;
use crate::text::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::key;

/// The button, and what it means for what is unsent.
#[component]
pub fn SignOut() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let open = RwSignal::new(false);
    let sign_out = Callback::new(move |()| {
        open.set(false);
        // Whoever signs in next starts at their own start page.
        navigate("/", NavigateOptions::default());
        spawn_local(async move {
            if let Err(error) = session.sign_out().await {
                toasts.say(t(error.text_key()));
            }
        });
    });
    view! {
        <section class="stack-tight">
            <Button
                label=t(key!("ui.settings.sign_out")).to_owned()
                icon=IconName::SignOut
                on_press=Callback::new(move |()| open.set(true))
            />
            <p class="soft small">{t(key!("ui.settings.switch_person_text"))}</p>
            <Dialog
                open
                title=t(key!("ui.settings.sign_out_title"))
                confirm=t(key!("ui.settings.sign_out"))
                on_confirm=sign_out
            >
                <Unsent open/>
            </Dialog>
        </section>
    }
}
