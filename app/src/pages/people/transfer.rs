//! Somebody does something else, or somewhere else, from a day on.

use super::change::{Asked, Change, Typed};
use super::kept::kept;
use super::page_of;
use super::person_reading::PersonReading;
use super::place_fields::{PlaceEntry, PlaceFields};
use crate::clock::today;
use crate::components::field::Consent;
use crate::session::use_profile;
use crate::text::{t, tf};
use leptos::prelude::*;
use serde_json::json;
use shared::directory::PersonPage;
use shared::key;
use shared::people::TransferPerson;

/// The form of a transfer.
#[component]
pub fn Transfer(
    /// What is read of them.
    reading: PersonReading,
    /// As it was read.
    page: PersonPage,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let place = PlaceFields::new(today(offset));
    let besides = Typed::new("besides", "");
    let ask = Callback::new(move |preview: bool| {
        let place = place.read()?;
        let transfer = TransferPerson {
            expected: reading.version(),
            unit: place.unit,
            role: place.role,
            level: place.level,
            from: place.from,
            besides: besides.text().is_some(),
            preview,
        };
        Ok(Asked::Post(
            format!("{}/transfer", reading.path()),
            json!(transfer),
        ))
    });
    view! {
        <Change
            title=t(key!("people.transfer.button"))
            lead=tf(key!("people.transfer.lead"), &[("name", &page.person.name)])
            back=page_of(reading.id)
            ask
            on_conflict=Callback::new(move |()| reading.read())
            on_kept=kept(t(key!("people.transfer.done")))
        >
            <PlaceEntry fields=place units=place.units()/>
            <Consent question=besides.question(t(key!("people.transfer.besides")), None, true)/>
        </Change>
    }
}
