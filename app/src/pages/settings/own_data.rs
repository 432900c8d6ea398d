//! Everything that the server keeps of the person, as one file.

use crate::components::button::Button;
use crate::components::take_out::TakenOut;
use crate::taking_out::TakingOut;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// Where the server tells it.
const PATH: &str = "/api/exports/my-data";

/// Everything that the server keeps of the person, as one file.
#[component]
pub fn OwnData() -> impl IntoView {
    let taking = TakingOut::new();
    let busy = taking.is_busy();
    let on_press = Callback::new(move |()| taking.take(PATH.to_owned()));
    let label = t(key!("exports.own.button")).to_owned();
    view! {
        <section class="card stack-tight" aria-labelledby="own-data">
            <h2 id="own-data">{t(key!("exports.own.title"))}</h2>
            <p>{t(key!("exports.own.text"))}</p>
            <Button label busy on_press/>
            <TakenOut busy error=taking.error()/>
        </section>
    }
}
