//! The people and units of an administrator: a chunk of its own. Everybody at `/people`, somebody new at `/people/new`,
//! one person at `/people/<id>`, and what is changed of them below that; a table of them at `/people/import`; units at
//! `/units` in the same way; the keys and webhooks of other systems at `/connections`. Whom somebody
//! looks for stands in no address.

mod appointments;
mod change;
mod changes;
mod connections;
mod correct;
mod end_role;
mod enter;
mod facts;
mod import;
mod kept;
mod leave;
mod list;
mod listing;
mod person;
mod person_fields;
mod person_reading;
mod place_fields;
mod sign_in;
mod take_back;
mod take_out;
mod transfer;
mod unit;
mod units;
mod unread;
mod words;

use crate::pages::not_found::NotFound;
use crate::session::use_profile;
use connections::{ConnectionsPart, ConnectionsReading, ConnectionsScreen};
use enter::Enter;
use import::Import;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};
use list::List;
use listing::Listing;
use person::PersonScreen;
use shared::id::{PersonId, UnitId};
use shared::people::Role;
use shared::people::import::TableKind;
use unit::{Found, Tree, TreeReading, UnitPart, UnitScreen};
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
    Tree,
    NewUnit,
    Unit(UnitId, UnitPart),
    Import(TableKind),
    Connections(ConnectionsPart),
    Nowhere,
}

/// What of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Correct,
    Transfer,
    EndRole,
    TakeBack,
    Leave,
}

impl Screen {
    fn of_path(path: &str) -> Self {
        let path = path.trim_matches('/');
        let mut parts = path.splitn(3, '/').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        let (area, first, part) = (next(), next(), next());
        match area.as_str() {
            "people" => Self::of_people(&first, &part),
            "units" => Self::of_units(&first, &part),
            "connections" => {
                let part = ConnectionsPart::of_address(&first, &part);
                part.map_or(Self::Nowhere, Self::Connections)
            }
            _ => Self::Nowhere,
        }
    }

    fn of_people(first: &str, part: &str) -> Self {
        let part = match part {
            "" => Part::Whole,
            "correct" => Part::Correct,
            "transfer" => Part::Transfer,
            "end-role" => Part::EndRole,
            "take-back" => Part::TakeBack,
            "leave" => Part::Leave,
            _ => return Self::Nowhere,
        };
        match (first, part) {
            ("", Part::Whole) => Self::List,
            ("new", Part::Whole) => Self::New,
            ("import", Part::Whole) => Self::Import(TableKind::People),
            (id, part) => id
                .parse()
                .map_or(Self::Nowhere, |id| Self::Person(id, part)),
        }
    }

    fn of_units(first: &str, part: &str) -> Self {
        match (first, UnitPart::of_address(part)) {
            ("", Some(UnitPart::Whole)) => Self::Tree,
            ("new", Some(UnitPart::Whole)) => Self::NewUnit,
            ("import", Some(UnitPart::Whole)) => Self::Import(TableKind::Units),
            (id, Some(part)) => id.parse().map_or(Self::Nowhere, |id| Self::Unit(id, part)),
            (_, None) => Self::Nowhere,
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
    let (tree, connections) = (TreeReading::begin(), ConnectionsReading::new());
    let path = use_location().pathname;
    let screen = Memo::new(move |_| path.with(|path| Screen::of_path(path)));
    move || match screen.get() {
        Screen::List => view! { <List listing units/> }.into_any(),
        Screen::New => view! { <Enter/> }.into_any(),
        Screen::Person(person, part) => view! { <PersonScreen person part/> }.into_any(),
        Screen::Tree => view! { <Tree reading=tree/> }.into_any(),
        Screen::NewUnit => view! { <Found/> }.into_any(),
        Screen::Unit(unit, part) => view! { <UnitScreen unit part/> }.into_any(),
        Screen::Import(kind) => view! { <Import kind/> }.into_any(),
        Screen::Connections(part) => {
            view! { <ConnectionsScreen part reading=connections/> }.into_any()
        }
        Screen::Nowhere => view! { <NotFound/> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::WebhookId;

    #[test]
    fn the_address_says_what_is_shown() {
        let id = PersonId::from_number(7);
        assert_eq!(Screen::of_path("/people"), Screen::List);
        assert_eq!(Screen::of_path("/people/new"), Screen::New);
        let of = |part: &str| Screen::of_path(&format!("/people/{id}{part}"));
        assert_eq!(of(""), Screen::Person(id, Part::Whole));
        assert_eq!(of("/leave"), Screen::Person(id, Part::Leave));
        assert_eq!(of("/elsewhere"), Screen::Nowhere);
        assert_eq!(Screen::of_path("/people/new/leave"), Screen::Nowhere);
        assert_eq!(Screen::of_path("/people/7"), Screen::Nowhere);
        for kind in TableKind::ALL {
            assert_eq!(
                Screen::of_path(&format!("/{kind}/import")),
                Screen::Import(kind)
            );
        }
        let unit = UnitId::from_number(7);
        assert_eq!(Screen::of_path("/units"), Screen::Tree);
        assert_eq!(Screen::of_path("/units/new"), Screen::NewUnit);
        let of = |part: &str| Screen::of_path(&format!("/units/{unit}{part}"));
        assert_eq!(of(""), Screen::Unit(unit, UnitPart::Whole));
        assert_eq!(of("/take-back"), Screen::Unit(unit, UnitPart::TakeBack));
        assert_eq!(of("/elsewhere"), Screen::Nowhere);
        assert_eq!(Screen::of_path("/units/7"), Screen::Nowhere);
        let webhook = WebhookId::from_number(7);
        for (path, part) in [
            ("/connections".to_owned(), ConnectionsPart::Whole),
            ("/connections/new-key".to_owned(), ConnectionsPart::NewKey),
            (
                "/connections/new-webhook".to_owned(),
                ConnectionsPart::NewWebhook,
            ),
            (
                format!("/connections/{webhook}"),
                ConnectionsPart::Webhook(webhook),
            ),
        ] {
            assert_eq!(Screen::of_path(&path), Screen::Connections(part));
        }
        for path in ["/connections/7", "/connections/new-key/more"] {
            assert_eq!(Screen::of_path(path), Screen::Nowhere);
        }
    }
}
