//! Signing out: how much is unsent is said first, and it stays.

use crate::components::button::Button;
use crate::components::dialog::Dialog;
use crate::components::icon::Name;
use crate::components::toast::use_toasts;
use crate::session::use_session;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::key;

/// The button, and what it means for what is unsent.
#[component]
pub fn SignOut() -> impl IntoView {
    let session = use_session();
    let work = use_work();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let open = RwSignal::new(false);
    let unsent = move || {
        let waiting = work.outbox.with(Vec::len);
        let drafts = work
            .drafts
            .with(|drafts| drafts.iter().filter(|draft| !draft.sent).count());
        match (waiting, drafts) {
            (0, 0) if work.decisions.unsent() > 0 => String::new(),
            (0, 0) => t(key!("ui.settings.sign_out_clean")).to_owned(),
            (n, d) => {
                let (n, d) = (n.to_string(), d.to_string());
                tf(key!("ui.settings.sign_out_unsent"), &[("n", &n), ("d", &d)])
            }
        }
    };
    let undecided = move || {
        let n = work.decisions.unsent();
        (n > 0).then(|| {
            let n = n.to_string();
            view! { <p>{tf(key!("ui.settings.sign_out_decisions"), &[("n", &n)])}</p> }
        })
    };
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
                icon=Name::SignOut
                on_press=Callback::new(move |()| open.set(true))
            />
            <p class="soft small">{t(key!("ui.settings.switch_person_text"))}</p>
            <Dialog
                open
                title=t(key!("ui.settings.sign_out_title"))
                confirm=t(key!("ui.settings.sign_out"))
                on_confirm=sign_out
            >
                <p>{unsent}</p>
                {undecided}
                <p>{t(key!("ui.settings.sign_out_network"))}</p>
            </Dialog>
        </section>
    }
}
