//! Accept, query, reject, next: the decision by button, each with its key.

use super::deciding::Deciding;
use crate::components::button::{ignore_repeat, is_first_click};
use crate::components::icon::{Icon, IconName};
use crate::pages::desk::course::review;
use crate::pages::desk::queue::ReadOnly;
use crate::pages::desk::words;
use crate::store::Panel;
use crate::text::t;
use leptos::prelude::*;
use shared::desk::Case;
use shared::key;
use shared::submission::Refusal;
use std::sync::Arc;

/// The decision by button.
#[component]
pub fn Actions(
    /// The case.
    case: Signal<Arc<Case>>,
    /// What can be done with it.
    deciding: Deciding,
) -> impl IntoView {
    let is_open = Memo::new(move |_| {
        case.with(|case| review(case).is_some_and(|review| !review.status.is_final()))
    });
    let accept_refusal = Memo::new(move |_| case.with(|case| case.accept_refusal));
    let query_refusal = Memo::new(move |_| case.with(|case| case.query_refusal));
    let reject_refusal = Memo::new(move |_| case.with(|case| case.reject_refusal));
    let ready = move || deciding.is_ready() && !deciding.is_held_by_another();
    let accept_off = Signal::derive(move || !deciding.is_armed() || accept_refusal.get().is_some());
    let reject_off = Signal::derive(move || !ready() || reject_refusal.get().is_some());
    let query_off = Signal::derive(move || !ready() || query_refusal.get().is_some());
    let decisions = move || {
        (deciding.decides && is_open.get()).then(|| {
            view! {
                <ActionButton
                    label=Signal::derive(move || case.with(|case| accept_label(case)))
                    look="button button-primary"
                    shortcut="A"
                    off=accept_off
                    on_press=Callback::new(move |()| deciding.accept())
                />
                <ActionButton
                    label=t(key!("desk.decide.query")).to_owned()
                    look="button button-secondary"
                    shortcut="Q"
                    off=query_off
                    on_press=Callback::new(move |()| deciding.turn_to(Panel::Query))
                />
                <ActionButton
                    label=t(key!("desk.decide.reject")).to_owned()
                    look="button button-secondary desk-reject"
                    shortcut="R"
                    off=reject_off
                    on_press=Callback::new(move |()| deciding.turn_to(Panel::Reject))
                />
            }
        })
    };
    let may_reopen = Memo::new(move |_| case.with(|case| case.reopen_refusal.is_none()));
    let reopening = move || {
        (deciding.decides && !is_open.get() && may_reopen.get()).then(|| {
            view! {
                <ActionButton
                    label=t(key!("desk.decide.reopen")).to_owned()
                    look="button button-secondary"
                    shortcut="O"
                    off=Signal::derive(move || !deciding.is_ready())
                    on_press=Callback::new(move |()| deciding.turn_to(Panel::Reopen))
                />
            }
        })
    };
    view! {
        <div class="desk-actions">
            {move || {
                (deciding.decides && is_open.get())
                    .then(|| view! { <Refusals accept=accept_refusal query=query_refusal/> })
            }}
            {(!deciding.decides).then(|| view! { <ReadOnly/> })}
            <div class="desk-action-row">
                {decisions}
                {reopening}
                <ActionButton
                    label=t(key!("desk.decide.skip")).to_owned()
                    look="button button-quiet"
                    shortcut="N"
                    off=Signal::derive(|| false)
                    on_press=Callback::new(move |()| deciding.go_on())
                />
            </div>
        </div>
    }
}

/// Whose approval it would be, if two are needed.
fn accept_label(case: &Case) -> String {
    let given = review(case).map_or(0, |review| review.approvals.len());
    let key = match (case.needed.four_eyes, given) {
        (false, _) => key!("desk.decide.accept"),
        (true, 0) => key!("desk.decide.accept_first"),
        (true, _) => key!("desk.decide.accept_second"),
    };
    t(key).to_owned()
}

/// Why it may not be accepted, or not be decided at all.
#[component]
fn Refusals(
    /// Why not accept.
    accept: Memo<Option<Refusal>>,
    /// Why not query or reject.
    query: Memo<Option<Refusal>>,
) -> impl IntoView {
    let line = |refusal: Refusal| {
        view! {
            <p class="desk-refusal-line">
                <Icon name=IconName::Alert/>
                {words::refusal(refusal)}
            </p>
        }
    };
    move || {
        let (accept, query) = (accept.get(), query.get());
        let other = query.filter(|query| accept.as_ref() != Some(query));
        view! {
            {accept.map(line)}
            {other.map(line)}
        }
    }
}

#[component]
fn ActionButton(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// How it looks.
    look: &'static str,
    /// Its key.
    shortcut: &'static str,
    /// Whether pressing it would be refused.
    off: Signal<bool>,
    /// What pressing it does.
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=look
            aria-keyshortcuts=shortcut.to_lowercase()
            aria-disabled=move || off.get().then_some("true")
            on:keydown=ignore_repeat
            on:click=move |event| {
                if !off.get_untracked() && is_first_click(&event) {
                    on_press.run(());
                }
            }
        >
            <span>{label}</span>
            <kbd aria-hidden="true">{shortcut}</kbd>
        </button>
    }
}
