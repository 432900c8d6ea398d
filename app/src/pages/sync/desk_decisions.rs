//! What was decided at the desk and the server has not taken.

use crate::components::icon::{Icon, Name};
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;

/// How many decisions wait, were not taken, or were left behind; nothing if there are none. Each leads to
/// the desk, which says what can become of them.
#[component]
pub fn DeskDecisions() -> impl IntoView {
    let decisions = use_work().decisions;
    let lines = move || {
        [
            (
                decisions.on_their_way(),
                key!("ui.sync.decisions_waiting"),
                Name::Waiting,
            ),
            (
                decisions.refused(),
                key!("ui.sync.decisions_refused"),
                Name::Alert,
            ),
            (
                decisions.left_behind(),
                key!("ui.sync.decisions_left_behind"),
                Name::Alert,
            ),
        ]
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, key, icon)| line(key, n, icon))
        .collect_view()
    };
    move || {
        (decisions.unsent() > 0).then(|| {
            view! {
                <section class="stack-tight" aria-labelledby="desk-decisions">
                    <h2 id="desk-decisions">{t(key!("ui.sync.decisions"))}</h2>
                    {lines}
                </section>
            }
        })
    }
}

fn line(text_key: &'static str, n: usize, icon: Name) -> impl IntoView {
    let n = n.to_string();
    view! { <A href="/desk"><span class="row"><Icon name=icon/>{tf(text_key, &[("n", &n)])}</span></A> }
}
