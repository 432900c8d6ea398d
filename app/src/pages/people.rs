//! The people of an administrator: a chunk of its own. Everybody at `/people`, somebody new at `/people/new`, one
//! person at `/people/<id>`, and what is changed of them below that. Whom somebody looks for stands in no address.

mod appointments;
mod change;
mod correct;
mod enter;
mod facts;
mod kept;
mod leave;
mod list;
mod listing;
mod person;
mod person_fields;
mod person_reading;
mod place_fields;
mod sign_in;
mod take_out;
mod transfer;
mod units;
mod unread;
mod words;

use crate::pages::not_found::NotFound;
use crate::session::use_profile;
use enter::Enter;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};
use list::List;
use listing::Listing;
use person::PersonScreen;
use shared::id::PersonId;
use shared::people::Role;
use units::Units;

/// The route of the people.
#[derive(Debug)]
pub struct People;

#[lazy_route]
impl LazyRoute for People {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let administers = use_profile().with_untracked(|profile| profile.has(Role::Administrator));
        match administers {
            true => view! { <Screens/> }.into_any(),
            false => view! { <NotFound/> }.into_any(),
        }
    }
}

/// What the address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Screen {
    List,
    New,
    Person(PersonId, Part),
    Nowhere,
}

/// What of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Correct,
    Transfer,
    Leave,
}

impl Screen {
    fn of_path(rest: &str) -> Self {
        let (first, part) = match rest.trim_matches('/').split_once('/') {
            Some((first, part)) => (first, part),
            None => (rest.trim_matches('/'), ""),
        };
        let part = match part {
            "" => Part::Whole,
            "correct" => Part::Correct,
            "transfer" => Part::Transfer,
            "leave" => Part::Leave,
            _ => return Self::Nowhere,
        };
        match (first, part) {
            ("", Part::Whole) => Self::List,
            ("new", Part::Whole) => Self::New,
            (id, part) => id
                .parse()
                .map_or(Self::Nowhere, |id| Self::Person(id, part)),
        }
    }
}

/// Where the page of somebody is.
fn page_of(person: PersonId) -> String {
    format!("/people/{person}")
}

#[component]
fn Screens() -> impl IntoView {
    let (listing, units) = (Listing::begin(), Units::begin());
    let params = use_params_map();
    let screen = Memo::new(move |_| {
        let rest = params.with(|params| params.get("rest"));
        Screen::of_path(&rest.unwrap_or_default())
    });
    move || match screen.get() {
        Screen::List => view! { <List listing units/> }.into_any(),
        Screen::New => view! { <Enter units/> }.into_any(),
        Screen::Person(person, part) => view! { <PersonScreen person part units/> }.into_any(),
        Screen::Nowhere => view! { <NotFound/> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_is_shown() {
        let id = PersonId::from_number(7);
        assert_eq!(Screen::of_path(""), Screen::List);
        assert_eq!(Screen::of_path("new"), Screen::New);
        let of = |part: &str| Screen::of_path(&format!("{id}{part}"));
        assert_eq!(of(""), Screen::Person(id, Part::Whole));
        assert_eq!(of("/leave"), Screen::Person(id, Part::Leave));
        assert_eq!(of("/elsewhere"), Screen::Nowhere);
        assert_eq!(Screen::of_path("new/leave"), Screen::Nowhere);
        assert_eq!(Screen::of_path("7"), Screen::Nowhere);
    }
}
