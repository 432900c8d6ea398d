//! What is known of somebody is corrected: only what is typed changes.

use super::change::{Asked, Change};
use super::kept::kept;
use super::page_of;
use super::person_fields::{PersonEntry, PersonFields};
use super::person_reading::PersonReading;
use crate::text::{t, tf};
use leptos::prelude::*;
use serde_json::json;
use shared::directory::PersonPage;
use shared::key;
use shared::people::CorrectPerson;

/// The form of what is known.
#[component]
pub fn Correct(
    /// What is read of them.
    reading: PersonReading,
    /// As it was read.
    page: PersonPage,
) -> impl IntoView {
    let person = PersonFields::new();
    let ask = Callback::new(move |preview: bool| {
        let correcting = CorrectPerson {
            expected: reading.version(),
            facts: person.read(),
            preview,
        };
        Ok(Asked::Put(reading.path(), json!(correcting)))
    });
    view! {
        <Change
            title=t(key!("people.correct.button"))
            lead=tf(key!("people.correct.lead"), &[("name", &page.person.name)])
            back=page_of(reading.id)
            ask
            on_conflict=Callback::new(move |()| reading.read())
            on_kept=kept(t(key!("people.correct.done")))
        >
            <PersonEntry fields=person is_new=false/>
        </Change>
    }
}
