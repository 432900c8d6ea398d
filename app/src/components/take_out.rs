//! The way to take a list out as a file.

use super::button::{Button, Weight};
use super::chip::Tone;
use super::notice::Notice;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::export::FileFormat;
use shared::key;

/// A button for each kind of file, and what was in the way.
#[component]
pub fn TakeOut(
    /// Whether a file is being made.
    busy: Signal<bool>,
    /// Why the last one could not be made.
    error: Signal<Option<String>>,
    /// Takes the list out as this.
    on_take: Callback<FileFormat>,
) -> impl IntoView {
    let button = |format: FileFormat| {
        let name = format.as_str().to_uppercase();
        let label = tf(key!("exports.button"), &[("format", &name)]);
        let on_press = Callback::new(move |()| on_take.run(format));
        view! { <Button label weight=Weight::Quiet busy on_press/> }
    };
    view! {
        <div class="row row-wrap take-out">{FileFormat::ALL.map(button).collect_view()}</div>
        <TakenOut busy error/>
    }
}

/// That a file is being made, or could not be.
#[component]
pub fn TakenOut(
    /// Whether a file is being made.
    busy: Signal<bool>,
    /// Why the last one could not be made.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let making = move || busy.get().then(|| t(key!("exports.busy")));
    let failed = move || {
        let said = error.get().filter(|_| !busy.get());
        said.map(|said| {
            view! {
                <Notice title=t(key!("exports.failed")) tone=Tone::Warning>
                    <p>{said}</p>
                </Notice>
            }
        })
    };
    view! {
        <p class="soft small" role="status">{making}</p>
        {failed}
    }
}
