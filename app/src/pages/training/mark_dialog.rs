//! Marking somebody by hand: the presence, then one tap on the reason; after the day, a request with the reason
//! in the trainer's words.

use super::correction_reason::CorrectionReason;
use super::mark_reasons::{reason_text, reasons};
use super::marking::Marked;
use super::seen::Correcting;
use super::words;
use crate::components::chip::Tone;
use crate::components::dialog::show;
use crate::components::icon::{Icon, Name};
use crate::components::notice::Notice;
use crate::components::reason_entry::ReasonEntry;
use crate::components::written::reason_of;
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
    /// As what somebody can be marked now.
    offers: Signal<Vec<Presence>>,
    /// What marking them now asks a second person for.
    correcting: Signal<Option<Correcting>>,
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
            {move || target.get().map(|entry| {
                let (offers, correcting) = (offers.get_untracked(), correcting.get_untracked());
                view! { <MarkForm entry target offers correcting on_mark/> }
            })}
        </dialog>
    }
}

/// Nothing is chosen before the trainer does: what was true of one person is not of the next.
#[component]
fn MarkForm(
    entry: RosterEntry,
    target: RwSignal<Option<RosterEntry>>,
    offers: Vec<Presence>,
    correcting: Option<Correcting>,
    on_mark: Callback<Marked>,
) -> impl IntoView {
    let presence = RwSignal::new(None::<Presence>);
    let contradicted = entry.contradiction().is_some();
    let person = entry.person;
    let mark = Callback::new(move |(reason, is_correction): (String, bool)| {
        if let Some(presence) = presence.get_untracked() {
            let marked = Marked {
                person: person.clone(),
                presence,
                reason,
                is_correction,
            };
            target.set(None);
            on_mark.run(marked);
        }
    });
    view! {
        <div class="stack">
            {contradicted.then(|| view! {
                <Notice title=t(key!("training.mark.contradiction")) tone=Tone::Warning>
                    <p>{t(key!("training.mark.contradiction_text"))}</p>
                </Notice>
            })}
            <PresenceChoice offers presence/>
            {move || presence.get().map(|presence| match correcting {
                None => view! { <Reasons presence mark/> }.into_any(),
                Some(correcting) => view! { <CorrectionReason correcting mark/> }.into_any(),
            })}
        </div>
    }
}

#[component]
fn PresenceChoice(offers: Vec<Presence>, presence: RwSignal<Option<Presence>>) -> impl IntoView {
    let radio = |one: Presence| {
        view! {
            <label class="mark-presence" class:is-chosen=move || presence.get() == Some(one)>
                <input
                    type="radio"
                    name="presence"
                    value=one.as_str()
                    prop:checked=move || presence.get() == Some(one)
                    on:change=move |_| presence.set(Some(one))
                />
                {words::presence(one)}
            </label>
        }
    };
    let not_begun = offers.len() < Presence::ALL.len();
    view! {
        <fieldset class="stack-tight">
            <legend class="entry-label">{t(key!("training.mark.presence"))}</legend>
            <div class="mark-presences">{offers.into_iter().map(radio).collect_view()}</div>
            {not_begun.then(|| view! { <p class="soft small">{t(key!("training.mark.not_begun"))}</p> })}
        </fieldset>
    }
}

/// One tap on a reason saves; or it is said in the trainer's own words.
#[component]
fn Reasons(presence: Presence, mark: Callback<(String, bool)>) -> impl IntoView {
    let button = |reason: &'static str| {
        view! {
            <button
                type="button"
                class="button button-secondary"
                on:click=move |_| mark.run((reason.to_owned(), false))
            >
                {reason_text(reason)}
            </button>
        }
    };
    let buttons = reasons(presence).iter().copied().map(button);
    view! {
        <fieldset class="stack-tight">
            <legend class="entry-label">{t(key!("training.mark.reason"))}</legend>
            <div class="mark-reasons">{buttons.collect_view()}</div>
        </fieldset>
        <OtherReason mark/>
    }
}

/// A reason in the trainer's own words.
#[component]
fn OtherReason(mark: Callback<(String, bool)>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let save = move || {
        if let Some(reason) = reason_of(typed, missing, MOST_REASON) {
            mark.run((reason, false));
        }
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ReasonEntry
                id="mark-other"
                label=t(key!("training.mark.other"))
                lacking=t(key!("training.mark.reason_missing"))
                most=MOST_REASON
                written=typed
                missing
            >
                <button type="submit" class="button button-primary">{t(key!("training.mark.save"))}</button>
            </ReasonEntry>
        </form>
    }
}
