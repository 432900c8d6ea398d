//! The rules of the company: a chunk of its own. What is published at `/rules`, one setting, product or table at
//! `/rules/<subject>/<name>`, a new draft at `/rules/new/<subject>` and below it by name, a draft at
//! `/rules/drafts/<id>`.

mod changes;
mod deciding;
mod draft;
mod drafting;
mod edit;
mod item;
mod list;
mod reading;
mod take_back;
mod trial;
mod words;

use crate::pages::not_found::NotFound;
use crate::session::use_profile;
use draft::Draft;
use edit::NewDraft;
use item::Item;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};
use list::List;
use shared::id::DraftId;
use shared::people::Role;
use shared::rule_book::RuleSubject;

/// The route of the rules.
#[derive(Debug)]
pub struct Rules;

#[lazy_route]
impl LazyRoute for Rules {
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
#[derive(Debug, Clone, PartialEq, Eq)]
enum Screen {
    List,
    Item(RuleSubject, String),
    /// A new draft, from what holds of a name, or from files alone.
    New(RuleSubject, Option<String>),
    Draft(DraftId),
    Nowhere,
}

impl Screen {
    fn of_path(path: &str) -> Self {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let subject = RuleSubject::from_name;
        let found = match parts.as_slice() {
            ["rules"] => Some(Self::List),
            ["rules", "new", of] => subject(of).map(|of| Self::New(of, None)),
            ["rules", "new", of, name] => {
                subject(of).map(|of| Self::New(of, Some((*name).to_owned())))
            }
            ["rules", "drafts", id] => id.parse().ok().map(Self::Draft),
            ["rules", of, name] => subject(of).map(|of| Self::Item(of, (*name).to_owned())),
            _ => None,
        };
        found.unwrap_or(Self::Nowhere)
    }
}

/// Where a setting, product or table is.
fn page_of(subject: RuleSubject, name: &str) -> String {
    format!("/rules/{subject}/{name}")
}

/// Where a draft is.
fn page_of_draft(draft: DraftId) -> String {
    format!("/rules/drafts/{draft}")
}

#[component]
fn Screens() -> impl IntoView {
    let path = use_location().pathname;
    let screen = Memo::new(move |_| path.with(|path| Screen::of_path(path)));
    move || match screen.get() {
        Screen::List => view! { <List/> }.into_any(),
        Screen::Item(subject, name) => view! { <Item subject name/> }.into_any(),
        Screen::New(subject, name) => view! { <NewDraft subject name/> }.into_any(),
        Screen::Draft(draft) => view! { <Draft draft/> }.into_any(),
        Screen::Nowhere => view! { <NotFound/> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_is_shown() {
        assert_eq!(Screen::of_path("/rules"), Screen::List);
        let (subject, name) = (RuleSubject::Settings, "watch".to_owned());
        let page = page_of(subject, &name);
        assert_eq!(Screen::of_path(&page), Screen::Item(subject, name.clone()));
        let new = Screen::of_path("/rules/new/settings/watch");
        assert_eq!(new, Screen::New(subject, Some(name)));
        let new = Screen::of_path("/rules/new/products");
        assert_eq!(new, Screen::New(RuleSubject::Products, None));
        let id = DraftId::from_number(7);
        assert_eq!(Screen::of_path(&page_of_draft(id)), Screen::Draft(id));
        for nowhere in [
            "/rules/drafts/7",
            "/rules/watch",
            "/rules/new",
            "/rules/a/b/c",
        ] {
            assert_eq!(Screen::of_path(nowhere), Screen::Nowhere);
        }
    }
}
