//! What of the queue is wanted: status, kind, search.

use crate::components::icon::{Icon, IconName};
use crate::pages::desk::{PATH, filter};
use crate::text::{t, t_of};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use shared::desk::{QueueFilter, Standing, StatusCount};
use shared::key;
use shared::record::RecordKind;
use std::time::Duration;

/// The search field.
pub const SEARCH_ID: &str = "desk-search";
/// So long nobody types before it is searched.
const PAUSE: Duration = Duration::from_millis(300);

/// A link per status, with how many there are.
#[component]
pub fn StatusPills(
    /// What is wanted.
    wanted: Memo<QueueFilter>,
    /// How many of each.
    counts: RwSignal<Option<Vec<StatusCount>>>,
) -> impl IntoView {
    let pill = move |status: Standing| {
        let label = match status {
            Standing::Waiting => t(key!("desk.queue.waiting")),
            Standing::Any => t(key!("desk.queue.any")),
            Standing::Status(status) => t_of("desk.status", status.as_str()),
        };
        let href = move || {
            let filter = QueueFilter {
                status,
                ..wanted.get()
            };
            filter::address(PATH, &filter)
        };
        let current = move || wanted.with(|wanted| wanted.status == status);
        view! {
            <li>
                <a class="pill" href=href aria-current=move || current().then_some("true")>
                    {label}
                    <span class="pill-count">{move || counts.with(|counts| counted(counts.as_deref(), status))}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav aria-label=t(key!("desk.queue.statuses"))>
            <ul class="pills">{Standing::all().map(pill).collect_view()}</ul>
        </nav>
    }
}

/// How many stand there, if it is known.
fn counted(counts: Option<&[StatusCount]>, status: Standing) -> String {
    counts.map_or_else(
        || "–".to_owned(),
        |counts| count(counts, status).to_string(),
    )
}

/// How many stand there.
fn count(counts: &[StatusCount], status: Standing) -> u64 {
    let wanted = counts.iter().filter(|count| status.includes(count.status));
    wanted.map(|count| count.count).sum()
}

/// A link per kind.
#[component]
pub fn KindPills(
    /// What is wanted.
    wanted: Memo<QueueFilter>,
) -> impl IntoView {
    let pill = move |kind: Option<RecordKind>| {
        let label = match kind {
            None => t(key!("desk.queue.all_kinds")),
            Some(kind) => t_of("states.kind", kind.as_str()),
        };
        let href = move || {
            let filter = QueueFilter {
                kind,
                ..wanted.get()
            };
            filter::address(PATH, &filter)
        };
        let current = move || wanted.with(|wanted| wanted.kind == kind);
        view! {
            <li>
                <a class="pill" href=href aria-current=move || current().then_some("true")>
                    {label}
                </a>
            </li>
        }
    };
    let kinds = RecordKind::ALL
        .into_iter()
        .filter(|kind| kind.is_reviewed());
    let pills = std::iter::once(None).chain(kinds.map(Some));
    view! {
        <nav aria-label=t(key!("desk.queue.kinds"))>
            <ul class="pills">{pills.map(pill).collect_view()}</ul>
        </nav>
    }
}

/// The search: by number, name, document, mobile or policy, as it is typed.
#[component]
pub fn Search(
    /// What is wanted.
    wanted: Memo<QueueFilter>,
    /// Something else is searched.
    on_search: Callback<Option<String>>,
    /// The first row is wanted of what is searched.
    on_first: Callback<()>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let search = move || {
        let typed = input.get_untracked().map(|input| input.value());
        let typed = typed.map(|text| text.trim().to_owned());
        let typed = typed.filter(|text| !text.is_empty());
        if typed != wanted.get_untracked().search {
            on_search.run(typed);
        }
    };
    let typed = debounce(PAUSE, move |_: leptos::ev::Event| search());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        search();
        on_first.run(());
    };
    let pressed = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            search();
            on_first.run(());
        }
        "Escape" => {
            let input = input.get_untracked();
            if let Some(input) = input.filter(|input| input.value().is_empty()) {
                // What has the keyboard can give it up.
                let _ = input.blur();
            }
        }
        _ => {}
    };
    view! {
        <form class="desk-search" role="search" on:submit=submit>
            <Icon name=IconName::Search/>
            <input
                node_ref=input
                id=SEARCH_ID
                class="entry-input"
                type="search"
                autocomplete="off"
                aria-label=t(key!("desk.queue.search"))
                placeholder=t(key!("desk.queue.search_hint"))
                aria-keyshortcuts="/"
                prop:value=move || wanted.with(|wanted| wanted.search.clone().unwrap_or_default())
                on:input=typed
                on:keydown=pressed
            />
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::submission::Status;

    #[test]
    fn what_waits_is_new_in_review_or_answered() {
        let counts = [
            (Status::Received, 3),
            (Status::Queried, 5),
            (Status::Answered, 1),
        ];
        let counts = counts.map(|(status, count)| StatusCount { status, count });
        assert_eq!(count(&counts, Standing::Waiting), 4);
        assert_eq!(count(&counts, Standing::Any), 9);
        assert_eq!(count(&counts, Standing::Status(Status::Queried)), 5);
        assert_eq!(count(&counts, Standing::Status(Status::Rejected)), 0);
    }

    #[test]
    fn what_is_not_known_is_no_zero() {
        assert_eq!(counted(None, Standing::Waiting), "–");
        assert_eq!(counted(Some(&[]), Standing::Waiting), "0");
    }
}
