//! A team leader's team: a chunk of its own. Everybody at `/team`, one member at `/team/<person id>`.
//! Read from the server; without network what the phone had last.

mod member;
mod overview;
mod reading;
mod today;
mod words;

pub use self::today::team_today;
pub use self::words::attendance as attendance_text;
use crate::pages::not_found::NotFound;
use crate::session::use_profile;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};
use member::MemberPage;
use overview::Overview;
use reading::Reading;
use shared::id::PersonId;
use shared::people::Role;

/// The route of the team.
#[derive(Debug)]
pub struct Team;

#[lazy_route]
impl LazyRoute for Team {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let leads = use_profile().with_untracked(|profile| profile.has(Role::TeamLeader));
        match leads {
            true => view! { <Screens/> }.into_any(),
            false => view! { <NotFound/> }.into_any(),
        }
    }
}

/// What the address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Screen {
    Overview,
    Member(PersonId),
    Nowhere,
}

impl Screen {
    fn of_path(rest: &str) -> Self {
        match rest.trim_matches('/') {
            "" => Self::Overview,
            id => id.parse().map_or(Self::Nowhere, Self::Member),
        }
    }
}

#[component]
fn Screens() -> impl IntoView {
    let reading = Reading::begin();
    let params = use_params_map();
    let screen = Memo::new(move |_| {
        let rest = params.with(|params| params.get("rest"));
        Screen::of_path(&rest.unwrap_or_default())
    });
    move || match screen.get() {
        Screen::Overview => view! { <Overview reading/> }.into_any(),
        Screen::Member(person) => view! { <MemberPage person reading/> }.into_any(),
        Screen::Nowhere => view! { <NotFound/> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_who_is_shown() {
        let id = PersonId::from_number(7);
        assert_eq!(Screen::of_path(""), Screen::Overview);
        assert_eq!(Screen::of_path(&id.to_string()), Screen::Member(id));
        assert_eq!(Screen::of_path("7"), Screen::Nowhere);
    }
}
