//! A weighty decision is asked about first: what it is worth, what it means, what cannot be taken back.

use super::deciding::Deciding;
use crate::components::button::Weight;
use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, IconName};
use crate::pages::desk::consequence::{self, Consequence};
use crate::text::t;
use leptos::prelude::*;
use shared::desk::{Case, Decision};
use shared::key;
use std::sync::Arc;

/// The question, while a decision waits for its answer.
#[component]
pub fn Confirm(
    /// The case.
    case: Signal<Arc<Case>>,
    /// What can be done with it.
    deciding: Deciding,
) -> impl IntoView {
    move || {
        deciding.asked.get().map(|decision| {
            let open = RwSignal::new(true);
            Effect::new(move |_| {
                if !open.get() {
                    deciding.asked.set(None);
                }
            });
            let lines = case.with_untracked(|case| consequence::lines(case, &decision));
            let question = case.with_untracked(|case| consequence::question(case, &decision));
            let against = case.with_untracked(|case| consequence::against(case, &decision));
            let about = case.with_untracked(|case| consequence::about(case));
            let weight = match decision {
                Decision::Reject { .. } => Weight::Danger,
                _ => Weight::Primary,
            };
            view! {
                <Dialog
                    open
                    title=t(question)
                    confirm=t(key!("desk.consequence.confirm"))
                    weight
                    on_confirm=Callback::new(move |()| deciding.confirm())
                >
                    <p><strong>{about}</strong></p>
                    {against.map(|against| view! { <p class="desk-against"><Icon name=IconName::Alert/>{against}</p> })}
                    <Consequence lines/>
                </Dialog>
            }
        })
    }
}
