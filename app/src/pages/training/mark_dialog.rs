//! Marking somebody by hand: the presence, then one tap on the reason.

use super::mark_reasons::{reason_text, reasons};
use super::marking::Marked;
use super::words;
use crate::components::icon::{Icon, Name};
use crate::text::{t, tf};
use leptos::{html, prelude::*};
use shared::key;
use shared::note::MOST_REASON;
use shared::record::RosterEntry;
use shared::training::Presence;

/// Over the page while `target` is somebody.
#[component]
pub fn MarkDialog(
    /// Who is to be marked.
    target: RwSignal<Option<RosterEntry>>,
    /// Told what was marked; the dialog has closed by then.
    on_mark: Callback<Marked>,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = target.with(Option::is_some);
        if let Some(dialog) = element.get() {
            show(&dialog, wanted);
        }
    });
    let name = move || target.with(|entry| entry.as_ref().map(|entry| entry.person.name.clone()));
    let title = move || {
        tf(
            key!("training.mark.title"),
            &[("name", &name().unwrap_or_default())],
        )
    };
    view! {
        <dialog
            class="dialog mark-dialog"
            node_ref=element
            aria-label=title
            on:close=move |_| target.set(None)
        >
            <div class="row-between">
                <h2>{title}</h2>
                <button
                    type="button"
                    class="button button-quiet"
                    aria-label=t(key!("ui.close"))
                    on:click=move |_| target.set(None)
                >
                    <Icon name=Name::Close/>
                </button>
            </div>
            {move || target.get().map(|entry| view! { <MarkForm entry target on_mark/> })}
        </dialog>
    }
}

fn show(dialog: &web_sys::HtmlDialogElement, wanted: bool) {
    if wanted && !dialog.open() {
        // Fails only for a dialog that is not in the page.
        let _ = dialog.show_modal();
    } else if !wanted && dialog.open() {
        dialog.close();
    }
}

#[component]
fn MarkForm(
    entry: RosterEntry,
    target: RwSignal<Option<RosterEntry>>,
    on_mark: Callback<Marked>,
) -> impl IntoView {
    let presence = RwSignal::new(first_offer(entry.presence));
    let person = entry.person;
    let mark = Callback::new(move |reason: String| {
        let marked = Marked {
            person: person.clone(),
            presence: presence.get_untracked(),
            reason,
        };
        target.set(None);
        on_mark.run(marked);
    });
    view! {
        <div class="stack">
            <PresenceChoice presence/>
            <fieldset class="stack-tight">
                <legend class="entry-label">{t(key!("training.mark.reason"))}</legend>
                <div class="mark-reasons">
                    {move || reasons(presence.get()).iter().map(|reason| view! {
                        <button
                            type="button"
                            class="button button-secondary"
                            on:click=move |_| mark.run((*reason).to_owned())
                        >
                            {reason_text(reason)}
                        </button>
                    }).collect_view()}
                </div>
            </fieldset>
            <OtherReason mark/>
        </div>
    }
}

/// Who is known already is most likely marked otherwise now: who came has left.
const fn first_offer(known: Option<Presence>) -> Presence {
    match known {
        Some(Presence::Present | Presence::Late) => Presence::LeftEarly,
        _ => Presence::Present,
    }
}

#[component]
fn PresenceChoice(presence: RwSignal<Presence>) -> impl IntoView {
    let radios = Presence::ALL.map(|one| {
        view! {
            <label class="mark-presence" class:is-chosen=move || presence.get() == one>
                <input
                    type="radio"
                    name="presence"
                    value=one.as_str()
                    prop:checked=move || presence.get() == one
                    on:change=move |_| presence.set(one)
                />
                {words::presence(one)}
            </label>
        }
    });
    view! {
        <fieldset class="stack-tight">
            <legend class="entry-label">{t(key!("training.mark.presence"))}</legend>
            <div class="mark-presences">{radios.collect_view()}</div>
        </fieldset>
    }
}

/// A reason in the trainer's own words.
#[component]
fn OtherReason(mark: Callback<String>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let save = move || {
        let reason = typed.with_untracked(|typed| typed.trim().to_owned());
        missing.set(reason.is_empty());
        if !reason.is_empty() {
            mark.run(reason);
        }
    };
    view! {
        <form
            class="entry"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <label for="mark-other">{t(key!("training.mark.other"))}</label>
            <div class="mark-other">
                <input
                    id="mark-other"
                    class="entry-input"
                    type="text"
                    maxlength=MOST_REASON
                    autocomplete="off"
                    aria-describedby="mark-other-error"
                    aria-invalid=move || missing.get().then_some("true")
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <button type="submit" class="button button-primary">{t(key!("training.mark.save"))}</button>
            </div>
            <p id="mark-other-error" class="entry-error" role="alert" hidden=move || !missing.get()>
                {t(key!("training.mark.reason_missing"))}
            </p>
        </form>
    }
}
