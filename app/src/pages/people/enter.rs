//! Somebody new enters.

use super::change::{Asked, Change};
use super::kept::kept;
use super::person_fields::{PersonEntry, PersonFields};
use super::place_fields::{PlaceEntry, PlaceFields};
use crate::clock::today;
use crate::components::icon::{Icon, IconName};
use crate::session::use_profile;
use crate::text::t;
use leptos::prelude::*;
use leptos_router::components::A;
use serde_json::json;
use shared::key;
use shared::people::EnterPerson;

/// Where the server takes them.
const PATH: &str = "/api/people";

/// The form of somebody new.
#[component]
pub fn Enter() -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let (person, place) = (PersonFields::new(), PlaceFields::new(today(offset)));
    person.joined_on.value.set(today(offset).to_string());
    let ask = Callback::new(move |preview: bool| {
        let name = person
            .name
            .needed(t(key!("people.fields.name")), person.name.text());
        let number = person.staff_number.needed(
            t(key!("people.fields.staff_number")),
            person.staff_number.text(),
        );
        let joined = person
            .joined_on
            .needed(t(key!("people.facts.joined_on")), person.read().joined_on);
        let missing: Vec<_> = [name.err(), number.err(), joined.err()]
            .into_iter()
            .flatten()
            .collect();
        let place = place.read();
        match (place, missing.is_empty()) {
            (Ok(place), true) => {
                let entering = EnterPerson {
                    facts: person.read(),
                    unit: place.unit,
                    role: place.role,
                    level: place.level,
                    from: Some(place.from),
                    preview,
                };
                Ok(Asked::Post(PATH.to_owned(), json!(entering)))
            }
            (place, _) => Err(missing
                .into_iter()
                .chain(place.err().into_iter().flatten())
                .collect()),
        }
    });
    view! {
        <div class="page form-page page-people">
            <A href="/people" attr:class="training-back">
                <Icon name=IconName::Back/>
                {t(key!("ui.back"))}
            </A>
            <Change
                title=t(key!("people.enter.button"))
                lead=t(key!("people.enter.lead"))
                back="/people"
                ask
                on_kept=kept(t(key!("people.enter.done")))
            >
                <PersonEntry fields=person is_new=true/>
                <PlaceEntry fields=place units=place.units()/>
            </Change>
        </div>
    }
}
