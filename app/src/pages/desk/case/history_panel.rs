//! How the agent's other records fared.

use crate::components::button::{Button, Weight};
use crate::format::date;
use crate::pages::desk::sitting::Sitting;
use crate::pages::desk::{PATH, filter};
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::desk::{Case, QueueFilter, Standing};
use shared::key;
use std::sync::Arc;

/// How the agent's other records fared, and the way to them.
#[component]
pub fn HistoryPanel(
    /// The case.
    case: Signal<Arc<Case>>,
    /// What is searched for is kept there.
    sitting: Sitting,
) -> impl IntoView {
    let navigate = use_navigate();
    let show = Callback::new(move |()| {
        let (name, since) = case.with_untracked(|case| {
            let name = case.record.captured_by.name.clone();
            (name, case.history.since)
        });
        sitting.search_for(Some(name.clone()));
        let theirs = QueueFilter {
            status: Standing::Any,
            received_from: Some(since),
            search: Some(name),
            ..QueueFilter::default()
        };
        navigate(&filter::address(PATH, &theirs), Default::default());
    });
    let title = move || {
        case.with(|case| {
            let name = &case.record.captured_by.name;
            tf(key!("desk.history.title"), &[("name", name)])
        })
    };
    let lead = move || {
        let since = case.with(|case| case.history.since);
        tf(key!("desk.history.lead"), &[("date", &date(since))])
    };
    let figures = move || {
        let history = case.with(|case| case.history);
        [
            (t(key!("desk.history.sent")), history.sent),
            (t(key!("desk.history.accepted")), history.accepted),
            (t(key!("desk.history.rejected")), history.rejected),
            (t(key!("desk.history.queried")), history.queried),
        ]
        .map(|(label, figure)| view! { <div><dt>{label}</dt><dd>{figure}</dd></div> })
        .collect_view()
    };
    view! {
        <section class="desk-panel">
            <h2>{title}</h2>
            <p class="soft small">{lead}</p>
            <dl class="desk-facts desk-history">{figures}</dl>
            <div class="button-row">
                <Button
                    label=t(key!("desk.history.show")).to_owned()
                    weight=Weight::Quiet
                    on_press=show
                />
            </div>
        </section>
    }
}
