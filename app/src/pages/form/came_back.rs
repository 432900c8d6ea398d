//! What the server did not take of a draft, and why.

use crate::drafting::entry_of;
use crate::pages::set_aside::{Place, SetAsideNotice};
use crate::work::Work;
use leptos::prelude::*;
use shared::sync::EntryState;

/// What the server did not take of the draft; nothing unless something was set aside.
#[component]
pub fn CameBack(
    /// What waits.
    work: Work,
    /// The draft.
    key: String,
    /// Where this is said.
    #[prop(default = Place::Form)]
    place: Place,
) -> impl IntoView {
    let refused = Memo::new(move |_| {
        work.outbox.with(|outbox| {
            entry_of(outbox, &key)
                .filter(|entry| matches!(entry.state, EntryState::SetAside(_)))
                .cloned()
        })
    });
    move || {
        refused
            .get()
            .map(|entry| view! { <SetAsideNotice entry place/> })
    }
}
