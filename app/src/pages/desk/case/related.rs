//! Other records with the people of the case.

use crate::components::chip::Chip;
use crate::pages::desk::{case_address, words};
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::desk::{Case, InBoth, Related};
use shared::key;
use std::sync::Arc;

/// Other records with the people of the case, newest first.
#[component]
pub fn RelatedCases(
    /// The case.
    case: Signal<Arc<Case>>,
) -> impl IntoView {
    let list = move || {
        case.with(|case| match case.related.is_empty() {
            true => {
                view! { <p class="soft small">{t(key!("desk.case.no_related"))}</p> }.into_any()
            }
            false => view! {
                <ul class="desk-related">{case.related.iter().map(item).collect_view()}</ul>
            }
            .into_any(),
        })
    };
    view! {
        <section class="desk-panel">
            <h2>{t(key!("desk.case.related"))}</h2>
            {list}
        </section>
    }
}

fn item(related: &Related) -> impl IntoView + use<> {
    let entry = &related.entry;
    let (label, tone, icon) = words::status(entry.status);
    let people: Vec<String> = related.people.iter().map(person).collect();
    view! {
        <li>
            <a href=case_address(entry.record_id)>
                <span>{t_of("states.kind", entry.kind.as_str())}</span>
                <span class="number">{entry.number.to_string()}</span>
            </a>
            <Chip label tone icon/>
            <span class="desk-related-amount">{words::amount(entry.amount)}</span>
            <p class="desk-related-people">
                {people.join(" · ")}
                <span class="soft">
                    " · "
                    {tf(key!("desk.case.sent_by"), &[("name", &entry.captured_by.name)])}
                </span>
            </p>
        </li>
    }
}

/// Who, and what they are there.
fn person(person: &InBoth) -> String {
    let group = person.there.split('.').next().unwrap_or_default();
    tf(
        key!("desk.case.person_there"),
        &[("name", &person.name), ("role", t_of("desk.party", group))],
    )
}
