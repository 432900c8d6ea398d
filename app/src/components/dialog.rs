//! A question that has to be answered first.

use super::button::{Button, Weight};
use super::settling::{AFTER_CLOSING, AFTER_OPENING, settle};
use crate::text::t;
use leptos::html;
use leptos::prelude::*;
use shared::key;

/// A question over the page, shown while `open` is true. Escape and Cancel close it.
#[component]
pub fn Dialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: String,
    /// What the button says that goes ahead.
    #[prop(into)]
    confirm: String,
    /// How much that button weighs.
    #[prop(default = Weight::Primary)]
    weight: Weight,
    /// Going ahead; the dialog stays open until somebody closes it.
    on_confirm: Callback<()>,
    /// Whether going ahead is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What has to be known to answer.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let label = title.clone();
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(dialog) = element.get() {
            show(&dialog, wanted);
        }
    });
    on_cleanup(move || {
        if open.try_get_untracked() == Some(true) {
            settle(AFTER_CLOSING);
        }
    });
    view! {
        <dialog
            class="dialog"
            node_ref=element
            aria-label=label
            on:close=move |_| open.set(false)
        >
            <h2>{title}</h2>
            <div class="stack-tight">{children()}</div>
            <div class="button-row">
                <Button
                    label=t(key!("ui.cancel")).to_owned()
                    on_press=Callback::new(move |()| open.set(false))
                />
                <Button
                    label=confirm
                    weight
                    busy
                    on_press=on_confirm
                />
            </div>
        </dialog>
    }
}

/// Opens or closes the dialog; for a moment nothing takes a click that was meant for what was there before.
pub fn show(dialog: &web_sys::HtmlDialogElement, wanted: bool) {
    if wanted && !dialog.open() {
        // Fails only for a dialog that is not in the page.
        let _ = dialog.show_modal();
        settle(AFTER_OPENING);
    } else if !wanted && dialog.open() {
        dialog.close();
        settle(AFTER_CLOSING);
    }
}
