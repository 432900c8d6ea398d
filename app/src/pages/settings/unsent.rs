//! What is unsent here, in this tab or another, said before somebody signs out: it stays.

use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;

/// How much is unsent here, and that it stays.
#[component]
pub fn Unsent(
    /// Whether it is shown: what other tabs did is read then.
    open: RwSignal<bool>,
) -> impl IntoView {
    let work = use_work();
    let is_read = RwSignal::new(false);
    Effect::new(move |_| {
        is_read.set(false);
        if open.get() {
            spawn_local(async move {
                work.read_desk_again().await;
                is_read.try_set(true);
            });
        }
    });
    let unsent = move || {
        let waiting = work.outbox.with(Vec::len);
        let drafts = work.unsent_drafts();
        match (waiting, drafts) {
            (0, 0) if !is_read.get() => String::new(),
            (0, 0) if work.decisions.unsent() > 0 => String::new(),
            (0, 0) => t(key!("ui.settings.sign_out_clean")).to_owned(),
            (n, d) => {
                let (n, d) = (n.to_string(), d.to_string());
                tf(key!("ui.settings.sign_out_unsent"), &[("n", &n), ("d", &d)])
            }
        }
    };
    let undecided = move || {
        let n = work.decisions.unsent();
        (n > 0).then(|| {
            let n = n.to_string();
            view! { <p>{tf(key!("ui.settings.sign_out_decisions"), &[("n", &n)])}</p> }
        })
    };
    let half_written = move || {
        [
            (
                key!("ui.settings.sign_out_half_written"),
                work.case_drafts.count(),
            ),
            (
                key!("ui.settings.sign_out_half_filled"),
                work.session_drafts.count(),
            ),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| view! { <p>{tf(key, &[("n", &n.to_string())])}</p> })
        .collect_view()
    };
    view! {
        <p>{unsent}</p>
        {undecided}
        {half_written}
        <p>{t(key!("ui.settings.sign_out_network"))}</p>
    }
}
