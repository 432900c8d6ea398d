//! What was said of a client whose policy is not named any more.

use crate::components::button::Button;
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::drafting::{OpenDraft, aside};
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;

/// Says that it was put aside, and how it comes back; nothing unless something was.
#[component]
pub fn OfAnother(open: OpenDraft) -> impl IntoView {
    let names = Memo::new(move |_| {
        open.draft.with(|draft| {
            let aside = draft.put_aside.iter();
            let names: Vec<&str> = aside.map(|aside| aside.client.name.as_str()).collect();
            names.join(t(key!("ui.between_names")))
        })
    });
    let has_matter = Memo::new(move |_| open.draft.with(|draft| aside(draft).next().is_some()));
    move || {
        let names = names.get();
        (!names.is_empty()).then(|| {
            let title = tf(key!("form.of_another.title"), &[("names", &names)]);
            let text = tf(key!("form.of_another.text"), &[("names", &names)]);
            view! {
                <Notice title tone=Tone::Warning>
                    <p>{text}</p>
                    <Show when=move || has_matter.get()>
                        <div class="button-row">
                            <Button
                                label=t(key!("form.of_another.take_over")).to_owned()
                                on_press=Callback::new(move |()| open.take_over())
                            />
                        </div>
                    </Show>
                </Notice>
            }
        })
    }
}
