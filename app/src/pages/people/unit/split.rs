//! A unit splits off from another, with those who go along.

use super::UnitPart;
use super::found::{MOST_CODE, MOST_NAME, day_of};
use super::reading::UnitReading;
use super::steps::Step;
use crate::components::field::{DateField, Entry, InputFormat, Offer, Select};
use crate::pages::people::change::Typed;
use crate::pages::people::words::roles;
use crate::text::{t, t_of};
use leptos::prelude::*;
use shared::directory::{PersonInUnit, UnitPage};
use shared::id::PersonId;
use shared::key;
use shared::people::UnitStep;
use std::collections::BTreeSet;

/// The form of a split.
#[component]
pub fn Split(
    /// What is read of it; from now on as it is on the first day of the new one.
    reading: UnitReading,
    /// As it was read.
    page: UnitPage,
) -> impl IntoView {
    let (code, name) = (Typed::new("code", ""), Typed::new("name", ""));
    let from = Typed::new("from", reading.on.get_untracked());
    let leader = Typed::new("leader", "");
    let going = RwSignal::new(BTreeSet::<PersonId>::new());
    Effect::new(move |_| {
        let typed = from.value.get();
        if typed != reading.on.get_untracked() {
            reading.read_on(typed);
        }
    });
    let step = Callback::new(move |()| {
        let coded = code.needed(t_of("states.changed", "code"), code.text());
        let called = name.needed(t_of("states.changed", "name"), name.text());
        let day = day_of(from, t(key!("people.place.from")));
        match (coded, called, day) {
            (Ok(code), Ok(name), Ok(from)) => Ok(UnitStep::Split {
                code,
                name,
                from,
                leader: leader.text().and_then(|id| id.parse().ok()),
                people: going.with_untracked(|going| going.iter().copied().collect()),
            }),
            (code, name, day) => {
                let missing = [code.err(), name.err(), day.err()];
                Err(missing.into_iter().flatten().collect())
            }
        }
    });
    let people = Memo::new(move |_| {
        let page = reading.page.get();
        page.map(|page| page.people).unwrap_or_default()
    });
    view! {
        <Step reading part=UnitPart::Split name=page.unit.name step>
            <Entry
                question=code.question(t_of("states.changed", "code"), None, false)
                format=InputFormat::text(MOST_CODE)
            />
            <Entry
                question=name.question(t_of("states.changed", "name"), None, false)
                format=InputFormat::text(MOST_NAME)
            />
            <DateField question=from.question(t(key!("people.place.from")), None, false)/>
            <fieldset id="people" class="field unit-going">
                <legend class="field-label">{t(key!("organisation.split.people"))}</legend>
                <For each=move || people.get() key=|person| person.id let:person>
                    <Going person going/>
                </For>
            </fieldset>
            {move || {
                let label = t(key!("organisation.split.leader"));
                let question = leader.question(label, None, true);
                let people = people.get().into_iter();
                let go = people.filter(|person| going.with(|going| going.contains(&person.id)));
                let options = go.map(|person| Offer::new(person.id.to_string(), person.name));
                view! { <Select question options=options.collect()/> }
            }}
        </Step>
    }
}

/// Somebody who goes along, or stays.
#[component]
fn Going(person: PersonInUnit, going: RwSignal<BTreeSet<PersonId>>) -> impl IntoView {
    let id = person.id;
    let goes = Memo::new(move |_| going.with(|going| going.contains(&id)));
    let turn = move |_| {
        going.update(|going| {
            if !going.remove(&id) {
                going.insert(id);
            }
        });
    };
    view! {
        <label class="choice is-consent" class:is-chosen=goes>
            <input type="checkbox" prop:checked=goes on:change=turn/>
            <span class="choice-mark is-square" aria-hidden="true"></span>
            <span class="choice-text">
                {person.name}
                <span class="choice-note">{roles(&person.roles)}</span>
            </span>
        </label>
    }
}
