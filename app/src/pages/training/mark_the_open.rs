//! The way to mark everybody at once of whom nothing is known: a class that is told late is not marked one by one.

use super::mark_dialog::Target;
use super::marking::still_open;
use super::seen::SeenSession;
use crate::components::button::Button;
use crate::components::icon::IconName;
use crate::text::tf;
use leptos::prelude::*;
use shared::key;
use shared::training::Presence;

/// The button; nothing where fewer than two are open.
#[component]
pub fn MarkTheOpen(
    /// Of which session.
    session: Memo<SeenSession>,
    /// As what somebody can be marked now.
    offers: Signal<Vec<Presence>>,
    /// Set to them when it is pressed.
    target: RwSignal<Option<Target>>,
) -> impl IntoView {
    let open = Memo::new(move |_| session.with(|session| still_open(&session.roster())));
    let wanted = move || open.with(|open| open.len() > 1) && offers.with(|it| !it.is_empty());
    let label = Signal::derive(move || {
        let n = open.with(Vec::len).to_string();
        tf(key!("training.mark.open"), &[("n", &n)])
    });
    view! {
        <Show when=wanted>
            <Button
                label
                icon=IconName::People
                on_press=Callback::new(move |()| {
                    target.set(Some(Target::Open(open.get_untracked())));
                })
            />
        </Show>
    }
}
