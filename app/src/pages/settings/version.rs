//! Which version runs, and whether a newer one is here.

use crate::components::button::{Button, Weight};
use crate::text::t;
use crate::update::{build_id, use_updates};
use leptos::prelude::*;
use shared::key;

/// Which version runs, and whether a newer one is here.
#[component]
pub fn Version() -> impl IntoView {
    let updates = use_updates();
    let offer = move || {
        if updates.is_ready() {
            let apply = Callback::new(move |()| updates.apply());
            let label = t(key!("ui.settings.update_now")).to_owned();
            return view! {
                <p>{t(key!("ui.update.offer_text"))}</p>
                <Button label weight=Weight::Primary on_press=apply/>
            }
            .into_any();
        }
        if updates.waits_for_form() {
            return view! { <p>{t(key!("ui.settings.update_waiting"))}</p> }.into_any();
        }
        let check = Callback::new(move |()| updates.check());
        let label = t(key!("ui.settings.check_update")).to_owned();
        view! { <Button label on_press=check/> }.into_any()
    };
    view! {
        <section class="card stack-tight" aria-labelledby="version">
            <h2 id="version">{t(key!("ui.settings.version"))}</h2>
            <p class="number soft">{env!("CARGO_PKG_VERSION")}" · "{build_id()}</p>
            {offer}
        </section>
    }
}
