//! Throwing a draft away, after asking.

use super::new_draft::replacing;
use crate::components::button::{Button, Weight};
use crate::components::dialog::Dialog;
use crate::components::icon::IconName;
use crate::components::toast::use_toasts;
use crate::drafting::Saver;
use crate::text::t;
use crate::work::Work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::key;

/// Throws the draft away, after asking.
#[component]
pub fn Delete(
    /// Where it is kept.
    work: Work,
    /// The draft.
    key: String,
    /// What keeps it, while it is open: once it is thrown away, nothing of it is kept.
    #[prop(optional)]
    saver: Option<Saver>,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let navigate = StoredValue::new_local(use_navigate());
    let toasts = use_toasts();
    let delete = Callback::new(move |()| {
        let key = key.clone();
        asking.set(false);
        spawn_local(async move {
            let delete = work.delete_draft(&key);
            let deleted = match saver {
                Some(saver) => saver.ends_with(delete).await,
                None => delete.await,
            };
            match deleted {
                Ok(()) => {
                    toasts.say(t(key!("form.deleted")));
                    // Gone with the page, if it was left meanwhile.
                    let _ = navigate.try_with_value(|navigate| navigate("/work", replacing()));
                }
                Err(error) => toasts.warn(t(error.text_key())),
            }
        });
    });
    view! {
        <div class="form-delete">
            <Button
                label=t(key!("ui.record.delete_draft")).to_owned()
                weight=Weight::Quiet
                icon=IconName::Delete
                on_press=Callback::new(move |()| asking.set(true))
            />
        </div>
        <Dialog
            open=asking
            title=t(key!("ui.record.delete_draft_title"))
            confirm=t(key!("ui.record.delete_draft"))
            weight=Weight::Danger
            on_confirm=delete
        >
            <p>{t(key!("ui.record.delete_draft_text"))}</p>
        </Dialog>
    }
}
