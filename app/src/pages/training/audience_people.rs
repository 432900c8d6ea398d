//! Those for whom a session is by name, found by name or team.

use super::audience_fields::{Named, NamedBox};
use super::opening::Opening;
use super::people_search::{PeopleSearch, is_found};
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use shared::key;
use shared::record::PersonView;

/// How many are offered at once; the search finds the others.
const OFFERED: usize = 30;

/// The search, and a box for each whom it finds; who is chosen stays in sight.
#[component]
pub fn AudiencePeople(
    /// What is filled in.
    opening: Opening,
) -> impl IntoView {
    let people = use_work().people;
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let typed = typed.get();
        let chosen = |entry: &Named| {
            opening
                .answers
                .with_untracked(|answers| entry.is_in(answers))
        };
        people.with(|people| {
            let entries = people.iter().map(|person| (person, entry(person)));
            let wanted = entries.filter(|(person, entry)| {
                is_found(&typed, &person.name, Some(&person.team)) || chosen(entry)
            });
            wanted
                .map(|(_, entry)| entry)
                .take(OFFERED)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <fieldset class="stack-tight audience-boxes">
            <legend class="entry-label">{t(key!("training.audience.people"))}</legend>
            <PeopleSearch typed/>
            <For each=move || found.get() key=|entry| entry.id.clone() let:entry>
                <NamedBox opening entry/>
            </For>
        </fieldset>
    }
}

fn entry(person: &PersonView) -> Named {
    Named {
        group: "audience_people",
        id_name: "person",
        id: person.id.to_string(),
        name: person.name.clone(),
    }
}
