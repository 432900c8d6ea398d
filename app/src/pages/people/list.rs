//! Everybody: looked for, and listed by unit.

use super::import::import_page_of;
use super::listing::Listing;
use super::page_of;
use super::take_out::TakePeopleOut;
use super::units::Units;
use super::unread::Unread;
use super::words::{place, sign_in_tone};
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Chip;
use crate::components::empty::Empty;
use crate::components::filter::OneOf;
use crate::components::icon::{Icon, IconName};
use crate::format;
use crate::text::{t, t_of, tf};
use crate::timer::{Timeout, after};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::directory::{PeopleState, PersonLine};
use shared::key;
use shared::people::import::TableKind;
use std::time::Duration;

/// How long after the last letter somebody is looked for.
const SOON: Duration = Duration::from_millis(300);

/// The most that is looked for, in characters.
const LONGEST_SEARCH: u32 = 64;

/// Everybody.
#[component]
pub fn List(
    /// What is read.
    listing: Listing,
    /// The units to choose from.
    units: Units,
) -> impl IntoView {
    // Somebody may have been changed since.
    listing.read();
    units.read();
    view! {
        <div class="page page-wide page-people">
            <header class="row-between row-wrap">
                <h1>{t(key!("people.title"))}</h1>
                <div class="row row-wrap">
                    <LinkButton
                        label=t(key!("imports.button"))
                        href=import_page_of(TableKind::People)
                        weight=Weight::Quiet
                    />
                    <LinkButton
                        label=t(key!("people.enter.button"))
                        href="/people/new"
                        weight=Weight::Primary
                        icon=IconName::Add
                    />
                </div>
            </header>
            <Filters listing units/>
            <Unread
                error=listing.error
                is_read=Signal::derive(move || listing.people.with(Option::is_some))
                reading=t(key!("people.reading"))
                again=Callback::new(move |()| listing.read())
            />
            {move || listing.people.with(Option::is_some).then(|| view! { <Found listing/> })}
        </div>
    }
}

#[component]
fn Filters(listing: Listing, units: Units) -> impl IntoView {
    let wanted = listing.wanted;
    let timer = StoredValue::new_local(None::<Timeout>);
    let look = move |text: String| {
        wanted.update(|wanted| wanted.search = text);
        timer.set_value(Some(after(SOON, move || listing.read())));
    };
    let unit = Signal::derive(move || {
        wanted.with(|wanted| {
            wanted
                .unit
                .map_or_else(String::new, |unit| unit.to_string())
        })
    });
    let of_unit = Callback::new(move |chosen: String| {
        wanted.update(|wanted| wanted.unit = chosen.parse().ok());
        listing.read();
    });
    let state = Signal::derive(move || match wanted.with(|wanted| wanted.state) {
        PeopleState::Here => String::new(),
        state => state.as_str().to_owned(),
    });
    let of_state = Callback::new(move |chosen: String| {
        let state = PeopleState::from_name(&chosen).unwrap_or_default();
        wanted.update(|wanted| wanted.state = state);
        listing.read();
    });
    let states = PeopleState::ALL
        .into_iter()
        .filter(|state| *state != PeopleState::Here)
        .map(|state| {
            (
                state.as_str().to_owned(),
                t_of("states.people_state", state.as_str()).to_owned(),
            )
        })
        .collect::<Vec<_>>();
    view! {
        <form
            class="people-filter"
            role="search"
            on:submit=move |event| {
                event.prevent_default();
                listing.read();
            }
        >
            <label class="entry">
                <span class="entry-label">{t(key!("people.search"))}</span>
                <input
                    class="entry-input"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength=LONGEST_SEARCH
                    prop:value=move || wanted.with(|wanted| wanted.search.clone())
                    on:input=move |event| look(event_target_value(&event))
                />
            </label>
            <OneOf
                label=t(key!("people.unit"))
                any=t(key!("people.any_unit"))
                options=Signal::derive(move || units.options())
                chosen=unit
                on_choose=of_unit
            />
            <OneOf
                label=t(key!("people.state"))
                any=t_of("states.people_state", PeopleState::Here.as_str())
                options=Signal::stored(states)
                chosen=state
                on_choose=of_state
            />
        </form>
    }
}

#[component]
fn Found(listing: Listing) -> impl IntoView {
    let people = move || listing.people.get().unwrap_or_default();
    let is_empty = Memo::new(move |_| people().is_empty());
    let total = move || {
        let n = listing.total.get();
        tf(key!("people.total"), &[("n", &format::count(n))])
    };
    let more = move || {
        listing.next.get().map(|after| {
            let on_press = Callback::new(move |()| listing.read_more(after.clone()));
            view! { <Button label=t(key!("people.more")).to_owned() busy=listing.busy on_press/> }
        })
    };
    view! {
        <p class="soft small" role="status">{total}</p>
        {move || match is_empty.get() {
            true => view! {
                <Empty
                    icon=IconName::Search
                    title=t(key!("people.none_title"))
                    text=t(key!("people.none_text"))
                />
            }
            .into_any(),
            false => view! {
                <ul class="list" aria-label=t(key!("people.title"))>
                    <For each=people key=row_key let:person>
                        <li><Row person/></li>
                    </For>
                </ul>
            }
            .into_any(),
        }}
        {more}
        <TakePeopleOut listing/>
    }
}

/// Another row stands there once something shown in it is different.
fn row_key(person: &PersonLine) -> String {
    format!(
        "{} {} {} {:?}",
        person.id,
        person.name,
        place(person),
        person.sign_in
    )
}

#[component]
fn Row(person: PersonLine) -> impl IntoView {
    let state = person.sign_in;
    let number = person
        .staff_number
        .clone()
        .unwrap_or_else(|| person.login.clone());
    view! {
        <A href=page_of(person.id) attr:class="list-item">
            <span class="list-icon"><Icon name=IconName::Person/></span>
            <span class="list-main">
                <span class="list-title">
                    {person.name.clone()}
                    <span class="soft tabular people-number">{number}</span>
                </span>
                <span class="list-detail">{place(&person)}</span>
            </span>
            {sign_in_tone(state).map(|tone| view! {
                <Chip label=t_of("states.sign_in", state.as_str()) tone/>
            })}
            <Icon name=IconName::Forward/>
        </A>
    }
}
