//! What would be lost with this phone.

use crate::components::icon::{Icon, IconName};
use crate::text::{t, tf};
use crate::work::use_work;
use crate::work::waiting::Unacknowledged;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;

/// How many drafts and entries exist only on this phone.
#[component]
pub fn OnlyHere() -> impl IntoView {
    let work = use_work();
    let lines = move || {
        let drafts = work.unsent_drafts();
        let kept = work.outbox.with(|outbox| Unacknowledged::of(outbox));
        let lines = [
            (
                key!("ui.sync.only_here_waiting"),
                kept.waiting,
                IconName::Waiting,
            ),
            (
                key!("ui.sync.only_here_set_aside"),
                kept.set_aside,
                IconName::Alert,
            ),
        ];
        let decisions = work.decisions.unsent();
        if drafts + decisions == 0 && lines.iter().all(|(_, n, _)| *n == 0) {
            return view! { <p class="soft">{t(key!("ui.sync.only_here_none"))}</p> }.into_any();
        }
        let drafts_line = line(key!("ui.sync.only_here_drafts"), drafts, IconName::Draft);
        let lines = lines.into_iter().filter(|(_, n, _)| *n > 0);
        view! {
            {(drafts > 0).then(|| view! { <A href="/work?status=draft">{drafts_line}</A> })}
            {lines.map(|(key, n, icon)| line(key, n, icon)).collect_view()}
            {(decisions > 0).then(|| {
                let line = line(key!("ui.sync.only_here_decisions"), decisions, IconName::Waiting);
                view! { <A href="/desk">{line}</A> }
            })}
        }
        .into_any()
    };
    view! {
        <section class="stack-tight" aria-labelledby="only-here">
            <h2 id="only-here">{t(key!("ui.sync.only_here"))}</h2>
            {lines}
        </section>
    }
}

fn line(text_key: &'static str, n: usize, icon: IconName) -> impl IntoView {
    let n = n.to_string();
    view! { <span class="row"><Icon name=icon/>{tf(text_key, &[("n", &n)])}</span> }
}
