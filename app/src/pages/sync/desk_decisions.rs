//! What was decided at the desk and the server has not taken.

use crate::components::icon::{Icon, IconName};
use crate::pages::waiting_decisions::WaitingDecisions;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;

/// What waits, and how many decisions were not taken or were left behind; nothing if there are none. Those
/// lead to the desk, which says what can become of them.
#[component]
pub fn DeskDecisions() -> impl IntoView {
    let decisions = use_work().decisions;
    let lines = move || {
        [
            (decisions.refused(), key!("ui.sync.decisions_refused")),
            (
                decisions.left_behind(),
                key!("ui.sync.decisions_left_behind"),
            ),
        ]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, key)| line(key, n))
        .collect_view()
    };
    let some = Memo::new(move |_| decisions.unsent() > 0);
    move || {
        some.get().then(|| {
            view! {
                <section class="stack-tight" aria-labelledby="desk-decisions">
                    <h2 id="desk-decisions">{t(key!("ui.sync.decisions"))}</h2>
                    <WaitingDecisions about=None/>
                    {lines}
                </section>
            }
        })
    }
}

fn line(text_key: &'static str, n: usize) -> impl IntoView {
    let n = n.to_string();
    view! { <A href="/desk"><span class="row"><Icon name=IconName::Alert/>{tf(text_key, &[("n", &n)])}</span></A> }
}
