//! Decisions of the desk that wait for the server. Each can be taken back as long as nobody but this device
//! can have it.

use crate::components::button::{Button, Weight};
use crate::components::icon::{Icon, IconName};
use crate::components::toast::use_toasts;
use crate::pages::desk::{case_address, decided, undone_said};
use crate::store::KeptDecision;
use crate::task::Task;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::id::{DecisionId, RecordId};
use shared::key;

/// What waits, in the order it was decided; nothing if nothing does.
#[component]
pub fn WaitingDecisions(
    /// About which record alone, if not about all.
    #[prop(into)]
    about: Signal<Option<RecordId>>,
) -> impl IntoView {
    let decisions = use_work().decisions;
    let waiting = Memo::new(move |_| decisions.waiting_about(about.get()));
    let some = Memo::new(move |_| waiting.with(|waiting| !waiting.is_empty()));
    // What happens to one of them leaves the focus at the others.
    let key = |it: &KeptDecision| (it.id(), it.may_be_taken_back());
    view! {
        <Show when=move || some.get()>
            <ul class="list">
                <For each=move || waiting.get() key let:decision>
                    <Row decision/>
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn Row(decision: KeptDecision) -> impl IntoView {
    let (id, may) = (decision.id(), decision.may_be_taken_back());
    let (title, href) = (decided(&decision), case_address(decision.record_id));
    let state = match may {
        true => t(key!("ui.sync.decision_waits")),
        false => t(key!("ui.sync.decision_on_its_way")),
    };
    view! {
        <li class="waiting-item">
            <span class="list-icon"><Icon name=IconName::Waiting/></span>
            <span class="list-main">
                <span class="list-title">
                    <A href=href>{title}</A>
                </span>
                <span class="list-detail"><span>{state}</span></span>
            </span>
            {may.then(|| view! { <TakeBack id/> })}
        </li>
    }
}

#[component]
fn TakeBack(id: DecisionId) -> impl IntoView {
    let (work, toasts) = (use_work(), use_toasts());
    let task = Task::new();
    let busy = task.is_busy();
    let take_back = Callback::new(move |()| {
        task.run(async move {
            match work.take_back_decision(id).await {
                Some(decision) => toasts.say(undone_said(&decision)),
                None => toasts.warn(t(key!("desk.undo.too_late"))),
            }
        });
    });
    view! {
        <div class="button-row">
            <Button
                label=t(key!("ui.take_back.take_back")).to_owned()
                weight=Weight::Quiet
                busy
                on_press=take_back
            />
        </div>
    }
}
