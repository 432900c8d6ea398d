//! Which keys there are, and the switch that turns the single letters off.

use crate::components::button::{Button, Weight};
use crate::components::dialog::show;
use crate::text::t;
use leptos::html;
use leptos::prelude::*;
use shared::key;

/// Key and text of each line of the queue's part.
const QUEUE: &[(&str, &str)] = &[
    ("J  K", key!("desk.keys_help.move")),
    ("Enter", key!("desk.keys_help.open")),
    ("/", key!("desk.keys_help.search")),
];

/// Key and text of each line of the case's part.
const CASE: &[(&str, &str)] = &[
    ("J  K", key!("desk.keys_help.field")),
    ("X", key!("desk.keys_help.select")),
    ("F", key!("desk.keys_help.finding")),
    ("A", key!("desk.keys_help.accept")),
    ("Q", key!("desk.keys_help.query")),
    ("R", key!("desk.keys_help.reject")),
    ("O", key!("desk.keys_help.reopen")),
    ("Ctrl Enter", key!("desk.keys_help.send")),
    ("N", key!("desk.keys_help.skip")),
    ("U", key!("desk.keys_help.undo")),
    ("Esc", key!("desk.keys_help.back")),
    ("?", key!("desk.keys_help.help")),
];

/// Which keys there are.
#[component]
pub fn KeysHelp(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Whether single letters do something.
    keys: RwSignal<bool>,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        show(&dialog, open.get());
    });
    view! {
        <dialog
            class="dialog desk-keys"
            node_ref=element
            aria-label=t(key!("desk.keys_help.title"))
            on:close=move |_| open.set(false)
        >
            <h2>{t(key!("desk.keys_help.title"))}</h2>
            <div class="desk-keys-lists">
                <KeyList title=t(key!("desk.keys_help.queue")) lines=QUEUE/>
                <KeyList title=t(key!("desk.keys_help.case")) lines=CASE/>
            </div>
            <label class="desk-keys-switch">
                <input
                    type="checkbox"
                    prop:checked=move || keys.get()
                    on:change=move |event| keys.set(event_target_checked(&event))
                />
                {t(key!("desk.keys_help.enabled"))}
            </label>
            <div class="button-row">
                <Button
                    label=t(key!("ui.close")).to_owned()
                    weight=Weight::Primary
                    on_press=Callback::new(move |()| open.set(false))
                />
            </div>
        </dialog>
    }
}

#[component]
fn KeyList(
    /// Where these keys work.
    title: &'static str,
    /// Key and text of each.
    lines: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let line = |(keys, text): &(&'static str, &'static str)| {
        let caps: Vec<_> = keys
            .split_whitespace()
            .map(|cap| view! { <kbd>{cap}</kbd> })
            .collect();
        view! {
            <div>
                <dt>{caps}</dt>
                <dd>{t(text)}</dd>
            </div>
        }
    };
    view! {
        <section>
            <h3>{title}</h3>
            <dl>{lines.iter().map(line).collect_view()}</dl>
        </section>
    }
}
